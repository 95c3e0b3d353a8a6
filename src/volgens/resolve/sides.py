"""The sides of those who act and are acted upon, where their own words do not tell.

A person reads *Onze soldaten* in a quotation, *hun eigen gewonden* or *flatgebouwen in Kyiv* and knows the side. Each rule here
is one such step, with a name that the record carries; what none of them reaches stays unknown.
"""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from volgens.extract.conditions import is_definite
from volgens.extract.word_classes import Words
from volgens.lexicon import key_of
from volgens.model import Claim, Event, Participant, Reason, Token
from volgens.resolve.assemble import Scene
from volgens.resolve.bodies import PEOPLE, Bodies
from volgens.resolve.culprits import Culprits, is_a

# Types by what they tell of a side. Prefixes: "attack" stands for every attack.
VIOLENT = (
    "attack",
    "clash",
    "offensive",
    "capture",
    "retake",
    "kill",
    "execute",
    "besiege",
    "damage",
    "intercept",
    "abduct",
)
ON_THE_GROUND = ("attack", "offensive", "capture.territory", "retake.territory", "besiege", "damage", "blockade")
AT_HOME = ("displace", "evacuate")
OF_OWN_TROOPS = ("deploy", "mobilize", "withdraw")
OF_OPPONENTS = ("intercept",)
TAKING, RETAKING = ("capture.territory", "retake.territory"), ("retake.territory",)
LOSSES = ("kill", "injure", "capture.person", "other")  # what may befall a speaker's own soldiers
TO_ENEMIES = ("kill", "capture.person", "injure")
SPOKEN = ("accuse.violation", "threaten", "warn")
ATTACKS = ("attack", "execute", "abduct")
THINGS = frozenset({"building", "place", "vehicle", "ship", "route", "infrastructure"})
ARMED = "armed"
MOVABLE = frozenset({"vehicle", "aircraft", "weapon", "drone"})
REGULAR, ATTACKER, RIVAL, POPULATION = "regular", "attacker", "rival", "population"
CUSTODY = (
    "capture.person",
    "abduct",
    "detain",
    "arrest",
    "kill",
    "injure",
    "release",
    "torture",
    "execute",
    "exchange.prisoners",
)
TAKEN = ("capture.person", "abduct", "detain", "arrest")
ARMING = frozenset({"military", "government", "police"})  # kinds of source that have forces of their own
NOT_OWN = frozenset({"accuses", "denies", "doubts", "demands"})  # stances of one who speaks of another side's deeds
STATE_FORCES = "1"  # in ACLED's interaction codes: groups that govern a country, too
BACK = 4  # sentences back that *the men* may look


@dataclass(frozen=True, slots=True)
class Told:
    """A side and the rule that told it."""

    party: str
    rule: str


