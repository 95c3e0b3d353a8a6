"""Incidents in ACLED's 31 columns. What is not certain stays empty: see ``columns_acled`` for how each column is filled."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from volgens.export.happening import ARMED, MONTH, WEEK, Happening, Side, happening, numbers_of_dead, spread
from volgens.export.links import of_incident
from volgens.export.source import Source
from volgens.ledger.found import Paper
from volgens.lexicon import Row as LexiconRow
from volgens.lexicon.shared import shared
from volgens.linking.told import Told
from volgens.model import Event

Row = dict[str, Any]
Actor = tuple[str | None, int | None]  # name and kind
PREFIX = "VOLGENS-"
HITS_PEOPLE = ("Explosions/Remote violence", "Violence against civilians")
TAKES_PEOPLE = ("Arrests", "Looting/property destruction")
ATTACK, CLASH, ABDUCTION = "Attack", "Armed clash", "Abduction/forced disappearance"
REGAINED, OVERTAKEN = "Government regains territory", "Non-state actor overtakes territory"
NOT_CODED = ("accident", "displace", "evacuate", "release", "rescue")  # what came of violence, or was none
TALKS = ("ceasefire", "negotiate")  # coded once there is an agreement
QUOTES = 5  # accounts in the notes
POINTS = {"facility": 1, "town": 1, "city": 1, "admin2": 2, "admin1": 3, "region": 3}
STATE, REBELS, CIVILIANS, EXTERNAL = 1, 2, 7, 8


def rows(source: Source) -> Iterator[Row]:
    """A row for each incident that ACLED's types have a place for and that somebody says has happened."""
    for incident in source.incidents():
        h = happening(incident)
        if h is not None and h.type not in (*NOT_CODED, *TALKS):
            yield row(h, source.ledger.papers([a.id for a in incident.articles]), source.address)


def row(h: Happening, papers: dict[str, Paper], address: str) -> Row:
    """``papers``: its articles by id, for when they were fetched."""
    sub, of = _sub_event(h)
    one, other = _actor(h.agent, h), _hit(h, of)
    codes, country, where = h.codes, h.country, h.where
    point = where is not None and where.kind in POINTS and where.kind != "region"
    return {
        "event_id_cnty": PREFIX + h.incident.id.rpartition("-")[2],
        "event_date": h.earliest.isoformat() if h.earliest else None,
        "year": h.earliest.year if h.earliest else None,
        "time_precision": _time_precision(h.days),
        "disorder_type": of.disorder_type if of is not None else None,
        "event_type": of.event_type if of is not None and (sub is not None or not of.civilians) else None,
        "sub_event_type": sub,
        "actor1": one[0],
        "assoc_actor_1": None,
        "inter1": one[1],
        "actor2": other[0],
        "assoc_actor_2": None,
        "inter2": other[1],
        "interaction": _interaction(one, other),
        "civilian_targeting": "Civilian targeting" if sub and of is not None and of.civilians else None,
        "iso": codes.iso_numeric if codes is not None else None,
        "region": None,
        "country": country.names_en[0] if country is not None else None,
        "admin1": where.name if where and where.kind == "admin1" else where.admin1 if where else None,
        "admin2": None,
        "admin3": None,
        "location": where.name if where and where.kind != "country" else None,
        "latitude": where.lat if where and point else None,
        "longitude": where.lon if where and point else None,
        "geo_precision": POINTS.get(where.kind) if where else None,
        "source": "; ".join(h.incident.publishers) or None,
        "source_scale": None,
        "notes": _notes(h, address),
        "fatalities": _fatalities(h),
        "tags": _tags(h),
        "timestamp": _fetched(papers),
    }


def _sub_event(h: Happening) -> tuple[str | None, LexiconRow | None]:
    """The sub-event type, or None where it is not certain, and the row of that which it would be."""
    mapped = next((r.acled_sub_event for r in shared("event_types") if r.type == h.type), None)
    sub: str | None = str(mapped) if mapped else None
    if sub == ATTACK:
        armed = ARMED in h.hit or (h.patient is not None and h.patient.arms == ARMED)
        sub = CLASH if armed and not h.only_people else ATTACK if h.only_people else None
    elif sub == ABDUCTION and h.type == "capture.person":  # soldiers who are taken prisoner are not abducted
        return None, None
    elif sub in (REGAINED, OVERTAKEN):
        sub = _taken(h)
        return sub, _of(sub or CLASH)
    return sub, _of(sub or str(mapped)) if mapped else None


