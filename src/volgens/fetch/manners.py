"""How Volgens behaves towards the servers that it asks: who it says it is, how often it asks, how long it waits, how much it takes."""

from dataclasses import dataclass
from importlib.metadata import version

TOKEN = "volgens"  # the name that a robots.txt knows it by


@dataclass(frozen=True, slots=True)
class Manners:
    """``delay``: seconds between two requests to one host; a robots.txt may ask for more. ``contact``: an address or page of who runs it, told to
    servers. ``connect``, ``read``: seconds to wait for a connection, and for the next bytes; ``total``: for one answer with its redirects.
    ``bytes``: the most that is taken of one answer, before and after decompression. ``workers``: hosts asked at the same time.
    ``private``: addresses of this machine and of local networks are asked too.
    """

    delay: float = 1.0
    contact: str | None = None
    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    bytes: int = 25_000_000
    redirects: int = 5
    workers: int = 8
    private: bool = False

    @property
    def agent(self) -> str:
        """What it calls itself."""
        told = f"; +{self.contact}" if self.contact else ""
        return f"{TOKEN}/{version('volgens')} (reads news for one person or desk{told})"


# The longest that a server may have us wait between two pages, or before the same one again; where it asks for more, the page is left.
LONGEST_DELAY = 120.0
LONGEST_RETRY = 60.0

# Bytes of a robots.txt that are read, as RFC 9309 asks for, and how long it and a failure to get it are remembered (seconds).
ROBOTS_BYTES = 512_000
ROBOTS_KEPT = 24 * 3600.0
ROBOTS_FAILED_KEPT = 600.0
