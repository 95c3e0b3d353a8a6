"""Quotations: where somebody's own words stand between marks.

Marks are told by their shape and by what stands beside them, in the way printers use them, not by language. A quotation that a paragraph
leaves open and the next takes up again with an opening mark is one quotation.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

CLOSERS = {"“": "”“", "„": "”“", "«": "»", "‘": "’", "‹": "›"}
DOUBLED = {"``": "''", "''": "''"}  # two characters for one mark
STRAIGHT = {'"', "'"}
APOSTROPHES = {"'", "’"}
OPENING = re.compile(r"``|''|[“„«‘‹\"']")
LONGEST = 4000  # characters: an opening mark without its mate must not swallow an article
PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Quotation:
    """``start`` and ``end`` lie outside the marks, ``inner_start`` and ``inner_end`` within; ``closed`` is false where no mark ends it."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


class Quotations:
    """The quotations of one text, none within another, and which of them holds an offset."""

    def __init__(self, found: Sequence[Quotation]):
        self.all = tuple(found)
        self._starts = [q.start for q in self.all]

    def at(self, offset: int) -> Quotation | None:
        """The quotation whose marks enclose ``offset``."""
        k = bisect_right(self._starts, offset) - 1
        return self.all[k] if k >= 0 and offset < self.all[k].end else None

    def ending_at(self, offset: int) -> Quotation | None:
        """The quotation whose last mark ends at ``offset``."""
        return next((q for q in self.all if q.end == offset), None)

    def starting_at(self, offset: int) -> Quotation | None:
        """The quotation whose first mark stands at ``offset``."""
        return next((q for q in self.all if q.start == offset), None)


def find(text: str) -> Quotations:
    """All outermost quotations of the text."""
    out: list[Quotation] = []
    k = 0
    while (m := OPENING.search(text, k)) is not None:
        mark = m.group()
        if not _opens(text, m.start(), mark):
            k = m.end()
            continue
        found = _close(text, m.start(), mark)
        if found is None:
            k = m.end()
            continue
        out.append(found)
        k = found.end
    return Quotations(_joined(text, out))


def _opens(text: str, at: int, mark: str) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + len(mark) : at + len(mark) + 2]
    if not after or after[0].isspace():
        return False
    if mark in STRAIGHT or mark in ("‘", "''"):
        if before.isalnum() or before in ".,!?’”":
            return False
        # 's avonds, 't: one small letter and then no letter is an elision, not a quotation
        if mark in ("'", "‘") and after[0].islower() and not after[1:].isalpha():
            return False
    return True


def _closes(text: str, at: int, mark: str) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + len(mark)] if at + len(mark) < len(text) else " "
    if before.isspace() and mark in STRAIGHT | APOSTROPHES:
        return False
    return not after.isalnum() if mark in STRAIGHT | APOSTROPHES else True


def _close(text: str, start: int, mark: str) -> Quotation | None:
    """The quotation that opens at ``start``: up to its mate in the paragraph, or to the paragraph's end where a new one takes it up."""
    gap = PARAGRAPH.search(text, start)
    stop = min(gap.start() if gap else len(text), start + LONGEST)
    wanted = [mark] if mark in STRAIGHT else [DOUBLED[mark]] if mark in DOUBLED else list(CLOSERS[mark])
    if mark == "“":  # a second opening mark before the mate belongs to a quotation of its own
        wanted = ["”", '"']
    k = start + len(mark)
    possessive: int | None = None
    while k < stop:
        hit = next((w for w in wanted if text.startswith(w, k)), None)
        if hit and k > start + len(mark) and _closes(text, k, hit):
            # soldiers' homes: an apostrophe after an s is a possessive where another that closes comes before the next that opens
            if not (hit in APOSTROPHES and text[k - 1] == "s" and _closes_later(text, k + 1, stop, mark)):
                return Quotation(start, k + len(hit), start + len(mark), k)
            possessive = k if possessive is None else possessive
        k += 1
    if possessive is not None:
        return Quotation(start, possessive + 1, start + len(mark), possessive)
    if gap and stop == gap.start() and mark not in APOSTROPHES and mark != "‘" and text.startswith(mark, gap.end()):
        return Quotation(start, stop, start + len(mark), stop, closed=False)
    return None


def _closes_later(text: str, start: int, stop: int, mark: str) -> bool:
    """Does a single mark close after ``start``, before one opens or the sentence ends?"""
    for k in range(start, stop):
        if text[k] in ".!?" and text[k + 1 : k + 2].isspace():
            return False
        if text[k] in "'‘’":
            if _opens(text, k, mark) and text[k] != "’":
                return False
            if text[k] in APOSTROPHES and _closes(text, k, text[k]) and text[k - 1] != "s":
                return True
    return False


def _joined(text: str, found: Sequence[Quotation]) -> list[Quotation]:
    """Quotations that go on over paragraphs as one."""
    out: list[Quotation] = []
    for q in found:
        last = out[-1] if out else None
        if last and not last.closed and PARAGRAPH.fullmatch(text[last.end : q.start]):
            out[-1] = Quotation(last.start, q.end, last.inner_start, q.inner_end, q.closed)
        else:
            out.append(q)
    return out
