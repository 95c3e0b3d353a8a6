"""A run over articles: read, write into the ledger, print, count, and go on after what cannot be read."""

import json
from collections import Counter
from contextlib import nullcontext
from typing import TYPE_CHECKING

from volgens.cli import DONE, FAILED
from volgens.cli.progress import Progress, count, duration, rate
from volgens.ingest import Inputs, failed, skipped
from volgens.model import Article, Document, InputError, Reading, VolgensError
from volgens.model.errors import SKIP_REASONS

if TYPE_CHECKING:
    from volgens.ledger import Ledger
    from volgens.reader import Reader

FEW = 3  # articles that are shown whole; more than these are only counted


class Run:
    """One run over articles: reads, writes, prints and counts."""

    def __init__(
        self, reader: "Reader", ledger: "Ledger | None", as_json: bool, again: bool, labels: str | None = None
    ):
        self._reader, self._ledger = reader, ledger
        self._as_json, self._again, self._labels = as_json, again, labels
        self._why: Counter[str] = Counter()
        self._known = 0
        self._few: list[Reading] = []

    def all(self, inputs: Inputs) -> int:
        """Reads them all and gives the exit code."""
        progress = Progress("Reading", inputs.count())
        progress.start()
        stopped = False
        with self._ledger.telling(progress.total) if self._ledger else nullcontext() as telling:
            try:
                for article in inputs:
                    self._one(article, progress)
                    if telling:
                        telling.tell(progress.done, progress.skipped, progress.total)
            except KeyboardInterrupt:
                stopped = True
        progress.clear()
        if not self._as_json and progress.done <= FEW:
            self._show()
        self._summary(progress, inputs, stopped)
        return FAILED if stopped or self._why else DONE

    def _one(self, article: Article, progress: Progress) -> None:
        reading = self._from_ledger(article)
        if reading:
            self._known += 1
        else:
            reading = self._read(article)
            if self._ledger and reading.document.text:  # a file that gave no text leaves no article behind
                self._ledger.add(reading)
        why = reading.document.skipped
        if why:
            self._why[why["reason"]] += 1
            progress.say(f"volgens: skipped {why['detail']}")
        elif len(self._few) <= FEW:
            self._few.append(reading)
        if self._as_json:
            progress.clear()
            print(json.dumps(reading.to_dict(), ensure_ascii=False), flush=True)
        progress.step(skipped=why is not None)

    def _from_ledger(self, article: Article) -> Reading | None:
        """The reading that the ledger has of this very article by this very program, or None."""
        if self._ledger is None or self._again or article.skipped:
            return None
        found = self._ledger.reading(article.id)
        same = found and found.document == Document.of(article) and found.provenance == self._reader.provenance(article)
        return found if same else None

    def _read(self, article: Article) -> Reading:
        try:
            return self._reader.read(article)
        except InputError as e:
            return self._reader.read(skipped(e, article))
        except VolgensError:  # words or model are wrong: so they are for every article
            raise
        except Exception as e:  # an error of ours in one article does not end the run
            return self._reader.read(skipped(failed(e, article.origin or article.id), article))

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
        if stopped:
            progress.say(
                "Stopped; what was read is kept, and the same command goes on from there" if self._ledger else "Stopped"
            )


def _articles(n: int) -> str:
    return f"{count(n)} article" + ("" if n == 1 else "s")
