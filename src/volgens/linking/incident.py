"""An incident as a whole: what is the same for all its accounts, and what stands side by side."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from volgens.linking.accounts import When
from volgens.linking.conflicts import Conflict, Corroboration, conflicts, corroborations
from volgens.linking.geography import Spot, most_precise
from volgens.linking.tallies import Best, Entry, Tally, tallies
from volgens.linking.told import Part, Told, independent, told
from volgens.model import Event, Figure, Head

CONSEQUENCES = ("kill", "injure", "damage.infrastructure", "displace", "rescue")


@dataclass(frozen=True, slots=True)
class Incident:
    """What several articles, or one, report as one happening.

    ``id``: the least of the ids of its accounts, so that the id of any account finds it. ``title``: of the first article with one. ``when`` and
    ``where`` are the most exact that an article gives; ``told``: every event and figure with whose word it is. ``copies``: for an
    article that copies another the article it copies. ``independent``: voices that do not repeat one another. ``brief``: the records have no
    words, and nothing but what is counted and compared. ``shown``: the articles whose words are here, where they are not all (``page``).
    """

    id: str
    type: str
    title: str | None
    where: Spot | None
    when: When | None
    articles: tuple[Head, ...]
    parts: tuple[Part, ...]
    told: tuple[Told, ...]
    copies: Mapping[str, str]
    independent: int
    tallies: tuple[Tally, ...]
    conflicts: tuple[Conflict, ...]
    corroborations: tuple[Corroboration, ...]
    brief: bool = False
    shown: frozenset[str] | None = None

    @property
    def publishers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(h.publisher for h in self.articles if h.publisher))

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many articles, publishers and independent voices."""
        return len(self.articles), len(self.publishers), self.independent

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c for p in self.parts for c in p.claims))


def incident(
    incident_id: str,
    parts: Sequence[Part],
    copies: Mapping[str, str],
    rejected: Collection[tuple[str, str]] = frozenset(),
    best: Iterable[Best] = (),
    brief: bool = False,
) -> Incident:
    """The incident of these accounts. ``rejected``: article and id of records that a person rejected; ``best``: numbers that people chose; ``brief``:
    the records come without their words."""
    ordered = sorted(parts, key=lambda p: (p.head.published or "", p.head.id, p.account.id))
    heads = {p.head.id: p.head for p in ordered}
    here = {copy: first for copy, first in copies.items() if copy in heads and copy != first}
    all_told = told(ordered, here, rejected)
    counted = tallies(all_told, best)
    return Incident(
        incident_id,
        type_of(all_told),
        next((h.title for h in heads.values() if h.title), None),
        most_precise(p.account.where for p in ordered if p.account.where),
        _when(ordered),
        tuple(heads.values()),
        tuple(ordered),
        tuple(all_told),
        here,
        independent(all_told),
        counted,
        conflicts(all_told, counted),
        corroborations(all_told, counted),
        brief,
    )


def with_words(found: Incident, shown: Collection[str]) -> Iterator[Told]:
    """What is needed with its words where only some articles are shown: all that these tell, whatever sets a bound, both sides of every
    contradiction, and who is borne out by one that is shown."""
    yield from (t for t in found.told if t.head.id in shown)
    yield from (e.told for t in found.tallies for e in (*t.low_by, *t.high_by))
    yield from (side for c in found.conflicts for side in (c.a, c.b))
    yield from (side for c in found.corroborations if c.b.head.id in shown for side in (c.a, c.b))


def page(found: Incident, shown: frozenset[str], words: Mapping[tuple[str, str], Told]) -> Incident:
    """An incident in brief with the words of some of its articles. All numbers are those of the whole incident; ``told``, ``parts``, the entries of
    the tallies and the corroborations are those of the articles that are shown. ``words``: what ``with_words`` names, by article and record."""

    def whole(t: Told) -> Told:
        return words[t.head.id, t.record.id]

    def entries(some: Iterable[Entry]) -> tuple[Entry, ...]:
        made = ((e, whole(e.told)) for e in some)
        return tuple(replace(e, told=t, figure=t.record) for e, t in made if isinstance(t.record, Figure))

    def tally(t: Tally) -> Tally:
        here = entries(e for e in t.entries if e.told.head.id in shown)
        return replace(t, low_by=entries(t.low_by), high_by=entries(t.high_by), entries=here)

    return replace(
        found,
        parts=tuple(p for p in found.parts if p.head.id in shown),
        told=tuple(whole(t) for t in found.told if t.head.id in shown),
        tallies=tuple(tally(t) for t in found.tallies),
        conflicts=tuple(replace(c, a=whole(c.a), b=whole(c.b)) for c in found.conflicts),
        corroborations=tuple(
            replace(c, a=whole(c.a), b=whole(c.b)) for c in found.corroborations if c.b.head.id in shown
        ),
        brief=False,
        shown=shown,
    )


def type_of(told: Sequence[Told]) -> str:
    """The type that most accounts give, rather an act than what came of it, rather an exact one than a vague one; of rejected ones where all are."""
    events = [t for t in told if isinstance(t.record, Event)]
    counting = [t for t in events if not t.rejected] or events
    of_account = {(t.account.id, t.head.id, t.record.type) for t in counting if isinstance(t.record, Event)}
    types = Counter(kind for _, _, kind in of_account)
    return min(types, key=lambda t: (t in CONSEQUENCES, t.endswith(".other"), -types[t], t), default="other")


def _when(parts: Sequence[Part]) -> When | None:
    """The narrowest days that an account tells; the first of equals."""

    def width(w: When) -> tuple[bool, int]:
        return (not w.told, (w.latest - w.earliest).days if w.earliest and w.latest else 10**6)

    return min((p.account.when for p in parts), key=width, default=None)
