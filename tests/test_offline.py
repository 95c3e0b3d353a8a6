"""Nothing is asked of any network unless a URL was named: reading, queries, exports and reviews are run with every socket shut."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMANDS = (
    ("read", "een.txt", "--ledger", "v.db"), ("figures",), ("articles",), ("incidents",), ("claims",), ("sources",), ("check",),
    ("export", "--to", "csv", "-o", "out.csv"), ("export", "--to", "rdf", "-o", "out.nq"), ("review", "--limit", "1", "--json"), ("model", "info"),
)  # fmt: skip
NAMED = ("read", "http://krant.example/1", "--ledger", "v.db")  # which has to be looked up
# One process for all, whose every way to a network is shut by Python itself, before anything of ours is loaded.
SHUT = """
import json, sys
asked = []
def hook(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg", "socket.bind"):
        asked.append(event)
        raise OSError("the network is shut")
sys.addaudithook(hook)
from volgens.cli import main
for arguments in json.loads(sys.argv[1]):
    asked.clear()
    try:
        code = main(arguments)
    except SystemExit as e:
        code = e.code
    print(json.dumps([arguments, code, asked]), file=sys.stderr)
"""


def test_nothing_is_asked_of_a_network(tmp_path: Path) -> None:
    (tmp_path / "een.txt").write_text(
        "Titel: Nacht\nDatum: 2025-01-11\n\nBij de aanval op het dorp zijn volgens de gouverneur zeker vijf mensen gedood.",
        "utf8",
    )
    told = json.dumps([*COMMANDS, NAMED])
    known = {
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), os.environ.get("PYTHONPATH", ""))),
        "VOLGENS_LEDGER": "v.db",
    }
    done = subprocess.run(
        [sys.executable, "-c", SHUT, told],
        cwd=tmp_path,
        env=os.environ | known,
        capture_output=True,
        text=True,
        input="",
    )
    found = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("[[")]
    *shut, named = found
    assert [arguments for arguments, *_ in shut] == [list(c) for c in COMMANDS], done.stderr
    assert [(a, code, asked) for a, code, asked in shut if code or asked] == []
    assert named[2] == ["socket.getaddrinfo"]  # so it would be seen
