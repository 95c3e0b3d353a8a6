"""Whatever programs ask of the page by its OpenAPI document, or against it, is answered as the document says. More of it: ``python -m evaluation.asked_anything``."""

from pathlib import Path

import pytest

from tests.web.filled import filled

pytest.importorskip("schemathesis", reason="needs schemathesis: pip install schemathesis")
pytestmark = pytest.mark.filterwarnings("ignore")
FEW = 2  # of each operation and mode


@pytest.mark.parametrize(("part", "least"), [("/claims/", 1), ("/sources.csv", 1), ("/search", 1), ("/map.json", 1)])
def test_whatever_is_asked_is_answered_as_told(tmp_path: Path, part: str, least: int) -> None:
    from evaluation.asked_anything import answers

    found = list(answers(filled(tmp_path / "volgens.db"), FEW, part))
    assert len({f.operation for f in found}) >= least
    assert {f.mode for f in found} == {"positive", "negative"}
    assert [f for f in found if f.wrong] == []


def test_a_fault_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from evaluation.asked_anything import answers

    from volgens.web import progress

    monkeypatch.setattr(progress, "as_data", lambda value: 1 / 0)
    found = list(answers(filled(tmp_path / "volgens.db"), 1, "/reading.json"))
    assert "ZeroDivisionError" in (found[0].wrong or "")
