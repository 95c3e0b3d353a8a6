"""Figures: numbers that count something of substance, with what they count and what befell it.

Source, place and time of a figure are for a later step: here they stay empty.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from volgens.extract.counting import NOMINAL, Counted, Counter, counter, unbroken
from volgens.extract.figure_parts import Draft, Parts
from volgens.extract.numbers import Number
from volgens.extract.outcome_words import CASUALTIES, HARMED, Finding
from volgens.extract.outcomes import Outcomes, outcomes
from volgens.lexicon import Lexicon
from volgens.model import Base, Derived, Figure, Parsed, Reason, Span, content_id

IDLE_MEASURES = frozenset({"duration", "size"})  # measures that count nothing
# What may befall money and lengths: they are taken, or changed hands; what happens that far off or for that sum is not theirs.
MEASURED_OUTCOMES = frozenset({"seized", "retaken", "destroyed"})
OCCASION = "occasion"  # measure of how often something happened
VIOLENCE = frozenset({"attack", "clash", "offensive", "kill", "ceasefire"})  # types of events whose times are counted
WEIGHT = "other"  # kind of measures that count something only where something befell it (300 kilos were seized)
PEOPLE = HARMED | {"displaced", "deployed", "released", "rescued", "affected"}
FURTHEST_THINGS = 3  # sentences back to what a number without a noun counts
TAKEN = frozenset({"seized", "destroyed", "fired"})
LONGEST_HEADING = 10  # tokens
OLDEST = 120  # years: from here on no age
AGE_OPENS, AGE_CLOSES = frozenset(",("), frozenset(",).;")  # signs around an age told aside
SMALL = 10  # below it, an unknown noun without an outcome is no figure ("four seasons")
LONGEST_QUOTE = 220  # characters; beyond it the quote is the number and its noun


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
        self.context: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        for row in lexicon.rows("number_context"):
            self.context.setdefault((row.place, row.sense), set()).add(row.words("phrase"))
        self.parts = Parts(lexicon, self.outcomes.totals)
        self.acts = lexicon.lemmas("events")
        self.articles = {str(r.word) for r in lexicon.rows("number_words") if r.kind == "article"}

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
        drafts += self._articles(parsed, drafts, timed)
        drafts.sort(key=lambda d: d.number.start)
        return tuple(self._figure(parsed, d, numbers) for d in drafts)

    # one number

    def _bare(self, parsed: Parsed, number: Number, taken: set[int]) -> Draft:
        """A number with what it counts, whatever befell it."""
        counted = self.counter.find(parsed, number, taken)
        return Draft(number, counted, None, counted.unit or "other")

    def _draft(self, parsed: Parsed, number: Number, taken: set[int], before: Sequence[Draft]) -> Draft | None:
        if self._is_heading(parsed, number):
            return None
        counted = self.counter.find(parsed, number, taken)
        if self._is_occasion(parsed, number, counted):
            return Draft(number, replace(counted, unit="other", measure=OCCASION), None, "other")
        if self._is_something_else(parsed, number, counted):
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
        elif finding is None and counted.head is None and self._beside(parsed, number, "before", "tally"):
            finding, near = self.parts.topic(parsed, number, counted, Finding("topic", (), (), "topic"), before)
        elif finding is None and before and before[-1].finding is not None:
            if self.parts.gapped(parsed, number, counted, before) or self.parts.listed(parsed, number, counted, before):
                finding = replace(before[-1].finding, tokens=(), rule="gap")
        elif finding is not None and finding.outcome == "topic":
            theirs = self._theirs(parsed, number, finding)
            finding, near = (theirs, near) if theirs else self.parts.topic(parsed, number, counted, finding, before)
        finding = finding or self.parts.of_rest(parsed, number, counted, before)
        if finding and not self._befalls(counted, finding):
            finding = None
        unit = self._unit(counted, finding, near or self._things(parsed, number, finding, before))
        shot = not {"drone", "missile"}.isdisjoint({unit, *counted.traits})
        if finding is None and shot and (counted.head is not None or total is not None):
            finding = Finding("fired", (), (), "means")
        draft = Draft(number, counted, finding, unit)
        return draft if self._counts(parsed, draft) else None

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
        if unit != "person" or counted.unit not in (None, "person"):
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

    def _is_heading(self, parsed: Parsed, number: Number) -> bool:
        """Does the number stand in a heading between paragraphs? It repeats what the text says."""
        s = parsed.sentences[parsed.tokens[number.tokens[0]].sentence]
        around = [o.paragraph for o in parsed.sentences[max(0, s.i - 1) : s.i + 2] if o.i != s.i]
        alone = bool(around) and s.paragraph not in around
        return alone and s.last - s.first <= LONGEST_HEADING and parsed.tokens[s.last - 1].upos != "PUNCT"

    def _is_occasion(self, parsed: Parsed, number: Number, counted: Counted) -> bool:
        """Does it tell how often there was violence: *attacked six times*, not *three times as big* or *was elected twice*?"""
        noun = counted.head
        verb = parsed.head(noun) if noun is not None else None
        if noun is None or verb is None or number.value in (None, 1) or not self.counter.is_occasion(noun):
            return False
        if noun.i + 1 < len(parsed.tokens) and parsed.tokens[noun.i + 1].feats.get("Definite") == "Def":
            return False  # three times the size
        rows = [m.row for m in self.acts.find(parsed, verb)] if verb.upos in ("VERB", "ADJ") else []
        return any(str(row.event_type).partition(".")[0] in VIOLENCE for row in rows)

    def _is_something_else(self, parsed: Parsed, number: Number, counted: Counted) -> bool:
        """A duration, a year, an age, a name's number, *one of the*: no count."""
        idle = counted.head is not None and not number.is_percent and self.counter.is_idle(counted.head, parsed)
        if counted.measure in IDLE_MEASURES or idle:
            return True
        if number.year and (counted.head is None or counted.head.feats.get("Number") == "Sing"):
            return counted.measure is None
        if counted.head is None and number.bound_span is None:
            joint = parsed.tokens[number.tokens[0] - 1].upos in ("CCONJ", "PUNCT") if number.tokens[0] else False
            if self._beside(parsed, number, "before", "age") or (
                joint and self._beside(parsed, number, "before", "age", skip=2)
            ):
                return True  # aged 16 and 18
        named = number.tokens[0] > 0 and parsed.tokens[number.tokens[0] - 1].upos == "PROPN"  # Leopard 2 tanks
        if (counted.head is None or counted.partitive or named) and self._beside(
            parsed, number, "before", "identifier"
        ):
            return counted.measure is None and not number.is_percent
        if number.value == 1 and not number.is_percent and number.kind == "words":
            return self._beside(parsed, number, "before", "one_of") or self._beside(parsed, number, "after", "one_of")
        if self._beside(parsed, number, "after", "age"):
            return True
        if number.is_percent and counted.head is not None and self.counter.lasts(counted.head):
            return True  # a quarter of a century
        if number.kind == "share" and self._beside(parsed, number, "before", "identifier"):
            return True
        own = parsed.tokens[number.tokens[0]]
        above = parsed.head(own)
        if counted.head is None and (self._is_age(parsed, number, counted) or self._is_age_aside(parsed, number)):
            return True
        before = parsed.tokens[own.i - 1] if own.i else own
        name = above is not None and above.upos == before.upos == "PROPN" and above.i < own.i
        return counted.head is None and name and own.rel in ("flat", "nummod", "appos", "nmod", "compound", "dep")

    def _is_age(self, parsed: Parsed, number: Number, counted: Counted) -> bool:
        """A bare number behind a person: *een man van 50*, *boys under 18*."""
        if (
            counted.measure is not None
            or number.kind not in ("digits", "words")
            or counted.anchor.rel not in ("nmod", "nummod")
        ):
            return False
        person = parsed.head(counted.anchor)
        row = self.outcomes.nouns.find(person) if person is not None else None
        if person is None or person.i > counted.anchor.i:
            return False
        if row is not None and (row.kind not in ("victims", "persons") or number.bound_span is None):
            return False  # prisoners under 25, not the death toll of 25
        return self.counter.unit_of(person, parsed)[0] == "person" and (number.value or 0) < OLDEST

    def _is_age_aside(self, parsed: Parsed, number: Number) -> bool:
        """A bare number between commas or brackets behind a person: *his son, 12, died*, *Amina Yusuf (34)*."""
        words = parsed.words(parsed.tokens[number.tokens[0]].sentence)
        k, end = number.tokens[0] - words[0].i, number.tokens[-1] - words[0].i + 1
        if number.kind != "digits" or number.bound_span or (number.value or 0) >= OLDEST or k < 2:
            return False
        behind = words[end].form if end < len(words) else "."
        if words[k - 1].form not in AGE_OPENS or behind not in AGE_CLOSES:
            return False
        before = words[k - 2]
        if before.upos == "NOUN":
            singular = before.feats.get("Number", "Sing") == "Sing" and self.outcomes.nouns.find(before) is None
            return singular and self.counter.unit_of(before, parsed)[0] == "person"
        first = k - 2
        while first and words[first - 1].upos == "PROPN":
            first -= 1
        placed = first == k - 2 and first > 0 and words[first - 1].upos == "ADP"  # in Goma (12)
        return before.upos == "PROPN" and not placed

    def _beside(self, parsed: Parsed, number: Number, place: str, *senses: str, skip: int = 0) -> bool:
        """Do words that make it something else stand directly before or after the number (or its bound)? ``skip`` words between."""
        words = parsed.words(parsed.tokens[number.tokens[0]].sentence)
        first, last = number.tokens[0] - words[0].i - skip, number.tokens[-1] - words[0].i + 1
        forms = [t.form.lower() for t in words]
        for sense in senses:
            for phrase in self.context.get((place, sense), ()):
                n = len(phrase)
                if place == "before" and first >= n and tuple(forms[first - n : first]) == phrase:
                    return True
                if place == "after" and tuple(forms[last : last + n]) == phrase:
                    return True
        return False

    def _counts(self, parsed: Parsed, d: Draft) -> bool:
        """Is it a count of something of substance?"""
        number, counted, outcome = d.number, d.counted, d.outcome
        if counted.measure == WEIGHT and not number.is_percent:
            return d.finding is not None and outcome in TAKEN
        if number.is_percent or counted.measure is not None:
            return True
        if number.kind == "none":
            return (
                outcome in CASUALTIES
                and d.finding is not None
                and (counted.head is None or d.unit == "person")
                and (counted.head is None or counted.head.feats.get("Number") != "Sing" or d.finding.rule == "victims")
            )
        if number.kind == "few":
            return outcome in HARMED
        if d.finding is not None:
            return True
        if counted.head is None and d.unit != "other" and self._is_subject(parsed, counted):
            return number.kind in ("digits", "words") and not number.year  # zeven werden teruggestuurd
        if counted.head is None or number.value == 1 or (number.year and counted.unit is None):
            return False  # 2006 highs
        size = number.value if number.value is not None else number.low or 0
        if size < SMALL and self._known_already(parsed, counted):
            return False
        return counted.unit is not None or size >= SMALL

    def _is_subject(self, parsed: Parsed, counted: Counted) -> bool:
        """Is it the subject of a verb that follows?"""
        verb = parsed.head(counted.anchor)
        return counted.anchor.rel == "nsubj" and verb is not None and verb.upos == "VERB" and verb.i > counted.anchor.i

    def _known_already(self, parsed: Parsed, counted: Counted) -> bool:
        """Does the phrase point back (the two men, those three villages)?"""
        first = counted.group[0]
        words = parsed.words(first.sentence)
        k = first.i - words[0].i
        if self.parts.is_rest(parsed, counted):
            return False
        before = words[k - 1] if k else None
        if before is None or before.upos not in ("DET", "PRON"):
            return False
        kind = before.feats.get("PronType", "")
        return before.feats.get("Definite") == "Def" or "Dem" in kind or before.feats.get("Poss") == "Yes"

    def _unit(self, counted: Counted, finding: Finding | None, near: Draft | None) -> str:
        if counted.unit is not None:
            return counted.unit
        outcome = finding.outcome if finding else "none"
        if counted.head is None and near is not None and outcome not in HARMED and near.unit != "percent":
            return near.unit
        return "person" if outcome in PEOPLE and (counted.head is None or outcome in HARMED) else "other"

    # one dead and two wounded

    def _articles(self, parsed: Parsed, drafts: Sequence[Draft], timed: set[int]) -> list[Draft]:
        """*A* or *een* that stands in a tally with a counted number: *twee doden en een gewonde*."""
        out = []
        known = {i for d in drafts for i in d.number.tokens}
        heads = {d.counted.head.i: d for d in drafts if d.counted.head is not None and d.outcome in CASUALTIES}
        for sentence in {parsed.tokens[i].sentence for i in heads}:
            for t in parsed.words(sentence):
                noun = parsed.head(t) if t.form.lower() in self.articles and t.i not in known | timed else None
                joined = t.i and parsed.tokens[t.i - 1].upos == "CCONJ"
                if (
                    noun is None
                    or not joined
                    or t.rel not in ("det", "nummod")
                    or noun.upos not in (*NOMINAL, "ADJ", "VERB")
                ):
                    continue
                unit, kind, _ = self.counter.unit_of(noun, parsed)
                row = self.outcomes.nouns.find(noun)
                victim = row is not None and row.kind == "victims"
                others = {noun.head, *(c.i for c in parsed.children(noun, "conj"))} if not noun.is_root else {
                    c.i for c in parsed.children(noun, "conj")
                }  # fmt: skip
                siblings = parsed.children(parsed.tokens[noun.head], "conj") if noun.rel == "conj" else []
                total = next((heads[i] for i in (*others, *(s.i for s in siblings)) if i in heads), None)
                if total is None or unit != "person" or noun.i in heads:
                    continue
                number = Number((t.i,), parsed.slice(t.start, t.end), 1.0, 1.0, 1.0, "exact", None, False, "words", ())
                group = tuple(w for w in parsed.words(sentence) if t.i <= w.i <= noun.i)
                counted = Counted(noun, group, noun, unit, frozenset(x for x in (unit, kind) if x))
                finding = (
                    Finding(str(row.outcome), (noun,), (row.where,), "victims") if victim and row else total.finding
                )
                if victim or (total.finding and total.finding.rule in ("clause", "part")):
                    out.append(Draft(number, counted, finding, "person"))
        return out

    # the record

    def _figure(self, parsed: Parsed, d: Draft, numbers: Sequence[Number]) -> Figure:
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

    def _quote(self, parsed: Parsed, d: Draft) -> Span:
        start = d.number.bound_span.start if d.number.bound_span else d.number.start
        end = max(d.number.end, d.number.bound_span.end if d.number.bound_span else 0)
        stretch = [*d.counted.group] if d.counted.head is not None else []
        core = parsed.slice(min([start, *(t.start for t in stretch)]), max([end, *(t.end for t in stretch)]))
        here = d.counted.group[0].sentence
        words = [t for t in (d.finding.tokens if d.finding else ()) if t.sentence == here]
        whole = parsed.slice(min([core.start, *(t.start for t in words)]), max([core.end, *(t.end for t in words)]))
        return whole if len(whole.text) <= LONGEST_QUOTE else core

    def _share(self, parsed: Parsed, d: Draft, numbers: Iterable[Number]) -> tuple[Base | None, Derived | None]:
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
    return parsed.span(unbroken(parsed, counted.head) if counted.head.upos in NOMINAL else [counted.head])
