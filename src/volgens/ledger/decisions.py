"""Decisions in and out of their table, and which of them stand."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, or_, select

from volgens.ledger import schema
from volgens.ledger.rows import to_json
from volgens.model import Decision

D = schema.decisions
AT_ONCE = 500


def add(connection: Connection, some: Iterable[Decision]) -> list[Decision]:
    """Writes decisions and gives back those that were not there already."""
    given = {d.id: d for d in some}
    known: set[str] = set()
    ids = sorted(given)
    for k in range(0, len(ids), AT_ONCE):
        known.update(connection.execute(select(D.c.id).where(D.c.id.in_(ids[k : k + AT_ONCE]))).scalars())
    new = [d for d in given.values() if d.id not in known]
    if new:
        connection.execute(insert(D), [{**d.to_dict(), "detail": to_json(d.detail)} for d in new])
    return new


def moment(connection: Connection, by: str, document_id: str | None) -> str:
    """Now, in UTC, for a decision of this person on this article (None: on incidents). Where the clock was set back it is just after the last decision
    of the person, or on the article: the order in which decisions were made is theirs, whatever a clock says."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    for where in (D.c.by == by, D.c.document_id == document_id):
        last = connection.execute(select(D.c.made).where(where).order_by(D.c.made.desc()).limit(1)).scalar()
        if last is not None and last >= now:
            then = datetime.fromisoformat(last) + timedelta(microseconds=1)
            now = then.astimezone(UTC).isoformat(timespec="microseconds")
    return now


def read(connection: Connection, *where: ColumnElement[bool]) -> list[Decision]:
    """Decisions in the order in which they were made."""
    found = connection.execute(select(D).where(*where).order_by(D.c.made, D.c.id)).mappings()
    return [Decision(**{**m, "detail": json.loads(m["detail"])}) for m in found]


def on(document_id: str) -> ColumnElement[bool]:
    """Of a decision: it is about this article, or was about it when its page had another text."""
    e = schema.earlier_versions.c
    earlier = select(e.document_id).where(e.newest == document_id)
    return or_(D.c.document_id == document_id, D.c.document_id.in_(earlier))


def latest(connection: Connection, by: str | None, limit: int, offset: int) -> list[tuple[Decision, bool]]:
    """Decisions of a person, or all, the latest first; does each stand? What is part of another decision is left out."""
    wanted = select(D.c.id).where(D.c.detail.not_like('%"part_of"%'))
    if by is not None:
        wanted = wanted.where(D.c.by == by)
    ids = list(connection.execute(wanted.order_by(D.c.made.desc(), D.c.id).limit(limit).offset(offset)).scalars())
    found = {d.id: d for d in read(connection, D.c.id.in_(ids))}
    around = read(connection, D.c.document_id.in_({d.document_id for d in found.values() if d.document_id is not None}))
    if any(d.document_id is None for d in found.values()):
        around += read(connection, D.c.document_id.is_(None))
    stand = {d.id for d in standing(around)}
    return [(found[key], key in stand) for key in ids]


def ids_like(connection: Connection, prefix: str) -> list[str]:
    """Ids that begin so, with or without the word before the dash."""
    begin = prefix if prefix.startswith("decision-") else f"decision-{prefix}"
    wanted = select(D.c.id).where(D.c.id >= begin, D.c.id < begin + "\U0010ffff").order_by(D.c.id)
    return list(connection.execute(wanted).scalars())


def standing(some: Sequence[Decision]) -> list[Decision]:
    """Those of some decisions that are in force: not undone, or undone by one that was undone itself. The undoing ones are among ``some``.

    What was decided as part of another decision stands and falls with it.
    """
    undone_by: dict[str, list[str]] = {}
    for d in some:
        if d.undoes is not None:
            undone_by.setdefault(d.undoes, []).append(d.id)
    known = {d.id: d for d in some}
    found: dict[str, bool] = {}

    def stands(key: str) -> bool:
        # Ids follow from content, so that no decision can undo one that was made later: this ends.
        if key not in found:
            whole = known[key].detail.get("part_of") if key in known else None
            found[key] = not any(stands(u) for u in undone_by.get(key, ())) and (whole is None or stands(whole))
        return found[key]

    return [d for d in some if stands(d.id)]


def chain(connection: Connection, d: Decision) -> list[Decision]:
    """The decision, what it undoes, what that undid, and so on."""
    out = [d]
    while out[-1].undoes is not None:
        found = read(connection, D.c.id == out[-1].undoes)
        if not found:
            break
        out += found
    return out


def in_force(connection: Connection, *where: ColumnElement[bool]) -> list[Decision]:
    """Decisions that stand and are no undoing themselves, in the order in which they were made. The condition holds for what undoes them too."""
    return [d for d in standing(read(connection, *where)) if d.action != "undo"]


def documents(connection: Connection) -> list[str]:
    """Articles of this ledger on which somebody decided."""
    a = schema.articles.c
    wanted = select(D.c.document_id).join(schema.articles, a.id == D.c.document_id).distinct().order_by(D.c.document_id)
    return [d for d in connection.execute(wanted).scalars() if d is not None]


def heads(some: Sequence[Decision]) -> list[Decision]:
    """Those that no other of them has seen: the last word, or several where people decided without knowing of each other. The latest last."""
    seen = {s for d in some for s in d.seen}
    return [d for d in some if d.id not in seen]


def as_lines(some: Iterable[Decision]) -> Iterator[str]:
    """One JSON object a line, for another ledger to take in."""
    return (to_json(d.to_dict()) for d in some)


def from_lines(lines: Iterable[str]) -> list[Decision]:
    """The decisions that ``as_lines`` was given. Raises ValueError with the number of the line for one that is none."""
    out = []
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            values: Any = json.loads(line)
            out.append(Decision.from_dict(values))
        except (ValueError, TypeError, RecursionError) as e:
            why = "not JSON" if isinstance(e, json.JSONDecodeError) else str(e)
            raise ValueError(f"line {n}: {why}") from None
    return out
