"""One incident in the terminal: its figures over time, who says that what was done, and where the accounts contradict or bear out each other."""

from collections.abc import Iterator, Sequence

from volgens.cli.layout import Style, cells, clean, columns, pad, style, wrap
from volgens.cli.view import DOT, short
from volgens.export.say import best, counts, headline, told_tally, voice
from volgens.linking.conflicts import Conflict, Corroboration
from volgens.linking.incident import Incident
from volgens.linking.tallies import CURRENT, Entry, Tally
from volgens.linking.told import Told
from volgens.model import Event, Figure, Head
from volgens.wording import Labels, labels, preferred, say


def incident(found: Incident, width: int | None = None, colour: bool | None = None, language: str | None = None) -> str:
    """The view of an incident, without a final newline. ``width`` in columns and ``colour`` are the terminal's where they are None."""
    return "\n".join(View(found, columns(width), style(colour), labels(language or preferred())).lines())


class View:
    """The lines of one incident."""

    def __init__(self, found: Incident, width: int, how: Style, words: Labels):
        self.found, self.width, self.style, self.labels = found, width, how, words

    def lines(self) -> Iterator[str]:
        yield from self._painted(self.style.bold, clean(headline(self.found, self.labels)))
        yield from self._painted(self.style.dim, DOT.join((*counts(self.found, self.labels), short(self.found.id))))
        here = [h for h in self.found.articles if self.found.shown is None or h.id in self.found.shown]
        others = len(self.found.articles) - len(here)
        more = [wrap(self.labels.counted(others, "incident.not_shown"), self.width, "  ", "    ")] if others else []
        yield from self._section("incident.articles", [*(self._article(h) for h in here), *more])
        for tally in self.found.tallies:
            yield from self._tally(tally)
        yield from self._acts()
        rest = self.found.disputes - len(self.found.conflicts)
        told = [wrap(self.labels.counted(rest, "incident.more_conflicts"), self.width, "  ", "    ")] if rest else []
        yield from self._section("incident.conflicts", [*map(self._conflict, self.found.conflicts), *told])
        borne = [self._corroboration(c) for c in self.found.corroborations]
        yield from self._section("incident.corroborations", borne)

    def _painted(self, paint: object, text: str) -> Iterator[str]:
        for line in wrap(text, self.width):
            yield paint(line) if callable(paint) else line

    def _section(self, heading: str, blocks: Sequence[Sequence[str]]) -> Iterator[str]:
        if not blocks:
            return
        yield ""
        yield self.style.name(self.labels(heading))
        for block in blocks:
            yield from block

    def _article(self, head: Head) -> list[str]:
        first = self.found.copies.get(head.id)
        copy = self.labels("incident.copy", id=first) if first else ""
        parts = (
            say.published(head.published, self.labels, True),
            clean(head.publisher or ""),
            clean(head.title or "") or head.id,
            copy,
        )
        return wrap(DOT.join(p for p in parts if p), self.width, "  ", "    ")

    def _tally(self, tally: Tally) -> Iterator[str]:
        yield ""
        rule = clean(best(tally, self.labels))
        voices = self.labels.counted(tally.sources, "count.independent")
        heading = DOT.join(p for p in (told_tally(tally, self.labels), rule, voices) if p)
        yield from self._painted(self.style.name, heading)
        if tally.party is None:  # those of one side stand there already
            room = max((cells(self._day(e.told)) for e in tally.entries), default=0)
            for entry in tally.entries:
                yield from self._entry(entry, room)

    def _day(self, told: Told) -> str:
        return say.published(told.head.published, self.labels, True)

    def _entry(self, e: Entry, room: int) -> list[str]:
        what = clean(say.figure(e.figure, self.labels, e.told.head.language))
        state = "" if e.state == CURRENT else self.labels(f"figure_state.{e.state}")
        parts = (what, state, clean(voice(e.told, self.labels)), clean(e.told.head.publisher or ""), short(e.figure.id))
        first = f"  {pad(self._day(e.told), room)}  "
        lines = wrap(DOT.join(p for p in parts if p), self.width, first)
        lines = lines if e.state == CURRENT else [self.style.dim(line) for line in lines]
        return [*lines, *self._quote(e.told, " " * cells(first))]

    def _quote(self, told: Told, indent: str) -> list[str]:
        text = self.labels("quote", text=clean(told.quote))
        return [self.style.dim(line) for line in wrap(text, self.width, indent)]

    def _acts(self) -> Iterator[str]:
        by_type: dict[str, list[Told]] = {}
        for t in self.found.told:
            if isinstance(t.record, Event):
                by_type.setdefault(t.record.type, []).append(t)
        for kind, some in by_type.items():
            yield ""
            yield self.style.name(self.labels.event_type(kind))
            for t in some:
                yield from self._act(t)

    def _act(self, t: Told) -> list[str]:
        assert isinstance(t.record, Event)
        stance = self.labels(f"stance.{t.claim.stance}") if t.claim else ""
        acts, sure = clean(say.acts(t.record, self.labels)), say.how_sure(t.record, self.labels)
        out = self.labels("figure_state.rejected") if t.rejected else ""
        who, where = clean(voice(t, self.labels)), clean(t.head.publisher or "")
        parts = (out, who, stance, acts, sure, where, short(t.record.id))
        lines = wrap(DOT.join(p for p in parts if p), self.width, "  ", "    ")
        lines = [self.style.dim(line) for line in lines] if t.rejected else lines
        return [*lines, *self._quote(t, "    ")]

    def _about(self, about: str) -> str:
        key = f"outcome.{about}"
        return self.labels(key) if key in self.labels else self.labels.event_type(about)

    def _conflict(self, c: Conflict) -> list[str]:
        heading = DOT.join((self.labels(f"conflict.{c.kind}"), self._about(c.about)))
        return [f"  {self.style.warn(heading)}", *self._sides(c.a, c.b)]

    def _corroboration(self, c: Corroboration) -> list[str]:
        side = "unknown" if c.same_side is None else "same" if c.same_side else "other"
        parts = (
            self.labels(f"corroboration.{c.kind}"),
            self._about(c.about),
            self.labels(f"corroboration.side.{side}"),
        )
        return [f"  {DOT.join(parts)}", *self._sides(c.a, c.b)]

    def _sides(self, *sides: Told) -> list[str]:
        out = []
        for t in sides:
            what = say.figure(t.record, self.labels, t.head.language) if isinstance(t.record, Figure) else ""
            quote = self.labels("quote", text=clean(t.quote))
            parts = (self._day(t), clean(voice(t, self.labels)), clean(what), quote, clean(t.head.publisher or ""))
            out += wrap(DOT.join(p for p in parts if p), self.width, "    ", "      ")
        return out
