"""The words of time expressions: text to lexemes, and what each lexeme can stand for.

Lexemes are cut here and not taken from the parse, so that 14.30, 1990s, mid-August and 's avonds are the same under every tokeniser.
What a stretch of lexemes stands for is an atom: a class from ``time_words`` (weekday, month, unit, ...) or one that numerals have of
themselves (num, dom a day of the month, dom_numeral with an ordinal's ending, year, hour, clock, clock4 written as 0630, date, ordinal), with the fields it gives to a moment.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from volgens.extract.time_mention import FIELDS, Value
from volgens.lexicon import Lexicon, Row
from volgens.model import LexiconError

WORDS = "time_words"
_LEXEME = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}([/.-])\d{1,2}\1\d{4}(?!\d)|\d+(?:[.,:]\d+)*|[^\W\d_]+|[^\w\s]", re.UNICODE
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")

Fields = tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word, numeral or sign. ``glued``: nothing stands between it and the one before."""

    start: int
    end: int
    form: str
    raw: str
    glued: bool


@dataclass(frozen=True, slots=True)
class Atom:
    """``length`` lexemes that stand for a ``kind`` of time word."""

    kind: str
    fields: Fields
    length: int
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class _Phrase:
    forms: tuple[str, ...]
    cased: tuple[str, ...] | None
    row: Row
    fields: Fields


def lexemes(text: str, start: int = 0, end: int | None = None) -> list[Lexeme]:
    """The lexemes between two offsets. A hyphen within a word is no lexeme: what it joins stands side by side (mid-August)."""
    out: list[Lexeme] = []
    stop = len(text) if end is None else end
    before, skipped = start - 1, False
    for m in _LEXEME.finditer(text, start, stop):
        a, b = m.span()
        raw = m.group()
        if (
            raw in "-‑"
            and before == a
            and b < stop
            and text[b].isalnum()
            and not (text[a - 1].isdecimal() and text[b].isdecimal())
        ):
            before, skipped = b, True
            continue
        raw = raw.translate(_APOSTROPHES)
        out.append(Lexeme(a, b, raw.lower(), raw, before == a and not skipped))
        before, skipped = b, False
    return out


def fields_of(row: Row, column: str = "sets") -> Fields:
    """The cell's ``field=value`` pairs. Raises LexiconError LEX011 for a field that moments do not have."""
    out: list[tuple[str, Value]] = []
    for pair in row.cells[column] or ():  # type: ignore[union-attr]
        name, _, text = str(pair).partition("=")
        if name not in FIELDS or not text:
            raise LexiconError(
                "LEX011",
                f"{pair!r} is not a field of a moment and its value",
                row.where,
                f"fields: {', '.join(sorted(FIELDS))}",
            )
        out.append((name, _value(text)))
    return tuple(out)


def _value(text: str) -> Value:
    if text in ("yes", "no"):
        return text == "yes"
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


