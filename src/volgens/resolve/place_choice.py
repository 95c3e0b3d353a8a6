"""Which place a name means: the candidates of the atlas weighed against the article's countries, its other places and the nouns beside the name.

A name has one sense in an article, save where a noun beside it says otherwise (*de stad Koersk* in an article about the region). Population
decides last. A name that nothing supports is left out: a record without it is better than one with the wrong continent.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from volgens.extract.place_words import fold
from volgens.extract.places import PlaceName
from volgens.lexicon import Lexicon
from volgens.model import Parsed, Place
from volgens.resolve.atlas import Atlas, Candidate
from volgens.resolve.gazetteer import Entry, Gazetteer
from volgens.resolve.place_names import whole_names
from volgens.resolve.place_records import AREAS, FITS, POINTS, SPREADS, records

HOW = {"table": 6.0, "own": 3.0, "other": 1.5, "sound": 1.0, "alike": 0.5}
LOCATED = 2  # cue of a preposition of place
COUNTRY = 5.0  # points for a country over an area of another country that bears its name (Niger State)
ALONE = 1.0  # points for being the only country with a place of that name
NOTED = 50_000  # inhabitants of a place that may be meant in an article that tells of other countries
METROPOLIS = 1_000_000  # inhabitants of a city that any article may name
RIVAL = 50_000  # inhabitants of another place of that name that make a city's name uncertain by itself
PROMINENT = 200_000  # inhabitants of a city whose name is hers before it is anybody's surname
SECOND_NAME = 2.0  # points off for a place that only goes by the name too, where another has it as its own
HELD = 5.0  # points for lying in what stands after the comma: Paris, Texas
BY_KIND = {"country": 3.0, "region": 2.0, "sea": 2.0, "river": 1.0, "admin1": 2.9, "admin2": 0.5}
# What speaks against a place, in points; see `_worth` for what speaks for one.
AGAINST = {
    "adjective": 12.0,
    "person": 6.0,
    "actor": 6.0,
    "stop": 12.0,
    "stop:unless": 4.0,
    "apposed": 3.0,
    "surname": 5.0,
}
ENOUGH = 3.0
HOME = 0.3  # share of the points of the country most told of, from which the article plays in a country too
NEAR = 250.0  # km
EARTH = 6371.0  # km


@dataclass(frozen=True, slots=True)
class Setting:
    """What the article tells about where it plays: points for countries, administrative areas and places that are settled, and which
    countries lie ``around`` those most told of."""

    countries: Counter[str]
    areas: frozenset[str]
    points: tuple[tuple[float, float], ...]
    around: frozenset[str] = frozenset()

    def share(self, country: str | None) -> float:
        top = max(self.countries.values(), default=0)
        return self.countries[country] / top if country and top else 0.0


@lru_cache(maxsize=8)
def atlas_of(lexicon: Lexicon, gazetteer: Gazetteer) -> Atlas:
    """The atlas of a lexicon and a gazetteer, made once."""
    return Atlas(lexicon, gazetteer)


def resolve(names: Sequence[PlaceName], gazetteer: Gazetteer, lexicon: Lexicon, parsed: Parsed) -> tuple[Place, ...]:
    """The places that the names mean, one record a mention, in text order; names that are no places are left out."""
    atlas = atlas_of(lexicon, gazetteer)
    names = whole_names(names, atlas, parsed)
    groups = _groups(names)
    found = {k: atlas.find(group[0].name) for k, group in groups.items()}
    surnames = _surnames(names, found)
    setting = Setting(_peoples(parsed, atlas), frozenset(), ())
    setting = replace(setting, around=_around(setting, atlas))
    chosen: dict[str, Candidate] = {}
    links = _links(names)
    for sure in (True, False, False):  # first what is certain by itself, then the rest in its light, then all once more
        for k, group in groups.items():
            bonds = _bonds(k, links, found, chosen)
            best = _best(found[k], group, setting, bonds)
            if best is None or (sure and not _certain(best, found[k])):
                continue
            worth = _worth(best, group, setting, fold(group[0].name) in surnames)
            worth += ALONE if _alone(best, found[k]) and max(n.cue for n in group) >= LOCATED else 0.0
            if worth + (2 if bonds.with_(best.entry) else 0) >= ENOUGH:
                chosen[k] = best
            else:
                chosen.pop(k, None)
        setting = _setting(parsed, lexicon, atlas, groups, chosen)
        if sure:
            found |= _alike(groups, found, chosen, setting, atlas)
    return records(names, chosen, atlas, parsed)


def _alike(
    groups: dict[str, list[PlaceName]],
    found: dict[str, tuple[Candidate, ...]],
    chosen: dict[str, Candidate],
    setting: Setting,
    atlas: Atlas,
) -> dict[str, tuple[Candidate, ...]]:
    """For names of places that no list has as they are spelt: towns of the article's countries that are spelt nearly so."""
    home = sorted(c for c in setting.countries if setting.share(c) >= HOME)
    out = {}
    for k, group in groups.items():
        listed = any(c.how in ("table", "own") or c.entry.kind in POINTS for c in found[k])
        if k in chosen or listed or group[0].facility or max(n.cue for n in group) < 1 or all(n.against for n in group):
            continue
        out[k] = found[k] + tuple(c for country in home for c in atlas.alike(group[0].name, country))
    return out


