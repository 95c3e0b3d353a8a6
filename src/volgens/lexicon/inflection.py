"""Forms of a word, made from its lemma by the rules of the language, for words whose lemma the reading model does not know.

The rules make too many forms rather than too few: a form counts only where it leads to a row of a table. Words that follow no rule stand
with their forms in the table ``inflections``.
"""

from collections.abc import Iterable
from functools import lru_cache

from volgens.lexicon.table import Row

VOWELS = "aeiouy"
LONG = "aeou"
SHORTEST_PREFIX = 2  # letters before the verb that one is made from
TREMA = {"e": "ë", "i": "ï", "u": "ü"}


class Inflector:
    """Forms of the verbs and nouns of one language."""

    def __init__(self, language: str, rows: Iterable[Row] = ()):
        self.language = language
        self._irregular = {str(r.lemma).lower(): tuple(str(f).lower() for f in r.forms) for r in rows}

    def verb(self, lemma: str) -> frozenset[str]:
        """The forms of a verb, itself included."""
        if lemma in self._irregular:
            return frozenset({lemma, *self._irregular[lemma]})
        rule = {"nl": dutch_verb, "en": english_verb}.get(self.language)
        return frozenset({lemma, *self._derived(lemma), *(rule(lemma) if rule else ())})

    def noun(self, lemma: str) -> frozenset[str]:
        """The forms of a noun, itself included."""
        rule = {"nl": dutch_noun, "en": english_noun}.get(self.language)
        return frozenset({lemma, *self._irregular.get(lemma, ()), *(rule(lemma) if rule else ())})

    def adjective(self, lemma: str) -> frozenset[str]:
        """The forms of an adjective before a noun, itself included."""
        return frozenset({lemma, *(_with_e(lemma) if self.language == "nl" else ())})

    def _derived(self, lemma: str) -> frozenset[str]:
        """Forms like those of the irregular verb that it is made from with a prefix: *beschieten* like *schieten*."""
        out: set[str] = set()
        for k in range(SHORTEST_PREFIX, len(lemma) - 2):
            for form in self._irregular.get(lemma[k:], ()):
                out |= {lemma[:k] + form, lemma[:k] + form.removeprefix("ge")}
        return frozenset(out)


@lru_cache(maxsize=4096)
def dutch_stems(lemma: str) -> frozenset[str]:
    """What a weak verb's forms start with: *bestoken* bestook, *redden* red, *plunderen* plunder."""
    if not lemma.endswith("n"):
        return frozenset({lemma})
    base = lemma[:-2] if lemma.endswith("en") else lemma[:-1]
    out = {base}
    if len(base) > 2 and base[-1] == base[-2] and base[-1] not in VOWELS:
        out = {base[:-1]}
    elif len(base) > 2 and base[-1] not in VOWELS and base[-2] == "ë":
        out.add(base[:-2] + "ee" + base[-1])
    elif len(base) > 2 and base[-1] not in VOWELS and base[-2] in LONG and (base[-3] not in VOWELS or base[-3] in "ue"):
        out.add(base[:-1] + base[-2] + base[-1])
    return frozenset(s[:-1] + {"v": "f", "z": "s"}.get(s[-1], s[-1]) for s in out if s)


@lru_cache(maxsize=4096)
def dutch_verb(lemma: str) -> frozenset[str]:
    """Forms of a weak verb, participles with *ge-* and, as after a prefix, without."""
    out = {lemma, lemma + "d", lemma + "de"}
    for stem in dutch_stems(lemma):
        out |= {stem, stem + "t", *(stem + e for e in ("te", "ten", "de", "den"))}
        participles = {stem} if stem[-1] in "td" else {stem + "t", stem + "d"}
        participles |= {_ge(p) for p in participles}
        out |= participles | {f for p in participles for f in _with_e(p)}
    return frozenset(out)


def _ge(participle: str) -> str:
    return "ge" + TREMA.get(participle[0], participle[0]) + participle[1:]


def _with_e(participle: str) -> set[str]:
    """An adjective's ending: *verwoest* verwoeste, *gedood* gedode, *potentieel* potentiële."""
    out = {participle + "e"}
    if participle.endswith("ieel"):
        out.add(participle[:-3] + "ële")
    if len(participle) > 3 and participle[-2] == participle[-3] and participle[-2] in LONG:
        out.add(participle[:-2] + participle[-1] + "e")
    return out


@lru_cache(maxsize=4096)
def dutch_noun(lemma: str) -> frozenset[str]:
    """Plurals of a noun."""
    out = {lemma + "s", lemma + "'s", lemma + "en", lemma + "n"}
    if len(lemma) > 3 and lemma[-1] not in VOWELS:
        last = {"f": "v", "s": "z"}.get(lemma[-1], lemma[-1])
        out.add(lemma[:-1] + last + "en")
        if lemma[-2] in VOWELS and lemma[-3] not in VOWELS:
            out.add(lemma + lemma[-1] + "en")
        if lemma[-2] == lemma[-3] and lemma[-2] in LONG:
            out |= {lemma[:-2] + last + "en", lemma[:-2] + lemma[-1] + "en"}
    return frozenset(out)


@lru_cache(maxsize=4096)
def english_verb(lemma: str) -> frozenset[str]:
    """Forms of a regular verb."""
    if lemma.endswith("e"):
        return frozenset({lemma + "s", lemma + "d", lemma[:-1] + "ing"})
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return frozenset({lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"})
    out = {lemma + "s", lemma + "es", lemma + "ed", lemma + "ing"}
    if len(lemma) > 2 and lemma[-1] not in VOWELS + "w" and lemma[-2] in VOWELS and lemma[-3] not in VOWELS:
        out |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    return frozenset(out)


@lru_cache(maxsize=4096)
def english_noun(lemma: str) -> frozenset[str]:
    """Plurals of a noun."""
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return frozenset({lemma[:-1] + "ies"})
    return frozenset({lemma + "s", lemma + "es"})
