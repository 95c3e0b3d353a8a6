"""What is PostgreSQL's own: opening, locks, conflicts with others, and the one line that says what went wrong."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from tests.ledger.readings import dutch, english, skipped, with_lexicon
from tests.ledger.rooms import OnServer, contents
from tests.ledger.test_open import raises, step
from volgens.cli import main
from volgens.ledger import Ledger, database, migrations, postgres, schema
from volgens.model import LedgerError

psycopg = pytest.importorskip("psycopg", reason="PostgreSQL's driver psycopg is not here")


@pytest.fixture
def empty(on_server: OnServer) -> str:
    """A database without a table."""
    return on_server.new()


@pytest.fixture
def filled(on_server: OnServer) -> Iterator[str]:
    with on_server.lent() as rooms:
        address = rooms()
        with Ledger(address) as ledger:
            ledger.add(dutch())
        yield address


@contextmanager
def connected(address: str, **options: Any) -> Iterator[Any]:
    with psycopg.connect(address, **options) as connection:
        yield connection


def run(address: str, *statements: str) -> None:
    with connected(address, autocommit=True) as connection:
        for s in statements:
            connection.execute(s)


def test_the_command_line_and_the_environment_take_an_address(
    filled: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["claims", "--ledger", filled, "--stance", "denies", "--json"]) == 0
    given = capsys.readouterr().out
    assert given.count("\n") == 1
    monkeypatch.setenv("VOLGENS_LEDGER", filled)
    assert main(["claims", "--stance", "denies", "--json"]) == 0
    assert capsys.readouterr().out == given
    assert main(["claims", "--stance", "promises"]) == 0
    assert "Nothing in postgresql://tester@/" in capsys.readouterr().err


@pytest.mark.parametrize("scheme", ["postgres", "postgresql+psycopg"])
def test_other_spellings_of_the_scheme(filled: str, scheme: str) -> None:
    with Ledger(filled.replace("postgresql", scheme, 1)) as ledger:
        assert ledger.reading("article-1") == dutch()


def test_no_other_kind_of_database() -> None:
    with raises("no kind of ledger; write a path, or postgresql://"):
        Ledger("mysql://user@host/ledger")


def test_without_the_driver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with raises("needs the driver psycopg.*pip install 'volgens\\[postgres\\]'"):
        Ledger("postgresql://somebody@nowhere/ledger")


def test_no_server() -> None:
    with raises("cannot be reached"):
        Ledger("postgresql://somebody:secret@/ledger?host=%2Fno%2Fsuch%2Ffolder")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://anna:se%40cret@db.example:5433/ledger", "postgresql://anna@db.example:5433/ledger"),
        ("postgresql://anna@db/ledger?password=secret&sslmode=require", "postgresql://anna@db/ledger?sslmode=require"),
        ("postgresql:///ledger", "postgresql:///ledger"),
    ],
)
def test_a_password_is_never_shown(address: str, shown: str) -> None:
    at = postgres.PostgreSQL(address, False, 1)
    assert at.where == shown
    at.close()


def test_no_such_database_or_schema(filled: str, empty: str) -> None:
    with raises('cannot be reached .*"nothing" does not exist'):
        Ledger(filled.replace("/postgres?", "/nothing?"))
    with raises("no such schema"):
        Ledger(f"{empty}_that_is_not_there")


def test_empty_database_becomes_a_ledger_only_when_made(empty: str) -> None:
    with raises("an empty database, not a ledger"):
        Ledger.open(empty, create=False)
    with Ledger(empty) as ledger:
        assert ledger.add(dutch())
    with Ledger(empty, create=False) as ledger:
        assert ledger.reading("article-1") == dutch()


def test_other_database_is_no_ledger_and_stays_as_it_is(empty: str) -> None:
    run(empty, "CREATE TABLE claims (id TEXT)")
    with raises("a database, but not a ledger"):
        Ledger(empty)
    with connected(empty) as connection:
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()").fetchone() == (
            1,
        )


def test_database_that_cannot_hold_every_text(on_server: OnServer, empty: str) -> None:
    on_server.execute("CREATE DATABASE western ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with raises("in LATIN1, which cannot hold every text.*createdb --encoding=UTF8"):
        Ledger(empty.split("&")[0].replace("/postgres?", "/western?"))


def test_newer_ledger_is_left_alone(empty: str) -> None:
    Ledger(empty).close()
    run(empty, "UPDATE ledger_version SET version = 99")
    with raises("newer Volgens .ledger version 99"):
        Ledger(empty)


def test_read_only_ledger_refuses_to_write(filled: str) -> None:
    with Ledger(filled, read_only=True) as ledger:
        assert ledger.reading("article-1") == dutch()
        with raises("cannot be written to"):
            ledger.add(english())


def test_one_who_may_not_make_tables(on_server: OnServer, empty: str) -> None:
    on_server.execute("CREATE ROLE guest LOGIN")
    run(empty, f"GRANT USAGE ON SCHEMA {empty.rpartition('%3D')[2]} TO guest")
    with raises("no permission"):
        Ledger(empty.replace("//tester@", "//guest@"))


def test_one_who_may_only_read_and_one_who_may_write(on_server: OnServer, empty: str) -> None:
    with Ledger(empty) as ledger:
        ledger.add(dutch())
    on_server.execute("CREATE ROLE analyst LOGIN")
    name = empty.rpartition("%3D")[2]
    run(empty, f"GRANT USAGE ON SCHEMA {name} TO analyst", f"GRANT SELECT ON ALL TABLES IN SCHEMA {name} TO analyst")
    with Ledger(empty.replace("//tester@", "//analyst@"), create=False) as ledger:
        assert len(list(ledger.claims(q="Tarim"))) == 1
        with raises("no permission"):
            ledger.add(english())
    run(empty, f"GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {name} TO analyst")
    with Ledger(empty.replace("//tester@", "//analyst@")) as ledger:
        assert ledger.add(english())
        assert ledger.add(with_lexicon(dutch(), "n" * 64))


def test_from_a_file_to_a_server_and_back(on_server: OnServer, tmp_path: Path) -> None:
    first, last = str(tmp_path / "first.db"), str(tmp_path / "last.db")
    with on_server.lent() as rooms:
        team = rooms()
        with Ledger(first) as ledger:
            ledger.add_all([dutch(), english(), skipped()])
            ledger.decide("reject", dutch().claims[0].id, by="An")
        for source, target in ((first, team), (team, last)):
            with Ledger(source) as one, Ledger(target) as other:
                other.add_all(one.readings(), batch=2)
                other.import_decisions(one.export_decisions())
        assert contents(first) == contents(team) == contents(last)


def test_locked_ledger_can_be_read_but_not_written(filled: str) -> None:
    with connected(filled) as other:
        other.execute(f"SELECT pg_advisory_xact_lock({postgres.WRITING})")
        with Ledger(filled, timeout=0.05) as ledger:
            assert len(list(ledger.claims())) == 4
            assert ledger.add(dutch()) is False
            with raises("locked: another program is writing"):
                ledger.add(english())
        other.rollback()
    with Ledger(filled) as ledger:
        assert ledger.add(english())


def test_a_question_is_answered_from_one_state(filled: str) -> None:
    """Whatever others write between two statements of it."""
    with Ledger(filled) as ledger, ledger._reading() as connection:
        before = len(connection.execute(schema.articles.select()).all())
        with Ledger(filled) as other:
            other.add(english())
        assert len(connection.execute(schema.articles.select()).all()) == before == 1


def test_a_connection_that_was_cut_is_made_anew(filled: str) -> None:
    with Ledger(filled) as ledger:
        assert len(list(ledger.claims())) == 4
        with connected(filled, autocommit=True) as other:
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'volgens'"
            assert other.execute(others).fetchall()
        assert len(list(ledger.claims())) == 4
        assert ledger.add(english())


def test_connection_cut_in_the_middle_is_said_and_leaves_nothing(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(filled)
    plain = schema.copies

    def cut(connection: Connection, *args: object) -> object:
        with connected(filled, autocommit=True) as other:
            pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            other.execute("SELECT pg_terminate_backend(%s, 2000)", [pid])
        return connection.execute(plain.select()).all()

    monkeypatch.setattr("volgens.ledger.readings.copied.put_in", cut)
    with Ledger(filled) as ledger, raises("run the same command again"):
        ledger.add(english())
    monkeypatch.undo()
    assert contents(filled) == before


class Somebody(threading.Thread):
    """Another program in the same database, that changes an article and then waits for its turn to write."""

    def __init__(self, address: str):
        super().__init__(daemon=True)
        self._address, self.changed = address, threading.Event()
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            with connected(self._address) as connection:
                connection.execute("UPDATE articles SET licence = licence WHERE id = 'article-1'")
                self.changed.set()
                connection.execute(f"SELECT pg_advisory_xact_lock({postgres.WRITING})")
                connection.rollback()
        except Exception as error:
            self.error = error


def test_a_deadlock_with_another_program_is_tried_again(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds the article and wants the lock of writers; we hold the lock and want the article. One of the two is given up."""
    newer = with_lexicon(dutch(), "n" * 64)
    other = Somebody(filled)
    write = database.Database.write
    tried: list[int] = []

    def first(self: Any, work: Any) -> Any:
        def meanwhile(connection: Connection) -> Any:
            tried.append(1)
            if len(tried) == 1:
                other.start()
                assert other.changed.wait(10)
                while not waits_for_its_turn(filled):
                    pass
            return work(connection)

        return write(self, meanwhile)

    with Ledger(filled) as ledger:
        monkeypatch.setattr(database.Database, "write", first)
        assert ledger.add(newer)
        monkeypatch.undo()
        other.join(10)
        assert ledger.reading("article-1") == newer
    given_up = isinstance(other.error, psycopg.errors.DeadlockDetected)
    assert (len(tried), given_up) in [(2, False), (1, True)]


