"""Sound samples of everything that can be read, for what damages them; and what must come of reading anything."""

from collections.abc import Sequence
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq

from tests.ingest.archives import answer, packed, page, record
from tests.ingest.pdfs import column, pdf
from tests.ingest.support import got as got  # for who damages them
from tests.ingest.test_mail import LAYOUT, PLAIN, message
from tests.ingest.test_telegram import RICH, chat, export
from tests.ingest.test_telegram import message as post
from volgens.model import Article, InputError
from volgens.model.errors import SKIP_REASONS

ENTRY = (
    "<item><title>Nacht &amp; dag</title><link>https://krant.example/1</link><pubDate>Sat, 11 Jan 2025 14:32:00 +0100</pubDate>"
    "<content:encoded><![CDATA[<p>Het leger viel het <b>dorp</b> aan.</p>]]></content:encoded></item>"
)
RSS = f'<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>De Krant</title>{ENTRY * 2}</channel></rss>'
ATOM = (
    '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>De Krant</title><entry><title type="html">Nacht</title>'
    '<link href="https://krant.example/2"/><updated>2025-01-11T14:32:00Z</updated><content type="xhtml"><div><p>Het dorp.</p></div></content></entry></feed>'
)
LD = (
    '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Nacht in de vallei", "datePublished": "2025-01-11T14:32:00+01:00",'
    ' "publisher": {"@type": "Organization", "name": "Valleikrant"}, "url": "https://krant.example/1"}]}</script>'
    '<meta property="og:title" content="Nacht"><meta property="article:published_time" content="2025-01-11"><link rel=canonical href="/1">'
)


def _parquet(**options: object) -> bytes:
    out = BytesIO()
    rows = [{"text": "Het leger viel het dorp aan.", "date": "2025-01-11", "title": "Nacht", "n": k} for k in range(4)]
    pq.write_table(pa.Table.from_pylist(rows), out, **options)
    return out.getvalue()


SOUND = {
    "text": b"Titel: Nacht\nDatum: 2025-01-11\n\nHet leger viel het dorp aan.",
    "html": page(line="<p>zaterdag 11 januari, 14:32</p>", head=LD),
    "jsonl": b'{"text": "Het leger viel het dorp aan.", "date": "2025-01-11"}\n' * 3,
    "json": b'[{"text": "Het leger viel het dorp aan."}]',
    "feed": RSS.encode(),
    "warc": packed(record(b"x", None, "warcinfo"), record(answer(page())), record(answer(page()), "https://example.org/2")),
    "telegram": export(chat(post(2, RICH), post(3, "Bij de brug is geschoten."))),
    "mail": b"Received: a\n" + bytes(message(LAYOUT, PLAIN)),
    "mbox": (b"From a@b Sat Jan 11 07:02:11 2025\n" + bytes(message(plain=PLAIN)) + b"\n") * 2,
    "parquet": _parquet(),
}  # fmt: skip
PDF = pdf(column(60, 700, ["Het leger viel het dorp aan, zegt de burge-", "meester van de stad."]))


def sound(articles: Sequence[Article], errors: Sequence[object]) -> None:
    """Raises AssertionError where what was read is none of what a reader may give."""
    errors = [e for e in errors if isinstance(e, InputError)]  # feeds give addresses as well
    assert all(e.reason in SKIP_REASONS and e.reason != "failed" and "\n" not in str(e) for e in errors), errors
    for a in articles:
        a.text.encode()  # no half characters
        assert "\0" not in a.text
        assert a.published is None or a.day
