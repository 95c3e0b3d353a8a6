"""Names of places against known coordinates: ``python -m evaluation.places_geo DATA`` with ``DATA`` the folder of the measuring data.

Two measures. ``names``: Dutch names alone, without an article around them (``geo/geo_names.tsv``, ``geo/geo_more.tsv``): right within 25 km, 200 km for a
region. ``news``: the toponyms of English articles (``geo/tr-news.xml``): found (the mention overlaps) and resolved (within 161 km, the 100 miles that
geoparsing papers use), with precision over all that was read as a place.
"""

import argparse
import csv
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.measures import Measure, share
from volgens.extract import places
from volgens.lexicon import load
from volgens.parse import Parser
from volgens.resolve.gazetteer import Gazetteer
from volgens.resolve.place_choice import alone, distance, resolve

SET = "places_geo"
HUNDRED_MILES = 161.0  # km


@dataclass(frozen=True, slots=True)
class Toponym:
    start: int
    end: int
    text: str
    lat: float | None
    lon: float | None


def names(data: Path, gazetteer: Gazetteer) -> tuple[int, int, list[str]]:
    """How many of the Dutch names are found where they lie, how many there are, and those that are not."""
    lexicon = load("nl")
    rows = [(r["name"], r["kind"], float(r["lat"]), float(r["lon"])) for r in _table(data / "geo" / "geo_names.tsv")]
    more = (data / "geo" / "geo_more.tsv").read_text("utf8").splitlines()
    rows += [(n, "city", float(a), float(b)) for n, a, b in (line.split("\t") for line in more if line.strip())]
    wrong = []
    for name, kind, lat, lon in rows:
        found = alone(name, gazetteer, lexicon)
        limit = 200.0 if kind == "region" else 25.0
        if found is None or found.lat is None or found.lon is None or distance(lat, lon, found.lat, found.lon) > limit:
            wrong.append(f"{name}: {found.name + ' ' + (found.country or '') if found else 'nothing'}")
    return len(rows) - len(wrong), len(rows), wrong


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def articles(path: Path) -> Iterator[tuple[str, str, list[Toponym]]]:
    """Id, text and toponyms of the articles of TR-News."""
    for a in ET.parse(path).getroot().iter("article"):
        text = a.findtext("text") or ""
        tops = []
        for t in a.iter("toponym"):
            lat, lon = t.findtext("gaztag/lat"), t.findtext("gaztag/lon")
            start, end = int(t.findtext("start") or 0), int(t.findtext("end") or 0)
            tops.append(
                Toponym(
                    start, end, t.findtext("phrase") or "", float(lat) if lat else None, float(lon) if lon else None
                )
            )
        yield a.get("docid", ""), text, tops


def news(data: Path, gazetteer: Gazetteer, parser: Parser, show: bool = False) -> list[Measure]:
    """Precision, recall and how many of those found are resolved, over all articles."""
    lexicon = load("en")
    gold = got = hit = right = located = 0
    for ident, text, tops in articles(data / "geo" / "tr-news.xml"):
        found = resolve(places.find(parsed := parser(text, "en"), lexicon), gazetteer, lexicon, parsed)
        gold, got = gold + len(tops), got + len(found)
        taken = set()
        for t in tops:
            mine = next((p for p in found if p.start < t.end and t.start < p.end and p.id not in taken), None)
            if mine is None:
                if show:
                    print(f"{ident} missed {t.text!r}")
                continue
            taken.add(mine.id)
            hit += 1
            if t.lat is not None and t.lon is not None and mine.lat is not None and mine.lon is not None:
                located += 1
                km = distance(t.lat, t.lon, mine.lat, mine.lon)
                ok = km <= HUNDRED_MILES or mine.kind == "country"
                right += ok
                if show and not ok:
                    print(f"{ident} {t.text!r} is {mine.name} {mine.country}, {km:.0f} km off")
        if show:
            for p in found:
                if p.id not in taken:
                    print(f"{ident} extra {p.text!r} {p.name} {p.country} {p.kind}")
    return [
        Measure(SET, "news, toponyms found", share(hit, gold), "recall", gold),
        Measure(SET, "news, places that are toponyms", share(hit, got), "precision", got),
        Measure(SET, "news, within 161 km", share(right, located), "accuracy", located),
    ]


def measures(data: Path, gazetteer: Gazetteer, parser: Parser) -> list[Measure]:
    """Both measures on the folder of the measuring data."""
    right, of, _ = names(data, gazetteer)
    return [Measure(SET, "Dutch names alone", share(right, of), "accuracy", of), *news(data, gazetteer, parser)]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    ap.add_argument("data", type=Path)
    ap.add_argument("--show", action="store_true", help="print what is wrong")
    ap.add_argument("--names-only", action="store_true")
    args = ap.parse_args()
    gazetteer = Gazetteer.load()
    right, of, wrong = names(args.data, gazetteer)
    print(f"names: {right} of {of}" + (f"; wrong: {'; '.join(wrong)}" if wrong else ""))
    if not args.names_only:
        for m in news(args.data, gazetteer, Parser.load(), args.show):
            print(f"{m.value:.3f} {m.unit}: {m.name} ({m.of})")


if __name__ == "__main__":
    main()
