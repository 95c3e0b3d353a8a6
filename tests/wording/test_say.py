"""Records in plain words, in both languages."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.readings import dutch, english
from volgens import wording
from volgens.ledger.filters import CERTAINTIES
from volgens.lexicon.shared import shared
from volgens.model import Base, Derived, Figure, Place, Span, Time
from volgens.model.record import BOUNDS, OUTCOMES, SOURCE_KINDS, STANCES, UNITS
from volgens.wording import LANGUAGES, Labels, labels, preferred, say

EN, NL = labels("en"), labels("nl")


def figure(
    low: float | None = None, high: float | None = None, best: float | None = None, bound: str = "exact", **more: Any
) -> Figure:
    """A figure with these numbers: people killed, unless it says otherwise."""
    given = {"number": Span(0, 1, "?"), "unit": "person", "outcome": "killed", "counted": None, "party": None, **more}
    given = {
        k: Span(0, len(v), v) if k in ("counted", "number") and isinstance(v, str) else v for k, v in given.items()
    }
    quote = Span(0, 1, "?")
    return Figure(
        "figure-1",
        quote=quote,
        low=low,
        high=high,
        best=best,
        bound=bound,
        polarity=given.pop("polarity", "positive"),
        **given,
    )


@pytest.mark.parametrize(
    ("value", "english", "dutch"),
    [
        (0, "0", "0"),
        (12, "12", "12"),
        (984, "984", "984"),
        (10000, "10,000", "10.000"),
        (393.6, "393.6", "393,6"),
        (1234.5, "1,234.5", "1.234,5"),
        (1_500_000, "1.5 million", "1,5 miljoen"),
        (2_000_000_000, "2 billion", "2 miljard"),
        (1_234_567, "1,234,567", "1.234.567"),
    ],
)
def test_numbers_are_written_as_people_write_them(value: float, english: str, dutch: str) -> None:
    assert (say.number(value, EN), say.number(value, NL)) == (english, dutch)


@pytest.mark.parametrize(
    ("given", "english", "dutch"),
    [
        (figure(2, 2, 2), "2 people killed", "2 mensen gedood"),
        (figure(1, 1, 1), "1 person killed", "1 persoon gedood"),
        (figure(0, 0, 0), "no people killed", "geen mensen gedood"),
        (figure(12, None, 12, "at_least"), "at least 12 people killed", "minstens 12 mensen gedood"),
        (figure(None, 40, 40, "at_most"), "at most 40 people killed", "hooguit 40 mensen gedood"),
        (figure(None, None, 300, "about"), "about 300 people killed", "ongeveer 300 mensen gedood"),
        (
            figure(10000, 12000, None, "range", outcome="deployed"),
            "10,000 to 12,000 people deployed",
            "10.000 tot 12.000 mensen ingezet",
        ),
        (
            figure(20, 99, None, "order", number="tientallen"),
            "dozens (20–99) people killed",
            "tientallen (20–99) mensen gedood",
        ),
        (figure(number="talloze"), "“talloze” people killed", "“talloze” mensen gedood"),
        (figure(3, 3, 3, unit="building", outcome="destroyed"), "3 buildings destroyed", "3 gebouwen verwoest"),
        (
            figure(30, None, 30, "at_least", unit="km2", outcome="seized"),
            "at least 30 km² seized",
            "minstens 30 km² veroverd",
        ),
        (figure(2, 2, 2, polarity="negative"), "denied: 2 people killed", "ontkend: 2 mensen gedood"),
        (
            figure(5, 5, 5, outcome="captured", party="PRK"),
            "5 people (North Korea) captured",
            "5 mensen (Noord-Korea) gevangengenomen",
        ),
        (figure(5, 5, 5, outcome="captured", party="RSF"), "5 people (RSF) captured", "5 mensen (RSF) gevangengenomen"),
        (figure(5, 5, 5, outcome="captured", party="IS"), "5 people (IS) captured", "5 mensen (IS) gevangengenomen"),
    ],
)
def test_figure_in_words(given: Figure, english: str, dutch: str) -> None:
    assert (say.figure(given, EN, "nl"), say.figure(given, NL, "nl")) == (english, dutch)


def test_order_of_magnitude_without_a_name_is_a_range() -> None:
    assert (
        say.figure(figure(500, 700, None, "order", number="half a thousand"), NL, "en") == "500 tot 700 mensen gedood"
    )
    assert say.figure(figure(2000, 9999, None, "order"), NL) == "duizenden (2.000–9.999) mensen gedood"


def test_share_is_worked_out() -> None:
    """At least 40 percent of 984 km² is at least 393.6 km²."""
    share = figure(
        40,
        None,
        40,
        "at_least",
        unit="percent",
        outcome="retaken",
        of=Base(984, "km2"),
        derived=Derived(393.6, None, "km2"),
    )
    assert say.figure(share, EN) == "at least 393.6 km² retaken (40 % of 984 km²)"
    assert say.figure(share, NL) == "minstens 393,6 km² heroverd (40 % van 984 km²)"
    assert say.figure(replace(share, derived=None), EN) == "at least 40 % of 984 km² retaken"
    of_noun = figure(30, 30, 30, unit="percent", outcome="destroyed", counted="huizen")
    assert say.figure(of_noun, EN, "nl") == "30 % of houses destroyed"


def test_counted_noun_in_the_readers_language() -> None:
    assert say.figure(figure(3, 3, 3, counted="soldaten"), EN, "nl") == "3 soldiers killed"
    assert say.figure(figure(3, 3, 3, counted="Russische soldaten"), EN, "nl") == "3 soldiers killed"
    assert say.figure(figure(3, 3, 3, counted="soldaten"), NL, "nl") == "3 soldaten gedood"
    assert say.figure(figure(3, 3, 3, counted="soldiers"), NL, "en") == "3 soldaten gedood"
    assert say.figure(figure(3, 3, 3, counted="imkers"), EN, "nl") == "3 people (“imkers”) killed"
    assert (
        say.figure(figure(3, 3, 3, counted="molens", unit="other", outcome="destroyed"), EN, "nl")
        == "3 “molens” destroyed"
    )
    assert (
        say.figure(figure(3, 3, 3, counted="molens", unit="other", outcome="destroyed"), EN, None)
        == "3 “molens” destroyed"
    )


def test_noun_that_tells_the_outcome_tells_it_once() -> None:
    assert say.figure(figure(3, 3, 3, counted="doden"), EN, "nl") == "3 dead"
    assert say.figure(figure(3, 3, 3, counted="doden"), NL, "nl") == "3 doden"
    assert say.figure(figure(2, 2, 2, counted="deaths"), EN, "en") == "2 deaths"
    assert say.figure(figure(6, 6, 6, counted="killed"), NL, "en") == "6 doden"
    assert say.figure(figure(3, 3, 3, counted="gewonden", outcome="released"), EN, "nl") == "3 wounded released"


def test_quantity_words_in_the_readers_language() -> None:
    few = figure(200, 999, None, "order", number="een paar honderd", counted="troepen", outcome="killed_or_injured")
    assert say.figure(few, EN, "nl") == "a few hundred (200–999) troops killed or injured"
    assert say.figure(few, NL, "nl") == "een paar honderd (200–999) troepen gedood of gewond"
    assert (
        say.figure(replace(few, number=Span(0, 9, "Honderden")), EN, "nl")
        == "hundreds (200–999) troops killed or injured"
    )
    assert say.figure(replace(few, number=Span(0, 3, "???")), EN, "nl") == "hundreds (200–999) troops killed or injured"


@pytest.mark.parametrize(
    ("earliest", "latest", "english", "dutch"),
    [
        ("2025-01-11", "2025-01-11", "11 January 2025", "11 januari 2025"),
        ("2024-12-01", "2024-12-31", "December 2024", "december 2024"),
        ("2024-02-01", "2024-02-29", "February 2024", "februari 2024"),
        ("2024-02-01", "2024-02-28", "1–28 February 2024", "1–28 februari 2024"),
        ("2024-01-01", "2024-12-31", "2024", "2024"),
        ("2022-01-01", "2024-12-31", "2022 – 2024", "2022 – 2024"),
        ("2025-03-01", "2025-05-31", "March – May 2025", "maart – mei 2025"),
        ("2024-11-01", "2025-01-31", "November 2024 – January 2025", "november 2024 – januari 2025"),
        ("2025-01-01", "2025-01-11", "1–11 January 2025", "1–11 januari 2025"),
        ("2024-12-28", "2025-01-03", "28 December 2024 – 3 January 2025", "28 december 2024 – 3 januari 2025"),
        (None, "2025-01-11", "by 11 January 2025", "uiterlijk 11 januari 2025"),
        ("2024-08-01", None, "from 1 August 2024 on", "vanaf 1 augustus 2024"),
        (None, None, "", ""),
    ],
)
def test_periods(earliest: str | None, latest: str | None, english: str, dutch: str) -> None:
    """Where only the last possible day is known, no day is made up."""
    assert (say.period(earliest, latest, EN), say.period(earliest, latest, NL)) == (english, dutch)


def test_short_periods() -> None:
    assert say.period("2025-03-17", "2025-03-17", NL, short=True) == "17 mrt 2025"
    assert say.published("2025-03-17T08:00:00Z", EN, short=True) == "17 Mar 2025"
    assert say.published(None, EN) == "date unknown"
    assert say.published("spring 2025", EN) == "spring 2025"


@pytest.mark.parametrize(
    ("value", "told"),
    [("P3Y", "3 years"), ("P1W", "1 week"), ("P2.5M", "2.5 months"), ("XXXX-WXX-6", "XXXX-WXX-6"), ("PXY", "PXY")],
)
def test_times_that_are_no_period(value: str, told: str) -> None:
    assert say.time(Time("time-1", 0, 1, "x", value, None, None, "none"), EN) == told


def test_places() -> None:
    def place(name: str, country: str | None, kind: str) -> Place:
        return Place("place-1", 0, 1, name, name, country, None, None, None, kind, kind, None)

    assert say.place(place("Kyiv", "UA", "city"), NL) == "Kyiv, Oekraïne"
    assert say.place(place("Ukraine", "UA", "country"), NL) == "Oekraïne"
    assert say.place(place("Black Sea", None, "sea"), EN) == "Black Sea"


def test_who_says_it_and_who_passed_it_on() -> None:
    said, officer, _, sent = dutch().claims
    assert say.source_kind(said.source, said.anonymous, EN) == ["military", "Yemen"]
    assert say.source_kind(officer.source, officer.anonymous, NL) == ["leger", "niet bij naam genoemd"]
    assert say.via(sent, EN) == "passed on by Noordpers (news agency), De Waarnemer (media)"
    assert say.via(said, EN) == ""


def test_acts_and_how_sure() -> None:
    caught, retaken, killed, denied, sent = dutch().events
    assert say.acts(caught, EN) == "Het leger (Yemen) → drie huurlingen"
    assert say.acts(retaken, EN) == ""
    assert say.acts(killed, EN) == "een paar honderd strijders"
    assert say.acts(sent, NL) == "met manschappen"
    assert say.acts(replace(caught, patient=None), NL) == "door Het leger (Jemen)"
    assert say.how_sure(denied, EN) == "put as certain · said not to have happened"
    assert say.how_sure(english().events[1], NL) == "gebracht als waarschijnlijk"


VALUES = {"stance": STANCES, "kind": SOURCE_KINDS, "bound": BOUNDS, "unit": UNITS, "outcome": OUTCOMES, "certainty": CERTAINTIES,
          "month": [str(n) for n in range(1, 13)]}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_the_record_has_a_label(language: str) -> None:
    words = Labels(language)
    missing = [f"{group}.{v}" for group, values in VALUES.items() for v in values if f"{group}.{v}" not in words]
    assert missing == []


def test_labels_fill_in_the_same_in_both_languages() -> None:
    def holes(text: str) -> set[str]:
        return set(re.findall(r"{(\w+)}", text))

    assert [k for k in EN._texts if holes(EN._texts[k]) != holes(NL._texts[k])] == []


def test_rules_are_told_in_plain_words() -> None:
    """Every rule that the source names in full is told in both languages."""
    source = Path(wording.__file__).parents[1]
    named = {m for path in source.rglob("*.py") for m in re.findall(r'Reason\(\s*"([^"]+)"', path.read_text("utf8"))}
    assert len(named) > 20
    untold = sorted(rule for rule in named if not EN.rule(rule) or not NL.rule(rule))
    assert untold == [], "add a row to wording/data/rules.tsv"
    assert EN.rule("time: units ago") == "the pattern of a time expression"
    assert EN.rule("no such rule") is None


def test_labels_by_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert preferred() == "en"
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    assert preferred() == "nl"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert preferred() == "en"
    with pytest.raises(ValueError, match="no labels in 'fy'; there are en, nl"):
        labels("fy")


def test_event_types_have_labels_from_their_table() -> None:
    for row in shared("event_types"):
        assert EN.event_type(row.type) == row.label_en
        assert NL.event_type(row.type) == row.label_nl
    assert EN.event_type("attack.balloon") == "attack: balloon"


def test_an_article_without_a_title_is_called_by_how_it_begins() -> None:
    en = labels("en")
    assert say.title("Shelling in Orlova", "Two died.", en) == "Shelling in Orlova"
    assert say.title(None, "\n ⚡️\n  Two  people died in Orlova, the mayor said.\nMore follows.", en) == (
        "Two people died in Orlova, the mayor said."
    )
    long = say.title(None, "Two people died in Orlova, " * 20, en)
    assert long.endswith("in Orlova, Two…")
    assert len(long) <= say.OPENING + 1
    assert say.title(None, "x" * 500, en) == "x" * say.OPENING + "…"
    assert say.title(None, " ⚡️ ", en) == en("untitled")


@pytest.mark.parametrize(("words", "told"), [(NL, "Charkov, Oekraïne"), (EN, "Kharkiv, Ukraine")])
def test_a_place_by_its_name_in_the_language_of_the_reader(words: Labels, told: str) -> None:
    place = Place("place-1", 0, 6, "Kharkov", "Kharkiv", "UA", None, 50.0, 36.2, "city", "exact", 706483)
    assert say.place(place, words) == told
    assert say.place(replace(place, geonames_id=None), words).startswith("Kharkiv")
