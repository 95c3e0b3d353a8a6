"""What a newer version of an article says otherwise: claims, figures and events that were added, dropped or changed, and passages of the text.

Records of two versions have ids of their own, so that they are paired by what they say: first what is the same, then what says another thing of the same,
from the closest to the loosest likeness. Within one likeness they are paired in the order of the text.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Generic, TypeVar

from volgens.model import Claim, Event, Figure, Place, Reading
from volgens.model.names import fold

ADDED, DROPPED, CHANGED = "added", "dropped", "changed"
ABOUT = ("title", "publisher", "published")
# The part of their words that two claims have in common, in their order, to be one that was put otherwise; and so put by another source.
ALIKE, MORE_ALIKE = 0.5, 0.75
Record = Claim | Figure | Event
R = TypeVar("R", Claim, Figure, Event)
Key = Callable[[R, "_Side"], Hashable]


@dataclass(frozen=True, slots=True)
class Change:
    """``kind``: claims, figures or events; ``what``: added, dropped or changed. ``old``, ``new``: the record in each version; ``said_by``: the claims
    that these hang on, None where the article says it itself. ``fields``: name, value before and after, of what changed. ``stands``: of what was
    added, a record that says another thing of the same and is still there, as in a live blog."""

    kind: str
    what: str
    old: Record | None
    new: Record | None
    said_by: tuple[Claim | None, Claim | None]
    fields: tuple[tuple[str, Any, Any], ...] = ()
    stands: Record | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """``passages``: paragraphs before and after, None on one side for what was added or dropped. ``about``: what is said of the article itself (title,
    date of publication), name, before, after."""

    changes: tuple[Change, ...]
    passages: tuple[tuple[str | None, str | None], ...]
    about: tuple[tuple[str, Any, Any], ...]


def compare(old: Reading, new: Reading) -> Comparison:
    """What ``new`` says otherwise than ``old``: figures first, then claims, then events, each in the order of the text."""
    a, b = _Side(old), _Side(new)
    figures = _Paired("figures", a, b, old.figures, new.figures)
    figures.by(_figure_same).by(_figure_about).by(_figure_loose).by(_figure_number).alike(_figure_outcome)
    claims = _Paired("claims", a, b, old.claims, new.claims)
    claims.by(_claim_same).by(_claim_words).by(_claim_content).alike(_claim_source).alike(_claim_anyone, MORE_ALIKE)
    events = _Paired("events", a, b, old.events, new.events)
    events.by(_event_same).by(_event_quote).by(_event_loose)
    was, is_now = ([(n, getattr(r.document, n)) for n in ABOUT] for r in (old, new))
    about = tuple((n, x, y) for (n, x), (_, y) in zip(was, is_now, strict=True) if x != y)
    changes = (*figures.changes(_beside), *claims.changes(), *events.changes())
    return Comparison(changes, tuple(_passages(old.document.text, new.document.text)), about)


class _Side:
    """One version, with what its records hang on."""

    def __init__(self, reading: Reading):
        self.claims: Mapping[str, Claim] = {c.id: c for c in reading.claims}
        self.places: Mapping[str, Place] = {p.id: p for p in reading.places}

    def claim(self, r: Record) -> Claim | None:
        return r if isinstance(r, Claim) else self.claims.get(r.claim_id or "")

    def source(self, r: Record) -> str | None:
        """Whose words it is: a known actor's id, else the folded name; None where they are the article's own."""
        c = self.claim(r)
        return (c.source.actor_id or fold(c.source.name)) if c else None

    def place(self, r: Figure | Event) -> str | None:
        found = self.places.get(r.place_id or "")
        return found.name if found else None


class _Paired(Generic[R]):
    """Records of one kind of two versions, paired step by step."""

    def __init__(self, kind: str, a: _Side, b: _Side, old: Iterable[R], new: Iterable[R]):
        self._kind, self._a, self._b = kind, a, b
        self._old: list[R] = sorted(old, key=_start)
        self._new: list[R] = sorted(new, key=_start)
        self._pairs: list[tuple[R, R]] = []

    def by(self, key: Key[R]) -> "_Paired[R]":
        """Pairs what has the same key; a key of None is nobody's."""
        waiting: dict[Hashable, list[R]] = {}
        for r in self._old:
            waiting.setdefault(key(r, self._a), []).append(r)
        waiting.pop(None, None)
        for n in list(self._new):
            some = waiting.get(key(n, self._b))
            if some:
                self._take(some.pop(0), n)
        return self

    def alike(self, key: Key[R], least: float = ALIKE) -> "_Paired[R]":
        """Pairs what has the same key and shares enough words, the most alike first; a key of None is nobody's."""
        found = []
        for i, o in enumerate(self._old):
            for j, n in enumerate(self._new):
                if key(o, self._a) == key(n, self._b) is not None:
                    words = _told(o, self._a), _told(n, self._b)
                    share = SequenceMatcher(None, *words, autojunk=False).ratio()
                    found.append((-share, i, j, o, n))
        taken: set[tuple[str, int]] = set()
        for share, i, j, o, n in sorted(found, key=lambda f: f[:3]):
            if -share >= least and not taken & {("old", i), ("new", j)}:
                taken |= {("old", i), ("new", j)}
                self._take(o, n)
        return self

    def _take(self, old: R, new: R) -> None:
        self._old.remove(old)
        self._new.remove(new)
        self._pairs.append((old, new))

    def changes(self, stands: Callable[[R, R, _Side], bool] = lambda new, old, side: False) -> Iterator[Change]:
        """In the order of the new text, what was dropped at the end. ``stands``: does an older record that is still there say another thing of the same
        as one that was added?"""
        found: list[tuple[int, Change]] = []
        for o, n in self._pairs:
            fields = tuple(_differing(o, n, self._a, self._b))
            if fields:
                said_by = (self._a.claim(o), self._b.claim(n))
                found.append((_start(n), Change(self._kind, CHANGED, o, n, said_by, fields)))
        kept = sorted((n for _, n in self._pairs), key=_start)
        for n in self._new:
            beside = next((k for k in kept if stands(n, k, self._b)), None)
            found.append((_start(n), Change(self._kind, ADDED, None, n, (None, self._b.claim(n)), (), beside)))
        yield from (c for _, c in sorted(found, key=lambda f: f[0]))
        yield from (Change(self._kind, DROPPED, o, None, (self._a.claim(o), None)) for o in self._old)


