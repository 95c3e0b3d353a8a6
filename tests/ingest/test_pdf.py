import zlib

import pytest

from tests.ingest.pdfs import column, pdf
from tests.ingest.support import got
from volgens.ingest import pdf as reader

HEAD = [(60, 800, 8, "Rapport Vallei 2025"), (480, 800, 8, "Waarnemingsbureau")]
LEFT = [
    "Het leger zegt dat er bij de aanval op het",
    "dorp zeker vijf doden zijn gevallen, onder",
    "wie een kind. De elektriciteitsvoor-",
    "ziening viel uit.",
    "",
    "De burgemeester van Noord-Vallei sprak",
    "van een zware nacht, en van een aanval die",
]
RIGHT = [
    "niemand had verwacht. Ook de oud-burge-",
    "meester en een oud-minister uit Noord-",
    "Vallei spraken van een schok.",
    "",
    "Volgens een oud-",
    "minister zijn er twaalf gewonden.",
]
TEXT = """Het leger zegt dat er bij de aanval op het dorp zeker vijf doden zijn gevallen, onder wie een kind. \
De elektriciteitsvoorziening viel uit.

De burgemeester van Noord-Vallei sprak van een zware nacht, en van een aanval die niemand had verwacht. Ook de oud-burgemeester \
en een oud-minister uit Noord-Vallei spraken van een schok.

Volgens een oud-minister zijn er twaalf gewonden."""


def page(number: int, *more, left=LEFT, right=RIGHT, top: float = 740):
    foot = (280, 30, 8, f"Pagina {number} van 2")
    return [*HEAD, *more, *column(60, top, left), *column(310, top, right), foot]


TITLE = [(60, 770, 20, "Nacht in de vallei"), (60, 755, 10, "11 januari 2025")]


def test_pdf_two_columns_are_read_one_after_the_other():
    raw = pdf(page(1, *TITLE), page(2), title="rapport_v3_def.docx")
    (article,), errors, _ = got(raw)
    assert not errors
    assert article.text == f"{TEXT}\n\n{TEXT}"
    assert article.title == "Nacht in de vallei"
    assert article.published == "2025-01-11"
    assert article.warnings == ()


def test_pdf_the_day_of_a_report_stands_among_its_words():
    (article,), _, _ = got(
        pdf(
            page(1, (60, 790, 20, "Nacht in de vallei"), (60, 765, 10, "Rapport van zaterdag 11 januari 2025")), page(2)
        )
    )
    assert (article.published, article.text) == ("2025-01-11", f"{TEXT}\n\n{TEXT}")


def test_pdf_the_order_in_which_it_was_drawn_does_not_matter():
    lines = sorted(page(1, *TITLE)[2:-1], key=lambda line: (-line[1], line[0]))
    (article,), _, _ = got(pdf(lines))
    assert article.text == TEXT
    (reverse,), _, _ = got(pdf(lines[::-1]))
    assert reverse.text == article.text


def test_pdf_without_a_date_of_its_own_none_is_taken_from_when_it_was_made():
    (article,), _, _ = got(pdf(page(1), title="Rustige nacht"))
    assert article.published is None
    assert article.title == "Rustige nacht"
    assert article.warnings == ("the document does not say when it was published; --published tells it",)
    (article,), _, _ = got(pdf(page(1), title="Rustige nacht"), published="2025-01-12")
    assert article.warnings == ()


def test_pdf_paragraphs_by_indent():
    lines = [
        "\tHet leger zegt dat er bij de aanval op het",
        "dorp zeker vijf doden zijn gevallen vannacht.",
        "\tDe burgemeester sprak van een zware nacht",
        "voor de bewoners van de vallei aan de rivier.",
    ]
    (article,), _, _ = got(pdf(column(60, 700, lines)))
    assert [b[:12] for b in article.text.split("\n\n")] == ["Het leger ze", "De burgemees"]


def test_pdf_lists_keep_their_items_apart():
    lines = ["Gemeld werden:", "\u2022 vijf doden in het dorp;", "\u2022 twaalf gewonden bij de brug."]
    (article,), _, _ = got(pdf(column(60, 700, lines)))
    assert article.text.split("\n\n") == [
        "Gemeld werden:",
        "• vijf doden in het dorp;",
        "• twaalf gewonden bij de brug.",
    ]


@pytest.mark.parametrize(
    ("raw", "reason", "words"),
    [
        (pdf(page(1), locked=True), "unreadable", "locked with a password"),
        (pdf(None, None), "empty", "its pages are pictures, without text; run it through a program that recognises characters"),
        (pdf([]), "empty", "there is no text in it"),
        (b"%PDF-1.4\nnonsense", "malformed", "damaged"),
        (pdf(page(1))[:300], "malformed", "damaged"),
        (b"%PDF-" + bytes(1000), "malformed", "damaged"),
    ],
)  # fmt: skip
def test_pdf_why_one_cannot_be_read(raw, reason, words):
    articles, errors, _ = got(raw)
    assert not articles
    assert [e.reason for e in errors] == [reason]
    assert words in str(errors[0])


def test_pdf_pages_that_are_pictures_are_told():
    (article,), _, _ = got(pdf(page(1), None, None))
    assert "pages that are pictures were not read: 2, 3" in article.warnings


def test_pdf_more_pages_than_can_be_read():
    _, errors, _ = got(pdf(*([[]] * 1001)))
    assert str(errors[0]) == "a.file: 1001 pages, more than 1000; split it"


def test_pdf_a_stream_that_swells_is_held(monkeypatch):
    monkeypatch.setattr(reader, "PDF_MEMORY", 400_000_000)
    squeezed = zlib.compress(bytes(300_000_000), 1)
    raw = pdf(page(1)).replace(b"<< /Length", b"<< /Filter /FlateDecode /Length", 1)
    start = raw.index(b"stream\n", raw.index(b"/FlateDecode")) + 7
    articles, errors, _ = got(raw[:start] + squeezed + raw[raw.index(b"\nendstream", start) :])
    assert not articles
    assert len(errors) == 1


def test_pdf_one_that_takes_too_long_is_let_go(monkeypatch):
    monkeypatch.setattr(reader, "PDF_SECONDS", 0.001)
    _, errors, _ = got(pdf(page(1)))
    assert errors[0].reason == "too_large"
