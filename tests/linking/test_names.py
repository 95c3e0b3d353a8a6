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


DESCRIBED = [
    ("de gouverneur van Cherson", "the governor of Kherson"),
    ("Netwerk van Soedanese Artsen", "Sudan Doctors Network"),
    ("burgemeester van Charkov", "Kharkiv's mayor"),
    ("een Oekraïense legerwoordvoerder", "a spokesman for the Ukrainian army"),
    ("de gouverneur van de regio", "the regional governor"),
    ("lokale functionarissen", "local officials"),
    ("het ministerie van Volksgezondheid in Mopti", "the health ministry of Mopti"),
]


@pytest.mark.parametrize(("nl", "en"), DESCRIBED)
def test_a_description_in_two_languages(nl: str, en: str) -> None:
    assert one(voice(nl, "nl", "UKR"), voice(en, "en"))
    assert not one(voice(nl, "nl", "UKR"), voice(en, "en", "RUS"))


@pytest.mark.parametrize(
    ("nl", "en"),
    [
        ("de burgemeester van Cherson", "the governor of Kherson"),
        ("de gouverneur van Charkov", "the governor of Kherson"),
        ("de gouverneur", "the governor"),
        ("een gouverneur van Cherson", "the governor of Kherson"),
        ("de plaatsvervangend gouverneur van Cherson", "the governor of Kherson"),
        ("de woordvoerder van de gouverneur van Cherson", "the governor of Kherson"),
        ("de raad van Kyiv", "the council of Kyiv region"),
        ("het leger van Niger", "the Nigerian army"),
        ("een gouverneur", "a governor"),
        ("lokale functionarissen", "officials"),
    ],
)
def test_other_descriptions_stay_others(nl: str, en: str) -> None:
    assert not one(voice(nl, "nl"), voice(en, "en"))


def test_another_side_is_another_voice() -> None:
    assert not one(voice("Ihor Tkatsjoek", "nl", "UKR"), voice("Ihor Tkachuk", "en", "RUS"))


def test_a_known_actor_is_one_under_all_names() -> None:
    assert one(voice("Moskou", "nl", "RUS", "government-rus"), voice("Russia", "en", "RUS", "government-rus"))


def test_a_language_that_cannot_be_read_has_folded_words() -> None:
    assert words_of("Général Koné", "fr") == words_of("Général Koné", None) == {"general", "kone"}


def test_a_name_that_is_only_a_title_is_kept() -> None:
    assert words_of("President", "en")
    assert words_of("de minister van Defensie", "nl")
