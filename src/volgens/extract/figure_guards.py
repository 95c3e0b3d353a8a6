"""What is a number and no figure: durations, years, ages, numbers of names, headings, what was counted before.

The words are in the tables ``number_context`` and ``not_counted``.
"""

from volgens.extract.counting import Counted, Counter
from volgens.extract.figure_parts import Draft, Parts
from volgens.extract.numbers import Number
from volgens.extract.outcome_words import CASUALTIES, HARMED
from volgens.extract.outcomes import Outcomes
from volgens.lexicon import Lexicon
from volgens.model import Parsed

LENGTH = "length"
IDLE_MEASURES = frozenset({"duration", "size"})  # measures that count nothing
VIOLENCE = frozenset({"attack", "clash", "offensive", "kill", "ceasefire"})  # types of events whose times are counted
WEIGHT = "other"  # kind of measures that count something only where something befell it (300 kilos were seized)
TAKEN = frozenset({"seized", "destroyed", "fired"})
LONGEST_HEADING = 10  # tokens
OLDEST = 120  # years: from here on no age
AGE_OPENS, AGE_CLOSES = frozenset(",("), frozenset(",).;")  # signs around an age told aside
SMALL = 10  # below it, an unknown noun without an outcome is no figure ("four seasons")


class Guards:
    """Tells numbers that count something of substance from those that do not, in one language."""

    def __init__(self, lexicon: Lexicon, counter: Counter, outcomes: Outcomes, parts: Parts):
        self.counter, self.outcomes, self.parts = counter, outcomes, parts
        self.context: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        for row in lexicon.rows("number_context"):
            self.context.setdefault((row.place, row.sense), set()).add(row.words("phrase"))
        self.acts = lexicon.lemmas("events")

    def is_heading(self, parsed: Parsed, number: Number) -> bool:
        """Does the number stand in a heading between paragraphs? It repeats what the text says."""
        s = parsed.sentences[parsed.tokens[number.tokens[0]].sentence]
        around = [o.paragraph for o in parsed.sentences[max(0, s.i - 1) : s.i + 2] if o.i != s.i]
        alone = bool(around) and s.paragraph not in around
        return alone and s.last - s.first <= LONGEST_HEADING and parsed.tokens[s.last - 1].upos != "PUNCT"

    def is_occasion(self, parsed: Parsed, number: Number, counted: Counted) -> bool:
        """Does it tell how often there was violence: *attacked six times*, not *three times as big* or *was elected twice*?"""
        noun = counted.head
        verb = parsed.head(noun) if noun is not None else None
        if noun is None or verb is None or number.value in (None, 1) or not self.counter.is_occasion(noun):
            return False
        if noun.i + 1 < len(parsed.tokens) and parsed.tokens[noun.i + 1].feats.get("Definite") == "Def":
            return False  # three times the size
        rows = [m.row for m in self.acts.find(parsed, verb)] if verb.upos in ("VERB", "ADJ") else []
        return any(str(row.event_type).partition(".")[0] in VIOLENCE for row in rows)

    def is_something_else(self, parsed: Parsed, number: Number, counted: Counted) -> bool:
        """A duration, a year, an age, a name's number, *one of the*: no count."""
        idle = counted.head is not None and not number.is_percent and self.counter.is_idle(counted.head, parsed)
        if counted.measure in IDLE_MEASURES or idle:
            return True
        if counted.head is not None and counted.measure == LENGTH and counted.head.rel == "appos":
            return True  # *the town, some sixty kilometres west of Goma*
        if number.year and (counted.head is None or counted.head.feats.get("Number") == "Sing"):
            return counted.measure is None
        if counted.head is None and number.bound_span is None:
            joint = parsed.tokens[number.tokens[0] - 1].upos in ("CCONJ", "PUNCT") if number.tokens[0] else False
            if self.beside(parsed, number, "before", "age") or (
                joint and self.beside(parsed, number, "before", "age", skip=2)
            ):
                return True  # aged 16 and 18
        named = number.tokens[0] > 0 and parsed.tokens[number.tokens[0] - 1].upos == "PROPN"  # Leopard 2 tanks
        if (counted.head is None or counted.partitive or named) and self.beside(parsed, number, "before", "identifier"):
            return counted.measure is None and not number.is_percent
        if number.value == 1 and not number.is_percent and number.kind == "words":
            return self.beside(parsed, number, "before", "one_of") or self.beside(parsed, number, "after", "one_of")
        if self.beside(parsed, number, "after", "age"):
            return True
        if number.is_percent and counted.head is not None and self.counter.lasts(counted.head):
            return True  # a quarter of a century
        if number.kind == "share" and self.beside(parsed, number, "before", "identifier"):
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

    def beside(self, parsed: Parsed, number: Number, place: str, *senses: str, skip: int = 0) -> bool:
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

    def counts(self, parsed: Parsed, d: Draft) -> bool:
        """Is it a count of something of substance?"""
        number, counted, outcome = d.number, d.counted, d.outcome
        if counted.measure == WEIGHT and not number.is_percent:
            return d.finding is not None and outcome in TAKEN
        if number.kind == "none" and counted.measure is not None and d.finding is None:
            return False  # *we give up no metre*
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
        if self.parts.is_rest(parsed, counted) or self.parts.is_whole(parsed, counted):
            return False
        before = words[k - 1] if k else None
        if before is None or before.upos not in ("DET", "PRON"):
            return False
        kind = before.feats.get("PronType", "")
        return before.feats.get("Definite") == "Def" or "Dem" in kind or before.feats.get("Poss") == "Yes"
