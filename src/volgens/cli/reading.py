"""A run over articles: read, write into the ledger, print, count, and go on after what cannot be read."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Protocol

from volgens.cli import DONE, FAILED
from volgens.cli.progress import Progress, count, duration, rate
from volgens.ingest import Inputs
from volgens.model import Article, Document, Provenance, Reading
from volgens.model.errors import SKIP_REASONS
from volgens.scale import work

if TYPE_CHECKING:
    from volgens.ledger.running import Telling
    from volgens.reader import Reader

FEW = 3  # articles that are shown whole; more than these are only counted


class Store(Protocol):
    """Where readings go, and what it has already: a ledger, or a folder of partitions. ``where`` names it for people."""

    where: str

    def telling(self, total: int | None = None) -> "Telling": ...

    def add_all(self, some: Iterable[Reading]) -> int: ...

    def has_just(self, document: Document, provenance: Provenance) -> bool: ...

    def reading(self, document_id: str) -> Reading | None: ...


class Crew(Protocol):
    """Other processes that read: on this machine or on those of a cluster."""

    def readings(self, items: Iterable[Article | work.Known]) -> Iterator[list[Reading | work.Known]]: ...


class Run:
    """One run over articles: reads, writes, prints and counts. ``crew``: processes that do the reading; without it this one does."""

    def __init__(
        self,
        reader: "Reader",
        ledger: "Store | None",
        as_json: bool,
        again: bool,
        labels: str | None = None,
        crew: "Crew | None" = None,
    ):
        self._reader, self._ledger, self._crew = reader, ledger, crew
        self._as_json, self._again, self._labels = as_json, again, labels
        self._why: Counter[str] = Counter()
        self._known = 0
        self._few: list[Reading] = []

    def all(self, inputs: Inputs) -> int:
        """Reads them all and gives the exit code."""
        expected = inputs.count()
        progress = Progress("Reading", expected)
        progress.start()
        stopped = False
        with self._ledger.telling(progress.total) if self._ledger else nullcontext() as telling:
            try:
                for some in self._readings(self._looked_up(inputs)):
                    if self._ledger:  # a file that gave no text leaves no article behind
                        self._ledger.add_all(r for r in some if isinstance(r, Reading) and r.document.text)
                    if expected is not None:  # feeds name more
                        progress.total = expected + inputs.linked
                    for each in some:
                        self._tell(each, progress)
                    if telling:
                        telling.tell(progress.done, progress.skipped, progress.total)
            except KeyboardInterrupt:
                stopped = True
        progress.clear()
        if not self._as_json and progress.done <= FEW:
            self._show()
        self._summary(progress, inputs, stopped)
        return FAILED if stopped or self._why else DONE

    def _looked_up(self, inputs: Iterable[Article]) -> Iterator[Article | work.Known]:
        """Which of them the ledger has already, read by this very program."""
        look = self._ledger if not self._again else None
        for article in inputs:
            known = (
                look and not article.skipped and look.has_just(Document.of(article), self._reader.provenance(article))
            )
            yield work.Known(article) if known else article

    def _readings(self, items: Iterable[Article | work.Known]) -> Iterator[Sequence[Reading | work.Known]]:
        """In the order of the articles, as many at a time as are there."""
        if self._crew:
            return self._crew.readings(items)
        return ([i if isinstance(i, work.Known) else work.read(self._reader, i)] for i in items)

    def _tell(self, done: Reading | work.Known, progress: Progress) -> None:
        few = len(self._few) <= FEW
        reading = done if isinstance(done, Reading) else None
        if isinstance(done, work.Known):
            self._known += 1
            if self._ledger and (few or self._as_json):
                reading = self._ledger.reading(done.article.id)
        why = reading.document.skipped if reading else None
        if why:
            self._why[why["reason"]] += 1
            progress.say(f"volgens: skipped {why['detail']}")
        elif reading and few:
            self._few.append(reading)
        if self._as_json and reading:
            progress.clear()
            print(json.dumps(reading.to_dict(), ensure_ascii=False), flush=True)
        progress.step(skipped=why is not None)

    def _show(self) -> None:
        from volgens.cli.view import article as view
        from volgens.wording import preferred

        language = self._labels or preferred()
        for reading in self._few:
            print(view(reading, language=language), end="\n\n")

    def _summary(self, progress: Progress, inputs: Inputs, stopped: bool) -> None:
        read = progress.done - progress.skipped - self._known
        into = f" into {self._ledger.where}" if self._ledger else ""
        speed = f" ({rate(read, progress.seconds)})" if read else ""
        known = f"; {count(self._known)} stood there already" if self._known else ""
        progress.say(f"Read {_articles(read)} in {duration(progress.seconds)}{speed}{into}{known}")
        if self._why:
            reasons = ", ".join(
                f"{count(n)} {reason} ({SKIP_REASONS[reason]})" for reason, n in self._why.most_common()
            )
            progress.say(f"Skipped {_articles(self._why.total())}: {reasons}")
        if inputs.found.passed_over:
            kinds = Counter(path.suffix.lower() or "no ending" for path in inputs.found.passed_over)
            names = ", ".join(f"{count(n)} {kind}" for kind, n in kinds.most_common())
            progress.say(f"Passed over files that are no articles: {names}")
        if inputs.passed:
            inside = ", ".join(f"{count(n)} {what}" for what, n in inputs.passed.most_common())
            progress.say(f"Passed over within files: {inside}")
        if stopped:
            progress.say(
                "Stopped; what was read is kept, and the same command goes on from there" if self._ledger else "Stopped"
            )


def _articles(n: int) -> str:
    return f"{count(n)} article" + ("" if n == 1 else "s")
