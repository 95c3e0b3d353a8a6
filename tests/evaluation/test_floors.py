"""Floors only rise."""

import subprocess
from pathlib import Path

import pytest
from evaluation.floors import Floor
from evaluation.measures import HIGHER, Measure

from evaluation import floors

ROOT = Path(__file__).parents[2]
LATEST = 100  # versions of the file that are looked at


def measure(value: float, unit: str = "F1", name: str = "claims", of: str = "own") -> Measure:
    return Measure(of, name, value, unit, 100)


def test_a_score_below_its_floor_is_named() -> None:
    wanted = {("own", "claims"): Floor(0.9, "F1"), ("silence", "false"): Floor(0.5, "a page")}
    assert floors.below([measure(0.9), measure(0.5, "a page", "false", "silence")], wanted) == []
    bad = [measure(0.899), measure(0.501, "a page", "false", "silence")]
    assert floors.below(bad, wanted) == bad


def test_a_measure_that_is_no_longer_taken_is_named_where_its_set_was_measured() -> None:
    wanted = {("own", "claims"): Floor(0.9, "F1"), ("gold", "claims"): Floor(0.9, "F1")}
    assert floors.gone([measure(1.0, name="events")], wanted) == [("own", "claims")]


def test_lifting_leaves_a_margin_and_never_lowers() -> None:
    lifted = floors.lifted([measure(0.9567)], {})
    assert lifted == {("own", "claims"): Floor(0.946, "F1")}
    assert floors.lifted([measure(0.5)], lifted) == lifted
    assert floors.lifted([measure(0.99)], lifted) == {("own", "claims"): Floor(0.98, "F1")}


def test_a_ceiling_sinks() -> None:
    lifted = floors.lifted([measure(0.4, "a page")], {("own", "claims"): Floor(2.0, "a page")})
    assert lifted == {("own", "claims"): Floor(0.5, "a page")}
    assert floors.lifted([measure(3.0, "a page")], lifted) == lifted


def test_a_speed_gets_no_floor() -> None:
    assert floors.lifted([measure(4200, "words a second")], {}) == {}


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "floors.tsv"
    wanted = {("own", "claims, content"): Floor(0.912, "F1"), ("silence", "false"): Floor(0.1, "a page")}
    floors.write(wanted, path)
    assert floors.load(path) == wanted


@pytest.mark.parametrize(
    "worse",
    [
        {("own", "claims"): Floor(0.8, "F1"), ("silence", "false"): Floor(0.1, "a page")},
        {("own", "claims"): Floor(0.9, "F1"), ("silence", "false"): Floor(0.2, "a page")},
        {("own", "claims"): Floor(0.9, "F1")},
    ],
)
def test_a_lower_floor_is_not_written(tmp_path: Path, worse: dict[floors.Key, Floor]) -> None:
    path = tmp_path / "floors.tsv"
    floors.write({("own", "claims"): Floor(0.9, "F1"), ("silence", "false"): Floor(0.1, "a page")}, path)
    before = path.read_text("utf-8")
    with pytest.raises(ValueError, match="floors only rise"):
        floors.write(worse, path)
    assert path.read_text("utf-8") == before


def test_a_set_keeps_its_floors_under_another_name() -> None:
    old, name = next(iter(floors.RENAMED.items()))
    then = {(old, "claims"): Floor(0.9, "F1")}
    assert floors.sunk(then, {(name, "claims"): Floor(0.9, "F1")}) == []
    assert floors.sunk(then, {(name, "claims"): Floor(0.8, "F1")})


@pytest.mark.parametrize("line", ["own\tclaims\t0.9", "own\tclaims\thigh\tF1", "own\tclaims\t0.9\tpints"])
def test_a_line_that_is_no_floor_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"floors.tsv:2|could not convert"):
        floors.parse(f"{floors.HEADER}\n{line}\n")


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_no_floor_has_sunk_since_it_was_written() -> None:
    """Against every version that git knows: who lowers a floor by hand is found here."""
    try:
        hashes = git("log", "--format=%H", f"-{LATEST}", "--", "evaluation/floors.tsv").split()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git, or no checkout")
    now = floors.load()
    for commit in hashes:
        then = floors.parse(git("show", f"{commit}:evaluation/floors.tsv"))
        assert floors.sunk(then, now) == [], commit


def test_every_floor_has_a_unit_with_a_direction() -> None:
    assert {f.unit for f in floors.load().values()} <= set(HIGHER)
    assert floors.load()
