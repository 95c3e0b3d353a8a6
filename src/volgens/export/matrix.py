"""The accounts of an incident as a matrix: a row for what is counted or said to have happened, a column for each independent voice."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from volgens.linking.incident import Incident
from volgens.linking.names import is_itself, words_of
from volgens.linking.tallies import CURRENT, Entry
from volgens.linking.told import Told
from volgens.model import Event, Participant

FIGURES, EVENTS = "figures", "events"


@dataclass(frozen=True, slots=True)
class Column:
    """A voice. ``name`` None: an article's own words, by its ``publisher``. ``articles``: in how many it is heard."""

    origin: str
    name: str | None
    kind: str
    party: str | None
    publisher: str | None
    articles: int

    @property
    def side(self) -> tuple[bool, str | None]:
        """What columns are grouped by: the side of those who are named, and apart from them the articles themselves."""
        return self.name is None, self.party


@dataclass(frozen=True, slots=True)
class Statement:
    """What one voice says in a row, as it said it first. ``entry``: of a figure. ``again``: later articles in which it says the same.

    ``by``: who says it, where that is not whom the column is called after; ``copies``: how many of all these articles copy another; ``disputed``, ``borne``: it stands in a conflict, or somebody else bears it out.
    """

    told: Told
    entry: Entry | None
    again: tuple[Told, ...]
    copies: int
    disputed: bool
    borne: bool
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one voice says in one row; nothing: it is silent, which is no agreement."""

    statements: tuple[Statement, ...] = ()

    @property
    def disputed(self) -> bool:
        return any(s.disputed for s in self.statements)


@dataclass(frozen=True, slots=True)
class Row:
    """``kind`` is *figures* (``about`` an outcome, ``unit``) or *events* (``about`` a type); a cell for each column."""

    kind: str
    about: str
    unit: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def sides(self) -> list[tuple[Column, int]]:
        """Neighbouring columns of one side: the first of them, and how many they are."""
        return _runs(self.columns, lambda c: c.side)

    @property
    def kinds(self) -> list[tuple[Column, int]]:
        """Neighbouring columns of one side and one kind of source."""
        return _runs(self.columns, lambda c: (c.side, c.kind))


def matrix(incident: Incident) -> Matrix:
    """Columns by side and kind, then as they are heard first; rows: figures, then events, as they are told first."""
    disputed, borne = incident.signs
    # In a conflict the first of those who say the same speaks for them all: here each has the sign.
    against = {_content(t) for t in incident.told if (t.head.id, t.record.id) in disputed}
    columns = _columns(incident.told)
    names = {c.origin: c.name for c in columns}

    def cell(some: Iterable[tuple[Told, Entry | None]]) -> Cell:
        groups: dict[Hashable, list[tuple[Told, Entry | None]]] = {}
        for t, e in some:
            groups.setdefault(_says(t, e), []).append((t, e))
        return Cell(tuple(statement(members) for members in groups.values()))

    def statement(members: Sequence[tuple[Told, Entry | None]]) -> Statement:
        (told, entry), *others = members
        keys = {(t.head.id, t.record.id) for t, _ in members}
        copies = len({t.head.id for t, _ in members} & incident.copies.keys())
        again = tuple(t for t, _ in others)
        stands = not told.rejected if entry is None else entry.state == CURRENT
        by = told.claim.source.name if told.claim and not _itself(told) else None
        by = by if by != names[told.origin] else None
        against_it = stands and _content(told) in against
        return Statement(told, entry, again, copies, against_it, not keys.isdisjoint(borne), by)

    rows = []
    for tally in incident.tallies:
        if tally.party is None:
            cells = _by_voice(columns, ((e.told, e) for e in tally.entries))
            rows.append(Row(FIGURES, tally.outcome, tally.unit, tuple(map(cell, cells))))
    events: dict[str, list[Told]] = {}
    for t in incident.told:
        if isinstance(t.record, Event):
            events.setdefault(t.record.type, []).append(t)
    for kind, some in events.items():
        rows.append(Row(EVENTS, kind, None, tuple(map(cell, _by_voice(columns, ((t, None) for t in some))))))
    return Matrix(tuple(columns), tuple(r for r in rows if any(c.statements for c in r.cells)))


def _by_voice(
    columns: Sequence[Column], some: Iterable[tuple[Told, Entry | None]]
) -> list[list[tuple[Told, Entry | None]]]:
    by: dict[str, list[tuple[Told, Entry | None]]] = {c.origin: [] for c in columns}
    for told, entry in some:
        by[told.origin].append((told, entry))
    return list(by.values())


def _says(told: Told, entry: Entry | None) -> Hashable:
    """What makes two statements of one voice the same; not its words, which differ by language and article."""
    by = words_of(told.claim.source.name, told.head.language) if told.claim and not _itself(told) else None
    stance = told.claim.stance if told.claim else None, by
    if entry:
        f = entry.figure
        return f.low, f.high, f.best, f.bound, f.party, f.polarity, stance, entry.state
    assert isinstance(told.record, Event)
    e = told.record
    return _who(e.agent), _who(e.patient), e.certainty, e.polarity, stance, told.rejected


def _content(told: Told) -> Hashable:
    """What is told, whoever tells it and how."""
    r = told.record
    if isinstance(r, Event):
        return r.type, _who(r.agent), _who(r.patient), r.polarity
    return r.outcome, r.unit, r.low, r.high, r.best, r.party, r.polarity


def _who(participant: Participant | None) -> str | None:
    return None if participant is None else participant.party or participant.text.casefold()


def _itself(told: Told) -> bool:
    """Does a known actor speak itself, and not somebody for it?"""
    s = told.claim.source if told.claim else None
    return s is None or s.actor_id is None or is_itself(s.name, told.head.language, s.actor_id)


def _runs(columns: Sequence[Column], key: Callable[[Column], Hashable]) -> list[tuple[Column, int]]:
    runs = (list(some) for _, some in groupby(columns, key))
    return [(some[0], len(some)) for some in runs]


def _columns(told: Iterable[Told]) -> list[Column]:
    groups: dict[str, list[Told]] = {}
    for t in told:
        groups.setdefault(t.origin, []).append(t)
    out = [_column(origin, some) for origin, some in groups.items()]
    first = {origin: some[0].key for origin, some in groups.items()}
    return sorted(out, key=lambda c: (c.name is None, c.party or "\uffff", c.kind, first[c.origin]))


def _column(origin: str, some: list[Told]) -> Column:
    claims = [t.claim for t in some if t.claim and _itself(t)] or [t.claim for t in some if t.claim]
    longest = max(claims, key=lambda c: (len(c.source.name), c.source.name), default=None)
    party = next((c.source.party for c in claims if c.source.party), None)
    return Column(
        origin,
        longest.source.name if longest else None,
        longest.source.kind if longest else "media",
        party,
        next((t.head.publisher for t in some if t.head.publisher), None),
        len({t.head.id for t in some}),
    )
