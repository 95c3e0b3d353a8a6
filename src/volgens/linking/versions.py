"""Versions of one article: is a text at the same address another version of it, and which of two versions is the later one."""

from datetime import UTC, datetime

from volgens.fetch import page_key
from volgens.linking.copies import containment, runs
from volgens.model import Document, is_made
from volgens.model.names import fold

# Share of the shorter text's runs of words from which on the longer is a version of it. An article that is brought up to date keeps a part of its
# sentences, and a live blog nearly all; two articles of one outlet share less than this, even with the same lines below them.
KEPT = 0.2


def page_of(d: Document) -> str | None:
    """What the page of an article is known by. None where it has none of its own, and where the article brought an id: that says what it is."""
    return page_key(d.url) if d.skipped is None and is_made(d.id) else None


def is_version(a: Document, b: Document) -> bool:
    """Are two texts from the same address versions of one article?

    They are where they were published at the same moment, or on the same day under the same title, or where one keeps enough of the other. Pages
    that show another article every day are none.
    """
    if a.published and a.published == b.published and len(a.published) > 10:
        return True
    same_day = bool(a.published and b.published) and a.published[:10] == b.published[:10]  # type: ignore[index]
    if same_day and a.title and fold(a.title) == fold(b.title or ""):
        return True
    return a.sha256 == b.sha256 or containment(runs(a.text), runs(b.text)) >= KEPT


def is_later(a: Document, b: Document) -> bool:
    """Is ``a`` as it was after ``b``? False too where one of them does not say when."""
    first, second = as_of(a), as_of(b)
    return first is not None and second is not None and first > second


def as_of(d: Document) -> datetime | None:
    """When the text was as it is: when it was retrieved, else when its publisher last changed it."""
    return moment(d.retrieved) or moment(d.updated)


def moment(iso: str | None) -> datetime | None:
    """An ISO date or date with time; one without a zone is taken as UTC."""
    if not iso:
        return None
    found = datetime.fromisoformat(iso)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def in_order(some: list[Document], newest: str = "") -> list[Document]:
    """The oldest first: by when they were retrieved, else changed, else published; what says neither comes before the others. Of those that say the same the one
    that has most in common with the ``newest`` text is the last."""
    last = runs(newest)

    def key(d: Document) -> tuple[datetime, datetime, int, str]:
        nothing = datetime.min.replace(tzinfo=UTC)
        published = moment(d.published) or nothing
        return as_of(d) or published, published, len(runs(d.text) & last), d.sha256

    return sorted(some, key=key)
