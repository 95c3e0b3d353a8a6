"""The tables of a ledger, once. A change here needs a step in ``migrations`` and a new fixture in the tests.

Record tables carry the record's fields under their own names, nested ones joined by an underscore (``source.name`` is
``source_name``), ``seq`` for their order in the reading, and folded ``*_key`` columns for looking names up. What is only
carried along (``via``, ``because``, ``mentions``, ``aliases``) is JSON. A record's key is its document and its id.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
)
from sqlalchemy.schema import SchemaItem

from volgens.ledger.text import AnyText

metadata = MetaData()
T = AnyText
# For an index over names as articles write them: PostgreSQL's ordinary index refuses a row where one is longer than a third of a page.
_LONG: dict[str, Any] = {"postgresql_using": "spgist"}


def _text(*names: str) -> list[SchemaItem]:
    return [Column(n, T) for n in names]


def _needed(*names: str) -> list[SchemaItem]:
    return [Column(n, T, nullable=False) for n in names]


def _span(prefix: str, nullable: bool = False) -> list[SchemaItem]:
    return [
        Column(f"{prefix}_start", Integer, nullable=nullable),
        Column(f"{prefix}_end", Integer, nullable=nullable),
        Column(f"{prefix}_text", T, nullable=nullable),
    ]


def _table(name: str, *items: SchemaItem) -> Table:
    # Clustered by key: a reading is one stretch of each table, and a dump comes in an order that follows from content.
    return Table(name, metadata, *items, sqlite_with_rowid=False)


def _records(name: str, *items: SchemaItem) -> Table:
    return _table(
        name,
        Column("document_id", T, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
        Column("id", T, nullable=False),
        Column("seq", Integer, nullable=False),
        *items,
        Column("because", T, nullable=False),
        PrimaryKeyConstraint("document_id", "id"),
        Index(f"{name}_id", "id"),
    )


def _refers(column: str, table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["document_id", column], [f"{table}.document_id", f"{table}.id"])


# What makes this file a ledger, and of which version: one row.
ledger_version = _table(
    "ledger_version",
    Column("application", T, primary_key=True),
    Column("version", Integer, nullable=False),
)

# One row an article, as it is now. ``reading_hash`` is over the whole reading but the moment of retrieval; ``page``: what all addresses of its page
# have in common (``fetch.page_key``), None where it has no page of its own.
articles = _table(
    "articles",
    Column("id", T, primary_key=True),
    *_text("language", "title", "publisher", "publisher_key", "url", "published", "retrieved"),
    Column("sha256", T, nullable=False),
    *_text("licence", "skipped_reason", "skipped_detail"),
    *_text("run_id", "volgens_version", "model_hash", "lexicon_hash"),
    *_needed("warnings", "reading_hash", "text"),
    *_text("gazetteer_hash", "page", "updated", "forwarded"),
    Index("articles_page", "page", **_LONG),
    Index("articles_published", "published", "id"),
    Index("articles_publisher", "publisher_key", **_LONG),
)

# Readings of texts that the same article had before: the publisher changed it. Whole, as JSON, for the records and for proof. ``newest``: the id of
# the article as it is now, which is another where the id follows from the text.
earlier_versions = _table(
    "earlier_versions",
    *_needed("document_id", "sha256", "reading"),
    *_text("newest"),
    PrimaryKeyConstraint("document_id", "sha256"),
    Index("earlier_versions_newest", "newest"),
)

# When which address was asked for, and what came of it, so that a page is not asked for again too soon or when it has not changed. ``first``,
# ``checked``: ISO moments in UTC; ``etag``, ``modified``: as its server gave them; ``document_id``: the article that it gave last; ``reason``: why it
# gave none; ``failures``: how often in a row.
visits = _table(
    "visits",
    Column("address", T, primary_key=True),
    *_needed("first", "checked"),
    *_text("etag", "modified", "document_id", "reason"),
    Column("failures", Integer, nullable=False),
)

_WHO = ("source_name", "source_kind", "source_party", "anonymous", "stance")

claims = _records(
    "claims",
    *_needed("source_name", "source_key", "source_kind"),
    *_text("source_party", "source_actor_id"),
    Column("source_start", Integer),
    Column("source_end", Integer),
    *_span("cue", nullable=True),
    *_text("cue_lemma", "channel"),
    *_needed("via"),
    *_span("content"),
    *_needed("stance"),
    Column("anonymous", Boolean, nullable=False),
    # The first two hold all that is counted of a source, so that the claims themselves need not be read.
    Index("claims_speaker", "source_key", *_WHO, "source_actor_id", "document_id").ddl_if(dialect="sqlite"),
    Index("claims_actor", "source_actor_id", *_WHO, "source_key", "document_id").ddl_if(dialect="sqlite"),
    Index("claims_named", "source_key", **_LONG).ddl_if(dialect="postgresql"),
    Index("claims_known", "source_actor_id").ddl_if(dialect="postgresql"),
    Index("claims_party", "source_party"),
    Index("claims_stance", "stance"),
)

places = _records(
    "places",
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    *_needed("text", "text_key", "name", "name_key"),
    *_text("country", "admin1", "admin1_key"),
    Column("lat", Double),
    Column("lon", Double),
    *_needed("kind", "precision"),
    Column("geonames_id", Integer),
    Index("places_named", "name_key", "country").ddl_if(dialect="sqlite"),
    Index("places_name", "name_key", **_LONG).ddl_if(dialect="postgresql"),
    Index("places_text", "text_key", **_LONG),
    Index("places_geonames", "geonames_id"),
    Index("places_country", "country", "admin1_key"),
)

events = _records(
    "events",
    *_span("trigger"),
    *_span("quote"),
    *_needed("type"),
    *_text("plover", "cameo", "acled"),
    *_span("agent", nullable=True),
    *_text("agent_key", "agent_party", "agent_actor_id"),
    *_span("patient", nullable=True),
    *_text("patient_key", "patient_party", "patient_actor_id"),
    *_span("instrument", nullable=True),
    *_needed("certainty", "polarity"),
    *_text("claim_id", "place_id", "earliest", "latest"),
    *_needed("time_precision"),
    _refers("claim_id", "claims"),
    _refers("place_id", "places"),
    Index("events_type", "type"),
    Index("events_dates", "earliest", "latest"),
    Index("events_agent", "agent_key", **_LONG),
    Index("events_patient", "patient_key", **_LONG),
    Index("events_agent_party", "agent_party"),
    Index("events_patient_party", "patient_party"),
    Index("events_claim", "document_id", "claim_id", "place_id"),
)

figures = _records(
    "figures",
    *_span("number"),
    *_span("quote"),
    Column("low", Double),
    Column("high", Double),
    Column("best", Double),
    *_needed("bound", "unit", "outcome"),
    *_span("counted", nullable=True),
    *_text("party"),
    *_needed("polarity"),
    Column("of_value", Double),
    *_text("of_unit"),
    Column("derived_low", Double),
    Column("derived_high", Double),
    *_text("derived_unit", "claim_id", "event_id", "place_id", "earliest", "latest"),
    *_needed("time_precision"),
    _refers("claim_id", "claims"),
    _refers("event_id", "events"),
    _refers("place_id", "places"),
    Index("figures_outcome", "outcome"),
    Index("figures_party", "party"),
    Index("figures_dates", "earliest", "latest"),
    Index("figures_claim", "document_id", "claim_id", "place_id"),
)

times = _records(
    "times",
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    *_needed("text", "value"),
    *_text("earliest", "latest"),
    *_needed("anchor"),
)

actors = _records(
    "actors",
    *_needed("name", "names_key", "kind"),
    *_text("party"),
    *_needed("aliases", "mentions"),
    *_text("plover", "cameo", "acled_inter"),
    Index("actors_party", "party"),
    Index("actors_names", "names_key", **_LONG),
)

# The names in the records, each once, by each word in them: so that a name is looked for among names and not among records. ``kind``: whose
# name it is (``ledger.names``). ``hash``: of ``key``, which may be longer than an index takes.
names = _table(
    "names",
    *_needed("word", "kind"),
    Column("hash", BigInteger, nullable=False),
    *_needed("key"),
    PrimaryKeyConstraint("word", "kind", "hash"),
)

# How often who is heard: one row for each way in which articles give a source, counted from the claims (``ledger.heard``). ``id``: a hash of the others;
# ``articles``: in how many; ``stances``: JSON, how often which.
heard = _table(
    "heard",
    Column("id", T, primary_key=True),
    *_needed("source_key", "source_name", "source_kind"),
    *_text("source_party", "source_actor_id"),
    Column("anonymous", Boolean, nullable=False),
    Column("articles", Integer, nullable=False),
    *_needed("stances"),
)

# What one article tells of one happening (``linking.accounts``), and the incident that it is part of: the least id of the accounts in it.
accounts = _table(
    "accounts",
    Column("document_id", T, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    *_needed("id", "incident_id", "family"),
    *_text("earliest", "latest"),
    Column("told", Boolean, nullable=False),
    *_text("published", "place_name", "place_kind", "country", "admin1"),
    Column("lat", Double),
    Column("lon", Double),
    Column("geonames_id", Integer),
    Column("lead", Boolean, nullable=False),
    *_needed("types", "agents", "patients", "targets", "counts"),
    *_needed("first", "last"),  # days that its records may be of (``Account.reach``)
    *_text("brief"),  # its records without their words (``ledger.brief``)
    PrimaryKeyConstraint("document_id", "id"),
    Index("accounts_id", "id"),
    Index("accounts_incident", "incident_id", "latest", "first", "last"),
)

# What lists of incidents are ordered and narrowed by, and show: one row an incident, made from its accounts whenever they change. ``latest``: the last day
# that one of them names, "" where none does; ``first``, ``last``: days that their records may be of; ``articles``, ``accounts``: how many. ``summary``: JSON,
# what a list shows (``ledger.summaries``); ``made_by``: which program made it, "" where it is not as the accounts are.
incidents = _table(
    "incidents",
    Column("id", T, primary_key=True),
    *_needed("latest", "first", "last"),
    Column("articles", Integer, nullable=False),
    Column("accounts", Integer, nullable=False),
    *_needed("made_by"),
    *_text("summary"),
    Index("incidents_made_by", "made_by"),
)
Index(
    "incidents_latest",
    incidents.c.latest.desc(),
    incidents.c.id,
    incidents.c.first,
    incidents.c.last,
    incidents.c.articles,
)

# Of an incident that many articles tell what was compared of its accounts, by record, so that a page of it need not compare them all again
# (``linking.compared``). It stands where its row of ``incidents`` is as the accounts are; with another row it goes.
compared = _table(
    "compared",
    Column("id", T, primary_key=True),
    *_needed("cell"),
)

# Which events, figures and claims tell it.
account_records = _table(
    "account_records",
    Column("document_id", T, nullable=False),
    *_needed("record_id", "account_id", "kind"),
    Column("seq", Integer, nullable=False),
    PrimaryKeyConstraint("document_id", "record_id", "account_id"),
    ForeignKeyConstraint(["document_id", "account_id"], ["accounts.document_id", "accounts.id"], ondelete="CASCADE"),
    Index("account_records_account", "document_id", "account_id", "kind", "seq"),
)

# Keys under which accounts that may be of one happening are found (``linking.keys``).
account_keys = _table(
    "account_keys",
    *_needed("key", "document_id", "account_id"),
    PrimaryKeyConstraint("key", "document_id", "account_id"),
    ForeignKeyConstraint(["document_id", "account_id"], ["accounts.document_id", "accounts.id"], ondelete="CASCADE"),
    Index("account_keys_account", "document_id", "account_id"),
)

# Runs of words under which a copied text is found (``linking.copies``), and the group of copies that each article is in: the least id in it.
# By run alone: an article's own follow from its text, and an index for them would be as large as the table. Both stay while a new reading of
# the same text takes the place of an old one.
runs = _table(
    "runs",
    Column("run", BigInteger, nullable=False),
    *_needed("document_id"),
    PrimaryKeyConstraint("run", "document_id"),
)
copies = _table(
    "copies",
    Column("document_id", T, primary_key=True),
    Column("group_id", T, nullable=False),
    Column("size", Integer, nullable=False),  # runs that it has
    Column("one_in", Integer, nullable=False),  # of so many one is stored
    Index("copies_group", "group_id"),
)

# What people decided, each a row that is never changed or removed; the state of things is what follows from them (``ledger.review``).
# ``made`` is an ISO moment in UTC. ``target``: the id of a record, article, account or decision; ``document_id``: the article that it stands in, which
# need not be in this ledger. ``detail``: JSON, by action. ``undoes``: id of a decision.
decisions = _table(
    "decisions",
    Column("id", T, primary_key=True),
    *_needed("made", "by", "action", "target", "detail"),
    *_text("document_id", "reason", "undoes"),
    Index("decisions_made", "made", "id"),
    Index("decisions_target", "target"),
    Index("decisions_document", "document_id"),
)

# The accounts that decisions to join or split which stand are about, as they are found now: ``number`` counts within a ``side``; ``account_id`` None
# where no account of the article is like it any more. It follows from the decisions and the accounts, and spares looking through all of them.
hands = _table(
    "hands",
    *_needed("decision_id"),
    Column("side", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    *_needed("action", "document_id"),
    *_text("account_id"),
    PrimaryKeyConstraint("decision_id", "side", "number"),
    Index("hands_document", "document_id"),
    Index("hands_account", "account_id"),
)

# What follows from the decisions on the records of an article, made anew whenever a decision or the reading changes. The rows of the records hold
# what people made of them; ``original`` is the record as it was read, where that differs. ``kept``: the latest reading does not have it any more.
reviewed = _table(
    "reviewed",
    Column("document_id", T, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    *_needed("kind", "record_id", "status", "review"),
    *_text("original"),
    Column("kept", Boolean, nullable=False),
    PrimaryKeyConstraint("document_id", "kind", "record_id"),
    Index("reviewed_status", "status"),
)

# Where a reading and the decisions on its article no longer say the same, for a person to settle.
differences = _table(
    "differences",
    Column("document_id", T, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("seq", Integer, nullable=False),
    *_needed("kind", "decision_id", "detail"),
    PrimaryKeyConstraint("document_id", "seq"),
)

ROOM = 1 << 17  # numbers that an article has for its rows in ``search``

# What full text looks through: one row a record or article; an article's words are its text, so its ``body`` is empty.
# ``number`` follows from the key, so that it is the same on every machine. The index itself is the database's own: see ``sqlite``.
search = _table(
    "search",
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("document_id", T, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    *_needed("kind", "id"),
    Column("body", T),
    Index("search_record", "document_id", "kind", "id"),
)

RECORDS = {t.name: t for t in (claims, figures, events, places, times, actors)}
