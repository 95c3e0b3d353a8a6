"""All names of places that one language's reader knows: the lexicon's tables beside the gazetteer."""

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property

from volgens.extract.place_words import fold, names_of
from volgens.lexicon import Lexicon, Row
from volgens.resolve.gazetteer import Entry, Gazetteer
from volgens.resolve.transliterate import Folding, Spelling, key

SHORTEST_NAME = 3  # letters of a name that only the gazetteer knows
SHORTEST_SOUND = 4  # letters of a folded name: below that chance hits abound
SHORTEST_BONES = 4  # consonants of a name that is looked for by its consonants
ALIKE = 0.75  # share of letters that two names with the same consonants have in common


def _bones(sound: str) -> str:
    """The consonants of a folded name, doubled ones once."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyhwj]", "", sound))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may be, and how the name was matched: ``table``, ``own``, ``other``, ``sound`` or ``alike``."""

    entry: Entry
    how: str


class Atlas:
    """Looks up names in the tables of a lexicon and in a gazetteer. Made once for each pair."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer):
        self._gazetteer = gazetteer
        self._folding, self._spelling = Folding.of(lexicon), Spelling.of(lexicon)
        self.countries: dict[str, Entry] = {}
        self.iso2: dict[str, str] = {}
        self._tables: dict[str, list[Entry]] = {}
        self._bones: dict[str, dict[tuple[str, str], list[tuple[int, str]]]] = {}
        for table in ("countries", "regions", "towns", "exonyms"):
            for row in lexicon.rows(table):
                entry = self._entry(row)
                if entry is None:
                    continue
                if table == "countries":
                    self.countries[row.iso2] = entry
                    self.iso2[row.iso3] = row.iso2
                for name in names_of(row, lexicon.language):
                    self._tables.setdefault(fold(name), []).append(entry)
        self.peoples = {row.word.lower(): self.iso2.get(row.country) for row in lexicon.rows("demonyms")}
        self._neighbours = {row.iso2: frozenset(row.neighbours) for row in lexicon.rows("countries")}

    def find(self, name: str) -> tuple[Candidate, ...]:
        """Places of that name, each once: those of the tables, of the gazetteer by spelling, and where no place has it as its own by sound."""
        found: dict[object, Candidate] = {}
        for entry in self._tables.get(fold(name), ()):
            found.setdefault(entry.row or entry.id, Candidate(entry, "table"))
        ids = {c.entry.id for c in found.values()}
        exact = key(name)
        for entry, own in self._gazetteer.by_key(exact) if len(exact) >= SHORTEST_NAME else ():
            if entry.id not in ids:
                alike = own or self._folding.sound(name) == self._folding.sound(
                    entry.name
                )  # Zuwara is Zuwarah's own name
                found.setdefault(entry.id, Candidate(entry, "own" if alike else "other"))
        if not any(c.how in ("table", "own") for c in found.values()):
            for spelt in dict.fromkeys((name, self._spelling.international(name))):
                sound = self._folding.sound(spelt)
                for entry in self._gazetteer.by_sound(sound) if len(sound) >= SHORTEST_SOUND else ():
                    found.setdefault(entry.id, Candidate(entry, "sound"))
        return tuple(found.values())

    def alike(self, name: str, country: str) -> tuple[Candidate, ...]:
        """Towns of a country whose names differ from this one in their vowels alone: *Umm Rawaba* and *Um Ruwaba*."""
        sound = self._folding.sound(self._spelling.international(name))
        bones = _bones(sound)
        if len(bones) < SHORTEST_BONES:
            return ()
        found = []
        for ident, near in self._by_bones(country).get((sound[:1], bones), ()):
            if SequenceMatcher(None, sound, near).ratio() >= ALIKE:
                entry = self._gazetteer.get(ident)
                found.extend([Candidate(entry, "alike")] if entry else [])
        return tuple(found)

    def _by_bones(self, country: str) -> dict[tuple[str, str], list[tuple[int, str]]]:
        """Ids and sounds of the towns of a country by the first letter and the consonants of the sound; made once."""
        if country not in self._bones:
            towns: dict[tuple[str, str], list[tuple[int, str]]] = {}
            for ident, name in self._gazetteer.towns_of(country):
                sound = self._folding.sound(name)
                towns.setdefault((sound[:1], _bones(sound)), []).append((ident, sound))
            self._bones[country] = towns
        return self._bones[country]

    def area_of(self, entry: Entry, level: str = "admin1") -> Entry | None:
        """The administrative area that a place lies in."""
        ident = entry.admin1 if level == "admin1" else entry.admin2
        return self._gazetteer.get(ident) if ident else None

    def same_name(self, a: Entry, b: Entry) -> bool:
        """Are two entries called alike, but for the ending of an administrative name: Kursk and Kursk Oblast?"""
        x, y = key(a.name), key(b.name)
        return bool(x and y) and (x.startswith(y[:5]) or y.startswith(x[:5]))

    def borders(self, country: str) -> frozenset[str]:
        """ISO codes of its neighbours."""
        return self._neighbours.get(country, frozenset())

    @cached_property
    def agrees(self) -> bool:
        """Was the gazetteer built with the folding rules of this lexicon? If not, spellings by sound are missed."""
        return self._gazetteer.about.get("folding") == self._folding.hash

    def _entry(self, row: Row) -> Entry | None:
        if row.table == "exonyms":
            known = self._gazetteer.get(row.geonames_id)
            return replace(known, row=row.where) if known else None
        if row.table == "countries":
            return Entry(row.geonames_id, row.names_en[0], "country", row.iso2, row.lat, row.lon, row=row.where)
        if row.table == "regions":
            return Entry(
                row.geonames_id,
                row.names_en[0],
                row.kind,
                row.country,
                row.lat,
                row.lon,
                spans=row.spans,
                row=row.where,
            )
        return Entry(None, row.names[0], row.kind, row.country, row.lat, row.lon, admin1_name=row.admin1, row=row.where)
