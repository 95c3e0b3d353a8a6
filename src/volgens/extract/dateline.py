"""The date-line that opens an agency's report: *GOMA (ANP) -*, *KHARTOUM, Sudan (AP) —*, *BEIRUT, Jan 5 (Reuters) -*.

It says where and when the report was filed, not where and when what it tells took place.
"""

import re
from collections.abc import Iterator

from volgens.model import Span

_NAME = r"[^\W\d_][^\W\d_'’.-]*(?:[ '’.-]+[^\W\d_]+\.?)*"
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
LONGEST = 5  # words before the bracket: more of them are a sentence
SHORTEST = 4  # letters of a place in capitals: fewer are an abbreviation


def datelines(text: str) -> Iterator[Span]:
    """The date-lines at the head of paragraphs, up to the dash, in text order."""
    for pattern in (_SIGNED, _CAPITALS):
        found = [m for m in pattern.finditer(text) if _is_name(m["place"]) and _is_signed(m)]
        if found:
            yield from (Span(m.start("line"), m.end("line"), m["line"]) for m in found)
            return


def _is_name(words: str) -> bool:
    """Capitals but for an article or particle: *Port-au-Prince*, *Ras al-Ain*."""
    parts = re.findall(r"[^\W\d_]+", words)
    return 0 < len(parts) <= LONGEST and parts[0][0].isupper() and all(p[0].isupper() or len(p) <= 3 for p in parts)


def _is_signed(m: re.Match[str]) -> bool:
    capitals = sum(len(w) for w in re.findall(r"[^\W\d_]+", m["place"]) if w.isupper())
    return capitals >= SHORTEST or m.groupdict().get("outlet", "").isupper()
