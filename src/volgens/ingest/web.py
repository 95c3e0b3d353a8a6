"""Pages by their addresses: which have to be asked for, which the ledger knows already, and what came of it."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from volgens.fetch import Crew, Fetched, Fetcher, Manners, checked, plain
from volgens.fetch.fetcher import UNCHANGED
from volgens.fetch.visit import FIRST_AGAIN, Due, Visit, now, younger_than
from volgens.ingest.source import Link, failed
from volgens.model import Article, InputError


class Memory(Protocol):
    """What is known of addresses from earlier runs, and the articles that they gave."""

    def visit(self, address: str) -> Visit | None: ...

    def keep_visit(self, visit: Visit) -> None: ...

    def article(self, document_id: str) -> Article | None: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """An address to ask for. ``address``: as it is remembered; ``visit``: of last time; ``nested``: a feed named it; ``had``: it
    need not come again if it has not changed; ``told``: for messages."""

    link: Link
    address: str
    visit: Visit | None
    nested: bool
    had: bool = False

    @property
    def told(self) -> str:
        return self.link.address


Answer = Fetched | Article | InputError


class Web:
    """How pages are fetched. ``due``: is an address to be asked for again that was asked for before; ``watching``: what is not is left out, else it
    is what the ledger has of it; ``manners``, ``look_up``: for the fetcher."""

    def __init__(
        self,
        manners: Manners | None = None,
        memory: Memory | None = None,
        due: Due = lambda visit, moment: True,
        watching: bool = False,
        fetcher: Callable[[Manners], Fetcher] = Fetcher,
    ):
        self.manners = manners or Manners()
        self.memory, self.due, self.watching = memory, due, watching
        self._make = fetcher
        self._fetcher: Fetcher | None = None

    @property
    def fetcher(self) -> Fetcher:
        """Made when a page is first asked for."""
        if self._fetcher is None:
            self._fetcher = self._make(self.manners)
        return self._fetcher


class Pages:
    """The pages of one run: ``add`` links, then iterate, adding more on the way. Each address is asked for once."""

    def __init__(self, web: Web):
        self._web = web
        self._crew: Crew[Asked, Answer] = Crew(self._ask, web.manners.workers)
        self._ready: deque[tuple[Asked, Answer]] = deque()
        self._added: set[str] = set()

    def add(self, link: Link, nested: bool = False) -> bool:
        """Has a page asked for; False where it was added before, or need not be looked at again."""
        try:
            address = plain(checked(link.address))
        except InputError as e:
            self._ready.append((Asked(link, link.address, None, nested), e))
            return True
        if address in self._added:
            return False
        self._added.add(address)
        visit = self._web.memory.visit(address) if self._web.memory else None
        watched = self._web.watching and not nested
        due = visit is None or watched or self._is_due(visit, link)
        if nested and self._web.watching and not due:
            return False
        held = self._held(visit) if visit else None
        # Only what the ledger has need not come again. A watched feed counts as had for an hour after all that it named was gone through: then the
        # pages that it still names are looked at again, whether it has changed or not.
        gone_through = visit is not None and watched and younger_than(visit, FIRST_AGAIN)
        asked = Asked(link, address, visit, nested, held is not None or gone_through)
        if held and not due:
            self._ready.append((asked, held))
            return True
        self._crew.add(address, asked)
        return True

    def __iter__(self) -> Iterator[tuple[Asked, Answer]]:
        while self._ready:
            yield self._ready.popleft()
        for asked, answer in self._crew:
            if isinstance(answer, Fetched) and answer.status == UNCHANGED and asked.visit:
                held = self._held(asked.visit)
                if held is None:
                    continue
                self._keep(asked.visit.unchanged(answer.moment))
                answer = held
            yield asked, answer
            while self._ready:
                yield self._ready.popleft()

    def gave(self, asked: Asked, answer: Answer, document_id: str | None, reason: str | None = None) -> None:
        """Remembers what came of an address, once that is in the ledger."""
        moment = answer.moment if isinstance(answer, Fetched) else now()
        before = asked.visit or Visit(asked.address, moment, moment)
        if isinstance(answer, Fetched):
            after = replace(before, checked=moment, etag=answer.etag, modified=answer.modified, document_id=document_id, reason=reason, failures=0)  # fmt: skip
            self._keep(after)
        elif isinstance(answer, InputError):
            self._keep(replace(before.failed(answer.reason, moment), document_id=document_id or before.document_id))

    def close(self) -> None:
        if self._crew.close():
            self._web.fetcher.stop()

    def _is_due(self, visit: Visit, link: Link) -> bool:
        moved_on = link.updated is not None and _later(link.updated, visit.checked)
        return moved_on or self._web.due(visit, datetime.now(UTC))

    def _held(self, visit: Visit) -> Article | None:
        memory = self._web.memory
        return memory.article(visit.document_id) if memory and visit.document_id else None

    def _keep(self, visit: Visit) -> None:
        if self._web.memory:
            self._web.memory.keep_visit(visit)

    def _ask(self, asked: Asked) -> Answer:
        had = asked.visit if asked.had else None
        try:
            return self._web.fetcher.get(asked.told, had.etag if had else None, had.modified if had else None)
        except InputError as e:
            return e
        except Exception as e:  # a library that stumbles over one page does not end the run
            return failed(e, asked.told)


def _later(a: str, b: str) -> bool:
    """Is a date with time after another? A date alone is before everything on its day."""
    moments = [datetime.fromisoformat(m) for m in (a, b)]
    first, second = (m if m.tzinfo else m.replace(tzinfo=UTC) for m in moments)
    return first > second
