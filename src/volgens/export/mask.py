"""Masks for names: ``[person 1]`` for one person in everything that one export holds, in quotations and texts too.

A quotation with a mask is no longer what stands in the article between its offsets; these stay those of the article, so that who may see it finds the words.
Only in a ledger of its own is the text masked too, and the offsets are moved with it (``reading``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from volgens.export.persons import Person, protected
from volgens.ledger import Ledger
from volgens.ledger.found import Paper
from volgens.ledger.items import Item
from volgens.lexicon import languages, load
from volgens.linking.incident import Incident
from volgens.linking.tallies import Entry, Tally
from volgens.linking.told import Part, Told
from volgens.model import Head, Reading, text_hash
from volgens.model.names import fold
from volgens.parse import Parser

MASK = "[person {}]"
_KEPT = ("id", "sha256", "language", "published", "retrieved", "run_id")  # fields that hold no words of anybody's
_SHORTEST = 3  # letters of a name that is looked for in addresses
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one article that are masked: where they stand in its text, and how they are written."""

    stretches: tuple[tuple[int, int, str], ...] = ()
    masks: tuple[tuple[str, str], ...] = ()

    @property
    def forms(self) -> re.Pattern[str] | None:
        return _forms(self.masks)

    def text(self, text: str) -> str:
        """The text with masks for names, wherever it is from."""
        pattern = self.forms
        if pattern is None:
            return text
        masks = dict(self.masks)
        return pattern.sub(lambda m: masks[m[0]], text)

    def between(self, start: int, end: int, text: str) -> str:
        """What stands between two offsets of the article, with masks; ``text``: without."""
        out, at = "", start
        for first, last, mask in self.stretches:
            if first < end and last > start:
                out += text[at - start : max(first, start) - start] + mask
                at = max(at, last)
        return out + text[max(0, at - start) :]

    def moved(self, offset: int, end: bool = False) -> int:
        """Where an offset of the article is once its names are masked; one within a name goes to the mask's start, or ``end``."""
        change = 0
        for first, last, mask in self.stretches:
            if offset >= last:
                change += len(mask) - (last - first)
            elif offset > first:
                return first + change + (len(mask) if end else 0)
        return offset + change

    def address(self, url: str) -> str:
        """An address as far as its machine, where a name stands in the rest."""
        words = f" {fold(unquote(url))} "
        for name, _ in self.masks:
            if len(name) >= _SHORTEST and f" {fold(name)} " in words:
                parts = urlsplit(url)
                return f"{parts.scheme}://{parts.netloc}/"
        return url


_NOBODY = Names()


