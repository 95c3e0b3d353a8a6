"""Which day an expression means."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.time_cases import CASES, DAY, UNDATED
from tests.support import doc
from tests.untagged import untagged
from volgens import lexicon
from volgens.extract import times
from volgens.model import Time
from volgens.resolve import calendar, dates


def resolved(text: str, code: str = "nl", published: str | None = DAY) -> list[Time]:
    found = times.find(untagged(text, code), lexicon.load(code))
    return list(dates.resolve(found, date.fromisoformat(published) if published else None))


@pytest.mark.parametrize(("code", "sentence", "expected"), CASES, ids=lambda x: x if isinstance(x, str) else "")
def test_values_and_days(code: str, sentence: str, expected: list[tuple[str, ...]]) -> None:
    found = resolved(sentence, code)
    assert [(t.text, t.value, t.earliest, t.latest) for t in found if not t.value.endswith("_REF")] == expected


@pytest.mark.parametrize(("code", "sentence", "expected"), UNDATED, ids=lambda x: x if isinstance(x, str) else "")
def test_without_a_day_of_publication(code: str, sentence: str, expected: list[tuple[str, str]]) -> None:
    found = resolved(sentence, code, None)
    assert [(t.text, t.value) for t in found] == expected
    explicit = [t for t in found if t.anchor == "explicit"]
    assert all(t.earliest is None and t.latest is None for t in found if t not in explicit)
    assert all(t.anchor == "relative" for t in found if t not in explicit)


@pytest.mark.parametrize(
    ("sentence", "anchor"),
    [
        ("In 2019 viel het dorp.", "explicit"),
        ("Maandag viel het dorp.", "relative"),
        ("Vandaag viel het dorp.", "publication"),
        ("Nu valt het dorp.", "publication"),
        ("Het duurde drie jaar.", "none"),
        ("Elke dag valt er iets.", "none"),
    ],
)
def test_anchors(sentence: str, anchor: str) -> None:
    assert [t.anchor for t in resolved(sentence)] == [anchor]


@pytest.mark.parametrize(
    ("published", "value"), [("2025-01-10", "2025-SU"), ("2025-08-13", "2025-SU"), ("2025-11-01", "2026-SU")]
)
def test_a_season_ahead_is_the_one_that_goes_on_or_the_next(published: str, value: str) -> None:
    parsed = doc(
        "Het het DET 2 det\nleger leger NOUN 3 nsubj\nhoopt hopen VERB 0 root Tense=Pres\ndeze deze DET 5 det\n"
        "zomer zomer NOUN 7 obl\nte te ADP 7 mark\ntrekken trekken VERB 3 xcomp VerbForm=Inf"
    )
    found = times.find(parsed, lexicon.load("nl"))
    assert [t.value for t in dates.resolve(found, date.fromisoformat(published))] == [value]


def test_every_time_says_which_rows_made_it() -> None:
    (time,) = resolved("Sinds eind oktober regent het.")
    rows = [r.row for r in time.because]
    assert rows[0] is not None
    assert rows[0].startswith("nl/time_patterns.tsv:")
    assert any(r is not None and r.startswith("nl/time_leads.tsv:") for r in rows)


def test_ids_follow_from_document_and_place() -> None:
    found = times.find(untagged("Maandag regent het."), lexicon.load("nl"))
    day = date.fromisoformat(DAY)
    assert dates.resolve(found, day, "a")[0].id == dates.resolve(found, day, "a")[0].id
    assert dates.resolve(found, day, "a")[0].id != dates.resolve(found, day, "b")[0].id


WILL_LEAVE = """
De       de       DET   2 det
troepen  troep    NOUN  5 nsubj
zullen   zullen   AUX   5 aux   VerbForm=Fin|Tense=Pres
zondag   zondag   NOUN  5 obl
vertrekken vertrekken VERB 0 root VerbForm=Inf
"""
LEFT = """
De       de       DET   2 det
troepen  troep    NOUN  4 nsubj
zondag   zondag   NOUN  4 obl
vertrokken vertrekken VERB 0 root VerbForm=Fin|Tense=Past
"""
BEGINS = """
Vrijdag  vrijdag  NOUN  2 obl
begint   beginnen VERB  0 root VerbForm=Fin|Tense=Pres
de       de       DET   4 det
top      top      NOUN  2 nsubj
"""
WOULD_LEAVE = """
Hij      hij      PRON  2 nsubj
zei      zeggen   VERB  0 root VerbForm=Fin|Tense=Past
dat      dat      SCONJ 6 mark
hij      hij      PRON  6 nsubj
zondag   zondag   NOUN  6 obl
vertrekken vertrekken VERB 2 ccomp VerbForm=Inf
zou      zullen   AUX   6 aux VerbForm=Fin|Tense=Past
"""
REPORTEDLY_LEFT = """
Hij      hij      PRON  4 nsubj
zou      zullen   AUX   4 aux VerbForm=Fin|Tense=Past
zondag   zondag   NOUN  4 obl
vertrokken vertrekken VERB 0 root VerbForm=Part
zijn     zijn     AUX   4 aux VerbForm=Inf
"""


@pytest.mark.parametrize(
    ("table", "day"),
    [
        (WILL_LEAVE, "2023-11-19"),
        (LEFT, "2023-11-12"),
        (BEGINS, "2023-11-17"),
        (WOULD_LEAVE, "2023-11-19"),
        (REPORTEDLY_LEFT, "2023-11-12"),
    ],
)
def test_the_tense_tells_which_sunday(table: str, day: str) -> None:
    found = times.find(doc(table), lexicon.load("nl"))
    assert [t.earliest for t in dates.resolve(found, date.fromisoformat(DAY))] == [day]


def test_an_hour_goes_with_the_day_told_in_its_paragraph() -> None:
    text = "Op 3 november viel de brug. Om 6.15 uur ging de sirene.\n\nOm 7.15 uur kwam er hulp."
    assert [t.value for t in resolved(text)] == ["2023-11-03", "2023-11-03T06:15", "2023-11-15T07:15"]


def test_a_year_told_in_the_sentence_holds_for_its_months() -> None:
    assert [t.value for t in resolved("In 2014 begon het, en in maart viel de stad.")] == ["2014", "2014-03"]
    assert [t.value for t in resolved("In 2014 begon het. In maart viel de stad.")] == ["2014", "2023-03"]
    assert [t.value for t in resolved("In 2014 begon het. In maart viel de stad.", published=None)] == [
        "2014",
        "2014-03",
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([c[1] for c in CASES if c[0] == "nl"]), min_size=1, max_size=5),
    st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31))),
)
def test_days_are_in_order_on_any_day_of_publication(sentences: list[str], published: date | None) -> None:
    found = times.find(untagged(" ".join(sentences)), lexicon.load("nl"))
    for t in dates.resolve(found, published):
        bounds = [date.fromisoformat(d) for d in (t.earliest, t.latest) if d]
        assert bounds == sorted(bounds)
        assert t.value


@pytest.mark.parametrize(
    ("unit", "count", "value"),
    [("Y", 1.5, "P18M"), ("H", 1.5, "PT90M"), ("D", 0.5, "PT12H"), ("Q", 2, "P6M"), ("W", None, "PXW"), ("MIN", None, "PTXM"), ("M", 1.5, "P1.5M")],
)  # fmt: skip
def test_how_amounts_are_written(unit: str, count: float | None, value: str) -> None:
    assert calendar.duration(unit, count) == value


def test_the_last_day_of_a_shorter_month() -> None:
    assert calendar.shifted(date(2024, 3, 31), "M", -1) == date(2024, 2, 29)
    assert calendar.shifted(date(2024, 2, 29), "Y", -1) == date(2023, 2, 28)
