"""The versions of an article and what changed between them, as JSON values and in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from volgens.linking.changes import CHANGED, Change, Comparison, compare
from volgens.model import Claim, Event, Figure, Reading
from volgens.wording import Labels, say

Values = dict[str, Any]
DOT = " · "
MARKS = {"added": "+", "dropped": "-", "changed": "~"}
NUMBER = frozenset(("low", "high", "best", "bound"))


@dataclass(frozen=True, slots=True)
class Version:
    """``since``: what it says otherwise than the version before it, None for the first."""

    reading: Reading
    newest: bool
    since: Comparison | None


def versions(earlier: Sequence[Reading], newest: Reading) -> list[Version]:
    """The oldest first."""
    every = [*earlier, newest]
    since = [None, *(compare(a, b) for a, b in pairwise(every))]
    return [Version(r, r is newest, c) for r, c in zip(every, since, strict=True)]


def as_json(some: Sequence[Version]) -> Values:
    """All of them, each with its document and what changed."""
    return {"article": some[-1].reading.document.id, "versions": [_version(v) for v in some]}


def _version(v: Version) -> Values:
    out: Values = {"document": asdict(v.reading.document), "newest": v.newest}
    if v.since:
        out["about"] = [_field(f) for f in v.since.about]
        out["changes"] = [_change(c) for c in v.since.changes]
        out["passages"] = [{"old": old, "new": new} for old, new in v.since.passages]
    return out


def _change(c: Change) -> Values:
    old, new, stands = (asdict(r) if r else None for r in (c.old, c.new, c.stands))
    before, after = (asdict(s.source) if s else None for s in c.said_by)
    return {"kind": c.kind, "what": c.what, "old": old, "new": new, "source_before": before, "source_after": after,
            "fields": [_field(f) for f in c.fields], "stands": stands}  # fmt: skip


def _field(f: tuple[str, Any, Any]) -> Values:
    return {"field": f[0], "old": f[1], "new": f[2]}


def moment(iso: str | None, labels: Labels) -> str:
    """``11 January 2025, 09:05 UTC``; that it is unknown, where it is."""
    if not iso:
        return labels("version.unknown")
    clock = iso[11:16]
    zone = " UTC" if iso.endswith(("Z", "+00:00")) else f" {iso[-6:]}" if iso[-6:-5] in ("+", "-") else ""
    return say.published(iso, labels) + (f", {clock}{zone}" if clock else "")


def told(c: Change, labels: Labels, language: str | None) -> str:
    """One change in a line: what it was, what it is, whose words it is."""
    old, new = (_said(r, labels, language) if r else None for r in (c.old, c.new))
    what = new or old or ""
    names = {name for name, _, _ in c.fields}
    if c.what == CHANGED and old != new:
        # How it is said stands once where that stayed the same.
        now = _content(c.new, labels) if isinstance(c.new, Claim) and "stance" not in names else new
        what = labels("version.became", old=old or "", new=now or "")
    before, after = (s.source.name if s else labels("heading.itself") for s in c.said_by)
    who = after if c.new else before
    who = labels("version.became", old=before, new=after) if "source" in names else who
    rest = [f for f in c.fields if f[0] not in NUMBER | {"source", "content", "counted", "agent", "patient"}]
    line = DOT.join((what, who, *(_other(f, labels) for f in rest)))
    return labels("version.stands", told=line, still=_said(c.stands, labels, language)) if c.stands else line


def _said(r: Claim | Figure | Event, labels: Labels, language: str | None) -> str:
    if isinstance(r, Claim):
        return f"{labels(f'stance.{r.stance}')} {_content(r, labels)}"
    if isinstance(r, Figure):
        return say.figure(r, labels, language)
    acts = say.acts(r, labels) or labels("quote", text=" ".join(r.quote.text.split()))
    return f"{labels.event_type(r.type)}: {acts}"


def _content(c: Claim, labels: Labels) -> str:
    return labels("quote", text=" ".join(c.content.text.split()))


def _other(f: tuple[str, Any, Any], labels: Labels) -> str:
    name, old, new = f
    shown = [labels("explain.unknown") if v is None else f"{name}.{v}" for v in (old, new)]
    known = [labels(v) if v in labels else v.removeprefix(f"{name}.") for v in shown]
    return labels(
        "version.field", field=labels(key) if (key := f"field.{name}") in labels else name, old=known[0], new=known[1]
    )


def counts(c: Comparison) -> Iterator[tuple[str, int]]:
    """How many of each kind of change there are, by the key of its label."""
    for what in MARKS:
        n = sum(x.what == what for x in c.changes)
        if n:
            yield f"count.{what}", n
    if c.passages:
        yield "count.passages", len(c.passages)
