"""What a query finds: a record, the article it stands in, and the records it hangs on.

Records are as people left them; ``review`` says what they made of the record, None where nobody decided on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from volgens.ledger.rows import Record
from volgens.linking.incident import Incident
from volgens.model import Claim, Document, Event, Figure, Head, Place, Provenance, Review


@dataclass(frozen=True, slots=True)
class ClaimFound:
    document: Head
    claim: Claim
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class FigureFound:
    """``claim`` None: the article states it itself. ``event``, ``place`` None: it was not told of which, or where."""

    document: Head
    figure: Figure
    claim: Claim | None
    event: Event | None
    place: Place | None
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class EventFound:
    document: Head
    event: Event
    claim: Claim | None
    place: Place | None
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class ArticleFound:
    """An article without its text, and how many records were read from it. ``opening``: how the text of one without a title begins."""

    document: Head
    skipped: dict[str, str] | None
    claims: int
    figures: int
    events: int
    places: int
    sources: int
    opening: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Paper:
    """An article with its text, and what read it; ``provenance`` None where it could not be read."""

    document: Document
    provenance: Provenance | None


@dataclass(frozen=True, slots=True)
class SourceFound:
    """Somebody who is given as a source. ``id``: a known actor's, else one made of name and side (``ledger.speaker``). ``names``: all spellings, the most used first; ``stances``: how often which, most first.

    Anonymous sources of one description are counted together, which does not say that they are one person.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: str
    party: str | None
    actor_id: str | None
    anonymous: bool
    claims: int
    articles: int
    stances: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What is known of a source. ``found`` None: none of its claims fits.

    ``types``, ``outcomes``: of events and figures that hang on its claims; ``beside``: incidents of which others speak too, each with article and id
    of its own claims there; ``latest``: all this is of so many articles with a claim of it, the last published; None: of all.
    """

    id: str
    found: SourceFound | None
    latest: int | None
    types: Mapping[str, int]
    outcomes: Mapping[str, int]
    beside: tuple[tuple[Incident, frozenset[tuple[str, str]]], ...]


@dataclass(frozen=True, slots=True)
class RecordFound:
    """A record of any kind; ``kind`` is its table: claims, figures, events, places, times, actors."""

    kind: str
    document: Head
    record: Record
    review: Review | None = None


__all__ = [
    "ArticleFound",
    "ClaimFound",
    "EventFound",
    "FigureFound",
    "Head",
    "Paper",
    "RecordFound",
    "SourceFound",
    "SourceRecord",
]
