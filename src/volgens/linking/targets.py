"""What was hit, named by kinds that no language has (``shared/targets.tsv``), so that accounts in two languages can be compared."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from volgens.lexicon.shared import shared


def targets_in(quotes: Iterable[str], language: str | None) -> Iterator[str]:
    """The kinds named in the quotes, in their order; none in a language that the table lacks."""
    pattern, kinds = _words(language)
    if pattern is None:
        return
    for quote in quotes:
        for found in pattern.finditer(quote):
            yield kinds[int(found.lastgroup[1:])]  # type: ignore[index]  # every alternative is a named group


@cache
def _words(language: str | None) -> tuple[re.Pattern[str] | None, list[str]]:
    kinds: list[str] = []
    parts: list[str] = []
    for row in shared("targets"):
        forms = row.cells.get(f"forms_{language}")
        if not isinstance(forms, tuple):
            continue
        whole = "|".join(
            rf"\w*{re.escape(f[1:])}" if f.startswith("-") else re.escape(f)
            for f in sorted(forms, key=len, reverse=True)
        )
        parts.append(rf"(?P<k{len(kinds)}>\b(?:{whole})\b)")
        kinds.append(row.target)
    return (re.compile("|".join(parts), re.IGNORECASE) if parts else None), kinds
