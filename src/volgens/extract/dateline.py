"""The date-line that opens a report: *GOMA (ANP) -*, *KHARTOUM, Sudan (AP) —*, *BEIRUT, Jan 5 (Reuters) -*, *Nairobi, 13 oktober 2025 –*.

It says where and when the report was filed, not where and when what it tells took place.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from volgens.model import Span

_NAME = r"[^\W\d_][^\W\d_'’.-]*(?:[ '’.-]+[^\W\d_]+)*\.?"  # nothing in it can match in two ways: the time stays linear
_DASH = r"[ \t]*[-–—|]+[ \t]"
# An outlet in brackets: a place in capitals may have any, one in small letters has an abbreviation (*ANP/AFP*).
_SIGNED = re.compile(
    rf"^[ \t]*(?P<line>(?P<place>{_NAME})(?:[,/][ \t]*[^,()\n]{{1,30}}){{0,2}}?[ \t]*\((?P<outlet>[^()\n]{{2,40}})\)){_DASH}",
    re.MULTILINE,
)
_CAPITALS = re.compile(
    r"^[ \t]*(?P<line>(?P<place>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+(?: [A-ZÀ-ÖØ-Þ.'’-]+)*)(?:,[ \t]*[^,()\n–—|-]{2,30}?){0,2}?)"
    + _DASH,
    re.MULTILINE,
)
# A day with its year, of any language, by its form: what else stands so before a dash has no year.
_DAY = r"(?:\d{1,2}(?:\.|[^\W\d_]{1,2})?[ ][^\W\d_]{3,}\.?,?[ ]|[^\W\d_]{3,}\.?[ ]\d{1,2}(?:[^\W\d_]{2})?,?[ ]|\d{1,2}(?P<sep>[-/.])\d{1,2}(?P=sep))(?:19|20)\d\d"
_DATED = re.compile(
    rf"^[ \t]*(?P<line>(?P<place>{_NAME})(?:[,/][ \t]*[^\W\d_][^,()\n\d]{{1,30}}){{0,2}}?[,/][ \t]*(?:[^\W\d_]{{2,12}}\.?,?[ ])?{_DAY}"
    rf"(?:,?[ ]\d{{1,2}}[:.]\d\d(?:[ ][^\W\d_]{{1,5}}\.?)?)?(?:[ \t]*\((?P<outlet>[^()\n]{{2,40}})\))?)(?:{_DASH}|[ \t]*:[ \t])",
    re.MULTILINE,
)
LONGEST = 5  # words before the bracket: more of them are a sentence
SHORTEST = 4  # letters of a place in capitals: fewer are an abbreviation


def datelines(text: str) -> Iterator[Span]:
    """The date-lines at the head of paragraphs, up to the dash, in text order."""
    yield from (Span(m.start("line"), m.end("line"), m["line"]) for m in _found(text))


def reports(text: str) -> Iterator[tuple[int, int]]:
    """Where each date-line begins, and where behind its dash the report does."""
    yield from ((m.start("line"), m.end()) for m in _found(text))


@lru_cache(maxsize=4)  # each name of an article is held against its date-lines
def _found(text: str) -> tuple[re.Match[str], ...]:
    for pattern in (_DATED, _SIGNED, _CAPITALS):
        signed = _opens if pattern is _DATED else _is_signed
        found = tuple(m for m in pattern.finditer(text) if _is_name(m["place"]) and signed(m))
        if found:
            return found
    return ()


def _is_name(words: str) -> bool:
    """Capitals but for an article or particle: *Port-au-Prince*, *Ras al-Ain*."""
    parts = re.findall(r"[^\W\d_]+", words)
    return 0 < len(parts) <= LONGEST and parts[0][0].isupper() and all(p[0].isupper() or len(p) <= 3 for p in parts)


def _is_signed(m: re.Match[str]) -> bool:
    capitals = sum(len(w) for w in re.findall(r"[^\W\d_]+", m["place"]) if w.isupper())
    return capitals >= SHORTEST or m.groupdict().get("outlet", "").isupper()


def _opens(m: re.Match[str]) -> bool:
    """Does a sentence begin behind the dash?"""
    return not m.string[m.end() : m.end() + 1].islower()
