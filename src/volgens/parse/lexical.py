"""Which of the likely lemma rules is right, by what the treebanks' own words say.

Needs ``lemmas.npz`` (written by ``training/lemmas.py``). The network proposes a few edit rules (``parse.lemma``) for a word, and knows what they
do only in general: it may make ``soldaat`` of *soldaten* one day and ``soldat`` the next. So a form that had one lemma wherever it stood in
the treebanks, as this part of speech, keeps it, and among rules that are about as likely the one wins whose lemma is made of
words that exist. Words are kept as 32-bit hashes: about one unknown word in a hundred thousand is taken for a known one.

A compound that is new may be made of words that are known: *vrouwentoernooi*, ``vrouw_toernooi``. Where its end is a known form and what stands before it a word
that is known to stand before others, joined as many are (*en*, *s*, nothing: counted in the treebanks), that is a candidate beside the network's.

In some languages a verb's lemma takes in its particle wherever that stands (Dutch *vielen … aan*, ``aan_vallen``). There the tree decides: the
word's own letters give the verb, its ``compound:prt`` the particle.
"""

import math
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from volgens.parse import lemma

KNOWN_BONUS = 3.0  # in log odds; 2 to 4 are equally good on the development sets
UNSPELT = 1.5  # what a lemma costs whose end no known lemma of its part of speech has; much the same from 0.7 to 2.5
MARGIN = KNOWN_BONUS + UNSPELT  # a rule this much less likely than the best cannot win
COMPOUND = 0.5  # in log odds: what a compound costs that the network did not propose
STRANGE = 2.5  # what it costs more where its first part was never seen as one
HYPHEN = 0.0  # where a word that nobody knows stands before a hyphen: most likely a name
RARE = 0.3  # how much of the log odds of how its parts are joined counts
SHORT = 2, 3  # letters of the first part and the last, at the least
PARTED = 3.0  # what a noun gains whose hyphen is left out between its parts, where the treebanks do so
ABBREVIATED = 3  # letters that a name in capitals has at the most where they are most likely its initials
CACHE = 200_000
VERB = "VERB"
NOUN, NAME = "NOUN", "PROPN"
SPELT = (VERB,)  # their ends are known well enough; nouns and adjectives end in more ways than a treebank has
VOWELS = "aeiouy"
END = re.compile(f"(?:[{VOWELS}]+[^{VOWELS}]+)?[{VOWELS}]+[^{VOWELS}]*$")
PARTICLES = ("ADP", "ADV")  # these join any verb; an adjective or noun only one that it is known to join


def hashed(*parts: str) -> int:
    """A word and what it is said of, as 32 bits."""
    return zlib.crc32("\t".join(parts).encode("utf8", "surrogatepass"))


def before(upos: str) -> str:
    """The class of what stands before the last part of such words, for ``hashed``."""
    return f"{upos}_"


def ending(upos: str) -> str:
    """The class of the ends of such words, for ``hashed``."""
    return f"{upos}~"


