"""What an export takes from the ledger: records, incidents and articles that fit the filters, as they stream by."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from volgens.ledger import Filters, Ledger
from volgens.ledger.found import ArticleFound, Paper
from volgens.ledger.items import Item
from volgens.ledger.query import batched
from volgens.linking.incident import Incident
from volgens.model import Reading
from volgens.wording import DEFAULT

AT_ONCE = 500


class Mask(Protocol):
    """What makes names of persons unreadable."""

    def item(self, item: Item, paper: Paper) -> Item:
        """The record with masks for names."""

    def paper(self, paper: Paper) -> Paper:
        """The article with masks in its text, title and address."""

    def incident(self, incident: Incident) -> Incident:
        """The incident with masks for names."""

    def reading(self, reading: Reading) -> Reading:
        """The reading of a masked text."""


@dataclass(frozen=True, slots=True)
class Source:
    """``address``: of the web page, in front of every permalink. ``mask`` None: names stay as they are. ``language``: of what is told in plain words.
    Nothing is kept of what has gone by."""

    ledger: Ledger
    filters: Filters
    address: str
    mask: Mask | None = None
    language: str = DEFAULT

    def items(self) -> Iterator[tuple[Item, Paper]]:
        """Claims, events and figures with their articles, in the order of publication and text."""
        papers: dict[str, Paper] = {}
        for some in batched(self.ledger.stream(self.filters), AT_ONCE):
            wanted = dict.fromkeys(i.document.id for i in some)
            papers = {k: p for k, p in papers.items() if k in wanted}
            papers |= self.ledger.papers([k for k in wanted if k not in papers])
            for i in some:
                paper = papers[i.document.id]
                yield (i, paper) if self.mask is None else (self.mask.item(i, paper), self.mask.paper(paper))

    def incidents(self) -> Iterator[Incident]:
        """Incidents with their accounts, the latest first."""
        for found in self.ledger.incidents(self.filters):
            yield found if self.mask is None else self.mask.incident(found)

    def papers(self) -> Iterator[tuple[ArticleFound, Paper]]:
        """Articles that fit, or one of whose records does, in the order of publication."""
        for some in batched(self.ledger.articles(self.filters), AT_ONCE):
            papers = self.ledger.papers([a.document.id for a in some])
            for found in some:
                paper = papers[found.document.id]
                yield found, paper if self.mask is None else self.mask.paper(paper)
