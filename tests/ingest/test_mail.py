import base64
import time
from email.message import EmailMessage

import pytest

from tests.ingest.support import got
from volgens.ingest import Inputs, Words

LAYOUT = """<html><head><title>x</title><style>p {color: red}</style></head><body>
<div style="display:none">Vijf doden en meer in de mail van vandaag</div>
<table width=100%><tr><td><a href="https://example.org/m/1">Bekijk in browser</a></td></tr>
<tr><td><h2><a href="https://example.org/1">Vijf doden in de vallei</a></h2>
<p>Het leger zegt dat er bij de aanval op het dorp zeker vijf doden zijn gevallen,<br>onder wie een <b>kind</b>.</p>
<a href="https://example.org/1">Lees verder</a></td></tr></table>
<table><tr><td><h2>Brug opgeblazen</h2>Bij de brug zijn volgens de gouverneur twaalf soldaten gedood.</td>
<td><h2>Staakt-het-vuren</h2>De wapens zwijgen vanaf maandag, meldt de <b>VN</b>.</td></tr></table></body></html>"""
TEXT = """Vijf doden in de vallei

Het leger zegt dat er bij de aanval op het dorp zeker vijf doden zijn gevallen,
onder wie een kind.

Brug opgeblazen

Bij de brug zijn volgens de gouverneur twaalf soldaten gedood.

Staakt-het-vuren

De wapens zwijgen vanaf maandag, meldt de VN."""
PLAIN = """The army said that at least five people had been killed in the attack
on the village, among them a child. The mayor spoke of a heavy night
for the valley.

https://example.org/one

- a bridge was blown up
- talks go on

-- 
The desk
"""


def message(html: str | None = None, plain: str | None = None, **fields: str) -> EmailMessage:
    out = EmailMessage()
    heads = {
        "From": '"Nieuwsbrief Valleikrant" <post@mail.example.org>',
        "To": "Lezer Een <lezer@example.net>",
        "Subject": "Zaterdag: vijf doden in de vallei",
        "Date": "Sat, 11 Jan 2025 07:02:11 +0100",
    } | fields
    for name, value in heads.items():
        out[name.replace("_", "-")] = value
    if plain is not None:
        out.set_content(plain)
    if html is not None and plain is not None:
        out.add_alternative(html, subtype="html")
    elif html is not None:
        out.set_content(html, subtype="html")
    return out


def test_mail_a_newsletter_is_one_article():
    (article,), errors, _ = got(bytes(message(LAYOUT, "Zie de website.")), "mail")
    assert not errors
    assert article.text == TEXT
    assert article.title == "Zaterdag: vijf doden in de vallei"
    assert article.publisher == "Nieuwsbrief Valleikrant"
    assert article.published == "2025-01-11T07:02:11+01:00"
    assert article.url is None
    assert article.warnings == ()


def test_mail_to_whom_it_went_is_nowhere():
    (article,), _, _ = got(bytes(message(LAYOUT)), "mail")
    assert "lezer" not in repr(article).lower()


def test_mail_plain_text_is_joined_where_a_margin_broke_it():
    (article,), _, _ = got(bytes(message(plain=PLAIN)), "mail")
    assert article.text == (
        "The army said that at least five people had been killed in the attack on the village, among them a child. The mayor spoke "
        "of a heavy night for the valley.\n\n- a bridge was blown up\n- talks go on"
    )


def test_mail_is_told_by_its_head_whatever_its_name():
    raw = b"Received: from a by b; Sat, 11 Jan 2025 07:02:13 +0100\r\n" + bytes(message(plain=PLAIN)).replace(
        b"\n", b"\r\n"
    )
    for named in (None, "text", "mail"):
        (article,), _, _ = got(raw, named)
        assert article.publisher == "Nieuwsbrief Valleikrant"


def test_mail_lines_above_a_text_file_are_no_mail():
    (article,), _, _ = got(b"Title: Night\nDate: 2025-01-11\nSource: Example Times\n\nThe army attacked.", "text")
    assert (article.title, article.publisher, article.text) == ("Night", "Example Times", "The army attacked.")


def test_mail_attachments_are_named_and_not_read():
    mail = message(plain=PLAIN)
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="verslag.pdf")
    (article,), _, _ = got(bytes(mail), "mail")
    assert article.warnings == ("attachments were not read: verslag.pdf",)
    assert article.text.startswith("The army said")


@pytest.mark.parametrize(
    ("value", "want"),
    [("Valleikrant <a@b.example>", "Valleikrant"), ("post@krant.example", "krant.example"), ("=?utf-8?q?Caf=C3=A9_Krant?= <a@b.c>", "Café Krant"), ("", None), ("geen adres", None)],
)  # fmt: skip
def test_mail_sender(value, want):
    raw = f"From: {value}\nMIME-Version: 1.0\n\nHet leger viel het dorp aan.".encode()
    (article,), _, _ = got(raw, "mail")
    assert article.publisher == want


