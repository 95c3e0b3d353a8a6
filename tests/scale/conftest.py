"""Articles of the real program, and the ledger that one process makes of them."""

import json
from pathlib import Path

import pytest

from volgens.cli import main
from volgens.scale import work

SENTENCES = Path(__file__).parents[1] / "phenomena" / "figures.nl.tsv"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups of a few articles."""
    monkeypatch.setattr(work, "MOST", 5)


@pytest.fixture(scope="package")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sentences of the tests as articles: more than one group of them."""
    rows = [line.split("\t") for line in SENTENCES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    texts = [row[rows[0].index("text")] for row in rows[1:]]
    path = tmp_path_factory.mktemp("articles") / "a.jsonl"
    made = [{"id": f"a{k}", "text": t, "language": "nl", "published": "2025-01-11"} for k, t in enumerate(texts[:60])]
    path.write_text("".join(json.dumps(a) + "\n" for a in [*made, {"id": "leeg", "text": ""}]), "utf-8")
    return path


@pytest.fixture(scope="package")
def alone(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that one process makes."""
    path = tmp_path_factory.mktemp("alone") / "l.db"
    assert main(["read", str(articles), "--ledger", str(path)]) == 1
    return path
