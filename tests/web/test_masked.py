"""``serve --mask-persons``: nowhere on the page, in its twins, tables, pictures and exports does a masked name stand."""

import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.export.test_mask import NAMES, article
from tests.ledger.test_linked import reading
from volgens.export.formats import FORMATS
from volgens.export.mask import Masker
from volgens.ledger import Ledger
from volgens.web import masked as masking
from volgens.web.app import create

LINK = re.compile(r'(?:href|src)="(/[^"#]*)')
LISTS = ("incidents", "articles", "claims", "figures", "events", "sources")
FEW = 4  # pages of each kind


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, Path, masking.Keeper]]:
    folder = tmp_path_factory.mktemp("masked")
    with Ledger(folder / "volgens.db") as ledger, Ledger(folder / "copy.db") as copy:
        ledger.add_all([article(), article("n"), reading("a"), reading("b")])
        keeper = masking.Keeper(ledger, copy, Masker(ledger))
        assert keeper.look() == 4
        yield ledger, folder / "copy.db", keeper


@pytest.fixture
def client(ledgers: tuple[Ledger, Path, masking.Keeper]) -> Iterator[TestClient]:
    with TestClient(create(ledgers[1], masked=True), base_url="http://127.0.0.1") as client:
        yield client


def test_no_answer_has_a_masked_name(client: TestClient) -> None:
    starts = ["/", "/map", "/map.svg", "/map.json", "/figures.svg", "/search?q=Lemar", "/search.json?q=Lemar"]
    waiting = starts + [f"/{kind}{form}" for kind in LISTS for form in ("", ".json", ".csv")]
    seen: set[str] = set()
    masks = 0
    kinds: Counter[str] = Counter()
    while waiting:
        address = waiting.pop(0).replace("&amp;", "&")
        kind = re.sub(r"(?<=.)/[^/?]*\d[^/?]*|\?.*", "/x", address)
        if address in seen or kinds[kind] == FEW or address.startswith(("/static/", "/export")):
            continue
        seen.add(address)
        kinds[kind] += 1
        answer = client.get(address)
        assert answer.status_code == 200, address
        words = answer.text.replace("https://bode.example/2025/olena", "")
        assert not [n for n in NAMES if n.casefold() in words.casefold()], address
        masks += "[person " in answer.text
        waiting += LINK.findall(answer.text)
    assert masks > 20
    assert len(kinds) > 20
    assert any(a.startswith("/articles/article-m") for a in seen)


def test_nor_has_an_export(client: TestClient) -> None:
    for name in ("csv", "annotations"):
        text = client.get("/export", params={"to": name}).text
        assert not [n for n in NAMES if n in text]
        assert "[person 1]" in text
    assert client.head("/export", params={"to": next(iter(FORMATS))}).status_code == 200


def test_who_speaks_in_an_office_keeps_the_name(client: TestClient) -> None:
    assert "Ihor Lysenko" in client.get("/sources").text


def test_nobody_is_found_by_a_masked_name(client: TestClient) -> None:
    found = client.get("/search.json", params={"q": "Kravets"}).json()
    assert not any(found.values())


def test_records_are_found_under_the_same_address(client: TestClient) -> None:
    event = article().events[0]
    told = client.get(f"/events/{event.id}", params={"article": "article-m"}).text
    assert "[person 1]" in told
    assert 'class="decide"' not in told


def test_nothing_is_decided_on_it(client: TestClient) -> None:
    assert client.post("/review", data={"do": "accept"}).status_code in (404, 405)
    assert client.get("/review").status_code == client.get("/decisions.json").status_code == 404
    page = client.get("/", headers={"accept-language": "en"}).text
    assert 'href="/review"' not in page
    assert "are masked here" in page


def test_it_keeps_up(ledgers: tuple[Ledger, Path, masking.Keeper], client: TestClient) -> None:
    ledger, _, keeper = ledgers
    assert keeper.look() == 0
    ledger.add(article("late"))
    event = next(e for e in ledger.events() if e.document.id == "article-n")
    ledger.decide("reject", event.event.id, by="An", reason="Kravets", document="article-n")
    assert keeper.look() == 2
    assert client.get("/articles/article-late").status_code == 200
    assert client.get("/articles/article-n.json").json()["events"] == []
    assert keeper.look() == 0


def test_the_process_ends_with_the_page(tmp_path: Path) -> None:
    with Ledger(tmp_path / "volgens.db") as ledger:
        ledger.add(reading("a"))
    copy = tmp_path / "copy.db"
    with subprocess.Popen(masking.COMMAND, stdin=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        print(json.dumps([str(tmp_path / "volgens.db"), str(copy)]), file=process.stdin, flush=True)
        until = time.monotonic() + 60
        while not copy.exists() and time.monotonic() < until:
            time.sleep(0.05)
        process.stdin.close()
        assert process.wait(30) == 0
    assert sys.executable in masking.COMMAND
