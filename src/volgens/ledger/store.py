"""The ledger: readings of many articles in one database, each article once."""

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, select

from volgens.ledger import (
    archive,
    clock,
    incidents,
    items,
    large,
    migrations,
    papers,
    query,
    readings,
    refill,
    schema,
    sources,
    speaker,
    summaries,
    versions,
)
from volgens.ledger.clock import Hours
from volgens.ledger.conditions import incident_ids
from volgens.ledger.database import Done
from volgens.ledger.filters import Filters, Words
from volgens.ledger.found import (
    ArticleFound,
    ClaimFound,
    EventFound,
    FigureFound,
    Paper,
    RecordFound,
    SourceFound,
    SourceRecord,
)
from volgens.ledger.mending import Checks
from volgens.ledger.pages import Pages
from volgens.ledger.reviews import Reviews
from volgens.ledger.running import Running, Telling
from volgens.ledger.where import database_at, default_path
from volgens.linking.incident import Incident
from volgens.linking.summary import Summary
from volgens.model import Document, Head, LedgerError, Provenance, Reading

# Of who has more claims than MANY it is told what is in the LATEST articles with one; beside others in BESIDE incidents that no more than LARGE articles tell.
MANY, LATEST, BESIDE, LARGE = 1_000, 200, 8, 40
BATCH = 100  # readings a transaction when many are added at once; other writers wait meanwhile
MOST_AT_ONCE = 5_000  # incidents that are summed up at the end of a run, seconds: more than that only after a new version of the program
SUMMED = 500  # of them a transaction
LOG = logging.getLogger(__name__)  # how far a ledger of an older version is brought up to date


