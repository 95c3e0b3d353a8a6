"""Atoms: pieces of tokens on which numbers are read.

Tokenisers differ on *40%*, *$2bn*, *20-30* and *twenty-one*; atoms do not: runs of digits with the points and commas inside them, runs of
letters, and single signs.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from volgens.lexicon import Row
from volgens.model import Token

_ATOM = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_")
HYPHENS = frozenset("-‐‑–—")


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a token in lower case. ``glued``: nothing stands between it and the atom before."""

    text: str
    start: int
    end: int
    token: int
    glued: bool

    @property
    def digits(self) -> bool:
        return self.text[0].isdigit()

    @property
    def letters(self) -> bool:
        return self.text[0].isalpha()

    @property
    def money(self) -> bool:
        """Is it a currency sign?"""
        return not self.text.isalnum() and unicodedata.category(self.text[0]) == "Sc"


def atoms(tokens: Sequence[Token]) -> list[Atom]:
    """The atoms of tokens that stand in a row. Parts of a multi-word token that share offsets give their atoms once."""
    out: list[Atom] = []
    last = -1
    for t in tokens:
        if t.start < last:
            continue
        if t.form.isalpha():
            out.append(Atom(t.form.lower(), t.start, t.end, t.i, t.start == last))
        else:
            for m in _ATOM.finditer(t.form):
                start = t.start + m.start()
                out.append(
                    Atom(m.group().lower(), start, t.start + m.end(), t.i, start == (out[-1].end if out else -1))
                )
        last = t.end
    return out


class Phrases:
    """Rows by the atoms of their words, from the front or (``backward``) from the back; the longest phrase wins."""

    def __init__(self, rows: Iterable[tuple[str, Row]], backward: bool = False):
        self._backward = backward
        self._by_edge: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
        for text, row in rows:
            parts = tuple(m.group().lower() for m in _ATOM.finditer(text))
            self._by_edge.setdefault(parts[-1 if backward else 0], []).append((parts, row))
        for found in self._by_edge.values():
            found.sort(key=lambda x: -len(x[0]))

    def at(self, line: Sequence[Atom], k: int) -> tuple[int, Row] | None:
        """The number of atoms and the row of the longest phrase that begins (backward: ends) at atom ``k``."""
        if not 0 <= k < len(line):
            return None
        for parts, row in self._by_edge.get(line[k].text, ()):
            first = k - len(parts) + 1 if self._backward else k
            if first >= 0 and first + len(parts) <= len(line) and all(
                line[first + j].text == p for j, p in enumerate(parts)
            ):  # fmt: skip
                return len(parts), row
        return None
