import io
import json
import os
import socket

import pytest

from volgens.ingest import Defaults, Inputs, Words, article_of, detect
from volgens.ingest.find import find
from volgens.model import Article, InputError
from volgens.model.errors import SKIP_REASONS

WORDS = Words.load()
DUTCH = "Het leger zegt dat er bij de aanval op het dorp zeker vijf doden zijn gevallen, onder wie een kind."
ENGLISH = "The army said at least five people were killed in the attack on the village, among them a child."


def read(*names, defaults=Defaults(), stdin: bytes | None = None) -> list[Article]:  # noqa: B008
    stream = io.BufferedReader(io.BytesIO(stdin)) if stdin is not None else None  # type: ignore[arg-type]
    return list(Inputs([str(n) for n in names], WORDS, defaults, stream))


def test_articles_a_folder_whole_sorted_hidden_left_out(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "b/z.TXT", "b/a.txt", "a.txt", ".hidden.txt", ".git/x.txt", "b/picture.jpg"):
        (tmp_path / name).write_text(f"{DUTCH} {name}", "utf8")
    found = find([str(tmp_path)])
    assert [os.path.relpath(i.path, tmp_path) for i in found.items] == ["a.txt", "b/a.txt", "b/z.TXT", "c.txt"]
    assert [p.name for p in found.passed_over] == ["picture.jpg"]
    assert [a.language for a in read(tmp_path)] == ["nl"] * 4


def test_articles_the_bad_do_not_stop_the_good(tmp_path):
    (tmp_path / "a.txt").write_text(DUTCH, "utf8")
    (tmp_path / "b.txt").write_bytes(os.urandom(3000))
    (tmp_path / "c.jsonl").write_text(f"{{bad\n{json.dumps({'id': 'c2', 'text': ENGLISH})}\n", "utf8")
    (tmp_path / "d.txt").write_text("\n \n", "utf8")
    (tmp_path / "e.txt").write_text(
        "Die Armee hat nach eigenen Angaben zwei Dörfer eingenommen und dabei mehrere Männer verloren.", "utf8"
    )
    (tmp_path / "f.txt").write_text(f"Datum: gisteren\n\n{DUTCH}", "utf8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "g.jsonl").write_text("", "utf8")
    found = read(tmp_path, tmp_path / "empty", tmp_path / "nothing.txt", "https://naam:geheim@example.org/")
    assert [a.language for a in found if not a.skipped] == ["nl", "en"]
    reasons = [a.skipped.reason for a in found if a.skipped]
    assert reasons == [
        "binary",
        "malformed",
        "empty",
        "language",
        "malformed",
        "empty",
        "no_articles",
        "missing",
        "address",
    ]
    assert set(reasons) <= set(SKIP_REASONS)
    for a in found:
        if a.skipped:
            assert "\n" not in a.skipped.detail
            assert a.skipped.detail.startswith((str(tmp_path), "https://..."))
            assert "; " in a.skipped.detail  # what to do


def test_articles_a_file_that_cannot_be_opened(tmp_path):
    path = tmp_path / "a.txt"
    with socket.socket(socket.AF_UNIX) as server:  # permissions would not stop a superuser
        server.bind(str(path))
        (article,) = read(path)
    assert article.skipped.reason == "unreadable"


def test_articles_a_library_that_stumbles_is_a_skip(tmp_path, monkeypatch):
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(f"<html><body><article><p>{DUTCH}</p></article></body></html>", "utf8")
    calls = iter([ValueError("odd\npage"), None])

    def stumble(*args, **options):
        error = next(calls)
        if error:
            raise error
        return real(*args, **options)

    from volgens.ingest import html

    real = html.bare_extraction
    monkeypatch.setattr(html, "bare_extraction", stumble)
    first, second = read(tmp_path)
    assert first.skipped.reason == "failed"
    assert first.skipped.detail == f"{tmp_path}/a.html: ValueError: odd page; report it with what --debug shows"
    assert second.text == DUTCH


def test_articles_a_link_to_nowhere(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    assert [a.skipped.reason for a in read(tmp_path)] == ["no_articles"]
    assert [a.skipped.reason for a in read(tmp_path / "a.txt")] == ["missing"]


def test_articles_two_million_characters(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Het leger viel aan. " * 100_000, "utf8")
    (article,) = read(path)
    assert article.skipped.reason == "too_large"
    assert article.text == ""
    assert "1 999 999 characters where an article has 1 000 000 at most; split it" in article.skipped.detail


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        (DUTCH.encode(), [DUTCH]),
        (f"\n\n {DUTCH}\n".encode(), [DUTCH]),
        (b'\n {"text": "%s"}\n{"text": "%s"}' % (DUTCH.encode(), ENGLISH.encode()), [DUTCH, ENGLISH]),
        (b'\xef\xbb\xbf{"text": "%s"}' % DUTCH.encode(), [DUTCH]),
        (b'[{"text": "%s"}]' % DUTCH.encode(), [DUTCH]),
        (DUTCH.encode("utf-16"), [DUTCH]),
        (f"<!DOCTYPE html><html><body><article><p>{DUTCH}</p></article></body></html>".encode(), [DUTCH]),
    ],
)
def test_articles_standard_input_is_told_by_its_first_character(raw, texts):
    assert [a.text for a in read("-", stdin=raw)] == texts


def test_articles_standard_input_empty():
    assert [a.skipped.reason for a in read("-", stdin=b"")] == ["empty"]


def test_articles_a_file_without_a_telling_name(tmp_path):
    path = tmp_path / "articles.dump"
    path.write_text(json.dumps({"text": DUTCH}), "utf8")
    assert read(path)[0].text == DUTCH


def test_articles_defaults_fill_only_what_is_not_said(tmp_path):
    path = tmp_path / "a.jsonl"
    own = {
        "text": DUTCH,
        "published": "2025-01-11",
        "publisher": "Eigen",
        "language": "nl",
        "title": "T",
        "url": "https://example.org",
    }
    path.write_text(json.dumps(own) + "\n" + json.dumps({"text": DUTCH + " "}), "utf8")
    first, second = read(path, defaults=Defaults("en", "2024-05-06", "Titel", "Krant", "https://example.net"))
    assert (first.language, first.published, first.title, first.publisher, first.url) == (
        "nl",
        "2025-01-11",
        "T",
        "Eigen",
        "https://example.org",
    )
    assert (second.language, second.published, second.title, second.publisher) == ("en", "2024-05-06", "Titel", "Krant")


def test_articles_an_id_twice_with_another_text_stays_two_articles(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        "".join(json.dumps({"id": "a", "text": t}) + "\n" for t in (DUTCH, ENGLISH, DUTCH, ENGLISH)), "utf8"
    )
    ids = [a.id for a in read(path)]
    assert ids[0] == ids[2] == "a"
    assert ids[1] == ids[3] != "a"
    assert "came before with another text" in read(path)[1].warnings[0]


def test_articles_count(tmp_path):
    (tmp_path / "a.txt").write_text(DUTCH)
    (tmp_path / "b.jsonl").write_text("{}\n\n{}\n{}")
    assert Inputs([str(tmp_path), "missing"], WORDS).count() == 5
    assert Inputs(["-"], WORDS).count() is None


def test_article_of():
    article = article_of(DUTCH, published="2025-01-11", publisher="Krant")
    assert (article.text, article.language, article.published, article.publisher) == (
        DUTCH,
        "nl",
        "2025-01-11",
        "Krant",
    )
    for bad in ({"text": ""}, {"text": DUTCH, "published": "gisteren"}, {"text": DUTCH, "language": "de"}):
        with pytest.raises(InputError):
            article_of(**bad)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (DUTCH, "nl"),
        (ENGLISH, "en"),
        ("Zeker vijf doden bij aanval op Charkov", "nl"),
        ("Five killed in Kharkiv strike", "en"),
        ("Volgens die weermag is die brug deur 'n missiel vernietig en is daar ten minste vyf mense dood.", "af"),
        ("De plysje seit dat der yn it doarp fiif minsken omkommen binne by de oanfal fan it leger.", "fy"),
        ("Die Polizei teilte mit, dass bei dem Angriff auf das Dorf mindestens fünf Menschen getötet wurden.", "de"),
        ("Au moins cinq personnes ont été tuées dans une attaque contre le village, selon la police.", "fr"),
        ("По меньшей мере пять человек погибли при обстреле города, сообщила полиция.", "ru"),
        ("12 345", None),
    ],
)
def test_language_detection(text, want):
    assert detect(text, WORDS.languages) == want


