"""Totals: *het dodental van 31*, *the number of injured stands at 40*, *houdt het op 43*.

The words are in the tables ``outcome_nouns`` (kind toll) and ``tallies``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from volgens.extract.counting import Counted, Nouns
from volgens.extract.outcome_words import Finding
from volgens.lexicon import Lexicon, Row
from volgens.model import Parsed, Token

# What is done to people as a body, by an act that is told first and numbered later.
BODILY = frozenset({"released", "displaced", "deployed", "rescued", "abducted", "detained", "executed", "captured"})
NEAR_THAT = 6  # tokens back from a number to the total it is of, where a pronoun stands for the total
NEAR_TOLL = 14  # tokens between a total and its number


class Totals:
    """Finds what totals are of, in one language."""

    def __init__(self, lexicon: Lexicon, nouns: Nouns):
        self._tallies = lexicon.lemmas("tallies")
        self.nouns = nouns
        self.states = Nouns(lexicon, "outcome_states")

    def by_noun(self, parsed: Parsed, noun: Token, row: Row, prep: str) -> Finding | None:
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
        for t in (
            noun,
            *parsed.children(noun, "nmod", "compound"),
        ):  # the number of people killed, het aantal gedode burgers
            for u in [c for c in parsed.children(t, "acl", "amod") if c.upos in ("VERB", "ADJ")]:
                its = self.states.find(u)
                if its is not None and its.outcome != "none":
                    return Finding(str(its.outcome), (noun, t, u), (row.where, its.where), "toll")
        return None

    def tolls(self, parsed: Parsed, tokens: Iterable[Token]) -> Iterable[tuple[Token, Finding]]:
        """The totals among the tokens, with what they are of."""
        for t in tokens:
            row = self.nouns.find(t) if t.upos in ("NOUN", "PROPN") else None
            found = self._toll(parsed, t, row) if row is not None and row.kind == "toll" else None
            if found:
                yield t, found

    def act(self, tokens: Iterable[Token]) -> Finding | None:
        """The last act told of that befalls people as a body: *een ruil van gevangenen*, *the evacuation of the town*."""
        for t in reversed(list(tokens)):
            row = self.nouns.find(t) if t.upos == "NOUN" else None
            if row is not None and row.kind == "act" and row.outcome in BODILY:
                return Finding(str(row.outcome), (t,), (row.where,), "act")
        return None

    def tally(self, parsed: Parsed, counted: Counted, verb: Token, prep: str) -> Finding | None:
        """A verb that puts a number to a total: *het dodental stijgt naar 43*.

        Where the total may be left unsaid (*houdt het op 43*) the outcome is ``topic``.
        """
        own = any(t.upos == "ADP" for t in counted.group if t.i < counted.anchor.i)
        for m in self._tallies.find(parsed, verb):
            fits = prep in m.row.prep or (own and not prep)  # puts it closer to 500
            if (m.row.prep and not fits) or (not m.row.prep and prep):
                continue
            if not m.row.prep and (of := self._listed(parsed, verb)) is not None:
                return of
            for _, found in self.tolls(parsed, parsed.subtree(verb, without=("ccomp", "advcl", "parataxis"))):
                return replace(found, tokens=(*found.tokens, verb), rows=(*found.rows, m.row.where), rule="tally")
            unsaid = any(self._is_unsaid(t) for t in parsed.children(verb, "obj", "nsubj"))  # bringing the total to 43
            named = counted.head is not None and not m.row.prep  # the group numbers 6,000 members
            it = m.row.topic == "it"
            if it and not any(t.upos == "PRON" for t in parsed.children(verb, "nsubj")):
                continue
            if ((m.row.topic and (it or not named)) or unsaid) and counted.measure is None:
                return Finding("topic", (verb,), (m.row.where,), "tally")
        return None

    def _listed(self, parsed: Parsed, verb: Token) -> Finding | None:
        """The victims whose list the number is of: *the dead include two nurses*."""
        for t in parsed.children(verb, "nsubj"):
            row = self.nouns.find(t)
            if row is not None and row.kind in ("victims", "persons"):
                return Finding(str(row.outcome), (t,), (row.where,), "part")
        return None

    def _is_unsaid(self, token: Token) -> bool:
        """Is it a total that does not say what it is of?"""
        row = self.nouns.find(token) if token.upos == "NOUN" else None
        return row is not None and row.kind == "toll" and row.outcome == "none"

    def that_of(self, parsed: Parsed, counted: Counted) -> Finding | None:
        """A second total told by a pronoun: *put the number of dead at 37 and that of arrests at 200*, *en dat van de gewonden op 90*."""
        if counted.head is not None or counted.measure is not None:
            return None
        words = parsed.words(counted.anchor.sentence)
        first = counted.group[0].i - words[0].i
        for k in range(first - 1, max(1, first - NEAR_THAT), -1):
            row = self.nouns.find(words[k]) if words[k].upos in ("NOUN", "ADJ", "VERB") else None
            if row is not None and row.kind in ("victims", "persons"):
                before = [
                    t for t in words[max(0, k - 3) : k] if t.upos != "DET" or "Dem" in t.feats.get("PronType", "")
                ]
                that = [t for t in before[:-1] if "Dem" in t.feats.get("PronType", "")]
                told = bool(that) and before[-1].upos == "ADP"
                return Finding(str(row.outcome), (words[k],), (row.where,), "toll") if told else None
            if words[k].upos in ("NUM", "PUNCT"):
                return None
        return None

    def before(self, parsed: Parsed, counted: Counted) -> Finding | None:
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
