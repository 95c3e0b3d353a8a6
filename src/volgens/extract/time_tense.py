"""The tense of the clause that a time stands in: a Sunday ahead is another day than a Sunday gone by."""

from volgens.lexicon import Lexicon
from volgens.model import Parsed, Sentence, Token

TENSES = "time_tenses"
PAST, PERFECT, PRESENT, FUTURE, CONDITIONAL = "past", "perfect", "present", "future", "conditional"
_VERBS = ("VERB", "AUX")
_REACH = 8  # words to either side that are looked at where the tree does not tell


def tense_of(parsed: Parsed, lexicon: Lexicon, token: Token) -> str:
    """``past``, ``perfect`` (still going on, or just done), ``present`` or ``future`` for the verb that ``token`` hangs on; '' where no verb tells.

    A present tense that reports (*meldt zondag*), or that stands beside a past tense, tells nothing. *Zou* and *would* are future only in
    what somebody said (*zei dat hij zondag zou vertrekken*); by themselves they hedge.
    """
    verb = governing_verb(parsed, token)
    if verb is None:
        return _from_words(parsed, lexicon, token)
    if verb.i != token.i and _planned(parsed, lexicon, verb):
        return FUTURE
    return _of_verb(parsed, lexicon, verb)


def _planned(parsed: Parsed, lexicon: Lexicon, verb: Token) -> bool:
    """Is it a participle of planning: *the talks planned for Sunday*, *was scheduled for Monday*, *de voor zondag geplande top*?"""
    passive = verb.rel in ("acl", "amod") or parsed.children(verb, "aux:pass")
    return verb.feats.get("VerbForm") == "Part" and bool(passive) and _mark(lexicon, verb) == FUTURE


def governing_verb(parsed: Parsed, token: Token) -> Token | None:
    """The nearest verb above a token, or the predicate of its clause (which may be a noun with a copula)."""
    for above in (token, *parsed.ancestors(token)):
        if above.upos in _VERBS or parsed.children(above, "cop", "aux"):
            return above
    return None


def _of_verb(parsed: Parsed, lexicon: Lexicon, verb: Token) -> str:
    helpers = parsed.children(verb, "aux")
    marks = [_mark(lexicon, t) for t in helpers]
    done = PERFECT in marks and verb.feats.get("VerbForm") == "Part"
    if FUTURE in marks:
        return PAST if done else FUTURE
    if CONDITIONAL in marks:
        return FUTURE if not done and _said_in_past(parsed, lexicon, verb) else ""
    verbs = (*helpers, *parsed.children(verb, "cop"), verb)
    finite = next((t for t in verbs if t.feats.get("VerbForm") == "Fin"), None)
    tense = finite.feats.get("Tense") if finite else None
    if done:
        return PERFECT if tense == "Pres" else PAST
    if finite is None and verb.feats.get("VerbForm") in ("Inf", "Ger", "Part"):
        return _of_dependent(parsed, lexicon, verb)
    if tense == "Past":
        return PAST
    return _of_present(parsed, lexicon, verb, finite) if tense == "Pres" else ""


def _of_present(parsed: Parsed, lexicon: Lexicon, verb: Token, finite: Token | None) -> str:
    if _mark(lexicon, verb) == FUTURE and (finite is not verb or parsed.children(verb, "xcomp", "ccomp")):
        return FUTURE
    if finite is verb and lexicon.lemmas("reporting").find(parsed, verb):
        return ""
    others = parsed.words(verb.sentence)
    return "" if any(t.feats.get("Tense") == "Past" and t.feats.get("VerbForm") == "Fin" for t in others) else PRESENT


def _said_in_past(parsed: Parsed, lexicon: Lexicon, verb: Token) -> bool:
    """Is the verb part of what somebody said, told in the past tense?"""
    for above in (verb, *parsed.ancestors(verb)):
        for teller in (parsed.head(above) if above.rel == "ccomp" else None, *parsed.children(above, "parataxis")):
            if (
                teller is not None
                and teller.feats.get("Tense") == "Past"
                and lexicon.lemmas("reporting").find(parsed, teller)
            ):
                return True
    return False


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
    near = sorted((t for t in parsed.tokens[first:last] if t.i != token.i), key=lambda t: abs(t.i - token.i))
    for t in near:
        mark = _mark(lexicon, t)
        if mark in (FUTURE, PERFECT):
            return mark
    return ""
