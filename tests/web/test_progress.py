"""What the page tells of a reading that goes on."""

from pathlib import Path

from starlette.testclient import TestClient

from volgens.ledger import Ledger
from volgens.ledger.running import Running
from volgens.web.app import create
from volgens.web.progress import told
from volgens.wording import labels


def test_the_page_tells_of_it_while_it_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "volgens.db"
    with Ledger(path) as ledger, TestClient(create(path), base_url="http://127.0.0.1") as client:
        assert client.get("/reading.json").json()["running"] == []
        with ledger.telling(5000) as telling:
            telling.tell(5000, 2, 5000)
            (found,) = client.get("/reading.json?labels=nl").json()["running"]
            assert found["told"] == "Wordt gelezen: 5.000 van 5.000 artikelen · 2 overgeslagen"
        assert client.get("/reading.json").json()["running"] == []
    assert [p.name for p in tmp_path.iterdir()] == ["volgens.db"]


def test_how_long_it_may_still_take() -> None:
    assert told(Running(0, 100, 0, 400), labels("en"), 100.0).endswith("100 of 400 articles · about 5 min left")
    assert told(Running(0, 390, 0, 400), labels("nl"), 100.0).endswith("390 van 400 artikelen · nog geen minuut")
    assert told(Running(0, 7), labels("en"), 100.0) == "Being read: 7 articles"
