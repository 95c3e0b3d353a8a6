"""One article in the terminal: who says what happened, source by source, and the words it rests on."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from volgens.cli.layout import Style, cells, clean, columns, style, wrap
from volgens.export.reviews import corrections, status
from volgens.export.versions import moment
from volgens.linking.names import is_itself
from volgens.model import Claim, Event, Figure, Place, Reading, Review, Time
from volgens.wording import Labels, labels, preferred, say

FIGURE, EVENT = "▪", "▸"
DOT = " · "
SHORT_ID = 7  # digits of an id that are shown; `volgens explain` takes any that are enough
NEAR = 30  # characters between what is said and when it was said
_BREAK = re.compile(r"[.,;:!?\n]")


def article(
    reading: Reading,
    width: int | None = None,
    colour: bool | None = None,
    language: str | None = None,
    reviews: Mapping[tuple[str, str], Review] | None = None,
) -> str:
    """The view of one reading, without a final newline. ``reviews``: what people made of its records, by kind and id. ``width`` in columns and ``colour`` are the terminal's where they are None;
    ``language``: of the labels, not of the article; by default the user's locale's.
    """
    return "\n".join(View(reading, columns(width), style(colour), labels(language or preferred()), reviews).lines())


def short(record_id: str) -> str:
    """The part of an id that is shown."""
    return record_id.rpartition("-")[2][:SHORT_ID]


def when_said(reading: Reading, claim: Claim) -> Time | None:
    """The time expression that belongs to the saying rather than to what is said: *zei vorige maand dat ...*."""
    inside = claim.content
    ends = [(inside.start, inside.end)]
    ends += [(claim.cue.start, claim.cue.end)] if claim.cue else []
    if claim.source.start is not None and claim.source.end is not None:
        ends.append((claim.source.start, claim.source.end))
    first, last = min(s for s, _ in ends), max(e for _, e in ends)
    text = reading.document.text
    for t in reading.times:
        if inside.start < t.end and t.start < inside.end:
            continue
        between = first <= t.start and t.end <= last
        beside = text[t.end : first] if t.end <= first else text[last : t.start] if last <= t.start else ""
        if between or (0 < len(beside) <= NEAR and not _BREAK.search(beside)):
            return t
    return None


class View:
    """The lines of one article."""

    def __init__(
        self,
        reading: Reading,
        width: int,
        how: Style,
        words: Labels,
        reviews: Mapping[tuple[str, str], Review] | None = None,
    ):
        self._reviews = reviews or {}
        self.reading, self.width, self.style, self.labels = reading, width, how, words
        self._places = {p.id: p for p in reading.places}
        self._events = {e.id: e for e in reading.events}
        self._language = reading.document.language

    def lines(self) -> Iterator[str]:
        yield from self._head()
        d = self.reading.document
        if d.skipped:
            text = f"{self.labels('skipped')}: {clean(d.skipped['detail'])} ({d.skipped['reason']})"
            yield from self._styled(self.style.warn, wrap(text, self.width))
            return
        yield from wrap(self._counts(), self.width)
        for claims in self._by_source():
            yield ""
            yield from self._source(claims)
        yield from self._itself()
        yield from self._places_and_times()
        yield from self._warnings()
        yield from self._legend()

    def _styled(self, paint: Callable[[str], str], lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            yield paint(line)

    def _head(self) -> Iterator[str]:
        d, say_ = self.reading.document, self.labels
        title = clean(say.title(d.title, d.text, say_))
        yield from self._styled(self.style.bold, wrap(title, self.width))
        parts = [
            clean(d.publisher or ""),
            say.published(d.published, say_),
            say_("article.updated", when=moment(d.updated, say_)) if d.updated else "",
            clean(say_("article.forwarded", who=d.forwarded)) if d.forwarded else "",
            say_.language_name(d.language) if d.language else "",
            d.id,
        ]
        yield from self._styled(self.style.dim, wrap(DOT.join(p for p in parts if p), self.width))
        if d.url:
            yield from self._styled(self.style.dim, wrap(clean(d.url), self.width))

    def _counts(self) -> str:
        r, said = self.reading, self.labels
        if not (r.claims or r.figures or r.events):
            return said("heading.nothing")
        counts = (
            (len(self._by_source()), "sources"),
            (len(r.claims), "claims"),
            (len(r.figures), "figures"),
            (len(r.events), "events"),
        )
        return DOT.join(said.counted(n, f"count.{what}") for n, what in counts)

    def _by_source(self) -> list[list[Claim]]:
        """Claims by who makes them, in the order of their first."""
        found: list[list[Claim]] = []
        group: dict[tuple[object, ...], list[Claim]] = {}
        for c in sorted(self.reading.claims, key=lambda c: (c.content.start, c.content.end)):
            # In one article the same name is the same source, and so is a known actor under whatever name; who speaks for it under a name of their own is not.
            s = c.source
            keys: list[tuple[object, ...]] = [(s.name, c.anonymous)]
            if s.actor_id and is_itself(s.name, self._language, s.actor_id):
                keys.append((s.actor_id,))
            claims = next((group[k] for k in keys if k in group), [])
            if not claims:
                found.append(claims)
            claims.append(c)
            group.update(dict.fromkeys(keys, claims))
        return found

    def _source(self, claims: list[Claim]) -> Iterator[str]:
        first = claims[0]
        name = clean(max((c.source.name for c in claims), key=len))
        about = DOT.join(say.source_kind(first.source, first.anonymous, self.labels))
        yield from self._heading(name, about)
        for claim in claims:
            yield from self._claim(claim)

    def _heading(self, name: str, about: str = "") -> Iterator[str]:
        beside = f"{name}  {about}" if about else name
        if cells(beside) <= self.width:
            yield self.style.name(name) + (f"  {self.style.dim(about)}" if about else "")
            return
        yield from self._styled(self.style.name, wrap(name, self.width))
        yield from self._styled(self.style.dim, wrap(about, self.width, "  "))

    def _claim(self, claim: Claim) -> Iterator[str]:
        yield from wrap(self._how(claim), self.width, "  ┌ ", "  │ ")
        text = clean(claim.content.text)
        yield from wrap(text, self.width, "  │ ", "  │ ")
        yield from self._reviewed("claims", claim.id, "  │ ")
        yield from self._records(claim.id, {text})

    def _how(self, c: Claim) -> str:
        said = self.labels
        how = said(f"stance.{c.stance}")
        if c.cue:
            how = said("said.cue", stance=how, quote=self._quoted(clean(c.cue.text)))
        when = when_said(self.reading, c)
        time = ""
        if when:
            time = self._time(when)
        channel = said("said.channel", channel=clean(c.channel)) if c.channel else ""
        return DOT.join(p for p in (how, time, channel, clean(say.via(c, said)), short(c.id)) if p)

    def _time(self, t: Time) -> str:
        return self.labels("said.when", quote=self._quoted(clean(t.text)), period=say.time(t, self.labels))

    def _quoted(self, text: str) -> str:
        return self.labels("quote", text=text)

    def _records(self, claim_id: str | None, shown: set[str]) -> Iterator[str]:
        """Events and figures that hang on a claim, in the order of the text; a figure comes after the event that it counts."""
        events = [e for e in self.reading.events if e.claim_id == claim_id]
        here = {e.id: e.trigger.start for e in events}
        found: list[tuple[tuple[int, int, int], Event | Figure]] = [((e.trigger.start, 0, 0), e) for e in events]
        for f in self.reading.figures:
            if f.claim_id == claim_id:
                found.append(((here.get(f.event_id or "", f.number.start), 1, f.number.start), f))
        for _, record in sorted(found, key=lambda x: x[0]):
            yield from self._event(record, shown) if isinstance(record, Event) else self._figure(record, shown, here)

    def _event(self, e: Event, shown: set[str]) -> Iterator[str]:
        acts = clean(say.acts(e, self.labels))
        text = self.labels.event_type(e.type) + (f": {acts}" if acts else "")
        yield from wrap(text, self.width, f"    {EVENT} ", "      ")
        paint = self.style.warn if e.certainty != "certain" or e.polarity == "negative" else self.style.dim
        yield from self._styled(paint, self._details(e, [say.how_sure(e, self.labels)]))
        yield from self._quote(e.quote.text, shown)
        yield from self._reviewed("events", e.id, "      ")

    def _figure(self, f: Figure, shown: set[str], here: dict[str, int]) -> Iterator[str]:
        lines = wrap(clean(say.figure(f, self.labels, self._language)), self.width, f"    {FIGURE} ", "      ")
        yield from self._styled(self.style.bold, lines)
        event = self._events.get(f.event_id or "")
        sure = [say.how_sure(event, self.labels)] if event and event.id not in here else []
        yield from self._styled(self.style.dim, self._details(f, sure))
        yield from self._quote(f.quote.text, shown)
        yield from self._reviewed("figures", f.id, "      ")

    def _details(self, record: Event | Figure, parts: list[str]) -> list[str]:
        place = self._places.get(record.place_id or "")
        period = say.period(record.earliest, record.latest, self.labels)
        parts = [*parts, clean(say.place(place, self.labels)) if place else "", period, short(record.id)]
        return wrap(DOT.join(p for p in parts if p), self.width, "      ")

    def _quote(self, quote: str, shown: set[str]) -> Iterator[str]:
        """The words, unless they stood there just now."""
        text = clean(quote)
        if text not in shown:
            shown.add(text)
            yield from self._styled(self.style.dim, wrap(self._quoted(text), self.width, "      "))

    def _reviewed(self, kind: str, record_id: str, indent: str) -> Iterator[str]:
        """What people made of a record."""
        review = self._reviews.get((kind, record_id))
        for text in (status(review, self.labels), corrections(review, self.labels)):
            if text:
                yield from self._styled(self.style.warn, wrap(clean(text), self.width, indent, indent))

    def _itself(self) -> Iterator[str]:
        lines = list(self._records(None, set()))
        if lines:
            yield ""
            yield from self._heading(self.labels("heading.itself"))
            yield from lines

    def _places_and_times(self) -> Iterator[str]:
        places: dict[tuple[str, str | None], Place] = {}
        for p in self.reading.places:
            places.setdefault((p.name, p.country), p)
        times: dict[tuple[str, str], Time] = {}
        for t in self.reading.times:
            times.setdefault((t.text.casefold(), t.value), t)
        told = (
            ("heading.places", "; ".join(clean(self._named(p)) for p in places.values())),
            ("heading.times", "; ".join(self._time(t) for t in times.values())),
        )
        for heading, text in told:
            if text:
                yield ""
                yield from self._heading(self.labels(heading))
                yield from wrap(text, self.width, "  ")

    def _named(self, p: Place) -> str:
        """A place by its name, and as the article spells it where that differs."""
        name = say.place(p, self.labels)
        return name if p.text in name else self.labels("side", name=name, party=self._quoted(p.text))

    def _warnings(self) -> Iterator[str]:
        if self.reading.warnings:
            yield ""
            yield from self._heading(self.labels("heading.warnings"))
            for warning in self.reading.warnings:
                yield from self._styled(self.style.warn, wrap(clean(warning), self.width, "  ", "    "))

    def _legend(self) -> Iterator[str]:
        r = self.reading
        ids = [f.id for f in r.figures] + [e.id for e in r.events] + [c.id for c in r.claims]
        if ids:
            yield ""
            text = self.labels("legend", figure=FIGURE, event=EVENT, id=short(ids[0]))
            yield from self._styled(self.style.dim, wrap(text, self.width))
