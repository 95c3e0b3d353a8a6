"""The fields of a record in a form, as a person reads and writes them, and what a person changed in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from volgens.ledger.contract import FIELDS, get, names
from volgens.ledger.filters import span_of_days
from volgens.ledger.rows import Record
from volgens.model import Claim, Event, Figure, Reading, Time
from volgens.web.choices import Choice
from volgens.web.trust import Form
from volgens.wording import Labels, say

# What other fields of the form say more briefly: a number with its bound, days with how exact they are.
IN_OTHERS = {"value": ("low", "high", "best", "bound"), "when": ("earliest", "latest", "time_precision")}
_SIGNS = {"at_least": ">=", "at_most": "<=", "about": "~"}
_LABELS = {"time_precision": "precision", "source.kind": "kind", "bound": "bounds"}
SHOWN = 60  # characters of a record's words in a list of them


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a form. ``value``: as it stands; ``typed``: what a person wrote instead, where that was refused. ``told``: what it may be.

    ``rare``: other fields of the form say the same.
    """

    name: str
    value: str
    typed: str
    told: str
    choices: list[Choice] | None
    rare: bool


def inputs(kind: str, record: Record, reading: Reading, labels: Labels, typed: Form | None = None) -> list[Input]:
    """The fields that can be corrected, those that say most in a word first."""
    written = typed.under("set") if typed else {}
    together = [n for n in IN_OTHERS if n in names(kind)]
    rare = {n for whole in together for n in IN_OTHERS[whole]}
    out = []
    for name in (*together, *(n for n in names(kind) if n not in IN_OTHERS)):
        value = _together(name, record) if name in together and name not in FIELDS[kind] else _text(get(record, name))
        told = FIELDS[kind][name].told if name in FIELDS[kind] else ""
        chosen = _choices(kind, name, value, reading, labels)
        out.append(Input(name, value, written.get(name, value), told, chosen, name in rare))
    return sorted(out, key=lambda i: i.rare)


def changes(form: Form) -> dict[str, str]:
    """What a person wrote otherwise than it stood in the form; unknown is written as nothing."""
    stood = form.under("was")
    return {name: value for name, value in form.under("set").items() if value != stood.get(name, "")}


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case {"text": str(words)}:
            return words
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def _together(name: str, record: Record) -> str:
    if name == "value" and isinstance(record, Figure):
        return _amount(record)
    if isinstance(record, Figure | Event | Time):
        return _days(record.earliest, record.latest)
    raise TypeError(f"{name} is no field of {type(record).__name__}")


def _amount(f: Figure) -> str:
    """As ``volgens.ledger.contract`` takes it: 27, >=27, <=27, ~27, 20-30; empty for what cannot be written so."""
    if f.bound in ("range", "order"):
        return f"{_text(f.low)}-{_text(f.high)}" if f.low is not None and f.high is not None else ""
    value = next((v for v in (f.best, f.low, f.high) if v is not None), None)
    return "" if value is None else _SIGNS.get(f.bound, "") + _text(value)


def _days(first: str | None, last: str | None) -> str:
    """A day, month or year, else both ends; empty where one of them is not known."""
    if first is None or last is None:
        return ""
    for length in (10, 7, 4):
        whole = first[:length]
        if span_of_days(whole, "when") == (date.fromisoformat(first[:10]), date.fromisoformat(last[:10])):
            return whole
    return f"{first[:10]}..{last[:10]}"


def _choices(kind: str, name: str, value: str, reading: Reading, labels: Labels) -> list[Choice] | None:
    field = FIELDS[kind].get(name)
    if field is None or not (field.choices or field.of):
        return None
    if field.of:
        out = [("", labels("explain.unknown")), *_records(field.of, reading, labels)]
    else:
        out = [(v, called(kind, name, v, labels)) for v in field.choices]
    # What stands there is among them, whatever it is: a form that is sent as it was changes nothing.
    return out if value in dict(out) else [(value, value), *out]


def called(kind: str, name: str, value: str, labels: Labels) -> str:
    """What a fixed word of a field of this kind of record is called."""
    if kind == "places":
        return labels(f"place_kind.{value}")
    if name == "type":
        return labels.event_type(value)
    if name == "unit":
        return labels.forms(f"unit.{value}")[1]
    if name == "anonymous":
        return labels("yes" if value == "true" else "no")
    return labels(f"{_LABELS.get(name, name)}.{value}") or labels("unspecified")


def _records(kind: str, reading: Reading, labels: Labels) -> Iterator[Choice]:
    for r in getattr(reading, kind):
        if isinstance(r, Claim):
            yield r.id, f"{r.source.name}: {_short(r.content.text)}"
        elif isinstance(r, Event):
            yield r.id, f"{labels.event_type(r.type)}: {_short(r.quote.text)}"
        else:
            yield r.id, say.place(r, labels)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"
