"""Numerals: the value of one number as digits or words write it. All words come from the table ``number_words``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from volgens.extract.atoms import HYPHENS, Atom, Phrases
from volgens.lexicon import Lexicon, Row

_GROUP = re.compile(r"\d{3}$")
YEARS = range(1900, 2100)  # four bare digits in this range are a year unless they count a noun
THOUSAND = 1000.0
HUNDRED = 100.0  # multipliers up to here multiply what stands before; larger ones close a group


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number: its value, the coefficient and factor it was written with (5.5 and a million), and where it ends.

    ``share``: a percentage by its nature (*a third*, *half*). ``about``: the word itself makes it approximate (*twintigtal*).
    """

    value: float
    coefficient: float
    factor: float
    end: int
    digits: bool
    share: bool = False
    about: bool = False
    rows: tuple[Row, ...] = ()


class NumberWords:
    """The number words of a language and how they combine."""

    def __init__(self, lexicon: Lexicon):
        rows: dict[str, list[tuple[str, Row]]] = {}
        for row in lexicon.rows("number_words"):
            rows.setdefault(row.kind, []).append((str(row.word).lower(), row))
        self._kinds = {kind: Phrases(found) for kind, found in rows.items()}
        self._words = {kind: dict(found) for kind, found in rows.items()}
        parts = [(w, r) for kind in ("number", "multiplier", "half") for w, r in rows.get(kind, ()) if w.isalpha()]
        parts = [(w, r) for w, r in parts if r.kind != "multiplier" or r.value > 1]
        self._parts = sorted(parts, key=lambda x: -len(x[0]))
        self._openings = {
            w.split()[0] for kind in ("article", "half", "share", "bare") for w in self._words.get(kind, ())
        }
        self._joiners = [w for w in self._words.get("joiner", {}) if w.isalpha()]
        self._thousands = re.escape("".join(self._words.get("thousands", {"": None})))
        self._decimal = re.escape("".join(self._words.get("decimal", {"": None})))
        self._measures = {str(row.phrase).lower() for row in lexicon.rows("measures")}
        self._segmented: dict[str, tuple[Row | None, ...] | None] = {}

    def match(self, kind: str, line: Sequence[Atom], k: int) -> tuple[int, Row] | None:
        """The word of this kind that begins at atom ``k``: how many atoms, and its row."""
        found = self._kinds.get(kind)
        return found.at(line, k) if found else None

    def may_start(self, atom: Atom) -> bool:
        """Can a numeral begin here? Quick, and never wrongly no."""
        return (
            atom.digits
            or atom.text in self._openings
            or self.segment(atom.text) is not None
            or self._tal(atom.text) is not None
        )

    def segment(self, word: str) -> tuple[Row | None, ...] | None:
        """The number words that a word consists of (*drieëntwintig*: 3, joiner, 20; a joiner is None), or None."""
        if word not in self._segmented:
            self._segmented[word] = self._split(word, first=True)
        return self._segmented[word]

    def _split(self, word: str, first: bool) -> tuple[Row | None, ...] | None:
        if not word:
            return ()
        for part, row in self._parts:
            if word.startswith(part) and (part != word or not first or part not in self._words.get("article", {})):
                rest = self._split(word[len(part) :], first=False)
                if rest is not None:
                    return (row, *rest)
        for joiner in self._joiners if not first else ():
            if word.startswith(joiner) and len(word) > len(joiner):
                rest = self._split(word[len(joiner) :], first=False)
                if rest is not None and rest[0] is not None:
                    return (None, *rest)
        return None

    def digits(self, text: str, plain: bool = True) -> float | None:
        """The value of digits with the language's points and commas; None where they are no number.

        A sign of the other language's before three digits parts thousands too (*10,000* in Dutch), unless a multiplier or percentage
        follows (``plain`` False).
        """
        if text.isdigit():
            return float(text) if text.isascii() and (text[0] != "0" or len(text) == 1) else None
        if not text.isascii():
            return None
        t, d = self._thousands, self._decimal
        if re.fullmatch(rf"\d{{1,3}}(?:{t}\d{{3}})+(?:{d}\d+)?", text):
            return float(re.sub(d, ".", re.sub(t, "", text)))
        if plain and re.fullmatch(rf"[1-9]\d{{0,2}}(?:{d}\d{{3}})+", text):
            return float(re.sub(d, "", text))
        if re.fullmatch(rf"\d+{d}\d+", text) or re.fullmatch(rf"\d+{t}\d{{1,2}}", text):
            return float(re.sub(rf"{d}|{t}", ".", text))
        return None

    def read(self, line: Sequence[Atom], k: int) -> Numeral | None:
        """The numeral that begins at atom ``k``."""
        if k >= len(line):
            return None
        if line[k].digits:
            return self._digits_at(line, k)
        return self._share_at(line, k) or self._words_at(line, k)

    def _digits_at(self, line: Sequence[Atom], k: int) -> Numeral | None:
        text, end = line[k].text, k + 1
        while (
            end < len(line)
            and not line[end].glued
            and text.isdigit()
            and len(line[k].text) <= 3
            and _GROUP.match(line[end].text)
            and line[end].start == line[end - 1].end + 1
        ):
            text, end = text + line[end].text, end + 1  # 12 000
        factor = self._factor(line, end)
        if factor and text.isdigit() and len(text) == 4 and int(text) in YEARS and factor[1].value <= THOUSAND:
            factor = None  # in 2021 duizend militairen
        value = self.digits(text, plain=factor is None and self.match("percent", line, end) is None)
        if value is None:
            return None
        if factor is None:
            return Numeral(value, value, 1.0, end, digits=True)
        n, row = factor
        return Numeral(value * row.value, value, float(row.value), end + n, digits=True, rows=(row,))

    def _factor(self, line: Sequence[Atom], k: int) -> tuple[int, Row] | None:
        """A multiplier after digits: a word, or a suffix."""
        if k >= len(line):
            return None
        found = self.match("suffix", line, k)
        if found:
            number = line[k - 1]
            sum_ = (k > 1 and line[k - 2].money) or not number.text.isdigit()
            if len(line[k].text) > 1 or (line[k].glued and (sum_ or line[k].text not in self._measures)):
                return found
        found = self.match("multiplier", line, k)
        return found if found and found[1].value > 1 else None

    def _share_at(self, line: Sequence[Atom], k: int) -> Numeral | None:
        """Shares: a third of, two-thirds, half of the; not *a third ship*."""
        whole = self.match("share", line, k)
        if whole is None:
            bare = self.match("bare", line, k)
            whole = bare if bare and self.match("of", line, k + bare[0]) else None
        if whole:
            n, row = whole
            if self.match("multiplier", line, k + n) is None:
                return Numeral(float(row.value), float(row.value), 1.0, k + n, digits=False, share=True, rows=(row,))
        count, at, rows = 1.0, k, []
        parts = self.segment(line[k].text)
        if parts is not None and len(parts) == 1 and parts[0] is not None and parts[0].kind == "number":
            count, at = float(parts[0].value), k + 1
            rows.append(parts[0])
            if at < len(line) and line[at].text in HYPHENS and line[at].glued:
                at += 1
        else:
            article = self.match("article", line, k)
            if article is None:
                return None
            at = k + article[0]
        found = self.match("fraction", line, at)
        if found is None or not 0 < count < found[1].value:
            return None
        end = at + found[0]
        spread = self.match("multiplier", line, at)  # a quarter of a million
        if spread and spread[1].value < 1 and self._larger(line, at + spread[0], plain=True):
            return None
        if count == 1 and (self.match("of", line, end) is None or self.match("multiplier", line, end)):
            return None
        value = round(100 * count / found[1].value, 1)
        return Numeral(value, value, 1.0, end, digits=False, share=True, rows=(*rows, found[1]))

    def _words_at(self, line: Sequence[Atom], k: int) -> Numeral | None:
        """Words: vijfhonderdtwaalf, two hundred and fifty-one, a hundred, half a million, anderhalf miljoen."""
        tal = self._tal_at(line, k)
        if tal:
            return tal
        sum_ = _Sum()
        at = k
        opening = self.match("article", line, k)
        if opening and self.segment(line[k].text) is None:
            at = k + opening[0]
            if not self._larger(line, at):
                return None
        halved = self.match("half", line, at)
        if halved and at + halved[0] < len(line) and self._larger(line, at + halved[0], plain=True):
            sum_.add(halved[1])
            at += halved[0]
        while at < len(line):
            step = self._step(line, at, sum_)
            if step is None:
                break
            at = step
        return sum_.numeral(at) if sum_.rows else None

    def _larger(self, line: Sequence[Atom], k: int, plain: bool = False) -> bool:
        """Does a multiplier, or (unless ``plain``) a half and a multiplier, stand here?"""
        if k >= len(line):
            return False
        parts = self.segment(line[k].text)
        if (parts and parts[0] is not None and parts[0].kind == "multiplier") or self.match("multiplier", line, k):
            return True
        half = None if plain else self.match("half", line, k)
        return bool(half) and self._larger(line, k + half[0], plain=True) if half else False

    def _step(self, line: Sequence[Atom], k: int, sum_: "_Sum") -> int | None:
        """Add what stands at atom ``k`` to the sum; where to go on, or None where it does not belong."""
        atom = line[k]
        if atom.text in HYPHENS:  # twenty-one
            inside = sum_.rows and atom.glued and k + 1 < len(line) and line[k + 1].glued
            parts = self.segment(line[k + 1].text) if inside else None
            return k + 2 if parts and sum_.tens and sum_.add_all(parts) else None
        joiner = self.match("joiner", line, k)
        if joiner and sum_.rows and k + joiner[0] < len(line):
            after = k + joiner[0]
            article = self.match("article", line, after)
            half = self.match("half", line, after + article[0]) if article else None
            if article and half:  # one and a half
                return after + article[0] + half[0] if sum_.add(half[1]) else None
            parts = self.segment(line[after].text)
            return after + 1 if parts and sum_.hundreds and sum_.add_all(parts) else None
        if atom.glued and sum_.rows:
            return None
        spread = self.match("multiplier", line, k)
        if spread and spread[1].value < 1:  # a quarter of a million
            larger = self._larger(line, k + spread[0], plain=True)
            return k + spread[0] if larger and sum_.add(spread[1]) else None
        parts = self.segment(atom.text)
        return k + 1 if parts and sum_.add_all(parts) else None

    def _tal(self, word: str) -> tuple[tuple[Row | None, ...], Row] | None:
        for suffix, row in self._words.get("tal", {}).items():
            parts = self.segment(word[: -len(suffix)]) if word.endswith(suffix) and word != suffix else None
            if parts:
                return parts, row
        return None

    def _tal_at(self, line: Sequence[Atom], k: int) -> Numeral | None:
        article = self.match("article", line, k)
        at = k + article[0] if article else k
        found = self._tal(line[at].text) if at < len(line) else None
        sum_ = _Sum()
        if found is None or not sum_.add_all(found[0]):
            return None
        whole = sum_.numeral(at + 1)
        return Numeral(whole.value, whole.value, 1.0, at + 1, digits=False, about=True, rows=(*whole.rows, found[1]))


