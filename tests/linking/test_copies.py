"""Cuts and copies of a text, and texts that only are about the same."""

import random

import pytest

from volgens.linking.copies import FEWEST_KEPT, containment, is_copy, one_in, runs, stored

WIRE = " ".join(f"Woord{k} van bericht {k % 7} over plaats{k % 11}." for k in range(60))
OTHER = " ".join(f"Zin{k} uit een ander stuk {k % 5} bij dorp{k % 13}." for k in range(60))


@pytest.mark.parametrize("kept", [1.0, 0.75, 0.5])
def test_a_cut_is_a_copy(kept: float) -> None:
    words = WIRE.split()
    cut = "Eigen kop boven het bericht. " + " ".join(words[: int(len(words) * kept)])
    assert is_copy(runs(WIRE), runs(cut))
    assert len(stored(runs(WIRE)) & stored(runs(cut))) >= 3


def test_capitals_and_signs_make_no_difference() -> None:
    assert runs("De stad, zei hij, brandt nog.") == runs("de stad zei hij BRANDT nog")


def test_another_text_is_none() -> None:
    assert containment(runs(WIRE), runs(OTHER)) == 0
    assert not is_copy(runs(WIRE), runs(OTHER))


def test_a_line_in_common_is_no_copy() -> None:
    line = "Het leger was niet bereikbaar voor commentaar op de aanval."
    assert not is_copy(runs(f"{WIRE} {line}"), runs(f"{OTHER} {line}"))
    assert not is_copy(runs(line), runs(line))


def test_empty_text_is_no_copy_of_anything() -> None:
    assert containment(runs(""), runs("")) == 0.0


@pytest.mark.parametrize("words", [10, 40, 66, 67, 131, 600, 4000])
def test_few_runs_are_stored_however_long_the_text(words: int) -> None:
    rng = random.Random(3)
    found = runs(" ".join(str(rng.random()).replace(".", "x") for _ in range(words)))
    assert len(found) // one_in(found) < 2 * FEWEST_KEPT
    assert len(found) // one_in(found) >= min(FEWEST_KEPT, len(found))
    assert 0.6 < len(stored(found)) * one_in(found) / len(found) < 1.6


def test_a_part_of_a_text_keeps_all_that_the_whole_keeps_of_it() -> None:
    whole, half = runs(WIRE), runs(WIRE[: len(WIRE) // 2])
    assert stored(whole) & half <= stored(half)
