"""Names of sources across languages: by how their words sound, without the title before a name."""

from functools import lru_cache
from itertools import pairwise

from volgens.lexicon import languages, load
from volgens.lexicon.shared import shared
from volgens.model.names import fold
from volgens.resolve.transliterate import Folding, Spelling

TABLES = ("source_nouns", "transliteration", "name_folding", "name_articles")
SHORTEST = 5  # letters of a title that ends a compound: woordvoerder in legerwoordvoerder


@lru_cache(maxsize=100_000)  # names come back in every article
def words_of(name: str, language: str | None) -> frozenset[str]:
    """The words by which a name is known: *gouverneur Ihor Tkatsjoek* and *Governor Ihor Tkachuk* have the same. Of a name in a ``language`` that
    cannot be read the folded words."""
    if language not in languages():
        return frozenset(fold(name).split())
    folding, _, titles = _rules(language)
    words = _without_title(name.split(), titles)
    folded = [w for word in words for w in fold(word).split()]
    kept = [w for w in folded if w not in folding.articles] or folded
    return frozenset(sounds(w, language) for w in kept)


def sounds(word: str, language: str) -> str:
    """How a word that is spelled as in a ``language`` sounds, roughly; the word itself where no letter of it is known."""
    folding, spelling, _ = _rules(language)
    return folding.sound(spelling.international(word)) or word


def own_name(name: str, language: str | None) -> str | None:
    """The name that follows a title: *Hans Grundberg* of *VN-gezant Hans Grundberg*; None where there is no title, or nothing but it."""
    if language not in languages():
        return None
    words = name.split()
    own = _without_title(words, _rules(language)[2])
    return " ".join(own) if len(own) < len(words) else None


def is_itself(name: str, language: str | None, actor_id: str) -> bool:
    """Is it the known actor itself that is called so, rather than somebody who speaks for it (*VN-gezant Hans Grundberg* of *de VN*)?"""
    known = _names_of(actor_id, language)
    if not known:
        return own_name(name, language) is None
    without_article = name.partition(" ")[2]
    tried = [words_of(n, language) for n in (name, without_article) if n]
    return any(words <= k for words in tried for k in known)


@lru_cache(maxsize=1000)
def _names_of(actor_id: str, language: str | None) -> tuple[frozenset[str], ...]:
    return tuple(words_of(str(name), language) for r in shared("actors") if r.id == actor_id for name in r.names)


@lru_cache(maxsize=8)
def _rules(language: str) -> tuple[Folding, Spelling, frozenset[str]]:
    lexicon = load(language, (), TABLES)
    return (
        Folding.of(lexicon),
        Spelling.of(lexicon),
        frozenset(str(r.lemma).lower() for r in lexicon.rows("source_nouns")),
    )


def _without_title(words: list[str], titles: frozenset[str]) -> list[str]:
    """What stands behind the last title that a name follows at once; *the governor of Mopti* stays whole."""
    first = 0
    for k, (word, after) in enumerate(pairwise(words)):
        if _is_title(word, titles) and after[:1].isupper() and not _is_title(after, titles):
            first = k + 1
    return words[first:]


def _is_title(word: str, titles: frozenset[str]) -> bool:
    lower = word.lower().strip(".,")
    return lower in titles or any(lower[k:] in titles for k in range(1, len(lower) - SHORTEST + 1))
