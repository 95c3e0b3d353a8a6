import pytest

from tests.support import doc
from volgens.lexicon import Lexicon, Row
from volgens.resolve.parties import Parties


def row(table, **cells):
    return Row(table, f"{table}:1", cells)


LEXICON = Lexicon(
    "nl",
    {
        "demonyms": (
            row("demonyms", word="Oekraïense", country="UKR", sense="adjective"),
            row("demonyms", word="Noord-Koreaanse", country="PRK", sense="adjective"),
            row("demonyms", word="North Korean", country="PRK", sense="adjective"),
        ),
        "countries": (
            row("countries", names_nl=("Rusland",), iso2="RU", iso3="RUS"),
            row("countries", names_nl=("Turkije",), iso2="TR", iso3="TUR"),
        ),
        "metonyms": (row("metonyms", name="Moskou", party="RUS", kind="government"),),
        "actors": (
            Row(
                "actors",
                "a:1",
                {
                    "id": "rsf",
                    "names": ("Rapid Support Forces", "RSF"),
                    "kind": "armed_group",
                    "party": "RSF",
                    "from": 2013,
                    "until": None,
                },
            ),
            Row(
                "actors",
                "a:2",
                {"id": "assad", "names": ("Assad",), "kind": "government", "party": "SYR", "from": 2000, "until": 2024},
            ),
        ),
        "sources": (),
    },
)


@pytest.mark.parametrize(
    ("table", "party"),
    [
        ("Oekraïense oekraïens ADJ 2 amod\ntroepen troep NOUN 0 root", "UKR"),
        ("troepen troep NOUN 0 root\nuit uit ADP 3 case\nRusland Rusland PROPN 1 nmod", "RUS"),
        ("strijders strijder NOUN 0 root\nvan van ADP 4 case\nde de DET 4 det\nRSF RSF PROPN 1 nmod", "RSF"),
        ("North North ADJ 3 amod\nKorean Korean ADJ 3 amod\nsoldiers soldier NOUN 0 root", "PRK"),
        ("Moskou Moskou PROPN 0 root", "RUS"),
        ("burgers burger NOUN 0 root", None),
        ("Rusland Rusland PROPN 0 root\nen en CCONJ 3 cc\nTurkije Turkije PROPN 1 conj", None),
    ],
)
def test_party_is_told_by_a_word_or_not_at_all(table, party):
    parsed = doc(table)
    found = Parties(LEXICON, parsed).of(parsed.tokens)
    assert (found.code if found else None) == party


def test_party_of_a_person_holds_in_the_years_of_office():
    parsed = doc("Assad Assad PROPN 0 root")
    assert Parties(LEXICON, parsed, year=2018).of(parsed.tokens).code == "SYR"
    assert Parties(LEXICON, parsed, year=2026).of(parsed.tokens) is None


def test_known_actor_stands_in_the_name_not_below_it():
    parsed = doc("strijders strijder NOUN 0 root\nvan van ADP 4 case\nde de DET 4 det\nRSF RSF PROPN 1 nmod")
    parties = Parties(LEXICON, parsed)
    assert parties.known(parsed.tokens) is None
    assert parties.known(parsed.tokens[3:]).id == "rsf"
