"""The query commands and explain, run whole on a real ledger."""

import csv
import io
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import volgens.ledger
from tests.ledger.readings import Builder, dutch, english, skipped
from volgens import lexicon
from volgens.cli import main
from volgens.cli.layout import cells
from volgens.ledger import Ledger
from volgens.model import Reason

KINDS = ("claims", "figures", "events", "articles", "sources")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "volgens.db"
    with Ledger(path) as opened:
        opened.add_all([dutch(), english(), skipped()])
    monkeypatch.setenv("VOLGENS_LEDGER", str(path))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return path


class Told:
    """What a command printed, and its exit code."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str):
        self.code = main(arguments)
        self.out, self.err = capsys.readouterr()


@pytest.mark.parametrize("kind", KINDS)
def test_table_fits_in_eighty_columns(ledger: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    told = Told(capsys, kind)
    assert told.code == 0
    assert "\x1b" not in told.out
    assert max(cells(line) for line in told.out.split("\n")) <= 80
    assert told.err.strip().endswith(kind)


def test_figures_as_a_table(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "figures", "--outcome", "captured,injured")
    lines = told.out.split("\n")
    assert lines[0].split() == ["WHAT", "SOURCE", "PLACE", "DATE"]
    assert lines[1].startswith("3 mercenaries captured")
    assert "Amira Haddad" in lines[1]
    assert "  “drie huurlingen gevangengenomen”" in lines
    assert f"  De Waarnemer · 17 Mar 2025 · Leger meldt gevangenen · {dutch().figures[0].id[7:14]}" in lines
    assert told.err == "2 figures\n"


def test_tables_in_dutch(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "claims", "--labels", "nl", "--stance", "denies")
    assert told.out.startswith("BRON")
    assert "ontkent, “ontkenden”" in told.out
    assert told.err == "1 bewering\n"


def test_nothing_found_is_said(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "events", "--place", "Nergenshuizen")
    assert (told.code, told.out) == (0, "")
    assert told.err == f"Nothing in {ledger} matches.\n"


def test_json_lines_are_records_with_their_article(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = [json.loads(line) for line in Told(capsys, "figures", "--json").out.splitlines()]
    assert len(found) == 6
    first = found[0]
    assert {k: first[k] for k in ("low", "high", "best", "outcome")} == {
        "low": 3,
        "high": 3,
        "best": 3,
        "outcome": "captured",
    }
    assert first["source"]["name"] == "Amira Haddad"
    assert first["stance"] == "states"
    assert first["place"]["name"] == "Al Hasira"
    assert {k: first["document"][k] for k in ("id", "title", "publisher", "published")} == {
        "id": "article-1", "title": "Leger meldt gevangenen", "publisher": "De Waarnemer", "published": "2025-03-17",
    }  # fmt: skip
    own = found[1]
    assert (own["source"], own["stance"], own["place"]) == (None, None, None)


def test_json_is_the_record_as_it_was_read(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = Told(capsys, "claims", "--json", "--source", "ministerie van Defensie").out.splitlines()
    found = json.loads(line)
    record = json.loads(json.dumps(dutch().to_dict()["claims"][3]))
    assert {k: found[k] for k in record} == record


@pytest.mark.parametrize("kind", KINDS)
def test_csv_has_a_row_for_each_json_line(ledger: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    rows = list(csv.DictReader(io.StringIO(Told(capsys, kind, "--csv").out)))
    records = [json.loads(line) for line in Told(capsys, kind, "--json").out.splitlines()]
    assert len(rows) == len(records) > 0
    key = "name" if kind == "sources" else "id"
    assert [r[key] for r in rows] == [r[key] for r in records]
    assert all(None not in r and None not in r.values() for r in rows)


def test_csv_cell_is_never_a_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    b = Builder("=1+1 zei hij. Een brand.", title="@kop", publisher="-uitgever")
    b.claim("hij", "zei", "=1+1")
    path = tmp_path / "volgens.db"
    with Ledger(path) as opened:
        opened.add(b.reading())
    (row,) = csv.DictReader(io.StringIO(Told(capsys, "claims", "--csv", "--ledger", str(path)).out))
    assert (row["content"], row["title"], row["publisher"]) == ("'=1+1", "'@kop", "'-uitgever")
    assert row["content_start"] == "0"


def test_filters_of_the_command_line(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def ids(*arguments: str) -> list[str]:
        return [json.loads(line)["id"] for line in Told(capsys, *arguments, "--json").out.splitlines()]

    one, two = dutch(), english()
    assert ids("events", "--type", "kill,injure", "--since", "2025-02", "--until", "2025-02-20") == [one.events[2].id]
    assert ids("claims", "--source", "Haddad", "--source", "resident") == [
        one.claims[0].id,
        two.claims[0].id,
        two.claims[1].id,
    ]
    assert ids("events", "--bbox=48,14,50,17", "--language", "en") == [two.events[0].id]
    assert ids("figures", "--q", "huurlingen") == [one.figures[0].id]
    assert ids("articles", "--publisher", "observer") == ["article-2"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("claims", "--stance", "says"), "stance cannot be 'says'; use states"),
        (("claims", "--since", "gisteren"), "'gisteren' is no date; write 2025-01-11"),
        (("events", "--bbox", "1,2"), "is not west,south,east,north"),
        (("figures", "--json", "--csv"), "not allowed with"),
        (("claims", "--status", "approved"), "status cannot be 'approved'; use open, accepted"),
        (("articles", "article-1", "--q", "leger"), "one article takes no filters"),
    ],
)
def test_wrong_use_is_exit_code_two(
    ledger: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    told = Told(capsys, *arguments)
    assert told.code == 2
    assert message in told.err
    assert told.err.count("\n") == 1


def test_no_ledger_here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "claims", "--ledger", str(tmp_path / "none.db"))
    assert told.code == 1
    assert (
        told.err
        == f"volgens: {tmp_path / 'none.db'}: no such ledger; make one with `volgens read`, or name another with --ledger\n"
    )


def test_locked_ledger_can_still_be_asked(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(ledger, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert Told(capsys, "claims").code == 0


def test_one_article(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "articles", "article-1")
    assert told.code == 0
    assert told.out.startswith("Leger meldt gevangenen\n")
    assert json.loads(Told(capsys, "articles", "article-2", "--json").out) == json.loads(
        json.dumps(english().to_dict())
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("article", "3 ids begin with article: article-1, article-2, article-3; write more of it"),
        ("xyz", "no article xyz in this ledger"),
    ],
)
def test_article_that_is_not_one(ledger: Path, capsys: pytest.CaptureFixture[str], given: str, message: str) -> None:
    told = Told(capsys, "articles", given)
    assert (told.code, told.out) == (1, "")
    assert told.err == f"volgens: {message}\n"


def test_explain_a_figure(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = Told(capsys, "explain", dutch().figures[0].id[:14])
    lines = told.out.split("\n")
    assert lines[0] == f"A figure  {dutch().figures[0].id}"
    assert lines[1] == "  3 mercenaries captured · Al Hasira, Yemen · by 17 March 2025"
    assert lines[2] == "  said by Amira Haddad"
    at = lines.index("The sentence") + 1
    assert lines[at].startswith("  Het leger heeft drie huurlingen gevangengenomen")
    assert lines[at + 1] == "                  ^^^^" + "~" * len(" huurlingen gevangengenomen")
    assert "  number          “drie” (16–20)" in lines
    assert "  the rule figure.outcome_verb" in lines
    assert "    the row nl/outcomes.tsv:3" in lines


@pytest.mark.parametrize("kind", ["claims", "figures", "events", "places", "times", "actors"])
def test_every_kind_of_record_is_explained(ledger: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    for reading in (dutch(), english()):
        for record in getattr(reading, kind):
            told = Told(capsys, "explain", record.id)
            # An actor stands in both articles under one id; the first explains it.
            assert told.code == 0, told.err
            assert record.id in told.out.split("\n")[0]
            assert "^" in told.out
            assert max(cells(line) for line in told.out.split("\n")) <= 80


def test_explain_shows_the_cells_of_the_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The row is looked up in the lexicon as it is now; where that has changed, it says so."""
    words = lexicon.load("nl")
    row = min(words.rows("reporting"), key=lambda r: len(r.example))
    b = Builder("De burgemeester zei dat het brandt.")
    b.claim(
        "De burgemeester",
        "zei",
        "het brandt",
        because=(Reason("claim.test", row.where), Reason("claim.test", "nl/reporting.tsv:999999")),
    )
    reading = b.reading()
    path = tmp_path / "volgens.db"
    with Ledger(path) as opened:
        opened.add(reading)
    told = Told(capsys, "explain", reading.claims[0].id, "--ledger", str(path), "--labels", "en")
    assert f"the row {row.where}" in told.out
    shown = [line.split(maxsplit=1) for line in told.out.split("\n")]
    assert ["lemma", row.lemma] in shown
    assert ["example", row.example] in shown
    assert "not in the lexicon at hand" in told.out
    assert "The lexicon has changed since" in told.out


