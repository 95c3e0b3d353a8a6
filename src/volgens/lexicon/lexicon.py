"""The words of one language, with those that all languages share, as tables and as indexes over them."""

import hashlib
from functools import cached_property, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TypeVar

from volgens.lexicon.inflection import Inflector
from volgens.lexicon.match import LemmaIndex, NounIndex, PhraseIndex
from volgens.lexicon.table import Row, Schema, read_table, schemas
from volgens.model import LexiconError

SHARED = "shared"
Index = TypeVar("Index", LemmaIndex, NounIndex, PhraseIndex)


class Lexicon:
    """Tables by name: ``lexicon.rows("events")``; and ways to find them in a parse: ``lemmas``, ``nouns``, ``phrases``."""

    def __init__(self, language: str, tables: dict[str, tuple[Row, ...]]):
        self.language = language
        self._tables = tables
        self._indexes: dict[str, LemmaIndex | NounIndex | PhraseIndex] = {}

    def rows(self, table: str) -> tuple[Row, ...]:
        """All rows of a table; none where the language has no such file."""
        if table not in schemas():
            raise KeyError(f"no table {table!r}; there are {', '.join(schemas())}")
        return self._tables.get(table, ())

    def lemmas(self, table: str) -> LemmaIndex:
        """Index of a table of verbs: lemma, particle, with."""
        return self._index(table, LemmaIndex)

    def nouns(self, table: str) -> NounIndex:
        """Index of a table of nouns: a noun fires by itself or as the last part of a compound."""
        return self._index(table, NounIndex)

    def phrases(self, table: str) -> PhraseIndex:
        """Index of a table of phrases: words in a row, by form or lemma."""
        return self._index(table, PhraseIndex)

    @cached_property
    def inflector(self) -> Inflector:
        """Forms of words from their lemmas."""
        return Inflector(self.language, self.rows("inflections"))

    def _index(self, table: str, kind: type[Index]) -> Index:
        if table not in self._indexes:
            rows = self.rows(table)
            self._indexes[table] = PhraseIndex(rows) if kind is PhraseIndex else kind(rows, self.inflector)  # type: ignore[call-arg]
        found = self._indexes[table]
        assert isinstance(found, kind)
        return found

    @cached_property
    def hash(self) -> str:
        """SHA-256 over all rows, in order."""
        digest = hashlib.sha256()
        for name in sorted(self._tables):
            for row in self._tables[name]:
                digest.update(repr((name, sorted((k, v) for k, v in row.cells.items()))).encode())
        return digest.hexdigest()


def languages() -> tuple[str, ...]:
    """The languages that have shipped tables."""
    data = files("volgens.lexicon") / "data"
    return tuple(sorted(p.name for p in data.iterdir() if p.is_dir() and len(p.name) == 2))


def table_files(folder: Path, language: str) -> list[tuple[Path, Schema, str]]:
    """The files of ``folder`` for ``language``: path, schema and label (``nl/events.tsv``).

    Raises LexiconError LEX008 for a file that is no table's.
    """
    out = []
    for part in (language, SHARED):
        for path in sorted((folder / part).glob("*.tsv")) if (folder / part).is_dir() else []:
            schema = schemas().get(path.stem)
            if schema is None or (schema.scope == SHARED) != (part == SHARED):
                raise LexiconError(
                    "LEX008", "no table has this name", f"{part}/{path.name}", f"tables: {', '.join(schemas())}"
                )
            out.append((path, schema, f"{part}/{path.name}"))
    return out


@lru_cache(maxsize=8)
def load(language: str, extra: tuple[Path, ...] = (), only: tuple[str, ...] = ()) -> Lexicon:
    """The lexicon of a language, with the rows of the ``extra`` folders added to it or put in the place of shipped ones.

    ``only`` names the tables to load where not all are needed.
    """
    for folder in extra:
        if not folder.is_dir():
            raise LexiconError(
                "LEX009", "no such folder", str(folder), "name a folder that holds nl/, en/ or shared/ with TSV files"
            )
    tables: dict[str, dict[tuple[object, ...], Row]] = {}
    with as_file(files("volgens.lexicon") / "data") as shipped:
        for folder in (shipped, *extra):
            for path, schema, label in table_files(folder, language):
                if only and schema.table not in only:
                    continue
                at = label if folder == shipped else str(path)
                for row in read_table(path, schema, at):
                    tables.setdefault(schema.table, {})[tuple(row.cells[k] for k in schema.key)] = row
    return Lexicon(language, {name: tuple(rows.values()) for name, rows in tables.items()})
