"""Nothing is written down from what is not about armed conflict or violence, and the reading says so.

What a text is about ``extract/domain.py`` tells. Where the whole of it is about something else, no record stays; where some paragraphs
go against the rest, those of the one kind stay. In a text on conflict, times and places stay everywhere: what is told may lean on them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from volgens.extract.domain import CONFLICT, Judgement
from volgens.model import Actor, Claim, Event, Figure, Place, Time

SHOWN = 5  # cues that a warning names
Mention = TypeVar("Mention", Place, Time)


@dataclass(frozen=True, slots=True)
class Kept:
    """The records that stay, and how many did not: claims, figures and events."""

    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    withheld: tuple[int, int, int]


def keep(
    judgement: Judgement,
    claims: Sequence[Claim],
    figures: Sequence[Figure],
    events: Sequence[Event],
    places: Sequence[Place],
    times: Sequence[Time],
) -> Kept:
    """The records that are told where the text is about conflict, with all that they lean on."""
    event = tuple(e for e in events if judgement.covers(e.trigger.start))
    figure = tuple(f for f in figures if judgement.covers(f.number.start))
    known = {e.id for e in event}
    figure = tuple(f if f.event_id in known else replace(f, event_id=None) for f in figure)
    leaning = {e.claim_id for e in event} | {f.claim_id for f in figure}
    claim = tuple(c for c in claims if judgement.covers(c.content.start) or c.id in leaning)
    named = {e.place_id for e in event} | {f.place_id for f in figure}
    left = (len(claims) - len(claim), len(figures) - len(figure), len(events) - len(event))
    return Kept(claim, figure, event, _near(judgement, places, named), _near(judgement, times, frozenset()), left)


def _near(judgement: Judgement, found: Iterable[Mention], needed: Iterable[str | None]) -> tuple[Mention, ...]:
    return tuple(m for m in found if judgement.about or judgement.covers(m.start) or m.id in needed)


def actors(judgement: Judgement, found: Sequence[Actor]) -> tuple[Actor, ...]:
    """The actors; those of a text that is about something else only with their mentions where it is about conflict."""
    if judgement.about:
        return tuple(found)
    some = (replace(a, mentions=tuple(m for m in a.mentions if judgement.covers(m.start))) for a in found)
    return tuple(a for a in some if a.mentions)


def warning(judgement: Judgement, withheld: tuple[int, int, int]) -> str | None:
    """What the reader of the record should know of what was left out, with the words that told; None where nothing was."""
    if not any(withheld):
        return None
    of = judgement.weights
    what = ", ".join(
        f"{n} {kind}{'s' * (n > 1)}" for n, kind in zip(withheld, ("claim", "figure", "event"), strict=True) if n
    )
    if judgement.about:
        return f"{what} left out: the paragraphs they stand in are not about armed conflict or violence"
    rival = f" but about {of.rival}" if of.rival else ""
    return f"{what} left out: the text is not about armed conflict or violence{rival}{_told(judgement)}"


def _told(judgement: Judgement) -> str:
    words = [c.word for c in judgement.weights.cues if c.domain != CONFLICT][:SHOWN]
    return f" ({', '.join(words)})" if words else ""
