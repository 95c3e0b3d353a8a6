"""Whatever is wrong with a ledger is told, and mended where it follows from something else; what can be read of a damaged one is saved."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, text, update

from evaluation import made_readings
from tests.ledger.rooms import Rooms, contents
from volgens.cli import main
from volgens.ledger import Ledger, readings, schema
from volgens.ledger.checking import KINDS, READ
from volgens.model import LedgerError

S = schema


def fill(where: str) -> str:
    """A ledger with articles, copies, an earlier version, and decisions of every kind."""
    from tests.ledger.test_versions import FIRST, SECOND

    with Ledger(where) as ledger:
        ledger.add_all([*made_readings.readings(0, 3), FIRST, SECOND])
        first = made_readings.reading(0)
        ledger.decide("accept", first.events[0].id, by="An", document=first.document.id)
        made = ledger.decide(
            "correct", first.figures[0].id, by="An", document=first.document.id, values={"value": "12"}
        )
        ledger.undo(made.id, by="An")
        ledger.decide("correct", first.figures[1].id, by="An", document=first.document.id, values={"value": "12"})
        ledger.decide("join", *[i.id for i in ledger.incidents()][:2], by="Ben")
        ledger.sum_up()
    return where


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(fill(str(tmp_path_factory.mktemp("check") / "volgens.db")))


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    to = tmp_path / "volgens.db"
    to.write_bytes(sound.read_bytes())
    return to


def told(where: Path | str) -> set[str]:
    with Ledger(where, create=False, read_only=True) as ledger:
        return {f.kind for f in ledger.faults()}


def broken(where: Path | str, *work: object) -> None:
    def do(connection: Connection) -> None:
        for statement in work:
            connection.execute(statement)  # type: ignore[call-overload]

    with Ledger(where, create=False) as ledger:
        ledger._write(do)


def test_a_sound_ledger_has_no_faults(rooms: Rooms) -> None:
    assert told(fill(rooms())) == set()


FIRST = "article-0000000"
BREAKS: dict[str, tuple[str, tuple[object, ...]]] = {
    "text": ("text", (update(S.articles).where(S.articles.c.id == FIRST).values(text="Another text."),)),
    "a field": ("reading", (update(S.events).where(S.events.c.document_id == FIRST).values(type="visit"),)),
    "a key": ("reading", (update(S.claims).where(S.claims.c.document_id == FIRST).values(source_key="nobody"),)),
    "an offset": ("quote", (text(f"UPDATE times SET span_start = span_start + 1 WHERE document_id = '{FIRST}'"),)),
    "words": ("quote", (update(S.figures).where(S.figures.c.document_id == FIRST).values(quote_text="elsewhere"),)),
    "JSON": ("unreadable", (update(S.articles).where(S.articles.c.id == FIRST).values(warnings="[no"),)),
    "a review": ("review", (update(S.reviewed).values(status="rejected", review="{}"),)),
    "a lost review": ("review", (delete(S.differences), delete(S.reviewed))),
    "an account": ("accounts", (update(S.accounts).where(S.accounts.c.document_id == FIRST).values(family="none"),)),
    "a key of an account": ("accounts", (delete(S.account_keys),)),
    "brief": ("accounts", (update(S.accounts).values(brief="[[],[],[]]"),)),
    "search": ("search", (delete(S.search).where(S.search.c.document_id == FIRST),)),
    "runs": ("copies", (delete(S.runs),)),
    "copies": ("copies", (delete(S.copies).where(S.copies.c.document_id == FIRST),)),
    "names": ("names", (delete(S.names),)),
    "heard": ("heard", (update(S.heard).values(articles=99),)),
    "hands": ("hands", (delete(S.hands),)),
    "an incident": ("incident", (update(S.incidents).values(articles=99),)),
    "a lost incident": ("incident", (delete(S.incidents),)),
    "a summary": ("summary", (update(S.incidents).values(summary="[]"),)),
    "a decision": ("decision", (update(S.decisions).values(by="Somebody else"),)),
    "a decision that is gone": ("decision", (delete(S.decisions).where(S.decisions.c.action == "correct"),)),
    "an earlier version": ("earlier", (update(S.earlier_versions).values(reading="{}"),)),
    "a newest version": ("earlier", (update(S.earlier_versions).values(newest="article-none"),)),
    "an index": ("schema", (text("DROP INDEX events_type"),)),
    "a table": ("schema", (text("DROP TABLE heard"),)),
}  # fmt: skip


@pytest.mark.parametrize("what", BREAKS)
def test_each_fault_is_told_and_mended(what: str, path: Path, sound: Path) -> None:
    kind, work = BREAKS[what]
    broken(path, *work)
    assert kind in told(path)
    with Ledger(path, create=False) as ledger:
        some = list(ledger.faults())
        ledger.mend(some)
        if any(f.mend == READ for f in some):
            ledger.add_all(made_readings.readings(0, 3))  # they are read again
            ledger.sum_up()
    if KINDS[kind] != "save":
        assert told(path) == set()
        rows = contents(str(path))
        assert {k: v for k, v in rows.items() if k != "differences"} == {
            k: v for k, v in contents(str(sound)).items() if k != "differences"
        }


def test_every_kind_of_fault_is_tried() -> None:
    assert {kind for kind, _ in BREAKS.values()} == set(KINDS) - {"database"}


def test_what_is_kept_of_a_large_incident_is_looked_at(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("volgens.ledger.large.MANY", 0)
    with Ledger(path) as ledger:
        ledger._write(readings.link_all)
        assert list(ledger.faults()) == []
    broken(path, update(S.compared).values(cell="[]"))
    assert told(path) == {"summary"}


def test_faults_are_told_and_mended_on_a_server_too(rooms: Rooms) -> None:
    where = fill(rooms())
    before = contents(where)
    broken(where, delete(S.names), delete(S.search), delete(S.incidents))
    assert told(where) == {"names", "search", "incident"}
    with Ledger(where, create=False) as ledger:
        ledger.mend(list(ledger.faults()))
        assert list(ledger.faults()) == []
        assert len(list(ledger.claims(q="troops", limit=1))) == 1
    assert contents(where) == before


Damage = Callable[[bytearray, random.Random], None]


def some_bytes(content: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 3, 20))):
        content[rng.randrange(len(content))] ^= rng.randrange(1, 256)


def a_page(content: bytearray, rng: random.Random) -> None:
    at = rng.randrange(1, len(content) // 4096) * 4096
    content[at : at + 4096] = rng.choice((bytes(4096), rng.randbytes(4096)))


def the_end(content: bytearray, rng: random.Random) -> None:
    del content[rng.randrange(len(content)) :]


@pytest.mark.parametrize("damage", [some_bytes, a_page, the_end])
@pytest.mark.parametrize("number", range(4))
def test_a_damaged_file_has_a_clear_word(
    path: Path, damage: Damage, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that names the file and says what to do, whatever is asked of it; never what went wrong within the program."""
    content = bytearray(path.read_bytes())
    damage(content, random.Random(f"{damage.__name__} {number}"))
    path.write_bytes(content)
    for command in (
        ["check"],
        ["claims"],
        ["incidents"],
        ["articles", "--json"],
        ["sources"],
        ["claims", "--q", "troops"],
    ):
        code = main([*command, "--ledger", str(path)])
        err = capsys.readouterr().err
        assert code in (0, 1)
        if command != ["check"] and code:
            assert err.startswith(f"volgens: {path}: ")
            assert err.count("\n") == 1
            assert "restore a copy" in err or "--ledger" in err


