"""Spellings of foreign names brought together: Koersk and Kursk, Deir-al Balah and Deir el-Balah.

Two forms of a name are looked up. Its *key* keeps the letters and drops what editors differ in (marks, hyphens, apostrophes, capitals).
Its *sound* also folds letters that romanisations differ in and drops the Arabic article. How a language spells foreign sounds, and what is
folded, are tables: ``transliteration``, ``name_folding``, ``name_articles``.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from volgens.lexicon import Lexicon

# Letters that have no decomposition into a letter and marks.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h"}
)
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`ʿʾʻʼ′´"))


def plain(name: str) -> str:
    """The name in lower case without marks on its letters."""
    lower = name.casefold().translate(_PLAIN)
    return "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))


@lru_cache(maxsize=200_000)
def key(name: str) -> str:
    """Letters and digits of the name alone, without marks: ``Deir-al Balah`` and ``Deir al-Balah`` have one key. Empty where none is Latin."""
    return _NOT_LETTERS.sub("", plain(name))


def _pattern(rules: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern for all rules, the longest first; named by nothing, the match itself is looked up."""
    parts = [re.escape(k).replace(r"\^", "^").replace(r"\$", "$") for k in sorted(rules, key=lambda k: (-len(k), k))]
    return re.compile("|".join(parts) or r"(?!)")


@dataclass(frozen=True)
class Folding:
    """Rules that all languages share: letters that are folded, articles that are dropped."""

    letters: Mapping[str, str]
    articles: frozenset[str]
    _rules: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rules", _pattern(self.letters))

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Folding":
        letters = {row.letters: row.becomes or "" for row in lexicon.rows("name_folding")}
        return cls(letters, frozenset(row.article for row in lexicon.rows("name_articles")))

    def _becomes(self, found: re.Match[str]) -> str:
        text, at_end = found.group(), found.end() == len(found.string)
        return self.letters[text + "$"] if at_end and text + "$" in self.letters else self.letters[text]

    def sound(self, name: str) -> str:
        """The folded name, one string of letters; the article is dropped where other words remain."""
        words = [w for w in _NOT_LETTERS.split(plain(name).translate(_APOSTROPHES)) if w]
        kept = [w for w in words if w not in self.articles] or words
        folded = "".join(self._rules.sub(self._becomes, w) for w in kept)
        return re.sub(r"(.)\1+", r"\1", folded)

    @property
    def hash(self) -> str:
        """What a built gazetteer has to agree with."""
        return hashlib.sha256(repr((sorted(self.letters.items()), sorted(self.articles))).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Spelling:
    """How one language spells foreign sounds."""

    rules: Mapping[str, str]
    _pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_pattern", _pattern(self.rules))

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Spelling":
        return cls({row.letters: row.becomes for row in lexicon.rows("transliteration")})

    def international(self, name: str) -> str:
        """The name as an English text would spell it, in lower case without marks; spaces and hyphens stay."""
        return self._pattern.sub(lambda m: self.rules[m.group()], plain(name))
