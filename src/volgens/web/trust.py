"""Who may decide: a form of this program's own pages, sent from one of them, and nothing that another page makes a browser send."""

import hmac
import secrets
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

FORM = "application/x-www-form-urlencoded"
MOST = 256 * 1024  # bytes of a form; the longest has the fields of one record
FIELD = "token"
_TOKEN = secrets.token_urlsafe(24)  # until the program ends


def token() -> str:
    """What every form of ours carries, and no other page can know."""
    return _TOKEN


class Form:
    """The fields of a form, without space around them. What was not given is empty."""

    def __init__(self, fields: list[tuple[str, str]]):
        self._fields = fields

    def __getitem__(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def all(self, name: str) -> list[str]:
        return [v.strip() for k, v in self._fields if k == name]

    def under(self, prefix: str) -> dict[str, str]:
        """Fields whose names begin with ``prefix.``, by what follows it."""
        begin = f"{prefix}."
        return {k.removeprefix(begin): v.strip() for k, v in self._fields if k.startswith(begin)}


async def form_of(request: Request) -> Form:
    """The form that a page of ours sent. Raises HTTPException, in one line, for anything else."""
    _same_origin(request)
    if request.headers.get("content-type", "").partition(";")[0].strip() != FORM:
        raise HTTPException(415, f"decisions come as {FORM}")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            raise HTTPException(413, f"a form has {MOST} bytes at most")
    try:
        form = Form(parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=500))
    except (UnicodeError, ValueError):
        raise HTTPException(400, "not a form") from None
    if not hmac.compare_digest(form[FIELD].encode("utf-8", "replace"), _TOKEN.encode()):
        raise HTTPException(
            403, "this form is from before the program was started: open its page again and decide there"
        )
    return form


def _same_origin(request: Request) -> None:
    """Browsers say where a form comes from, and no page can make them say otherwise."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    elsewhere = site is not None and site not in ("same-origin", "none")
    if elsewhere or (origin is not None and urlsplit(origin).netloc != request.headers.get("host")):
        raise HTTPException(403, "decisions are taken from this program's own pages alone")


def within(address: str) -> str:
    """An address on this page's own host to go back to; the first page for any other."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if inside else "/"
