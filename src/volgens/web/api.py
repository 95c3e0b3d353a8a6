"""``/openapi.json``: what can be asked of the page as data. Every twin has a row here; what an answer holds follows from the values' own classes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from volgens.export.schemas import NUMBER, TEXT, TRUTH, WHOLE, closed, components, listed, maybe, one_of, ref, several
from volgens.ledger.filters import CHOICES, TOLD
from volgens.ledger.items import KINDS
from volgens.model.record import PLACE_KINDS
from volgens.web.asked import MOST, ROWS
from volgens.web.search import FOUND
from volgens.wording import LANGUAGES

Schema = dict[str, Any]
TYPES = {"json": "application/json", "csv": "text/csv", "svg": "image/svg+xml"}
REFUSED = {"400": "a filter or number that cannot be meant", "404": "nothing has this id, or several have"}


@dataclass(frozen=True, slots=True)
class Twin:
    """An address that gives data. ``path``: without its form, ids in braces; ``filtered``: it takes the filters and gives a page of a list;
    ``own``: words that only it takes, each with what it is."""

    path: str
    told: str
    answer: Schema
    forms: Sequence[str] = ("json",)
    filtered: bool = False
    own: Mapping[str, str] = field(default_factory=dict)


def _list(kind: str, found: str, told: str) -> Twin:
    return Twin(f"/{kind}", told, listed(kind, found), ("json", "csv"), True)


_ON_MAP = closed(id=TEXT, headline=TEXT, title=maybe(TEXT), articles=WHOLE, conflicts=WHOLE)
_PLACE = closed(
    name=TEXT,
    lat=NUMBER,
    lon=NUMBER,
    kind=one_of(PLACE_KINDS),
    radius_km=NUMBER,
    disputed=maybe(TEXT),
    incidents=several(_ON_MAP),
)
_MAP = closed(offset=WHOLE, more=TRUTH, places=several(_PLACE), others=several(_ON_MAP))
_RUNNING = closed(started=WHOLE, done=WHOLE, skipped=WHOLE, total=maybe(WHOLE), told=TEXT)
_WORDS = {
    "article": "the article that it stands in",
    "at": "where its words stand: start-end",
    "was": "the id that led here",
}
_FOUND = ("Incident", "ArticleFound", "ClaimFound", "EventFound", "FigureFound")
_SEARCHED = closed(**{kind: several(ref(name)) for kind, name in zip(FOUND, _FOUND, strict=True)})
TWINS = (
    _list("incidents", "Incident", "What several articles report as one happening, the latest first."),
    Twin("/incidents/{id}", "One incident, by any id that it ever had.", ref("Incident")),
    Twin("/incidents/{id}/{outcome}.{unit}", "The figures of one outcome and unit as a picture.", {}, ("svg",)),
    Twin("/incidents/{id}/time/{outcome}.{unit}", "The same figures by when they were published.", {}, ("svg",)),
    Twin("/figures", "The figures of a list that count the same, by when they were published.", {}, ("svg",), True),
    Twin("/map", "Places with what happened there; others: known by country alone, or not at all.", _MAP, ("json", "svg"), True),
    Twin("/reading", "Who reads articles into the ledger just now.", closed(running=several(_RUNNING), ended=TEXT)),
    Twin(
        "/review",
        "Records to decide on, of the first article that has some, or of `article`; `waiting`: how many differences are to be settled.",
        closed(waiting=WHOLE, article=maybe(ref("Head")), at=maybe(TEXT), items=several(ref("Item"))),
        filtered=True,
        own={"article": "its id, or enough of it", "item": "id of the record that is shown", "end": "1: past the last one"},
    ),
    Twin(
        "/settle",
        "Where readings and decisions no longer say the same, or people decided differently.",
        listed("waiting", "Waiting"),
        own={"limit": "how many", "offset": "how many to pass over"},
    ),
    Twin(
        "/decisions",
        "What people decided, the latest first.",
        closed(offset=WHOLE, more=TRUTH, decisions=several(closed(decision=ref("Decision"), stands=TRUTH))),
        own={"person": "only those of this name", "limit": "how many", "offset": "how many to pass over"},
    ),
    _list("articles", "ArticleFound", "Articles, the latest first."),
    Twin("/articles/{id}", "Everything that one article says: its reading, and what people made of it.", ref("ReadingFound")),
    _list("claims", "ClaimFound", "Who says what."),
    _list("figures", "FigureFound", "Numbers with what they count."),
    _list("events", "EventFound", "What is said to have happened."),
    *(Twin(f"/{kind}/{{id}}", "One of them, with what others say of it and what people decided.", ref("RecordPage"), own=_WORDS)
      for kind in KINDS),
    Twin("/records/{id}", "A place, date or actor; a claim, figure or event is led to its own address.", ref("Record"), own=_WORDS),
    _list("sources", "SourceFound", "Who is given as a source, the most heard first."),
    Twin("/sources/{id}", "What a source said, and what others say of it.", ref("SourcePage"), filtered=True),
    Twin("/search", "The first few of each kind that fit.", _SEARCHED, filtered=True),
)  # fmt: skip


def _parameter(name: str, where: str, told: str, schema: Schema) -> Schema:
    return {"name": name, "in": where, "description": told, "required": where == "path", "schema": schema}


def _query() -> list[Schema]:
    out = []
    for name, (_, told) in TOLD.items():
        one = one_of(CHOICES[name]) if name in CHOICES else TEXT
        out.append(_parameter(name, "query", told, several(one)))  # several values: the name again
    whole = {"type": "integer", "minimum": 0}
    out.append(_parameter("limit", "query", "how many", {**whole, "minimum": 1, "maximum": MOST, "default": ROWS}))
    out.append(_parameter("offset", "query", "how many to pass over", {**whole, "default": 0}))
    out.append(_parameter("several", "query", "1: only incidents that more than one article tells", one_of(("0", "1"))))
    return out


def _operation(twin: Twin, form: str) -> Schema:
    ids = [p.partition("}")[0] for p in twin.path.split("{")[1:]]
    asked = [_parameter(name, "path", "an id, or enough of it" if name == "id" else name, TEXT) for name in ids]
    asked += [_parameter(name, "query", told, TEXT) for name, told in twin.own.items()]
    labels = _parameter("labels", "query", "language of what is told in words", one_of(LANGUAGES))
    answer = {"json": twin.answer, "csv": TEXT, "svg": TEXT}[form]
    refused = {"application/json": {"schema": ref("Error")}}
    return {
        "summary": twin.told,
        "parameters": [*asked, *(_query() if twin.filtered else ()), labels],
        "responses": {
            "200": {"description": twin.told, "content": {TYPES[form]: {"schema": answer}}},
            **{code: {"description": told, "content": refused} for code, told in REFUSED.items()},
        },
    }


@cache
def document() -> Schema:
    """The OpenAPI 3.1 document."""
    paths = {f"{t.path}.{form}": {"get": _operation(t, form)} for t in TWINS for form in t.forms}
    told = (
        "What the ledger holds, as the pages show it. Filters all have to hold; of several values of one filter one has to. "
        "Offsets are half-open, in Unicode code points. Nothing here is a verdict on truth."
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "Volgens", "version": version("volgens"), "description": told},
        "paths": paths,
        "components": {"schemas": dict(components())},
    }


def openapi(request: Request) -> Response:
    return JSONResponse(document())
