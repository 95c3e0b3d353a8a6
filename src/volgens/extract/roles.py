"""Agent, patient and instrument of an event: who does it, whom it befalls, with what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from volgens.extract.clauses import clause_of, frame, is_passive, own, own_subjects, prepositions
from volgens.extract.phrases import phrase
from volgens.extract.triggers import NOUN, STATE, Spans, Trigger
from volgens.extract.word_classes import COMPOUNDING, Words
from volgens.lexicon import Lexicon, Row, key_of
from volgens.model import Parsed, Participant, Span, Token

AGENT, PATIENT, INSTRUMENT = "agent", "patient", "instrument"
ABSTRACT = "abstract"
COUNTED = frozenset({"person", "body"})
PROJECTILES = frozenset({"weapon", "drone"})
ACTING = frozenset({"person", "armed", "group"})
# Events that count people: the noun itself names them.
CHARGE = "accuse.violation"
FACING = ("clash", "negotiate", "ceasefire", "exchange.prisoners")  # what two sides do with each other
FLYING = ("attack.missile", "attack.drone", "attack.shelling", "attack.airstrike", "damage.infrastructure")
WAGED = ("attack", "offensive", "besiege", "blockade")
OTHERWISE = ("acl", "advcl", "appos", "conj", "parataxis")
TALKED = ("agreement", "negotiate", "ceasefire")
SELF_COUNTING = ("kill", "injure", "displace")


Oblique = tuple[tuple[str, ...], Token]  # prepositions and head of a phrase


@dataclass(frozen=True, slots=True)
class Roles:
    """Heads of the participants; ``agent_word`` where only a word tells the side (*Russische* luchtaanval)."""

    agent: Token | None = None
    patient: Token | None = None
    instrument: Token | None = None
    agent_word: Token | None = None
    patient_word: Token | None = None
    nobody: bool = False  # the agent is denied (*opgeëist door niemand*), which leaves the act as it is

    def with_(self, role: str, head: Token) -> "Roles":
        """The roles with one more filled."""
        if role == AGENT:
            return replace(self, agent=head)
        return replace(self, patient=head) if role == PATIENT else replace(self, instrument=head)


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


@lru_cache(maxsize=8)
def _demonyms(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(str(r.word).lower() for r in lexicon.rows("demonyms"))


class RoleFinder:
    """Finds the participants of triggers in one article."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, words: Words, when: Spans):
        self.parsed, self.lexicon, self.words = parsed, lexicon, words
        self.demonyms = _demonyms(lexicon)
        self.light, self.verbs = lexicon.lemmas("light_verbs"), lexicon.lemmas("events")
        self.negations = {str(r.phrase).lower() for r in lexicon.rows("negation")}
        self.times = when

    def of(self, trigger: Trigger) -> Roles:
        found = {NOUN: self._noun, STATE: self._state}.get(trigger.kind, self._verb)(trigger)
        return self._two_sides(found, trigger) if trigger.type in FACING else found

    def _two_sides(self, found: Roles, trigger: Trigger) -> Roles:
        """*Fighting between the army and the rebels*: the one is the agent, the other the patient."""
        between = self.words.use("between")
        one = found.agent
        if one is None and found.patient is None and trigger.kind == NOUN:
            verb = self.parsed.head(trigger.anchor)  # *tussen Israël en Hezbollah geldt een bestand*
            near = self.parsed.children(verb, "obl") if verb is not None and verb.upos == "VERB" else []
            one = next(
                (t for t in near if between.intersection(prepositions(self.parsed, t)) and not self._is_time(t)), None
            )
            found = self._fill(found, AGENT, one) if one is not None and self._may_act(one) else found
        if one is None or found.patient is not None or not between.intersection(prepositions(self.parsed, one)):
            return found
        others = self.parsed.children(one, "conj")
        return replace(found, patient=others[0]) if others else found

    # verbs

    def _verb(self, trigger: Trigger) -> Roles:
        row, around = trigger.row, trigger.frame
        assert around is not None
        found = Roles()
        if row.subject_role == PATIENT and row.object_role in (None, "none") and self._own_object(trigger):
            # *en brandden tien huizen af*: what burns stands behind its verb, and the parse has it for an object
            found = self._fill(found, PATIENT, around.objects[0])
        elif around.subjects:
            found = self._fill(found, row.subject_role, self._accused(trigger.anchor, around.subjects[0]))
        if around.objects:
            role = row.object_role
            if not around.subjects and role in (None, "none") and self._is_left_out(trigger, around.objects[0]):
                role = row.subject_role  # *Qatar bemiddelde*, where the parse has an object
            found = self._fill(found, role, around.objects[0])
        elif around.passive and row.subject_role == PATIENT and around.subjects:
            found = self._fill(found, PATIENT, around.subjects[0])
        for preps, head in self._in_order(row.prep_roles, around.obliques):
            role = self._prep_role(row.prep_roles, preps)
            if role is None and (role := self._prep_role(row.prep_roles, (head.form.lower(),))):
                head = next(iter(self.parsed.children(head, "nmod")), head)  # *in de richting van Pokrovsk*
            if role and not self._is_time(head):
                found = self._fill(found, role, head)
            elif self.words.use("instrument").intersection(preps) and self.words.of(self.parsed, head) & PROJECTILES:
                found = self._fill(found, INSTRUMENT, head)
        if row.cells.get("with"):
            found = self._loose(found, trigger)
        if row.object_role == INSTRUMENT and found.patient is None and around.objects:
            below = [t for t in self.parsed.subtree(around.objects[0], without=OTHERWISE) if t.rel == "nmod"]
            for t in below:  # *fired a volley of missiles at a base*
                role = self._prep_role(row.prep_roles, prepositions(self.parsed, t))
                found = self._fill(found, role, t) if not self._is_time(t) else found
        if (
            row.subject_role == INSTRUMENT
            and found.patient is not None
            and found.instrument in around.subjects
            and not around.passive
        ):
            found = self._flying(found, trigger)
        return self._arms(found, around.subjects if not around.passive else ())

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
                self._prep_role(trigger.row.prep_roles, prepositions(self.parsed, t))
                if t.rel in ("nmod", "obl")
                else None
            )
            if role:
                found = self._fill(found, role, t)
        return found

    @staticmethod
    def _in_order(pairs: Sequence[str], obliques: Sequence[Oblique]) -> list[Oblique]:
        """The phrases in the order in which the row names their prepositions: *in Omdurman vielen granaten op een school* hit the school."""
        wanted = [pair.partition("=")[0] for pair in pairs]
        last = len(wanted)
        return sorted(obliques, key=lambda o: min((wanted.index(p) for p in o[0] if p in wanted), default=last))

    def _prep_role(self, pairs: tuple[str, ...], preps: tuple[str, ...]) -> str | None:
        for pair in pairs:
            prep, _, role = pair.partition("=")
            if prep in preps:
                return role
        return None

    def _fill(self, roles: Roles, role: str | None, head: Token) -> Roles:
        if role not in (AGENT, PATIENT, INSTRUMENT) or getattr(roles, role) is not None:
            return roles
        if self.words.use("no_participant").intersection((head.form.lower(), head.lemma.lower())):
            return roles  # *zes keer aangevallen*, *er ... beschoten*
        if role == AGENT and (self._is_abstract(head) or self._is_time(head)):
            return roles
        if role == AGENT and self._is_negative(head):
            return replace(roles, nobody=True)
        return roles.with_(role, head)

    def _arms(self, roles: Roles, subjects: Iterable[Token] = ()) -> Roles:
        """A missile or drone as agent is the instrument; it stays the agent too where it is the subject that acts (*a drone hit the
        market*: the text names nobody else) or where a word tells whose it is."""
        head = roles.agent
        if (
            head is not None
            and self.words.of(self.parsed, head) & PROJECTILES
            and not self.words.plain(head) & {"person", "armed"}
        ):
            stays = head in tuple(subjects) or self.side_word(head)
            roles = replace(roles, instrument=roles.instrument or head, agent=head if stays else None)
        return roles

    # states

    def _state(self, trigger: Trigger) -> Roles:
        found = Roles()
        anchor, row = trigger.anchor, trigger.row
        head = self.parsed.head(anchor)
        if head is not None and head.rel == "xcomp" and not self.parsed.children(head, "nsubj", "obj"):
            anchor, head = head, self.parsed.head(head)  # *levend in handen gekregen*
        if trigger.holders:
            found = self._fill(found, row.holder, trigger.holders[0])
        for child in self.parsed.children(anchor, "nmod", "obl"):
            role = self._prep_role(row.prep_roles, prepositions(self.parsed, child))
            if role:
                found = self._fill(found, role, child)
        if (
            head is not None
            and anchor.rel in ("xcomp", "obl", "compound", "advcl", "advmod", "fixed")
            and row.holder == PATIENT
        ):
            around = frame(self.parsed, head, self.words.markers, transitive=False)
            if around.objects and around.subjects and found.patient in around.objects:
                found = self._fill(found, AGENT, around.subjects[0])
            for preps, child in around.obliques:
                role = self._prep_role(row.prep_roles, preps)
                if role and child.i != anchor.i:
                    found = self._fill(found, role, child)
        return self._arms(found)

    # nouns

    def _noun(self, trigger: Trigger) -> Roles:
        noun, row = trigger.anchor, trigger.row
        found = Roles()
        hanging = [
            (prepositions(self.parsed, t), t)
            for t in self.parsed.children(noun, "nmod", "obl", "acl")
            if t.deprel != "nmod:poss"
        ]
        for role, preps in ((AGENT, row.agent_prep), (PATIENT, row.patient_prep)):
            for wanted in preps:
                head = next(
                    (
                        t
                        for p, t in hanging
                        if wanted in p
                        and not self._is_time(t)
                        and not self._is_abstract(t)
                        and not (role == AGENT and wanted in row.patient_prep and self._is_inert(t))
                    ),
                    None,
                )
                if head is not None and head not in (found.agent, found.patient):
                    if role == AGENT and self.words.of(self.parsed, head) & PROJECTILES:
                        found = self._fill(found, INSTRUMENT, head)
                    else:
                        found = self._fill(found, role, head)
                    break
        if str(row.event_type).partition(".")[0] in WAGED and found.instrument is None:
            arm = next(
                (t for p, t in hanging if self.words.use("instrument").intersection(p) and self._is_arm(t)), None
            )
            found = self._fill(found, INSTRUMENT, arm) if arm is not None else found
        if found.agent is None and row.agent_prep:
            found = self._by(found, noun)
        found = self._owner(found, noun, row)
        if row.agent_prep:
            found = self._light(found, noun, str(row.event_type))
        if found.patient is None and found.patient_word is None:
            found = self._oblique_patient(found, self._carrier(noun), row)
        if (
            found.patient is None
            and found.patient_word is None
            and row.event_type in SELF_COUNTING
            and self._tells_whom(noun)
        ):
            found = replace(found, patient=self._counted_head(noun))
        return found

    def _by(self, found: Roles, noun: Token) -> Roles:
        """*The killing of a governor by rebels*: who did it, where the parse hung the phrase on the patient or on the verb right behind."""
        parsed, by = self.parsed, self.words.use("passive_agent")
        patient, verb = found.patient, parsed.head(noun)
        places = list(parsed.children(patient, "nmod", "obl")) if patient is not None else []
        if verb is not None and verb.upos == "VERB" and noun.i > verb.i and not is_passive(parsed, verb):
            last = max(t.i for t in parsed.subtree(noun))
            places += [t for t in parsed.children(verb, "obl") if min(x.i for x in parsed.subtree(t)) == last + 1]
        for t in places:
            if by.intersection(prepositions(parsed, t)) and not self._is_time(t) and self._may_act(t):
                return self._fill(found, AGENT, t)
        return found

    def _is_arm(self, token: Token) -> bool:
        """A weapon or drone, or a container of them: *an attack with dozens of drones*."""
        return any(self.words.of(self.parsed, t) & PROJECTILES for t in (token, *self.parsed.children(token, "nmod")))

    def _is_inert(self, token: Token) -> bool:
        """Something that cannot act, where the preposition leaves both open: *the bombardment of the border strip*, *de ruil van gevangenen*."""
        classes = self.words.of(self.parsed, token)
        return token.upos == "NOUN" and (not classes & ACTING or "prisoner" in classes)

    def _may_act(self, token: Token) -> bool:
        return bool(self.words.of(self.parsed, token) & ACTING)

    def _owner(self, found: Roles, noun: Token, row: Row) -> Roles:
        """A possessor, an adjective of nationality, a name as first part."""
        if row.possessor not in (AGENT, PATIENT):
            return found
        role = str(row.possessor)
        for t in self.parsed.children(noun, "nmod:poss"):
            if self._is_time(t):
                continue
            if role == AGENT and found.agent is not None and found.patient is None:
                role = PATIENT
            found = self._fill(found, role, self._whose(t, noun))
        word = self.side_word(noun)
        if word is not None and word.upos == "PROPN" and row.event_type in TALKED:
            return found  # the Washington accords: where, not who
        if word is not None and row.agent_prep and str(row.event_type).partition(".")[0] in WAGED:
            role = AGENT  # *Pakistaanse beschietingen*: whose doing, whatever a possessor would be
        if word is not None and getattr(found, role) is None:
            found = replace(found, agent_word=word) if role == AGENT else replace(found, patient_word=word)
        return found

    def _whose(self, possessor: Token, noun: Token) -> Token:
        """*Israel opened its campaign*: what a possessive pronoun stands for within the clause, else the pronoun."""
        if possessor.upos != "PRON":
            return possessor
        subjects = own_subjects(self.parsed, clause_of(self.parsed, noun), self.words.markers)
        return next(
            (t for t in subjects if t.upos in ("NOUN", "PROPN") and t.i < possessor.i and t.i != noun.i), possessor
        )

    def side_word(self, noun: Token) -> Token | None:
        """A word before the noun that tells a side: *Russische*, *Houthi*."""
        for t in self.parsed.children(noun, "amod", "compound", "nmod", "flat", "det"):
            if t.i > noun.i or prepositions(self.parsed, t):
                continue
            known = {t.form.lower(), key_of(t)} & self.demonyms
            capital = (
                t.form[:1].isupper() and t.i != self.parsed.sentences[t.sentence].first and t.upos in ("PROPN", "ADJ")
            )
            if known or (capital and t.rel in ("compound", "amod", "nmod")):
                return t
        return None

    def _is_abstract(self, token: Token) -> bool:
        """War, violence, a purpose: nobody who acts."""
        return ABSTRACT in self.words.plain(token)

    def _is_negative(self, token: Token) -> bool:
        """*Niemand*, *no group*."""
        words = (token, *self.parsed.children(token, "det", "advmod", "amod"))
        return any(t.form.lower() in self.negations for t in words)

    def _is_time(self, token: Token) -> bool:
        """*Saturday's raid*: no possessor."""
        return any(start <= token.start < end for start, end in self.times)

    def _tells_whom(self, noun: Token) -> bool:
        """Does the noun tell whom it befell (*seven bodies*, *dode kinderen*)? *Drie doden* only tells what, and the figure how many."""
        if not self.words.plain(noun) & COUNTED:
            return False
        if self.words.use("bare_result").isdisjoint(self.words.keys(noun)[:2]):
            return True
        verb = self.parsed.head(noun)
        if (
            verb is not None
            and noun.rel in ("obj", "nsubj")
            and verb.lemma.replace("_", "") in self.words.use("handling")
        ):
            return True  # *elf gewonden werden binnengebracht*: people, not a count
        genitive = self.words.use("genitive")
        more = [
            t
            for t in self.parsed.children(noun, "amod", "compound", "nmod", "flat")
            if genitive.issuperset(prepositions(self.parsed, t))
        ]
        return any(self.words.plain(t) & ACTING or {t.form.lower(), key_of(t)} & self.demonyms for t in more)

    def _counted_head(self, noun: Token) -> Token:
        """*tientallen doden*: the noun, or the number word that it hangs on."""
        head = self.parsed.head(noun)
        if head is not None and noun.rel == "nmod" and head.upos == "NUM":
            return head
        return noun

    def _light(self, found: Roles, noun: Token, kind: str) -> Roles:
        """The verb beside an event noun that only says who does it: *een aanval uitvoeren*, *come under attack*."""
        if self.parsed.children(noun, "cop"):
            return self._predicate(found, noun)
        noun = self._carrier(noun)
        head = self.parsed.head(noun)
        if head is None:
            return found
        relative = self.parsed.children(noun, "acl")
        above = (self.parsed.tokens[head.head],) if head.upos == "NOUN" and not head.is_root else ()
        for verb in (head, *above, *relative):
            if verb.upos not in ("VERB", "AUX", "ADJ", "NOUN"):
                continue
            for match in self.light.find(self.parsed, verb):
                row = match.row
                if row.types and kind not in row.types:
                    continue
                if verb in above and head not in match.tokens:
                    continue  # *claimed responsibility for the attack*: only where the noun between is the row's
                if verb in relative and row.noun != "object":
                    continue
                if verb in relative or self._hangs(noun, verb, row.noun):
                    found = self._light_roles(found, noun, verb, row)
                    break
        return found

    def _carrier(self, noun: Token) -> Token:
        """*Launched a wave of strikes*: the container stands in the clause for what it holds."""
        head, preps = self.parsed.head(noun), prepositions(self.parsed, noun)
        if head is None or noun.rel != "nmod" or (preps and not self.words.use("genitive").intersection(preps)):
            return noun
        held = any(k in self.words.use("container") for k in self.words.keys(head)[:2])
        return head if held else noun

    def _predicate(self, found: Roles, noun: Token) -> Roles:
        """*They were behind a strike*: the noun is the predicate, with a preposition that makes its subject the agent."""
        preps = prepositions(self.parsed, noun)
        for cop in self.parsed.children(noun, "cop"):
            for match in self.light.find(self.parsed, cop):
                if match.row.noun in preps and match.row.agent == "subject":
                    return self._fill(
                        found, AGENT, next(iter(own_subjects(self.parsed, noun, self.words.markers)), noun)
                    )
        return found

    def _hangs(self, noun: Token, verb: Token, how: str) -> bool:
        preps = prepositions(self.parsed, noun)
        if how == "predicate":
            return noun.rel == "xcomp"
        if how == "object":
            return noun.deprel in ("obj", "nsubj:pass") and not preps
        if how == "subject":
            return noun.rel == "nsubj"
        return how in preps

    def _light_roles(self, found: Roles, noun: Token, verb: Token, row: Row) -> Roles:
        around = frame(self.parsed, verb, self.words.markers, transitive="object" in (row.noun, row.patient))
        for role, place in ((AGENT, row.agent), (PATIENT, row.patient)):
            if not place:
                continue
            if place == "subject":
                heads = around.subjects
            elif place == "object":
                heads = around.objects
            else:
                heads = tuple(t for p, t in around.obliques if place in p)
            heads = tuple(t for t in heads if t.i != noun.i and t.head != noun.i)
            if heads and getattr(found, role) is None:
                found = self._fill(found, role, heads[0])
        return found

    def _oblique_patient(self, found: Roles, noun: Token, row: Row) -> Roles:
        """*een aanval uitvoeren op de stad*: the target may hang on the verb."""
        head = self.parsed.head(noun)
        if head is None or noun.rel not in ("obj", "nsubj") or head.upos != "VERB":
            return found
        skip = self.words.use("cause") - {"in"}
        for child in self.parsed.children(head, "obl"):
            preps = prepositions(self.parsed, child)
            if any(p in row.patient_prep for p in preps) and not skip.intersection(preps) and not self._is_time(child):
                return self._fill(found, PATIENT, child)
        return found