class Ledger(Reviews, Pages, Checks):
    """Readings in a database. Adding the same reading again changes nothing; a new reading of an article takes the old one's place.

    ``path``: an SQLite file, or the address of a PostgreSQL database (``postgresql://user@host/name``); by default ``$VOLGENS_LEDGER`` or
    ``volgens.db``. With ``create`` a file is made where there is none, and tables in an empty database. ``where`` names it for people.
    ``timeout``: seconds to wait while another program writes. A ledger of an older version is brought up to date when it is
    opened, which goes on where it was stopped half-way; the log tells how far it is. Every method raises LedgerError, in one line, for a file that is no ledger, of a newer version, locked, damaged,
    or that cannot be read or written; and closes with ``close`` or as a context manager.
    """

    def __init__(
        self,
        path: str | os.PathLike[str] | None = None,
        create: bool = True,
        read_only: bool = False,
        timeout: float = 30,
    ):
        self._database = database_at(os.fspath(path or default_path()), create and not read_only, read_only, timeout)
        self.where = self._database.where
        try:
            self._open(create and not read_only, read_only)
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] | None = None,
        create: bool = True,
        read_only: bool = False,
        timeout: float = 30,
    ) -> Self:
        """The same as calling the class."""
        return cls(path, create, read_only, timeout)

    def _open(self, create: bool, read_only: bool) -> None:
        with self._reading() as connection:
            version = migrations.version_of(connection, self.where)
            left = version == migrations.current() and refill.is_left(connection)
        if version is None and not create:
            raise LedgerError(f"an empty {self._database.kind}, not a ledger", self.where, "name another with --ledger")
        if version is not None:
            migrations.check(version, self.where)
        if version == migrations.current() and not left:
            return
        if read_only:
            raise LedgerError("made by an older Volgens", self.where, "open it once for writing to bring it up to date")
        if version is None:
            with self._database.errors():
                self._database.prepare()
        self._write(self._make)
        while (done := self._write(refill.go_on)) is not None:
            LOG.info("%s: %d of %d articles brought up to date", self.where, *done)

    def _make(self, connection: Connection) -> None:
        version = migrations.version_of(connection, self.where)  # again: another program may have been quicker
        if version is None:
            migrations.create(connection)
        elif version < migrations.current():
            migrations.migrate(connection, version)

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writing

    def add(self, reading: Reading) -> bool:
        """Writes one reading in one transaction; False where the ledger has the same already.

        A new reading of the same text replaces the old one. Where the text itself changed, the old reading is kept among
        ``versions``. An article that could not be read this time never replaces a reading of it.
        """
        return self.add_all([reading]) == 1

    def add_all(self, some: Iterable[Reading], batch: int = BATCH) -> int:
        """Writes readings, ``batch`` a transaction, and tells how many changed the ledger."""
        changed, waiting = 0, []
        for reading in some:
            waiting.append(reading)
            if len(waiting) >= batch:
                changed += self._add(waiting)
                waiting = []
        return changed + (self._add(waiting) if waiting else 0)

    def _add(self, some: list[Reading]) -> int:
        hashed = [(r, archive.reading_hash(r)) for r in some]
        with self._reading() as connection:  # what is there already needs no lock
            new = {r.document.id for r, h in hashed if readings.is_new(connection, r, h)}
        # All readings of an article of which one is new: what it changes, the next may change back.
        hashed = [(r, h) for r, h in hashed if r.document.id in new]
        if not hashed:
            return 0

        def work(connection: Connection) -> int:
            touched = [readings.write(connection, r, h) for r, h in hashed]
            summaries.tell(connection, {i for some in touched for i in some or ()})
            return sum(some is not None for some in touched)

        return self._write(work)

    def sum_up(self, most: int = MOST_AT_ONCE) -> int:
        """Makes what lists show of large incidents anew where articles have joined them since, so that lists need not: for the end of a run. ``most``
        incidents, and tells how many."""
        done = 0
        while done < most and (n := self._write(lambda connection: summaries.sum_up(connection, SUMMED))):
            done += n
        return done

    # Reading

    def telling(self, total: int | None = None) -> Telling:
        """Tells who looks at the ledger that ``total`` articles are being read into it; how far that is with ``tell``, until it is closed."""
        return self._database.telling(total)

    def running(self) -> list[Running]:
        """Which programs read articles into it just now, and how far they are."""
        return self._database.running()

    def has(
        self, document_id: str, sha256: str, model_hash: str, lexicon_hash: str, gazetteer_hash: str | None = None
    ) -> bool:
        """Is there a reading of this very text, by this model, lexicon and gazetteer? Readings before ledger version 2 tell of no gazetteer."""
        a = schema.articles.c
        made = (
            a.model_hash == model_hash,
            a.lexicon_hash == lexicon_hash,
            a.gazetteer_hash.is_not_distinct_from(gazetteer_hash),
        )
        same = (a.id == document_id, a.sha256 == sha256, *made)
        with self._reading() as connection:
            return connection.execute(select(a.id).where(*same)).first() is not None

    def has_just(self, document: Document, provenance: Provenance) -> bool:
        """Is there a reading of exactly this, made by exactly this, whenever it was retrieved? A text that an article had before and that is back
        is news."""
        with self._reading() as connection:
            found = readings.head(connection, document.id)
            if found is None:
                found = versions.held(connection, document)
            return found is not None and (replace(found[0], retrieved=document.retrieved), found[1]) == (
                document,
                provenance,
            )

    def reading(self, document_id: str) -> Reading | None:
        """The reading of an article, or of an earlier version of one, as it was added; None where there is no such article."""
        with self._reading() as connection:
            return readings.read(connection, document_id) or versions.archived(connection, document_id)

    def readings(self) -> Iterator[Reading]:
        """All readings, in the order of their ids."""
        with self._reading() as connection:
            for (document_id,) in connection.execute(select(schema.articles.c.id).order_by(schema.articles.c.id)):
                reading = readings.read(connection, document_id)
                if reading:
                    yield reading

    def document_ids(self, prefix: str) -> list[str]:
        """Ids of articles that begin with ``prefix``, else of earlier versions; only that one where an id is the whole of it."""
        with self._reading() as connection:
            return query.ids_like(connection, schema.articles, prefix) or versions.ids_like(connection, prefix)

    def hanging_on(self, claims: Sequence[tuple[str, str]]) -> list[items.Item]:
        """The events and figures that hang on some claims, each by article and id, in the order of the text."""
        with self._reading() as connection:
            return items.hanging_on(connection, claims)

    def head(self, document_id: str) -> Head | None:
        """What an article is known by; None where there is no such article."""
        with self._reading() as connection:
            return query.head(connection, document_id)

    def neighbours(self, document_id: str) -> tuple[Head | None, Head | None]:
        """The articles before and after one, in the order of publication."""
        with self._reading() as connection:
            at = query.head(connection, document_id)
            if at is None:
                return None, None
            return items.neighbour(connection, at, back=True), items.neighbour(connection, at)

    def record(self, prefix: str) -> list[RecordFound]:
        """Claims, figures, events, places, times and actors whose id is or begins with ``prefix``, with or without its kind;
        where there is none those of earlier versions."""
        with self._reading() as connection:
            return query.records(connection, prefix) or versions.records(connection, prefix)

    def claims(
        self, filters: Filters | None = None, limit: int | None = None, offset: int = 0, **words: Words
    ) -> Iterator[ClaimFound]:
        """Claims in the order of publication and text. ``words`` are filters by name: ``ledger.claims(source="Zelenskyy")``; of this and
        every other list ``limit`` at most, after the first ``offset``."""
        return self._found(query.claims, filters, words, limit, offset)

    def figures(
        self, filters: Filters | None = None, limit: int | None = None, offset: int = 0, **words: Words
    ) -> Iterator[FigureFound]:
        """Figures, each with its claim, event and place."""
        return self._found(query.figures, filters, words, limit, offset)

    def events(
        self, filters: Filters | None = None, limit: int | None = None, offset: int = 0, **words: Words
    ) -> Iterator[EventFound]:
        """Events, each with its claim and place."""
        return self._found(query.events, filters, words, limit, offset)

    def articles(
        self, filters: Filters | None = None, limit: int | None = None, offset: int = 0, **words: Words
    ) -> Iterator[ArticleFound]:
        """Articles that match, or one of whose records does, with counts of what was read from them."""
        return self._found(query.articles, filters, words, limit, offset)

    def sources(
        self, filters: Filters | None = None, limit: int | None = None, offset: int = 0, **words: Words
    ) -> Iterator[SourceFound]:
        """Who speaks in the claims that match, those with the most claims first."""
        return self._found(sources.sources, filters, words, limit, offset)

    def to_decide(self, filters: Filters | None = None, **words: Words) -> Iterator[items.Item]:
        """Claims, events and figures that match, article by article in the order of the text; by default those on which nobody decided."""
        wanted = items.undecided(_together(filters, words))

        def found() -> Iterator[items.Item]:
            with self._reading() as connection:
                yield from items.every(connection, wanted)

        return found()

    def in_article(self, document_id: str, filters: Filters | None = None) -> list[items.Item]:
        """Claims, events and figures of one article that match, in the order of the text."""
        with self._reading() as connection:
            return items.in_article(connection, filters or Filters(), document_id)

    def stream(self, filters: Filters | None = None, **words: Words) -> Iterator[items.Item]:
        """Claims, events and figures that match, in the order of publication and text: all of a large ledger as it streams by."""
        wanted = _together(filters, words)

        def found() -> Iterator[items.Item]:
            with self._reading() as connection:
                yield from items.stream(connection, wanted)

        return found()

    def papers(self, ids: Sequence[str]) -> dict[str, Paper]:
        """Articles by id, with their texts and what read them."""
        with self._reading() as connection:
            return papers.papers(connection, ids)

    def to_decide_beside(
        self, filters: Filters | None = None, at: str | None = None, back: bool = False
    ) -> Head | None:
        """The first article with one of them; after the article ``at``, or the last one before it. None where there is none."""
        with self._reading() as connection:
            here = query.head(connection, at) if at is not None else None
            return items.beside(connection, items.undecided(filters or Filters()), here, back)

    def source(self, source_id: str, filters: Filters | None = None) -> SourceRecord | None:
        """What is known of a source, by its id or that of another of its names; ``filters``: for its claims. None where nobody is known so."""
        with self._reading() as connection:
            known = speaker.known_as(connection, source_id)
            if known is None:
                return None
            mine = speaker.spoken_by(connection, known)
            found = next(sources.sources(connection, filters or Filters(), also=(mine,)), None)
            of = LATEST if found and found.claims > MANY else None
            some = speaker.claims(connection, mine, of)
            types, outcomes = speaker.about(connection, some)
            told = speaker.told_with_others(connection, some, BESIDE, LARGE)
            held = {key: incidents.one(connection, key) for key, _ in told}
            beside = tuple((held[key], claims) for key, claims in told)
            return SourceRecord(known, found, of, types, outcomes, beside)

    def said_by(
        self, source_id: str, filters: Filters | None = None, limit: int | None = None, offset: int = 0
    ) -> Iterator[ClaimFound]:
        """The claims of a source."""

        def found() -> Iterator[ClaimFound]:
            with self._reading() as connection:
                mine = speaker.spoken_by(connection, source_id)
                if limit is not None and filters in (None, Filters()):
                    mine = speaker.of_page(connection, mine, MANY, limit + offset)
                yield from query.claims(connection, filters or Filters(), limit, offset, also=(mine,))

        return found()

    def incidents(
        self,
        filters: Filters | None = None,
        limit: int | None = None,
        offset: int = 0,
        several: bool = False,
        brief: bool = False,
        **words: Words,
    ) -> Iterator[Incident]:
        """Incidents with a record that matches, the latest first, ``limit`` at most. ``several``: only those that more than one article tells.
        ``brief``: all numbers of each, but its records without their words, for a list; several times as quick."""
        wanted = _together(filters, words)

        def found() -> Iterator[Incident]:
            with self._reading() as connection:
                yield from incidents.found(connection, wanted, limit, several, offset, brief)

        return found()

    def summaries(
        self,
        filters: Filters | None = None,
        limit: int | None = None,
        offset: int = 0,
        several: bool = False,
        **words: Words,
    ) -> Iterator[Summary]:
        """The same, of each what a list shows: quick however many articles tell of it."""
        wanted = _together(filters, words)

        def found() -> Iterator[Summary]:
            with self._reading() as connection:
                yield from summaries.some(connection, incidents.ids(connection, wanted, limit, several, offset))

        return found()

    def count_incidents(self, filters: Filters | None = None, several: bool = False, **words: Words) -> int:
        """How many there are."""
        with self._reading() as connection:
            return incidents.count(connection, _together(filters, words), several)

    def incident_ids(self, prefix: str) -> list[str]:
        """Ids of incidents one of whose accounts has an id that begins with ``prefix``: any id that the incident ever had finds it."""
        with self._reading() as connection:
            return incident_ids(connection, prefix)

    def hours(self, incidents: Sequence[str]) -> Mapping[str, list[Hours]]:
        """What articles tell of the hours at which these incidents happened; nothing for those of which nobody tells any."""
        with self._reading() as connection:
            return clock.hours(connection, incidents)

    def incidents_of(self, document_id: str, ids: Sequence[str]) -> list[tuple[str, int]]:
        """Ids of the incidents that some records of an article tell of, each with the number of its articles, the most told first."""
        with self._reading() as connection:
            return incidents.of_records(connection, document_id, ids)

    def incident(self, incident_id: str, limit: int | None = None, offset: int = 0) -> Incident:
        """The incident with this id. Of one that more than ``limit`` articles tell, the numbers of all, the words of so many articles, after the
        first ``offset``, and so many contradictions (``ledger.large``). Raises LookupError where there is none."""
        with self._reading() as connection:
            if limit is None:
                return incidents.one(connection, incident_id)
            return large.page(connection, incident_id, limit, offset)

    def _found(
        self, ask: Any, filters: Filters | None, words: dict[str, Words], limit: int | None, offset: int
    ) -> Iterator[Any]:
        wanted = _together(filters, words)

        def found() -> Iterator[Any]:
            with self._reading() as connection:
                yield from ask(connection, wanted, limit, offset)

        return found()

    # Transactions

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._database.reading() as connection:
            yield connection

    def _write(self, work: Callable[[Connection], Done]) -> Done:
        """Does ``work`` in one transaction, all of it or nothing. It may be called again from the start, so it leaves nothing behind but what it writes."""
        return self._database.write(work)


def _together(filters: Filters | None, words: dict[str, Words]) -> Filters:
    wanted = filters or Filters()
    return wanted.and_(Filters.of(**words)) if words else wanted
