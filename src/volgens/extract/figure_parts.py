"""Figures that depend on the figures before them: parts of a total, lists, gaps, tallies without a subject, shared bounds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from volgens.extract.counting import Counted
from volgens.extract.numbers import Number
from volgens.extract.outcome_words import CASUALTIES, HARMED, Finding
from volgens.extract.totals import Totals
from volgens.lexicon import Lexicon
from volgens.model import Parsed

TOPIC_SENTENCES = 3  # how far back the subject of a tally may lie
LONGEST_PART = 4  # words of a phrase that makes a part of a total


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure in the making."""

    number: Number
    counted: Counted
    finding: Finding | None
    unit: str

    @property
    def outcome(self) -> str:
        return self.finding.outcome if self.finding else "none"


class Parts:
    """How a number hangs on those before it, in one language."""

    def __init__(self, lexicon: Lexicon, totals: Totals):
        self.totals = totals
        self.parts = {(row.place, row.words("phrase")) for row in lexicon.rows("parts_of_total")}

    def total(self, parsed: Parsed, number: Number, counted: Counted, before: Sequence[Draft]) -> Draft | None:
        """The figure that this one is a part of: *onder wie drie kinderen*, *70 of which*."""
        total = self.near(parsed, number, before)
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

    def near(self, parsed: Parsed, number: Number, before: Sequence[Draft]) -> Draft | None:
        """The last figure before this one in its sentence that is no part itself."""
        here = parsed.tokens[number.tokens[0]].sentence
        for d in reversed(before):
            if parsed.tokens[d.number.tokens[0]].sentence != here:
                return None
            if d.finding is None or d.finding.rule != "part":
                return d
        return None

    def part(
        self, own: Finding | None, total: Draft, number: Number, counted: Counted
    ) -> tuple[Finding | None, Counted]:
        """A part shares its total's outcome, unless words behind it give it one of its own."""
        last = number.tokens[-1]
        behind = own is not None and own.rule not in ("persons", "tally") and all(t.i > last for t in own.tokens)
        if counted.head is not None and counted.head.upos == "PRON":
            counted = replace(counted, head=None, unit=total.counted.unit or total.unit, traits=total.counted.traits)
        if behind:
            return own, counted
        rows = total.finding.rows if total.finding else ()
        return Finding(total.outcome, (), rows, "part"), counted

    def gapped(self, parsed: Parsed, number: Number, counted: Counted, before: Sequence[Draft]) -> bool:
        """Does the number share the verb of the one before it: *killed 12 people in Goma and 30 in Bukavu*?"""
        if counted.head is not None or counted.measure is not None or number.kind not in ("digits", "words", "order"):
            return False
        last = self.near(parsed, number, before)
        if last is None or last is not before[-1] or last.outcome not in HARMED:
            return False
        words = parsed.words(counted.group[0].sentence)
        first = words[0].i
        between = words[last.counted.group[-1].i - first + 1 : counted.group[0].i - first]
        end = counted.group[-1].i - first + 1
        after = words[end].upos if end < len(words) else "PUNCT"
        joined = any(t.upos == "CCONJ" or t.form == "," for t in between)
        return joined and after in ("PUNCT", "CCONJ", "ADP") and not any(t.upos in ("VERB", "NUM") for t in between)

    def listed(self, parsed: Parsed, number: Number, counted: Counted, before: Sequence[Draft]) -> bool:
        """Does it break down a total before a colon: *248 dead: 92 civilians, 18 fighters*?"""
        last = self.near(parsed, number, before)
        if counted.unit != "person" or last is None or last.outcome not in HARMED:
            return False
        words = parsed.words(counted.group[0].sentence)
        between = words[last.counted.group[-1].i - words[0].i + 1 : counted.group[0].i - words[0].i]
        colon = next((k for k, t in enumerate(between) if t.form == ":"), None)
        listed = last.finding is not None and last.finding.rule == "gap"
        if colon is None and not listed:
            return False
        return not any(t.upos in ("VERB", "AUX") for t in between[(colon or 0) :])

    def topic(self, parsed: Parsed, number: Number, found: Finding, before: Sequence[Draft]) -> Finding | None:
        """What a bare tally is about (*houdt het op 43*): the last total, victims or figure of people before it."""
        start = parsed.tokens[number.tokens[0]]
        latest: tuple[int, str, tuple[str, ...]] | None = None
        for d in before:
            if d.outcome in HARMED and d.unit == "person":
                latest = (d.number.start, d.outcome, d.finding.rows if d.finding else ())
        first = max(0, start.sentence - TOPIC_SENTENCES)
        tokens = [t for k in range(first, start.sentence + 1) for t in parsed.words(k) if t.i < start.i]
        for t, toll in self.totals.tolls(parsed, tokens):
            if latest is None or t.start > latest[0]:
                latest = (t.start, toll.outcome, toll.rows)
        if latest is None:
            return None
        return replace(found, outcome=latest[1], rows=(*found.rows, *latest[2]), rule="topic")

    def shared_bounds(self, parsed: Parsed, drafts: Sequence[Draft]) -> list[Draft]:
        """*Zeker dertig doden en honderd gewonden*: a lower bound holds for what is joined to it directly."""
        out: list[Draft] = []
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
