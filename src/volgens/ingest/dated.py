"""The day that the head of a document without markup gives: a line that holds little else (*Rapport van zaterdag 11 januari 2025*,
*Den Haag, 11 januari 2025*), or the date-line of the report (*Nairobi, 13 oktober 2025 -*).

Only a day with its year counts. A date among the words of a sentence or of a headline is one of what is told.
"""

import re
from collections.abc import Sequence

from volgens.ingest.dateline import Stamp, is_date_line, stamps
from volgens.ingest.limits import DATE_LINE_CHARACTERS
from volgens.ingest.words import DateWords

NAMES = 3  # words of a place or of who wrote it; more of them in capitals are a headline
_WORD = re.compile(r"[^\W\d_]+")
# What stands before a date: a place, its country (*KYIV, Ukraine,*), an agency in brackets.
_PLACE = re.compile(r"\s*(?:\([^()]{2,40}\)\s*)?[^\W\d_][^\d()!?:;\"“”]*[,/|·•–—-]\s*")
_FILED = re.compile(r"\.?,?\s*(?:\([^()]{2,40}\)\s*)?(?:[-–—|]+|:)\s+(\S)")
_SENTENCE = re.compile(r"[.!?][\"'”’»)]*$")


def dated(lines: Sequence[str], words: DateWords, titled: bool = False) -> tuple[int, str] | None:
    """Which of the ``lines`` at the start gives the day of publication, and that day (ISO 8601); None where none does.

    ``titled``: the headline is not among the lines. Else a first line such as *Boetsja, 1 april 2022* may be one, unless another follows.
    """
    for k, line in enumerate(lines):
        found = _of_line(line, words)
        if found:
            return k, found
        first = k == 0 and not titled and (len(lines) < 2 or _is_sentence(lines[1]))
        if not first and (found := _of_place(line, words)):
            return k, found
    for k, line in enumerate(lines):
        if found := _of_report(line, words):
            return k, found
        if _is_sentence(line):
            break
    return None


def _of_line(line: str, words: DateWords) -> str | None:
    if not is_date_line(line, words):
        return None
    return next((day for s in stamps(line, words) if s.role != "updated" and (day := _iso(s))), None)


def _of_place(line: str, words: DateWords) -> str | None:
    """*Den Haag, 11 januari 2025*; *By Jane Doe | January 11, 2025*."""
    if len(line) > DATE_LINE_CHARACTERS:
        return None
    stamp = next(stamps(line, words), None)
    known = words.published | words.filler | words.zones.keys()
    if not stamp or stamp.role == "updated" or not all(w in known for w in _WORD.findall(line[stamp.end :].lower())):
        return None
    return _iso(stamp) if _is_place(line[: stamp.start], words) else None


def _of_report(line: str, words: DateWords) -> str | None:
    """*Nairobi, 13 oktober 2025 -*, with a report behind the dash."""
    stamp = next(stamps(line[:DATE_LINE_CHARACTERS], words), None)
    behind = _FILED.match(line, stamp.end) if stamp else None
    if not stamp or not behind or behind[1].islower():
        return None
    return _iso(stamp) if not line[: stamp.start].strip() or _is_place(line[: stamp.start], words) else None


def _is_place(before: str, words: DateWords) -> bool:
    """Names between commas and what stands around dates, with a comma or dash at the end."""
    if not _PLACE.fullmatch(before):
        return False
    for piece in re.split(r"[,/|·•–—()]", before):
        names = _WORD.findall(piece)
        while names and names[0].lower() in words.filler | words.published:
            names = names[1:]
        # Of a name of two or three words one in between may be a particle: Ras al-Ain, Port-au-Prince.
        if len(names) > NAMES or any(w[0].islower() for w in (*names[:1], *names[-1:])):
            return False
    return True


def _is_sentence(line: str) -> bool:
    return bool(_SENTENCE.search(line.strip())) or len(line) > DATE_LINE_CHARACTERS


def _iso(stamp: Stamp) -> str | None:
    day = stamp.on(stamp.year) if stamp.year is not None else None
    return stamp.iso(day) if day else None
