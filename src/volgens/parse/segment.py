"""Raw text to paragraphs, sentences and tokens."""

import re
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_TOKEN = re.compile(
    r"https?://\S+|[@#]?\w+(?:[.,:]\d+)+|(?:\w\.){2,}|[@#]?\w+(?:[-'’&/]\w+)*|''|``|,,|\.\.+|…|[^\w\s]", re.UNICODE
)
_END = re.compile(r"[.?!…]+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence: its words as offsets into the text and forms, and the paragraph it stands in."""

    words: tuple[tuple[int, int, str], ...]
    paragraph: int


def segment(text: str) -> list[Piece]:
    """Sentences of the text in order."""
    out: list[Piece] = []
    at, paragraph = 0, 0
    for m in [*_PARAGRAPH.finditer(text), None]:
        end = m.start() if m else len(text)
        before = len(out)
        words: list[tuple[int, int, str]] = []
        closed = False
        for t in _TOKEN.finditer(text, at, end):
            form = t.group()
            gap = bool(words) and words[-1][1] < t.start()
            if closed and gap and (form[0].isupper() or not form[0].isalnum()) and form not in ("”", "’"):
                out.append(Piece(tuple(words), paragraph))
                words, closed = [], False
            words.append((t.start(), t.end(), form))
            if _END.search(form) and len(form) == 1 and not (len(words) > 1 and len(words[-2][2]) == 1):
                closed = True
            elif form not in ("”", "’", "''", '"', "'", ")"):
                closed = False
        if words:
            out.append(Piece(tuple(words), paragraph))
        paragraph += len(out) > before
        at = m.end() if m else end
    return out
