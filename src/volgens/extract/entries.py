"""The entries of a live blog, each under the hour at which it was written: *07.42 – Power cut in Rusovar*, *10:20 | Fire*, *12.05 uur*.

What an entry tells, it tells of a scene of its own; the hour at its head is one of the day of publication.
"""

import re
from bisect import bisect_right
from functools import lru_cache

from volgens.model import Span

_CLOCK = r"^[ \t]*(?:[•*▪●▶\[(|–—-][ \t]*)?(?P<clock>(?:[01]?\d|2[0-4])[.:][0-5]\d)"
_UNIT = r"(?:[ \t]*[^\W\d_]{1,5}\.?(?:[^\W\d_]\.)?){0,2}"  # uur, am, p.m. GMT
_MARK = r"[ \t]*+(?:[\])][ \t]*+)?(?:[-–—:|•](?![ \t]*\d{1,2}[.:]\d\d(?!\d))|$)"
_MARKED = re.compile(_CLOCK + _UNIT + _MARK, re.MULTILINE)
_PLAIN = re.compile(_CLOCK + r"(?:[ \t]*[^\W\d_]{1,4}\.?(?:[^\W\d_]\.)?)?\]?[ \t]+(?=[A-ZÀ-ÖØ-Þ])", re.MULTILINE)
FEWEST = 2  # heads without a dash or colon behind the hour that make a live blog; one with it is enough


@lru_cache(maxsize=64)
def heads(text: str) -> tuple[Span, ...]:
    """The hours at the heads of entries, without what stands around them, in text order; none where the text is no live blog."""
    marked = {m.start("clock"): m for m in _MARKED.finditer(text)}
    plain = {m.start("clock"): m for m in _PLAIN.finditer(text)}
    found = marked | plain if len(marked | plain) >= FEWEST else marked
    return tuple(Span(m.start("clock"), m.end("clock"), m["clock"]) for _, m in sorted(found.items()))


def entry_at(text: str, offset: int) -> int | None:
    """The number of the entry that holds an offset, from 0; None before the first, and in what is no live blog."""
    return (
        bisect_right([h.start for h in heads(text)], offset) - 1
        if heads(text) and offset >= heads(text)[0].start
        else None
    )
