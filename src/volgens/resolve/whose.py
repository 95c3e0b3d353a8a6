"""Whose somebody is, by the words of the phrase, by other mentions of the same body, or by whom a part of the phrase stands for:
*a commander of the group*, *his men*, *een kamp van de dissidenten*."""

from volgens.extract.word_classes import words_of
from volgens.lexicon import Lexicon
from volgens.model import Parsed, Reason, Token
from volgens.resolve.antecedents import known
from volgens.resolve.coreference import Chains
from volgens.resolve.parties import Parties, Party

DEEPEST = 3  # steps from *his men* over the commander and his group to its name
ARMED_GROUP = "armed_group"
STATE = frozenset({"government", "military", "police"})  # kinds of source that are a state's
BY_PLACE = "party.place"
PARTS = ("nmod:poss", "nmod", "appos")


class Whose:
    """Sides of phrases of one article."""

    def __init__(self, parsed: Parsed, parties: Parties, chains: Chains, lexicon: Lexicon):
        self._parsed, self._parties, self._chains = parsed, parties, chains
        self._genitive = words_of(lexicon).use("genitive")
        self._nouns = lexicon.nouns("source_nouns")

    def side(self, start: int, end: int, depth: int = 0) -> Party | None:
        """The side of what stands between two offsets, or None where nothing tells."""
        told = self._parties.at(start, end) or self._parties.first(start, end)
        return told or self.by_mentions(start, end, depth) or self._by_parts(start, end, depth)

    def by_mentions(self, start: int, end: int, depth: int = 0) -> Party | None:
        """The side that the other mentions of the same body tell, the fullest first."""
        mentions = list(self._chains.mentions_with(start, end))
        head = self._parsed.head_at(start, end)
        placed: Party | None = None
        for a, b in mentions:
            told = self._parties.at(a, b)
            if told is None or not told.code:
                continue
            if head and self._is_state(head) and told.actor and told.actor.kind == ARMED_GROUP:
                continue
            if told.reason.rule != BY_PLACE:
                return told
            placed = placed or told  # *a commander of the group in Gojjam*: where he is says less than whose he is
        if depth >= DEEPEST:
            return placed
        return next((told for a, b in mentions for told in [self._by_parts(a, b, depth + 1)] if told), placed)

    def _by_parts(self, start: int, end: int, depth: int) -> Party | None:
        """*Fighters of the movement*, *its leader*: the side of whom they belong to."""
        head = self._parsed.head_at(start, end)
        if head is None or depth >= DEEPEST:
            return None
        for part in self._parsed.children(head, *PARTS):
            if start <= part.start < end and self._belongs(part):
                told = self.by_mentions(part.start, part.end, depth + 1) or self._by_phrase(part, depth + 1)
                told = told or self._only_group(part)
                if told:
                    return told
        return None

    def _by_phrase(self, part: Token, depth: int) -> Party | None:
        inside = self._parsed.subtree(part, without=("acl", "conj", "parataxis"))
        return self._by_parts(inside[0].start, inside[-1].end, depth) if len(inside) > 1 else None

    def _is_state(self, noun: Token) -> bool:
        """*The military*, *de regering*: no armed group, whatever a chain may hold."""
        rows = self._nouns.find(noun) if noun.upos == "NOUN" else []
        return bool(rows) and rows[0].row.kind in STATE

    def _only_group(self, noun: Token) -> Party | None:
        """*A commander of the group*: of the only one that the article names."""
        rows = self._nouns.find(noun) if noun.upos == "NOUN" and known(self._parsed, noun) else []
        groups = {n.row.party: n.row for n in self._parties.named if n.row.kind == ARMED_GROUP and n.row.party}
        if not rows or rows[0].row.kind != ARMED_GROUP or len(groups) != 1:
            return None
        code, row = next(iter(groups.items()))
        return Party(code, row, Reason("side.only_group"))

    def _belongs(self, part: Token) -> bool:
        if part.deprel == "nmod:poss" or part.rel == "appos":
            return True
        return any(t.form.lower() in self._genitive for t in self._parsed.children(part, "case"))
