"""Figures as pictures: those of an incident by who gives them and by when, and those of a list by when."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from volgens.export import say as plain
from volgens.export.chart import svg as by_source
from volgens.export.over_time import LOOKS, Report
from volgens.export.over_time import svg as over_time
from volgens.ledger import FigureFound, Ledger
from volgens.linking.incident import Incident
from volgens.linking.tallies import CURRENT, Tally, bounds
from volgens.model import Claim, Figure, Head
from volgens.web.answer import SVG, only
from volgens.web.asked import Asked
from volgens.wording import Labels, say

DOT = " · "


def of_incident(ledger: Ledger, asked: Asked, request: Request) -> Response:
    """The figures of one outcome and unit, a line for each report."""
    found, tally = _tally(ledger, request)
    return Response(by_source(found, tally, asked.labels), media_type=SVG)


def of_incident_by_time(ledger: Ledger, asked: Asked, request: Request) -> Response:
    """The same by when they were published, with the time in which it happened."""
    found, tally = _tally(ledger, request)
    labels = asked.labels
    rows = [(e.told.head, e.told.claim, e.figure, e.state == CURRENT) for e in tally.entries]
    heading = f"{plain.told_tally(tally, labels)}{DOT}{plain.headline(found, labels)}"
    source = f"Volgens{DOT}{DOT.join((*plain.counts(found, labels), *found.publishers))}"
    happened = when(found, ledger)
    return Response(over_time(heading, _reports(rows, labels), happened, source, labels), media_type=SVG)


def of_list(ledger: Ledger, asked: Asked, request: Request) -> Response:
    """The figures of a list that count the same: of the outcome and unit that most of them have."""
    labels = asked.labels
    found: list[FigureFound] = list(ledger.figures(asked.filters, asked.limit, asked.offset))
    kinds = Counter((f.figure.outcome, f.figure.unit) for f in found if f.figure.unit != "percent")
    outcome, unit = min(kinds, key=lambda k: (-kinds[k], k), default=("none", "other"))
    same = [f for f in found if (f.figure.outcome, f.figure.unit) == (outcome, unit)]
    rows = [(f.document, f.claim, f.figure, f.figure.polarity != "negative") for f in same]
    asked_for = DOT.join(v for k, v in asked.given if k not in ("limit", "offset", "outcome"))
    heading = DOT.join(p for p in (plain.counted_as(outcome, unit, labels), asked_for) if p)
    publishers = dict.fromkeys(f.document.publisher for f in same if f.document.publisher)
    source = DOT.join(("Volgens", labels.counted(len(same), "count.figures"), *publishers))
    return Response(over_time(heading, _reports(rows, labels), None, source, labels), media_type=SVG)


def when(found: Incident, ledger: Ledger) -> tuple[datetime, datetime] | None:
    """The time in which it happened, as finely as anybody tells it; None where nobody does, or only that it was before some day."""
    told = ledger.hours([found.id]).get(found.id)
    if told:
        return told[0].start, told[0].end
    if found.when is None or not found.when.told or found.when.earliest is None or found.when.latest is None:
        return None
    return datetime.combine(found.when.earliest, time()), datetime.combine(found.when.latest, time()) + timedelta(
        days=1
    )


def _tally(ledger: Ledger, request: Request) -> tuple[Incident, Tally]:
    given, outcome, unit = (request.path_params[k] for k in ("id", "outcome", "unit"))
    key = only(ledger.incident_ids(given), "incident", given)
    found = next(iter(ledger.incidents(incident=key, brief=True)))  # the numbers of all of it
    for tally in found.tallies:
        if (tally.outcome, tally.unit, tally.party) == (outcome, unit, None):
            return found, tally
    raise HTTPException(404, f"no figures {outcome} ({unit}) of an incident {given}")


def _reports(rows: Sequence[tuple[Head, Claim | None, Figure, bool]], labels: Labels) -> list[Report]:
    """By who gives them, where these are few; else by the side for which they speak."""
    voices = {_voice(head, claim, labels) for head, claim, _, _ in rows}
    out = []
    for head, claim, figure, stands in rows:
        low, high = bounds(figure)
        if head.published is None or (low is None and high is None):
            continue
        group = _voice(head, claim, labels) if len(voices) <= len(LOOKS) else _side(claim, labels)
        words = (
            say.figure(figure, labels, head.language),
            _voice(head, claim, labels),
            head.published,
            figure.quote.text,
        )
        out.append(Report(head.published, low or 0.0, high, figure.best, group, stands, DOT.join(words)))
    return out


def _voice(head: Head, claim: Claim | None, labels: Labels) -> str:
    if claim is None:
        return labels("side", name=head.publisher or head.id, party=labels("heading.itself"))
    return claim.source.name


def _side(claim: Claim | None, labels: Labels) -> str:
    if claim is None:
        return labels("matrix.itself")
    return say.party(claim.source.party, labels) if claim.source.party else labels("matrix.no_side")
