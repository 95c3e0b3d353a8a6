"""The words of one language that tell places from other names, made ready for looking up."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from volgens.lexicon import Lexicon, NounIndex, Row, key_of
from volgens.model import Parsed, Token

NAME_TABLES = ("countries", "regions", "towns", "exonyms")
# Groups of the table ``source_nouns`` that are bodies of people.
BODIES = frozenset(
    {"army", "authorities", "commission", "company", "country", "government", "group", "hospital", "institute", "institution", "judiciary",
     "ministry", "observer", "organisation", "outlet", "police", "rescue", "service", "side", "un"}
)  # fmt: skip
LONGEST_ARTICLE = 3  # letters of a word in a name that may be written small: al, el, ash
LONGEST_NAME = 9  # words and hyphens of the longest name that is looked for
_CAPITAL = re.compile(r"^[-–]?(?:[^\W\d_]{1,3}[-'’])?[A-ZÀ-ÖØ-ÞĀ-Ž]")


def capitalised(token: Token) -> bool:
    """Does the word begin as names do: a capital, also after an article as in *el-Fasher*?"""
    return bool(_CAPITAL.match(token.form))


def bare(form: str) -> str:
    """The form without a possessive ending that is set off: *Israel's* gives *Israel*."""
    return re.sub(r"['’]s?$", "", form) if len(form) > 3 else form


@dataclass(frozen=True, slots=True)
class Known:
    """A name that a table has: tokens ``first`` up to, not including, ``last``, and where it ends in the text."""

    first: int
    last: int
    end: int
    row: Row


class Nouns:
    """Rows by their column ``noun``; those marked so fire as the last part of a compound too."""

    def __init__(self, rows: Iterable[Row]):
        self._rows = {row.noun.lower(): row for row in rows}
        self._lasts = sorted((n for n, row in self._rows.items() if row.compound), key=len, reverse=True)

    def find(self, token: Token) -> Row | None:
        """The row of this noun, whole by lemma or form, or by its last part."""
        for word in dict.fromkeys((key_of(token), token.form.lower())):
            if word in self._rows:
                return self._rows[word]
            last = next((n for n in self._lasts if word.endswith(n)), None)
            if last:
                return self._rows[last]
        return None


@dataclass(frozen=True)
class PlaceWords:
    """Tables of one lexicon as indexes. Made once for each lexicon: see ``of``."""

    lexicon: Lexicon
    names: dict[str, Row] = field(repr=False)
    place_nouns: "Nouns" = field(repr=False)
    facilities: "Nouns" = field(repr=False)
    persons: NounIndex = field(repr=False)
    stops: dict[str, Row] = field(repr=False)
    prepositions: dict[str, Row] = field(repr=False)
    peoples: dict[str, Row] = field(repr=False)
    calendar: frozenset[str] = field(repr=False)
    bodies: frozenset[str] = field(repr=False)

    @classmethod
    def of(cls, lexicon: Lexicon) -> "PlaceWords":
        names: dict[str, Row] = {}
        for table in NAME_TABLES:
            for row in lexicon.rows(table):
                for name in names_of(row, lexicon.language):
                    names.setdefault(fold(name), row)
        return cls(
            lexicon,
            names,
            Nouns(lexicon.rows("place_nouns")),
            Nouns(lexicon.rows("facility_nouns")),
            lexicon.nouns("source_nouns"),
            {row.name: row for row in lexicon.rows("place_stop")},
            {row.prep: row for row in lexicon.rows("place_preps")},
            {row.word.lower(): row for row in lexicon.rows("demonyms")},
            frozenset(row.word.lower() for row in lexicon.rows("date_words")),
            frozenset(n for t in ("actors", "sources") for row in lexicon.rows(t) for n in row.names)
            - _places(lexicon),
        )

    def known(self, parsed: Parsed, words: Sequence[Token]) -> Iterator[Known]:
        """Names of the tables in a sentence, the longest at each place; a single word has to stand as a name does."""
        capitals = [capitalised(t) for t in words]
        k = 0
        while k < len(words):
            found = self._known_at(parsed, words, capitals, k)
            if found:
                yield found
                k += found.last - found.first
            else:
                k += 1

    def _known_at(self, parsed: Parsed, words: Sequence[Token], capitals: Sequence[bool], k: int) -> Known | None:
        for n in range(min(LONGEST_NAME, len(words) - k), 0, -1):
            if True not in capitals[k : k + n]:
                return None
            run = words[k : k + n]
            text = parsed.text[run[0].start : run[-1].end]
            if len(text) < 2 or "\n" in text or "-" in (text[0], text[-1]):
                continue
            for candidate in dict.fromkeys((text, bare(text), _genitive(text, self.lexicon.language))):
                row = self.names.get(fold(candidate)) or (
                    self.names.get(fold(candidate.title())) if len(candidate) > 3 else None
                )
                if row and (n > 1 or capitals[k]) and _as_capital(row, candidate, self.lexicon.language):
                    return Known(run[0].i, run[-1].i + 1, run[0].start + len(candidate), row)
        return None

    def person(self, token: Token) -> bool:
        """A noun for people or bodies that a name stands beside: *president*, *burgemeester*, *persbureau*."""
        return bool(self.persons.find(token))

    def title(self, token: Token) -> bool:
        """A noun for a person, not for a body: *Mayor*, not *Army*."""
        return any(m.row.group not in BODIES for m in self.persons.find(token))

    def people(self, token: Token) -> Row | None:
        """A demonym's row: with the word before it (*North Korean*) or alone."""
        return self.peoples.get(bare(token.form).lower())


def names_of(row: Row, language: str) -> tuple[str, ...]:
    """All names of a row of one of the tables of names, in this language and in English."""
    if row.table == "towns":
        return tuple(row.names)
    if row.table == "exonyms":
        return (row.name,)
    own: tuple[str, ...] = row.cells.get(f"names_{language}") or ()  # type: ignore[assignment]
    return tuple(dict.fromkeys((*own, *row.names_en)))


def fold(name: str) -> str:
    """How names of the tables are looked up: without case and hyphens, but abbreviations keep their case (*US* is not *us*)."""
    name = " ".join(name.replace("’", "'").replace("-", " ").split())
    return name if name.isupper() and len(name) <= 6 else name.casefold()


def _as_capital(row: Row, text: str, language: str) -> bool:
    """Has the text capitals where the table's name has them? *Borno State* is a name; of *Borno state* and *southern Lebanon* only one word is.

    Articles (*al-Mawasi*) may go without.
    """
    words = _parts(text)
    for name in names_of(row, language):
        parts = _parts(name)
        if len(parts) == len(words) and fold(name) == fold(text):
            return not any(
                w.islower() and not n.islower() and len(n) > LONGEST_ARTICLE for n, w in zip(parts, words, strict=True)
            )
    return True


def _parts(name: str) -> list[str]:
    return name.replace("-", " ").split()


def _genitive(text: str, language: str) -> str:
    """*Ruslands* gives *Rusland*: the Dutch genitive of names has no apostrophe."""
    return text[:-1] if language == "nl" and text.endswith("s") and len(text) > 5 else text


def _places(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(
        n for t in ("countries", "regions") for row in lexicon.rows(t) for n in names_of(row, lexicon.language)
    )
