"""The pieces of text on the pages of a document in the order in which they are read, and paragraphs made of them.

The order is found by cutting a page at its white space (recursive X-Y cut; Nagy and Seth 1984): between columns where one runs through, else
below what stands across the columns.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from volgens.ingest.limits import PDF_PIECES

HYPHEN = "\u00ad"
_MARGIN = 0.12  # share of a page's height above and below which there may be a running head or foot
_GUTTER = 0.7  # times the size of the type: the least white space between columns
_COLUMN = 0.12  # share of a page's width that a column has at least
_ROWS = 3  # lines that a column has at least
_APART = 1.4  # times the usual distance between lines: more is between paragraphs
_LEAST = 1.1  # times the size of the type: the least that is usual, for headings of several lines
_INDENT = 0.7  # times the size of the type
_SHORT = 3.0  # times the size of the type: a line that ends so much before the others ends its paragraph
_HALF = (
    0.6  # share of a column's width: a line that is shorter and has no end of a sentence is a heading, a name or a date
)
_LARGER = 1.15  # type that is so much larger or smaller is another block
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\W*(?:\d{1,4}|[ivxlc]{1,6})\W*", re.IGNORECASE)
_ENDS = re.compile(r"""[.!?:;…]["'”’»)\]]*$""")
_BULLET = re.compile(r"(?:[•▪‣◦●■–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_BROKEN = re.compile(rf"(?<!\w)(\w+){HYPHEN}$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands together on a line. Points from the lower left corner of the page; ``size`` of its type."""

    left: float
    bottom: float
    right: float
    top: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading."""

    text: str
    size: float


def blocks(pages: Sequence[Page]) -> list[Block]:
    """The paragraphs of a document, without what stands at the head or foot of every page."""
    kept = _without_furniture(pages)
    # One word that is written with a hyphen within a line keeps it at the end of one.
    hyphened = {w.lower() for p in kept for piece in p.pieces for w in re.findall(r"(?<!\w)\w++(?:-\w++)+", piece.text)}
    found: list[Block] = []
    for page in kept:
        for column in _columns(page):
            for k, (block, indented) in enumerate(_paragraphs(column, hyphened)):
                before = found[-1] if found and not k else None
                if before and not indented and _goes_on(before, block):
                    found[-1] = Block(_joined(before.text, block.text, hyphened), before.size)
                else:
                    found.append(block)
    return [Block(b.text.replace(HYPHEN, ""), b.size) for b in found]


def _goes_on(before: Block, after: Block) -> bool:
    """A paragraph that a page or column breaks off: of the same type, and its sentence has no end."""
    same = before.size / after.size < _LARGER and after.size / before.size < _LARGER
    return same and not _ENDS.search(before.text) and not _BULLET.match(after.text)


def _without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without lines near the edge that come back at the same height of several pages, whatever number they have, and page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_mark(p) for p in page.pieces if _at_edge(p, page)})
    enough = max(2, len(pages) // 3)
    out = []
    for page in pages:
        kept = tuple(
            p
            for p in page.pieces
            if not _at_edge(p, page) or not (_NUMBER.fullmatch(p.text) or seen[_mark(p)] >= enough)
        )
        out.append(Page(page.width, page.height, kept))
    return out


def _at_edge(piece: Piece, page: Page) -> bool:
    return piece.bottom > (1 - _MARGIN) * page.height or piece.top < _MARGIN * page.height


def _mark(piece: Piece) -> tuple[str, int]:
    return _DIGITS.sub("#", piece.text), round(piece.bottom / 4)


def _columns(page: Page) -> Iterator[list[Piece]]:
    """Stretches of a page that are read from top to bottom, in order."""
    if len(page.pieces) > PDF_PIECES:
        yield list(page.pieces)
        return
    todo = [list(page.pieces)]
    while todo:
        part = todo.pop()
        if not part:
            continue
        cut = _beside(part, page.width) or _below(part)
        if cut:
            todo += [cut[1], cut[0]]
        else:
            yield _rows(part)


def _beside(part: list[Piece], width: float) -> tuple[list[Piece], list[Piece]] | None:
    """What lies left and right of white space that runs through from top to bottom, or None."""
    least = _GUTTER * median(p.size for p in part)
    edge = None
    ordered = sorted(part, key=lambda p: p.left)
    for k, p in enumerate(ordered):
        if edge is not None and p.left - edge > least:
            left, right = ordered[:k], ordered[k:]
            if all(_is_column(side, width) for side in (left, right)):
                return left, right
        edge = p.right if edge is None else max(edge, p.right)
    return None


def _is_column(side: list[Piece], width: float) -> bool:
    wide = max(p.right for p in side) - min(p.left for p in side)
    return wide > _COLUMN * width and len({round(p.bottom / p.size) for p in side}) >= _ROWS


def _below(part: list[Piece]) -> tuple[list[Piece], list[Piece]] | None:
    """What lies above and below the highest white space across, where some of the lines stand beside each other; or None."""
    ordered = sorted(part, key=lambda p: -p.top)
    floor, best, at, beside = ordered[0].bottom, 0.0, 0, False
    for k, p in enumerate(ordered[1:], 1):
        if floor - p.top > best:
            best, at = floor - p.top, k
        beside = beside or p.top - floor > 0.5 * p.size
        floor = min(floor, p.bottom)
    return (ordered[:at], ordered[at:]) if beside and at else None


def _rows(part: list[Piece]) -> list[Piece]:
    """Lines from top to bottom; pieces beside each other, which wide spaces made, are one line."""
    ordered = sorted(part, key=lambda p: (-p.bottom, p.left))
    rows: list[list[Piece]] = []
    for p in ordered:
        if rows and p.bottom > rows[-1][0].bottom - 0.4 * p.size:
            rows[-1].append(p)
        else:
            rows.append([p])
    return [_line(sorted(row, key=lambda p: p.left)) for row in rows]


def _line(row: list[Piece]) -> Piece:
    if len(row) == 1:
        return row[0]
    widest = max(row, key=lambda p: p.right - p.left)
    text = " ".join(p.text.replace(HYPHEN, "-") for p in row[:-1]) + " " + row[-1].text
    return Piece(row[0].left, min(p.bottom for p in row), max(p.right for p in row), max(p.top for p in row), widest.size, text)  # fmt: skip


def _paragraphs(lines: list[Piece], hyphened: set[str]) -> Iterator[tuple[Block, bool]]:
    """The paragraphs of a column, and for each whether its first line is indented."""
    steps = [a.bottom - b.bottom for a, b in pairwise(lines) if a.bottom > b.bottom]
    usual = median(steps) if steps else 0.0
    edge = max((p.right for p in lines), default=0.0)
    start = min((p.left for p in lines), default=0.0)
    current: list[Piece] = []
    for p in lines:
        if current and _begins(current[-1], p, usual, start, edge):
            yield _block(current, hyphened), _indented(current[0], start)
            current = []
        current.append(p)
    if current:
        yield _block(current, hyphened), _indented(current[0], start)


def _indented(first: Piece, start: float) -> bool:
    return first.left - start > _INDENT * first.size


def _begins(before: Piece, line: Piece, usual: float, start: float, edge: float) -> bool:
    """Does a paragraph begin with this line?"""
    if before.text.endswith(HYPHEN):
        return False
    if not 1 / _LARGER < before.size / line.size < _LARGER or _BULLET.match(line.text):
        return True
    if before.bottom - line.bottom > _APART * max(usual, _LEAST * line.size):
        return True
    if line.left - before.left > _INDENT * line.size and line.text[:1].isupper():
        return True
    if before.right - start < _HALF * (edge - start) and not line.text[:1].islower():
        return True
    return bool(before.right < edge - _SHORT * line.size and _ENDS.search(before.text))


def _block(lines: list[Piece], hyphened: set[str]) -> Block:
    text = lines[0].text
    for line in lines[1:]:
        text = _joined(text, line.text, hyphened)
    return Block(" ".join(text.split()), median(p.size for p in lines))


def _joined(before: str, after: str, hyphened: set[str]) -> str:
    """Two lines as one. A hyphen at the end goes where the word goes on in small letters and is not written with one elsewhere."""
    broken = _BROKEN.search(before)
    if not broken:
        return f"{before} {after}"
    rest = re.match(r"\w+", after)
    whole = f"{broken[1]}-{rest[0] if rest else ''}".lower()
    keeps = not after[:1].islower() or whole in hyphened
    return before.removesuffix(HYPHEN) + ("-" if keeps else "") + after
