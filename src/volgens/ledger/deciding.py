"""Making decisions: what a person means by an id, and what is written down of the thing decided on. Nothing here writes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, select

from volgens.ledger import account_rows, anchors, best, by_hand, decisions, incidents, query, readings, schema, versions
from volgens.ledger.anchors import KINDS, LINKS
from volgens.ledger.conditions import incident_ids
from volgens.ledger.contract import NotInContract, corrected
from volgens.ledger.reviewing import WHOLE, ArticleReview, Difference
from volgens.ledger.rows import Record, to_json
from volgens.linking import Account
from volgens.linking.tallies import Tally
from volgens.model import Decision, DecisionError, Reading
from volgens.model.decision import CHANGED, DISAGREEMENT, GONE, INCIDENTS, MOVED, OPEN

A, R, D = schema.accounts, schema.account_records, schema.decisions
NUMBERS = ("low", "high")


@dataclass(frozen=True, slots=True)
class Target:
    """What an id stands for: a record of an article, an article (``record`` None), or an incident (``document_id`` None, ``id`` its id)."""

    kind: str
    id: str
    document_id: str | None
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, when and why; ``seen``: the decisions on the thing that the person knew of, None for all that stand."""

    by: str
    made: str
    reason: str | None = None
    seen: Sequence[str] | None = None

    def decision(
        self, action: str, target: str, document: str | None, detail: dict[str, Any], undoes: str | None = None
    ) -> Decision:
        plain: dict[str, Any] = json.loads(to_json(detail))  # as it will be read back, so that the id stays right
        return Decision.of(self.made, self.by, action, target, document, plain, self.reason, undoes)


def target(connection: Connection, given: str, document: str | None = None) -> Target:
    """The record, article or incident with this id, or the only one whose id begins so. Raises DecisionError for none, or several."""
    found = [r for r in query.records(connection, given) if r.kind in KINDS and document in (None, r.document.id)]
    some = [Target(r.kind, r.record.id, r.document.id, r.record) for r in found]
    if len({t.id for t in some}) == 1 and len(some) > 1:
        raise DecisionError(f"{len(some)} articles have {some[0].id}", do="name the article too")
    if not some:
        ids = query.ids_like(connection, schema.articles, given)
        some = [Target("articles", d, d) for d in ids] or [
            Target(INCIDENTS, i, None) for i in incident_ids(connection, given)
        ]
    if not some:
        raise DecisionError(f"no record, article or incident {given}", do="look its id up with `volgens figures`")
    if len(some) > 1:
        raise DecisionError(f"{len(some)} ids begin with {given}: {_few([t.id for t in some])}", do="write more of it")
    return some[0]


def _few(ids: Sequence[str]) -> str:
    return ", ".join(ids[:5]) + (", ..." if len(ids) > 5 else "")


