"""What can be relied on names tests that are there, and figures that were measured."""

import importlib
import json
import re
from pathlib import Path

from evaluation.faults import WRONG

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "trust.md").read_text("utf8")


def test_every_test_that_is_named_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", TEXT)
    assert len(named) > 20
    for path, name in named:
        source = (ROOT / path).read_text("utf8")
        assert not name or re.search(rf"^(async )?def {name}\(", source, re.MULTILINE), f"{path}::{name}"


def test_every_measure_that_is_named_is_there() -> None:
    named = set(re.findall(r"`evaluation\.([a-z_]+)`", TEXT))
    assert named >= {"load", "asked_anything"}
    for name in named:
        assert hasattr(importlib.import_module(f"evaluation.{name}"), "main"), name


def test_figures_are_those_that_were_measured() -> None:
    load = json.loads((ROOT / "evaluation" / "load.json").read_text("utf8"))
    asked = json.loads((ROOT / "evaluation" / "asked_anything.json").read_text("utf8"))
    told = [
        f"{load['minutes']} minutes",
        f"{load['errors']} errors",
        f"{load['lost']} lost",
        f"{load['decisions']} decisions",
    ]
    told += [f"{round(load[f'{what} p95, ms'])} ms" for what in ("page", "decision")]
    told += [f"{asked['asked']} questions", f"{asked['operations']} operations", f"{asked['wrong']} wrong"]
    assert [t for t in told if t not in TEXT] == []


def test_kills_are_those_that_were_counted() -> None:
    kept = json.loads((ROOT / "evaluation" / "faults.json").read_text("utf8"))
    total = sum(found["kills"] for found in kept.values())
    assert total >= 200
    assert f"{total} kills in {sum(found['works'] for found in kept.values())} works" in TEXT
    assert not [name for name, found in kept.items() for what in WRONG if found[what]]
