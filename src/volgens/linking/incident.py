"""An incident as a whole: what is the same for all its accounts, and what stands side by side."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from volgens.linking.accounts import When
from volgens.linking.conflicts import Conflict, Corroboration, conflicts, corroborations
from volgens.linking.geography import Spot, most_precise
from volgens.linking.tallies import Best, Tally, tallies
from volgens.linking.told import Part, Told, independent, told
from volgens.model import Event, Head

CONSEQUENCES = ("kill", "injure", "damage.infrastructure", "displace", "rescue")


class Signs(NamedTuple):
    """Statements, by article and record, that stand in a contradiction, and that are borne out or bear out others."""

    disputed: frozenset[tuple[str, str]]
    borne: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Incident:
    """What several articles, or one, report as one happening.

    ``id``: the least of the ids of its accounts, so that the id of any account finds it. ``title``: of the first article with one. ``when`` and
    ``where`` are the most exact that an article gives; ``told``: every event and figure with whose word it is. ``copies``: for an
    article that copies another the article it copies. ``independent``: voices that do not repeat one another. ``brief``: the records have no
    words, and nothing but what is counted and compared.

    ``shown``: the articles whose words are here, where they are not all (``linking.compared``): then ``parts``, ``told``, the entries of the tallies and
    the corroborations are of these alone, and of the ``contradictions``, which is how many there are, and of what sets a bound, only the first are here.
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
    contradictions: int | None = None
    kept_signs: Signs | None = None

    @property
    def disputes(self) -> int:
        """How many contradictions there are, here or not."""
        return len(self.conflicts) if self.contradictions is None else self.contradictions

    @property
    def signs(self) -> Signs:
        """Of all contradictions and corroborations, also where only some are here."""
        if self.kept_signs is not None:
            return self.kept_signs
        pairs = ([t for c in some for t in (c.a, c.b)] for some in (self.conflicts, self.corroborations))
        return Signs(*(frozenset((t.head.id, t.record.id) for t in some) for some in pairs))

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
