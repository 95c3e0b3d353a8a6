"""News is not ours to trust: whatever stands in any field of a reading, on every page it stays text, and an article's text is what it was."""

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.ledger.readings import dutch
from tests.ledger.test_linked import reading
from tests.web.breakers import BREAKERS, shown
from volgens.ledger import Ledger
from volgens.model import Reading
from volgens.model.ids import text_hash
from volgens.web.app import create

words = st.lists(
    st.sampled_from(BREAKERS) | st.text(st.characters(exclude_categories=[]), max_size=8), min_size=1, max_size=6
).map("".join)  # fmt: skip
# Fields that the record's contract holds to some words, days or ids; all others can come from an article.
HELD = {"stance", "bound", "unit", "outcome", "polarity", "certainty", "type", "time_precision", "anchor", "precision", "kind", "sha256",
        "earliest", "latest", "claim_id", "event_id", "place_id", "country", "id"}  # fmt: skip
URLS = ("href", "src", "action", "formaction", "poster", "data")
VOID = {"meta", "link", "br", "img", "input", "hr", "source"}


def with_words(value: Any, text: str) -> Any:
    """The same with this text in every field that holds words."""
    if is_dataclass(value) and not isinstance(value, type):
        names = [f.name for f in fields(value)]
        return replace(value, **{n: with_words(getattr(value, n), text) for n in names if n not in HELD})
    if isinstance(value, tuple):
        return tuple(with_words(v, text) for v in value)
    return text if isinstance(value, str) else value


def hostile(text: str) -> list[Reading]:
    """Readings with this text wherever words can stand, and as the end of the article."""
    out = []
    for k, tame in enumerate((dutch(), *(reading(key) for key in "ab"))):
        bad = with_words(replace(tame, provenance=None), text)
        whole = f"{tame.document.text}{text}"
        head = replace(
            bad.document,
            id=f"{k}<b>'\"&?#/ é",
            text=whole,
            sha256=text_hash(whole),
            published=tame.document.published,
            skipped=None,
        )
        out.append(replace(bad, document=head))
    nothing = replace(dutch().document, id=f"9{text}", title=text, skipped={"reason": "failed", "detail": text})
    return [*out, Reading(nothing)]


