"""The application: which address gives which page, and what every answer carries so that news stays text and nothing leaves the machine."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

from anyio import to_thread
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from volgens.ledger import Ledger
from volgens.ledger.items import KINDS
from volgens.model import VolgensError
from volgens.web import (
    api,
    articles,
    charts,
    deciding,
    export,
    incidents,
    map,
    progress,
    records,
    review,
    search,
    settle,
    sources,
)
from volgens.web.answer import as_data, page, static
from volgens.web.asked import COOKIE, FORMS, YEAR, Asked
from volgens.web.exporting import Places
from volgens.web.guard import HEADERS, LOCAL, Guard
from volgens.web.trust import form_of
from volgens.wording import LANGUAGES
from volgens.wording.errors import in_words

THREADS = 7  # that answer at once: each may hold two of the ledger's connections, of which there are fifteen
WHERE = "look at what `volgens serve` wrote in its terminal"
TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "json": "application/json",
}
Answering = Callable[[Ledger, Asked, Request], Response]


def create(
    ledger: str | Path,
    token: str | None = None,
    hosts: tuple[str, ...] = LOCAL,
    reviewer: str | None = None,
    masked: bool = False,
) -> Starlette:
    """The application on a ledger that is there. ``token``: what a browser must show once; ``hosts``: names it answers to; ``reviewer``: who
    decides, where a browser has not said who; ``masked``: names of persons are masked in the ledger, a copy on which nothing is decided.

    Raises LedgerError where the ledger cannot be opened.
    """
    opened = Ledger.open(ledger, create=False)

    def on(handler: Answering, own: Sequence[str] = ()) -> Callable[[Request], Response]:
        return lambda request: _remembering(request, handler(opened, Asked.of(request, own), request))

    def both(path: str, handler: Answering, *forms: str, own: Sequence[str] = ()) -> list[Route]:
        return [Route(p, on(handler, own)) for p in (*(f"{path}.{f}" for f in forms), path)]

    async def posted(request: Request) -> Response:
        return await _decided(opened, request)

    routes = [
        Route("/", on(incidents.several)),
        *both("/incidents", incidents.several, "json", "csv"),
        *both("/incidents/{id:str}", incidents.one, "json"),
        Route("/incidents/{id:str}/{outcome:str}.{unit:str}.svg", on(charts.of_incident)),
        Route("/incidents/{id:str}/time/{outcome:str}.{unit:str}.svg", on(charts.of_incident_by_time)),
        Route("/figures.svg", on(charts.of_list)),
        *both("/map", map.answer, "json", "svg"),
        *both("/articles", articles.several, "json", "csv"),
        *both("/articles/{id:path}", articles.one, "json"),
        *(r for kind in KINDS for r in both(f"/{kind}", records.several(kind), "json", "csv")),
        *(r for kind in KINDS for r in both(f"/{kind}/{{id:str}}", records.one(kind), "json", own=records.OWN)),
        *both("/records/{id:str}", records.one(None), "json", own=records.OWN),
        *both("/sources", sources.several, "json", "csv"),
        *both("/sources/{id:path}", sources.one, "json"),
        *both("/search", search.several, "json"),
        Route("/export", on(export.answer, export.OWN)),
        Route("/reading.json", on(progress.answer)),
        Route("/openapi.json", api.openapi),
        Route("/static/{name:path}", _static),
    ]

    deciding_ = [
        *both("/review", review.one, "json", own=review.OWN),
        Route("/review", posted, methods=["POST"]),
        *both("/settle", settle.several, "json"),
        *both("/decisions", settle.log, "json", own=settle.LOG),
    ]

    @asynccontextmanager
    async def held(_: Starlette) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        opened.close()

    app = Starlette(
        routes=routes if masked else [*deciding_, *routes],
        lifespan=held,
        middleware=[Middleware(Guard, token=token, hosts=hosts)],
        exception_handlers={HTTPException: _refused, VolgensError: _failed, Exception: _broken},
    )
    app.state.masked = masked
    app.state.reviewer, app.state.ledger, app.state.exports = reviewer, str(ledger), Places()
    return app


async def _decided(ledger: Ledger, request: Request) -> Response:
    """What a form decides."""
    form = await form_of(request)
    return await run_in_threadpool(deciding.decide, ledger, Asked.of(request, review.OWN), form)


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    try:
        body = static(name)
    except FileNotFoundError:
        raise HTTPException(404, f"no file {name}") from None
    return Response(body, media_type=TYPES.get(name.rpartition(".")[2], "application/octet-stream"))


def _remembering(request: Request, answer: Response) -> Response:
    """The answer, with the language that the address chose for those to come."""
    chosen = request.query_params.get(COOKIE)
    if chosen in LANGUAGES and answer.status_code == 200:
        answer.set_cookie(COOKIE, chosen, max_age=YEAR, httponly=True, samesite="strict")
    return answer


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    allowed = (error.headers or {}).get("Allow")
    told = error.detail
    if error.status_code == 405 and allowed:
        told = f"{request.method} is not done here; use {allowed}"
    elif error.status_code == 404 and told == HTTPStatus.NOT_FOUND.phrase:  # no route
        told = f"no page {request.url.path}"
    answer = _told(request, error.status_code, told)
    answer.headers.update(error.headers or {})
    return answer


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, VolgensError)
    return _told(request, 503, error)


def _broken(request: Request, error: Exception) -> Response:
    """What nobody foresaw: it is written where the program runs, and not shown. This goes past the guard, so it takes the headers along itself."""
    answer = _told(request, 500, VolgensError("Volgens failed here; nothing was changed", do=WHERE))
    answer.headers.update(HEADERS)
    return answer


def _told(request: Request, status: int, trouble: VolgensError | str) -> Response:
    """What went wrong, in one line, in the reader's language and the form that was asked for."""
    try:
        asked = Asked.of(request)
    except HTTPException:
        asked = Asked.of(Request({**request.scope, "query_string": b""}))
    detail = in_words(trouble, asked.labels.language)
    form = request.url.path.rpartition(".")[2]
    if form in FORMS and form != "html":
        return as_data({"error": detail}, status)
    return page(asked, "error", status, code=status, detail=detail)
