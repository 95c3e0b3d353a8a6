"""What to look for: the same words on the command line, in a web address and in Python."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache

from volgens.lexicon import Row
from volgens.lexicon.shared import shared
from volgens.model.decision import STATUSES
from volgens.model.names import fold
from volgens.model.record import OUTCOMES, PRECISIONS, STANCES

Words = str | Sequence[str] | None
CERTAINTIES = ("certain", "probable", "possible")
CHOICES = {"outcome": OUTCOMES, "precision": PRECISIONS, "certainty": CERTAINTIES, "stance": STANCES,
           "status": STATUSES}  # fmt: skip
_MANY = "may be repeated"
# How each is written, and what it asks, for whoever types it.
TOLD = {
    "q": ("WORDS", 'words of a quote or title, all of them; "a phrase", bomb* for any ending'),
    "type": ("TYPE", "event type, such as attack.airstrike, or attack for all of them; comma-separated"),
    "outcome": ("OUTCOME", "what befell those counted: killed, captured, displaced ...; comma-separated"),
    "actor": ("NAME", f"who acts, is acted on or is counted: a name, a country or a side such as UKR; {_MANY}"),
    "source": ("NAME", f"who says it: a name, a country or a side such as UKR; {_MANY}"),
    "place": ("NAME", f"a place by any spelling, with what lies in it; a country by name or code; {_MANY}"),
    "bbox": ("W,S,E,N", "places within these degrees; countries are not points and are left out (bbox=-5,10,5,20)"),
    "since": ("DATE", "what may have happened on or after this day, month or year"),
    "until": ("DATE", "what may have happened on or before this day, month or year"),
    "precision": ("HOW", "how well the date is known: day, week, month, year, more, unknown; comma-separated"),
    "certainty": ("HOW", "certain, probable, possible; comma-separated"),
    "stance": ("HOW", "how it is said: states, claims, confirms, denies ...; comma-separated"),
    "status": ("HOW", "what a person made of it: open, accepted, rejected, corrected; comma-separated"),
    "language": ("LL", "language of the article, such as nl; comma-separated"),
    "publisher": ("NAME", f"who published the article; {_MANY}"),
    "incident": ("ID", "told of this incident: any id that it ever had, or enough of it; comma-separated"),
}
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_QUERY = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that all have to hold; of several values of one of them, one has to. Empty is no condition.

    ``q``: words and "phrases" of a quote, claim or title, all of them; ``bomb*`` for every ending.
    ``type``: event types, ``attack`` for all that begin with it. ``actor``: who acts, is acted on or is counted, by name, side
    (ISO 3166-1 alpha-3, or a group's name) or country. ``source``: who speaks, likewise. ``place``: a place by any name that an article
    gave it, with what lies in it; a country by name or code. ``bbox``: west, south, east, north in degrees; countries are not points and
    are not found so. ``since``, ``until``: events and figures that may have happened between these days; those without any date are left
    out. ``precision``: how well the date is known. ``status``: what a person made of a record; open where nobody decided. ``incident``: by
    any id that it ever had, or enough of it. The other names are those of the record's fields.
    Raises ValueError, in one line, for a value that cannot be meant.
    """

    q: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    bbox: tuple[float, float, float, float] | None = None
    since: str | None = None
    until: str | None = None
    precision: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    incident: tuple[str, ...] = ()

    @classmethod
    def of(cls, **words: Words) -> "Filters":
        """Filters from what a person typed: strings or lists of them, comma-separated where the values are fixed words."""
        known = {f.name for f in fields(cls)}
        for name in words:
            if name not in known:
                raise ValueError(f"no filter {name!r}; there are {', '.join(known_names())}")
        given = {name: _listed(value) for name, value in words.items()}
        given = {name: values for name, values in given.items() if values}
        out = cls()
        for name, values in given.items():
            if name == "q":
                out = replace(out, q=tuple(w for v in values for w in _query(v)))
            elif name == "bbox":
                out = replace(out, bbox=_box(_one(name, values)))
            elif name == "since":
                out = replace(out, since=span_of_days(_one(name, values), name)[0].isoformat())
            elif name == "until":
                out = replace(out, until=span_of_days(_one(name, values), name)[1].isoformat())
            elif name in ("actor", "source", "place", "publisher"):
                out = replace(out, **{name: tuple(_name(name, v) for v in values)})  # type: ignore[arg-type]
            else:
                chosen = tuple(dict.fromkeys(w.strip().lower() for v in values for w in v.split(",") if w.strip()))
                out = replace(out, **{name: _checked(name, chosen)})  # type: ignore[arg-type]
        if out.since and out.until and out.since > out.until:
            raise ValueError(f"since {out.since} is after until {out.until}")
        return out

    def and_(self, other: "Filters") -> "Filters":
        """These conditions, with those of ``other`` in the place of one of the same name."""
        given = {f.name: getattr(other, f.name) for f in fields(other) if getattr(other, f.name)}
        return replace(self, **given)

    @property
    def about_records(self) -> bool:
        """Is anything asked of events or figures, rather than of claims and articles?"""
        return any(
            getattr(self, n)
            for n in ("type", "outcome", "actor", "place", "bbox", "since", "until", "precision", "certainty")
        )

    @property
    def about_claims(self) -> bool:
        return bool(self.source or self.stance)


