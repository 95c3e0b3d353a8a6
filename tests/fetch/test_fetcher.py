import gzip
import time
import zlib
from itertools import pairwise

import pytest

from tests.site import Answer
from volgens.fetch import Fetcher, Manners
from volgens.model import InputError
from volgens.model.errors import SKIP_REASONS

QUICK = Manners(delay=0, connect=2, read=2, total=5, private=True, contact="redactie@example.org")
HTML = {"Content-Type": "text/html"}


def refused(address, manners=QUICK, **options) -> InputError:
    with pytest.raises(InputError) as e:
        Fetcher(manners, **options).get(address)
    assert e.value.reason in SKIP_REASONS
    assert str(e.value).startswith(address)
    assert "\n" not in str(e.value)
    return e.value


def test_fetcher_a_page_with_what_its_server_says_of_it(site):
    headers = {"Content-Type": 'text/html; charset="ISO-8859-15"', "ETag": 'W/"7"', "Last-Modified": "Sat, 11 Jan 2025 13:32:00 GMT"}  # fmt: skip
    site.answers["/nieuws"] = Answer("Oekraïne".encode("iso-8859-15"), headers=headers)
    got = Fetcher(QUICK).get(site.at("/nieuws#top"))
    assert (got.status, got.kind, got.charset) == (200, "text/html", "iso-8859-15")
    assert got.body.decode(got.charset) == "Oekraïne"
    assert (got.address, got.etag, got.modified) == (site.at("/nieuws"), 'W/"7"', headers["Last-Modified"])
    assert got.moment.startswith(time.strftime("%Y-%m-%dT", time.gmtime()))
    assert got.moment.endswith("+00:00")


def test_fetcher_says_who_it_is(site):
    Fetcher(QUICK).get(site.page("/a", "x"))
    assert [a.path for a in site.asked] == ["/robots.txt", "/a"]
    for asked in site.asked:
        assert asked.headers["user-agent"].startswith("volgens/")
        assert "redactie@example.org" in asked.headers["user-agent"]
        assert asked.headers["host"] == f"127.0.0.1:{site.port}"
        assert "cookie" not in asked.headers


def test_fetcher_only_if_it_changed_since(site):
    site.answers["/a"] = lambda asked: Answer(status=304 if asked.headers.get("if-none-match") == '"1"' else 200, body=b"", headers={"ETag": '"1"'})  # fmt: skip
    first = Fetcher(QUICK).get(site.at("/a"))
    again = Fetcher(QUICK).get(site.at("/a"), first.etag, "Sat, 11 Jan 2025 13:32:00 GMT")
    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert site.asked[-1].headers["if-modified-since"] == "Sat, 11 Jan 2025 13:32:00 GMT"


ROBOTS = b"User-agent: *\nDisallow: /archief/\nAllow: /archief/open\n\nUser-agent: volgens\nDisallow: /*.pdf$\nDisallow: /betaald/\n"


def test_fetcher_keeps_to_robots(site):
    site.answers["/robots.txt"] = Answer(ROBOTS)
    for path in ("/betaald/1", "/stukken/rapport.pdf"):
        site.page(path, "x")
        assert refused(site.at(path)).reason == "robots"
    assert site.paths() == []
    assert Fetcher(QUICK).get(site.page("/archief/1", "our own group counts, not that of all")).status == 200


def test_fetcher_robots_is_asked_for_once(site):
    fetcher = Fetcher(QUICK)
    for k in range(3):
        fetcher.get(site.page(f"/{k}", "x"))
    assert [a.path for a in site.asked].count("/robots.txt") == 1


@pytest.mark.parametrize(("status", "reason"), [(500, "server"), (503, "busy")])
def test_fetcher_without_a_robots_that_is_there_nothing_is_asked(site, status, reason):
    site.answers["/robots.txt"] = Answer(status=status)
    error = refused(site.page("/a", "x"))
    assert (error.reason, site.paths()) == (reason, [])
    assert "robots.txt" in error.what


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_fetcher_a_site_without_robots_forbids_nothing(site, status):
    site.answers["/robots.txt"] = Answer(status=status)
    assert Fetcher(QUICK).get(site.page("/a", "x")).body == b"x"


def test_fetcher_as_often_as_the_site_wants(site):
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 0.3\n")
    fetcher = Fetcher(QUICK)
    for k in range(3):
        fetcher.get(site.page(f"/{k}", "x"))
    moments = [a.moment for a in site.asked if a.path != "/robots.txt"]
    assert all(b - a >= 0.29 for a, b in pairwise(moments))


