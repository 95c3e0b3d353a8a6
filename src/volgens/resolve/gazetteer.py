"""The gazetteer: names to places. Data: GeoNames (https://www.geonames.org, CC BY 4.0), made by ``python -m gazetteer.build``.

One SQLite file, opened read-only; a look-up takes microseconds and nothing is kept in memory but the answers. Names that a language or the news
of wars needs beside it stand in the lexicon (``countries``, ``regions``, ``towns``, ``exonyms``): see ``atlas``.
"""

import hashlib
import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from volgens.model import ModelError

KINDS = (
    "country",
    "region",
    "admin1",
    "admin2",
    "city",
    "town",
    "facility",
    "river",
    "sea",
)  # as the file numbers them
DEGREE = 10_000  # the file counts in ten-thousandths of a degree


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer or of the lexicon. ``id`` is GeoNames' where it has one; ``row`` says which lexicon row gave it.

    ``lat`` and ``lon`` are degrees; ``own`` is False where they are those of the area around. ``admin1`` and ``admin2`` are ids,
    ``admin1_name`` a name.
    """

    id: int | None
    name: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    population: int = 0
    admin1: int | None = None
    admin2: int | None = None
    admin1_name: str | None = None
    own: bool = True
    spans: tuple[str, ...] = ()
    row: str | None = None


class Gazetteer:
    """Looks names up by key or sound (see ``transliterate``). Safe to share between threads; a copy sent to another process opens the file anew.

    Raises ModelError where the file is missing or is no gazetteer.
    """

    def __init__(self, path: Path):
        self.path = path
        if not path.is_file():
            raise ModelError("the gazetteer is missing", str(path), "make it with: python -m gazetteer.build")
        self._lock = threading.Lock()
        try:
            self._db = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self.about: dict[str, str] = dict(self._db.execute("SELECT what, text FROM about"))
        except sqlite3.DatabaseError as e:
            raise ModelError(
                f"the gazetteer cannot be read ({e})", str(path), "make it with: python -m gazetteer.build"
            ) from None
        self.by_key = lru_cache(maxsize=50_000)(self._by_key)
        self.by_sound = lru_cache(maxsize=50_000)(self._by_sound)
        self.get = lru_cache(maxsize=50_000)(self._get)
        self.towns_of = lru_cache(maxsize=300)(self._towns_of)

    @classmethod
    def load(cls, path: Path | None = None) -> "Gazetteer":
        """The shipped gazetteer, or the one at ``path``."""
        return cls(path) if path else _shipped()

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the file: what provenance names."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def __reduce__(self) -> tuple[type["Gazetteer"], tuple[Path]]:
        return (Gazetteer, (self.path,))

    def close(self) -> None:
        self._db.close()

    def _by_key(self, key: str) -> tuple[tuple[Entry, bool], ...]:
        """Places with this key, each with whether it is the place's own name rather than another of its names."""
        found = self._all("SELECT place, other FROM name WHERE key = ?", (key,))
        return tuple((e, not other) for place, other in found if (e := self.get(place)))

    def _by_sound(self, sound: str) -> tuple[Entry, ...]:
        """Places with a name that sounds so."""
        return tuple(
            e for (place,) in self._all("SELECT place FROM sound WHERE key = ?", (sound,)) if (e := self.get(place))
        )

    def _towns_of(self, country: str) -> tuple[tuple[int, str], ...]:
        """Ids and names of the populated places of a country (ISO 3166-1 alpha-2). Reads the whole file once: some hundredths of a second."""
        towns = (KINDS.index("city"), KINDS.index("town"))
        return tuple(self._all("SELECT id, name FROM place WHERE country = ? AND kind IN (?, ?)", (country, *towns)))

    def _get(self, ident: int) -> Entry | None:
        """The place with this GeoNames id."""
        found = self._all(
            "SELECT p.id, p.name, p.kind, p.country, p.lat, p.lon, p.population, p.admin1, p.admin2, a.name, p.own "
            "FROM place p LEFT JOIN place a ON a.id = p.admin1 WHERE p.id = ?",
            (ident,),
        )
        if not found:
            return None
        i, name, kind, country, lat, lon, population, admin1, admin2, above, own = found[0]
        return Entry(
            i, name, KINDS[kind], country, lat / DEGREE, lon / DEGREE, population, admin1, admin2, above, bool(own)
        )

    def _all(self, query: str, values: Iterable[object]) -> list[Any]:
        with self._lock:
            return self._db.execute(query, tuple(values)).fetchall()


@lru_cache(maxsize=1)
def _shipped() -> Gazetteer:
    with as_file(files("volgens.resolve") / "data" / "gazetteer.sqlite") as path:
        return Gazetteer(path)
