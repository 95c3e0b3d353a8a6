"""Names that are spelt, shortened or abbreviated in different ways."""

import re
from collections.abc import Iterable, Sequence

SKELETON = re.compile(r"[aeiouyjhw'’`-]")
SAME = str.maketrans({"k": "c", "z": "s", "v": "f", "q": "c", "x": "s", "ë": None, "ï": None})


def skeleton(word: str) -> str:
    """What is left of a name over its spellings: consonants, doubled ones once (Zelenskyy, Zelenski; Moualem, Muallem)."""
    bare = SKELETON.sub("", word.lower()).translate(SAME)
    return re.sub(r"(.)\1+", r"\1", bare)


def same_word(a: str, b: str) -> bool:
    if a.lower() == b.lower():
        return True
    x, y = skeleton(a), skeleton(b)
    return (len(x) >= 3 and x == y and a[:1].lower() == b[:1].lower()) or (len(x) >= 3 and x == y and len(a) > 5)


def same_name(a: Sequence[str], b: Sequence[str]) -> bool:
    """Equal names, or the last part of one alone, or a part that the other has in the same order."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    short, long = _parts(short), _parts(long)
    if not short:
        return False
    if len(short) == len(long):
        return all(same_word(x, y) for x, y in zip(short, long, strict=True))
    if len(short) == 1:
        return same_word(short[0], long[-1])
    return all(any(same_word(x, y) for y in long) for x in short)


def _parts(name: Iterable[str]) -> list[str]:
    """A name's words; particles joined by a hyphen (*Al-Moualem*) apart."""
    out = [p for word in name for p in re.split(r"[-\s]", word) if p]
    return [p for p in out if p[:1].isupper() and len(p) > 2] or out


def initials(name: Sequence[str]) -> str:
    return "".join(p[0] for word in name for p in re.split(r"[-\s]", word) if p[:1].isupper())
