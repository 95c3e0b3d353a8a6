"""ACLED's 31 columns in ACLED's order, and how each is filled."""

from volgens.export.tables import Column as C
from volgens.export.tables import Table
from volgens.lexicon.shared import shared

_SUB = shared("acled_sub_events")
_ACTORS = (
    "State forces",
    "rebel groups",
    "political militias",
    "identity militias",
    "rioters",
    "protesters",
    "civilians",
    "external or other forces",
)
_INTER = "; ".join(f"{n} {told}" for n, told in enumerate(_ACTORS, 1))  # fmt: skip
_UNKNOWN = "empty where no account names it or accounts name different ones"
_CODES = tuple(range(1, 9))

ACLED = Table(
    "acled",
    "Incidents in ACLED's columns",
    "One row an incident: what articles tell of one happening, merged only in that they stand in one row. Not made, checked or endorsed by ACLED.",
    (
        C("event_id_cnty", "string", "id of the event", needed=True, ours="`VOLGENS-` and the incident's id: never the form that ACLED's own ids have"),
        C("event_date", "date", "day of the event", ours="the first day it may have been; empty where no account tells a day, week or month"),
        C("year", "integer", "its year"),
        C("time_precision", "integer", "1 the day is known, 2 the week, 3 the month", (1, 2, 3), ours="by the days within which the most exact account puts it: one, up to 7, up to 31"),
        C("disorder_type", "string", "kind of disorder", tuple(dict.fromkeys(r.disorder_type for r in _SUB)), ours="follows from the sub-event type; of an attack on nobody knows whom political violence"),
        C("event_type", "string", "type of event", tuple(dict.fromkeys(r.event_type for r in _SUB)), ours="follows from the sub-event type; empty where an attack may be a battle or violence against civilians"),
        C("sub_event_type", "string", "type within it", tuple(r.sub_event_type for r in _SUB), ours="by the event type of most accounts (`event_types.tsv`): shots and unnamed attacks are an *Attack* on civilians alone, an *Armed clash* with armed people, and empty where it is not told who was attacked; land taken is regained by the government of the country, and overtaken by others"),
        C("actor1", "string", "who acts", ours=f"the side's name, *Military Forces of ...* where a known body of it is named; {_UNKNOWN}"),
        C("assoc_actor_1", "string", "who acts with it", ours="always empty: who is with whom is not read"),
        C("inter1", "integer", f"kind of actor 1: {_INTER}", _CODES, ours="of known groups as in `actors.tsv`; a state in its own country 1, elsewhere 8; empty where either is not known"),
        C("actor2", "string", "the other actor", ours=f"likewise whom it befalls; *Civilians (country)* where only people without arms were hit; {_UNKNOWN}"),
        C("assoc_actor_2", "string", "who is with it", ours="always empty"),
        C("inter2", "integer", f"kind of actor 2: {_INTER}", _CODES, ours="as inter1; civilians 7"),
        C("interaction", "integer", "both kinds as one number, the smaller first; one actor alone ends in 0", ours="empty where a kind is not known of an actor that is named"),
        C("civilian_targeting", "string", "was it aimed at civilians?", ("Civilian targeting",), ours="where the sub-event type is one against civilians alone; that civilians were hit does not say that they were aimed at"),
        C("iso", "integer", "country, ISO 3166-1 numeric"),
        C("region", "string", "part of the world", ours="always empty: which country ACLED puts where is ACLED's own list"),
        C("country", "string", "country, in English"),
        C("admin1", "string", "first-order division", ours="after GeoNames, which ACLED's names need not agree with"),
        C("admin2", "string", "second-order division", ours="always empty: the record has none"),
        C("admin3", "string", "third-order division", ours="always empty"),
        C("location", "string", "place", ours="name in the gazetteer; empty where only a country is known"),
        C("latitude", "number", "degrees", ours="empty where only a country, region, river or sea is known: an area is not a point"),
        C("longitude", "number", "degrees"),
        C("geo_precision", "integer", "1 the place, 2 a part of a region near it, 3 a larger region", (1, 2, 3), ours="1 town, city, facility; 2 second-order division; 3 first-order division, region; else empty"),
        C("source", "string", "who published it", ours="publishers, `; ` between them"),
        C("source_scale", "string", "reach of the sources", ours="always empty: it is not known of a publisher"),
        C("notes", "string", "what happened", needed=True, ours="the words of up to five accounts, each with who says so and the article; what is contradicted; last the permalink"),
        C("fatalities", "integer", "number of dead", ours="the best number where a reviewer or the rule `agreed` gives one, else the lowest that is claimed and not denied, as ACLED takes the most conservative estimate, and no less than the armed dead of both sides together; empty, not 0, where nobody gives a number"),
        C("tags", "string", "further marks", ours="`reported fatalities=low-high` where accounts differ; `conflicting accounts=n`"),
        C("timestamp", "integer", "seconds since 1970 of the last change", ours="when the latest of its articles was fetched; empty where none says"),
    ),
    ("event_id_cnty",),
    "ACLED",
)  # fmt: skip
