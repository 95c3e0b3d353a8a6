"""The sets whose data is here and which take seconds, against their floors; and what the gate says of the others."""

import json
from pathlib import Path

import pytest
from evaluation.measures import Measure
from evaluation.sets import SETS, Set

from evaluation import floors, gate
from volgens.reader import Reader

FAST = [s for s in SETS if s.fast]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("name", [s.name for s in FAST])
def test_no_score_is_below_its_floor(reader: Reader, name: str) -> None:
    wanted = floors.load()
    found, missing = gate.measure([s for s in FAST if s.name == name], None, reader)
    assert not missing
    bad = [f"{m.name}: {m.value:.3f}, floor {wanted[m.key].value}" for m in floors.below(found[name], wanted)]
    assert bad == []
    assert floors.gone(found[name], wanted) == []


def test_a_set_without_its_data_is_said_not_to_be_measured(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    outside = [s for s in SETS if s.outside]
    for shared in (None, tmp_path):
        found, missing = gate.measure(outside, shared, Reader())
        assert (found, missing) == ({}, outside)
    assert gate.report({}, outside, {}) == 0
    assert capsys.readouterr().out.count("NOT MEASURED") == len(outside)


def test_the_report_counts_what_is_below_and_what_is_gone(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = {("own", "a"): floors.Floor(0.9, "F1"), ("own", "b"): floors.Floor(0.9, "F1")}
    assert gate.report({"own": [Measure("own", "a", 0.8, "F1", 10)]}, [], wanted) == 2
    told = capsys.readouterr().out
    assert "BELOW" in told
    assert "not taken any more, though it has a floor: b" in told


def test_scores_of_sets_that_were_not_measured_stay(tmp_path: Path) -> None:
    path = tmp_path / "scores.json"
    gate.write_scores(
        {"own": [Measure("own", "a", 0.8, "F1", 10)], "gold": [Measure("gold", "a", 0.7, "F1", 10)]}, path
    )
    gate.write_scores({"own": [Measure("own", "a", 0.9, "F1", 10)]}, path)
    kept = json.loads(path.read_text("utf-8"))
    assert [kept[s]["measures"][0]["value"] for s in ("own", "gold")] == [0.9, 0.7]


def test_the_scores_in_the_docs_reach_the_floors() -> None:
    kept, wanted = json.loads(gate.SCORES.read_text("utf-8")), floors.load()
    found = [Measure(s, m["name"], m["value"], m["unit"], m["of"]) for s, x in kept.items() for m in x["measures"]]
    assert floors.below(found, wanted) == []
    assert floors.gone(found, wanted) == []


def test_sets_are_told_apart() -> None:
    assert len({s.name for s in SETS}) == len(SETS)
    assert all(isinstance(s, Set) and s.told and s.command.startswith("python -m ") for s in SETS)
