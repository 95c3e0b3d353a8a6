"""The columns of every table that is exported, each told once: the code, the codebook, `datapackage.json` and the tests all start from here.

The native table has one row a claim, figure or event, with the claim, event and place that it hangs on. Its columns are the fields of the record, in full: the
column ``claim_source_name`` is ``claim.source.name``. So a row gives back the very values that it was made from (``native``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from volgens.export.columns_acled import ACLED
from volgens.export.columns_ucdp import UCDP
from volgens.export.tables import Column, Table
from volgens.ledger.contract import POLARITIES
from volgens.ledger.filters import CERTAINTIES, event_types
from volgens.model.decision import STATUSES
from volgens.model.record import BOUNDS, OUTCOMES, PLACE_KINDS, PRECISIONS, SOURCE_KINDS, STANCES, UNITS

RECORDS = ("claim", "figure", "event")


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the native table that is a field of a record; ``path``: from the name of the record on."""

    path: str
    type: str
    told: str
    choices: Sequence[str] = ()

    @property
    def column(self) -> Column:
        return Column(self.path.replace(".", "_"), self.type, self.told, self.choices)


def _span(path: str, told: str) -> Iterator[Field]:
    yield Field(f"{path}.text", "string", told)
    yield Field(f"{path}.start", "integer", f"where it begins in the article's text, in code points from 0: {told}")
    yield Field(f"{path}.end", "integer", f"where it ends, after its last code point: {told}")


def _when(record: str) -> Iterator[Field]:
    yield Field(f"{record}.earliest", "date", "the first day it may have been")
    yield Field(f"{record}.latest", "date", "the last day it may have been")
    yield Field(f"{record}.time_precision", "string", "how well the date is known", PRECISIONS)


def _because(record: str) -> Field:
    return Field(f"{record}.because", "array", "the rules and lexicon rows that made it, as JSON: [{rule, row}]")


def _participant(path: str, told: str) -> Iterator[Field]:
    yield from _span(path, told)
    yield Field(f"{path}.party", "string", f"side (ISO 3166-1 alpha-3, or a group's short name): {told}")
    yield Field(f"{path}.actor_id", "string", f"id of the known actor: {told}")


