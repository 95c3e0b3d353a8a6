"""What people made of the records of one article: worked out from its reading and the decisions that stand, and from nothing else.

A person's decision outlives the reading that it was made on. Where a newer reading says something else, what was accepted or corrected stays as the
person left it, a record that is no longer read is kept, and the difference is told, for a person to settle.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from volgens.ledger import decisions
from volgens.ledger.anchors import LINKS, Anchor, find, find_like, same_value, told
from volgens.ledger.contract import FIELDS, FOLLOWS, core, get, nearest, with_values
from volgens.ledger.rows import Record
from volgens.model import Correction, Decision, Reading, Review
from volgens.model.decision import (
    ACCEPTED,
    CHANGED,
    CORRECTED,
    DISAGREEMENT,
    GONE,
    MOVED,
    NEW,
    OPEN,
    REJECTED,
    VERDICTS,
)

WHOLE = ("claims", "figures", "events")  # what somebody looks through who reviews an article whole
Field = tuple[str, Any, Any]  # name, as decided, as read now


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A record with what people made of it. ``original``: as it was read, where that differs; None too where the reading lacks it (``review.kept``)."""

    kind: str
    record: Record
    original: Record | None
    review: Review


@dataclass(frozen=True, slots=True)
class Difference:
    """Something for a person to settle. ``kind``: *changed*: the reading now says otherwise (``fields``); *gone*: it no longer has the record;
    *moved*: the same words stand elsewhere; *new*: a record in an article that was reviewed whole; *disagreement*: people decided differently
    without knowing of each other (``others``: ids of their decisions). ``record_id``: of the record now, None where it is gone."""

    kind: str
    decision: Decision
    record_kind: str
    record_id: str | None
    fields: tuple[Field, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(slots=True)
class _About:
    """The decisions about one record. ``now``: the record as it is read, None where it is not."""

    kind: str
    now: Record | None
    verdicts: list[Decision] = field(default_factory=list)
    corrections: dict[str, list[Decision]] = field(default_factory=dict)

    def all(self) -> list[Decision]:
        every = {d.id: d for some in (self.verdicts, *self.corrections.values()) for d in some}
        return sorted(every.values(), key=lambda d: (d.made, d.id))


class ArticleReview:
    """The view of one article. ``standing``: decisions on it and its records that are in force, in the order in which they were made."""

    def __init__(self, reading: Reading, standing: Sequence[Decision]):
        self.reading = reading
        self._anchors = {d.id: Anchor.of(d) for d in standing if _of_record(d)}
        self._whole = [d for d in standing if d.detail.get("kind") == "articles"]
        self._kept: dict[tuple[str, str], Record] = {}
        self._about = self._gather([d for d in standing if d.id in self._anchors])

    def _gather(self, some: Sequence[Decision]) -> list[_About]:
        """Decisions by record. A later one that has seen an earlier one is about the same record, whatever became of that."""
        found: dict[tuple[str, str], _About] = {}
        of: dict[str, _About] = {}
        for d in reversed(some):
            anchor = self._anchors[d.id]
            about = of.get(d.id)
            if about is None:
                now = find(anchor, self.reading)
                key = (anchor.kind, now.id if now else anchor.record.id)
                about = found.setdefault(key, _About(anchor.kind, now))
            of.update(dict.fromkeys(d.seen, about))
            if d.action in VERDICTS:
                about.verdicts.insert(0, d)
            for name in d.detail.get("values", ()):
                about.corrections.setdefault(name, []).insert(0, d)
        return list(found.values())

    def decided(self, kind: str, record_id: str) -> list[Decision]:
        """The decisions that stand on a record."""
        for about in self._about:
            held = about.now or self._last(about).record
            if (about.kind, held.id) == (kind, record_id):
                return about.all()
        return []

    def _last(self, about: _About) -> Anchor:
        return self._anchors[about.all()[-1].id]

    # The records

    def records(self) -> list[Reviewed]:
        """Records that a decision bears on, those that others hang on first."""
        made = [r for about in self._about if (r := self._reviewed(about)) is not None]
        known = {(r.kind, r.record.id) for r in made}
        around = [
            Reviewed(k, r, None, Review(OPEN, kept=True)) for (k, _), r in self._kept.items() if (k, r.id) not in known
        ]
        order = ("places", "times", "claims", "events", "figures")
        return sorted((*around, *made), key=lambda r: (order.index(r.kind), core(r.record).start, r.record.id))

    def _reviewed(self, about: _About) -> Reviewed | None:
        verdict = decisions.heads(about.verdicts)[-1] if about.verdicts else None
        by_hand = [n for n, some in about.corrections.items() if some]
        status = VERDICTS[verdict.action] if verdict else OPEN
        if status != REJECTED and by_hand:
            status = CORRECTED
        giving = verdict if verdict and status != CORRECTED else self._latest(about)
        base = about.now
        if base is None:
            anchor = self._last(about)
            if status == REJECTED or anchor.sha256 != self.reading.document.sha256:
                return None  # nothing to keep, or no text of the article that it could stand in
            base = self._linked(anchor.record, anchor)
        changes = {c.field: c for c in self._as_accepted(verdict, about)}
        changes |= {c.field: c for c in self._as_corrected(about, base)}
        record = with_values(base, {n: c.value for n, c in changes.items()})
        review = Review(
            status,
            giving.by if giving else None,
            giving.made if giving else None,
            giving.reason if giving else None,
            giving.id if giving else None,
            tuple(changes[n] for n in FIELDS[about.kind] if n in changes),
            about.now is None,
        )
        return Reviewed(
            about.kind, record, about.now if about.now is not None and record != about.now else None, review
        )

    @staticmethod
    def _latest(about: _About) -> Decision | None:
        some = [d for those in about.corrections.values() for d in those]
        return max(some, key=lambda d: (d.made, d.id), default=None)

    def _as_accepted(self, verdict: Decision | None, about: _About) -> Iterator[Correction]:
        """What somebody accepted stays so where the reading has changed since."""
        if verdict is None or about.now is None or VERDICTS[verdict.action] != ACCEPTED:
            return
        anchor = self._anchors[verdict.id]
        names = [n for n, _, _ in self._changed(anchor, about.now)]
        for leads, more in (("type", ("plover", "cameo", "acled")), ("source.name", ("source.start", "source.end"))):
            names += more if leads in names else ()
        for name in names:
            value = self._value(name, get(anchor.record, name), anchor)
            if value is not _LOST:
                yield _correction(name, value, get(about.now, name), verdict)

    def _as_corrected(self, about: _About, base: Record) -> Iterator[Correction]:
        for name, some in about.corrections.items():
            d = decisions.heads(some)[-1]
            value = self._value(name, d.detail["values"][name], self._anchors[d.id])
            if value is not _LOST:
                yield _correction(name, value, get(about.now if about.now is not None else base, name), d)

    def _value(self, name: str, value: Any, anchor: Anchor) -> Any:
        """A value for the article as it is: ids of the records of this reading, words where they stand now; _LOST where they stand nowhere."""
        if name in LINKS and value is not None:
            return self._link(value, anchor)
        text = self.reading.document.text
        if isinstance(value, dict) and text[value["start"] : value["end"]] != value["text"]:
            at = nearest(value["text"], core(anchor.record).start, text)
            return {**value, "start": at.start, "end": at.end} if at else _LOST
        if name in ("source.start", "source.end") and anchor.sha256 != self.reading.document.sha256:
            return _LOST
        return value

    def _linked(self, record: Record, anchor: Anchor) -> Record:
        links = {n: getattr(record, n) for n in LINKS if getattr(record, n, None) is not None}
        return with_values(record, {n: self._link(key, anchor) for n, key in links.items()})

    def _link(self, key: str, anchor: Anchor) -> str | None:
        """The record that another hung on, in this reading; kept where it has none."""
        if key not in anchor.around:
            return key if any(r.id == key for k in LINKS.values() for r in getattr(self.reading, k)) else None
        kind, held = anchor.around[key]
        now = find_like(kind, held, frozenset(), anchor.sha256, self.reading)
        if now is not None:
            return now.id
        if anchor.sha256 != self.reading.document.sha256:
            return None
        self._kept[kind, held.id] = self._linked(held, anchor)
        return held.id

    # The differences

    def differences(self) -> list[Difference]:
        out = [x for about in self._about for x in (*self._disagreements(about), *self._since(about))]
        return [*out, *self._new()]

    def _disagreements(self, about: _About) -> Iterator[Difference]:
        held = about.now or self._last(about).record
        last = decisions.heads(about.verdicts)
        if len({d.action for d in last}) > 1:
            yield Difference(DISAGREEMENT, last[-1], about.kind, held.id, (), tuple(d.id for d in last[:-1]))
        for name, some in about.corrections.items():
            last = decisions.heads(some)
            values = [d.detail["values"][name] for d in last]
            if any(v != values[0] for v in values) and name not in FOLLOWS:
                fields = ((name, values[-1], values[0]),)
                yield Difference(DISAGREEMENT, last[-1], about.kind, held.id, fields, tuple(d.id for d in last[:-1]))

    def _since(self, about: _About) -> Iterator[Difference]:
        """What the reading says otherwise than when the last word was spoken."""
        last = decisions.heads(about.verdicts)[-1:]
        last += [decisions.heads(some)[-1] for some in about.corrections.values()]
        for d in {d.id: d for d in last}.values():
            anchor = self._anchors[d.id]
            if about.now is None:
                if d.action != "reject" and anchor.knows != GONE:
                    yield Difference(GONE, d, about.kind, None)
                continue
            if anchor.knows == told(about.kind, about.now):
                continue
            fields = self._fields(d, anchor, about.now)
            if fields:
                yield Difference(CHANGED, d, about.kind, about.now.id, tuple(fields))
            elif core(about.now) != core(anchor.record):
                yield Difference(MOVED, d, about.kind, about.now.id)

    def _fields(self, d: Decision, anchor: Anchor, now: Record) -> list[Field]:
        changed = self._changed(anchor, now)
        if d.action in VERDICTS:
            return changed
        values = d.detail["values"]
        return [
            (n, values[n], new) for n, _, new in changed if n in values and not self._same(n, values[n], new, anchor)
        ]

    def _changed(self, anchor: Anchor, now: Record) -> list[Field]:
        """Fields of which the reading says otherwise than when it was decided on."""
        both = ((n, get(anchor.record, n), get(now, n)) for n in FIELDS[anchor.kind])
        return [(n, was, new) for n, was, new in both if not self._same(n, was, new, anchor)]

    def _same(self, name: str, was: Any, new: Any, anchor: Anchor) -> bool:
        if name in LINKS and was is not None and was in anchor.around:
            kind, held = anchor.around[was]
            found = find_like(kind, held, frozenset(), anchor.sha256, self.reading)
            return bool(new == (found.id if found else was))
        return same_value(was, new, anchor.sha256 == self.reading.document.sha256)

    def _new(self) -> Iterator[Difference]:
        """Records that whoever looked through the whole article has not seen."""
        for d in decisions.heads(self._whole)[-1:]:
            seen = {key for kind in WHOLE for key in d.detail["records"].get(kind, ())}
            seen |= {a.now.id for a in self._about if a.now is not None}
            for kind in WHOLE:
                for r in getattr(self.reading, kind):
                    if r.id not in seen:
                        yield Difference(NEW, d, kind, r.id)


_LOST = object()


def _of_record(d: Decision) -> bool:
    return d.detail.get("kind") in FIELDS


def _correction(name: str, value: Any, original: Any, d: Decision) -> Correction:
    return Correction(name, value, original, d.id, d.by, d.made, d.reason)


def as_reviewed(reading: Reading, some: Iterable[Reviewed]) -> Reading:
    """The reading with what people made of it in the place of what was read; what is kept comes last. Rejected records stay: they are told apart."""
    changed: dict[str, dict[str, Record]] = {}
    kept: dict[str, list[Record]] = {}
    for r in some:
        if r.review.kept:
            kept.setdefault(r.kind, []).append(r.record)
        elif r.original is not None:
            changed.setdefault(r.kind, {})[r.record.id] = r.record
    out: dict[str, Any] = {}
    for kind in {*changed, *kept}:
        here = changed.get(kind, {})
        out[kind] = (*(here.get(r.id, r) for r in getattr(reading, kind)), *kept.get(kind, ()))
    return replace(reading, **out)
