"""Opening a ledger, and the one line that says why it cannot be opened."""

import os
import sqlite3
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests.ledger.readings import dutch, english
from tests.ledger.rooms import contents
from tests.ledger.test_versions import FIRST, SECOND, THIRD
from volgens.ledger import Ledger, migrations, refill, sqlite
from volgens.model import LedgerError

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "volgens.db"


@pytest.fixture
def filled(path: Path) -> Path:
    with Ledger(path) as ledger:
        ledger.add(dutch())
    return path


@contextmanager
def raises(words: str) -> Iterator[None]:
    """A LedgerError of one line that names the file, says what to do, and holds these words."""
    with pytest.raises(LedgerError, match=words) as caught:
        yield
    assert "\n" not in str(caught.value)
    assert caught.value.where
    assert caught.value.do


def test_default_path_is_the_environments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOLGENS_LEDGER", "mine.db")
    Ledger().close()
    monkeypatch.delenv("VOLGENS_LEDGER")
    Ledger.open().close()
    assert {"mine.db", "volgens.db"} <= {p.name for p in tmp_path.iterdir()}


def test_missing_ledger_is_not_made_by_a_query(path: Path) -> None:
    with raises("no such ledger"):
        Ledger.open(path, create=False)
    assert not path.exists()


def test_folder_is_no_ledger(tmp_path: Path) -> None:
    with raises("a folder"):
        Ledger(tmp_path)


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    with raises("cannot be opened"):
        Ledger(tmp_path / "none" / "volgens.db")


def test_empty_file_becomes_a_ledger_only_when_made(path: Path) -> None:
    path.touch()
    with raises("an empty file"):
        Ledger.open(path, create=False)
    with Ledger(path) as ledger:
        assert ledger.add(dutch())


@pytest.mark.parametrize("content", [b"Het leger heeft drie huurlingen gevangengenomen.\n" * 40, os.urandom(5000)])
def test_other_file_is_no_ledger_and_stays_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with raises("not a ledger"):
        Ledger(path)
    assert path.read_bytes() == content


