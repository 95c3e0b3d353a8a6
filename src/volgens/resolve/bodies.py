"""Whose forces a bare noun means: *the army*, *regeringssoldaten*, *warplanes*, *the rebels*, *dissidents* in an article about one country
or one group."""

from collections import Counter

from volgens.extract.clauses import prepositions
from volgens.extract.conditions import is_definite
from volgens.extract.word_classes import COMPOUNDING, Words
from volgens.lexicon import key_of
from volgens.model import Event, Participant, Token
from volgens.resolve.assemble import Scene
from volgens.resolve.culprits import is_a

PEOPLE = frozenset({"person", "armed", "group"})
ABROAD = ("visit", "negotiate", "agreement")  # what officials do in another country, too
ARMED_GROUP, MILITARY = "armed_group", "military"
# Kinds of source that a country has one of: *het leger*, *the police* of an article about one country are that country's.
STATE = frozenset({"government", MILITARY, "police"})
REGULAR, ATTACKER, INSURGENT, IRREGULAR, DOMESTIC = "regular", "attacker", "insurgent", "irregular", "domestic"
BOMBING = "attack.bombing"
AIRCRAFT = "aircraft"
FIGHTING = frozenset({"armed", INSURGENT, IRREGULAR, ATTACKER})
BEFORE = ("compound", "amod", "nmod", "nmod:poss")
SHORTEST_FIRST_PART = 5  # letters of the first part of a compound: regering in regeringssoldaten, leger in legerkonvooi
DEEPEST = 3  # containers within one another: tens of thousands of groups of
NEAR = 2  # sentences back in which *the fighters* look for their group


