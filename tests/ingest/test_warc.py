import gzip
import io

import pytest

from tests.ingest.archives import DUTCH, answer, packed, page, record
from tests.ingest.support import got
from volgens.ingest import Inputs, Words

INFO = record(b"software: made by hand\r\n", None, "warcinfo")
ASKED = record(b"GET / HTTP/1.1\r\n\r\n", kind="request")


def pages(n: int) -> list[bytes]:
    return [record(answer(page(f"{DUTCH} Nummer {k}.")), f"https://example.org/{k}") for k in range(n)]


@pytest.mark.parametrize("pack", [b"".join, lambda rs: packed(*rs), lambda rs: gzip.compress(b"".join(rs))])
def test_warc_only_pages_that_were_found(pack):
    raw = pack(
        [
            INFO,
            ASKED,
            record(answer(page(line="<p>zaterdag 11 januari, 14:32</p>"))),
            record(answer(page(), "404 Not Found")),
            record(answer(page(), "301 Moved", "text/html", "Location: /x")),
            record(answer(b"\x89PNG", kind="image/png")),
            record(answer(page(), "200 OK", "application/xhtml+xml"), "https://example.org/twee"),
        ]
    )
    articles, errors, passed = got(raw)
    assert not errors
    assert [a.url for a in articles] == ["https://example.org/nacht", "https://example.org/twee"]
    first = articles[0]
    assert first.text == DUTCH
    assert first.published == "2025-01-11T14:32"
    assert first.retrieved == "2025-01-12T06:30:00Z"
    assert first.origin == "a.file#3 https://example.org/nacht"
    assert passed == {
        "WARC records that are no answer of a server": 2,
        "WARC records with status 404": 1,
        "WARC records with status 301": 1,
        "WARC records that are no HTML page": 1,
    }


def test_warc_the_day_of_the_crawl_is_no_day_of_publication():
    ((article,), _, _) = got(record(answer(page())))
    assert article.published is None
    assert article.retrieved == "2025-01-12T06:30:00Z"


def test_warc_the_charset_of_the_head_goes_before_that_of_the_page():
    text = DUTCH + " De ouders van Zoë en José zijn geëvacueerd, meldt de regio “Noord”."
    body = page(text, head='<meta charset="koi8-r">').decode().encode("cp1252")
    ((article,), _, _) = got(record(answer(body, kind="text/html; charset=windows-1252")))
    assert article.text == text
    assert article.warnings == ("the page says nothing of when it was published; --published tells it",)


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (gzip.compress(page()), ("Content-Encoding: gzip",)),
        (page(), ("Content-Encoding: gzip",)),  # unpacked before it was written, as Common Crawl does
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(page()), page()), ("Transfer-Encoding: chunked",)),
        (page(), ("Transfer-Encoding: chunked",)),
    ],
)
def test_warc_a_body_that_is_packed_or_says_so(body, more):
    articles, errors, _ = got(record(answer(body, "200 OK", "text/html", *more)))
    assert not errors
    assert [a.text for a in articles] == [DUTCH]


def test_warc_a_page_that_the_crawl_cut_says_so():
    raw = record(answer(page()), "https://example.org/nacht", "response", "WARC-Truncated: length")
    ((article,), _, _) = got(raw)
    assert "the crawl kept only the beginning of this page (length)" in article.warnings


def damaged(raw: bytes) -> bytes:
    return raw[:40] + bytes(20) + raw[60:]


def cut(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


@pytest.mark.parametrize("wrong", [damaged, cut])
def test_warc_a_damaged_member_costs_only_itself(wrong):
    members = [packed(r) for r in pages(5)]
    members[2] = wrong(members[2])
    articles, errors, _ = got(b"".join(members))
    assert [a.url[-1] for a in articles] == ["0", "1", "3", "4"]
    assert [e.reason for e in errors] == ["malformed"]
    assert str(errors[0]).startswith("a.file#")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda r: r.replace(b"Content-Length: ", b"Content-Length: 9", 1),
        lambda r: r.replace(b"Content-Length", b"Content-Breadth", 1),
        lambda r: r.replace(b"Content-Length: ", b"Content-Length: -", 1),
        cut,
    ],
)
def test_warc_a_record_with_a_wrong_length_costs_itself_and_at_most_the_next(wrong):
    records = pages(6)
    records[2] = wrong(records[2])
    articles, errors, _ = got(b"".join(records))
    read = [a.url[-1] for a in articles]
    assert read[:2] == ["0", "1"]
    assert read[-2:] == ["4", "5"]
    assert errors


@pytest.mark.parametrize("pack", [b"".join, lambda rs: packed(*rs)])
def test_warc_a_file_that_breaks_off_keeps_what_came_before(pack):
    raw = pack(pages(3))
    articles, errors, _ = got(raw[:-150])
    assert [a.url[-1] for a in articles] == ["0", "1"]
    assert [e.reason for e in errors] == ["malformed"]


def test_warc_a_pipe_is_read_up_to_the_damage():
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    members = [packed(r) for r in pages(3)]
    members[1] = damaged(members[1])
    stream = io.BufferedReader(Pipe(b"".join(members)), 65536)
    found = list(Inputs(["-"], Words.load(), stdin=stream))
    assert [a.skipped.reason if a.skipped else a.url[-1] for a in found] == ["0", "malformed"]


def test_warc_a_page_that_swells_is_left_out():
    bomb = gzip.compress(bytes(30_000_000))
    articles, errors, _ = got(record(answer(bomb, "200 OK", "text/html", "Content-Encoding: gzip")) + pages(1)[0])
    assert len(articles) == 1
    assert [e.reason for e in errors] == ["too_large"]


def test_warc_a_page_without_an_article_is_named_by_its_address():
    articles, errors, _ = got(record(answer(b"<html><body><nav>Home</nav></body></html>")) + pages(1)[0])
    assert len(articles) == 1
    assert str(errors[0]).startswith("a.file#1 https://example.org/nacht: no article is found on this page")


def test_warc_a_member_whose_head_is_damaged_costs_only_itself():
    members = [packed(r) for r in pages(4)]
    members[1] = (
        members[1][:3] + b"\x1f\xff\xff\xff" + members[1][7:]
    )  # flags that promise more of a head than there is
    articles, errors, _ = got(b"".join(members))
    assert [a.url[-1] for a in articles] == ["0", "2", "3"]
    assert [e.reason for e in errors] == ["malformed"]


def test_warc_what_looks_like_the_start_of_a_record_again_and_again_is_given_up():
    articles, _, _ = got(packed(pages(1)[0]) + b"\x1f\x8b\x08" * 300_000)
    assert len(articles) == 1
