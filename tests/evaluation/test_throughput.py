"""What reading many articles costs: that the right things are timed, and a tool that fails says so."""

import sys
from pathlib import Path

import pytest

from evaluation import throughput
from volgens.ledger import Ledger

TEXTS = ("The army said on Monday that two of its soldiers had died.", "The mayor said that three houses were hit.")


def test_medians_of_tools_that_take_turns() -> None:
    turns: list[str] = []

    def tool(name: str, clock: list[float]) -> throughput.Numbers:
        turns.append(name)
        return {"versions": {name: "1"}, f"does {name}": [clock.pop(), 1.0]}

    slow, fast = [9.0, 3.0, 4.0], [1.0, 1.0, 7.0]
    found = throughput.side_by_side([lambda: tool("a", slow), lambda: tool("b", fast)], rounds=3)
    assert found == {"versions": {"a": "1", "b": "1"}, "seconds": {"does a": [4.0, 1.0], "does b": [1.0, 1.0]}}
    assert turns == ["a", "b"] * 3


def test_the_whole_reading_holds_the_parse() -> None:
    found = throughput.child(sys.executable, throughput.VOLGENS, TEXTS, "en")
    assert 0 < found["parse"][1] < found["read"][1] < 30
    assert set(found["versions"]) == {"volgens"}


def test_two_processes_are_timed_with_what_they_do() -> None:
    texts = [(t, "en") for t in TEXTS]
    (found,) = (throughput.child(sys.executable, throughput.POOL, texts, ["en"], "2"),)
    assert 0 <= found["in the first process"] <= found["busy"]
    assert found["memory of a worker"] > 150
    assert 30 < found["memory"] < found["memory of a worker"]
    assert found["start"] > found["clock"]  # what is loaded is no part of the measure


def test_one_process_may_do_everything() -> None:
    found = throughput.child(sys.executable, throughput.POOL, [(t, "en") for t in TEXTS], ["en"], "alone")
    assert found["in the first process"] == pytest.approx(found["busy"], rel=0.1)
    assert found["memory"] > 150
    assert found["memory of a worker"] == 0


def test_a_tool_that_fails_is_no_fast_tool() -> None:
    with pytest.raises(RuntimeError, match="ended with 3"):
        throughput.child(sys.executable, "raise SystemExit(3)", TEXTS, "en")


def test_shares_of_the_steps_are_of_the_whole() -> None:
    found = throughput.shares([(t, "en") for t in TEXTS * 3])
    assert sum(found.values()) == pytest.approx(1)
    assert found["parse"] > 0.1
    assert (
        {"parse", "ledger: rows"}
        < set(found)
        <= {*throughput.STEPS, *throughput.IN_LEDGER.values(), "ledger: rows", "other"}
    )


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the memory is told by /proc")
def test_growth_is_measured_at_the_sizes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(throughput, "LAST", 10)
    found = dict(throughput.growth(30, tmp_path / "l.db", sizes=(10, 30)))
    assert list(found) == [10, 30]
    assert all(0 < n["busy"] < 1000 and n["memory"] > 10 for n in found.values())
    assert all(0 < n["of it for lists"] < n["busy"] and n["file"] > 0 for n in found.values())


def test_growth_goes_on_where_it_was_broken_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(throughput, "LAST", 10)
    dict(throughput.growth(20, tmp_path / "l.db", sizes=()))
    with Ledger(tmp_path / "l.db") as ledger:
        before = ledger.document_ids("")
    assert len(before) == 20
    assert list(dict(throughput.growth(40, tmp_path / "l.db", sizes=(10, 20, 40)))) == [40]
    with Ledger(tmp_path / "l.db") as ledger:
        assert len(ledger.document_ids("")) == 40
