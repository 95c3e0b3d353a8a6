"""Corpora: what their columns are called, in JSONL and in Parquet."""

import builtins
import io
import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.ingest.support import got

TEXT = "Het leger viel het dorp aan."
NEWS = {"maintext": TEXT, "title": "Aanval", "source_domain": "krant.example", "date_publish": "2025-01-11 14:32:00",
        "date_download": "2025-01-12 06:30:00", "url": "https://krant.example/1", "language": "nl", "authors": ["J. Voorbeeld"]}  # fmt: skip


def parquet(rows: list[dict], **options) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out, **options)
    return out.getvalue()


def jsonl(rows: list[dict]) -> bytes:
    return "".join(json.dumps(r) + "\n" for r in rows).encode()


@pytest.mark.parametrize("form", [jsonl, parquet])
def test_corpus_usual_names(form):
    (article,), errors, _ = got(form([NEWS]))
    assert not errors
    assert (article.text, article.title, article.publisher, article.url) == (TEXT, "Aanval", "krant.example", "https://krant.example/1")  # fmt: skip
    assert (article.published, article.retrieved, article.language) == (
        "2025-01-11T14:32:00",
        "2025-01-12T06:30:00",
        "nl",
    )


@pytest.mark.parametrize("form", [jsonl, parquet])
def test_corpus_the_records_own_names_go_first_and_the_users_before_all(form):
    row = {"text": TEXT, "body": "Iets anders.", "Kop": "Kop", "content": "Nog iets."}
    assert got(form([row]))[0][0].text == TEXT
    assert got(form([row]))[0][0].title == "Kop"
    (article,), _, _ = got(form([row]), columns={"text": "content", "title": "body"})
    assert (article.text, article.title) == ("Nog iets.", "Iets anders.")


@pytest.mark.parametrize("form", [jsonl, parquet])
def test_corpus_without_text_says_what_there_is(form):
    articles, errors, _ = got(form([{"a": 1, "b": "x"}]))
    assert not articles
    assert "the field text is missing (there are: a, b); name it: --column text=NAME" in str(errors[0])


@pytest.mark.parametrize("form", [jsonl, parquet])
def test_corpus_one_bad_row_does_not_stop_the_others(form):
    rows = [{"id": "1", "text": TEXT, "published": "2025-01-11"}, {"id": "2", "text": TEXT, "published": "gisteren"}, {"id": "3", "text": None, "published": None},
            {"id": "4", "text": TEXT, "published": "2025-01-12"}]  # fmt: skip
    articles, errors, _ = got(form(rows))
    assert [a.id for a in articles] == ["1", "4"]
    assert ["a.file#2" in str(e) or "a.file:2" in str(e) for e in errors] == [True, False]
    assert "text is null" in str(errors[1])


@pytest.mark.parametrize(
    ("value", "want"),
    [
        (1736605920, "2025-01-11T14:32:00+00:00"),
        (1736605920000, "2025-01-11T14:32:00+00:00"),
        (date(2025, 1, 11), "2025-01-11"),
        (datetime(2025, 1, 11, 14, 32, tzinfo=UTC), "2025-01-11T14:32:00+00:00"),
    ],
)
def test_corpus_moments_of_any_type(value, want):
    for name in ("published", "published_at"):
        assert got(parquet([{"text": TEXT, name: value}]))[0][0].published == want


def test_corpus_a_usual_column_with_no_date_is_a_warning():
    (article,), _, _ = got(jsonl([{"text": TEXT, "date": "onbekend"}]))
    assert article.published is None
    assert article.warnings == ("date 'onbekend' is no date",)


def test_parquet_many_row_groups_and_only_the_columns_that_are_used():
    rows = [{"text": f"{TEXT} {k}", "vector": [0.1] * 5} for k in range(1000)]
    articles, errors, _ = got(parquet(rows, row_group_size=64, compression="zstd"))
    assert not errors
    assert [a.origin for a in articles[:2]] == ["a.file#1", "a.file#2"]
    assert len({a.id for a in articles}) == 1000


def test_parquet_a_column_that_is_not_there():
    _, errors, _ = got(parquet([NEWS]), columns={"text": "inhoud"})
    assert str(errors[0]).startswith("a.file: there is no column 'inhoud' (there are: maintext, title,")


@pytest.mark.parametrize("cut", [slice(0, 40), slice(0, -20), slice(0, -200)])
def test_parquet_that_is_damaged(cut):
    articles, errors, _ = got(parquet([NEWS])[cut])
    assert not articles
    assert [e.reason for e in errors] == ["malformed"]


def test_parquet_without_its_library(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)

    raw = parquet([NEWS])
    monkeypatch.setattr(builtins, "__import__", without)
    _, errors, _ = got(raw)
    assert (
        str(errors[0])
        == "a.file: Parquet needs pyarrow, which is not here; install it with `pip install 'volgens[parquet]'`"
    )


@pytest.mark.parametrize("value", [b"Het leger", datetime(2025, 1, 11), time(1, 2), Decimal("1.5"), timedelta(1)])
@pytest.mark.parametrize("name", ["text", "title", "id"])
def test_parquet_columns_of_types_that_json_has_not(name, value):
    articles, errors, _ = got(parquet([{"text": TEXT, name: value}]))
    assert len(articles) + len(errors) == 1
    assert all(e.reason == "malformed" for e in errors)
