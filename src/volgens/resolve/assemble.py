"""Joining what the steps found into one reading: who says it, where, when, on which side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from volgens.extract.word_classes import words_of
from volgens.lexicon import Lexicon
from volgens.model import Article, Claim, Event, Figure, Parsed, Participant, Place, Span, Time, Token, content_id
from volgens.resolve.coreference import Chains
from volgens.resolve.figure_links import claim_beside, claim_of_whole, party_for
from volgens.resolve.incident import Incident, belongs, incident_of
from volgens.resolve.parties import Parties
from volgens.resolve.periods import Periods
from volgens.resolve.place_of import Whereabouts
from volgens.resolve.time_spots import precision
from volgens.resolve.whose import Whose

# Which event a figure's outcome belongs to, most fitting first: both sides are names from the record, not words.
EVENTS_OF_OUTCOME = {
    "killed": ("kill", "execute"),
    "injured": ("injure",),
    "killed_or_injured": ("kill", "injure"),
    "captured": ("capture.person", "detain"),
    "missing": ("abduct",),
    "displaced": ("displace", "evacuate"),
    "deployed": ("deploy", "mobilize"),
    "detained": ("detain", "arrest"),
    "executed": ("execute", "kill"),
    "abducted": ("abduct",),
    "released": ("release", "exchange.prisoners"),
    "rescued": ("rescue", "evacuate"),
    "retaken": ("retake.territory",),
    "seized": ("capture.territory",),
    "fired": ("attack",),
    "intercepted": ("intercept",),
    "destroyed": ("damage.infrastructure",),
    "affected": ("attack", "damage.infrastructure", "besiege"),
}


DENIES = "denies"
CHARGE = "accuse.violation"
POLITICAL = "political_acts"
FORCES = frozenset({"armed", "group"})
SIDES = ("agent", "patient")
LONG = 60  # days


@dataclass(frozen=True, slots=True)
class Scene:
    """What all records of one article are resolved against."""

    article: Article
    parsed: Parsed
    claims: tuple[Claim, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    parties: Parties
    chains: Chains
    lexicon: Lexicon

    @property
    def whose(self) -> Whose:
        """The sides of phrases by their chains and parts."""
        return Whose(self.parsed, self.parties, self.chains, self.lexicon)


def claim_of(start: int, end: int, claims: Sequence[Claim]) -> Claim | None:
    """The innermost claim whose content holds the stretch: the narrowest where contents lie within each other, and of two about the same
    words the one that says them. Who denies what somebody else told before (*Residents deny that.*) does not take the telling over."""
    around = [c for c in claims if c.content.start <= start and end <= c.content.end and not _answers(c)]
    around = [c for c in around if not (c.cue and c.cue.start < end and start < c.cue.end)]
    return min(around, key=lambda c: (c.content.end - c.content.start, c.content.start, _apart(c)), default=None)


def _answers(claim: Claim) -> bool:
    """Does the claim deny what was told before, rather than tell it itself?"""
    return claim.stance == DENIES and any(r.rule == "claim.points_back" for r in claim.because)


def _apart(claim: Claim) -> int:
    """Characters between the reporting words and what is said."""
    if claim.cue is None:
        return 0
    return max(0, claim.cue.start - claim.content.end, claim.content.start - claim.cue.end)


def claims(article: Article, found: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims in text order under ids of this article."""
    ordered = sorted(found, key=lambda c: (c.content.start, c.content.end, c.source.start or 0, c.source.name))
    return tuple(
        replace(
            c,
            id=content_id(
                "claim", article.id, c.content.start, c.content.end, c.source.name, c.cue.start if c.cue else None
            ),
        )
        for c in ordered
    )


def places(article: Article, found: Sequence[Place]) -> tuple[Place, ...]:
    """The places in text order under ids of this article."""
    ordered = sorted(found, key=lambda p: (p.start, p.end))
    return tuple(
        replace(p, id=content_id("place", article.id, p.start, p.end, p.geonames_id or p.name)) for p in ordered
    )


