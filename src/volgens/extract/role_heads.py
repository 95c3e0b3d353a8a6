"""Who a participant may be: what all rules for the roles of an event share."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from volgens.extract.clauses import prepositions
from volgens.extract.triggers import Spans
from volgens.extract.word_classes import Words
from volgens.lexicon import Lexicon, key_of
from volgens.model import Parsed, Token

AGENT, PATIENT, INSTRUMENT = "agent", "patient", "instrument"
ABSTRACT, DURATION = "abstract", "duration"
VEHICLES = frozenset({"vehicle", "ship", "aircraft"})
PROJECTILES = frozenset({"weapon", "drone"})
ACTING = frozenset({"person", "armed", "group"})

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


@lru_cache(maxsize=8)
def _countries(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(str(n).lower() for r in lexicon.rows("countries") for n in (*r.names_en, *r.names_nl))


@lru_cache(maxsize=8)
def _demonyms(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(str(r.word).lower() for r in lexicon.rows("demonyms"))


class Heads:
    """Fills roles with the heads of phrases of one article, where they may have them."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, words: Words, when: Spans):
        self.parsed, self.lexicon, self.words = parsed, lexicon, words
        self.demonyms = _demonyms(lexicon)
        self.light, self.verbs = lexicon.lemmas("light_verbs"), lexicon.lemmas("events")
        self.states = lexicon.phrases("event_states")
        self.negations = {str(r.phrase).lower() for r in lexicon.rows("negation")}
        self.times = when

    def fill(self, roles: Roles, role: str | None, head: Token) -> Roles:
        if role not in (AGENT, PATIENT, INSTRUMENT) or getattr(roles, role) is not None:
            return roles
        if self.words.use("no_participant").intersection((head.form.lower(), head.lemma.lower())):
            return roles  # *zes keer aangevallen*, *er ... beschoten*
        if role in (AGENT, PATIENT) and DURATION in self.words.plain(head):
            return roles  # *een beleg van anderhalf jaar*
        if role == AGENT and (self.is_abstract(head) or self.is_time(head) or self._is_means(head)):
            return roles
        if role == AGENT and self.is_negative(head):
            return replace(roles, nobody=True)
        return roles.with_(role, head)

    def _is_means(self, head: Token) -> bool:
        """*Evacuated by boat*: a vehicle with nothing but its preposition is how, not who."""
        below = self.parsed.children(head)
        bare = (
            bool(below)
            and all(t.rel == "case" for t in below)
            and head.upos == "NOUN"
            and head.feats.get("Number") != "Plur"
        )
        classes = self.words.plain(head)
        return bare and bool(classes & VEHICLES) and not classes & {"person", "armed"}

    def prep_role(self, pairs: tuple[str, ...], preps: tuple[str, ...]) -> str | None:
        for pair in pairs:
            prep, _, role = pair.partition("=")
            if prep in preps:
                return role
        return None

    def arms(self, roles: Roles, subjects: Iterable[Token] = ()) -> Roles:
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

    def side_word(self, noun: Token) -> Token | None:
        """A word before the noun that tells a side: *Russische*, *Houthi*."""
        for t in self.parsed.children(noun, "amod", "compound", "nmod", "flat", "det"):
            if t.i > noun.i or prepositions(self.parsed, t):
                continue
            known = {t.form.lower(), key_of(t)} & self.demonyms
            capital = (
                t.form[:1].isupper() and t.i != self.parsed.sentences[t.sentence].first and t.upos in ("PROPN", "ADJ")
            )
            if not known and self._is_where(t):
                continue
            if known or (capital and t.rel in ("compound", "amod", "nmod")):
                return t
        return None

    def _is_where(self, token: Token) -> bool:
        """*The Kashmir attack*: a name of a place that is no country's, by the reading model."""
        return (
            token.rel == "compound"
            and self.parsed.named(token, "LOC") is not None
            and token.form.lower() not in _countries(self.lexicon)
        )

    def may_act(self, token: Token) -> bool:
        return bool(self.words.of(self.parsed, token) & ACTING)

    def is_abstract(self, token: Token) -> bool:
        """War, violence, a purpose: nobody who acts."""
        return ABSTRACT in self.words.plain(token)

    def is_negative(self, token: Token) -> bool:
        """*Niemand*, *no group*."""
        words = (token, *self.parsed.children(token, "det", "advmod", "amod"))
        return any(t.form.lower() in self.negations for t in words)

    def is_time(self, token: Token) -> bool:
        """*Saturday's raid*: no possessor."""
        return any(start <= token.start < end for start, end in self.times)
