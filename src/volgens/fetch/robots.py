"""What the robots.txt of a site lets us read, and how often (RFC 9309)."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from volgens.fetch.manners import ROBOTS_FAILED_KEPT, ROBOTS_KEPT, TOKEN
from volgens.model import InputError


@dataclass(frozen=True, slots=True)
class Rules:
    """``failed``: the robots.txt could not be had, so that nothing of the site is asked for. ``delay``: seconds between two pages."""

    known: Protego | None
    delay: float
    failed: InputError | None
    until: float


class Robots:
    """Asks each site once for its robots.txt. ``get`` fetches one: its text, or None where the site says that it has none."""

    def __init__(self, get: Callable[[str], str | None], clock: Callable[[], float] = time.monotonic):
        self._get, self._clock = get, clock
        self._sites: dict[str, Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def check(self, address: str) -> float:
        """The seconds that the site wants between two pages. Raises InputError ``robots`` for a page that it does not want read, and what
        happened where its robots.txt could not be had."""
        rules = self._rules(address)
        if rules.failed is not None:
            e = rules.failed
            what = e.what if e.reason in ("private", "unreachable") else f"robots.txt: {e.what}"
            raise InputError(e.reason, what, address, e.do)
        if rules.known is not None and not rules.known.can_fetch(address, TOKEN):
            raise InputError(
                "robots", "the site's robots.txt does not want it read", address, "ask the publisher, or save the page"
            )
        return rules.delay

    def _rules(self, address: str) -> Rules:
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            lock = self._locks.setdefault(site, threading.Lock())
        with lock:
            found = self._sites.get(site)
            if found is None or found.until < self._clock():
                found = self._sites[site] = self._ask(site)
            return found

    def _ask(self, site: str) -> Rules:
        try:
            text = self._get(f"{site}/robots.txt")
        except InputError as e:
            return Rules(None, 0.0, e, self._clock() + ROBOTS_FAILED_KEPT)
        known = Protego.parse(text) if text else None
        return Rules(known, _delay(known) if known else 0.0, None, self._clock() + ROBOTS_KEPT)


def _delay(known: Protego) -> float:
    rate = known.request_rate(TOKEN)
    per_page = rate.seconds / rate.requests if rate and rate.requests else 0.0
    return max(known.crawl_delay(TOKEN) or 0.0, per_page)
