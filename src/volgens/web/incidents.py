"""``/incidents`` and ``/incidents/ID``: what several articles report as one happening, and its accounts side by side."""

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from volgens.export.incidents import as_values
from volgens.export.matrix import matrix
from volgens.ledger import Ledger
from volgens.ledger.clock import Hours
from volgens.ledger.deciding import figure_name
from volgens.linking.summary import Summary
from volgens.web.answer import as_data, listed, moved, only, page
from volgens.web.asked import Asked

ARTICLES, FEW = 12, 8


@dataclass(frozen=True, slots=True)
class Shown:
    """How much of an incident stands on its page at once: the accounts of so many ``articles`` side by side, and ``few`` of everything else; the rest is a
    link away."""

    articles: int
    few: int

    @classmethod
    def of(cls, asked: Asked) -> "Shown":
        """Both as many as the address says, where it says it."""
        given = "limit" in dict(asked.given)
        return cls(asked.limit, asked.limit) if given else cls(ARTICLES, FEW)


def several(ledger: Ledger, asked: Asked, request: Request) -> Response:
    where = (asked.filters, asked.limit + 1, asked.offset, asked.several)
    if asked.form != "html":
        return listed(asked, "incidents", ledger.incidents(*where, brief=asked.form == "csv"), "incidents")
    rows = list(ledger.summaries(*where))
    return listed(asked, "incidents", rows, "incidents", days=_days(rows[: asked.limit], ledger))


def one(ledger: Ledger, asked: Asked, request: Request) -> Response:
    """Any id that the incident ever had leads to it."""
    given = request.path_params["id"]
    key = only(ledger.incident_ids(given), "incident", given)
    if key != given:
        return moved(asked, f"/incidents/{key}")
    if asked.form == "json":
        return as_data(as_values(ledger.incident(key)))
    shown = Shown.of(asked)
    found = ledger.incident(key, shown.articles, asked.offset)
    articles = found.articles[asked.offset : asked.offset + shown.articles]
    return page(
        asked,
        "incident",
        incident=found,
        matrix=matrix(found),
        articles=articles,
        shown=shown,
        reviews=ledger.reviews_of([h.id for h in articles]),
        names={figure_name(t): t for t in found.tallies},
        history=ledger.incident_history(found.id),
        hours=ledger.hours([found.id]).get(found.id, []),
    )


def _days(rows: list[Summary], ledger: Ledger) -> list[tuple[date, list[tuple[Summary, Hours | None]]]]:
    """For the timeline: the incidents of each day, the earliest first, within a day by the hour where one is told; those without are at its end. What has
    no told day stands in the list alone."""
    hours = ledger.hours([i.id for i in rows])
    out: dict[date, list[tuple[Summary, Hours | None]]] = {}
    for i in rows:
        told = next(iter(hours.get(i.id, ())), None)
        if i.when and i.when.told and i.when.latest:
            out.setdefault(i.when.latest, []).append((i, told))
    for some in out.values():
        some.sort(key=lambda pair: (pair[1] is None, pair[1].start.isoformat() if pair[1] else ""))
    return sorted(out.items())
