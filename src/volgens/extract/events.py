"""Events of a conflict: what happened, who did it to whom, how certain, from the words that say so.

The order: triggers (``triggers``), one for each act (``mentions``), participants (``roles``), the most specific type, certainty
(``certainty``), and what a result takes over from its cause (*bij een Russische luchtaanval zijn drie mensen gedood*).
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from volgens.extract import mentions, triggers
from volgens.extract.certainty import POSITIVE, Modality, modality
from volgens.extract.clauses import clause_of, phrase
from volgens.extract.kinds import specific
from volgens.extract.roles import RoleFinder, Roles, instrument_span, participant
from volgens.extract.triggers import Trigger
from volgens.extract.word_classes import words_of
from volgens.lexicon import Lexicon, Row
from volgens.model import Event, Parsed, Reason, Span, content_id

SPOKEN = ("accuse.violation", "threaten", "warn")
OUTSIDE_QUOTE = ("parataxis", "ccomp", "advcl", "discourse", "vocative")


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in the making."""

    trigger: Trigger
    type: str
    roles: Roles
    modality: Modality
    because: tuple[Reason, ...]


def find(parsed: Parsed, lexicon: Lexicon) -> tuple[Event, ...]:
    """The events of an article in text order, without claim, place and dates, which need the rest of the reading.

    Participants come without party. Ids follow from the trigger's offsets and the type.
    """
    words = words_of(lexicon)
    roles = RoleFinder(parsed, lexicon, words)
    found = mentions.distinct(parsed, triggers.find(parsed, lexicon), words)
    acts = frozenset(t.anchor.i for t in found if t.kind == triggers.NOUN and t.row.agent_prep)
    drafts = []
    for trigger in found:
        who = roles.of(trigger)
        if who.agent is not None and who.agent.i in acts:
            who = replace(who, agent=None)  # an attack is no agent: what it does, its own agent does
        kind = specific(parsed, trigger, who, words)
        how = modality(parsed, trigger.anchor, lexicon)
        if kind in SPOKEN and how.denied and trigger.kind == triggers.NOUN:
            how = replace(how, polarity=POSITIVE)  # an accusation that is rejected has been made
        if how.prevented and how.certainty != "certain":
            continue
        reasons = (Reason(f"event.{trigger.kind}", trigger.row.where), *how.because)
        drafts.append(Draft(trigger, kind, who, how, reasons))
    drafts = mentions.inherited(parsed, drafts, words)
    return tuple(_event(parsed, d, _types(lexicon)) for d in drafts)


@lru_cache(maxsize=8)
def _types(lexicon: Lexicon) -> dict[str, Row]:
    return {str(r.type): r for r in lexicon.rows("event_types")}


def _event(parsed: Parsed, draft: Draft, types: dict[str, Row]) -> Event:
    span, row, who = draft.trigger.span(parsed), types[draft.type], draft.roles
    return Event(
        id=content_id("event", span.start, span.end, draft.type),
        trigger=span,
        quote=_quote(parsed, draft.trigger),
        type=draft.type,
        plover=draft.trigger.row.cells.get("plover") or row.plover,  # type: ignore[arg-type]
        cameo=row.cameo,
        acled=row.acled_sub_event,
        agent=participant(parsed, who.agent, who.agent_word),
        patient=participant(parsed, who.patient, who.patient_word),
        instrument=instrument_span(parsed, who.instrument),
        certainty=draft.modality.certainty,
        polarity=draft.modality.polarity,
        because=draft.because,
    )


def _quote(parsed: Parsed, trigger: Trigger) -> Span:
    """The clause of a verb or state, the phrase of a noun, with the trigger in it."""
    anchor = trigger.anchor
    if trigger.kind == triggers.NOUN:
        span = phrase(parsed, anchor)
    else:
        head = clause_of(parsed, anchor)
        tokens = [t for t in parsed.subtree(head, without=OUTSIDE_QUOTE) if t.rel != "punct"]
        if head.rel == "conj":
            tokens = [t for t in tokens if t.i >= head.i or t.head != head.i or t.rel != "cc"]
        span = parsed.span(tokens)
    shown = trigger.span(parsed)
    return parsed.slice(min(span.start, shown.start), max(span.end, shown.end))


