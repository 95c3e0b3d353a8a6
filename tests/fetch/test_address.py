import pytest

from volgens.fetch import checked, page_key, plain
from volgens.model import InputError


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("HTTPS://Example.ORG:443", "https://example.org/"),
        ("http://example.org:8080/a b?q=c d#top", "http://example.org:8080/a%20b?q=c%20d"),
        ("https://voorbeeld.nl/oorlog-in-oekraïne", "https://voorbeeld.nl/oorlog-in-oekra%C3%AFne"),
        ("https://bücher.example/%C3%BC", "https://xn--bcher-kva.example/%C3%BC"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
    ],
)
def test_address_as_it_is_sent(given, sent):
    assert checked(given) == sent


@pytest.mark.parametrize(
    "given",
    ["ftp://example.org/x", "file:///etc/passwd", "javascript:alert(1)", "https://", "http://user:secret@example.org/",
     "http://exa mple.org/", "http://example.org:99999/", "http://[::1/x", "http://a%2eb/", "example.org/x", "", "http://example.org/\udcc3"],
)  # fmt: skip
def test_address_that_cannot_be_asked(given):
    with pytest.raises(InputError) as e:
        checked(given)
    assert e.value.reason == "address"
    assert "\n" not in str(e.value)
    assert "secret" not in str(e.value)


def test_address_without_what_tells_where_a_reader_came_from():
    given = "https://example.org/a/?utm_source=x&id=3&fbclid=1&leeg=&8812&b=%20#reacties"
    assert plain(given) == "https://example.org/a/?id=3&leeg=&8812&b=%20"


def test_address_one_page_under_many_addresses():
    same = ["http://example.org/nieuws/1", "https://www.example.org:443/nieuws/1/", "https://EXAMPLE.org/nieuws/1?utm_medium=rss#reacties"]  # fmt: skip
    assert {page_key(a) for a in same} == {"example.org/nieuws/1"}
    assert page_key("https://example.org/x?b=2&a=1") == page_key("https://example.org/x?a=1&b=2")
    others = ["https://example.org/nieuws/2", "https://example.org/nieuws/1?p=2", "https://m.example.org/nieuws/1"]
    assert len({page_key(a) for a in (*same, *others)}) == 4


@pytest.mark.parametrize("given", [None, "", "https://example.org", "https://example.org/#x", "krant-2025-01-11", "mailto:a@example.org"])  # fmt: skip
def test_address_that_tells_no_page(given):
    assert page_key(given) is None
