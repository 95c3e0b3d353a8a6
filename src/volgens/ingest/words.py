"""The words that the readers of files and pages know, of all languages together: a file does not say which one it is in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from volgens.lexicon import Lexicon, languages, load

TABLES = ("front_matter", "date_words", "languages", "corpus_columns")


@dataclass(frozen=True, eq=False)
class DateWords:
    """The words of a date line, in lower case, with their number: weekday 1 to 7, Monday first; month 1 to 12; zones minutes east of Greenwich;
    days how many ago; units minutes."""

    weekdays: dict[str, int]
    months: dict[str, int]
    published: frozenset[str]
    updated: frozenset[str]
    filler: frozenset[str]
    zones: dict[str, int]
    days: dict[str, int]
    units: dict[str, int]
    ago: frozenset[str]
    one: frozenset[str]


@dataclass(frozen=True, slots=True)
class LanguageName:
    code: str
    dutch: str
    english: str


@dataclass(frozen=True)
class Words:
    """``languages`` can be read; ``names`` are of every language that can be noticed, by any of its codes; ``columns``: what corpora call the
    fields of an article."""

    languages: tuple[str, ...]
    front_matter: dict[str, str]
    dates: DateWords
    names: dict[str, LanguageName]
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, lexicons: Iterable[Lexicon]) -> "Words":
        """From the lexicons of the languages that are read. Where two languages share a word the first one's meaning stays."""
        read: list[str] = []
        front: dict[str, str] = {}
        names: dict[str, LanguageName] = {}
        columns: dict[str, dict[str, None]] = {}
        kinds = ("weekday", "month", "published", "updated", "filler", "zone", "day", "unit", "ago", "one")
        dates: dict[str, dict[str, int]] = {k: {} for k in kinds}
        for lexicon in lexicons:
            read.append(lexicon.language)
            for row in lexicon.rows("front_matter"):
                front.setdefault(row.word.lower(), row.field)
            for row in lexicon.rows("date_words"):
                dates[row.kind].setdefault(row.word.lower(), row.value or 0)
            for row in lexicon.rows("languages"):
                for code in (row.code, *row.also):
                    names.setdefault(code, LanguageName(row.code, row.name_nl, row.name_en))
            for row in lexicon.rows("corpus_columns"):
                columns.setdefault(row.field, {})[row.name.lower()] = None
        of = DateWords(
            dates["weekday"],
            dates["month"],
            frozenset(dates["published"]),
            frozenset(dates["updated"]),
            frozenset(dates["filler"]),
            dates["zone"],
            dates["day"],
            dates["unit"],
            frozenset(dates["ago"]),
            frozenset(dates["one"]),
        )
        return cls(tuple(read), front, of, names, {f: tuple(found) for f, found in columns.items()})

    @classmethod
    def load(cls, extra: tuple[Path, ...] = ()) -> "Words":
        """From the shipped tables and those of the ``extra`` folders."""
        return cls.of(load(language, extra, TABLES) for language in languages())

    def name(self, code: str) -> str:
        """``Duits/German``, or the code where it is not known."""
        found = self.names.get(code)
        return f"{found.dutch}/{found.english}" if found else repr(code)

    def code(self, given: str) -> str:
        """The short code of a language tag: ``nl`` for ``nl-BE``, ``NL``, ``nld``."""
        primary = given.strip().replace("_", "-").partition("-")[0].lower()
        return self.names[primary].code if primary in self.names else primary
