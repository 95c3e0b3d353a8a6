"""How often who is heard, kept: one row for each name, kind and side under which articles give somebody as a source, brought up to date with every article.

A list of sources is made from these rows where nothing is filtered, so that it does not count a million claims.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from volgens.ledger import many, rows, schema

H, C = schema.heard, schema.claims.c
# In the order of the index over claims.
WHO = (C.source_key, C.source_name, C.source_kind, C.source_party, C.anonymous, C.source_actor_id)
_SAID = select(*WHO, C.stance)
_DELETE = delete(H).where(H.c.id == bindparam("gone"))
Who = tuple[Any, ...]  # cells of WHO
Heard = Mapping[Who, Counter[str]]  # stances by who
AT_ONCE = 500


def of(connection: Connection, document_id: str) -> Heard:
    """Who is heard in an article, and how often in which stance."""
    return _counted((m[:-1], m[-1]) for m in connection.execute(_SAID.where(C.document_id == document_id)).all())


def among(claims: Iterable[rows.Row]) -> Heard:
    """The same, from the rows of its claims."""
    return _counted((tuple(r[c.key] for c in WHO), r["stance"]) for r in claims)


def _counted(said: Iterable[tuple[Any, str]]) -> Heard:
    out: dict[Who, Counter[str]] = {}
    for who, stance in said:
        out.setdefault(tuple(who), Counter())[stance] += 1
    return out


def change(connection: Connection, before: Heard, now: Heard) -> None:
    """An article has other claims now than it had before."""
    changed = {_key(who): who for who in {**before, **now} if before.get(who) != now.get(who)}
    ids = sorted(changed)
    for some in (ids[k : k + AT_ONCE] for k in range(0, len(ids), AT_ONCE)):
        known = select(H.c.id, H.c.articles, H.c.stances).where(H.c.id.in_(some))
        kept = {m.id: (m.articles, Counter(json.loads(m.stances))) for m in connection.execute(known).all()}
        made = []
        for key in some:
            who = changed[key]
            articles, stances = kept.get(key, (0, Counter()))
            articles += (who in now) - (who in before)
            stances.update(now.get(who, {}))
            stances.subtract(before.get(who, {}))
            cells = dict(zip((c.key for c in WHO), who, strict=True))
            if articles:
                made.append({"id": key, **cells, "articles": articles, "stances": rows.to_json(dict(+stances))})
        if kept:
            connection.execute(_DELETE, [{"gone": k} for k in sorted(kept)])
        many.put(connection, H, made)


def every(connection: Connection) -> list[tuple[Who, int, dict[str, int]]]:
    """Who is heard in the ledger, in how many articles, and how often in which stance."""
    wanted = select(*(H.c[c.key] for c in WHO), H.c.articles, H.c.stances)
    found = connection.execute(wanted).all()
    stances = json.loads(
        f"[{','.join(m[-1] for m in found)}]"
    )  # in one go: a call for each takes longer than what it reads
    return [(tuple(m[:-2]), m[-2], said) for m, said in zip(found, stances, strict=True)]


def counted(connection: Connection) -> dict[Who, tuple[int, Counter[str]]]:
    """The same, counted from all claims of the ledger."""
    of_article: Counter[Who] = Counter()
    stances: dict[Who, Counter[str]] = {}
    said = connection.execute(
        select(C.document_id, *WHO, C.stance).order_by(C.document_id).execution_options(yield_per=AT_ONCE)
    )
    last: dict[Who, str] = {}
    for document_id, *who, stance in said:
        key = tuple(who)
        stances.setdefault(key, Counter())[stance] += 1
        if last.get(key) != document_id:
            last[key] = document_id
            of_article[key] += 1
    return {who: (of_article[who], some) for who, some in stances.items()}


def anew(connection: Connection) -> None:
    """Counts all claims of the ledger."""
    connection.execute(delete(H))
    names = [c.key for c in WHO]
    made = [
        {"id": _key(w), **dict(zip(names, w, strict=True)), "articles": n, "stances": rows.to_json(dict(some))}
        for w, (n, some) in counted(connection).items()
    ]
    many.put(connection, H, made)


def _key(who: Who) -> str:
    told = rows.to_json([None if v is None else str(v) for v in who])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


__all__ = ["WHO", "Heard", "Who", "among", "anew", "change", "counted", "every", "of"]
