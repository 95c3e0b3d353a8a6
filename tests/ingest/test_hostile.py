"""Bytes made to do harm, and bytes that chance makes, to every reader: each comes back, in time, with articles or with reasons."""

import gzip
import json
import time
import zlib

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.ingest.samples import PDF, SOUND, sound
from tests.ingest.support import got
from volgens.ingest.limits import ARTICLE_CHARACTERS

SECONDS = 5
PIECES = [b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b"<div>" * 50, b"[" * 200, b"{", b"\r\n\r\n", b"&#0;&#xd800;", b"Content-Length: 99999999999", b"WARC/1.0\r\n",
          b"From a@b 00:00\n", b"--b\n", b"=?utf-8?q?=?=", b'"text":', b"\x1f\x8b\x08", b"99999999999999999999", "\u202e\u0000\ufeff".encode(),
          b"datetime=", b"<!--", b"]]>", b"charset=utf-7"]  # fmt: skip


def bounded(raw: bytes, named: str | None = None) -> None:
    """Reads it, and looks whether what comes back is sound."""
    begun = time.process_time()  # the machine may have other things to do
    articles, errors, _ = got(raw, named)
    assert time.process_time() - begun < SECONDS
    sound(articles, errors)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """A sound file with stretches of it taken out, doubled, or put in from elsewhere."""
    raw = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(raw)))
        length = draw(st.integers(0, 80))
        put = draw(
            st.one_of(st.sampled_from(PIECES), st.binary(max_size=20), st.just(bytes(raw[at : at + length]) * 2))
        )
        raw[at : at + length] = put
    return bytes(raw)


@pytest.mark.parametrize("kind", SOUND)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_hostile_damage_to_a_sound_file(kind, data):
    raw = data.draw(damaged(SOUND[kind]))
    bounded(raw, kind if data.draw(st.booleans()) else None)
    bounded(gzip.compress(raw, mtime=0)[: data.draw(st.sampled_from((None, -5)))])


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_hostile_damage_to_a_pdf(data):
    bounded(data.draw(damaged(PDF)), "pdf")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, *SOUND]))
@example(b"", None)
@example(b"\x1f\x8b", None)
@example(b"\x1f\x8b\x08", "warc")
@example(b"PAR1", None)
@example(b"%PDF-", None)
@example(b"WARC/", None)
@example(b"From a 00:00\na:", None)
@example(b"{}", "json")
@example(b"[]", "json")
@example(b"\xff\xfe\x00\xd8", "text")
def test_hostile_any_bytes(raw, named):
    bounded(raw, named)


HEAVY = {
    "one line of ten megabytes": (b"Het leger viel aan. " * 500_000, "text"),
    "one line without a space": (b"a" * 10_000_000, "text"),
    "JSON in one line of ten megabytes": (b'{"text": "' + b"a" * 10_000_000 + b'"}', "jsonl"),
    "JSON nested deep": (b"[" * 1_000_000, "json"),
    "JSON objects nested deep": (b'{"a":' * 500_000, "jsonl"),
    "a page nested deep": (b"<html><body>" + b"<div>" * 500_000 + b"x", "html"),
    "links nested deep": (b"<html><body>" + b"<a>" * 200_000 + b"x", "html"),
    "a page of headings": (b"<html><body>" + b"<h1>x</h1><time datetime=2025>" * 20_000, "html"),
    "a page of dates": (b"<html><body><h1>x</h1>" + b"<p>11 januari, 14:32</p>" * 20_000, "html"),
    "an attribute of ten megabytes": (b"<html><body><p class='" + b"a" * 5_000_000 + b"'>x</p>", "html"),
    "a page of nul characters": (b"<html><body><p>" + bytes(1_000_000) + b"</p>", "html"),
    "entities within entities": (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + k, b"&%c;" % (97 + k) * 10) for k in range(12))
        + b"]><html><body><p>&m;</p></body></html>",
        "html",
    ),
    "an entity from a file": (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>&a;</p></body></html>',
        "html",
    ),
    "JSON-LD nested deep": (
        b'<html><head><script type="application/ld+json">' + b'{"@graph":[' * 100_000 + b"</script></head><body><p>x</p>",
        "html",
    ),
    "a gzip of zeros": (gzip.compress(bytes(60_000_000)), None),
    "gzip in gzip": (gzip.compress(gzip.compress(b"Het leger viel aan.")), None),
    "a spread of clocks": (b"12:03" + b" \t" * 2_000_000, "text"),
    "front matter without end": (b"Datum: " + b"1-1-2025 " * 200_000 + b"\n\nx", "text"),
    "a head without end": (b"From: a\n" + b"X: y\n" * 500_000, "mail"),
    "brackets in a plain mail": (b"From: a@b\nMessage-ID: <1>\n\n" + b"<" * 5_000_000, "mail"),
}  # fmt: skip


@pytest.mark.parametrize("name", HEAVY)
def test_hostile_heavy(name):
    raw, named = HEAVY[name]
    bounded(raw, named)


def test_hostile_a_file_on_this_machine_is_not_read_by_an_entity():
    articles, _, _ = got(*HEAVY["an entity from a file"])
    assert not any("root" in a.text for a in articles)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b" ",
        b"\xef\xbb\xbf",
        b'<?xml version="1.0" encoding="\x81"?><rss><channel></channel></rss>',
    ],
)
def test_hostile_feeds_that_are_none(raw):
    """feedparser raises of its own of some of these."""
    articles, errors, _ = got(raw, "feed")
    assert articles == []
    assert [e.reason for e in errors] == ["malformed"]


def test_hostile_the_name_of_a_record_breaks_no_line():
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nWARC-Target-URI: https://a.example/\re\nX\r\n"
    articles, errors, _ = got(head + b"Content-Length: 5\r\n\r\nhello\r\n\r\n", "warc")
    assert articles == []
    assert all(str(e).isprintable() for e in errors)


def test_hostile_a_bomb_stops_where_it_is_seen():
    squeezed = zlib.compressobj(9, zlib.DEFLATED, 31)
    line = b'{"text": "' + b" " * 1_000_000 + b'"}\n'
    raw = b"".join(squeezed.compress(line) for _ in range(120)) + squeezed.flush()
    _, errors, _ = got(raw)
    assert errors[-1].reason == "too_large"
    assert "swells to more than 200 times its size" in str(errors[-1])


def test_hostile_text_longer_than_an_article_is_left_to_the_settling():
    articles, _, _ = got(json.dumps({"text": "a" * (ARTICLE_CHARACTERS + 1)}).encode(), "jsonl")
    assert len(articles[0].text) > ARTICLE_CHARACTERS
