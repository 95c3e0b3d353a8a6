"""The 49 columns of UCDP's Georeferenced Event Dataset in its order, and how each is filled."""

from volgens.export.tables import Column as C
from volgens.export.tables import Table

_DSET = "always empty: UCDP's own numbers"
_SIDE = "sides by what accounts agree on: a government first; *Government of ...* for a state, the group's name, or *Civilians*; empty where no account names it or they differ"
_GW = "Gleditsch-Ward number of the state"
_DEAD = (
    "the lowest number claimed and not denied of those of that side whom the words call soldiers, fighters or the like"
)
REGIONS = ("Europe", "Middle East", "Asia", "Africa", "Americas")

UCDP = Table(
    "ucdp",
    "Incidents in the columns of UCDP GED",
    "One row an incident of violence in which somebody says that people died; the others are left out, as UCDP codes deaths alone. "
    "Not made, checked or endorsed by UCDP.",
    (
        C("id", "integer", "number of the event", needed=True, ours="above 10^15, from the incident's id: never in the range of UCDP's own"),
        C("relid", "string", "id in words", needed=True, ours="the permalink"),
        C("year", "integer", "year of the event"),
        C("active_year", "boolean", "is the dyad active that year?", ours="always empty: it takes a count of the whole year"),
        C("code_status", "string", "state of the coding", ours="always empty: nobody of UCDP checked it"),
        C("type_of_violence", "integer", "1 state-based, 2 non-state, 3 one-sided", (1, 2, 3), ours="1 a state's forces against another state or an armed group; 2 two armed groups; 3 executions and the like of people without arms; empty where who fought whom is not told: that civilians died does not make it one-sided"),
        C("conflict_dset_id", "string", "conflict, old number", ours=_DSET),
        C("conflict_new_id", "integer", "conflict", ours=_DSET),
        C("conflict_name", "string", "conflict", ours="always empty"),
        C("dyad_dset_id", "string", "dyad, old number", ours=_DSET),
        C("dyad_new_id", "integer", "dyad", ours=_DSET),
        C("dyad_name", "string", "dyad", ours="side_a - side_b, where both are known"),
        C("side_a_dset_id", "string", "side A, old number", ours=_DSET),
        C("side_a_new_id", "integer", "side A", ours=_DSET),
        C("side_a", "string", "side A", ours=_SIDE),
        C("side_b_dset_id", "string", "side B, old number", ours=_DSET),
        C("side_b_new_id", "integer", "side B", ours=_DSET),
        C("side_b", "string", "side B", ours=_SIDE),
        C("number_of_sources", "integer", "number of source articles", ours="articles that are no copy of another"),
        C("source_article", "string", "the articles", ours='`"publisher,day,headline"` of each, `;` between them'),
        C("source_office", "string", "publishers", ours="`;` between them"),
        C("source_date", "string", "days of publication", ours="`;` between them, in the order of source_article"),
        C("source_headline", "string", "headlines", ours="`;` between them"),
        C("source_original", "string", "who told the publisher", ours="our sources: those who say so in the articles, `;` between them"),
        C("where_prec", "integer", "1 exact place, 2 near it, 3 second-order division, 4 first-order division, 5 an area, river or border, 6 country, 7 sea or air", (1, 2, 3, 4, 5, 6, 7), ours="1 town, city, facility; 3, 4; 5 region, river; 6; 7 sea"),
        C("where_coordinates", "string", "name of the place of the coordinates"),
        C("where_description", "string", "where it was, in words", ours="all places that accounts name for it, with their kinds"),
        C("adm_1", "string", "first-order division", ours="after GeoNames"),
        C("adm_2", "string", "second-order division", ours="empty but for an incident that is known to be in one, no finer"),
        C("latitude", "number", "degrees", ours="for an area the point that the gazetteer gives for it, as UCDP does: read where_prec with it"),
        C("longitude", "number", "degrees"),
        C("geom_wkt", "string", "the point, as well-known text"),
        C("priogrid_gid", "integer", "cell of PRIO-GRID", ours="by arithmetic: half-degree cells, row from the south pole, column from 180 degrees west, (row - 1) * 720 + column"),
        C("country", "string", "country, in English", ours="our name of it; join on country_id"),
        C("country_id", "integer", _GW, ours="empty for what the Gleditsch-Ward list has no state for, Palestine among them"),
        C("region", "string", "part of the world", REGIONS, ours="by the Gleditsch-Ward number"),
        C("event_clarity", "integer", "1 the event is told by itself, 2 as a part of a sum", (1, 2), ours="1 where an account names the day or days within a week; else empty"),
        C("date_prec", "integer", "1 the day, 2 within 2 to 6 days, 3 the week, 4 the month, 5 more", (1, 2, 3, 4, 5), ours="by the days within which the most exact account puts it"),
        C("date_start", "date", "first day it may have been"),
        C("date_end", "date", "last day it may have been"),
        C("deaths_a", "integer", "dead of side A", ours=_DEAD),
        C("deaths_b", "integer", "dead of side B", ours=_DEAD),
        C("deaths_civilians", "integer", "dead civilians", ours="the lowest number claimed and not denied of those whom the words call people, residents, children or the like"),
        C("deaths_unknown", "integer", "dead of no known side", ours="the best number less the three before; empty without a best number"),
        C("best", "integer", "best estimate", ours="empty unless a reviewer chose it or two independent voices give one exact number and nobody another (rule `agreed`)"),
        C("high", "integer", "highest estimate", ours="highest number that is claimed and not denied, superseded or rejected; no less than the armed dead of both sides together"),
        C("low", "integer", "lowest estimate", ours="lowest number that is claimed and not denied, superseded or rejected; no less than the armed dead of both sides together"),
        C("gwnoa", "integer", f"{_GW} of side A"),
        C("gwnob", "integer", f"{_GW} of side B"),
    ),
    ("id",),
    "UCDP GED",
)  # fmt: skip
