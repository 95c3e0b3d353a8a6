"""Readings made without reading: as many articles as one wants, alike in number and spread to those of a news archive.

Day after day forty outlets tell of some thousand towns, a few of which are in the news every day. Of the happenings of a day some are told once
and some by every outlet; now and then there is one that hundreds of articles tell. An article has three or four accounts (its main news, and what happened before or
elsewhere), about ten claims, fifteen events and five figures. One in twelve is a wire copy, whole or cut; every outlet closes with lines of its
own. Article ``k`` is the same in every run and does not depend on the others, so that a run can go on where it was cut off.
"""

import itertools
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from volgens.model import (
    Actor,
    Claim,
    Codes,
    Cue,
    Document,
    Event,
    Figure,
    Mention,
    Participant,
    Place,
    Provenance,
    Reading,
    Reason,
    Source,
    Span,
    Time,
    content_id,
    text_hash,
)
from volgens.model.record import STANCES

FIRST = date(2023, 1, 1)
DAYS = 1096
ARTICLES = 100_000  # in three years: so many a day that a run of fewer articles is the first months of it
A_DAY = ARTICLES / DAYS
OUTLETS, TOWNS, HAPPENINGS, SPEAKERS = 40, 2000, 150, 6000
HOT = 0.8  # how steeply the towns fall off: the first has about one account in thirteen
GREAT_EVERY, GREAT_SHARE, GREAT_DAYS = (
    50,
    0.5,
    6,
)  # every so many days a happening that half of the articles tell, so many days long
COPIED = 12  # one article in so many is a wire copy
COUNTRIES = (("UA", "UKR"), ("SD", "SDN"), ("PS", "PSE"), ("CD", "COD"), ("MM", "MMR"), ("YE", "YEM"), ("ML", "MLI"), ("CO", "COL"),
             ("SY", "SYR"), ("SO", "SOM"))  # fmt: skip
TYPES = ("attack.airstrike", "attack.shelling", "attack.drone", "attack.missile", "attack.bombing", "attack.shooting", "clash",
         "capture.territory", "abduct", "detain", "displace", "accident", "protest", "release")  # fmt: skip
BESIDE = ("visit", "accuse.violation", "aid.humanitarian", "warn", "investigate")  # of which no incident is made
TARGETS = ("school", "hospital", "market", "church", "mosque", "bridge", "warehouse", "hotel")
KINDS = ("government", "military", "witness", "un", "ngo", "medical", "police", "expert")
WHY = (Reason("made", "made.tsv:1"), Reason("made.more"))
PROVENANCE = Provenance("run-made", "0", "m" * 64, "l" * 64, "g" * 64)


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    country: str
    party: str
    admin1: str
    lat: float
    lon: float
    geonames_id: int


@dataclass(frozen=True, slots=True)
class Happening:
    town: Town
    type: str
    day: date
    target: str
    killed: int
    injured: int
    agent: str


@cache
def words() -> tuple[Sequence[str], Sequence[float]]:
    """Twenty thousand words, and how often each of them comes, summed up (Zipf's law)."""
    rng = random.Random(1)
    syllables = [c + v + e for c in "bdfghklmnprstvwz" for v in "aeiou" for e in ("", "n", "r", "s")]
    made = list(dict.fromkeys("".join(rng.choices(syllables, k=rng.choice((1, 2, 2, 3, 3, 4)))) for _ in range(26000)))
    made = made[:20000]
    return made, list(itertools.accumulate(1 / (k + 3) for k in range(len(made))))


@cache
def towns() -> tuple[Sequence[Town], Sequence[float]]:
    rng = random.Random(2)
    out = []
    for k in range(TOWNS):
        country, party = rng.choice(COUNTRIES)
        name = "".join(rng.choices(words()[0][200:4000], k=2)).capitalize()[:14] + str(k % 7 or "")
        where = round(rng.uniform(-30, 55), 4), round(rng.uniform(-75, 100), 4)
        out.append(Town(name, country, party, f"Region {country} {k % 12}", *where, 1000 + k))
    return out, list(itertools.accumulate((k + 1) ** -HOT for k in range(TOWNS)))


@cache
def speakers() -> tuple[Sequence[tuple[str, str, str | None, str | None]], Sequence[float]]:
    """Name, kind, side and (the first of them) the id of a known actor."""
    rng = random.Random(3)
    out = []
    for k in range(SPEAKERS):
        name = " ".join(w.capitalize() for w in rng.choices(words()[0][100:9000], k=2))
        party = rng.choice(COUNTRIES)[1] if rng.random() < 0.7 else None
        out.append((name, rng.choice(KINDS), party, f"actor-{k}" if k < 150 else None))
    return out, list(itertools.accumulate((k + 2) ** -0.9 for k in range(SPEAKERS)))


