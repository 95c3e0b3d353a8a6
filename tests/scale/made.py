"""Articles, and what is looked at of what was made of them."""

from pathlib import Path

from sqlalchemy import select

from volgens.ledger import Ledger, schema
from volgens.model import Article, Reading
from volgens.scale import work


def article(k: int, text: str = "") -> Article:
    return Article(f"a{k:03}", f"{text} tekst {k} ", "nl", origin=f"file:{k}")


def ident(of: Article | Reading | work.Known) -> str:
    if isinstance(of, work.Known):
        return f"known {of.article.id}"
    return of.id if isinstance(of, Article) else of.document.id


def told(found: list[Reading | work.Known]) -> list[tuple[str, str | None]]:
    """Ids, and why an article was skipped."""
    return [
        (r.document.id, r.document.skipped["reason"] if r.document.skipped else None)
        for r in found
        if isinstance(r, Reading)
    ]


def everything(path: Path) -> dict[str, list[str]]:
    """All rows of all tables of a ledger."""
    with Ledger(path, create=False) as ledger, ledger._reading() as connection:
        return {t.name: sorted(map(repr, connection.execute(select(t)))) for t in schema.metadata.sorted_tables}
