import pytest

from volgens.lexicon import load, schemas
from volgens.lexicon.table import read_table
from volgens.model import LexiconError

HEADER = "phrase\tchannel\tkind\texample\tnote\n"


@pytest.fixture
def table(tmp_path):
    def write(text: str):
        path = tmp_path / "channels.tsv"
        path.write_bytes(text.encode("utf-8"))
        return list(read_table(path, schemas()["channels"], "nl/channels.tsv"))

    return write


def test_table_rows_know_their_line(table):
    rows = table("# a remark\n" + HEADER + "op Telegram\tTelegram\tplatform\tDat schreef hij op Telegram.\n")
    assert [(r.where, r.phrase, r.channel, r.note) for r in rows] == [
        ("nl/channels.tsv:3", "op Telegram", "Telegram", None)
    ]


def test_table_takes_a_byte_order_mark_and_windows_line_ends(table):
    assert table("\ufeff" + HEADER.replace("\n", "\r\n") + "op X\tX\tplatform\tDat stond op X.\r\n")[0].channel == "X"


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("phrase\tkanaal\texample\tnote\n", "LEX002", "nl/channels.tsv:1"),
        (HEADER + "op X\tX\tplatform\tDat stond op X.\t\teen te veel\n", "LEX003", "nl/channels.tsv:2"),
        (HEADER + "op X\t\tplatform\tDat stond op X.\n", "LEX004", "nl/channels.tsv:2"),
        (HEADER + "op X\tX\tplatform\tOp X.\nop X\tX\tplatform\tOp X.\n", "LEX007", "nl/channels.tsv:3"),
    ],
)
def test_table_says_what_is_wrong_and_where(table, text, code, where):
    with pytest.raises(LexiconError) as caught:
        table(text)
    assert caught.value.code == code
    assert str(caught.value).startswith(f"{where} {code} ")


def test_table_that_is_not_utf8(tmp_path):
    path = tmp_path / "channels.tsv"
    path.write_bytes(b"\xff\xfe\x00bad")
    with pytest.raises(LexiconError, match="LEX001"):
        list(read_table(path, schemas()["channels"], "nl/channels.tsv"))


def test_row_cells_are_attributes_and_nothing_else_is(table):
    row = table(HEADER + "op X\tX\tplatform\tDat stond op X.\n")[0]
    with pytest.raises(AttributeError, match="no column 'kanaal'"):
        _ = row.kanaal


@pytest.mark.parametrize("name", list(schemas()))
def test_schema_describes_every_column(name):
    schema = schemas()[name]
    names = [c.name for c in schema.columns]
    assert all(c.description for c in schema.columns)
    assert set(schema.key) <= set(names)
    assert schema.scope in ("language", "shared")
    assert schema.match in ("lemma", "noun", "phrase", "none")
    assert ("example" in names) == (schema.scope == "language")


def test_users_rows_add_to_and_override_the_shipped_ones(tmp_path):
    (tmp_path / "nl").mkdir()
    shipped = load("nl").rows("metonyms")
    first = shipped[0]
    text = f"name\tparty\tkind\texample\tnote\n{first.name}\tXXX\tmilitary\tx\t\nhet Binnenhof\tNLD\tgovernment\tHet Binnenhof zwijgt.\t\n"
    (tmp_path / "nl" / "metonyms.tsv").write_text(text, "utf-8")
    rows = {r.name: r for r in load("nl", (tmp_path,)).rows("metonyms")}
    assert len(rows) == len(shipped) + 1
    assert rows[first.name].party == "XXX"
    assert rows["het Binnenhof"].where == f"{tmp_path / 'nl' / 'metonyms.tsv'}:3"


def test_a_file_that_is_no_table_is_named(tmp_path):
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / "werkwoorden.tsv").write_text("x\n", "utf-8")
    with pytest.raises(LexiconError, match="LEX008"):
        load("nl", (tmp_path,))


def test_a_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(LexiconError, match="LEX009"):
        load("nl", (tmp_path / "nergens",))


def test_the_hash_follows_the_rows(tmp_path):
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / "metonyms.tsv").write_text(
        "name\tparty\tkind\texample\tnote\nhet Binnenhof\tNLD\tgovernment\tHet Binnenhof zwijgt.\n", "utf-8"
    )
    assert load("nl").hash == load("nl", ()).hash
    assert load("nl").hash != load("nl", (tmp_path,)).hash
