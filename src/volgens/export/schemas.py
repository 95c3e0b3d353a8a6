"""JSON Schemas of all that is given out as JSON, made from the values' own classes: what a field may hold is told once, in the record.

Every object is closed (``additionalProperties`` false) and has all of its fields, empty ones as null, so that a schema holds for an answer only while it says
all that is in it.
"""

import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from volgens.ledger.contract import ANCHORS, FIELDS, POLARITIES
from volgens.ledger.filters import CERTAINTIES, event_types
from volgens.ledger.found import SourceFound
from volgens.linking import Spot
from volgens.linking import conflicts as conflict
from volgens.linking import tallies as tally
from volgens.model import (
    Actor,
    Claim,
    Decision,
    Event,
    Figure,
    Head,
    Place,
    Reading,
    Reason,
    Source,
    Time,
    Via,
)
from volgens.model.decision import ACTIONS, DIFFERENCES, INCIDENTS, STATUSES, Correction, Review
from volgens.model.record import BOUNDS, OUTCOMES, PLACE_KINDS, PRECISIONS, SOURCE_KINDS, STANCES, UNITS

Schema = dict[str, Any]
TEXT, WHOLE, NUMBER, TRUTH = ({"type": t} for t in ("string", "integer", "number", "boolean"))
_PLAIN = {str: TEXT, int: WHOLE, float: NUMBER, bool: TRUTH, type(None): {"type": "null"}, Any: {}}
# Fields that take one of some words, by name, and where a name means more than one thing by class.
_WORDS: Mapping[str, Sequence[str]] = {
    "stance": STANCES,
    "bound": BOUNDS,
    "unit": UNITS,
    "outcome": OUTCOMES,
    "time_precision": PRECISIONS,
    "certainty": CERTAINTIES,
    "polarity": POLARITIES,
    "anchor": ANCHORS,
    "status": STATUSES,
}
_KINDS: Mapping[type, Sequence[str]] = {
    Source: SOURCE_KINDS,
    Via: SOURCE_KINDS,
    SourceFound: SOURCE_KINDS,
    Actor: SOURCE_KINDS,
    Place: PLACE_KINDS,
    Spot: PLACE_KINDS,
}
STATES = (tally.CURRENT, tally.SUPERSEDED, tally.PART, tally.PERIOD, tally.DENIED, tally.REJECTED)


def ref(name: str) -> Schema:
    """The schema of this name among the components of the OpenAPI document."""
    return {"$ref": f"#/components/schemas/{name}"}


def closed(told: str | None = None, /, **properties: Schema) -> Schema:
    """An object with all of these fields and no others."""
    out: Schema = {"type": "object"} | ({"description": told} if told else {})
    return out | {"properties": properties, "required": list(properties), "additionalProperties": False}


def maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def several(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def by_name(schema: Schema) -> Schema:
    """An object whose names are data."""
    return {"type": "object", "additionalProperties": schema}


def one_of(words: Sequence[str]) -> Schema:
    return {"type": "string", "enum": list(words)}


def of_class(cls: type) -> Schema:
    """The schema of a class of values: its fields with their types, and the words that a field may hold."""
    hints = get_type_hints(cls)
    told = (cls.__doc__ or "").strip().partition("\n")[0]
    own = (
        "" if told.startswith(f"{cls.__name__}(") else told
    )  # a dataclass without words of its own shows its signature
    return closed(own, **{f.name: _field(cls, f.name, hints[f.name]) for f in fields(cls)})


def _field(cls: type, name: str, hint: Any) -> Schema:
    words = event_types() if (cls, name) == (Event, "type") else _WORDS.get(name)
    if name == "kind":
        words = _KINDS.get(cls)
    return one_of(words) if words and hint is str else _of_type(hint)


def _of_type(hint: Any) -> Schema:
    origin, args = get_origin(hint), get_args(hint)
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if is_dataclass(hint):
        return ref(hint.__name__)  # type: ignore[union-attr]
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of_type(a) for a in args]}
    if origin is tuple and args[-1] is Ellipsis:
        return several(_of_type(args[0]))
    if origin is tuple:
        return {"type": "array", "prefixItems": [_of_type(a) for a in args], "items": False}
    if origin is dict:
        return by_name(_of_type(args[1]))
    raise TypeError(f"no schema for {hint}")


