"""Incidents in plain words, the same in the terminal, on a page and in a picture. Each function gives one line without colour or markup."""

from volgens.export.matrix import Statement
from volgens.ledger.clock import Hours
from volgens.linking import Spot
from volgens.linking.incident import Incident
from volgens.linking.summary import Summary
from volgens.linking.tallies import REVIEWER, Tally
from volgens.linking.told import Told
from volgens.wording import Labels, say

DOT = " · "
OPEN = "+"  # after a highest number of which somebody says *at least*


def headline(found: Incident | Summary, words: Labels) -> str:
    """What, where and when: ``Missile attack · Kramatorsk, Ukraine · 8 April 2022``."""
    where = spot(found.where, words) if found.where else ""
    return DOT.join(p for p in (words.event_type(found.type), where, period(found, words)) if p)


def spot(where: Spot, words: Labels) -> str:
    return say.place_named(where.name, where.kind, where.country, where.geonames_id, words)


def period(found: Incident | Summary, words: Labels, brief: bool = False) -> str:
    """The days it happened within, as told; else the last that is possible."""
    if found.when is None:
        return ""
    first, last = (d.isoformat() if d else None for d in (found.when.earliest, found.when.latest))
    return say.period(first if found.when.told else None, last, words, brief)


def clock(told: Hours, words: Labels) -> str:
    """The hour as it is told, ``04:30``; of a part of the day between which hours it is, ``21:00–07:00``."""
    start, end = (f"{at.hour:02}:{at.minute:02}" for at in (told.start, told.end))
    return start if told.exact else words("chart.clock", start=start, end=end)


def counts(found: Incident | Summary, words: Labels) -> list[str]:
    """How many articles, publishers (where any is known) and independent voices."""
    articles, publishers, independent = found.counts
    return [
        words.counted(articles, "count.articles"),
        *([words.counted(publishers, "count.publishers")] if publishers else []),
        words.counted(independent, "count.independent"),
    ]


def bounds(tally: Tally, words: Labels) -> str:
    """``27–50+``; empty where nobody gives a number."""
    low, high = tally.low, tally.high
    if low is None or high is None:
        one = low if high is None else high
        return say.number(one, words) if one is not None else ""
    text = say.number(high, words) + (OPEN if tally.open else "")
    return text if low == high else f"{say.number(low, words)}–{text}"


def counted_as(outcome: str, unit: str, words: Labels) -> str:
    """``killed``; of other things than people ``drones intercepted``."""
    what = words(f"outcome.{outcome}")
    return what if unit == "person" else f"{words.forms(f'unit.{unit}')[1]} {what}"


def told_tally(tally: Tally, words: Labels) -> str:
    """``killed 27–50+``, of one side ``killed (Ukraine) 12``."""
    what = counted_as(tally.outcome, tally.unit, words)
    if tally.party:
        what = words("side", name=what, party=say.party(tally.party, words))
    return " ".join(p for p in (what, bounds(tally, words)) if p)


def voice(told: Told, words: Labels) -> str:
    """Who says it: ``Pavlo Kirilenko (government · Ukraine)``, or the article itself."""
    if told.claim is None:
        return words("heading.itself")
    about = DOT.join(say.source_kind(told.claim.source, told.claim.anonymous, words))
    return words("side", name=told.claim.source.name, party=about)


def repeated(said: Statement, words: Labels) -> str:
    """In how many articles one voice says the same, and how many of them are copies: ``in 5 articles, 3 of them copies``."""
    n = len({t.head.id for t in (said.told, *said.again)})
    told = words("matrix.again", articles=words.counted(n, "count.articles"))
    return words("listed", a=told, b=words.counted(said.copies, "count.copies")) if said.copies else told


def best(tally: Tally, labels: Labels) -> str:
    """The best number and whose it is; empty where there is none."""
    rule, _, by = (tally.rule or "").partition(": ")
    if rule == REVIEWER and tally.best is None:
        return labels("incident.no_best", by=by)
    if tally.best is None:
        return ""
    n = say.number(tally.best, labels)
    return labels("incident.best_by", n=n, by=by) if rule == REVIEWER else labels("incident.best", n=n)
