"""Pages and feeds from a server on this machine, as articles."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.site import Answer, Asked, Site, serving
from volgens.fetch import Manners
from volgens.fetch.visit import Visit, older_than, slower_and_slower
from volgens.ingest import Inputs, Words
from volgens.ingest.html import html_article  # noqa: F401  # whose libraries warn when they are loaded
from volgens.ingest.web import Web
from volgens.model import Article

WORDS = Words.load()
MANNERS = Manners(delay=0, connect=2, read=2, total=5, private=True)
SAID = "Bij de aanval op de markt van het stadje zijn volgens de gouverneur zeker {n} mensen om het leven gekomen."
MORE = "De hulpdiensten zoeken onder het puin van twee gebouwen naar overlevenden, met honden en met twee kranen."


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


class Remembering:
    """A memory without a ledger."""

    def __init__(self) -> None:
        self.visits: dict[str, Visit] = {}
        self.articles: dict[str, Article] = {}

    def visit(self, address: str) -> Visit | None:
        return self.visits.get(address)

    def keep_visit(self, visit: Visit) -> None:
        self.visits[visit.address] = visit

    def article(self, document_id: str) -> Article | None:
        return self.articles.get(document_id)


def page(*lines: str, head: str = "", title: str = "Doden bij aanval op markt") -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f"<!doctype html><html lang=nl><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"


def rss(*items: str, title: str = "De Krant: oorlog") -> str:
    return f'<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{title}</title>{"".join(items)}</channel></rss>'  # fmt: skip


def item(address: str, title: str = "Kop van de feed", more: str = "<pubDate>Sat, 11 Jan 2025 14:32:00 +0100</pubDate>") -> str:  # fmt: skip
    return f"<item><title>{title}</title><link>{address}</link>{more}</item>"


def read(*names: str, memory: Remembering | None = None, manners: Manners = MANNERS, **options) -> list[Article]:
    lists = options.pop("lists", ())
    web = Web(manners, memory, **options)
    out = []
    for article in Inputs(names, WORDS, lists=lists, web=web):
        if memory:
            memory.articles[article.id] = article
        out.append(article)
    return out


def test_web_a_page_is_an_article_with_its_address_and_moment(site):
    (article,) = read(site.page("/nieuws/1?utm_source=rss", page(SAID.format(n=31), MORE)) + "#reacties")
    assert article.text == f"{SAID.format(n=31)}\n\n{MORE}"
    assert (article.url, article.language, article.title) == (site.at("/nieuws/1"), "nl", "Doden bij aanval op markt")
    assert article.retrieved is not None
    assert article.published is None


def test_web_charset_as_the_server_says(site):
    """The header goes before what the page says of itself, which is the template's."""
    html = page(
        "De aanval op Oekraïense stellingen mislukte, zei één officier.", MORE, head="<meta charset=iso-8859-1>"
    )
    site.answers["/a"] = Answer(html.encode("cp1251", "xmlcharrefreplace"), headers={"Content-Type": "text/html; charset=windows-1251"})  # fmt: skip
    site.answers["/b"] = Answer(page("Она сказала: вчера.", MORE, head="<meta charset=iso-8859-1>").encode("cp1251"), headers={"Content-Type": "text/html; charset=windows-1251"})  # fmt: skip
    a, b = sorted(read(site.at("/a"), site.at("/b")), key=lambda x: x.origin)
    assert "Oekraïense stellingen" in a.text
    assert "Она сказала" in b.text


def test_web_the_address_is_the_pages_own_word_unless_it_is_another_sites(site):
    def at(path: str, canonical: str) -> str | None:
        link = f'<link rel=canonical href="{canonical}">'
        return read(site.page(path, page(SAID.format(n=3), MORE, head=link)))[0].url

    assert at("/amp/1", site.at("/nieuws/1")) == site.at("/nieuws/1")
    assert at("/a", "https://persbureau.example/nieuws/1") == site.at("/a")
    assert at("/b", site.at("/")) == site.at("/b")


