"""``volgens review``: actions from the command line, and a sitting at a terminal."""

import io
import json
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_queries import Told
from tests.ledger.readings import dutch, english, skipped
from tests.ledger.reviewed import CAPTURED, CLAIM, HUNDREDS, SENT, other_id
from tests.ledger.test_linked import reading as strike
from volgens.cli.layout import Style, cells
from volgens.cli.sitting import Sitting
from volgens.ledger import Filters, Ledger
from volgens.wording import LANGUAGES, labels

Capture = pytest.CaptureFixture[str]

WAIT = 60  # seconds for the program to answer


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "volgens.db"
    with Ledger(path) as opened:
        opened.add_all([dutch(), english(), skipped()])
    monkeypatch.setenv("VOLGENS_LEDGER", str(path))
    monkeypatch.setenv("VOLGENS_REVIEWER", "An de Wit")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return path


def test_nobody_decides_by_default(ledger: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOLGENS_REVIEWER")
    told = Told(capsys, "review", "accept", CAPTURED.id)
    assert told.code == 2
    assert (
        told.err
        == "volgens: who decides?; say so with --by 'Your Name', or once and for all: export VOLGENS_REVIEWER='Your Name'\n"
    )
    assert Told(capsys, "review", "--by", "Bo Smit", "accept", CAPTURED.id).code == 0
    assert Told(capsys, "review", "reject", CAPTURED.id, "--by", "Bo Smit").code == 0
    assert len(Told(capsys, "review", "log", "--json").out.splitlines()) == 2


def test_accept_reject_correct_and_their_marks(ledger: Path, capsys: Capture) -> None:
    told = Told(capsys, "review", "accept", CAPTURED.id)
    assert told.code == 0
    assert "An de Wit · accept · " in told.out
    assert "“drie huurlingen gevangengenomen”" in told.out
    Told(capsys, "review", "reject", HUNDREDS.id, "--reason", "vorig jaar")
    Told(capsys, "review", "correct", SENT.id, "value", ">=4500", "party", "Ukraine", "--reason", "telling")
    table = Told(capsys, "figures").out
    assert "  accepted by An de Wit\n" in table
    assert "  rejected by An de Wit: vorig jaar\n" in table
    assert "  corrected by An de Wit: telling\n" in table
    assert "low: 4,500 (read: 4,000)" in " ".join(table.split())
    assert max(cells(line) for line in table.split("\n")) <= 80
    assert Told(capsys, "figures", "--status", "rejected,accepted").err == "2 figures\n"
    shown = Told(capsys, "articles", "article-1").out
    assert "rejected by An de Wit: vorig jaar" in shown
    explained = Told(capsys, "explain", SENT.id).out
    assert "corrected by An de Wit: telling" in explained
    found = [json.loads(line) for line in Told(capsys, "figures", "--json", "--status", "corrected").out.splitlines()]
    assert [(f["status"], f["low"], f["review"]["corrections"][0]["original"]) for f in found] == [
        ("corrected", 4500, 4000)
    ]
    assert "bound: range → at_least" in Told(capsys, "figures", "--csv", "--status", "corrected").out
    whole = json.loads(Told(capsys, "articles", "article-1", "--json").out)
    assert set(whole["reviews"]) == {CAPTURED.id, HUNDREDS.id, SENT.id}
    assert [f["low"] for f in whole["figures"]] == [f.low for f in dutch().figures]


def test_what_is_wrong_is_said_in_one_line(ledger: Path, capsys: Capture) -> None:
    for arguments, words, code in (
        (("correct", CAPTURED.id, "outcome", "dead"), "outcome cannot be 'dead'; it is one of killed", 1),
        (("correct", CAPTURED.id, "outcome"), "outcome has no value; write FIELD VALUE", 2),
        (("accept", "figure-0"), "no record, article or incident figure-0", 1),
        (("undo", "1234567"), "no decision 1234567", 1),
        (("import", "nowhere.jsonl"), "nowhere.jsonl: cannot be read", 2),
        (("bless", CAPTURED.id), "invalid choice", 2),
    ):
        told = Told(capsys, "review", *arguments)
        assert (told.code, told.out) == (code, "")
        assert words in told.err
        assert told.err.count("\n") == 1


def test_undo_and_log(ledger: Path, capsys: Capture) -> None:
    made = json.loads(Told(capsys, "review", "accept", CAPTURED.id, "--json").out)
    assert Told(capsys, "review", "undo", made["id"][9:17], "--by", "Bo Smit", "--reason", "te snel").code == 0
    log = Told(capsys, "review", "log")
    assert log.err == "2 decisions\n"
    assert "Bo Smit · undo " in log.out
    assert Told(capsys, "review", "log", CAPTURED.id).err == "2 decisions\n"
    assert Told(capsys, "review", "log", "--person", "bo smit").err == "1 decision\n"
    assert Told(capsys, "review", "log", "--standing").out.count("undo") == 1
    assert Told(capsys, "review", "log", "article-2").err == "0 decisions\n"


def test_queue_keep_and_take(ledger: Path, capsys: Capture) -> None:
    made = json.loads(Told(capsys, "review", "accept", CAPTURED.id, "--json").out)
    assert Told(capsys, "review", "queue").err == "Nothing to settle.\n"
    with Ledger(ledger) as opened:
        opened.add(other_id(dutch(), outcome="detained"))
    told = Told(capsys, "review", "queue")
    assert told.err == "1 thing to settle\n"
    assert "The reading now says something else than when this was decided" in told.out
    assert "outcome: captured (read: detained)" in told.out
    assert Told(capsys, "review").out == told.out  # not on a terminal: the same
    (waiting,) = (json.loads(line) for line in Told(capsys, "review", "queue", "--json").out.splitlines())
    assert waiting["fields"] == [{"field": "outcome", "decided": "captured", "now": "detained"}]
    assert "iets anders" in Told(capsys, "review", "queue", "--labels", "nl").out
    assert Told(capsys, "review", "keep", made["id"]).code == 0
    assert Told(capsys, "review", "queue").err == "Nothing to settle.\n"


def test_export_and_import(ledger: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    Told(capsys, "review", "accept", CAPTURED.id, "--reason", "gezien\u2028en gehoord")
    Told(capsys, "review", "reject", SENT.id)
    file = tmp_path / "decisions.jsonl"
    assert Told(capsys, "review", "export", "-o", str(file)).code == 0
    printed = Told(capsys, "review", "export").out
    assert printed == file.read_text("utf-8")
    other = ("--ledger", str(tmp_path / "other.db"))
    with Ledger(tmp_path / "other.db") as opened:
        opened.add(dutch())
    assert Told(capsys, "review", *other, "import", str(file)).out == "2 new decisions\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(printed))
    assert Told(capsys, "review", "import", "-", *other).out == "0 new decisions\n"
    assert Told(capsys, "figures", *other, "--status", "rejected").err == "1 figure\n"
    assert Told(capsys, "review", "export", "-o", str(tmp_path)).code == 2


def test_join_split_and_best(ledger: Path, capsys: Capture) -> None:
    with Ledger(ledger) as opened:
        opened.add_all(strike(k) for k in "abcd")
        (lemar,) = opened.incidents(place="Lemar")
        (sulem,) = opened.incidents(place="Sulem")
    assert Told(capsys, "review", "correct", lemar.id, "killed", "31", "--reason", "lijst van namen").code == 0
    shown = Told(capsys, "incident", lemar.id).out
    assert "best: 31 (chosen by An de Wit)" in " ".join(shown.split())
    assert (
        json.loads(Told(capsys, "incident", lemar.id, "--json").out)["figures"]["killed"]["rule"]
        == "reviewer: An de Wit"
    )
    assert Told(capsys, "review", "join", lemar.id, sulem.id).code == 0
    (one,) = json.loads("[" + ",".join(Told(capsys, "incidents", "--several", "--json").out.splitlines()) + "]")
    assert len(one["documents"]) == 4
    assert Told(capsys, "review", "split", one["id"], "article-d").code == 0
    assert len(Told(capsys, "figures", "--incident", lemar.id, "--json").out.splitlines()) == 3
    figure = next(f for f in strike("b").figures)
    Told(capsys, "review", "reject", figure.id)
    shown = Told(capsys, "incident", lemar.id).out
    assert "rejected by a reviewer" in " ".join(shown.split())


# A sitting


class At:
    """A sitting at which these keys are pressed and these answers given; what was shown."""

    def __init__(self, path: Path, keys: str, answers: tuple[str, ...] = (), language: str = "en", **filters: str):
        self.shown: list[str] = []
        pressed, given = iter(keys), iter(answers)
        with Ledger(path) as ledger:
            Sitting(
                ledger,
                "An de Wit",
                labels(language),
                80,
                Style(),
                lambda: next(pressed, ""),
                lambda prompt: next(given),
                self.shown.append,
            ).run(Filters.of(**filters), 100)
            self.statuses = {f.figure.id: f.review.status for f in ledger.figures() if f.review}
            self.decisions = ledger.decisions()
        self.text = "\n".join(self.shown)


def test_a_sitting_goes_through_open_records_in_the_order_of_the_text(ledger: Path) -> None:
    at = At(ledger, "ax q", ("geen getal",), type="capture.person")
    assert "1 of 3" in at.text
    assert [d.action for d in at.decisions] == ["accept", "reject"]
    assert at.decisions[1].reason == "geen getal"
    assert "That was all: 2 decided, 1 left open." in at.text
    assert At(ledger, "", type="capture.person").text.count("1 of 1") == 1


def test_edit_undo_and_keys_that_do_nothing(ledger: Path) -> None:
    at = At(
        ledger, "jzeeu?eq", ("outcome=dead", "", "outcome=missing, party=Oman", "gehoord", "low"), outcome="captured"
    )
    assert "no such key" in at.text
    assert "outcome cannot be 'dead'" in at.text
    assert "'low' sets no field" in at.text
    assert "taken back: undo decision-" in at.text
    assert [d.action for d in at.decisions] == ["correct", "undo"]
    assert at.statuses == {}


def test_whole_article_and_moving_between_articles(ledger: Path) -> None:
    at = At(ledger, "Jwq", stance="states,denies,estimates")
    assert {d.document_id for d in at.decisions} == {"article-2"}
    assert len([d for d in at.decisions if d.action == "accept"]) > 3


def test_a_sitting_settles_first(ledger: Path) -> None:
    with Ledger(ledger) as opened:
        opened.decide("accept", CAPTURED.id, by="Bo Smit")
        opened.decide("reject", CLAIM.id, by="Bo Smit")
        opened.add(other_id(dutch(), outcome="detained"))
    at = At(ledger, "xtq", language="nl", status="corrected")
    assert "De lezing zegt nu iets anders" in at.text
    assert "deze toets doet niets" in at.text
    with Ledger(ledger) as opened:
        assert [f.figure.outcome for f in opened.figures(status="accepted")] == ["detained"]


def test_nothing_to_do(ledger: Path) -> None:
    assert At(ledger, "", status="corrected").text == "Nothing to settle."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_reviews_is_there(language: str) -> None:
    from volgens.model.decision import ACTIONS, DIFFERENCES, STATUSES

    words = labels(language)
    keys = (
        [f"status.{s}" for s in STATUSES] + [f"action.{a}" for a in ACTIONS] + [f"difference.{d}" for d in DIFFERENCES]
    )
    assert all(key in words for key in keys)


@pytest.mark.skipif(sys.platform == "win32", reason="terminals there are something else")
def test_on_a_terminal_a_key_decides(ledger: Path) -> None:
    """The whole program, with a terminal of its own."""
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "volgens.cli", "review", "--outcome", "captured"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as program:
        os.close(theirs)
        shown, pressed = b"", 0
        try:
            while select.select([ours], [], [], WAIT)[0] and (chunk := os.read(ours, 4096)):
                shown += chunk
                if shown.count(b"q quit") > pressed:  # it asks
                    os.write(ours, b"aqq"[pressed : pressed + 1])
                    pressed += 1
        except OSError:  # the other end is closed
            pass
        if program.poll() is None and pressed < 2:
            program.kill()
        assert program.wait(WAIT) == 0, shown.decode()
    os.close(ours)
    assert "That was all: 1 decided" in shown.decode()
    with Ledger(ledger) as opened:
        assert [(d.action, d.by) for d in opened.decisions()] == [("accept", "An de Wit")]
