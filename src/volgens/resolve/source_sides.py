"""The sides of sources: a spokesman's is that of whom he speaks for, officials without more are of the country where they work."""

from collections.abc import Sequence

from volgens.model import Parsed, Source, Token, head_of
from volgens.resolve.chain import Chain
from volgens.resolve.coreference import Chains
from volgens.resolve.parties import Parties

ANONYMOUS = "anonymous"
UNTOLD = (None, "person")
SIDED = ("government", "military", "armed_group", "police", "rescue")  # kinds of sources that are on a side
LOCAL = ("governor", "mayor", "authorities", "official", "police", "policeman", "rescue", "rescuer")
OF_STATE = (*LOCAL, "minister", "ministry", "government", "army", "commander", "soldier", "officer", "service", "judiciary", "jurist",
            "leader", "deputy", "politician", "spokesperson", "commission")  # fmt: skip
OUTLETS, REPORTER = ("agency", "media"), "reporter"
SPEAKS = ("government", "military", "armed_group", "police", "un", "ngo")  # bodies that have spokespersons


class SourceSides:
    """The sides of the sources of one article."""

    def __init__(self, parsed: Parsed, parties: Parties | None, chains: Chains):
        self.parsed, self.parties, self.chains = parsed, parties, chains

    def head(self, start: int, end: int) -> Token | None:
        """The head of what stands between two offsets, marks left out; None where nothing stands there."""
        inside = [t for t in self.parsed.within(start, end) if t.upos != "PUNCT"]
        return head_of(inside) if inside else None

    def spoken_for(self, head: Token) -> list[Chain]:
        """Whom *a spokesman* without more speaks for: the body that was the subject last, in this sentence or the two before."""
        subjects = [
            (t.i, c)
            for c in self.chains.all
            if self.chains.is_body(c)
            for t in (*(n.head for n in c.nouns), *c.pronouns)
            if t.i < head.i
            and head.sentence - t.sentence <= 2
            and t.rel == "nsubj"
            and c.kind in SPEAKS
            and not self.parsed.children(t, "conj")  # of several that act together nobody is the one meant
        ]
        return [max(subjects, key=lambda x: x[0])[1]] if subjects else []

    def of_kind(
        self, kind: str, group: str | None, party: str | None, source: Source, first: Source | None = None
    ) -> str | None:
        """The side as far as the kind has one: who watches, helps or flees has none, and officials without more are of the country where
        the article has them work."""
        if kind not in SIDED:
            return party if kind == "person" or self._leans(kind, group, source) else None
        if party is not None or self.parties is None or kind == "armed_group" or group not in OF_STATE:
            return party
        at = [s.start or 0 for s in (first, source) if s is not None and group in LOCAL]  # where he was introduced
        near = next(filter(None, map(self.parties.country_near, at)), None)
        return near or self._side_beside(source) or self._home(kind, group)

    def _leans(self, kind: str, group: str | None, source: Source) -> bool:
        """Reporters and unnamed sources called after a side (*Russian military bloggers*, *a source in the army*), and state media."""
        if kind == ANONYMOUS:
            return True
        if kind not in OUTLETS:
            return False
        head = self.head(source.start or 0, source.end or 0)
        words = self.parsed.within(source.start or 0, source.end or 0)
        return (group == REPORTER and head is not None and head.upos == "NOUN") or any(
            self.chains.speakers.of_state(self.parsed, t) for t in words
        )

    def _side_beside(self, source: Source) -> str | None:
        """The country that was the subject just before: *Qatar said ... Foreign Ministry spokesman X warned ...*."""
        head = self.head(source.start or 0, source.end or 0)
        bodies = self.spoken_for(head) if head is not None else []
        found = [self.at([(n.start, n.end) for n in c.nouns])[0] for c in bodies if c.last.sentence >= 0]
        return next(
            (p for p in found if p is not None and self.parties is not None and self.parties.is_country(p)), None
        )

    def _home(self, kind: str, group: str) -> str | None:
        """The country in which all happens, where no other country has a say of this kind in the article."""
        assert self.parties is not None
        home = self.parties.only_country()
        if home is None or group in LOCAL:
            return home
        others = {self.at([(n.start, n.end) for n in c.nouns])[0] for c in self.chains.all if c.kind == kind}
        return home if not any(self.parties.is_country(p) for p in others - {None, home} if p) else None

    def kind(self, kind: str, stretches: Sequence[tuple[int, int]]) -> str:
        """Who has no kind but is called after an armed group by a short name that the article gave it (*STC-leider X*) speaks for it."""
        if kind not in UNTOLD or self.parties is None:
            return kind
        told = (self.parties.at(start, end) for start, end in stretches)
        first = next((p for p in told if p is not None), None)
        armed = first is not None and first.actor is not None and first.actor.kind == "armed_group"
        return "armed_group" if armed else kind

    def at(self, stretches: Sequence[tuple[int, int]]) -> tuple[str | None, str | None]:
        if self.parties is None:
            return None, None
        for start, end in stretches:
            party = self.parties.at(start, end)
            if party is not None:
                known = self.parties.known(self.parsed.within(start, end)) if party.actor else None
                return party.code, known.id if known else None
        return None, None
