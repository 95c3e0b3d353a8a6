"""What the program calls things, in the language of who reads it: a table of labels, one of glosses, names of countries."""

import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files

from volgens.lexicon import Row, load
from volgens.lexicon.shared import shared
from volgens.lexicon.table import LIST_SEPARATOR, Column, Schema, read_table

LANGUAGES = ("en", "nl")
DEFAULT = "en"


def table(name: str, *columns: str, key: str, lists: tuple[str, ...] = ()) -> Schema:
    """A table of wording: its columns are those of the file."""
    kinds = {c: "list" if c in lists else "string" for c in columns}
    return Schema(name, "shared", "none", "", tuple(Column(c, kinds[c], False, (), c) for c in columns), (key,))


_LABELS = table("labels", "key", *LANGUAGES, "note", key="key")
_RULES = table("rules", "rule", *LANGUAGES, "note", key="rule")
_GLOSSES = table("glosses", *LANGUAGES[::-1], "says", "note", key="nl", lists=LANGUAGES)


def rows_of(schema: Schema) -> tuple[Row, ...]:
    """The rows of a table of wording."""
    with as_file(files("volgens.wording") / "data" / f"{schema.table}.tsv") as path:
        return tuple(read_table(path, schema, f"wording/{schema.table}.tsv"))


class Labels:
    """The labels of one language: ``labels("stance.denies")``, ``labels("bound.at_least", n="12")``."""

    def __init__(self, language: str):
        if language not in LANGUAGES:
            raise ValueError(f"no labels in {language!r}; there are {', '.join(LANGUAGES)}")
        self.language = language
        self._texts: Mapping[str, str] = {r.key: str(r.cells[language] or "") for r in rows_of(_LABELS)}
        self._glosses: dict[tuple[str, str], Row] = {}
        for row in rows_of(_GLOSSES):
            for other in LANGUAGES:
                for form in getattr(row, other):
                    self._glosses.setdefault((other, form.lower()), row)
        self._countries = {r.iso2: getattr(r, f"names_{language}")[0] for r in shared("countries")}
        self._iso2 = {r.iso3: r.iso2 for r in shared("countries")}
        self._places: dict[int, str] = {}
        for row in load(language, (), ("exonyms",)).rows("exonyms"):
            self._places.setdefault(row.geonames_id, row.name)
        self._types = {r.type: r.cells[f"label_{language}"] for r in shared("event_types")}

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def __call__(self, key: str, **values: str) -> str:
        """The label with ``{x}`` filled in. A key without a label is shown as what follows its last point, never as nothing."""
        return self._text(key).format(**values)

    def _text(self, key: str) -> str:
        return self._texts.get(key, key.rpartition(".")[2].replace("_", " "))

    def forms(self, key: str) -> tuple[str, str]:
        """A label's two forms, not filled in: one and many, or full and short; twice the same where it has one."""
        forms = self._text(key).split(LIST_SEPARATOR)
        return forms[0], forms[-1]

    def counted(self, n: int, key: str) -> str:
        """``1 claim``, ``8 claims``."""
        one, many = self.forms(key)
        return f"{n} {one if n == 1 else many}"

    def country(self, iso2: str) -> str:
        """A country by ISO 3166-1 alpha-2; a code that is none as it is."""
        return str(self._countries.get(iso2, iso2))

    def place_name(self, geonames_id: int | None, name: str) -> str:
        """A place as news in this language calls it (the first of its ``exonyms``), else by the name that is given."""
        return name if geonames_id is None else self._places.get(geonames_id, name)

    def party(self, code: str) -> str:
        """A side: a country by ISO 3166-1 alpha-3; a group's short name as it is, also where it looks like a shorter code (IS)."""
        return self.country(self._iso2[code]) if code in self._iso2 else code

    def event_type(self, name: str) -> str:
        """What an event type is called; its own last part where the table does not know it."""
        return str(self._types.get(name) or name.replace(".", ": ").replace("_", " "))

    def gloss(self, word: str, language: str | None) -> str | None:
        """A counted noun or quantity of an article in ``language``, in the language of the labels; None where no row knows it."""
        if language == self.language:
            return word
        row = self._glosses.get((language or "", word.lower()))
        return str(getattr(row, self.language)[0]) if row else None

    def says(self, word: str, language: str | None) -> str | None:
        """The outcome that a counted noun tells by itself."""
        row = self._glosses.get((language or "", word.lower()))
        return str(row.says) if row and row.says else None

    def rule(self, name: str) -> str | None:
        """What a rule does, in plain words; None where it is not told."""
        told = {r.rule: str(r.cells[self.language]) for r in rows_of(_RULES)}
        return told.get(name) or told.get(name.partition(":")[0] + ":")

    def language_name(self, code: str) -> str:
        return next((str(r.cells[f"name_{self.language}"]) for r in shared("languages") if r.code == code), code)


def preferred() -> str:
    """The language of the labels by the user's locale; English where it has none of ours."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    code = next((n for n in names if n), "")[:2].lower()
    return code if code in LANGUAGES else DEFAULT


@cache
def labels(language: str = DEFAULT) -> Labels:
    """The labels of a language. Raises ValueError for one that has none."""
    return Labels(language)
