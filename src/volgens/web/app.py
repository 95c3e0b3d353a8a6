"""The application: which address gives which page, and what every answer carries so that news stays text and nothing leaves the machine."""

import hmac
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from volgens.ledger import Ledger
from volgens.ledger.items import KINDS
from volgens.model import VolgensError
from volgens.web import (
    api,
    articles,
    charts,
    deciding,
    incidents,
    map,
    progress,
    records,
    review,
    search,
    settle,
    sources,
)
from volgens.web.answer import page, static
from volgens.web.asked import COOKIE, YEAR, Asked
from volgens.web.trust import form_of

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "json": "application/json",
}
TOKEN = "token"  # the name of the cookie and of the word in the address
LOCAL = ("127.0.0.1", "localhost", "[::1]")

Answering = Callable[[Ledger, Asked, Request], Response]


class Guard(BaseHTTPMiddleware):
    """The headers of every answer; with a token, nothing without it."""

    def __init__(self, app: ASGIApp, token: str | None):
        super().__init__(app)
        self.token = token

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        given = request.query_params.get(TOKEN) or request.cookies.get(TOKEN) or ""
        if self.token and not hmac.compare_digest(given.encode(), self.token.encode()):
            answer: Response = PlainTextResponse("open the address with the token that `volgens serve` printed\n", 401)
        elif self.token and TOKEN in request.query_params:
            answer = RedirectResponse(str(request.url.remove_query_params(TOKEN)), 303)
            answer.set_cookie(TOKEN, self.token, httponly=True, samesite="strict")
        else:
            answer = await call_next(request)
        chosen = request.query_params.get(COOKIE)
        if chosen and answer.status_code == 200:
            answer.set_cookie(COOKIE, chosen, max_age=YEAR, httponly=True, samesite="strict")
        answer.headers.update(HEADERS)
        return answer


def create(
    ledger: str | Path, token: str | None = None, hosts: tuple[str, ...] = LOCAL, reviewer: str | None = None
) -> Starlette:
    """The application on a ledger that is there. ``token``: what a browser must show once; ``hosts``: names it answers to; ``reviewer``: who
    decides, where a browser has not said who.

    Raises LedgerError where the ledger cannot be opened.
    """
    opened = Ledger.open(ledger, create=False)

    def on(handler: Answering, own: Sequence[str] = ()) -> Callable[[Request], Response]:
        return lambda request: handler(opened, Asked.of(request, own), request)

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
        *both("/review", review.one, "json", own=review.OWN),
        Route("/review", posted, methods=["POST"]),
        *both("/settle", settle.several, "json"),
        *both("/decisions", settle.log, "json", own=settle.LOG),
        *both("/map", map.answer, "json", "svg"),
        *both("/articles", articles.several, "json", "csv"),
        *both("/articles/{id:path}", articles.one, "json"),
        *(r for kind in KINDS for r in both(f"/{kind}", records.several(kind), "json", "csv")),
        *(r for kind in KINDS for r in both(f"/{kind}/{{id:str}}", records.one(kind), "json", own=records.OWN)),
        *both("/records/{id:str}", records.one(None), "json", own=records.OWN),
        *both("/sources", sources.several, "json", "csv"),
        *both("/sources/{id:path}", sources.one, "json"),
        *both("/search", search.several, "json"),
        Route("/reading.json", on(progress.answer)),
        Route("/openapi.json", api.openapi),
        Route("/static/{name:path}", _static),
    ]

    @asynccontextmanager
    async def held(_: Starlette) -> AsyncIterator[None]:
        yield
        opened.close()

    app = Starlette(
        routes=routes,
        lifespan=held,
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)), Middleware(Guard, token=token)],
        exception_handlers={HTTPException: _refused, VolgensError: _failed},
    )
    app.state.reviewer = reviewer
    return app


async def _decided(ledger: Ledger, request: Request) -> Response:
    """What a form decides."""
    form = await form_of(request)
    return await run_in_threadpool(deciding.decide, ledger, Asked.of(request, review.OWN), form)


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    try:
        if ".." in name.split("/") or "\\" in name:
            raise FileNotFoundError
        body = static(name)
    except (FileNotFoundError, IsADirectoryError):
        raise HTTPException(404, f"no file {name}") from None
    return Response(body, media_type=TYPES.get(name.rpartition(".")[2], "application/octet-stream"))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _told(request, error.status_code, error.detail)


def _failed(request: Request, error: Exception) -> Response:
    return _told(request, 500, str(error))


def _told(request: Request, status: int, detail: str) -> Response:
    """What went wrong, in one line, in the form that was asked for."""
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": detail}, status)
    try:
        asked = Asked.of(request)
    except HTTPException:
        asked = Asked.of(Request({**request.scope, "query_string": b""}))
    return page(asked, "error", status, code=status, detail=detail)