def test_explain_a_users_own_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "nl" / "channels.tsv"
    own.parent.mkdir()
    columns = [c.name for c in lexicon.schemas()["channels"].columns]
    cells_ = {"phrase": "op Zwaan", "channel": "Zwaan", "example": "Dat schreef hij op Zwaan."}
    own.write_text(
        "# provenance: a test\n" + "\t".join(columns) + "\n" + "\t".join(cells_.get(c, "") for c in columns) + "\n",
        "utf8",
    )
    b = Builder("Het brandt, schreef hij op Zwaan.")
    b.claim("hij", "schreef", "Het brandt", because=(Reason("claim.channel", f"{own}:3"),))
    path = tmp_path / "volgens.db"
    with Ledger(path) as opened:
        opened.add(b.reading())
    told = Told(capsys, "explain", b.claims[0].id, "--ledger", str(path), "--lexicon", str(tmp_path))
    assert "op Zwaan" in told.out
    assert "not in the lexicon" not in told.out


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("zzz", "no record zzz in this ledger"),
        ("claim-", "6 ids begin with claim-"),
        ("article-", "3 ids begin with article-"),
    ],
)
def test_explain_needs_one_record(ledger: Path, capsys: pytest.CaptureFixture[str], given: str, message: str) -> None:
    told = Told(capsys, "explain", given)
    assert (told.code, told.out) == (1, "")
    assert message in told.err