def _is_long(earliest: str | None, latest: str | None) -> bool:
    """Did it go on for months, rather than days?"""
    return (
        earliest is not None
        and latest is not None
        and (date.fromisoformat(latest[:10]) - date.fromisoformat(earliest[:10])).days >= LONG
    )


def events(scene: Scene, found: Sequence[Event]) -> tuple[Event, ...]:
    """Events with claim, place, period and sides."""
    out, where = [], Whereabouts(scene.parsed, scene.places, scene.lexicon, scene.article.title)
    when, anchors = _periods(scene), dict[str, Token]()
    for e in sorted(found, key=lambda e: (e.trigger.start, e.trigger.end, e.type)):
        if _is_talk(scene, e):
            continue
        claim = claim_of(e.trigger.start, e.trigger.end, scene.claims)
        anchor = _token(scene.parsed, e.trigger)
        place = where.of(anchor, e.type)
        earliest, latest, exact, _ = when.of(anchor, e.type, where.named(place))
        if _is_long(earliest, latest):
            place = where.lasting(anchor, e.type, place)
        planned = e.certainty != "certain" and anchor.feats.get("VerbForm") == "Inf"
        if planned and earliest is None and latest == (scene.article.published or "")[:10]:
            latest = None  # an act that is only planned or wanted has no latest day; one that is reported to have happened has
        charge = e.type == CHARGE and anchor.upos == "NOUN"  # a charge that is denied has been made
        denied = claim is not None and claim.stance == DENIES and not charge
        ident = content_id("event", scene.article.id, e.trigger.start, e.trigger.end, e.type)
        anchors[ident] = anchor
        out.append(
            replace(
                e,
                id=ident,
                agent=_participant(scene, e.agent, acts=True),
                patient=_participant(scene, e.patient),
                polarity="negative" if denied else e.polarity,
                claim_id=claim.id if claim else None,
                place_id=place.id if place else None,
                earliest=earliest,
                latest=latest,
                time_precision=exact,
            )
        )
    incident = _incident(scene, when, out)
    return tuple(_of_incident(scene, when, incident, e, anchors[e.id]) for e in out)


def _periods(scene: Scene) -> Periods:
    """The times of the article, with the words by which its claims are told."""
    cues = {t.i for c in scene.claims if c.cue for t in scene.parsed.within(c.cue.start, c.cue.end)}
    return Periods(scene.parsed, scene.times, scene.article.day, scene.lexicon, frozenset(cues))


Record = TypeVar("Record", Event, Figure)


def _incident(scene: Scene, when: Periods, found: Sequence[Event]) -> Incident | None:
    return incident_of(scene.parsed, found, {p.id: p for p in scene.places}, scene.article.day, when)


def _of_incident(scene: Scene, when: Periods, incident: Incident | None, r: Record, anchor: Token) -> Record:
    """The record, with the days of what the article is about where it tells of that and of no day."""
    place = next((p for p in scene.places if p.id == r.place_id), None)
    if incident is None or not belongs(incident, scene.parsed, when, scene.lexicon, anchor, r, place):
        return r
    exact = precision(incident.earliest, incident.latest)
    return replace(r, earliest=incident.earliest, latest=incident.latest, time_precision=exact)


def _is_talk(scene: Scene, event: Event) -> bool:
    """A political act that is nothing but talk: a claim has it already (*urged restraint*), or it is not between two sides (*declined to
    comment*)."""
    if not any(r.row is not None and f"/{POLITICAL}." in r.row for r in event.because):
        return False
    if any(
        c.cue is not None and c.cue.start < event.trigger.end and event.trigger.start < c.cue.end for c in scene.claims
    ):
        return True
    sides = [scene.whose.side(p.start, p.end) for p in (event.agent, event.patient) if p is not None]
    return len({s.code for s in sides if s is not None}) < len(SIDES)


