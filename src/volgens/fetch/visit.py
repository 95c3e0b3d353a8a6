"""What is remembered of an address that was asked for, so that it is not asked again too soon, or for what has not changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

FIRST_AGAIN = timedelta(
    hours=1
)  # after which a page that a feed still shows is asked for again; then after twice as long, and so on
FAILED_AGAIN = timedelta(hours=1)  # after which one that could not be had is, doubled with every failure
LONGEST_AGAIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Visit:
    """``first``, ``checked``: ISO moments in UTC, of the first and the last time; ``etag``, ``modified``: as its server gave them last;
    ``document_id``: the article that it gave; ``reason``: why it gave none the last time; ``failures``: how often in a row it did so."""

    address: str
    first: str
    checked: str
    etag: str | None = None
    modified: str | None = None
    document_id: str | None = None
    reason: str | None = None
    failures: int = 0

    def failed(self, reason: str, moment: str) -> "Visit":
        """After one more time that gave nothing."""
        return replace(self, checked=moment, reason=reason, failures=self.failures + 1)

    def unchanged(self, moment: str) -> "Visit":
        """After the server said that nothing had changed."""
        return replace(self, checked=moment, reason=None, failures=0)


AHEAD = timedelta(minutes=10)  # clocks of two machines may differ so much
Due = Callable[[Visit, datetime], bool]


def now() -> str:
    """This moment, ISO in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def older_than(age: timedelta) -> Due:
    """Ask again for what failed, and for what was asked longer ago."""
    return lambda visit, moment: bool(visit.reason) or _since(visit, moment) >= age


def younger_than(visit: Visit, age: timedelta) -> bool:
    """Was it asked for less long ago than that?"""
    return _since(visit, datetime.now(UTC)) < age


def slower_and_slower(visit: Visit, moment: datetime) -> bool:
    """Ask again an hour after the first time, and then each time when as much time has gone by as between the first time and the last: news changes
    most in its first hours. What could not be had is asked for more and more seldom too."""
    since = _since(visit, moment)
    if visit.failures:
        return since >= min(LONGEST_AGAIN, FAILED_AGAIN * float(2 ** min(visit.failures - 1, 10)))
    return since >= min(LONGEST_AGAIN, max(FIRST_AGAIN, _at(visit.checked) - _at(visit.first)))


def _since(visit: Visit, moment: datetime) -> timedelta:
    """How long ago it was asked for. Where that is yet to come the clock was set back since, and nobody knows: long ago."""
    gone = moment - _at(visit.checked)
    return gone if gone > -AHEAD else timedelta.max


def _at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)
