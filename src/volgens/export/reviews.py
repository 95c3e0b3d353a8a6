"""What people decided, in plain words and as JSON values. Each function of words gives one line without colour or markup."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from volgens.model import Decision, Review
from volgens.model.decision import DISAGREEMENT, INCIDENTS
from volgens.wording import Labels, say

if TYPE_CHECKING:  # a view of one article does without the database library
    from volgens.ledger.reviewing import Difference
    from volgens.ledger.reviews import Waiting

DOT = " · "
Values = dict[str, Any]


def value(raw: Any, labels: Labels) -> str:
    """The value of a field: words of the article in quotation marks, numbers in the language's way."""
    match raw:
        case None:
            return labels("explain.unknown")
        case bool():
            return labels("yes" if raw else "no")
        case int() | float():
            return say.number(raw, labels)
        case {"text": str(words)}:
            return labels("quote", text=words)
    return str(raw)


def status(review: Review | None, labels: Labels) -> str:
    """``rejected by An de Wit: it is about last year``; empty where nobody decided."""
    if review is None or review.by is None:
        return labels("review.kept") if review is not None and review.kept else ""
    told = labels("review.by", status=labels(f"status.{review.status}"), by=review.by)
    told = labels("review.why", told=told, reason=review.reason) if review.reason else told
    return DOT.join((told, labels("review.kept"))) if review.kept else told


def _field(name: str, labels: Labels, called: bool) -> str:
    """A field under the name that one types, or as it is ``called``."""
    return labels(f"field.{name}") if called else name


def corrections(review: Review | None, labels: Labels, called: bool = False) -> str:
    """``low 13 (read: 3) · party Ukraine (read: unknown)``; empty where the record stands as it was read. ``called``: fields by what they are
    called rather than by the name that one types."""
    told = (
        labels(
            "review.field",
            field=_field(c.field, labels, called),
            value=value(c.value, labels),
            original=value(c.original, labels),
        )
        for c in (review.corrections if review else ())
        if c.value != c.original
    )
    return DOT.join(told)


def what(d: Decision, labels: Labels, called: bool = False) -> str:
    """What a decision does: ``correct outcome: missing``, ``undo decision-1a2b3c4``."""
    action = labels(f"action.{d.action}")
    if d.undoes:
        return f"{action} {d.undoes}"
    if d.detail.get("kind") == INCIDENTS:
        figure = ".".join(p for p in (d.detail["outcome"], d.detail["party"]) if p)
        return f"{action} {figure}: {value(d.detail['best'], labels)}"
    given: Mapping[str, Any] = d.detail.get("given", {})
    told = ", ".join(f"{_field(name, labels, called)}: {value(raw, labels)}" for name, raw in given.items())
    return f"{action} {told}" if told else action


def decision(d: Decision, labels: Labels) -> str:
    """``17 March 2025 14:05 · An de Wit · reject · figure-1a2b3c4 · it is about last year``."""
    when = f"{say.published(d.made, labels, True)} {d.made[11:16]}"
    about = "" if d.undoes else d.target
    parts = (when, d.by, what(d, labels), about, d.reason or "", d.id)
    return DOT.join(p for p in parts if p)


def brief(d: Decision, labels: Labels) -> str:
    """``17 March 2025 14:05 · An de Wit · reject · it is about last year``."""
    when = f"{say.published(d.made, labels, True)} {d.made[11:16]}"
    return DOT.join(p for p in (when, d.by, what(d, labels, called=True), d.reason or "") if p)


def quoted(d: Decision) -> str:
    """The words of the record that a decision is about; empty where it is about none."""
    record = d.detail.get("record", {})
    span = record.get("quote") or record.get("content") or record
    return str(span.get("text", "")) if isinstance(span, dict) else ""


def difference(x: "Difference", labels: Labels) -> Iterator[str]:
    """What has to be settled: what kind of difference it is, then the decision, then field by field."""
    yield labels(f"difference.{x.kind}")
    yield decision(x.decision, labels)
    for name, was, now in x.fields:
        if x.kind == DISAGREEMENT:
            yield labels("difference.others", field=name, value=value(was, labels), other=value(now, labels))
        else:
            yield labels("review.field", field=name, value=value(was, labels), original=value(now, labels))


def as_json(waiting: "Waiting") -> Values:
    x = waiting.difference
    fields = [{"field": n, "decided": was, "now": now} for n, was, now in x.fields]
    return {
        "kind": x.kind,
        "decision": x.decision.to_dict(),
        "record_kind": x.record_kind,
        "record": asdict(waiting.record) if waiting.record is not None else None,
        "fields": fields,
        "others": list(x.others),
        "document": asdict(waiting.document) if waiting.document else None,
    }


def columns(review: Review | None) -> Values:
    """For a spreadsheet."""
    changed = [c for c in (review.corrections if review else ()) if c.value != c.original]
    return {
        "status": review.status if review else "open",
        "reviewer": review.by if review else None,
        "review_reason": review.reason if review else None,
        "corrected": " | ".join(f"{c.field}: {_cell(c.original)} → {_cell(c.value)}" for c in changed),
    }


def _cell(raw: Any) -> str:
    return "" if raw is None else str(raw["text"] if isinstance(raw, dict) else raw)