def test_language_the_hint_counts_only_in_short_texts():
    assert detect("Kharkiv Sumy Odesa", WORDS.languages, "nl") == "nl"
    assert detect(ENGLISH, WORDS.languages, "nl") == "en"


@pytest.mark.parametrize(
    ("given", "want"),
    [
        ("nl", "nl"),
        ("NL", "nl"),
        ("nl-BE", "nl"),
        ("nl_NL", "nl"),
        ("nld", "nl"),
        ("dut", "nl"),
        ("eng", "en"),
        ("xx", "xx"),
    ],
)
def test_language_codes(given, want):
    assert WORDS.code(given) == want


def test_language_that_is_given_and_cannot_be_read():
    with pytest.raises(InputError) as caught:
        article_of(DUTCH, language="fr")
    assert str(caught.value) == "given as Frans/French, which cannot be read yet; languages read: en, nl"


def test_articles_a_link_to_where_one_may_not_look(tmp_path):
    """Links round in a circle, and links that cannot be followed: the other files are read."""
    (tmp_path / "een.txt").write_text("Het leger viel het dorp aan.", "utf8")
    (tmp_path / "rond.txt").symlink_to("rond.txt")
    (tmp_path / "weg.txt").symlink_to("nergens.txt")
    found = list(Inputs([str(tmp_path)], Words.load()))
    assert [a.text for a in found if not a.skipped] == ["Het leger viel het dorp aan."]


def test_articles_a_file_that_cannot_be_asked_about_is_told(tmp_path, monkeypatch):
    (tmp_path / "een.txt").write_text("Het leger viel het dorp aan.", "utf8")

    class Closed:
        name, path = "toe.txt", str(tmp_path / "toe.txt")

        def is_dir(self, follow_symlinks=True):
            return False

        def is_file(self):
            raise PermissionError(13, "Permission denied")

    scandir = os.scandir
    monkeypatch.setattr("volgens.ingest.find.os.scandir", lambda folder: [*scandir(folder), Closed()])
    found = list(Inputs([str(tmp_path)], Words.load()))
    assert [(a.text, a.skipped and a.skipped.reason) for a in found] == [
        ("Het leger viel het dorp aan.", None),
        ("", "unreadable"),
    ]
