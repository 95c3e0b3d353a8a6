"""Masks for names: whose, everywhere, the same person by the same mask, and in a copy with offsets that hold."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.export.filled import ADDRESS
from tests.ledger.readings import Builder
from volgens.export import native
from volgens.export.formats import FORMATS
from volgens.export.mask import Masker, Names
from volgens.export.persons import is_young
from volgens.export.source import Source
from volgens.ledger import Filters, Ledger
from volgens.lexicon import load
from volgens.model import Reading
from volgens.parse import Parser

TEXT = (
    "Bij een luchtaanval op Lemar zijn Olena Kravets en haar zoontje Petro gedood, zei gouverneur Ihor Lysenko. "
    "Kravets was lerares. Volgens Lysenko was Olena Kravets bij haar moeder op bezoek."
)
NAMES = ("Olena", "Kravets", "Petro")


def article(key: str = "m") -> Reading:
    b = Builder(
        TEXT, id=f"article-{key}", title="Kravets gedood in Lemar", publisher="De Bode", published="2025-03-17T20:00:00"
    )
    said = b.claim(
        "Ihor Lysenko", "zei", "Bij een luchtaanval op Lemar zijn Olena Kravets en haar zoontje Petro gedood"
    )
    b.event(
        "kill",
        "gedood",
        "Olena Kravets en haar zoontje Petro gedood",
        claim_id=said,
        patient=b.participant("Olena Kravets en haar zoontje Petro"),
    )
    b.claim("Lysenko", "Volgens", "was Olena Kravets bij haar moeder op bezoek", mention="Lysenko")
    made = b.reading()
    return replace(made, document=replace(made.document, url=f"https://bode.example/2025/olena-kravets-gedood-{key}"))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger(tmp_path_factory.mktemp("mask") / "volgens.db") as opened:
        opened.add_all([article(), article("n")])
        opened.decide(
            "correct",
            article().events[0].id,
            by="An de Wit",
            values={"certainty": "probable"},
            document="article-m",
            reason="Kravets?",
        )
        yield opened


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser.load()


@pytest.fixture
def source(ledger: Ledger, parser: Parser) -> Source:
    return Source(ledger, Filters(), ADDRESS, Masker(ledger, parser))


@pytest.mark.parametrize("name", [n for n in FORMATS if n not in ("parquet", "sqlite")])
def test_no_form_holds_a_masked_name(source: Source, name: str) -> None:
    out = io.BytesIO()
    assert FORMATS[name].write(source, out) > 0 or name == "ucdp"
    text = out.getvalue().decode()
    assert not [n for n in NAMES if n.casefold() in text.casefold()]
    assert "Lysenko" in text or name in ("bibtex", "geojson", "ucdp")  # who speaks in an office stays


def test_one_person_has_one_mask_in_all_articles(source: Source) -> None:
    quotes = {r["document_id"]: r["event_quote_text"] for r in native.rows(source) if r["record"] == "event"}
    assert set(quotes.values()) == {"[person 1] en haar zoontje [person 2] gedood"}
    titles = {r["document_title"] for r in native.rows(source)}
    assert titles == {"[person 1] gedood in Lemar"}
    assert source.mask.people == 2  # type: ignore[union-attr]


def test_offsets_stay_those_of_the_article(ledger: Ledger, source: Source) -> None:
    plain = Source(ledger, Filters(), ADDRESS)
    same = (
        "id",
        "permalink",
        "event_quote_start",
        "event_quote_end",
        "claim_content_start",
        "event_type",
        "document_sha256",
    )
    for masked, row in zip(native.rows(source), native.rows(plain), strict=True):
        assert [masked.get(k) for k in same] == [row.get(k) for k in same]


def test_an_address_with_a_name_is_cut_to_its_machine(source: Source) -> None:
    assert {r["document_url"] for r in native.rows(source)} == {"https://bode.example/"}


def test_what_people_wrote_is_masked_too(source: Source) -> None:
    assert "[person 1]?" in {r["review_reason"] for r in native.rows(source)}


def test_in_a_copy_every_span_quotes_the_masked_text(source: Source, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    with path.open("wb") as out:
        FORMATS["sqlite"].write(source, out)
    raw = path.read_bytes()
    assert not [n for n in NAMES if n.encode() in raw or n.lower().encode() in raw]
    with Ledger(path, create=False) as copied:
        for reading in copied.readings():
            text = reading.document.text
            assert text.startswith("Bij een luchtaanval op Lemar zijn [person 1] en haar zoontje [person 2] gedood")
            spans = [s for e in reading.events for s in (e.trigger, e.quote, e.patient) if s]
            spans += [s for c in reading.claims for s in (c.content, c.cue) if s]
            assert all(text[s.start : s.end] == s.text for s in spans)
            assert len(spans) == 7
        assert copied.decisions() == []
        assert {e.event.certainty for e in copied.events()} == {"certain", "probable"}  # as a person left it


def test_offsets_move_with_the_text() -> None:
    names = Names(((4, 9, "[person 1]"),))
    text = "Hoi Piet! Dag"
    masked = names.between(0, len(text), text)
    assert masked == "Hoi [person 1] Dag"
    assert [names.moved(k) for k in (0, 4, 9, 13)] == [0, 4, 14, 18]
    assert (names.moved(6), names.moved(6, end=True)) == (4, 14)
    assert names.between(6, 13, text[6:13]) == "[person 1] Dag"


def test_ages_below_eighteen_are_known_however_they_are_written() -> None:
    young = {
        "nl": ("de 12-jarige", "zesjarige", "zes-jarige", "(12)", "van 17", "twaalf jaar"),
        "en": ("12-year-old", "six-year-old", "aged 9", "(17)", ", 8,", "who is eight"),
    }
    grown = {
        "nl": ("de 42-jarige", "(34)", "van 18", "18-jarige", "112 jaar"),
        "en": ("42-year-old", "aged 91", "(18)", ", 80,", "(170)"),
    }
    for language, some in young.items():
        assert [s for s in some if not is_young(f"x {s} y", load(language))] == []
    for language, some in grown.items():
        assert [s for s in some if is_young(f"x {s} y", load(language))] == []


def test_masks_are_json_like_all_else(source: Source) -> None:
    out = io.BytesIO()
    FORMATS["annotations"].write(source, out)
    items = json.loads(out.getvalue())["first"]["items"]
    assert {len(i["target"]["selector"]) for i in items} == {1}