def test_explain_an_article_tells_what_it_is_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ledger.db"
    text = "De keeper stopte een strafschop. De spits schoot in de verlenging raak: 1-0, zei de trainer."
    with Ledger.open(path) as ledger:
        reading = volgens.read(text, language="nl", published="2025-01-11")
        ledger.add(reading)
    told = Told(capsys, "explain", reading.document.id, "--ledger", str(path), "--labels", "en")
    assert told.code == 0
    lines = told.out.split("\n")
    assert lines[0] == f"Article  {reading.document.id}"
    assert any(line.startswith("  It was taken to be about something else") for line in lines)
    assert any(line.startswith("  sport ") and "keeper" in line and "strafschop" in line for line in lines)
    assert any("nl/domain_cues.tsv:" in line for line in lines)
    assert any("left out: the text is not about armed conflict" in line for line in lines)


def test_database_library_is_loaded_only_to_ask() -> None:
    """`volgens --help` and a bare import stay quick."""
    code = (
        "import sys, volgens, volgens.cli\n"
        "volgens.cli.parser_for()\n"
        "print([m for m in ('sqlalchemy', 'numpy', 'onnxruntime') if m in sys.modules])\n"
        "print(volgens.Ledger.__name__, 'sqlalchemy' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "Ledger True"]


def test_only_what_is_offered_is_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = volgens.Nothing
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = volgens.ledger.Nothing
