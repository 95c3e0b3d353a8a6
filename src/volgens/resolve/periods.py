"""When: which of the times in an article holds for an event or a figure.

A careful coder reads the clause first. A time that hangs on the word itself (*the raid of Saturday*) comes before one of its clause, a
time of the clause before one of the clauses around it, and a time of saying (*said on Sunday that*) only tells that what is said had
happened by then. What is told in the past without any time has happened by the day of publication; what is told as still to come
has not happened before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from volgens.extract.dateline import datelines
from volgens.extract.entries import entry_at, heads
from volgens.extract.time_tense import FUTURE, PAST, PERFECT, PRESENT, tense_of
from volgens.lexicon import Lexicon, load
from volgens.model import Parsed, Sentence, Time, Token
from volgens.resolve.antecedents import antecedents, event_kinds, known

LINKS = "time_links"
SAME, BEFORE, AFTER = "same", "before", "after"  # how what happened stands to a time
DAY, WEEK, MONTH, YEAR, MORE, UNKNOWN = "day", "week", "month", "year", "more", "unknown"
LONGEST = (
    (2, DAY),
    (7, WEEK),
    (31, MONTH),
    (366, YEAR),
)  # days that a period of each precision covers at most; a night is a day
# Kinds of events and outcomes that happen at once: what the same scene tells of them has the same time.
SUDDEN = frozenset(
    {"attack", "kill", "injure", "damage", "abduct", "execute", "capture", "intercept", "killed", "injured", "killed_or_injured", "missing",
     "captured", "abducted", "executed", "destroyed", "fired", "intercepted"}
)  # fmt: skip
AHEAD = 3  # sentences after the lead that may tell its day
LEAD = (0, 1)  # paragraphs that tell what the article is about
CLAUSES = ("ccomp", "csubj", "advcl", "acl", "parataxis")
THREAT = "threaten"  # made by now, though its verb speaks of what is to come
PERIOD = "period"  # relation of nouns for a stretch of time told before: *in the period*
OPPOSITE = {SAME: SAME, BEFORE: AFTER, AFTER: BEFORE}
Period = tuple[str | None, str | None, str, Time | None]


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Days in between which something happened, and the time they come from."""

    earliest: str | None
    latest: str | None
    time: Time | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    """A time in the tree: the token that carries it and the head of the clause it stands in."""

    time: Time
    token: Token
    clause: Token


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
    told = _Scene(parsed, times, published, lexicon if lexicon is not None else load(parsed.language))
    found = told.in_sentence(anchor) or told.of_same_thing(anchor) or told.from_before(anchor, kind)
    if found is None or found.earliest is None:
        shared = told.from_scene(anchor, kind, scene) or told.from_after(anchor, kind)
        if shared is not None and (found is None or found.latest is None or (shared.latest or "") <= found.latest):
            found = shared
    found = found or told.by_tense(anchor, kind)
    return found.earliest, found.latest, precision(found.earliest, found.latest), found.time


def precision(earliest: str | None, latest: str | None) -> str:
    """How exact two ISO days are: ``day``, ``week``, ``month``, ``year``, ``more``; ``unknown`` where one of them is open."""
    if earliest is None or latest is None:
        return UNKNOWN
    days = (date.fromisoformat(latest) - date.fromisoformat(earliest)).days + 1
    return next((name for most, name in LONGEST if days <= most), MORE)


def clause_head(parsed: Parsed, token: Token) -> Token:
    """The head of the clause that a token stands in: itself where it heads one."""
    while not token.is_root and not _heads_clause(parsed, token):
        token = parsed.tokens[token.head]
    return token


def _heads_clause(parsed: Parsed, token: Token) -> bool:
    if token.rel in CLAUSES:
        return True
    return token.rel == "conj" and bool("VerbForm" in token.feats or parsed.children(token, "nsubj", "cop", "aux"))


