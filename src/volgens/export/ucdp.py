"""Incidents in the 49 columns of UCDP GED. What is not certain stays empty: see ``columns_ucdp`` for how each column is filled."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from volgens.export.columns_ucdp import REGIONS, UCDP
from volgens.export.happening import (
    ARMED,
    MONTH,
    PEOPLE,
    WEEK,
    Happening,
    Side,
    dead_of,
    happening,
    numbers_of_dead,
    state_codes,
)
from volgens.export.links import of_incident
from volgens.export.source import Source
from volgens.linking.accounts import families
from volgens.model import Head

Row = dict[str, Any]
FIRST_ID = 10**15  # ours begin here; UCDP's have seven digits
ONE_SIDED = ("execute", "torture", "abduct", "sexual_violence")
WHERE = {"facility": 1, "town": 1, "city": 1, "admin2": 3, "admin1": 4, "region": 5, "river": 5, "country": 6, "sea": 7}
FIRST_GW = ((200, REGIONS[0]), (630, REGIONS[1]), (700, REGIONS[2]), (400, REGIONS[3]), (2, REGIONS[4]))
LAST_GW = {"Europe": 399, "Middle East": 699, "Asia": 999, "Africa": 629, "Americas": 199}
VIOLENT = ("violence", "territory", "abuse", "capture")
CELL = 0.5  # degrees, of PRIO-GRID
STATE_BASED, NON_STATE, ONE_SIDED_VIOLENCE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Warring:
    """A side as UCDP names it."""

    name: str
    state: bool
    civilians: bool
    gwno: int | None
    party: str | None


def rows(source: Source) -> Iterator[Row]:
    """A row for each incident of violence in which somebody says that people died."""
    for incident in source.incidents():
        h = happening(incident)
        if h is not None and families().get(h.type) in VIOLENT and _lethal(h):
            yield row(h, source.address)


def _lethal(h: Happening) -> bool:
    tally = h.dead.get(None)
    return tally is not None and (tally.high or tally.low or 0) > 0


def row(h: Happening, address: str) -> Row:
    """The incident's row, with its columns in UCDP's order."""
    a, b = _ordered(_warring(h.agent, h, False), _warring(h.patient, h, True))
    tally, where = h.dead[None], h.where
    low, high = numbers_of_dead(h)
    heads = [x for x in h.incident.articles if x.id not in h.incident.copies]
    codes = h.codes
    gwno = codes.gwno if codes is not None else None
    placed = where is not None and where.lat is not None and where.lon is not None
    dead = {
        "deaths_a": _whole(dead_of(h, ARMED, a.party)) if a and a.party else None,
        "deaths_b": _whole(dead_of(h, ARMED, b.party)) if b and b.party else None,
        "deaths_civilians": _whole(dead_of(h, PEOPLE)),
    }
    filled: Row = {
        "id": FIRST_ID + int(h.incident.id.rpartition("-")[2][:12], 16),
        "relid": address + of_incident(h.incident.id),
        "year": h.earliest.year if h.earliest else None,
        "type_of_violence": _type(a, b),
        "dyad_name": f"{a.name} - {b.name}" if a and b else None,
        "side_a": a.name if a else None,
        "side_b": b.name if b else None,
        "number_of_sources": len(heads),
        "source_article": ";".join(_cited(x) for x in heads) or None,
        "source_office": _listed(x.publisher for x in heads),
        "source_date": _listed((x.published or "")[:10] for x in heads),
        "source_headline": _listed(x.title for x in heads),
        "source_original": _listed(dict.fromkeys(t.claim.source.name for t in h.told if t.claim)),
        "where_prec": WHERE.get(where.kind) if where else None,
        "where_coordinates": where.name if where else None,
        "where_description": _described(h),
        "adm_1": where.name if where and where.kind == "admin1" else where.admin1 if where else None,
        "adm_2": where.name if where and where.kind == "admin2" else None,
        "country": h.country.names_en[0] if h.country is not None else None,
        "country_id": gwno,
        "region": region(gwno) if gwno is not None else None,
        "event_clarity": 1 if h.days is not None and h.days <= WEEK else None,
        "date_prec": _date_prec(h.days),
        "date_start": h.earliest.isoformat() if h.earliest else None,
        "date_end": h.latest.isoformat() if h.latest else None,
        **dead,
        "deaths_unknown": _rest(tally.best, dead.values()),
        "best": _whole(tally.best),
        "high": _whole(high),
        "low": _whole(low),
        "gwnoa": a.gwno if a else None,
        "gwnob": b.gwno if b else None,
    }
    if placed and where is not None and where.lat is not None and where.lon is not None:
        filled |= {"latitude": where.lat, "longitude": where.lon, "geom_wkt": f"POINT ({where.lon} {where.lat})"}
        filled["priogrid_gid"] = priogrid(where.lat, where.lon)
    return {name: filled.get(name) for name in UCDP.names}


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of a point, after the codebook: half-degree cells numbered from 1 at the south-west corner of the world, 720 a row."""
    rows_, columns = round(180 / CELL), round(360 / CELL)
    line = min(math.floor((lat + 90) / CELL), rows_ - 1)
    column = min(math.floor((lon + 180) / CELL), columns - 1)
    return line * columns + column + 1


