"""An incident as coders of conflict data write it down in one row: what, who, where, when and how many dead.

Only what is told as having happened counts: not what somebody denies, threatens, demands or expects, and nothing that a person rejected. Where accounts
name different sides there is none.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from volgens.ledger.filters import country_of
from volgens.lexicon import Row, load
from volgens.lexicon.match import SHORTEST_LAST_PART
from volgens.lexicon.shared import shared
from volgens.linking.accounts import families
from volgens.linking.conflicts import BLAME, MUTUAL_BLAME
from volgens.linking.geography import Spot
from volgens.linking.incident import Incident, type_of
from volgens.linking.tallies import CURRENT, Tally, bounds
from volgens.linking.told import Told
from volgens.model import Event, Figure, Participant
from volgens.model.names import fold

HAPPENED = (
    "states",
    "claims",
    "confirms",
    "accuses",
    "estimates",
    "doubts",
)  # stances that put something forward as a fact
ARMED, PEOPLE = "armed", "people"
ARMED_BODIES = ("military", "armed_group", "police")
_ARMED = frozenset({"armed", "regular", "irregular", "insurgent", "reservist", "attacker"})
_SOLDIERS = ("soldier",)
_WORD = re.compile(r"[\w-]+")
WEEK, MONTH = 7, 31  # days
BY_ANY_MEANS = ("kill", "injure", "attack.other", "damage.infrastructure")


@dataclass(frozen=True, slots=True)
class Side:
    """Who acts, or is acted on. ``party``: ISO 3166-1 alpha-3, or a group's short name; ``kind``: of the body that is named (*military*), where one is;
    ``arms``: ARMED, PEOPLE or, where nothing tells, None."""

    party: str | None
    kind: str | None
    arms: str | None

    @property
    def armed(self) -> bool:
        """Is it one of those who fight, as far as words tell: neither a country nor its people and buildings?"""
        return self.arms == ARMED or self.kind in ARMED_BODIES or self.group is not None

    @property
    def country(self) -> Row | None:
        return country_of(self.party, "iso3") if self.party and self.party.isupper() and len(self.party) == 3 else None

    @property
    def group(self) -> Row | None:
        """The known armed group."""
        if self.party is None or self.country is not None:
            return None
        return _groups().get(fold(self.party))

    @property
    def name(self) -> str | None:
        """The English name of the country, the first name of the group, else its short name; None for those of no known side."""
        if self.country is not None:
            return str(self.country.names_en[0])
        return str(self.group.names[0]) if self.group is not None else self.party


@dataclass(frozen=True, slots=True)
class Happening:
    """``told``: the accounts that count; ``agent``, ``patient``: None where no account names one or they name different ones. ``earliest``, ``latest``:
    days that an account tells; ``dead``: tallies of people killed by side, under None those of all."""

    incident: Incident
    type: str
    told: tuple[Told, ...]
    agent: Side | None
    patient: Side | None
    hit: frozenset[str | None]  # what arms those had who were hit, as far as it is told
    where: Spot | None
    earliest: date | None
    latest: date | None
    dead: dict[str | None, Tally]

    @property
    def days(self) -> int | None:
        """Within how many days it was."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    @property
    def country(self) -> Row | None:
        code = self.where.country if self.where else None
        return next((r for r in shared("countries") if r.iso2 == code), None) if code else None

    @property
    def codes(self) -> Row | None:
        """The numbers that others have for the country."""
        return state_codes(self.country)

    @property
    def only_people(self) -> bool:
        """Were only people hit of whom no arms are told?"""
        return self.hit == {PEOPLE}


