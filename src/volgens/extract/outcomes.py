"""What befell those counted: killed, injured, captured, ... read from the noun, its modifiers and the clause that counts.

The words are in the tables ``outcomes`` (verbs), ``outcome_states`` (adjectives), ``outcome_nouns`` and ``tallies``.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from volgens.extract.counting import Counted, Nouns
from volgens.extract.outcome_relatives import Relatives
from volgens.extract.outcome_words import (
    CASUALTIES,
    FIRMER,
    HARMED,
    OBJECT,
    OBLIQUE,
    SUBJECT,
    Finding,
    OutcomeWords,
    both,
    joined,
)
from volgens.extract.totals import Totals
from volgens.lexicon import Lexicon, Row
from volgens.model import Parsed, Token

EMPTIED = frozenset({"settlement", "building"})  # what is left empty where its people are moved
HELD = frozenset({"detained", "captured", "abducted", "missing"})
ENDED = frozenset({"released", "rescued", "executed"})  # what may befall those who are held, and is the news of them
FURTHEST_CLIMB = 6  # governors to look at
NEAR_OBJECT = 4  # tokens from a verb to the number it counts, at most
LOOSE = frozenset({"appos", "flat", "dep", "orphan", "list", "parataxis", "fixed", "goeswith", "reparandum"})


@lru_cache(maxsize=8)
def outcomes(lexicon: Lexicon) -> "Outcomes":
    """The outcome reader of a lexicon, indexed once."""
    return Outcomes(lexicon)


class Outcomes:
    """Reads outcomes in one language."""

    def __init__(self, lexicon: Lexicon):
        self.nouns = Nouns(lexicon, "outcome_nouns")
        self.words = OutcomeWords(lexicon)
        self.totals = Totals(lexicon, self.nouns)
        self.relatives = Relatives(self.words)

    def find(
        self, parsed: Parsed, counted: Counted, others: Collection[int] = (), base: bool = False
    ) -> Finding | None:
        """What befell those that a number counts, or None where the words do not say.

        ``others`` are the tokens of the article's other numbers. ``base``: the number is the whole that another takes a part of, so that
        the clause is about the part.
        """
        found = self._find(parsed, counted, others, base)
        if found is None and counted.head is not None and counted.unit is None:
            found = self._find(parsed, replace(counted, traits=frozenset({"person"})), others, base)
            found = None if found and found.outcome == "deployed" else found  # forty latrines serve the camp
        return self._side_by_side(parsed, found, counted, others) if found else None

    def _find(self, parsed: Parsed, counted: Counted, others: Collection[int], base: bool) -> Finding | None:
        if (of_those := self.totals.that_of(parsed, counted)) is not None:
            return of_those
        own = self._noun(parsed, counted)
        if own and own.rule == "victims" and (own.outcome in ("killed", "killed_or_injured") or not counted.partitive):
            return own
        modified = self._modifier(parsed, counted)
        if modified and modified.outcome == "killed":
            return modified
        relative = self.relatives.find(parsed, counted)
        if relative and relative.outcome in HARMED and relative.tokens[0].i == counted.group[-1].i + 1:
            later = self._clause(parsed, counted, others) if relative.outcome in HELD and not base else None
            if later and later.rule == "clause" and later.outcome in ENDED:
                return later  # 26 soldiers held by villagers were handed over
            return relative  # six people died: a verb right behind, whatever the tree makes of it
        beside = self._verb_behind(parsed, counted) or self._verb_before(parsed, counted)
        clause = None if base else beside or self._clause(parsed, counted, others)
        firmer = frozenset({"killed"})
        if own and own.rule == "persons":  # hostages held or captured are hostages
            firmer = FIRMER - ({"detained", "captured"} if own.outcome == "abducted" else {"detained"})
        if own and (clause is None or clause.outcome not in firmer):
            return own
        if clause and modified and clause.outcome not in FIRMER:
            return modified
        if clause and (clause.outcome in FIRMER or relative is None or relative.outcome not in HARMED):
            return clause
        found = relative or modified or self.totals.before(parsed, counted) or self.beside(parsed, counted)
        found = found or self._emptied(parsed, counted)
        if found is None and counted.head is not None:
            found = self.words.phrase(parsed, counted.head, counted, "modifier")
        return found

    # the noun itself

    def _noun(self, parsed: Parsed, counted: Counted) -> Finding | None:
        head = counted.head
        row = self.nouns.find(head, parsed) if head is not None else None
        if head is None or row is None or row.kind not in ("victims", "persons"):
            if (
                head is not None
                and counted.unit == "person"
                and head.upos in ("ADJ", "VERB")
                and self.words.states.find(head)
            ):
                return self.words.state(head, "victims")
            return None
        outcome, tokens = str(row.outcome), [head]
        if row.kind == "victims":
            for other, found in self._joined_victims(parsed, head, counted.group):
                outcome = both(outcome, str(found.outcome))
                tokens.append(other)
        return Finding(outcome, tuple(tokens), (row.where,), str(row.kind))

    def _joined_victims(self, parsed: Parsed, head: Token, group: Sequence[Token]) -> Iterable[tuple[Token, Row]]:
        """Victims that share the number: *honderden doden en gewonden*."""
        for t in group:
            row = self.nouns.find(t) if t is not head and self.nouns.has(t.form) else None
            if row is not None and row.kind == "victims" and t.i + 1 < head.i:
                yield t, row
        words = parsed.words(head.sentence)
        k = head.i - words[0].i + 1
        if k + 1 < len(words) and words[k].upos == "CCONJ":
            other = words[k + 1]
            row = self.nouns.find(other)
            follows = words[k + 2].upos in ("NOUN", "PROPN") if k + 2 < len(words) else False
            if row is not None and row.kind == "victims" and not follows:
                yield other, row

    # its modifiers

    def _modifier(self, parsed: Parsed, counted: Counted) -> Finding | None:
        """Participles and adjectives at the noun: *31 omgekomen leden*, *two wounded men*, *30 people dead*."""
        found: Finding | None = None
        head = counted.head
        near = [t for t in counted.group if t.upos in ("ADJ", "VERB") and t is not head]
        if head is not None:
            near += [t for t in parsed.children(head, "amod") if t not in near]
            near += [t for t in self._behind(parsed, head) if t not in near]
        else:
            words = parsed.words(counted.anchor.sentence)
            k = counted.group[-1].i - words[0].i + 1
            near += [t for t in words[k : k + 1] if self.words.states.find(t)]  # another 300 hurt
        for t in near:
            one = self.words.state(t, "modifier") or self.words.verb(parsed, t, OBJECT, "", counted.traits, "modifier")
            one = one or self.words.verb(parsed, t, SUBJECT, "", counted.traits, "modifier")
            if one:
                found = one if found is None else replace(one, outcome=both(found.outcome, one.outcome))
        return found

    def _behind(self, parsed: Parsed, head: Token) -> list[Token]:
        """An adjective right behind the noun: *14 people dead*."""
        words = parsed.words(head.sentence)
        k = head.i - words[0].i + 1
        return [t for t in words[k : k + 1] if t.upos == "ADJ" and self.words.states.find(t)]

    # the clause

    def _clause(self, parsed: Parsed, counted: Counted, others: Collection[int]) -> Finding | None:
        cur, traits = counted.anchor, counted.traits
        inside = {t.i for t in counted.group}
        for _ in range(FURTHEST_CLIMB):
            above = parsed.head(cur)
            if cur.upos in ("VERB", "AUX") and cur.i not in inside:
                return None
            if above is None:
                return (
                    self._predicate(parsed, cur, traits) if cur.i not in inside or cur.upos in ("ADJ", "VERB") else None
                )
            if above.upos == "AUX" and above.rel == "aux":
                above = parsed.head(above) or above  # have left: the verb says it
            prep = _case(parsed, cur, counted)
            noun = self.nouns.find(above) if above.upos not in ("VERB", "AUX", "ADJ") else None
            named = (
                noun is not None and noun.kind == "persons" and parsed.children(above, "case")
            )  # onder de slachtoffers
            if noun is not None and cur.rel == "nsubj" and (noun.kind in ("act", "victims") or named):
                # 200 are in detention; among the dead were six children
                return Finding(str(noun.outcome), (above,), (noun.where,), "act")
            whole = noun is not None and noun.kind == "toll" and noun.outcome == "none" and counted.head is not None
            if noun is not None and not whole and cur.rel not in ("nsubj", "conj", "acl", "advcl"):
                found = self.totals.by_noun(parsed, above, noun, prep)
                if found:
                    return _fitted(found, traits)
            loose = cur.rel in ("conj", "compound") or cur.rel in LOOSE
            verbal = above.upos in ("VERB", "AUX") or (
                (above.upos == "ADJ" or cur.rel in ("nsubj", "csubj")) and not loose
            )
            container = whole or (
                noun is not None and noun.kind == "container" and cur.rel != "nsubj"
            )  # a total of 3,400 prisoners
            if verbal and not container:
                return self._governed(parsed, counted, cur, above, prep, others)
            carries = counted.measure is not None and above.i > counted.group[-1].i and not prep  # 15 km² terrein
            if not (loose or container or carries or above.upos in ("NUM", "PRON", "DET", "ADV") or above.i in inside):
                return None
            cur = above
        return None

    def _side_by_side(self, parsed: Parsed, found: Finding, counted: Counted, others: Collection[int]) -> Finding:
        """*gedood of gewond*, *killed and wounded*: two outcomes with a conjunction between are one, whatever the tree makes of them."""
        if found.rule not in ("clause", "beside", "relative", "modifier") or found.outcome not in ("killed", "injured"):
            return found
        for t in found.tokens:
            words = parsed.words(t.sentence)
            k = t.i - words[0].i
            for step in (1, -1):
                joint, other = k + step, k + 2 * step
                if not (
                    0 <= other < len(words) and words[joint].upos == "CCONJ" and words[other].upos in ("VERB", "ADJ")
                ):
                    continue
                u = words[other]
                if u in found.tokens or any(c.i in others for c in parsed.subtree(u, without=("conj", "advcl"))):
                    continue
                more = self.words.state(u, found.rule) or self.words.verb(
                    parsed, u, OBJECT, "", counted.traits, found.rule
                )
                if more and not parsed.children(u, "obj"):
                    return joined(found, more, "conj")
        return found

    def _verb_behind(self, parsed: Parsed, counted: Counted) -> Finding | None:
        """A casualty verb right behind the noun that has no object: *and 14 others wounded*; or one that lost its subject to the tree."""
        words = parsed.words(counted.anchor.sentence)
        k = counted.group[-1].i - words[0].i + 1
        verb = words[k] if k < len(words) else None
        if verb is None or verb.upos != "VERB" or counted.head is None:
            return None
        if verb.feats.get("VerbForm") == "Fin" and not parsed.children(verb, "nsubj"):
            found = self.words.verb(parsed, verb, SUBJECT, "", counted.traits, "clause")
            if found and found.outcome in FIRMER:
                return found
        if parsed.children(verb, "obj"):
            return None
        found = self.words.verb(parsed, verb, OBJECT, "", counted.traits, "clause")
        return found if found and found.outcome in CASUALTIES else None

    def _verb_before(self, parsed: Parsed, counted: Counted) -> Finding | None:
        """A verb right before the number, where the tree hangs it elsewhere: *killed 13 civilians and injured dozens*."""
        words = parsed.words(counted.anchor.sentence)
        first = counted.group[0].i - words[0].i
        if first == 0 or words[first - 1].upos != "VERB" or parsed.head(counted.anchor) in (words[first - 1], None):
            return None
        verb = words[first - 1]
        if verb.feats.get("VerbForm") == "Fin" and not parsed.children(verb, "nsubj", "obj"):  # en vluchtten 300 mensen
            found = self.words.verb(parsed, verb, SUBJECT, "", counted.traits, "clause")
            if found and found.outcome in FIRMER:
                return found
        if parsed.children(verb, "aux:pass", "obj"):
            return None
        found = self.words.verb(parsed, verb, OBJECT, "", counted.traits, "clause")
        return replace(found, negative=self.words.negated(parsed, verb, counted)) if found else None

    def _governed(
        self, parsed: Parsed, counted: Counted, cur: Token, verb: Token, prep: str, others: Collection[int]
    ) -> Finding | None:
        """The outcome that a verb gives those that hang on it."""
        role = self.words.role(parsed, cur, verb, {t.i for t in counted.group})
        traits = counted.traits
        found = self.words.phrase(parsed, verb, counted, "clause") if verb.upos == "NOUN" and role != OBLIQUE else None
        found = found or self.words.verb_loosely(parsed, verb, role, prep, traits, "clause", cur)
        if found is None and cur.rel in ("nsubj", "obl") and role == OBJECT:  # zijn gevlucht is no passive
            found = self.words.verb(parsed, verb, SUBJECT, prep, traits, "clause")
        found = found or self.words.state_at(parsed, verb, role, cur) or self._let(parsed, verb, role, traits)
        for other in self._joined(parsed, verb):
            if other is cur or (other.rel == "ccomp" and found) or self._own_number(parsed, other, verb, others):
                continue
            shared = other.rel in ("conj", "xcomp") and _participle(other)
            its = role if shared else self.words.own_role(parsed, other)
            reads = self.words.verb_loosely if shared else self.words.verb
            more = reads(parsed, other, its, prep, traits, "clause")
            more = more or (self.words.state(other, "clause") if other.upos == "ADJ" else None)
            more = more or self.words.state_at(parsed, other, its, cur)
            if more and role != OBLIQUE:
                found = more if found is None else joined(found, more, other.rel)
        above = parsed.head(verb) if verb.rel == "conj" else None  # zijn gedood of gewond geraakt
        bare = not parsed.children(verb, "obj") and not parsed.children(above, "nsubj") if above is not None else False
        if found is None and above is not None and _participle(above) and bare:
            found = self.words.verb_loosely(parsed, above, role, prep, traits, "clause")
        found = found or (self._acts_on(parsed, verb, prep, traits) if role == OBLIQUE else None)
        if found is None and role != SUBJECT:
            tally = self.totals.tally(parsed, counted, verb, prep)
            found = _fitted(tally, traits) if tally else None
        if found is None and role != OBLIQUE:
            found = self.words.phrase(parsed, verb, counted, "clause")
        if found is None or found.outcome == "none":
            return found
        return replace(found, negative=self.words.negated(parsed, verb, counted, found))

    def _acts_on(self, parsed: Parsed, verb: Token, prep: str, traits: frozenset[str]) -> Finding | None:
        """An act beside the verb that befalls those behind its preposition: *inslagen gemeld op negen plaatsen*, *carried out raids on*."""
        for noun in parsed.children(verb, "nsubj", "obj", "nsubj:pass"):
            row = self.nouns.find(noun) if noun.upos in ("NOUN", "PROPN") else None
            if row is not None and row.kind == "act" and prep in row.prep:
                return _fitted(Finding(str(row.outcome), (noun, verb), (row.where,), "act"), traits)
        return None

    def _let(self, parsed: Parsed, verb: Token, role: str, traits: frozenset[str]) -> Finding | None:
        """An infinitive that is part of its governor's idiom: *liet vier kinderen gaan*."""
        above = parsed.head(verb) if verb.rel in ("xcomp", "ccomp") else None
        if above is None or above.upos not in ("VERB", "AUX"):
            return None
        found = self.words.verb(parsed, above, OBJECT, "", traits, "clause")
        return found if found and verb in found.tokens else None

    def _joined(self, parsed: Parsed, verb: Token) -> list[Token]:
        """Verbs and states joined to a verb or below it that have no subject of their own."""
        out = []
        for t in parsed.children(verb, "conj", "xcomp", "ccomp"):
            if t.upos in ("VERB", "ADJ") and not parsed.children(t, "nsubj"):
                out.append(t)
                out += [
                    u
                    for u in parsed.children(t, "conj")
                    if u.upos in ("VERB", "ADJ") and not parsed.children(u, "nsubj")
                ]
        return out

    def _own_number(self, parsed: Parsed, verb: Token, first: Token, others: Collection[int]) -> bool:
        """Does a joined verb count others (killed 12 and injured 30; 12 gedood en 30 gewond)?"""
        below = {t.i for t in parsed.subtree(verb, without=("conj", "ccomp", "advcl"))}
        low, high = min(first.i, verb.i), max(first.i, verb.i)
        near = range(verb.i + 1, verb.i + NEAR_OBJECT) if low == first.i else range(0)
        return any(i in below or low < i < high or i in near for i in others)

    def _predicate(self, parsed: Parsed, root: Token, traits: frozenset[str]) -> Finding | None:
        """A sentence whose root is the participle or state itself: *13 wounded*."""
        return self.words.state(root, "clause") or self.words.verb(parsed, root, OBJECT, "", traits, "clause")

    def _emptied(self, parsed: Parsed, counted: Counted) -> Finding | None:
        """Places whose people are moved: *residents of nine villages were evacuated*, *the evacuation of families from nine villages*."""
        noun = parsed.head(counted.anchor)
        above = parsed.head(noun) if noun is not None and noun.upos == "NOUN" else None
        if noun is None or above is None or counted.anchor.rel != "nmod" or counted.traits.isdisjoint(EMPTIED):
            return None
        row = self.nouns.find(above) if above.upos == "NOUN" else None
        if row is not None and row.kind == "act" and row.outcome == "displaced":
            return Finding("affected", (above,), (row.where,), "act")
        if above.upos != "VERB" or noun.rel not in ("nsubj", "obj"):
            return None
        role = self.words.role(parsed, noun, above)
        found = self.words.verb_loosely(parsed, above, role, "", frozenset({"person"}), "clause")
        return replace(found, outcome="affected") if found and found.outcome in ("displaced", "affected") else None

    def beside(self, parsed: Parsed, counted: Counted) -> Finding | None:
        """A number without a noun whose verb follows, whatever the tree says: *and at least 42 were injured*."""
        if counted.measure is not None or (counted.head is not None and counted.head.upos != "PRON"):
            return None
        above = parsed.head(counted.anchor)
        if above is not None and above.upos == "NOUN" and above.i < counted.anchor.i and counted.anchor.rel == "nmod":
            return None  # half of a population of 50 million
        words = parsed.words(counted.anchor.sentence)
        passive = False
        for t in words[counted.group[-1].i - words[0].i + 1 :]:
            if t.upos in ("VERB", "ADJ"):
                role = OBJECT if passive else SUBJECT
                if t.upos == "ADJ" and self.words.states.find(t) is None and not parsed.children(t, "cop"):
                    continue  # van wie er drie later zijn bezweken
                found = self.words.verb_loosely(parsed, t, role, "", counted.traits, "beside")
                found = found or self.words.state_at(parsed, t, role, t)
                for other in self._joined(parsed, t) if found else ():
                    more = self.words.verb(parsed, other, role, "", counted.traits, "beside")
                    found = joined(found, more, other.rel) if found and more and _participle(other) else found
                return found
            if t.upos not in ("AUX", "ADV", "PART"):
                return None
            passive = passive or t.deprel == "aux:pass"
        return None