def _forms(masks: Sequence[tuple[str, str]]) -> re.Pattern[str] | None:
    if not masks:
        return None
    names = sorted((n for n, _ in masks), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


class Masker:
    """Masks the names of one export. Each article is parsed once; of it only its masked names are kept."""

    def __init__(self, ledger: Ledger, parser: Parser | None = None):
        self._ledger, self._parser = ledger, parser
        self._known: dict[str, Names] = {}
        self._people: dict[str, str] = {}

    @property
    def people(self) -> int:
        """How many persons have been masked so far."""
        return len(self._people)

    def of(self, document_id: str) -> Names:
        """The masked names of an article."""
        if document_id not in self._known:
            reading = self._ledger.reading(document_id)
            self._known[document_id] = self._names(reading) if reading is not None else _NOBODY
        return self._known[document_id]

    def _names(self, reading: Reading) -> Names:
        document = reading.document
        if document.skipped or document.language not in languages():
            return _NOBODY
        self._parser = self._parser or Parser.load()
        masked, others = protected(self._parser(document.text, document.language), reading, load(document.language))
        return _stretches(document.text, [(p, self._mask(p)) for p in masked], others) if masked else _NOBODY

    def _mask(self, p: Person) -> str:
        """The mask of a person; the same full name is the same person in every article."""
        return self._people.setdefault(" ".join(sorted(p.words)), MASK.format(len(self._people) + 1))

    def item(self, item: Item, paper: Paper) -> Item:
        return _masked(item, self.of(paper.document.id))

    def paper(self, paper: Paper) -> Paper:
        names = self.of(paper.document.id)
        document = _masked(paper.document, names)
        text = names.between(0, len(paper.document.text), paper.document.text)
        return replace(paper, document=replace(document, text=text))

    def reading(self, reading: Reading) -> Reading:
        """A reading whose text has masks, with every offset where its words are then."""
        names, d = self.of(reading.document.id), reading.document
        if not names.stretches:
            return _masked(reading, names)
        text = names.between(0, len(d.text), d.text)
        made: Reading = _moved(reading, names, text)
        return replace(made, document=replace(_masked(d, names), text=text, sha256=text_hash(text)))

    def incident(self, incident: Incident) -> Incident:
        made = {(t.head.id, t.record.id): self._told(t) for t in incident.told}

        def told(t: Told) -> Told:
            return made.get((t.head.id, t.record.id)) or self._told(t)

        def entries(some: Sequence[Entry]) -> tuple[Entry, ...]:
            return tuple(replace(e, told=told(e.told), figure=_masked(e.figure, self.of(e.told.head.id))) for e in some)

        def tally(t: Tally) -> Tally:
            return replace(t, low_by=entries(t.low_by), high_by=entries(t.high_by), entries=entries(t.entries))

        title = incident.title
        for h in incident.articles:
            title = self.of(h.id).text(title) if title else None
        return replace(
            incident,
            title=title,
            articles=tuple(self._head(h) for h in incident.articles),
            parts=tuple(self._part(p) for p in incident.parts),
            told=tuple(told(t) for t in incident.told),
            tallies=tuple(tally(t) for t in incident.tallies),
            conflicts=tuple(replace(c, a=told(c.a), b=told(c.b)) for c in incident.conflicts),
            corroborations=tuple(replace(c, a=told(c.a), b=told(c.b)) for c in incident.corroborations),
        )

    def _head(self, head: Head) -> Head:
        return _masked(head, self.of(head.id))

    def _part(self, p: Part) -> Part:
        names = self.of(p.head.id)
        claims = {k: _masked(c, names) for k, c in p.claims.items()}
        return replace(p, head=self._head(p.head), records=[_masked(r, names) for r in p.records], claims=claims)

    def _told(self, t: Told) -> Told:
        names = self.of(t.head.id)
        return replace(t, head=self._head(t.head), record=_masked(t.record, names), claim=_masked(t.claim, names))


def _stretches(text: str, masked: Sequence[tuple[Person, str]], others: Sequence[Person]) -> Names:
    """Where the names stand: those that the reading model sees, and wherever else they are written so, but not within the name of somebody else."""
    theirs = [(m.start, m.end) for p in others for m in p.mentions]
    of_others = {w for p in others for w in p.words}
    found = {(m.start, m.end): mask for p, mask in masked for m in p.mentions}
    masks: dict[str, str] = {}
    for p, mask in masked:
        for m in p.mentions:
            # What others are called too is masked only where the model says whose it is.
            if not set(m.words) <= of_others:
                masks.setdefault(text[m.start : m.end], mask)
    pattern = _forms(tuple(masks.items()))
    for at in pattern.finditer(text) if pattern else ():
        if not any(s < at.end() and at.start() < e for s, e in (*theirs, *found)):
            found[at.start(), at.end()] = masks[at[0]]
    return Names(tuple(sorted((s, e, mask) for (s, e), mask in found.items())), tuple(masks.items()))


def _masked(value: T, names: Names) -> T:
    """The value with masks for names in all of its words; spans by their offsets, other words by how the names are written."""
    made: Any = value
    if not names.stretches:
        return value
    if isinstance(value, str):
        made = names.text(value)
    elif isinstance(value, tuple | list):
        made = type(value)(_masked(v, names) for v in value)
    elif isinstance(value, dict):
        made = _plain(value, names)
    elif is_dataclass(value) and not isinstance(value, type):
        made = replace(value, **{f.name: _field(value, f.name, names) for f in fields(value)})
    return made  # type: ignore[no-any-return]


def _plain(value: dict[str, Any], names: Names) -> dict[str, Any]:
    if {"start", "end", "text"} <= set(value) and isinstance(value["start"], int):
        return {**value, "text": names.between(value["start"], value["end"], value["text"])}
    return {k: _masked(v, names) for k, v in value.items()}


def _field(record: Any, name: str, names: Names) -> Any:
    held = getattr(record, name)
    if name in _KEPT or name.endswith("_id"):
        return held
    if name == "url":
        return names.address(held) if held else held
    if name == "text" and isinstance(getattr(record, "start", None), int):
        return names.between(record.start, record.end, held)
    return _masked(held, names)


def _moved(value: Any, names: Names, text: str) -> Any:
    """The value for the masked text: offsets moved, the words between them cut out of it anew."""
    if isinstance(value, str):
        return names.text(value)
    if isinstance(value, tuple):
        return tuple(_moved(v, names, text) for v in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    given = {f.name: getattr(value, f.name) for f in fields(value)}
    out = {k: v if k in _KEPT or k.endswith("_id") else _moved(v, names, text) for k, v in given.items()}
    if isinstance(given.get("start"), int) and isinstance(given.get("end"), int):
        out |= {"start": names.moved(given["start"]), "end": names.moved(given["end"], end=True)}
        if "text" in given:
            out["text"] = text[out["start"] : out["end"]]
    return replace(value, **out)
