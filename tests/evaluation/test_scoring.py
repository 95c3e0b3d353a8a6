"""What counts as right."""

from typing import Any

import pytest
from evaluation.scoring import Comparison, Scores, pairs, same_name, shared, spot

from volgens.ingest import article_of
from volgens.model import Reading
from volgens.model.record import Claim, Cue, Document, Event, Figure, Participant, Place, Source, Time
from volgens.model.span import Span

TEXT = "Zeker drie mensen kwamen zaterdag om bij een aanval op Charkov, zegt de gouverneur."


def words(text: str) -> dict[str, Any]:
    at = TEXT.index(text)
    return {"start": at, "end": at + len(text), "text": text}


def span(text: str) -> Span:
    return Span(**words(text))


def reading(**change: Any) -> Reading:
    """A reading of TEXT that is right in all; ``change`` puts other values into its figure and event."""
    figure = {
        "outcome": "killed",
        "bound": "at_least",
        "polarity": "positive",
        "claim_id": "c",
        "earliest": "2025-01-11",
    }
    event = {"type": "attack.other", "agent": None, "certainty": "certain", "place_id": "p"}
    claim = {"stance": "states", "channel": None, "kind": "government"}
    for part in (figure, event, claim):
        part |= {k: v for k, v in change.items() if k in part}
    source = Source(
        "de gouverneur", str(claim["kind"]), "UKR", **{k: words("de gouverneur")[k] for k in ("start", "end")}
    )
    return Reading(
        Document.of(article_of(TEXT, "nl", "2025-01-11")),
        claims=(
            Claim("c", source, Cue(**words("zegt"), lemma="zeggen"), claim["channel"], (), span(TEXT.partition(",")[0]), str(claim["stance"]), False),
        ),
        figures=(
            Figure("f", span("drie"), span("Zeker drie mensen kwamen"), 3, None, 3, str(figure["bound"]), "person", str(figure["outcome"]),
                   span("mensen"), None, str(figure["polarity"]), claim_id=figure["claim_id"], place_id="p", earliest=figure["earliest"], latest="2025-01-11"),
        ),
        events=(
            Event("e", span("aanval"), span("een aanval op Charkov"), str(event["type"]), None, None, None, event["agent"],
                  Participant(**words("Charkov"), party="UKR"), None, str(event["certainty"]), "positive", "c", event["place_id"], "2025-01-11", "2025-01-11"),
        ),
        places=(Place("p", **words("Charkov"), name="Kharkiv", country="UA", admin1=None, lat=49.99, lon=36.23, kind="city", precision="city", geonames_id=1),),
        times=(Time("t", **words("zaterdag"), value="2025-01-11", earliest="2025-01-11", latest="2025-01-11", anchor="relative"),),
    )  # fmt: skip


GOLD: dict[str, Any] = {
    "id": "a",
    "text": TEXT,
    "claims": [{"source": "gouverneur", "source_kind": "government", "party": "UKR", "cue": "zegt", "channel": None, "stance": "states",
                "content": TEXT.partition(",")[0]}],
    "figures": [{"quote": "drie mensen", "number": "drie", "low": 3, "high": None, "best": 3, "bound": "at_least", "unit": "person", "outcome": "killed",
                 "party": None, "denied": False, "source": "gouverneur", "place": "Charkov", "earliest": "2025-01-11", "latest": "2025-01-11"}],
    "events": [{"trigger": "aanval", "quote": "een aanval op Charkov", "type": "attack.other", "agent": None, "agent_party": None, "patient": "Charkov",
                "patient_party": "UKR", "place": "Charkov", "earliest": "2025-01-11", "latest": "2025-01-11", "certainty": "certain", "polarity": "positive",
                "source": "gouverneur"}],
    "times": [{"text": "zaterdag", "value": "2025-01-11"}],
    "places": [{"text": "Charkov", "name": "Kharkiv", "country": "UA", "lat": 49.99, "lon": 36.23, "kind": "city"}],
}  # fmt: skip


def scored(read: Reading) -> dict[str, float]:
    scores = Scores()
    Comparison(GOLD, read, scores).add()
    return {m.name: m.value for m in scores.measures("a")}


def test_a_reading_that_is_right_is_right_in_all() -> None:
    found = scored(reading())
    assert set(found.values()) == {1.0}
    assert "events, agent" not in found  # neither names one: nothing to be right about


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"outcome": "injured"}, {"figures, whole (value, unit, outcome, source, polarity)", "figures, casualties whole", "figures, outcome"}),
        ({"bound": "exact"}, {"figures, whole (value, unit, outcome, source, polarity)", "figures, casualties whole", "figures, value"}),
        ({"claim_id": None}, {"figures, whole (value, unit, outcome, source, polarity)", "figures, casualties whole", "figures, source"}),
        ({"earliest": "2025-01-08"}, {"figures, dates"}),
        ({"earliest": "2025-01-10"}, set()),
        ({"type": "attack.drone"}, {"events, trigger and type"}),
        ({"type": "clash"}, {"events, trigger and type", "events, trigger and coarse type"}),
        ({"certainty": "possible"}, {"events, certainty and polarity"}),
        ({"place_id": None}, {"events, place"}),
        ({"agent": Participant(0, 5, "Zeker")}, {"events, agent"}),
        ({"stance": "denies"}, {"claims, stance"}),
        ({"channel": "Telegram"}, {"claims, channel"}),
        ({"kind": "military"}, {"claims, source kind"}),
    ],
)  # fmt: skip
def test_a_field_that_is_wrong_is_wrong_alone(change: dict[str, Any], wrong: set[str]) -> None:
    if "agent" in change:
        change = {"agent": Participant("Zeker", 0, 5)}
    assert {k for k, v in scored(reading(**change)).items() if v < 1} == wrong


def test_a_reading_of_another_text_is_refused() -> None:
    other = Reading(Document.of(article_of("Het regent.", "nl")))
    with pytest.raises(ValueError, match="another text"):
        Comparison(GOLD, other, Scores()).add()


def test_names() -> None:
    assert same_name("de Oekraïense president Zelensky", "Zelensky")
    assert same_name(None, "")
    assert not same_name("de president", None)
    assert not same_name("de burgemeester", "de gouverneur")  # articles do not make a name the same


def test_spots_and_what_they_share() -> None:
    assert spot("a b a b", "b a", "a") == (4, 5)
    assert shared((0, 4), (2, 6)) == 0.5
    with pytest.raises(ValueError, match="substring"):
        spot("a", "b")


def test_pairs_take_the_most_alike_first_and_none_twice() -> None:
    near = lambda a, b: 1 / (1 + abs(a - b)) if abs(a - b) < 5 else 0.0  # noqa: E731
    assert sorted(pairs([1, 10, 30], [9, 2, 11], near)) == [(1, 2), (10, 9)]