class Bodies:
    """The sides of bare nouns for forces in one article."""

    def __init__(self, scene: Scene, words: Words):
        self._scene, self._words = scene, words
        self._places = {p.id: p for p in scene.places}
        self._source_nouns = scene.lexicon.nouns("source_nouns")
        self._phrases = scene.lexicon.phrases("source_phrases")
        self._bodies = {str(r.lemma).lower() for r in scene.lexicon.rows("source_nouns") if r.kind in STATE}
        self.states: set[str] | None = None  # the countries among those who attack, once they are known

    def state(self, p: Participant, event: Event) -> str | None:
        """The country whose army, police or government it is: where the article is about one country, or, for *government troops*, *the
        police* and others that are nowhere but at home, where most of it lies."""
        if self.states is None or is_a(event, ABROAD) or not self._is_state(p):
            return None
        home, most = self.home(event), self._most()
        if self._is_domestic(p):
            return most or home
        if most in self.states and home not in self.states:
            home = most
        if self._is_flown(p) and home not in self.states:
            return None  # *warplanes bombed the port*: those of another country may have come
        return home if home and self.states <= {home} else None

    def _is_flown(self, p: Participant) -> bool:
        head = self._head(p)
        return head is not None and AIRCRAFT in self._words.plain(head) and not self.is_of_forces(p)

    def group(self, p: Participant) -> str | None:
        """The only armed group that the article names, or the only one named in the sentences just before, for *the rebels* and their like."""
        head = self._head(p)
        if self.states is None or head is None or not (self.kind(p) == ARMED_GROUP or self._is_insurgent(head)):
            return None
        if self.is_unknown(p):
            return None
        if self._is_told(head) or self._is_peaceful(p, head):
            return None  # *fighters loyal to the governor*: it says whose
        chain = self._scene.chains.of(head)
        if chain is not None and chain.names and chain.kind not in (None, ARMED_GROUP):
            return None  # *the group* of lawyers that was named before
        groups = self.groups()
        if len(groups) == 1:
            return groups.pop()
        sentences = self._scene.parsed.sentences
        first = sentences[max(0, head.sentence - NEAR)].start
        near = {
            n.row.party for n in self._scene.parties.named if n.row.kind == ARMED_GROUP and first <= n.start < p.start
        }
        return near.pop() if len(near) == 1 else None

    def is_unknown(self, p: Participant) -> bool:
        """*Gunmen on motorbikes*, *unknown attackers*: the text leaves open whose they are."""
        head = self._head(p)
        return head is not None and ATTACKER in self._words.plain(head) and not is_definite(self._scene.parsed, head)

    def _is_told(self, head: Token) -> bool:
        """Do the words behind the noun say whose they are?"""
        parsed = self._scene.parsed
        telling = self._words.use("genitive") | self._words.use("instrument")
        return bool(parsed.children(head, "acl")) or any(
            telling.intersection(prepositions(parsed, t)) for t in parsed.children(head, "nmod")
        )

    def _is_peaceful(self, p: Participant, head: Token) -> bool:
        """*Rights groups*, *mensenrechtengroepen*: of groups and movements only those that the words before do not make something else."""
        if self._words.plain(head) & FIGHTING or self.kind(p) != ARMED_GROUP:
            return False
        row = self._source_nouns.find(head)[0].row
        lemma = str(row.lemma).lower()
        whole = head.form.lower().startswith(lemma) or key_of(head) == lemma
        before = [t for t in self._before(head) if t.upos == "NOUN"]
        return not whole or any(not self._words.plain(t) & FIGHTING for t in before)

    def groups(self) -> set[str]:
        """The armed groups that the article names."""
        return {n.row.party for n in self._scene.parties.named if n.row.kind == ARMED_GROUP and n.row.party}

    def kind(self, p: Participant) -> str | None:
        """The kind of source that a noun is."""
        head = self._head(p)
        if head is None or head.upos != "NOUN":
            return None
        for m in self._phrases.all(self._scene.parsed.within(p.start, p.end)):
            if head.i in {t.i for t in m.tokens}:
                return str(m.row.kind)  # *rights groups*
        rows = self._source_nouns.find(head)
        return str(rows[0].row.kind) if rows else None

    def home(self, event: Event) -> str | None:
        """The country where it happens; where that is not told, the country that most places of the article lie in."""
        place = self._places.get(event.place_id or "")
        return self._most() if place is None else self._scene.parties.of_country(place.country)

    def _most(self) -> str | None:
        """The country in which more than half of the places of the article lie."""
        seen = Counter(p.country for p in self._scene.places if p.country)
        country, n = seen.most_common(1)[0] if seen else (None, 0)
        return self._scene.parties.of_country(country) if 2 * n > seen.total() else None

    def _is_state(self, p: Participant) -> bool:
        """*The army*, *soldiers*, *jets*; *an army convoy*, *government forces*, *regeringssoldaten*: of the state by the noun or by the word
        before it."""
        head = self._head(p)
        if head is None or head.upos not in ("NOUN", "ADJ"):
            return False
        before = self._before(head)
        if any(self._words.attack_of_pair(t, head) == BOMBING for t in before):
            return False  # *a suicide bomber*
        return self.kind(p) in STATE or REGULAR in self._words.plain(head) or self.is_of_forces(p)

    def is_of_forces(self, p: Participant) -> bool:
        """*A police helicopter*, *een legerkonvooi*: does a word before the noun, or its first part, say that a state's forces own it?"""
        head = self._head(p)
        if head is None or head.upos not in ("NOUN", "ADJ"):
            return False
        before = self._before(head)
        if any(self._bodies.intersection(self._words.keys(t)[:2]) for t in before):
            return True
        return self._words.language in COMPOUNDING and any(
            len(b) >= SHORTEST_FIRST_PART and head.form.lower().startswith(b) for b in self._bodies
        )

    def _before(self, head: Token) -> list[Token]:
        """Nouns and adjectives before a noun, and whose it is: *army* drones, drones van het *leger*."""
        parts = self._scene.parsed.children(head, *BEFORE)
        genitive = self._words.use("genitive")
        return [
            t
            for t in parts
            if t.upos in ("NOUN", "ADJ", "PROPN")
            and (t.i < head.i or genitive.intersection(prepositions(self._scene.parsed, t)))
        ]

    def _is_domestic(self, p: Participant) -> bool:
        """*The police*, *government troops*, *veiligheidstroepen*, *the junta*."""
        head = self._head(p)
        if head is None:
            return False
        if any(DOMESTIC in self._words.plain(t) for t in (head, *self._before(head))):
            return True
        first = head.form.lower()
        return self._words.language in COMPOUNDING and any(
            first.startswith(w) and len(first) > len(w) + 2 for w in self._words.members(DOMESTIC)
        )

    def _is_insurgent(self, head: Token) -> bool:
        return bool(self._words.plain(head) & {INSURGENT, IRREGULAR})

    def _head(self, p: Participant) -> Token | None:
        """The head of the phrase; what a container or number stands before, *dozens of soldiers*."""
        parsed, head = self._scene.parsed, self._scene.parsed.head_at(p.start, p.end)
        for _ in range(DEEPEST):
            if head is None:
                return None
            held = head.upos == "NUM" or any(k in self._words.use("container") for k in self._words.keys(head)[:2])
            inside = [
                t
                for t in parsed.children(head, "nmod", "obl")
                if p.start <= t.start < p.end and t.upos in ("NOUN", "PROPN")
            ]
            if not held or not inside:
                return head
            head = inside[0]
        return head

    def losers(self, event: Event, patient: Participant) -> str | None:
        """*De Russen hebben duizend militairen verloren*: who loses soldiers loses its own."""
        parsed = self._scene.parsed
        verb = parsed.token_at(event.trigger.start)
        if verb is None or verb.upos != "VERB":
            return None
        subjects, objects = parsed.children(verb, "nsubj"), parsed.children(verb, "obj")
        if not subjects or not any(patient.start <= o.start < patient.end for o in objects):
            return None
        inside = parsed.subtree(subjects[0], without=("acl", "appos"))
        told = self._scene.whose.side(inside[0].start, inside[-1].end)
        acts = event.agent is not None and (told is None or event.agent.party in (told.code, None))
        return told.code if told and not acts else None

    def loser(self, event: Event) -> str | None:
        """*Heroverd op de RSF*, *retaken from the rebels*."""
        parsed = self._scene.parsed
        verb = parsed.token_at(event.trigger.start)
        for t in parsed.children(verb, "obl", "nmod") if verb is not None else []:
            inside = parsed.subtree(t, without=("acl", "advcl", "parataxis"))
            head = self._words.of(parsed, t)
            if head & PEOPLE and any(c.rel == "case" for c in parsed.children(t)):
                told = self._scene.whose.side(inside[0].start, inside[-1].end)
                if told and told.code:
                    return told.code
        return None
