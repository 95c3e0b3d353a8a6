"""Figures: numbers that count something of substance, with what they count and what befell it.

Source, place and time of a figure are for a later step: here they stay empty.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from volgens.extract.counting import NOMINAL, Counted, Counter, counter
from volgens.extract.numbers import Number
from volgens.extract.outcomes import CASUALTIES, HARMED, Finding, Outcomes, outcomes
from volgens.lexicon import Lexicon
from volgens.model import Base, Derived, Figure, Parsed, Reason, Span, Token, content_id

IDLE_MEASURES = frozenset({"duration", "other"})  # measures that count nothing that was done
PEOPLE = HARMED | {"displaced", "deployed", "released", "rescued", "affected"}
LONGEST_HEADING = 10  # tokens
SMALL = 10  # below it, an unknown noun without an outcome is no figure ("four seasons")
LONGEST_QUOTE = 220  # characters; beyond it the quote is the number and its noun
TOPIC_SENTENCES = 3  # how far back the subject of a tally may lie
LONGEST_PART = 4  # words of a phrase that makes a part of a total


class Stretch(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _Draft:
    """A figure in the making."""

    number: Number
    counted: Counted
    finding: Finding | None
    unit: str

    @property
    def outcome(self) -> str:
        return self.finding.outcome if self.finding else "none"


def find(
    parsed: Parsed, numbers: Sequence[Number], times: Sequence[Stretch], lexicon: Lexicon
) -> tuple[Figure, ...]:
    """The figures of an article, in text order.

    ``numbers`` as ``extract.numbers.find`` gives them; those inside one of ``times`` are left out. ``claim_id``, ``event_id``,
    ``place_id`` and the dates are None, ``id`` follows from the place in the text and the outcome.
    """
    return _reader(lexicon).find(parsed, numbers, times)


@lru_cache(maxsize=8)
def _reader(lexicon: Lexicon) -> "_Reader":
    return _Reader(lexicon)


class _Reader:
    def __init__(self, lexicon: Lexicon):
        self.counter: Counter = counter(lexicon)
        self.outcomes: Outcomes = outcomes(lexicon)
        self.context: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        for row in lexicon.rows("number_context"):
            self.context.setdefault((row.place, row.sense), set()).add(row.words("phrase"))
        self.parts = {(row.place, row.words("phrase")) for row in lexicon.rows("parts_of_total")}
        self.articles = {str(r.word) for r in lexicon.rows("number_words") if r.kind == "article"}

    def find(self, parsed: Parsed, numbers: Sequence[Number], times: Sequence[Stretch]) -> tuple[Figure, ...]:
        timed = {t.i for time in times for t in parsed.within(time.start, time.end)}
        free = [n for n in numbers if not any(time.start < n.end and n.start < time.end for time in times)]
        drafts: list[_Draft] = []
        for number in free:
            taken = timed | {i for n in free if n is not number for i in n.tokens}
            draft = self._draft(parsed, number, taken, drafts)
            if draft:
                drafts.append(draft)
        drafts = self._shared_bounds(parsed, drafts)
        drafts += self._articles(parsed, drafts, timed)
        drafts.sort(key=lambda d: d.number.start)
        return tuple(self._figure(parsed, d, numbers) for d in drafts)

    # one number

    def _draft(self, parsed: Parsed, number: Number, taken: set[int], before: Sequence[_Draft]) -> _Draft | None:
        if self._is_heading(parsed, number):
            return None
        counted = self.counter.find(parsed, number, taken)
        if self._is_something_else(parsed, number, counted):
            return None
        base = any(d.counted.partitive and set(number.tokens) <= {t.i for t in d.counted.group} for d in before)
        finding = self.outcomes.find(parsed, counted, taken - set(number.tokens), base)
        total = self._total(parsed, number, counted, before)
        if total is not None:
            finding, counted = self._part(finding, total, number, counted)
        elif finding is not None and finding.outcome == "topic":
            finding = self._topic(parsed, number, finding, before)
        unit = self._unit(counted, finding, total or self._near(parsed, number, before))
        if finding is None and unit in ("drone", "missile"):
            finding = Finding("fired", (), (), "means")
        draft = _Draft(number, counted, finding, unit)
        return draft if self._counts(parsed, draft) else None

    def _is_heading(self, parsed: Parsed, number: Number) -> bool:
        """Does the number stand in a heading between paragraphs? It repeats what the text says."""
        s = parsed.sentences[parsed.tokens[number.tokens[0]].sentence]
        alone = all(o.paragraph != s.paragraph for o in parsed.sentences[max(0, s.i - 1) : s.i + 2] if o.i != s.i)
        last = parsed.tokens[s.last - 1]
        return s.paragraph > 0 and alone and s.last - s.first <= LONGEST_HEADING and last.upos != "PUNCT"

    def _is_something_else(self, parsed: Parsed, number: Number, counted: Counted) -> bool:
        """A duration, a year, an age, a name's number, *one of the*: no count."""
        if counted.measure in IDLE_MEASURES or (counted.head is not None and self.counter.is_idle(counted.head)):
            return True
        if number.year and (counted.head is None or counted.head.feats.get("Number") != "Plur"):
            return counted.measure is None
        if counted.head is None and number.bound_span is None and self._beside(parsed, number, "before", "age"):
            return True
        if counted.head is None and ( self._beside(parsed, number, "before", "identifier")):
            return counted.measure is None
        if number.value == 1 and not number.is_percent and number.kind == "words":
            return self._beside(parsed, number, "before", "one_of") or self._beside(parsed, number, "after", "one_of")
        if self._beside(parsed, number, "after", "age"):
            return True
        if number.kind == "share" and self._beside(parsed, number, "before", "identifier"):
            return True
        own = parsed.tokens[number.tokens[0]]
        above = parsed.head(own)
        name = above is not None and above.upos == "PROPN" and above.i < own.i
        return counted.head is None and name and own.rel in ("flat", "nummod", "appos", "nmod", "compound", "dep")

    def _beside(self, parsed: Parsed, number: Number, place: str, *senses: str) -> bool:
        """Do words that make it something else stand directly before or after the number (or its bound)?"""
        words = parsed.words(parsed.tokens[number.tokens[0]].sentence)
        first, last = number.tokens[0] - words[0].i, number.tokens[-1] - words[0].i + 1
        forms = [t.form.lower() for t in words]
        for sense in senses:
            for phrase in self.context.get((place, sense), ()):
                n = len(phrase)
                if place == "before" and first >= n and tuple(forms[first - n : first]) == phrase:
                    return True
                if place == "after" and tuple(forms[last : last + n]) == phrase:
                    return True
        return False

    def _counts(self, parsed: Parsed, d: _Draft) -> bool:
        """Is it a count of something of substance?"""
        number, counted, outcome = d.number, d.counted, d.outcome
        if number.is_percent or counted.measure is not None:
            return True
        if number.kind == "none":
            return outcome in CASUALTIES and d.finding is not None and (counted.head is None or d.finding.rule == "victims")
        if number.kind == "few":
            return outcome in HARMED
        if outcome != "none":
            return True
        if counted.head is None or number.value == 1 or self._beside(parsed, number, "before", "age", "clock"):
            return False
        size = number.value if number.value is not None else number.low or 0
        if size < SMALL and self._known_already(parsed, counted):
            return False
        return counted.unit is not None or size >= SMALL

    def _known_already(self, parsed: Parsed, counted: Counted) -> bool:
        """Does the phrase point back (the two men, those three villages)?"""
        first = counted.group[0]
        words = parsed.words(first.sentence)
        k = first.i - words[0].i
        before = words[k - 1] if k else None
        if before is None or before.upos not in ("DET", "PRON"):
            return False
        kind = before.feats.get("PronType", "")
        return before.feats.get("Definite") == "Def" or "Dem" in kind or before.feats.get("Poss") == "Yes"

    # totals, parts and topics

    def _total(self, parsed: Parsed, number: Number, counted: Counted, before: Sequence[_Draft]) -> _Draft | None:
        """The figure that this one is a part of: *onder wie drie kinderen*, *70 of which*."""
        total = self._near(parsed, number, before)
        if total is None:
            return None
        words = parsed.words(counted.group[0].sentence)
        forms = [t.form.lower() for t in words]
        first, last = counted.group[0].i - words[0].i, number.tokens[-1] - words[0].i + 1
        for n in range(1, LONGEST_PART + 1):
            if first >= n and ("before", tuple(forms[first - n : first])) in self.parts:
                return total
            if first > n and words[first - 1].upos in ("AUX", "VERB", "ADV") and (
                ("before", tuple(forms[first - 1 - n : first - 1])) in self.parts
            ):  # fmt: skip
                return total
            if ("after", tuple(forms[last : last + n])) in self.parts:
                return total
        last_part = before[-1]
        joined = words[first - 1].upos == "CCONJ" if first else False
        if joined and last_part.finding and last_part.finding.rule == "part" and last_part is not total:
            return total if last_part.counted.group[-1].i == counted.group[0].i - 2 else None
        return None

    def _near(self, parsed: Parsed, number: Number, before: Sequence[_Draft]) -> _Draft | None:
        """The last figure before this one in its sentence that is no part itself."""
        here = parsed.tokens[number.tokens[0]].sentence
        for d in reversed(before):
            if parsed.tokens[d.number.tokens[0]].sentence != here:
                return None
            if d.finding is None or d.finding.rule != "part":
                return d
        return None

    def _part(
        self, own: Finding | None, total: _Draft, number: Number, counted: Counted
    ) -> tuple[Finding | None, Counted]:
        """A part shares its total's outcome, unless words behind it give it one of its own."""
        last = number.tokens[-1]
        behind = own is not None and own.outcome != "topic" and all(t.i > last for t in own.tokens)
        if counted.head is not None and counted.head.upos == "PRON":
            counted = replace(counted, head=None, unit=total.counted.unit or total.unit, traits=total.counted.traits)
        if behind:
            return own, counted
        rows = total.finding.rows if total.finding else ()
        return Finding(total.outcome, (), rows, "part"), counted

    def _topic(
        self, parsed: Parsed, number: Number, found: Finding, before: Sequence[_Draft]
    ) -> Finding | None:
        """What a bare tally is about (*houdt het op 43*): the last total, victims or figure of people before it."""
        start = parsed.tokens[number.tokens[0]]
        latest: tuple[int, str, tuple[str, ...]] | None = None
        for d in before:
            if d.outcome in HARMED and d.unit == "person":
                latest = (d.number.start, d.outcome, d.finding.rows if d.finding else ())
        first = max(0, start.sentence - TOPIC_SENTENCES)
        tokens = [t for k in range(first, start.sentence + 1) for t in parsed.words(k) if t.i < start.i]
        for t, toll in self.outcomes.tolls(parsed, tokens):
            if latest is None or t.start > latest[0]:
                latest = (t.start, toll.outcome, toll.rows)
        if latest is None:
            return None
        return replace(found, outcome=latest[1], rows=(*found.rows, *latest[2]), rule="topic")

    def _unit(self, counted: Counted, finding: Finding | None, near: _Draft | None) -> str:
        if counted.unit is not None:
            return counted.unit
        outcome = finding.outcome if finding else "none"
        if counted.head is None and near is not None and outcome not in HARMED and near.unit != "percent":
            return near.unit
        return "person" if outcome in PEOPLE and (counted.head is None or outcome in HARMED) else "other"

    def _shared_bounds(self, parsed: Parsed, drafts: Sequence[_Draft]) -> list[_Draft]:
        """*Zeker dertig doden en honderd gewonden*: a lower bound holds for what is joined to it directly."""
        out: list[_Draft] = []
        for d in drafts:
            last = out[-1] if out else None
            first = d.counted.group[0]
            if (
                last is not None
                and d.number.bound == "exact"
                and last.number.bound == "at_least"
                and last.number.bound_span is not None
                and last.number.bound_span.start < last.number.start
                and {d.outcome, last.outcome} <= CASUALTIES
                and d.counted.head is not None
                and first.i == last.counted.group[-1].i + 2
                and parsed.tokens[first.i - 1].upos == "CCONJ"
            ):
                d = replace(d, number=replace(d.number, low=d.number.best, high=None, bound="at_least"))
            out.append(d)
        return out

    # one dead and two wounded

    def _articles(self, parsed: Parsed, drafts: Sequence[_Draft], timed: set[int]) -> list[_Draft]:
        """*A* or *een* that stands in a tally with a counted number: *twee doden en een gewonde*."""
        out = []
        known = {i for d in drafts for i in d.number.tokens}
        heads = {d.counted.head.i: d for d in drafts if d.counted.head is not None and d.outcome in CASUALTIES}
        for sentence in {parsed.tokens[i].sentence for i in heads}:
            for t in parsed.words(sentence):
                noun = parsed.head(t) if t.form.lower() in self.articles and t.i not in known | timed else None
                if noun is None or t.rel not in ("det", "nummod") or noun.upos not in (*NOMINAL, "ADJ", "VERB"):
                    continue
                unit, kind, _ = self.counter.unit_of(noun)
                row = self.outcomes.nouns.find(noun)
                victim = row is not None and row.kind == "victims"
                others = {noun.head, *(c.i for c in parsed.children(noun, "conj"))} if not noun.is_root else {
                    c.i for c in parsed.children(noun, "conj")
                }  # fmt: skip
                siblings = parsed.children(parsed.tokens[noun.head], "conj") if noun.rel == "conj" else []
                total = next((heads[i] for i in (*others, *(s.i for s in siblings)) if i in heads), None)
                if total is None or unit != "person" or noun.i in heads:
                    continue
                number = Number(
                    (t.i,), parsed.slice(t.start, t.end), 1.0, 1.0, 1.0, "exact", None, False, "words", ()
                )
                group = tuple(w for w in parsed.words(sentence) if t.i <= w.i <= noun.i)
                counted = Counted(noun, group, noun, unit, frozenset(x for x in (unit, kind) if x))
                finding = Finding(str(row.outcome), (noun,), (row.where,), "victims") if victim and row else total.finding
                if victim or (total.finding and total.finding.rule in ("clause", "part")):
                    out.append(_Draft(number, counted, finding, "person"))
        return out

    # the record

    def _figure(self, parsed: Parsed, d: _Draft, numbers: Sequence[Number]) -> Figure:
        number, finding = d.number, d.finding
        base, derived = self._share(parsed, d, numbers) if number.is_percent else (None, None)
        rows = [*number.rows, *d.counted.rows, *(finding.rows if finding else ())]
        rule = f"figure.{finding.rule if finding else 'number'}"
        because = tuple(Reason(rule, row) for row in dict.fromkeys(rows)) or (Reason(rule),)
        return Figure(
            id=content_id("figure", number.start, number.end, d.outcome),
            number=number.span,
            quote=self._quote(parsed, d),
            low=number.low,
            high=number.high,
            best=number.best,
            bound=number.bound,
            unit=d.unit,
            outcome=d.outcome,
            counted=_noun_span(parsed, d.counted, number),
            party=None,
            polarity="negative" if finding and finding.negative and number.kind != "none" else "positive",
            of=base,
            derived=derived,
            because=because,
        )

    def _quote(self, parsed: Parsed, d: _Draft) -> Span:
        start = d.number.bound_span.start if d.number.bound_span else d.number.start
        end = max(d.number.end, d.number.bound_span.end if d.number.bound_span else 0)
        stretch = [*d.counted.group] if d.counted.head is not None else []
        core = parsed.slice(min([start, *(t.start for t in stretch)]), max([end, *(t.end for t in stretch)]))
        here = d.counted.group[0].sentence
        words = [t for t in (d.finding.tokens if d.finding else ()) if t.sentence == here]
        whole = parsed.slice(min([core.start, *(t.start for t in words)]), max([core.end, *(t.end for t in words)]))
        return whole if len(whole.text) <= LONGEST_QUOTE else core

    def _share(self, parsed: Parsed, d: _Draft, numbers: Iterable[Number]) -> tuple[Base | None, Derived | None]:
        """The base of a percentage, where it is a number too, and the arithmetic: 40 percent of 984 km2."""
        inside = {t.i for t in d.counted.group}
        base = next((n for n in numbers if n is not d.number and not n.is_percent and set(n.tokens) <= inside), None)
        if base is None or base.value is None or d.counted.head is None:
            return None, None
        of = self.counter.find(parsed, base)
        unit = of.unit or "other"

        def part(share: float | None, whole: float | None) -> float | None:
            return None if share is None or whole is None else round(share * whole / 100, 6)

        low, high = part(d.number.low, base.low), part(d.number.high, base.high)
        return Base(base.value, unit), Derived(low, high, unit) if (low, high) != (None, None) else None


def _noun_span(parsed: Parsed, counted: Counted, number: Number) -> Span | None:
    """The noun counted, with the words of its measure (*vierkante kilometer*)."""
    if counted.head is None:
        return None
    if counted.measure and counted.measure != "share":
        own = [t for t in counted.group if t.start >= number.end and t.upos != "ADP"]
        return parsed.span(own) if own else None
    return parsed.span([counted.head])
