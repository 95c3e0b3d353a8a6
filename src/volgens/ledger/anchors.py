"""How a decision knows the record that it is about: by its id, and by what it said, so that it is found again in another reading."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from volgens.ledger import archive
from volgens.ledger.contract import FIELDS, KINDS, core, get
from volgens.ledger.rows import Record
from volgens.model import Claim, Decision, Event, Figure, Place, Reading, Time, content_id

CLASSES: Mapping[str, type] = {"claims": Claim, "figures": Figure, "events": Event, "places": Place, "times": Time}
LINKS = {"claim_id": "claims", "event_id": "events", "place_id": "places"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A record as it was read when somebody decided on it.

    ``around``: the records that it hung on, by id. ``beside``: ids of others of its kind on the same words. ``sha256``: of the text. ``knows``: what
    the person knew the reading to say, where that is something else than ``record``.
    """

    kind: str
    record: Record
    around: Mapping[str, tuple[str, Record]]
    beside: frozenset[str]
    sha256: str
    knows: str

    @classmethod
    def of(cls, decision: Decision) -> "Anchor":
        """The anchor of a decision on a record. Raises ValueError for a decision without one."""
        d = decision.detail
        try:
            kind = d["kind"]
            record: Record = archive.value(CLASSES[kind], d["record"])
            around = {key: (k, archive.value(CLASSES[k], r)) for key, (k, r) in d["around"].items()}
            core(record)
            return cls(kind, record, around, frozenset(d["beside"]), d["sha256"], d.get("knows") or told(kind, record))
        except (KeyError, TypeError, AttributeError, ValueError) as e:
            raise ValueError(f"{decision.id} does not say which record it is about") from e


def detail(reading: Reading, kind: str, record: Record) -> dict[str, Any]:
    """What a decision on this record of a reading keeps of it, as JSON values."""
    here = core(record)
    others = [r for r in getattr(reading, kind) if r.id != record.id and core(r).overlaps(here)]
    return {
        "kind": kind,
        "record": asdict(record),
        "around": _around(reading, record),
        "beside": sorted(r.id for r in others),
        "sha256": reading.document.sha256,
    }


def _around(reading: Reading, record: Record) -> dict[str, Any]:
    """The records that one hangs on, and those that they hang on."""
    out: dict[str, Any] = {}
    waiting = [record]
    while waiting:
        r = waiting.pop()
        for link, kind in LINKS.items():
            key = getattr(r, link, None)
            if key is not None and key not in out:
                held = next(x for x in getattr(reading, kind) if x.id == key)
                out[key] = [kind, asdict(held)]
                waiting.append(held)
    return out


def told(kind: str, record: Record) -> str:
    """A short key of what a record says: its fields, its words and where they stand."""
    here = core(record)
    return content_id("told", here.start, here.end, here.text, {n: get(record, n) for n in FIELDS[kind]})


def find(anchor: Anchor, reading: Reading) -> Record | None:
    """The record in another reading of the article: of the same id, else on the same words; None where there is none."""
    return find_like(anchor.kind, anchor.record, anchor.beside, anchor.sha256, reading)


def find_like(kind: str, record: Record, beside: frozenset[str], sha256: str, reading: Reading) -> Record | None:
    some: Sequence[Record] = getattr(reading, kind)
    same = next((r for r in some if r.id == record.id), None)
    if same is not None:
        return same
    here = core(record)
    others = [r for r in some if r.id not in beside]
    if reading.document.sha256 == sha256:

        def shared(r: Record) -> int:
            there = core(r)
            return min(here.end, there.end) - max(here.start, there.start)

        # The same words rather than others that overlap; of two the one that says most of the same.
        on_it = [r for r in others if core(r).overlaps(here)]
        return min(on_it, key=lambda r: (core(r) != here, -shared(r), -_alike(kind, r, record), r.id), default=None)
    moved = [r for r in others if core(r).text == here.text and _quote(r) == _quote(record)]
    return min(moved, key=lambda r: (-_alike(kind, r, record), abs(core(r).start - here.start), r.id), default=None)


def _quote(record: Record) -> str:
    return record.quote.text if isinstance(record, Figure | Event) else core(record).text


def _alike(kind: str, a: Record, b: Record) -> int:
    return sum(get(a, n) == get(b, n) for n in FIELDS[kind])


def same_value(a: Any, b: Any, same_text: bool) -> bool:
    """Are two values of a field the same? Words of a text that has changed are the same wherever they stand."""
    if isinstance(a, dict) and isinstance(b, dict):
        keys = ("text", "start", "end") if same_text else ("text",)
        return all(a.get(k) == b.get(k) for k in keys)
    return bool(a == b)


__all__ = ["CLASSES", "KINDS", "LINKS", "Anchor", "detail", "find", "find_like", "same_value", "told"]
