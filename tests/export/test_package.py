"""A folder of exports: all files or none, and a description that other programs check."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.export.filled import filled, source
from volgens.export import package
from volgens.export.columns import NATIVE, TABLES
from volgens.export.formats import FORMATS, Format
from volgens.export.output import ExportError, whole
from volgens.export.tables import TYPES
from volgens.ledger import Filters

pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("package") / "export"
    with filled(made.parent / "volgens.db") as ledger:
        package.write(source(ledger, since="2025-03-01"), list(FORMATS.values()), made)
    return made


def test_the_description_names_every_file_as_it_is(folder: Path) -> None:
    told = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert [r["name"] for r in told["resources"]] == list(FORMATS)
    for r in told["resources"]:
        raw = (folder / r["path"]).read_bytes()
        assert r["count"] > 0
        assert (r["bytes"], r["hash"]) == (len(raw), f"sha256:{hashlib.sha256(raw).hexdigest()}")
    assert told["filters"] == {"since": "2025-03-01"}
    assert told["names_masked"] is False
    assert {p.name for p in folder.iterdir()} == {
        "datapackage.json",
        "codebook.md",
        *(f.file for f in FORMATS.values()),
    }


def test_frictionless_finds_no_fault_in_it(folder: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(folder / "datapackage.json"))
    faults = [(t.name, e.title, e.note) for t in report.tasks for e in t.errors]
    assert faults in (
        [],
        [("parquet", "Byte Count Error", faults[0][2])],
    )  # it does not count the bytes of a Parquet file
    assert [t.name for t in report.tasks] == list(FORMATS)
    assert {t.name: t.stats["rows"] for t in report.tasks if t.type == "table"}["csv"] == 20


def test_the_codebook_has_every_column(folder: Path) -> None:
    text = (folder / "codebook.md").read_text("utf-8")
    for table in TABLES.values():
        assert f"(`{table.name}`)" in text
        assert all(f"| `{name}` |" in text for name in table.names)
        assert all(c.type in TYPES and c.told for c in table.columns)
        assert all(c.ours or not table.code or c.told for c in table.columns)


def test_a_file_stands_there_whole_or_as_it_was(tmp_path: Path) -> None:
    old = tmp_path / "volgens.csv"
    old.write_text("old")

    def half_way() -> None:
        with whole(old, tmp_path / "other.csv") as (one, other):
            one.write(b"new")
            other.write(b"new")
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError):
        half_way()
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("volgens.csv", "old")]
    with whole(old) as (out,):
        out.write(b"new")
        assert old.read_text() == "old"
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("volgens.csv", "new")]


def test_a_place_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written") as told, whole(tmp_path / "none" / "volgens.csv"):
        raise AssertionError("it cannot be opened")
    assert "\n" not in str(told.value)
    (tmp_path / "file").write_text("")
    with filled(tmp_path / "volgens.db") as ledger, pytest.raises(ExportError, match="no folder can be made"):
        package.write(source(ledger), [FORMATS["jsonl"]], tmp_path / "file" / "folder")


def test_one_format_that_fails_leaves_no_other_behind(tmp_path: Path) -> None:
    def fails(*_: object) -> int:
        raise ExportError("out of ink")

    broken = Format("broken", "x", "text/plain", "", fails)
    with filled(tmp_path / "volgens.db") as ledger, pytest.raises(ExportError, match="out of ink"):
        package.write(source(ledger), [FORMATS["jsonl"], broken], tmp_path / "export")
    assert list((tmp_path / "export").iterdir()) == []


def test_every_format_takes_a_ledger_in_which_nothing_fits(tmp_path: Path) -> None:
    with filled(tmp_path / "volgens.db") as ledger:
        nothing = source(ledger, q="unheard")
        assert nothing.filters != Filters()
        assert package.write(nothing, list(FORMATS.values()), tmp_path / "export") == [0] * len(FORMATS)
    assert (tmp_path / "export" / "volgens.csv").read_text("utf-8").strip() == ",".join(NATIVE.names)
