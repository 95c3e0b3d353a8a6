"""Copies: the same text, or a cut of it, under another name. By runs of four words (Broder 1997), and how much of the shorter text is in the longer.

An index over all runs of a hundred thousand articles would be larger than the articles; so only runs whose hash is a multiple of some power of two
are stored, the larger the longer the text is, and the texts that share enough of these are compared whole.
"""

import hashlib
import re
from collections.abc import Collection

WORDS = 4  # in a run
FEWEST_KEPT = 32  # runs stored of a text that has them; of one twice as long every second is stored, and so on
CONTAINED = 0.65  # share of the shorter text's runs that a copy has in common
FEWEST = 3  # stored runs in common from which two texts are compared
SHORTEST = 20  # runs of a text that can be told to be a copy: a line that two reporters write alike is none

_WORD = re.compile(r"\w+")


def runs(text: str) -> frozenset[int]:
    """Hashes (63 bits) of all runs of four words, without case and signs. A text of fewer words has none."""
    words = [w.casefold() for w in _WORD.findall(text)]
    return frozenset(_hash(words[k : k + WORDS]) for k in range(len(words) - WORDS + 1))


def one_in(found: Collection[int]) -> int:
    """Of how many runs of a text one is stored: a power of two."""
    return 1 << max(0, (len(found) // FEWEST_KEPT).bit_length() - 1)


def stored(found: Collection[int]) -> frozenset[int]:
    """Those of the runs under which a text is found again: of a part of it the same ones and more."""
    step = one_in(found)
    return frozenset(r for r in found if r % step == 0)


def containment(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the shorter one's runs that the longer has too, 0 to 1."""
    shorter = min(len(a), len(b))
    return len(a & b) / shorter if shorter else 0.0


def is_copy(a: frozenset[int], b: frozenset[int]) -> bool:
    return min(len(a), len(b)) >= SHORTEST and containment(a, b) >= CONTAINED


def _hash(words: list[str]) -> int:
    digest = hashlib.blake2b("\x00".join(words).encode("utf8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
