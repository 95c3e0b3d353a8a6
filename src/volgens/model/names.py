"""Names, folded so that they can be found however they are written."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")
_APOSTROPHE = re.compile("['’‘ʼʻʾʿ`´]")


@lru_cache(maxsize=100_000)  # names come back in every article
def fold(text: str) -> str:
    """A name as it is looked up: lower case, no accents or apostrophes, one space for whatever else is no letter or digit."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text.casefold()))
    letters = "".join(c for c in plain if not unicodedata.combining(c) and not "\ud800" <= c <= "\udfff")
    return _NOT_WORD.sub(" ", letters.casefold()).strip()


def name_key(*names: str | None) -> str:
    """Folded names between spaces, two spaces between one name and the next, so that ``% word %`` finds whole words of one name."""
    folded = (fold(n) for n in dict.fromkeys(n for n in names if n))
    return "".join(f" {n} " for n in folded if n)
