"""When: which of the times in an article holds for an event or a figure.

A careful coder reads the clause first. A time that hangs on the word itself (*the raid of Saturday*) comes before one of its clause, a
time of the clause before one of the clauses around it, and a time of saying (*said on Sunday that*) only tells that what is said had
happened by then. What is told in the past without any time has happened by the day of publication; what is told as still to come
has not happened before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from volgens.extract.entries import entry_at
from volgens.extract.time_tense import FUTURE, PAST, PERFECT, PRESENT, tense_of
from volgens.lexicon import Lexicon, load
from volgens.model import Parsed, Time, Token
from volgens.resolve.antecedents import antecedents, event_kinds, known
from volgens.resolve.time_spots import (
    AFTER,
    BEFORE,
    DAY,
    MORE,
    OPPOSITE,
    SAME,
    STANDING,
    WEEK,
    YEAR,
    Placed,
    TimeSpots,
    precision,
)

# Kinds of events and outcomes that happen at once: what the same scene tells of them has the same time.
SUDDEN = frozenset(
    {"attack", "kill", "injure", "damage", "abduct", "execute", "capture", "intercept", "killed", "injured", "killed_or_injured", "missing",
     "captured", "abducted", "executed", "destroyed", "fired", "intercepted"}
)  # fmt: skip
OTHERS = "other_events"
JUDGED = frozenset(
    {"arrest", "detain", "accuse", "sanction", "investigate", "protest"}
)  # acts that come after what they are about
LASTING = (YEAR, MORE)  # precision of what has gone on for so long that many things befell in it
AHEAD = 3  # sentences after the lead that may tell its day
LEAD = (0, 1)  # paragraphs that tell what the article is about
THREAT = "threaten"  # made by now, though its verb speaks of what is to come
Period = tuple[str | None, str | None, str, Time | None]


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Days in between which something happened, and the time they come from."""

    earliest: str | None
    latest: str | None
    time: Time | None = None


def period_for(
    parsed: Parsed,
    times: Sequence[Time],
    anchor: Token,
    published: date | None,
    lexicon: Lexicon | None = None,
    kind: str | None = None,
    scene: Sequence[Token] = (),
) -> Period:
    """Earliest and latest ISO day of what ``anchor`` (an event's trigger, what a figure counts) stands for, precision, and the time it rests on.

    A bound that the text does not give is None. Precision is day, week, month, year, more, or unknown where a bound is open. ``times``
    are those of the article; ``lexicon`` is the shipped one of the article's language where none is given. ``kind`` is the event's type or
    the figure's outcome, ``scene`` where the article has named its place before: what happens at once in one place shares its time.
    """
    words = lexicon if lexicon is not None else load(parsed.language)
    return Periods(parsed, times, published, words).of(anchor, kind, scene)


