"""Does ``volgens serve`` hold with many people at once? ``python -m evaluation.load [--minutes M] [--readers N] [--reviewers N] [--write]``.

Starts the program on a ledger (of made-up readings; or ``--ledger``, which is written to: give a copy) and sends it readers, each with a browser's habits: a
page, a while to read it, a link of that page or another page; and reviewers, who open an item, decide, and are led to the next. In the end every decision that
was answered as taken has to stand in the ledger, once, with its name and reason. An error is an answer from 400 up, or none. Times are by the
clock, at whoever asks, so that they tell of everything else that the machine does too. Exports are counted apart: so few are made at once, and who is told to ask
again later (503 with a time) does so another time. Ends with 1 where there was an error or a decision is lost.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from statistics import median, quantiles

import httpx

from evaluation import made_readings as made
from volgens.ledger import Ledger

KEPT = Path(__file__).parent / "load.json"
ARTICLES = 2000  # of a ledger that is made for it
READS, DECIDES = 10.0, 5.0  # seconds that somebody looks at a page, on average
STARTS = (
    "/", "/incidents?several=1", "/map", "/articles", "/claims", "/figures?outcome=killed", "/events", "/sources", "/search?q=school",
    "/incidents.json", "/claims.csv", "/reading.json",
)  # fmt: skip
DOINGS = ("accept", "accept", "reject", "correct")
LEAST = 3  # pages for each, however short it is to last
PATIENCE = 60.0  # seconds within which an answer has to come
EXPORT, DOWNLOAD = "/export", 300.0  # its path, and the seconds within which something of it has to come
BUSY = 503


class Read(HTMLParser):
    """What a page leads to, and the fields of its first form that decides."""

    def __init__(self, text: str):
        super().__init__()
        self.links: list[str] = []
        self.action: str | None = None
        self.fields: list[tuple[str, str]] = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"])
        elif tag == "form" and given.get("class") == "decide" and self.action is None:
            self.action, self._inside = given.get("action", ""), True
        elif tag == "input" and self._inside and given.get("type") == "hidden" and "name" in given:
            self.fields.append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


@dataclass(slots=True)
class Seen:
    """What became of it: seconds of each answer, by what was asked; errors in a line; the reasons of decisions that were answered as taken."""

    read: list[float] = field(default_factory=list)
    exported: list[float] = field(default_factory=list)
    later: int = 0  # exports that were to be asked for again
    decided: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    async def ask(
        self, client: httpx.AsyncClient, method: str, address: str, times: list[float], **more: object
    ) -> httpx.Response | None:
        began = time.perf_counter()
        try:
            answer = await client.request(method, address, **more)  # type: ignore[arg-type]
        except httpx.HTTPError as e:
            self.errors.append(f"{method} {address}: {type(e).__name__} {e}")
            return None
        if answer.status_code == BUSY and "retry-after" in answer.headers:
            self.later += 1
            return None
        times.append(time.perf_counter() - began)
        if answer.status_code >= 400:
            self.errors.append(f"{method} {address}: {answer.status_code} {answer.text[:200]}")
            return None
        return answer


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The program on a ledger, at this address."""
    command = [sys.executable, "-m", "volgens.cli", "serve", "--ledger", str(path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as program:
        assert program.stdout is not None
        try:
            yield program.stdout.readline().strip()
        finally:
            program.send_signal(signal.SIGINT)


def rounds(until: float) -> Iterator[int]:
    """One after the other until that time, but a few at least."""
    n = 0
    while n < LEAST or time.monotonic() < until:
        yield n
        n += 1


async def reader(base: str, seen: Seen, chance: random.Random, until: float, pause: float) -> None:
    async with httpx.AsyncClient(base_url=base, timeout=PATIENCE, follow_redirects=True) as client:
        links: list[str] = []
        await asyncio.sleep(chance.uniform(0, pause))
        for _ in rounds(until):
            address = chance.choice(links) if links and chance.random() < 0.6 else chance.choice(STARTS)
            if address.startswith(EXPORT):
                answer = await seen.ask(client, "GET", address, seen.exported, timeout=DOWNLOAD)
            else:
                answer = await seen.ask(client, "GET", address, seen.read)
            html = answer is not None and answer.headers["content-type"].startswith("text/html")
            links = Read(answer.text).links if answer is not None and html else []
            await asyncio.sleep(chance.expovariate(1 / pause))


async def reviewer(
    base: str, name: str, articles: Sequence[str], seen: Seen, chance: random.Random, until: float, pause: float
) -> None:
    async with httpx.AsyncClient(base_url=base, timeout=PATIENCE, follow_redirects=True) as client:
        at, n = None, 0
        for _ in rounds(until):
            answer = await seen.ask(
                client, "GET", at or "/review", seen.read, params=None if at else {"article": chance.choice(articles)}
            )
            page = Read(answer.text) if answer is not None else None
            if page is None or page.action is None:  # past the last
                at = None
                await asyncio.sleep(pause)
                continue
            await asyncio.sleep(chance.expovariate(1 / pause))
            n += 1
            do, reason = chance.choice(DOINGS), f"{name} {n}"
            data: dict[str, str | list[str]] = {}
            for key, value in page.fields:
                data[key] = [*data.get(key, []), value] if key == "seen" else value
            data |= {
                "do": "accept" if do == "correct" and "was.value" not in data else do,
                "by": name,
                "reason": reason,
            }
            if data["do"] == "correct":
                data["set.value"] = str(chance.randint(1000, 9999))
            told = await seen.ask(client, "POST", page.action, seen.decided, data=data, follow_redirects=False)
            if told is not None:
                seen.taken.append(reason)
                at = told.headers["location"]


def lost(path: Path, taken: Sequence[str]) -> tuple[int, int]:
    """How many decisions that were answered as taken do not stand in the ledger, and how many stand there more than once."""
    with Ledger.open(path, create=False) as ledger:
        found = Counter(d.reason for d in ledger.decisions())
    return sum(found[reason] == 0 for reason in taken), sum(found[reason] > 1 for reason in taken)


async def crowd(base: str, articles: Sequence[str], args: argparse.Namespace) -> Seen:
    seen, until = Seen(), time.monotonic() + 60 * args.minutes
    some = [reader(base, seen, random.Random(k), until, args.reads) for k in range(args.readers)]
    for k in range(args.reviewers):
        some.append(reviewer(base, f"Reviewer {k}", articles, seen, random.Random(1000 + k), until, args.decides))
    await asyncio.gather(*some)
    return seen


def summary(seen: Seen, gone: tuple[int, int], articles: int, args: argparse.Namespace) -> dict[str, float]:
    out: dict[str, float] = {
        "minutes": args.minutes, "readers": args.readers, "reviewers": args.reviewers, "cores": os.cpu_count() or 0, "articles": articles,
        "pages": len(seen.read), "exports": len(seen.exported), "told to ask later": seen.later, "decisions": len(seen.taken), "errors": len(seen.errors), "lost": gone[0], "twice": gone[1],
    }  # fmt: skip
    for what, times in (("page", seen.read), ("export", seen.exported), ("decision", seen.decided)):
        if len(times) > 1:
            cut = quantiles(times, n=100, method="inclusive")
            out |= {f"{what} p50, ms": median(times) * 1000, f"{what} p95, ms": cut[94] * 1000, f"{what} p99, ms": cut[98] * 1000,
                    f"{what} most, ms": max(times) * 1000}  # fmt: skip
    return {k: round(v, 1) for k, v in out.items()}


def fill(path: Path, articles: int) -> None:
    with Ledger(path) as ledger:
        for first in range(0, articles, 200):
            ledger.add_all(made.readings(first, min(first + 200, articles)))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path, metavar="PATH", help="a ledger that may be written to; else one is made")
    parser.add_argument(
        "--articles", type=int, default=ARTICLES, metavar="N", help=f"of a ledger that is made ({ARTICLES})"
    )
    parser.add_argument("--minutes", type=float, default=10, metavar="M", help="how long (10)")
    parser.add_argument("--readers", type=int, default=50, metavar="N", help="people who read (50)")
    parser.add_argument("--reviewers", type=int, default=5, metavar="N", help="people who decide (5)")
    parser.add_argument(
        "--reads", type=float, default=READS, metavar="S", help=f"seconds at a page, on average ({READS:.0f})"
    )
    parser.add_argument(
        "--decides",
        type=float,
        default=DECIDES,
        metavar="S",
        help=f"seconds for a decision, on average ({DECIDES:.0f})",
    )
    parser.add_argument("--write", action="store_true", help="write evaluation/load.json, of which docs/trust.md tells")
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = args.ledger or Path(folder) / "load.db"
        if args.ledger is None:
            fill(path, args.articles)
        with Ledger.open(path, create=False) as ledger:
            articles = ledger.document_ids("")
        with served(path) as base:
            seen = asyncio.run(crowd(base, articles, args))
        gone = lost(path, seen.taken)
    found = summary(seen, gone, len(articles), args)
    for line in seen.errors[:20]:
        print(line, file=sys.stderr)
    print(json.dumps(found, indent=1))
    if args.write:
        KEPT.write_text(json.dumps(found, indent=1) + "\n", "utf8")
    return 1 if seen.errors or any(gone) else 0


if __name__ == "__main__":
    sys.exit(main())