def _fitted(found: Finding, traits: frozenset[str]) -> Finding:
    """The outcome of an act or total as it befalls what is counted: villages that are evacuated are left empty, drones that are destroyed
    are brought down, losses of tanks are destroyed."""
    outcome = found.outcome
    if outcome == "displaced" and not traits.isdisjoint(EMPTIED):
        outcome = "affected"
    elif outcome == "destroyed" and not traits.isdisjoint({"drone", "missile"}):
        outcome = "intercepted"
    elif outcome == "destroyed" and "person" in traits:
        outcome = "killed"
    elif outcome in CASUALTIES and not traits.isdisjoint({"vehicle", "vessel", "aircraft", "building", "weapon"}):
        outcome = "destroyed"
    return found if outcome == found.outcome else replace(found, outcome=outcome)


def _case(parsed: Parsed, token: Token, counted: Counted) -> str:
    """The preposition of a phrase, lower-case; empty where it has none."""
    inside = {t.i for t in counted.group}  # between, of between 20 and 30, is the number's own
    marks = parsed.children(token, "case", "mark")
    marks = [t for t in marks if t.upos in ("ADP", "SCONJ") and t.i < counted.group[-1].i and t.i not in inside]
    if not marks:
        words = parsed.words(token.sentence)
        first = counted.group[0].i - words[0].i
        marks = [t for t in words[max(0, first - 1) : first] if t.upos == "ADP" and t.rel == "case"]
    return marks[0].form.lower() if marks else ""


def _participle(token: Token) -> bool:
    return token.feats.get("VerbForm") == "Part" or token.upos == "ADJ"
