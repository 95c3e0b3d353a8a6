"""``volgens watch FEED...``: asks feeds again and again, and reads what is new or has changed."""

import argparse
import json
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from volgens.cli import DONE, FAILED
from volgens.cli.addresses import add_addresses, seconds, web_of
from volgens.cli.filters import add_ledger
from volgens.cli.progress import Progress, count

if TYPE_CHECKING:
    from volgens.ingest import Words
    from volgens.ingest.web import Web
    from volgens.ledger import Ledger
    from volgens.model import Article
    from volgens.reader import Reader

NAME = "watch"
LONGEST = 24 * 3600.0  # seconds after which a feed that fails is asked again at the latest


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        NAME,
        help="watch feeds: read what is new, and what has changed",
        description="Asks feeds (RSS, Atom) again and again and reads the articles that they name into the ledger; pages that they still name are looked "
        "at again, more and more seldom, and a page that changed is a new version of its article. A page can be watched by its own address too.",
        epilog="Ctrl-C ends it; the ledger remembers what was seen. Exit code: 0; with --once 1 where something was skipped; 2 wrong usage.",
    )
    parser.add_argument("feeds", nargs="+", metavar="FEED", help="the address of a feed, or of a page")
    parser.add_argument("--every", type=_minutes, default=15.0, metavar="MINUTES",
                        help="how often each is asked (default: 15); one that fails is asked half as often each time")  # fmt: skip
    parser.add_argument("--once", action="store_true", help="ask each once, for a scheduler such as cron")
    parser.add_argument("--json", action="store_true", help="print the readings, one JSON object a line")
    parser.add_argument("--lexicon", type=Path, action="append", default=[], metavar="DIR",
                        help="a folder of your own rows (nl/, en/, shared/); may be repeated")  # fmt: skip
    add_ledger(parser)
    add_addresses(parser)
    parser.set_defaults(run=run)


def _minutes(value: str) -> float:
    found = seconds(value)
    if found < 0.01:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of minutes above 0")
    return found


def run(args: argparse.Namespace) -> int:
    from volgens.cli.read import summed_up
    from volgens.fetch.visit import slower_and_slower
    from volgens.ingest import Words
    from volgens.ledger import Ledger
    from volgens.reader import Reader

    folders = tuple(args.lexicon)
    words = Words.load(folders)
    with summed_up(Ledger(args.ledger)) as ledger, ended_like_ctrl_c():
        web = web_of(args, ledger, slower_and_slower, watching=True)
        watch = Watch(list(dict.fromkeys(args.feeds)), words, Reader(folders), ledger, web, args.every * 60, args.json)
        return watch.once() if args.once else watch.on()


@contextmanager
def ended_like_ctrl_c() -> Iterator[None]:
    """A scheduler that ends the program means what Ctrl-C means."""

    def stop(number: int, frame: object) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class Watch:
    """Feeds that are watched. ``every``: seconds between two times that one is asked."""

    def __init__(
        self, feeds: "list[str]", words: "Words", reader: "Reader", ledger: "Ledger", web: "Web", every: float, as_json: bool
    ):  # fmt: skip
        self._feeds, self._words, self._reader, self._ledger = feeds, words, reader, ledger
        self._web, self._every, self._as_json = web, every, as_json
        self._due = dict.fromkeys(feeds, 0.0)
        self._why: Counter[str] = Counter()
        self._read = 0
        self._line = Progress("Watching")

    def once(self) -> int:
        """Asks each feed once."""
        try:
            self._round(self._feeds)
        except KeyboardInterrupt:
            self._summary()
            return FAILED
        self._summary()
        return FAILED if self._why else DONE

    def on(self) -> int:
        """Asks them until somebody ends it."""
        try:
            while True:
                now = time.monotonic()
                due = [f for f in self._feeds if self._due[f] <= now]
                if due:
                    self._round(due)
                self._wait(min(self._due.values()) - time.monotonic())
        except KeyboardInterrupt:
            self._summary()
        return DONE

    def _round(self, feeds: "list[str]") -> None:
        from volgens.ingest import Inputs

        before = self._read
        self._line.show(f"Watching {_feeds(len(self._feeds))} · {self._told()} · asking {count(len(feeds))} now")
        with self._ledger.telling() as telling:
            for article in Inputs(feeds, self._words, web=self._web):
                self._one(article)
                telling.tell(self._read, self._why.total(), None)
        if self._read > before:
            self._ledger.sum_up()
        for feed in feeds:
            self._due[feed] = time.monotonic() + min(LONGEST, self._every * 2.0 ** self._failures(feed))

    def _one(self, article: "Article") -> None:
        from volgens.model import Document
        from volgens.scale import work

        if not article.skipped and self._ledger.has_just(Document.of(article), self._reader.provenance(article)):
            return
        reading = work.read(self._reader, article)
        document = reading.document
        if document.text:
            self._ledger.add(reading)
        if document.skipped:
            self._why[document.skipped["reason"]] += 1
            self._line.say(f"volgens: skipped {document.skipped['detail']}")
            return
        self._read += 1
        self._line.clear()
        if self._as_json:
            print(json.dumps(reading.to_dict(), ensure_ascii=False), flush=True)
        else:
            from volgens.cli.layout import clean

            changed = "~" if self._ledger.versions(document.id) else "+"
            told = (document.publisher, document.title, document.id)
            print(f"{changed} {' · '.join(clean(t) for t in told if t)}", flush=True)

    def _failures(self, feed: str) -> int:
        from volgens.fetch import checked, plain
        from volgens.model import InputError

        try:
            visit = self._ledger.visit(plain(checked(feed)))
        except InputError:  # no address at all: nothing to hurry for
            return 10
        return min(visit.failures, 10) if visit else 0

    def _wait(self, left: float) -> None:
        then = (datetime.now() + timedelta(seconds=left)).strftime("%H:%M:%S")
        self._line.show(f"Watching {_feeds(len(self._feeds))} · {self._told()} · asking again at {then}")
        if left > 0:
            time.sleep(left)

    def _told(self) -> str:
        skipped = f" · {count(self._why.total())} skipped" if self._why else ""
        return f"{count(self._read)} read{skipped}"

    def _summary(self) -> None:
        from volgens.model.errors import SKIP_REASONS

        self._line.say(f"Watched {_feeds(len(self._feeds))}: {self._told()}, into {self._ledger.where}")
        if self._why:
            reasons = ", ".join(f"{count(n)} {why} ({SKIP_REASONS[why]})" for why, n in self._why.most_common())
            self._line.say(f"Skipped: {reasons}")


def _feeds(n: int) -> str:
    return f"{count(n)} feed" + ("" if n == 1 else "s")