def _groups(names: Iterable[PlaceName]) -> dict[str, list[PlaceName]]:
    out: dict[str, list[PlaceName]] = defaultdict(list)
    for n in names:
        out[fold(n.name)].append(n)
    return out


def _surnames(names: Sequence[PlaceName], found: dict[str, tuple[Candidate, ...]]) -> set[str]:
    """Last words of longer names that are no places: *Ilin* after *Petar Ilin*."""
    out = set()
    for n in names:
        words = n.name.split()
        if len(words) > 1 and not n.facility and (n.against in ("person", "actor") or not found[fold(n.name)]):
            out.update({fold(words[-1]), fold(words[0])})
    return out


# What lies in what, by the words: Kherson, Ukraine; Bahawalpur, in Punjab province


@dataclass(frozen=True, slots=True)
class _Bonds:
    """Places that may hold a name's place, and chosen places that may lie in it."""

    around: tuple[Entry, ...]
    within: tuple[Entry, ...]

    def with_(self, e: Entry) -> bool:
        return any(holds(a, e) for a in self.around) or any(holds(e, w) for w in self.within)


def _links(names: Sequence[PlaceName]) -> frozenset[tuple[str, str]]:
    """Pairs of keys: a name, and the name that follows as what holds it."""
    return frozenset((fold(n.name), fold(names[n.inside].name)) for n in names if n.inside is not None)


def _bonds(
    k: str, links: frozenset[tuple[str, str]], found: dict[str, tuple[Candidate, ...]], chosen: dict[str, Candidate]
) -> _Bonds:
    around = [c.entry for a, b in links if a == k for c in ((chosen[b],) if b in chosen else found[b])]
    within = [chosen[a].entry for a, b in links if b == k and a in chosen]
    return _Bonds(tuple(around), tuple(within))


def holds(outer: Entry, inner: Entry) -> bool:
    """Does one place lie in the other, as far as their records tell?"""
    if outer.kind == "country":
        return outer.country == inner.country and inner.kind != "country"
    if outer.kind not in AREAS or outer.country != inner.country:
        return False
    return (outer.id is not None and outer.id in (inner.admin1, inner.admin2)) or outer.name == inner.admin1_name


# What the article tells


def _peoples(parsed: Parsed, atlas: Atlas) -> Counter[str]:
    """Points for the countries whose people or adjectives are named, at most three each."""
    points: Counter[str] = Counter()
    for k, t in enumerate(parsed.tokens):
        pair = f"{t.form} {parsed.tokens[k + 1].form}".lower() if k + 1 < len(parsed.tokens) else ""
        country = atlas.peoples.get(pair) or atlas.peoples.get(t.form.lower())
        if country and t.form[:1].isupper():
            points[country] += 1
    return Counter({c: min(n, 3) for c, n in points.items()})


def _setting(
    parsed: Parsed, lexicon: Lexicon, atlas: Atlas, groups: dict[str, list[PlaceName]], chosen: dict[str, Candidate]
) -> Setting:
    countries = _peoples(parsed, atlas)
    areas, points = set(), []
    for k, c in chosen.items():
        e, weight = c.entry, min(len(groups[k]), 3)
        if weight == 1 and any(r.rule == "place.dateline" for r in groups[k][0].because):
            weight = -1  # where a report was filed may be a country away
        for country in filter(None, (e.country, *e.spans)):
            countries[country] += (2 + weight) / (1 if e.country else len(e.spans))  # type: ignore[assignment]
        if e.kind in AREAS:
            areas.add(e.name)
        if e.admin1_name:
            areas.add(e.admin1_name)
        if e.lat is not None and e.lon is not None and e.kind in (*POINTS, *AREAS):
            points.append((e.lat, e.lon))
    told = Setting(countries, frozenset(areas), tuple(points))
    return replace(told, around=_around(told, atlas))


def _around(setting: Setting, atlas: Atlas) -> frozenset[str]:
    home = [c for c in setting.countries if setting.share(c) >= HOME]
    return frozenset(n for c in home for n in atlas.borders(c))


# Choosing


def _kind(group: Sequence[PlaceName]) -> str | None:
    """The kind that a noun beside the first mention tells; one told later holds from there on, see `_sense`."""
    return group[0].kind if group[0].cue >= SPREADS or len(group) == 1 else None


