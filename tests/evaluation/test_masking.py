"""No form of export holds a name that is masked, nor the article's headline, address or text; and one that did would be seen."""

from pathlib import Path

import pytest

from evaluation import masking
from volgens.export.mask import Names
from volgens.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_no_form_of_export_holds_a_masked_name(reader: Reader) -> None:
    looked, found = masking.leaks(masking.DATA, reader, few=6)
    assert looked > 3
    assert found == []


def test_a_name_that_is_left_would_be_seen(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Names, "address", lambda names, url: url)
    monkeypatch.setattr(Names, "text", lambda names, text: text)
    monkeypatch.setattr(Names, "between", lambda names, start, end, text: text)
    _, found = masking.leaks(masking.DATA, reader, few=2)
    assert {Path(line.partition(":")[0]).suffix for line in found} >= {".csv", ".jsonl", ".parquet", ".db", ".json"}
