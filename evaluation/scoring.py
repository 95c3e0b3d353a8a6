"""Comparing a reading with an annotated article, field by field.

Records are paired one to one, the most alike first: claims by the words said (with the cue where several are alike), figures by their
number, events by their trigger. A claim counts as found where at least half of its content is the annotated one (F1 of characters). What
stands in a field is then compared only in the pairs found; a field that the annotation leaves empty does not count for places, dates and
participants that the reading leaves empty too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from evaluation.measures import Measure, share
from volgens.model import Claim, Event, Figure, Participant, Place, Reading, Time
from volgens.resolve.place_choice import distance

ENOUGH = 0.5  # F1 of characters from which a claim's content counts as found
# Kilometres that a place may be off, by kind of the annotated place; FAR for regions, rivers and seas.
REACH = {"city": 25, "town": 15, "facility": 25, "admin1": 150, "admin2": 60}
FAR = 200
CASUALTY = frozenset({"killed", "injured", "killed_or_injured", "captured", "missing", "displaced", "executed", "abducted"})  # fmt: skip
ARTICLES = frozenset({"de", "het", "een", "the", "a", "an", "of", "van", "der", "den", "des", "en", "and"})
LEAD = re.compile(r"^(?:(?:in|op|van|sinds|vanaf|tot|tegen|rond|since|on|from|until|till|by|during|de|het|the)\s+)+")
VAGUE = "_REF"
Spot = tuple[int, int]
Gold = dict[str, Any]


@dataclass
class Count:
    """Right, annotated and read records of one kind; their F1."""

    right: int = 0
    annotated: int = 0
    read: int = 0

    @property
    def f1(self) -> float:
        return share(2 * self.right, self.annotated + self.read)


@dataclass
class Scores:
    """Counts over all articles together, in the order in which they were first seen; ``errors`` are lines for people."""

    found: dict[str, Count] = field(default_factory=dict)
    fields: dict[str, Count] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def records(self, name: str, right: int, annotated: int, read: int) -> None:
        c = self.found.setdefault(name, Count())
        c.right, c.annotated, c.read = c.right + right, c.annotated + annotated, c.read + read

    def field_of(self, name: str, right: bool) -> None:
        c = self.fields.setdefault(name, Count())
        c.right, c.annotated = c.right + right, c.annotated + 1

    def measures(self, name: str) -> list[Measure]:
        """F1 of records found and accuracy of their fields."""
        out = [Measure(name, k, c.f1, "F1", c.annotated) for k, c in self.found.items()]
        out += [Measure(name, k, share(c.right, c.annotated), "accuracy", c.annotated) for k, c in self.fields.items()]
        return sorted(out, key=lambda m: KINDS.index(m.name.partition(",")[0]))


KINDS = ("claims", "figures", "events", "times", "places")


def spot(text: str, quote: str, inner: str | None = None) -> Spot:
    """Where ``quote``, or ``inner`` within it, first stands in the text. Raises ValueError where it does not."""
    at = text.index(quote)
    if inner is None or inner not in quote:
        return at, at + len(quote)
    at += quote.index(inner)
    return at, at + len(inner)


def shared(a: Spot, b: Spot) -> float:
    """F1 of the characters of two stretches."""
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return 2 * common / ((a[1] - a[0]) + (b[1] - b[0]))


def pairs(gold: Sequence[Any], read: Sequence[Any], likeness: Callable[[Any, Any], float]) -> Iterator[tuple[Any, Any]]:
    """One-to-one pairs with a likeness above 0, the most alike first, of those alike the first in the text."""
    ranked = [(likeness(g, r), -i, -j) for i, g in enumerate(gold) for j, r in enumerate(read)]
    left, right = set(range(len(gold))), set(range(len(read)))
    for value, i, j in sorted(ranked, reverse=True):
        if value > 0 and -i in left and -j in right:
            left.remove(-i)
            right.remove(-j)
            yield gold[-i], read[-j]


def same_name(a: str | None, b: str | None) -> bool:
    """Both none, or at least half of the words of the shorter name in the other."""
    if not a or not b:
        return not a and not b
    x, y = (set(re.findall(r"\w+", n.lower())) - ARTICLES for n in (a, b))
    return bool(x and y) and len(x & y) * 2 >= min(len(x), len(y))


def near(gold: Gold, p: Place) -> bool:
    """Is it the annotated place: of the same country, and as near as places of its kind have to be?"""
    if (gold["country"] or "").upper() != (p.country or "").upper():
        return False
    if gold["kind"] == "country":
        return p.kind == "country"
    if p.lat is None or p.lon is None:
        return False
    return distance(gold["lat"], gold["lon"], p.lat, p.lon) <= REACH.get(gold["kind"], FAR)


def days_agree(gold: Gold, r: Figure | Event) -> bool:
    """Is a bound given by both, and does every one that both give agree within a day?"""
    both = [(a, b) for a, b in ((gold["earliest"], r.earliest), (gold["latest"], r.latest)) if a and b]
    return bool(both) and all(abs((date.fromisoformat(a) - date.fromisoformat(b)).days) <= 1 for a, b in both)


class Comparison:
    """One article's reading against its annotation; ``add`` counts it."""

    def __init__(self, gold: Gold, reading: Reading, scores: Scores):
        self.gold, self.reading, self.scores = gold, reading, scores
        self.text, self.name = str(gold["text"]), str(gold["id"])
        self.speakers = {c.id: c.source.name for c in reading.claims}
        self.places = {p.id: p for p in reading.places}

    def add(self) -> None:
        """Raises ValueError for a quotation that is not in the article, or a reading of another text."""
        if self.reading.document.text != self.text:
            raise ValueError(f"{self.name}: the reading is of another text")
        self._claims()
        self._figures()
        self._events()
        self._times()
        self._places()

    def _speaker(self, record: Figure | Event) -> str | None:
        return self.speakers.get(record.claim_id or "")

    def _missed(self, kind: str, gold: Sequence[Gold], found: Iterable[tuple[Gold, Any]], key: str) -> None:
        hit = {id(g) for g, _ in found}
        self.scores.errors += [f"{self.name}: missed {kind} {g[key][:90]!r}" for g in gold if id(g) not in hit]

    def _extra(self, kind: str, read: Mapping[str, str], found: Iterable[tuple[Gold, Any]]) -> None:
        hit = {r.id for _, r in found}
        self.scores.errors += [f"{self.name}: extra {kind} {told!r}" for i, told in read.items() if i not in hit]

    def _wrong(self, what: str, gold: Gold, wanted: object, got: object) -> None:
        words = gold.get("content") or gold["quote"]
        self.scores.errors.append(f"{self.name}: {what} of {words[:60]!r}: wanted {wanted}, got {got}")

    def _field(self, kind: str, what: str, gold: Gold, right: bool, wanted: object, got: object) -> None:
        self.scores.field_of(f"{kind}, {what}", right)
        if not right:
            self._wrong(what, gold, wanted, got)

    # claims

    def _claims(self) -> None:
        gold, read = self.gold["claims"], self.reading.claims
        contents = {id(g): spot(self.text, g["content"]) for g in gold}
        cues = {id(g): self._cue(g["cue"], contents[id(g)]) for g in gold}

        def alike(g: Gold, c: Claim) -> float:
            cue = cues[id(g)]
            by_cue = bool(cue and c.cue and cue[0] < c.cue.end and c.cue.start < cue[1])
            return by_cue + shared(contents[id(g)], (c.content.start, c.content.end))

        found = [
            (g, c)
            for g, c in pairs(gold, read, alike)
            if shared(contents[id(g)], (c.content.start, c.content.end)) >= ENOUGH
        ]
        sizes = len(gold), len(read)
        self.scores.records("claims, content", len(found), *sizes)
        self.scores.records("claims, content and source", sum(same_name(g["source"], c.source.name) for g, c in found), *sizes)  # fmt: skip
        for g, c in found:
            if not same_name(g["source"], c.source.name):
                self._wrong("source", g, g["source"], c.source.name)
            self._field("claims", "stance", g, g["stance"] == c.stance, g["stance"], c.stance)
            self._field("claims", "channel", g, same_name(g["channel"], c.channel), g["channel"], c.channel)
            self._field("claims", "source kind", g, g["source_kind"] == c.source.kind, g["source_kind"], c.source.kind)
            self._field("claims", "side", g, g["party"] == c.source.party, g["party"], c.source.party)
        self._missed("claim", gold, found, "content")
        self._extra("claim", {c.id: f"{c.source.name}: {c.content.text[:80]}" for c in read}, found)

    def _cue(self, cue: str | None, content: Spot) -> Spot | None:
        """Where the cue stands that is nearest to what is said."""
        if not cue:
            return None
        middle = sum(content) / 2
        hits = [m.span() for m in re.finditer(re.escape(cue), self.text)]
        return min(hits, key=lambda h: abs(sum(h) / 2 - middle), default=None)

    # figures

    def _figures(self) -> None:
        gold, read = self.gold["figures"], self.reading.figures
        spots = {id(g): spot(self.text, g["quote"], g["number"]) for g in gold}
        found = list(pairs(gold, read, lambda g, f: shared(spots[id(g)], (f.number.start, f.number.end))))
        sizes = len(gold), len(read)
        whole = {id(g) for g, f in found if self._whole(g, f)}
        casualties = [g for g, _ in found if g["outcome"] in CASUALTY]
        self.scores.records("figures, found", len(found), *sizes)
        self.scores.records("figures, whole (value, unit, outcome, source, polarity)", len(whole), *sizes)
        self.scores.records(
            "figures, casualties whole",
            sum(id(g) in whole for g in casualties),
            sum(g["outcome"] in CASUALTY for g in gold),
            sum(f.outcome in CASUALTY for f in read),
        )
        for g, f in found:
            said = self._speaker(f)
            self._field("figures", "value", g, _same_value(g, f), (g["low"], g["high"], g["bound"]), (f.low, f.high, f.bound))  # fmt: skip
            self._field("figures", "unit", g, g["unit"] == f.unit, g["unit"], f.unit)
            self._field("figures", "outcome", g, g["outcome"] == f.outcome, g["outcome"], f.outcome)
            self._field("figures", "source", g, same_name(g["source"], said), g["source"], said)
            self._where_and_when("figures", g, f)
        self._missed("figure", gold, found, "quote")
        self._extra("figure", {f.id: f"{f.quote.text} {f.outcome}" for f in read}, found)

    def _whole(self, g: Gold, f: Figure) -> bool:
        return (
            _same_value(g, f)
            and (g["unit"], g["outcome"]) == (f.unit, f.outcome)
            and same_name(g["source"], self._speaker(f))
            and g["denied"] == (f.polarity == "negative")
        )

    def _where_and_when(self, kind: str, g: Gold, r: Figure | Event) -> None:
        if g["place"]:
            place = self.places.get(r.place_id or "")
            self._field(kind, "place", g, self._is_place(g["place"], place), g["place"], place and place.name)
        if g["earliest"] or g["latest"]:
            wanted, got = (g["earliest"], g["latest"]), (r.earliest, r.latest)
            self._field(kind, "dates", g, days_agree(g, r), wanted, got)

    def _is_place(self, name: str, place: Place | None) -> bool:
        if place is None:
            return False
        known = next((p for p in self.gold["places"] if p["text"] == name or same_name(p["text"], name)), None)
        return near(known, place) if known else same_name(name, place.text)

    # events

    def _events(self) -> None:
        gold, read = self.gold["events"], self.reading.events
        spots = {id(g): spot(self.text, g["quote"], g["trigger"]) for g in gold}

        def alike(g: Gold, e: Event) -> float:
            value = shared(spots[id(g)], (e.trigger.start, e.trigger.end))
            return value + 0.1 * (g["type"] == e.type) if value else 0.0

        found = list(pairs(gold, read, alike))
        sizes = len(gold), len(read)
        self.scores.records("events, trigger", len(found), *sizes)
        self.scores.records("events, trigger and type", sum(g["type"] == e.type for g, e in found), *sizes)
        coarse = sum(g["type"].partition(".")[0] == e.type.partition(".")[0] for g, e in found)
        self.scores.records("events, trigger and coarse type", coarse, *sizes)
        for g, e in found:
            if g["type"] != e.type:
                self._wrong("type", g, g["type"], e.type)
            for role, who in (("agent", e.agent), ("patient", e.patient)):
                if g[role] or who:
                    wanted = g[f"{role}_party"] or g[role]
                    self._field("events", role, g, _same_participant(g, role, who), wanted, who and (who.party, who.text))  # fmt: skip
            self._where_and_when("events", g, e)
            sure, put = (g["certainty"], g["polarity"]), (e.certainty, e.polarity)
            self._field("events", "certainty and polarity", g, sure == put, sure, put)
            said = self._speaker(e)
            self._field("events", "source", g, same_name(g["source"], said), g["source"], said)
        self._missed("event", gold, found, "quote")
        self._extra("event", {e.id: f"{e.trigger.text} {e.type}" for e in read}, found)

    # times and places: each distinct text counts once

    def _times(self) -> None:
        gold = {_core(t["text"]): _value(t["value"]) for t in self.gold["times"] if not t["value"].endswith(VAGUE)}
        read: dict[str, str] = {}
        for t in self.reading.times:
            if not t.value.endswith(VAGUE):
                read.setdefault(_core(self._words(t)), _value(t.value))
        right = {k for k, v in gold.items() if read.get(k) == v}
        self.scores.records("times", len(right), len(gold), len(read))
        self.scores.errors += [f"{self.name}: time {k!r}: wanted {gold[k]}, got {read.get(k)}" for k in gold if k not in right]  # fmt: skip

    def _places(self) -> None:
        gold = {p["text"]: p for p in self.gold["places"]}
        read: dict[str, Place] = {}
        for p in self.reading.places:
            read.setdefault(self._words(p), p)
        right = {k for k, p in gold.items() if k in read and near(p, read[k])}
        self.scores.records("places", len(right), len(gold), len(read))
        for k in gold:
            if k not in right:
                got = (read[k].name, read[k].country) if k in read else None
                self.scores.errors.append(f"{self.name}: place {k!r}: wanted {gold[k]['name']}, got {got}")

    def _words(self, m: Time | Place) -> str:
        return self.text[m.start : m.end]


def _same_value(g: Gold, f: Figure) -> bool:
    keys = ("best",) if g["bound"] == "about" else ("low", "high")
    return g["bound"] == f.bound and all(_close(g[k], getattr(f, k)) for k in keys)


def _close(a: float | None, b: float | None) -> bool:
    """The same number, but for rounding to three digits."""
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 0.001 * abs(a)


def _same_participant(g: Gold, role: str, who: Participant | None) -> bool:
    """By side where the annotation gives one, else by name."""
    if g[f"{role}_party"]:
        return who is not None and g[f"{role}_party"] == who.party
    return same_name(g[role], who.text if who else None)


def _core(words: str) -> str:
    """An expression of time without what leads it in."""
    return LEAD.sub("", words.lower())


def _value(value: str) -> str:
    """A TIMEX3 value without the part of its month or year."""
    return re.sub(r"-(?:START|MID|END)$", "", value)