def test_fetcher_a_delay_that_would_take_for_ever(site):
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 86400\n")
    assert "86400 seconds" in refused(site.page("/a", "x")).what


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, "not_found"), (410, "not_found"), (401, "refused"), (403, "refused"), (451, "refused"), (429, "busy"), (503, "busy"),
     (500, "server"), (204, "server"), (999, "server")],
)  # fmt: skip
def test_fetcher_what_a_server_refuses(site, status, reason):
    site.answers["/a"] = Answer(status=status)
    error = refused(site.at("/a"))
    assert error.reason == reason
    assert str(status) in error.what


def test_fetcher_comes_back_when_a_busy_server_says_so(site):
    answers = iter([Answer(status=503, headers={"Retry-After": "0"}), Answer(b"nu wel", headers=HTML)])
    site.answers["/a"] = lambda asked: next(answers)
    assert Fetcher(QUICK).get(site.at("/a")).body == b"nu wel"
    site.answers["/b"] = Answer(status=429, headers={"Retry-After": "3600"})
    assert refused(site.at("/b")).reason == "busy"
    assert site.paths().count("/b") == 1


def moved(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


def test_fetcher_redirects_are_followed_and_each_is_checked(site):
    site.answers["/1"] = moved("/2?x=é".encode().decode("latin-1"), 301)
    site.answers["/2?x=%C3%A9"] = moved("3", 307)
    page = site.page("/3", "daar")
    assert Fetcher(QUICK).get(site.at("/1")).address == page
    site.answers["/rond"] = moved("/rond")
    assert refused(site.at("/rond")).reason == "redirects"
    assert site.paths().count("/rond") == 6
    for to in ("file:///etc/passwd", "ftp://example.org/", "http://user:x@example.org/", "http://[bad"):
        site.answers["/elders"] = moved(to)
        assert refused(site.at("/elders")).reason == "redirects"


def test_fetcher_robots_counts_where_a_redirect_leads(site):
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /dicht\n")
    site.answers["/open"] = moved("/dicht")
    assert refused(site.at("/open")).reason == "robots"
    assert site.paths() == ["/open"]


def test_fetcher_private_addresses_are_not_asked(site):
    manners = Manners(delay=0)
    for host in ("127.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"):
        assert refused(site.at("/a", host), manners).reason == "private"
    error = refused("http://169.254.169.254/latest/meta-data/", manners)
    assert error.reason == "private"
    assert "169.254.169.254" in error.what
    assert site.asked == []


def test_fetcher_a_redirect_to_a_private_address(site):
    """The first host counts as public for the test: its address is private only when it is looked up for the second request."""
    site.answers["/a"] = moved("http://intern.example/geheim")
    names = {"krant.example": "127.0.0.1", "intern.example": "10.0.0.5"}
    asked = []

    def look_up(host, port):
        asked.append(host)
        return [names[host]]

    from volgens.fetch import network

    public = network.is_public
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "is_public", lambda a: a == "127.0.0.1" or public(a))
        error = refused(site.at("/a", "krant.example"), Manners(delay=0), look_up=look_up)
    assert (error.reason, asked[-1]) == ("private", "intern.example")


def test_fetcher_a_name_that_means_another_address_the_next_time(site):
    """DNS rebinding: public for the robots.txt, this machine for the page."""
    from volgens.fetch import network

    answers = iter([["127.0.0.1"], ["127.0.0.9"]])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "is_public", lambda a: a == "127.0.0.1")
        error = refused(site.page("/a", "x").replace("127.0.0.1", "krant.example"), Manners(delay=0), look_up=lambda h, p: next(answers))  # fmt: skip
    assert (error.reason, site.paths()) == ("private", [])


def test_fetcher_large_answers(site):
    small = Manners(delay=0, private=True, bytes=1000)
    site.answers["/said"] = Answer(b"x", headers={"Content-Length": "1001"})
    site.answers["/long"] = Answer(b"x" * 1001, headers=HTML)
    site.answers["/fits"] = Answer(b"x" * 1000, headers=HTML)
    site.answers["/bomb"] = Answer(gzip.compress(b"\0" * 5_000_000)[:900], headers={"Content-Encoding": "gzip"})
    for path in ("/said", "/long", "/bomb"):
        assert refused(site.at(path), small).reason == "too_large"
    assert len(Fetcher(small).get(site.at("/fits")).body) == 1000


