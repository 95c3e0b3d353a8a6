"""What a request asks for: filters, how many, from where, in which language and form. All of it stands in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request

from volgens.ledger.filters import Filters, known_names
from volgens.wording import LANGUAGES, Labels, labels

ROWS, MOST = 50, 1000  # on a page: usually, and at most
FAR = 1_000_000_000  # that can be passed over
COOKIE = "labels"
REVIEWER = "reviewer"  # the name of the cookie with that of who decides
YEAR = 365 * 24 * 3600  # how long a browser is to remember either, in seconds
FORMS = ("html", "json", "csv", "svg")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, understood. ``given``: the query's own words, for links that keep them; ``own``: words that only this page knows;
    ``reviewer``: who decides here, empty where nobody has said; ``masked``: names of persons are masked, and nobody decides."""

    filters: Filters
    several: bool
    limit: int
    offset: int
    labels: Labels
    form: str
    path: str
    given: tuple[tuple[str, str], ...]
    own: Mapping[str, str]
    reviewer: str
    masked: bool

    @classmethod
    def of(cls, request: Request, own: Sequence[str] = ()) -> "Asked":
        """Raises HTTPException 400, in one line, for what cannot be meant."""
        query = request.query_params
        known = {*known_names(), *own, "limit", "offset", "several", COOKIE}
        for name in query:
            if name not in known:
                raise HTTPException(400, f"no filter {name!r}; there are {', '.join(sorted(known))}")
        try:
            filters = Filters.of(**{n: [v for v in query.getlist(n) if v.strip()] for n in known_names() if n in query})
            limit, offset = (_whole(n, query.get(n) or usual) for n, usual in (("limit", ROWS), ("offset", 0)))
        except ValueError as e:
            raise HTTPException(400, str(e)) from None
        if not (0 < limit <= MOST and 0 <= offset <= FAR):
            raise HTTPException(400, f"limit must be 1 to {MOST} and offset 0 to {FAR}")
        path, _, form = request.url.path.rpartition(".")
        if form not in FORMS or "/" in form:
            path, form = request.url.path, "html"
        several = query.get("several", "") not in ("", "0", "no")
        given = tuple((k, v) for k, v in query.multi_items() if v.strip() and k != COOKIE)
        mine = {n: query.get(n, "").strip() for n in own}
        by = unquote(request.cookies.get(REVIEWER, "")) or request.app.state.reviewer or ""
        return cls(
            filters,
            several,
            limit,
            offset,
            labels(language_of(request)),
            form,
            path,
            given,
            mine,
            by,
            request.app.state.masked,
        )

    @property
    def chosen(self) -> dict[str, list[str]]:
        """What was filtered by, as it was written."""
        out: dict[str, list[str]] = {}
        for name, value in self.given:
            if name in known_names():
                out.setdefault(name, []).append(value)
        return out

    def address(self, form: str = "html", path: str | None = None, **changes: object) -> str:
        """This page in another form, or with some of the query changed; None leaves a word out."""
        kept = [(k, v) for k, v in self.given if k not in changes]
        kept += [(k, str(v)) for k, v in changes.items() if v is not None]
        where = (path if path is not None else self.path) + ("" if form == "html" else f".{form}")
        return where + (f"?{urlencode(kept, errors='replace')}" if kept else "")


def _whole(name: str, given: object) -> int:
    text = str(given)
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(FAR))):
        raise ValueError(f"{name} must be a whole number, not {text!r}")
    return int(text)


def language_of(request: Request) -> str:
    """Chosen in the address, remembered in a cookie, else the first of ours that the browser asks for."""
    wanted = [request.query_params.get(COOKIE), request.cookies.get(COOKIE)]
    wanted += [
        part.partition(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")
    ]
    return next((w for w in wanted if w in LANGUAGES), LANGUAGES[0])
