"""The view of one article, and what lies under it: width, wrapping, harmless text."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.readings import Builder, dutch, english, skipped
from volgens.cli.layout import Style, cells, clean, columns, style, wrap
from volgens.cli.view import article, when_said
from volgens.model import Span


def lines(text: str) -> list[str]:
    return text.split("\n")


def test_view_of_an_article() -> None:
    """Source by source: who, how, in what words, and the figures and events that hang on each claim."""
    seen = article(dutch(), 80, colour=False, language="en")
    head, rest = seen.split("\n\n", 1)
    assert lines(head) == [
        "Leger meldt gevangenen",
        "De Waarnemer · 17 March 2025 · Dutch · article-1",
        "https://example.org/article-1",
        "4 sources · 4 claims · 4 figures · 5 events",
    ]
    blocks = rest.split("\n\n")
    first = lines(blocks[0])
    assert first[0] == "Amira Haddad  military · Yemen"
    assert first[1].startswith("  ┌ states, “zei” · channel: Telegram · ")
    assert first[2] == "  │ Het leger heeft drie huurlingen gevangengenomen bij Al-Hasira"
    assert first[3].endswith(": Het leger (Yemen) → drie huurlingen")
    assert first[4].startswith("      put as certain · Al Hasira, Yemen · by 17 March 2025 · ")
    assert first[5] == "      “Het leger heeft drie huurlingen gevangengenomen”"
    assert first[6] == "    ▪ 3 mercenaries captured"
    assert first[7].startswith("      Al Hasira, Yemen · by 17 March 2025 · ")
    assert first[8] == "      “drie huurlingen gevangengenomen”"
    assert lines(blocks[1])[0] == "Een hoge officier  military · not named"
    assert "“vorige maand” (February 2025)" in lines(blocks[1])[1]
    assert "    ▪ a few hundred (200–999) fighters killed or injured" in lines(blocks[1])
    assert lines(blocks[2])[1].startswith("  ┌ denies, “ontkenden”")
    assert "said not to have happened" in blocks[2]
    assert "passed on by Noordpers (news agency), De Waarnemer" in blocks[3]
    assert "    ▪ 4,000 to 5,000 troops (Yemen) deployed" in lines(blocks[3])
    assert "put as possible · Yemen" in blocks[3]


def test_source_is_one_whether_or_not_it_was_recognised() -> None:
    b = Builder("Haddad zei dit. Haddad zei dat. De generaal zei meer.")
    b.claim("Haddad", "zei", "dit")
    b.claim("Haddad", "zei", "dat", actor_id="haddad")
    b.claim("De generaal", "zei", "meer", actor_id="haddad")
    seen = article(b.reading(), 80, colour=False, language="en")
    assert "1 source · 3 claims" in seen
    assert lines(seen)[5] == "De generaal  government"


def test_what_the_article_states_itself_has_no_source() -> None:
    seen = article(dutch(), 80, colour=False, language="en")
    own = seen.split("The article itself\n")[1].split("\n\n")[0]
    assert "▪ at least 375 km² retaken (30 % of 1,250 km²)" in own
    assert "mercenaries" not in own
    assert "claims" not in own


def test_places_dates_and_warnings_come_last() -> None:
    seen = article(dutch(), 80, colour=False, language="en")
    assert "Al Hasira, Yemen (“Al-Hasira”); Tarīm, Yemen (“Tarim”)" in seen
    assert "“in het voorjaar” (March – May 2025)" in seen
    assert seen.index("Beware\n  the spring of 2025 is not over") > seen.index("Dates")


def test_view_in_dutch() -> None:
    seen = article(english(), 80, colour=False, language="nl")
    assert "General Haddad  leger · Jemen" in seen
    assert "▪ 2 strijders gewond" in seen
    assert "▪ minstens 12 woningen verwoest" in seen
    assert "21 maart 2025 · Engels" in seen


def test_view_follows_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "nl_BE.UTF-8")
    assert "2 bronnen" in article(english(), 80)


def test_skipped_article_says_why() -> None:
    assert lines(article(skipped(), 80, colour=False, language="en"))[-1] == "Not read: no such file (missing)"


def test_article_without_anything_in_it() -> None:
    empty = Builder("Mooi weer vandaag.", title=None).reading()
    seen = article(empty, 80, colour=False, language="en")
    assert seen.startswith("Mooi weer vandaag.\n")
    assert "No claims, figures or events were read" in seen
    assert "explain" not in seen


def test_no_colour_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, coloured = article(dutch(), 80, False, "en"), article(dutch(), 80, True, "en")
    assert "\x1b" not in plain
    assert "\x1b[1;36mAmira Haddad\x1b[0m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert style().colour is False
    assert style(True).colour is True


@pytest.mark.parametrize("width", [40, 60, 80, 100])
@pytest.mark.parametrize("reading", [dutch(), english(), skipped()], ids=["dutch", "english", "skipped"])
def test_no_line_is_wider_than_asked(width: int, reading: object) -> None:
    seen = lines(article(reading, width, False, "nl"))  # type: ignore[arg-type]
    assert max(cells(line) for line in seen) <= width


def test_width_stays_within_reason() -> None:
    assert (columns(10), columns(72), columns(500)) == (40, 72, 100)


NASTY = st.text(st.characters() | st.sampled_from("\x1b[31m\x07\r\n\u202e\u2066\ud800 "), min_size=1, max_size=200)


@settings(max_examples=60, deadline=None)
@given(words=NASTY, title=NASTY, name=NASTY, width=st.integers(40, 100))
def test_article_cannot_steer_the_terminal(words: str, title: str, name: str, width: int) -> None:
    """Whatever stands in an article, its view is lines of the asked width, without control characters or turned writing."""
    good = dutch()
    quote = Span(0, len(words), words)
    claim = replace(
        good.claims[0], content=quote, source=replace(good.claims[0].source, name=name, start=None, end=None)
    )
    claim = replace(claim, channel=title, cue=replace(claim.cue, text=name) if claim.cue else None)
    figure = replace(good.figures[0], quote=quote, number=quote, counted=quote, low=None, high=None, best=None)
    event = replace(good.events[0], quote=quote, trigger=quote)
    document = replace(good.document, text=words, title=title, publisher=name, url=title)
    reading = replace(good, document=document, claims=(claim,), figures=(figure,), events=(event,), warnings=(words,))
    seen = article(reading, width, colour=False, language="en")
    for line in lines(seen):
        assert cells(line) <= width
        assert line.isprintable() or not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in line)
        assert not any(c in line for c in "\u202e\u2066\u200f")
    seen.encode("utf-8")


@given(st.text(st.characters(), max_size=200), st.integers(20, 90))
def test_wrapping_keeps_every_word(text: str, width: int) -> None:
    text = clean(text)
    wrapped = wrap(text, width, "> ", "  ")
    assert all(cells(line) <= width for line in wrapped)
    assert "".join(line[2:] for line in wrapped).replace(" ", "") == text.replace(" ", "")


def test_wide_letters_take_two_columns() -> None:
    assert cells("北京") == 4
    assert cells("e\u0301") == 1
    assert wrap("北京 北京 北京", 9) == ["北京 北京", "北京"]
    assert wrap("aaaaaaaaaa b", 4) == ["aaaa", "aaaa", "aa b"]


def test_clean_shows_and_does_nothing_else() -> None:
    assert clean("een\ttwee\n\ndrie\u00a0vier") == "een twee drie vier"
    assert clean("\x1b[2J\u202enegeb") == "\ufffd[2Jnegeb"
    assert Style(True).bold("") == ""


def when(text: str, cue: str, content: str, name: str, time: str) -> str | None:
    b = Builder(text)
    b.claim(name, cue, content)
    b.time(time, "2025-02", "2025-02-01", "2025-02-28")
    reading = b.reading()
    found = when_said(reading, reading.claims[0])
    return found.text if found else None


def test_when_it_was_said() -> None:
    """The time beside the cue is that of the saying; one in what is said, or in another clause, is not."""
    said = "er drie brokken zijn gevonden"
    assert (
        when(f"De burgemeester zei vorige maand dat {said}.", "zei", said, "De burgemeester", "vorige maand")
        == "vorige maand"
    )
    assert (
        when(f"Vorige maand zei de burgemeester dat {said}.", "zei", said, "de burgemeester", "Vorige maand")
        == "Vorige maand"
    )
    assert (
        when(f"Volgens hem zijn {said}, zei hij vorige maand op tv.", "zei", said, "hij", "vorige maand")
        == "vorige maand"
    )
    later = f"De burgemeester zei dat {said}. Vorige maand brandde het."
    assert when(later, "zei", said, "De burgemeester", "Vorige maand") is None
    inside = "er vorige maand drie brokken zijn gevonden"
    assert when(f"De burgemeester zei dat {inside}.", "zei", inside, "De burgemeester", "vorige maand") is None
    other = f"De brand van vorige maand, zo zei de burgemeester, toont dat {said}."
    assert when(other, "zei", said, "de burgemeester", "vorige maand") is None


def test_who_speaks_for_an_actor_is_not_the_actor() -> None:
    """*de VN* does not stand under the name of its envoy, and the envoy not under a claim of the whole."""
    b = Builder("VN-gezant Hans Grundberg zei dit. Volgens de VN is dat zo. De Verenigde Naties melden meer.")
    for name, cue, content in (
        ("VN-gezant Hans Grundberg", "zei", "dit"),
        ("de VN", "Volgens", "is dat zo"),
        ("De Verenigde Naties", "melden", "meer"),
    ):
        b.claim(name, cue, content, kind="un", actor_id="un")
    seen = article(b.reading(), 80, colour=False, language="nl")
    heads = [block.split("\n")[0] for block in seen.split("\n\n")[1:3]]
    assert heads == ["VN-gezant Hans Grundberg  Verenigde Naties", "De Verenigde Naties  Verenigde Naties"]
