"""What a query finds as JSON values and as rows of a table for a spreadsheet."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import singledispatch
from typing import Any

from volgens.export import incidents, reviews
from volgens.ledger import ArticleFound, ClaimFound, EventFound, FigureFound, Head, SourceFound
from volgens.linking.incident import Incident
from volgens.model import Claim, Place, Review, Span

Values = dict[str, Any]


def _document(head: Head) -> Values:
    return {"document": asdict(head)}


def _said(claim: Claim | None) -> Values:
    """Who says it, beside a figure or event; null where the article states it itself."""
    return {"source": asdict(claim.source) if claim else None, "stance": claim.stance if claim else None}


def _located(place: Place | None) -> Values:
    return {"place": asdict(place) if place else None}


def _reviewed(review: Review | None) -> Values:
    """What people made of it: the values are as they left them, ``review`` has what was read."""
    return {"status": review.status if review else "open", "review": review.to_dict() if review else None}


@singledispatch
def as_json(found: object) -> Values:
    """A record as it is in the reading, with its ``document``, and for figures and events ``source``, ``stance`` and ``place``."""
    raise TypeError(f"not something a query finds: {type(found).__name__}")


@as_json.register
def _(found: ClaimFound) -> Values:
    return {**asdict(found.claim), **_reviewed(found.review), **_document(found.document)}


@as_json.register
def _(found: FigureFound) -> Values:
    certainty = {"certainty": found.event.certainty if found.event else None}
    return {
        **asdict(found.figure),
        **certainty,
        **_said(found.claim),
        **_located(found.place),
        **_reviewed(found.review),
        **_document(found.document),
    }


@as_json.register
def _(found: EventFound) -> Values:
    more = {**_said(found.claim), **_located(found.place), **_reviewed(found.review)}
    return {**asdict(found.event), **more, **_document(found.document)}


@as_json.register
def _(found: ArticleFound) -> Values:
    counts = {k: getattr(found, k) for k in ("claims", "figures", "events", "places", "sources")}
    return {**asdict(found.document), "skipped": found.skipped, "counts": counts}


@as_json.register
def _(found: SourceFound) -> Values:
    return {**asdict(found), "stances": dict(found.stances)}


@as_json.register
def _(found: Incident) -> Values:
    return incidents.as_values(found)


def _head_columns(head: Head) -> Values:
    return {f"document_{k}" if k == "id" else k: v for k, v in asdict(head).items()}


def _span_columns(prefix: str, span: Span | None) -> Values:
    return {
        prefix: span.text if span else None,
        f"{prefix}_start": span.start if span else None,
        f"{prefix}_end": span.end if span else None,
    }


def _claim_columns(claim: Claim | None) -> Values:
    s = claim.source if claim else None
    return {
        "source": s.name if s else None,
        "source_kind": s.kind if s else None,
        "source_party": s.party if s else None,
        "anonymous": claim.anonymous if claim else None,
        "stance": claim.stance if claim else None,
        "channel": claim.channel if claim else None,
        "via": " | ".join(v.name for v in claim.via) if claim else None,
    }


def _place_columns(place: Place | None) -> Values:
    names = ("name", "country", "admin1", "lat", "lon", "kind")
    return {f"place_{k}": getattr(place, k) if place else None for k in names}


def _claim_row(found: ClaimFound) -> Values:
    c = found.claim
    cue = {"cue": c.cue.text if c.cue else None}
    said = {**_claim_columns(c), **cue, **_span_columns("content", c.content)}
    return {"id": c.id, **said, **reviews.columns(found.review), **_head_columns(found.document)}


def _figure_row(found: FigureFound) -> Values:
    f = found.figure
    plain = {k: getattr(f, k) for k in ("low", "high", "best", "bound", "unit", "outcome")}
    more = {
        "counted": f.counted.text if f.counted else None,
        "party": f.party,
        "polarity": f.polarity,
        "of_value": f.of.value if f.of else None,
        "of_unit": f.of.unit if f.of else None,
        "derived_low": f.derived.low if f.derived else None,
        "derived_high": f.derived.high if f.derived else None,
        "derived_unit": f.derived.unit if f.derived else None,
        "certainty": found.event.certainty if found.event else None,
    }
    when = {k: getattr(f, k) for k in ("earliest", "latest", "time_precision")}
    links = {k: getattr(f, k) for k in ("claim_id", "event_id", "place_id")}
    told = {
        **_claim_columns(found.claim),
        **_place_columns(found.place),
        **when,
        **_span_columns("quote", f.quote),
        **links,
        **reviews.columns(found.review),
    }
    return {"id": f.id, "number": f.number.text, **plain, **more, **told, **_head_columns(found.document)}


def _event_row(found: EventFound) -> Values:
    e = found.event
    codes = {k: getattr(e, k) for k in ("type", "plover", "cameo", "acled")}
    acting = {
        "trigger": e.trigger.text,
        "agent": e.agent.text if e.agent else None,
        "agent_party": e.agent.party if e.agent else None,
        "patient": e.patient.text if e.patient else None,
        "patient_party": e.patient.party if e.patient else None,
        "instrument": e.instrument.text if e.instrument else None,
    }
    how = {k: getattr(e, k) for k in ("certainty", "polarity")}
    when = {k: getattr(e, k) for k in ("earliest", "latest", "time_precision")}
    links = {k: getattr(e, k) for k in ("claim_id", "place_id")}
    told = {
        **_claim_columns(found.claim),
        **_place_columns(found.place),
        **when,
        **_span_columns("quote", e.quote),
        **links,
        **reviews.columns(found.review),
    }
    return {"id": e.id, **codes, **acting, **how, **told, **_head_columns(found.document)}


def _article_row(found: ArticleFound) -> Values:
    counts = {k: getattr(found, k) for k in ("claims", "figures", "events", "places", "sources")}
    skipped = found.skipped or {}
    why = {"skipped_reason": skipped.get("reason"), "skipped_detail": skipped.get("detail")}
    return {**asdict(found.document), **counts, **why}


def _source_row(found: SourceFound) -> Values:
    plain = {
        k: getattr(found, k) for k in ("id", "name", "kind", "party", "actor_id", "anonymous", "claims", "articles")
    }
    stances = " | ".join(f"{stance} {n}" for stance, n in found.stances)
    return {**plain, "names": " | ".join(found.names), "stances": stances}


ROWS: Mapping[str, Callable[[Any], Values]] = {
    "claims": _claim_row,
    "figures": _figure_row,
    "events": _event_row,
    "articles": _article_row,
    "sources": _source_row,
    "incidents": incidents.as_row,
}