class Sides:
    """Completes the participants of one article's events, in two rounds: each on its own, then with the two opponents known."""

    def __init__(self, scene: Scene, words: Words):
        self._scene, self._words = scene, words
        self._claims = {c.id: c for c in scene.claims}
        self._places = {p.id: p for p in scene.places}
        self._bodies = Bodies(scene, words)
        self._attacking: frozenset[str] = frozenset()  # the sides that attack, likewise

    def complete(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """The events with every side that a rule can tell."""
        self._bodies.states = self._acting(events)
        first = Culprits(self._scene, self._words).complete([self._round(e, None) for e in events])
        self._bodies.states = self._acting(first)
        self._attacking = frozenset(e.agent.party for e in first if is_a(e, ATTACKS) and e.agent and e.agent.party)
        second = [self._round(e, self._opponents(first)) for e in first]
        out: list[Event] = []
        for event in Culprits(self._scene, self._words).complete(second):
            out.append(self._speakers_doing(self._captive(event, out)))
        return tuple(out)

    def _acting(self, events: Sequence[Event]) -> set[str]:
        """The countries that act in violent events."""
        found = {e.agent.party for e in events if is_a(e, VIOLENT) and e.agent and e.agent.party}
        return {p for p in found if self._scene.parties.is_country(p)}

    def _speakers_doing(self, event: Event) -> Event:
        """*Ninety drones were shot down, the air force said*: what a side tells was done to its enemy, and by nobody else, it did."""
        claim, patient = self._claims.get(event.claim_id or ""), event.patient
        if event.agent is not None or patient is None or claim is None or event.polarity != "positive":
            return event
        source = claim.source
        if source.party is None or source.kind not in (*ARMING, "armed_group") or claim.stance in (*NOT_OWN, "expects"):
            return event
        hostile = is_a(event, OF_OPPONENTS) or (is_a(event, TO_ENEMIES) and self._is(patient, {ARMED}))
        hostile = hostile and not (patient.party is None and self._bodies.is_of_forces(patient))
        if not hostile or patient.party == source.party or source.start is None or source.end is None:
            return event
        if not is_a(event, OF_OPPONENTS) and (patient.party is None or self._scene.parties.is_country(patient.party)):
            return event  # of another army's losses it may just keep count
        text = self._scene.parsed.slice(source.start, source.end).text
        agent = Participant(text, source.start, source.end, source.party, source.actor_id)
        return replace(event, agent=agent, because=(*event.because, Reason("side.speakers_doing")))

    def _captive(self, event: Event, before: Sequence[Event]) -> Event:
        """*De twee*, *the men*: whoever was last said to have been taken."""
        p = event.patient
        head = self._head(p) if p else None
        if p is None or p.party or head is None or not is_a(event, CUSTODY):
            return event
        here = head.sentence
        for other in reversed(before):
            q = other.patient
            taken = self._head(q) if q else None
            if (
                q is None
                or taken is None
                or not is_a(other, TAKEN)
                or here - taken.sentence > BACK
                or q.start == p.start
            ):
                continue
            same = head.feats.get("Number") == taken.feats.get("Number") and key_of(head) == key_of(taken)
            if q.party and (same or self._points_back(head, taken)):
                return replace(
                    event, patient=replace(p, party=q.party), because=(*event.because, Reason("side.captive"))
                )
            return event
        return event

    def _points_back(self, head: Token, taken: Token) -> bool:
        """Is it a definite noun or number of people with nothing that says more of them, as many as were taken?"""
        if head.upos != "NUM" and head.feats.get("Number") != taken.feats.get("Number"):
            return False
        people = head.upos == "NUM" or bool(self._words.plain(head) & {ARMED, "person"})
        more = self._scene.parsed.children(head, "amod", "nmod", "compound", "flat")
        return people and not more and is_definite(self._scene.parsed, head)

    def _seen(self, events: Sequence[Event]) -> Counter[str]:
        """How often each side acts or is acted upon in violent events."""
        return Counter(
            p.party
            for e in events
            if is_a(e, VIOLENT)
            for p in (e.agent, e.patient)
            if p is not None and p.party is not None
        )

    def _opponents(self, events: Sequence[Event]) -> tuple[str, str] | None:
        """The two sides that fight each other in this article; None where there are fewer or more, or where neither is told to have done
        anything to the other (a Kenyan mission beside the police of Haiti)."""
        two = sorted(self._seen(events))
        return (two[0], two[1]) if len(two) == 2 and self._meet(events, set(two)) else None

    def _meet(self, events: Sequence[Event], two: set[str]) -> bool:
        """Does one side act upon the other in some event, or shoot down what is flown where the other attacks?"""
        if any(e.agent and e.patient and {e.agent.party, e.patient.party} == two for e in events):
            return True
        shooting, attacking = (
            {e.agent.party for e in events if e.agent and is_a(e, types)} for types in (OF_OPPONENTS, ATTACKS)
        )
        return any(one in shooting and two - {one} <= attacking for one in two)

    def _round(self, event: Event, opponents: tuple[str, str] | None) -> Event:
        agent = self._fill(event.agent, self._agent(event, opponents))
        event = replace(event, agent=agent[0], because=(*event.because, *agent[1]))
        patient = self._fill(event.patient, self._patient(event, opponents))
        event = replace(event, patient=patient[0], because=(*event.because, *patient[1]))
        return self._taken(event, opponents) if is_a(event, TAKING) else event

    def _taken(self, event: Event, opponents: tuple[str, str] | None) -> Event:
        """A town that the army of its own country takes is taken from the other side: from those named, from the only opponent."""
        p, agent = event.patient, event.agent.party if event.agent else None
        own = p is not None and p.party is not None and (p.party == agent or (agent is None and is_a(event, RETAKING)))
        if p is None or not own or not self._is_thing(p):
            return event
        loser = self._bodies.loser(event)
        told = Told(loser, "side.opponent") if loser and loser != agent else self._other(agent or "", opponents)
        if told is None and len(self._bodies.groups() - {agent}) == 1:
            told = Told((self._bodies.groups() - {agent}).pop(), "side.only_group")
        return (
            replace(event, patient=replace(p, party=told.party), because=(*event.because, Reason(told.rule)))
            if told
            else event
        )

    def _fill(self, p: Participant | None, told: Told | None) -> tuple[Participant | None, tuple[Reason, ...]]:
        if p is None or p.party or told is None:
            return p, ()
        return replace(p, party=told.party), (Reason(told.rule),)

    def _agent(self, event: Event, opponents: tuple[str, str] | None) -> Told | None:
        if event.agent is None or event.agent.party:
            return None
        own = self._owner(event.agent, event) or self._source(event)
        if own:
            return own
        state = self._bodies.state(event.agent, event)
        if state:
            return Told(state, "side.state_body")
        if self._first_person(event.agent):
            return None
        patient = event.patient.party if event.patient else None
        enemy = self._hostile(event, opponents)
        if enemy:
            return enemy
        fighting = (
            self._is(event.agent, {ARMED, "weapon", "aircraft", "drone"})
            or self._is_rival(event.agent)
            or (is_a(event, ATTACKS) and self._is_lone_pronoun(event.agent))
        )
        if is_a(event, OF_OPPONENTS) and self._is(event.agent, {REGULAR}):
            defending = self._speakers_own(event) or self._defender(event)
            if defending:
                return defending
        if is_a(event, VIOLENT) and patient and fighting and not self._bodies.is_unknown(event.agent):
            found = self._other(patient, opponents)
            if found:
                return found
        return self._speakers_own(event) or self._body(event.agent, event) or self._attacker(event.agent, event)

    def _source(self, event: Event) -> Told | None:
        """Who accuses, warns or threatens is the source of what is said with that verb, and on its side."""
        said = [c for c in self._scene.claims if c.cue is not None and c.cue.start == event.trigger.start]
        party = said[0].source.party if said and is_a(event, SPOKEN) else None
        return Told(party, "side.source") if party else None

    def _hostile(self, event: Event, opponents: tuple[str, str] | None) -> Told | None:
        """*De vijand*, *the enemy* who acts: the opponent of the side that says so."""
        claim = self._claims.get(event.claim_id or "")
        head = self._head(event.agent) if event.agent else None
        if claim is None or claim.source.party is None or head is None or RIVAL not in self._words.plain(head):
            return None
        return self._other(claim.source.party, opponents)

    def _speakers_own(self, event: Event) -> Told | None:
        """*Het leger zegt dat gevechtsvliegtuigen ...*, *paratroopers, said the president*: forces that a state's own speaker tells of
        without a word whose they are, are its own. Gunmen and rebels are not."""
        claim = self._claims.get(event.claim_id or "")
        if claim is None or claim.source.party is None or claim.source.kind not in ARMING:
            return None
        denied = claim.stance == "denies" and is_a(event, OF_OWN_TROOPS)  # *het leger heeft zich niet teruggetrokken*
        if claim.stance in NOT_OWN and not denied:
            return None
        if not self._scene.parties.is_country(claim.source.party):
            return None
        patient = event.patient.party if event.patient else None
        if event.agent is None or not self._is(event.agent, {REGULAR}) or patient == claim.source.party:
            return None
        if any(self._scene.parties.of((t,)) for t in self._scene.parsed.within(event.agent.start, event.agent.end)):
            return None
        return Told(claim.source.party, "side.speaker")

    def _defender(self, event: Event) -> Told | None:
        """*Air defences*: of the country over which they shoot, unless what they shoot at is its own."""
        home = self._bodies.home(event)
        patient = event.patient.party if event.patient else None
        return Told(home, "side.ground") if home and home != patient else None

    def _attacker(self, p: Participant, event: Event) -> Told | None:
        """*De aanvallers* are on the side of the only one that is told to have attacked."""
        head = self._head(p)
        if head is None or ATTACKER not in self._words.plain(head) or len(self._attacking) != 1:
            return None
        party = next(iter(self._attacking))
        known = is_definite(self._scene.parsed, head) and not self._scene.parsed.children(head, "acl", "nmod", "amod")
        return Told(party, "side.attackers") if known and party != self._bodies.home(event) else None

    def _patient(self, event: Event, opponents: tuple[str, str] | None) -> Told | None:
        if event.patient is None or event.patient.party:
            return None
        own = self._owner(event.patient, event) or self._who_lost(event, event.patient)
        if own:
            return own
        agent = event.agent.party if event.agent else None
        if is_a(event, ATTACKS) and self._first_person(event.patient):
            home = self._bodies.home(event)  # *they hit us at night*
            return Told(home, "side.residents") if home and home != agent else None
        if (
            is_a(event, OF_OWN_TROOPS)
            and agent
            and self._is(event.patient, {ARMED, "person", "vehicle", "aircraft", "weapon"})
        ):
            return Told(agent, "side.own_troops")
        if is_a(event, OF_OPPONENTS) and (agent or self._bodies.home(event)):
            return self._other(agent or self._bodies.home(event) or "", opponents)
        enemy = self._enemy(event, agent, opponents) if self._is_rival(event.patient) else None
        if enemy:
            return enemy
        if is_a(event, VIOLENT) and agent and self._is(event.patient, {ARMED}):
            found = self._other(agent, opponents)
            if found:
                return found
        if is_a(event, VIOLENT) and self._is(event.patient, {POPULATION}):
            home = self._bodies.home(event)
            return Told(home, "side.residents") if home and home != agent else None
        if (
            is_a(event, AT_HOME)
            and self._is(event.patient, {"person"})
            and not self._is(event.patient, {"refugee", ARMED})
        ):
            home = self._bodies.home(event)  # whoever has to leave a place lived there
            return Told(home, "side.residents") if home and home != agent else None
        if is_a(event, ON_THE_GROUND) and self._is_thing(event.patient):
            # a group's own country: the tanks that it destroys are its enemy's, whoever lives there
            theirs = not (agent and not self._scene.parties.is_country(agent) and self._is(event.patient, MOVABLE))
            ground = self._ground(event, agent) if theirs else None
            return ground or (self._other(agent, opponents) if agent and is_a(event, ATTACKS) else None)
        lost = self._lost(event, agent)
        if lost:
            return lost
        body = self._body(event.patient, event)
        return None if body and is_a(event, VIOLENT) and body.party == agent else body

    def _who_lost(self, event: Event, patient: Participant) -> Told | None:
        party = self._bodies.losers(event, patient) if is_a(event, LOSSES) else None
        return Told(party, "side.own_troops") if party else None

    def _lost(self, event: Event, agent: str | None) -> Told | None:
        """*Vijf militairen sneuvelden, zegt het leger*: soldiers whose loss a state tells of without a word whose they are, are its own."""
        claim = self._claims.get(event.claim_id or "")
        if claim is None or event.patient is None or claim.source.kind not in ARMING or not is_a(event, LOSSES):
            return None
        party = claim.source.party
        if party is None or party == agent or not self._scene.parties.is_country(party) or claim.stance == "accuses":
            return None
        return Told(party, "side.speaker") if self._is(event.patient, {REGULAR}) else None

    def _body(self, p: Participant, event: Event) -> Told | None:
        """*Het leger* of an article about one country is its army; *de strijders* are those of the only group that is named."""
        state = self._bodies.state(p, event)
        if state:
            return Told(state, "side.state_body")
        group = self._bodies.group(p)
        return Told(group, "side.only_group") if group else None

    def _first_person(self, p: Participant) -> bool:
        head = self._head(p)
        return head is not None and head.feats.get("Person") == "1"

    def _owner(self, p: Participant, event: Event) -> Told | None:
        """*Onze soldaten* are the speaker's; *hun eigen gewonden* are of those that *hun* stands for."""
        if self._is_lone_pronoun(p):
            party = self._of_speaker(event)
            return Told(party, "side.possessor") if party else None
        for token in self._scene.parsed.within(p.start, p.end):
            if token.upos not in ("PRON", "DET") or token.feats.get("PronType", "Prs") != "Prs":
                continue
            if token.feats.get("Person") == "1":
                claim: Claim | None = self._claims.get(event.claim_id or "")
                if claim and claim.source.party:
                    return Told(claim.source.party, "side.first_person")
            elif token.feats.get("Poss") == "Yes":
                party = self._of_pronoun(token) or self._of_speaker(event)
                if party:
                    return Told(party, "side.possessor")
        return None

    def _is_lone_pronoun(self, p: Participant) -> bool:
        """*India zegt dat het doelen heeft getroffen*: a pronoun of the third person by itself, or what the parse has for an article."""
        words = self._scene.parsed.within(p.start, p.end)
        if len(words) != 1 or words[0].upos not in ("PRON", "DET") or words[0].rel != "nsubj":
            return False
        return words[0].feats.get("Person", "3") == "3" and words[0].feats.get("PronType") in ("Prs", "Art", None)

    def _of_speaker(self, event: Event) -> str | None:
        """Whom *its men* belong to where a side's own speaker tells of them."""
        claim = self._claims.get(event.claim_id or "")
        if claim is None or claim.source.kind not in (*ARMING, "armed_group") or claim.stance in NOT_OWN:
            return None
        return claim.source.party

    def _of_pronoun(self, token: Token) -> str | None:
        told = self._scene.whose.by_mentions(token.start, token.end)
        return told.code if told else None

    def _other(self, party: str, opponents: tuple[str, str] | None) -> Told | None:
        if opponents is None or party not in opponents:
            return None
        return Told(opponents[1] if party == opponents[0] else opponents[0], "side.opponent")

    def _ground(self, event: Event, agent: str | None) -> Told | None:
        """What stands on the ground belongs to the country where it stands, unless that is the attacker's own; to the group that
        governs there as a state does, where the article names it (the Houthis in Yemen)."""
        place = self._places.get(event.place_id or "")
        country = self._scene.parties.of_country(place.country) if place else None
        if country is None or country == agent:
            return None
        rulers = {
            n.row.party
            for n in self._scene.parties.named
            if n.row.kind == "armed_group"
            and n.row.acled_inter == STATE_FORCES
            and str(n.row.cameo).startswith(country)
        }
        if not rulers or agent in rulers:
            return Told(country, "side.ground")
        groups = {n.row.party for n in self._scene.parties.named if str(n.row.cameo).startswith(country)}
        heard = {c.source.party for c in self._scene.claims} | (self._bodies.states or set())
        if len(rulers) > 1 or groups - rulers or country in heard:
            return None  # several have a say there: whose ground this is the text leaves open
        return Told(rulers.pop(), "side.ground")

    def _enemy(self, event: Event, agent: str | None, opponents: tuple[str, str] | None) -> Told | None:
        """*Terroristen*, *de vijand*, *het land*: the other side of whoever acts or, where nobody is told to act, speaks."""
        claim = self._claims.get(event.claim_id or "")
        side = agent or (claim.source.party if claim else None)
        if side is None:
            return None
        found = self._other(side, opponents)
        if (
            found
            or not self._scene.parties.is_country(side)
            or event.patient is None
            or not self._is(event.patient, {ARMED, "person"})
        ):
            return found
        groups = self._bodies.groups()
        return Told(groups.pop(), "side.only_group") if len(groups) == 1 else None

    def _is_rival(self, p: Participant) -> bool:
        """*Het buurland*, *plaatsen in het buurland*."""
        return any(RIVAL in self._words.plain(t) for t in self._scene.parsed.within(p.start, p.end))

    def _is_thing(self, p: Participant) -> bool:
        classes = self._classes(p)
        return bool(classes & THINGS) and not classes & PEOPLE

    def _is(self, p: Participant, wanted: Set[str]) -> bool:
        return bool(self._classes(p) & wanted)

    def _head(self, p: Participant) -> Token | None:
        return self._scene.parsed.head_at(p.start, p.end)

    def _classes(self, p: Participant) -> frozenset[str]:
        head = self._head(p)
        return self._words.of(self._scene.parsed, head) if head else frozenset()
