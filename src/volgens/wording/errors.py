"""What went wrong, in the reader's language. The code says it in English; a table gives each such line in another language, found by its fixed words."""

import re
from functools import cache

from volgens.model import VolgensError
from volgens.model.errors import one_line
from volgens.wording.labels import DEFAULT, LANGUAGES, rows_of, table

_ERRORS = table("errors", *LANGUAGES, "note", key=DEFAULT)
LONGEST = 1_000  # characters of a line: what fills its gaps can be of any length, and the time to find them grows with the square of it
_GAP = re.compile(r"\{(\w+)\}")


def in_words(error: VolgensError | str, language: str) -> str:
    """The line in that language; as it is where the table does not have it."""
    if isinstance(error, str):
        return _told(error, language)
    what, do = _told(error.what, language), _told(error.do, language)
    return one_line("; ".join(p for p in (f"{error.where}: {what}" if error.where else what, do) if p))


def _told(line: str, language: str) -> str:
    if language == DEFAULT or len(line) > LONGEST:
        return line
    for pattern, names, texts in _lines():
        found = pattern.fullmatch(line)
        if found:
            # What fills a gap may itself be such a line: why a value cannot be.
            return texts[language].format(**{n: _told(v, language) for n, v in zip(names, found.groups(), strict=True)})
    return line


@cache
def _lines() -> tuple[tuple[re.Pattern[str], tuple[str, ...], dict[str, str]], ...]:
    """Each line as a pattern with the names of its gaps; those with most fixed words first."""
    found = [{code: str(row.cells[code]) for code in LANGUAGES} for row in rows_of(_ERRORS)]
    found.sort(key=lambda texts: -len(_GAP.sub("", texts[DEFAULT])))
    return tuple((_pattern(texts[DEFAULT]), tuple(_GAP.findall(texts[DEFAULT])), texts) for texts in found)


def _pattern(text: str) -> re.Pattern[str]:
    fixed = _GAP.split(text)[::2]
    return re.compile("(.+?)".join(map(re.escape, fixed)), re.DOTALL)