def _taken(h: Happening) -> str | None:
    """Whose the land is now: regained by the government of the country, overtaken by a group or another state."""
    if h.agent is None or h.agent.party is None or h.country is None:
        return None
    return REGAINED if h.agent.party == h.country.iso3 else OVERTAKEN


def _of(sub: str) -> LexiconRow | None:
    return next((r for r in shared("acled_sub_events") if r.sub_event_type == sub), None)


def _actor(side: Side | None, h: Happening) -> Actor:
    """The name and kind of who acts, or of an armed side that is acted on."""
    if side is None or side.name is None:
        return None, None
    if side.country is not None:
        body = {"military": "Military Forces of ", "police": "Police Forces of "}.get(side.kind or "", "")
        home = h.country is not None and side.country.iso3 == h.country.iso3
        return body + side.name, None if h.country is None else STATE if home else EXTERNAL
    inter = side.group.acled_inter if side.group is not None else None
    return side.name, int(inter) if inter else None


def _hit(h: Happening, of: LexiconRow | None) -> Actor:
    """The name and kind of whom it befalls. A battle has two armed sides, whoever else it hits; buildings are no actor."""
    side = h.patient
    if h.only_people and of is not None and (of.event_type in HITS_PEOPLE or of.sub_event_type in TAKES_PEOPLE):
        country = side.country if side is not None and side.country is not None else h.country
        return f"Civilians ({country.names_en[0]})" if country is not None else "Civilians", CIVILIANS
    if side is None or not side.armed or (h.agent is not None and side.party == h.agent.party):
        return None, None
    return _actor(side, h)


def _interaction(one: Actor, other: Actor) -> int | None:
    kinds = [kind for name, kind in (one, other) if name is not None]
    if not kinds or None in kinds:
        return None
    low, *high = sorted(k for k in kinds if k is not None)
    return 10 * low + (high[0] if high else 0)


def _time_precision(days: int | None) -> int | None:
    return next((n for n, most in ((1, 1), (2, WEEK), (3, MONTH)) if days is not None and days <= most), None)


def _fatalities(h: Happening) -> int | None:
    tally = h.dead.get(None)
    if tally is None:
        return None
    number = tally.best if tally.best is not None else numbers_of_dead(h)[0]
    return int(number) if number is not None else None


def _tags(h: Happening) -> str | None:
    tally = h.dead.get(None)
    out = []
    low, high = numbers_of_dead(h)
    if tally is not None and (low != high or tally.open):
        out.append(f"reported fatalities={spread(low, high)}{'+' if tally.open else ''}")
    if h.incident.conflicts:
        out.append(f"conflicting accounts={len(h.incident.conflicts)}")
    return "; ".join(out) or None


def _notes(h: Happening, address: str) -> str:
    """The words of the accounts that lead, one an article and source; then how many contradict each other, and where all of it stands."""
    first: dict[tuple[str, str], Told] = {}
    for t in sorted(h.told, key=lambda t: (not (isinstance(t.record, Event) and t.record.type == h.type), t.key)):
        first.setdefault((t.head.id, t.origin), t)
    some = list(first.values())
    parts = [_quote(t) for t in some[:QUOTES]]
    if len(some) > QUOTES:
        parts.append(f"{len(some) - QUOTES} more accounts.")
    if h.incident.conflicts:
        parts.append(f"{len(h.incident.conflicts)} contradictions between accounts.")
    return " ".join((*parts, address + of_incident(h.incident.id)))


def _quote(t: Told) -> str:
    words = " ".join(t.quote.split())
    who = t.claim.source.name if t.claim else None
    where = ", ".join(p for p in (t.head.publisher or t.head.id, (t.head.published or "")[:10]) if p)
    return f"{f'{who} {t.claim.stance}' if who and t.claim else 'Stated'} ({where}): “{words}”."


def _fetched(papers: dict[str, Paper]) -> int | None:
    """The last moment at which one of the articles was fetched, in seconds since 1970."""
    moments = [m for p in papers.values() if (m := _moment(p.document.retrieved)) is not None]
    return max(moments, default=None)


def _moment(iso: str | None) -> int | None:
    if not iso or len(iso) <= 10:
        return None
    when = datetime.fromisoformat(iso)
    return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())
