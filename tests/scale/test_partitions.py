"""Readings in a folder of Parquet files, and from there into a ledger."""

from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from evaluation import made_readings
from tests.ledger.readings import dutch, english, skipped
from tests.scale.made import everything
from volgens.cli import main
from volgens.ledger import Ledger
from volgens.model import LedgerError, Provenance, text_hash
from volgens.scale import partitions
from volgens.scale.partitions import Partitions


def test_readings_come_back_as_they_were_and_others_can_read_the_files(tmp_path: Path) -> None:
    some = [dutch(), english(), skipped()]
    with Partitions(tmp_path / "new" / "folder") as folder:
        assert folder.add_all(some) == 3
    with Partitions(tmp_path / "new" / "folder") as folder:
        assert list(folder.readings()) == some
        assert folder.document_ids() == [r.document.id for r in some]
        assert folder.reading(some[1].document.id) == some[1]
        assert folder.reading("other") is None
        (file,) = folder.files()
    rows = pq.read_table(file).to_pylist()
    assert [(r["document_id"], r["claims"], r["figures"], r["events"]) for r in rows] == [
        (r.document.id, len(r.claims), len(r.figures), len(r.events)) for r in some
    ]
    assert [r["skipped"] for r in rows] == [r.document.skipped and r.document.skipped["reason"] for r in some]


def test_a_file_is_written_when_there_is_enough_for_one_and_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "ARTICLES", 4)
    some = list(made_readings.readings(0, 10))
    with Partitions(tmp_path) as folder:
        folder.add_all(some[:3])
        assert folder.files() == []
        folder.add_all(some[3:])
        assert [pq.read_metadata(p).num_rows for p in folder.files()] == [4, 4]
    assert [pq.read_metadata(p).num_rows for p in folder.files()] == [4, 4, 2]
    assert list(folder.readings()) == some


def test_has_just_what_is_in_a_whole_file(tmp_path: Path) -> None:
    reading, other = dutch(), english()
    document, made = reading.document, reading.provenance
    assert made is not None
    with Partitions(tmp_path) as folder:
        folder.add_all([reading])
        assert not folder.has_just(document, made)
    (tmp_path / "part-000009-x.unfinished").write_bytes(b"half")
    folder = Partitions(tmp_path)
    assert folder.has_just(document, made)
    assert not folder.has_just(document, replace(made, model_hash="other"))
    assert not folder.has_just(replace(document, url="other"), made)
    assert not folder.has_just(other.document, other.provenance or Provenance("", "", "", ""))


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    with Partitions(tmp_path) as folder:
        folder.add_all([dutch()])
    (file,) = folder.files()
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(LedgerError, match=f"{file}: no partition of readings .*; take it away") as error:
        Partitions(tmp_path)
    assert "\n" not in str(error.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LedgerError, match="the partitions cannot be read or written"):
        Partitions(tmp_path / "file" / "folder")


def test_load_makes_the_ledger_that_adding_makes_and_again_changes_nothing(tmp_path: Path, capsys) -> None:
    some = list(made_readings.readings(0, 12))
    text = some[3].document.text + " Meer."
    changed = replace(some[3], document=replace(some[3].document, text=text, sha256=text_hash(text)))
    with Partitions(tmp_path / "a") as a, Ledger(tmp_path / "added.db") as ledger:
        a.add_all(some)
        ledger.add_all([*some, changed])
        ledger.sum_up()
    with Partitions(tmp_path / "a") as a:  # a later run: another text of the same article
        a.add_all([changed])
    command = ["load", str(tmp_path / "a"), "--ledger", str(tmp_path / "loaded.db")]
    assert main(command) == 0
    assert "Loaded 13 readings in " in capsys.readouterr().err
    assert everything(tmp_path / "loaded.db") == everything(tmp_path / "added.db")
    assert main(command) == 0
    assert "Loaded 0 readings in " in (err := capsys.readouterr().err)
    assert "; 13 stood there already" in err
    assert everything(tmp_path / "loaded.db") == everything(tmp_path / "added.db")


def test_load_of_a_folder_that_is_not_there(tmp_path: Path, capsys) -> None:
    assert main(["load", str(tmp_path / "none"), "--ledger", str(tmp_path / "l.db")]) == 1
    assert capsys.readouterr().err.endswith("none: no such folder; name the one that was given with --partitions\n")
    assert not (tmp_path / "l.db").exists()
