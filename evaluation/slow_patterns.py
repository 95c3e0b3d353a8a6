"""Does any regular expression take more than its share of time? ``python -m evaluation.slow_patterns [--write]``.

Gathers every pattern of the package: those that its modules hold when all are loaded, and those written where they are used (a walk of the source). Each is
tried on texts made from its own parts to make it go back and forth: a beginning that fits, a repeated part many times, and an end that does not fit.
The time for a text and for one twice as long tells how it grows: 1 is linear, 2 the square. What grows faster than ``STEEP`` is told with the
text that does it; what a pattern is used on may be short (a date line has 120 characters), and ``BOUNDED`` says where. Ends with 1 where one does that is not there.
"""

import argparse
import ast
import importlib
import json
import math
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import volgens

KEPT = Path(__file__).parent / "slow_patterns.json"
SOURCE = Path(volgens.__file__).parent
LENGTHS = (4_000, 8_000)  # characters of the texts
STEEP = 1.5  # exponent of the growth
SHORT = 0.03  # seconds below which nothing is told of growth
GIVEN_UP = 1.0  # seconds of the shorter text after which no longer one is tried
ENDS = ("\0", "!", "\n", " ", "a", "")
SIGNS = "a1 .-,:/'\"<>=\n\t@#%()[]{}éÀ_\u00a0\0"
SAMPLE = 40  # texts of one pattern at most
CALLS = frozenset(("compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split"))
# Where a pattern is steep and its input is short, or its beginning rare: why it does no harm.
BOUNDED: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Slow:
    """``growth``: the exponent; ``seconds``: for the longest text that was tried, of ``characters``."""

    where: str
    pattern: str
    growth: float
    seconds: float
    characters: int
    begin: str
    pump: str
    end: str


def patterns() -> dict[tuple[str | bytes, int], str]:
    """Every pattern with its flags, and where it stands."""
    found: dict[tuple[str | bytes, int], str] = {}
    for module in pkgutil.walk_packages([str(SOURCE)], "volgens."):
        if not module.name.endswith("__main__"):
            loaded = importlib.import_module(module.name)
            for name, value in vars(loaded).items():
                for pattern in _held(value):
                    found.setdefault((pattern.pattern, pattern.flags & ~re.UNICODE.value), f"{module.name}.{name}")
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            given, how = _written(node)
            if given is not None and (given, 0) not in found and not any(p == given for p, _ in found):
                found[given, 0] = f"{path.relative_to(SOURCE.parent)}:{node.lineno}:{how}"  # type: ignore[attr-defined]
    return found


def is_sought(where: str) -> bool:
    """Is it looked for anywhere in a text, and not only at its beginning or as the whole?"""
    if where.endswith((":match", ":fullmatch")):
        return False
    module, _, name = where.rpartition(".")
    found = sys.modules.get(module)
    if found is None or not name.isidentifier() or not name.isupper():
        return True
    used = re.findall(rf"\b{name}\b(?:\.(\w+))?", Path(str(found.__file__)).read_text("utf-8"))
    # Named once where it is made, and once with each use.
    return any(u in ("search", "finditer", "findall", "sub", "subn", "split") for u in used) or used.count("") > 1


