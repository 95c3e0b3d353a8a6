"""Figures by date and source: what is drawn where, and how finely."""

from datetime import datetime
from xml.etree import ElementTree

import pytest

from volgens.export.over_time import MOST, Report, svg
from volgens.wording import labels

SVG = "{http://www.w3.org/2000/svg}"
EN = labels("en")


def report(published: str, low: float, high: float | None, group: str = "a", stands: bool = True) -> Report:
    best = low if high in (None, low) else None
    return Report(published, low, high, best, group, stands, f"{group} {low}")


def drawn(*reports: Report, happened: tuple[datetime, datetime] | None = None) -> dict[str, ElementTree.Element]:
    """The groups of a picture by what is told of them."""
    tree = ElementTree.fromstring(svg("killed", list(reports), happened, "Volgens", EN))
    return {g.findtext(f"{SVG}title") or "": g for g in tree.iter(f"{SVG}g")}


def marks(g: ElementTree.Element, name: str = "circle") -> list[tuple[float, float]]:
    return [(float(c.get("cx", "nan")), float(c.get("cy", "nan"))) for c in g.iter(f"{SVG}{name}")]


def test_an_hour_is_an_hour_and_a_day_is_as_wide_as_a_day() -> None:
    found = drawn(report("2025-03-17T06:00", 3, 3), report("2025-03-17T18:00", 5, 5), report("2025-03-18", 7, 7))
    (early,), (late,) = marks(found["a 3"]), marks(found["a 5"])
    assert early[0] < late[0]
    assert found["a 3"].find(f"{SVG}rect") is None
    wide = found["a 7"].find(f"{SVG}rect")
    assert wide is not None
    assert float(wide.get("width", 0)) == pytest.approx(2 * (late[0] - early[0]), abs=0.5)


def test_low_and_high_and_at_least() -> None:
    found = drawn(report("2025-03-17T06:00", 20, 99), report("2025-03-17T07:00", 40, None))
    (_, low), (_, high) = marks(found["a 20"])
    assert low > high
    assert found["a 20"].find(f"{SVG}path") is None
    assert found["a 40"].find(f"{SVG}path") is not None


def test_who_gives_it_is_told_by_shape_too() -> None:
    found = drawn(report("2025-03-17T06:00", 1, 1, "a"), report("2025-03-17T07:00", 2, 2, "b"))
    assert found["a 1"].find(f"{SVG}circle") is not None
    assert found["b 2"].find(f"{SVG}rect") is not None


def test_what_was_taken_back_is_hollow() -> None:
    found = drawn(report("2025-03-17T06:00", 1, 1, stands=False), report("2025-03-17T07:00", 2, 2))
    old, new = (next(found[k].iter(f"{SVG}circle")).get("fill") for k in ("a 1", "a 2"))
    assert old != new


def test_the_time_in_which_it_happened_is_a_band_before_the_reports() -> None:
    night = datetime(2025, 3, 16, 21), datetime(2025, 3, 17, 7)
    found = drawn(report("2025-03-17T08:00", 1, 1), happened=night)
    band = found[EN("chart.happened")].find(f"{SVG}rect")
    assert band is not None
    end = float(band.get("x", 0)) + float(band.get("width", 0))
    assert end < marks(found["a 1"])[0][0]


@pytest.mark.parametrize(
    "reports", [(), (report("long ago", 1, 1),), (report("2025-03-17", 0, 0),), (report("2025-03-17", 4e9, 5e9),)]
)
def test_nothing_or_odd_values_are_a_picture_still(reports: tuple[Report, ...]) -> None:
    assert drawn(*reports) is not None


def test_a_year_of_reports_is_told_by_the_day() -> None:
    tree = svg("killed", [report(f"2025-{m:02}-01", m, m) for m in range(1, 13)], None, "Volgens", EN)
    assert "00:00" not in tree
    assert tree.count("2025") < 12


def test_of_hundreds_of_reports_the_latest_and_each_once() -> None:
    many = [report(f"2025-03-17T06:{k % 60:02}", k, k) for k in range(200)]
    assert len(drawn(*many, *many)) == MOST
    assert EN("matrix.more", n="120") in svg("killed", many, None, "Volgens", EN)


def test_steps_of_ten_where_one_figure_dwarfs_the_others() -> None:
    few = [report(f"2025-03-17T06:0{k}", v, v) for k, v in enumerate((3, 5, 8, 10_000))]
    found = drawn(*few)
    heights = [marks(found[f"a {v}"])[0][1] for v in (3, 8, 10_000)]
    assert heights[0] - heights[1] > 10
    assert heights[1] > heights[2]


def test_who_gives_the_fewest_are_others() -> None:
    tree = svg("killed", [report("2025-03-17T06:00", k, k, f"voice {k}") for k in range(9)], None, "Volgens", EN)
    assert tree.count(EN("chart.others")) == 1
    assert ">voice 0<" in tree