@lru_cache(maxsize=50_000)
def happening(day: int, number: int) -> Happening:
    """The ``number``-th happening of a day."""
    rng = random.Random(f"happening {day} {number}")
    known, weights = towns()
    town = rng.choices(known, cum_weights=weights)[0]
    killed = int(math.exp(rng.uniform(0, 4.5)))
    kind = rng.choices(TYPES, (9, 7, 6, 5, 4, 5, 5, 4, 2, 2, 2, 1, 1, 1))[0]
    return Happening(
        town,
        kind,
        FIRST + timedelta(day),
        rng.choice(TARGETS),
        killed,
        killed + rng.randrange(40),
        rng.choice(COUNTRIES)[1],
    )


@cache
def _popularity() -> Sequence[float]:
    return list(itertools.accumulate((k + 1) ** -0.7 for k in range(HAPPENINGS)))


def _told(rng: random.Random, day: int) -> list[Happening]:
    """What an article of this day tells of: its main news first."""
    out = []
    great = day - day % GREAT_EVERY
    if day - great < GREAT_DAYS and rng.random() < GREAT_SHARE:
        out.append(happening(great, 0))
    while len(out) < rng.choice((3, 4, 4, 5)):
        back = rng.choices((0, 1, 2, rng.randrange(3, 400)), (5, 3, 1, 1))[0]
        number = rng.choices(range(HAPPENINGS), cum_weights=_popularity())[0]
        out.append(happening(day - back, number))
    return list(dict.fromkeys(out))


@dataclass
class _Maker:
    """A reading as it grows: text piece by piece, with the offsets of what stands in it."""

    id: str
    rng: random.Random
    parts: list[str] = field(default_factory=list)
    length: int = 0
    lists: dict[str, list[Any]] = field(
        default_factory=lambda: {k: [] for k in ("claims", "figures", "events", "places", "times", "actors")}
    )

    def write(self, text: str, gap: str = " ") -> Span:
        start = self.length
        self.parts += (text, gap)
        self.length += len(text) + len(gap)
        return Span(start, start + len(text), text)

    def some_words(self, count: int) -> str:
        known, weights = words()
        return " ".join(self.rng.choices(known, cum_weights=weights, k=count))

    def key(self, kind: str) -> str:
        return content_id(kind, self.id, len(self.lists[f"{kind}s"]))

    def place(self, town: Town) -> Place:
        s = self.write(town.name)
        p = Place(self.key("place"), s.start, s.end, s.text, town.name, town.country, town.admin1, town.lat, town.lon, "town", "town",
                  town.geonames_id, WHY)  # fmt: skip
        self.lists["places"].append(p)
        return p

    def claim(self, content: Span, speaker: tuple[str, str, str | None, str | None]) -> Claim:
        cue, who = self.write("said"), self.write(speaker[0], ". ")
        source = Source(speaker[0], speaker[1], speaker[2], speaker[3], who.start, who.end)
        stance = self.rng.choices(STANCES, (60, 10, 5, 5, 4, 3, 3, 3, 2, 2, 3))[0]
        c = Claim(
            self.key("claim"), source, Cue(cue.start, cue.end, cue.text, "say"), None, (), content, stance, False, WHY
        )
        self.lists["claims"].append(c)
        return c

    def account(self, h: Happening, events: int, figures: int, said: int) -> None:
        """Sentences that tell of one happening; the first ``said`` of them are somebody's words."""
        when = {"earliest": h.day.isoformat(), "latest": h.day.isoformat(), "time_precision": "day"}
        known, weights = speakers()
        for k in range(events):
            begin = self.length
            beside = k > 0 and self.rng.random() < 0.2
            kind = (
                self.rng.choice(BESIDE) if beside else h.type if k == 0 else self.rng.choice((h.type, "kill", "injure"))
            )
            self.write(self.some_words(self.rng.randrange(4, 12)))
            agent, trigger = self.write("troops"), self.write(kind.rpartition(".")[2])
            patient = self.write(f"the {h.target}")
            self.write("in")
            p = self.place(h.town)
            if k % 3 == 0:
                t = self.write(f"on {h.day.isoformat()}")
                self.lists["times"].append(
                    Time(
                        self.key("time"),
                        t.start,
                        t.end,
                        t.text,
                        h.day.isoformat(),
                        when["earliest"],
                        when["latest"],
                        "explicit",
                        WHY,
                    )
                )
            number = str(h.killed if k % 2 == 0 else h.injured)
            counted = self.write(number) if k < figures else None
            if counted:
                self.write("people were " + ("killed" if k % 2 == 0 else "injured"))
            self.write(self.some_words(self.rng.randrange(3, 9)), ", ")
            quote = Span(begin, self.length - 2, "".join(self.parts)[begin - self.length : -2])
            c = self.claim(quote, self.rng.choices(known, cum_weights=weights)[0]) if k < said else None
            given: dict[str, Any] = {"claim_id": c.id if c else None, "place_id": p.id, **when, "because": WHY}
            e = Event(
                self.key("event"), trigger, quote, kind, "ASSAULT", "190", "Battles",
                Participant(agent.text, agent.start, agent.end, h.agent), Participant(patient.text, patient.start, patient.end, h.town.party),
                None, "certain", "positive", **given,
            )  # fmt: skip
            self.lists["events"].append(e)
            if counted:
                value = float(number)
                self.lists["figures"].append(
                    Figure(self.key("figure"), counted, quote, value, value, value, "exact", "person", "killed" if k % 2 == 0 else "injured",
                           None, None, "positive", event_id=e.id, **given)
                )  # fmt: skip
            self.write("", "\n\n")

    def actors(self) -> None:
        for n, who in enumerate(sorted({(c.source.actor_id, c.source.name, c.source.kind, c.source.party) for c in self.lists["claims"]},
                                       key=lambda w: w[1])):  # fmt: skip
            mentions = tuple(
                Mention(c.source.start, c.source.end) for c in self.lists["claims"] if c.source.name == who[1]
            )
            self.lists["actors"].append(
                Actor(
                    who[0] or content_id("actor", self.id, n),
                    who[1],
                    who[2],
                    who[3],
                    (),
                    mentions,
                    Codes("GOV", None, "1"),
                    WHY,
                )
            )