def _best(
    candidates: Sequence[Candidate], group: Sequence[PlaceName], setting: Setting, bonds: _Bonds
) -> Candidate | None:
    kind = _kind(group)
    named = any(c.how in ("table", "own") for c in candidates)

    def points(c: Candidate) -> float:
        off = SECOND_NAME if named and c.how not in ("table", "own") else 0.0
        return _score(c, kind, setting) - off + (HELD if bonds.with_(c.entry) else 0.0)

    return max(candidates, key=points, default=None)


def _score(c: Candidate, kind: str | None, setting: Setting) -> float:
    e = c.entry
    score = HOW[c.how] + BY_KIND.get(e.kind, 0.6 * math.log10(max(e.population, 1))) - (0 if e.own else 2)
    if setting.countries:
        share = max((setting.share(x) for x in (e.country, *e.spans) if x), default=0.5)
        score += 4 * share if share else -2
    if e.kind == "country" and kind in (None, "country"):
        score += COUNTRY
    if kind:
        fits = FITS.get(kind, ())
        score += 4 - fits.index(e.kind) if e.kind in fits else -2
    if e.name in setting.areas if e.kind == "admin1" else e.admin1_name in setting.areas:
        score += 1.5
    if e.kind in POINTS and _distance_to(e, setting.points) < NEAR:
        score += 1
    return score


def _alone(best: Candidate, all_of_them: Sequence[Candidate]) -> bool:
    """Does the name stand for a town that people live in, and for none in another country?"""
    return best.entry.population > 0 and {c.entry.country for c in all_of_them} == {best.entry.country}


def _certain(best: Candidate, all_of_them: Sequence[Candidate]) -> bool:
    """Is there no other place of note by that name?"""
    if best.how != "table" or sum(c.how == "table" for c in all_of_them) > 1:
        return False
    if best.entry.kind not in POINTS:
        return True
    rivals = [c.entry for c in all_of_them if c.how == "own" and c.entry.country != best.entry.country]
    return all(e.population < RIVAL for e in rivals)


def _worth(c: Candidate, group: Sequence[PlaceName], setting: Setting, surname: bool) -> float:
    """How much speaks for the name being this place at all."""
    e = c.entry
    if c.how == "table":
        worth = 5.0 if e.kind in ("country", "region", "sea") else 4.0
    elif e.kind == "admin1":
        worth = 2.5 if e.population else 1.5
    elif e.kind == "admin2":
        worth = 1.0 if e.population >= RIVAL else 0.5
    else:
        worth = sum(e.population >= n for n in (5_000, 50_000, 500_000)) * 1.0
    if len(group[0].name.split()) == 1:
        worth -= {"other": 1.0, "sound": 1.0, "alike": 1.0}.get(c.how, 0.0)
    located = max(n.cue for n in group) >= LOCATED
    listed = c.how == "table" and e.id is None and e.kind in POINTS
    if listed and not located and setting.countries and not setting.share(e.country):
        worth -= 2.0  # a place that only a war makes known, far from where the article plays
    worth += max(n.cue for n in group)
    worth += 1.0 if len(group[0].name.split()) > 1 and c.how in ("own", "table") else 0.0
    if setting.countries and e.country and c.how != "table":
        share = setting.share(e.country)
        if share >= HOME:
            worth += 2.0 if located else 1.0
        elif (
            not share
        ):  # a country that the article does not touch: only a place of note, or one that no other is called after
            spelt = group[0].name.casefold() == e.name.casefold()
            known = e.population >= (NOTED if located else METROPOLIS) and max(n.cue for n in group) > 0
            noted = spelt and known
            worth -= 1.0 if noted or (located and e.country in setting.around) else 3.0
    called = max(n.cue for n in group) >= SPREADS  # a noun calls it a place
    reasons = [n.against for n in group if n.against and not (called and n.against == "stop:unless")]
    if reasons:
        # A body or a person in half of the mentions is one in all of them.
        worth -= max(AGAINST[r] for r in reasons) * (1.0 if 2 * len(reasons) >= len(group) else 0.3)
    if surname and c.how != "table" and e.population < PROMINENT:
        worth -= AGAINST["surname"]
    return worth


def _distance_to(e: Entry, points: Sequence[tuple[float, float]]) -> float:
    """Kilometres to the nearest of the points that is not the place itself."""
    if e.lat is None or e.lon is None:
        return math.inf
    return min((d for p in points if (d := distance(e.lat, e.lon, *p)) > 1), default=math.inf)


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(h)))


def alone(name: str, gazetteer: Gazetteer, lexicon: Lexicon) -> Entry | None:
    """The place that a name means where nothing else is known: what the tables say, else the most prominent."""
    candidates = atlas_of(lexicon, gazetteer).find(name)
    best = max(candidates, key=lambda c: _score(c, None, Setting(Counter(), frozenset(), ())), default=None)
    return best.entry if best else None