def test_fetcher_a_bomb_is_stopped_before_it_is_unpacked(site, monkeypatch):
    """A megabyte of zeros in a kilobyte: not more than is allowed is ever made of it."""
    import tracemalloc

    site.answers["/bomb"] = Answer(gzip.compress(b"\0" * 200_000_000), headers={"Content-Encoding": "gzip"})
    tracemalloc.start()
    assert refused(site.at("/bomb"), Manners(delay=0, private=True, bytes=1_000_000)).reason == "too_large"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_fetcher_packed_answers(site):
    text = "Volgens de gouverneur " * 200
    bare = zlib.compressobj(wbits=-15)
    packed = {"gzip": gzip.compress(text.encode()), "deflate": zlib.compress(text.encode()), "Deflate": bare.compress(text.encode()) + bare.flush()}  # fmt: skip
    for name, body in packed.items():
        site.answers["/p"] = Answer(body, headers={"Content-Encoding": name})
        assert Fetcher(QUICK).get(site.at("/p")).body.decode() == text
    for name, body in (("br", b"x"), ("gzip", b"no gzip")):
        site.answers["/p"] = Answer(body, headers={"Content-Encoding": name})
        assert refused(site.at("/p")).reason == "server"


@pytest.mark.parametrize(
    "manners", [Manners(delay=0, private=True, read=0.2), Manners(delay=0, private=True, total=0.4)]
)
def test_fetcher_a_server_that_is_too_slow(site, manners):
    """No byte for a while, or a byte now and then for ever."""
    site.answers["/a"] = Answer(b"x" * 100, drip=0.3 if manners.read < 1 else 0.05)
    start = time.monotonic()
    assert refused(site.at("/a"), manners).reason == "timeout"
    assert time.monotonic() - start < 1.5


def test_fetcher_nobody_there(site):
    assert refused("http://127.0.0.1:9/x").reason == "unreachable"
    assert refused("http://niets.invalid/x").reason == "unreachable"
    site.answers["/kort"] = Answer(b"half", headers={"Content-Length": "100"})
    assert refused(site.at("/kort")).reason == "unreachable"


def test_fetcher_pictures_are_no_pages(site):
    site.answers["/a"] = Answer(b"\xff\xd8\xff", headers={"Content-Type": "image/jpeg"})
    assert refused(site.at("/a")).reason == "binary"


def test_fetcher_a_page_that_asks_for_consent_or_a_login_is_not_the_article(site):
    site.page("/consent?callbackUrl=https%3A%2F%2Fkrant.example%2Fnieuws%2F1%3Fa%3Db", "Wij gebruiken cookies")
    site.page("/login?next=/nieuws/1", "Log in")
    site.page("/nieuws/2", "het artikel")
    for to in ("/consent?callbackUrl=https%3A%2F%2Fkrant.example%2Fnieuws%2F1%3Fa%3Db", "/login?next=/nieuws/1"):
        site.answers["/nieuws/1"] = moved(to)
        error = refused(site.at("/nieuws/1"))
        assert error.reason == "refused"
        assert "consent or a login" in error.what
    site.answers["/nieuws/1"] = moved("/nieuws/2")
    assert Fetcher(QUICK).get(site.at("/nieuws/1")).body == b"het artikel"


@pytest.mark.parametrize(
    "to",
    ["http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://017700000001/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::a9fe:a9fe]/", "http://0/",
     "http://169.254.169.254/latest/meta-data/", "//127.1/", "http://127。0。0。1/", "http://①②⑦.0.0.1/"],
)  # fmt: skip
def test_fetcher_a_redirect_to_a_private_address_however_it_is_spelt(site, to):
    """The site itself counts as public for the test; where it leads is looked up as the system does."""
    from volgens.fetch import network

    site.answers["/a"] = Answer(status=302, headers={"Location": to.encode().decode("latin-1")})
    own = site.at("/a").replace("127.0.0.1", "krant.example")
    public = network.is_public

    def look_up(host, port):
        return ["127.0.0.9"] if host == "krant.example" else network.resolve(host, port)

    class Here(network.Checked):
        def __init__(self, *rest):
            super().__init__(*rest)
            below = self._below
            self._below = type(
                "Below",
                (),
                {"connect_tcp": lambda _, a, *r: below.connect_tcp("127.0.0.1" if a == "127.0.0.9" else a, *r)},
            )()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "is_public", lambda a: a == "127.0.0.9" or public(a))
        patch.setattr("volgens.fetch.fetcher.Checked", Here)
        error = refused(own, Manners(delay=0), look_up=look_up)
    assert error.reason in ("private", "redirects")
    assert site.paths() == ["/a"]


@pytest.mark.parametrize("to", ["file:///etc/passwd", "gopher://127.0.0.1/", "data:text/html,x", "javascript:alert(1)", "ftp://a.example/", "dict://a.example/"])  # fmt: skip
def test_fetcher_a_redirect_to_another_scheme(site, to):
    site.answers["/a"] = moved(to)
    assert refused(site.at("/a")).reason == "redirects"


def test_fetcher_a_head_without_end(site):
    site.answers["/a"] = Answer(b"x", headers={"X-A": "a" * 2_000_000})
    assert refused(site.at("/a")).reason == "unreachable"
