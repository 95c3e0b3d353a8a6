"""What people decide about records and incidents, and what a record looks like after it. Decisions are only ever added."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from volgens.model.ids import content_id

# accept, reject, correct: of a record; accept also of a whole article, correct also of a figure of an incident. join, split: of accounts.
ACTIONS = ("accept", "reject", "correct", "join", "split", "undo")
OPEN, ACCEPTED, REJECTED, CORRECTED = STATUSES = ("open", "accepted", "rejected", "corrected")
# How a reading can differ from what was decided (``ledger.reviewing``).
CHANGED, GONE, MOVED, NEW, DISAGREEMENT = DIFFERENCES = ("changed", "gone", "moved", "new", "disagreement")
INCIDENTS = "incidents"  # the kind of thing that a decision on a best number is about
VERDICTS = {"accept": ACCEPTED, "reject": REJECTED}


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one person. ``id`` follows from all the rest, so that a decision brought in twice is one.

    ``made``: an ISO 8601 moment in UTC. ``by``: who decided. ``target``: id of a record, article, account or, for an undo, of a decision.
    ``document_id``: the article that the target stands in. ``detail``: JSON values by action; of a record what it said when it was decided on.
    """

    id: str
    made: str
    by: str
    action: str
    target: str
    document_id: str | None
    detail: dict[str, Any]
    reason: str | None = None
    undoes: str | None = None

    @classmethod
    def of(
        cls,
        made: str,
        by: str,
        action: str,
        target: str,
        document_id: str | None,
        detail: dict[str, Any],
        reason: str | None = None,
        undoes: str | None = None,
    ) -> "Decision":
        """A decision with the id that its content gives it."""
        key = content_id("decision", made, by, action, target, document_id, detail, reason, undoes)
        return cls(key, made, by, action, target, document_id, detail, reason, undoes)

    @classmethod
    def from_dict(cls, values: object) -> "Decision":
        """A decision from its JSON values. Raises ValueError, in one line, for values that are none, or that were changed on the way."""
        if not isinstance(values, dict) or set(values) != {f.name for f in fields(cls)}:
            raise ValueError("not a decision")
        texts = ("id", "made", "by", "action", "target")
        maybe = ("document_id", "reason", "undoes")
        if not (
            all(isinstance(values[k], str) and values[k] for k in texts)
            and all(values[k] is None or isinstance(values[k], str) for k in maybe)
            and isinstance(values["detail"], dict)
            and values["action"] in ACTIONS
            and (values["action"] == "undo") == (values["undoes"] is not None)
        ):
            raise ValueError("not a decision")
        datetime.fromisoformat(values["made"])
        out = cls.of(**{k: v for k, v in values.items() if k != "id"})
        if out.id != values["id"]:
            raise ValueError(f"its content is not that of {values['id']}: it was changed on the way")
        return out

    @property
    def seen(self) -> tuple[str, ...]:
        """Decisions on the same thing that stood when this one was made."""
        return tuple(self.detail.get("seen", ()))

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Correction:
    """A field whose value a person set: ``value`` in the place of ``original``, what the reading says. Both are JSON values."""

    field: str
    value: Any
    original: Any
    decision: str
    by: str
    made: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What people made of a record: a view of their decisions that stand.

    ``status``: one of STATUSES; rejected before corrected before accepted. ``by``, ``made``, ``reason`` and ``decision``: of what gave it that
    status. ``corrections``: fields that differ from the reading, or were set by a person. ``kept``: the latest reading no longer has the record.
    """

    status: str
    by: str | None = None
    made: str | None = None
    reason: str | None = None
    decision: str | None = None
    corrections: tuple[Correction, ...] = ()
    kept: bool = False

    def to_dict(self) -> dict[str, Any]:
        out = asdict(self)
        out["corrections"] = [asdict(c) for c in self.corrections]
        return out

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Review":
        return cls(**{**values, "corrections": tuple(Correction(**c) for c in values["corrections"])})
