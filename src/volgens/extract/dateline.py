"""The date-line that opens an agency's report: *GOMA (ANP) -*, *KHARTOUM, Sudan (AP) —*, *BEIRUT, Jan 5 (Reuters) -*.

It says where and when the report was filed, not where and when what it tells took place.
"""

import re
from collections.abc import Iterator

from volgens.model import Span

_NAME = r"[^\W\d_][^\W\d_'’.-]*(?:[ '’.-]+[^\W\d_]+\.?)*"
_DASH = r"[ \t]*[-–—|]+[ \t]"
# With an outlet in brackets the place may be written in any case; without one it stands in capitals.
_SIGNED = re.compile(
    rf"^[ \t]*(?P<line>{_NAME}(?:[,/][ \t]*[^,()\n]{{1,30}}){{0,2}}?[ \t]*\([^()\n]{{2,40}}\)){_DASH}", re.MULTILINE
)
_CAPITALS = re.compile(
    r"^[ \t]*(?P<line>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’ -]{2,30}(?:,[ \t]*[^,()\n–—|-]{2,30}){0,2}?)" + _DASH, re.MULTILINE
)
LONGEST = 5  # words before the bracket: more of them are a sentence


def datelines(text: str) -> Iterator[Span]:
    """The date-lines at the head of paragraphs, up to the dash, in text order."""
    for pattern in (_SIGNED, _CAPITALS):
        found = [m for m in pattern.finditer(text) if _is_name(m["line"].partition("(")[0])]
        if found:
            yield from (Span(m.start("line"), m.end("line"), m["line"]) for m in found)
            return


def _is_name(words: str) -> bool:
    """Capitals but for an article or particle: *Port-au-Prince*, *Ras al-Ain*."""
    parts = re.findall(r"[^\W\d_]+", words)
    return 0 < len(parts) <= LONGEST and parts[0][0].isupper() and all(p[0].isupper() or len(p) <= 3 for p in parts)
