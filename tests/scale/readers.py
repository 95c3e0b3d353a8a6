"""Readers that stand in for the real one in other processes: what happens at an article stands in its text."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from volgens.model import Article, Document, Parsed, Provenance, Reading, VolgensError

KILLS = "kills"  # always
ONCE = "once "  # kills, then makes a file at the path behind it, and does so no more
SLOW = "slow "  # seconds behind it


class Reader:
    """``parsing``: what happens does so while articles are parsed together, so that it is not known at which."""

    def __init__(self, parsing: bool = False):
        self.parsing = parsing

    def parsed(self, articles: Sequence[Article]) -> list[Parsed | None]:
        for article in articles if self.parsing else ():
            self._happen(article)
        return [None] * len(articles)

    def provenance(self, article: Article) -> Provenance:
        return Provenance(f"run-{article.id}", "1", "m", "l")

    def read(self, article: Article, parsed: Parsed | None = None) -> Reading:
        if article.skipped:
            return Reading(Document.of(article))
        self._happen(article)
        if "error" in article.text:
            raise ValueError("of ours")
        if "wrong" in article.text:
            raise VolgensError("the model is wrong", "model.onnx", "mend it")
        return Reading(Document.of(article), provenance=self.provenance(article))

    def _happen(self, article: Article) -> None:
        if article.text.startswith(KILLS):
            os.kill(os.getpid(), signal.SIGKILL)
        if article.text.startswith(ONCE):
            path = Path(article.text.removeprefix(ONCE).split()[0])
            if not path.exists():
                path.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        if article.text.startswith(SLOW):
            time.sleep(float(article.text.removeprefix(SLOW).split()[0]))


class Newer(Reader):
    """Has another lexicon."""

    def provenance(self, article: Article) -> Provenance:
        return Provenance(f"run-{article.id}-newer", "1", "m", "newer")


class Parses(Reader):
    def __init__(self) -> None:
        super().__init__(parsing=True)


def missing() -> Reader:
    raise VolgensError("the model is not there", "model.onnx", "install it")


def dies() -> Reader:
    os._exit(7)
