"""Lines for a terminal: how wide text is, where it breaks, what is bold. What comes from an article is made harmless first."""

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

NARROWEST, WIDEST = 40, 100  # columns: below it nothing fits, above it nobody reads a line to its end
# Signs that turn the direction of what follows: a quote of ours must not rearrange our own line.
_DIRECTION = frozenset(map(chr, (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))


def clean(text: str) -> str:
    """An article's words as one line that a terminal can only show: no control characters, no line breaks."""
    shown = []
    for c in text:
        if c.isspace():
            shown.append(" ")
        elif unicodedata.category(c) in ("Cc", "Cs"):
            shown.append("\N{REPLACEMENT CHARACTER}")
        elif c not in _DIRECTION:
            shown.append(c)
    return " ".join("".join(shown).split())


def cells(text: str) -> int:
    """Columns that a text takes: wide letters take two, marks over a letter none."""
    return sum(_cells(c) for c in text)


def _cells(c: str) -> int:
    if c < "\u0300":
        return 1
    if unicodedata.category(c) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """The text in lines of at most ``width`` columns, broken at spaces; ``first`` before the first line, ``rest`` before the others."""
    rest = " " * cells(first) if rest is None else rest
    lines, line, room = [], first, width - cells(first)
    empty = True
    for word in _pieces(text, max(1, width - max(cells(first), cells(rest)))):
        need = cells(word) + (0 if empty else 1)
        if need > room and not empty:
            lines.append(line)
            line, room, empty = rest, width - cells(rest), True
            need = cells(word)
        line += word if empty else " " + word
        room -= need
        empty = False
    return [*lines, line.rstrip()]


def _pieces(text: str, longest: int) -> Iterator[str]:
    """Words; one that is too long for a line in parts."""
    for word in text.split():
        part = ""
        for c in word:
            if cells(part + c) > longest:
                yield part
                part = ""
            part += c
        yield part


def pad(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


@dataclass(frozen=True, slots=True)
class Style:
    """Bold and colour where the terminal has them; the words say it all without."""

    colour: bool = False

    def _with(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def bold(self, text: str) -> str:
        return self._with("1", text)

    def dim(self, text: str) -> str:
        return self._with("2", text)

    def name(self, text: str) -> str:
        return self._with("1;36", text)

    def warn(self, text: str) -> str:
        return self._with("33", text)


def style(colour: bool | None = None) -> Style:
    """Colour if asked for; else on a terminal that has it, unless NO_COLOR is set (https://no-color.org)."""
    if colour is None:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Style(colour)


def columns(width: int | None = None) -> int:
    """The width to write in: as asked, else the terminal's, within reason."""
    return max(NARROWEST, min(WIDEST, width or shutil.get_terminal_size((80, 24)).columns))
