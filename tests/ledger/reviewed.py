"""Records that people decide on in the tests, and readings of a newer lexicon."""

from dataclasses import replace
from typing import Any

from tests.ledger.readings import dutch, with_lexicon
from volgens.ledger import Ledger
from volgens.model import Reading, content_id, text_hash

AN, BO = "An de Wit", "Bo Smit"
CAPTURED, _, HUNDREDS, SENT = dutch().figures
CLAIM = dutch().claims[0]
RETAKEN = next(e for e in dutch().events if e.type == "retake.territory")


def figure(ledger: Ledger, figure_id: str) -> Any:
    return next((f for f in list(ledger.figures()) if f.figure.id == figure_id), None)


def status(ledger: Ledger, figure_id: str) -> str:
    found = figure(ledger, figure_id)
    return found.review.status if found.review else "open"


def changed(reading: Reading, kind: str, record_id: str, **values: Any) -> Reading:
    """The reading of a newer lexicon, in which one record says otherwise."""
    records = tuple(replace(r, **values) if r.id == record_id else r for r in getattr(reading, kind))
    return replace(reading, **{kind: records})


def without(reading: Reading, *ids: str) -> Reading:
    """A newer reading that lacks some records; what hung on them hangs on nothing."""
    out = reading
    for kind in ("claims", "figures", "events", "places"):
        kept = [r for r in getattr(out, kind) if r.id not in ids]
        freed = [
            replace(r, **{n: None for n in ("claim_id", "event_id", "place_id") if getattr(r, n, None) in ids})
            for r in kept
        ]
        out = replace(out, **{kind: tuple(freed)})
    return out


def other_id(reading: Reading, **values: Any) -> Reading:
    """As a newer lexicon reads the captured: other values, and so another id."""
    new = changed(reading, "figures", CAPTURED.id, id=content_id("figure", "newer"), **values)
    return replace(new, provenance=with_lexicon(reading, "n" * 64).provenance)


def moved(reading: Reading, before: str) -> Reading:
    """The article with words put in before it."""

    def shift(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(shift(v) for v in value)
        if not hasattr(value, "__dataclass_fields__"):
            return value
        names = type(value).__dataclass_fields__
        new = {n: shift(getattr(value, n)) for n in names}
        if {"start", "end"} <= set(names) and new["start"] is not None:
            new |= {"start": new["start"] + len(before), "end": new["end"] + len(before)}
        return type(value)(**new)

    text = before + reading.document.text
    kinds = ("claims", "figures", "events", "places", "times", "actors")
    out = replace(reading, **{k: shift(getattr(reading, k)) for k in kinds})
    out = replace(out, figures=tuple(replace(f, id=content_id("figure", "moved", f.id)) for f in out.figures))
    return replace(out, document=replace(reading.document, text=text, sha256=text_hash(text)))