def test_what_can_be_read_of_a_damaged_file_is_saved(path: Path, tmp_path: Path) -> None:
    content = bytearray(path.read_bytes())
    rng = random.Random(3)
    for _ in range(3):
        a_page(content, rng)
    path.write_bytes(content)
    assert told(path) == {"database"}
    with Ledger(path, read_only=True) as ledger, Ledger(tmp_path / "new.db") as other:
        saved = ledger.save_into(other)
        assert saved.articles + len([k for k in saved.lost if not k.startswith("decision-")]) == 4
        assert saved.decisions > 0
        assert list(other.faults()) == []
        for reading in other.readings():
            if reading.document.id.startswith("article-0"):
                assert reading == made_readings.reading(int(reading.document.id[-7:]))


def test_a_whole_file_is_saved_whole(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = tmp_path / "new.db"
    assert main(["check", "--save", str(to), "--ledger", str(path)]) == 0
    assert "4 articles" in capsys.readouterr().out
    with Ledger(to) as ledger:
        ledger.sum_up()
    assert contents(str(to)) == contents(str(path))
    assert main(["check", "--save", str(to), "--ledger", str(path)]) == 2


def test_the_command_tells_how_to_mend(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--ledger", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: 4 articles, nothing wrong\n"
    broken(path, delete(S.names))
    assert main(["check", "--ledger", str(path), "--labels", "nl"]) == 1
    out = capsys.readouterr().out
    assert "4 artikelen" in out
    assert "niet in de namenlijst" in out
    assert "`volgens check --mend`" in out
    assert main(["check", "--ledger", str(path), "--json"]) == 1
    assert '"kind": "names"' in capsys.readouterr().out
    assert main(["check", "--mend", "--ledger", str(path)]) == 0
    assert "nothing wrong" in capsys.readouterr().out


def test_a_ledger_of_another_version_is_not_looked_into(path: Path) -> None:
    broken(path, update(S.ledger_version).values(version=99))
    with pytest.raises(LedgerError, match="newer Volgens"):
        told(path)
