"""The articles as a bibliography in BibTeX, for the footnotes of whoever quotes them."""

import re
from typing import BinaryIO
from urllib.parse import quote

from volgens.export.links import of_article
from volgens.export.source import Source
from volgens.model import Document
from volgens.model.ids import content_id
from volgens.model.names import fold

# Braces are counted by BibTeX even behind a backslash, so that they have names of their own; the rest has a meaning to TeX.
_TEX = {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        **{c: f"\\{c}" for c in "%&$#_"}}  # fmt: skip
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # BibTeX's own names  # noqa: SIM905
BABEL = {"nl": "dutch", "en": "english"}


def write(source: Source, out: BinaryIO) -> int:
    """An entry for each article that could be read, in the order of publication."""
    n = 0
    for found, paper in source.papers():
        if found.skipped is None:
            out.write(entry(paper.document, source.address).encode("utf-8", "replace"))
            n += 1
    return n


def entry(d: Document, address: str) -> str:
    """An article. An ``article`` of a journal where the publisher is known, else ``misc``."""
    day = d.published or ""
    fields = {
        "title": f"{{{tex(d.title)}}}"
        if d.title
        else None,  # braces within: no style changes the capitals of a headline
        "journal": tex(d.publisher) if d.publisher else None,
        "year": day[:4] or None,
        "month": None,
        "day": str(int(day[8:10])) if len(day) >= 10 else None,
        "url": address_of(d.url) if d.url else None,
        "urldate": d.retrieved[:10] if d.retrieved else None,
        "language": BABEL.get(d.language or ""),
        "note": f"Volgens: {tex(d.id)}",
        "annote": address_of(address + of_article(d.id)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if len(day) >= 7:
        lines.append(f"  month = {MONTHS[int(day[5:7]) - 1]},")
    return "\n".join((f"@{'article' if d.publisher else 'misc'}{{{key(d)},", *lines, "}\n\n"))


def key(d: Document) -> str:
    """A key that people can read and that no other article has: publisher, year, and a part of the id's hash."""
    who = fold(d.publisher or "").replace(" ", "")
    plain = "".join(c for c in who if c.isascii() and c.isalnum())
    return f"{plain or 'volgens'}{(d.published or '')[:4]}-{content_id('key', d.id)[4:12]}"


def tex(text: str) -> str:
    """The text as TeX prints it, on one line."""
    plain = _CONTROL.sub("", _SPACE.sub(" ", text)).strip()
    return "".join(_TEX.get(c, c) for c in plain)


def address_of(url: str) -> str:
    """An address as the field ``url`` takes it: as it is, without what would end the field or the line."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]-._", errors="replace")
