"""``/export``: the same files as from the command line, with the filters of the page."""

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.export.filled import filled, source
from volgens.export.formats import FORMATS
from volgens.web.app import create


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "volgens.db"
    with filled(path):
        pass
    return path


@pytest.fixture
def client(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with TestClient(create(path), base_url="http://127.0.0.1:8765") as client:
        yield client
        assert list(tmp_path.iterdir()) == []  # nothing is left behind


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_a_download(client: TestClient, name: str) -> None:
    ask = client.get if name in ("sqlite", "rdf") else client.head  # the others are made in tests of their own
    answer = ask("/export", params={"to": name, "place": "Lemar"})
    assert answer.status_code == 200
    assert FORMATS[name].file in answer.headers["content-disposition"]
    assert answer.headers["content-type"].startswith(FORMATS[name].media)
    assert answer.headers["content-security-policy"]
    assert bool(answer.content) == (ask == client.get)


def test_the_filters_are_those_of_the_page(client: TestClient, path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/export?to=csv&outcome=captured").text, newline="")))
    with filled(path) as ledger:
        wanted = [i.document.id for i, _ in source(ledger, outcome="captured").items()]
    assert [r["document_id"] for r in rows] == wanted
    assert all(r["permalink"].startswith("http://127.0.0.1:8765/") for r in rows)
    assert client.get(rows[0]["permalink"]).status_code == 200


def test_names_can_be_masked(client: TestClient) -> None:
    plain, masked = (client.get(f"/export?to=jsonl&language=nl&mask={m}").text.splitlines() for m in ("0", "1"))
    assert len(plain) == len(masked)
    assert all(json.loads(line)["record"] for line in masked)


def test_a_format_that_there_is_not(client: TestClient) -> None:
    answer = client.get("/export?to=xlsx", headers={"accept-language": "nl"})
    assert answer.status_code == 400
    assert "neem csv, jsonl" in answer.text
    assert client.get("/export").status_code == 400


@pytest.mark.parametrize("page", ["/figures", "/events", "/claims", "/articles", "/incidents"])
def test_lists_lead_to_their_exports(client: TestClient, page: str) -> None:
    text = client.get(f"{page}?place=Lemar&offset=1").text
    for name in FORMATS:
        assert f'href="/export?place=Lemar&amp;to={name}">' in text