def test_web_one_bad_address_stops_nothing(site):
    site.page("/goed", page(SAID.format(n=3), MORE))
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /dicht")
    site.answers["/foto"] = Answer(b"\xff\xd8", headers={"Content-Type": "image/jpeg"})
    site.page("/leeg", "<html><body></body></html>")
    names = [site.at(p) for p in ("/dicht", "/weg", "/foto", "/leeg", "/goed")]
    found = read(*names, "https://naam:geheim@krant.example/", "http://127.0.0.1:9/")
    reasons = sorted(a.skipped.reason if a.skipped else "read" for a in found)
    assert reasons == ["address", "binary", "empty", "not_found", "read", "robots", "unreachable"]
    assert all(a.skipped.detail.startswith(("http://127", "https://...@")) for a in found if a.skipped)


def test_web_private_addresses_are_not_read_unless_that_is_allowed(site):
    (article,) = read(site.page("/a", page(SAID.format(n=3), MORE)), manners=replace(MANNERS, private=False))
    assert article.skipped is not None
    assert article.skipped.reason == "private"
    assert site.asked == []


def test_web_lists_of_addresses(site, tmp_path, monkeypatch):
    a, b = (site.page(f"/{k}", page(SAID.format(n=n), MORE)) for k, n in (("a", 3), ("b", 4)))
    listed = tmp_path / "adressen.txt"
    listed.write_text(f"\ufeff# van maandag\n{a}\n\n  {b}  \n{a}#reacties\nkrant.example/nieuws\n", "utf8")
    found = read(lists=[str(listed), str(tmp_path / "niets.txt")])
    assert sorted(x.skipped.detail.split(":")[0] if x.skipped else x.url for x in found) == sorted([a, b, f"{listed}", str(tmp_path / "niets.txt")])  # fmt: skip
    assert {x.skipped.reason for x in found if x.skipped} == {"address", "unreadable"}
    assert any(f"{listed}:6" in x.skipped.detail for x in found if x.skipped)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{a}\n"))
    assert [x.url for x in read(lists=["-"])] == [a]


def test_web_other_formats_by_their_addresses(site):
    site.answers["/a.jsonl"] = Answer(json.dumps({"id": "x1", "text": SAID.format(n=3)}).encode() + b"\n" + json.dumps({"id": "x2", "text": MORE}).encode(), headers={"Content-Type": "application/x-ndjson"})  # fmt: skip
    site.answers["/a.txt"] = Answer("Café: ".encode("latin-1") + SAID.format(n=5).encode(), headers={"Content-Type": "text/plain; charset=latin-1"})  # fmt: skip
    found = read(site.at("/a.jsonl"), site.at("/a.txt"))
    assert {a.id for a in found} >= {"x1", "x2"}
    text = next(a for a in found if a.url == site.at("/a.txt"))
    assert text.text.startswith("Café")


# Feeds


def test_web_a_feed_reads_its_articles_with_its_title_and_date(site):
    plain, dated = page(SAID.format(n=3), MORE, title=""), page(SAID.format(n=4), MORE, head='<meta property="article:published_time" content="2025-01-10T08:00:00+01:00">')  # fmt: skip
    a, b = site.page("/a", plain), site.page("/b", dated)
    site.answers["/feed"] = Answer(rss(item("/a?utm_medium=rss", "Kop &amp;amp; &lt;b&gt;vet&lt;/b&gt;"), item(b), item(a + "?utm_medium=rss"), "<item><title>geen adres</title></item>").encode(), headers={"Content-Type": "text/xml"})  # fmt: skip
    site.answers["/a?utm_medium=rss"] = site.answers["/a"]
    inputs = Inputs([site.at("/feed")], WORDS, web=Web(MANNERS))
    found = {x.url: x for x in inputs}
    assert set(found) == {a, b}
    assert (found[a].title, found[a].published, found[a].publisher) == ("Kop & vet", "2025-01-11T14:32:00+01:00", "De Krant: oorlog")  # fmt: skip
    assert (found[b].title, found[b].published) == ("Doden bij aanval op markt", "2025-01-10T08:00:00+01:00")
    assert (inputs.count(), inputs.linked, sum(inputs.passed.values())) == (1, 1, 1)