class _Scene:
    """One article's times, and the ways from a word to the time that holds for it."""

    def __init__(self, parsed: Parsed, times: Sequence[Time], published: date | None, lexicon: Lexicon):
        self._parsed, self._lexicon = parsed, lexicon
        self._day = published.isoformat() if published else None
        self._filed = list(datelines(parsed.text))  # the day of filing is not the day of what is told
        written = {h.start for h in heads(parsed.text)}  # nor is the hour at which an entry of a live blog was written
        self._links = {str(row.phrase): str(row.relation) for row in lexicon.rows(LINKS)}
        told = [t for t in times if t.start not in written and not any(d.start <= t.start < d.end for d in self._filed)]
        self._times = sorted([*told, *self._pointed(told)], key=lambda t: t.start)

    def _pointed(self, times: Sequence[Time]) -> list[Time]:
        """The stretch of time told last, once more where *the period* points back to it."""
        out: list[Time] = []
        for t in self._parsed.tokens:
            if self._links.get(t.form.lower()) != PERIOD or t.upos != "NOUN" or not known(self._parsed, t):
                continue
            if self._parsed.children(t, "nmod", "amod", "acl", "nummod"):
                continue
            earlier = [x for x in times if x.end <= t.start and precision(x.earliest, x.latest) in (MONTH, YEAR, MORE)]
            out.extend(replace(x, start=t.start, end=t.end) for x in earlier[-1:])
        return out

    def in_sentence(self, anchor: Token) -> _Bounds | None:
        """From the anchor's own phrase out to the root of its sentence, clause by clause."""
        placed = self._placed(anchor.sentence)
        if not placed:
            return None
        own = [p for p in placed if self._below(p.token, anchor)]
        if own:
            return self._bounds(anchor, anchor, self._nearest(own, anchor), SAME)
        clause, relation = clause_head(self._parsed, anchor), SAME
        first = clause
        while True:
            here = [p for p in placed if p.clause.i == clause.i]
            if here:
                return self._bounds(anchor, clause, self._nearest(here, anchor), relation)
            if clause.is_root:
                break
            step = self._step(clause)
            if step is None or (relation != SAME and step not in (SAME, relation)):
                return None
            relation = step if relation == SAME else relation
            clause = clause_head(self._parsed, self._parsed.tokens[clause.head])
        return self._from_below(anchor, first, placed) or self._from_teller(anchor, clause, placed)

    def of_same_thing(self, anchor: Token) -> _Bounds | None:
        """For *the attack*: when the attack told of before took place."""
        for other in antecedents(self._parsed, anchor, self._lexicon):
            found = self.in_sentence(other)
            if found is not None:
                return found
        return None

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
            if s.paragraph not in LEAD or not self._placed(s.i):
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
        done = tense == PERFECT and kind is not None and kind.partition(".")[0] in SUDDEN
        if tense != PAST and not done:
            return None
        sentences = self._parsed.sentences
        here = sentences[anchor.sentence]
        for s in reversed(sentences[: here.i]):
            if s.paragraph != here.paragraph:
                return None
            root = self._main_clause(s)
            there = self._placed(s.i)
            told = [p for p in there if p.clause.rel == "ccomp" and p.clause.head == root.i and self._reports(root)]
            if told and not any(t.deprel == "aux" for t in self._parsed.children(told[0].clause, "aux")):
                # what is said in the tense of telling (*Russia launched ..., the air force said*), not when it is said
                root = told[0].clause
            placed = [p for p in there if p.clause.i == root.i]
            if placed:
                best = self._nearest(placed, root)
                if done and precision(best.time.earliest, best.time.latest) not in (DAY, WEEK):
                    return None
                days = precision(best.time.earliest, best.time.latest)
                going_on = best.time.latest == self._day and days != DAY
                return None if going_on else self._bounds(root, root, best, BEFORE if self._reports(root) else SAME)
        return None

    def _main_clause(self, sentence: Sentence) -> Token:
        """The head of the main clause; behind a date-line (*GOMA (ANP) -*) the parse hangs it on the place."""
        root = self._parsed.root(sentence)
        if any(d.start <= root.start < d.end for d in self._filed):
            return next(iter(self._parsed.children(root, "parataxis", "conj", "appos")), root)
        return root

    def by_tense(self, anchor: Token, kind: str | None = None) -> _Bounds:
        """Without any time: by the day of publication, or not before it; what a live blog tells has just happened."""
        if tense_of(self._parsed, self._lexicon, anchor) == FUTURE and kind != THREAT:
            return _Bounds(self._day, None)
        sudden = kind is not None and kind.partition(".")[0] in SUDDEN
        if sudden and entry_at(self._parsed.text, anchor.start) is not None:
            return _Bounds(self._day, self._day)
        return _Bounds(None, self._day)

    def _placed(self, sentence: int) -> list[_Placed]:
        """The times of a sentence that tell more than the day of publication does."""
        s, out = self._parsed.sentences[sentence], []
        for t in self._times:
            tells = t.earliest is not None or (t.latest is not None and t.latest != self._day)
            if s.start <= t.start < s.end and tells and not t.value.endswith("_REF"):
                token = self._parsed.head_at(t.start, t.end)
                if token is not None:
                    out.append(_Placed(t, token, clause_head(self._parsed, token)))
        return out

    def _below(self, token: Token, anchor: Token) -> bool:
        """Does the time hang under the anchor, with no clause of its own in between but a participle at the anchor?"""
        while token.i != anchor.i:
            participle = token.deprel == "acl" and token.head == anchor.i
            if token.is_root or (_heads_clause(self._parsed, token) and not participle) or token.rel == "conj":
                return False
            token = self._parsed.tokens[token.head]
        return True

    def _nearest(self, placed: Sequence[_Placed], anchor: Token) -> _Placed:
        """Nearest in the tree, then in the text."""
        up = {anchor.i: 0} | {t.i: n for n, t in enumerate(self._parsed.ancestors(anchor), 1)}

        def distance(p: _Placed) -> tuple[int, int]:
            for n, t in enumerate((p.token, *self._parsed.ancestors(p.token))):
                if t.i in up:
                    return n + up[t.i], abs(p.token.i - anchor.i)
            return len(self._parsed.tokens), abs(p.token.i - anchor.i)

        return min(placed, key=distance)

    def _bounds(self, anchor: Token, top: Token, placed: _Placed, relation: str) -> _Bounds | None:
        """The days that a time in the clause of ``top`` gives for the anchor."""
        reported = top.i != anchor.i and self._reports(top)
        if reported and relation == SAME and not self._below(placed.token, anchor):
            relation = BEFORE
        holder = self._parsed.head(placed.token)  # a preposition of the time itself is part of the time
        over = self._over(holder, anchor, top) if holder is not None else SAME
        if over == SAME and relation == SAME:
            over = OPPOSITE[self._over(anchor, placed.token, top)]
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

    def _over(self, token: Token, other: Token, top: Token) -> str:
        """How the rest of a clause stands to a phrase in it, from ``token`` up, that does not hold ``other``: *after the raid* is after."""
        around = {other.i, *(t.i for t in self._parsed.ancestors(other))}
        while token.i not in around and token.i != top.i:
            for case in self._parsed.children(token, "case"):
                link = self._links.get(case.form.lower())
                if link in (BEFORE, AFTER):
                    return link
            if token.is_root:
                break
            token = self._parsed.tokens[token.head]
        return SAME

    def _step(self, clause: Token) -> str | None:
        """How what a clause tells stands to what the clause above it tells; None where they have no time in common."""
        parsed = self._parsed
        above = parsed.tokens[clause.head]
        if clause.rel in ("ccomp", "csubj"):
            return BEFORE
        if clause.rel == "parataxis":
            return BEFORE if self._reports(above) else SAME
        if clause.rel == "conj":
            return self._of_joined(clause, above)
        if clause.rel == "acl":
            return self._of_relative(clause)
        marks = [t.form.lower() for t in parsed.children(clause, "mark", "advmod", "case")]
        links = [self._links[m] for m in marks if m in self._links]
        if links:
            return OPPOSITE[links[0]]
        finite = any(t.feats.get("VerbForm") == "Fin" for t in (clause, *parsed.children(clause, "aux", "cop")))
        return None if finite or clause.feats.get("VerbForm") == "Inf" else SAME

    def _of_joined(self, clause: Token, first: Token) -> str | None:
        """*Began in 2011 and has cost* many lives: from then on. What is still to come has no time in common with what was."""
        own, other = (tense_of(self._parsed, self._lexicon, t) for t in (clause, first))
        if own == FUTURE:
            return SAME if other == FUTURE else None
        return AFTER if own in (PERFECT, PRESENT) and other == PAST else SAME

    def _of_relative(self, clause: Token) -> str | None:
        """A relative clause in the past goes with its sentence, one in the past perfect lies before it."""
        if clause.deprel != "acl:relcl":
            return None if clause.feats.get("VerbForm") == "Inf" else SAME
        helpers = [t for t in self._parsed.children(clause, "aux") if t.deprel == "aux"]  # had fled, not: was hit
        if tense_of(self._parsed, self._lexicon, clause) != PAST:
            return None
        return BEFORE if helpers and clause.feats.get("VerbForm") == "Part" else SAME

    def _from_below(self, anchor: Token, clause: Token, placed: Sequence[_Placed]) -> _Bounds | None:
        """A time in a clause that hangs on the anchor's: *when on Friday*."""
        for p in placed:
            if p.clause.rel == "advcl" and p.clause.head == clause.i:
                marks = [t.form.lower() for t in self._parsed.children(p.clause, "mark", "advmod")]
                link = next((self._links[m] for m in marks if m in self._links), None)
                if link is not None:
                    return self._bounds(anchor, clause, p, link)
        return None

    def _from_teller(self, anchor: Token, root: Token, placed: Sequence[_Placed]) -> _Bounds | None:
        """*..., the minister said on Friday*: it had happened by then."""
        for p in placed:
            if p.clause.rel == "parataxis" and p.clause.head == root.i and self._reports(p.clause):
                return _Bounds(None, p.time.latest, p.time)
        return None

    def _reports(self, verb: Token) -> bool:
        return bool(self._lexicon.lemmas("reporting").find(self._parsed, verb))
