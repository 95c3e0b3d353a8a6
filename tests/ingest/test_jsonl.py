import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volgens.ingest import Words
from volgens.ingest.jsonl import from_json, json_articles, jsonl_articles
from volgens.model import Article, InputError

WORDS = Words.load()


def make(value, at: str) -> Article:
    return from_json(value, at, WORDS)


def read(raw: str | bytes):
    return list(jsonl_articles(io.BytesIO(raw if isinstance(raw, bytes) else raw.encode()), "a.jsonl", make))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), st.booleans())
def test_jsonl_text_stays_to_the_character(text, ascii_only):
    (article,) = read(json.dumps({"text": text}, ensure_ascii=ascii_only))
    assert article.text == text


def test_jsonl_fields():
    given = {"id": "a1", "language": "nl-NL", "publisher": "Voorbeeldkrant", "url": "https://example.org", "published": "2025-01-11",
             "title": " Rust ", "text": "Rust.", "retrieved": "2025-01-12T10:00:00+01:00", "licence": "CC BY 4.0", "tags": [1]}  # fmt: skip
    (article,) = read(json.dumps(given))
    want = Article("a1", "Rust.", "nl", "Rust", "Voorbeeldkrant", "https://example.org", "2025-01-11", "2025-01-12T10:00:00+01:00",
                   "CC BY 4.0", origin="a.jsonl:1")  # fmt: skip
    assert article == want


def test_jsonl_null_and_empty_are_unknown():
    (article,) = read('{"text": "Rust.", "title": null, "published": "", "url": " ", "id": null}')
    assert (article.title, article.published, article.url) == (None, None, None)
    assert article.id.startswith("article-")


def test_jsonl_a_number_is_an_id():
    assert read('{"id": 7, "text": "Rust."}')[0].id == "7"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{bad", "this is not JSON"),
        ("[1]", "a list where an article is an object"),
        ('"tekst"', "a text where an article is an object"),
        ('{"id": "x"}', "the field text is missing"),
        ('{"text": 5}', "the field text is a number"),
        ('{"text": null}', "the field text is null"),
        ('{"text": "x", "published": "gisteren"}', "published 'gisteren' is no date"),
        ('{"text": "x", "published": "2025-02-30"}', "published '2025-02-30' is no date"),
        ('{"text": "x", "published": 20250111}', "the field published is a number"),
        ('{"text": "x", "title": ["y"]}', "the field title is a list"),
        ('{"text": "x", "id": true}', "the field id is true or false"),
        ('{"text": "x", "id": "a\\nb"}', "characters that cannot be printed"),
        ('{"text": "ab\\ud83d"}', "U+D83D at character 2"),
        ('{"text": "ab\\u0000"}', "U+0000 at character 2"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_jsonl_a_bad_line_says_where_and_what(line, words):
    before, error, after = read('{"text": "Een."}\n' + line + '\n{"text": "Twee."}\n')
    assert (before.text, after.text) == ("Een.", "Twee.")
    assert isinstance(error, InputError)
    assert error.reason == "malformed"
    assert str(error).startswith("a.jsonl:2: ")
    assert words in str(error)
    assert "\n" not in str(error)


def test_jsonl_blank_lines_and_marks_are_no_articles():
    found = read(b'\xef\xbb\xbf{"text": "Een."}\r\n\r\n  \n{"text": "Twee."}')
    assert [a.text for a in found] == ["Een.", "Twee."]
    assert [a.origin for a in found] == ["a.jsonl:1", "a.jsonl:4"]


def test_jsonl_a_line_of_another_encoding():
    article, error = read(
        '{"text": "Eén dode in Malmö, zegt de burgemeester."}\n'.encode("cp1252") + b"\x00\x01\x02\x03\xff\n"
    )
    assert article.text == "Eén dode in Malmö, zegt de burgemeester."
    assert article.warnings == ("the encoding was guessed: cp1252",)
    assert error.reason == "binary"


def test_jsonl_a_line_too_long_is_passed_and_the_next_is_read(monkeypatch):
    monkeypatch.setattr("volgens.ingest.jsonl.FILE_BYTES", 40)
    error, article = read('{"text": "' + "x" * 500 + '"}\n{"text": "Twee."}\n')
    assert error.reason == "too_large"
    assert str(error).startswith("a.jsonl:1: ")
    assert (article.text, article.origin) == ("Twee.", "a.jsonl:2")


@pytest.mark.parametrize(
    ("raw", "origins"),
    [('{"text": "Een."}', ["a.json"]), ('[{"text": "Een."}, {"text": "Twee."}]', ["a.json#1", "a.json#2"]), ("[]", [])],
)
def test_json_one_object_or_a_list(raw, origins):
    assert [a.origin for a in json_articles(io.BytesIO(raw.encode()), "a.json", make)] == origins


def test_json_says_the_line():
    (error,) = json_articles(io.BytesIO(b'{"text":\n "x",\n}'), "a.json", make)
    assert "line 3 column" in str(error) or "line 2 column" in str(error)