def test_web_an_article_is_the_same_from_a_feed_and_by_its_address(site):
    a = site.page("/a", page(SAID.format(n=3), MORE))
    site.answers["/feed"] = Answer(rss(item(a)).encode(), headers={"Content-Type": "application/rss+xml"})
    assert read(a)[0].id == read(site.at("/feed"))[0].id


@pytest.mark.parametrize("name", ["krant.rss", "krant.xml", "krant.atom", "krant"])
def test_web_a_feed_in_a_file(site, tmp_path, name):
    atom = f"""<?xml version="1.0" encoding="utf-8"?><!-- gemaakt door een pers -->
        <feed xmlns="http://www.w3.org/2005/Atom"><title>Blad</title><entry><title>Kop</title>
        <link rel="alternate" href="{site.page("/a", page(SAID.format(n=3), MORE))}"/><updated>2025-01-12T00:00:00Z</updated>
        <published>2025-01-11T10:00:00Z</published></entry></feed>"""
    (tmp_path / name).write_text(atom, "utf8")
    (article,) = read(str(tmp_path / name))
    assert (article.url, article.published) == (site.at("/a"), "2025-01-11T10:00:00Z")


def test_web_what_is_no_feed_and_feeds_within_feeds(site, tmp_path):
    (tmp_path / "a.rss").write_text("Geen feed maar een tekst", "utf8")
    (tmp_path / "b.rss").write_text(rss(), "utf8")
    site.answers["/feed"] = Answer(rss(item(site.at("/feed"))).encode(), headers={"Content-Type": "text/xml"})
    site.answers["/feed2"] = Answer(rss(item(site.at("/feed"))).encode(), headers={"Content-Type": "text/xml"})
    found = read(str(tmp_path / "a.rss"), str(tmp_path / "b.rss"))
    assert [a.skipped.reason for a in found if a.skipped] == ["malformed", "empty"]
    assert [a.skipped.reason for a in read(site.at("/feed2")) if a.skipped] == ["malformed"]
    assert read(site.at("/feed")) == []


def test_web_the_text_of_the_feed_where_the_page_cannot_be_had(site):
    whole = f"<content:encoded><![CDATA[<p>{SAID.format(n=3)}</p><p>{MORE}</p><script>x</script>]]></content:encoded>"
    site.answers["/feed"] = Answer(rss(item(site.at("/betaald"), more=whole), item(site.at("/weg"), more="<description>Kort</description>")).encode(), headers={"Content-Type": "text/xml"})  # fmt: skip
    site.answers["/betaald"] = Answer(status=402)
    article, gone = sorted(read(site.at("/feed")), key=lambda a: a.skipped is not None)
    assert article.text == f"{SAID.format(n=3)}\n\n{MORE}"
    assert (article.url, article.title) == (site.at("/betaald"), "Kop van de feed")
    assert any("HTTP 402" in w and "the feed" in w for w in article.warnings)
    assert gone.skipped is not None
    assert gone.skipped.reason == "not_found"


def test_web_the_front_page_of_a_site_names_its_feed(site):
    link = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
    (front,) = read(site.page("/", page(SAID.format(n=3), MORE, head=link)))
    assert front.skipped is not None
    assert front.skipped.reason == "no_articles"
    assert front.skipped.detail.endswith(f"its feed is at {site.at('/rss.xml')}")
    assert read(site.page("/nieuws", page(SAID.format(n=3), MORE, head=link)))[0].skipped is None
    assert read(site.page("/", page(SAID.format(n=3), MORE)))[0].skipped is None


# What is remembered