def waits_for_its_turn(address: str) -> bool:
    with connected(address) as connection:
        waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        return bool(connection.execute(waiting).fetchone() == (1,))


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_what_was_given_up_for_another_is_done_again(filled: str, state: str) -> None:
    tried: list[int] = []

    def work(connection: Connection) -> str:
        tried.append(1)
        connection.exec_driver_sql(
            f"INSERT INTO earlier_versions (document_id, sha256, reading) VALUES ('article-1', 'a', 'try {len(tried)}')"
        )
        if len(tried) < 3:
            connection.exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION 'given up' USING ERRCODE = '{state}'; END $$")
        return "done"

    with Ledger(filled) as ledger:
        assert ledger._write(work) == "done"
    assert len(tried) == 3
    assert contents(filled)["earlier_versions"] == [("article-1", "a", "try 3", None)]


def test_after_some_tries_it_is_said(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PAUSE", 0)
    tried: list[int] = []

    def work(connection: Connection) -> None:
        tried.append(1)
        connection.exec_driver_sql("DO $$ BEGIN RAISE EXCEPTION 'given up' USING ERRCODE = '40001'; END $$")

    with Ledger(filled) as ledger, raises("in the way again and again"):
        ledger._write(work)
    assert len(tried) == database.TRIES


def columns_of(address: str) -> list[tuple[Any, ...]]:
    with connected(address) as connection:
        found = connection.execute(
            "SELECT table_name, column_name, data_type, is_nullable, collation_name FROM information_schema.columns "
            "WHERE table_schema = current_schema() ORDER BY table_name, column_name"
        ).fetchall()
        indexes = connection.execute(
            "SELECT tablename, indexname, replace(indexdef, current_schema() || '.', '') FROM pg_indexes "
            "WHERE schemaname = current_schema() ORDER BY indexname"
        ).fetchall()
    return found + indexes


def test_texts_are_ordered_by_code_point_whatever_the_database_does(empty: str) -> None:
    Ledger(empty).close()
    texts = [c for c in columns_of(empty) if len(c) == 5 and c[2] in ("text", "character varying")]
    assert len(texts) > 100
    assert {c[4] for c in texts} == {"C"}


@pytest.mark.parametrize("version", range(1, migrations.current()))
def test_older_ledger_is_brought_up_to_date(on_server: OnServer, empty: str, version: int) -> None:
    """There never was one of these versions in PostgreSQL; the steps work all the same, as later ones have to."""
    with Ledger(empty) as ledger:
        ledger.add_all([dutch(), skipped()])
    undo = {6: ["DROP TABLE compared", "DROP INDEX events_claim", "DROP INDEX figures_claim",
                *(f"CREATE INDEX {t}_{n} ON {t} (document_id, {n}_id)"
                  for t, n in (("events", "claim"), ("events", "place"), ("figures", "claim"), ("figures", "event"), ("figures", "place")))],
            5: ["ALTER TABLE accounts DROP COLUMN brief", "DROP TABLE visits", "ALTER TABLE articles DROP COLUMN page",
                "ALTER TABLE earlier_versions DROP COLUMN newest", "DROP INDEX incidents_made_by",
                *(f"ALTER TABLE incidents DROP COLUMN {c}" for c in ("made_by", "summary")), "DROP TABLE heard"],
            4: [*(f"DROP TABLE {t}" for t in ("incidents", "hands", "names")),
                *(f"ALTER TABLE accounts DROP COLUMN {c} CASCADE" for c in ("first", "last")),
                "DROP INDEX claims_named", "CREATE INDEX claims_source ON claims (source_key)"],
            3: [f"DROP TABLE {t} CASCADE" for t in ("accounts", "account_records", "account_keys", "runs", "copies", "decisions")],
            2: ["ALTER TABLE articles DROP COLUMN gazetteer_hash"]}  # fmt: skip
    for to in range(migrations.current(), version, -1):
        run(empty, *undo[to], f"UPDATE ledger_version SET version = {to - 1}")
    before = on_server.new()
    with Ledger(before) as ledger:
        ledger.add_all([dutch(), skipped()])
        ledger.sum_up()
    with Ledger(empty) as ledger:
        ledger.sum_up()
    assert contents(empty) == contents(before)
    assert columns_of(empty) == columns_of(before)


def test_failed_step_leaves_the_ledger_as_it_was(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def bad(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE claims ADD COLUMN mood TEXT")
        connection.exec_driver_sql("UPDATE nowhere SET x = 1")

    Ledger(empty).close()
    before = columns_of(empty)
    monkeypatch.setattr(migrations, "STEPS", (step(migrations.current() + 1, bad),))
    with raises('"nowhere" does not exist'):
        Ledger(empty)
    monkeypatch.undo()
    assert columns_of(empty) == before


def test_nothing_is_left_of_an_article_that_went(filled: str) -> None:
    with Ledger(filled) as ledger:
        ledger._write(lambda connection: connection.execute(schema.articles.delete()))
    with connected(filled) as connection:
        for table in ("search", "search_words", "claims", "figures"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_errors_name_the_ledger() -> None:
    with pytest.raises(LedgerError) as caught:
        Ledger("postgresql://anna:secret@/ledger?host=%2Fno%2Fsuch")
    assert str(caught.value).startswith("postgresql://anna@/ledger?host=%2Fno%2Fsuch: cannot be reached (")
    assert "secret" not in str(caught.value)
