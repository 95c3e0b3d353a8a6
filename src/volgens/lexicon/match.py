"""Finding rows in a parse. A row fires on words, never on raw text, so that inflection and word order do not matter.

Keys are lower-case lemmas without the joints that the treebanks write (``aan_vallen`` is looked up as ``aanvallen``).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from volgens.lexicon.inflection import Inflector
from volgens.lexicon.table import Row
from volgens.model import Parsed, Token

PARTICLE_RELATIONS = ("compound:prt",)
PREMODIFIERS = ("compound", "amod", "nmod", "flat", "nummod")
LONGEST_PREMODIFIER = 4  # words before the noun in a row of more words
SEPARABLE = ("nl", "de")  # languages whose verbs take particles that make other verbs of them
GENITIVE = re.compile(r"(?<=\w)(['’]s|(?<=s)['’])$")
SHORTEST_LAST_PART = 4  # letters of the last part of a compound: below that chance hits abound


@dataclass(frozen=True, slots=True)
class Match:
    """A row and the tokens it fired on, in text order; ``anchor`` is the one that carries the meaning."""

    row: Row
    tokens: tuple[Token, ...]
    anchor: Token


def key_of(token: Token) -> str:
    """The token's lemma as looked up."""
    return token.lemma.replace("_", "").lower() if token.lemma != "_" else token.form.lower()


def particle_of(parsed: Parsed, token: Token) -> Token | None:
    """The separated particle of a verb (*vielen ... aan*), or None."""
    found = parsed.children(token, *PARTICLE_RELATIONS)
    return found[0] if found else None


def verb_keys(parsed: Parsed, token: Token) -> list[str]:
    """Keys of a verb, the fullest first: with its particle, as the lemma has it, and the bare verb.

    A particle in the lemma counts only where it stands in the text: the reading model likes to guess one (*namen*: deel_nemen).
    """
    prefix, _, base = token.lemma.lower().rpartition("_")
    keys = [particle.form.lower() + base for particle in parsed.children(token, *PARTICLE_RELATIONS)]
    if _has_particle(parsed, token, prefix):
        keys.append(key_of(token))
    return list(dict.fromkeys([*keys, base]))


def _has_particle(parsed: Parsed, token: Token, prefix: str) -> bool:
    prefix = prefix.replace("_", "")
    return token.form.lower().startswith(prefix) or any(t.form.lower() == prefix for t in parsed.children(token))


def noun_keys(token: Token) -> Sequence[str]:
    """Keys of a noun, the fullest first: as it stands (*doden* is no *dood*), its lemma, then its last parts as the lemma or a hyphen
    marks them, then every shorter end of lemma and form."""
    return _noun_keys(token.form.lower(), token.lemma, key_of(token))


@lru_cache(maxsize=50_000)
def _noun_keys(form: str, lemma: str, whole: str) -> Sequence[str]:
    parts = [p for p in lemma.lower().replace("-", "_").split("_") if p]
    marked = ["".join(parts[k:]) for k in range(1, len(parts))]
    ends = [w[k:] for w in (whole, form) for k in range(1, max(1, len(w) - SHORTEST_LAST_PART + 1))]
    return tuple(dict.fromkeys([form, whole, *marked, *ends]))


def phrase_keys(parsed: Parsed, token: Token) -> list[tuple[str, tuple[Token, ...]]]:
    """Keys of the words that stand right before a noun as part of it, with the noun (*air strike*), the longest first.

    Words that no space parts are joined, so that *cease-fire* is found where the hyphen is a token too.
    """
    run = [token]
    for t in reversed(parsed.tokens[parsed.sentences[token.sentence].first : token.i]):
        joined = t.end == run[0].start
        if not (joined or (t.head == token.i and t.rel in PREMODIFIERS)) or len(run) > LONGEST_PREMODIFIER:
            break
        run.insert(0, t)
    out = []
    for k in range(len(run) - 1):
        words = tuple(run[k:])
        for forms in product(*(dict.fromkeys((t.form.lower(), key_of(t))) for t in words)):
            gaps = ["", *("" if a.end == b.start else " " for a, b in pairwise(words))]
            out.append(("".join(gap + form for gap, form in zip(gaps, forms, strict=True)), words))
    return out


