"""How quick is the page, and how heavy? ``python -m evaluation.pages --ledger PATH [--write]``.

Asks the application for every kind of page on a ledger that is there (``evaluation.scale`` makes one of any size) and adds up what a browser would load with
it. Times are of the processor, over all threads, in ms: the best of some times that a page is asked for, everything that the server does for it. Bytes are those
of the answer with the scripts, styles and pictures that it names, nothing compressed.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path

from sqlalchemy import func, select
from starlette.testclient import TestClient

from volgens.ledger import Ledger, schema
from volgens.web.app import create

KEPT = Path(__file__).parent / "pages.json"
TIMES = 3  # that a page is asked for; the best counts
MOST_MS, MOST_KB = 150.0, 300.0  # what a page may take
LISTS = ("incidents", "articles", "claims", "figures", "events", "sources")
Numbers = Mapping[str, float]


class Named(HTMLParser):
    """What a browser loads with a page: scripts, styles, icons, pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        loaded = given.get("href") if tag == "link" else given.get("src") if tag in ("script", "img") else None
        if loaded:
            self.addresses[loaded] = None


def pages(path: Path) -> dict[str, str]:
    """Addresses by what they are called in the table: every kind of page, the usual and the largest of each."""
    with Ledger.open(path, create=False) as ledger, ledger._reading() as connection:
        a, c, d = schema.accounts.c, schema.claims.c, schema.articles.c

        def by_size(column: object) -> list[str]:
            sizes = select(column).group_by(column).order_by(func.count(), column)  # type: ignore[call-overload]
            return list(connection.execute(sizes).scalars())

        incidents, articles = by_size(a.incident_id), by_size(c.document_id)
        claim = connection.execute(select(c.id, c.source_name).order_by(c.id).limit(1)).one()
        figure = connection.execute(select(schema.figures.c.id).order_by(schema.figures.c.id).limit(1)).scalar_one()
        event = connection.execute(select(schema.events.c.id).order_by(schema.events.c.id).limit(1)).scalar_one()
        title = connection.execute(select(d.title).where(d.title.is_not(None)).order_by(d.id).limit(1)).scalar_one()
        source = next(iter(ledger.sources(limit=1)), None)
    word = max(title.split(), key=len)
    out = {
        "start": "/",
        **{f"{name}": f"/{name}" for name in LISTS},
        "map": "/map",
        "review": "/review",
        "settle": "/settle",
    }
    out |= {f"{name}, a word": f"/{name}?q={word}" for name in ("incidents", "articles", "claims")}
    out |= {
        "incidents that several tell": "/incidents?several=1",
        "figures of those killed": "/figures?outcome=killed",
        "search, a word": f"/search?q={word}",
        "an incident": f"/incidents/{incidents[len(incidents) // 2]}",
        "an incident, of the largest one in a hundred": f"/incidents/{incidents[int(len(incidents) * 0.99)]}",
        "an incident, the largest": f"/incidents/{incidents[-1]}",
        "an article": f"/articles/{articles[len(articles) // 2]}",
        "an article, that with most claims": f"/articles/{articles[-1]}",
        "a claim": f"/claims/{claim.id}",
        "a figure": f"/figures/{figure}",
        "an event": f"/events/{event}",
    }
    if source:
        out["claims of the source most heard"] = f"/claims?source={source.name}"
    return out


def measured(path: Path, times: int = TIMES) -> Iterator[tuple[str, dict[str, float]]]:
    """The numbers of each page."""
    addresses = pages(path)
    with TestClient(create(path), base_url="http://127.0.0.1") as client:
        for name, address in addresses.items():
            took, clock = [], []
            for _ in range(times):
                began, at = time.process_time(), time.perf_counter()
                answer = client.get(address)
                took.append(1000 * (time.process_time() - began))
                clock.append(1000 * (time.perf_counter() - at))
            answer.raise_for_status()
            loaded = Named()
            loaded.feed(answer.text)
            others = sum(
                len(client.get(a).content) for a in loaded.addresses if "/vendor/" not in a and a != "/static/map.js"
            )
            told = {"processor, ms": min(took), "clock, ms": min(clock), "page, kB": len(answer.content) / 1000}
            yield name, {**told, "with all it loads, kB": (len(answer.content) + others) / 1000}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path, required=True, metavar="PATH", help="the ledger")
    parser.add_argument(
        "--write", action="store_true", help="write evaluation/pages.json, of which docs/generate.py makes a table"
    )
    args = parser.parse_args(arguments)
    found: dict[str, Numbers] = {}
    for name, numbers in measured(args.ledger):
        found[name] = {k: round(v, 1) for k, v in numbers.items()}
        slow = "  <" if numbers["processor, ms"] > MOST_MS or numbers["with all it loads, kB"] > MOST_KB else ""
        print("  ".join(f"{v:8.1f}" for v in found[name].values()), f" {name}{slow}", flush=True)
    with Ledger.open(args.ledger, create=False) as ledger, ledger._reading() as connection:
        counts = {
            t.name: connection.execute(select(func.count()).select_from(t)).scalar_one()
            for t in (schema.articles, schema.claims)
        }
    if args.write:
        told = {"cores": os.cpu_count(), **counts, "pages": found}
        KEPT.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
