"""What the articles of an incident tell, record by record, with whose words each is: what tallies and conflicts are made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from volgens.linking.accounts import Account
from volgens.linking.voices import Voice, origins, whose_text
from volgens.model import Claim, Document, Event, Figure, Reading


@dataclass(frozen=True, slots=True)
class Told:
    """One event or figure as one article tells it. ``claim`` None: the article says it itself. ``origin``: whose word it is, whoever passed it on."""

    document: Document
    account: Account
    record: Event | Figure
    claim: Claim | None
    origin: str

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
        return (self.document.published or "", self.document.id, self.record.quote.start, self.record.id)


def told(parts: Iterable[tuple[Reading, Account]], copies: Mapping[str, str]) -> list[Told]:
    """All events and figures of some accounts, in the order of publication; ``copies``: for a copied article the one it copies."""
    found: list[tuple[Reading, Account, Event | Figure, Claim | None]] = []
    readings = {}
    for reading, account in parts:
        readings[reading.document.id] = reading
        claims = {c.id: c for c in reading.claims}
        wanted = {*account.events, *account.figures}
        for record in (*reading.events, *reading.figures):
            if record.id in wanted:
                found.append((reading, account, record, claims.get(record.claim_id or "")))
    texts = {d: whose_text(d, r.document.publisher) for d, r in readings.items()}
    for copy, first in copies.items():
        texts[copy] = texts.get(first) or first
    voices = [Voice.of(r.document.id, r.document.publisher, c) for r, _, _, c in found]
    of = origins(voices, texts)
    made = [Told(r.document, a, x, c, of[v]) for (r, a, x, c), v in zip(found, voices, strict=True)]
    return sorted(made, key=lambda t: t.key)