_DOCUMENT = (
    Field("document.id", "string", "the article"),
    Field("document.title", "string", "its headline"),
    Field("document.publisher", "string", "who published it"),
    Field("document.published", "string", "when, ISO 8601: a day, or a day with time"),
    Field("document.language", "string", "its language, ISO 639-1"),
    Field("document.url", "string", "where it was published"),
    Field("paper.retrieved", "string", "when it was fetched, ISO 8601"),
    Field("paper.updated", "string", "when its publisher last changed it, ISO 8601"),
    Field("document.forwarded", "string", "by whom its words are, where the publisher only passed them on"),
    Field("paper.sha256", "string", "SHA-256 of the text that all offsets count in"),
    Field("paper.licence", "string", "its licence, where it names one"),
    Field("provenance.run_id", "string", "id of what made the reading: article, versions"),
    Field("provenance.volgens_version", "string", "version of Volgens"),
    Field("provenance.model_hash", "string", "hash of the reading model"),
    Field("provenance.lexicon_hash", "string", "hash of the words"),
    Field("provenance.gazetteer_hash", "string", "hash of the gazetteer; empty in old readings"),
)
_CLAIM = (
    Field("claim.id", "string", "the claim that it is, or hangs on; empty: the article states it itself"),
    Field("claim.source.name", "string", "who says it: the longest mention in the article"),
    Field("claim.source.kind", "string", "what kind of source", SOURCE_KINDS),
    Field("claim.source.party", "string", "side of the source (ISO 3166-1 alpha-3, or a group's short name)"),
    Field("claim.source.actor_id", "string", "id of the source, where it is a known actor"),
    Field("claim.source.start", "integer", "where the mention of the source at the claim begins"),
    Field("claim.source.end", "integer", "where it ends"),
    Field("claim.anonymous", "boolean", "is the source unnamed?"),
    Field("claim.stance", "string", "how it is said", STANCES),
    *_span("claim.cue", "the words that attribute"),
    Field("claim.cue.lemma", "string", "dictionary form of the words that attribute"),
    Field("claim.channel", "string", "by which channel: Telegram, a press conference"),
    Field("claim.via", "array", "sources in between, outermost first, as JSON: [{name, kind, party}]"),
    *_span("claim.content", "what is said"),
    _because("claim"),
)
_FIGURE = (
    Field("figure.id", "string", "the figure"),
    Field("figure.low", "number", "at least so many; empty: no lower bound is given"),
    Field("figure.high", "number", "at most so many; empty: no upper bound is given"),
    Field("figure.best", "number", "the number that the words name; empty: they name none, such as *dozens*"),
    Field("figure.bound", "string", "how the words bound it", BOUNDS),
    Field("figure.unit", "string", "what is counted", UNITS),
    Field("figure.outcome", "string", "what befell those counted", OUTCOMES),
    Field("figure.party", "string", "side of those counted (ISO 3166-1 alpha-3, or a group's short name)"),
    Field("figure.polarity", "string", "negative: it is said not to be so", POLARITIES),
    *_span("figure.number", "the number with its multiplier"),
    *_span("figure.counted", "the words for those counted"),
    *_span("figure.quote", "the words that the figure rests on"),
    Field("figure.of.value", "number", "of a percentage: what it is a share of"),
    Field("figure.of.unit", "string", "unit of what it is a share of", UNITS),
    Field("figure.derived.low", "number", "of a percentage: at least so many, by arithmetic"),
    Field("figure.derived.high", "number", "of a percentage: at most so many, by arithmetic"),
    Field("figure.derived.unit", "string", "unit of the arithmetic", UNITS),
    *_when("figure"),
    _because("figure"),
)
_EVENT = (
    Field("event.id", "string", "the event that it is, or is told of"),
    Field("event.type", "string", "what happened", event_types()),
    Field("event.plover", "string", "PLOVER event that the type is mapped to"),
    Field("event.cameo", "string", "CAMEO code that the type is mapped to"),
    Field("event.acled", "string", "ACLED sub-event type that the type is mapped to"),
    *_span("event.trigger", "the word that tells the event"),
    *_participant("event.agent", "who does it"),
    *_participant("event.patient", "whom it befalls"),
    *_span("event.instrument", "with what"),
    Field("event.certainty", "string", "how sure it is put", CERTAINTIES),
    Field("event.polarity", "string", "negative: it is said not to have happened", POLARITIES),
    *_when("event"),
    *_span("event.quote", "the words that the event rests on"),
    Field("event.claim_id", "string", "the claim that the event itself hangs on"),
    Field("event.place_id", "string", "the place of the event itself"),
    _because("event"),
)
_PLACE = (
    Field("place.id", "string", "where it was, as the article says"),
    Field("place.name", "string", "name in the gazetteer"),
    Field("place.country", "string", "ISO 3166-1 alpha-2"),
    Field("place.admin1", "string", "first-order administrative division"),
    Field("place.lat", "number", "latitude, degrees; of an area a point in it: see place_precision"),
    Field("place.lon", "number", "longitude, degrees"),
    Field("place.kind", "string", "what kind of place", PLACE_KINDS),
    Field("place.precision", "string", "how finely it is told", PLACE_KINDS),
    Field("place.geonames_id", "integer", "GeoNames id"),
    Field("place.text", "string", "the place in the article's words"),
    Field("place.start", "integer", "where these words begin"),
    Field("place.end", "integer", "where they end"),
    _because("place"),
)
_REVIEW = (
    Field("review.status", "string", "what a person made of it; empty: nobody decided on it", STATUSES),
    Field("review.by", "string", "who decided"),
    Field("review.made", "string", "when, ISO 8601 in UTC"),
    Field("review.reason", "string", "why"),
    Field("review.decision", "string", "id of the decision"),
    Field("review.corrections", "array", "corrected fields, as JSON: [{field, value, original, decision, by, made, reason}]"),
    Field("review.kept", "boolean", "does only the decision keep it, since the latest reading lacks it?"),
)  # fmt: skip
FIELDS = (*_DOCUMENT, *_CLAIM, *_FIGURE, *_EVENT, *_PLACE, *_REVIEW)
OWN = (
    Column("record", "string", "what the row is", RECORDS, needed=True),
    Column("id", "string", "id of the claim, figure or event; with document_id the key of the row", needed=True),
    Column("permalink", "string", "its address on the page of `volgens serve`", needed=True),
)
NATIVE = Table(
    "volgens",
    "Claims, figures and events",
    "One row a claim, figure or event with all it hangs on: every field of the record. Nothing is merged.",
    (*OWN, *(f.column for f in FIELDS)),
    ("document_id", "record", "id"),
)
TABLES = {t.name: t for t in (NATIVE, ACLED, UCDP)}
