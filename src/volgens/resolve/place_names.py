"""Names of places that the words cut in two: *Santander de Quilichao*, *Rosario del Palmar*, where the particle looks like an article."""

from collections.abc import Sequence
from dataclasses import replace

from volgens.extract.places import PlaceName
from volgens.model import Parsed
from volgens.resolve.atlas import Atlas

PARTICLE = 3  # letters of the longest particle within a name: de, del, dos


def whole_names(names: Sequence[PlaceName], atlas: Atlas, parsed: Parsed) -> tuple[PlaceName, ...]:
    """The names, two with a particle between them as one where the atlas knows a place by the whole name."""
    out: list[PlaceName] = []
    at: dict[int, int] = {}  # where each name went
    for k, n in enumerate(names):
        whole = _whole(out[-1], n, atlas, parsed) if out else None
        if whole is not None:
            out[-1] = whole
        else:
            out.append(n)
        at[k] = len(out) - 1
    if len(out) == len(names):
        return tuple(names)
    moved = (
        replace(
            n,
            joined=at[n.joined] if n.joined is not None else None,
            inside=at[n.inside] if n.inside is not None else None,
        )
        for n in out
    )
    return tuple(moved)


def _whole(a: PlaceName, b: PlaceName, atlas: Atlas, parsed: Parsed) -> PlaceName | None:
    between = parsed.tokens[a.tokens[-1] + 1 : b.tokens[0]]
    if len(between) != 1 or len(between[0].form) > PARTICLE or not between[0].form.islower() or a.facility:
        return None
    span = parsed.slice(a.start, b.end)
    if not any(c.how in ("table", "own") for c in atlas.find(span.text)):
        return None
    tokens = (*a.tokens, between[0].i, *b.tokens)
    return replace(
        a,
        end=span.end,
        text=span.text,
        name=span.text,
        tokens=tokens,
        row=None,
        against=None,
        inside=b.inside,
        because=(),
    )
