"""What queries find, as tables for people: a few columns, and under each row the words it rests on and where they stand."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from volgens.cli.layout import Style, cells, clean, pad, wrap
from volgens.cli.view import DOT, short
from volgens.export import reviews
from volgens.export import say as plain
from volgens.ledger import ArticleFound, ClaimFound, EventFound, FigureFound, Head, SourceFound
from volgens.linking.summary import Summary
from volgens.model import Claim, Review
from volgens.wording import Labels, say

GAP = 2  # columns between columns
FIGURES = 4  # of an incident that the table shows


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: in each column some paragraphs, and lines under it over the whole width: the quote, where it stands, what people made of it."""

    columns: tuple[tuple[str, ...], ...]
    quote: str = ""
    stands: str = ""
    review: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A table of one kind of record: its columns by label, the share of the width that each takes, and what makes an entry."""

    headings: tuple[str, ...]
    shares: tuple[int, ...]
    entry: Callable[[Any, Labels], Entry]


def lines(form: Form, found: Iterable[Any], labels: Labels, width: int, style: Style) -> Iterator[str]:
    """The table line by line, as the records come; nothing at all where there are none."""
    widths = _widths(form.shares, width)
    for k, record in enumerate(found):
        if k == 0:
            heads = [labels(f"column.{h}") for h in form.headings]
            yield style.dim(_joined(heads, widths))
        entry = form.entry(record, labels)
        columns = [
            [line for text in parts for line in wrap(text, w)] for parts, w in zip(entry.columns, widths, strict=True)
        ]
        for n in range(max(len(c) for c in columns)):
            row = [c[n] if n < len(c) else "" for c in columns]
            text = _joined(row, widths)
            yield style.bold(text) if n == 0 else text
        if entry.quote:
            yield from wrap(entry.quote, width, "  ")
        if entry.stands:
            yield style.dim(_cut(f"  {entry.stands}", width))
        for told in entry.review:
            yield from (style.warn(line) for line in wrap(told, width, "  ", "    "))
        yield ""


def _widths(shares: Sequence[int], width: int) -> list[int]:
    room = width - GAP * (len(shares) - 1)
    out = [room * share // sum(shares) for share in shares]
    out[0] += room - sum(out)
    return out


def _joined(texts: Sequence[str], widths: Sequence[int]) -> str:
    return (" " * GAP).join(pad(t, w) for t, w in zip(texts, widths, strict=True)).rstrip()


def _cut(text: str, width: int) -> str:
    """The text on one line; what does not fit in its middle part is left out."""
    if cells(text) <= width:
        return text
    front, _, last = text.rpartition(DOT)
    ending = f"…{DOT}{last}"
    while front and cells(front) + cells(ending) > width:
        front = front[:-1]
    return front.rstrip() + ending


def _stands(head: Head, record_id: str, labels: Labels) -> str:
    """Publisher, day, title and the id to explain."""
    parts = (
        clean(head.publisher or ""),
        say.published(head.published, labels, True),
        clean(head.title or "") or head.id,
    )
    return DOT.join(p for p in (*parts, short(record_id)) if p)


def _who(claim: Claim | None, labels: Labels) -> tuple[str, ...]:
    if claim is None:
        return (labels("heading.itself"),)
    return clean(claim.source.name), DOT.join(say.source_kind(claim.source, claim.anonymous, labels))


def _quoted(text: str, labels: Labels) -> str:
    return labels("quote", text=clean(text))


def _reviewed(review: Review | None, labels: Labels) -> tuple[str, ...]:
    told = (reviews.status(review, labels), reviews.corrections(review, labels))
    return tuple(clean(t) for t in told if t)


def _claim(found: ClaimFound, labels: Labels) -> Entry:
    c = found.claim
    how = labels(f"stance.{c.stance}")
    if c.cue:
        how = labels("said.cue", stance=how, quote=_quoted(c.cue.text, labels))
    channel = labels("said.channel", channel=clean(c.channel)) if c.channel else ""
    said = DOT.join(p for p in (how, channel, clean(say.via(c, labels))) if p)
    stands, made = _stands(found.document, c.id, labels), _reviewed(found.review, labels)
    return Entry((_who(c, labels), (said,)), _quoted(c.content.text, labels), stands, made)


def _figure(found: FigureFound, labels: Labels) -> Entry:
    f = found.figure
    what = [clean(say.figure(f, labels, found.document.language))]
    if found.event and (found.event.certainty != "certain" or found.event.polarity == "negative"):
        what.append(say.how_sure(found.event, labels))
    where = (clean(say.place(found.place, labels)),) if found.place else ()
    when = (say.period(f.earliest, f.latest, labels, True),)
    return Entry(
        (tuple(what), _who(found.claim, labels), where, when),
        _quoted(f.quote.text, labels),
        _stands(found.document, f.id, labels),
        _reviewed(found.review, labels),
    )


def _event(found: EventFound, labels: Labels) -> Entry:
    e = found.event
    what = (labels.event_type(e.type), clean(say.acts(e, labels)), say.how_sure(e, labels))
    where = (clean(say.place(found.place, labels)),) if found.place else ()
    when = (say.period(e.earliest, e.latest, labels, True),)
    return Entry(
        (tuple(w for w in what if w), _who(found.claim, labels), where, when),
        _quoted(e.quote.text, labels),
        _stands(found.document, e.id, labels),
        _reviewed(found.review, labels),
    )


def _article(found: ArticleFound, labels: Labels) -> Entry:
    d = found.document
    title = (clean(say.title(d.title, found.opening, labels)), clean(d.publisher or ""))
    read: tuple[str, ...]
    if found.skipped:
        read = (f"{labels('skipped')}: {found.skipped['reason']}",)
    else:
        kinds = ("sources", "claims", "figures", "events")
        read = tuple(labels.counted(getattr(found, k), f"count.{k}") for k in kinds)
    return Entry(
        ((say.published(d.published, labels, True),), tuple(t for t in title if t), (", ".join(read),)), "", d.id
    )


def _source(found: SourceFound, labels: Labels) -> Entry:
    about = [labels(f"kind.{found.kind}")]
    if found.party:
        about.append(say.party(found.party, labels))
    if found.anonymous and found.kind != "anonymous":
        about.append(labels("anonymous"))
    stances = ", ".join(f"{labels(f'stance.{stance}')} {n}" for stance, n in found.stances)
    return Entry(((clean(found.name), DOT.join(about)), (str(found.claims),), (str(found.articles),), (stances,)))


def _incident(found: Summary, labels: Labels) -> Entry:
    when = (plain.period(found, labels, True),)
    where = (clean(plain.spot(found.where, labels)),) if found.where else ()
    what = [labels.event_type(found.type), clean(found.title or "") or labels("untitled")]
    figures = [plain.told_tally(t, labels) for t in found.tallies][:FIGURES]
    told = plain.counts(found, labels)
    if found.conflicts:
        told.append(labels.counted(found.conflicts, "count.conflicts"))
    return Entry((when, tuple(what), where, tuple(figures), tuple(told)), "", found.id)


FORMS: Mapping[str, Form] = {
    "claims": Form(("source", "says"), (30, 50), _claim),
    "figures": Form(("what", "source", "place", "date"), (30, 22, 14, 14), _figure),
    "events": Form(("what", "source", "place", "date"), (30, 22, 14, 14), _event),
    "articles": Form(("date", "article", "read"), (13, 37, 30), _article),
    "incidents": Form(("date", "what", "place", "figures", "told"), (13, 28, 16, 16, 20), _incident),
    "sources": Form(("source", "claims", "articles", "stances"), (36, 8, 9, 27), _source),
}
