"""A PDF as one article: its lines in the order of reading, words joined that a line broke, what stands on every page left out."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from volgens.ingest import pdf_order
from volgens.ingest.dated import dated
from volgens.ingest.dateline import is_date_line
from volgens.ingest.decode import read_all
from volgens.ingest.limits import ARTICLE_CHARACTERS, PDF_MEMORY, PDF_PAGES, PDF_SECONDS
from volgens.ingest.markup import tidy
from volgens.ingest.pdf_order import Page, Piece
from volgens.ingest.source import Got, Raw, Source
from volgens.ingest.words import Words
from volgens.model import Article, InputError, article_id

_PROGRAM = Path(__file__).with_name("pdf_lines.py")
_LOCKED = 4  # PDFium's number for a password that is missing
_TOP = 12  # blocks at the start in which the title and the date of the document may stand
_TITLE = 1.2  # times the size of the running text


def pdf(stream: IO[bytes], source: Source) -> Iterator[Got]:
    """The article of a PDF. Raises InputError: locked, damaged, without text, more than can be read."""
    found = _opened(read_all(stream, source.name), source.name)
    pages = [_page(p) for p in found["pages"]]
    unread = [k for k, p in enumerate(found["pages"], 1) if p is None or (p["pictures"] and not p["lines"])]
    blocks = pdf_order.blocks(pages)
    if not any(c.isalpha() for b in blocks for c in b.text):
        what = "its pages are pictures, without text" if unread else "there is no text in it"
        raise InputError("empty", what, source.name, "run it through a program that recognises characters (OCR)")
    every = len(blocks)
    title, blocks = _title(blocks, found["title"])
    published, blocks = _published(blocks, source.words, len(blocks) < every)
    text = "\n\n".join(b.text for b in blocks)
    warnings = []
    if unread:
        shown = ", ".join(map(str, unread[:5])) + (", ..." if len(unread) > 5 else "")
        warnings.append(f"pages that are pictures were not read: {shown}")
    if not published and not source.published:
        warnings.append("the document does not say when it was published; --published tells it")
    yield Raw(
        Article(
            id=article_id(text, published=published),
            text=text,
            title=title,
            published=published,
            origin=source.name,
            warnings=tuple(warnings),
        )
    )


def _opened(raw: bytes, where: str) -> dict[str, Any]:
    """What ``pdf_lines`` makes of the file, in a process of its own."""
    limits = map(str, (PDF_MEMORY, ARTICLE_CHARACTERS + 1, PDF_PAGES))
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(_PROGRAM), *limits], input=raw, capture_output=True, timeout=PDF_SECONDS
        )
        found: dict[str, Any] = json.loads(done.stdout) if not done.returncode else {"error": None}
    except subprocess.TimeoutExpired:
        what = f"reading it takes more than {PDF_SECONDS} seconds"
        raise InputError("too_large", what, where, "save its text as .txt") from None
    except json.JSONDecodeError:
        found = {"error": None}
    if found.get("error") == _LOCKED:
        raise InputError("unreadable", "it is locked with a password", where, "save a copy without one")
    if "count" in found:
        raise InputError("too_large", f"{found['count']} pages, more than {PDF_PAGES}", where, "split it")
    if "pages" not in found:
        raise InputError("malformed", "this PDF is damaged", where, "fetch it again, or save its text as .txt")
    return found


def _page(found: dict[str, Any] | None) -> Page:
    if found is None:
        return Page(0.0, 0.0, ())
    return Page(found["width"], found["height"], tuple(Piece(*line) for line in found["lines"]))


def _title(blocks: list[pdf_order.Block], stated: str) -> tuple[str | None, list[pdf_order.Block]]:
    """The largest of the first blocks where it stands out, and what is left; else what the document's properties say."""
    sizes = sorted(b.size for b in blocks for _ in range(len(b.text)))
    body = sizes[len(sizes) // 2]
    largest = max(blocks[:_TOP], key=lambda b: b.size)
    if len(blocks) > 1 and largest.size > _TITLE * body and any(c.isalpha() for c in largest.text):
        return largest.text, [b for b in blocks if b is not largest]
    return tidy(stated) or None, blocks


def _published(blocks: list[pdf_order.Block], words: Words, titled: bool) -> tuple[str | None, list[pdf_order.Block]]:
    """The day that the head of the document names, and what is left of it. The date of the file's making is none of publication."""
    found = dated([b.text for b in blocks[:_TOP]], words.dates, titled)
    if not found:
        return None, blocks
    k, day = found
    return day, blocks[:k] + blocks[k + 1 :] if is_date_line(blocks[k].text, words.dates) else blocks