class Vocabulary:
    """The time words of a language, by the lexeme they begin with and by the one they end with."""

    def __init__(self, lexicon: Lexicon):
        self.language = lexicon.language
        self._first: dict[str, list[_Phrase]] = {}
        self._last: dict[str, list[_Phrase]] = {}
        self._endings: dict[str, list[_Phrase]] = {}
        numerals = lexicon.rows("number_words")
        self._numbers = {
            str(r.word).lower(): float(r.value) for r in numerals if r.kind == "multiplier" and r.value >= 100
        }
        self._large = tuple(word for word, value in self._numbers.items() if value in (100, 1000))
        self._numbers |= {str(r.word).lower(): float(r.value) for r in numerals if r.kind == "number"}
        self._joiners = tuple(str(r.word).lower() for r in numerals if r.kind == "joiner" and str(r.word).isalpha())
        rows = lexicon.rows(WORDS)
        for row in rows:
            self._add(str(row.phrase), row, fields_of(row))
        for row in rows:
            for join in row.joins:
                before, _, becomes = join.partition("=")
                made = Row(row.table, row.where, {**row.cells, "kinds": (becomes,)})
                if before == "num":
                    ending = self._phrase(str(row.phrase), made, fields_of(row))
                    self._endings.setdefault(ending.forms[0], []).append(ending)
                for first in rows:
                    if before in first.kinds:
                        self._add(f"{first.phrase}{row.phrase}", made, fields_of(first) + fields_of(row))
        self._suffixes = tuple(self._endings)
        for found in (*self._first.values(), *self._last.values()):
            found.sort(key=lambda p: -len(p.forms))

    def _phrase(self, text: str, row: Row, fields: Fields) -> _Phrase:
        parts = lexemes(text)
        cased = tuple(p.raw for p in parts) if text != text.lower() else None
        return _Phrase(tuple(p.form for p in parts), cased, row, fields)

    def _add(self, text: str, row: Row, fields: Fields) -> None:
        phrase = self._phrase(text, row, fields)
        self._first.setdefault(phrase.forms[0], []).append(phrase)
        self._last.setdefault(phrase.forms[-1], []).append(phrase)

    def number(self, word: str) -> float | None:
        """The value of a number word, also of one that joins a unit and tens or a hundred (vierentwintig, driehonderd)."""
        if word in self._numbers:
            return self._numbers[word]
        for joiner in self._joiners:
            before, found, after = word.partition(joiner)
            if found and 1 <= self._numbers.get(before, 0) <= 9 and 20 <= self._numbers.get(after, 0) <= 90:
                return self._numbers[before] + self._numbers[after]
        for large in self._large:
            if word.endswith(large) and 2 <= self._numbers.get(word.removesuffix(large), 0) < self._numbers[large]:
                return self._numbers[word.removesuffix(large)] * self._numbers[large]
        return None

    def starts(self, lexeme: Lexeme) -> bool:
        """Can a time expression's word begin here?"""
        form = lexeme.form
        known = form in self._first or form in self._numbers or form[0].isdecimal()
        return known or form.endswith((*self._suffixes, *self._large))

    def atoms(self, words: Sequence[Lexeme], k: int) -> list[Atom]:
        """All that the lexemes from ``k`` on can stand for, the longest first."""
        word = words[k]
        out = [a for p in self._first.get(word.form, ()) if self._fits(p, words, k) for a in _atoms(p)]
        if word.form[0].isdecimal():
            out += self._numerals(words, k)
        elif not any(a.kind == "a" for a in out):
            value = self.number(word.form)
            if value is not None:
                out += self._counted(words, k, value)
            elif self._suffixes and word.form.endswith(self._suffixes) and not out:
                out += self._with_ending(word.form)
        return out

    def ending_at(self, words: Sequence[Lexeme], k: int, kinds: frozenset[str]) -> tuple[int, Row, Fields] | None:
        """The longest phrase of one of the kinds whose last lexeme is ``words[k]``: how long it is, its row and its fields."""
        for p in self._last.get(words[k].form, ()):
            n = len(p.forms)
            if kinds.intersection(p.row.kinds) and k + 1 >= n and self._fits(p, words, k + 1 - n):
                return n, p.row, p.fields
        return None

    def _fits(self, p: _Phrase, words: Sequence[Lexeme], k: int) -> bool:
        n = len(p.forms)
        if k + n > len(words) or any(words[k + j].form != p.forms[j] for j in range(n)):
            return False
        return p.cased is None or all(words[k + j].raw in (p.cased[j], p.cased[j].upper()) for j in range(n))

    def _counted(self, words: Sequence[Lexeme], k: int, value: float) -> list[Atom]:
        if 20 <= value <= 90 and k + 1 < len(words):
            more = self._numbers.get(words[k + 1].form)
            joined = words[k].end + 1 == words[k + 1].start
            if more is not None and 1 <= more <= 9 and joined:
                return [*_number(value + more, 2), *_number(value, 1)]
        return _number(value, 1)

    def _with_ending(self, form: str) -> list[Atom]:
        out = []
        for ending in self._suffixes:
            stem = form.removesuffix(ending)
            value = self.number(stem) if form.endswith(ending) and stem else None
            if value is not None:
                for p in self._endings[ending]:
                    out += [Atom(kind, (("count", value), *p.fields), 1, p.row) for kind in p.row.kinds]
        return out

    def _suffix(self, words: Sequence[Lexeme], k: int) -> Row | None:
        """The row of what makes a numeral an ordinal (19e), where it is written on to it."""
        if k >= len(words) or not words[k].glued:
            return None
        return next((p.row for p in self._first.get(words[k].form, ()) if "ordinal_suffix" in p.row.kinds), None)

    def _numerals(self, words: Sequence[Lexeme], k: int) -> list[Atom]:
        form = words[k].form
        out: list[Atom] = []
        iso, day_first = _ISO.fullmatch(form), _DATE.fullmatch(form)
        if iso:
            return _date(int(iso[1]), int(iso[2]), int(iso[3]))
        if day_first:
            d, m, y = int(day_first[1]), int(day_first[2]), int(day_first[3])
            return _date(y, m, d) or _date(y, d, m)
        clock = _CLOCK.fullmatch(form)
        if clock and int(clock[1]) <= 24 and int(clock[2]) <= 59:
            out.append(Atom("clock", (("hour", int(clock[1])), ("minute", int(clock[2]))), 1))
        if form.isdecimal():
            n = int(form)
            suffix = self._suffix(words, k + 1)
            if suffix is not None:
                day = [Atom("dom_numeral", (("day", n),), 2, suffix)] if 1 <= n <= 31 else []
                return [*_ordinal(n, 2, suffix), *day]
            if len(form) <= 2 and 1 <= n <= 31:
                out.append(Atom("dom", (("day", n),), 1))
            if len(form) <= 2 and n <= 24:
                out.append(Atom("hour", (("hour", n), ("minute", 0)), 1))
            if len(form) == 4 and n // 100 <= 24 and n % 100 <= 59:
                out.append(Atom("clock4", (("hour", n // 100), ("minute", n % 100)), 1))
            if len(form) == 4 and 1000 <= n <= 2199:
                out.append(Atom("year", (("year", n),), 1))
            if len(form) == 2 and n <= 59:
                out.append(Atom("minutes", (("minute", n),), 1))
            if len(form) == 2:
                out.append(Atom("short_year", (("year", 1900 + n if n > 30 else 2000 + n),), 1))
            return [*out, *_number(n, 1, digits=True)] if len(form) <= 4 else out
        if _THOUSANDS.fullmatch(form):
            return _number(float(re.sub(r"[.,]", "", form)), 1, digits=True)
        if _DECIMAL.fullmatch(form):
            return [*out, *_number(float(form.replace(",", ".")), 1, digits=True)]
        return out


def _atoms(p: _Phrase) -> list[Atom]:
    extra = {"ordinal": lambda: _ordinal(int(dict(p.fields)["ordinal"]), len(p.forms), p.row)}
    out: list[Atom] = []
    for kind in p.row.kinds:
        out += extra[kind]() if kind in extra else [Atom(kind, p.fields, len(p.forms), p.row)]
    return out


def _number(value: float, length: int, digits: bool = False) -> list[Atom]:
    out = [Atom("num", (("count", value),), length)]
    if not digits and value == int(value) and 1 <= value <= 24:
        out.append(Atom("hour", (("hour", int(value)), ("minute", 0)), length))
    if not digits and value == int(value) and 1 <= value <= 31:
        out.append(Atom("dom_word", (("day", int(value)),), length))
    return out


def _ordinal(n: int, length: int, row: Row | None = None) -> list[Atom]:
    out = [Atom("ordinal", (("ordinal", n),), length, row)]
    return [*out, Atom("dom_ordinal", (("day", n),), length, row)] if 1 <= n <= 31 else out


def _date(year: int, month: int, day: int) -> list[Atom]:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return []
    return [Atom("date", (("year", year), ("month", month), ("day", day)), 1)]


@lru_cache(maxsize=16)
def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon, built once."""
    return Vocabulary(lexicon)