def known_names() -> tuple[str, ...]:
    return tuple(f.name for f in fields(Filters))


def event_types() -> tuple[str, ...]:
    """All event types of the record."""
    return tuple(row.type for row in shared("event_types"))


def country_of(term: str, *codes: str) -> Row | None:
    """The country that a Dutch or English name stands for, or a code of these kinds: ``iso2``, ``iso3``."""
    wanted = fold(term)
    for row in shared("countries"):
        if wanted in _names(row) or any(wanted == str(row.cells[c]).lower() for c in codes):
            return row
    return None


@cache
def _names(row: Row) -> frozenset[str]:
    return frozenset(fold(n) for n in (*row.names_en, *row.names_nl))


def _listed(value: Words) -> tuple[str, ...]:
    values = (value,) if isinstance(value, str) else tuple(value or ())
    return tuple(str(v) for v in values if str(v).strip())


def _one(name: str, values: tuple[str, ...]) -> str:
    if len(set(values)) > 1:
        raise ValueError(f"{name} takes one value, not {len(values)}")
    return values[0].strip()


def _name(name: str, value: str) -> str:
    if not fold(value):
        raise ValueError(f"{name} {value!r} has no letter or digit to look for")
    return value.strip()


def _query(text: str) -> list[str]:
    found = []
    for phrase, star, word in _QUERY.findall(text):
        term = phrase + star if phrase else word
        if fold(term):
            found.append(term)
    if not found:
        raise ValueError(f"q {text!r} has no word to look for")
    return found


def _checked(name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    if name == "type":
        known = event_types()
        groups = sorted({t.partition(".")[0] for t in known if "." in t})
        for v in values if known else ():
            if v not in known and v not in groups:
                raise ValueError(f"no event type {v!r}; there are {', '.join((*known, *groups))}")
    for v in values if name in CHOICES else ():
        if v not in CHOICES[name]:
            raise ValueError(f"{name} cannot be {v!r}; use {', '.join(CHOICES[name])}")
    return values


def span_of_days(text: str, name: str) -> tuple[date, date]:
    """The first and last day of a day, month or year. Raises ValueError, with the ``name`` of what is asked, for anything else."""
    m = _DAY.fullmatch(text)
    try:
        if m is None:
            raise ValueError
        year, month, day = int(m[1]), int(m[2] or 0), int(m[3] or 0)
        if day:
            return (date(year, month, day),) * 2
        last = calendar.monthrange(year, month or 12)[1]
        return date(year, month or 1, 1), date(year, month or 12, last)
    except ValueError:
        raise ValueError(f"{name} {text!r} is no date; write 2025-01-11, 2025-01 or 2025") from None


def _box(text: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(v) for v in text.split(","))
    except ValueError:
        raise ValueError(
            f"bbox {text!r} is not west,south,east,north in degrees, such as 35.0,51.0,39.5,52.5"
        ) from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError(f"bbox {text!r} is not on the earth; write west,south,east,north in degrees")
    return west, south, east, north
