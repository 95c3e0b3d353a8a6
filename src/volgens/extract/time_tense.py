"""The tense of the clause that a time stands in: a Sunday ahead is another day than a Sunday gone by."""

from volgens.lexicon import Lexicon
from volgens.model import Parsed, Sentence, Token

TENSES = "time_tenses"
PAST, PERFECT, PRESENT, FUTURE = "past", "perfect", "present", "future"
_VERBS = ("VERB", "AUX")
_REACH = 8  # words to either side that are looked at where the tree does not tell


def tense_of(parsed: Parsed, lexicon: Lexicon, token: Token) -> str:
    """``past``, ``perfect`` (still going on, or just done), ``present`` or ``future`` for the verb that ``token`` hangs on; '' where no verb tells.

    A present tense that reports (*meldt zondag*) is past: what is reported has been said. A would-be future (*zou zondag vertrekken*)
    is future unless a perfect participle goes with it.
    """
    verb = governing_verb(parsed, token)
    if verb is None:
        return _from_words(parsed, lexicon, token)
    return _of_verb(parsed, lexicon, verb)


def governing_verb(parsed: Parsed, token: Token) -> Token | None:
    """The nearest verb above a token, or the predicate of its clause (which may be a noun with a copula)."""
    for above in (token, *parsed.ancestors(token)):
        if above.upos in _VERBS or parsed.children(above, "cop", "aux"):
            return above
    return None


def _of_verb(parsed: Parsed, lexicon: Lexicon, verb: Token) -> str:
    helpers = parsed.children(verb, "aux", "cop")
    marks = {_mark(lexicon, t) for t in helpers} - {""}
    perfect = any(_mark(lexicon, t) == PERFECT for t in helpers)
    if FUTURE in marks:
        return PAST if perfect and verb.feats.get("VerbForm") == "Part" else FUTURE
    finite = next((t for t in (*helpers, verb) if t.feats.get("VerbForm") == "Fin"), None)
    tense = finite.feats.get("Tense") if finite else None
    if perfect:
        return PERFECT if tense == "Pres" else PAST
    if finite is None and verb.feats.get("VerbForm") in ("Inf", "Ger", "Part"):
        return _of_dependent(parsed, lexicon, verb)
    if tense == "Past":
        return PAST
    if tense == "Pres":
        if finite is verb and lexicon.lemmas("reporting").find(parsed, verb):
            return PAST
        return FUTURE if _mark(lexicon, verb) == FUTURE else PRESENT
    return ""


def _of_dependent(parsed: Parsed, lexicon: Lexicon, verb: Token) -> str:
    """An infinitive or participle without a finite verb of its own: what governs it tells."""
    above = parsed.head(verb)
    if above is None:
        return ""
    if verb.feats.get("VerbForm") == "Inf" and _mark(lexicon, above) == FUTURE:
        return FUTURE
    if verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense", "Past") == "Past":
        return PAST
    higher = governing_verb(parsed, above)
    if higher is None:
        return ""
    if verb.feats.get("VerbForm") == "Inf" and _mark(lexicon, higher) == FUTURE:
        return FUTURE
    return _of_verb(parsed, lexicon, higher)


def _mark(lexicon: Lexicon, token: Token) -> str:
    """What the table says of the token as a helping verb or a verb of plans."""
    found = lexicon.phrases(TENSES).at([token], 0)
    return str(found.row.tense) if found else ""


def _from_words(parsed: Parsed, lexicon: Lexicon, token: Token) -> str:
    """Without a tree: the nearest word of the table within reach, in the token's sentence."""
    sentence: Sentence = parsed.sentences[token.sentence]
    first, last = max(sentence.first, token.i - _REACH), min(sentence.last, token.i + _REACH + 1)
    near = sorted(parsed.tokens[first:last], key=lambda t: abs(t.i - token.i))
    for t in near:
        mark = _mark(lexicon, t)
        if mark in (FUTURE, PERFECT):
            return mark
    return ""
