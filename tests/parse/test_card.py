"""Facts about the shipped model, and that its card tells them right."""

import json
from pathlib import Path

import pytest

from volgens.model import ModelError
from volgens.parse import Parser, card


def test_facts() -> None:
    facts = card.facts()
    assert facts.hash == Parser.load(threads=1).hash
    assert facts.languages == ("en", "nl")
    assert facts.upos == 17
    assert sum(facts.files.values()) <= 45_000_000


def test_the_card_has_the_scores() -> None:
    text = (card.DATA / "MODEL_CARD.md").read_text("utf8")
    for treebank, runs in card.facts().scores.items():
        for kind in ("gold", "raw"):
            row = next(r for r in text.splitlines() if r.startswith(f"| {treebank} | {kind} |"))
            cells = [c.strip() for c in row.strip("|").split("|")][2:]
            assert cells == [
                f"{100 * runs[kind][m]:.1f}" for m in ("tokens", "sentences", "upos", "feats", "lemmas", "uas", "las")
            ]


def test_scores_of_another_model_are_refused(tmp_path: Path) -> None:
    for name in (*card.FILES, "scores.json"):
        (tmp_path / name).write_bytes((card.DATA / name).read_bytes())
    scores = json.loads((tmp_path / "scores.json").read_text("utf8"))
    (tmp_path / "scores.json").write_text(json.dumps(scores | {"model": "0" * 16}), "utf8")
    with pytest.raises(ModelError, match="0000000000000000"):
        card.facts(tmp_path)
    (tmp_path / "scores.json").unlink()
    with pytest.raises(ModelError, match="scores"):
        card.facts(tmp_path)


def shipped(folder: Path) -> Path:
    for name in (*card.FILES, card.SUMS):
        (folder / name).write_bytes((card.DATA / name).read_bytes())
    return folder


@pytest.mark.parametrize("name", ["parser.onnx", "labels.json"])
def test_a_model_that_is_not_the_shipped_one_is_not_loaded(tmp_path: Path, name: str) -> None:
    folder = shipped(tmp_path)
    card.check(folder)
    raw = bytearray((folder / name).read_bytes())
    raw[len(raw) // 2] ^= 1
    (folder / name).write_bytes(raw)
    with pytest.raises(ModelError, match=f"{name}: this file is not the one") as e:
        Parser.load(folder)
    assert "\n" not in str(e.value)
    card.pin(folder)  # who trains a model says so
    card.check(folder)


def test_sums_that_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shipped(tmp_path)
    (folder / card.SUMS).write_text("no sums\nat all of them\n", "utf8")
    with pytest.raises(ModelError, match="sums"):
        card.check(folder)
    (folder / card.SUMS).unlink()
    card.check(folder)  # one's own
    monkeypatch.setattr(card, "DATA", folder)
    with pytest.raises(ModelError, match="sums"):
        card.check(folder)
