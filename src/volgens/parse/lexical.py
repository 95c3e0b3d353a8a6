"""Which of the likely lemma rules is right, by what the treebanks' own words say.

Needs ``lemmas.npz`` (written by ``training/lemmas.py``). The network proposes a few edit rules (``parse.lemma``) for a word, and knows what they
do only in general: it may make ``soldaat`` of *soldaten* one day and ``soldat`` the next. So a form that had one lemma wherever it stood in
the treebanks, as this part of speech, keeps it, and among rules that are about as likely the one wins whose lemma is made of
words that exist. Words are kept as 32-bit hashes: about one unknown word in a hundred thousand is taken for a known one.

In some languages a verb's lemma takes in its particle wherever that stands (Dutch *vielen … aan*, ``aan_vallen``). There the tree decides: the
word's own letters give the verb, its ``compound:prt`` the particle.
"""

import zlib
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from volgens.parse import lemma

KNOWN_BONUS = 3.0  # in log odds; 2 to 4 are equally good on the development sets
MARGIN = KNOWN_BONUS  # a rule this much less likely than the best cannot win
CACHE = 200_000
VERB = "VERB"
PARTICLES = ("ADP", "ADV")  # these join any verb; an adjective or noun only one that it is known to join


def hashed(*parts: str) -> int:
    """A word and what it is said of, as 32 bits."""
    return zlib.crc32("\t".join(parts).encode("utf8", "surrogatepass"))


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
        rule = self.forms.get(hashed(language, upos, form))
        if rule is None and upos != "PROPN" and form != form.lower():
            form_here = form.lower()
            rule = self.forms.get(hashed(language, upos, form_here))
        else:
            form_here = form
        if rule is not None:
            return lemma.apply(rule, form_here)
        bare = upos == VERB and language in self.joined
        best, most = "", -np.inf
        for rule, score in zip(rules, scores, strict=True):
            candidate = lemma.apply(rule, form)
            if bare:
                candidate = without_far_particle(form, candidate)
            total = score + KNOWN_BONUS * self._known(candidate, upos, language)
            if total > most:
                best, most = candidate, total
        return best

    def _known(self, candidate: str, upos: str, language: str) -> bool:
        """True where the last part is a known lemma of this part of speech, and the parts before it are words."""
        *first, last = parts(candidate) or [candidate]
        return hashed(language, upos, last) in self.words and all(hashed(language, p) in self.words for p in first)
