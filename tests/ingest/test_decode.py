import io

import pytest

from volgens.ingest import limits
from volgens.ingest.decode import decode, read_all
from volgens.model import InputError

DUTCH = "De coördinator spreekt van “één van de zwaarste nachten” — dertig drones, één dode, zegt burgemeester José."


def error(raw: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        decode(raw, "a.txt")
    return caught.value


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
def test_decode_encodings(encoding):
    assert decode(DUTCH.encode(encoding), "a.txt")[0] == DUTCH


def test_decode_says_when_it_guessed():
    assert decode(DUTCH.encode(), "a.txt")[1] is None
    assert decode(DUTCH.encode("cp1252"), "a.txt")[1] == "the encoding was guessed: cp1252"
    assert decode(DUTCH.encode("cp1252"), "a.txt", declared=["iso-8859-1"]) == (DUTCH, None)


def test_decode_believes_utf8_before_what_is_declared():
    assert decode(DUTCH.encode(), "a.txt", declared=["iso-8859-1"])[0] == DUTCH


def test_decode_unknown_declaration_falls_back():
    assert decode(DUTCH.encode("cp1252"), "a.txt", declared=["nonsense-8", "cp1252"])[0] == DUTCH


def test_decode_damaged_utf8_stays_utf8():
    raw = (DUTCH * 3).encode() + b"\xe2\x80" + b" einde"
    assert decode(raw, "a.txt") == (DUTCH * 3 + "\ufffd einde", "characters that are not UTF-8 were replaced: 1")


def test_decode_another_alphabet():
    text = "Щонайменше п'ятеро людей загинули внаслідок обстрілу міста, повідомила поліція у суботу."
    assert decode(text.encode("cp1251"), "a.txt")[0] == text


@pytest.mark.parametrize(
    ("raw", "kind"),
    [(b"%PDF-1.7 ...", "PDF"), (b"PK\x03\x04rest", "ZIP"), (b"\x89PNG\r\n", "picture"), (b"\x1f\x8b\x08", "gzip")],
)
def test_decode_names_known_formats(raw, kind):
    e = error(raw)
    assert e.reason == "binary"
    assert kind in str(e)
    assert "a.txt" in str(e)


def test_decode_binary():
    assert error(bytes(range(256)) * 20).reason == "binary"
    assert error(b"Het leger\0viel aan").reason == "binary"
    assert error(("Het leger" + "\x01\x02" * 9).encode()).reason == "binary"


def test_decode_broken_after_its_mark():
    e = error(b"\xef\xbb\xbfHet leger \xff viel aan")
    assert e.reason == "encoding"
    assert "byte 13" in str(e)


def test_read_all_stops_at_the_limit(monkeypatch):
    monkeypatch.setattr("volgens.ingest.decode.FILE_BYTES", 10)
    assert read_all(io.BytesIO(b"0123456789"), "a.txt") == b"0123456789"
    with pytest.raises(InputError) as caught:
        read_all(io.BytesIO(b"0123456789a"), "a.txt")
    assert caught.value.reason == "too_large"


def test_limits_fit_each_other():
    assert (
        limits.ARTICLE_CHARACTERS * 4 <= limits.FILE_BYTES
    )  # an article of the longest kind fits into a file in any encoding
