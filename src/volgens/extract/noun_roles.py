"""Agent and patient of a noun that tells an event: *de aanval van het leger op de stad*, *Israel's raid*, *een aanval uitvoeren*."""

from collections.abc import Sequence
from dataclasses import replace

from volgens.extract.clauses import clause_of, frame, is_passive, own, own_subjects, prepositions, resolved
from volgens.extract.role_heads import ACTING, AGENT, DURATION, INSTRUMENT, PATIENT, PROJECTILES, Heads, Roles
from volgens.extract.triggers import Trigger
from volgens.lexicon import Row, key_of
from volgens.model import Token

CLASH = "clash"
ACTED = (
    "attack",
    "offensive",
    "capture",
    "retake",
    "arrest",
    "other",
    CLASH,
)  # what those of a clause may have done besides
BESIEGE = "besiege"
LASTING = (BESIEGE, "offensive", CLASH)  # what may end with a place being taken
TAKING = ("capture.territory", "retake.territory")
HOLDING = frozenset({"sided", "listed", "target"})  # conditions of nouns whose subject is whom it befell
FORCES = frozenset({"armed", "group"})
COUNTED = frozenset({"person", "body"})
WAGED = ("attack", "offensive", "besiege", "blockade")
TALKED = ("agreement", "negotiate", "ceasefire")
SELF_COUNTING = ("kill", "injure", "displace")  # events that count people: the noun itself names them
OF_THE_DEAD = "counted"  # the condition of nouns for the dead themselves: *received sixteen bodies*


