"""Where accounts contradict each other and where one bears another out."""

from typing import Any

import pytest

from tests.ledger.readings import Builder
from volgens.linking import accounts
from volgens.linking.conflicts import Conflict, Corroboration, conflicts, corroborations
from volgens.linking.tallies import tallies
from volgens.linking.told import Part, told
from volgens.model import Head

TEXT = "Rusland heeft Lemar beschoten, zei gouverneur Petrenko. Oekraïne ook, zei generaal Haddad. Er zijn 20 doden, geen 30 doden."


def part(
    document: str, speaker: str, agent: str | None = None, stance: str = "states", killed: int | None = None, party: str | None = None,
    patient: str | None = None, **of_figure: Any,
) -> Part:  # fmt: skip
    """An article in which somebody tells of one shelling, with who did it or how many died."""
    b = Builder(TEXT, id=document, publisher=f"Krant {document}", published=f"2025-03-18T0{ord(document) % 10}:00")
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
        given = {"low": value, "high": value, "best": value, **of_figure}
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
