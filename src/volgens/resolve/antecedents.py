"""What a definite noun points back to: *the attack* to the raid told of before, *the market* to the cattle market of the first sentence."""

from collections.abc import Iterator

from volgens.lexicon import Lexicon
from volgens.model import Parsed, Token


def known(parsed: Parsed, noun: Token) -> bool:
    """Is it a thing, or things, that the reader knows: *the market*, *those rockets*?"""
    return any(
        d.feats.get("Definite") == "Def" or d.feats.get("PronType") == "Dem" for d in parsed.children(noun, "det")
    )


def antecedents(parsed: Parsed, noun: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Words of earlier sentences that tell of the same thing, the latest first: the same noun or a compound of it; for a bare
    word such as *the attack* any word for the same kind of event."""
    if noun.upos != "NOUN" or not known(parsed, noun):
        return
    bare = not parsed.children(noun, "nmod", "amod", "acl", "appos", "nummod")
    name, kinds = _last_part(noun), event_kinds(parsed, noun, lexicon) if bare else set()
    for other in reversed(parsed.tokens[: parsed.sentences[noun.sentence].first]):
        same = other.upos == "NOUN" and _last_part(other).endswith(name)
        told = (
            other.upos in ("NOUN", "VERB") and other.deprel != "acl:relcl"
        )  # not what is only said of something by the way
        if same or (kinds and told and kinds & event_kinds(parsed, other, lexicon)):
            yield other


def event_kinds(parsed: Parsed, token: Token, lexicon: Lexicon) -> set[str]:
    """Coarse types of the event that a word may tell of: *attack*, *kill*."""
    found = (
        lexicon.nouns("event_nouns").find(token)
        if token.upos == "NOUN"
        else lexicon.lemmas("events").find(parsed, token)
    )
    return {m.row.event_type.partition(".")[0] for m in found if m.row.event_type}


def _last_part(token: Token) -> str:
    return token.lemma.lower().replace("-", "_").rpartition("_")[2]
