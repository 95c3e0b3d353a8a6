"""Keeping the groups of copied texts right while articles come and go."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from volgens.ledger import schema
from volgens.linking import Link, partition
from volgens.linking.copies import FEWEST, is_copy, runs, stored

C, R, A = schema.copies, schema.runs, schema.articles
SHARED = 0.35  # of the stored runs of the shorter text: from there on the whole texts are compared
AT_ONCE = 500


def take_out(connection: Connection, document_id: str) -> str | None:
    """Forgets the runs of an article; gives back the group it was in."""
    group: str | None = connection.execute(select(C.c.group_id).where(C.c.document_id == document_id)).scalar()
    connection.execute(delete(R).where(R.c.document_id == document_id))
    connection.execute(delete(C).where(C.c.document_id == document_id))
    return group


def put_in(connection: Connection, document_id: str, text: str, was: str | None) -> None:
    """Finds the texts that this one copies or that copy it. ``was``: what ``take_out`` gave."""
    mine = runs(text)
    kept = sorted(stored(mine))
    row = {"document_id": document_id, "group_id": document_id, "size": len(kept)}
    connection.execute(insert(C), row)
    if kept:
        connection.execute(insert(R), [{"run": r, "document_id": document_id} for r in kept])
    if was is not None:
        _again(connection, was)
    copied = _like(connection, document_id, mine, kept)
    if copied:
        groups = set(connection.execute(select(C.c.group_id).where(C.c.document_id.in_(copied))).scalars())
        least = min(groups | {document_id})
        change = update(C).where(C.c.group_id == bindparam("old")).values(group_id=least)
        connection.execute(change, [{"old": g} for g in sorted(groups | {document_id}) if g != least])


def _again(connection: Connection, group: str) -> None:
    """An article has left the group: do the others still hang together?"""
    members = list(connection.execute(select(C.c.document_id).where(C.c.group_id == group)).scalars())
    links = []
    for member in members:
        text = connection.execute(select(A.c.text).where(A.c.id == member)).scalar_one()
        mine = runs(text)
        links += [
            Link(member, other, 1.0)
            for other in _like(connection, member, mine, sorted(stored(mine)))
            if other in members
        ]
    for member, least in partition(members, links).items():
        connection.execute(update(C).where(C.c.document_id == member).values(group_id=least))


def _like(connection: Connection, document_id: str, mine: frozenset[int], kept: Sequence[int]) -> list[str]:
    """Articles whose text contains enough of this one, or is contained in it."""
    shared: dict[str, int] = {}
    for k in range(0, len(kept), AT_ONCE):
        wanted = (
            select(R.c.document_id, func.count())
            .where(R.c.run.in_(kept[k : k + AT_ONCE]), R.c.document_id != document_id)
            .group_by(R.c.document_id)
        )
        for other, count in connection.execute(wanted):
            shared[other] = shared.get(other, 0) + count
    several = sorted(d for d, n in shared.items() if n >= FEWEST)
    wanted_sizes = select(C.c.document_id, C.c.size).where(C.c.document_id.in_(bindparam("ids", expanding=True)))
    sizes = {m.document_id: m.size for m in connection.execute(wanted_sizes, {"ids": several})}
    likely = [d for d in several if shared[d] >= SHARED * min(len(kept), sizes[d])]
    return [d for d, text in _texts(connection, likely) if is_copy(mine, runs(text))]


def _texts(connection: Connection, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    for k in range(0, len(ids), AT_ONCE):
        wanted = select(A.c.id, A.c.text).where(A.c.id.in_(ids[k : k + AT_ONCE])).order_by(A.c.id)
        yield from ((d, text) for d, text in connection.execute(wanted))