def day_of(k: int) -> int:
    """Of how many days after the first an article is: they come as they are published, some a day or two late."""
    return max(0, min(DAYS - 1, int(k / A_DAY) - random.Random(f"day {k}").choice((0, 0, 0, 0, 1, 2))))


def reading(k: int) -> Reading:
    """The ``k``-th reading, from 0."""
    rng = random.Random(f"article {k}")
    copied = k - rng.randrange(1, 60) if k >= 60 and rng.random() < 1 / COPIED else None
    outlet = rng.randrange(OUTLETS)
    body = _body(f"article-{k:07}", copied if copied is not None else k)
    kept = body.length
    if copied is not None and rng.random() < 0.5:
        kept = "".join(body.parts).find("\n\n", int(body.length * rng.uniform(0.5, 0.9)))
        kept = body.length if kept < 0 else kept
    title = body.some_words(7).capitalize()
    closing = " ".join(random.Random(f"outlet {outlet}").choices(words()[0], k=45))
    text = "".join(body.parts)[:kept].rstrip() + f"\n\n{closing}."
    document = Document(body.id, "nl" if outlet % 3 else "en", title, text, f"Outlet {outlet}", f"https://example.org/{k}",
                        f"{(FIRST + timedelta(day_of(k))).isoformat()}T12:00:00", None, text_hash(text), None, None)  # fmt: skip
    return _cut(Reading(document, *(tuple(body.lists[n]) for n in ("claims", "figures", "events", "places", "times", "actors")),
                        provenance=PROVENANCE), kept)  # fmt: skip


def _body(id_: str, k: int) -> _Maker:
    """The text of article ``k`` and its records, under the id ``id_``."""
    maker = _Maker(id_, random.Random(f"body {k}"))
    for n, h in enumerate(_told(maker.rng, day_of(k))):
        if n == 0:
            maker.account(h, maker.rng.randrange(5, 9), 4, 5)
        else:
            maker.account(h, maker.rng.randrange(2, 5), maker.rng.randrange(0, 2), 2)
    maker.actors()
    return maker


def _cut(r: Reading, end: int) -> Reading:
    """The records that stand whole before ``end``."""
    claims = tuple(c for c in r.claims if c.source.end is not None and c.source.end <= end)
    said = {c.id for c in claims}
    events = tuple(e for e in r.events if e.quote.end <= end and (e.claim_id is None or e.claim_id in said))
    kept = {e.id for e in events}
    return Reading(
        r.document,
        claims,
        tuple(f for f in r.figures if f.event_id in kept),
        events,
        tuple(p for p in r.places if p.end <= end),
        tuple(t for t in r.times if t.end <= end),
        r.actors,
        provenance=r.provenance,
    )


def readings(first: int, last: int) -> Iterator[Reading]:
    """Those from ``first`` up to, not with, ``last``."""
    return (reading(k) for k in range(first, last))
