"""A record explained: its fields, its sentence with the words marked, and the rows of the lexicon that it came from."""

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from volgens import lexicon
from volgens.cli.layout import Style, cells, clean, wrap
from volgens.cli.view import DOT
from volgens.export import reviews
from volgens.ledger import RecordFound
from volgens.lexicon import Row, schemas
from volgens.lexicon.table import read_table
from volgens.model import Actor, Claim, Cue, Event, Figure, Participant, Place, Reading, Reason, Span, Time
from volgens.wording import Labels, say

AROUND, CORE = "~", "^"  # under the record's words, and under those that carry it: the number, the trigger, the cue


def lexicon_row(where: str) -> Row | None:
    """The row that a reason names: ``nl/events.tsv:41`` is a shipped one, else it stands in the file of that path."""
    name, _, _ = where.rpartition(":")
    schema = schemas().get(Path(name).stem)
    if schema is None:
        return None
    shipped = files("volgens.lexicon") / "data" / name
    with as_file(shipped) as path:
        file = path if not Path(name).is_absolute() and path.is_file() else Path(name)
        if not file.is_file():
            return None
        return next((r for r in read_table(file, schema, name) if r.where == where), None)


class Explanation:
    """The lines that explain one record of a reading."""

    def __init__(
        self, found: RecordFound, reading: Reading, folders: tuple[Path, ...], labels: Labels, width: int, style: Style
    ):
        self.kind, self.record, self.reading = found.kind, found.record, reading
        self.review = found.review
        self.folders, self.labels, self.width, self.style = folders, labels, width, style

    def lines(self) -> Iterator[str]:
        d, told = self.reading.document, self.labels
        yield self.style.bold(f"{told(f'record.{self.kind}')}  {self.record.id}")
        yield from wrap(clean(self._summary()), self.width, "  ")
        said_by = self._said_by()
        if said_by:
            yield self.style.dim(f"  {said_by}")
        for made in (reviews.status(self.review, told), reviews.corrections(self.review, told)):
            if made:
                yield from (self.style.warn(line) for line in wrap(clean(made), self.width, "  ", "    "))
        yield from self._heading("explain.article")
        parts = (clean(d.publisher or ""), say.published(d.published, told), clean(d.title or ""), d.id)
        yield from wrap(DOT.join(p for p in parts if p), self.width, "  ")
        yield from self._heading("explain.sentence")
        yield from self._marked()
        yield from self._heading("explain.record")
        yield from self._fields()
        yield from self._heading("explain.because")
        yield from self._because()

    def _heading(self, key: str) -> Iterator[str]:
        yield ""
        yield self.style.name(self.labels(key))

    def _summary(self) -> str:
        r, told = self.record, self.labels
        match r:
            case Claim():
                about = DOT.join((r.source.name, *say.source_kind(r.source, r.anonymous, told)))
                return f"{about}{DOT}{told(f'stance.{r.stance}')}"
            case Figure():
                return self._with_place_and_time(say.figure(r, told, self.reading.document.language), r)
            case Event():
                acts = say.acts(r, told)
                what = told.event_type(r.type) + (f": {acts}" if acts else "")
                return self._with_place_and_time(f"{what}{DOT}{say.how_sure(r, told)}", r)
            case Place():
                return say.place(r, told)
            case Time():
                return say.time(r, told)
            case Actor():
                parts = (r.name, told(f"kind.{r.kind}"), say.party(r.party, told) if r.party else "")
                return DOT.join(p for p in parts if p)

    def _with_place_and_time(self, text: str, r: Figure | Event) -> str:
        place = next((say.place(p, self.labels) for p in self.reading.places if p.id == r.place_id), "")
        parts = (text, place, say.period(r.earliest, r.latest, self.labels))
        return DOT.join(p for p in parts if p)

    def _said_by(self) -> str:
        if not isinstance(self.record, Figure | Event):
            return ""
        claim = next((c for c in self.reading.claims if c.id == self.record.claim_id), None)
        if claim is None:
            return self.labels("explain.itself")
        return self.labels("explain.said_by", source=clean(claim.source.name))

    def _spans(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """The stretches of the record's words, and of those that carry it."""
        r = self.record
        match r:
            case Claim():
                around = [(r.content.start, r.content.end)]
                if r.source.start is not None and r.source.end is not None:
                    around.append((r.source.start, r.source.end))
                return around, [(r.cue.start, r.cue.end)] if r.cue else []
            case Figure():
                return [(r.quote.start, r.quote.end)], [(r.number.start, r.number.end)]
            case Event():
                return [(r.quote.start, r.quote.end)], [(r.trigger.start, r.trigger.end)]
            case Actor():
                return [], [(m.start, m.end) for m in r.mentions[:1]]
            case Place() | Time():
                return [], [(r.start, r.end)]

    def _marked(self) -> Iterator[str]:
        """The sentences that the record stands in, each line with the marks of its words under it."""
        around, core = self._spans()
        if not (around or core):
            return
        text = self.reading.document.text
        first, last = min(s for s, _ in around + core), max(e for _, e in around + core)
        start, end = self._sentences(first, last)
        shown = ""
        marks = ""
        for k in range(start, end):
            c = clean(text[k]) or (" " if text[k].isspace() else "")
            if not c or (c == " " and shown.endswith(" ")):
                continue
            mark = CORE if _within(k, core) else AROUND if _within(k, around) else " "
            shown += c
            marks += mark
        at = 0
        for line in wrap(shown, self.width - 2):
            at = shown.index(line[0], at) if line else at
            under = "".join(m * cells(c) for m, c in zip(marks[at : at + len(line)], line, strict=False))
            yield f"  {line}"
            if under.strip():
                yield self.style.warn(f"  {under.rstrip()}")
            at += len(line)

    def _sentences(self, first: int, last: int) -> tuple[int, int]:
        """From the start of the first sentence to the end of the last, as the reading model divides the text."""
        from volgens.parse.card import DATA, model_hash
        from volgens.parse.segment import Segmenter

        model_hash(DATA)  # says so where the model is missing
        d = self.reading.document
        found = [(s.start, s.end) for s in Segmenter(DATA, threads=1)(d.text, d.language or "")]
        touched = [(s, e) for s, e in found if s < last and first < e]
        return min([first, *(s for s, _ in touched)]), max([last, *(e for _, e in touched)])

    def _fields(self) -> Iterator[str]:
        """The record's fields under their own names; what is not known is left out."""
        rows: list[tuple[str, str]] = []
        for name in type(self.record).__dataclass_fields__:
            value = getattr(self.record, name)
            if name not in ("id", "because") and value is not None and value != ():
                rows.append((name, clean(_shown(value))))
        widest = max((len(n) for n, _ in rows), default=0)
        for name, value in rows:
            yield from wrap(value, self.width, f"  {name:{widest}}  ")

    def _because(self) -> Iterator[str]:
        reasons: tuple[Reason, ...] = self.record.because
        if not reasons:
            yield from wrap(self.labels("explain.nothing"), self.width, "  ")
        for rule in dict.fromkeys(r.rule for r in reasons):
            told = self.labels.rule(rule)
            text = self.labels("explain.told", rule=rule, told=told) if told else self.labels("explain.rule", rule=rule)
            yield from wrap(text, self.width, "  ", "    ")
            for row in dict.fromkeys(r.row for r in reasons if r.rule == rule and r.row):
                yield from self._row(row)
        if any(r.row for r in reasons) and self._lexicon_changed():
            yield from (self.style.warn(line) for line in wrap(self.labels("explain.changed"), self.width, "  "))

    def _row(self, where: str) -> Iterator[str]:
        yield f"    {self.labels('explain.row', row=where)}"
        row = lexicon_row(where)
        if row is None:
            yield from wrap(self.labels("explain.no_row"), self.width, "      ")
            return
        filled = {k: " | ".join(v) if isinstance(v, tuple) else _shown(v) for k, v in row.cells.items()}
        filled = {k: v for k, v in filled.items() if v}
        widest = max(len(k) for k in filled)
        for name, value in filled.items():
            yield from wrap(clean(value), self.width, f"      {name:{widest}}  ")

    def _lexicon_changed(self) -> bool:
        made_by, language = self.reading.provenance, self.reading.document.language
        if made_by is None or language not in lexicon.languages():
            return True
        return lexicon.load(language, self.folders).hash != made_by.lexicon_hash


def _within(k: int, spans: list[tuple[int, int]]) -> bool:
    return any(s <= k < e for s, e in spans)


def _shown(value: object) -> str:
    """A field's value on one line."""
    match value:
        case Span() | Cue() | Participant():
            words = f"“{value.text}” ({value.start}–{value.end})"
            return DOT.join((words, *_parts(value, without=("text", "start", "end"))))
        case tuple():
            return "; ".join(_shown(v) for v in value)
        case str() | bool():
            return str(value)
        case int() | float():
            return f"{value:g}" if abs(value) < 1e6 else f"{value:,.0f}"
    return DOT.join(_parts(value))


def _parts(value: object, without: tuple[str, ...] = ()) -> list[str]:
    """The fields of a part of a record that are known."""
    names = [n for n in getattr(type(value), "__dataclass_fields__", {}) if n not in without]
    return [f"{n} {_shown(getattr(value, n))}" for n in names if getattr(value, n) is not None]
