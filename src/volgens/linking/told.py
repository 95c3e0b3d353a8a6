"""What the articles of an incident tell, record by record, with whose words each is: what tallies and conflicts are made from."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from volgens.linking.accounts import Account
from volgens.linking.voices import Voice, origins, whose_text
from volgens.model import Claim, Event, Figure, Head


@dataclass(frozen=True, slots=True)
class Part:
    """An account with the records that tell it. ``claims``: by id, those that the records hang on."""

    head: Head
    account: Account
    records: Sequence[Event | Figure]
    claims: Mapping[str, Claim]


@dataclass(frozen=True, slots=True)
class Told:
    """One event or figure as one article tells it. ``claim`` None: the article says it itself. ``origin``: whose word it is, whoever passed it on.
    ``rejected``: a person decided that it, or the claim that it hangs on, does not count."""

    head: Head
    account: Account
    record: Event | Figure
    claim: Claim | None
    origin: str
    rejected: bool = False

    @property
    def quote(self) -> str:
        return self.record.quote.text

    @property
    def party(self) -> str | None:
        """The side of who says it."""
        return self.claim.source.party if self.claim else None

    @property
    def key(self) -> tuple[str, str, int, str]:
        """The order in which things are told: by publication, then as they stand in the article."""
        return (self.head.published or "", self.head.id, self.record.quote.start, self.record.id)


def told(
    parts: Sequence[Part], copies: Mapping[str, str], rejected: Collection[tuple[str, str]] = frozenset()
) -> list[Told]:
    """All events and figures of some accounts, in the order of publication; ``copies``: for a copied article the one it copies; ``rejected``:
    article and id of the records that do not count."""
    heads = {p.head.id: p.head for p in parts}
    texts = {d: whose_text(d, h.forwarded or h.publisher) for d, h in heads.items()}
    texts |= {copy: texts.get(first) or first for copy, first in copies.items()}
    # One voice a source, and one an article, however many records hang on it.
    voices: dict[Hashable, Voice] = {}
    found = []
    for p in parts:
        head = p.head
        for r in p.records:
            c = p.claims.get(r.claim_id) if r.claim_id else None
            by: Hashable = head.id
            if c is not None:
                s = c.source
                by = (s.name, head.language, s.kind, s.party, s.actor_id, c.anonymous)
            if by not in voices:
                voice = Voice.of(head, c)
                by = by if c is None or voice.document_id is None else (head.id, by)
                voices[by] = voice
            found.append((p, r, c, by))
    keys = origins(voices.values(), texts)
    of = {by: keys[v] for by, v in voices.items()}
    made = []
    for p, r, c, by in found:
        out = bool(rejected) and any((p.head.id, x.id) in rejected for x in (r, c) if x is not None)
        made.append(Told(p.head, p.account, r, c, of[by], out))
    return sorted(made, key=attrgetter("key"))


def independent(told: Iterable[Told]) -> int:
    """How many voices are heard that do not repeat one another."""
    return len({t.origin for t in told if not t.rejected})