class Periods:
    """One article's times, and the ways from a word to the time that holds for it. ``cues`` are tokens by which something is told."""

    def __init__(
        self,
        parsed: Parsed,
        times: Sequence[Time],
        published: date | None,
        lexicon: Lexicon,
        cues: frozenset[int] | None = None,
    ):
        self._parsed, self._lexicon = parsed, lexicon
        self._day = published.isoformat() if published else None
        self._others = {str(row.phrase) for row in lexicon.rows(OTHERS)}
        self._tree = TimeSpots(parsed, times, published, lexicon, cues)

    def of(self, anchor: Token, kind: str | None = None, scene: Sequence[Token] = ()) -> Period:
        """See ``period_for``."""
        others = self.of_others(anchor)
        found = self.in_sentence(anchor) or self.of_same_thing(anchor)
        found = found or self.since_event(anchor) or (self.from_before(anchor, kind) if not others else None)
        if (found is None or found.earliest is None) and not others:
            shared = self.from_scene(anchor, kind, scene) or self.from_after(anchor, kind)
            if shared is not None and (found is None or found.latest is None or (shared.latest or "") <= found.latest):
                found = shared
        found = found or self.by_tense(anchor, kind)
        return found.earliest, found.latest, precision(found.earliest, found.latest), found.time

    def dated(self, anchor: Token) -> bool:
        """Does a time stand in the anchor's own sentence?"""
        return self.in_sentence(anchor) is not None

    def day_of_lead(self) -> tuple[str, str] | None:
        """The first day that the first paragraph names, not as that on which something was said: *the morning of 27 May*."""
        for s in takewhile(lambda s: s.paragraph == 0, self._parsed.sentences):
            for p in self._tree.placed(s.i):
                object_ = any(t.rel in ("obj", "nsubj") for t in (p.token, *self._parsed.ancestors(p.token)))
                told = object_ or not self._tree.reports(p.clause)
                if told and p.time.earliest and p.time.latest and precision(p.time.earliest, p.time.latest) == DAY:
                    return p.time.earliest, p.time.latest
        return None

    def told_before(self, anchor: Token) -> list[Time]:
        """The times that the main clauses before the anchor in its paragraph tell of what happened, and those of its own sentence."""
        sentences, out = self._parsed.sentences, list[Time]()
        for i in range(anchor.sentence, -1, -1):
            if sentences[i].paragraph != sentences[anchor.sentence].paragraph:
                break
            roots = (self._tree.main_clause(sentences[i]).i, self._parsed.root(i).i)
            out += [p.time for p in self._tree.placed(i) if p.clause.i in roots and not self._tree.reports(p.clause)]
        return out

    def in_sentence(self, anchor: Token) -> _Bounds | None:
        """From the anchor's own phrase out to the root of its sentence, clause by clause."""
        placed = [p for p in self._tree.placed(anchor.sentence) if not self._tree.aside(p, anchor)]
        if not placed:
            return None
        own = [p for p in placed if not p.moved and self._tree.below(p.token, anchor)]
        if own:
            return self._bounds(anchor, anchor, self._tree.nearest(own, anchor), SAME)
        if told := self._of_whom(anchor, placed) or self._of_deed(anchor, placed):
            return told
        clause, relation = self._tree.clause_head(anchor), SAME
        first = clause
        while True:
            here = self._tree.plain([p for p in placed if p.clause.i == clause.i], anchor)
            if here:
                relation = BEFORE if relation == SAME and self._judged(anchor, clause) else relation
                return self._bounds(anchor, clause, self._tree.nearest(here, anchor), relation)
            if clause.i == first.i and (shared := self._of_both(clause, placed)):
                return self._bounds(anchor, clause, shared, SAME)
            if clause.is_root:
                break
            if more := self._tree.when(clause, placed):
                return _Bounds(more.time.earliest, more.time.latest, more.time)
            step = self._tree.step(clause)
            if step is None or (relation != SAME and step not in (SAME, relation)):
                return None
            relation = step if relation == SAME else relation
            clause = self._tree.clause_head(self._parsed.tokens[clause.head])
        return self._from_below(anchor, first, placed) or self._from_teller(anchor, clause, placed)

    def _of_both(self, clause: Token, placed: Sequence[Placed]) -> Placed | None:
        """*Killed six people and wounded sixty on Thursday*: a time behind two joined verbs with one subject holds for both."""
        for other in self._parsed.children(clause, "conj"):
            here = [p for p in placed if p.clause.i == other.i and p.token.i > other.i]
            own = self._parsed.children(other, "nsubj", "nsubj:pass", "aux")
            if here and not own and clause.upos == other.upos == "VERB" and self._tree.of_joined(other, clause) == SAME:
                return self._tree.nearest(here, other)
        return None

    def _of_whom(self, anchor: Token, placed: Sequence[Placed]) -> _Bounds | None:
        """What is told of the people in question in a clause of their own: *the murder of nine villagers, who were shot in May 2012*."""
        people = (
            (anchor, *self._parsed.children(anchor, "nmod", "obj", "nsubj")) if anchor.upos in ("NOUN", "NUM") else ()
        )
        for clause in (c for t in people for c in self._parsed.children(t, "acl")):
            here = [p for p in placed if p.clause.i == clause.i]
            past = tense_of(self._parsed, self._lexicon, clause) == PAST
            planned = here and tense_of(self._parsed, self._lexicon, here[0].token) == FUTURE
            standing = event_kinds(self._parsed, anchor, self._lexicon) <= STANDING
            sudden = standing or SUDDEN & event_kinds(self._parsed, clause, self._lexicon)
            if here and (planned or (past and sudden)):
                return self._bounds(clause, clause, self._tree.nearest(here, clause), SAME)
        return None

    def _judged(self, anchor: Token, clause: Token) -> bool:
        """Does the clause tell of what came after the anchor: *arrested on Monday over the killing of six men*?"""
        if anchor.i == clause.i or not JUDGED & event_kinds(self._parsed, clause, self._lexicon):
            return False
        above = takewhile(lambda t: t.i != clause.i, (anchor, *self._parsed.ancestors(anchor)))
        return any(
            t.rel in ("obl", "nmod", "advcl") and SUDDEN & event_kinds(self._parsed, t, self._lexicon) for t in above
        )

    def of_same_thing(self, anchor: Token) -> _Bounds | None:
        """For *the attack*, and for what it did: when the attack told of before took place."""
        for noun in (anchor, *self._done_by(anchor)):
            for other in antecedents(self._parsed, noun, self._lexicon):
                found = self.in_sentence(other)
                if found is not None:
                    return found
        return None

    def _of_deed(self, anchor: Token, placed: Sequence[Placed]) -> _Bounds | None:
        """Where all times of the clause are of one attack: *raised the toll of Tuesday's strike to 29 dead*."""
        here = [p for p in placed if p.clause.i == self._tree.clause_head(anchor).i]
        for noun in self._done_by(anchor):
            if here and all(self._tree.below(p.token, noun) for p in here):
                return self._bounds(noun, noun, self._tree.nearest(here, noun), SAME)
        return None

    def _done_by(self, anchor: Token) -> Iterator[Token]:
        """The attack with which, or in which, it happened: *three people were wounded in the attack*, *the bombing killed two*."""
        clause = self._tree.clause_head(anchor)
        if (
            SUDDEN & event_kinds(self._parsed, clause, self._lexicon)
            and clause.i != anchor.i
            and anchor.rel in ("obl", "nsubj")
        ):
            return
        if tense_of(self._parsed, self._lexicon, clause) in (PAST, PERFECT, None):
            toll = [n for t in self._parsed.children(clause, "obj") for n in self._parsed.children(t, "nmod")]
            for noun in (*self._parsed.children(clause, "obl", "nsubj"), *toll):
                if noun.i != anchor.i and SUDDEN & event_kinds(self._parsed, noun, self._lexicon):
                    yield noun

    def since_event(self, anchor: Token) -> _Bounds | None:
        """*Killed since the coup*: from the day told in its paragraph last; where none is told, from a day that is not known."""
        if not self._tree.since_undated(anchor):
            return None
        told = self._tree.told_last(anchor)
        return _Bounds(told.earliest if told else None, self._day, told)

    def from_scene(self, anchor: Token, kind: str | None, scene: Sequence[Token]) -> _Bounds | None:
        """For the dead and wounded of an attack told of before: when that took place, by the first sentence, in the lead or
        in its own paragraph, that names both its place and its days."""
        if kind is None or kind.partition(".")[0] not in SUDDEN:
            return None
        tense = tense_of(self._parsed, self._lexicon, anchor)
        if tense == FUTURE or (tense == PRESENT and anchor.upos not in ("NOUN", "NUM")):
            return None
        paragraphs = (*LEAD, self._parsed.sentences[anchor.sentence].paragraph)
        for token in scene:
            near = self._parsed.sentences[token.sentence].paragraph in paragraphs
            if token.sentence < anchor.sentence and near and self._tells_of_sudden(token):
                found = self.in_sentence(token)
                if found is None and self._parsed.sentences[token.sentence].paragraph == 0:
                    found = self._day_after(token.sentence)
                if found is not None and precision(found.earliest, found.latest) in (DAY, WEEK):
                    return found
        return None

    def from_after(self, anchor: Token, kind: str | None) -> _Bounds | None:
        """The lead may leave the day to the sentences after it: *Gunmen killed 34 people, officials said on Monday. They arrived on Saturday.*"""
        sudden = kind is not None and kind.partition(".")[0] in SUDDEN
        ahead = tense_of(self._parsed, self._lexicon, anchor) in (FUTURE, PRESENT)
        if not sudden or ahead or self._parsed.sentences[anchor.sentence].paragraph > 0:
            return None
        return self._day_after(anchor.sentence)

    def _day_after(self, sentence: int) -> _Bounds | None:
        """The day of the first thing that happens at once in the sentences of the lead after this one."""
        for s in self._parsed.sentences[sentence + 1 : sentence + 1 + AHEAD]:
            if s.paragraph not in LEAD or not self._tree.placed(s.i):
                continue
            for t in self._parsed.words(s):
                if t.upos == "VERB" and SUDDEN & event_kinds(self._parsed, t, self._lexicon):
                    found = self.in_sentence(t) if tense_of(self._parsed, self._lexicon, t) in (PAST, PERFECT) else None
                    if found and precision(found.earliest, found.latest) == DAY:
                        return found
        return None

    def _tells_of_sudden(self, token: Token) -> bool:
        """Does a place stand with a word for what happens at once?"""
        above = (token, *self._parsed.ancestors(token))
        return any(SUDDEN & event_kinds(self._parsed, t, self._lexicon) for t in above)

    def from_before(self, anchor: Token, kind: str | None = None) -> _Bounds | None:
        """What is told on in the past tense goes with the time of the sentences before it in its paragraph."""
        tense = tense_of(self._parsed, self._lexicon, anchor)
        sudden = kind is not None and kind.partition(".")[0] in SUDDEN
        done = tense == PERFECT and sudden
        if tense != PAST and not done:
            return None
        if self._then(anchor) and (last := self._tree.told_last(anchor)):
            return _Bounds(last.earliest, last.latest, last)
        sentences, points = self._parsed.sentences, self._points_back(anchor)
        here = sentences[anchor.sentence]
        for i in range(here.i - 1, -1, -1):
            s = sentences[i]
            if s.paragraph != here.paragraph:
                return None
            root = self._tree.main_clause(s)
            there = self._tree.placed(s.i)
            told = [
                p for p in there if p.clause.rel == "ccomp" and p.clause.head == root.i and self._tree.reports(root)
            ]
            if told and (points or not any(t.deprel == "aux" for t in self._parsed.children(told[0].clause, "aux"))):
                # what is said in the tense of telling (*Russia launched ..., the air force said*), not when it is said
                root = told[0].clause
            placed = [p for p in there if p.clause.i == root.i and not self._tree.compares(p, root)]
            if placed:
                return self._told_on(anchor, root, self._tree.nearest(placed, root), sudden, done and not points)
        return None

    def _told_on(self, anchor: Token, root: Token, before: Placed, sudden: bool, exact: bool) -> _Bounds | None:
        """The days of a time told in a sentence before: of what goes on, since then, where many things are told; ``exact``: only of days."""
        days = precision(before.time.earliest, before.time.latest)
        if before.time.latest == self._day and days != DAY:
            many = sudden and days in LASTING and self._many(anchor)
            return _Bounds(before.time.earliest, self._day, before.time) if many else None
        if exact and days not in (DAY, WEEK):
            return None
        return self._bounds(root, root, before, BEFORE if self._tree.reports(root) else SAME)

    def _then(self, anchor: Token) -> bool:
        """Does the clause point to the time told before: *nam het leger de stad toen in*?"""
        beside = self._parsed.children(self._tree.clause_head(anchor), "advmod")
        return any(t.upos == "ADV" and self._tree.links.get(t.form.lower()) == SAME for t in beside)

    def _many(self, anchor: Token) -> bool:
        """Is it told of more than one: *more than a hundred civilians died*, *almost daily raids*?"""
        told = (anchor, *self._parsed.children(anchor, "nsubj", "obj"))
        return any(t.feats.get("Number") == "Plur" and t.upos == "NOUN" for t in told)

    def _points_back(self, anchor: Token) -> bool:
        """Does the clause point to an act told before: *in the operation*, *bij die aanval*?"""
        beside = self._parsed.children(self._tree.clause_head(anchor), "obl")
        return any(
            t.upos == "NOUN" and known(self._parsed, t) and event_kinds(self._parsed, t, self._lexicon) for t in beside
        )

    def of_others(self, anchor: Token) -> bool:
        """Do words beside the anchor, or its verb, say that other acts are meant: *earlier*, *similar*, *often*?"""
        near = list[Token]()
        for above in (anchor, *self._parsed.ancestors(anchor)):
            near.append(above)
            if above.upos == "VERB":
                near += self._parsed.children(above, "obl", "nsubj")
                break
        acts = [
            t for t in near if t.upos == "VERB" or event_kinds(self._parsed, t, self._lexicon)
        ]  # not: 14 other people
        beside = (c for t in acts for c in self._parsed.children(t, "amod", "advmod", "det"))
        said = (t for t in beside if t.rel != "advmod" or t.feats.get("Degree") != "Cmp")  # not: killed earlier
        return any(t.lemma.lower() in self._others or t.form.lower() in self._others for t in said)

    def by_tense(self, anchor: Token, kind: str | None = None) -> _Bounds:
        """Without any time: by the day of publication, or not before it; what a live blog tells has just happened."""
        if tense_of(self._parsed, self._lexicon, anchor) == FUTURE and kind != THREAT:
            return _Bounds(self._day, None)
        sudden = kind is not None and kind.partition(".")[0] in SUDDEN
        if sudden and entry_at(self._parsed.text, anchor.start) is not None:
            return _Bounds(self._day, self._day)
        return _Bounds(None, self._day)

    def _bounds(self, anchor: Token, top: Token, placed: Placed, relation: str) -> _Bounds | None:
        """The days that a time in the clause of ``top`` gives for the anchor."""
        reported = top.i != anchor.i and self._tree.reports(top)
        if reported and relation == SAME and not self._tree.below(placed.token, anchor):
            relation = BEFORE
        holder = self._parsed.head(placed.token)  # a preposition of the time itself is part of the time
        over = self._tree.over(holder, anchor, top) if holder is not None else SAME
        if over == SAME and relation == SAME:
            over = OPPOSITE[self._tree.over(anchor, placed.token, top)]
        if over != SAME:
            relation = over if relation in (SAME, over) else ""
        time = placed.time
        if relation == SAME:
            return _Bounds(time.earliest, time.latest, time)
        if relation == BEFORE:
            return _Bounds(None, time.latest, time)
        if relation == AFTER:
            return _Bounds(time.earliest, self._day, time)
        return None

    def _from_below(self, anchor: Token, clause: Token, placed: Sequence[Placed]) -> _Bounds | None:
        """A time in a clause that hangs on the anchor's: *when on Friday*."""
        for p in placed:
            if p.clause.rel == "advcl" and p.clause.head == clause.i:
                marks = [t.form.lower() for t in self._parsed.children(p.clause, "mark", "advmod")]
                link = next((self._tree.links[m] for m in marks if m in self._tree.links), None)
                if link is not None:
                    return self._bounds(anchor, clause, p, link)
                if p.clause.feats.get("VerbForm") == "Part" and p.clause.feats.get("Tense") == "Pres":
                    return self._bounds(
                        anchor, clause, p, SAME
                    )  # killed by shelling in May; bombed it, killing six on Monday
        return None

    def _from_teller(self, anchor: Token, root: Token, placed: Sequence[Placed]) -> _Bounds | None:
        """*..., the minister said on Friday*: it had happened by then."""
        for p in placed:
            if p.clause.rel == "parataxis" and p.clause.head == root.i and self._tree.reports(p.clause):
                return _Bounds(None, p.time.latest, p.time)
        return None
