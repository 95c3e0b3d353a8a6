"""``/review``: what was read, record by record beside its article, for a person to accept, reject or correct."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from volgens.export.records import as_json
from volgens.ledger import Ledger
from volgens.ledger.filters import known_names
from volgens.ledger.items import Item, kind_of, record_of
from volgens.model import Head
from volgens.model.decision import OPEN
from volgens.web.answer import as_data, only, page
from volgens.web.asked import YEAR, Asked
from volgens.web.editing import inputs
from volgens.web.marks import html, marks_of
from volgens.web.trust import Form

OWN = ("article", "item", "end")
PLACE = "place"  # the cookie with where somebody left
PATH = "/review"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: one of the ``items`` of an article that fit the filters. ``again``: they look again at what has a certain status, so that all of
    it is to be gone through, and not only what is open."""

    article: Head
    items: Sequence[Item]
    at: int
    again: bool

    @property
    def item(self) -> Item:
        return self.items[self.at]

    @property
    def left(self) -> int:
        """How many are open."""
        return sum(map(is_open, self.items))

    def next_to_decide(self) -> Item | None:
        """The next one in the article."""
        return next((i for i in self.items[self.at + 1 :] if self.again or is_open(i)), None)


def is_open(item: Item) -> bool:
    return item.review is None or item.review.status == OPEN


def one(ledger: Ledger, asked: Asked, request: Request) -> Response:
    """An item; without a word in the address where one left, else the first there is."""
    if not asked.given and asked.form == "html":
        left = _left(ledger, request.cookies.get(PLACE, ""))
        if left:
            return RedirectResponse(left, 303)
    given = asked.own["article"]
    if given:
        key = only(ledger.document_ids(given), "article", given)
        if key != given:
            return RedirectResponse(asked.address(asked.form, article=key), 307)
    if asked.form == "json":
        return as_data(_values(ledger, asked))
    answer = shown(ledger, asked)
    if given:
        kept = urlencode([(k, v) for k, v in asked.given if k != "end"])
        answer.set_cookie(PLACE, quote(kept, safe=""), max_age=YEAR, httponly=True, samesite="strict", path=PATH)
    if asked.own["end"]:  # the next time from the beginning
        answer.delete_cookie(PLACE, path=PATH)
    return answer


def _left(ledger: Ledger, cookie: str) -> str | None:
    """The address of where one left, if its article is still there."""
    words = [(k, v) for k, v in parse_qsl(unquote(cookie)) if k in (*known_names(), *OWN)]
    article = dict(words).get("article", "")
    return f"{PATH}?{urlencode(words)}" if article and ledger.document_ids(article) == [article] else None


def place(ledger: Ledger, asked: Asked) -> Place | None:
    """Where the address leads: to its item, else the first open one of its article; without an article to the first that has one."""
    given = asked.own["article"]
    head = ledger.head(given) if given else ledger.to_decide_beside(asked.filters)
    if head is None:
        return None
    items = ledger.in_article(head.id, asked.filters)
    if not items:
        return None
    at = next((k for k, i in enumerate(items) if record_of(i).id == asked.own["item"]), None)
    again = bool(asked.filters.status)
    if at is None:
        at = next((k for k, i in enumerate(items) if again or is_open(i)), 0)
    return Place(head, items, at, again)


def after(ledger: Ledger, asked: Asked, here: Place, whole: bool = False) -> str:
    """The address of the next item that is open, in this article (unless the ``whole`` of it is done) or the next; of the end where there is none."""
    found = here.next_to_decide()
    if found is not None and not whole:
        return address(asked, here.article, found)
    head = ledger.to_decide_beside(asked.filters, here.article.id)
    return address(asked, head) if head else asked.address(path=PATH, article=None, item=None, end=1)


def address(asked: Asked, article: Head, item: Item | None = None) -> str:
    found = record_of(item).id if item is not None else None
    return asked.address(path=PATH, article=article.id, item=found, end=None, offset=None, limit=None)


def shown(ledger: Ledger, asked: Asked, trouble: str | None = None, typed: Form | None = None) -> Response:
    """The page. ``trouble``: why a decision could not be taken, with what was ``typed`` for it."""
    status = 422 if trouble else 200
    common: dict[str, Any] = {
        "trouble": trouble,
        "waiting": len(ledger.differences()),
        "last": ledger.last_decision(asked.reviewer) if asked.reviewer else None,
    }
    here = None if asked.own["end"] else place(ledger, asked)
    if here is None:
        return page(asked, "review_end", status, **common, first=ledger.to_decide_beside(asked.filters))
    found = ledger.reviewed(here.article.id)
    assert found is not None  # its head is there
    reading, _ = found
    kind, record = kind_of(here.item), record_of(here.item)
    return page(
        asked,
        "review",
        status,
        **common,
        **_beside(ledger, asked, here),
        here=here,
        rows=[(kind_of(i), record_of(i), i) for i in here.items],
        kind=kind,
        record=record,
        reading=reading,
        text=html(reading.document.text, marks_of(reading), record.id),
        inputs=inputs(kind, record, reading, asked.labels, typed),
        typed=typed,
        history=ledger.history(here.article.id, kind, record.id),
    )


def _beside(ledger: Ledger, asked: Asked, here: Place) -> dict[str, str | None]:
    """Addresses of what comes before and after: of items one by one, decided or not, and of articles with something to decide."""
    earlier = ledger.to_decide_beside(asked.filters, here.article.id, back=True)
    later = ledger.to_decide_beside(asked.filters, here.article.id)
    end = asked.address(path=PATH, article=None, item=None, end=1)
    before = address(asked, here.article, here.items[here.at - 1]) if here.at else None
    skip = here.next_to_decide()
    following = address(asked, here.article, here.items[here.at + 1]) if here.at + 1 < len(here.items) else None
    return {
        "previous": before or (address(asked, earlier) if earlier else None),
        "next": following or (address(asked, later) if later else end),
        "skip": address(asked, here.article, skip) if skip else address(asked, later) if later else end,
        "earlier": address(asked, earlier) if earlier else None,
        "later": address(asked, later) if later else end,
    }


def _values(ledger: Ledger, asked: Asked) -> dict[str, Any]:
    here = place(ledger, asked)
    return {
        "waiting": len(ledger.differences()),
        "article": asdict(here.article) if here else None,
        "at": record_of(here.item).id if here else None,
        "items": [as_json(i) for i in here.items] if here else [],
    }