class Seen(HTMLParser):
    """The tags of a page with the names of their attributes, what is wrong with them, and the words in the article's own element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.wrong: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        given = dict(attrs)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.wrong.append(f"{tag} {name}")
            if name in URLS and not str(value).startswith(("/", "#", "?", "https://", "http://")):
                self.wrong.append(f"{tag} {name}={value}")
        if tag == "script" and not str(given.get("src")).startswith("/static/"):
            self.wrong.append("script")
        if tag in ("style", "iframe", "object", "embed", "base"):
            self.wrong.append(tag)
        if tag not in VOID:
            self.open.append(tag)
            if self._inside:
                self._inside += 1
            if "text" in (given.get("class") or "").split():
                self._inside = 1

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            if not self.open or self.open.pop() != tag:
                self.wrong.append(f"/{tag}")
            self._inside = max(0, self._inside - 1)

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text += data


def seen(page: str) -> Seen:
    out = Seen()
    out.feed(page)
    out.close()
    return out


@contextmanager
def on_pages(folder: Path, text: str) -> Iterator[tuple[TestClient, list[str]]]:
    """The page on a ledger of hostile readings, decided on by somebody of that name, and all its addresses."""
    path = folder / f"{abs(hash(text))}.db"
    path.unlink(missing_ok=True)
    with Ledger(path) as ledger:
        ledger.add_all(hostile(text))
        record = next(iter(ledger.figures(outcome="killed"))).figure.id
        name = " ".join(f"An {text}".split())
        ledger.decide(
            "reject", record, by=name, reason=text, document=next(iter(ledger.figures(outcome="killed"))).document.id
        )
    with TestClient(create(path), base_url="http://127.0.0.1") as client:
        found = client.get("/incidents.json").json()["incidents"]
        lists = [
            "/",
            *(
                f"/{k}"
                for k in (
                    "incidents",
                    "map",
                    "articles",
                    "claims",
                    "figures",
                    "events",
                    "sources",
                    "review",
                    "settle",
                    "search?q=mensen",
                )
            ),
        ]
        ones = [f"/incidents/{i['id']}" for i in found]
        charts = [f"/incidents/{i['id']}/{f['outcome']}.{f['unit']}.svg" for i in found for f in i["figures"].values()]
        records = [
            f"/records/{r['id']}"
            for k in ("claims", "figures", "events")
            for r in client.get(f"/{k}.json").json()[k][-1:]
        ]
        # Ids of known actors come from our own table; others are made so that an address can carry them.
        known = [s["id"] for s in client.get("/sources.json").json()["sources"] if s["actor_id"] is None]
        assert known
        sources = [f"/sources/{quote(s, safe='')}" for s in known[:4]]
        yield client, [*lists, *ones, *sources, *dict.fromkeys(records), *charts, "/map.svg"]
    path.unlink()


def articles(text: str) -> Iterator[tuple[str, str]]:
    """Where each article is, and its text."""
    for r in hostile(text):
        if not r.document.skipped:  # its id has what no address can carry
            yield f"/articles/{quote(r.document.id, safe='')}", r.document.text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


# Without making a failing text shorter: each takes a ledger and all its pages.
@settings(
    max_examples=4, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=[HealthCheck.too_slow]
)
@given(words)
def test_whatever_stands_in_a_field_stays_text(folder: Path, text: str) -> None:
    look(folder, text)


@pytest.mark.parametrize("text", ["".join(BREAKERS), BREAKERS[0] * 3])
def test_all_of_it_at_once(folder: Path, text: str) -> None:
    look(folder, text)


def look(folder: Path, text: str) -> None:
    with on_pages(folder, text) as (client, addresses):
        for address in addresses:
            answer = client.get(address)
            if address.startswith("/records/") and answer.status_code == 404:
                continue  # several articles have it: the page says so
            assert answer.status_code == 200, address
            if address.endswith(".svg"):
                tags = {e.tag.rpartition("}")[2] for e in ElementTree.fromstring(answer.text).iter()}
                assert tags <= {
                    "svg",
                    "title",
                    "rect",
                    "text",
                    "line",
                    "circle",
                    "path",
                    "g",
                    "defs",
                    "pattern",
                    "clipPath",
                }
                continue
            assert seen(answer.text).wrong == [], address
        for address, whole in articles(text):
            page = seen(client.get(address).text)
            assert page.wrong == [], address
            assert page.text == shown(whole)


def test_a_page_has_the_same_tags_whatever_stands_in_it(folder: Path) -> None:
    """Nothing of a text becomes a tag or an attribute: a tame one of the same shape gives the same page."""
    shapes = []
    for text in ("tame", "<b onclick=x>\"'&"):
        with on_pages(folder, text) as (client, addresses):
            pages = [a for a in addresses if not a.endswith(".svg") and not a.startswith(("/records/", "/sources/"))]
            shapes.append([sorted(seen(client.get(a).text).tags) for a in pages])
    assert shapes[0] == shapes[1]


def test_data_gives_the_text_back_as_it_was(folder: Path) -> None:
    text = "".join(BREAKERS)
    with on_pages(folder, text) as (client, _):
        found = client.get("/articles.json").json()["articles"]
        assert text in {a["title"] for a in found}
        rows = list(csv.reader(io.StringIO(client.get("/articles.csv").content.decode("utf8"), newline="")))
        assert all(len(row) == len(rows[0]) for row in rows)
        assert json.loads(client.get("/figures.json").text)["figures"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_of_a_table_is_a_formula(folder: Path, sign: str) -> None:
    """Whatever field it came in by; and numbers below zero stay numbers."""
    text = f"{sign}cmd|'/c calc'!A1"
    with on_pages(folder, text) as (client, _):
        seen = 0
        for kind in ("incidents", "articles", "claims", "figures", "events", "sources"):
            answer = client.get(f"/{kind}.csv")
            assert answer.headers["content-disposition"].startswith("attachment")
            head, *rows = csv.reader(io.StringIO(answer.content.decode("utf8"), newline=""))
            for row in rows:
                assert len(row) == len(head)
                for c in row:
                    number = re.fullmatch(r"-\d+(\.\d+)?", c)
                    assert number or not c.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")), (
                        kind,
                        c,
                    )
                    seen += c.startswith(f"'{sign}")
        assert seen > 20


def test_a_line_of_a_megabyte_on_its_page(folder: Path) -> None:
    path = folder / "long.db"
    first = dutch()
    long = first.document.text.replace("\n", " ") + "<x>" * 333_334
    with Ledger(path) as ledger:
        ledger.add(
            replace(first, document=replace(first.document, text=long, sha256=text_hash(long), title="x" * 1_000_000))
        )
    with TestClient(create(path), base_url="http://127.0.0.1") as client:
        page = seen(client.get("/articles/article-1").text)
        assert page.text == long
        assert page.wrong == []
        assert client.get("/articles").status_code == 200
