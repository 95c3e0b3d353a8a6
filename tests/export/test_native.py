"""The native table: every field of the record, and the record again from every form of it."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.filled import ADDRESS, filled, source
from tests.ledger.rooms import OnServer
from volgens.export import again, native
from volgens.export.cells import as_json, cell, value
from volgens.export.columns import FIELDS, NATIVE
from volgens.export.formats import FORMATS
from volgens.export.output import ExportError
from volgens.ledger import Ledger
from volgens.ledger.items import KINDS, kind_of, record_of
from volgens.model import Provenance

LOSSLESS = ("csv", "jsonl", "parquet")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with filled(tmp_path_factory.mktemp("native") / "volgens.db") as opened:
        yield opened


def written(ledger: Ledger, name: str, path: Path, **words: str) -> list[dict[str, Any]]:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    out = io.BytesIO()
    FORMATS[name].write(source(ledger, **words), out)
    path.write_bytes(out.getvalue())
    return list(again.rows(path))


@pytest.mark.parametrize("name", LOSSLESS)
def test_every_form_gives_back_the_records_it_was_made_from(ledger: Ledger, name: str, tmp_path: Path) -> None:
    items = [i for i, _ in source(ledger).items()]
    rows = written(ledger, name, tmp_path / f"volgens.{name}")
    assert [native.item(r) for r in rows] == items
    assert {kind_of(i) for i in items} == set(KINDS)
    assert rows == [native.row(i, p, ADDRESS) for i, p in source(ledger).items()]


def leaves(cls: type, path: str) -> Iterator[str]:
    """The columns that the fields of a class need."""
    for name, hint in get_type_hints(cls).items():
        inner = [h for h in (hint, *get_args(hint)) if is_dataclass(h) and isinstance(h, type)]
        if inner and get_origin(hint) is not tuple:
            yield from leaves(inner[0], f"{path}_{name}")
        else:
            yield f"{path}_{name}"


def test_every_field_of_the_record_has_a_column() -> None:
    """Also those that a later version adds. What a record hangs on stands in the same row under its own name."""
    needed = {name for path, cls in native.PARTS.items() for name in leaves(cls, path)}
    needed |= set(leaves(Provenance, "provenance")) | {
        f"paper_{n}" for n in ("retrieved", "updated", "sha256", "licence")
    }
    assert needed - set(NATIVE.names) == {"figure_claim_id", "figure_event_id", "figure_place_id"}
    assert set(NATIVE.names) - needed == {"record", "id", "permalink"}


def test_rows_come_in_the_order_of_publication_and_text(ledger: Ledger) -> None:
    rows = list(native.rows(source(ledger)))
    days = [r["document_published"] for r in rows]
    assert days == sorted(days)
    assert {r["record"] for r in rows[:8]} > {"claim"}


def test_a_row_leads_to_its_record_on_the_page(ledger: Ledger) -> None:
    row = next(r for r in native.rows(source(ledger, outcome="captured")))
    assert row["permalink"].startswith(f"{ADDRESS}/{row['record']}s/{row['id']}?article=article-1&at=")


@pytest.mark.parametrize(
    "words",
    [{"outcome": "captured"}, {"source": "Haddad"}, {"place": "Tarim"}, {"status": "rejected"}, {"q": "homes"}, {"language": "en"}, {"since": "2025-03-20"}],
)  # fmt: skip
def test_filters_are_those_of_the_lists(ledger: Ledger, words: dict[str, str]) -> None:
    listed = [i for kind in KINDS for i in getattr(ledger, kind)(**words)]
    found = [i for i, _ in source(ledger, **words).items()]
    assert {(i.document.id, record_of(i).id) for i in found} == {(i.document.id, record_of(i).id) for i in listed}
    assert len(found) == len(listed) > 0


def test_a_ledger_on_a_server_gives_the_same(ledger: Ledger, server: str, tmp_path: Path) -> None:
    with OnServer(server).lent() as rooms, filled(rooms()) as other:
        here, there = (written(x, "jsonl", tmp_path / "volgens.jsonl") for x in (ledger, other))
    assert here == there


def test_cells_that_a_spreadsheet_would_compute_are_text(ledger: Ledger, tmp_path: Path) -> None:
    written(ledger, "csv", tmp_path / "volgens.csv")
    with (tmp_path / "volgens.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    reasons = {r["review_reason"] for r in rows} - {""}
    assert reasons == {"'=two", "''t is of last year"}
    assert "-" not in {v[:1] for r in rows for k, v in r.items() if k.endswith("_text")}


TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
AWKWARD = st.sampled_from(
    ["", "'", "''", "=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", '"', ",", "'=1", "null", "None", "true", "3"]
)


@given(st.one_of(TEXTS, AWKWARD, st.none()))
def test_any_text_comes_back_from_its_cell(text: str | None) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow([cell(text), "next"])
    (line,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert value(line[0], "string") == text
    assert not line[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(
    st.one_of(
        st.tuples(st.just("number"), st.floats(allow_nan=False, allow_infinity=False)),
        st.tuples(st.just("integer"), st.integers(-(2**53), 2**53)),
        st.tuples(st.just("boolean"), st.booleans()),
        st.tuples(
            st.just("array"), st.lists(st.dictionaries(TEXTS, st.one_of(TEXTS, st.none()), max_size=3), max_size=3)
        ),
    )
)
def test_any_value_comes_back_from_its_cell(typed: tuple[str, Any]) -> None:
    kind, given_ = typed
    assert value(cell(given_), kind) == given_


def test_what_utf8_cannot_carry_is_kept_in_json() -> None:
    broken = {"text": "a\ud800b"}
    assert json.loads(as_json(broken).encode()) == broken


def test_a_file_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ExportError, match="not the columns"):
        list(again.rows(tmp_path / "other.csv"))
    with pytest.raises(ExportError, match=r"\.csv, \.jsonl, \.parquet"):
        again.rows(tmp_path / "other.xlsx")


def test_columns_are_told_and_named_once() -> None:
    assert len(set(NATIVE.names)) == len(NATIVE.names)
    assert all((f.told and f.told[0].islower()) or f.told[0].isupper() for f in FIELDS)
