"""Which time holds for what."""

from datetime import date

import pytest

from tests.support import doc
from volgens import lexicon
from volgens.extract import times
from volgens.model import Parsed
from volgens.resolve import dates
from volgens.resolve.periods import period_for
from volgens.resolve.time_spots import precision

DAY = date(2023, 11, 15)  # a Wednesday
PUBLISHED = "2023-11-15"


def period(parsed: Parsed, word: str, published: date | None = DAY) -> tuple[str | None, str | None, str]:
    words = lexicon.load(parsed.language)
    found = dates.resolve(times.find(parsed, words), published)
    anchor = next(t for t in parsed.tokens if t.form == word)
    return period_for(parsed, found, anchor, published, words)[:3]


KILLED_IN_MAY = """
In       in       ADP   2 case
mei      mei      PROPN 3 obl
doodden  doden    VERB  0 root VerbForm=Fin|Tense=Past
rebellen rebel    NOUN  3 nsubj
boeren   boer     NOUN  3 obj
en       en       CCONJ 7 cc
staken   steken   VERB  3 conj VerbForm=Fin|Tense=Past
schuren  schuur   NOUN  7 obj
aan      aan      ADP   7 compound:prt
"""


def test_a_time_of_the_clause_holds_for_all_in_it_and_for_what_is_joined_to_it() -> None:
    parsed = doc(KILLED_IN_MAY)
    for word in ("doodden", "boeren", "staken", "schuren"):
        assert period(parsed, word) == ("2023-05-01", "2023-05-31", "month"), word


PROTEST = """
Na       na       ADP   3 case
de       de       DET   3 det Definite=Def
beschieting beschieting NOUN 6 obl
van      van      ADP   5 case
maandag  maandag  PROPN 3 nmod
vluchtten vluchten VERB  0 root VerbForm=Fin|Tense=Past
gezinnen gezin    NOUN  6 nsubj
"""


def test_a_time_within_a_phrase_holds_for_its_noun_and_bounds_the_rest() -> None:
    parsed = doc(PROTEST)
    assert period(parsed, "beschieting") == ("2023-11-13", "2023-11-13", "day")
    assert period(parsed, "vluchtten") == ("2023-11-13", PUBLISHED, "week")


SAID_LAST_MONTH = """
Hij      hij      PRON  2 nsubj
zei      zeggen   VERB  0 root VerbForm=Fin|Tense=Past
vorige   vorig    ADJ   4 amod
maand    maand    NOUN  2 obl
dat      dat      SCONJ 9 mark
zes      zes      NUM   7 nummod
boeren   boer     NOUN  9 nsubj:pass
waren    zijn     AUX   9 aux:pass VerbForm=Fin|Tense=Past
gedood   doden    VERB  2 ccomp VerbForm=Part
"""
QUOTED_ON_MONDAY = """
Boeren   boer     NOUN  3 nsubj:pass
zijn     zijn     AUX   3 aux:pass VerbForm=Fin|Tense=Pres
gedood   doden    VERB  0 root VerbForm=Part
,        ,        PUNCT 5 punct
zei      zeggen   VERB  3 parataxis VerbForm=Fin|Tense=Past
hij      hij      PRON  5 nsubj
maandag  maandag  PROPN 5 obl
"""
REPORTED_FRIDAY = """
Vrijdag  vrijdag  PROPN 2 obl
meldde   melden   VERB  0 root VerbForm=Fin|Tense=Past
het      het      DET   4 det Definite=Def
leger    leger    NOUN  2 nsubj
acht     acht     NUM   6 nummod
doden    dode     NOUN  2 obj
"""


def test_what_is_said_had_happened_by_the_time_of_saying() -> None:
    assert period(doc(SAID_LAST_MONTH), "gedood") == (None, "2023-10-31", "unknown")
    assert period(doc(QUOTED_ON_MONDAY), "gedood") == (None, "2023-11-13", "unknown")
    assert period(doc(REPORTED_FRIDAY), "doden") == (None, "2023-11-10", "unknown")
    assert period(doc(REPORTED_FRIDAY), "meldde") == ("2023-11-10", "2023-11-10", "day")


def clause(mark: str) -> str:
    return f"""
Het      het      DET   2 det Definite=Def
leger    leger    NOUN  3 nsubj
schoot   schieten VERB  0 root VerbForm=Fin|Tense=Past
{mark}   {mark}   SCONJ 7 mark
maandag  maandag  PROPN 7 obl
rebellen rebel    NOUN  7 nsubj
naderden naderen  VERB  3 advcl VerbForm=Fin|Tense=Past
"""


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("toen", ("2023-11-13", "2023-11-13", "day")),
        ("nadat", ("2023-11-13", PUBLISHED, "week")),
        ("voordat", (None, "2023-11-13", "unknown")),
        ("omdat", (None, PUBLISHED, "unknown")),
    ],
)
def test_a_time_in_a_clause_below(mark: str, expected: tuple[str | None, str | None, str]) -> None:
    assert period(doc(clause(mark)), "schoot") == expected


def test_a_time_in_the_clause_above() -> None:
    parsed = doc(
        """
Maandag  maandag  PROPN 2 obl
schoot   schieten VERB  0 root VerbForm=Fin|Tense=Past
het      het      DET   4 det Definite=Def
leger    leger    NOUN  2 nsubj
nadat    nadat    SCONJ 7 mark
rebellen rebel    NOUN  7 nsubj
naderden naderen  VERB  2 advcl VerbForm=Fin|Tense=Past
"""
    )
    assert period(parsed, "naderden") == (None, "2023-11-13", "unknown")


