"""What a text is about, with the reading model that is shipped."""

import pytest

from tests.extract.domain_cases import ABOUT, BULLETIN, DIARY, NOT_ABOUT
from volgens.extract import domain
from volgens.extract.domain import Judgement
from volgens.lexicon import load
from volgens.parse import Parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser.load()


def judged(parser: Parser, language: str, text: str) -> Judgement:
    return domain.judge(parser(text, language), load(language), 2025)


@pytest.mark.parametrize(("name", "language", "text"), ABOUT, ids=[c[0] for c in ABOUT])
def test_about_conflict(parser: Parser, name: str, language: str, text: str) -> None:
    found = judged(parser, language, text)
    assert found.about, found.weights.cues
    assert not found.against


@pytest.mark.parametrize(("name", "language", "text"), NOT_ABOUT, ids=[c[0] for c in NOT_ABOUT])
def test_about_something_else(parser: Parser, name: str, language: str, text: str) -> None:
    assert not judged(parser, language, text).about


def test_a_match_in_a_war_diary(parser: Parser) -> None:
    language, text = DIARY
    found = judged(parser, language, text)
    assert found.about
    assert [text[a:b][:9] for a, b in found.against] == ["13.40 uur"]
    assert found.covers(text.index("raketaanval"))
    assert not found.covers(text.index("tiebreak"))


def test_an_attack_in_a_bulletin(parser: Parser) -> None:
    language, text = BULLETIN
    found = judged(parser, language, text)
    assert not found.about
    assert [text[a:b][:6] for a, b in found.against] == ["Rebels"]
    assert found.covers(text.index("killed"))
    assert not found.covers(text.index("lorry"))


def test_a_year_long_past_tells_of_history_only_against_the_year_of_publication(parser: Parser) -> None:
    parsed = parser("In 1572 kwamen er schepen.", "nl")
    assert [c.domain for c in domain.judge(parsed, load("nl"), 2025).weights.cues] == ["history"]
    assert domain.judge(parsed, load("nl"), 1573).weights.cues == ()
    assert domain.judge(parsed, load("nl")).weights.cues == ()


def test_a_cue_that_comes_back_weighs_at_most_twice(parser: Parser) -> None:
    once = domain.judge(parser("De keeper valt.", "nl"), load("nl")).weights.other
    often = domain.judge(parser("De keeper valt. " * 9, "nl"), load("nl")).weights
    assert once < often.other <= 2 * once
    assert [r.rule for r in often.because] == ["domain.cue"]