def _held(value: Any, depth: int = 3) -> Iterator["re.Pattern[Any]"]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, Mapping):
        for k, v in value.items():
            yield from _held(k, depth - 1)
            yield from _held(v, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for v in value:
            yield from _held(v, depth - 1)


def _written(node: ast.AST) -> tuple[str | bytes | None, str]:
    """The pattern of a call such as ``re.sub("...", ...)`` that is written out, and what is called."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS):
        return None, ""
    if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.args):
        return None, ""
    given = node.args[0]
    value = given.value if isinstance(given, ast.Constant) else None
    return (value if isinstance(value, str | bytes) else None), node.func.attr


def slowest(pattern: "re.Pattern[Any]", where: str, anywhere: bool = True) -> Slow | None:
    """The text on which a pattern grows the most, where that is more than STEEP."""
    worst: Slow | None = None
    raw = isinstance(pattern.pattern, bytes)
    for begin, pump, end in sorted(set(_texts(pattern)))[:SAMPLE]:
        for how in (pattern.search, pattern.fullmatch) if anywhere else (pattern.match, pattern.fullmatch):
            texts = {n: begin + pump * (n // len(pump)) + end for n in LENGTHS}
            ready = {n: t.encode("latin-1", "replace") if raw else t for n, t in texts.items()}
            last = _time(how, ready[LENGTHS[1]])
            if last < SHORT:
                continue
            first, n = _time(how, ready[LENGTHS[0]]), LENGTHS[1]
            growth = math.log2(last / max(first, 1e-5)) if first < GIVEN_UP else 9.0
            if growth > STEEP and (worst is None or last > worst.seconds):
                worst = Slow(where, str(pattern.pattern), round(growth, 1), round(last, 3), n, begin, pump, end)
            if last >= GIVEN_UP:
                return worst
    return worst


def _time(how: Callable[[Any], object], text: str | bytes) -> float:
    """Seconds of the processor, GIVEN_UP where it would be more."""

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, late)
    began = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, GIVEN_UP)
    try:
        how(text)
    except TimeoutError:
        return GIVEN_UP
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - began


def _texts(pattern: "re.Pattern[Any]") -> Iterator[tuple[str, str, str]]:
    """Beginnings, repeated parts and ends, made from the repetitions within a pattern."""
    given: Any = pattern.pattern
    tree = _parser.parse(given, pattern.flags)
    for before, body in _repeats(list(tree), ""):
        for pump in {_sample(body, k) for k in range(len(SIGNS))} - {""}:
            for begin in {before, pump}:
                for end in ENDS:
                    yield begin, pump, end


def _repeats(items: list[Any], before: str) -> Iterator[tuple[str, list[Any]]]:
    """Each part that may come often, with a text that leads up to it."""
    for op, value in items:
        if op in (c.MAX_REPEAT, c.MIN_REPEAT, getattr(c, "POSSESSIVE_REPEAT", None)):
            _, most, body = value
            if most > 20:
                yield before, list(body)
            yield from _repeats(list(body), before)
        elif op is c.SUBPATTERN:
            yield from _repeats(list(value[3]), before)
        elif op is c.BRANCH:
            for branch in value[1]:
                yield from _repeats(list(branch), before)
        elif op in (c.ASSERT, c.ASSERT_NOT):
            yield from _repeats(list(value[1]), before)
        before += _sample([(op, value)], 0)


def _sample(items: Iterable[Any], k: int) -> str:
    """A text that these parts take; ``k`` chooses among many."""
    out = ""
    for op, value in items:
        if op is c.LITERAL:
            out += chr(value)
        elif op is c.NOT_LITERAL:
            out += next(s for s in SIGNS[k:] + SIGNS if s != chr(value))
        elif op is c.ANY:
            out += SIGNS[k % 10]
        elif op is c.IN:
            out += _one_of(value, k)
        elif op is c.BRANCH:
            out += _sample(value[1][k % len(value[1])], k)
        elif op is c.SUBPATTERN:
            out += _sample(value[3], k)
        elif op in (c.MAX_REPEAT, c.MIN_REPEAT, getattr(c, "POSSESSIVE_REPEAT", None)):
            out += _sample(value[2], k) * max(value[0], 1 if value[1] else 0)
        elif op is getattr(c, "ATOMIC_GROUP", None):
            out += _sample(value, k)
    return out


def _one_of(members: Any, k: int) -> str:
    fits = _fits(members)
    signs = [s for s in SIGNS if fits.fullmatch(s)]
    if signs:
        return signs[k % len(signs)]
    for op, value in members:
        if op is c.LITERAL:
            return chr(value)
        if op is c.RANGE:
            return chr(value[0])
    return "a"


def _fits(members: Any) -> "re.Pattern[str]":
    """The set of characters as a pattern of its own."""
    parts = {c.CATEGORY_DIGIT: r"\d", c.CATEGORY_NOT_DIGIT: r"\D", c.CATEGORY_SPACE: r"\s", c.CATEGORY_NOT_SPACE: r"\S", c.CATEGORY_WORD: r"\w",
             c.CATEGORY_NOT_WORD: r"\W"}  # fmt: skip
    out = ""
    for op, value in members:
        if op is c.NEGATE:
            out += "^"
        elif op is c.LITERAL:
            out += re.escape(chr(value))
        elif op is c.RANGE:
            out += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        elif op is c.CATEGORY:
            out += parts[value]
    return re.compile(f"[{out}]")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--write", action="store_true", help="write evaluation/slow_patterns.json, of which docs/trust.md tells"
    )
    args = parser.parse_args(arguments)
    found = patterns()
    steep = []
    for (pattern, flags), where in found.items():
        s = slowest(re.compile(pattern, flags), where, is_sought(where))
        if s is None:
            continue
        steep.append(s)
        why = BOUNDED.get(s.where)
        print(
            f"{s.where}: {s.growth} ({s.seconds} s for {s.characters})\n   {s.pattern[:160]!r}\n   {s.begin[:30]!r} + {s.pump[:30]!r} * n + {s.end!r}\n   {why or 'NOT BOUNDED'}",
            flush=True,
        )
    bad = [s.where for s in steep if s.where not in BOUNDED]
    told = {"patterns": len(found), "steep": len(steep), "not bounded": len(bad)}
    print(json.dumps(told))
    if args.write:
        KEPT.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
