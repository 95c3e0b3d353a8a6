"""The part of a ledger in which people decide: ``decide``, ``undo``, ``keep``, ``take``, and what came of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from volgens.ledger import (
    account_rows,
    best,
    by_hand,
    deciding,
    decisions,
    incidents,
    linked,
    query,
    readings,
    review,
    schema,
    summaries,
    versions,
)
from volgens.ledger.anchors import Anchor
from volgens.ledger.contract import FIELDS, FOLLOWS, with_values
from volgens.ledger.database import Done
from volgens.ledger.deciding import NUMBERS, Article, Signed, Target
from volgens.ledger.reviewing import Difference
from volgens.ledger.rows import Record
from volgens.model import Decision, DecisionError, Head, Reading, Review
from volgens.model.decision import ACTIONS, CHANGED, GONE, INCIDENTS, NEW, VERDICTS

A, D = schema.accounts, schema.decisions
HANDS = ("join", "split")


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that a person has to settle. ``document``, ``record``: None where it is about an incident, or the record is gone."""

    difference: Difference
    document: Head | None
    record: Record | None


class Reviews:
    """Mixed into the ledger. Every method that decides raises DecisionError, in one line, where it cannot be done, and writes nothing then."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _write(self, work: Callable[[Connection], Done]) -> Done:
        raise NotImplementedError

    def decide(
        self,
        action: str,
        *ids: str,
        by: str,
        reason: str | None = None,
        values: Mapping[str, Any] | None = None,
        document: str | None = None,
        seen: Sequence[str] | None = None,
        made: str | None = None,
    ) -> Decision:
        """Writes down a person's decision and gives it back; the same decision by the same person once more changes nothing.

        ``action``: *accept* or *reject* a record (or *accept* an article: every record on which nobody decided), *correct* ``values`` of a record by field
        or the best number of an incident's figure (``{"killed": 31}``), *join* incidents, *split* off accounts (incident, then accounts). ``ids`` may
        be the beginnings of ids; ``document``: the article, where several have the record. ``by``: the person's name. ``seen``: ids of the decisions
        on it that the person knew of, by default all that stand; ``made``: an ISO moment in UTC, by default now.
        """
        if action not in ACTIONS or action == "undo":
            raise DecisionError(f"no action {action!r}", do=f"use {', '.join(a for a in ACTIONS if a != 'undo')}")
        if not ids or (action in (*VERDICTS, "correct") and len(ids) != 1):
            raise DecisionError(f"{action} takes {'one id' if ids else 'an id'}", do="name it")
        if (action == "correct") != bool(values):
            raise DecisionError("a correction takes fields with their values, and nothing else does")

        def work(connection: Connection) -> Decision:
            if action in HANDS:
                return self._by_hand(connection, _sign(connection, None, by, reason, made, seen), action, ids)
            t = deciding.target(connection, ids[0], document)
            sign = _sign(connection, t.document_id, by, reason, made, seen)
            if t.document_id is None:
                return self._best(connection, sign, action, t, values)
            return self._on_article(connection, sign, action, t, values)

        return self._write(work)

    def _on_article(
        self, connection: Connection, sign: Signed, action: str, t: Target, values: Mapping[str, Any] | None
    ) -> Decision:
        assert t.document_id is not None
        article = Article(connection, t.document_id)
        if t.record is None:
            if action != "accept":
                raise DecisionError(f"an article cannot be {action}ed", t.id, "accept it, or decide on its records")
            made = deciding.whole_article(article, sign)
        else:
            made = [deciding.on_record(article, sign, action, t, values)]
            again = _said_already(article.view.decided(t.kind, t.id), made[0])
            if again:
                return again
        decisions.add(connection, made)
        readings.review_again(connection, t.document_id)
        return made[0]

    def _best(
        self, connection: Connection, sign: Signed, action: str, t: Target, values: Mapping[str, Any] | None
    ) -> Decision:
        if action != "correct" or values is None or len(values) != 1:
            raise DecisionError(
                "of an incident one figure's best number is corrected", t.id, "decide on its records, or join and split"
            )
        ((name, value),) = values.items()
        made = deciding.best_number(connection, sign, t.id, name, value)
        decisions.add(connection, [made])
        return made

    def _by_hand(self, connection: Connection, sign: Signed, action: str, ids: Sequence[str]) -> Decision:
        if action == "join":
            made = deciding.join(connection, sign, ids)
        else:
            made = deciding.split(connection, sign, ids[0], ids[1:])
        decisions.add(connection, [made])
        by_hand.refresh(connection)
        self._relink(connection, made)
        if action == "join" and len(set(_incidents(connection, made).values())) > 1:
            raise DecisionError(
                "somebody keeps these apart", ", ".join(ids), "undo that split first (`volgens review log`)"
            )
        return made

    def _relink(self, connection: Connection, made: Decision) -> None:
        summaries.tell(connection, linked.anew(connection, set(_incidents(connection, made).values())), at_once=True)

    def undo(self, decision: str, by: str, reason: str | None = None, made: str | None = None) -> Decision:
        """Takes a decision back, or has one back by undoing what undid it. The decision stays in the log."""

        def work(connection: Connection) -> Decision:
            one, same = _decision(connection, decision)
            undone = deciding.undo(same, _sign(connection, one.document_id, by, reason, made), one.id)
            self._put(connection, [undone])
            return undone

        return self._write(work)

    def keep(self, decision: str, by: str, reason: str | None = None, made: str | None = None) -> Decision:
        """Settles a difference: the decision stands, whatever the reading says now or others decided."""
        return self._settle(decision, by, reason, made, take=False)

    def take(self, decision: str, by: str, reason: str | None = None, made: str | None = None) -> Decision:
        """Settles a difference: what the reading says now, rather than the decision."""
        return self._settle(decision, by, reason, made, take=True)

    def _settle(self, given: str, by: str, reason: str | None, made: str | None, take: bool) -> Decision:
        def work(connection: Connection) -> Decision:
            one, same = _decision(connection, given)
            sign = _sign(connection, one.document_id, by, reason, made)
            found = next((x for x in self._differences(connection) if one.id in (x[1].decision.id, *x[1].others)), None)
            if found is None or found[1].kind == NEW:
                raise DecisionError("nothing about it has to be settled", one.id, "see `volgens review queue`")
            x = found[1]
            if one.id != x.decision.id:  # of people who disagree, another one than the last
                x = Difference(x.kind, one, x.record_kind, x.record_id, x.fields, (x.decision.id, *x.others))
            if one.document_id is not None:
                article = Article(connection, one.document_id)
                out = deciding.take(article, sign, x, same) if take else deciding.keep(article, sign, x)
            elif take:
                out = deciding.undo(same, sign, one.id)
            else:
                out = self._kept(connection, sign, x)
            self._put(connection, [out])
            return out

        return self._write(work)

    def _kept(self, connection: Connection, sign: Signed, x: Difference) -> Decision:
        d = x.decision
        more: dict[str, Any] = {"knows": GONE}
        if d.action == "correct" and x.record_id is not None:
            tally = _tally(connection, d, x.record_id)
            more = {n: getattr(tally, n) for n in NUMBERS} if tally else more
        seen = sorted({d.id, *x.others, *d.seen})
        return sign.decision(d.action, d.target, None, {**d.detail, **more, "seen": seen})

    def _put(self, connection: Connection, some: Iterable[Decision]) -> list[Decision]:
        """Writes decisions, whatever they are about, and brings up to date what follows from them."""
        new = decisions.add(connection, some)
        for document_id in sorted({d.document_id for d in new if d.document_id is not None}):
            readings.review_again(connection, document_id)
        if any(d.document_id is None for d in new):
            by_hand.refresh(connection)
        touched: set[str] = set()
        for d in new:
            if d.document_id is None:
                undone = decisions.chain(connection, d)
                touched.update(i for x in undone if x.action in HANDS for i in _incidents(connection, x).values())
        if touched:
            summaries.tell(connection, linked.anew(connection, touched), at_once=True)
        return new

    # What was decided

    def decisions(self, about: str | None = None, by: str | None = None, standing: bool = False) -> list[Decision]:
        """Decisions in the order in which they were made. ``about``: an id, or enough of it, of a record, article, incident or decision; ``by``: a
        name; ``standing``: only those in force."""
        with self._reading() as connection:
            found = decisions.read(connection)
            inside: set[str] = set()
            if about is not None:
                given = about if about.startswith("account-") else f"account-{about}"
                inside = set(_accounts_like(connection, given))
        kept = {d.id for d in decisions.standing(found)} if standing else {d.id for d in found}
        of = [d for d in found if d.id in kept and (by is None or d.by.casefold() == by.casefold())]
        if about is None:
            return of
        return [d for d in of if _is_about(d, about, inside, found)]

    def log(self, by: str | None = None, limit: int = 50, offset: int = 0) -> list[tuple[Decision, bool]]:
        """Decisions of a person, or all, the latest first, by the page; does each stand?"""
        with self._reading() as connection:
            return decisions.latest(connection, by, limit, offset)

    def queue(self) -> list[Waiting]:
        """What a person has to settle: where readings and decisions no longer say the same, or people decided differently."""
        with self._reading() as connection:
            return [self._waiting(connection, document, x) for document, x in self._differences(connection)]

    def differences(self) -> list[tuple[str | None, Difference]]:
        """The same without the records, each with its article, None for what is about an incident: quick to count and to choose from."""
        with self._reading() as connection:
            return list(self._differences(connection))

    def waiting(self, document_id: str | None, difference: Difference) -> Waiting:
        """One of them with its record."""
        with self._reading() as connection:
            return self._waiting(connection, document_id, difference)

    def history(self, document_id: str, kind: str, record_id: str) -> list[tuple[Decision, bool]]:
        """Every decision on a record, also on what it was before it was read anew, and what undid them, as they were made; does it stand?"""
        with self._reading() as connection:
            some = decisions.read(connection, decisions.on(document_id))
            if not some:
                return []
            view = Article(connection, document_id).view
        known = {d.id: d for d in some}
        found = {d.id for d in (*view.decided(kind, record_id), *(d for d in some if d.target == record_id))}
        waiting = list(found)
        while waiting:
            more = set(known[waiting.pop()].seen) & known.keys() - found
            found |= more
            waiting += more
        for d in some:  # what undoes a decision was made after it
            if d.undoes in found:
                found.add(d.id)
        stand = {d.id for d in decisions.standing(some)}
        return [(d, d.id in stand) for d in some if d.id in found]

    def incident_history(self, incident_id: str) -> list[tuple[Decision, bool]]:
        """Every decision on an incident or the accounts in it, as they were made; does it stand?"""
        with self._reading() as connection:
            some = decisions.read(connection, D.c.document_id.is_(None))
            inside = set(_accounts_like(connection, incident_id)) if some else set()
        stand = {d.id for d in decisions.standing(some)}
        return [(d, d.id in stand) for d in some if _is_about(d, incident_id, inside, some)]

    def decisions_of(self, ids: Sequence[str]) -> list[Decision]:
        """The decisions with these ids, in the order in which they were made."""
        with self._reading() as connection:
            return decisions.read(connection, D.c.id.in_(ids))

    def last_decision(self, by: str) -> Decision | None:
        """The latest decision of a person that stands; of an article accepted whole that on the article."""
        with self._reading() as connection:
            mine = select(D.c.id, D.c.document_id).where(D.c.by == by, D.c.action != "undo")
            for key, document_id in connection.execute(mine.order_by(D.c.made.desc(), D.c.id)):
                here: ColumnElement[bool] = D.c.document_id == document_id
                some = decisions.read(connection, here if document_id is not None else D.c.document_id.is_(None))
                found = next((d for d in decisions.standing(some) if d.id == key), None)
                if found is not None and "part_of" not in found.detail:
                    return found
        return None

    def _waiting(self, connection: Connection, document: str | None, x: Difference) -> Waiting:
        head = query.head(connection, document) if document else None
        if x.record_id is None or document is None:
            return Waiting(x, head, None)
        found = query.records(connection, x.record_id)
        return Waiting(x, head, next((r.record for r in found if r.document.id == document), None))

    def _differences(self, connection: Connection) -> Iterator[tuple[str | None, Difference]]:
        yield from review.differences(connection)
        chosen = best.chosen(connection, best.standing(connection))
        last = decisions.heads([d for d, _ in chosen])
        for d, incident_id in chosen:
            if d not in last:
                continue
            if incident_id is None:
                if d.detail.get("knows") != GONE:
                    yield None, Difference(GONE, d, INCIDENTS, None)
                continue
            tally = _tally(connection, d, incident_id)
            now = {n: getattr(tally, n) if tally else None for n in NUMBERS}
            fields = tuple((n, d.detail[n], now[n]) for n in NUMBERS if d.detail[n] != now[n])
            if fields:
                yield None, Difference(CHANGED, d, INCIDENTS, incident_id, fields)
        hands = decisions.in_force(connection, D.c.document_id.is_(None), D.c.action.in_((*HANDS, "undo")))
        for d in decisions.heads(hands):
            lost = [a for side in d.detail["accounts"] for a in side if by_hand.find(connection, a) is None]
            if lost and d.detail.get("knows") != GONE:
                fields = tuple(("account", a["id"], None) for a in lost)
                yield None, Difference(GONE, d, INCIDENTS, None, fields)

    def reviewed(self, document_id: str) -> tuple[Reading, dict[tuple[str, str], Review]] | None:
        """An article, or an earlier version of one, as people left it, and what they made of its records, by kind and id; None where there is no such article."""
        with self._reading() as connection:
            reading = readings.read(connection, document_id, reviewed=True)
            found = review.of_documents(connection, [document_id])
            if reading is None and (old := versions.archived(connection, document_id)) is not None:
                return old, {}  # what people decide is about the newest version
        return (reading, {(kind, key): r for (_, kind, key), r in found.items()}) if reading else None

    def reviews_of(self, documents: Sequence[str]) -> dict[tuple[str, str, str], Review]:
        """What people made of the records of some articles, by article, kind and id."""
        with self._reading() as connection:
            return review.of_documents(connection, documents)

    def decision_ids(self, prefix: str) -> list[str]:
        """Ids of decisions that begin with ``prefix``, with or without the word before the dash."""
        with self._reading() as connection:
            return decisions.ids_like(connection, prefix)

    # From one ledger to another

    def export_decisions(self) -> Iterator[str]:
        """All decisions, one JSON object a line, in the order in which they were made."""
        return decisions.as_lines(self.decisions())

    def import_decisions(self, lines: Iterable[str]) -> int:
        """Takes in the decisions of another ledger and tells how many were new. Those on articles that this one does not have count once it does.

        Raises DecisionError for a line that is no decision or was changed on the way; then none is taken in.
        """
        try:
            some = decisions.from_lines(lines)
            for d in some:
                _check(d)
        except ValueError as e:
            raise DecisionError(str(e), do="export them again") from None
        except (KeyError, TypeError, AttributeError) as e:
            raise DecisionError("a decision that this Volgens does not understand", do="update Volgens") from e
        return self._write(lambda connection: len(self._put(connection, some)))


def _sign(
    connection: Connection, document_id: str | None, by: str, reason: str | None, made: str | None, seen: Sequence[str] | None = None
) -> Signed:  # fmt: skip
    name = " ".join(by.split())
    if not any(c.isalnum() for c in name):
        raise DecisionError("nobody decides", do="give your name")
    now = made or decisions.moment(connection, name, document_id)
    return Signed(name, now, (reason or "").strip() or None, seen)


def _check(d: Decision) -> None:
    """Can it be understood? What is taken in must not stand in the way of anything later."""
    kind = str(d.detail.get("kind"))
    if kind in FIELDS:
        anchor, values = Anchor.of(d), d.detail.get("values", {})
        known = isinstance(values, dict) and all(n in FIELDS[kind] or n in FOLLOWS for n in values)
        fits = d.document_id is not None and known and (d.action == "correct" if values else d.action in VERDICTS)
        if fits:
            with_values(anchor.record, values)
    elif kind == "articles":
        fits = d.action == "accept" and d.document_id is not None and isinstance(d.detail.get("records"), dict)
    elif kind == INCIDENTS:
        needed = {"accounts", "outcome", "unit", "party", "best", *NUMBERS}
        fits = d.action == "correct" and needed <= d.detail.keys() and all(map(_is_anchor, d.detail["accounts"]))
    elif d.action in HANDS:
        sides = d.detail.get("accounts")
        fits = isinstance(sides, list) and len(sides) > 1 and all(_is_anchor(a) for side in sides for a in side)
    else:
        fits = d.action == "undo"
    if not fits:
        raise ValueError(f"{d.id} does not say what it is about")


def _is_anchor(known: Any) -> bool:
    """Can an account be found by it?"""
    texts = isinstance(known, dict) and all(isinstance(known.get(k), str) for k in ("id", "document", "family"))
    return texts and all(isinstance(n, int) for start, end in known["triggers"] for n in (start, end))


def _said_already(before: Sequence[Decision], new: Decision) -> Decision | None:
    """The last word on the record, where that is the same, by the same person."""
    last = before[-1] if before else None
    if last is None or (last.by, last.action, last.reason) != (new.by, new.action, new.reason):
        return None
    same = ("record", "values", "knows", "sha256")
    return last if all(last.detail.get(k) == new.detail.get(k) for k in same) else None


def _decision(connection: Connection, given: str) -> tuple[Decision, list[Decision]]:
    """The decision with this id, and all on the same article (or on incidents)."""
    ids = decisions.ids_like(connection, given)
    if len(ids) != 1:
        told = f"{len(ids)} decisions have ids that begin with {given}" if ids else f"no decision {given}"
        raise DecisionError(told, do="see `volgens review log`")
    (one,) = decisions.read(connection, D.c.id == ids[0])
    if one.document_id is None:
        return one, decisions.read(connection, D.c.document_id.is_(None))
    return one, decisions.read(
        connection, decisions.on(versions.newest(connection, one.document_id) or one.document_id)
    )


def _incidents(connection: Connection, d: Decision) -> dict[str, str]:
    """The incident that each account of a decision is in now."""
    known = [a for side in d.detail["accounts"] for a in side]
    found = [a for a in (by_hand.find(connection, k) for k in known) if a is not None]
    return account_rows.labels(connection, A.c.id.in_(found))


def _tally(connection: Connection, d: Decision, incident_id: str) -> Any:
    same = tuple(d.detail[k] for k in ("outcome", "unit", "party"))
    found = incidents.one(connection, incident_id).tallies
    return next((t for t in found if (t.outcome, t.unit, t.party) == same), None)


def _accounts_like(connection: Connection, given: str) -> list[str]:
    """All accounts of the incidents whose id, or that of one of their accounts, begins so."""
    begin = select(A.c.incident_id).where(A.c.id >= given, A.c.id < given + "\U0010ffff")
    return list(connection.execute(select(A.c.id).where(A.c.incident_id.in_(begin))).scalars())


def _is_about(d: Decision, about: str, accounts: set[str], every: Sequence[Decision]) -> bool:
    ids = [d.id, d.target, *([d.document_id] if d.document_id else [])]
    if any(i == about or i.startswith(about) or i.partition("-")[2].startswith(about) for i in ids):
        return True
    if d.undoes:
        return any(_is_about(x, about, accounts, every) for x in every if x.id == d.undoes)
    held = d.detail.get("accounts", [])
    known = [a for side in held for a in (side if isinstance(side, list) else [side])]
    return any(a["id"] in accounts for a in known)