def test_web_a_page_that_was_had_is_not_asked_for_again(site):
    memory = Remembering()
    a, b = (site.page(f"/{k}", page(SAID.format(n=n), MORE)) for k, n in (("a", 3), ("b", 4)))
    first = read(a, memory=memory, due=older_than(timedelta(hours=1)))
    again = read(a, b, memory=memory, due=older_than(timedelta(hours=1)))
    assert site.paths() == ["/a", "/b"]
    assert again[0] == first[0]
    assert len(again) == 2


def test_web_a_page_is_asked_for_only_if_it_changed(site):
    memory = Remembering()

    def answer(asked: Asked) -> Answer:
        same = asked.headers.get("If-None-Match") == '"1"' or asked.headers.get("if-none-match") == '"1"'
        return Answer(b"" if same else page(SAID.format(n=3), MORE).encode(), 304 if same else 200, {"ETag": '"1"', "Content-Type": "text/html"})  # fmt: skip

    site.answers["/a"] = answer
    (first,) = read(site.at("/a"), memory=memory)
    (again,) = read(site.at("/a"), memory=memory)
    assert (again, len(site.paths())) == (first, 2)
    memory.articles.clear()  # another ledger: what it does not have has to come again
    (third,) = read(site.at("/a"), memory=memory)
    assert third.text == first.text


def test_web_what_failed_is_remembered_and_asked_for_again(site):
    memory = Remembering()
    for n in (1, 2):
        read(site.at("/weg"), memory=memory, due=older_than(timedelta(hours=1)))
        visit = memory.visits[site.at("/weg")]
        assert (visit.reason, visit.failures) == ("not_found", n)
    site.page("/weg", page(SAID.format(n=3), MORE))
    read(site.at("/weg"), memory=memory)
    visit = memory.visits[site.at("/weg")]
    assert (visit.reason, visit.failures) == (None, 0)
    assert visit.document_id in memory.articles


def test_web_who_stops_in_the_middle_goes_on_from_there(site):
    memory = Remembering()
    names = [site.page(f"/{k}", page(SAID.format(n=k), MORE)) for k in range(5)]
    inputs = iter(Inputs(names, WORDS, web=Web(MANNERS, memory, older_than(timedelta(hours=1)))))
    for _ in range(3):
        article = next(inputs)
        memory.articles[article.id] = article
    inputs.close()  # type: ignore[attr-defined]
    assert len(memory.visits) == 2  # the third was taken, but nobody came back to say so
    assert len(read(*names, memory=memory, due=older_than(timedelta(hours=1)))) == 5
    assert [site.paths().count(f"/{k}") for k in (0, 1, 2)] == [1, 1, 2]


def test_web_watching_leaves_out_what_is_not_due(site):
    memory = Remembering()
    a = site.page("/a", page(SAID.format(n=3), MORE))
    feed = rss(item(a), item(site.at("/weg"))).encode()
    site.answers["/feed"] = lambda asked: Answer(b"", 304) if asked.headers.get("if-none-match") else Answer(feed, headers={"ETag": '"f"', "Content-Type": "text/xml"})  # fmt: skip
    first = read(site.at("/feed"), memory=memory, due=slower_and_slower, watching=True)
    assert len(first) == 2
    assert read(site.at("/feed"), memory=memory, due=slower_and_slower, watching=True) == []
    assert site.paths() == ["/feed", "/a", "/weg", "/feed"]


def test_web_a_feed_that_says_that_a_page_is_newer_is_believed(site):
    memory = Remembering()
    atom = '<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title><entry><title>K</title><link href="{}"/><updated>{}</updated></entry></feed>'
    a = site.page("/a", page(SAID.format(n=3), MORE))
    for updated in ("2025-01-11T10:00:00Z", "2025-01-11T10:00:00Z", "2099-01-11T10:00:00Z"):
        site.answers["/feed"] = Answer(atom.format(a, updated).encode(), headers={"Content-Type": "application/atom+xml"})  # fmt: skip
        read(site.at("/feed"), memory=memory, due=slower_and_slower, watching=True)
    assert site.paths("/feed") == ["/a", "/a"]
