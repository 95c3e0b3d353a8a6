"""Who did it, where the text told it before: results that follow an attack (*Rusland bestookte de stad. Drie bewoners kwamen om*).

Within a sentence ``extract.mentions`` joins a result to its cause by the parse. Here the sentences of an article are joined, as a reader
does: what is told after an attack by a known side, and fits its days, its place and its voice, is that attack's doing. Where a new attack
is told whose attacker is not, or where another explanation stands beside the result (an accident, a fight), nothing is taken over.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from volgens.extract.conditions import is_definite
from volgens.extract.word_classes import Words
from volgens.model import Claim, Event, Reason, Token
from volgens.resolve.assemble import Scene

CAUSES = ("attack", "kill", "abduct", "capture.territory")
RESULTS = ("kill", "injure", "damage", "execute")
MOVES = ("offensive", "clash")
OTHER_CAUSES = ("accident", "clash")
ATTACK, KILLING = ("attack",), ("kill",)
SPECIFIC = frozenset({"city", "town", "facility"})  # kinds of place of which an act has but one
CHARGE = "accuse.violation"
BLAMED = 2  # sentences in which blame follows on the act
SHOOTING = "attack.shooting"
OF_WAR = 2000  # dead and wounded whom only a whole war counts
NEAR = 3  # sentences in which a result belongs to the attack before it, where the article has more than one attacker
ACCUSING = frozenset({"accuses", "denies", "doubts", "threatens", "expects", "demands"})
ATTACKER, WEAPONS = "attacker", frozenset({"weapon", "drone", "aircraft", "debris"})


def is_a(event: Event, types: Sequence[str]) -> bool:
    """Is the event of one of these types or of a kind of them? ``attack`` stands for every attack."""
    return any(event.type == t or event.type.startswith(t + ".") for t in types)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


@dataclass(frozen=True, slots=True)
class _Site:
    """An event with the token of its trigger and its claim."""

    event: Event
    anchor: Token
    claim: Claim | None


class Culprits:
    """Hands the agents of attacks on to what the same article tells as their results."""

    def __init__(self, scene: Scene, words: Words):
        self._scene, self._words = scene, words
        self._claims = {c.id: c for c in scene.claims}
        self._places = {p.id: p for p in scene.places}

    def complete(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """The events, in text order, with agents and the sides of weapons as far as attacks told before tell them."""
        sole = self._is_sole([e for e in events if is_a(e, CAUSES) and self._is_told(e)])
        out: list[Event] = []
        cause: _Site | None = None
        for event in events:
            site = self._site(event)
            if cause is not None and self._follows(site, cause, events, sole):
                event = self._handed(event, cause.event)
            elif is_a(event, CAUSES) and self._is_told(event):
                cause = self._site(event)
            elif is_a(event, ATTACK) and event.agent is None and not self._is_verb(site) and not self._is_known(site):
                cause = None  # a new attack, by nobody knows whom
            elif cause is not None and is_a(event, (*CAUSES, *MOVES)) and self._is_another(event, cause.event):
                cause = None  # both sides act, or are said to: whose doing what follows is, the text leaves open
            out.append(event)
        return tuple(self._blamed(event, out) for event in out)

    def _blamed(self, event: Event, events: Sequence[Event]) -> Event:
        """*De aanslag kostte vier levens. De gouverneur houdt rebellen verantwoordelijk*: what is blamed on somebody right after it is told."""
        if event.agent is not None or not is_a(event, (*ATTACK, *RESULTS)) or event.polarity != "positive":
            return event
        if event.certainty != "certain":
            return event
        site = self._site(event)
        for other in events:
            if (
                other.type != CHARGE
                or other.patient is None
                or other.patient.party is None
                or other.polarity != "positive"
            ):
                continue
            anchor = self._site(other).anchor
            near = 0 <= anchor.sentence - site.anchor.sentence <= BLAMED and self._same_paragraph(anchor, site.anchor)
            own = any(e is not event and self._is_of(e, anchor) for e in events)
            if (
                near
                and not own
                and self._same_voice(site, self._site(other))
                and other.patient.party != (event.patient.party if event.patient else None)
            ):
                agent = other.patient
                return replace(event, agent=agent, because=(*event.because, Reason("event.blamed")))
        return event

    def _is_of(self, event: Event, charge: Token) -> bool:
        """Is it an act that the charge itself tells: *beschuldigt het leger ervan de markt te hebben beschoten*?"""
        anchor = self._site(event).anchor
        return (
            anchor.sentence == charge.sentence
            and anchor.i > charge.i
            and is_a(event, (*ATTACK, *RESULTS))
            and not self._is_known(self._site(event))
        )

    def _same_paragraph(self, one: Token, other: Token) -> bool:
        sentences = self._scene.parsed.sentences
        return sentences[one.sentence].paragraph == sentences[other.sentence].paragraph

    def _is_sole(self, causes: Sequence[Event]) -> bool:
        """Is one side alone the attacker in this article?"""
        return len({e.agent.party for e in causes if e.agent is not None}) == 1

    def _is_told(self, event: Event) -> bool:
        """Does the event tell an attacker whom others may be taken to be: one who did act, put as a fact and not as a charge?"""
        claim = self._claims.get(event.claim_id or "")
        charged = claim is not None and claim.stance in ACCUSING
        return (
            event.agent is not None
            and event.agent.party is not None
            and event.polarity == "positive"
            and event.certainty == "certain"
            and not charged
            and not (event.patient is None and event.type == SHOOTING)  # *we only fired back*
        )

    def _is_weapon(self, event: Event) -> bool:
        p = event.agent
        head = self._scene.parsed.head_at(p.start, p.end) if p else None
        return head is not None and bool(self._words.of(self._scene.parsed, head) & WEAPONS)

    def _site(self, event: Event) -> _Site:
        anchor = self._scene.parsed.head_at(event.trigger.start, event.trigger.end)
        assert anchor is not None
        return _Site(event, anchor, self._claims.get(event.claim_id or ""))

    @staticmethod
    def _is_verb(site: _Site) -> bool:
        return site.anchor.upos in ("VERB", "AUX")

    def _is_known(self, site: _Site) -> bool:
        """*De aanval*: one that was told before."""
        return site.anchor.upos == "NOUN" and is_definite(self._scene.parsed, site.anchor)

    def _follows(self, site: _Site, cause: _Site, events: Sequence[Event], sole: bool) -> bool:
        """Is this an act that the cause before it explains?"""
        event = site.event
        hit = is_a(event, ATTACK) and (self._is_verb(site) or self._is_known(site)) and is_a(cause.event, ATTACK)
        open_ = event.agent is None or (event.agent.party is None and self._is_weapon(event))
        if is_a(event, KILLING) and is_a(cause.event, KILLING):
            return False  # those killed are one deed, others another
        if not (hit or is_a(event, RESULTS)) or not open_ or event.polarity != "positive":
            return False
        if event.patient is not None and self._is_of_war(event.patient.text):
            return False
        if not sole and site.anchor.sentence - cause.anchor.sentence > NEAR:
            return False
        return (
            self._same_voice(site, cause)
            and self._same_time(event, cause.event)
            and self._same_place(event, cause.event)
            and not self._is_own(event, cause.event)
            and not self._is_explained(site, events)
        )

    @staticmethod
    def _is_of_war(text: str) -> bool:
        """*400,000 people*: as many as no attack kills."""
        digits = (re.sub(r"\D", "", n) for n in re.findall(r"\d[\d., ]*", text))
        return any(d and int(d) >= OF_WAR for d in digits)

    @staticmethod
    def _same_voice(site: _Site, cause: _Site) -> bool:
        """Not told by another side than the cause: what one side charges the other does not grant."""
        sides = {c.source.party for c in (site.claim, cause.claim) if c is not None and c.source.party is not None}
        return len(sides) <= 1

    def _same_time(self, event: Event, cause: Event) -> bool:
        if event.earliest and cause.earliest and _day_before(cause.earliest) > event.earliest:
            return False  # it began before the attack: a toll of a longer time
        return not (
            (event.earliest and cause.latest and event.earliest > cause.latest)
            or (event.latest and cause.earliest and event.latest < cause.earliest)
        )

    def _same_place(self, event: Event, cause: Event) -> bool:
        sides = [p.party for p in (event.patient, cause.patient) if p is not None and p.party is not None]
        if is_a(event, ATTACK) and len(set(sides)) > 1:
            return False  # it befell another side
        a, b = self._places.get(event.place_id or ""), self._places.get(cause.place_id or "")
        if a is None or b is None or a.name == b.name:
            return True
        if a.country and b.country and a.country != b.country:
            return False
        return not (a.kind in SPECIFIC and b.kind in SPECIFIC)

    def _is_own(self, event: Event, cause: Event) -> bool:
        """Did it befall the attackers themselves?"""
        patient, agent = event.patient, cause.agent
        if patient is None or agent is None:
            return False
        head = self._scene.parsed.head_at(patient.start, patient.end)
        if head is not None and ATTACKER in self._words.plain(head):
            return True
        return patient.party is not None and patient.party == agent.party

    def _is_explained(self, site: _Site, events: Sequence[Event]) -> bool:
        """Does the sentence tell another cause: an accident, a fight, an attack whose attacker it leaves open?"""
        for other in events:
            if other is site.event or not is_a(other, (*OTHER_CAUSES, *ATTACK)):
                continue
            anchor = self._site(other).anchor
            noun = anchor.upos == "NOUN" and not is_definite(self._scene.parsed, anchor)
            if anchor.sentence == site.anchor.sentence and (is_a(other, OTHER_CAUSES) or noun):
                return True
        return False

    @staticmethod
    def _is_another(event: Event, cause: Event) -> bool:
        return (
            event.agent is not None and cause.agent is not None and event.agent.party not in (None, cause.agent.party)
        )

    def _handed(self, event: Event, cause: Event) -> Event:
        assert cause.agent is not None
        if event.agent is None:
            agent = cause.agent
        else:
            agent = replace(event.agent, party=cause.agent.party)
        return replace(event, agent=agent, because=(*event.because, Reason("event.culprit")))