def _start(r: Record) -> int:
    return r.content.start if isinstance(r, Claim) else r.quote.start


def _words(r: Record) -> list[str]:
    return fold(r.content.text if isinstance(r, Claim) else r.quote.text).split()


def _told(r: Record, side: _Side) -> list[str]:
    """The words that it is told in: those of the claim that it hangs on."""
    return _words(side.claim(r) or r)


def _number(f: Figure) -> Hashable:
    return f.low, f.high, f.best, f.bound


def _figure_about(f: Figure, side: _Side) -> Hashable:
    counted = fold(f.counted.text) if f.counted else None
    return f.outcome, f.unit, f.party, f.polarity, counted, side.source(f)


def _figure_same(f: Figure, side: _Side) -> Hashable:
    return _figure_about(f, side), _number(f)


def _figure_loose(f: Figure, side: _Side) -> Hashable:
    """By whatever words those counted are named, where it is said what befell them."""
    return (f.outcome, f.unit, f.polarity, side.source(f)) if f.outcome != "none" else None


def _beside(new: Figure, old: Figure, side: _Side) -> bool:
    """Another number of the same people by the same source: they are named by the same word, or one is named by none."""
    of = {fold(f.counted.text) for f in (new, old) if f.counted}
    key = _figure_loose(new, side)
    return key is not None and key == _figure_loose(old, side) and len(of) < 2 and _number(new) != _number(old)


def _figure_number(f: Figure, side: _Side) -> Hashable:
    """The same number in another mouth."""
    return f.outcome, f.unit, _number(f)


def _figure_outcome(f: Figure, side: _Side) -> Hashable:
    """Another number in another mouth, in much the same words."""
    return (f.outcome, f.unit, f.polarity) if f.outcome != "none" else None


def _claim_anyone(c: Claim, side: _Side) -> Hashable:
    return ()


def _claim_source(c: Claim, side: _Side) -> Hashable:
    return side.source(c)


def _claim_content(c: Claim, side: _Side) -> Hashable:
    return fold(c.content.text)


def _claim_words(c: Claim, side: _Side) -> Hashable:
    return side.source(c), fold(c.content.text)


def _claim_same(c: Claim, side: _Side) -> Hashable:
    return _claim_words(c, side), c.stance


def _event_same(e: Event, side: _Side) -> Hashable:
    return (e.type, *_sides(e), e.polarity, e.certainty, side.source(e), side.place(e), e.earliest, e.latest)


def _event_quote(e: Event, side: _Side) -> Hashable:
    return e.type, fold(e.quote.text)


def _event_loose(e: Event, side: _Side) -> Hashable:
    return e.type, side.place(e), side.source(e)


def _sides(e: Event) -> tuple[str | None, ...]:
    return tuple(fold(p.text) if p else None for p in (e.agent, e.patient))


def _differing(old: R, new: R, a: _Side, b: _Side) -> Iterator[tuple[str, Any, Any]]:
    before, after = _values(old, a), _values(new, b)
    yield from ((n, before[n], after[n]) for n in before if before[n] != after[n])


def _values(r: Record, side: _Side) -> dict[str, Any]:
    """What a change of a record is told by; words of the article as they fold, since a comma makes no difference."""
    claim = side.claim(r)
    source = {"source": claim.source.name if claim else None}
    if isinstance(r, Claim):
        return {"content": " ".join(_words(r)), **source, "stance": r.stance, "channel": r.channel}
    where = {"place": side.place(r), "earliest": r.earliest, "latest": r.latest}
    if isinstance(r, Figure):
        counted = fold(r.counted.text).strip() if r.counted else None
        number = {"low": r.low, "high": r.high, "best": r.best, "bound": r.bound}
        return {**number, "counted": counted, "party": r.party, "polarity": r.polarity, **source, **where}
    agent, patient = (s.strip() if s else None for s in _sides(r))
    return {"agent": agent, "patient": patient, "certainty": r.certainty, "polarity": r.polarity, **source, **where}


def _passages(old: str, new: str) -> Iterator[tuple[str | None, str | None]]:
    before, after = ([p for p in text.split("\n") if p.strip()] for text in (old, new))
    for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        yield from _matched(before[i:j], after[k:m])


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Paragraphs that take each other's place: those that are alike as one that changed, in the order of the new text."""
    left = list(old)
    for n in new:
        shares = [SequenceMatcher(None, o.split(), n.split(), autojunk=False).ratio() for o in left]
        best = max(range(len(left)), key=lambda k: shares[k], default=None)
        yield (left.pop(best) if best is not None and shares[best] >= ALIKE else None), n
    yield from ((o, None) for o in left)
