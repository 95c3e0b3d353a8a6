"""One source under all its names: what a state has one of, and known persons in another spelling."""

import pytest

from tests.support import doc
from volgens.lexicon import load
from volgens.model import Claim, Place, Source, Span
from volgens.resolve.known_sources import known
from volgens.resolve.parties import Parties


def who(
    table: str, language: str, kind: str, party: str | None, places: tuple[tuple[int, int, str], ...] = ()
) -> Source:
    """Who the whole of a text is, as a source of this kind and side."""
    parsed, lexicon = doc(table, language), load(language)
    at = [
        Place(f"place-{s}", s, e, parsed.text[s:e], parsed.text[s:e], country, None, None, None, "city", "exact", None)
        for s, e, country in places
    ]
    source = Source(parsed.text, kind, party, None, 0, len(parsed.text))
    claim = Claim("claim-1", source, None, None, (), Span(0, 1, parsed.text[:1]), "states", False)
    (found,) = known([claim], parsed, Parties(lexicon, parsed, 2025, at), lexicon)
    return found.source


@pytest.mark.parametrize(
    ("table", "language", "kind", "party", "known_as"),
    [
        ("Het het DET 3 det\nRussische Russisch ADJ 3 amod\nministerie ministerie NOUN 0 root\nvan van ADP 5 case\nDefensie defensie PROPN 3 nmod",
         "nl", "military", "RUS", "defence-ministry-rus"),
        ("Russia Russia PROPN 4 nmod:poss\n's 's PART 1 case\ndefence defence NOUN 4 compound\nministry ministry NOUN 0 root",
         "en", "military", "RUS", "defence-ministry-rus"),
        ("the the DET 3 det\nRussian Russian ADJ 3 amod\nMinistry ministry PROPN 0 root\nof of ADP 5 case\nDefence defence PROPN 3 nmod",
         "en", "military", "RUS", "defence-ministry-rus"),
        ("The the DET 3 det\nhealth health NOUN 3 compound\nministry ministry NOUN 0 root\nin in ADP 5 case\nBeirut Beirut PROPN 3 nmod",
         "en", "government", "LBN", "health-ministry-lbn"),
        ("Ook ook ADV 4 advmod\nhet het DET 4 det\nLibanese Libanees ADJ 4 amod\nministerie ministerie NOUN 0 root\nvan van ADP 6 case\n"
         "Volksgezondheid volksgezondheid PROPN 4 nmod", "nl", "government", "LBN", "health-ministry-lbn"),
        ("Israel Israel PROPN 3 nmod:poss\n's 's PART 1 case\narmy army NOUN 0 root", "en", "military", "ISR", "idf"),
        ("the the DET 4 det\nSouth South ADJ 4 amod\nSudanese Sudanese ADJ 4 amod\narmy army NOUN 0 root", "en", "military", "SSD", "army-ssd"),
        ("het het DET 2 det\nleger leger NOUN 0 root\nvan van ADP 4 case\nMali Mali PROPN 2 nmod", "nl", "military", "MLI", "army-mli"),
        ("Rusland Rusland PROPN 0 root", "nl", "government", "RUS", "government-rus"),
        ("De de DET 2 det\njihadisten jihadist NOUN 0 root Number=Plur\nvan van ADP 4 case\nJNIM JNIM PROPN 2 nmod", "nl", "armed_group", "JNIM", "jnim"),
        ("gouverneur gouverneur NOUN 0 root\nOleh Oleh PROPN 1 appos\nSyniehoebov Syniehoebov PROPN 2 flat", "nl", "government", "UKR", "syniehubov"),
    ],
)  # fmt: skip
def test_one_source_under_its_names(table: str, language: str, kind: str, party: str, known_as: str) -> None:
    assert who(table, language, kind, party).actor_id == known_as


@pytest.mark.parametrize(
    ("table", "kind", "party"),
    [
        ("the the DET 2 det\narmy army NOUN 0 root", "military", None),  # whose, nobody says
        ("the the DET 2 det\narmy army NOUN 0 root", "military", "AA"),  # a group's
        ("Ukraine Ukraine PROPN 4 nmod:poss\n's 's PART 1 case\n57th 57th ADJ 4 amod\nbrigade brigade NOUN 0 root", "military", "UKR"),
        ("Yemen Yemen PROPN 5 nmod:poss\n's 's PART 1 case\ninternationally internationally ADV 4 advmod\n"
         "recognised recognised ADJ 5 amod\ngovernment government NOUN 0 root", "government", "YEM"),
        ("the the DET 2 det\npolice police NOUN 0 root\nin in ADP 4 case\nGoma Goma PROPN 2 nmod", "police", "COD"),
        ("Russia Russia PROPN 4 nmod:poss\n's 's PART 1 case\ndefence defence NOUN 4 compound\nministry ministry NOUN 0 root", "military", "UKR"),
        ("a a DET 2 det\ncommander commander NOUN 0 root Number=Sing\nof of ADP 4 case\nJNIM JNIM PROPN 2 nmod", "armed_group", "JNIM"),
        ("the the DET 2 det\narmy army NOUN 0 root\nand and CCONJ 4 cc\npolice police NOUN 2 conj", "military", "MLI"),
    ],
)  # fmt: skip
def test_what_says_more_is_somebody_else(table: str, kind: str, party: str | None) -> None:
    places = ((14, 18, "CD"),) if "Goma" in table else ()
    assert who(table, "en", kind, party, places).actor_id is None


def test_a_house_of_a_government_is_not_the_country() -> None:
    assert who("het het DET 2 det\nKremlin Kremlin PROPN 0 root", "nl", "government", "RUS").actor_id == "kremlin-rus"


def test_no_form_is_of_two_bodies() -> None:
    rows = load("nl").rows("state_bodies")
    forms = [f for row in rows for f in {*row.forms_nl, *row.forms_en}]
    assert sorted(forms) == sorted(set(forms))
