"""Which language an article is in: what it says of itself is trusted, else its letters tell.

py3langid rather than lingua: as accurate on our sentences, with 4.5 MB instead of 96, and it knows Frisian and Nigerian Pidgin,
which lingua takes for Dutch and English. See docs/decisions.
"""

from functools import cache
from typing import Any

from volgens.ingest.limits import LANGUAGE_CLEAR, LANGUAGE_LETTERS, LANGUAGE_POSSIBLE, LANGUAGE_SAMPLE
from volgens.ingest.words import Words
from volgens.model import Article, InputError


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str, readable: tuple[str, ...], hint: str | None = None) -> str | None:
    """The language of ``text`` (ISO 639), or None where its letters cannot tell.

    In a short text a language that is read, or the ``hint`` (what the page's markup says), goes before one that is only likely.
    """
    sample = text[:LANGUAGE_SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    if not letters:
        return None
    ranked: list[tuple[str, float]] = _identifier().rank(sample)
    code, probability = ranked[0]
    if code in readable or letters >= LANGUAGE_LETTERS:
        return code
    read, likely = next((c, p) for c, p in ranked if c in readable)
    if probability >= LANGUAGE_CLEAR and likely < LANGUAGE_POSSIBLE:
        return code
    return hint or read


def with_language(article: Article, words: Words, hint: str | None = None) -> Article:
    """The article with its language. Raises InputError language for one that cannot be read."""
    code = article.language or detect(article.text, words.languages, hint)
    read = ", ".join(words.languages)
    if code is None:
        raise InputError(
            "language", "no language can be told: there are no letters", article.origin, f"languages read: {read}"
        )
    if code not in words.languages:
        found = "given as" if article.language else "written in"
        do = f"languages read: {read}" + ("" if article.language else "; where this is wrong, name one with --language")
        raise InputError("language", f"{found} {words.name(code)}, which cannot be read yet", article.origin, do)
    return article.with_(language=code)
