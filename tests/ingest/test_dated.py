"""The day that the head of a plain text or a PDF gives."""

import pytest

from volgens.ingest import Words
from volgens.ingest.text import text_article

WORDS = Words.load()
HEADLINE = "Leger valt dorp in het noorden aan\n\n"
BODY = "\n\nHet leger viel een dorp aan. Er vielen twaalf doden, zei een woordvoerder maandag."


def published(text: str) -> str | None:
    return text_article(text, "a.txt", WORDS).published


@pytest.mark.parametrize(
    "line",
    [
        "Rapport van zaterdag 11 januari 2025",
        "Rapport nr. 12 d.d. 11 januari 2025",
        "Persbericht | 11-01-2025",
        "zaterdag 11 januari 2025",
        "Gepubliceerd op 11 januari 2025, bijgewerkt op 12 januari 2025",
        "Situation report no. 12, 11 January 2025",
        "Press release, January 11, 2025",
        "11th of January 2025",
    ],
)
def test_a_line_that_holds_little_but_a_day_gives_it(line: str) -> None:
    assert published(line + BODY) == published(HEADLINE + line + BODY) == "2025-01-11"


@pytest.mark.parametrize("line", ["Den Haag, 11 januari 2025", "By Jane Doe | January 11, 2025", "Genève/New York, 11 januari 2025"])  # fmt: skip
def test_so_does_a_place_or_a_name_with_a_day_at_a_headline(line: str) -> None:
    assert published(HEADLINE + line + BODY) == published(line + "\n\n" + HEADLINE.strip() + BODY) == "2025-01-11"
    assert text_article(line + "\n\n" + HEADLINE.strip() + BODY, "a.txt", WORDS).title == HEADLINE.strip()


@pytest.mark.parametrize(
    "text",
    [
        "Nairobi, 11 januari 2025 - Het leger viel aan.",
        "KYIV, Ukraine, Jan. 11, 2025 (AP) — Twelve people died.",
        "(ANP) Nairobi, 11 januari 2025 – Het leger viel aan.",
        "11 januari 2025 - Het leger viel aan.",
        "Kyiv, Saturday 11 January 2025: The army attacked.",
    ],
)
def test_the_date_line_of_a_report_gives_its_day(text: str) -> None:
    assert published(text) == published(HEADLINE + text) == "2025-01-11"


@pytest.mark.parametrize(
    "text",
    [
        "KYIV, Jan 11 (Reuters) - Twelve people died.",  # no year
        "zaterdag 11 januari" + BODY,
        "zaterdag 12 januari 2025" + BODY,  # which was a Sunday
        "AMSTERDAM (ANP) - Op 11 januari 2025 viel het leger aan.",
        "Het leger viel op 11 januari 2025 aan - opnieuw.",
        "11 januari 2025 was een zwarte dag.",
        "Trump en Poetin, 11 januari 2025 - een terugblik op het gesprek.",
        "Bijgewerkt: 11 januari 2025" + BODY,
        "Russische aanval op Kharkiv van 11 januari 2025" + BODY,
        "Rapport over zaterdag 11 januari 2025" + BODY,
        "Boetsja, 1 april 2022" + BODY,
        "Hamas Attack on Israel, October 7, 2023" + BODY,
    ],
)
def test_a_day_in_a_sentence_or_a_headline_is_not_taken(text: str) -> None:
    assert published(text) is None
