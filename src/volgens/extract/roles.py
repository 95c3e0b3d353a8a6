"""Agent, patient and instrument of an event: who does it, whom it befalls, with what."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from volgens.extract.clauses import frame, own, prepositions
from volgens.extract.noun_roles import NounRoles
from volgens.extract.phrases import phrase
from volgens.extract.role_heads import AGENT, INSTRUMENT, PATIENT, PROJECTILES, Heads, Oblique, Roles
from volgens.extract.triggers import NOUN, STATE, Spans, Trigger
from volgens.extract.word_classes import COMPOUNDING, NUMBER, Words
from volgens.lexicon import Lexicon
from volgens.model import Parsed, Participant, Span, Token

CHARGE = "accuse.violation"
FACING = ("clash", "negotiate", "exchange.prisoners")  # what two sides do with each other
JOINT = ("ceasefire", "agreement")  # what two sides have together
FLYING = ("attack.missile", "attack.drone", "attack.shelling", "attack.airstrike", "damage.infrastructure")
OTHERWISE = ("acl", "advcl", "appos", "conj", "parataxis")


def participant(
    parsed: Parsed, head: Token | None, word: Token | None = None, others: Iterable[Token | None] = ()
) -> Participant | None:
    """The participant of a head, with its whole phrase but for that of the ``others``, or of a lone word that tells the side."""
    if head is not None:
        span = phrase(parsed, head, [t for t in others if t is not None and t.i != head.i])
    elif word is not None:
        span = parsed.slice(word.start, word.end)
    else:
        return None
    return Participant(span.text, span.start, span.end)


def instrument_span(parsed: Parsed, head: Token | None, others: Iterable[Token | None] = ()) -> Span | None:
    """The phrase of what it was done with, but for those of the ``others``."""
    return phrase(parsed, head, [t for t in others if t is not None and t.i != head.i]) if head is not None else None


class RoleFinder(Heads):
    """Finds the participants of triggers in one article."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, words: Words, when: Spans):
        super().__init__(parsed, lexicon, words, when)
        self._nouns = NounRoles(parsed, lexicon, words, when)

    def of(self, trigger: Trigger) -> Roles:
        found = {NOUN: self._nouns.of, STATE: self._state}.get(trigger.kind, self._verb)(trigger)
        return self._two_sides(found, trigger) if trigger.type in (*FACING, *JOINT) else found

    def _two_sides(self, found: Roles, trigger: Trigger) -> Roles:
        """*Fighting between the army and the rebels*: the one is the agent, the other the patient."""
        between = self.words.use("between")
        one = found.agent
        if one is None and found.patient is None and trigger.kind == NOUN:
            verb = self.parsed.head(trigger.anchor)  # *tussen Israël en Hezbollah geldt een bestand*
            near = self.parsed.children(verb, "obl") if verb is not None and verb.upos == "VERB" else []
            one = next(
                (t for t in near if between.intersection(prepositions(self.parsed, t)) and not self.is_time(t)), None
            )
            found = self.fill(found, AGENT, one) if one is not None and self.may_act(one) else found
        if trigger.type in JOINT:
            return found  # both sides together keep it
        if one is None or found.patient is not None or not between.intersection(prepositions(self.parsed, one)):
            return found
        others = self.parsed.children(one, "conj")
        return replace(found, patient=others[0]) if others else found

    def _verb(self, trigger: Trigger) -> Roles:
        row, around = trigger.row, trigger.frame
        assert around is not None
        found = Roles()
        if row.subject_role == PATIENT and row.object_role in (None, "none") and self._own_object(trigger):
            # *en brandden tien huizen af*: what burns stands behind its verb, and the parse has it for an object
            found = self.fill(found, PATIENT, around.objects[0])
        elif around.subjects and self._is_cost(trigger, around.subjects[0]):
            found = self.fill(found, PATIENT, around.subjects[0])
        elif around.subjects:
            found = self.fill(found, row.subject_role, self._accused(trigger.anchor, around.subjects[0]))
        if around.objects:
            role = row.object_role
            if not around.subjects and role in (None, "none") and self._is_left_out(trigger, around.objects[0]):
                role = row.subject_role  # *Qatar bemiddelde*, where the parse has an object
            found = self.fill(found, role, around.objects[0])
        elif around.passive and row.subject_role == PATIENT and around.subjects:
            found = self.fill(found, PATIENT, around.subjects[0])
        for preps, head in self._in_order(row.prep_roles, around.obliques):
            role = self.prep_role(row.prep_roles, preps)
            if role is None and (role := self.prep_role(row.prep_roles, (head.form.lower(),))):
                head = next(iter(self.parsed.children(head, "nmod")), head)  # *in de richting van Pokrovsk*
            if role and not self.is_time(head):
                found = self.fill(found, role, head)
            elif self.words.use("instrument").intersection(preps) and self.words.of(self.parsed, head) & PROJECTILES:
                found = self.fill(found, INSTRUMENT, head)
        for thing in around.objects if found.agent is None else ():
            for t in self.parsed.children(thing, "nmod"):  # *lost large areas to the rebels*
                if self.prep_role(row.prep_roles, prepositions(self.parsed, t)) == AGENT and self.may_act(t):
                    found = self.fill(found, AGENT, t)
        if row.cells.get("with"):
            found = self._loose(found, trigger)
        if row.object_role == INSTRUMENT and found.patient is None and around.objects:
            below = [t for t in self.parsed.subtree(around.objects[0], without=OTHERWISE) if t.rel == "nmod"]
            for t in below:  # *fired a volley of missiles at a base*
                role = self.prep_role(row.prep_roles, prepositions(self.parsed, t))
                found = self.fill(found, role, t) if not self.is_time(t) else found
        if (
            row.subject_role == INSTRUMENT
            and found.patient is not None
            and found.instrument in around.subjects
            and not around.passive
        ):
            found = self._flying(found, trigger)
        return self.arms(found, around.subjects if not around.passive else ())

    def _is_cost(self, trigger: Trigger, subject: Token) -> bool:
        """*De oorlog heeft duizenden het leven gekost*: people whom it cost their lives are not what cost it."""
        row, around = trigger.row, trigger.frame
        told = row.subject_role == INSTRUMENT and row.object_role == PATIENT and not (around and around.objects)
        return told and bool(self.words.of(self.parsed, subject) & {"person", NUMBER})

    def _is_left_out(self, trigger: Trigger, head: Token) -> bool:
        """May the only noun of a verb that takes no object be its subject? It stands before the verb, or where the language lets it stand
        behind it."""
        if head.head != trigger.anchor.i:
            return bool(trigger.row.subject_role == PATIENT)  # *gesneuvelde militairen*
        turns = bool(trigger.row.subject_role == PATIENT and self.words.language in COMPOUNDING)
        return head.i < trigger.anchor.i or turns

    def _accused(self, verb: Token, subject: Token) -> Token:
        """*Zij verwijten de regering dat zij de markt heeft bestookt*: what a charge tells, those charged have done."""
        above = self.parsed.head(verb)
        if above is None or verb.rel != "ccomp" or subject.upos != "PRON" or subject.head != verb.i:
            return subject
        if not any(m.row.event_type == CHARGE for m in self.verbs.find(self.parsed, above)):
            return subject
        charged = self.parsed.children(above, "obj", "iobj")
        return charged[0] if charged and charged[0].upos in ("NOUN", "PROPN") else subject

    def _flying(self, found: Roles, trigger: Trigger) -> Roles:
        """*A rocket slammed into the station*: what flies and hits is the agent as in *a rocket hit the station*; a bomb that goes off is not."""
        return replace(found, agent=found.agent or found.instrument) if trigger.type in FLYING else found

    def _own_object(self, trigger: Trigger) -> bool:
        """Has the verb an object of its own, and no subject but one that it shares?"""
        verb, around = trigger.anchor, trigger.frame
        return bool(around and around.objects) and verb.rel == "conj" and not own(self.parsed, verb)

    def _loose(self, found: Roles, trigger: Trigger) -> Roles:
        """Phrases of an idiom that the parse hung on one of its nouns: *legt de schuld voor de aanval bij het leger*."""
        for t in self.parsed.subtree(trigger.anchor, without=("acl", "advcl", "ccomp", "parataxis", "conj")):
            role = (
                self.prep_role(trigger.row.prep_roles, prepositions(self.parsed, t))
                if t.rel in ("nmod", "obl")
                else None
            )
            if role:
                found = self.fill(found, role, t)
        return found

    @staticmethod
    def _in_order(pairs: Sequence[str], obliques: Sequence[Oblique]) -> list[Oblique]:
        """The phrases in the order in which the row names their prepositions: *in Omdurman vielen granaten op een school* hit the school."""
        wanted = [pair.partition("=")[0] for pair in pairs]
        last = len(wanted)
        return sorted(obliques, key=lambda o: min((wanted.index(p) for p in o[0] if p in wanted), default=last))

    def _state(self, trigger: Trigger) -> Roles:
        found = Roles()
        anchor, row = trigger.anchor, trigger.row
        head = self.parsed.head(anchor)
        if head is not None and head.rel == "xcomp" and not self.parsed.children(head, "nsubj", "obj"):
            anchor, head = head, self.parsed.head(head)  # *levend in handen gekregen*
        if trigger.holders:
            found = self.fill(found, row.holder, trigger.holders[0])
        for child in self.parsed.children(anchor, "nmod", "obl"):
            role = self.prep_role(row.prep_roles, prepositions(self.parsed, child))
            if role:
                found = self.fill(found, role, child)
        if head is not None and anchor.rel in ("xcomp", "obl", "compound", "advcl", "advmod", "fixed"):
            around = frame(self.parsed, head, self.words.markers, transitive=False)
            becomes = self.words.use("copular").intersection((head.lemma.lower(), head.form.lower()))
            if around.objects and around.subjects and found.patient in around.objects and not becomes:
                found = self.fill(found, AGENT, around.subjects[0])
            for preps, child in around.obliques:
                role = self.prep_role(row.prep_roles, preps)
                if role and child.i != anchor.i:
                    found = self.fill(found, role, child)
        return self.arms(found)
