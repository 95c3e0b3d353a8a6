"""What was hit, named by kinds that no language has (``shared/targets.tsv``), so that accounts in two languages can be compared."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from volgens.lexicon.shared import shared

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class _Forms:
    """The forms of one language. ``phrases``: words in a row with their kind, by the first of them, the longest first; ``endings``: last parts of
    compounds."""

    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    endings: dict[str, str] = field(default_factory=dict)
    lengths: Sequence[int] = ()
    known: dict[str, str | None] = field(
        default_factory=dict
    )  # words seen before, with the kind that their ending gives them


def targets_in(quotes: Iterable[str], language: str | None) -> Iterator[str]:
    """The kinds named in the quotes, in their order; none in a language that the table lacks."""
    forms = _forms(language)
    if not forms.phrases and not forms.endings:
        return
    for quote in quotes:
        words = _WORD.findall(quote.lower())
        k = 0
        while k < len(words):
            found = _at(words, k, forms)
            if found:
                yield found[0]
            k += found[1] if found else 1


def _at(words: Sequence[str], k: int, forms: _Forms) -> tuple[str, int] | None:
    """The kind that begins at the ``k``-th word, and how many words name it."""
    for phrase, kind in forms.phrases.get(words[k], ()):
        if tuple(words[k : k + len(phrase)]) == phrase:
            return kind, len(phrase)
    kind_by_ending = _by_ending(words[k], forms)
    return (kind_by_ending, 1) if kind_by_ending else None


def _by_ending(word: str, forms: _Forms) -> str | None:
    if word not in forms.known:
        if len(forms.known) > 100_000:
            forms.known.clear()
        forms.known[word] = next((kind for n in forms.lengths if (kind := forms.endings.get(word[-n:]))), None)
    return forms.known[word]


@cache
def _forms(language: str | None) -> _Forms:
    out = _Forms()
    for row in shared("targets"):
        written = row.cells.get(f"forms_{language}")
        for form in written if isinstance(written, tuple) else ():
            words = tuple(_WORD.findall(form.lower()))
            if form.startswith("-"):
                out.endings.setdefault(words[0], row.target)
            else:
                out.phrases.setdefault(words[0], []).append((words, row.target))
    for phrases in out.phrases.values():
        phrases.sort(key=lambda p: -len(p[0]))
    out.lengths = sorted({len(e) for e in out.endings}, reverse=True)
    return out
