"""Records to rows and back. A row read back is equal to the record that was written."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, RowMapping, Table

from volgens.ledger import schema
from volgens.linking.versions import page_of
from volgens.model import (
    Actor,
    Base,
    Claim,
    Codes,
    Cue,
    Derived,
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
    Via,
)
from volgens.model.names import name_key

Row = dict[str, Any]


Cells = Mapping[str, Any]  # by the name of the column, of one table


def cells(mapping: RowMapping, table: Table) -> Cells:
    """The cells of one table in a row that may join several."""
    return {c.key: mapping[c] for c in table.c}


def to_json(value: object, default: Callable[[Any], object] | None = None) -> str:
    """JSON without spaces, keys sorted; ``default`` gives what to write for a value that JSON does not know."""
    encoder = _ENCODER if default is None else json.JSONEncoder(**_SHORT, default=default)
    return encoder.encode(value)


_SHORT: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
_ENCODER = json.JSONEncoder(**_SHORT)  # made once: a reading has a hundred such cells


@lru_cache(maxsize=10_000)  # few rules and rows make all records
def because(reasons: tuple[Reason, ...]) -> str:
    return to_json([[r.rule, r.row] for r in reasons])


@lru_cache(maxsize=10_000)
def reasons(cell: str) -> tuple[Reason, ...]:
    return tuple(Reason(rule, row) for rule, row in json.loads(cell))


def _span(prefix: str, span: Span | Cue | Participant | None) -> Row:
    return {
        f"{prefix}_start": span.start if span else None,
        f"{prefix}_end": span.end if span else None,
        f"{prefix}_text": span.text if span else None,
    }


def _span_of(cells: Cells, prefix: str) -> Span:
    return Span(cells[f"{prefix}_start"], cells[f"{prefix}_end"], cells[f"{prefix}_text"])


def _span_or_none(cells: Cells, prefix: str) -> Span | None:
    return None if cells[f"{prefix}_start"] is None else _span_of(cells, prefix)


def document_row(reading: Reading, reading_hash: str) -> Row:
    d, p = reading.document, reading.provenance
    skipped = d.skipped or {}
    return {
        "id": d.id,
        "language": d.language,
        "title": d.title,
        "publisher": d.publisher,
        "publisher_key": name_key(d.publisher) or None,
        "url": d.url,
        "published": d.published,
        "retrieved": d.retrieved,
        "sha256": d.sha256,
        "licence": d.licence,
        "skipped_reason": skipped.get("reason"),
        "skipped_detail": skipped.get("detail"),
        "run_id": p.run_id if p else None,
        "volgens_version": p.volgens_version if p else None,
        "model_hash": p.model_hash if p else None,
        "lexicon_hash": p.lexicon_hash if p else None,
        "warnings": to_json(list(reading.warnings)),
        "reading_hash": reading_hash,
        "text": d.text,
        "gazetteer_hash": p.gazetteer_hash if p else None,
        "page": page_of(d),
        "updated": d.updated,
        "forwarded": d.forwarded,
    }


def document_of(c: Cells) -> Document:
    skipped = None
    if c["skipped_reason"] is not None:
        skipped = {"reason": c["skipped_reason"], "detail": c["skipped_detail"]}
    own = ("id", "language", "title", "text", "publisher", "url", "published", "retrieved", "sha256", "licence")
    return Document(**{k: c[k] for k in own}, skipped=skipped, updated=c["updated"], forwarded=c["forwarded"])


def provenance_of(c: Cells) -> Provenance | None:
    if c["run_id"] is None:
        return None
    return Provenance(c["run_id"], c["volgens_version"], c["model_hash"], c["lexicon_hash"], c["gazetteer_hash"])


def warnings_of(c: Cells) -> tuple[str, ...]:
    return tuple(json.loads(c["warnings"]))


def claim_row(r: Claim) -> Row:
    return {
        "source_name": r.source.name,
        "source_key": name_key(r.source.name),
        "source_kind": r.source.kind,
        "source_party": r.source.party,
        "source_actor_id": r.source.actor_id,
        "source_start": r.source.start,
        "source_end": r.source.end,
        **_span("cue", r.cue),
        "cue_lemma": r.cue.lemma if r.cue else None,
        "channel": r.channel,
        "via": to_json([asdict(v) for v in r.via]),
        **_span("content", r.content),
        "stance": r.stance,
        "anonymous": r.anonymous,
    }


def claim_of(c: Cells) -> Claim:
    source = Source(*(c[f"source_{k}"] for k in ("name", "kind", "party", "actor_id", "start", "end")))
    cue = None if c["cue_start"] is None else Cue(*(c[f"cue_{k}"] for k in ("start", "end", "text", "lemma")))
    via = tuple(Via(**v) for v in json.loads(c["via"]))
    content = _span_of(c, "content")
    return Claim(c["id"], source, cue, c["channel"], via, content, c["stance"], c["anonymous"], reasons(c["because"]))


def figure_row(r: Figure) -> Row:
    return {
        **_span("number", r.number),
        **_span("quote", r.quote),
        "low": r.low,
        "high": r.high,
        "best": r.best,
        "bound": r.bound,
        "unit": r.unit,
        "outcome": r.outcome,
        **_span("counted", r.counted),
        "party": r.party,
        "polarity": r.polarity,
        "of_value": r.of.value if r.of else None,
        "of_unit": r.of.unit if r.of else None,
        "derived_low": r.derived.low if r.derived else None,
        "derived_high": r.derived.high if r.derived else None,
        "derived_unit": r.derived.unit if r.derived else None,
        "event_id": r.event_id,
        **_hangs_on(r),
    }


def figure_of(c: Cells) -> Figure:
    of = derived = None
    if c["of_unit"] is not None:
        of = Base(c["of_value"], c["of_unit"])
    if c["derived_unit"] is not None:
        derived = Derived(c["derived_low"], c["derived_high"], c["derived_unit"])
    return Figure(
        id=c["id"],
        number=_span_of(c, "number"),
        quote=_span_of(c, "quote"),
        low=c["low"],
        high=c["high"],
        best=c["best"],
        bound=c["bound"],
        unit=c["unit"],
        outcome=c["outcome"],
        counted=_span_or_none(c, "counted"),
        party=c["party"],
        polarity=c["polarity"],
        of=of,
        derived=derived,
        event_id=c["event_id"],
        **_hung(c),
    )


def event_row(r: Event) -> Row:
    return {
        **_span("trigger", r.trigger),
        **_span("quote", r.quote),
        "type": r.type,
        "plover": r.plover,
        "cameo": r.cameo,
        "acled": r.acled,
        **_participant("agent", r.agent),
        **_participant("patient", r.patient),
        **_span("instrument", r.instrument),
        "certainty": r.certainty,
        "polarity": r.polarity,
        **_hangs_on(r),
    }


def event_of(c: Cells) -> Event:
    return Event(
        id=c["id"],
        trigger=_span_of(c, "trigger"),
        quote=_span_of(c, "quote"),
        type=c["type"],
        plover=c["plover"],
        cameo=c["cameo"],
        acled=c["acled"],
        agent=_participant_of(c, "agent"),
        patient=_participant_of(c, "patient"),
        instrument=_span_or_none(c, "instrument"),
        certainty=c["certainty"],
        polarity=c["polarity"],
        **_hung(c),
    )


def _hangs_on(r: Figure | Event) -> Row:
    names = ("claim_id", "place_id", "earliest", "latest", "time_precision")
    return {k: getattr(r, k) for k in names}


def _hung(c: Cells) -> Row:
    names = ("claim_id", "place_id", "earliest", "latest", "time_precision")
    return {**{k: c[k] for k in names}, "because": reasons(c["because"])}


def _participant(prefix: str, p: Participant | None) -> Row:
    return {
        **_span(prefix, p),
        f"{prefix}_key": name_key(p.text) if p else None,
        f"{prefix}_party": p.party if p else None,
        f"{prefix}_actor_id": p.actor_id if p else None,
    }


def _participant_of(c: Cells, prefix: str) -> Participant | None:
    if c[f"{prefix}_start"] is None:
        return None
    return Participant(*(c[f"{prefix}_{k}"] for k in ("text", "start", "end", "party", "actor_id")))


def place_row(r: Place) -> Row:
    own = ("text", "name", "country", "admin1", "lat", "lon", "kind", "precision", "geonames_id")
    keys = {"text_key": name_key(r.text), "name_key": name_key(r.name), "admin1_key": name_key(r.admin1) or None}
    return {"span_start": r.start, "span_end": r.end, **{k: getattr(r, k) for k in own}, **keys}


def place_of(c: Cells) -> Place:
    own = ("text", "name", "country", "admin1", "lat", "lon", "kind", "precision", "geonames_id")
    values = {k: c[k] for k in own}
    return Place(id=c["id"], start=c["span_start"], end=c["span_end"], **values, because=reasons(c["because"]))


def time_row(r: Time) -> Row:
    own = ("text", "value", "earliest", "latest", "anchor")
    return {"span_start": r.start, "span_end": r.end, **{k: getattr(r, k) for k in own}}


def time_of(c: Cells) -> Time:
    own = ("text", "value", "earliest", "latest", "anchor")
    values = {k: c[k] for k in own}
    return Time(id=c["id"], start=c["span_start"], end=c["span_end"], **values, because=reasons(c["because"]))


def actor_row(r: Actor) -> Row:
    return {
        "name": r.name,
        "names_key": name_key(r.name, *r.aliases),
        "kind": r.kind,
        "party": r.party,
        "aliases": to_json(list(r.aliases)),
        "mentions": to_json([[m.start, m.end] for m in r.mentions]),
        "plover": r.codes.plover,
        "cameo": r.codes.cameo,
        "acled_inter": r.codes.acled_inter,
    }


def actor_of(c: Cells) -> Actor:
    mentions = tuple(Mention(*m) for m in json.loads(c["mentions"]))
    codes = Codes(c["plover"], c["cameo"], c["acled_inter"])
    aliases = tuple(json.loads(c["aliases"]))
    return Actor(c["id"], c["name"], c["kind"], c["party"], aliases, mentions, codes, reasons(c["because"]))


Record = Claim | Figure | Event | Place | Time | Actor
_WRITERS: Mapping[str, Any] = {
    "claims": claim_row,
    "figures": figure_row,
    "events": event_row,
    "places": place_row,
    "times": time_row,
    "actors": actor_row,
}
READERS: Mapping[str, Any] = {
    "claims": claim_of,
    "figures": figure_of,
    "events": event_of,
    "places": place_of,
    "times": time_of,
    "actors": actor_of,
}
# Records are written after those that they refer to.
ORDER = ("places", "times", "actors", "claims", "events", "figures")


def values_of(table: str, record: Record) -> Row:
    """The cells that say what a record says: all but its key, its order and what made it."""
    values: Row = _WRITERS[table](record)
    return values


def record_rows(reading: Reading) -> dict[str, list[Row]]:
    """The rows of all records, by table, in the order in which they can be written."""
    out: dict[str, list[Row]] = {}
    for table in ORDER:
        records: Sequence[Record] = getattr(reading, table)
        out[table] = [
            {
                "document_id": reading.document.id,
                "id": r.id,
                "seq": seq,
                **_WRITERS[table](r),
                "because": because(r.because),
            }
            for seq, r in enumerate(records)
        ]
    return out


def columns(*tables: Table) -> list[Column[Any]]:
    """All columns of some tables, for a SELECT whose rows ``Cells`` takes apart."""
    return [c for t in tables for c in t.c]


_NAMES = {name: table.c.keys() for name, table in schema.RECORDS.items()}


def record_of(table: str, row: Sequence[Any]) -> Record:
    """The record in the cells of its table, all of them in their order."""
    record: Record = READERS[table](dict(zip(_NAMES[table], row, strict=True)))
    return record
