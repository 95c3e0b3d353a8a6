"""The patterns of time expressions: rows of ``time_patterns`` made into a tree that is walked along the lexemes.

A pattern is a row of elements: the class of an atom (``dom month year?``), a choice (``month|month_short``), an optional one (``?``),
a group (``[ ... ]``, optional as a whole), another pattern by its name in capitals (``DAY``), and ``>`` where the end of a range begins.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from volgens.extract.time_lexer import Atom, Fields, Lexeme, Vocabulary, fields_of
from volgens.extract.time_mention import Moment
from volgens.lexicon import Lexicon, Row
from volgens.model import LexiconError

PATTERNS = "time_patterns"
PART = "part"
RANGE = ">"
_ELEMENT = re.compile(r"\[|\]|[^\s\[\]]+")
Atoms = tuple[Atom | None, ...]  # None where a range's end begins


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of the table and what it says on top of its words."""

    row: Row
    fields: Fields
    order: int


@dataclass(slots=True)
class Node:
    """Where a walk stands: what may come next, and the patterns that may end here."""

    next: dict[str, "Node"] = field(default_factory=dict)
    ends: list[Pattern] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern on the lexemes ``first`` up to ``last``, with what they say."""

    pattern: Pattern
    first: int
    last: int
    moment: Moment
    to: Moment | None
    rows: tuple[str, ...]


class Grammar:
    """The patterns of one language: a tree for those that stand by themselves, and one for each part."""

    def __init__(self, lexicon: Lexicon):
        rows = lexicon.rows(PATTERNS)
        self.root = Node()
        self._parts: dict[str, Node] = {row.name: Node() for row in rows if row.kind == PART}
        for order, row in enumerate(rows):
            pattern = Pattern(row, fields_of(row), order)
            for sequence in _sequences(_ELEMENT.findall(row.pattern), row):
                node = self._parts[row.name] if row.kind == PART else self.root
                for element in sequence:
                    if element.isupper() and element not in self._parts:
                        known = ", ".join(self._parts)
                        raise LexiconError("LEX012", f"no part has the name {element!r}", row.where, f"parts: {known}")
                    node = node.next.setdefault(element, Node())
                node.ends.append(pattern)
        for name, part in self._parts.items():
            self._first(part, (name,))
        self._starts = self._first(self.root, ())

    def _first(self, node: Node, inside: tuple[str, ...]) -> frozenset[str]:
        """The kinds of atoms that can come first. Raises LexiconError LEX012 for a part that begins with itself."""
        out: set[str] = set()
        for element in node.next:
            if element in inside:
                raise LexiconError("LEX012", f"the part {element!r} begins with itself", PATTERNS)
            out |= self._first(self._parts[element], (*inside, element)) if element.isupper() else {element}
        return frozenset(out)

    def hits(self, words: Sequence[Lexeme], k: int, vocabulary: Vocabulary) -> list[Hit]:
        """All patterns that begin at lexeme ``k``, the longest first and among equals the one that stands first in the file."""
        if not vocabulary.starts(words[k]):
            return []
        walk = _Walk(self._parts, words, vocabulary)
        if self._starts.isdisjoint(a.kind for a in walk.atoms(k)):
            return []
        found = [_hit(pattern, k, at, atoms) for pattern, at, atoms in walk.ends(self.root, k)]
        return sorted(found, key=lambda h: (-h.last, h.pattern.order))


class _Walk:
    """Walks along the lexemes from one place; remembers what it found there."""

    def __init__(self, parts: dict[str, Node], words: Sequence[Lexeme], vocabulary: Vocabulary):
        self._parts, self._words, self._vocabulary = parts, words, vocabulary
        self._atoms: dict[int, list[Atom]] = {}
        self._done: dict[tuple[str, int], list[tuple[int, Atoms]]] = {}

    def atoms(self, at: int) -> list[Atom]:
        if at >= len(self._words):
            return []
        if at not in self._atoms:
            self._atoms[at] = self._vocabulary.atoms(self._words, at)
        return self._atoms[at]

    def ends(self, node: Node, at: int, before: Atoms = ()) -> Iterator[tuple[Pattern, int, Atoms]]:
        """The patterns that can end from here on: where, and by which atoms."""
        for pattern in node.ends:
            yield pattern, at, before
        atoms = self.atoms(at)
        for element, following in node.next.items():
            if element == RANGE:
                yield from self.ends(following, at, (*before, None))
            elif element.isupper():
                for end, inner in self._part(element, at):
                    yield from self.ends(following, end, before + inner)
            else:
                for atom in atoms:
                    if atom.kind == element:
                        yield from self.ends(following, at + atom.length, (*before, atom))

    def _part(self, name: str, at: int) -> list[tuple[int, Atoms]]:
        if (name, at) not in self._done:
            self._done[name, at] = [
                (end, (*atoms, Atom(PART, pattern.fields, 0, pattern.row)))
                for pattern, end, atoms in self.ends(self._parts[name], at)
            ]
        return self._done[name, at]


def _sequences(elements: list[str], row: Row) -> Iterator[tuple[str, ...]]:
    """The ways to read a pattern, with its choices made and its optional elements in or out."""
    if not elements:
        yield ()
        return
    first, rest = elements[0], elements[1:]
    if first == "[":
        depth = 1
        for n, e in enumerate(rest):
            depth += (e == "[") - (e == "]")
            if depth == 0:
                yield from _sequences(rest[:n] + rest[n + 1 :], row)
                yield from _sequences(rest[n + 1 :], row)
                return
        raise LexiconError("LEX012", "a [ without its ]", row.where)
    if first.endswith("?"):
        yield from _sequences(["[", first[:-1], "]", *rest], row)
        return
    for after in _sequences(rest, row):
        for option in first.split("|"):
            yield (option, *after)


def _hit(pattern: Pattern, first: int, last: int, atoms: Atoms) -> Hit:
    """What the atoms and the pattern say. What stands after the range mark is the range's end."""
    cut = atoms.index(None) if None in atoms else len(atoms)
    moment = _moment(atoms[:cut]).with_(pattern.fields)
    to = None
    if cut < len(atoms):
        to = _moment(atoms[cut + 1 :]).with_(pattern.fields)
        moment, to = moment.filled_from(to), to.filled_from(moment)
    words = tuple(a.row.where for a in atoms if a is not None and a.row is not None)
    return Hit(pattern, first, last, moment, to, (pattern.row.where, *words))


def _moment(atoms: Sequence[Atom | None]) -> Moment:
    moment = Moment()
    for atom in atoms:
        if atom is not None:
            moment = moment.with_(atom.fields)
    return moment


@lru_cache(maxsize=16)
def grammar(lexicon: Lexicon) -> Grammar:
    """The grammar of a lexicon, built once."""
    return Grammar(lexicon)
