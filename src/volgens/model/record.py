"""The record: what a reading holds, field by field. Names and allowed values are a contract with other people's tools."""

from dataclasses import asdict, dataclass
from typing import Any

from volgens.model.article import Article, Skipped
from volgens.model.span import Span

STANCES = (
    "states",
    "claims",
    "confirms",
    "denies",
    "accuses",
    "estimates",
    "expects",
    "demands",
    "doubts",
    "promises",
    "threatens",
)
SOURCE_KINDS = ("government", "military", "armed_group", "un", "ngo", "agency", "media", "police", "rescue", "medical", "witness",
                "expert", "person", "anonymous", "document")  # fmt: skip
BOUNDS = ("exact", "at_least", "at_most", "about", "range", "order")
UNITS = ("person", "km2", "km", "percent", "vehicle", "aircraft", "drone", "missile", "building", "household", "EUR", "USD", "day",
         "year", "other")  # fmt: skip
OUTCOMES = ("killed", "injured", "killed_or_injured", "captured", "missing", "displaced", "deployed", "detained", "executed",
            "abducted", "released", "rescued", "affected", "retaken", "seized", "fired", "intercepted", "destroyed", "none")  # fmt: skip
PLACE_KINDS = ("country", "region", "admin1", "admin2", "city", "town", "facility", "river", "sea")
LARGEST_EXACT = 2**53  # up to here every whole number is a float of its own
PRECISIONS = ("day", "week", "month", "year", "more", "unknown")


@dataclass(frozen=True, slots=True)
class Reason:
    """What produced a record: the ``rule`` by name, and the lexicon ``row`` (``nl/reporting.tsv:41``) where one fired."""

    rule: str
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it. ``name`` is the longest mention in the article; the offsets are those of the mention at the claim."""

    name: str
    kind: str
    party: str | None = None
    actor_id: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute."""

    start: int
    end: int
    text: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Via:
    """A source in between: an outlet that passes on what somebody told it."""

    name: str
    kind: str
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    id: str
    source: Source
    cue: Cue | None
    channel: str | None
    via: tuple[Via, ...]
    content: Span
    stance: str
    anonymous: bool
    because: tuple[Reason, ...] = ()


def plain(value: float) -> float:
    """The value, as an integer where it is whole: JSON and people want 3, not 3.0."""
    return int(value) if float(value).is_integer() and abs(value) <= LARGEST_EXACT else value


def _plain_fields(record: object, *names: str) -> None:
    for name in names:
        value = getattr(record, name)
        if value is not None:
            object.__setattr__(record, name, plain(value))


@dataclass(frozen=True, slots=True)
class Base:
    """What a percentage is a share of. The value is an integer where it is whole."""

    value: float
    unit: str

    def __post_init__(self) -> None:
        _plain_fields(self, "value")


@dataclass(frozen=True, slots=True)
class Derived:
    """The arithmetic of a percentage: bounds of the share in the base's unit, integers where they are whole."""

    low: float | None
    high: float | None
    unit: str

    def __post_init__(self) -> None:
        _plain_fields(self, "low", "high")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts. ``low``, ``high`` and ``best`` are integers where they are whole."""

    id: str
    number: Span
    quote: Span
    low: float | None
    high: float | None
    best: float | None
    bound: str
    unit: str
    outcome: str
    counted: Span | None
    party: str | None
    polarity: str
    of: Base | None = None
    derived: Derived | None = None
    claim_id: str | None = None
    event_id: str | None = None
    place_id: str | None = None
    earliest: str | None = None
    latest: str | None = None
    time_precision: str = "unknown"
    because: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        _plain_fields(self, "low", "high", "best")


@dataclass(frozen=True, slots=True)
class Participant:
    """Agent or patient of an event."""

    text: str
    start: int
    end: int
    party: str | None = None
    actor_id: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    trigger: Span
    quote: Span
    type: str
    plover: str | None
    cameo: str | None
    acled: str | None
    agent: Participant | None
    patient: Participant | None
    instrument: Span | None
    certainty: str
    polarity: str
    claim_id: str | None = None
    place_id: str | None = None
    earliest: str | None = None
    latest: str | None = None
    time_precision: str = "unknown"
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place mention. ``country`` is ISO 3166-1 alpha-2; latitude and longitude in degrees, empty where no gazetteer knows it."""

    id: str
    start: int
    end: int
    text: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    kind: str
    precision: str
    geonames_id: int | None
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A time mention. ``value`` after TimeML's TIMEX3; ``earliest`` and ``latest`` are ISO days, both within the expression."""

    id: str
    start: int
    end: int
    text: str
    value: str
    earliest: str | None
    latest: str | None
    anchor: str
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Codes:
    plover: str | None = None
    cameo: str | None = None
    acled_inter: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    id: str
    name: str
    kind: str
    party: str | None
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    codes: Codes
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    language: str | None
    title: str | None
    text: str
    publisher: str | None
    url: str | None
    published: str | None
    retrieved: str | None
    sha256: str
    licence: str | None
    skipped: dict[str, str] | None
    updated: str | None = None
    forwarded: str | None = None

    @classmethod
    def of(cls, article: Article) -> "Document":
        """The article as the record has it."""
        return cls(
            article.id,
            article.language,
            article.title,
            article.text,
            article.publisher,
            article.url,
            article.published,
            article.retrieved,
            article.sha256,
            article.licence,
            {"reason": article.skipped.reason, "detail": article.skipped.detail} if article.skipped else None,
            article.updated,
            article.forwarded,
        )

    def article(self) -> Article:
        """The article as it came in."""
        skipped = Skipped(self.skipped["reason"], self.skipped["detail"]) if self.skipped else None
        about = (self.language, self.title, self.publisher, self.url, self.published, self.retrieved, self.licence)
        origin = self.url or self.id
        return Article(self.id, self.text, *about, skipped, origin, updated=self.updated, forwarded=self.forwarded)


@dataclass(frozen=True, slots=True)
class Head:
    """What an article is known by."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    url: str | None
    forwarded: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made the reading. ``run_id`` follows from the versions and the article, not from the clock."""

    run_id: str
    volgens_version: str
    model_hash: str
    lexicon_hash: str
    gazetteer_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one article says, and what said it."""

    document: Document
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()
    warnings: tuple[str, ...] = ()
    provenance: Provenance | None = None

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON values, in the order of the fields."""
        return asdict(self)
