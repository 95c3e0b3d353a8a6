"""``volgens export`` run whole."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest

import volgens.export
from tests.export.filled import filled
from volgens.cli import main
from volgens.cli.export import NAMES
from volgens.export.formats import FORMATS


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "volgens.db"
    with filled(path):
        pass
    monkeypatch.setenv("VOLGENS_LEDGER", str(path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    return path


def test_the_names_are_those_of_the_formats() -> None:
    assert tuple(FORMATS) == NAMES


def test_to_standard_output_with_filters(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "--to", "csv", "--outcome", "captured"]) == 0
    out, err = capfdbinary.readouterr()
    rows = list(csv.DictReader(io.StringIO(out.decode(), newline="")))
    assert {r["record"] for r in rows} == {"claim", "event", "figure"}
    assert err.decode() == f"csv: {len(rows)} rows\n"
    assert all(r["permalink"].startswith("http://127.0.0.1:8765/") for r in rows)


def test_to_a_file_with_the_address_of_the_page(tmp_path: Path) -> None:
    assert main(["export", "--to", "jsonl", "-o", "out.jsonl", "--address", "https://desk.example/"]) == 0
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert all(r["permalink"].startswith(f"https://desk.example/{r['record']}s/") for r in rows)


def test_to_a_folder_in_several_formats(tmp_path: Path) -> None:
    assert main(["export", "--to", "csv", "--to", "acled", "-o", "out/"]) == 0
    assert {p.name for p in (tmp_path / "out").iterdir()} == {
        "volgens.csv",
        "acled.csv",
        "datapackage.json",
        "codebook.md",
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--to", "csv", "--to", "jsonl", "-o", "x.csv"], "2 formats need a folder"),
        (["--to", "xlsx"], "invalid choice: 'xlsx'"),
        (["--to", "csv", "--since", "yesterday"], "since 'yesterday' is no date"),
    ],
)
def test_what_cannot_be_meant_is_one_line(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", *arguments]) == 2
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1


def test_a_folder_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--to", "csv", "-o", "none/x.csv"]) == 1
    assert "none/x.csv: cannot be written" in capsys.readouterr().err


def test_parquet_without_its_library_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "volgens.export.parquet", raising=False)
    monkeypatch.delattr(volgens.export, "parquet", raising=False)
    assert main(["export", "--to", "parquet", "-o", "x.parquet"]) == 1
    assert "pip install 'volgens[parquet]'" in capsys.readouterr().err
    assert not (tmp_path / "x.parquet").exists()


def test_binary_is_not_for_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["export", "--to", "parquet"]) == 2
    assert "nothing for a terminal" in capsys.readouterr().err


def test_nothing_fits(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--to", "acled", "--q", "unheard", "-o", "x.csv"]) == 0
    assert "acled: nothing" in capsys.readouterr().err.lower()
