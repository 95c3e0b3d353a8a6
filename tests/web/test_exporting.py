"""Exports have a process each, few at once, which ends with whoever asked for it."""

import os
import sys
import tempfile
import textwrap
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from volgens.export.output import ExportError
from volgens.web import exporting
from volgens.web.app import create
from volgens.web.exporting import Export, Order, Places

ORDER = Order("volgens.db", "csv", {}, "", False, "en")


def making(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """What stands in for the process that makes exports."""
    before = "import json, os, sys, time, tempfile\njson.load(sys.stdin)\n"
    monkeypatch.setattr(exporting, "COMMAND", (sys.executable, "-c", before + textwrap.dedent(program)))


class Window:
    """Who asks for an export, and goes away once there are so many pieces."""

    def __init__(self, pieces: float = float("inf")):
        self.sent: list[dict[str, Any]] = []
        self._pieces = pieces

    async def receive(self) -> dict[str, Any]:
        while len(self.sent) <= self._pieces:
            await anyio.sleep(0.01)
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.sent.append(message)

    def ask(self, places: Places, order: Order = ORDER) -> None:
        export = Export(places, order, "text/csv", "volgens.csv")
        anyio.run(partial(export, {"type": "http", "method": "GET"}, self.receive, self.send))

    @property
    def body(self) -> bytes:
        return b"".join(m["body"] for m in self.sent[1:])


@pytest.fixture(autouse=True)
def _nothing_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


def test_the_process_ends_with_whoever_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    making(
        monkeypatch, "print(os.getpid(), flush=True)\nopen(tempfile.mkstemp()[1], 'w').write('half')\ntime.sleep(60)"
    )
    places, window = Places(1), Window(pieces=1)
    window.ask(places)
    with pytest.raises(ProcessLookupError):
        os.kill(int(window.body), 0)
    assert places.running == 0


def test_it_goes_out_as_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    making(monkeypatch, "for n in range(3):\n    print(n, flush=True)\n    time.sleep(0.05)")
    window = Window()
    window.ask(Places(1))
    assert window.body == b"0\n1\n2\n"
    assert len(window.sent) > 3
    assert window.sent[-1] == {"type": "http.response.body", "body": b""}


def test_who_comes_when_all_places_are_taken_is_told_when_to_come_again(path: Path) -> None:
    app = create(path)
    app.state.exports = Places(0, waits=0.05)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        answer = client.get("/export?to=csv", headers={"accept-language": "nl"})
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == exporting.AGAIN
        assert "over 30 seconden opnieuw" in answer.text
        assert client.get("/claims").status_code == 200


def test_who_waits_has_the_next_place(monkeypatch: pytest.MonkeyPatch) -> None:
    making(monkeypatch, "print(os.getpid())")
    places, windows = Places(1), [Window(), Window(), Window()]

    async def all_at_once() -> None:
        async with anyio.create_task_group() as tasks:
            for w in windows:
                export = Export(places, ORDER, "text/csv", "volgens.csv")
                tasks.start_soon(export, {"type": "http", "method": "GET"}, w.receive, w.send)

    anyio.run(all_at_once)
    assert len({w.body for w in windows}) == 3


def test_what_cannot_be_made_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    window = Window()
    with pytest.raises(ExportError) as told:
        window.ask(Places(1), Order(str(tmp_path / "none.db"), "csv", {}, "", False, "en"))
    assert "none.db" in str(told.value)
    assert window.sent == []


def test_what_breaks_off_does_not_look_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    making(monkeypatch, "print('half', flush=True)\n1 / 0")
    window = Window()
    with pytest.raises(ExportError, match="could not be made"):
        window.ask(Places(1))
    assert window.body == b"half\n"
    assert window.sent[-1]["more_body"]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_who_takes_nothing_of_it_gives_the_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    making(monkeypatch, "print('a piece', flush=True)\ntime.sleep(60)")
    monkeypatch.setattr(exporting, "STALLED", 0.05)
    window, places = Window(), Places(1)

    async def never(message: Any) -> None:
        if "body" in message:
            await anyio.sleep(60)

    monkeypatch.setattr(window, "send", never)
    with pytest.raises(TimeoutError):
        window.ask(places)
    assert places.running == 0


def test_no_place_is_no_answer_begun() -> None:
    window = Window()
    with pytest.raises(HTTPException):
        window.ask(Places(0, waits=0.01))
    assert window.sent == []
