"""A ledger copied into a file of its own, and its articles as a bibliography."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.filled import ADDRESS, filled, source
from tests.ledger.readings import dutch
from tests.ledger.rooms import OnServer, contents
from volgens.export import bibtex, native
from volgens.export.formats import FORMATS
from volgens.export.source import Source
from volgens.ledger import Ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with filled(tmp_path_factory.mktemp("copies") / "volgens.db") as opened:
        yield opened


def written(name: str, of: Source, path: Path) -> Path:
    with path.open("wb") as out:
        FORMATS[name].write(of, out)
    return path


def test_the_whole_ledger_is_copied_row_for_row(ledger: Ledger, tmp_path: Path) -> None:
    copied = contents(str(written("sqlite", source(ledger), tmp_path / "copy.db")))
    assert copied == contents(ledger.where)
    assert copied["decisions"]


def test_a_part_of_it_answers_as_the_whole_does(ledger: Ledger, tmp_path: Path) -> None:
    path = written("sqlite", source(ledger, source="Haddad"), tmp_path / "copy.db")
    with Ledger(path, create=False) as copied:
        assert {a.document.id for a in copied.articles()} == {"article-1", "article-2"}
        assert list(native.rows(source(copied))) == [
            r for r in native.rows(source(ledger)) if r["document_id"] in ("article-1", "article-2")
        ]
        assert len(copied.decisions()) == 2


def test_articles_of_a_part_bring_only_their_own_decisions(ledger: Ledger, tmp_path: Path) -> None:
    with Ledger(written("sqlite", source(ledger, place="Lemar"), tmp_path / "copy.db"), create=False) as copied:
        assert copied.decisions() == []
        assert len(list(copied.articles())) == 3


def test_earlier_texts_go_with_their_article(tmp_path: Path) -> None:
    first = dutch()
    later = replace(first, document=replace(first.document, text=first.document.text + " Later meer.", sha256="0" * 64))
    with Ledger(tmp_path / "volgens.db") as ledger:
        ledger.add_all([first, later])
        with Ledger(written("sqlite", source(ledger), tmp_path / "copy.db"), create=False) as copied:
            assert copied.versions(first.document.id) == ledger.versions(first.document.id) != []
            assert copied.reading(first.document.id) == later


def test_a_ledger_on_a_server_becomes_a_file(server: str, tmp_path: Path) -> None:
    with OnServer(server).lent() as rooms, filled(rooms()) as on_server:
        path = written("sqlite", source(on_server), tmp_path / "copy.db")
        with Ledger(path, create=False) as copied:
            assert list(native.rows(source(copied))) == list(native.rows(source(on_server)))


def test_the_bibliography_is_read_by_others(ledger: Ledger, tmp_path: Path) -> None:
    database = pytest.importorskip("pybtex.database")
    found = database.parse_file(str(written("bibtex", source(ledger), tmp_path / "x.bib")), "bibtex")
    assert len(found.entries) == 6  # the one that could not be read is none
    fields = next(e for e in found.entries.values() if "article-1" in e.fields["note"]).fields
    assert fields["title"] == "{Leger meldt gevangenen}"
    assert (fields["journal"], fields["year"], fields["month"], fields["day"]) == (
        "De Waarnemer",
        "2025",
        "March",
        "17",
    )
    assert (fields["url"], fields["urldate"], fields["language"]) == (
        "https://example.org/article-1",
        "2025-03-18",
        "dutch",
    )
    assert fields["annote"] == f"{ADDRESS}/articles/article-1"
    assert len({k.partition("-")[0] for k in found.entries}) < len(found.entries) == len(set(found.entries))


@given(st.text(max_size=30), st.text(max_size=10))
def test_no_headline_breaks_the_bibliography(title: str, publisher: str) -> None:
    database = pytest.importorskip("pybtex.database")
    document = replace(dutch().document, title=title or None, publisher=publisher or None)
    text = bibtex.entry(document, ADDRESS)
    (entry,) = database.parse_string(text, "bibtex").entries.values()
    depth = 0
    for c in entry.fields.get("title", ""):
        depth += {"{": 1, "}": -1}.get(c, 0)
        assert depth >= 0
    assert depth == 0
    assert entry.fields["note"] == "Volgens: article-1"


def test_tex_prints_what_was_written() -> None:
    assert bibtex.tex("50% & {more}_#1 $~^\\") == (
        r"50\% \& \textbraceleft{}more\textbraceright{}\_\#1 \$\textasciitilde{}\textasciicircum{}\textbackslash{}"
    )
    assert bibtex.tex("one\n two\x00") == "one two"
    assert bibtex.address_of("https://x.example/a b{c}?q=é%20") == "https://x.example/a%20b%7Bc%7D?q=%C3%A9%20"
