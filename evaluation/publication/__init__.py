"""When a page was published and changed: what is read from pages written for this, in the manner of many outlets' markup.

    python -m evaluation.publication

``pages.jsonl`` holds one page a line with what it says: ``published`` and ``updated``, None where it does not. Beside it, on the same pages,
htmldate (MIT), which trafilatura uses. A date that a page does not say is worse than none: invented ones are counted apart.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from volgens.ingest import Words
from volgens.ingest.html import html_article

PAGES = Path(__file__).with_name("pages.jsonl")


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    retrieved: str | None
    latest: str
    published: str | None
    updated: str | None
    html: str


def pages() -> Iterator[Page]:
    for line in PAGES.read_text("utf-8").splitlines():
        yield Page(**json.loads(line))


def ours(page: Page, words: Words) -> tuple[str | None, str | None]:
    """Moments of publication and of change."""
    latest = date.fromisoformat(page.latest)
    article, _ = html_article(page.html.encode(), page.name, words, latest, retrieved=page.retrieved)
    return article.published, article.updated


def measured(published: Callable[[Page], str | None]) -> dict[str, int]:
    """Pages of which the day of publication is right, none where there is one, another one, and one where there is none."""
    out = {"right": 0, "missed": 0, "wrong": 0, "invented": 0}
    for page in pages():
        found, want = ((v or "")[:10] for v in (published(page), page.published))
        kind = "right" if found == want else "missed" if not found else "invented" if not want else "wrong"
        out[kind] += 1
    return out


def main() -> None:
    from htmldate import find_date

    words = Words.load()
    theirs = {
        "htmldate": lambda p: find_date(p.html, original_date=True, max_date=p.latest),
        "htmldate, no guesses": lambda p: find_date(
            p.html, original_date=True, extensive_search=False, max_date=p.latest
        ),
    }
    for name, published in {"volgens": lambda p: ours(p, words)[0], **theirs}.items():
        print(f"{name:22}", "  ".join(f"{n} {kind}" for kind, n in measured(published).items()))


if __name__ == "__main__":
    main()
