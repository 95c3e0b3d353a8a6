from datetime import date

import pytest

from volgens.ingest import Words
from volgens.ingest.html import html_article
from volgens.model import InputError

WORDS = Words.load()
LATEST = date(2026, 11, 23)
BODY = """
<p>Bij een raketaanval op Voorbeeldstad zijn zaterdag <a href="/x">zeker vijf mensen</a> omgekomen, meldt de gouverneur op <b>Telegram</b>.
   Reddingswerkers zoeken nog naar over&shy;levenden onder het puin.</p>
<h2>Tegenstrijdige berichten</h2>
<p>Het ministerie van Defensie ontkent dat het leger achter de aanval zit.<br>Volgens een woordvoerder ging het om een ongeluk.</p>
<ul><li>Twee gebouwen zijn verwoest.</li><li>Tientallen mensen zijn gewond.</li></ul>
<blockquote><p>“Wij hoorden een klap”, zegt een buurvrouw.</p></blockquote>
<p>De regering noemt het een oorlogsmisdaad en wil dat het hof in Den Haag onderzoek doet naar de bevelhebber.</p>
"""
TEXT = """Bij een raketaanval op Voorbeeldstad zijn zaterdag zeker vijf mensen omgekomen, meldt de gouverneur op Telegram. Reddingswerkers \
zoeken nog naar overlevenden onder het puin.

Tegenstrijdige berichten

Het ministerie van Defensie ontkent dat het leger achter de aanval zit.
Volgens een woordvoerder ging het om een ongeluk.

Twee gebouwen zijn verwoest.

Tientallen mensen zijn gewond.

“Wij hoorden een klap”, zegt een buurvrouw.

De regering noemt het een oorlogsmisdaad en wil dat het hof in Den Haag onderzoek doet naar de bevelhebber."""


def page(
    head: str = "", line: str = "", body: str = BODY, above: str = "", foot: str = "", h1: str = "Vijf doden bij aanval"
) -> bytes:
    return f"""<!DOCTYPE html>
<html lang="nl-NL"><head><meta charset="utf-8"><title>Vijf doden bij aanval | Voorbeeldkrant</title>{head}</head><body>
<header><nav><a href="/">Voorpagina</a></nav><span>maandag 23 november 2026</span></header>
<main><article>{above}<h1>{h1}</h1>{line}{body}</article>
<aside><h3>Lees ook</h3><ul><li><a href="/a">Ander nieuws</a> <time datetime="2020-01-01">1 januari 2020</time></li></ul></aside></main>
<footer>{foot}</footer></body></html>""".encode()


def read(raw: bytes, known: str | None = None, latest: date = LATEST):
    return html_article(raw, "a.html", WORDS, latest, known)[0]