def _with(cls: type, told: str, **more: Schema) -> Schema:
    """The fields of a class and some more, as a query gives them."""
    return closed(told, **of_class(cls)["properties"], **more)


def _classes(cls: type, found: dict[str, type]) -> dict[str, type]:
    """A class with all classes of its fields."""
    if cls.__name__ not in found:
        found[cls.__name__] = cls
        for hint in get_type_hints(cls).values():
            for part in (hint, *get_args(hint)):
                if is_dataclass(part):
                    _classes(part, found)  # type: ignore[arg-type]
    return found


_REVIEWED = {"status": one_of(STATUSES), "review": maybe(ref("Review"))}
_DOCUMENT = {"document": ref("Head")}
_SAID = {"source": maybe(ref("Source")), "stance": maybe(one_of(STANCES)), "place": maybe(ref("Place"))}


def _found() -> dict[str, Schema]:
    """What lists hold: records with what they hang on."""
    skipped = maybe(closed(reason=TEXT, detail=TEXT))
    counts = closed(**dict.fromkeys(("claims", "figures", "events", "places", "sources"), WHOLE))
    certainty = maybe(one_of(CERTAINTIES))
    stances = {"type": "object", "propertyNames": {"enum": list(STANCES)}, "additionalProperties": WHOLE}
    sources = {**of_class(SourceFound)["properties"], "stances": stances}
    return {
        "ClaimFound": _with(Claim, "A claim, as people left it.", **_REVIEWED, **_DOCUMENT),
        "FigureFound": _with(Figure, "A figure, as people left it.", certainty=certainty, **_SAID, **_REVIEWED, **_DOCUMENT),
        "EventFound": _with(Event, "An event, as people left it.", **_SAID, **_REVIEWED, **_DOCUMENT),
        "ArticleFound": _with(Head, "An article without its text.", skipped=skipped, counts=counts),
        "SourceFound": closed("Somebody who is given as a source.", **sources),
    }  # fmt: skip


def _incident() -> dict[str, Schema]:
    """An incident, and what stands side by side in it."""
    number, ids = maybe(NUMBER), several(TEXT)
    source = maybe(closed(name=TEXT, kind=one_of(SOURCE_KINDS), party=maybe(TEXT)))
    told = {
        "document": TEXT,
        "published": maybe(TEXT),
        "publisher": maybe(TEXT),
        "claim": maybe(TEXT),
        "source": source,
        "stance": maybe(one_of(STANCES)),
        "quote": TEXT,
    }
    entry = {
        "figure": TEXT,
        **dict.fromkeys(("low", "high", "best"), number),
        "bound": one_of(BOUNDS),
        "party": maybe(TEXT),
        "state": one_of(STATES),
        "superseded_by": maybe(TEXT),
    }
    of_tally = {
        "outcome": one_of(OUTCOMES),
        "unit": one_of(UNITS),
        "low": number,
        "high": number,
        "open": TRUTH,
        "best": number,
        "rule": maybe(TEXT),
        **dict.fromkeys(("low_claims", "high_claims", "low_figures", "high_figures"), ids),
        "sources": WHOLE,
    }
    kinds = (conflict.NUMBERS, conflict.BLAME, conflict.MUTUAL_BLAME, conflict.DENIAL, conflict.SIDES)
    borne = (conflict.CONFIRMS, conflict.SAME_FIGURE)
    pair = {"about": TEXT, "a": ref("Side"), "b": ref("Side")}
    return {
        "Side": closed("A record in a pair, with whose word it is.", record=TEXT, **told),
        "Entry": closed("A figure as one article tells it.", **entry, **told),
        "Tally": closed("The figures of one side.", **of_tally),
        "Figures": closed(
            "One outcome of one kind of thing.",
            **of_tally,
            history=several(ref("Entry")),
            parties=by_name(ref("Tally")),
        ),
        "Conflict": closed("Two statements that cannot both hold.", kind=one_of(kinds), **pair),
        "Corroboration": closed("b bears out a.", kind=one_of(borne), same_side=maybe(TRUTH), **pair),
        "Incident": closed(
            "What several articles report, or one.",
            id=TEXT,
            type=one_of(event_types()),
            title=maybe(TEXT),
            place=maybe(ref("Spot")),
            earliest=maybe(TEXT),
            latest=maybe(TEXT),
            documents=ids,
            publishers=ids,
            independent=WHOLE,
            copies=by_name(TEXT),
            events=ids,
            claims=ids,
            figures=by_name(ref("Figures")),
            conflicts=several(ref("Conflict")),
            corroborations=several(ref("Corroboration")),
        ),
    }