class Article:
    """An article with its decisions: as it was read, and as people left it; ``document_id``: of any of its versions."""

    def __init__(self, connection: Connection, document_id: str):
        document_id = versions.newest(connection, document_id) or document_id
        read = readings.read(connection, document_id)
        now = readings.read(connection, document_id, reviewed=True)
        if read is None or now is None:
            raise DecisionError(f"no article {document_id}", do="read it first")
        self.read, self.now = read, now
        self.standing = decisions.in_force(connection, decisions.on(document_id))
        self.view = ArticleReview(read, self.standing)

    def detail(self, kind: str, record_id: str, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """What a decision on a record keeps of it; of one that is no longer read what it said last."""
        for reading in (self.read, self.now):
            record = next((r for r in getattr(reading, kind) if r.id == record_id), None)
            if record is not None:
                break
        else:
            raise DecisionError(f"no {kind.removesuffix('s')} {record_id} in {self.read.document.id}")
        out = anchors.detail(reading, kind, record)
        if reading is self.now:
            out["knows"] = GONE
        for link, of in LINKS.items():
            key = (values or {}).get(link)
            if key is not None:
                held = next(r for r in getattr(self.now, of) if r.id == key)
                out["around"] |= {key: [of, asdict(held)], **anchors.detail(self.now, of, held)["around"]}
        return out

    def seen(self, kind: str, record_id: str) -> list[str]:
        return [d.id for d in self.view.decided(kind, record_id)]


def on_record(
    article: Article, sign: Signed, action: str, t: Target, values: Mapping[str, Any] | None = None
) -> Decision:
    """Accept or reject a record, or correct ``values`` of it."""
    assert t.document_id is not None
    assert t.record is not None
    detail = article.detail(t.kind, t.id)
    if values is not None:
        try:
            checked = corrected(t.kind, t.record, values, article.now)
        except NotInContract as e:
            raise DecisionError(str(e), t.id) from None
        detail = {**article.detail(t.kind, t.id, checked), "values": checked, "given": dict(values)}
    before = article.view.decided(t.kind, t.id)
    # Everybody knows of their own decisions, also on a page from before them.
    known = [d.id for d in before if sign.seen is None or d.id in sign.seen or d.by == sign.by]
    seen = [*known, *(s for s in sign.seen or () if s not in known)]
    return sign.decision(action, t.id, t.document_id, {**detail, "seen": seen})


def whole_article(article: Article, sign: Signed) -> list[Decision]:
    """Accepts an article whole: what was looked through, and every record on which nobody has decided."""
    document_id = article.read.document.id
    every = {kind: [r.id for r in getattr(article.now, kind)] for kind in WHOLE}
    before = [d.id for d in article.standing if d.detail.get("kind") == "articles"]
    detail = {"kind": "articles", "sha256": article.read.document.sha256, "records": every, "seen": before}
    whole = sign.decision("accept", document_id, document_id, detail)
    decided = {(r.kind, r.record.id) for r in article.view.records() if r.review.status != OPEN}
    parts = []
    for kind in WHOLE:
        for r in getattr(article.now, kind):
            if (kind, r.id) not in decided:
                more = {**article.detail(kind, r.id), "seen": article.seen(kind, r.id), "part_of": whole.id}
                parts.append(sign.decision("accept", r.id, document_id, more))
    return [whole, *parts]


# Incidents


def best_number(connection: Connection, sign: Signed, incident_id: str, name: str, raw: Any) -> Decision:
    """Sets the best number of a figure of an incident: ``killed``, ``killed.UKR`` for one side, ``destroyed.building`` for what is not people."""
    found = incidents.one(connection, incident_id)
    names = {figure_name(t): t for t in found.tallies}
    tally = names.get(name.removesuffix(".best"))
    if tally is None:
        raise DecisionError(f"no figure {name!r} in this incident; there are {', '.join(names)}", incident_id)
    value = _best(raw, incident_id)
    accounts = [by_hand.anchor(connection, p.account) for p in found.parts]
    same = (tally.outcome, tally.unit, tally.party)
    before = [
        d.id
        for d, i in best.chosen(connection, best.standing(connection))
        if i == incident_id and (d.detail["outcome"], d.detail["unit"], d.detail["party"]) == same
    ]
    detail = {
        "kind": INCIDENTS,
        "accounts": accounts,
        **dict(zip(("outcome", "unit", "party"), same, strict=True)),
        "best": value,
        **{n: getattr(tally, n) for n in NUMBERS},
        "seen": before if sign.seen is None else list(sign.seen),
    }
    return sign.decision("correct", incident_id, None, detail)


def figure_name(t: Tally) -> str:
    """What a figure of an incident is called where its best number is chosen: ``killed``, ``killed.UKR``, ``destroyed.building``."""
    return ".".join([t.outcome, *([t.unit] if t.unit != "person" else []), *([t.party] if t.party else [])])


def _best(raw: Any, where: str) -> float | None:
    if raw is None or str(raw).strip() in ("", "null"):
        return None
    try:
        value = float(raw)
        if isinstance(raw, bool) or not 0 <= value < float("inf"):
            raise ValueError
    except (TypeError, ValueError):
        raise DecisionError(f"the best number cannot be {raw!r}; it is a number from 0, or null", where) from None
    return value


def _incident(connection: Connection, given: str) -> tuple[str, list[Account]]:
    ids = incident_ids(connection, given)
    if len(ids) != 1:
        told = f"{len(ids)} incidents have ids that begin with {given}" if ids else f"no incident {given}"
        raise DecisionError(told, do="write more of its id" if ids else "look its id up with `volgens incidents`")
    return ids[0], account_rows.read(connection, A.c.incident_id == ids[0])


def join(connection: Connection, sign: Signed, given: Sequence[str]) -> Decision:
    """Makes one incident of several."""
    found = dict(_incident(connection, g) for g in given)
    if len(found) < 2:
        raise DecisionError("joining takes two incidents or more", ", ".join(given), "name another one too")
    sides = [[by_hand.anchor(connection, a) for a in found[i]] for i in sorted(found)]
    return sign.decision("join", min(found), None, {"accounts": sides})


def split(connection: Connection, sign: Signed, given: str, accounts: Sequence[str]) -> Decision:
    """Keeps some accounts of an incident apart from the others. ``accounts``: ids of accounts, of their articles or of records in them."""
    incident_id, members = _incident(connection, given)
    away = {a.id for one in accounts for a in _members(connection, one, members, incident_id)}
    if not away or len(away) == len(members):
        raise DecisionError("an incident is split into two parts, none of them empty", incident_id)
    sides = [[by_hand.anchor(connection, a) for a in members if (a.id in away) == there] for there in (True, False)]
    return sign.decision("split", incident_id, None, {"accounts": sides})


def _members(connection: Connection, given: str, members: Sequence[Account], where: str) -> list[Account]:
    """The accounts of an incident that an id means."""
    ids = {a.id: a for a in members}
    begin = given if given.startswith("account-") else f"account-{given}"
    found = [a for key, a in ids.items() if key.startswith(begin)]
    if not found:
        found = [a for a in members if a.document_id == given or a.document_id.startswith(given)]
    if not found:
        records = select(R.c.account_id).where(
            R.c.account_id.in_(list(ids)), R.c.record_id.contains(given, autoescape=True)
        )
        found = [ids[key] for key in sorted(set(connection.execute(records).scalars()))]
    if not found:
        raise DecisionError(f"no account, article or record {given} in this incident", where, "see `volgens incident`")
    return found


# Undoing and settling


def undo(some: Sequence[Decision], sign: Signed, decision_id: str) -> Decision:
    """Takes back a decision. ``some``: all on the same thing."""
    made = next(d for d in some if d.id == decision_id)
    if made not in decisions.standing(some):
        by = next((d for d in some if d.undoes == decision_id), None)
        do = f"undo {by.id} to have it back" if by else "undo the decision that it is a part of"
        raise DecisionError("is undone already", decision_id, do)
    return sign.decision("undo", decision_id, made.document_id, {}, decision_id)


def keep(article: Article, sign: Signed, x: Difference) -> Decision:
    """The decision once more, in the knowledge of what the reading says now, and of what others decided."""
    d = x.decision
    now = next((r for r in getattr(article.read, x.record_kind) if r.id == x.record_id), None)
    knows = GONE if now is None else anchors.told(x.record_kind, now)
    detail = {k: v for k, v in d.detail.items() if k != "part_of"}
    seen = {d.id, *x.others, *article.seen(x.record_kind, x.record_id or d.target)}
    return sign.decision(d.action, d.target, d.document_id, {**detail, "knows": knows, "seen": sorted(seen)})


def take(article: Article, sign: Signed, x: Difference, everything: Sequence[Decision]) -> Decision:
    """The reading rather than the decision: what was accepted is accepted as it says now, another decision is taken back."""
    d = x.decision
    if x.kind == DISAGREEMENT:
        raise DecisionError("people decided differently", d.id, "keep one of the decisions, or decide anew")
    record = next((r for r in getattr(article.read, x.record_kind) if r.id == x.record_id), None)
    if record is None or (x.kind == CHANGED and d.action != "accept"):
        return undo(everything, sign, d.id)
    detail = article.detail(x.record_kind, record.id)
    if x.kind == MOVED:
        detail |= {k: d.detail[k] for k in ("values", "given") if k in d.detail}
        detail["around"] = {**d.detail["around"], **detail["around"]}
    seen = {d.id, *article.seen(x.record_kind, record.id)}
    return sign.decision(d.action, record.id, d.document_id, {**detail, "seen": sorted(seen)})


__all__ = ["Article", "Reading", "Signed", "Target", "best_number", "join", "keep", "on_record", "split", "take", "target", "undo", "whole_article"]  # fmt: skip
