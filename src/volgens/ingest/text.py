"""Plain text: the file is the article's body, below lines that say what it is, if it has them.

    Titel: Rustige nacht aan de grens
    Bron: Voorbeeldkrant
    Datum: 2025-03-04

    De nacht verliep ...

The words before the colon are data (``front_matter.tsv``). One line that is not of this form makes it all body: nothing is guessed. A headline, a
short line without a full stop above a blank one and sentences, gives the title where no such line does, and stays in the text. So does a line
at the start that gives the day of publication.
"""

import re
from datetime import date

from volgens.ingest.dated import dated
from volgens.ingest.dateline import day_of, stamps
from volgens.ingest.dates import iso
from volgens.ingest.words import Words
from volgens.model import Article, InputError, article_id

_LINE = re.compile(r"([^\W\d_][\w -]{0,30}?)\s*:\s*(\S.*)")
_FENCE = "---"
_HEAD, _HEAD_CHARACTERS = 6, 2_000  # lines, and characters, at the start in which the day of the text may stand
_SHORT, _LONG = 3, 25  # words of a headline
_SENTENCES = re.compile(r"[.!?][\"'”’»)]*(\s|$)")


def text_article(text: str, where: str, words: Words) -> Article:
    """The article of a text file. Line ends become ``\\n`` and blank lines around the body go; all else stays as it is.

    Raises InputError malformed for a date in the front matter that is none.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    given, body = front_matter(text, words)
    body = body.strip("\n \t\ufeff")
    fields = {f: _date(f, given[f], where, words) if f in ("published", "retrieved") else given[f] for f in given}
    if "language" in fields:
        fields["language"] = words.code(fields["language"])
    found = dated([line for line in body[:_HEAD_CHARACTERS].split("\n") if line.strip()][:_HEAD], words.dates)
    if found:
        fields.setdefault("published", found[1])
    title = fields.pop("title", None) or headline(body)
    if found and found[0] == 0 and title == body.partition("\n")[0].strip():  # a day above the headline
        title = headline(body.partition("\n")[2].lstrip("\n"))
    ident = fields.pop("id", None) or article_id(
        body, fields.get("url"), fields.get("publisher"), fields.get("published")
    )
    return Article(id=ident, text=body, title=title, origin=where, **fields)  # type: ignore[arg-type]


def headline(body: str) -> str | None:
    """The first line, where a blank one follows, it is no sentence of its own, and one of the two paragraphs below it (the first may name
    who wrote it) is sentences; else None."""
    line, _, rest = body.partition("\n")
    line = line.strip()
    blank, _, below = rest.partition("\n")
    below = max(below.lstrip("\n").split("\n\n")[:2], key=len)
    sentence = line[-1:] in {".", ":", ";", ",", "-", "…"}
    if blank.strip() or sentence or not _SHORT <= len(line.split()) <= _LONG or line[:1].islower():
        return None
    return line if len(below) > len(line) and _SENTENCES.search(below) else None


def front_matter(text: str, words: Words) -> tuple[dict[str, str], str]:
    """The fields that the lines on top give, and the text below them; no fields where there is no such block."""
    lines = text.lstrip("\n \t\ufeff").split("\n")
    fenced = lines[0].strip() == _FENCE
    fields: dict[str, str] = {}
    for k, line in enumerate(lines[fenced:], int(fenced)):
        if line.strip() == (_FENCE if fenced else ""):
            return (fields, "\n".join(lines[k + 1 :])) if fields else ({}, text)
        found = _LINE.fullmatch(line.strip())
        field = words.front_matter.get(found[1].lower()) if found else None
        if not found or not field:
            break
        if field != "ignore":
            fields.setdefault(field, found[2].strip().strip('"'))
    return {}, text


def _date(field: str, value: str, where: str, words: Words) -> str:
    found = iso(value)
    if found:
        return found
    for stamp in stamps(value, words.dates):
        # A file says when it was written or not at all: no year is worked out here.
        day = day_of(stamp, date.min.replace(year=100)) if stamp.year else None
        if day:
            return stamp.iso(day[0])
    raise InputError("malformed", f"{field} {value!r} is no date", where, "write it as 2025-01-31")
