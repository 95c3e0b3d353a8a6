"""Going through things one by one at a terminal: what has to be settled first, then records; a key decides."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from volgens.cli.layout import Style, clean, wrap
from volgens.cli.table import FORMS, lines
from volgens.export import reviews
from volgens.ledger import ClaimFound, EventFound, FigureFound, Filters, Ledger
from volgens.ledger.anchors import CLASSES
from volgens.ledger.contract import core, names
from volgens.ledger.items import kind_of
from volgens.ledger.reviews import Waiting
from volgens.model import DecisionError
from volgens.model.decision import DISAGREEMENT, NEW
from volgens.wording import Labels

KINDS = {"claims": "claim", "figures": "figure", "events": "event"}
Found = ClaimFound | FigureFound | EventFound


@dataclass(frozen=True, slots=True)
class Item:
    """A record, or something to settle about one."""

    kind: str
    document: str | None
    found: Found | None = None
    waiting: Waiting | None = None


def waiting_lines(one: Waiting, labels: Labels, width: int, style: Style) -> Iterator[str]:
    """What has to be settled, with the words of the record and where they stand."""
    first, *rest = reviews.difference(one.difference, labels)
    yield style.warn(first)
    for told in rest:
        yield from wrap(clean(told), width, "  ", "    ")
    text = reviews.quoted(one.difference.decision)
    if one.record is not None and one.difference.record_kind in CLASSES:
        text = core(one.record).text
        text = getattr(getattr(one.record, "quote", None), "text", text)
    if text:
        yield from wrap(labels("quote", text=clean(text)), width, "  ")
    head = one.document
    parts = (head.publisher, head.title or head.id) if head else ()
    ids = [p for p in (*parts, one.difference.record_id) if p]
    if ids:
        yield from (style.dim(line) for line in wrap(clean(reviews.DOT.join(ids)), width, "  "))


class Sitting:
    """One person at one terminal. ``key`` gives the next key ('' at the end), ``ask`` a line after a prompt, ``show`` writes a line."""

    def __init__(
        self,
        ledger: Ledger,
        by: str,
        labels: Labels,
        width: int,
        style: Style,
        key: Callable[[], str],
        ask: Callable[[str], str],
        show: Callable[[str], None],
    ):
        self.ledger, self.by, self.labels, self.width, self.style = ledger, by, labels, width, style
        self.key, self.ask, self.show = key, ask, show
        self._made: list[tuple[int, str]] = []  # where, and the decision
        self._decided: set[int] = set()
        self._items: list[Item] = []

    def run(self, filters: Filters, limit: int) -> None:
        """Until the last item is done, or the person stops."""
        self._items = [*self._queue(), *islice(self._records(filters), limit)]
        if not self._items:
            self.show(self.labels("review.nothing"))
            return
        at = 0
        while 0 <= at < len(self._items):
            self._show(at)
            to = self._answer(at)
            if to is None:
                break
            at = max(0, to)
        left = len(self._items) - len(self._decided)
        self.show(self.labels("review.end", decided=str(len(self._decided)), left=str(left)))

    def _queue(self) -> list[Item]:
        return [
            Item(w.difference.record_kind, w.document.id if w.document else None, self._found(w), w)
            for w in self.ledger.queue()
        ]

    @staticmethod
    def _found(w: Waiting) -> Found | None:
        """A new record is looked at like any other."""
        if w.difference.kind != NEW or w.document is None or w.record is None:
            return None
        made: Any = {"claims": ClaimFound, "figures": FigureFound, "events": EventFound}[w.difference.record_kind]
        more = {"claims": (), "figures": (None, None, None), "events": (None, None)}[w.difference.record_kind]
        out: Found = made(w.document, w.record, *more)
        return out

    def _records(self, filters: Filters) -> Iterator[Item]:
        """Article by article, in the order of the text."""
        for found in self.ledger.to_decide(filters):
            yield Item(kind_of(found), found.document.id, found)

    # Showing

    def _show(self, at: int) -> None:
        item = self._items[at]
        self.show("")
        self.show(self.style.dim(self.labels("review.place", n=str(at + 1), of=str(len(self._items)))))
        if item.waiting is not None:
            for line in waiting_lines(item.waiting, self.labels, self.width, self.style):
                self.show(line)
        if item.found is not None:
            for line in lines(FORMS[item.kind], [self._fresh(item)], self.labels, self.width, self.style):
                self.show(line)
        for line in wrap(self._keys(item), self.width):
            self.show(self.style.dim(line))

    def _fresh(self, item: Item) -> Found:
        """The record as it stands now: somebody may have decided on it meanwhile."""
        assert item.found is not None
        name = KINDS[item.kind]
        key = getattr(item.found, name).id
        now = next((r for r in self.ledger.record(key) if r.document.id == item.document and r.record.id == key), None)
        return replace(item.found, **{name: now.record, "review": now.review}) if now else item.found  # type: ignore[arg-type]

    def _keys(self, item: Item) -> str:
        if item.found is not None:
            return self.labels("review.record_keys")
        assert item.waiting is not None
        if item.waiting.difference.kind == DISAGREEMENT:
            return self.labels("review.disagreement_keys", n=str(1 + len(item.waiting.difference.others)))
        return self.labels("review.difference_keys")

    # Answering

    def _answer(self, at: int) -> int | None:
        """Where to go next; None to stop."""
        while True:
            key = self.key()
            if key in ("q", "", "\x04"):
                return None
            to = self._moved(at, key)
            if to is not None:
                return to
            try:
                if key == "u":
                    return self._undo(at)
                if key == "?":
                    self._told(self.labels("review.help"))
                elif self._decide(at, key):
                    self._decided.add(at)
                    return at + 1
                else:
                    self._told(self.labels("review.unknown_key"))
            except DecisionError as e:
                self._told(str(e))

    def _moved(self, at: int, key: str) -> int | None:
        if key in (" ", "j"):
            return at + 1
        if key == "k":
            return max(0, at - 1)
        if key in ("J", "K"):
            step = 1 if key == "J" else -1
            to = at
            while 0 <= to < len(self._items) and self._items[to].document == self._items[at].document:
                to += step
            return max(0, to)
        return None

    def _told(self, text: str) -> None:
        for line in wrap(clean(text), self.width):
            self.show(line)

    def _decide(self, at: int, key: str) -> bool:
        """Does what the key says; False where it says nothing here."""
        item = self._items[at]
        made = self._settle(item, key) if item.found is None else self._on_record(item, key)
        if made is None:
            return False
        self._made.append((at, made))
        return True

    def _on_record(self, item: Item, key: str) -> str | None:
        record = getattr(item.found, KINDS[item.kind])
        given: Any = {"by": self.by, "document": item.document}
        if key == "a":
            return self.ledger.decide("accept", record.id, **given).id
        if key == "x":
            return self.ledger.decide("reject", record.id, reason=self._asked("review.reason"), **given).id
        if key == "e":
            values = _assignments(self._asked("review.edit", fields=", ".join(names(item.kind))))
            reason = self._asked("review.reason")
            return self.ledger.decide("correct", record.id, values=values, reason=reason, **given).id
        if key == "w" and item.document is not None:
            return self.ledger.decide("accept", item.document, by=self.by).id
        return None

    def _asked(self, label: str, **values: str) -> str:
        try:
            return self.ask(self.labels(label, **values) + " ")
        except EOFError:  # Ctrl-D at a question takes the answer back
            raise DecisionError("nothing was decided") from None

    def _settle(self, item: Item, key: str) -> str | None:
        assert item.waiting is not None
        x = item.waiting.difference
        if x.kind == DISAGREEMENT:
            every = (x.decision.id, *x.others)
            if not key.isdecimal() or not 1 <= int(key) <= len(every):
                return None
            return self.ledger.keep(every[int(key) - 1], self.by).id
        if key == "d":
            return self.ledger.keep(x.decision.id, self.by).id
        return self.ledger.take(x.decision.id, self.by).id if key == "t" else None

    def _undo(self, at: int) -> int:
        """Takes back the last decision of this sitting and goes there."""
        if not self._made:
            self._told(self.labels("review.none_to_undo"))
            return at
        back, made = self._made.pop()
        undone = self.ledger.undo(made, self.by)
        self._decided.discard(back)
        self._told(self.labels("review.undone", what=reviews.what(undone, self.labels)))
        return back


def _assignments(typed: str) -> dict[str, str]:
    """``low=3, high=5`` by field. Raises DecisionError for what is none."""
    out = {}
    for part in typed.split(","):
        name, sign, value = part.partition("=")
        if not sign or not name.strip():
            raise DecisionError(f"{typed!r} sets no field", do="write field=value")
        out[name.strip()] = value.strip()
    return out