def linked(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def test_html_body_and_title():
    article = read(page(line="<p>zaterdag 11 januari 2025, 14:32</p>"))
    assert article.text == TEXT
    assert article.title == "Vijf doden bij aanval"
    assert html_article(page(), "a.html", WORDS, LATEST)[1] == "nl"


def test_html_what_the_page_says_of_itself():
    head = (
        '<meta property="og:site_name" content="Voorbeeldkrant"><link rel="canonical" href="https://example.org/vijf-doden">'
        + linked('{"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "datePublished": "2024-01-01"},'
                 '{"@type": ["NewsArticle"], "headline": "Vijf doden | Voorbeeldkrant", "datePublished": "2025-01-11T14:32:00+01:00"}]}')
    )  # fmt: skip
    article = read(page(head, "<p>zondag 12 januari 2025</p>"))
    assert article.published == "2025-01-11T14:32:00+01:00"
    assert article.publisher == "Voorbeeldkrant"
    assert article.url == "https://example.org/vijf-doden"
    assert article.title == "Vijf doden"
    assert article.warnings == ()


def test_html_publisher_by_reference():
    head = linked(
        '{"@graph": [{"@type": "NewsArticle", "publisher": {"@id": "#o"}}, {"@type": "Organization", "@id": "#o", "name": "De Krant"}]}'
    )
    assert read(page(head)).publisher == "De Krant"


@pytest.mark.parametrize(
    "text", ["{not json", "[]", '"x"', "null", '{"@type": 5, "datePublished": {"a": 1}}', "[" * 5000]
)
def test_html_broken_linked_data_is_passed(text):
    head = linked(text) + '<meta property="article:published_time" content="2025-01-11T14:32:00Z">'
    assert read(page(head)).published == "2025-01-11T14:32:00Z"


@pytest.mark.parametrize(
    ("parts", "want"),
    [
        ({"line": "<p class=meta>zaterdag 11 januari, 14:32</p>", "foot": "© 2019-2025 Voorbeeldkrant"}, "2025-01-11T14:32"),
        ({"line": "<p>zaterdag 11 januari, 14:32</p>"}, "2025-01-11T14:32"),
        ({"line": "<p>zaterdag 11 januari, 14:32</p>", "foot": "© 2021"}, "2020-01-11T14:32"),
        ({"line": "<div><span>Gepubliceerd op 11 januari 2025</span> <span>Bijgewerkt op 12 januari 2025</span></div>"}, "2025-01-11"),
        ({"line": '<time datetime="2025-01-11T13:32:00Z">11 januari</time>'}, "2025-01-11T13:32:00Z"),
        ({"above": "<p>11-01-2025 14:32</p>"}, "2025-01-11T14:32"),
        ({"head": '<link rel=canonical href="https://example.org/2025/01/11/vijf">'}, "2025-01-11"),
        ({"head": '<link rel=canonical href="https://example.org/2025/01/11/vijf">', "line": "<p>11 januari, 14:32</p>"}, "2025-01-11T14:32"),
        ({"head": '<meta name=date content="gisteren">', "line": "<p>11 januari 2025</p>"}, "2025-01-11"),
    ],
)  # fmt: skip
def test_html_publication(parts, want):
    assert read(page(**parts)).published == want


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({}, "nothing of when it was published"),  # the head of the site and the list beside the article do not count
        ({"line": "<p>11 januari, 14:32</p>"}, "nothing of when it was published"),
        ({"line": "<p>Laatste update: 12 januari 2025</p>"}, "only when it was updated"),
        ({"body": "<p>Op 4 maart 2025 viel het leger de stad aan.</p>" + BODY}, "nothing of when it was published"),
    ],
)
def test_html_no_publication_date_is_none(parts, words):
    article = read(page(**parts))
    assert article.published is None
    assert words in article.warnings[0]


def test_html_a_year_that_was_worked_out_is_said_and_is_no_part_of_the_id():
    raw = page(line="<p>zaterdag 11 januari, 14:32</p>")
    article = read(raw)
    assert "taken as 2025, the last up to 2026-11-23 that fits" in article.warnings[0]
    older = read(raw, latest=date(2024, 1, 1))
    assert older.published == "2020-01-11T14:32"
    assert older.id == article.id


def test_html_the_users_date_goes_before_a_guess_but_not_before_the_page():
    raw = page(line="<p>zaterdag 11 januari, 14:32</p>")
    assert read(raw, known="2014-01-11").published is None  # left to the user's date
    assert read(raw, known="2014-01-11").warnings == ()
    assert read(page(line="<p>11 januari 2025</p>"), known="2014-01-11").published == "2025-01-11"


def test_html_declared_encoding():
    raw = page().decode().replace("utf-8", "iso-8859-1").encode("cp1252")
    assert read(raw).text == TEXT


def test_html_xhtml_with_a_declaration():
    raw = b'<?xml version="1.0" encoding="utf-8"?>\n' + page()
    assert read(raw).text == TEXT


@pytest.mark.parametrize(
    "raw", [b"<html></html>", b"<html><body><nav><a href=/>Home</a></nav></body></html>", b"<!doctype html>"]
)
def test_html_without_an_article(raw):
    with pytest.raises(InputError) as caught:
        read(raw)
    assert caught.value.reason == "empty"
    assert "a.html" in str(caught.value)


def test_html_a_brief_without_any_structure():
    raw = b"""<html><head><title>Kort nieuws - De Gazet</title></head><body><div id=menu><a href=a>Home</a> | <a href=b>Sport</a></div>
    <div><h1>Drie doden bij beschieting</h1><div class=datum>wo 12 mrt 2025 | 08:15 | Laatste update: 12 mrt 2025, 10:02</div>
    <div>Bij een beschieting van de stad Soemy zijn drie mensen gedood.<br><br>Dat meldt de gouverneur.</div></div></body></html>"""
    article = read(raw)
    assert article.text == "Bij een beschieting van de stad Soemy zijn drie mensen gedood.\n\nDat meldt de gouverneur."
    assert (article.title, article.published) == ("Drie doden bij beschieting", "2025-03-12T08:15")
