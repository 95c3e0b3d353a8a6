"""What stays of a text that is, or is not, about armed conflict."""

from volgens.extract.domain import Cue, Judgement, Weights
from volgens.model import Actor, Claim, Codes, Event, Figure, Mention, Source, Span, Time
from volgens.model import Cue as Said
from volgens.resolve import scope

SPORT = Weights(
    {"sport": 8.0, "conflict": 1.0},
    200,
    (Cue("keeper", "sport", 3.0, "nl/domain_cues.tsv:6"), Cue("aanval", "conflict", 1.0, None)),
)


def span(start: int) -> Span:
    return Span(start, start + 3, "abc")


def claim(ident: str, start: int) -> Claim:
    source = Source("de trainer", "person", None, None, 0, 3)
    return Claim(ident, source, Said(4, 7, "zei", "zeggen"), None, (), span(start), "states", False)


def figure(ident: str, start: int, claim_id: str | None = None, event_id: str | None = None) -> Figure:
    return Figure(ident, span(start), span(start), 1, 1, 1, "exact", "person", "none", None, None, "positive", claim_id=claim_id, event_id=event_id)  # fmt: skip


def event(ident: str, start: int, claim_id: str | None = None) -> Event:
    return Event(ident, span(start), span(start), "kill", None, None, None, None, None, None, "certain", "positive", claim_id)  # fmt: skip


def time(ident: str, start: int) -> Time:
    return Time(ident, start, start + 3, "2025", "2025", None, None, "explicit")


RECORDS = (
    [claim("c1", 10), claim("c2", 110)],
    [figure("f1", 20, "c1", "e2"), figure("f2", 120)],
    [event("e1", 30), event("e2", 130, "c2")],
    [],
    [time("t1", 40), time("t2", 140)],
)


def ids(kept: scope.Kept) -> list[list[str]]:
    return [[r.id for r in some] for some in (kept.claims, kept.figures, kept.events, kept.times)]


def test_all_stays_of_a_text_on_conflict() -> None:
    kept = scope.keep(Judgement(True, SPORT, ()), *RECORDS)
    assert ids(kept) == [["c1", "c2"], ["f1", "f2"], ["e1", "e2"], ["t1", "t2"]]
    assert kept.withheld == (0, 0, 0)
    assert scope.warning(Judgement(True, SPORT, ()), kept.withheld) is None


def test_nothing_stays_of_a_text_on_sport_and_the_warning_says_why() -> None:
    judgement = Judgement(False, SPORT, ())
    kept = scope.keep(judgement, *RECORDS)
    assert ids(kept) == [[], [], [], []]
    assert scope.warning(judgement, kept.withheld) == (
        "2 claims, 2 figures, 2 events left out: the text is not about armed conflict or violence but about sport (keeper)"
    )


def test_a_paragraph_goes_its_own_way() -> None:
    there = ((100, 200),)
    assert ids(scope.keep(Judgement(False, SPORT, there), *RECORDS)) == [["c2"], ["f2"], ["e2"], ["t2"]]
    judgement = Judgement(True, SPORT, there)
    kept = scope.keep(judgement, *RECORDS)
    assert ids(kept) == [["c1"], ["f1"], ["e1"], ["t1", "t2"]]  # times stay: what is told may lean on them
    assert kept.figures[0].event_id is None  # its event is gone
    told = scope.warning(judgement, kept.withheld)
    assert (
        told
        == "1 claim, 1 figure, 1 event left out: the paragraphs they stand in are not about armed conflict or violence"
    )


def test_a_claim_stays_where_what_stays_leans_on_it() -> None:
    records = ([claim("c1", 10)], [], [event("e1", 130, "c1")], [], [])
    assert ids(scope.keep(Judgement(False, SPORT, ((100, 200),)), *records)) == [["c1"], [], ["e1"], []]


def test_actors_of_another_text_go_too() -> None:
    actor = Actor("a", "Ajax", "person", None, ("Ajax",), (Mention(10, 14), Mention(110, 114)), Codes())
    assert scope.actors(Judgement(True, SPORT, ()), [actor]) == (actor,)
    assert scope.actors(Judgement(False, SPORT, ()), [actor]) == ()
    (kept,) = scope.actors(Judgement(False, SPORT, ((100, 200),)), [actor])
    assert kept.mentions == (Mention(110, 114),)