class _Sum:
    """Number words added up from left to right; a word that does not fit is refused."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._total = 0.0
        self._now: float | None = None
        self._last = float("inf")  # the multiplier before: the next has to be smaller
        self._factor = 1.0

    @property
    def tens(self) -> bool:
        """May a unit follow a hyphen?"""
        return self._now is not None and self._now % 100 >= 20 and self._now % 10 == 0

    @property
    def hundreds(self) -> bool:
        """May something below a hundred follow *and*?"""
        return (self._now is None and self._total > 0) or (
            self._now is not None and self._now >= 100 and self._now % 100 == 0
        )

    def add_all(self, parts: Sequence[Row | None]) -> bool:
        """Add the parts of one word, all or none."""
        kept = (list(self.rows), self._total, self._now, self._last, self._factor)
        joined = False
        for part in parts:
            if part is None:
                joined = True
            elif self.add(part, joined):
                joined = False
            else:
                self.rows, self._total, self._now, self._last, self._factor = kept
                return False
        return True

    def add(self, row: Row, joined: bool = False) -> bool:
        value, now = float(row.value), self._now
        if row.kind == "multiplier":
            fits = self._multiply(value)
        elif row.kind == "half":
            fits = now is None or now == int(now)
            self._now = (now or 0.0) + value if fits else now
        elif now is None:
            fits = self._total == 0 or value < self._last
            self._now = value if fits else now
        else:
            under = (joined and value >= 20 and value % 10 == 0 and 1 <= now % 100 < 10) or (
                value < 10 and now % 10 == 0 and now % 100 >= 20
            )  # vijf-en-twintig; twenty one
            fits = now == int(now) and value >= 1 and (under or (value < 100 and now >= 100 and now % 100 == 0))
            self._now = now + value if fits else now
        if fits:
            self.rows.append(row)
        return fits

    def _multiply(self, value: float) -> bool:
        now = self._now
        if value < 1:
            fits = now is None and self._total == 0
            self._now = value if fits else now
        elif value <= HUNDRED:
            fits = now is None or 0 < now < HUNDRED
            self._now = (now or 1.0) * value if fits else now
        else:
            fits = value < self._last and not (now is None and self._total > 0 and self._last < float("inf"))
            if fits:
                self._total += (now or 1.0) * value
                self._now, self._last = None, value
        if fits and value > 1:
            self._factor = value
        return fits

    def numeral(self, end: int) -> Numeral:
        value = self._total + (self._now or 0.0)
        factor = self._factor if value % self._factor == 0 or self._now is None else 1.0
        return Numeral(value, value / factor, factor, end, digits=False, rows=tuple(self.rows))


@lru_cache(maxsize=8)
def number_words(lexicon: Lexicon) -> NumberWords:
    """The number words of a lexicon, indexed once."""
    return NumberWords(lexicon)