def _reviewing() -> dict[str, Schema]:
    """What waits for a person."""
    kinds = (*FIELDS, INCIDENTS)
    decision = {**of_class(Decision)["properties"], "action": one_of(ACTIONS)}
    field = closed(field=TEXT, decided={}, now={})
    waiting = {
        "kind": one_of(DIFFERENCES),
        "decision": ref("Decision"),
        "record_kind": one_of(kinds),
        "record": {"anyOf": [*(ref(c.__name__) for c in (Claim, Figure, Event, Place, Time)), {"type": "null"}]},
        "fields": several(field),
        "others": several(TEXT),
        "document": maybe(ref("Head")),
    }
    own = {
        "conflict": TRUTH,
        "kind": TEXT,
        "about": TEXT,
        "same_side": maybe(TRUTH),
        "mine": ref("Side"),
        "other": ref("Side"),
    }
    told = closed(id=TEXT, articles=WHOLE)
    page = {
        "kind": one_of(("claims", "figures", "events")),
        "record": ref("Item"),
        "hung": several(ref("Item")),
        "incidents": several(told),
        "beside": several(ref("Pair")),
        "history": several(closed(decision=ref("Decision"), stands=TRUTH)),
    }
    source = {
        "source": maybe(ref("SourceFound")),
        "latest": maybe(WHOLE),
        "types": by_name(WHOLE),
        "outcomes": by_name(WHOLE),
        "offset": WHOLE,
        "more": TRUTH,
        "claims": several(ref("ClaimFound")),
        "incidents": several(closed(id=TEXT, beside=several(ref("Pair")))),
    }
    return {
        "Decision": closed("What a person decided.", **decision),
        "Pair": closed("What one voice says, and another to the contrary or likewise.", **own),
        "RecordPage": closed("A record with what hangs on it, what others say of it, and what people decided.", **page),
        "SourcePage": closed("What a source said, about what, and who agreed or said otherwise.", **source),
        "ReadingFound": _with(
            Reading,
            "A reading, what people made of its records, and which versions of the article there are.",
            reviews=by_name(ref("Review")),
            versions=several(closed(id=TEXT, retrieved=maybe(TEXT), newest=TRUTH)),
        ),
        "Item": {"anyOf": [ref("ClaimFound"), ref("FigureFound"), ref("EventFound")]},
        "Waiting": closed("A reading and a decision that differ, or people who do.", **waiting),
    }


@cache
def components() -> Mapping[str, Schema]:
    """All schemas by name."""
    found: dict[str, type] = {}
    for cls in (Reading, Review, Correction, Head, Spot, Reason):
        _classes(cls, found)
    out = {name: of_class(cls) for name, cls in sorted(found.items())}
    out["Document"]["properties"]["skipped"] = maybe(closed(reason=TEXT, detail=TEXT))
    record = {"anyOf": [ref(c.__name__) for c in (Claim, Figure, Event, Place, Time, Actor)]}
    tables = ("claims", "figures", "events", "places", "times", "actors")
    return {
        **out,
        **_found(),
        **_incident(),
        **_reviewing(),
        "Record": closed("A record of any kind.", kind=one_of(tables), document=ref("Head"), record=record),
        "Error": closed("What went wrong, in one line.", error=TEXT),
    }


def listed(name: str, found: str) -> Schema:
    """A page of a list: from which place on, whether there is more, and what was found."""
    return closed(offset=WHOLE, more=TRUTH, **{name: several(ref(found))})


__all__ = ["closed", "components", "listed", "maybe", "of_class", "one_of", "ref", "several"]
