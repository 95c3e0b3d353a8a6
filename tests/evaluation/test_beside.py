"""The reading model beside other tools: what is timed, and that a tool that fails says so."""

import sys

import pytest
from evaluation.beside import Run, Texts

from evaluation import beside

SOME = Texts("en", ("The army said on Monday that two of its soldiers had died.",) * 3, 36, "Two soldiers died.")


def test_medians_of_tools_that_take_turns() -> None:
    turns: list[str] = []

    def tool(name: str, seconds: list[float]) -> Run:
        turns.append(name)
        return Run(1.0, seconds.pop(), None if name == "b" else 0.5, 100.0)

    slow, fast = [9.0, 3.0, 4.0], [1.0, 1.0, 7.0]
    found = beside.compare({"a": lambda _: tool("a", slow), "b": lambda _: tool("b", fast)}, SOME, rounds=3)
    assert found == {"a": Run(1.0, 4.0, 0.5, 100.0), "b": Run(1.0, 1.0, None, 100.0)}
    assert turns == ["a", "b"] * 3


def test_volgens_is_measured_in_a_process_of_its_own() -> None:
    run = beside.volgens(SOME)
    assert 0 < run.read < 30
    assert run.load > 0
    assert run.one is not None
    assert run.memory > 50


def test_a_tool_that_fails_is_no_fast_tool() -> None:
    with pytest.raises(RuntimeError, match="ended with 3"):
        beside._child([sys.executable, "-c", "raise SystemExit(3)"])
