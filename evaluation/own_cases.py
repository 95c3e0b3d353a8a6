"""The tests' own sentences on times, numbers and figures, read with the shipped model: ``python -m evaluation.own_cases [--errors]``.

The tests look at the same rows on plain words or small parses, rule by rule; here the reading model stands before the rules, as it does for
a user. An expression of time counts with its text, value and days right; a number with its words and bound; a figure with its number, unit and
outcome. What is read beside them counts against precision, hence F1.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from datetime import date

from tests.extract import figure_cases_en, figure_cases_nl, number_cases, time_cases

from evaluation.measures import Measure, share
from volgens import lexicon
from volgens.extract import figures, numbers, times
from volgens.model import Parsed
from volgens.parse import Parser
from volgens.resolve import dates

SET = "own_cases"
Found = Callable[[Parsed, str], set[tuple[str, ...]]]
Case = tuple[str, str, set[tuple[str, ...]]]


def _figures(parsed: Parsed, language: str) -> set[tuple[str, ...]]:
    words = lexicon.load(language)
    found = figures.find(parsed, numbers.find(parsed, words), times.find(parsed, words), words)
    return {(f.number.text, f.unit, f.outcome) for f in found}


def _numbers(parsed: Parsed, language: str) -> set[tuple[str, ...]]:
    return {(n.span.text, _spec(n)) for n in numbers.find(parsed, lexicon.load(language)) if n.kind != "few"}


def _times(parsed: Parsed, language: str) -> set[tuple[str, ...]]:
    found = dates.resolve(times.find(parsed, lexicon.load(language)), date.fromisoformat(time_cases.DAY))
    return {(t.text, t.value, t.earliest or "", t.latest or "") for t in found if not t.value.endswith("_REF")}


def _spec(n: numbers.Number) -> str:
    """A number as the cases write it."""
    show = lambda x: f"{x:.12g}"  # noqa: E731
    signs = {"at_least": (">=", n.low), "at_most": ("<=", n.high), "about": ("~", n.best), "exact": ("", n.best)}
    if n.bound in signs:
        sign, value = signs[n.bound]
        told = f"{sign}{show(value)}"
    else:
        told = f"{show(n.low)}{'..' if n.bound == 'range' else '-'}{show(n.high)}"
    return told + "%" * n.is_percent


def _lines(blocks: dict[str, str], language: str, cut: Callable[[str], tuple[str, ...]]) -> Iterable[Case]:
    for block in blocks.values():
        for line in block.strip().splitlines():
            sentence, _, expected = line.partition(" =>")
            yield language, sentence, {cut(x) for x in re.split(r", (?=\S)", expected.strip()) if x}


def _number(told: str) -> tuple[str, ...]:
    words, _, spec = told.rpartition(" ")
    return words, spec


def _figure(told: str) -> tuple[str, ...]:
    words, unit, outcome = told.rsplit(" ", 2)
    return words, unit, outcome


def _cases() -> dict[str, tuple[list[Case], Found]]:
    """The rows of each kind, and how the reader's answer to a row is got."""
    clock = [(code, sentence, {(t, v, a or "", b or "") for t, v, a, b in found}) for code, sentence, found in time_cases.CASES]  # fmt: skip
    both = (("nl", number_cases.NL, figure_cases_nl.NL), ("en", number_cases.EN, figure_cases_en.EN))
    return {
        "times": (clock, _times),
        "numbers": ([c for code, rows, _ in both for c in _lines(rows, code, _number)], _numbers),
        "figures": ([c for code, _, rows in both for c in _lines(rows, code, _figure)], _figures),
    }


def measures(parser: Parser, errors: list[str] | None = None) -> list[Measure]:
    """F1 of expressions right, by kind; what is wrong goes to ``errors``."""
    out = []
    for kind, (cases, find) in _cases().items():
        parses = parser.many([(sentence, code) for code, sentence, _ in cases])
        right = wanted = got = 0
        for (code, sentence, expected), parsed in zip(cases, parses, strict=True):
            found = find(parsed, code)
            right, wanted, got = right + len(found & expected), wanted + len(expected), got + len(found)
            if found != expected and errors is not None:
                errors.append(f"{kind}: {sentence!r}: wanted {sorted(expected)}, got {sorted(found)}")
        out.append(Measure(SET, kind, share(2 * right, wanted + got), "F1", wanted))
    return out


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--errors", action="store_true", help="list the sentences that are read otherwise")
    args = options.parse_args()
    errors: list[str] = []
    for m in measures(Parser.load(), errors):
        print(f"{m.value:.3f}  {m.name} ({m.of} annotated)")
    for line in errors if args.errors else ():
        print("  " + line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