class NounRoles(Heads):
    """Finds the participants of nouns."""

    def of(self, trigger: Trigger) -> Roles:
        noun, row = trigger.anchor, trigger.row
        found = Roles()
        hanging = [
            (prepositions(self.parsed, t), t)
            for t in self.parsed.children(noun, "nmod", "obl", "acl")
            if t.deprel != "nmod:poss"
        ]
        charged = self._charged(noun, hanging) if row.agent_prep else None
        if charged is not None:
            found, hanging = self.fill(found, AGENT, charged), [(p, t) for p, t in hanging if t.i != charged.i]
        for role, preps in ((AGENT, row.agent_prep), (PATIENT, row.patient_prep)):
            for wanted in preps:
                head = next(
                    (
                        t
                        for p, t in hanging
                        if wanted in p
                        and not self.is_time(t)
                        and not self.is_abstract(t)
                        and not (role == AGENT and wanted in row.patient_prep and self._is_inert(t))
                    ),
                    None,
                )
                if head is not None and head not in (found.agent, found.patient):
                    if role == AGENT and self.words.of(self.parsed, head) & PROJECTILES:
                        found = self.fill(found, INSTRUMENT, head)
                    else:
                        found = self.fill(found, role, head)
                    break
        if str(row.event_type).partition(".")[0] in WAGED and found.instrument is None:
            arm = next(
                (t for p, t in hanging if self.words.use("instrument").intersection(p) and self._is_arm(t)), None
            )
            found = self.fill(found, INSTRUMENT, arm) if arm is not None else found
        found = self._held(self._further(found, row), noun, row)
        if found.agent is None and row.agent_prep:
            found = self._by(found, noun)
        found = self._owner(found, noun, row)
        if row.agent_prep:
            found = self._light(found, noun, str(row.event_type))
            found = self._joined(found, noun, row)
        elif row.event_type in SELF_COUNTING and found.patient is None and OF_THE_DEAD not in row.condition:
            found = replace(found, patient=self._light(found, noun, str(row.event_type)).patient)  # *suffered losses*
        if found.patient is None and found.patient_word is None:
            found = self._oblique_patient(found, self._carrier(noun), row)
        if found.agent is None and found.agent_word is None and row.agent_prep:
            found = self._doer(found, self._carrier(noun), row)
        if (
            found.patient is None
            and found.patient_word is None
            and row.event_type in SELF_COUNTING
            and self._tells_whom(noun)
        ):
            found = replace(found, patient=self._counted_head(noun))
        return found

    def _charged(self, noun: Token, hanging: Sequence[tuple[tuple[str, ...], Token]]) -> Token | None:
        """*Blamed both attacks on the rebels*: whoever is charged, where the parse hung the verb's phrase on the noun."""
        verb = self.parsed.head(noun)
        if verb is None or noun.rel != "obj":
            return None
        own = {p for t in self.parsed.children(verb, "obl") for p in prepositions(self.parsed, t)}
        wanted = {str(m.row.agent) for m in self.light.find(self.parsed, verb) if m.row.noun == "object"} - own
        return next((t for preps, t in hanging if wanted.intersection(preps) and not self.is_time(t)), None)

    def _further(self, found: Roles, row: Row) -> Roles:
        """*De aanval van M23 op Walikale*: whom it befell, where the parse hung the phrase on whoever did it."""
        if found.agent is None or found.patient is not None or row.event_type == "withdraw":
            return found
        for t in self.parsed.children(found.agent, "nmod"):
            preps = prepositions(self.parsed, t)
            fits = any(p in row.patient_prep for p in preps) and not any(p in row.agent_prep for p in preps)
            if fits and not self.is_time(t) and not self.is_abstract(t):
                return self.fill(found, PATIENT, t)
        return found

    def _held(self, found: Roles, noun: Token, row: Row) -> Roles:
        """Whom it befell, where the noun hangs on it: *six men with gunshot wounds*, *the town is in rebel hands*, *among the dead were two
        nurses*."""
        if found.patient is not None:
            return found
        preps, head = prepositions(self.parsed, noun), self.parsed.head(noun)
        subjects = [
            t
            for t in (*self.parsed.children(noun, "nsubj"), *(own(self.parsed, head) if head else ()))
            if t.i != noun.i
        ]
        if HOLDING.intersection(row.condition):
            if head is not None and "listed" in row.condition and self.parsed.children(head, "cop"):
                return self.fill(found, PATIENT, head)
            things = self.parsed.children(head, "obj") if head is not None and "sided" in row.condition else []
            held = [*things, *subjects, *([head] if head is not None and noun.rel == "nmod" else [])]
            return self.fill(found, PATIENT, resolved(self.parsed, held)[0]) if held else found
        if row.event_type != "injure" or not self.words.use("instrument").intersection(preps) or head is None:
            return found
        hurt = [
            t for t in (head, *self.parsed.children(head, "obj"), *subjects) if self.words.of(self.parsed, t) & COUNTED
        ]
        return self.fill(found, PATIENT, hurt[0]) if hurt else found

    def _joined(self, found: Roles, noun: Token, row: Row) -> Roles:
        """*Accused of looting and rape*: whoever did the one did the other."""
        first = self.parsed.head(noun)
        if found.agent is not None or noun.rel != "conj" or first is None or not self.is_event(first):
            return found
        return replace(found, agent=self._light(Roles(), first, str(row.event_type)).agent)

    def _doer(self, found: Roles, noun: Token, row: Row) -> Roles:
        """*The army killed twelve rebels in a raid*, *de junta kwam met een staatsgreep aan de macht*: who acts in the clause that the noun
        only adds to did that too. In a fight with somebody whoever is told of is the other side."""
        verb, kind = self.parsed.head(noun), str(row.event_type).partition(".")[0]
        if (verb is not None and verb.rel == "nmod") or (verb is not None and DURATION in self.words.plain(verb)):
            noun, verb = verb, self.parsed.head(verb)  # *after four days of fighting*
        own = prepositions(self.parsed, noun)
        if (
            verb is not None
            and verb.upos == "NOUN"
            and verb.rel in ("obj", "nsubj")
            and self.words.use("within").intersection(own)
        ):
            verb = self.parsed.head(verb)  # *killed six men in a raid*, where the parse hung the raid on the men
        preps = self.words.use("within").intersection(own)
        if verb is not None and kind in LASTING and self.words.use("after").intersection(own):
            return self._taker(found, verb, kind)
        if verb is None or verb.upos != "VERB" or noun.rel not in ("obl", "nmod") or not preps or kind not in ACTED:
            return found
        subjects = own_subjects(self.parsed, verb, self.words.markers)
        doer = next(iter(resolved(self.parsed, subjects)), None)
        if doer is None or doer.i == noun.i or not self.words.of(self.parsed, doer) & FORCES or self.is_event(doer):
            return found
        if kind == CLASH:
            return self.fill(found, AGENT, doer) if found.patient is not None else found
        rows = [m.row for m in self.verbs.find(self.parsed, verb)]
        if is_passive(self.parsed, verb) or any(r.subject_role == PATIENT for r in rows) or self._is_befallen(verb):
            return found
        acts = any(r.subject_role == AGENT for r in rows)
        means = bool(preps & self.words.use("instrument"))
        return self.fill(found, AGENT, doer) if acts or means or kind == "offensive" else found

    def _is_befallen(self, verb: Token) -> bool:
        """*Bij een hinderlaag raakte een agent gewond*: the state beside the verb tells what befell its subject."""
        sentence = self.parsed.words(verb.sentence)
        below = self.parsed.children(verb)
        starts = {t.i for c in below for t in (c, *self.parsed.children(c, "case"))}
        found = (self.states.at(sentence, i - sentence[0].i) for i in sorted(starts))
        return any(m is not None and m.row.holder == PATIENT for m in found)

    def _taker(self, found: Roles, verb: Token, kind: str) -> Roles:
        """*After a siege of a year the rebels took the town*: who takes it had besieged it."""
        taken = any(
            m.row.event_type in TAKING and m.row.subject_role == AGENT for m in self.verbs.find(self.parsed, verb)
        )
        around = frame(self.parsed, verb, self.words.markers)
        if not taken or not around.subjects or not self.words.of(self.parsed, around.subjects[0]) & FORCES:
            return found
        found = self.fill(found, AGENT, around.subjects[0])
        besieged = around.objects if kind == BESIEGE else ()
        return self.fill(found, PATIENT, besieged[0]) if besieged else found

    def is_event(self, token: Token) -> bool:
        return bool(self.lexicon.nouns("event_nouns").find(token, self.parsed)) and token.upos == "NOUN"

    def _by(self, found: Roles, noun: Token) -> Roles:
        """*The killing of a governor by rebels*: who did it, where the parse hung the phrase on the patient or on the verb right behind."""
        parsed, by = self.parsed, self.words.use("passive_agent")
        patient, verb = found.patient, parsed.head(noun)
        places = list(parsed.children(patient, "nmod", "obl")) if patient is not None else []
        if verb is not None and verb.upos == "VERB" and noun.i > verb.i and not is_passive(parsed, verb):
            last = max(t.i for t in parsed.subtree(noun))
            places += [t for t in parsed.children(verb, "obl") if min(x.i for x in parsed.subtree(t)) == last + 1]
        for t in places:
            if by.intersection(prepositions(parsed, t)) and not self.is_time(t) and self.may_act(t):
                return self.fill(found, AGENT, t)
        return found

    def _is_arm(self, token: Token) -> bool:
        """A weapon or drone, or a container of them: *an attack with dozens of drones*."""
        return any(self.words.of(self.parsed, t) & PROJECTILES for t in (token, *self.parsed.children(token, "nmod")))

    def _is_inert(self, token: Token) -> bool:
        """Something that cannot act, where the preposition leaves both open: *the bombardment of the border strip*, *de ruil van gevangenen*."""
        classes = self.words.of(self.parsed, token)
        return token.upos == "NOUN" and (not classes & ACTING or "prisoner" in classes)

    def _owner(self, found: Roles, noun: Token, row: Row) -> Roles:
        """A possessor, an adjective of nationality, a name as first part."""
        if row.possessor not in (AGENT, PATIENT):
            return found
        role = str(row.possessor)
        for t in self.parsed.children(noun, "nmod:poss"):
            if self.is_time(t):
                continue
            if role == AGENT and found.agent is not None and found.patient is None:
                role = PATIENT
            found = self.fill(found, role, self._whose(t, noun))
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
        above = (self.parsed.tokens[head.head],) if head.upos in ("NOUN", "PROPN") and not head.is_root else ()
        for verb in (head, *above, *relative):
            if verb.upos not in ("VERB", "AUX", "ADJ", "NOUN"):
                continue
            for match in self.light.find(self.parsed, verb):
                row = match.row
                if row.types and kind not in row.types:
                    continue
                if verb in above and head not in match.tokens and row.agent != "object":
                    continue  # *claimed responsibility for the attack*: only where the noun between is the row's
                if verb in relative and row.noun != "object":
                    continue
                if verb in relative or self._hangs(noun, verb, row.noun):
                    found = self._light_roles(found, noun, verb, row)
                    break
                if (
                    verb in above
                    and row.agent == "object"
                    and row.noun in prepositions(self.parsed, noun)
                    and head.rel == "obj"
                ):
                    found = self.fill(found, AGENT, head)  # *accused the militia of looting*
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
                    return self.fill(
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
                found = self.fill(found, role, heads[0])
        return found

    def _oblique_patient(self, found: Roles, noun: Token, row: Row) -> Roles:
        """*een aanval uitvoeren op de stad*: the target may hang on the verb."""
        head = self.parsed.head(noun)
        if head is None or noun.rel not in ("obj", "nsubj") or head.upos != "VERB":
            return found
        skip = self.words.use("cause") - {"in"}
        for child in self.parsed.children(head, "obl"):
            preps = prepositions(self.parsed, child)
            if any(p in row.patient_prep for p in preps) and not skip.intersection(preps) and not self.is_time(child):
                return self.fill(found, PATIENT, child)
        return found
