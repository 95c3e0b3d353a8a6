"""Marked text is the text."""

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tests.web.breakers import BREAKERS, shown
from volgens.web.marks import KINDS, Mark, html, pieces

hostile = st.sampled_from([*BREAKERS, "</mark>", "&amp;", "\r\n", "\n\n", "é", "👩\u200d🚀", "<!--"])
texts = st.lists(hostile | st.text(st.characters(exclude_categories=[]), max_size=6), max_size=12).map("".join)


class Stripped(HTMLParser):
    """What is left without tags, and the ids of each mark."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(texts)
    marks = []
    for k in range(draw(st.integers(0, 6))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        marks.append(Mark(start, end, draw(st.sampled_from(KINDS)), f"{k}"))
    return text, marks


@given(marked())
def test_stripped_of_tags_it_is_the_text(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    parser = Stripped()
    parser.feed(str(html(text, marks)))
    parser.close()
    assert parser.text == shown(text)
    assert set(parser.tags) <= {"mark", "span"}


@given(marked())
def test_each_piece_has_the_marks_that_cover_it(given: tuple[str, list[Mark]]) -> None:
    text, marks = given
    at = 0
    for piece, here in pieces(text, marks):
        assert piece
        for offset in range(at, at + len(piece)):
            assert {m.id for m in here} == {m.id for m in marks if m.start <= offset < m.end}
        at += len(piece)
    assert at == len(text)


def test_crossing_marks_are_cut() -> None:
    found = html("abcde", [Mark(0, 3, "claims", "c"), Mark(2, 5, "figures", "f")])
    assert found == (
        '<mark id="c" class="claims" data-ids="c">ab</mark><mark id="f" class="claims figures" data-ids="c f">c</mark>'
        '<mark class="figures" data-ids="f">de</mark>'
    )


def test_every_record_has_a_place_of_its_own_and_one_stands_out() -> None:
    marks = [Mark(0, 5, "claims", "c"), Mark(0, 5, "events", "e"), Mark(0, 2, "figures", "f")]
    found = html("abcde", marks, chosen="f")
    assert sorted(re.findall(r' id="(.)"', found)) == ["c", "e", "f"]
    assert re.findall(r'class="([^"]* chosen)"', found) == ["claims events figures chosen"]


def test_what_html_cannot_carry_is_shown_replaced() -> None:
    assert html("a\x00b\ud800", []) == "a\ufffdb\ufffd"


def test_a_line_of_a_megabyte() -> None:
    text = "x" * 1_000_000
    assert len(html(text, [Mark(k, k + 9, "events", str(k)) for k in range(0, 90_000, 10)])) > len(text)
