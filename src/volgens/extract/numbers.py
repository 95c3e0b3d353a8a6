"""Number expressions: digits and words with their bounds, ranges, orders of magnitude and shares.

What an expression says is here; whether it counts anything is for ``extract.figures`` to tell. All words come from the tables
``number_words`` and ``quantities``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from volgens.extract.atoms import HYPHENS, Atom, Phrases, atoms
from volgens.extract.numerals import YEARS, NumberWords, Numeral, number_words
from volgens.lexicon import Lexicon, Row, key_of
from volgens.model import Parsed, Sentence, Span, Token

LARGEST_SCORE = 10  # two numbers below it with a spaced hyphen are a score
WIDEST = 100  # times the lower bound of a range: beyond it the two numbers have nothing to do with each other
ROUND = (10.0, 100.0)  # eight in ten
LARGEST_RATIO = 10  # digits out of more, unless it is round, count both
SMALLEST_ROUND, ROUND_STEP = 10, 5  # of numbers with a bound that ends in an article
NO_NUMERAL = frozenset({"VERB", "ADV"})  # *acht* as a verb: considers
COUNTS_AS = frozenset(
    {"obj", "nsubj:pass", "nummod"}
)  # er verkeren er acht in levensgevaar, whatever part of speech the parser sees
NO_SMALL_NUMERAL = frozenset({"NOUN", "PRON", "PROPN"})  # *one* as a pronoun, *in acht nemen*


@dataclass(frozen=True, slots=True)
class Number:
    """A number expression.

    ``span`` holds the number with its multiplier and percent sign, without the words that bound it, which are ``bound_span``. ``low``,
    ``high`` and ``best`` follow the record: of a percentage they are percents. ``kind``: digits, words, share, order (*dozens*), few
    (*a few*), none (*no*). ``tokens`` are the indexes of the tokens in ``span``. ``year``: it may as well be a year.
    """

    tokens: tuple[int, ...]
    span: Span
    low: float | None
    high: float | None
    best: float | None
    bound: str
    bound_span: Span | None
    is_percent: bool
    kind: str
    rows: tuple[str, ...]
    year: bool = False

    @property
    def start(self) -> int:
        return self.span.start

    @property
    def end(self) -> int:
        return self.span.end

    @property
    def value(self) -> float | None:
        """The number to calculate with: best, or the bound there is."""
        return next((v for v in (self.best, self.low, self.high) if v is not None), None)


@dataclass(frozen=True, slots=True)
class _Found:
    """An expression over the atoms ``first`` up to ``end`` of a line."""

    first: int
    end: int
    low: float | None
    high: float | None
    best: float | None
    bound: str
    kind: str
    rows: tuple[Row, ...] = ()
    percent: bool = False
    year: bool = False


def find(parsed: Parsed, lexicon: Lexicon) -> tuple[Number, ...]:
    """The number expressions of an article, in text order; they do not overlap."""
    reader = _reader(lexicon)
    return tuple(n for s in parsed.sentences for n in reader.sentence(parsed, s))


@lru_cache(maxsize=8)
def _reader(lexicon: Lexicon) -> "_Reader":
    return _Reader(lexicon)


class _Reader:
    """Reads the numbers of one language, sentence by sentence."""

    def __init__(self, lexicon: Lexicon):
        self.words: NumberWords = number_words(lexicon)
        rows: dict[str, list[tuple[str, Row]]] = {}
        for row in lexicon.rows("quantities"):
            rows.setdefault(row.place, []).append((row.phrase, row))
        self.before = Phrases(rows.get("before", ()), backward=True)
        self.opening = Phrases(rows.get("before", ()))
        self.after = Phrases(rows.get("after", ()))
        self.named = Phrases([x for place in ("number", "few", "none") for x in rows.get(place, ())])
        parts = [(row.phrase, row) for row in lexicon.rows("parts_of_total") if row.place == "before"]
        self.of_those = Phrases(parts, backward=True)
        self.measures = {str(row.phrase).lower() for row in lexicon.rows("measures") if row.place == "after"}
        self.particles = {(str(r.particle), str(r.lemma)) for r in lexicon.rows("outcomes") if r.particle}
        self.spatial = {str(row.prep).lower() for row in lexicon.rows("place_preps") if row.role == "at"}
        self.durations = tuple(str(r.phrase).lower() for r in lexicon.rows("measures") if r.kind == "duration")
        self.change = {
            f"{row.particle or ''}{row.lemma}".lower() for row in lexicon.rows("tallies") if row.change == "yes"
        }

    def sentence(self, parsed: Parsed, sentence: Sentence) -> list[Number]:
        line = atoms(parsed.words(sentence))
        out: list[Number] = []
        k = 0
        while k < len(line):
            found = self._expression(parsed, sentence, line, k)
            if found is None:
                k = self._past(line, k)
            else:
                out.append(self._number(parsed, line, found, out[-1].end if out else -1))
                k = found.end
        return out

    def _past(self, line: Sequence[Atom], k: int) -> int:
        """Where to go on after an atom that begins no number: past all that is glued to digits (scores, dates, models)."""
        k += 1
        if line[k - 1].digits:
            while k < len(line) and line[k].glued and (line[k].digits or line[k].letters or line[k].text in "-/:.'’"):
                k += 1
            if k + 1 < len(line) and line[k].text in HYPHENS and line[k + 1].digits:  # won 2 - 1
                k += 2
        return k

    # one expression

    def _expression(self, parsed: Parsed, sentence: Sentence, line: Sequence[Atom], k: int) -> _Found | None:
        named = self.named.at(line, k)
        if named:
            bound = self.opening.at(line, k)  # no fewer than
            return None if bound and bound[0] > named[0] else self._named(line, k, *named)
        if not self.words.may_start(line[k]) or not self._opens(line, k):
            return None
        article = self.words.match("article", line, k)
        if article and (ratio := self._ratio(line, Numeral(1.0, 1.0, 1.0, k + article[0], digits=False))):
            return _Found(k, ratio[0], ratio[1], ratio[1], ratio[1], "exact", "share", ratio[2], percent=True)
        half = self._half(parsed, line, k) or self._fraction(parsed, line, k)
        if half is not None:
            return half
        first = self.words.read(line, k)
        if first is None or not self._is_numeral(parsed, line, k, first):
            return None
        found = self._range(parsed, sentence, line, k, first) or self._single(line, k, first)
        return found if found and self._closes(line, found) else None

    def _half(self, parsed: Parsed, line: Sequence[Atom], k: int) -> _Found | None:
        """A share that stands by itself: *fewer than half have left*, *half the houses*; not *half an hour* or *half past*."""
        bare = self.words.match("bare", line, k)
        if bare is None or self.words.match("of", line, k + bare[0]) or k + bare[0] >= len(line):
            return None
        after = parsed.tokens[line[k + bare[0]].token]
        above = (
            after.feats.get("Definite") == "Def" or after.feats.get("Poss") == "Yes"
        )  # half the houses, half its people
        alone = self.before.at(line, k - 1) is not None or k == 0
        if line[k + bare[0]].glued or not (above or (alone and after.upos in ("AUX", "VERB", "ADV"))):
            return None
        if above and k + bare[0] + 1 < len(line) and self._lasts(line, k + bare[0] + 1):
            return None  # half the year
        value = float(bare[1].value)
        return _Found(k, k + bare[0], value, value, value, "exact", "share", (bare[1],), percent=True)

    def _fraction(self, parsed: Parsed, line: Sequence[Atom], k: int) -> _Found | None:
        """A fraction of those told of before: *van wie een derde kind is*, *a quarter were children*; not *een derde kind*."""
        article = self.words.match("article", line, k)
        found = self.words.match("fraction", line, k + article[0]) if article else None
        if article is None or found is None:
            return None
        end, before = k + article[0] + found[0], k - 1
        if end >= len(line) or self.words.match("of", line, end) or self.words.match("multiplier", line, end):
            return None
        while before >= 0 and (bound := self.before.at(line, before)):
            before -= bound[0]
        verb = parsed.tokens[line[end].token]  # a third were children, not a third was captured
        all_of_them = verb.upos == "AUX" and verb.feats.get("Number") == "Plur" and before < 0
        if self.of_those.at(line, before) is None and not all_of_them:
            return None
        value = round(100 / float(found[1].value), 1)
        return _Found(k, end, value, value, value, "exact", "share", (found[1],), percent=True)

    def _single(self, line: Sequence[Atom], k: int, n: Numeral) -> _Found:
        ratio = self._ratio(line, n, opening=k == 0 or self.before.at(line, k - 1) is not None)
        if ratio:
            end, value, rows = ratio
            return _Found(k, end, value, value, value, "exact", "share", rows, percent=True)
        kind = "share" if n.share else "digits" if n.digits else "words"
        text = line[k].text
        year = n.digits and n.end == k + 1 and len(text) == 4 and text.isdigit() and int(text) in YEARS
        low = high = None if n.about else n.value
        found = _Found(k, n.end, low, high, n.value, "about" if n.about else "exact", kind, n.rows, n.share, year)
        return self._percent(line, found)

    def _percent(self, line: Sequence[Atom], found: _Found) -> _Found:
        sign = self.words.match("percent", line, found.end)
        if sign is None or found.percent:
            return found
        return replace(found, end=found.end + sign[0], percent=True, year=False, rows=(*found.rows, sign[1]))

    def _ratio(
        self, line: Sequence[Atom], n: Numeral, opening: bool = False
    ) -> tuple[int, float, tuple[Row, ...]] | None:
        """One in three: where it ends, the percentage, the rows. ``opening``: it opens a sentence or stands behind a bound."""
        joint = self.words.match("ratio", line, n.end)
        if joint is None or n.share or not n.value:
            return None
        other = self.words.read(line, n.end + joint[0])
        if other is None or other.share or other.value <= n.value or n.digits != other.digits:
            return None
        if joint[1].value is None and n.digits and other.value not in ROUND and other.value > LARGEST_RATIO:
            return None  # 61 out of 73 drones
        some = other.value in ROUND or (opening and not n.digits and other.value < ROUND[0])  # three in four homes
        if joint[1].value not in (None, n.value) and (not some or self._lasts(line, other.end)):
            return None
        return other.end, round(100 * n.value / other.value, 1), (*n.rows, joint[1], *other.rows)

    def _lasts(self, line: Sequence[Atom], k: int) -> bool:
        """Does a word of duration stand here (two in ten days)?"""
        return k < len(line) and any(line[k].text.startswith(d) for d in self.durations)

    def _named(self, line: Sequence[Atom], k: int, size: int, row: Row) -> _Found | None:
        """Dozens, a few hundred, a handful, none."""
        low, high, end = row.low, row.high, k + size
        if row.place == "none" and end < len(line) and self.words.read(line, end):
            return None  # nog geen veertig
        if row.place == "few":
            factor = self.words.match("multiplier", line, end)
            if factor and factor[1].value > 1:
                low, high = low * factor[1].value, (high + 1) * factor[1].value - 1
                return self._percent(
                    line, _Found(k, end + factor[0], low, high, None, "order", "order", (row, factor[1]))
                )
            known = self.named.at(line, end)
            if known and known[1].place == "number":
                end, row = end + known[0], known[1]
                low, high = row.low, row.high
        kind = "order" if row.place == "number" else str(row.place)
        best = row.low if row.low == row.high else None
        if row.bound == "about":
            low = high = None
        return self._percent(line, _Found(k, end, low, high, best, row.bound, kind, (row,)))

    def _range(self, parsed: Parsed, sentence: Sentence, line: Sequence[Atom], k: int, first: Numeral) -> _Found | None:
        """10 to 12, five to six thousand, between 20 and 30, vijf- à zesduizend."""
        words, at = self.words, first.end
        percent = words.match("percent", line, at)
        at += percent[0] if percent else 0
        joins = ("joiner", "range") if self._opener(line, k) is not None else ("range",)

        def joint_at(at: int) -> tuple[int, Row] | None:
            return next((found for kind in joins if (found := words.match(kind, line, at))), None)

        if at < len(line) and line[at].text in HYPHENS and line[at].glued and joint_at(at + 1):
            at += 1  # vijf- à zesduizend
        joint = joint_at(at)
        if joint is None or at >= len(line):
            return None
        sign = line[at].text in HYPHENS
        if sign and line[at].glued != (at + 1 < len(line) and line[at + 1].glued):
            return None
        at += joint[0]
        skip = words.match("determiner", line, at)
        at += skip[0] if skip else 0
        second = words.read(line, at)
        if second is None or first.share or second.share or first.about or second.about:
            return None
        if percent and words.match("percent", line, second.end) is None:
            return None
        low, high = first.value, second.value
        if first.factor == 1.0 and second.factor > 1.0 and first.value < second.coefficient:
            low = first.value * second.factor
        if low >= high or high > low * WIDEST or (joint[1].value is not None and high > low * joint[1].value):
            return None
        if self._two_years(line, k, first, second) or (not sign and self._changes(parsed, sentence, line, k)):
            return None
        rows = (*first.rows, joint[1], *second.rows)
        return self._percent(
            line, _Found(k, second.end, low, high, None, "range", "digits" if first.digits else "words", rows)
        )

    def _opener(self, line: Sequence[Atom], k: int) -> int | None:
        """Where the word stands that opens a range, right before atom ``k`` or before the article there."""
        if k and self.words.match("determiner", line, k - 1):
            k -= 1
        return k - 1 if k > 0 and self.words.match("opener", line, k - 1) is not None else None

    def _two_years(self, line: Sequence[Atom], k: int, first: Numeral, second: Numeral) -> bool:
        """2024-2025, 2024-25."""
        a, b = line[k].text, line[second.end - 1].text
        if not (first.digits and second.digits and len(a) == 4 and a.isdigit() and int(a) in YEARS):
            return False
        return (len(b) == 4 and b.isdigit() and int(b) in YEARS) or line[first.end].text in HYPHENS

    def _changes(self, parsed: Parsed, sentence: Sentence, line: Sequence[Atom], k: int) -> bool:
        """Is this *rose from 40 to 60*?"""
        if self._opener(line, k) is None:
            return False
        for t in parsed.words(sentence):
            if t.upos != "VERB":
                continue
            base = t.lemma.rpartition("_")[2].lower()
            particles = [p.form.lower() for p in parsed.children(t, "compound:prt")]
            if not self.change.isdisjoint({key_of(t), base, *(p + base for p in particles)}):
                return True
        return False

    # guards

    def _opens(self, line: Sequence[Atom], k: int) -> bool:
        """May a number begin at this atom, seen from the left? Not inside a model name (T-72), a score, a time or a date."""
        if k == 0 or not line[k].glued:
            return True
        before = line[k - 1]
        if before.letters:
            return False
        if before.digits or before.text in "/:.,'’_#@":
            return False
        return before.text not in HYPHENS or not before.glued

    def _closes(self, line: Sequence[Atom], found: _Found) -> bool:
        """May it end there, seen from the right? Not before a glued letter (6th, 82-jarige), a score or a time of day."""
        k = found.end
        if found.kind == "digits" and not found.percent and self._is_score(line, found.first, k):
            return False
        if self.words.match("clock", line, k) and not found.percent and found.kind == "digits":
            return False
        if k >= len(line) or not line[k].glued:
            return True
        after = line[k]
        further = k + 1 < len(line) and line[k + 1].glued
        if after.letters:
            joined = further and line[k + 1].text in HYPHENS  # 155mm-kanon
            return found.kind == "digits" and after.text in self.measures and not joined
        if after.digits:
            return False
        if after.text in HYPHENS or after.text in "/:.,'’":
            return not further or not (line[k + 1].letters or line[k + 1].digits)
        return True

    def _is_score(self, line: Sequence[Atom], first: int, end: int) -> bool:
        """Two small numbers with a spaced hyphen: *won met 2 - 1*."""
        at = next((k for k in range(first, min(end + 1, len(line))) if line[k].text in HYPHENS), None)
        if at is None or line[at].glued or at + 1 >= len(line) or line[at + 1].glued:
            return False
        sides = [line[at - 1].text, line[at + 1].text]
        return all(s.isdigit() and int(s) < LARGEST_SCORE for s in sides)

    def _is_numeral(self, parsed: Parsed, line: Sequence[Atom], k: int, n: Numeral) -> bool:
        """Is the word used as a number? *acht* and *one* have other uses."""
        if n.digits or n.share or n.end > k + 1:
            return True
        token = parsed.tokens[line[k].token]
        upos = "NUM" if token.deprel in COUNTS_AS else token.upos
        return upos not in NO_NUMERAL and not (upos in NO_SMALL_NUMERAL and n.value < 20)

    # bounds

    def _is_particle(self, parsed: Parsed, token: Token) -> bool:
        """Does the word belong to the verb right before it?"""
        before = parsed.tokens[max(0, token.i - 1)]
        known = (token.form.lower(), before.lemma.rpartition("_")[2].lower()) in self.particles
        return token.deprel == "compound:prt" or (before.upos == "VERB" and known)

    def _is_preposition(self, parsed: Parsed, line: Sequence[Atom], k: int, f: _Found) -> bool:
        """Is the word before a small number a preposition of place, rather than its bound?"""
        word = parsed.tokens[line[k].token]
        small = f.best is not None and f.best < SMALLEST_ROUND and not f.percent
        return small and word.upos == "ADP" and word.rel == "case" and word.form.lower() in self.spatial

    def _number(self, parsed: Parsed, line: Sequence[Atom], f: _Found, after: int) -> Number:
        """The expression with the words before and behind it that bound it."""
        rows = list(f.rows)
        bounds: list[str] = []
        start, end = line[f.first].start, line[f.end - 1].end
        left, right = start, end
        k = f.first - 1
        while k >= 0 and (line[k].money or (line[k].letters and line[k + 1].money and line[k + 1].glued)):
            k -= 1  # US$ 40
        if f.bound == "range" and any(r.kind == "joiner" for r in f.rows):  # between 20 and 30
            opener = self._opener(line, f.first)
            left, k = (line[opener].start, opener - 1) if opener is not None else (left, k)
        while k >= 0 and (found := self.before.at(line, k)) and line[k - found[0] + 1].start >= after:
            if found[0] == 1 and self._is_particle(parsed, parsed.tokens[line[k].token]):
                break  # handed over 40 bodies
            if found[0] > 1 and self.words.match("determiner", line, k) and not _is_round(f):
                break  # over de drie doden, onder de zeven gewonden
            if found[0] == 1 and self._is_preposition(parsed, line, k, f):
                break  # over six regions
            left = line[k - found[0] + 1].start
            bounds.append(found[1].bound)
            rows.append(found[1])
            k -= found[0]
        behind = self.after.at(line, f.end)
        if behind:
            right = line[f.end + behind[0] - 1].end
        elif f.end < len(line) and line[f.end].letters:  # 35 people or more
            behind = self.after.at(line, f.end + 1)
            behind = behind if behind and behind[0] > 1 else None
        if behind:
            bounds.append(behind[1].bound)
            rows.append(behind[1])
        tokens = tuple(dict.fromkeys(a.token for a in line[f.first : f.end]))
        low, high, best, bound = _bounded(f, bounds)
        outer = parsed.slice(left, right) if (left, right) != (start, end) else None
        return Number(
            tokens, parsed.slice(start, end), low, high, best, bound, outer, f.percent, f.kind,
            tuple(dict.fromkeys(r.where for r in rows)), f.year and not bounds,
        )  # fmt: skip


def _is_round(f: _Found) -> bool:
    """Is it a number that a vague bound suits (over de honderd, rond de vijftien)?"""
    return f.percent or f.best is None or (f.best >= SMALLEST_ROUND and f.best % ROUND_STEP == 0)


def _bounded(f: _Found, bounds: Sequence[str]) -> tuple[float | None, float | None, float | None, str]:
    """low, high, best and bound of an expression under the bounds found around it; the firmest counts."""
    for bound in ("at_least", "at_most", "about"):
        if bound in bounds and f.bound in ("exact", "about") and f.best is not None:
            if bound == "at_least":
                return f.best, None, f.best, bound
            return (None, f.best, f.best, bound) if bound == "at_most" else (None, None, f.best, bound)
    return f.low, f.high, f.best, f.bound
