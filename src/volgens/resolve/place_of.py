"""Which place holds for an event or a figure: the place in its own clause, else in its sentence, else where the article plays at that point.

The order is a coder's: the word's own phrase; the noun that a relative clause is about; the clause and what it is joined to, where *there*, *the
city* and *the market* point back; the clauses below; what was told before of the same thing; the sentence; the sentences before it in the paragraph;
the article's main place. Of a way from one place to another the goal counts, but for flight and withdrawal the start.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from volgens.extract.entries import entry_at
from volgens.extract.places import words_of
from volgens.extract.word_classes import words_of as word_classes
from volgens.lexicon import Lexicon
from volgens.model import Parsed, Place, Token
from volgens.resolve.antecedents import antecedents, known
from volgens.resolve.place_spots import (
    ASIDE,
    CLAUSES,
    DATELINE,
    EXACT,
    GOAL,
    ORIGIN,
    POINTS,
    SCENE,
    TOWARD,
    Spot,
    holds,
    latest,
    leads,
    scene_end,
    somebody,
    speech,
    spots,
)

EARLY = 3  # sentences that may tell more exactly where in the country of the lead it was
LEAD = (0, 1)  # paragraphs that tell what the article is about
CLIMB = 3  # clauses up to which a place is looked for
LEAVING = ("displace", "displaced", "evacuate", "withdraw")  # of these the start of the way is the place
NATIONAL = (
    "intercept",
    "intercepted",
    "fired",
    "attack.drone",
    "attack.missile",
)  # what armies count for a whole country
WORDS = (
    "accuse.violation",
    "sanction",
    "threaten",
)  # acts of speech: they have no place but one that is told with them
TALKS = ("negotiate", "agreement")  # what is said there is what happens there
JOINED = ("conj", "advcl", "acl", "xcomp")  # clauses that share the place of the one above
BESIDE = ("parataxis", "ccomp", "advcl", "acl", "csubj")


class Whereabouts:
    """The places of one article, and the ways from a word to the place that holds for it. ``title`` counts as naming its places once more."""

    def __init__(self, parsed: Parsed, places: Sequence[Place], lexicon: Lexicon, title: str | None = None):
        self._parsed, self._lexicon, self._words, self._title = parsed, lexicon, words_of(lexicon), title or ""
        self._spots = spots(parsed, places, lexicon)
        self._scenes = [s for s in self._spots if s.standing == SCENE]
        self._goals = [s for s in self._spots if s.standing == GOAL]
        self._iso2 = {row.iso3: row.iso2 for row in lexicon.rows("countries")}
        self._wars = {row.word for row in lexicon.rows("place_pronouns") if row.kind}
        self._heads = {s.token.i for s in self._spots}

    def of(self, anchor: Token, kind: str | None = None) -> Place | None:
        """The place of what ``anchor`` names or counts, or None where the article names none. ``kind`` is the event's type or the figure's outcome."""
        found = self._told(anchor, kind) or self._in_sentence(anchor, kind)
        if found is None or found.token.sentence != anchor.sentence:
            found = self._nation(anchor, kind) or found
        if found is not None:
            return (self._narrowed(found) if self._paragraph(anchor) == 0 else found).place
        if kind in WORDS:
            return None
        found = self._before(anchor) or self._main(anchor) or self._filed() or self._anyone(anchor)
        return found.place if found else None

    def lasting(self, anchor: Token, kind: str | None, place: Place | None) -> Place | None:
        """The place of what went on for months. Where neither its sentence nor its paragraph tells one, that is not the town of the day's news but its
        country (*sinds april 2023 zijn veertien miljoen mensen gevlucht*), or unknown where the article does not name that.
        """
        if place is None or place.kind not in POINTS:
            return place
        if self._told(anchor, kind) or self._in_sentence(anchor, kind) or self._before(anchor):
            return place
        return next(
            (s.place for s in self._spots if s.place.kind == "country" and s.place.country == place.country), None
        )

    def named(self, place: Place | None) -> list[Token]:
        """The words that name a place where something happens there, in text order; none for a whole country."""
        if place is None or place.kind == "country":
            return []
        return [s.token for s in self._scenes if place.name in (s.place.name, self._narrowed(s).place.name)]

    # Where to look, the nearest first

    def _told(self, anchor: Token, kind: str | None) -> Spot | None:
        """By the words around the anchor, or what they point back to."""
        ways: tuple[Callable[[], Spot | None], ...] = (
            lambda: self._below(anchor, kind),
            lambda: self._holder(anchor),
            lambda: self._in_clause(anchor, kind),
            lambda: self._of_same_thing(anchor, kind),
        )
        return next((found for way in ways if (found := way())), None)

    def _reach(self, top: Token, without: Iterable[str]) -> dict[int, int]:
        """Tokens below ``top`` with their distance in arcs. Descriptions (*X, a town on the road to Y*) are left out, and the branches ``without``."""
        skip, out, todo = set(without), {top.i: 0}, [top]
        while todo:
            above = todo.pop()
            for t in self._parsed.children(above):
                described = t.rel == "appos" and t.upos == "NOUN" and not self._words.place_nouns.find(t)
                joined = "advcl" in skip and t.rel == "conj" and t.upos == "VERB" and above.upos == "VERB"
                if joined or t.deprel in skip or t.rel in skip or (described and t.i not in self._heads):
                    continue
                out[t.i] = out[above.i] + 1
                todo.append(t)
        return out

    def _best(self, some: Iterable[Spot], distance: dict[int, int], kind: str | None) -> Spot | None:
        """The goal of a way before its start, or the other way round; the more exact; the nearer."""
        origins = [s for s in self._spots if s.standing == ORIGIN] if kind in LEAVING else []
        here = [s for s in (*some, *origins) if s.token.i in distance and not (kind in LEAVING and self._toward(s))]
        last, other = ("to", "from") if kind in LEAVING else ("from", "to")
        ways = any(s.role == other or (last == "from" and s.role != last) for s in here)

        def rank(s: Spot) -> tuple[bool, int, int]:
            return (s.role == last and ways, distance[s.token.i], s.token.i)

        found = min(here, key=rank, default=None)
        if found is None:
            return None
        inner = [s for s in here if EXACT[s.place.kind] < EXACT[found.place.kind] and holds(found.place, s.place)]
        return min(inner, key=lambda s: (EXACT[s.place.kind], *rank(s)), default=found)

    def _toward(self, spot: Spot) -> bool:
        """Is it only the direction of a flight: *left on the road to Aleppo*, *gevlucht, de meesten richting Lashio*?"""
        preps = (self._words.prepositions.get(t.form.lower()) for t in self._parsed.children(spot.token, "case"))
        above = self._parsed.tokens[spot.token.head]
        return any(p is not None and p.role == TOWARD for p in preps) or (spot.role == "to" and above.upos == "NOUN")

    def _below(self, anchor: Token, kind: str | None) -> Spot | None:
        """In the phrase of the anchor: *de aanval op een school in X*; of a verb in its clause."""
        near = self._reach(anchor, CLAUSES if anchor.upos == "VERB" else ("parataxis", "acl:relcl"))
        own = anchor.upos == "NOUN" or kind in TALKS
        beside = [s for s in self._spots if s.standing == ASIDE] if own else []
        found = self._best([*self._scenes, *self._goals, *beside], near, kind)
        return self._within(found, anchor, near)

    def _within(self, found: Spot | None, anchor: Token, near: Iterable[int]) -> Spot | None:
        """*Residents of the town in the Amhara region*: the town that was told of before, where it lies in the area that is named."""
        if found is None or found.place.kind in POINTS:
            return found
        pointed = self._pointed(anchor, near)
        more = pointed is not None and EXACT[pointed.place.kind] < EXACT[found.place.kind]
        return pointed if pointed is not None and more and holds(found.place, pointed.place) else found

    def _holder(self, anchor: Token) -> Spot | None:
        """The place that a relative clause around the anchor is about: *X, dat werd beschoten*."""
        by_head = {s.token.i: s for s in self._spots if s.standing in (SCENE, ASIDE, ORIGIN, GOAL)}
        for t in (anchor, *self._parsed.ancestors(anchor)):
            if t.deprel == "acl:relcl" and t.head in by_head:
                return by_head[t.head]
            if t.deprel == "acl:relcl" and self._parsed.tokens[t.head].form.lower() in self._wars:
                return self._country_of(t)  # South Sudan emerged from a war in which 400,000 people died
        return None

    def _country_of(self, token: Token) -> Spot | None:
        """The one country that a sentence names, whatever it does there."""
        here = [s for s in self._spots if s.place.kind == "country" and s.token.sentence == token.sentence]
        return here[0] if len({s.place.name for s in here}) == 1 else None

    def _nation(self, anchor: Token, kind: str | None) -> Spot | None:
        """Of what an army says it shot down or was shot at: its country (*Ukraine's air force*, *de Oekraïense luchtmacht*)."""
        counted = (anchor, self._parsed.tokens[anchor.head], *self._parsed.children(anchor, "obj", "nsubj"))
        if kind not in NATIONAL or not any(self._parsed.children(t, "nummod") for t in counted):
            return None
        for body in (t for t in self._parsed.words(anchor.sentence) if t.rel == "nsubj"):
            if not speech(self._parsed, self._parsed.tokens[body.head], self._lexicon) or not {
                m.row.group for m in self._words.persons.find(body)
            } & {"army", "ministry", "government"}:
                continue
            for t in self._parsed.children(body, "nmod:poss", "nmod", "amod", "compound"):
                people = self._words.people(t)
                code = self._iso2.get(people.country) if people else None
                for s in self._spots:
                    if s.place.kind == "country" and (s.token.i == t.i or (code and s.place.country == code)):
                        return s
        return None

    def _clause(self, anchor: Token) -> Token:
        """The head of the clause that the anchor stands in."""
        token = anchor
        while not token.is_root and token.rel not in CLAUSES:
            token = self._parsed.tokens[token.head]
        if token.rel == "conj" and token.upos not in ("VERB", "AUX") and not token.is_root:
            return self._clause(self._parsed.tokens[token.head])
        return token

    def _in_clause(self, anchor: Token, kind: str | None) -> Spot | None:
        """In the clause of the anchor, named or pointed to, in the clauses below it, and in what it is joined to: *fought in X, killed or hurt*."""
        clauses = [self._clause(anchor)]
        while len(clauses) < CLIMB and not clauses[-1].is_root and clauses[-1].rel in JOINED:
            clauses.append(self._clause(self._parsed.tokens[clauses[-1].head]))
        for clause in clauses:
            near = self._reach(clause, BESIDE)
            own = clause.i == clauses[0].i and (anchor.i == clause.i or self._parsed.tokens[anchor.head].i == clause.i)
            some = [*self._scenes, *self._goals] if own else self._scenes
            found = self._within(self._best(some, near, kind), clause, near) or self._pointed(clause, near)
            if found:
                return found
            if found := self._same_thing(near, anchor, kind):
                return found
            if clause.rel == "acl" and (found := self._below(self._parsed.tokens[clause.head], kind)):
                return found
        for clause in clauses:
            below = self._subordinate(clause)
            if found := self._best(self._scenes, below, kind) or self._pointed(clause, below):
                return found
        return None

    def _subordinate(self, clause: Token) -> dict[int, int]:
        """What hangs on the clause in clauses of its own, save what describes who acts (*the army, based in X, ...*) or
        the war (*the war, which began in X, ...*)."""
        near = self._reach(clause, ("parataxis", "ccomp"))
        for subject in self._parsed.children(clause, "nsubj"):
            if somebody(subject, self._words) or (self._definite(subject) and subject.form.lower() in self._wars):
                for t in self._parsed.children(subject, "acl", "appos"):
                    for i in self._reach(t, ()):
                        near.pop(i, None)
        return near

    def _pointed(self, clause: Token, near: Iterable[int]) -> Spot | None:
        """A word that points back to a place (*daar*, *there*) or a noun that stands for one (*de stad*, *the province*) among these tokens."""
        back = {row.word: row.kind for row in self._lexicon.rows("place_pronouns")}
        for t in (self._parsed.tokens[i] for i in sorted(near)):
            earlier = [s for s in self._scenes if s.token.i < min(t.i, clause.i)]
            word = t.form.lower()
            if word in back and back[word] is None:
                same = [s for s in earlier if s.token.sentence == t.sentence]
                if same or earlier:
                    return latest(same, t) if same else self._of_sentence(earlier[-1].token.sentence)
            elif (
                (kind := back.get(word) or self._kind(t)) and self._definite(t) and (found := self._stands_for(t, kind))
            ):
                return found
        return None

    def _kind(self, noun: Token) -> str | None:
        """The kind of place that a noun stands for; an office (*de president*) is no place."""
        row = self._words.place_nouns.find(noun) if noun.upos == "NOUN" else None
        if row is None or row.kind not in EXACT or (row.of == "is" and self._words.person(noun)):
            return None
        return str(row.kind)

    def _stands_for(self, noun: Token, kind: str) -> Spot | None:
        """The place of this kind that was named last; the country where the article plays, if it is named, before the one last named."""
        same = [s for s in self._spots if s.token.i < noun.i and EXACT[s.place.kind] == EXACT[kind]]
        acting = {t.i for t in self._parsed.children(self._clause(noun), "nsubj")}
        same = [s for s in same if s.token.i not in acting] or same  # Russia fired 84 drones at the country
        if kind == "country" and (main := self._main(noun)):
            same = [s for s in same if s.place.country == main.place.country] or same
        near_by = [s for s in same if s.token.sentence == noun.sentence]
        strong = near_by or [s for s in same if s.standing == SCENE] or same
        return strong[-1] if strong else None

    def _definite(self, noun: Token) -> bool:
        """One thing that the reader knows: *de stad*, *dat land*, not *de landen*."""
        return noun.feats.get("Number") != "Plur" and known(self._parsed, noun)

    def _of_same_thing(self, anchor: Token, kind: str | None) -> Spot | None:
        """For *the attack*: where the attack told of before took place."""
        return self._antecedent(anchor, kind)

    def _same_thing(self, near: Iterable[int], anchor: Token, kind: str | None) -> Spot | None:
        """*Two missiles were fired at the market*: where the market is that was told of before."""
        for t in (self._parsed.tokens[i] for i in sorted(near)):
            if t.upos == "NOUN" and t.i != anchor.i and (found := self._antecedent(t, kind)):
                return found
        return None

    def _antecedent(self, noun: Token, kind: str | None) -> Spot | None:
        """The place told with the latest earlier mention of a known thing."""
        if self._words.persons.find(noun) or self._words.place_nouns.find(noun):
            return None
        for other in antecedents(self._parsed, noun, self._lexicon):
            for near in (self._reach(other, ("parataxis", "acl:relcl")), self._reach(self._clause(other), BESIDE)):
                if found := self._best(self._scenes, near, kind):
                    return self._narrowed(found)
        return None

    def _in_sentence(self, anchor: Token, kind: str | None) -> Spot | None:
        some = [*self._scenes, *self._goals]  # "denies that it sent troops to X, though their number is put at 4,000"
        end = scene_end(self._parsed, anchor)
        some = [s for s in some if s.token.sentence == anchor.sentence and s.token.i < end]
        here = {s.token.i: abs(s.token.i - anchor.i) for s in some}
        return self._best(some, here, kind)

    def _narrowed(self, found: Spot) -> Spot:
        """In the lead a country stands for the place that the article then names: *een aanval in het oosten van X ... In Y werden lichamen gevonden*."""
        if found.place.kind in POINTS or found.role == "to" or self._paragraph(found.token) > 0 or self._wide(found):
            return found
        if found.place.kind != "country" and not self._unnamed_in(found):
            return found
        inside = [s for s in self._scenes if s.place.kind in POINTS and holds(found.place, s.place)]
        early = [s for s in inside if self._paragraph(s.token) <= 1 and not self._on_road(s)]
        if len({s.place.name for s in early}) == 1:
            return early[0]
        if found.place.kind == "country":
            if leads(inside):
                return self._most_named(inside) or found
            return self._area(found) or found
        return found

    def _unnamed_in(self, area: Spot) -> bool:
        """Is it where a village lies that is not named yet: *bombed a village in Sagaing*?"""
        before = self._parsed.tokens[max(0, area.token.i - 2)]
        row = self._words.place_nouns.find(before) if before.upos == "NOUN" else None
        return row is not None and row.kind in POINTS

    def _on_road(self, spot: Spot) -> bool:
        """Is it an end of a road, which runs elsewhere too: *op de weg van X naar Y*?"""
        above = self._parsed.head(spot.token) if spot.role in ("from", "to") else None
        return above is not None and "route" in word_classes(self._lexicon).of(self._parsed, above)

    def _area(self, country: Spot) -> Spot | None:
        """The one area of a country that the first two paragraphs name."""
        areas = [
            s
            for s in self._scenes
            if s.place.kind in ("admin1", "admin2", "region")
            and s.place.country == country.place.country
            and self._paragraph(s.token) <= 1
        ]
        return areas[0] if len({s.place.name for s in areas}) == 1 else None

    def _paragraph(self, token: Token) -> int:
        return self._parsed.sentences[token.sentence].paragraph

    # Where the article plays

    def _before(self, anchor: Token) -> Spot | None:
        """Where the sentences before it in its paragraph play, the nearest first."""
        sentences = self._parsed.sentences
        here, entry = sentences[anchor.sentence], self._entry(anchor.start)
        part = self._lexicon.phrases("parts_of_total").at(
            self._parsed.tokens, here.first
        )  # Of those, 94 were shot down
        for s in reversed(sentences[: here.i]):
            if s.paragraph != here.paragraph and (entry is None or self._entry(s.start) != entry):
                return None
            if found := self._of_sentence(s.i):
                main = self._main(anchor)
                if part or self._wide(found):
                    return found
                # further on a country stands for itself: *the violence in Nigeria began in 2009*
                early = self._paragraph(found.token) in LEAD
                if found.place.kind == "country" and main and main.place.country == found.place.country and early:
                    return main
                return found
        return None

    def _of_sentence(self, sentence: int) -> Spot | None:
        """Where a sentence plays: the place of its main clause before those of the clauses below it."""
        here = [s for s in self._scenes if s.token.sentence == sentence]
        ranked = [(s.role == "from", self._depth(s.token), EXACT[s.place.kind], s.token.i, s) for s in here]
        first = min(ranked, key=lambda r: r[:4], default=None)
        if first is not None and first[1] == 0:
            return first[-1]
        root = self._parsed.root(sentence)
        near = self._reach(root, BESIDE)
        return self._pointed(root, near) or self._same_thing(near, root, None) or (first[-1] if first else None)

    def _depth(self, token: Token) -> int:
        """Clauses and descriptions between a token and the main clause; what is said counts as the main clause."""
        above = list(self._parsed.ancestors(token))
        return (token.rel == "acl") + sum(t.rel in ("acl", "advcl", "appos") for t in above)

    def _entry(self, offset: int) -> int | None:
        """The entry of a live blog: a scene of its own."""
        return entry_at(self._parsed.text, offset)

    def _main(self, anchor: Token) -> Spot | None:
        """The place that an article is about, or the entry of a live blog that the anchor stands in."""
        entry = self._entry(anchor.start)
        if entry is not None:
            return (
                self._most_named([s for s in self._scenes if self._entry(s.token.start) == entry]) or self._throughout()
            )
        wide = next((s for s in self._scenes if self._wide(s)), None)
        return wide or self._most_named(self._scenes)

    def _throughout(self) -> Spot | None:
        """The place that a live blog is about: named in half of the entries that name any place smaller than a country."""
        inside = [s for s in self._spots if s.standing != DATELINE and s.place.kind != "country"]
        main = self._most_named(inside)
        entries = {self._entry(s.token.start) for s in inside}
        its = {self._entry(s.token.start) for s in inside if main is not None and s.place.name == main.place.name}
        return main if 2 * len(its) >= len(entries) else None

    def _wide(self, spot: Spot) -> bool:
        """Is it a country or sea that the lead is about, where no place in it is named more than once or in the headline?"""
        if spot.place.kind not in ("country", "sea") or spot.token.sentence > 0:
            return False
        lead = [s for s in self._scenes if s.place.kind in POINTS and s.token.sentence < EARLY and not self._on_road(s)]
        inside = {s.place.name for s in lead if holds(spot.place, s.place)}
        if spot.place.kind == "country" and inside and len({s.place.name for s in lead}) == 1:
            return False
        points = [s.place for s in self._scenes if s.place.kind in POINTS]
        count = Counter(p.name for p in points)
        titled = any(p.text in self._title or p.name in self._title for p in points)
        return len(count) != 1 - (spot.place.kind == "sea") and max(count.values(), default=0) <= 1 and not titled

    def _most_named(self, some: Sequence[Spot]) -> Spot | None:
        """The place that is most named, the headline counted; a point before an area, and the first before the others."""
        count = Counter(s.place.name for s in some)
        for s in {s.place.name: s for s in some}.values():
            count[s.place.name] += s.place.kind != "country" and (
                s.place.text in self._title or s.place.name in self._title
            )

        def weight(s: Spot) -> float:
            return count[s.place.name] * (1.0 if s.place.kind in POINTS else 0.7 if EXACT[s.place.kind] <= 3 else 0.4)

        return max(some, key=lambda s: (weight(s), -s.token.i), default=None)

    def _filed(self) -> Spot | None:
        """Where the report was filed, if it plays in that country and names no place in it."""
        lines = [s for s in self._spots if s.standing == DATELINE]
        others = {s.place.country for s in self._spots if s.standing != DATELINE}
        return lines[0] if lines and others <= {lines[0].place.country} else None

    def _anyone(self, anchor: Token) -> Spot | None:
        """No place where something happens is named: then the one country of the sentence, or of the whole article."""
        entry = self._entry(anchor.start)
        told = [s for s in self._spots if s.standing != DATELINE and self._entry(s.token.start) == entry]
        here = [s for s in told if s.token.sentence == anchor.sentence]
        for some in (here, told):
            if len({s.place.country for s in some}) == 1:
                return next((s for s in some if s.place.kind == "country"), None)
        return None


def place_for(
    parsed: Parsed, places: Sequence[Place], anchor: Token, lexicon: Lexicon, kind: str | None = None
) -> Place | None:
    """The place of one word, see ``Whereabouts.of``."""
    return Whereabouts(parsed, places, lexicon).of(anchor, kind)
