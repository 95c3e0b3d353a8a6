"""A walk through the pages in a real browser: skipped where Playwright (``pip install playwright``) or Chromium is not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledger.readings import dutch
from tests.ledger.test_linked import reading
from tests.web.browser import CHROMIUM, SIZES, api, opened, served
from volgens.ledger import Ledger

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, such as Debian's package chromium"),
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("browser") / "volgens.db"
    with Ledger(path) as ledger:
        ledger.add_all([dutch(), *(reading(k) for k in "abcd")])
    with served(path) as address:
        yield address


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, base: str) -> Iterator["api.Page"]:
    with opened(base, request.param) as page:
        yield page


def test_a_walk(page: "api.Page", base: str) -> None:
    page.goto(base)
    assert page.locator("html").get_attribute("lang") == "nl"
    for name in ("incidents", "map", "articles", "claims", "figures", "events", "sources"):
        page.locator(f'nav a[href="/{name}"]').first.click()
        page.wait_for_load_state()
        assert page.locator("h1").count() == 1
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), name
    page.goto(f"{base}/map")
    page.wait_for_selector("#map[data-ready=yes]")
    page.goto(f"{base}/incidents?several=1")
    page.locator("tbody a").first.click()
    page.wait_for_selector("table.matrix")
    assert page.locator("td.disputed").count() >= 2
    page.locator("table.matrix a.said").first.click()
    page.wait_for_selector("mark.chosen")


def test_marks_and_margin_belong_together(page: "api.Page", base: str) -> None:
    page.goto(f"{base}/articles/article-1")
    text = page.evaluate("document.querySelector('.text').textContent")
    assert text == dutch().document.text
    page.locator("section.claim a.quote").first.click()
    assert page.locator("mark.chosen").count() > 0
    page.locator("mark.figures").first.click()
    assert page.locator("aside .chosen").count() == 1
    page.keyboard.press("j")
    assert page.locator("section.claim.chosen").count() == 1


def test_filter_by_keyboard_and_reload(page: "api.Page", base: str) -> None:
    page.goto(f"{base}/figures")
    rows = page.locator("tbody tr").count()
    page.keyboard.press("/")
    page.keyboard.type("mensen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/figures?*q=mensen*")
    found = page.locator("tbody tr").count()
    assert 0 < found < rows
    page.reload()
    assert page.locator("tbody tr").count() == found
    assert page.locator('input[name="q"]').input_value() == "mensen"
