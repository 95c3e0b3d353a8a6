"""Lemma rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volgens.parse import lemma


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("raketaanvallen", "raket_aanval"),
        ("aangevallen", "aan_vallen"),
        ("verzekeringscontracten", "verzekering_contract"),
        ("Gevechten", "gevecht"),
        ("zei", "zeggen"),
        ("n't", "not"),
        ("MOSKOU", "Moskou"),
    ],
)
def test_a_rule_gives_its_lemma(form: str, expected: str) -> None:
    assert lemma.apply(lemma.rule_for(form, expected), form) == expected


@given(st.text("abcdeABé_'", min_size=1, max_size=12), st.text("abcdeABé_'", min_size=1, max_size=12))
def test_any_rule_gives_its_lemma(form: str, expected: str) -> None:
    assert lemma.apply(lemma.rule_for(form, expected), form) == expected


def test_rules_carry_over() -> None:
    assert lemma.apply(lemma.rule_for("huizen", "huis"), "muizen") == "muis"


@given(st.text(min_size=1, max_size=6))
def test_a_rule_that_does_not_fit_gives_something(form: str) -> None:
    assert isinstance(lemma.apply(lemma.rule_for("verzekeringscontracten", "verzekering_contract"), form), str)
