"""Figures that depend on the figures before them: parts of a total, lists, gaps, tallies without a subject, shared bounds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from volgens.extract.counting import Counted
from volgens.extract.numbers import Number
from volgens.extract.outcome_words import CASUALTIES, FIRMER, HARMED, Finding
from volgens.extract.totals import Totals
from volgens.lexicon import Lexicon
from volgens.model import Parsed, Token

HELD = frozenset({"detained", "captured", "abducted"})
TOPIC_SENTENCES = 3  # how far back the subject of a tally may lie
MEASURED = frozenset({"percent", "km2", "km", "EUR", "USD", "day", "year"})  # units that no bare tally is about
FURTHEST_REST = 3  # sentences back to the whole that *the other two* are of
LONGEST_PART = 4  # words of a phrase that makes a part of a total
FURTHEST_OPENING = 10  # tokens back to the words that open a tally of parts
TALLIED = frozenset({"AUX", "DET", "NOUN", "PROPN", "ADJ", "ADV", "NUM", "CCONJ", "PUNCT"})  # what may stand in between


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
        self.of = {str(row.word) for row in lexicon.rows("number_words") if row.kind == "of"}
        self.corrects = {str(row.phrase): tuple(row.stops) for row in lexicon.rows("negation") if row.stops}

    def total(self, parsed: Parsed, number: Number, counted: Counted, before: Sequence[Draft]) -> Draft | None:
        """The figure that this one is a part of: *onder wie drie kinderen*, *70 of which*, *van de 90 drones werden er 70 onderschept*."""
        total = self.near(parsed, number, before)
        words = parsed.words(counted.group[0].sentence)
        first, last = counted.group[0].i - words[0].i, number.tokens[-1] - words[0].i + 1
        behind = any(("after", self._forms(words[last : last + n])) in self.parts for n in range(1, LONGEST_PART + 1))
        if total is None:
            run = self._phrase_before(words, first)
            opens = run is not None and run[0] is words[0]  # onder hen waren 48 vrouwen
            more = self.joins_part(counted, before)  # en 19 kinderen
            return self._before_sentence(parsed, number, before) if behind or opens or more else None
        if behind or self._phrase_before(words, first) is not None:
            return self._large_enough(parsed, number, total, before)
        if counted.head is None and counted.measure is None and self.is_whole(parsed, total.counted):
            return total
        last_part = before[-1]
        joined = words[first - 1].upos == "CCONJ" if first else False
        if joined and last_part.finding and last_part.finding.rule == "part" and last_part is not total:
            return total if last_part.counted.group[-1].i == counted.group[0].i - 2 else None
        return None

    def is_rest(self, parsed: Parsed, counted: Counted) -> bool:
        """Are they the rest of those told of: *the other two*, *de twee overige inzittenden*?"""
        words = parsed.words(counted.group[0].sentence)
        first = counted.group[0].i - words[0].i
        near = [*words[max(0, first - 2) : first], *counted.group]
        definite = any(t.feats.get("Definite") == "Def" for t in near)
        return definite and any(("rest", (t.form.lower(),)) in self.parts for t in near)

    def other_things(self, parsed: Parsed, number: Number, counted: Counted, before: Sequence[Draft]) -> Counted:
        """Others that are more of the things counted before in the sentence: *six drones were shot down, and two others came down*."""
        last = self.near(parsed, number, before)
        if last is None or last.unit in ("person", *MEASURED) or counted.head is None:
            return counted
        if ("rest", (counted.head.form.lower(),)) not in self.parts:
            return counted
        return replace(counted, unit=last.unit, traits=last.counted.traits)

    def of_rest(self, parsed: Parsed, number: Number, counted: Counted, before: Sequence[Draft]) -> Finding | None:
        """What the rest shares with the whole that stands closely before it, where nothing else is told of them."""
        last = next((d for d in reversed(before) if d.unit == "person"), None)
        if last is None or last.finding is None or last.outcome not in HARMED or counted.unit not in (None, "person"):
            return None
        near = parsed.tokens[number.tokens[0]].sentence - parsed.tokens[last.number.tokens[0]].sentence <= FURTHEST_REST
        larger = (last.number.value or 0) > (number.value or 0)
        return (
            replace(last.finding, tokens=(), rule="part") if near and larger and self.is_rest(parsed, counted) else None
        )

    def joins_part(self, counted: Counted, before: Sequence[Draft]) -> bool:
        """Is it joined to a part that stands right before it?"""
        d = before[-1] if before else None
        if d is None or d.finding is None or d.finding.rule != "part":
            return False
        return (
            d.counted.group[0].sentence == counted.group[0].sentence and d.counted.group[-1].i == counted.group[0].i - 2
        )

    def _large_enough(self, parsed: Parsed, number: Number, total: Draft, before: Sequence[Draft]) -> Draft:
        """Of totals side by side the last that is no smaller than the part: *315 drones and seven missiles, of which 284 were downed*."""
        size, last = number.value or 0, total
        for d in reversed(before[: before.index(total) + 1]):
            side_by_side = d is total or d.counted.group[-1].i + 2 >= last.counted.group[0].i
            if (
                not side_by_side
                or parsed.tokens[d.number.tokens[0]].sentence != parsed.tokens[number.tokens[0]].sentence
            ):
                break
            if (d.number.value or 0) >= size:
                return d
            last = d
        return total

    def _forms(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        return tuple(t.form.lower() for t in tokens)

    def _phrase_before(self, words: Sequence[Token], first: int) -> Sequence[Token] | None:
        """The words right before a number, or before the verb there, that make it a part: *onder wie*, *among the dead were*."""
        for skip in (0, 1):
            if skip and not (first and words[first - 1].upos in ("AUX", "VERB", "ADV")):
                continue
            for n in range(LONGEST_PART, 0, -1):
                run = words[first - skip - n : first - skip] if first - skip >= n else ()
                if run and ("before", self._forms(run)) in self.parts:
                    return run
        return None

    def antecedent(self, parsed: Parsed, counted: Counted) -> Token | None:
        """The plural noun right before the words that make a number a part: *de gevangenen, onder wie acht leiders*."""
        words = parsed.words(counted.group[0].sentence)
        run = self._phrase_before(words, counted.group[0].i - words[0].i)
        if not run:
            return None
        for t in reversed(words[: run[0].i - words[0].i]):
            before = words[t.i - words[0].i - 1] if t.i > words[0].i else t
            if before.upos == "ADP" and before is not t and t.feats.get("Number") == "Sing":
                continue  # nam wapens in beslag, waaronder
            if t.upos in ("NOUN", "PROPN") or self.totals.nouns.has(t.form):
                return t if t.feats.get("Number") != "Sing" else None
            if t.upos not in ("PUNCT", "ADJ", "VERB", "AUX", "ADV", "ADP"):
                return None
        return None

    def is_whole(self, parsed: Parsed, counted: Counted) -> bool:
        """Does the figure open its sentence as the whole of what follows (*of the 251 hostages, 50 remain*)?"""
        words = parsed.words(counted.group[0].sentence)
        k = counted.group[0].i - words[0].i
        while k and words[k - 1].upos == "DET":
            k -= 1
        return k == 1 and words[0].upos == "ADP" and words[0].form.lower() in self.of

    def _before_sentence(self, parsed: Parsed, number: Number, before: Sequence[Draft]) -> Draft | None:
        """The last figure of people in the sentence before: *17,000 of them*."""
        here = parsed.tokens[number.tokens[0]].sentence
        for d in reversed(before):
            if d.unit == "person" and (d.finding is None or d.finding.rule != "part"):
                return d if parsed.tokens[d.number.tokens[0]].sentence == here - 1 else None
        return None

    def among(self, parsed: Parsed, counted: Counted) -> Finding | None:
        """Victims of whom these are a part: *onder de gewonden zijn vier agenten*, *er zijn negen kinderen onder de slachtoffers*."""
        words = parsed.words(counted.group[0].sentence)
        run = self._phrase_before(words, counted.group[0].i - words[0].i)
        if run is None:
            after = words[counted.group[-1].i - words[0].i + 1 :]
            runs = (after[:n] for n in range(LONGEST_PART, 0, -1))
            run = next((r for r in runs if ("before", self._forms(r)) in self.parts), None)
        for t in run or self._opening_part(words, counted.group[0].i - words[0].i):
            row = self.totals.nouns.find(t)
            if row is not None and row.kind in ("victims", "persons"):
                return Finding(str(row.outcome), (t,), (row.where,), "part")
        return None

    def _opening_part(self, words: Sequence[Token], first: int) -> Sequence[Token]:
        """The words that make all of a tally parts, with others told in between: *onder de doden zijn een arts en twee verplegers*."""
        for k in range(first - 1, max(-1, first - FURTHEST_OPENING), -1):
            verbal = words[k].upos in ("AUX", "VERB")
            for n in range(LONGEST_PART, 1, -1):
                run = words[k - n : k] if verbal and k >= n else ()
                if run and ("before", self._forms(run)) in self.parts:
                    return run
            if words[k].upos not in TALLIED:
                return ()
        return ()

    def like(self, counted: Counted, total: Draft) -> Counted:
        """A part without a noun of its own counts what its total counts."""
        if counted.measure is not None or (counted.head is not None and counted.head.upos != "PRON"):
            return counted
        return replace(counted, head=None, unit=total.unit, traits=total.counted.traits or frozenset({total.unit}))

    def near(self, parsed: Parsed, number: Number, before: Sequence[Draft]) -> Draft | None:
        """The last figure before this one in its sentence that is no part itself."""
        here = parsed.tokens[number.tokens[0]].sentence
        for d in reversed(before):
            if parsed.tokens[d.number.tokens[0]].sentence != here:
                return None
            if d.finding is None or d.finding.rule != "part":
                return d
        return None

    def part(self, own: Finding | None, total: Draft, number: Number) -> Finding:
        """A part shares its total's outcome, unless words behind it give it one of its own."""
        last = number.tokens[-1]
        if own and {own.outcome, total.outcome} <= HELD:
            own = None  # 48 of the hostages are in captivity
        if own and own.rule not in ("persons", "tally") and all(t.i > last for t in own.tokens):
            return own
        return Finding(total.outcome, (), total.finding.rows if total.finding else (), "part")

    def gapped(self, parsed: Parsed, number: Number, counted: Counted, before: Sequence[Draft]) -> bool:
        """Does the number share the verb of the one before it: *killed 12 people in Goma and 30 in Bukavu*?"""
        if counted.measure is not None or number.kind not in ("digits", "words", "order"):
            return False
        if counted.head is not None and counted.unit != "person":
            return False
        last = self.near(parsed, number, before)
        if last is not None and last is not before[-1]:  # of whom 900 went to Egypt and 600 to Chad
            last = before[-1] if counted.head is None else None
        if last is None or last.outcome not in FIRMER:
            return False
        words = parsed.words(counted.group[0].sentence)
        first = words[0].i
        between = words[last.counted.group[-1].i - first + 1 : counted.group[0].i - first]
        if any(("beside", self._forms(between[-n:])) in self.parts for n in range(1, LONGEST_PART + 1)):
            return not any(t.upos in ("NUM", "SCONJ") for t in between)  # killed along with 7,299 civilians
        end = counted.group[-1].i - first + 1
        after = words[end].upos if end < len(words) else "PUNCT"
        joints = [k for k, t in enumerate(between) if t.upos == "CCONJ" or t.form == ","]
        joined, between = bool(joints), between[joints[-1] :] if joints else between
        if counted.head is not None:  # M23 let 1,300 soldiers go, the army a hundred fighters
            joined = joined and end == len(words) - 1 and any(t.upos in ("NOUN", "PROPN") for t in between)
        return (
            joined and after in ("PUNCT", "CCONJ", "ADP") and not any(t.upos in ("VERB", "AUX", "NUM") for t in between)
        )

    def compared(self, parsed: Parsed, counted: Counted, before: Sequence[Draft]) -> Draft | None:
        """The figure that a bare number is set beside: *1.040 trucks, tegen 1.600 in mei*."""
        last = before[-1] if before and counted.head is None and counted.measure is None else None
        if last is None or last.unit in MEASURED or last.counted.group[0].sentence != counted.group[0].sentence:
            return None
        words = parsed.words(counted.group[0].sentence)
        first = counted.group[0].i - words[0].i
        runs = (words[first - n : first] for n in range(1, LONGEST_PART + 1) if first >= n)
        return last if any(("beside", self._forms(run)) in self.parts for run in runs) else None

    def listed(self, parsed: Parsed, number: Number, counted: Counted, before: Sequence[Draft]) -> bool:
        """Does it break down a total before a colon: *248 dead: 92 civilians, 18 fighters*?"""
        last = self.near(parsed, number, before)
        fits = counted.unit in ("person", None) and counted.measure is None
        if not fits or last is None or last.outcome not in HARMED:
            return False
        words = parsed.words(counted.group[0].sentence)
        between = words[last.counted.group[-1].i - words[0].i + 1 : counted.group[0].i - words[0].i]
        colon = next((k for k, t in enumerate(between) if t.form == ":"), None)
        listed = last.finding is not None and last.finding.rule == "gap"
        if colon is None and not listed:
            return False
        return not any(t.upos in ("VERB", "AUX") for t in between[(colon or 0) :])

    def topic(
        self, parsed: Parsed, number: Number, counted: Counted, found: Finding, before: Sequence[Draft]
    ) -> tuple[Finding | None, Draft | None]:
        """What a bare tally is about (*houdt het op 43*): the last total or figure before it, and the figure that gives its unit."""
        start = parsed.tokens[number.tokens[0]]
        first = max(0, start.sentence - TOPIC_SENTENCES)
        same = self.near(parsed, number, before)
        if same is not None and same.outcome == "none" and same.unit not in MEASURED and counted.head is None:
            return replace(found, outcome="none", rule="topic"), same  # 600 trucks a day, but on Tuesday it was 420
        latest = next((d for d in reversed(before) if d.outcome != "none" and d.unit not in MEASURED), None)
        if latest and parsed.tokens[latest.number.tokens[0]].sentence < first:
            latest = None
        if counted.head is not None and counted.unit != "person":  # things are about the same things only
            alike = latest is not None and latest.unit == counted.unit and counted.unit not in (None, "other")
            return (self._as(latest, found), latest) if latest and alike else (None, None)
        tokens = [t for k in range(first, start.sentence + 1) for t in parsed.words(k) if t.i < start.i]
        tolls = list(self.totals.tolls(parsed, tokens))
        if tolls and (latest is None or tolls[-1][0].start > latest.number.start):
            toll = tolls[-1][1]
            return replace(found, outcome=toll.outcome, rows=(*found.rows, *toll.rows), rule="topic"), None
        act = self.totals.act(tokens) if counted.measure is None else None
        if act and (latest is None or act.tokens[0].start > latest.number.end) and not number.is_percent:
            return replace(found, outcome=act.outcome, rows=(*found.rows, *act.rows), rule="topic"), None
        if latest is None or latest.finding is None:
            return None, None
        return self._as(latest, found), latest

    def _as(self, latest: Draft, found: Finding) -> Finding:
        """The outcome of the figure before, told by a tally."""
        rows = latest.finding.rows if latest.finding else ()
        return replace(found, outcome=latest.outcome, rows=(*found.rows, *rows), rule="topic")

    def corrected(self, parsed: Parsed, number: Number, after: Number) -> bool:
        """Is it a number that the next one puts right: *niet dertig maar elf mensen*, *geen 54, maar 41 mensen*?"""
        stops = self._denied(parsed, number)
        here, there = number.tokens[-1] + 1, after.tokens[0]
        if parsed.tokens[there].sentence != parsed.tokens[number.tokens[0]].sentence:
            return False
        between = parsed.tokens[here:there]
        return any(t.form.lower() in stops for t in between) and not any(t.upos in ("VERB", "AUX") for t in between)

    def correction(self, parsed: Parsed, number: Number, counted: Counted, before: Sequence[Draft]) -> Finding | None:
        """What a number shares with the one before it that it is set against: *eleven people were killed, not 30*."""
        if not before or counted.head is not None or not self._denied(parsed, number):
            return None
        last = self.near(parsed, number, before)
        joint = parsed.tokens[number.tokens[0] - 2]
        if last is None or last.finding is None or joint.upos not in ("PUNCT", "CCONJ"):
            return None
        return replace(last.finding, tokens=(), rule="correction", negative=True)

    def denied(self, draft: Draft, right: Draft) -> Draft:
        """A number that is put right: it counts the same and is denied."""
        counted = (
            draft.counted
            if draft.counted.head is not None
            else replace(draft.counted, unit=right.unit, traits=right.counted.traits)
        )
        finding = draft.finding or right.finding
        return replace(
            draft,
            counted=counted,
            unit=right.unit if draft.counted.head is None else draft.unit,
            finding=replace(finding, tokens=(), rule="correction", negative=True) if finding else None,
        )

    def _denied(self, parsed: Parsed, number: Number) -> tuple[str, ...]:
        """The words that may set something against what the word right before the number denies; empty where it denies nothing."""
        first = number.tokens[0]
        before = parsed.tokens[first - 1] if first else None
        if before is None or before.sentence != parsed.tokens[first].sentence or number.bound_span:
            return ()
        return self.corrects.get(before.form.lower(), ())

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
