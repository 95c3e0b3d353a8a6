import os
import subprocess
import sys

import pytest

from volgens import __version__
from volgens.cli import COMMANDS, UsageError, main
from volgens.model import VolgensError


def test_main_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"volgens {__version__}\n"


def test_main_help_lists_every_command(capsys):
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"    {name} " in out for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_main_every_command_has_help(command, capsys):
    assert main([command, "--help"]) == 0
    assert f"volgens {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [[], ["foo"], ["read"], ["read", "x", "--foo"], ["read", "x", "--published", "gisteren"]]
)
def test_main_wrong_usage_is_one_line(arguments, capsys):
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("volgens")
    assert err.count("\n") == 1
    assert "--help" in err


@pytest.mark.parametrize(
    ("error", "code"), [(VolgensError("wrong", "a.db", "do this"), 1), (UsageError("wrong", "a.db", "do this"), 2)]
)
def test_main_an_error_is_one_line(error, code, monkeypatch, capsys):
    def fail(args):
        raise error

    monkeypatch.setattr("volgens.cli.read.run", fail)
    assert main(["read", "x"]) == code
    assert capsys.readouterr().err == "volgens: a.db: wrong; do this\n"
    assert main(["read", "x", "--debug"]) == code
    assert "Traceback" in capsys.readouterr().err


def test_main_an_error_of_ours_is_not_hidden(monkeypatch):
    monkeypatch.setattr("volgens.cli.read.run", lambda args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(["read", "x"])


def test_main_help_loads_no_model():
    code = "import sys; from volgens.cli import main; main(['--help']); print([m for m in ('onnxruntime', 'py3langid', 'trafilatura') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf8", check=True).stdout
    assert out.endswith("[]\n")


def test_main_a_reader_of_our_output_that_stops_is_no_error():
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "volgens.cli", "read", "--help"], stdout=closed, stderr=subprocess.PIPE, timeout=60
        )
    assert done.stderr == b""
