"""The accounts of an incident as a matrix: a row for what is counted or said to have happened, a column for each independent voice."""

from collections.abc import Iterable
from dataclasses import dataclass

from volgens.linking.incident import Incident
from volgens.linking.tallies import Entry
from volgens.linking.told import Told
from volgens.model import Event

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


@dataclass(frozen=True, slots=True)
class Cell:
    """What one voice says in one row; ``entries`` of figures, ``told`` of events; both empty: it is silent, which is no agreement.

    ``disputed``: one of the statements stands in a conflict.
    """

    entries: tuple[Entry, ...] = ()
    told: tuple[Told, ...] = ()
    disputed: bool = False


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


def matrix(incident: Incident) -> Matrix:
    """Columns by side and kind, then as they are heard first; rows: figures, then events, as they are told first."""
    disputed = {t.record.id for c in incident.conflicts for t in (c.a, c.b)}
    columns = _columns(incident.told)
    rows = []
    for tally in incident.tallies:
        if tally.party is None:
            by_voice: dict[str, list[Entry]] = {}
            for e in tally.entries:
                by_voice.setdefault(e.told.origin, []).append(e)
            cells = [_figures(by_voice.get(c.origin, ()), disputed) for c in columns]
            rows.append(Row(FIGURES, tally.outcome, tally.unit, tuple(cells)))
    types = dict.fromkeys(t.record.type for t in incident.told if isinstance(t.record, Event))
    for kind in types:
        some = [t for t in incident.told if isinstance(t.record, Event) and t.record.type == kind]
        cells = [_events([t for t in some if t.origin == c.origin], disputed) for c in columns]
        rows.append(Row(EVENTS, kind, None, tuple(cells)))
    return Matrix(tuple(columns), tuple(rows))


def _figures(entries: Iterable[Entry], disputed: set[str]) -> Cell:
    some = tuple(entries)
    return Cell(entries=some, disputed=any(e.figure.id in disputed for e in some))


def _events(told: Iterable[Told], disputed: set[str]) -> Cell:
    some = tuple(told)
    return Cell(told=some, disputed=any(t.record.id in disputed for t in some))


def _columns(told: Iterable[Told]) -> list[Column]:
    groups: dict[str, list[Told]] = {}
    for t in told:
        groups.setdefault(t.origin, []).append(t)
    out = [_column(origin, some) for origin, some in groups.items()]
    first = {origin: some[0].key for origin, some in groups.items()}
    return sorted(out, key=lambda c: (c.name is None, c.party or "\uffff", c.kind, first[c.origin]))


def _column(origin: str, some: list[Told]) -> Column:
    claims = [t.claim for t in some if t.claim]
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
