"""What is a text about: armed conflict and violence, or sport, money, culture and the like told in the words of war?

Words of the table ``domain_cues`` weigh for their domain, for the whole text and for each paragraph. A word that comes back weighs
somewhat more, never more than twice. The text is about conflict where conflict holds its own against all other domains together; where
neither speaks, a short text gets the benefit of the doubt, a long one does not. Within a text, a paragraph goes its own way only where
its words are clear: a match in the middle of a war diary, a bombing in a bulletin of the evening.

Known gap: a page that is all about the arms of one side (a new tank at a fair) counts as conflict.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from volgens.lexicon import Lexicon
from volgens.lexicon.match import spellings
from volgens.model import Parsed, Reason, Token

CONFLICT = "conflict"
HISTORY = "history"
TELLING = ("NOUN", "PROPN", "VERB", "ADJ", "X")  # parts of speech of a cue of one word
ARMED = ("armed_group", "military")  # kinds of actors whose names are cues
NAME_WEIGHT = 3.0
YEAR_WEIGHT = 2.0
OLD = 60  # years before publication from which a year tells of history
# Domains that tell of violence themselves: a violent paragraph may be part of the story.
STORIES = frozenset({"culture", HISTORY})
EPISODES = STORIES | {"sport"}  # what a paragraph of a text on conflict may be about instead

LONG = 80  # words from which a text on conflict says so
SPEAKS = 2.0  # what all cues together have to weigh for a text to be about anything
# Share of conflict in all cues from which a text is about it, by how many of its cues are sure (rebels, shelling, a militia's
# name): none, one, more.
HOLDS = (0.6, 0.42, 0.33)
STORY_HOLDS = 0.55  # the same where the heaviest other domain tells stories of violence, however sure
SURE = 3.0
LIKELY = 2.0
FEW = 3
SEVERAL = 4.0  # what the cues of other domains have to weigh together in a short text
CLEAR = 5.0  # what a paragraph's cues have to weigh to go against its text
DOMINANT = 0.8  # the share they need for that


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of the table, or an armed actor's name, or a year long past, and what it weighs where it was found."""

    word: str
    domain: str
    weight: float
    row: str | None


