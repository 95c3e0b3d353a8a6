"""The times of an article as they stand in its parse: which word carries each, in which clause, and how clauses stand to each other in time.

A time belongs to the clause it stands in. A clause that is said lies before its saying, one after *nadat* after it; a date of saying may stand
between the verb and what is said; and a date from which something is the most (*the deadliest raid since March*) dates nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from volgens.extract.dateline import datelines
from volgens.extract.entries import heads
from volgens.extract.time_tense import FUTURE, PAST, PERFECT, PRESENT, tense_of
from volgens.lexicon import Lexicon
from volgens.model import Parsed, Sentence, Time, Token
from volgens.resolve import calendar as cal
from volgens.resolve.antecedents import event_kinds, known

LINKS = "time_links"
SAME, BEFORE, AFTER = "same", "before", "after"  # how what happened stands to a time
SINCE = "since"  # relation of words that lead in a time from which something lasts
OPPOSITE = {SAME: SAME, BEFORE: AFTER, AFTER: BEFORE}
PERIOD = "period"  # relation of nouns for a stretch of time told before: *in the period*
CLOSE = 2  # words and commas between a time and the clause that tells more of it
_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")
STANDING = {"agreement", "ceasefire"}  # kinds of acts whose date names what lasts
CLAUSES = ("ccomp", "csubj", "advcl", "acl", "parataxis")
DAY, WEEK, MONTH, YEAR, MORE, UNKNOWN = "day", "week", "month", "year", "more", "unknown"
LONGEST = (
    (2, DAY),
    (7, WEEK),
    (31, MONTH),
    (366, YEAR),
)  # days that a period of each precision covers at most; a night is a day


@dataclass(frozen=True, slots=True)
class Placed:
    """A time in the tree: the token that carries it and the head of the clause it stands in."""

    time: Time
    token: Token
    clause: Token
    moved: bool = False  # the parse has it in the clause that is said


def precision(earliest: str | None, latest: str | None) -> str:
    """How exact two ISO days are: ``day``, ``week``, ``month``, ``year``, ``more``; ``unknown`` where one of them is open."""
    if earliest is None or latest is None:
        return UNKNOWN
    days = (date.fromisoformat(latest) - date.fromisoformat(earliest)).days + 1
    return next((name for most, name in LONGEST if days <= most), MORE)


def bare(time: Time) -> tuple[str, str] | None:
    """First and last day of the month or year that a time names, without the word that leads it in; None for others."""
    found = _MONTH.fullmatch(time.value)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2]) if found[2] else None
    days = cal.of_month(year, month) if month else cal.of_year(year)
    return (days.earliest.isoformat(), days.latest.isoformat()) if days.earliest and days.latest else None


class TimeSpots:
    """The times of one article in its parse. ``cues`` are tokens by which something is told, None where no claims are known."""

    def __init__(
        self,
        parsed: Parsed,
        times: Sequence[Time],
        published: date | None,
        lexicon: Lexicon,
        cues: frozenset[int] | None = None,
    ):
        self._parsed, self._lexicon, self._cues = parsed, lexicon, cues
        self._sinces = {str(r.phrase) for r in lexicon.rows("time_leads") if r.relation == SINCE}
        self._ordinals = {str(r.phrase) for r in lexicon.rows("time_words") if "ordinal" in r.kinds}
        self._day = published.isoformat() if published else None
        self.filed = list(datelines(parsed.text))  # the day of filing is not the day of what is told
        written = {h.start for h in heads(parsed.text)}  # nor is the hour at which an entry of a live blog was written
        self.links = {str(row.phrase): str(row.relation) for row in lexicon.rows(LINKS)}
        told = [t for t in times if t.start not in written and not any(d.start <= t.start < d.end for d in self.filed)]
        self._times = sorted([*told, *self.pointed(told)], key=lambda t: t.start)

    def clause_head(self, token: Token) -> Token:
        """The head of the clause that a token stands in: itself where it heads one."""
        while not token.is_root and not self.heads_clause(token):
            token = self._parsed.tokens[token.head]
        return token

    def heads_clause(self, token: Token) -> bool:
        if token.rel in CLAUSES:
            return True
        if token.rel == "xcomp" and token.feats.get("VerbForm") == "Inf":
            return self.reports(self._parsed.tokens[token.head])  # claims to have taken the town at night
        verbal = "VerbForm" in token.feats or self._parsed.children(token, "nsubj", "cop", "aux")
        return token.rel == "conj" and bool(verbal)

    def pointed(self, times: Sequence[Time]) -> list[Time]:
        """The stretch of time told last, once more where *the period* points back to it."""
        out: list[Time] = []
        for t in self._parsed.tokens:
            if self.links.get(t.form.lower()) != PERIOD or t.upos != "NOUN" or not known(self._parsed, t):
                continue
            if self._parsed.children(t, "nmod", "amod", "acl", "nummod"):
                continue
            earlier = [x for x in times if x.end <= t.start and precision(x.earliest, x.latest) in (MONTH, YEAR, MORE)]
            out.extend(replace(x, start=t.start, end=t.end) for x in earlier[-1:])
        return out

    def main_clause(self, sentence: Sentence) -> Token:
        """The head of the main clause; behind a date-line (*GOMA (ANP) -*) the parse hangs it on the place."""
        root = self._parsed.root(sentence)
        if any(d.start <= root.start < d.end for d in self.filed):
            return next(iter(self._parsed.children(root, "parataxis", "conj", "appos")), root)
        return root

    def placed(self, sentence: int) -> list[Placed]:
        """The times of a sentence that tell more than the day of publication does."""
        s, out = self._parsed.sentences[sentence], []
        for t in self._times:
            tells = t.earliest is not None or (t.latest is not None and t.latest != self._day)
            if s.start <= t.start < s.end and tells and not t.value.endswith("_REF"):
                token = self._parsed.head_at(t.start, t.end)
                if token is not None:
                    own = self.clause_head(token)
                    clause = self.of_telling(token, own)
                    out.append(Placed(t, token, clause, clause.i != own.i))
        return out

    def aside(self, placed: Placed, anchor: Token) -> bool:
        """Does the time date something else than what the clause tells?"""
        return self.compares(placed, anchor) or self.of_standing(placed, anchor)

    def compares(self, placed: Placed, anchor: Token) -> bool:
        """Is it only the time from which something is the most, or is counted: *the deadliest raid since March*, *the third since then*?"""
        phrase = self.since(placed)
        if phrase is None or phrase.is_root or phrase.i in (anchor.i, *(t.i for t in self._parsed.ancestors(anchor))):
            return False
        above = self._parsed.tokens[phrase.head]
        near = [above, *(t for t in self._parsed.children(above, "nsubj", "obj", "obl", "xcomp") if t.i < phrase.i)]
        return any(self.ranked(t) for t in near)

    def of_standing(self, placed: Placed, anchor: Token) -> bool:
        """Does the time only tell which agreement is meant: *violated the truce of 10 October*?"""
        around = {anchor.i, *(t.i for t in self._parsed.ancestors(anchor))}
        for t in self._parsed.ancestors(placed.token):
            if t.i in around or t.i == placed.clause.i:
                return False
            kinds = event_kinds(self._parsed, t, self._lexicon) if t.upos == "NOUN" else set()
            if kinds and kinds <= STANDING:
                return True
        return False

    def ranked(self, token: Token) -> bool:
        """Is it the most of its kind, or one in a row: *the heaviest attack*, *the second coup*, *for the first time*?"""
        first = (token, *self._parsed.children(token, "amod", "nummod"))
        first = (*first, *(t for a in first for t in self._parsed.children(a, "advmod")))
        return any(t.feats.get("Degree") == "Sup" or t.form.lower() in self._ordinals for t in first)

    def since(self, placed: Placed) -> Token | None:
        """The head of the phrase or clause that a word for *since* leads in and that holds the time."""
        for t in (placed.token, *self._parsed.ancestors(placed.token)):
            words = {c.form.lower() for c in self._parsed.children(t, "case", "mark")}
            if any(self.links.get(word) == AFTER for word in words):
                return t
            if t.upos == "VERB":
                return None
        return None

    def since_undated(self, anchor: Token) -> bool:
        """Does *since* with a thing and no time stand in the anchor's sentence, above it: *the number killed since the coup*?"""
        timed = {t.i for p in self.placed(anchor.sentence) for t in (p.token, *self._parsed.ancestors(p.token))}
        for top in (anchor, *self._parsed.ancestors(anchor)):
            for t in self._parsed.children(top, "obl", "nmod", "advcl"):
                words = {c.form.lower() for c in self._parsed.children(t, "case", "mark")}
                if words & self._sinces and t.i not in timed:
                    return not self.ranked(top)
        return False

    def told_last(self, anchor: Token) -> Time | None:
        """The time told last before the anchor's sentence in its paragraph, not one of saying."""
        sentences = self._parsed.sentences
        for i in range(anchor.sentence - 1, -1, -1):
            if sentences[i].paragraph != sentences[anchor.sentence].paragraph:
                return None
            told = [p.time for p in self.placed(i) if not self.reports(p.clause) and not self.compares(p, p.clause)]
            if told:
                return told[-1]
        return None

    def when(self, clause: Token, placed: Sequence[Placed]) -> Placed | None:
        """For *since October, when clashes broke out*: the time that the clause tells more of, as it is by itself."""
        first = min((t.i for t in self._parsed.children(clause, "mark", "advmod")), default=clause.i)
        if self.links.get(self._parsed.tokens[first].form.lower()) != SAME:
            return None
        for p in placed:
            if 0 < first - p.token.i <= CLOSE and p.clause.i != clause.i and (days := bare(p.time)):
                return replace(p, time=replace(p.time, earliest=days[0], latest=days[1]))
        return None

    def plain(self, placed: Sequence[Placed], anchor: Token) -> list[Placed]:
        """The times of a clause without those that only tell after or before what it came, where it has another."""
        around = {anchor.i, *(t.i for t in self._parsed.ancestors(anchor))}
        own = [p for p in placed if p.token.i in around or not self._led(p)]
        return own or list(placed)

    def _led(self, placed: Placed) -> bool:
        return any(
            self.links.get(c.form.lower()) in (BEFORE, AFTER) for c in self._parsed.children(placed.token, "case")
        )

    def of_telling(self, token: Token, clause: Token) -> Token:
        """The clause of a time: *said on Friday it had received* is when it was said, though the parse may have it otherwise."""
        above = self._parsed.tokens[clause.head]
        if clause.rel != "ccomp" or not above.i < token.i or not self.reports(above):
            return clause
        begins = min((t.i for t in self._parsed.children(clause, "nsubj", "mark", "csubj")), default=clause.i)
        own = {t.i for t in self._parsed.children(token, "case", "det", "advmod", "amod")} | {token.i}
        between = {t.i for t in self._parsed.tokens[above.i + 1 : token.i]} - own
        return above if token.i < begins and not between else clause

    def below(self, token: Token, anchor: Token) -> bool:
        """Does the time hang under the anchor, with no clause of its own in between but a participle at the anchor?"""
        while token.i != anchor.i:
            participle = token.deprel == "acl" and token.head == anchor.i
            if token.is_root or (self.heads_clause(token) and not participle) or token.rel == "conj":
                return False
            token = self._parsed.tokens[token.head]
        return True

    def nearest(self, placed: Sequence[Placed], anchor: Token) -> Placed:
        """Nearest in the tree, then in the text."""
        up = {anchor.i: 0} | {t.i: n for n, t in enumerate(self._parsed.ancestors(anchor), 1)}

        def distance(p: Placed) -> tuple[int, int]:
            for n, t in enumerate((p.token, *self._parsed.ancestors(p.token))):
                if t.i in up:
                    return n + up[t.i], abs(p.token.i - anchor.i)
            return len(self._parsed.tokens), abs(p.token.i - anchor.i)

        best = min(placed, key=distance)
        joined = [
            p
            for p in placed
            if p is not best and self._joined(p.token, best.token) and p.time.earliest and p.time.latest
        ]
        if not joined or not best.time.earliest or not best.time.latest:
            return best
        both = [best.time, *(p.time for p in joined)]
        first, last = min(t.earliest or "" for t in both), max(t.latest or "" for t in both)
        return replace(best, time=replace(best.time, earliest=first, latest=last))

    def _joined(self, a: Token, b: Token) -> bool:
        """Are the two coordinated: *in 2020 and 2021*, *on Saturday and Sunday*?"""
        return (a.rel == "conj" and a.head == b.i) or (b.rel == "conj" and b.head == a.i)

    def over(self, token: Token, other: Token, top: Token) -> str:
        """How the rest of a clause stands to a phrase in it, from ``token`` up, that does not hold ``other``: *after the raid* is after."""
        around = {other.i, *(t.i for t in self._parsed.ancestors(other))}
        while token.i not in around and token.i != top.i:
            for case in self._parsed.children(token, "case"):
                link = self.links.get(case.form.lower())
                if link in (BEFORE, AFTER):
                    return link
            if token.is_root:
                break
            token = self._parsed.tokens[token.head]
        return SAME

    def step(self, clause: Token) -> str | None:
        """How what a clause tells stands to what the clause above it tells; None where they have no time in common."""
        parsed = self._parsed
        above = parsed.tokens[clause.head]
        if clause.rel in ("ccomp", "csubj", "xcomp"):
            return BEFORE
        if clause.rel == "parataxis":
            return BEFORE if self.reports(above) else SAME
        if clause.rel == "conj":
            return self.of_joined(clause, above)
        if clause.rel == "acl":
            return self.of_relative(clause)
        marks = [t.form.lower() for t in parsed.children(clause, "mark", "advmod", "case")]
        links = [self.links[m] for m in marks if m in self.links]
        if links:
            return OPPOSITE[links[0]]
        finite = any(t.feats.get("VerbForm") == "Fin" for t in (clause, *parsed.children(clause, "aux", "cop")))
        return None if finite or clause.feats.get("VerbForm") == "Inf" else SAME

    def of_joined(self, clause: Token, first: Token) -> str | None:
        """*Began in 2011 and has cost* many lives: from then on. What is still to come has no time in common with what was."""
        own, other = (tense_of(self._parsed, self._lexicon, t) for t in (clause, first))
        if own == FUTURE:
            return SAME if other == FUTURE else None
        return AFTER if own in (PERFECT, PRESENT) and other == PAST else SAME

    def of_relative(self, clause: Token) -> str | None:
        """A relative clause in the past goes with its sentence, one in the past perfect lies before it."""
        if clause.deprel != "acl:relcl":
            return None if clause.feats.get("VerbForm") == "Inf" else SAME
        helpers = [t for t in self._parsed.children(clause, "aux") if t.deprel == "aux"]  # had fled, not: was hit
        if tense_of(self._parsed, self._lexicon, clause) != PAST:
            return None
        return BEFORE if helpers and clause.feats.get("VerbForm") == "Part" else SAME

    def reports(self, verb: Token) -> bool:
        """Is something told by the verb? One of two minds (*vonden de dood*) has to have a claim that rests on it, or a clause."""
        if self._cues is not None and verb.i in self._cues:
            return True
        rows = [m.row for m in self._lexicon.lemmas("reporting").find(self._parsed, verb)]
        if not rows or self._cues is None or any(not row.condition for row in rows):
            return bool(rows)
        return verb.rel == "parataxis" or bool(self._parsed.children(verb, "ccomp", "xcomp", "parataxis"))
