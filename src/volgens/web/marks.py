"""An article's text with its records marked. Marks may cross: the text is cut at every boundary, and each piece says which marks cover it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from volgens.model import Reading

KINDS = ("claims", "figures", "events", "places", "times")


@dataclass(frozen=True, slots=True)
class Mark:
    """A record's words: half-open code-point offsets. ``kind`` is its table's name."""

    start: int
    end: int
    kind: str
    id: str


def marks_of(reading: Reading) -> list[Mark]:
    """The words that each record rests on: what is said, the number, the trigger, the names of places and times."""
    out = [Mark(c.content.start, c.content.end, "claims", c.id) for c in reading.claims]
    out += [Mark(f.number.start, f.number.end, "figures", f.id) for f in reading.figures]
    out += [Mark(e.trigger.start, e.trigger.end, "events", e.id) for e in reading.events]
    out += [Mark(p.start, p.end, "places", p.id) for p in reading.places]
    out += [Mark(t.start, t.end, "times", t.id) for t in reading.times]
    return out


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    """The text cut at the ends of all marks, each piece with the marks that cover it, the longest first. Together they are the text."""
    inside = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    cuts = sorted({0, len(text), *(m.start for m in inside), *(m.end for m in inside)})
    opening: dict[int, list[Mark]] = {}
    for m in inside:
        opening.setdefault(m.start, []).append(m)
    here: list[Mark] = []
    for start, end in pairwise(cuts):
        here = [m for m in here if m.end > start] + opening.get(start, [])
        yield text[start:end], tuple(sorted(here, key=lambda m: (m.start - m.end, m.kind, m.id)))


def shown(text: str) -> Markup:
    """Text as HTML that a browser gives back as it is. A parser turns a bare carriage return into a line feed, so it goes as a reference;
    NUL and lone surrogates cannot stand in HTML at all and are shown by their replacement."""
    safe = "".join("\ufffd" if c == "\x00" or "\ud800" <= c <= "\udfff" else c for c in text)
    return Markup(str(escape(safe)).replace("\r", "&#13;"))  # escaped just now


def lines_around(text: str, start: int, end: int) -> tuple[int, int]:
    """From the beginning of the line that ``start`` stands in to the end of that of ``end``."""
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after


def html(text: str, marks: Sequence[Mark], chosen: str | None = None) -> Markup:
    """The whole text as HTML: stripped of tags it is the text. Where a record's first words stand has its id, so that an address can lead to
    them; the words of the ``chosen`` one stand out."""
    out = []
    placed: set[str] = set()
    for piece, here in pieces(text, marks):
        if not here:
            out.append(shown(piece))
            continue
        new = [m.id for m in here if m.id not in placed]
        placed.update(new)
        kinds = " ".join(dict.fromkeys(m.kind for m in here))
        if chosen is not None and any(m.id == chosen for m in here):
            kinds += " chosen"
        ids = " ".join(m.id for m in here)
        spots = Markup("").join(Markup('<span id="{}"></span>').format(i) for i in new[1:])
        at = Markup(' id="{}"').format(new[0]) if new else ""
        out.append(Markup('{}<mark{} class="{}" data-ids="{}">{}</mark>').format(spots, at, kinds, ids, shown(piece)))
    return Markup("").join(out)
