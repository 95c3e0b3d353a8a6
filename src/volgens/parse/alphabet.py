"""Characters as numbers for the network that finds the ends of tokens and sentences."""

import unicodedata
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

# What a character is: within a word, the last of a word inside a token (do|n't), the last of a token, the last of a sentence.
INSIDE, WORD, TOKEN, SENTENCE = range(4)

# Unicode's general categories, in its own order.
CATEGORIES = (
    "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So",
    "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
)  # fmt: skip
PAD, SPACE = 0, 1


class Alphabet:
    """Ids: 0 padding, 1 white space, then one for each Unicode category, then one for each known character.

    A character that is not known has the id of its category. A line feed is known, other white space is a space.
    """

    def __init__(self, known: Iterable[str]):
        self.known = tuple(known)
        self.first = 2 + len(CATEGORIES)
        self._ids = {c: self.first + k for k, c in enumerate(self.known)}
        self._category = {c: 2 + k for k, c in enumerate(CATEGORIES)}

    def __len__(self) -> int:
        return self.first + len(self.known)

    def category(self, character: str) -> int:
        return self._category[unicodedata.category(character)]

    def id(self, character: str) -> int:
        found = self._ids.get(character)
        if found is not None:
            return found
        return SPACE if character.isspace() else self.category(character)

    def encode(self, text: str) -> NDArray[np.int64]:
        """Ids [N] of the characters of the text."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        unique, inverse = np.unique(codes, return_inverse=True)
        ids = np.array([self.id(chr(c)) for c in unique.tolist()], np.int64)
        return ids[inverse.reshape(-1)] if len(unique) else np.zeros(0, np.int64)
