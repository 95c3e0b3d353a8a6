"""Every page, its twin, and what every answer carries."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.ledger.readings import dutch, english
from tests.ledger.test_linked import reading
from volgens.export.records import as_json
from volgens.ledger import Ledger
from volgens.ledger.filters import known_names
from volgens.web.app import HEADERS, create

HOSTILE = "</mark><script>alert(1)</script>\"'&amp; \u202etxet\u202c"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "volgens.db"
    first = dutch()
    hostile = replace(
        first.document, id="hostile/1", title=HOSTILE, publisher=HOSTILE, text=first.document.text + HOSTILE
    )
    with Ledger(path) as ledger:
        ledger.add_all([first, english(), *(reading(k) for k in "abcd"), replace(first, document=hostile)])
    return path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(create(path), base_url="http://127.0.0.1") as client:
        yield client


def _pages(path: Path) -> list[str]:
    with Ledger(path) as ledger:
        incident = next(iter(ledger.incidents(several=True))).id
        article = next(iter(ledger.articles())).document.id
        claim = next(iter(ledger.claims(language="en"))).claim.id
    lists = [f"/{k}" for k in ("incidents", "articles", "claims", "figures", "events", "sources")]
    return [
        "/",
        "/map",
        *lists,
        f"/incidents/{incident}",
        f"/articles/{article}",
        f"/records/{claim}",
        "/articles/hostile/1",
    ]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_page_and_its_twin(client: TestClient, path: Path, language: str) -> None:
    for page in _pages(path):
        answer = client.get(page, headers={"accept-language": language})
        assert answer.status_code == 200, page
        assert f'<html lang="{language}">' in answer.text
        assert answer.headers.items() >= HEADERS.items()
        if page != "/":
            assert client.get(f"{page}.json").headers["content-type"] == "application/json"


def test_lists_as_json_are_what_the_ledger_finds(client: TestClient, path: Path) -> None:
    with Ledger(path) as ledger:
        for kind in ("incidents", "articles", "claims", "figures", "events", "sources"):
            found = [json.loads(json.dumps(as_json(r))) for r in getattr(ledger, kind)()]
            assert client.get(f"/{kind}.json").json() == {"offset": 0, "more": False, kind: found}


def test_a_list_by_the_page(client: TestClient) -> None:
    whole = client.get("/events.json").json()["events"]
    parts = []
    for offset in range(0, len(whole), 2):
        part = client.get(f"/events.json?limit=2&offset={offset}").json()
        assert part["more"] == (offset + 2 < len(whole))
        parts += part["events"]
    assert parts == whole
    assert "offset=2" in client.get("/events?limit=2").text


def test_filters_and_csv(client: TestClient) -> None:
    found = client.get("/figures.json?outcome=killed&place=Lemar").json()["figures"]
    assert sorted(f["low"] for f in found) == [27, 31, 31]
    lines = client.get("/figures.csv?outcome=killed&place=Lemar").text.splitlines()
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("address", "code", "words"),
    [
        ("/claims?colour=red", 400, "no filter"),
        ("/figures?outcome=happy", 400, "outcome cannot be"),
        ("/events?limit=0", 400, "limit must be"),
        ("/events?offset=x", 400, "offset must be a whole number"),
        ("/articles/none", 404, "no article none"),
        ("/records/none", 404, "no record none"),
        ("/incidents/none", 404, "no incident none"),
        ("/static/none.css", 404, "no file"),
        ("/static/..%2fapp.py", 404, "no file"),
    ],
)
def test_what_cannot_be_meant_is_told(client: TestClient, address: str, code: int, words: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, words in answer.text) == (code, True)
    assert answer.headers["content-security-policy"]


def test_hostile_text_stays_text(client: TestClient) -> None:
    for page in ("/articles/hostile/1", "/articles", "/claims", "/events", "/incidents"):
        text = client.get(page).text
        assert "<script>alert" not in text
        assert not re.search(r"""<script(?! src="/static/[\w/.-]+" defer></script>)""", text)


def test_an_id_that_the_incident_once_had_leads_to_it(client: TestClient, path: Path) -> None:
    with Ledger(path) as ledger:
        found = next(iter(ledger.incidents(several=True)))
    other = next(p.account.id for p in found.parts if p.account.id != found.id)
    assert client.get(f"/incidents/{other}").url.path == f"/incidents/{found.id}"


def test_other_hosts_are_refused(path: Path) -> None:
    with TestClient(create(path), base_url="http://evil.example") as client:
        assert client.get("/").status_code == 400


def test_a_token_is_asked_for_once(path: Path) -> None:
    with TestClient(create(path, "secret", ("*",)), base_url="http://10.0.0.5") as client:
        assert client.get("/").status_code == 401
        assert client.get("/?token=wrong").status_code == 401
        first = client.get("/?token=secret", follow_redirects=False)
        assert first.headers["location"] == "/"
        assert client.get("/claims").status_code == 200


def test_the_language_is_remembered(client: TestClient) -> None:
    client.get("/claims?labels=nl")
    assert '<html lang="nl">' in client.get("/claims").text


def test_the_form_has_every_filter_and_keeps_what_was_given(client: TestClient) -> None:
    address = "/events?type=attack,kill&place=Lemar&place=Sulem&status=open&bbox=30,40,40,50"
    text = client.get(address).text
    form = text[text.index("<form") : text.index("</form>")]
    for name in known_names():
        assert f'name="{name}"' in form, name
    assert re.findall(r'name="place" value="(\w+)"', form) == ["Lemar", "Sulem"]
    assert re.findall(r'<option value="([^"]+)" selected', form) == ["attack,kill", "open"]
    assert "<details open>" in form
    assert "<details>" in client.get("/events").text


def test_an_article_whose_id_looks_like_a_form(tmp_path: Path) -> None:
    first = dutch()
    with Ledger(tmp_path / "volgens.db") as ledger:
        ledger.add(replace(first, document=replace(first.document, id="folder/news.json")))
    with TestClient(create(tmp_path / "volgens.db"), base_url="http://127.0.0.1") as client:
        page = client.get("/articles/folder%2Fnews.json")
        assert page.headers["content-type"].startswith("text/html")
        assert 'href="/articles/folder/news.json.json"' in page.text
        assert client.get("/articles/folder/news.json.json").json()["document"]["id"] == "folder/news.json"