def test_other_database_is_no_ledger_and_stays_as_it_is(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE claims(id TEXT)")
        connection.commit()
    before = path.read_bytes()
    with raises("not a ledger"):
        Ledger(path)
    assert path.read_bytes() == before


def test_newer_ledger_is_left_alone(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("UPDATE ledger_version SET version = 99")
        connection.commit()
    with raises("newer Volgens .ledger version 99; this one knows up to"):
        Ledger(filled)


def test_damaged_ledger(filled: Path) -> None:
    content = bytearray(filled.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    filled.write_bytes(bytes(content))
    with raises("damaged"), Ledger(filled) as ledger:
        list(ledger.readings())


def test_locked_ledger_can_be_read_but_not_written(filled: Path) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Ledger(filled, timeout=0.05) as ledger:
            assert len(list(ledger.claims())) == 4
            assert ledger.add(dutch()) is False
            with raises("locked"):
                ledger.add(english())
        other.execute("ROLLBACK")
    with Ledger(filled) as ledger:
        assert ledger.add(english())


class Refusing:
    """A connection that SQLite refuses, so many times, what it does not wait for."""

    def __init__(self, times: int, code: int = sqlite3.SQLITE_BUSY):
        self.times, self.code, self.closed = times, code, False

    def cursor(self) -> "Refusing":
        return self

    def execute(self, _statement: str) -> None:
        self.times -= 1
        if self.times >= 0:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = self.code
            raise error

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize(
    ("times", "code", "patience", "made"),
    [(3, sqlite3.SQLITE_BUSY, 20, True), (10**6, sqlite3.SQLITE_BUSY, 0.1, False), (3, sqlite3.SQLITE_FULL, 20, False)],
)
def test_a_ledger_that_another_program_is_just_making_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch, times: int, code: int, patience: float, made: bool
) -> None:
    database, connection = sqlite.SQLite(path, True, False, patience), Refusing(times, code)
    monkeypatch.setattr(database.engine, "raw_connection", lambda: connection)
    with nullcontext() if made else pytest.raises(sqlite3.OperationalError):
        database.prepare()
    assert connection.closed


def test_full_disk_loses_nothing(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own limit on pages stands in for a full disk: it gives the same result code."""
    plain = sqlite3.connect

    def small(*args: object, **kwargs: object) -> sqlite3.Connection:
        connection = plain(*args, **kwargs)  # type: ignore[call-overload]
        connection.execute("PRAGMA max_page_count = 1")  # no page more than there are
        return connection  # type: ignore[no-any-return]

    many = [english_twin(k) for k in range(40)]
    monkeypatch.setattr(sqlite.sqlite3, "connect", small)
    with Ledger(filled) as ledger, raises("the disk is full"):
        ledger.add_all(many)
    monkeypatch.undo()
    with Ledger(filled) as ledger:
        assert ledger.reading("article-1") == dutch()
        assert ledger.add_all(many) == 40


def english_twin(k: int):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(english(), document=replace(english().document, id=f"article-{k:03}"))


def test_read_only_ledger_refuses_to_write(filled: Path) -> None:
    with Ledger(filled, read_only=True) as ledger:
        assert ledger.reading("article-1") == dutch()
        with raises("cannot be written to"):
            ledger.add(english())


def without_rights(path: Path, work: Callable[[Path], str]) -> str:
    """What a user is told who may read and nothing more, even where the tests run as root: the work is done in a child process."""
    readable, writable = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of other tests do not matter to this child
        child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            try:
                told = work(path)
            except LedgerError as error:
                told = str(error)
            os.write(writable, told.encode())
        finally:
            os._exit(0)
    os.close(writable)
    os.waitpid(child, 0)
    with os.fdopen(readable, "rb") as pipe:
        return pipe.read().decode()


def count_claims(path: Path) -> str:
    with Ledger(path, create=False) as ledger:
        return f"{len(list(ledger.claims()))} claims"


def add_english(path: Path) -> str:
    with Ledger(path) as ledger:
        return str(ledger.add(english()))


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that everybody may read and nobody but us may write to, with a ledger in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Ledger(folder / "volgens.db") as ledger:
            ledger.add(dutch())
        (folder / "volgens.db").chmod(0o444)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


def test_ledger_on_a_shelf_can_be_read(shelf: Path) -> None:
    assert without_rights(shelf / "volgens.db", count_claims) == "4 claims"


def test_ledger_on_a_shelf_cannot_be_written(shelf: Path) -> None:
    told = without_rights(shelf / "volgens.db", add_english)
    assert "cannot be written to" in told
    assert "\n" not in told


def test_no_ledger_where_one_may_not_write(shelf: Path) -> None:
    assert "cannot be opened" in without_rights(shelf / "new.db", add_english)


def test_ledger_that_one_may_not_read(shelf: Path) -> None:
    (shelf / "volgens.db").chmod(0o000)
    assert "cannot be opened" in without_rights(shelf / "volgens.db", count_claims)


def schema_of(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    return [(name, " ".join(sql.split())) for name, sql in rows]


def restore(version: int, path: Path) -> None:
    """The ledger of an older version that is kept as SQL among the fixtures."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FIXTURES / f"version_{version}.sql").read_text("utf8"))
        connection.execute(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")


def test_there_is_a_fixture_of_every_version() -> None:
    assert {p.name for p in FIXTURES.glob("*.sql")} == {f"version_{n}.sql" for n in range(1, migrations.current() + 1)}


@pytest.mark.parametrize("version", range(1, migrations.current() + 1))
def test_older_ledger_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    """Its tables become those of a new ledger, and what it held is still there."""
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    restore(version, old)
    Ledger(new).close()
    with Ledger(old) as ledger:
        assert ledger.reading("article-1") == dutch()
        assert [c.claim.stance for c in ledger.claims(q="Tarim")] == ["denies"]
        assert list(ledger.faults()) == []
        assert ledger.add(english())
        assert list(ledger.faults()) == []
    assert schema_of(old) == schema_of(new)


def test_that_a_large_one_is_brought_up_to_date_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    restore(1, tmp_path / "small.db")
    Ledger(tmp_path / "small.db").close()
    assert caplog.messages == []
    monkeypatch.setattr(migrations, "MANY", 1)
    restore(1, tmp_path / "old.db")
    Ledger(tmp_path / "old.db").close()
    (told,) = caplog.messages
    assert told.startswith(f"{tmp_path / 'old.db'}: made by an older Volgens; its 2 articles are brought up to date")


def step(to: int, run: object) -> migrations.Step:
    return migrations.Step(to, "a test", run)  # type: ignore[arg-type]


def test_steps_run_once_and_in_order(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[int] = []
    now = migrations.current()

    def second(connection: Connection) -> None:
        ran.append(2)
        connection.exec_driver_sql("ALTER TABLE claims ADD COLUMN mood TEXT")

    def third(connection: Connection) -> None:
        ran.append(3)
        connection.exec_driver_sql("UPDATE claims SET mood = 'calm'")

    monkeypatch.setattr(migrations, "STEPS", (step(now + 2, third), step(now + 1, second)))
    for _ in range(2):
        with Ledger(filled) as ledger:
            assert ledger.reading("article-1") == dutch()
    assert ran == [2, 3]
    with closing(sqlite3.connect(filled)) as connection:
        assert connection.execute("SELECT DISTINCT mood FROM claims").fetchall() == [("calm",)]
    monkeypatch.undo()
    with raises(f"ledger version {now + 2}; this one knows up to {now}"):
        Ledger(filled)


def test_failed_step_leaves_the_ledger_as_it_was(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def bad(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE claims ADD COLUMN mood TEXT")
        connection.exec_driver_sql("UPDATE nowhere SET x = 1")

    before = schema_of(filled)
    monkeypatch.setattr(migrations, "STEPS", (step(migrations.current() + 1, bad),))
    with raises("no such table: nowhere"):
        Ledger(filled)
    monkeypatch.undo()
    assert schema_of(filled) == before
    with Ledger(filled) as ledger:
        assert ledger.reading("article-1") == dutch()


def test_older_ledger_opened_read_only_says_what_to_do(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = step(migrations.current() + 1, lambda connection: None)
    monkeypatch.setattr(migrations, "STEPS", (newer,))
    with raises("older Volgens"):
        Ledger(filled, read_only=True)


@pytest.mark.parametrize(
    "version", [3, 4]
)  # of which everything is linked anew, and of which what is counted is written beside it
def test_bringing_up_to_date_goes_on_where_it_was_stopped(
    tmp_path: Path, version: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    old, stopped, told = tmp_path / "old.db", tmp_path / "stopped.db", []
    for path in (old, stopped):
        restore(version, path)
    monkeypatch.setattr(refill, "AT_ONCE", 1)
    go_on = refill.go_on

    def killed(connection: Connection) -> tuple[int, int] | None:
        if told:
            raise KeyboardInterrupt
        told.append(go_on(connection))
        return told[0]

    with monkeypatch.context() as once:
        once.setattr(refill, "go_on", killed)
        with pytest.raises(KeyboardInterrupt):
            Ledger(stopped)
    assert told == [(1, 2)]
    with raises("older Volgens"):
        Ledger(stopped, read_only=True)
    with caplog.at_level("INFO", "volgens.ledger.store"):
        for path in (old, stopped):
            Ledger(path).close()
    assert [r.args[1:] for r in caplog.records] == [(1, 2), (2, 2), (2, 2), (2, 2), (2, 2)]  # type: ignore[index]
    assert contents(str(old)) == contents(str(stopped))


def test_versions_that_stood_side_by_side_are_brought_together(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ledger version 4 had an article for every text that a page ever had."""
    with monkeypatch.context() as before:
        before.setattr("volgens.ledger.rows.page_of", lambda document: None)
        with Ledger(path) as ledger:
            ledger.add_all([FIRST, THIRD, SECOND])
            assert len(list(ledger.articles())) == 3
    with closing(sqlite3.connect(path)) as connection:
        for gone in ("INDEX articles_page", "INDEX earlier_versions_newest", "TABLE visits"):
            connection.execute(f"DROP {gone}")
        connection.execute("ALTER TABLE accounts DROP COLUMN brief")
        connection.execute("ALTER TABLE articles DROP COLUMN page")
        connection.execute("ALTER TABLE earlier_versions DROP COLUMN newest")
        connection.execute("UPDATE ledger_version SET version = 4")
        connection.commit()
    with Ledger(path) as ledger:
        assert list(ledger.readings()) == [THIRD]
        assert ledger.versions(THIRD.document.id) == [FIRST, SECOND]
        assert [len(i.articles) for i in ledger.incidents()] == [1]
        ledger.sum_up()
    made = path.with_name("new.db")
    with Ledger(made) as ledger:
        ledger.add_all([FIRST, SECOND, THIRD])
        ledger.sum_up()
    assert contents(str(path)) == contents(str(made))
