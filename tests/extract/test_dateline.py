"""Date-lines at the head of reports."""

import time

import pytest

from volgens.extract.dateline import datelines
from volgens.extract.stretch import DATELINE


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("GOMA (ANP) - Bij een aanval vielen doden.", "GOMA (ANP)"),
        ("KHARTOUM, Sudan (AP) — Shells fell.", "KHARTOUM, Sudan (AP)"),
        ("BEIRUT, Jan 5 (Reuters) - A bomb exploded.", "BEIRUT, Jan 5 (Reuters)"),
        ("Port-au-Prince (AFP) – Gangs burned a school.", "Port-au-Prince (AFP)"),
        ("RAS AL-AIN, Syria (Reuters) - A car blew up.", "RAS AL-AIN, Syria (Reuters)"),
        ("Ras al-Ain (ANP/AFP) - Een auto ontplofte.", "Ras al-Ain (ANP/AFP)"),
        ("KAMPALA — Rebels crossed the border.", "KAMPALA"),
        ("NAIROBI, Kenya — Police opened fire.", "NAIROBI, Kenya"),
    ],
)
def test_a_dateline_ends_before_the_dash(text: str, line: str) -> None:
    assert [d.text for d in datelines(text)] == [line]
    assert [text[d.start : d.end] for d in datelines(text)] == [line]


@pytest.mark.parametrize(
    "text",
    [
        "In Goma (Congo) - waar gevochten wordt - zijn winkels dicht.",
        "The army (and its allies) - so far - has held the town.",
        "Rebels took Goma - the largest city in the east - on Monday.",
        "RSF-strijders vielen het dorp aan.",
        "",
    ],
)
def test_other_dashes_make_no_dateline(text: str) -> None:
    assert list(datelines(text)) == []


def test_every_paragraph_of_a_live_blog_may_have_its_own() -> None:
    text = "GOMA (AP) - Shells fell.\n\nBUKAVU (AP) - Shops closed."
    assert [d.text for d in datelines(text)] == ["GOMA (AP)", "BUKAVU (AP)"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Nairobi, 13 oktober 2025 - Het leger viel aan.", "Nairobi, 13 oktober 2025"),
        ("KYIV, Ukraine, Jan. 11, 2025 (AP) — Twelve died.", "KYIV, Ukraine, Jan. 11, 2025 (AP)"),
        ("Ras al-Ain, maandag 13 oktober 2025, 14:32 uur – Er vielen doden.", "Ras al-Ain, maandag 13 oktober 2025, 14:32 uur"),
        ("Port-au-Prince, Haiti, October 13, 2025 (AFP): Gangs fled.", "Port-au-Prince, Haiti, October 13, 2025 (AFP)"),
        ("Goma, 13-10-2025 - Er vielen doden.", "Goma, 13-10-2025"),
    ],
)  # fmt: skip
def test_a_dateline_may_have_its_day(text: str, line: str) -> None:
    assert [d.text for d in datelines(text)] == [line]


@pytest.mark.parametrize(
    "text",
    ["Trump en Poetin, 11 januari 2025 - een terugblik.", "Goma, 13 doden - Het leger zwijgt.", "In 2025 - Toen"],
)
def test_a_day_before_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert list(datelines(text)) == []


@pytest.mark.parametrize("text", ["A" + ". b" * 4000 + " 5", "AB-" * 4000, "AB, 12 oktober " * 2000])
def test_time_is_linear_in_what_looks_like_a_name(text: str) -> None:
    begun = time.process_time()
    assert list(datelines(text)) == []
    assert DATELINE.match(text) is None
    assert time.process_time() - begun < 0.5
