"""From chosen places to records: one a mention, in the sense that the words beside it tell; and places that no list has."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from volgens.extract.place_cues import NAME_TAGS, PlaceName
from volgens.extract.place_words import fold
from volgens.model import Parsed, Place, Reason, content_id
from volgens.resolve.atlas import Atlas, Candidate
from volgens.resolve.gazetteer import Entry

# Which kinds of entries a kind that a noun tells may stand for, the likeliest first.
FITS = {
    "country": ("country",),
    "region": ("region", "admin1", "admin2"),
    "admin1": ("admin1", "region", "admin2"),
    "admin2": ("admin2", "admin1", "town"),
    "district": ("admin2", "town", "city"),
    "city": ("city", "town"),
    "town": ("town", "city"),
    "facility": ("facility",),
    "river": ("river",),
    "sea": ("sea",),
}
AREAS = ("admin1", "region", "admin2")
POINTS = ("city", "town", "facility")
SPREADS = (
    3  # cue from which a noun's kind holds for later mentions of the name: an office's (*gouverneur van X*) does not
)
NEVER = ("adjective", "person", "actor", "stop")  # what a mention is not a place for, whatever its name means elsewhere
WHERE = ("at", "near", "to", "from")  # roles of a place where something is or happens


def records(
    names: Sequence[PlaceName], chosen: dict[str, Candidate], atlas: Atlas, parsed: Parsed
) -> tuple[Place, ...]:
    """The mentions whose names have a chosen place, and those that a noun calls a place though no list has them, in text order."""
    out: list[Place] = []
    later: list[PlaceName] = []
    told: dict[str, str] = {}  # the kind that a noun told last for each name: it holds until another is told
    for n in names:
        k = fold(n.name)
        c = chosen.get(k)
        if n.kind and n.cue >= SPREADS:
            told[k] = n.kind
        if n.facility and (n.site is None or c is None):
            later.append(n)
        elif c is not None and n.against not in NEVER:
            entry = _sense(c.entry, n.kind or told.get(k), atlas)
            out.append(_record(_whole(n, entry, atlas, parsed), entry, entry.kind if entry.own else "admin1", c.how))
        elif c is None and n.kind and n.cue >= SPREADS and not n.against and n.row is None and _named(parsed, n):
            later.append(n)
        elif c is None and _lies_in(parsed, n, names, chosen):
            later.append(replace(n, kind="town"))
        elif c is None and _lies_in(parsed, n, names, chosen, called=True):
            later.append(replace(n, kind="town", because=(*n.because, Reason("place.model"))))
    for n in later:
        place = _unlisted(n, out, chosen, parsed)
        if place:
            out.append(place)
    return tuple(sorted(out, key=lambda p: (p.start, p.end)))


def _whole(n: PlaceName, e: Entry, atlas: Atlas, parsed: Parsed) -> PlaceName:
    """The name with the noun after it, where that alone sets an area apart from a city of the same name: *X region* beside *X*."""
    if n.typed is None or e.kind not in AREAS:
        return n
    cities = (c.entry for c in atlas.find(n.name) if c.entry.kind == "city" and c.how in ("table", "own"))
    if not any(c.country == e.country for c in cities):
        return n
    return replace(n, end=n.typed, text=parsed.text[n.start : n.typed])


def _lies_in(
    parsed: Parsed, n: PlaceName, names: Sequence[PlaceName], chosen: dict[str, Candidate], called: bool = False
) -> bool:
    """Do the words say that something is at, or goes to, what lies in a place that is known: *an air strike on X in Sagaing*?

    ``called``: the reading model takes it for a place, whatever the words before it say.
    """
    outer = names[n.inside] if n.inside is not None else None
    if called:
        said = parsed.named(parsed.tokens[n.head], "LOC") is not None
    else:
        said = n.role in WHERE and n.cue > 0
    plain = n.row is None and not n.against and not n.facility and said
    return plain and outer is not None and fold(outer.name) in chosen and _named(parsed, n)


def _named(parsed: Parsed, n: PlaceName) -> bool:
    """Is it a name rather than an adjective with a capital: not *a European region*?"""
    return any(parsed.tokens[i].upos in NAME_TAGS for i in n.tokens)


def _sense(e: Entry, kind: str | None, atlas: Atlas) -> Entry:
    """The entry in the sense that a noun tells: the area around a city of the same name, or the other way round."""
    if kind is None or e.kind in FITS.get(kind, ())[:2]:
        return e
    if kind in AREAS and e.kind in ("city", "town"):
        levels = ("admin2", "admin1") if kind == "admin2" else ("admin1",)
        for level in levels:
            area = atlas.area_of(e, level)
            if area and (atlas.same_name(e, area) or kind == "admin1"):
                return area if atlas.same_name(e, area) else e
    if kind in ("city", "town") and e.kind in AREAS:
        inside = [
            c.entry for c in atlas.find(e.name) if c.entry.kind in ("city", "town") and c.entry.country == e.country
        ]
        return max(inside, key=lambda x: x.population, default=e)
    return e


def _record(n: PlaceName, e: Entry, precision: str, how: str) -> Place:
    because = (*n.because, Reason(f"place.{how}", e.row))
    return Place(
        content_id("place", n.start, n.end, e.id or e.name),
        n.start, n.end, n.text, e.name, e.country, e.admin1_name or (e.name if e.kind == "admin1" else None),
        e.lat, e.lon, e.kind, precision, e.id, because,
    )  # fmt: skip


def _unlisted(n: PlaceName, settled: Sequence[Place], chosen: dict[str, Candidate], parsed: Parsed) -> Place | None:
    """A place that no list has, but that a noun calls one: it lies where the nearest named city or area lies, and no more exactly."""
    start, end = n.site or (n.start, n.end)
    kind = "facility" if n.facility else {"district": "admin2"}.get(n.kind or "", n.kind or "region")
    own = chosen.get(fold(n.name))
    around = _around(start, settled, parsed)
    if n.facility and n.site is None and own is None and n.role not in WHERE:
        return None  # a body rather than a site: nothing says that something is or happens there
    if own is not None and own.entry.kind in POINTS:
        at: Entry | Place | None = own.entry
    else:
        at = around
    if at is None:
        return None
    text = parsed.text[start:end]
    precision = at.kind if isinstance(at, Entry) else at.precision
    name = n.name if n.site is None and not n.facility else text
    admin1 = at.admin1_name if isinstance(at, Entry) else at.admin1
    return Place(
        content_id("place", start, end, name), start, end, text, name, at.country, admin1, at.lat, at.lon, kind, precision, None,
        (*n.because, Reason("place.unlisted")),
    )  # fmt: skip


def _around(offset: int, settled: Sequence[Place], parsed: Parsed) -> Place | None:
    """The place that a thing at this offset most likely lies in: in its sentence, then before it, then the article's most named; the most exact first."""
    exact = ("city", "town", "admin2", "admin1", "region", "country")
    token = parsed.token_at(offset)
    some = [p for p in settled if p.kind in exact]
    if not some or token is None:
        return None
    sentence = parsed.sentences[token.sentence]
    here = [p for p in some if sentence.start <= p.start < sentence.end]
    named = Counter(p.name for p in some)

    def rank(p: Place) -> tuple[int, int, int]:
        return (exact.index(p.kind), -named[p.name], abs(p.start - offset))

    towns = [p for p in some if p.kind in ("city", "town") and p.start < offset]
    return min(here, key=rank, default=None) if any(p.kind != "country" for p in here) else min(towns or some, key=rank)