BEGAN_AND_HAS_COST = """
De       de       DET   2 det Definite=Def
strijd   strijd   NOUN  3 nsubj
begon    beginnen VERB  0 root VerbForm=Fin|Tense=Past
in       in       ADP   5 case
2019     2019     NUM   3 obl
en       en       CCONJ 9 cc
heeft    hebben   AUX   9 aux VerbForm=Fin|Tense=Pres
levens   leven    NOUN  9 obj
gekost   kosten   VERB  3 conj VerbForm=Part
"""
WITHDREW_AFTER_A_DEAL = """
Maandag  maandag  PROPN 2 obl
trok     trekken  VERB  0 root VerbForm=Fin|Tense=Past
het      het      DET   4 det Definite=Def
leger    leger    NOUN  2 nsubj
weg      weg      ADP   2 compound:prt
na       na       ADP   8 case
een      een      DET   8 det Definite=Ind
akkoord  akkoord  NOUN  2 obl
"""
TOLD_OF_A_FIGHT = """
Rebellen rebel    NOUN  3 nsubj
hebben   hebben   AUX   3 aux VerbForm=Fin|Tense=Pres
gewonnen winnen   VERB  0 root VerbForm=Part
in       in       ADP   6 case
een      een      DET   6 det Definite=Ind
gevecht  gevecht  NOUN  3 obl
dat      dat      PRON  9 nsubj
levens   leven    NOUN  9 obj
kostte   kosten   VERB  6 acl:relcl VerbForm=Fin|Tense=Past
,        ,        PUNCT 11 punct
zei      zeggen   VERB  3 parataxis VerbForm=Fin|Tense=Past
hij      hij      PRON  11 nsubj
maandag  maandag  PROPN 11 obl
"""


def test_what_goes_on_after_a_past_time_lasts_until_now() -> None:
    assert period(doc(BEGAN_AND_HAS_COST), "gekost") == ("2019-01-01", PUBLISHED, "more")


def test_what_comes_after_a_thing_tells_that_the_thing_came_before() -> None:
    assert period(doc(WITHDREW_AFTER_A_DEAL), "akkoord") == (None, "2023-11-13", "unknown")
    assert period(doc(WITHDREW_AFTER_A_DEAL), "weg") == ("2023-11-13", "2023-11-13", "day")


def test_a_time_of_saying_bounds_all_of_what_is_said() -> None:
    assert period(doc(TOLD_OF_A_FIGHT), "kostte") == (None, "2023-11-13", "unknown")


FELL = """
Het      het      DET   2 det Definite=Def
dorp     dorp     NOUN  3 nsubj
viel     vallen   VERB  0 root VerbForm=Fin|Tense=Past
"""
WILL_FALL = """
Het      het      DET   2 det Definite=Def
dorp     dorp     NOUN  4 nsubj
zal      zullen   AUX   4 aux VerbForm=Fin|Tense=Pres
vallen   vallen   VERB  0 root VerbForm=Inf
"""


def test_without_a_time_the_tense_bounds() -> None:
    assert period(doc(FELL), "viel") == (None, PUBLISHED, "unknown")
    assert period(doc(WILL_FALL), "vallen") == (PUBLISHED, None, "unknown")
    assert period(doc(FELL), "viel", None) == (None, None, "unknown")


def test_a_story_told_on_keeps_its_time_within_the_paragraph() -> None:
    in_one = doc(KILLED_IN_MAY + "\n" + FELL.strip())
    apart = doc(KILLED_IN_MAY + "\n¶\n" + FELL.strip())
    assert period(in_one, "viel") == ("2023-05-01", "2023-05-31", "month")
    assert period(apart, "viel") == (None, PUBLISHED, "unknown")


THE_RAID = """
In       in       ADP   2 case
mei      mei      PROPN 3 obl
was      zijn     VERB  0 root VerbForm=Fin|Tense=Past
er       er       ADV   3 advmod
een      een      DET   6 det Definite=Ind
luchtaanval lucht_aanval NOUN 3 nsubj

¶
De       de       DET   2 det Definite=Def
aanval   aanval   NOUN  3 nsubj
kost     kosten   VERB  0 root VerbForm=Fin|Tense=Pres
levens   leven    NOUN  3 obj
"""


def test_the_raid_is_the_one_told_of_before() -> None:
    assert period(doc(THE_RAID), "aanval") == ("2023-05-01", "2023-05-31", "month")
    assert period(doc(THE_RAID), "levens") == (None, PUBLISHED, "unknown")


@pytest.mark.parametrize(
    ("earliest", "latest", "name"),
    [
        ("2023-11-13", "2023-11-14", "day"),
        ("2023-11-13", "2023-11-19", "week"),
        ("2024-01-01", "2024-01-31", "month"),
        ("2024-01-01", "2024-12-31", "year"),
        ("2021-01-01", "2024-12-31", "more"),
        (None, "2024-12-31", "unknown"),
    ],
)
def test_precision(earliest: str | None, latest: str | None, name: str) -> None:
    assert precision(earliest, latest) == name