def fits(word: str, token: Token) -> bool:
    """Does a phrase's word (lower-case) stand for this token, by form or by lemma?"""
    return word == token.form.lower() or word == key_of(token)


def spellings(words: Sequence[str]) -> set[tuple[str, ...]]:
    """A phrase as tokenisers may have it: hyphened words whole, and cut at their hyphens (*Port - au - Prince*); a genitive in it cut off
    its noun (*People 's Army*)."""
    whole = tuple(words)
    cut = tuple(part for w in words for part in GENITIVE.sub(r" \1", w).split())
    return {whole, cut, *(tuple(part for w in some for part in re.split("(-)", w) if part) for some in (whole, cut))}


def phrase_in(words: Sequence[str], tokens: Sequence[Token]) -> tuple[Token, ...] | None:
    """The first run of ``tokens`` that the words stand for, or None."""
    for spelling in spellings(words):
        n = len(spelling)
        for k in range(len(tokens) - n + 1):
            if all(fits(w, t) for w, t in zip(spelling, tokens[k : k + n], strict=True)):
                return tuple(tokens[k : k + n])
    return None


class PhraseIndex:
    """Rows by their column ``phrase`` (or ``name``): words in a row. At each place the longest phrase wins."""

    def __init__(self, rows: Iterable[Row]):
        self._by_first: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
        for row in rows:
            for words in spellings(row.words("phrase" if "phrase" in row.cells else "name")):
                self._by_first.setdefault(words[0], []).append((words, row))
        for found in self._by_first.values():
            found.sort(key=lambda x: -len(x[0]))

    def at(self, tokens: Sequence[Token], k: int) -> Match | None:
        """The longest phrase that begins at ``tokens[k]``."""
        first = tokens[k]
        options = self._by_first.get(first.form.lower(), []) + self._by_first.get(key_of(first), [])
        if not options:  # as at nearly every word
            return None
        for words, row in sorted(options, key=lambda x: -len(x[0])):
            run = tokens[k : k + len(words)]
            if len(run) == len(words) and all(fits(w, t) for w, t in zip(words, run, strict=True)):
                return Match(row, tuple(run), run[-1])
        return None

    def all(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """Matches from left to right that do not overlap."""
        k = 0
        while k < len(tokens):
            found = self.at(tokens, k)
            if found:
                yield found
                k += len(found.tokens)
            else:
                k += 1


class LemmaIndex:
    """Rows of verbs by ``lemma`` and ``particle``; where a row has ``with``, those words must stand in the same clause.

    With an ``inflector`` a row fires on its verb's forms too, where the lemma in the parse leads to no row.
    """

    def __init__(self, rows: Iterable[Row], inflector: Inflector | None = None):
        self._by_key: dict[str, list[Row]] = {}
        self._joined: dict[str, list[str]] = {}
        self._bare: dict[str, list[str]] = {}
        self._separable = inflector is not None and inflector.language in SEPARABLE
        for row in rows:
            lemma, particle = row.lemma.lower(), (row.particle or "").lower()
            self._by_key.setdefault(particle + lemma, []).append(row)
            for form in inflector.verb(lemma) if inflector else ():
                _add(self._joined, particle + form, particle + lemma)
                _add(self._bare, form, lemma)

    def find(self, parsed: Parsed, token: Token) -> list[Match]:
        """Rows that fire on this verb: those with the most words, then those of its fullest key."""
        particles = self._particles(parsed, token)
        keys, bare = self._keys(parsed, token, particles)
        idioms: list[Match] = []
        plain: list[Match] = []
        for key in keys:
            found: list[Match] = []
            for row in self._by_key.get(key, ()):
                words = row.words("with")
                if key in bare and not bare.intersection(words):
                    continue
                run = phrase_in(words, self._clause(parsed, token)) if words else ()
                if run is None:
                    continue
                own = [
                    token,
                    *(p for p in particles if p.form.lower() == (row.particle or "").lower() or self._separable),
                ]
                match = Match(row, tuple(sorted({*own, *run}, key=lambda t: t.i)), token)
                (idioms if words else found).append(match)
            plain = plain or found
        return [*sorted(idioms, key=lambda m: -len(m.row.words("with"))), *plain]

    @staticmethod
    def _clause(parsed: Parsed, verb: Token) -> list[Token]:
        return parsed.subtree(verb, without=("acl", "advcl", "ccomp", "parataxis", "conj"))

    def _keys(self, parsed: Parsed, token: Token, particles: list[Token]) -> tuple[list[str], frozenset[str]]:
        """Keys by lemma, then by form. Second, where a particle makes another verb of it (*tegenvallen*), the bare verb's keys with the
        particles: those keys count only for a row that has a particle among its words (*de straat op*)."""
        form = token.form.lower()
        prefix, _, base = token.lemma.lower().rpartition("_")
        told = self._bare.get(form, ())
        if told and not self._separable and base in self._by_key and base not in told:
            return list(
                dict.fromkeys([*self._joined.get(form, ()), *told])
            ), frozenset()  # *fled*, with the lemma *fly*
        full = [p.form.lower() + stem for p in particles for stem in (base, *self._bare.get(form, ()))]
        joined = bool(prefix) and _has_particle(parsed, token, prefix)
        full += [key_of(token)] if joined or not prefix else []
        full += self._joined.get(form, ())
        bare = [base, *self._bare.get(form, ())]
        if not self._separable or not (joined or any(p.upos == "ADP" for p in particles)):
            return list(dict.fromkeys([*full, *bare])), frozenset()
        bare = [k for k in bare if k not in full or k == base]
        full = [k for k in full if k not in bare]
        return list(dict.fromkeys([*full, *bare])), frozenset(bare) | {p.form.lower() for p in particles}

    def _particles(self, parsed: Parsed, token: Token) -> list[Token]:
        """The verb's particles; where the language writes them right behind the verb, the word there too (*took over the station*)."""
        found = parsed.children(token, *PARTICLE_RELATIONS)
        if not found and not self._separable and token.i + 1 < len(parsed.tokens):
            after = parsed.tokens[token.i + 1]
            if after.sentence == token.sentence and after.upos in ("ADP", "ADV"):
                return [after]
        return found


class NounIndex:
    """Rows of nouns by ``lemma``; a compound (*raketaanval*) fires the row of its last part where it has none of its own.

    A row of more words than one (*air strike*) fires where the parse is given. With an ``inflector`` plurals count as their nouns.
    """

    def __init__(self, rows: Iterable[Row], inflector: Inflector | None = None):
        self._by_key: dict[str, list[Row]] = {}
        forms: dict[str, list[Row]] = {}
        for row in rows:
            lemma = row.lemma.lower()
            self._by_key.setdefault(lemma, []).append(row)
            for form in inflector.noun(lemma) if inflector and " " not in lemma else ():
                forms.setdefault(form, []).append(row)
        for form, found in forms.items():
            self._by_key.setdefault(form, found)

    def find(self, token: Token, parsed: Parsed | None = None) -> list[Match]:
        """Rows that fire on this noun, all of the fullest key that has any."""
        for key, run in phrase_keys(parsed, token) if parsed else ():
            if key in self._by_key:
                return [Match(row, run, token) for row in self._by_key[key]]
        for key in noun_keys(token):
            if key in self._by_key:
                return [Match(row, (token,), token) for row in self._by_key[key]]
        return []


def _add(index: dict[str, list[str]], key: str, value: str) -> None:
    found = index.setdefault(key, [])
    if value not in found:
        found.append(value)
