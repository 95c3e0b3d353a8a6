"""A few kills of each kind, and that what goes wrong would be seen."""

import os
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from evaluation import fault_works, faults, made_readings
from volgens.ledger import Ledger

WORKS = {"reading": fault_works.reading, "reviewing": fault_works.reviewing, "exporting": fault_works.exporting,
         "migrating": fault_works.migrating}  # fmt: skip


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[faults.Files, Path]:
    folder = tmp_path_factory.mktemp("faults")
    with pytest.MonkeyPatch.context() as few:
        few.setattr(fault_works, "ARTICLES", 2)
        files = faults.Files(folder)
        faults.prepare(files, list(WORKS))
        return files, fault_works.partitions(folder / "partitions")


@pytest.mark.parametrize("name", WORKS)
def test_nothing_is_lost_where_the_program_is_killed(
    name: str, prepared: tuple[faults.Files, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fault_works, "ARTICLES", 2)
    files, partitions = prepared
    whole = faults.undisturbed(name, files, tmp_path, partitions)
    seen = Counter[str]()
    for number in range(40):  # moments at random: on a quick machine the program is often done before it is killed
        seen += faults.disturbed(name, files, tmp_path, partitions, whole, number, 2)
        if seen["kills"] >= 2:
            break
    assert seen["kills"] >= 2
    assert [k for k in faults.WRONG if seen[k]] == []


def test_what_goes_wrong_is_seen(tmp_path: Path) -> None:
    def looked(promised: list[str]) -> Counter[str]:
        return faults.looked_at(str(path), tmp_path / "files", whole, promised, "")

    path = tmp_path / "volgens.db"
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "out.jsonl").write_text("a half")
    whole = faults.Whole(1, {}, {"out.jsonl": b"a half and the other"})
    with Ledger(path) as ledger:
        ledger.add(made_readings.reading(0))
    assert +looked(["decision-1"]) == {"half files": 1, "lost": 1}
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM accounts")
    connection.close()
    assert looked([])["damaged"] == 1
    os.truncate(path, 8192)
    assert looked([])["damaged"] == 1


def test_a_work_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="reviewing ends with 1"):
        faults.killed(fault_works.reviewing, str(tmp_path / "none.db"), tmp_path, None)
