"""``volgens incident``: the accounts of one happening side by side, and the same as JSON."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.ledger.test_linked import reading
from volgens.cli import main
from volgens.cli.incident_view import incident
from volgens.export.records import as_json
from volgens.ledger import Ledger
from volgens.linking.incident import Incident


@pytest.fixture
def lemar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Incident:
    """Three articles of one air strike, beside one of another."""
    path = tmp_path / "volgens.db"
    monkeypatch.setenv("VOLGENS_LEDGER", str(path))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    with Ledger(path) as ledger:
        ledger.add_all(reading(k) for k in "abcd")
        (found,) = ledger.incidents(several=True)
        return found


def test_json_has_every_account_figure_and_contradiction(lemar: Incident, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("incident", lemar.id[:14], "--json")) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == json.loads(json.dumps(as_json(lemar)))
    assert told["documents"] == ["article-a", "article-b", "article-c"]
    killed = told["figures"]["killed"]
    assert (killed["low"], killed["high"], [e["low"] for e in killed["history"]]) == (27, 31, [31, 27, 31])
    assert [c["kind"] for c in told["conflicts"]] == ["numbers"]


def test_accounts_stand_side_by_side(lemar: Incident, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("incident", lemar.id, "--labels", "en")) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    shown = "\n".join(lines)
    for publisher in ("De Waarnemer", "Ons Nieuws", "De Bode"):
        assert publisher in shown
    assert {"27", "31"} <= set(shown.replace("–", " ").split())
    assert main(("incident", lemar.id, "--labels", "en", "--limit", "1")) == 0
    assert len(capsys.readouterr().out.splitlines()) < len(lines)


def test_it_is_told_how_many_contradictions_are_not_shown(lemar: Incident) -> None:
    shown = incident(replace(lemar, contradictions=3), width=80, colour=False, language="en")
    assert "2 more contradictions, not shown" in shown
    assert "more contradiction" not in incident(lemar, width=80, colour=False, language="en")
