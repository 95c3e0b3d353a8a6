"""The page of an article links its other versions, and says what changed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.ledger.test_versions import FIRST, SECOND, THIRD
from volgens.export.links import permalink
from volgens.ledger import Ledger
from volgens.web.app import create

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with Ledger(tmp_path / "v.db") as ledger:
        ledger.add_all([FIRST, SECOND, THIRD])
    with TestClient(create(tmp_path / "v.db"), base_url="http://127.0.0.1") as client:
        yield client


def test_the_newest_links_the_earlier_ones(client: TestClient) -> None:
    text = client.get(f"/articles/{THIRD.document.id}", headers=ENGLISH).text
    for earlier in (FIRST, SECOND):
        assert f'href="/articles/{earlier.document.id}"' in text
    assert "17 March 2025, 09:00 UTC" in text
    assert '<strong aria-current="page">17 March 2025, 18:00 UTC</strong> (newest)' in text
    assert f"/review?article={THIRD.document.id}" in text


def test_an_earlier_one_is_readable_and_says_what_it_changed(client: TestClient) -> None:
    text = client.get(f"/articles/{SECOND.document.id}", headers=ENGLISH).text
    assert "zeker 43 mensen" in text
    assert "Changed: 2 changed" in text
    assert "at least 31 people killed ⇒ at least 43 people killed · Petro Kravets" in text
    assert f'href="/articles/{THIRD.document.id}"' in text
    assert "/review?article=" not in text


def test_as_data(client: TestClient) -> None:
    found = client.get(f"/articles/{FIRST.document.id}.json").json()
    assert found["document"]["id"] == FIRST.document.id
    assert [(v["id"], v["newest"]) for v in found["versions"]] == [
        (FIRST.document.id, False),
        (SECOND.document.id, False),
        (THIRD.document.id, True),
    ]


def test_lists_have_the_newest_only(client: TestClient) -> None:
    found = client.get("/articles.json").json()["articles"]
    assert [a["id"] for a in found] == [THIRD.document.id]


def test_a_record_of_an_earlier_version_leads_to_where_it_stands(client: TestClient) -> None:
    figure = FIRST.figures[0]
    answer = client.get(permalink("figures", FIRST.document.id, figure), follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/articles/{FIRST.document.id}#{figure.id}")
    assert (
        client.get(f"/figures/{figure.id[:14]}", follow_redirects=False).headers["location"].endswith(f"#{figure.id}")
    )
    assert client.get("/figures/figure-0000000").status_code == 404
    assert client.get(permalink("figures", THIRD.document.id, THIRD.figures[0])).status_code == 200


def test_a_post_says_when_it_was_changed_whose_it_was_and_how_it_begins(tmp_path: Path) -> None:
    about = {"title": None, "updated": "2025-03-17T16:05:00Z", "forwarded": "Stads<bestuur>", "retrieved": None}
    post = replace(FIRST, document=replace(FIRST.document, **about))
    opening = "Bij de aanval op de markt van Orlova zijn zeker 31 mensen gedood, zei gouverneur Petro…"
    with Ledger(tmp_path / "v.db") as ledger:
        ledger.add(post)
    with TestClient(create(tmp_path / "v.db"), base_url="http://127.0.0.1") as client:
        text = client.get(f"/articles/{post.document.id}", headers=ENGLISH).text
        assert f'<h1 dir="auto">{opening}</h1>' in text
        assert "changed 17 March 2025, 16:05 UTC" in text
        assert "forwarded from Stads&lt;bestuur&gt;" in text
        for address in ("/articles", "/search?q=Orlova", f"/review?article={post.document.id}"):
            assert f">{opening}</a>" in client.get(address, headers=ENGLISH).text
        data = client.get(f"/articles/{post.document.id}.json").json()
        assert data["document"]["title"] is None
        assert client.get("/articles.json").json()["articles"][0]["title"] is None
