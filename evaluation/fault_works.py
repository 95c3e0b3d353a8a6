"""The works that ``evaluation.faults`` kills: each is done to a ledger with what the program itself does it with, and tells what it has promised."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from evaluation import made_readings
from volgens.cli import main as volgens
from volgens.ledger import Ledger, readings, schema
from volgens.model import Reading
from volgens.scale.partitions import Partitions

ARTICLES, BATCH = 14, 2
BY = "Reviewer"
Tell = Callable[[str], None]
Work = Callable[[str, Path, Tell], None]


def contents(where: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, in the order of their keys; the same for two ledgers with the same content, whatever database they are in."""
    with Ledger(where, create=False) as ledger, ledger._reading() as connection:
        return {
            t.name: [tuple(row) for row in connection.execute(select(t).order_by(*t.primary_key.columns))]
            for t in schema.metadata.sorted_tables
        }


# The works. Each is done to the ledger at ``where``, with files in ``folder``, and tells what it has promised.


def reading(where: str, folder: Path, tell: Tell) -> None:
    with Ledger(where) as ledger:
        ledger.add_all(made_readings.readings(0, ARTICLES), batch=BATCH)
        ledger.sum_up()


def _later(k: int) -> Reading:
    """Another text of an article that is there already: it is linked anew, and the earlier one kept."""
    return replace(other := made_readings.reading(k + ARTICLES), document=replace(other.document, id=f"article-{k:07}", url=None))  # fmt: skip


def linking(where: str, folder: Path, tell: Tell) -> None:
    with Ledger(where, create=False) as ledger:
        ledger._write(readings.link_all)
        ledger.add_all((_later(k) for k in range(ARTICLES)), batch=1)
        ledger._write(readings.link_all)


def loading(where: str, folder: Path, tell: Tell) -> None:
    if volgens(["load", str(folder / "partitions"), "--ledger", where]):
        raise RuntimeError("load fails")


def reviewing(where: str, folder: Path, tell: Tell) -> None:
    """Decisions, taken by the calls that the page and the terminal make; told once they are answered as taken."""
    with Ledger(where, create=False) as ledger:
        for n in range(ARTICLES):
            document = f"article-{n:07}"
            found = ledger.reading(document)
            assert found is not None
            first, second = found.events[:2]
            doings: list[tuple[str, str, dict[str, Any]]] = [
                ("accept", first.id, {"document": document}),
                ("correct", found.figures[0].id, {"document": document, "values": {"value": str(n + 1)}}),
                ("reject", second.id, {"document": document}),
            ]
            for k, (action, key, more) in enumerate(doings):
                made = f"2025-01-01T{n:02}:00:{k:02}.000000+00:00"
                tell(ledger.decide(action, key, by=BY, made=made, seen=(), **more).id)


def exporting(where: str, folder: Path, tell: Tell) -> None:
    if volgens(["export", "--to", "jsonl", "--ledger", where, "-o", str(folder / "out.jsonl")]) or volgens(
        ["export", "--to", "csv", "--to", "geojson", "--ledger", where, "-o", f"{folder / 'out'}/"]
    ):
        raise RuntimeError("export fails")


def migrating(where: str, folder: Path, tell: Tell) -> None:
    with Ledger(where, create=False):
        pass


def partitioning(where: str, folder: Path, tell: Tell) -> None:
    with Partitions(folder / "written") as out:
        for k in range(ARTICLES):
            r = made_readings.reading(k)
            assert r.provenance is not None
            if not out.has_just(r.document, r.provenance):
                out.add_all([r])
                out.flush()
    with Ledger(where) as ledger:
        ledger.add_all(Partitions(folder / "written", create=False).readings())
        ledger.sum_up()


WORKS: Mapping[str, Work] = {
    "reading": reading, "loading": loading, "linking": linking, "reviewing": reviewing, "exporting": exporting, "migrating": migrating,
    "partitioning": partitioning,
}  # fmt: skip
EMPTY = ("reading", "loading", "partitioning")  # begin with no ledger


def older(where: str) -> None:
    """A ledger as version 2 left it: what follows from the readings is not there, and no decision."""
    reading(where, Path(), lambda _: None)
    later = [t for t in reversed(schema.metadata.sorted_tables) if t.name in LATER]
    columns = [("articles", c) for c in ("page", "updated", "forwarded")] + [("earlier_versions", "newest")]

    def work(connection: Any) -> None:
        for table in later:
            table.drop(connection)
        for index in ("articles_page", "earlier_versions_newest"):
            connection.exec_driver_sql(f"DROP INDEX {index}")
        for table_name, column in columns:
            connection.exec_driver_sql(f"ALTER TABLE {table_name} DROP COLUMN {column}")
        connection.exec_driver_sql("UPDATE ledger_version SET version = 2")

    with Ledger(where, create=False) as ledger:
        ledger._write(work)


LATER = ("visits", "names", "heard", "accounts", "incidents", "account_records", "account_keys", "runs", "copies", "decisions", "hands",
         "reviewed", "differences")  # fmt: skip


def partitions(folder: Path) -> Path:
    with Partitions(folder) as out:
        for k in range(ARTICLES):
            out.add_all([made_readings.reading(k)])
            out.flush()
    return folder
