"""Answers: pages from templates, their JSON twins, tables as CSV."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from volgens.export import reviews
from volgens.export import say as plain
from volgens.export.cells import cell
from volgens.export.formats import FORMATS
from volgens.export.links import permalink
from volgens.export.records import ROWS, as_json
from volgens.ledger.speaker import source_id
from volgens.web.asked import Asked
from volgens.web.choices import choices
from volgens.web.trust import token
from volgens.wording import LANGUAGES, say

CSV, SVG = "text/csv; charset=utf-8", "image/svg+xml"
One = TypeVar("One")


@cache
def environment() -> Environment:
    """Templates with everything escaped, and an error for a name that is not there."""
    made = Environment(
        loader=PackageLoader("volgens.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(say=say, plain=plain, languages=LANGUAGES, choices=choices, told=reviews, form_token=token)
    made.globals.update(permalink=permalink, source_id=source_id, exports=tuple(FORMATS))
    made.filters["urlencode"] = in_address
    made.filters["key"] = lambda record_id: str(record_id).rpartition("-")[2][:7]
    return made


def in_address(value: object) -> str:
    """A word as a part of an address, or names with their values as a query. Ids come from outside: a slash or a lone surrogate means nothing there."""
    if isinstance(value, Mapping):
        return urlencode({k: str(v).encode("utf-8", "replace") for k, v in value.items()})
    return quote(str(value).encode("utf-8", "replace"), safe="")


@cache
def _files() -> Mapping[str, Traversable]:
    """The files that pages load, by their names with their folder: what an address names is looked up here and nowhere else."""
    folder = files("volgens.web") / "static"
    inside = {f"{d.name}/{f.name}": f for d in folder.iterdir() if d.is_dir() for f in d.iterdir() if f.is_file()}
    return {f.name: f for f in folder.iterdir() if f.is_file()} | inside


@cache
def static(name: str) -> bytes:
    """A file of ours that pages load. Raises FileNotFoundError for another."""
    found = _files().get(name)
    if found is None:
        raise FileNotFoundError(name)
    return found.read_bytes()


def page(asked: Asked, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    text = environment().get_template(f"{template}.html").render(asked=asked, labels=asked.labels, **values)
    return HTMLResponse(Markup(text).encode("utf-8", "replace"), status)


def as_data(value: object, status: int = 200) -> Response:
    """JSON; what UTF-8 cannot carry, lone surrogates of a broken text, as escapes."""
    text = json.dumps(value, ensure_ascii=False, default=_plain)
    try:
        body = text.encode()
    except UnicodeEncodeError:
        body = json.dumps(value, default=_plain).encode()
    return Response(body, status, media_type="application/json")


def listed(asked: Asked, kind: str, found: Iterable[Any], template: str, **values: Any) -> Response:
    """A list in the form that is asked for. One more than ``limit`` is looked for, to know whether there is a next page."""
    rows = list(found)
    more, rows = len(rows) > asked.limit, rows[: asked.limit]
    if asked.form == "json":
        return as_data({"offset": asked.offset, "more": more, kind: [as_json(r) for r in rows]})
    if asked.form == "csv":
        return _csv(kind, rows)
    return page(asked, template, kind=kind, rows=rows, more=more, **values)


def only(found: Sequence[One], what: str, given: str) -> One:
    """The one thing that the beginning of an id in an address means. Raises HTTPException 404 for none, or several."""
    if len(found) == 1:
        return found[0]
    raise HTTPException(
        404, f"{len(found)} {what}s begin with {given}; write more of it" if found else f"no {what} {given}"
    )


def moved(asked: Asked, path: str) -> Response:
    """To the address under which it is known now, in the same form."""
    return RedirectResponse(asked.address(asked.form, path), 307)


def _csv(kind: str, rows: Iterable[Any]) -> Response:
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    for k, record in enumerate(rows):
        row = ROWS[kind](record)
        if k == 0:
            write(row)
        write(map(cell, row.values()))
    headers = {"content-disposition": f'attachment; filename="{kind}.csv"'}
    return Response(out.getvalue().encode("utf-8", "replace"), media_type=CSV, headers=headers)


def _plain(value: object) -> object:
    raise TypeError(f"not a JSON value: {type(value).__name__}")