def happening(incident: Incident) -> Happening | None:
    """The incident in one row; None where nobody says that anything happened."""
    told = tuple(t for t in incident.told if isinstance(t.record, Event) and happened(t))
    if not told:
        return None
    kind = type_of(told)
    main = [t for t in told if isinstance(t.record, Event) and t.record.type == kind]
    kind = _by_weapon(main) or kind if kind in BY_ANY_MEANS else kind
    when = incident.when
    known = when is not None and when.told
    hit = [side(e.patient, t.head.language) for t in told if isinstance(e := t.record, Event) and e.patient]
    counted = [arms_of(f, t.head.language) for t in incident.told if isinstance(f := t.record, Figure) and _hurt(f) and happened(t)]  # fmt: skip
    return Happening(
        incident,
        kind,
        told,
        *_pair(incident, told, main),
        frozenset(a for a in (*(s.arms for s in hit), *counted) if a is not None),
        incident.where,
        when.earliest if when and known else None,
        when.latest if when and known else None,
        {t.party: t for t in incident.tallies if (t.outcome, t.unit) == ("killed", "person")},
    )


def _by_weapon(told: Iterable[Told]) -> str | None:
    """The type of attack that an account names the weapon of: *een raket doodde elf mensen*."""
    for t in told:
        e = t.record
        parts = (e.agent, e.instrument) if isinstance(e, Event) else ()
        found = next((w for p in parts if p and (w := weapon_in(p.text, t.head.language))), None)
        if found:
            return found
    return None


def happened(t: Told) -> bool:
    """Is it told as having happened?"""
    return not t.rejected and t.record.polarity == "positive" and (t.claim is None or t.claim.stance in HAPPENED)


def _hurt(f: Figure) -> bool:
    return f.unit == "person" and f.outcome in ("killed", "injured", "killed_or_injured", "executed")


def _pair(incident: Incident, told: Sequence[Told], main: Sequence[Told]) -> tuple[Side | None, Side | None]:
    """Who acts and who is acted on. Of two sides that attack each other the first is the one that more accounts tell to have acted; where one blames the
    other for the same act, neither is."""
    if any(c.kind in (BLAME, MUTUAL_BLAME) for c in incident.conflicts):
        return None, None
    family = [t for t in told if families().get(_type(t)) == families().get(_type(main[0]))]
    acting, hit = _sides(family, "agent"), _sides(family, "patient")
    known = Counter(s.party for s in acting if s.party)
    parties = set(known) | {s.party for s in hit if s.party and s.armed}
    if len(parties) == 2 and len(known) > 0:
        first = max(known, key=lambda p: (known[p], -[s.party for s in acting].index(p)))
        return _best(s for s in acting if s.party == first), _best(
            s for s in (*acting, *hit) if s.party in parties - {first}
        )
    return _one(_sides(main, "agent") or acting), _one(_sides(main, "patient") or hit)


def _type(t: Told) -> str:
    return t.record.type if isinstance(t.record, Event) else ""


def _sides(told: Iterable[Told], role: str) -> list[Side]:
    found = ((getattr(t.record, role), t.head.language) for t in told)
    return [side(participant, language) for participant, language in found if participant is not None]


def _one(sides: Sequence[Side]) -> Side | None:
    """The side on which all agree."""
    return None if len({s.party for s in sides if s.party}) > 1 else _best(sides)


def _best(sides: Iterable[Side]) -> Side | None:
    """The most telling account of a side: one that tells its party, a known body, arms."""
    return max(sides, key=lambda s: (s.party is not None, s.kind is not None, s.arms == ARMED), default=None)


def side(p: Participant, language: str | None) -> Side:
    """The side that a participant of an event is on."""
    known = _actors().get(p.actor_id or "")
    kind = str(known.kind) if known is not None else None
    arms = ARMED if kind in ARMED_BODIES else arms_in(p.text, language)
    return Side(p.party, kind, arms)


def arms_of(f: Figure, language: str | None) -> str | None:
    """Had those who are counted arms?"""
    words = f.counted.text if f.counted else f.quote.text
    return arms_in(words, language)


