"""Where accounts contradict each other and where one bears another out."""

from typing import Any

import pytest

from tests.ledger.readings import Builder
from volgens.linking import accounts
from volgens.linking.conflicts import Conflict, Corroboration, conflicts, corroborations
from volgens.linking.tallies import tallies
from volgens.linking.told import Part, told
from volgens.model import Head

TEXT = "Rusland heeft Lemar beschoten, zei {speaker}. Oekraïne ook. Er zijn {killed} doden."


def part(
    document: str, speaker: str, agent: str | None = None, stance: str = "states", killed: int | None = None, party: str | None = None,
    patient: str | None = None, counted_party: str | None = None, **of_figure: Any,
) -> Part:  # fmt: skip
    """An article in which somebody tells of one shelling, with who did it or how many died."""
    text = TEXT.format(speaker=speaker, killed=killed)
    b = Builder(text, id=document, publisher=f"Krant {document}", published=f"2025-03-18T0{ord(document) % 10}:00")
    place = b.place("Lemar", "Lemar", "UA", "town", lat=48.5, lon=37.5)
    known: dict[str, Any] = {
        "place_id": place,
        "earliest": "2025-03-17",
        "latest": "2025-03-17",
        "time_precision": "day",
    }
    said = b.claim(speaker, "zei", "Rusland heeft Lemar beschoten", stance, party=party)
    by = b.participant("Rusland" if agent == "RUS" else "Oekraïne", agent) if agent else None
    hit = b.participant("Lemar", patient) if patient else None
    shelling = b.event(
        "attack.shelling", "beschoten", "Rusland heeft Lemar beschoten", agent=by, patient=hit, claim_id=said, **known
    )
    if killed:
        value = float(killed)
        given = {"low": value, "high": value, "best": value, "party": counted_party, **of_figure}
        b.figure(f"{killed} doden", str(killed), "killed", event_id=shelling, claim_id=said, **known, **given)
    reading = b.reading()
    d = reading.document
    (account,) = accounts(reading)
    head = Head(d.id, d.title, d.publisher, d.published, d.language, d.url)
    return Part(head, account, [*reading.events, *reading.figures], {c.id: c for c in reading.claims})


def against(*parts: Part) -> list[Conflict]:
    every = told(parts, {})
    return list(conflicts(every, tallies(every)))


def borne_out(*parts: Part) -> list[Corroboration]:
    every = told(parts, {})
    return list(corroborations(every, tallies(every)))


P, H = "gouverneur Petrenko", "generaal Haddad"


@pytest.mark.parametrize(
    ("a", "b", "kinds"),
    [
        ({"killed": 20}, {"killed": 30}, ["numbers"]),
        ({"killed": 20}, {"killed": 20}, []),
        ({"killed": 20, "bound": "at_least", "high": None}, {"killed": 30}, []),
        ({"killed": 20, "bound": "at_most", "low": None}, {"killed": 30}, ["numbers"]),
        ({"agent": "RUS"}, {"agent": "UKR"}, ["blame"]),
        ({"agent": "RUS", "party": "UKR"}, {"agent": "UKR", "party": "RUS"}, ["mutual_blame"]),
        ({"agent": "RUS"}, {"agent": "RUS"}, []),
        ({"agent": "RUS"}, {"agent": "RUS", "stance": "denies"}, ["denial"]),
        ({"agent": "RUS", "patient": "UKR"}, {"agent": "UKR", "patient": "RUS"}, ["sides"]),
    ],
)  # fmt: skip
def test_what_contradicts(a: dict[str, Any], b: dict[str, Any], kinds: list[str]) -> None:
    found = against(part("a", P, **a), part("b", H, **b))
    assert [c.kind for c in found] == kinds
    assert all((c.a.head.id, c.b.head.id) == ("a", "b") for c in found)
    assert [c.kind for c in against(part("b", H, **b), part("a", P, **a))] == kinds


def test_one_voice_does_not_contradict_itself() -> None:
    assert against(part("a", P, killed=20), part("b", P, killed=30)) == []


def test_an_independent_voice_with_the_same_number_bears_it_out() -> None:
    (found,) = borne_out(part("a", P, killed=20, party="UKR"), part("b", H, killed=20, party="RUS"))
    assert (found.kind, found.about, found.same_side) == ("same_figure", "killed", False)
    assert borne_out(part("a", P, killed=20), part("b", P, killed=20)) == []


@pytest.mark.parametrize(("party", "same"), [("UKR", True), ("RUS", False), (None, None)])
def test_who_confirms_whom_and_whether_for_one_side(party: str | None, same: bool | None) -> None:
    found = borne_out(part("a", P, agent="RUS", party="UKR"), part("b", H, agent="RUS", stance="confirms", party=party))
    assert [(c.kind, c.about, c.same_side) for c in found] == [("confirms", "attack.shelling", same)]
    assert (found[0].a.head.id, found[0].b.head.id) == ("a", "b")


def test_who_gives_another_number_confirms_nothing() -> None:
    told_by = part("a", P, agent="RUS", killed=20)
    assert borne_out(told_by, part("b", H, agent="RUS", stance="confirms", killed=30)) == []
    kinds = [c.kind for c in borne_out(told_by, part("b", H, agent="RUS", stance="confirms", killed=20))]
    assert kinds == ["same_figure", "confirms", "confirms"]  # the number, the shelling and the dead


def numbers(*killed: int) -> list[list[float]]:
    """The pairs of numbers that contradict each other, of so many witnesses with these numbers."""
    parts = [part(f"{k}", f"getuige {'abcdefgh'[k]}", killed=n) for k, n in enumerate(killed)]
    found = against(*parts)
    return sorted(sorted((c.a.record.low, c.b.record.low)) for c in found)  # type: ignore[union-attr]


def test_of_many_numbers_neighbours_and_the_two_ends_contradict() -> None:
    assert numbers(20, 30) == [[20, 30]]
    assert numbers(20, 30, 40) == [[20, 30], [20, 40], [30, 40]]
    assert numbers(40, 10, 30, 20) == [[10, 20], [10, 40], [20, 30], [30, 40]]


def test_of_voices_that_say_the_same_the_first_speaks_for_all() -> None:
    assert numbers(20, 20, 30, 30, 20) == [[20, 30]]


def test_thousands_are_of_something_else_where_others_count_dozens() -> None:
    vague = {"bound": "order", "low": 2000.0, "high": 9999.0, "best": None}
    assert against(part("a", P, killed=20), part("b", H, killed=30, **vague)) == []
    near = {"bound": "order", "low": 100.0, "high": 999.0, "best": None}
    assert [c.kind for c in against(part("a", P, killed=20), part("b", H, killed=30, **near))] == ["numbers"]


def test_one_number_on_two_sides_is_told_once_for_each_two_sides() -> None:
    parts = [part(f"{k}", f"getuige {'abcdefgh'[k]}", killed=20, counted_party=("UKR", "RUS")[k % 2]) for k in range(6)]
    assert [c.kind for c in against(*parts)] == ["sides"]
