"""Bad input through the whole program: one line that says what, where and what to do; no traceback; the others are read."""

import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from volgens.cli import main
from volgens.reader import Reader

GOOD = "De politie meldt zaterdag dat er drie doden zijn gevallen bij een beschieting van Charkov."


@pytest.fixture(scope="module")
def reader():
    """One for all, because it takes a second to load."""
    return Reader()


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch, reader):
    monkeypatch.setattr("volgens.reader.Reader", lambda folders: reader)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VOLGENS_LEDGER", raising=False)
    Path("good.txt").write_text(GOOD, "utf8")


def write(name: str, content: str | bytes) -> str:
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


BAD = {
    "missing": (lambda: "nothing.txt", "nothing.txt: no such file or folder"),
    "no_articles": (lambda: os.mkdir("folder") or "folder", "folder: no articles in this folder"),
    "binary": (lambda: write("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(200)), "photo.txt: this is a picture, not text"),
    "encoding": (
        lambda: write("a.txt", b"\xef\xbb\xbfHet leger\xff\xfe trok zich terug."),
        "a.txt: not utf-8 at byte 12",
    ),
    "empty": (lambda: write("a.txt", "\n\n"), "a.txt: there is no text"),
    "malformed": (lambda: write("a.jsonl", '{"text": "Het leger'), "a.jsonl:1: this is not JSON"),
    "language": (
        lambda: write(
            "a.txt", "Die Armee hat nach eigenen Angaben zwei Dörfer eingenommen und viele Soldaten verloren."
        ),
        "a.txt: written in Duits/German, which cannot be read yet",
    ),
    "too_large": (lambda: write("a.txt", "Het leger viel aan. " * 100_000), "a.txt: 1 999 999 characters"),
    "address": (
        lambda: "https://naam:geheim@example.org/a.html",
        "https://...@example.org/a.html: the address holds a name or password",
    ),
    "private": (lambda: "http://127.0.0.1/a.html", "http://127.0.0.1/a.html: 127.0.0.1 is no public address"),
}


@pytest.mark.parametrize("reason", BAD)
def test_bad_article_is_one_line_and_the_others_are_read(reason, capsys):
    make, words = BAD[reason]
    assert main(["read", "--json", make(), "good.txt"]) == 1
    out, err = capsys.readouterr()
    bad, good = sorted(map(json.loads, out.splitlines()), key=lambda r: r["document"]["skipped"] is None)
    assert bad["document"]["skipped"]["reason"] == reason
    assert bad["claims"] == bad["figures"] == bad["events"] == []
    assert good["document"]["skipped"] is None
    assert good["document"]["text"] == GOOD
    lines = err.splitlines()
    assert lines[0].startswith(f"volgens: skipped {words}")
    assert "; " in lines[0]
    assert lines[1].startswith("Read 1 article in ")
    assert lines[2].startswith(f"Skipped 1 article: 1 {reason} (")
    assert len(lines) == 3


def test_bad_lines_of_a_file_are_named_by_their_number(capsys):
    rows = [
        json.dumps({"text": GOOD}),
        "{",
        '{"text": 1}',
        json.dumps({"text": GOOD, "published": "30-02-2025"}),
        json.dumps({"text": GOOD + " "}),
    ]
    write("a.jsonl", "\n".join(rows))
    assert main(["read", "--json", "--no-ledger", "a.jsonl"]) == 1
    out, err = capsys.readouterr()
    assert [line.split(": ")[1] for line in err.splitlines()[:3]] == [
        "skipped a.jsonl:2",
        "skipped a.jsonl:3",
        "skipped a.jsonl:4",
    ]
    assert len(out.splitlines()) == 5


def test_bad_standard_input(capsys, monkeypatch):
    class Stdin:
        buffer = io.BufferedReader(io.BytesIO(b"\x00\x01\x02\xff" * 100))  # type: ignore[arg-type]

    monkeypatch.setattr("sys.stdin", Stdin)
    assert main(["read", "-"]) == 1
    assert capsys.readouterr().err.startswith("volgens: skipped <stdin>: this is not text; ")


def ledger_of_a_newer_version() -> str:
    assert main(["read", "--json", "good.txt", "--ledger", "newer.db"]) == 0
    with closing(sqlite3.connect("newer.db")) as connection:
        connection.execute("UPDATE ledger_version SET version = 99")
        connection.commit()
    return "newer.db"


LEDGERS = {
    "a folder": lambda: os.mkdir("l.db") or "l.db",
    "no ledger": lambda: write("l.db", "These are notes, not a ledger.\n" * 50),
    "an article": lambda: "good.txt",
    "no such folder": lambda: "nowhere/l.db",
    "not to be written": lambda: "/proc/volgens.db",
    "newer": ledger_of_a_newer_version,
}


@pytest.mark.parametrize("kind", LEDGERS)
def test_bad_ledger_is_one_line_and_nothing_is_touched(kind, capsys):
    path = LEDGERS[kind]()
    before = Path(path).read_bytes() if Path(path).is_file() else None
    capsys.readouterr()
    assert main(["read", "--json", "good.txt", "--ledger", path]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"volgens: {path}: ")
    assert err.count("\n") == 1
    assert "; " in err
    assert (Path(path).read_bytes() if Path(path).is_file() else None) == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--published", "gisteren"], 2, "'gisteren' is no date; write it as 2025-01-31"),
        (["--published", "2025-02-30"], 2, "'2025-02-30' is no date"),
        (["--language", "klingon"], 2, "'klingon' is no language code; write one of en, nl"),
        (["--no-ledger", "--ledger", "x.db"], 2, "--ledger and --no-ledger exclude each other"),
        (["--lexicon", "nowhere"], 1, "nowhere LEX009 no such folder"),
    ],
)
def test_bad_arguments_are_one_line(arguments, code, words, capsys):
    assert main(["read", "good.txt", *arguments]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("volgens")
    assert words in err
    assert err.count("\n") == 1
    assert not Path("volgens.db").exists()


def test_language_that_is_known_but_not_read_skips(capsys):
    assert main(["read", "good.txt", "--language", "de", "--no-ledger"]) == 1
    assert (
        "skipped good.txt: given as Duits/German, which cannot be read yet; languages read: en, nl"
        in capsys.readouterr().err
    )


def test_bad_input_in_a_process_of_its_own():
    """With the real streams: records on standard output, all else on standard error, whatever the terminal's encoding."""
    write("a.jsonl", json.dumps({"text": GOOD + " Één dode in Oekraïne."}, ensure_ascii=False) + "\n{")
    command = [sys.executable, "-m", "volgens.cli", "read", "--json", "a.jsonl", "nothing.txt", "--no-ledger"]
    done = subprocess.run(
        command, capture_output=True, timeout=120, env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    )
    assert done.returncode == 1
    readings = [json.loads(line) for line in done.stdout.decode("utf8").splitlines()]
    assert [bool(r["document"]["skipped"]) for r in readings] == [False, True, True]
    assert b"Traceback" not in done.stderr


def test_a_reader_of_our_output_that_stops_early_leaves_no_traceback():
    write("a.jsonl", "{\n" * 2000)
    command = f"{sys.executable} -m volgens.cli read --json a.jsonl --no-ledger 2>err.txt | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=120)
    assert done.stdout.count(b"\n") == 1
    assert "Traceback" not in Path("err.txt").read_text("utf8")
