"""Which fields of a record a person may correct, and which values they take: the record's contract, checked before anything is written.

A field has the name it has in the record, with a point for what is nested (``source.kind``). What a person types is turned into JSON values of
one or more fields: with an event's type come its codes, with a number its bound.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, is_dataclass, replace
from datetime import date
from typing import Any

from volgens.ledger.filters import CERTAINTIES, country_of, event_types, span_of_days
from volgens.ledger.rows import Record
from volgens.lexicon.shared import shared
from volgens.model import Claim, Event, Figure, Participant, Place, Reading, Span, Time
from volgens.model.record import BOUNDS, OUTCOMES, PLACE_KINDS, PRECISIONS, SOURCE_KINDS, STANCES, UNITS, plain

KINDS = ("claims", "figures", "events", "places", "times")
POLARITIES = ("positive", "negative")
ANCHORS = ("explicit", "relative", "publication", "none")
NOTHING = ("", "null")  # how a person writes that a value is not known
_AMOUNT = re.compile(r"(>=|<=|~)?\s*(\d+(?:\.\d+)?)(?:\s*(?:-|–|\.\.)\s*(\d+(?:\.\d+)?))?")

Values = dict[str, Any]


class NotInContract(ValueError):
    """A value that the record cannot hold, told in one line."""


class Field:
    """How a value of one field is read: ``parse(raw, record, reading)`` gives a JSON value or raises NotInContract.

    ``choices``: all values there are, where these are fixed words; ``of``: the kind of the article's records that it names one of.
    """

    def __init__(
        self,
        told: str,
        parse: Callable[[Any, Record, Reading], Any],
        maybe: bool = False,
        choices: Sequence[str] = (),
        of: str | None = None,
    ):
        self.told, self.maybe, self.choices, self.of, self._parse = told, maybe, choices, of, parse

    def value(self, name: str, raw: Any, record: Record, reading: Reading) -> Any:
        if raw is None or (isinstance(raw, str) and raw.strip() in NOTHING):
            if not self.maybe:
                raise NotInContract(f"{name} cannot be empty; it is {self.told}")
            return None
        try:
            return self._parse(raw.strip() if isinstance(raw, str) else raw, record, reading)
        except (ValueError, TypeError) as e:
            why = f": {e}" if str(e) and isinstance(e, NotInContract) else ""
            raise NotInContract(f"{name} cannot be {raw!r}{why}; it is {self.told}") from None


def _choice(values: tuple[str, ...]) -> Field:
    def parse(raw: Any, record: Record, reading: Reading) -> str:
        if raw not in values:
            raise ValueError
        return str(raw)

    return Field(f"one of {', '.join(values)}", parse, choices=values)


def _line(raw: Any, *_: Any) -> str:
    if not isinstance(raw, str) or "\n" in raw or not any(c.isalnum() for c in raw):
        raise ValueError
    return raw


def _number(raw: Any, *_: Any) -> float:
    value = float(raw)
    if not math.isfinite(value) or isinstance(raw, bool):
        raise ValueError
    return plain(value)


def _count(raw: Any, *_: Any) -> float:
    value = _number(raw)
    if value < 0:
        raise ValueError
    return value


def _degrees(most: float) -> Callable[..., float]:
    def parse(raw: Any, *_: Any) -> float:
        value = float(raw)
        if not -most <= value <= most:
            raise ValueError
        return value

    return parse


def _whole(raw: Any, *_: Any) -> int:
    if isinstance(raw, bool) or (isinstance(raw, float) and not raw.is_integer()) or int(raw) <= 0:
        raise ValueError
    return int(raw)


def _truth(raw: Any, *_: Any) -> bool:
    known = {"true": True, "yes": True, "false": False, "no": False}
    if isinstance(raw, bool):
        return raw
    if str(raw).lower() not in known:
        raise ValueError
    return known[str(raw).lower()]


def _day(raw: Any, *_: Any) -> str:
    return date.fromisoformat(raw).isoformat() if len(raw) == 10 else _fail()


def _fail() -> str:
    raise ValueError


def _party(raw: Any, *_: Any) -> str:
    text = _line(raw)
    country = country_of(text, "iso3")
    return str(country.iso3) if country else text


def _country(raw: Any, *_: Any) -> str:
    country = country_of(_line(raw), "iso2", "iso3")
    return str(country.iso2) if country else _fail()


def _event_type(raw: Any, *_: Any) -> str:
    return str(raw) if raw in event_types() else _fail()


def _link(kind: str) -> Field:
    """Another record of the article, by its id or enough of it."""

    def parse(raw: Any, record: Record, reading: Reading) -> str:
        word = kind.removesuffix("s") + "-"
        begin = raw if raw.startswith(word) else word + raw
        found = sorted({r.id for r in getattr(reading, kind) if raw == r.id or r.id.startswith(begin)})
        if len(found) != 1:
            raise NotInContract(f"{len(found)} {kind} of this article have that id")
        return str(found[0])

    return Field(f"the id of one of the article's {kind}, or null", parse, maybe=True, of=kind)


def core(record: Record) -> Span:
    """The words that carry a record: a figure's number, an event's trigger, what a claim says, a place or time itself."""
    match record:
        case Figure():
            return record.number
        case Event():
            return record.trigger
        case Claim():
            return record.content
        case Place() | Time():
            return Span(record.start, record.end, record.text)
    raise TypeError(f"no words carry a record of this kind: {type(record).__name__}")


def nearest(words: str, to: int, text: str) -> Span | None:
    """Where these words stand, the nearest to a point in the text; None where they do not."""
    at, starts = text.find(words), []
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    start = min(starts, key=lambda s: (abs(s - to), s), default=None)
    return None if start is None else Span(start, start + len(words), words)


def _words(raw: Any, record: Record, reading: Reading) -> Values:
    text = reading.document.text
    if isinstance(raw, dict) and {"start", "end"} <= set(raw):
        span = Span(raw["start"], raw["end"], text[raw["start"] : raw["end"]])
        if not span.text or raw.get("text", span.text) != span.text:
            raise ValueError
        return asdict(span)
    found = nearest(_line(raw), core(record).start, text)
    if found is None:
        raise NotInContract("these words do not stand in the article")
    return asdict(found)


def _participant(raw: Any, record: Record, reading: Reading) -> Values:
    span = _words(raw, record, reading)
    given = raw if isinstance(raw, dict) else {}
    return asdict(Participant(span["text"], span["start"], span["end"], given.get("party"), given.get("actor_id")))


_MAYBE_DAY = Field("a day such as 2025-01-11, or null", _day, maybe=True)
_MAYBE_COUNT = Field("a number from 0, or null", _count, maybe=True)
_MAYBE_PARTY = Field("a country, its three-letter code or a group's short name, or null", _party, maybe=True)
_MAYBE_WORDS = Field("words of the article, or null", _words, maybe=True)
_MAYBE_WHO = Field("words of the article, or null", _participant, maybe=True)
_LINE = Field("a line of text", _line)
_MAYBE_LINE = Field("a line of text, or null", _line, maybe=True)
_WHEN = {"earliest": _MAYBE_DAY, "latest": _MAYBE_DAY, "time_precision": _choice(PRECISIONS)}
_HANGS = {"claim_id": _link("claims"), "place_id": _link("places")}

FIELDS: Mapping[str, Mapping[str, Field]] = {
    "claims": {
        "source.name": _LINE,
        "source.kind": _choice(SOURCE_KINDS),
        "source.party": _MAYBE_PARTY,
        "source.actor_id": _MAYBE_LINE,
        "channel": _MAYBE_LINE,
        "stance": _choice(STANCES),
        "anonymous": Field("true or false", _truth, choices=("true", "false")),
    },
    "figures": {
        "low": _MAYBE_COUNT,
        "high": _MAYBE_COUNT,
        "best": _MAYBE_COUNT,
        "bound": _choice(BOUNDS),
        "unit": _choice(UNITS),
        "outcome": _choice(OUTCOMES),
        "counted": _MAYBE_WORDS,
        "party": _MAYBE_PARTY,
        "polarity": _choice(POLARITIES),
        **_WHEN,
        **_HANGS,
        "event_id": _link("events"),
    },
    "events": {
        "type": Field("an event type of the record, such as attack.airstrike", _event_type, choices=event_types()),
        "agent": _MAYBE_WHO,
        "agent.party": _MAYBE_PARTY,
        "patient": _MAYBE_WHO,
        "patient.party": _MAYBE_PARTY,
        "instrument": _MAYBE_WORDS,
        "certainty": _choice(CERTAINTIES),
        "polarity": _choice(POLARITIES),
        **_WHEN,
        **_HANGS,
    },
    "places": {
        "name": _LINE,
        "country": Field("a country or its code, or null", _country, maybe=True),
        "admin1": _MAYBE_LINE,
        "lat": Field("degrees from -90 to 90, or null", _degrees(90), maybe=True),
        "lon": Field("degrees from -180 to 180, or null", _degrees(180), maybe=True),
        "kind": _choice(PLACE_KINDS),
        "precision": _choice(PLACE_KINDS),
        "geonames_id": Field("a GeoNames number, or null", _whole, maybe=True),
    },
    "times": {"value": _LINE, "earliest": _MAYBE_DAY, "latest": _MAYBE_DAY, "anchor": _choice(ANCHORS)},
}
# Several fields under one name: ``value`` (27, >=27, <=27, ~27, 20-30) and ``when`` (2025-01-11, 2025-01, 2025-01-10..2025-01-12).
TOGETHER: Mapping[str, tuple[str, ...]] = {"figures": ("value", "when"), "events": ("when",), "times": ("when",)}
# What follows from other fields, and goes with them.
FOLLOWS = ("plover", "cameo", "acled", "source.start", "source.end")


def names(kind: str) -> tuple[str, ...]:
    """The fields of a kind of record that can be corrected."""
    return (*FIELDS[kind], *(n for n in TOGETHER.get(kind, ()) if n not in FIELDS[kind]))


def corrected(kind: str, record: Record, given: Mapping[str, Any], reading: Reading) -> Values:
    """The JSON values of all fields that a correction sets, checked. ``given``: what a person typed, or values.

    Raises NotInContract for a field or value that the record cannot have.
    """
    if kind not in FIELDS:
        raise NotInContract(f"{kind} cannot be corrected; {', '.join(KINDS)} can")
    out: Values = {}
    for name, raw in given.items():
        if name in FIELDS[kind]:
            out[name] = FIELDS[kind][name].value(name, raw, record, reading)
        elif name in TOGETHER.get(kind, ()):
            out |= _amount(raw, record) if name == "value" else _when(raw, kind)
        else:
            raise NotInContract(f"no field {name!r} in {kind} to correct; there are {', '.join(names(kind))}")
    out |= _following(kind, record, out, reading)
    for name in out:
        part = name.partition(".")[0] if "." in name else None
        if part and out.get(part, get(record, part)) is None:
            raise NotInContract(f"{name} cannot be set: there is no {part}; set that first")
    _check(with_values(record, out), out)
    return out


def _following(kind: str, record: Record, out: Values, reading: Reading) -> Values:
    more: Values = {}
    if kind == "events" and "type" in out:
        row = next(r for r in shared("event_types") if r.type == out["type"])
        more = {"plover": row.plover, "cameo": row.cameo, "acled": row.acled_sub_event}
    if kind == "claims" and "source.name" in out:
        at = nearest(out["source.name"], core(record).start, reading.document.text)
        more = {"source.start": at.start if at else None, "source.end": at.end if at else None}
        more |= {} if "source.actor_id" in out else {"source.actor_id": None}
    if kind == "places" and "name" in out:  # another place is not at the point of this one
        more = {n: None for n in ("admin1", "lat", "lon", "geonames_id") if n not in out}
    return more


def _amount(raw: Any, record: Record) -> Values:
    m = _AMOUNT.fullmatch(str(raw).strip())
    if m is None or (m[1] and m[3]):
        raise NotInContract(f"value cannot be {raw!r}; write 27, >=27, <=27, ~27 or 20-30")
    low, high = plain(float(m[2])), plain(float(m[3])) if m[3] else None
    if high is not None:
        return {"bound": "range", "low": low, "high": high, "best": None}
    bound = {">=": "at_least", "<=": "at_most", "~": "about"}.get(m[1] or "", "exact")
    given = {"at_least": (low, None), "at_most": (None, low), "about": (None, None)}.get(bound, (low, low))
    return {"bound": bound, "low": given[0], "high": given[1], "best": low}


def _when(raw: Any, kind: str) -> Values:
    first, _, last = str(raw or "").strip().partition("..")
    if first in NOTHING:
        out: Values = {"earliest": None, "latest": None, "time_precision": "unknown"}
    else:
        try:
            start, end = span_of_days(first, "when")[0], span_of_days(last or first, "when")[1]
        except ValueError as e:
            raise NotInContract(str(e)) from None
        out = {"earliest": start.isoformat(), "latest": end.isoformat(), "time_precision": _precision(start, end)}
    return {k: v for k, v in out.items() if k in FIELDS[kind]}


def _precision(start: date, end: date) -> str:
    days = (end - start).days + 1
    return next(
        (name for name, most in (("day", 1), ("week", 7), ("month", 31), ("year", 366)) if days <= most), "more"
    )


def _check(record: Record, changed: Values) -> None:
    """Fields that have to fit together, where one of them changes."""
    if isinstance(record, Figure) and not changed.keys().isdisjoint(("low", "high", "best", "bound")):
        _check_amount(record)
    if isinstance(record, Figure | Event | Time):
        first, last = record.earliest, record.latest
        if first and last and first > last:
            raise NotInContract(f"earliest {first} is after latest {last}")
    if isinstance(record, Place) and (record.lat is None) != (record.lon is None):
        raise NotInContract("lat and lon go together: give both, or neither")


def _check_amount(f: Figure) -> None:
    hint = "correct `value` (27, >=27, <=27, ~27, 20-30), or all of low, high, best and bound at once"
    numbers = [v for v in (f.low, f.best, f.high) if v is not None]
    fits = {
        "exact": f.low is not None and f.low == f.high == f.best,
        "at_least": f.low is not None and f.high is None,
        "at_most": f.high is not None and f.low is None,
        "about": f.best is not None,
        "range": f.low is not None and f.high is not None,
        "order": f.low is not None and f.best is None,
    }
    if numbers != sorted(numbers) or not fits[f.bound]:
        told = ", ".join(f"{n} {getattr(f, n)}" for n in ("low", "best", "high"))
        raise NotInContract(f"{told} do not go with the bound {f.bound}; {hint}")


def get(record: Record, name: str) -> Any:
    """The JSON value of a field; None too where the part that it belongs to is missing."""
    value: Any = record
    for part in name.split("."):
        value = getattr(value, part) if value is not None else None
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def with_values(record: Record, values: Mapping[str, Any]) -> Record:
    """The record with other values in these fields."""
    changed: Any = record
    for name in sorted(values, key=lambda n: n.count(".")):  # a part is set before what is in it
        part, _, inner = name.partition(".")
        value = values[name]
        if inner:
            held = getattr(changed, part)
            value = replace(held, **{inner: value}) if held is not None else None
        elif isinstance(value, dict):
            value = Participant(**value) if "party" in value else Span(**value)
        changed = replace(changed, **{part: value})
    out: Record = changed
    return out