def region(gwno: int) -> str:
    """UCDP's part of the world, by the Gleditsch-Ward number."""
    return next(name for first, name in FIRST_GW if first <= gwno <= LAST_GW[name])


def _warring(side: Side | None, h: Happening, hit: bool) -> Warring | None:
    """The side as UCDP names it. Whom it befalls is one only where it fights: people and buildings of a country are not its government."""
    if hit and h.only_people and h.type in ONE_SIDED:
        return Warring("Civilians", False, True, None, None)
    if side is None or (hit and (not side.armed or h.only_people)):
        return None
    if side.country is not None:
        return _of_state(side)
    return Warring(side.name, False, False, None, side.party) if side.name is not None else None


def _of_state(side: Side) -> Warring | None:
    if side.country is None:
        return None
    codes = state_codes(side.country)
    gwno = int(codes.gwno) if codes is not None and codes.gwno is not None else None
    return Warring(f"Government of {side.name}", True, False, gwno, side.party)


def _ordered(one: Warring | None, other: Warring | None) -> tuple[Warring | None, Warring | None]:
    """The government first, as UCDP has it, and civilians last."""
    if other is not None and other.state and (one is None or not one.state):
        return other, one
    return one, other


def _type(a: Warring | None, b: Warring | None) -> int | None:
    if a is None or b is None or a.name == b.name:
        return None
    if b.civilians:
        return ONE_SIDED_VIOLENCE
    return STATE_BASED if a.state or b.state else NON_STATE


def _date_prec(days: int | None) -> int | None:
    if days is None:
        return None
    return next((n for n, most in ((1, 1), (2, WEEK - 1), (3, WEEK), (4, MONTH)) if days <= most), 5)


def _cited(head: Head) -> str:
    told = (head.publisher or "", (head.published or "")[:10], head.title or "")
    return '"' + ",".join(" ".join(t.replace('"', "'").split()) for t in told) + '"'


def _listed(some: Any) -> str | None:
    found = [" ".join(str(s).split()) for s in some if s]
    return ";".join(found) or None


def _described(h: Happening) -> str | None:
    """All places that accounts name for it."""
    return _listed(dict.fromkeys(f"{w.name} ({w.kind})" for p in h.incident.parts if (w := p.account.where)))


def _whole(number: float | None) -> int | None:
    return int(number) if number is not None else None


def _rest(best: float | None, dead: Any) -> int | None:
    if best is None:
        return None
    known: int = sum(d for d in dead if d is not None)
    return max(0, int(best) - known)
