"""One person under a name that languages spell otherwise, with a title or without, is one voice; who is somebody else stays so."""

import pytest

from volgens.linking.names import words_of
from volgens.linking.voices import Voice, origins
from volgens.model import Claim, Head, Source, Span


def voice(name: str, language: str | None, party: str | None = None, actor: str | None = None) -> Voice:
    head = Head(f"article-{name}-{language}", None, None, None, language, None)
    source = Source(name, "government", party, actor, 0, 1)
    return Voice.of(head, Claim("claim-1", source, None, None, (), Span(0, 1, "x"), "states", False))


def one(a: Voice, b: Voice) -> bool:
    return len(set(origins([a, b], {}).values())) == 1


@pytest.mark.parametrize(
    ("nl", "en"),
    [
        ("gouverneur Ihor Tkatsjoek van de regio Odesa", "Governor Ihor Tkachuk"),
        ("Dmytro Havryljoek", "army spokesman Dmytro Havrylyuk"),
        ("president Zelenski", "Volodymyr Zelensky"),
        ("Sergej Kravtsjenko", "Sergey Kravchenko"),
        ("Al-Fateh Qurashi", "RSF spokesman El-Fateh Qurashi"),
    ],
)
def test_a_name_in_two_languages(nl: str, en: str) -> None:
    assert one(voice(nl, "nl", "UKR"), voice(en, "en"))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("de burgemeester van Charkov", "de gouverneur van Charkov"),
        ("Ihor Tkatsjoek", "Oleh Tkatsjoek"),
        ("the governor of Mopti", "the governor of Ségou"),
        ("een bewoner", "een arts"),
    ],
)
def test_others_stay_others(a: str, b: str) -> None:
    assert not one(voice(a, "nl"), voice(b, "nl"))


def test_another_side_is_another_voice() -> None:
    assert not one(voice("Ihor Tkatsjoek", "nl", "UKR"), voice("Ihor Tkachuk", "en", "RUS"))


def test_a_known_actor_is_one_under_all_names() -> None:
    assert one(voice("Moskou", "nl", "RUS", "government-rus"), voice("Russia", "en", "RUS", "government-rus"))


def test_a_language_that_cannot_be_read_has_folded_words() -> None:
    assert words_of("Général Koné", "fr") == words_of("Général Koné", None) == {"general", "kone"}


def test_a_name_that_is_only_a_title_is_kept() -> None:
    assert words_of("President", "en")
    assert words_of("de minister van Defensie", "nl")
