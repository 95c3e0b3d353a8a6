"""What makes a pronoun's antecedent likely: near, subject of its clause, a speaker before, spoken of often."""

from volgens.lexicon import Lexicon
from volgens.model import Parsed, Token
from volgens.resolve.chain import Chain

DOCUMENT = "document"


class Salience:
    """Weighs the chains of one article for the pronouns that may take them up."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon):
        self.parsed = parsed
        self._sayings = lexicon.lemmas("reporting")

    def of(self, chain: Chain, last: Token, distance: int, reports: bool = False) -> float:
        """Near, subject of its clause, named and spoken of often: the likelier one; for who ``reports``, whoever did so before."""
        score = -2.2 * distance
        recent = [t for t in (*(n.head for n in chain.nouns), *chain.pronouns) if t.sentence == last.sentence]
        if any(t.rel == "nsubj" or t.deprel == "obl:agent" for t in recent):
            score += 1.5 if distance else 2.5
        spoke = 1.0 if distance <= 1 else 0.5  # whoever spoke before the sentence before was about another
        if any(self._speaks(t) for t in recent):
            score += spoke
        if reports and any(self.reports(t) for t in recent):
            score += 1.5 * spoke
        score += 0.3 * min(3, len(chain.nouns) + len(chain.pronouns) - 1)
        if chain.names:
            score += 0.4
        if chain.groups == {DOCUMENT}:
            score -= 2.0
        elif chain.groups or any(len(n) > 1 for n in chain.names) or len(chain.nouns) > 1:
            score += 0.8
        return score

    def reports(self, token: Token) -> bool:
        """Is this the subject of a verb of saying?"""
        verb = self.parsed.head(token)
        return verb is not None and token.rel == "nsubj" and bool(self._sayings.find(self.parsed, verb))

    def _speaks(self, token: Token) -> bool:
        """Is this the subject of a clause that has a clause as its object or stands beside one: most likely a speaker?"""
        verb = self.parsed.head(token)
        if token.deprel == "obl:agent":
            return verb is not None and verb.rel != "acl"  # not a camp led by X
        return (
            token.rel == "nsubj"
            and verb is not None
            and (verb.rel == "parataxis" or bool(self.parsed.children(verb, "ccomp")))
        )

    def said_beside(self, token: Token, governor: Token | None) -> int | None:
        """For the subject of a tag (*Israel, it added, was ...*): where what it says begins, in which it is not named itself."""
        if governor is None or token.rel != "nsubj":
            return None
        words = self.parsed.words(token.sentence)
        first = min(token.i, governor.i)
        tag = governor.rel == "parataxis" or any(c.i < first for c in self.parsed.children(governor, "ccomp"))
        if not tag or first == words[0].i or self.parsed.tokens[first - 1].upos != "PUNCT":
            return None
        marks = [t.i for t in words if t.i < first and t.form in {":", ";"}]
        return marks[-1] if marks else words[0].i

    def plural_verb(self, token: Token) -> bool:
        verb = self.parsed.head(token)
        if verb is None or token.rel != "nsubj":
            return token.feats.get("Number") == "Plur"
        finite = [verb, *self.parsed.children(verb, "aux", "cop")]
        told = [t.feats["Number"] for t in finite if t.feats.get("VerbForm") == "Fin" and "Number" in t.feats]
        return told[0] == "Plur" if told else token.feats.get("Number") == "Plur"
