"""Cues of certainty and negation: the words of the tables ``certainty`` and ``negation``, where they stand as such in a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from volgens.extract.word_classes import words_of
from volgens.lexicon import Lexicon, Match, Row, key_of, verb_keys
from volgens.lexicon.match import PARTICLE_RELATIONS, SEPARABLE
from volgens.model import Parsed, Token

HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in the text: its row, its words, the one that governs or is governed."""

    row: Row
    tokens: tuple[Token, ...]
    anchor: Token

    @property
    def scope(self) -> str:
        return str(self.row.scope)


class CueFinder:
    """The cues of one article, found once a sentence."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon):
        self.parsed, self.lexicon, self.words = parsed, lexicon, words_of(lexicon)
        self._found: dict[int, tuple[Cue, ...]] = {}

    def of(self, sentence: int) -> tuple[Cue, ...]:
        """The cues of a sentence."""
        if sentence not in self._found:
            self._found[sentence] = tuple(self._find(sentence))
        return self._found[sentence]

    def _find(self, sentence: int) -> Iterator[Cue]:
        words = self.parsed.words(sentence)
        masked = {t.i for m in self.lexicon.phrases("not_a_cue").all(words) for t in m.tokens}
        seen: set[int] = set()
        for table in ("certainty", "negation"):
            for match in self.lexicon.phrases(table).all(words):
                if masked.isdisjoint(t.i for t in match.tokens) and _by_form(match) and not self._is_other_word(match):
                    seen.update(t.i for t in match.tokens)
                    yield Cue(self._row_of(match), match.tokens, _top(match.tokens))
        for token in words:
            if token.upos in ("VERB", "ADJ") and token.i not in masked | seen:
                row = self._form_row(token)
                if row:
                    yield Cue(row, (token,), token)

    def _row_of(self, match: Match) -> Row:
        """The match's row; for a participle before a noun (*de verwachte aanval*) that of the modifier, where there is one."""
        if len(match.tokens) == 1 and match.anchor.rel == "amod":
            return _modifiers(self.lexicon).get(match.anchor.form.lower(), match.row)
        return match.row

    def _is_other_word(self, match: Match) -> bool:
        """Is it a verb where the row wants a modifier (*threatened to*, *a threatened attack*), or another verb by its particle (*eiste
        de aanslag op*)?"""
        verb = match.tokens[0]
        if len(match.tokens) == 1 and verb.upos == "CCONJ" and match.row.cells.get("effect") == HYPOTHETICAL:
            return True  # of: "or", not "whether"
        if len(match.tokens) == 1 and verb.upos == "PROPN":
            return True  # since May
        if match.row.cells.get("scope") == "phrase" and match.row.table == "certainty" and len(match.tokens) == 1:
            return verb.upos == "VERB" and verb.rel not in ("amod", "case")
        if len(match.tokens) > 1 or verb.upos != "VERB" or self.words.language not in SEPARABLE:
            return False
        return any(
            not str(match.row.phrase).startswith(t.form.lower())
            for t in self.parsed.children(verb, *PARTICLE_RELATIONS)
        )

    def _with_particle(self, token: Token) -> list[str]:
        """Keys of a verb with its separated particle, by lemma and by form."""
        keys = verb_keys(self.parsed, token)[:1]
        lemmas = _lemmas_by_form(self.lexicon).get(token.form.lower(), ())
        return keys + [
            p.form.lower() + stem for p in self.parsed.children(token, *PARTICLE_RELATIONS) for stem in lemmas
        ]

    def _form_row(self, token: Token) -> Row | None:
        """A verb's row by its key with the particle (*roept ... op*), or by its form."""
        rows = _by_phrase(self.lexicon)
        if (
            token.upos == "VERB"
            and self.words.language in SEPARABLE
            and self.parsed.children(token, *PARTICLE_RELATIONS)
        ):
            return next((rows[k] for k in self._with_particle(token) if k in rows), None)
        keys = [*verb_keys(self.parsed, token)[:1], token.form.lower()]
        return next((rows[k] for k in keys if k in rows), None)


@lru_cache(maxsize=8)
def _by_phrase(lexicon: Lexicon) -> dict[str, Row]:
    """Rows of single words by their phrase and its forms."""
    out: dict[str, Row] = {}
    rows = [r for r in lexicon.rows("certainty") if " " not in r.phrase]
    for row in rows:
        if row.scope != "phrase":
            out[str(row.phrase).lower()] = row
    for row in rows:
        if row.scope in ("complement", "infinitive", "subject"):
            for form in lexicon.inflector.verb(str(row.phrase).lower()):
                out.setdefault(form, row)
    return {**_modifiers(lexicon), **out}


@lru_cache(maxsize=8)
def _modifiers(lexicon: Lexicon) -> dict[str, Row]:
    """Rows of words that modify a noun, by their phrase, with an adjective's ending too."""
    rows = [r for r in lexicon.rows("certainty") if r.scope == "phrase"]
    return {form: r for r in rows for form in lexicon.inflector.adjective(str(r.phrase).lower())}


@lru_cache(maxsize=8)
def _lemmas_by_form(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Irregular verbs by their forms: *droeg*, dragen."""
    out: dict[str, set[str]] = {}
    for row in lexicon.rows("inflections"):
        for form in (row.lemma, *row.forms):
            out.setdefault(str(form).lower(), set()).add(str(row.lemma).lower())
    return {k: frozenset(v) for k, v in out.items()}


def _by_form(match: Match) -> bool:
    """An auxiliary counts by its form: *kan*, not *kon*."""
    first = match.tokens[0]
    if first.upos == "AUX" and first.feats.get("VerbForm") == "Inf":
        return False  # *hebben moeten vluchten*: they did
    return (
        match.row.scope != "clause"
        or first.upos != "AUX"
        or first.form.lower() == str(match.row.phrase).lower().split()[0]
        or key_of(first) == first.form.lower()
    )


def _top(tokens: tuple[Token, ...]) -> Token:
    """The token whose governor lies outside."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head not in inside or t.is_root), tokens[-1])
