"""Date-lines at the head of reports."""

import pytest

from volgens.extract.dateline import datelines


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
