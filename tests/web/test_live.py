"""What a browser shows on its own account: words on focus, a table that becomes a list, the progress of a reading."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledger.test_linked import reading
from tests.web.browser import CHROMIUM, api, launched, opened, served
from volgens.ledger import Ledger

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, such as Debian's package chromium"),
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]
SEEN = "e => getComputedStyle(e.querySelector('.words')).clipPath === 'none'"


@pytest.fixture(scope="module")
def browser() -> Iterator["api.Browser"]:
    with launched() as browser:
        yield browser


@pytest.fixture
def incident(tmp_path: Path) -> tuple[Path, str]:
    path = tmp_path / "volgens.db"
    with Ledger(path) as ledger:
        ledger.add_all(reading(k) for k in "abc")
        return path, f"/incidents/{next(iter(ledger.incidents())).id}"


def test_the_words_of_a_cell_by_pointer_and_by_key(browser: "api.Browser", incident: tuple[Path, str]) -> None:
    path, address = incident
    with served(path) as base, opened(browser, base) as page:
        page.goto(base + address)
        first, second = page.locator("a.said").nth(0), page.locator("a.said").nth(1)
        assert not first.evaluate(SEEN)
        first.hover()
        assert first.evaluate(SEEN)
        assert "31 mensen" in first.locator(".words").inner_text()
        page.mouse.move(0, 0)
        assert not first.evaluate(SEEN)
        first.focus()
        page.keyboard.press("Tab")
        assert second.evaluate(SEEN)
        assert second.evaluate("e => e === document.activeElement")


def test_on_a_phone_a_row_is_a_list_of_those_who_say_something(
    browser: "api.Browser", incident: tuple[Path, str]
) -> None:
    path, address = incident
    with served(path) as base, opened(browser, base, "phone") as page:
        page.goto(base + address)
        cells = page.locator("table.matrix tbody tr").first.locator("td:visible")
        lefts = {round(box["x"]) for k in range(cells.count()) if (box := cells.nth(k).bounding_box())}
        assert cells.count() == 3
        assert len(lefts) == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator("table.matrix").get_attribute("role") == "table"


def test_a_reading_is_told_while_it_goes_on_and_that_it_ended(
    browser: "api.Browser", incident: tuple[Path, str]
) -> None:
    path, _ = incident
    with served(path) as base, opened(browser, base) as page, Ledger(path) as ledger:
        with ledger.telling(40) as telling:
            telling.tell(40, 0, 40)
            page.goto(f"{base}/articles")
            page.wait_for_selector("#reading:not([hidden])")
            assert page.locator("#reading").inner_text() == "Wordt gelezen: 40 van 40 artikelen"
            assert page.get_by_role("status").inner_text() == "Wordt gelezen: 40 van 40 artikelen"
        page.locator("#reading", has_text="Het lezen is afgelopen").wait_for()
        assert page.get_by_role("status").inner_text().startswith("Het lezen is afgelopen")


def test_where_one_looks_on_the_map_stands_in_the_address(browser: "api.Browser", incident: tuple[Path, str]) -> None:
    path, _ = incident
    with served(path) as base, opened(browser, base) as page:
        page.goto(f"{base}/map#map=6/48.500/37.500")
        page.wait_for_selector("#map[data-ready=yes]")
        page.locator("#map").focus()
        page.keyboard.press("-")
        page.wait_for_url("**/map#map=5/**")
        page.locator("#within").click()
        page.wait_for_url(re.compile(r"/map\?bbox="))
        page.wait_for_selector("#map[data-ready=yes]")
        assert page.locator("tbody tr").count() == 1
        page.goto(f"{base}/map?bbox=-10,0,10,20")
        assert page.locator("tbody tr").count() == 0


@pytest.mark.parametrize("zoom", [4, 9], ids=["by its ring", "by its disc"])
def test_places_on_the_map_by_keyboard(browser: "api.Browser", incident: tuple[Path, str], zoom: int) -> None:
    path, address = incident
    with served(path) as base, opened(browser, base) as page:
        page.goto(f"{base}/map#map={zoom}/48.500/37.500")
        page.wait_for_selector("#map[data-ready=yes]")
        stops = page.locator("#map path[tabindex='0']")
        assert stops.count() == 1  # one place, one stop
        name = stops.get_attribute("aria-label") or ""
        assert name.endswith("(1)")
        page.locator("#map").focus()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == name
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.getAttribute('href')") == address
        assert page.locator(".leaflet-popup-close-button").get_attribute("aria-label") == "Sluiten"
        page.keyboard.press("Escape")
        assert page.locator(".leaflet-popup").count() == 0
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == name
        page.keyboard.press(" ")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert address in page.url


def test_past_the_map_to_the_list(browser: "api.Browser", incident: tuple[Path, str]) -> None:
    path, _ = incident
    with served(path) as base, opened(browser, base) as page:
        page.goto(f"{base}/map")
        page.wait_for_selector("#map[data-ready=yes]")
        page.locator("a[href='#places']").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.locator("#places").evaluate("e => e.contains(document.activeElement)")
