"""An incident in sum: all that lists show of it, small enough to be kept with it however many articles tell it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from volgens.linking.accounts import When
from volgens.linking.geography import Spot
from volgens.linking.incident import Incident
from volgens.linking.tallies import Best, Tally, with_best

# What the numbers follow from beside the records: the modules of this folder, and the tables by which names and places are told.
TABLES = ("countries", "demonyms", "event_types", "exonyms", "languages", "name_articles", "name_folding", "offices", "regions", "source_nouns",
          "transliteration")  # fmt: skip
Values = list[Any]


@dataclass(frozen=True, slots=True)
class Summary:
    """``counts``: how many articles, publishers and independent voices; ``conflicts``: how many contradictions; ``tallies``: over everybody counted, without
    their entries. All else is as in ``Incident``."""

    id: str
    type: str
    title: str | None
    where: Spot | None
    when: When | None
    counts: tuple[int, int, int]
    conflicts: int
    tallies: tuple[Tally, ...]


def summary(found: Incident) -> Summary:
    """What lists show of an incident."""
    tallies = (replace(t, low_by=(), high_by=(), entries=()) for t in found.tallies if t.party is None)
    same = (found.id, found.type, found.title, found.where, found.when)
    return Summary(*same, found.counts, len(found.conflicts), tuple(tallies))


def as_chosen(found: Summary, best: Iterable[Best]) -> Summary:
    """With the numbers that people hold to be the best."""
    return replace(found, tallies=with_best(found.tallies, best))


def to_values(found: Summary) -> Values:
    """As JSON values, without the id."""
    s, w = found.where, found.when
    spot = [s.name, s.kind, s.country, s.admin1, s.lat, s.lon, s.geonames_id] if s else None
    when = [*(d.isoformat() if d else None for d in (w.earliest, w.latest)), w.told] if w else None
    tallies = [[t.outcome, t.unit, t.low, t.high, t.open, t.best, t.rule, t.sources] for t in found.tallies]
    return [found.type, found.title, spot, when, list(found.counts), found.conflicts, tallies]


def from_values(incident_id: str, values: Sequence[Any]) -> Summary:
    """The summary that ``to_values`` was given."""
    kind, title, spot, when, counts, conflicts, tallies = values
    return Summary(
        incident_id,
        kind,
        title,
        Spot(*spot) if spot else None,
        When(_day(when[0]), _day(when[1]), when[2]) if when else None,
        tuple(counts),
        conflicts,
        tuple(
            Tally(outcome, unit, None, low, high, opened, best, rule, (), (), sources, ())
            for outcome, unit, low, high, opened, best, rule, sources in tallies
        ),
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


@cache
def program() -> str:
    """What makes the numbers, as a short hash: another one may make others of the same records."""
    digest = hashlib.sha256()
    linking, data = files("volgens.linking"), files("volgens.lexicon") / "data"
    some = [f for f in linking.iterdir() if f.name.endswith(".py")]
    some += [
        f
        for folder in data.iterdir()
        if folder.is_dir()
        for f in folder.iterdir()
        if f.name.partition(".")[0] in TABLES
    ]
    some.append(files("volgens.resolve") / "transliterate.py")
    for file in sorted(some, key=str):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
