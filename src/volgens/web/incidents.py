"""``/incidents`` and ``/incidents/ID``: what several articles report as one happening, and its accounts side by side."""

from dataclasses import dataclass
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from volgens.export.chart import svg
from volgens.export.incidents import as_values
from volgens.export.matrix import matrix
from volgens.ledger import Ledger
from volgens.ledger.deciding import figure_name
from volgens.linking.incident import Incident
from volgens.web.answer import as_data, listed, moved, only, page
from volgens.web.asked import Asked

VOICES, FEW = 12, 8


@dataclass(frozen=True, slots=True)
class Shown:
    """How much of an incident stands on its page at once: ``voices`` side by side, and ``few`` of everything else; the rest is a link away."""

    voices: int
    few: int

    @classmethod
    def of(cls, asked: Asked) -> "Shown":
        """Both as many as the address says, where it says it."""
        given = "limit" in dict(asked.given)
        return cls(asked.limit, asked.limit) if given else cls(VOICES, FEW)


def several(ledger: Ledger, asked: Asked, request: Request) -> Response:
    found = ledger.incidents(asked.filters, limit=asked.limit + 1, offset=asked.offset, several=asked.several)
    rows = list(found)
    return listed(asked, "incidents", rows, "incidents", days=_days(rows[: asked.limit]))


def one(ledger: Ledger, asked: Asked, request: Request) -> Response:
    """Any id that the incident ever had leads to it."""
    given = request.path_params["id"]
    key = only(ledger.incident_ids(given), "incident", given)
    if key != given:
        return moved(asked, f"/incidents/{key}")
    found = ledger.incident(key)
    if asked.form == "json":
        return as_data(as_values(found))
    shown = Shown.of(asked)
    side_by_side = matrix(found, asked.offset, shown.voices)
    reviews = ledger.reviews_of([h.id for h in found.articles])
    return page(
        asked,
        "incident",
        incident=found,
        matrix=side_by_side,
        shown=shown,
        reviews=reviews,
        names={figure_name(t): t for t in found.tallies},
        history=ledger.incident_history(found.id),
    )


def chart(ledger: Ledger, asked: Asked, request: Request) -> Response:
    """The figures of one outcome and unit as a picture."""
    given, outcome, unit = (request.path_params[k] for k in ("id", "outcome", "unit"))
    ids = ledger.incident_ids(given)
    found = ledger.incident(ids[0]) if len(ids) == 1 else None
    tally = (
        next((t for t in found.tallies if (t.outcome, t.unit, t.party) == (outcome, unit, None)), None)
        if found
        else None
    )
    if found is None or tally is None:
        raise HTTPException(404, f"no figures {outcome} ({unit}) of an incident {given}")
    return Response(svg(found, tally, asked.labels), media_type="image/svg+xml")


def _days(rows: list[Incident]) -> list[tuple[date, list[Incident]]]:
    """For the timeline: the incidents of each day, the earliest day first. Those without a told day stand in the list alone."""
    out: dict[date, list[Incident]] = {}
    for i in rows:
        if i.when and i.when.told and i.when.latest:
            out.setdefault(i.when.latest, []).append(i)
    return sorted(out.items())
