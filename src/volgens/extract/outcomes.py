"""What befell those counted: killed, injured, captured, ... read from the noun, its modifiers and the clause that counts.

The words are in the tables ``outcomes`` (verbs), ``outcome_states`` (adjectives), ``outcome_nouns`` and ``tallies``.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from volgens.extract.counting import Counted, Nouns
from volgens.lexicon import Lexicon, Match, Row
from volgens.model import Parsed, Token

CASUALTIES = frozenset({"killed", "injured", "killed_or_injured"})
HARMED = CASUALTIES | {"captured", "missing", "abducted", "detained", "executed"}
SUBJECT, OBJECT, OBLIQUE = "subject", "object", "oblique"
STATE_RELATIONS = ("xcomp", "compound:prt", "advcl", "advmod", "obl", "amod", "ccomp", "obj", "nmod", "dep")
AREAS = frozenset({"km2", "km", "percent", "settlement"})  # never do anything themselves: their role in the clause is open
LIFELESS = frozenset({"km2", "km", "percent", "settlement", "drone", "missile", "vehicle", "aircraft", "building", "EUR", "USD"})
FIRMER = HARMED | {"released", "rescued", "displaced", "deployed"}  # clauses that say more than an adjective at the noun
LOOSE = frozenset({"appos", "flat", "dep", "orphan", "list", "parataxis", "fixed", "goeswith", "reparandum"})
FURTHEST_CLIMB = 6  # governors to look at
NEAR_TOLL = 14  # tokens between a total and its number


@dataclass(frozen=True, slots=True)
class Finding:
    """An outcome, the words that say it, the rows that fired, and whether it is denied (``negative``). ``rule`` names how it was found."""

    outcome: str
    tokens: tuple[Token, ...]
    rows: tuple[str, ...]
    rule: str
    negative: bool = False


@lru_cache(maxsize=8)
def outcomes(lexicon: Lexicon) -> "Outcomes":
    """The outcome reader of a lexicon, indexed once."""
    return Outcomes(lexicon)


class Outcomes:
    """Reads outcomes in one language."""

    def __init__(self, lexicon: Lexicon):
        self._verbs = lexicon.lemmas("outcomes")
        self._tallies = lexicon.lemmas("tallies")
        self.nouns = Nouns(lexicon, "outcome_nouns")
        self.states = Nouns(lexicon, "outcome_states")

    def find(
        self, parsed: Parsed, counted: Counted, others: Collection[int] = (), base: bool = False
    ) -> Finding | None:
        """What befell those that a number counts, or None where the words do not say.

        ``others`` are the tokens of the article's other numbers. ``base``: the number is the whole that another takes a part of, so that
        the clause is about the part.
        """
        found = self._find(parsed, counted, others, base)
        if found is None and counted.head is not None and counted.unit is None:
            found = self._find(parsed, replace(counted, traits=frozenset()), others, base)
        return found

    def _find(self, parsed: Parsed, counted: Counted, others: Collection[int], base: bool) -> Finding | None:
        own = self._noun(parsed, counted)
        if own and own.rule == "victims" and (own.outcome in ("killed", "killed_or_injured") or not counted.partitive):
            return own
        modified = self._modifier(parsed, counted)
        if modified and modified.outcome == "killed":
            return modified
        clause = None if base else self._clause(parsed, counted, others)
        if own and (clause is None or clause.outcome not in (FIRMER if own.rule == "persons" else {"killed"})):
            return own
        if clause and modified and clause.outcome not in FIRMER:
            return modified
        relative = self._relative(parsed, counted)
        if clause and (clause.outcome in HARMED or relative is None or relative.outcome not in HARMED):
            return clause
        return relative or modified or self._toll_before(parsed, counted) or self._beside(parsed, counted)

    # the noun itself

    def _noun(self, parsed: Parsed, counted: Counted) -> Finding | None:
        head = counted.head
        row = self.nouns.find(head) if head is not None else None
        if head is None or row is None or row.kind not in ("victims", "persons"):
            if head is not None and counted.unit == "person" and head.upos in ("ADJ", "VERB") and self.states.find(head):
                return self._state(head, "victims")
            return None
        outcome, tokens = str(row.outcome), [head]
        if row.kind == "victims":
            for other, found in self._joined_victims(parsed, head):
                outcome = _both(outcome, str(found.outcome))
                tokens.append(other)
        return Finding(outcome, tuple(tokens), (row.where,), str(row.kind))

    def _joined_victims(self, parsed: Parsed, head: Token) -> Iterable[tuple[Token, Row]]:
        """Victims that share the number: *honderden doden en gewonden*."""
        words = parsed.words(head.sentence)
        k = head.i - words[0].i + 1
        if k + 1 < len(words) and words[k].upos == "CCONJ":
            other = words[k + 1]
            row = self.nouns.find(other)
            follows = words[k + 2].upos in ("NOUN", "PROPN") if k + 2 < len(words) else False
            if row is not None and row.kind == "victims" and not follows:
                yield other, row

    def _state(self, token: Token, rule: str) -> Finding | None:
        row = self.states.find(token)
        return Finding(str(row.outcome), (token,), (row.where,), rule) if row and row.outcome != "none" else None

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
            near += [t for t in words[k : k + 1] if self.states.find(t)]  # another 300 hurt
        for t in near:
            one = self._state(t, "modifier") or self._verb(parsed, t, OBJECT, "", counted.traits, "modifier")
            one = one or self._verb(parsed, t, SUBJECT, "", counted.traits, "modifier")
            if one:
                found = one if found is None else replace(one, outcome=_both(found.outcome, one.outcome))
        return found

    def _behind(self, parsed: Parsed, head: Token) -> list[Token]:
        """An adjective right behind the noun: *14 people dead*."""
        words = parsed.words(head.sentence)
        k = head.i - words[0].i + 1
        return [t for t in words[k : k + 1] if t.upos == "ADJ" and self.states.find(t)]

    # the clause

    def _clause(self, parsed: Parsed, counted: Counted, others: Collection[int]) -> Finding | None:
        cur, traits = counted.anchor, counted.traits
        inside = {t.i for t in counted.group}
        for _ in range(FURTHEST_CLIMB):
            above = parsed.head(cur)
            if cur.upos in ("VERB", "AUX") and cur.i not in inside:
                return None
            if above is None:
                return self._predicate(parsed, cur, traits) if cur.i not in inside or cur.upos in ("ADJ", "VERB") else None
            prep = _case(parsed, cur, counted)
            noun = self.nouns.find(above) if above.upos not in ("VERB", "AUX", "ADJ") else None
            if noun is not None and cur.rel == "nsubj" and noun.kind == "act":
                return Finding(str(noun.outcome), (above,), (noun.where,), "act")  # 200 are in detention
            if noun is not None and cur.rel not in ("nsubj", "conj", "acl", "advcl"):
                found = self._by_noun(parsed, above, noun, prep)
                if found:
                    return found
                if noun.kind == "container":
                    cur = above
                    continue
            if cur.rel == "conj" and above.upos not in ("VERB", "AUX"):
                cur = above
                continue
            if cur.rel in LOOSE and above.upos not in ("VERB", "AUX"):
                cur = above
                continue
            if above.upos in ("VERB", "AUX", "ADJ") or cur.rel in ("nsubj", "csubj"):
                return self._governed(parsed, counted, cur, above, prep, others)
            if above.upos in ("NUM", "PRON", "DET") or above.i in inside:
                cur = above
                continue
            return None
        return None

    def _governed(
        self, parsed: Parsed, counted: Counted, cur: Token, verb: Token, prep: str, others: Collection[int]
    ) -> Finding | None:
        """The outcome that a verb gives those that hang on it."""
        role = self._role(parsed, cur, verb, {t.i for t in counted.group})
        traits = counted.traits
        found = self._verb_loosely(parsed, verb, role, prep, traits, "clause") or self._state_at(parsed, verb, role, cur)
        for other in parsed.children(verb, "conj", "xcomp", "ccomp"):
            if other.upos not in ("VERB", "ADJ") or other is cur or parsed.children(other, "nsubj"):
                continue
            if (other.rel == "ccomp" and found) or self._own_number(parsed, other, verb, others):
                continue
            its = role if other.rel == "conj" and _participle(other) else self._own_role(parsed, other)
            more = self._verb(parsed, other, its, prep, traits, "clause")
            more = more or (self._state(other, "clause") if other.upos == "ADJ" else None)
            more = more or self._state_at(parsed, other, its, cur)
            if more and role != OBLIQUE:
                found = more if found is None else _joined(found, more, other.rel)
        found = found or self._tally(parsed, counted, verb, prep)
        return replace(found, negative=self._negated(parsed, verb, counted)) if found else None

    def _own_number(self, parsed: Parsed, verb: Token, first: Token, others: Collection[int]) -> bool:
        """Does a joined verb count others (killed 12 and injured 30; 12 gedood en 30 gewond)?"""
        below = {t.i for t in parsed.subtree(verb, without=("conj", "ccomp", "advcl"))}
        low, high = min(first.i, verb.i), max(first.i, verb.i)
        return any(i in below or low < i < high for i in others)

    def _predicate(self, parsed: Parsed, root: Token, traits: frozenset[str]) -> Finding | None:
        """A sentence whose root is the participle or state itself: *13 wounded*."""
        return self._state(root, "clause") or self._verb(parsed, root, OBJECT, "", traits, "clause")

    def _role(self, parsed: Parsed, cur: Token, verb: Token, own: Collection[int] = ()) -> str:
        if cur.deprel == "nsubj:pass" or (cur.rel == "nsubj" and self._passive(parsed, verb)):
            return OBJECT
        if cur.rel == "nsubj" and any(
            t.i < cur.i and t.i not in own for t in parsed.children(verb, "nsubj")
        ):
            return OBJECT  # a second subject is an object that the parser took for one
        if cur.rel == "nsubj":
            return SUBJECT
        return OBJECT if cur.rel in ("obj", "iobj", "xcomp", "ccomp", "advcl", "nummod", "advmod") else OBLIQUE

    def _own_role(self, parsed: Parsed, verb: Token) -> str:
        return OBJECT if self._passive(parsed, verb) else SUBJECT

    def _passive(self, parsed: Parsed, verb: Token) -> bool:
        return bool(parsed.children(verb, "aux:pass", "nsubj:pass")) or verb.feats.get("Voice") == "Pass"

    def _verb(
        self, parsed: Parsed, verb: Token, role: str, prep: str, traits: frozenset[str], rule: str
    ) -> Finding | None:
        """The row of a verb that fits the role and what is counted; rows for exactly these things before rows for all."""
        if verb.upos not in ("VERB", "AUX", "ADJ", "NOUN"):
            return None
        fitting: list[tuple[int, Match]] = []
        for n, m in enumerate(self._verbs.find(parsed, verb)):
            units = set(m.row.units)
            if units and traits and units.isdisjoint(traits):
                continue
            if not units and traits & LIFELESS and m.row.outcome in HARMED:
                continue
            if not (m.row.role in (role, "either") or (role == OBLIQUE and prep in m.row.prep)):
                continue
            if role == OBLIQUE and prep not in m.row.prep:
                continue
            unsure = 1 if units and not traits and "person" not in units else 0
            kinds = 0 if units & {"soldier", "settlement"} & traits and len(units) < 3 else 1
            fitting.append((unsure * 1000 + kinds * 100 + n, m))
        if not fitting:
            return None
        best = min(fitting, key=lambda x: x[0])[1]
        return Finding(str(best.row.outcome), best.tokens, (best.row.where,), rule)

    def _verb_loosely(
        self, parsed: Parsed, verb: Token, role: str, prep: str, traits: frozenset[str], rule: str
    ) -> Finding | None:
        """The row of a verb, where need be in another role.

        The subject of a verb that needs an object and has none is its object (*zijn gedood*); an area is never the one who acts.
        """
        found = self._verb(parsed, verb, role, prep, traits, rule)
        if found or role == OBLIQUE:
            return found
        if role == SUBJECT and (traits & AREAS or not parsed.children(verb, "obj")):
            return self._verb(parsed, verb, OBJECT, prep, traits, rule)
        return self._verb(parsed, verb, SUBJECT, prep, traits, rule) if traits & AREAS else None

    def _state_at(self, parsed: Parsed, verb: Token, role: str, cur: Token) -> Finding | None:
        """A state that the verb ascribes: *raakten gewond*, *left 90 dead*, *are missing*."""
        if role == OBLIQUE:
            return None
        if role == SUBJECT and (verb.upos == "ADJ" or (verb.upos == "VERB" and self.states.has(verb.form))):
            state = self._state(verb, "clause")
            if state:
                return state
        objects = [t for t in parsed.children(verb, "obj") if self.states.find(t) is None]
        if role == SUBJECT and objects:
            return None
        for t in parsed.children(verb, *STATE_RELATIONS):
            if t is cur or t.upos not in ("ADJ", "VERB", "ADV", "NOUN", "ADP"):
                continue
            found = self._state(t, "clause")
            if found and not any(c.rel == "nsubj" for c in parsed.children(t)):
                for other in parsed.children(t, "conj"):
                    more = self._state(other, "clause")
                    found = _joined(found, more, "conj") if more else found
                return replace(found, tokens=(verb, *found.tokens))
        return None

    def _negated(self, parsed: Parsed, verb: Token, counted: Counted) -> bool:
        """Is the clause denied? A negation inside the number's own words (not more than) is none."""
        inside = {t.i for t in counted.group}
        return any(
            t.i not in inside and (t.feats.get("Polarity") == "Neg" or t.feats.get("PronType") == "Neg")
            for t in parsed.children(verb, "advmod", "neg")
        )

    # relative clauses

    def _relative(self, parsed: Parsed, counted: Counted) -> Finding | None:
        """A relative or participial clause: *mensen die zijn gevlucht*, *troops sent to the front*."""
        heads = [t for t in (counted.head, counted.anchor) if t is not None]
        if counted.traits & {"km2", "percent", "settlement"} and counted.head is not None:
            heads += parsed.children(counted.head, "nmod", "appos")
        seen: set[int] = set()
        best: Finding | None = None
        for head in heads:
            for clause in parsed.children(head, "acl"):
                if clause.i in seen or clause.i < head.i:
                    continue
                seen.add(clause.i)
                found = self._in_relative(parsed, clause, counted.traits)
                if found and (best is None or best.outcome not in HARMED or best.outcome == "injured"):
                    best = replace(found, negative=self._negated(parsed, clause, counted))
        return best

    def _in_relative(self, parsed: Parsed, clause: Token, traits: frozenset[str]) -> Finding | None:
        pronoun = next(
            (t for t in parsed.children(clause) if t.feats.get("PronType", "").startswith("Rel") or t.deprel.endswith(":relsubj")),
            None,
        )
        if pronoun is not None:
            role = self._role(parsed, pronoun, clause)
        else:
            active = clause.feats.get("VerbForm") == "Ger" or parsed.children(clause, "nsubj", "obj")
            role = SUBJECT if active else OBJECT
        if clause.upos == "ADJ" and (state := self._state(clause, "relative")):
            return state
        found = self._verb_loosely(parsed, clause, role, "", traits, "relative") or self._state_at(parsed, clause, role, clause)
        for other in parsed.children(clause, "conj", "xcomp"):
            more = self._verb(parsed, other, self._own_role(parsed, other), "", traits, "relative")
            more = more or (self._state(other, "relative") if other.upos == "ADJ" else None)
            found = more if found is None else (_joined(found, more, other.rel) if more else found)
        return found

    # totals

    def _by_noun(self, parsed: Parsed, noun: Token, row: Row, prep: str) -> Finding | None:
        """Behind a noun: *de dood van zes betogers*, *a body of*, *een dodental van 31*."""
        if row.kind in ("act", "victims") and prep in row.prep:
            return Finding(str(row.outcome), (noun,), (row.where,), "act")
        return self._toll(parsed, noun, row) if row.kind == "toll" else None

    def _toll(self, parsed: Parsed, noun: Token, row: Row) -> Finding | None:
        """What a total is of: the dead of *dodental*, the wounded of *aantal gewonden*."""
        if row.outcome != "none":
            return Finding(str(row.outcome), (noun,), (row.where,), "toll")
        words = parsed.words(noun.sentence)
        behind = words[noun.i - words[0].i + 1 : noun.i - words[0].i + 5]
        for t in [*parsed.children(noun, "nmod", "compound", "amod", "obl"), *behind]:
            its = self.nouns.find(t)
            if its is not None and its.kind in ("victims", "persons"):
                return Finding(str(its.outcome), (noun, t), (row.where, its.where), "toll")
        return None

    def tolls(self, parsed: Parsed, tokens: Iterable[Token]) -> Iterable[tuple[Token, Finding]]:
        """The totals among the tokens, with what they are of."""
        for t in tokens:
            row = self.nouns.find(t) if t.upos in ("NOUN", "PROPN") else None
            found = self._toll(parsed, t, row) if row is not None and row.kind == "toll" else None
            if found:
                yield t, found

    def _tally(self, parsed: Parsed, counted: Counted, verb: Token, prep: str) -> Finding | None:
        """A verb that puts a number to a total: *het dodental stijgt naar 43*. Without a total the outcome is ``topic``."""
        for m in self._tallies.find(parsed, verb):
            if (m.row.prep and prep not in m.row.prep) or (not m.row.prep and prep):
                continue
            for _, found in self.tolls(parsed, parsed.subtree(verb, without=("ccomp", "advcl", "parataxis"))):
                return replace(found, tokens=(*found.tokens, verb), rows=(*found.rows, m.row.where), rule="tally")
            if counted.head is None:
                return Finding("topic", (verb,), (m.row.where,), "tally")
        return None

    def _toll_before(self, parsed: Parsed, counted: Counted) -> Finding | None:
        """A total close before the number, with a preposition between, whatever the tree says: *het dodental op minstens 50*."""
        words = parsed.words(counted.anchor.sentence)
        first = counted.group[0].i - words[0].i
        if first == 0 or words[first - 1].upos not in ("ADP", "SCONJ", "AUX", "VERB", "PUNCT", "PART"):
            return None
        near: Sequence[Token] = words[max(0, first - NEAR_TOLL) : first]
        found = list(self.tolls(parsed, near))
        if not found or any(t.upos == "NUM" and t.i > found[-1][0].i for t in near):
            return None
        return found[-1][1]


    def _beside(self, parsed: Parsed, counted: Counted) -> Finding | None:
        """A number without a noun whose verb follows, whatever the tree says: *and at least 42 were injured*."""
        if counted.head is not None or counted.measure is not None:
            return None
        words = parsed.words(counted.anchor.sentence)
        passive = False
        for t in words[counted.group[-1].i - words[0].i + 1 :]:
            if t.upos in ("VERB", "ADJ"):
                role = OBJECT if passive else SUBJECT
                return self._verb_loosely(parsed, t, role, "", counted.traits, "beside") or self._state_at(parsed, t, role, t)
            if t.upos not in ("AUX", "ADV", "PART"):
                return None
            passive = passive or t.deprel == "aux:pass"
        return None