def plain(word: str) -> str:
    """A word without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def end(word: str) -> str:
    """The last two syllables of a word without what stands before their vowels: *schikken*, ``ikken``. How a language spells shows there."""
    found = END.search(plain(word.lower()))
    return found[0] if found else word


def without_far_particle(form: str, lemma: str) -> str:
    """The lemma without a first part that the form does not start with: *vielen*, ``aan_vallen`` gives ``vallen``."""
    first, _, rest = lemma.partition("_")
    return rest if rest and not form.lower().startswith(first.lower()) else lemma


def parts(lemma: str) -> list[str]:
    """The words of a lemma: ``raket_aanval`` has two, ``Noord-Koreaan`` too."""
    return [p for p in lemma.replace("-", "_").split("_") if p]


class Lemmas:
    """``languages`` that it knows words of; in others the network alone decides."""

    def __init__(self, path: Path):
        with np.load(path) as stored:
            rules: list[str] = stored["rules"].tolist()
            self.languages: frozenset[str] = frozenset(stored["languages"].tolist())
            self.forms = {
                k: rules[v] for k, v in zip(stored["forms"].tolist(), stored["form_rules"].tolist(), strict=True)
            }
            self.joined: frozenset[str] = frozenset(stored["joined"].tolist())
            self.words: frozenset[int] = frozenset(stored["words"].tolist())
            # What stands at the end of the first part, what stands there in the lemma, and how odd that is
            self.links: dict[tuple[str, str], list[tuple[str, str, float]]] = {}
            most: dict[tuple[str, str], int] = {}
            for (language, upos, gone, put), n in zip(
                stored["links"].tolist(), stored["link_counts"].tolist(), strict=True
            ):
                usual = most.setdefault((language, upos), n)  # they stand in the order of their counts
                self.links.setdefault((language, upos), []).append((gone, put, RARE * math.log(usual / n)))
        self.cache: dict[tuple[object, ...], str] = {}

    def guess(self, forms: Iterable[str]) -> str:
        """The language that knows most of the words; the first in the alphabet where they tie."""
        some = [f.lower() for f in islice(forms, 500)]
        known = {x: sum(hashed(x, f) in self.words for f in some) for x in sorted(self.languages)}
        return max(known, key=known.__getitem__)

    def choose(
        self,
        form: str,
        upos: str,
        rules: Sequence[str],
        scores: Sequence[float],
        language: str,
        particles: Sequence[tuple[str, str]] = (),
    ) -> str:
        """The lemma of ``form``; ``rules`` with their ``scores``, the likeliest first; ``particles`` with their parts of speech."""
        if language not in self.languages:
            return lemma.apply(rules[0], form)
        close = sum(s > scores[0] - MARGIN for s in scores)
        key = (form, upos, language, tuple(rules[:close]), tuple(scores[:close]) if close > 1 else ())
        found = self.cache.get(key)
        if found is None:
            if len(self.cache) > CACHE:
                self.cache.clear()
            found = self.cache[key] = self._choose(form, upos, rules[:close], scores[:close], language)
        if upos == VERB and language in self.joined and "_" not in found:
            for particle, its_upos in particles:
                whole = f"{particle.lower()}_{found}"
                if its_upos in PARTICLES or hashed(language, VERB, whole) in self.words:
                    return whole
        return found

    def _choose(self, form: str, upos: str, rules: Sequence[str], scores: Sequence[float], language: str) -> str:
        low = form.lower()
        for known in dict.fromkeys((form,) if upos == NAME else (form, low, plain(low))):  # *vóór* stresses *voor*
            rule = self.forms.get(hashed(language, upos, known))
            if rule is not None:
                return lemma.apply(rule, known)
        best, most = "", -np.inf
        for candidate, score in self._proposed(form, upos, rules, scores, language):
            total = score + self._likely(candidate, upos, language)
            if total > most:
                best, most = candidate, total
        for candidate, cost in self._compounds(form, upos, language):
            total = scores[0] + KNOWN_BONUS - COMPOUND - cost
            if total > most:
                best, most = candidate, total
        return best

    def _proposed(
        self, form: str, upos: str, rules: Sequence[str], scores: Sequence[float], language: str
    ) -> Iterator[tuple[str, float]]:
        """Lemmas with their scores: what the network's rules make of the form and may be a word, and what else is often written for such."""
        bare = upos == VERB and language in self.joined
        parted = upos == NOUN and any(gone == "-" for gone, _, _ in self.links.get((language, upos), ()))
        digits = [c for c in form if c.isdigit()]
        yield form, scores[0] - KNOWN_BONUS
        if upos == NAME and form.isupper() and len(form) > ABBREVIATED:
            yield form.title(), scores[0] - KNOWN_BONUS
        for rule, score in zip(rules, scores, strict=True):
            candidate = lemma.apply(rule, form)
            if bare:
                candidate = without_far_particle(form, candidate)
            if "-_" in candidate or "_-" in candidate or [c for c in candidate if c.isdigit()] != digits:
                continue
            if ("-" in candidate or "_" in candidate) and candidate[:1].lower() != form[:1].lower():
                continue
            yield candidate, score
            first, _, last = candidate.rpartition("-")
            if parted and first and last and "_" not in candidate:
                yield f"{first}_{last}", score + PARTED

    def _likely(self, candidate: str, upos: str, language: str) -> float:
        """What the treebanks' words say for a lemma or against it, in log odds."""
        first, split, _ = candidate.rpartition("_")
        *_, last = parts(candidate) or [candidate]
        found = KNOWN_BONUS * self._known(candidate, upos, language)
        if (
            split
            and not any(map(str.isdigit, first))
            and hashed(language, before(upos), first.lower()) not in self.words
        ):
            found -= STRANGE
        if upos in SPELT and hashed(language, ending(upos), end(last)) not in self.words:
            found -= UNSPELT
        return found

    def _compounds(self, form: str, upos: str, language: str) -> Iterator[tuple[str, float]]:
        """Lemmas that known words make of a form, and how odd each is, in log odds."""
        links = self.links.get((language, upos))
        if not links:
            return
        low = form.lower()
        least_first, least_last = SHORT
        for k in range(least_first, len(form) - least_last + 1):
            rule = self.forms.get(hashed(language, upos, low[k:]))
            if rule is None:
                continue
            last, first = lemma.apply(rule, low[k:]), low[:k]
            for gone, put, cost in links:
                word = first[: len(first) - len(gone)] + put
                if not first.endswith(gone) or len(word) < least_first:
                    continue
                if hashed(language, before(upos), word) in self.words:
                    yield f"{word}_{last}", cost
                elif upos != VERB and hashed(language, word) in self.words:  # particles are few, and all known
                    yield f"{word}_{last}", cost + STRANGE
                elif gone and not any(map(str.isalnum, gone)):  # a name before a hyphen keeps its capitals
                    yield f"{form[: len(word)]}_{last}", cost + HYPHEN

    def _known(self, candidate: str, upos: str, language: str) -> bool:
        """True where the last part is a known lemma of this part of speech, and the parts before it are words."""
        *first, last = parts(candidate) or [candidate]
        return hashed(language, upos, last) in self.words and all(hashed(language, p) in self.words for p in first)
