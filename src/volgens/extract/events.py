"""Events of a conflict: what happened, who did it to whom, how certain, from the words that say so.

The order: triggers (``triggers``), one for each act (``mentions``), participants (``roles``), the most specific type, certainty
(``certainty``), and what a result takes over from its cause (*bij een Russische luchtaanval zijn drie mensen gedood*).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from volgens.extract import mentions, triggers
from volgens.extract.certainty import NEGATIVE, POSITIVE, Modality, Reader
from volgens.extract.clauses import clause_of, prepositions
from volgens.extract.kinds import specific
from volgens.extract.phrases import phrase
from volgens.extract.role_heads import Roles
from volgens.extract.roles import RoleFinder, instrument_span, participant
from volgens.extract.triggers import Trigger
from volgens.extract.word_classes import Words, words_of
from volgens.lexicon import Lexicon, Row
from volgens.model import Event, Parsed, Reason, Span, Token, content_id

# PLOVER events that are good news for the other side: to intend one is to AGREE, to intend another to THREATEN.
FRIENDLY = ("AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT")
NEGATED = "negated"  # the condition of a row that tells of an act by denying its opposite
CHARGE = "accuse.violation"
AGREED = ("ceasefire", "agreement")
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


def find(parsed: Parsed, lexicon: Lexicon, when: triggers.Spans | None = None) -> tuple[Event, ...]:
    """The events of an article in text order, without claim, place and dates, which need the rest of the reading.

    Participants come without party. Ids follow from the trigger's offsets and the type. ``when``: where expressions of time stand, if that is known.
    """
    words = words_of(lexicon)
    when = triggers.time_spans(parsed, lexicon) if when is None else when
    roles, certainty = RoleFinder(parsed, lexicon, words, when), Reader(parsed, lexicon)
    found = mentions.distinct(parsed, triggers.find(parsed, lexicon, when), words)
    acts = frozenset(
        t.anchor.i for t in found if t.kind == triggers.NOUN and (t.row.agent_prep or t.type.startswith("attack."))
    )
    found = [t for t in found if not _is_violated(parsed, t, found)]
    survived = frozenset(t.anchor.i for t in found if NEGATED in t.row.condition)
    drafts, patients = [], dict[int, int]()
    for trigger in found:
        who = roles.of(trigger)
        if who.agent is not None and who.agent.i in acts:
            who = replace(who, agent=None)  # an attack is no agent: what it does, its own agent does
        if who.agent is not None and self_inflicted(parsed, trigger, who.agent, patients):
            who = replace(who, agent=None)
        if who.patient is not None and trigger.kind == triggers.VERB:
            patients[trigger.anchor.i] = who.patient.i
        kind = specific(parsed, trigger, who, words)
        how = certainty.read(trigger.anchor)
        rejected = how.denied or (how.polarity == NEGATIVE and _is_rejected(how))
        if kind in SPOKEN and rejected and trigger.kind == triggers.NOUN:
            how = replace(how, polarity=POSITIVE)  # an accusation that is rejected has been made
        if who.nobody and how.polarity == NEGATIVE and trigger.kind == triggers.NOUN:
            how = replace(how, polarity=POSITIVE)  # nobody claimed it, but it happened
        if how.polarity == NEGATIVE and survived.intersection((trigger.anchor.i, trigger.anchor.head)):
            how = replace(how, polarity=POSITIVE)  # who did not survive has died
        if how.prevented and how.certainty != "certain":
            continue
        reasons = (Reason(f"event.{trigger.kind}", trigger.row.where), *how.because)
        drafts.append(Draft(trigger, kind, who, how, reasons))
    drafts = mentions.inherited(parsed, drafts, words)
    nouns = [d.trigger.anchor for d in drafts if d.trigger.kind == triggers.NOUN]
    return tuple(_event(parsed, d, _types(lexicon), nouns, words) for d in drafts)


def _is_violated(parsed: Parsed, trigger: Trigger, found: Sequence[Trigger]) -> bool:
    """*Een schending van het bestand*: the truce is what was broken, and told with that."""
    above = trigger.anchor.head
    violated = trigger.kind == triggers.NOUN and trigger.type in AGREED
    return violated and any(t.anchor.i == above and t.type == "ceasefire.violation" and t is not trigger for t in found)


def _is_rejected(how: Modality) -> bool:
    """Is it negative by a verb that rejects or denies it, not by a *no*?"""
    return any(r.row is not None and "/certainty." in r.row for r in how.because)


def self_inflicted(parsed: Parsed, trigger: Trigger, agent: Token, patients: dict[int, int]) -> bool:
    """*A bus hit a mine, killing eight*: whom the verb above befell does not do what the clause below adds."""
    verb = trigger.anchor
    while verb.rel == "conj":
        verb = parsed.tokens[verb.head]
    return verb.rel == "advcl" and not parsed.children(verb, "mark") and patients.get(verb.head) == agent.i


@lru_cache(maxsize=8)
def _types(lexicon: Lexicon) -> dict[str, Row]:
    return {str(r.type): r for r in lexicon.rows("event_types")}


def _apart(parsed: Parsed, draft: Draft, nouns: Sequence[Token], words: Words) -> list[Token]:
    """Nouns that tell an event and are no part of whom it befell: the event's own (*57 men with gunshot wounds*), a charge (*accused the
    militia of looting*), what only says on which occasion (*killed six men in a raid*)."""
    charged = words.use("genitive") if draft.type == CHARGE else frozenset()
    beside = charged | words.use("within") | words.use("instrument")
    own = {draft.trigger.anchor.i} | ({draft.trigger.anchor.head} if draft.trigger.anchor.rel == "conj" else set())
    return [t for t in nouns if t.i in own or beside.intersection(prepositions(parsed, t))]


def _event(parsed: Parsed, draft: Draft, types: dict[str, Row], nouns: Sequence[Token], words: Words) -> Event:
    span, row, who = draft.trigger.span(parsed), types[draft.type], draft.roles
    apart = _apart(parsed, draft, nouns, words)
    return Event(
        id=content_id("event", span.start, span.end, draft.type),
        trigger=span,
        quote=_quote(parsed, draft.trigger),
        type=draft.type,
        plover=_plover(draft, row),
        cameo=row.cameo,
        acled=row.acled_sub_event,
        agent=participant(parsed, who.agent, who.agent_word, (who.patient, who.instrument, *apart)),
        patient=participant(parsed, who.patient, who.patient_word, (who.agent, who.instrument, *apart)),
        instrument=instrument_span(parsed, who.instrument, (who.agent, who.patient)),
        certainty=draft.modality.certainty,
        polarity=draft.modality.polarity,
        because=draft.because,
    )


def _plover(draft: Draft, row: Row) -> str | None:
    """The PLOVER event: that of what is done with the act (demanded, promised, refused), else the row's own, else the type's."""
    own = draft.trigger.row.cells.get("plover") or row.plover
    how = draft.modality
    if how.plover is None:
        return own  # type: ignore[return-value]
    if how.polarity == NEGATIVE and how.plover in ("INTEND", "AGREE"):
        return "REJECT"
    if how.plover != "INTEND":
        return how.plover
    if own in FRIENDLY:
        return "AGREE"
    return "THREATEN" if draft.roles.agent is not None else own  # type: ignore[return-value]


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