def _case(parsed: Parsed, token: Token, counted: Counted) -> str:
    """The preposition of a phrase, lower-case; empty where it has none."""
    marks = parsed.children(token, "case", "mark")
    marks = [t for t in marks if t.upos in ("ADP", "SCONJ") and t.i < counted.group[-1].i]
    if not marks:
        words = parsed.words(token.sentence)
        first = counted.group[0].i - words[0].i
        marks = [t for t in words[max(0, first - 1) : first] if t.upos == "ADP" and t.rel == "case"]
    return marks[0].form.lower() if marks else ""


def _participle(token: Token) -> bool:
    return token.feats.get("VerbForm") == "Part" or token.upos == "ADJ"


def _both(one: str, other: str) -> str:
    """Two outcomes of the same people: killed and injured become one, otherwise the first stands."""
    return "killed_or_injured" if one != other and {one, other} <= CASUALTIES else one


def _joined(found: Finding, more: Finding, rel: str) -> Finding:
    if rel == "conj" and {found.outcome, more.outcome} <= CASUALTIES and found.outcome != more.outcome:
        return replace(
            found, outcome="killed_or_injured", tokens=(*found.tokens, *more.tokens), rows=(*found.rows, *more.rows)
        )
    if found.outcome not in HARMED and more.outcome in HARMED:
        return more
    return found