def test_mail_a_date_that_is_none_is_unknown():
    raw = bytes(message(plain=PLAIN)).replace(b"Sat, 11 Jan 2025 07:02:11 +0100", b"zaterdagochtend")
    (article,), _, _ = got(raw, "mail")
    assert article.published is None
    assert "zaterdagochtend" in article.warnings[0]


def test_mail_the_place_in_an_archive_is_its_address():
    (article,), _, _ = got(bytes(message(plain=PLAIN, Archived_At="<https://lists.example.org/msg/1>")), "mail")
    assert article.url == "https://lists.example.org/msg/1"


def test_mail_a_charset_of_old():
    body = base64.encodebytes("De burgemeester van Coëvorden zag “niets” en ging naar huis.".encode("cp1252"))
    raw = b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: base64\n\n"
    (article,), _, _ = got(raw + body, "mail")
    assert article.text == "De burgemeester van Coëvorden zag “niets” en ging naar huis."
    assert article.warnings == ()


def test_mbox_every_message_and_why_one_is_none():
    empty = message(plain="")
    quoted = message(plain="Een regel.\n\n>From the front: niets nieuws, zegt het leger.\n")
    parts = [message(LAYOUT), empty, quoted]
    raw = b"".join(b"From post@mail Sat Jan 11 07:02:11 2025\n" + bytes(m) + b"\n" for m in parts)
    for named in (None, "mbox", "text"):
        articles, errors, _ = got(raw, named)
        assert [a.origin for a in articles] == ["a.file#1", "a.file#3"]
        assert articles[1].text == "Een regel.\n\nFrom the front: niets nieuws, zegt het leger."
        assert [str(e) for e in errors] == [
            "a.file#2: there is no text in this message; look at what is attached to it"
        ]


def test_mbox_from_the_command_line(tmp_path):
    (tmp_path / "brieven.mbox").write_bytes(b"From a@b Sat Jan 11 07:02:11 2025\n" + bytes(message(LAYOUT)))
    inputs = Inputs([str(tmp_path)], Words.load())
    assert inputs.count() is None
    assert [a.language for a in inputs] == ["nl"]


HEAD = b"MIME-Version: 1.0\n"


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + b"From: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nHet leger viel aan.",
        HEAD + b"From: " + b"a@b.c, " * 100_000 + b"\n\nHet leger viel aan.",
        HEAD + b"From: " + b"(" * 100_000 + b"\n\nHet leger viel aan.",
        HEAD + b"From: a\n" + b" b\n" * 200_000 + b"\n\nHet leger viel aan.",
        HEAD + b"Content-Type: text/html; " + b"a=b; " * 100_000 + b"\n\nHet leger viel aan.",
        HEAD + b"Content-Type: message/rfc822\n\n" * 5_000 + b"x",
        HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\nContent-Type: text/plain\n\nx\n" * 50_000,
        HEAD
        + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (k, k) for k in range(1_500))
        + b"\nx",
    ],
)
def test_mail_hostile_heads_and_parts_take_no_time(raw):
    begun = time.monotonic()
    articles, errors, _ = got(raw, "mail")
    assert time.monotonic() - begun < 5
    assert len(articles) + len(errors) == 1
    assert all(e.reason in ("malformed", "too_large", "empty") for e in errors)


def test_mbox_one_message_beyond_measure_does_not_stop_the_next():
    raw = (
        b"From a@b Sat Jan 11 07:02:11 2025\n"
        + HEAD
        + b"\n"
        + b"x" * 26_000_000
        + b"\n\n"
        + b"From a@b Sat Jan 11 07:02:11 2025\n"
        + bytes(message(plain=PLAIN))
    )
    articles, errors, _ = got(raw)
    assert [e.reason for e in errors] == ["too_large"]
    assert [a.origin for a in articles] == ["a.file#2"]


@pytest.mark.parametrize(
    "date", [b"Sat, 11 Jan 2025 07:02:11 +99999999999999999999", b"Sat, 11 Jan 99999999999999 07:02:11 +0100"]
)
def test_mail_a_date_beyond_measure_is_none(date):
    articles, errors, _ = got(b"From: a@b.example\nSubject: x\nDate: " + date + b"\n\nHet leger viel aan.", "mail")
    assert not errors
    assert articles[0].published is None


@pytest.mark.parametrize("charset", [b"utf\x00-8", b"base64", b"rot13", b"idna", b"undefined"])
def test_mail_an_encoding_that_is_none_is_not_believed(charset):
    raw = (
        b"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset="
        + charset
        + b"\n\nHet leger viel caf\xe9 De Zon aan."
    )
    articles, errors, _ = got(raw, "mail")
    assert not errors
    assert "caf\u00e9 De Zon" in articles[0].text