def arms_in(words: str, language: str | None) -> str | None:
    """ARMED where the words tell of arms or of who bears them, PEOPLE where they tell of people alone, else None."""
    found = set(_told(words, language, _arms))
    return ARMED if ARMED in found else PEOPLE if PEOPLE in found else None


def weapon_in(words: str, language: str | None) -> str | None:
    """The type of attack that the weapon in these words makes: of a missile attack.missile."""
    return next(_told(words, language, _weapons), None)


def _told(words: str, language: str | None, table: Callable[[str], dict[str, str]]) -> Iterator[str]:
    """What the words tell, each as a whole or by its last part."""
    known = table(language) if language in ("nl", "en") else {}
    for word in _WORD.findall(words.lower()):
        told = known.get(word)
        if told is None and language == "nl":
            endings = (word[k:] for k in range(1, len(word) - SHORTEST_LAST_PART + 1))
            told = next((known[e] for e in endings if e in known), None)
        if told is not None:
            yield told


@cache
def _arms(language: str) -> dict[str, str]:
    """Every form of a word that tells, with what it tells."""
    words = load(language)
    out: dict[str, str] = {}
    for row in words.rows("word_classes"):
        kind = ARMED if _ARMED & set(row.classes) else PEOPLE if "person" in row.classes else None
        for member in row.members if kind else ():
            for form in words.inflector.noun(str(member).lower()):
                if out.get(form) != ARMED:
                    out[form] = str(kind)
    for row in words.rows("counted"):
        if row.kind in _SOLDIERS or (row.unit == "person" and row.kind is None):
            for form in words.inflector.noun(str(row.lemma).lower()):
                out.setdefault(form, ARMED if row.kind in _SOLDIERS else PEOPLE)
    return out


@cache
def _weapons(language: str) -> dict[str, str]:
    words = load(language)
    some = ((m, r.attack) for r in words.rows("word_classes") if r.attack for m in r.members)
    return {form: str(attack) for member, attack in some for form in words.inflector.noun(str(member).lower())}


@cache
def _groups() -> dict[str, Row]:
    """Known armed groups by each of their names; their members, who are of the same party, bear none of them."""
    found = [r for r in shared("actors") if r.kind == "armed_group"]
    return {fold(str(n)): r for r in reversed(found) for n in r.names if r.party}


@cache
def _actors() -> dict[str, Row]:
    return {str(r.id): r for r in shared("actors")}


def state_codes(country: Row | None) -> Row | None:
    """The numbers of a state in other people's data."""
    return next((r for r in shared("state_codes") if r.iso2 == country.iso2), None) if country is not None else None


def spread(low: float | None, high: float | None) -> str:
    """``3-7``, or ``3``; empty where nobody gives a number."""
    ends = [f"{v:.0f}" for v in (low, high) if v is not None]
    return "-".join(dict.fromkeys(ends))


def dead_of(h: Happening, arms: str, party: str | None = None) -> float | None:
    """The lowest number of dead, of a side or of all, of whom the words say that they had arms, or that they were people without."""
    tally = h.dead.get(None)
    some = [
        low
        for e in (tally.entries if tally else ())
        if e.state == CURRENT
        and party in (None, e.figure.party)
        and arms_of(e.figure, e.told.head.language) == arms
        and (low := bounds(e.figure)[0]) is not None
    ]
    return min(some, default=None)


def numbers_of_dead(h: Happening) -> tuple[float | None, float | None]:
    """The lowest and highest number of dead. Where of both sides that fight some with arms died, no fewer than these together: each side counts its own."""
    tally = h.dead.get(None)
    if tally is None:
        return None, None
    sides = {side.party for side in (h.agent, h.patient) if side is not None and side.party is not None}
    each = [n for party in sides if (n := dead_of(h, ARMED, party)) is not None]
    least = sum(each) if len(each) > 1 else 0
    low, high = (None if n is None else max(n, least) for n in (tally.low, tally.high))
    return low, high
