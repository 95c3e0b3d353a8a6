"""What stands before every page: who may ask, how much, and what every answer carries so that news stays text and nothing leaves the machine."""

import hmac
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from volgens.web.asked import language_of
from volgens.wording.errors import in_words

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
TOKEN = "token"  # the name of the cookie and of the word in the address
LOCAL = ("127.0.0.1", "localhost", "[::1]")
ANY = "*"
LONGEST = 8192  # characters of an address
BEARER = "bearer "


class Guard:
    """Refuses what comes under another name than ``hosts``, from another site, at too great a length, or without the ``token`` where there is one."""

    def __init__(self, app: ASGIApp, token: str | None, hosts: Sequence[str]):
        self._app, self._token, self._hosts = app, token, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                # What a browser keeps others at the same machine could look up.
                headers.setdefault("cache-control", "no-store" if self._token else "no-cache, private")
            await send(message)

        refused = self._refused(scope)
        await (refused or self._app)(scope, receive, sent)

    def _refused(self, scope: Scope) -> Response | None:
        headers, query = Headers(scope=scope), scope["query_string"].decode("latin-1")
        if not self._is_here(headers.getlist("host")):
            return _line(scope, 400, "this page does not answer to that name: open it as 127.0.0.1 or localhost")
        if _is_from_elsewhere(headers):
            return _line(scope, 403, "another site may not ask for this")
        if len(scope.get("raw_path") or b"") + len(query) > LONGEST:
            return _line(scope, 414, f"an address has {LONGEST} characters at most")
        if not query.isascii():
            return _line(scope, 400, "in an address other letters than those of ASCII are written with percent signs")
        if self._token is None:
            return None
        words = parse_qsl(query, keep_blank_values=True)
        given = [v for k, v in words if k == TOKEN]
        if given and self._is_token(given[-1]):
            kept = urlencode([(k, v) for k, v in words if k != TOKEN])
            path = (scope.get("raw_path") or b"/").decode("latin-1")
            # Not to another host: two slashes at the beginning would name one.
            to = RedirectResponse("/" + path.lstrip("/") + (f"?{kept}" if kept else ""), 303)
            to.set_cookie(TOKEN, self._token, httponly=True, samesite="strict")
            return to
        shown = (cookie_parser(headers.get("cookie", "")).get(TOKEN, ""), _bearer(headers))
        if not given and any(map(self._is_token, shown)):
            return None
        return _line(scope, 401, "open the address with the token that `volgens serve` printed")

    def _is_here(self, names: Sequence[str]) -> bool:
        """Is it asked under a name of ours? A page elsewhere whose name is made to lead to this machine would be under its own."""
        if ANY in self._hosts:
            return True
        return len(names) == 1 and _without_port(names[0].lower()) in self._hosts

    def _is_token(self, given: str) -> bool:
        assert self._token is not None
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode())


def _line(scope: Scope, status: int, told: str) -> Response:
    return PlainTextResponse(f"{in_words(told, language_of(Request(scope)))}\n", status)


def _without_port(name: str) -> str:
    """``127.0.0.1:8765`` and ``[::1]:8765`` without the number."""
    host, colon, port = name.rpartition(":")
    return host if colon and port.isdecimal() and (":" not in host or host.endswith("]")) else name


def _bearer(headers: Headers) -> str:
    """The token that a program sends along (``Authorization: Bearer``)."""
    given = headers.get("authorization", "")
    return given[len(BEARER) :].strip() if given.lower().startswith(BEARER) else ""


def _is_from_elsewhere(headers: Headers) -> bool:
    """Does a page of another site load this into itself? A link from there may be followed; browsers say which it is."""
    site, mode = headers.get("sec-fetch-site"), headers.get("sec-fetch-mode")
    return site in ("cross-site", "same-site") and mode != "navigate"