@dataclass(frozen=True, slots=True)
class Weights:
    """What the cues of a stretch of text weigh, by domain; ``cues`` are those that were found, the heaviest first."""

    of: dict[str, float]
    words: int
    cues: tuple[Cue, ...] = ()

    @property
    def because(self) -> tuple[Reason, ...]:
        """The rows of the cues, the heaviest first."""
        return tuple(Reason("domain.cue", row) for row in dict.fromkeys(c.row for c in self.cues) if row)

    @property
    def conflict(self) -> float:
        return self.of.get(CONFLICT, 0.0)

    @property
    def other(self) -> float:
        return sum(self.of.values()) - self.conflict

    @property
    def share(self) -> float:
        """Conflict among all."""
        total = self.conflict + self.other
        return self.conflict / total if total else 0.0

    @property
    def sure(self) -> int:
        """How many cues leave no doubt of conflict; a few that leave little count for one."""
        own = [c.weight for c in self.cues if c.domain == CONFLICT]
        return sum(w >= SURE for w in own) + sum(LIKELY <= w < SURE for w in own) // FEW

    @property
    def rival(self) -> str | None:
        """The heaviest of the other domains."""
        rest = {d: w for d, w in self.of.items() if d != CONFLICT}
        return max(rest, key=lambda d: (rest[d], d)) if rest else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Is the text about conflict, and which stretches (half-open offsets) go against that?"""

    about: bool
    weights: Weights
    against: tuple[tuple[int, int], ...]

    def covers(self, start: int) -> bool:
        """Is what stands at this offset told about conflict?"""
        return self.about != any(a <= start < b for a, b in self.against)


def judge(parsed: Parsed, lexicon: Lexicon, year: int | None = None) -> Judgement:
    """The judgement on a parsed text. ``year`` of publication, where known, tells years of history from those of today."""
    cues = _cues(lexicon)
    paragraphs: dict[int, list[Token]] = {}
    for sentence in parsed.sentences:
        paragraphs.setdefault(sentence.paragraph, []).extend(parsed.words(sentence))
    found = {p: list(cues.in_words(words, year)) for p, words in paragraphs.items()}
    whole = _weigh([hit for hits in found.values() for hit in hits], len(parsed.tokens))
    about = _about(whole)
    against = []
    for p, words in paragraphs.items():
        if len(paragraphs) > 1 and words and _goes_its_own_way(_weigh(found[p], len(words)), about, whole):
            against.append((words[0].start, words[-1].end))
    return Judgement(about, whole, tuple(against))


def _about(w: Weights) -> bool:
    short = w.words < LONG
    if w.conflict + w.other < SPEAKS or (short and w.other < SEVERAL):
        return short or w.conflict > 0
    if w.rival in STORIES:
        return w.share >= STORY_HOLDS
    sure = max(1, w.sure) if short else w.sure
    return w.share >= HOLDS[min(sure, len(HOLDS) - 1)]


def _goes_its_own_way(w: Weights, about: bool, whole: Weights) -> bool:
    if about:
        return w.other >= CLEAR and w.share <= 1 - DOMINANT and w.conflict <= 1 and w.rival in EPISODES
    return w.conflict >= CLEAR and w.share >= DOMINANT and whole.rival not in EPISODES


def _weigh(hits: Iterable[Cue], words: int) -> Weights:
    of: dict[str, float] = {}
    cues = []
    for cue, n in Counter(hits).items():
        heavy = cue.weight * min(2.0, 1 + 0.5 * math.log2(n))
        of[cue.domain] = of.get(cue.domain, 0.0) + heavy
        cues.append(replace(cue, weight=heavy))
    return Weights(of, words, tuple(sorted(cues, key=lambda c: (-c.weight, c.word))))


class _Cues:
    """The table ``domain_cues`` and the names of armed actors, by their first word."""

    def __init__(self, lexicon: Lexicon):
        self._single: dict[str, Cue] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
        self._first: list[tuple[str, Cue]] = []
        self._last: list[tuple[str, Cue]] = []
        for row in lexicon.rows("domain_cues"):
            for word in cast(tuple[str, ...], row.cells["words"]):
                self._add(word, Cue(word, str(row.domain), float(row.weight), row.where), lexicon)
        for row in lexicon.rows("actors"):
            if row.kind in ARMED:
                for name in row.names:
                    self._add(name, Cue(name, CONFLICT, NAME_WEIGHT, row.where), lexicon)

    def _add(self, word: str, hit: Cue, lexicon: Lexicon) -> None:
        if word.endswith("-"):
            self._first.append((word[:-1].lower(), hit))
            return
        if word.startswith("-"):
            self._last.append((word[1:].lower(), hit))
            return
        for parts in spellings(word.split()):  # hyphened words whole, and cut at their hyphens
            if len(parts) > 1:
                self._phrases.setdefault(parts[0].lower(), []).append((parts, hit))
            else:
                self._single[parts[0]] = hit
                for form in lexicon.inflector.noun(parts[0]) if parts[0].islower() else ():
                    self._single.setdefault(form, hit)

    def in_words(self, words: list[Token], year: int | None) -> Iterator[Cue]:
        """The cues among the words of a paragraph, from left to right; a phrase takes its words."""
        k = 0
        while k < len(words):
            phrase = self._phrase(words, k)
            hit = phrase[1] if phrase else self._word(words[k], year)
            if hit:
                yield hit
            k += len(phrase[0]) if phrase else 1

    def _phrase(self, words: list[Token], k: int) -> tuple[tuple[str, ...], Cue] | None:
        options = self._phrases.get(words[k].form.lower(), []) + self._phrases.get(words[k].lemma.lower(), [])
        found = [
            (parts, hit)
            for parts, hit in options
            if len(words) - k >= len(parts) and all(_stands(p, t) for p, t in zip(parts, words[k:], strict=False))
        ]
        return max(found, key=lambda x: len(x[0])) if found else None

    def _word(self, token: Token, year: int | None) -> Cue | None:
        if token.upos == "NUM" or token.form.isdigit():
            if year and len(token.form) == 4 and token.form.isdigit() and 1000 <= int(token.form) <= year - OLD:
                return Cue(token.form, HISTORY, YEAR_WEIGHT, None)
            return None
        if token.upos not in TELLING:
            return None
        form, lemma = token.form.lower(), token.lemma.replace("_", "").lower()
        for key in (token.form, form, lemma):
            if key in self._single:
                return self._single[key]
        for part, hit in self._first:
            if form.startswith(part) and len(form) > len(part) + 2:
                return hit
        for part, hit in self._last:
            if (form.endswith(part) or lemma.endswith(part)) and len(form) > len(part) + 2:
                return hit
        return None


def _stands(part: str, token: Token) -> bool:
    if not part.islower() and any(c.isupper() for c in part):
        return token.form == part
    return part in (token.form.lower(), token.lemma.lower())


@lru_cache(maxsize=8)
def _cues(lexicon: Lexicon) -> _Cues:
    return _Cues(lexicon)
