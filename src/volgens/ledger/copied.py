"""Keeping the groups of copied texts right while articles come and go."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from sqlalchemy import Connection, Integer, TextualSelect, bindparam, column, delete, select, text, update

from volgens.ledger import many, schema
from volgens.linking.copies import FEWEST, is_copy, one_in, runs, stored

T = TypeVar("T")
C, R, A = schema.copies, schema.runs, schema.articles
SHARED = 0.35  # of the stored runs of the shorter text: from there on the whole texts are compared
MOST = 200  # articles looked up under one run: what stands under every article of a publisher says little
AT_ONCE = 500


def take_out(connection: Connection, document_id: str) -> str | None:
    """Forgets the runs of an article, which has to be there still; gives back the group it was in."""
    group: str | None = connection.execute(select(C.c.group_id).where(C.c.document_id == document_id)).scalar()
    if group is not None:
        kept = stored(runs(_text(connection, document_id)))
        gone = delete(R).where(R.c.run == bindparam("gone"), R.c.document_id == document_id)
        if kept:
            connection.execute(gone, [{"gone": r} for r in sorted(kept)])
        connection.execute(delete(C).where(C.c.document_id == document_id))
    return group


def put_in(connection: Connection, document_id: str, words: str, was: str | None) -> dict[str, str]:
    """Finds the texts that this one copies or that copy it. ``was``: what ``take_out`` gave. Returns what ``firsts`` said of their groups before."""
    mine = runs(words)
    kept = sorted(stored(mine))
    row = {"document_id": document_id, "group_id": document_id, "size": len(mine), "one_in": one_in(mine)}
    many.put(connection, C, [row])
    if was is not None:
        regroup(connection, was)
    copied = _like(connection, document_id, mine)
    many.put(connection, R, [{"run": r, "document_id": document_id} for r in kept])
    before: dict[str, str] = {}
    if copied:
        groups = set(connection.execute(select(C.c.group_id).where(C.c.document_id.in_(copied))).scalars())
        before = firsts(connection, groups)
        least = min(groups | {document_id})
        change = update(C).where(C.c.group_id == bindparam("old")).values(group_id=least)
        connection.execute(change, [{"old": g} for g in sorted(groups | {document_id}) if g != least])
    return before


def firsts(connection: Connection, groups: Collection[str]) -> dict[str, str]:
    """For each article in some groups the first published of its group."""
    first: dict[str, str] = {}
    out: dict[str, str] = {}
    for some in _some(sorted(groups)):
        wanted = select(C.c.group_id, C.c.document_id).join(A, A.c.id == C.c.document_id).where(C.c.group_id.in_(some))
        ordered = wanted.order_by(C.c.group_id, A.c.published.is_(None), A.c.published, A.c.id)
        for group, document_id in connection.execute(ordered).all():
            out[document_id] = first.setdefault(group, document_id)
    return out


def moved(connection: Connection, before: Mapping[str, str]) -> set[str]:
    """Of the articles of which ``firsts`` told something before those of which it tells something else now."""
    now = firsts(connection, group_of(connection, before)) if before else {}
    return {d for d, first in before.items() if now.get(d) != first}


def group_of(connection: Connection, document_ids: Collection[str]) -> set[str]:
    """The groups that some articles are in."""
    return {
        group
        for some in _some(sorted(document_ids))
        for group in connection.execute(select(C.c.group_id).where(C.c.document_id.in_(some))).scalars()
    }


def regroup(connection: Connection, group: str) -> None:
    """An article has left the group: do the others still hang together?"""
    members = list(connection.execute(select(C.c.document_id).where(C.c.group_id == group)).scalars())
    left = {d: runs(words) for d, words in _texts(connection, sorted(members))}
    moved = []
    for first in sorted(members):
        waiting = [(first, left.pop(first))] if first in left else []
        while waiting:
            document_id, mine = waiting.pop()
            moved.append({"of": document_id, "to": first})
            waiting += [(d, left.pop(d)) for d in sorted(left) if is_copy(mine, left[d])]
    if moved:
        change = update(C).where(C.c.document_id == bindparam("of")).values(group_id=bindparam("to"))
        connection.execute(change, moved)


def _like(connection: Connection, document_id: str, mine: Collection[int]) -> list[str]:
    """Articles whose text contains enough of this one, or is contained in it."""
    kept = sorted(stored(mine))
    shared = dict(_under(connection, kept)) if kept else {}
    several = sorted(d for d in shared if d != document_id)
    likely = []
    for some in _some(several):
        wanted = select(C.c.document_id, C.c.size, C.c.one_in).where(C.c.document_id.in_(some))
        for m in connection.execute(wanted):
            # Both keep the runs that the longer of them keeps.
            expected = min(len(mine), m.size) / max(one_in(mine), m.one_in)
            if shared[m.document_id] >= SHARED * expected:
                likely.append(m.document_id)
    whole = frozenset(mine)
    return [d for d, words in _texts(connection, likely) if is_copy(whole, runs(words))]


def _under(connection: Connection, kept: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Articles with several of these runs, and with how many of them. Under one run not more than ``MOST`` are looked up: of a text that more
    have copied, those are copies of each other."""
    given = {f"run_{n}": run for n, run in enumerate(kept)}
    yield from ((m.document_id, m.n) for m in connection.execute(_statement(len(kept)), given).all())


@lru_cache(maxsize=200)
def _statement(count: int) -> TextualSelect:
    """Asks for so many runs: the same words each time, so that no database has to read them again."""
    one = f"SELECT document_id FROM (SELECT document_id FROM runs WHERE run = :run_{{}} ORDER BY document_id LIMIT {MOST}) AS r{{}}"
    every = " UNION ALL ".join(one.format(n, n) for n in range(count))
    found = (
        f"SELECT document_id, count(*) AS n FROM ({every}) AS found GROUP BY document_id HAVING count(*) >= {FEWEST}"
    )
    return text(found).columns(R.c.document_id, column("n", Integer))


def _text(connection: Connection, document_id: str) -> str:
    found: str = connection.execute(select(A.c.text).where(A.c.id == document_id)).scalar_one()
    return found


def _texts(connection: Connection, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    for some in _some(ids):
        wanted = select(A.c.id, A.c.text).where(A.c.id.in_(some)).order_by(A.c.id)
        yield from ((m.id, m.text) for m in connection.execute(wanted))


def _some(values: Sequence[T]) -> Iterator[Sequence[T]]:
    return (values[k : k + AT_ONCE] for k in range(0, len(values), AT_ONCE))