def figures(scene: Scene, found: Sequence[Figure], all_events: Sequence[Event]) -> tuple[Figure, ...]:
    """Figures with claim, event, place, period and side; place and period of the event where the figure has none of its own."""
    out: list[Figure] = []
    where, when = Whereabouts(scene.parsed, scene.places, scene.lexicon, scene.article.title), _periods(scene)
    incident = _incident(scene, when, all_events)
    telling = [c for c in scene.claims if not _answers(c)]
    for f in sorted(found, key=lambda f: (f.number.start, f.number.end)):
        anchor = _token(scene.parsed, f.counted or f.number)
        claim = claim_of(f.number.start, f.number.end, scene.claims)
        claim = claim or claim_beside(scene.parsed, anchor, telling) or claim_of_whole(scene.parsed, f, out, telling)
        event = _event_of(scene.parsed, f, all_events)
        place = where.of(anchor, f.outcome)
        earliest, latest, exact, _ = when.of(anchor, f.outcome, where.named(place))
        if _is_long(earliest, latest):
            place = where.lasting(anchor, f.outcome, place)
        place_id = place.id if place else None
        if event:
            place_id = place_id or event.place_id
            if earliest is None and event.earliest:
                earliest, latest, exact = event.earliest, event.latest, event.time_precision
        denied = claim is not None and claim.stance == "denies"
        record = replace(
            f,
            id=content_id("figure", scene.article.id, f.number.start, f.number.end, f.outcome),
            party=f.party or party_for(scene.parsed, scene.parties, scene.chains, scene.lexicon, f, anchor, event),
            polarity="negative" if denied else f.polarity,
            claim_id=claim.id if claim else None,
            event_id=event.id if event else None,
            place_id=place_id,
            earliest=earliest,
            latest=latest,
            time_precision=exact,
        )
        out.append(_of_incident(scene, when, incident, record, anchor))
    return tuple(out)


def _token(parsed: Parsed, span: Span) -> Token:
    """The governing token of a span of the text."""
    found = parsed.head_at(span.start, span.end)
    assert found is not None, f"no token at {span}"
    return found


def _participant(scene: Scene, p: Participant | None, acts: bool = False) -> Participant | None:
    if p is None or p.party:
        return p
    p = _named(scene, p, acts)
    party = scene.parties.at(p.start, p.end) or scene.parties.first(p.start, p.end)
    first_person = any(t.feats.get("Person") == "1" for t in scene.parsed.within(p.start, p.end))
    if party is None and not first_person:  # whom *we* stands for the quotation tells, not the chain
        party = scene.whose.side(p.start, p.end)
    if party is None:
        return p
    return replace(p, party=party.code, actor_id=party.actor.id if party.actor else None)


def _named(scene: Scene, p: Participant, acts: bool) -> Participant:
    """What a pronoun of the third person stands for, by its last mention before; the pronoun where nothing tells, or where who ``acts``
    would be no force or body (*they shot my husband*)."""
    words = scene.parsed.within(p.start, p.end)
    if len(words) != 1 or words[0].upos != "PRON" or words[0].feats.get("Person", "3") != "3":
        return p
    if words[0].feats.get("PronType") not in ("Prs", "Dem", None):
        return p
    chain = scene.chains.of(words[0])
    before = [n for n in chain.nouns if n.end <= p.start] if chain else []
    if not before:
        return p
    last = max(before, key=lambda n: n.start)
    if acts and not words_of(scene.lexicon).of(scene.parsed, last.head) & FORCES:
        return p
    return replace(p, text=scene.parsed.slice(last.start, last.end).text, start=last.start, end=last.end)


def _event_of(parsed: Parsed, f: Figure, found: Sequence[Event]) -> Event | None:
    """The event that the figure counts: in its sentence, of a type that fits its outcome, whose words hold it or lie nearest."""
    wanted = EVENTS_OF_OUTCOME.get(f.outcome, ())
    sentence = parsed.sentences[_token(parsed, f.number).sentence]
    fitting = []
    for e in found:
        if not (sentence.start <= e.trigger.start < sentence.end):
            continue
        rank = next((k for k, t in enumerate(wanted) if e.type == t or e.type.startswith(t + ".")), None)
        if rank is None:
            continue
        holds = e.patient is not None and e.patient.start <= f.number.start and f.number.end <= e.patient.end
        near = f.quote.start <= e.trigger.start and e.trigger.end <= f.quote.end
        fitting.append((not holds, not near, rank, abs(e.trigger.start - f.number.end), e))
    return min(fitting, key=lambda x: x[:4])[4] if fitting else None
