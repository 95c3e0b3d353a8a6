"""An incident as JSON values and as a row for a spreadsheet."""

from dataclasses import asdict
from typing import Any

from volgens.linking.conflicts import Conflict, Corroboration
from volgens.linking.incident import Incident
from volgens.linking.tallies import Entry, Tally
from volgens.linking.told import Told
from volgens.model import Event
from volgens.model.record import plain

Values = dict[str, Any]


def as_values(found: Incident) -> Values:
    """``figures`` by outcome, people before other units; ``parties`` within it by side; ``history`` is every figure in the order of publication."""
    return {
        "id": found.id,
        "type": found.type,
        "title": found.title,
        "place": asdict(found.where) if found.where else None,
        **_days(found),
        "documents": [h.id for h in found.articles],
        "publishers": list(found.publishers),
        "independent": found.independent,
        "copies": dict(found.copies),
        "events": [r.id for p in found.parts for r in p.records if isinstance(r, Event)],
        "claims": list(found.claims),
        "figures": _figures(found),
        "conflicts": [_conflict(c) for c in found.conflicts],
        "corroborations": [_corroboration(c) for c in found.corroborations],
    }


def as_row(found: Incident) -> Values:
    where = found.where
    out: Values = {"id": found.id, "type": found.type, "title": found.title, **_days(found)}
    for name in ("name", "kind", "country", "admin1", "lat", "lon"):
        out[f"place_{name}"] = getattr(where, name) if where else None
    out |= {"articles": len(found.articles), "publishers": len(found.publishers), "independent": found.independent}
    out["conflicts"] = len(found.conflicts)
    for outcome in ("killed", "injured"):
        tally = next((t for t in found.tallies if (t.outcome, t.unit, t.party) == (outcome, "person", None)), None)
        for side in ("low", "high", "best"):
            out[f"{outcome}_{side}"] = _number(getattr(tally, side)) if tally else None
    out["documents"] = " | ".join(h.id for h in found.articles)
    return out


def _days(found: Incident) -> Values:
    when = found.when
    told = when is not None and when.told
    return {
        "earliest": when.earliest.isoformat() if when and told and when.earliest else None,
        "latest": when.latest.isoformat() if when and when.latest else None,
    }


def _number(value: float | None) -> float | None:
    return None if value is None else plain(value)


def _figures(found: Incident) -> Values:
    out: Values = {}
    for t in sorted(found.tallies, key=lambda t: (t.party is not None, t.unit != "person")):
        key = t.outcome if t.unit == "person" or t.outcome not in out else f"{t.outcome}.{t.unit}"
        if t.party is None:
            out[key] = {**_tally(t), "history": [_entry(e) for e in t.entries], "parties": {}}
        else:
            whole = next(v for v in out.values() if (v["outcome"], v["unit"]) == (t.outcome, t.unit))
            whole["parties"][t.party] = _tally(t)
    return out


def _tally(t: Tally) -> Values:
    return {
        "outcome": t.outcome,
        "unit": t.unit,
        "low": _number(t.low),
        "high": _number(t.high),
        "open": t.open,
        "best": _number(t.best),
        "rule": t.rule,
        "low_claims": _claims(t.low_by),
        "high_claims": _claims(t.high_by),
        "low_figures": [e.figure.id for e in t.low_by],
        "high_figures": [e.figure.id for e in t.high_by],
        "sources": t.sources,
    }


def _claims(entries: tuple[Entry, ...]) -> list[str]:
    return list(dict.fromkeys(e.told.claim.id for e in entries if e.told.claim))


def _entry(e: Entry) -> Values:
    f = e.figure
    numbers = {k: getattr(f, k) for k in ("low", "high", "best", "bound", "party")}
    return {"figure": f.id, **numbers, "state": e.state, "superseded_by": e.by, **_told(e.told)}


def _told(t: Told) -> Values:
    source = t.claim.source if t.claim else None
    return {
        "document": t.head.id,
        "published": t.head.published,
        "publisher": t.head.publisher,
        "claim": t.claim.id if t.claim else None,
        "source": {"name": source.name, "kind": source.kind, "party": source.party} if source else None,
        "stance": t.claim.stance if t.claim else None,
        "quote": t.quote,
    }


def side(t: Told) -> Values:
    """One side of a pair, with whose word it is."""
    return {"record": t.record.id, **_told(t)}


def _conflict(c: Conflict) -> Values:
    return {"kind": c.kind, "about": c.about, "a": side(c.a), "b": side(c.b)}


def _corroboration(c: Corroboration) -> Values:
    return {"kind": c.kind, "about": c.about, "same_side": c.same_side, "a": side(c.a), "b": side(c.b)}
