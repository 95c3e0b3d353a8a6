"""Figures: numbers that count something of substance, with what they count and what befell it.

Source, place and time of a figure are for a later step: here they stay empty.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from volgens.extract.counting import Counted, Counter, counter
from volgens.extract.figure_articles import Articles
from volgens.extract.figure_guards import Guards
from volgens.extract.figure_parts import Draft, Parts
from volgens.extract.figure_record import record
from volgens.extract.numbers import Number
from volgens.extract.outcome_words import HARMED, Finding
from volgens.extract.outcomes import Outcomes, outcomes
from volgens.lexicon import Lexicon
from volgens.model import Figure, Parsed, Token

# What may befall money and lengths: they are taken, or changed hands; what happens that far off or for that sum is not theirs.
MEASURED_OUTCOMES = frozenset({"seized", "retaken", "destroyed"})
OCCASION = "occasion"  # measure of how often something happened
PEOPLE = HARMED | {"displaced", "deployed", "released", "rescued", "affected"}
FURTHEST_THINGS = 3  # sentences back to what a number without a noun counts


class Stretch(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def find(parsed: Parsed, numbers: Sequence[Number], times: Sequence[Stretch], lexicon: Lexicon) -> tuple[Figure, ...]:
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
        self.parts = Parts(lexicon, self.outcomes.totals)
        self.guards = Guards(lexicon, self.counter, self.outcomes, self.parts)
        self.articles = Articles(lexicon, self.counter, self.outcomes)

    def find(self, parsed: Parsed, numbers: Sequence[Number], times: Sequence[Stretch]) -> tuple[Figure, ...]:
        timed = {t.i for time in times for t in parsed.within(time.start, time.end)}
        free = [n for n in numbers if not any(time.start < n.end and n.start < time.end for time in times)]
        drafts: list[Draft] = []
        wrong: Number | None = None  # a number that the next one puts right
        for k, number in enumerate(free):
            taken = timed | {i for n in free if n is not number for i in n.tokens}
            if k + 1 < len(free) and self.parts.corrected(parsed, number, free[k + 1]):
                wrong = number
                continue
            draft = self._draft(parsed, number, taken, drafts)
            if draft and wrong is not None:
                own = taken - set(wrong.tokens) | set(number.tokens)
                drafts.append(self.parts.denied(self._bare(parsed, wrong, own), draft))
            if draft:
                drafts.append(draft)
            wrong = None
        drafts = self.parts.shared_bounds(parsed, drafts)
        drafts += self.articles.find(parsed, drafts, timed)
        drafts.sort(key=lambda d: d.number.start)
        return tuple(record(parsed, d, numbers, self.counter) for d in drafts)

    # one number

    def _bare(self, parsed: Parsed, number: Number, taken: set[int]) -> Draft:
        """A number with what it counts, whatever befell it."""
        counted = self.counter.find(parsed, number, taken)
        return Draft(number, counted, None, counted.unit or "other")

    def _draft(self, parsed: Parsed, number: Number, taken: set[int], before: Sequence[Draft]) -> Draft | None:
        if self.guards.is_heading(parsed, number):
            return None
        counted = self.counter.find(parsed, number, taken)
        if self.guards.is_occasion(parsed, number, counted):
            return Draft(number, replace(counted, unit="other", measure=OCCASION), None, "other")
        if self.guards.is_something_else(parsed, number, counted):
            return None
        base = any(d.counted.partitive and set(number.tokens) <= {t.i for t in d.counted.group} for d in before)
        others = taken - set(number.tokens)
        things = self.parts.other_things(parsed, number, counted, before)
        if things is not counted:  # six drones and two others, not two bombs that left nine others wounded
            harm = self.outcomes.find(parsed, counted, taken - set(number.tokens))
            counted = counted if harm and harm.outcome in HARMED else things
        total = self.parts.total(parsed, number, counted, before)
        if total is not None:
            counted = self.parts.like(counted, total)
        elif counted.head is None and counted.measure is None:
            counted = self.counter.out_of(parsed, counted)
        near = total or self.parts.near(parsed, number, before)
        finding = self._finding(parsed, counted, others, base, near)
        if (among := self.parts.among(parsed, counted)) is not None:
            finding = among
        elif (of := self._part_of(parsed, number, counted, total)) is not None:
            finding = of
        elif total is not None:
            finding = self.parts.part(self.outcomes.beside(parsed, counted) or finding, total, number)
        elif (correction := self.parts.correction(parsed, number, counted, before)) is not None:
            finding = correction
        elif finding is None and (part := self._predicate(parsed, counted, near)) is not None:
            finding, counted = part
        elif finding is None and counted.head is None and self.guards.beside(parsed, number, "before", "tally"):
            finding, near = self.parts.topic(parsed, number, counted, Finding("topic", (), (), "topic"), before)
        elif finding is None and before and before[-1].finding is not None:
            if self.parts.gapped(parsed, number, counted, before) or self.parts.listed(parsed, number, counted, before):
                finding = replace(before[-1].finding, tokens=(), rule="gap")
            elif self.parts.joins_part(counted, before) and counted.unit == before[-1].unit:
                finding = before[-1].finding  # including 14 rifles and six launchers
        elif finding is not None and finding.outcome == "topic" and self._told_aside(parsed, counted):
            finding = None
        elif finding is not None and finding.outcome == "topic":
            theirs = self._theirs(parsed, number, finding)
            if theirs is None and (noun := self._put_at(parsed, finding)) is not None:
                unit, kind, where = self.counter.unit_of(noun, parsed)
                counted = replace(counted, unit=unit, traits=frozenset(x for x in (unit, kind) if x), rows=where)
                theirs = replace(finding, outcome="none")
            finding, near = (theirs, near) if theirs else self.parts.topic(parsed, number, counted, finding, before)
        if finding is None and (beside := self.parts.compared(parsed, counted, before)) is not None:
            finding, near = Finding(beside.outcome, (), beside.finding.rows if beside.finding else (), "gap"), beside
        finding = finding or self.parts.of_rest(parsed, number, counted, before)
        if finding and not self._befalls(counted, finding):
            finding = None
        unit = self._unit(counted, finding, near or self._things(parsed, number, finding, before))
        shot = not {"drone", "missile"}.isdisjoint({unit, *counted.traits})
        if finding is None and shot and (counted.head is not None or total is not None):
            finding = Finding("fired", (), (), "means")
        draft = Draft(number, counted, finding, unit)
        return draft if base or self.guards.counts(parsed, draft) else None

    def _befalls(self, counted: Counted, finding: Finding) -> bool:
        """Can it befall what is counted? Clashes are not killed, nor are cats displaced or dollars released."""
        if counted.measure in ("money", "length"):
            return finding.outcome in MEASURED_OUTCOMES
        if counted.unit != "other":
            return True
        return finding.outcome != "displaced" and (finding.outcome not in HARMED or "animal" in counted.traits)

    def _finding(
        self, parsed: Parsed, counted: Counted, others: set[int], base: bool, near: Draft | None
    ) -> Finding | None:
        """What befell those counted; without a noun, first as if they were what the figure before in the sentence counts."""
        if counted.head is None and counted.unit is None and near is not None and near.counted.traits:
            found = self.outcomes.find(parsed, replace(counted, traits=near.counted.traits), others, base)
            if found:
                return found
        return self.outcomes.find(parsed, counted, others, base)

    def _part_of(self, parsed: Parsed, number: Number, counted: Counted, total: Draft | None) -> Finding | None:
        """What befell those whom a part is taken from, where no number tells how many they are: *gevangenen, onder wie acht leiders*."""
        noun = self.parts.antecedent(parsed, counted)
        if noun is None or (total is not None and noun.i <= total.counted.group[-1].i):
            return None
        unit, kind, where = self.counter.unit_of(noun, parsed)
        if (unit == "person") != (counted.unit in (None, "person")) or (unit != "person" and total is not None):
            return None
        whole = Counted(noun, (noun,), noun, unit, frozenset(x for x in (unit, kind) if x), rows=where)
        found = self.outcomes.find(parsed, whole, set(number.tokens))
        return replace(found, tokens=(), rule="part") if found and found.outcome not in ("none", "topic") else None

    def _theirs(self, parsed: Parsed, number: Number, finding: Finding) -> Finding | None:
        """What befell those whose number is put at something: *troepen heeft gestuurd, en schatten hun aantal op 3.000*."""
        owners = (
            c
            for t in finding.tokens
            for n in parsed.children(t, "obj", "nsubj")
            for c in parsed.children(n, "nmod:poss")
        )
        pronoun = next((t for t in owners if t.upos == "PRON"), None)
        if pronoun is None:
            return None
        for t in reversed(parsed.words(pronoun.sentence)[: pronoun.i - parsed.words(pronoun.sentence)[0].i]):
            unit, kind, where = self.counter.unit_of(t, parsed) if t.upos == "NOUN" else (None, None, ())
            if unit == "person" and t.feats.get("Number") != "Sing":
                traits = frozenset(x for x in (unit, kind) if x)
                found = self.outcomes.find(parsed, Counted(t, (t,), t, unit, traits, rows=where), set(number.tokens))
                if found and found.outcome not in ("none", "topic"):
                    return replace(found, tokens=finding.tokens, rule="topic")
        return None

    def _put_at(self, parsed: Parsed, finding: Finding) -> Token | None:
        """Those whose number is put at something by a participle at their noun: *its fighters, put at 6,000*, *strijders, geschat op 900*."""
        verb = finding.tokens[0] if finding.tokens else None
        noun = parsed.head(verb) if verb is not None and verb.rel == "acl" else None
        plural = noun is not None and noun.upos == "NOUN" and noun.feats.get("Number") == "Plur"
        return noun if noun is not None and plural and self.counter.unit_of(noun, parsed)[0] is not None else None

    def _told_aside(self, parsed: Parsed, counted: Counted) -> bool:
        """Does a relative clause say who they are, so that they are no others' total: *spreekt van 3.000 mensen die niets te eten hebben*?"""
        return counted.head is not None and bool(parsed.children(counted.head, "acl:relcl"))

    def _predicate(self, parsed: Parsed, counted: Counted, near: Draft | None) -> tuple[Finding, Counted] | None:
        """More of those counted before, told by what they are: *eight of the dead were women and two were children*."""
        noun = parsed.head(counted.anchor)
        if (
            counted.head is not None
            or near is None
            or near.finding is None
            or noun is None
            or counted.anchor.rel != "nsubj"
        ):
            return None
        unit, kind, where = self.counter.unit_of(noun, parsed)
        if noun.upos != "NOUN" or unit != "person" or not parsed.children(noun, "cop") or near.outcome not in HARMED:
            return None
        traits = frozenset(x for x in (unit, kind) if x)
        return replace(near.finding, tokens=(), rule="part"), replace(counted, unit=unit, traits=traits, rows=where)

    def _things(self, parsed: Parsed, number: Number, finding: Finding | None, before: Sequence[Draft]) -> Draft | None:
        """What a number without a noun counts that tells of things (*er zijn er 96 neergehaald*): those last counted, if they were as many."""
        units = {u for u in finding.units if u not in ("person", "other")} if finding else set()
        here = parsed.tokens[number.tokens[0]].sentence
        near = [d for d in before if here - parsed.tokens[d.number.tokens[0]].sentence <= FURTHEST_THINGS]
        fitting = [d for d in reversed(near) if d.unit in units]
        as_many = [d for d in fitting if (d.number.value or 0) >= (number.value or 0)]
        return next(iter(as_many or fitting), None)

    def _unit(self, counted: Counted, finding: Finding | None, near: Draft | None) -> str:
        if counted.unit is not None:
            return counted.unit
        outcome = finding.outcome if finding else "none"
        if counted.head is None and near is not None and outcome not in HARMED and near.unit != "percent":
            return near.unit
        return "person" if outcome in PEOPLE and (counted.head is None or outcome in HARMED) else "other"
