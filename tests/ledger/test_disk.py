"""A disk that is full, or a file that may not grow: one line that says where and what to do, and all is as it was."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from evaluation import made_readings
from tests.ledger.rooms import contents
from volgens.cli import main
from volgens.ledger import Ledger
from volgens.model import LedgerError
from volgens.scale.partitions import Partitions

pytestmark = pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limits on files here")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("disk") / "volgens.db"
    with Ledger(path) as ledger:
        ledger.add_all(made_readings.readings(0, 4))
        ledger.sum_up()
    return path


def in_small_room(arguments: Sequence[str], size: int) -> tuple[int, str]:
    """The command where no file may grow beyond so many bytes: in a process of its own, since a limit cannot be taken back."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        code = 99
        try:
            os.dup2(writable, 2)
            sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            code = main(arguments)
            sys.stderr.flush()
        finally:
            os._exit(code)
    os.close(writable)
    with os.fdopen(readable, "r") as pipe:
        told = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), told


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # threads of other tests do not matter to the child
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "sqlite", "rdf"])
def test_an_export_that_has_no_room_leaves_nothing_or_what_was_there(full: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    for before in (None, b"an earlier one"):
        if before:
            out.write_bytes(before)
        # more than the small file that readers of a ledger share, less than what is exported
        code, told = in_small_room(["export", "--to", form, "--ledger", str(full), "-o", str(out)], 33_000)
        assert code == 1
        assert told.startswith(f"volgens: {out}: cannot be written") or "volgens.db" in told
        assert told.count("\n") == 1
        assert (out.read_bytes() if out.exists() else None) == before
        assert {p.name for p in tmp_path.iterdir()} <= {"out"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_loading_that_has_no_room_keeps_whole_articles(tmp_path: Path) -> None:
    with Partitions(tmp_path / "parts") as out:
        for k in range(8):
            out.add_all([made_readings.reading(k)])
            out.flush()
    path = tmp_path / "volgens.db"
    Ledger(path).close()
    command = ["load", str(tmp_path / "parts"), "--ledger", str(path)]
    code, told = in_small_room(command, 600_000)
    assert code == 1
    assert f"{path}: " in told
    assert "run the same command again" in told
    with Ledger(path, create=False) as ledger:
        assert list(ledger.faults()) == []
    assert main(command) == 0
    with Ledger(tmp_path / "whole.db") as ledger:
        ledger.add_all(made_readings.readings(0, 8))
        ledger.sum_up()
    assert contents(str(path)) == contents(str(tmp_path / "whole.db"))


def test_partitions_that_have_no_room_leave_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(number: int) -> None:
        raise OSError(28, "No space left on device")

    with Partitions(tmp_path / "parts") as out:
        out.add_all([made_readings.reading(0)])
        out.flush()
        monkeypatch.setattr("volgens.scale.partitions.os.fsync", no_room)
        out.add_all([made_readings.reading(1)])
        with pytest.raises(LedgerError, match="No space left"):
            out.flush()
        monkeypatch.undo()
        out.flush()
    assert [r.document.id for r in Partitions(tmp_path / "parts").readings()] == ["article-0000000", "article-0000001"]
    assert [p.suffix for p in (tmp_path / "parts").iterdir()] == [".parquet"] * 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
@pytest.mark.parametrize("command", [["claims"], ["export", "--to", "csv"], ["check"], ["review", "export"]])
def test_output_that_cannot_be_printed_is_one_line(full: Path, tmp_path: Path, command: list[str]) -> None:
    if command[0] == "review":
        with Ledger(full) as ledger:
            ledger.decide("accept", made_readings.reading(0).events[0].id, by="An", document="article-0000000")
    with open("/dev/full", "wb") as device:
        whole = [sys.executable, "-m", "volgens.cli", *command, "--ledger", str(full)]
        done = subprocess.run(whole, stdout=device, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("volgens: standard output: cannot be written (No space left on device)")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_device_is_written_to_and_not_replaced(full: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--to", "csv", "--ledger", str(full), "-o", "/dev/full"]) == 1
    assert "/dev/full: cannot be written (No space left on device)" in capsys.readouterr().err
    assert main(["export", "--to", "csv", "--ledger", str(full), "-o", "/dev/null"]) == 0
    assert Path("/dev/null").is_char_device()
    assert Path("/dev/full").is_char_device()


def test_a_link_stays_a_link(full: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "out.csv"
    link.symlink_to(tmp_path / "elsewhere" / "real.csv")
    assert main(["export", "--to", "csv", "--ledger", str(full), "-o", str(link)]) == 0
    assert link.is_symlink()
    assert (tmp_path / "elsewhere" / "real.csv").stat().st_size > 0


def test_what_a_killed_export_left_goes_with_the_next(full: Path, tmp_path: Path) -> None:
    (tmp_path / ".out.csv.99999.part").write_text("half")
    assert main(["export", "--to", "csv", "--ledger", str(full), "-o", str(tmp_path / "out.csv")]) == 0
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]
