"""A walk through the pages in a real browser: skipped where Playwright (``pip install playwright``) or Chromium is not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledger.readings import dutch
from tests.ledger.test_linked import reading
from tests.web.browser import CHROMIUM, SIZES, api, launched, opened, served
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


@pytest.fixture(scope="module")
def browser() -> Iterator["api.Browser"]:
    with launched() as browser:
        yield browser


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: "api.Browser", base: str) -> Iterator["api.Page"]:
    with opened(browser, base, request.param) as page:
        yield page


def test_a_walk(page: "api.Page", base: str) -> None:
    page.goto(base)
    assert page.locator("html").get_attribute("lang") == "nl"
    for name in ("incidents", "map", "articles", "claims", "figures", "events", "sources", "search", "review"):
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


def test_one_record_and_one_source(page: "api.Page", base: str) -> None:
    page.goto(f"{base}/claims")
    page.locator("tbody tr").first.locator("a[href^='/claims/']").click()
    page.wait_for_selector(".text mark.chosen")
    page.locator("dl a.who").first.click()
    page.wait_for_selector(".said-list li")
    assert page.locator("h1").inner_text() == "Amira Haddad"
    page.goto(f"{base}/search?q=gevangengenomen")
    assert page.locator(".said-list li").count() >= 3


def at(page: "api.Page") -> str:
    """The record that is to be decided on."""
    return str(page.locator('form.decide input[name="id"]').first.input_value())


def test_ten_items_by_keyboard(browser: "api.Browser", base: str) -> None:
    with opened(browser, base) as page:
        _ten_items(page, base)


def _ten_items(page: "api.Page", base: str) -> None:
    by = "An de Wit"

    def press(key: str) -> None:
        with page.expect_navigation():
            page.keyboard.press(key)

    page.goto(f"{base}/review?article=article-1")
    page.keyboard.press("a")  # nobody decides without a name: the key leads to where it is written
    assert page.evaluate("document.activeElement.name") == "by"
    page.keyboard.type(by)
    page.keyboard.press("Escape")
    seen = [at(page)]
    for key in "axaxaaxaax":
        press(key)
        seen.append(at(page))
    assert len(set(seen)) == 11
    press("u")
    assert at(page) == seen[9]
    page.reload()
    assert at(page) == seen[9]
    page.goto(f"{base}/review")
    assert at(page) == seen[9]
    assert page.locator('input[name="by"]').first.input_value() == by
    press("k")
    press("j")
    assert at(page) == seen[9]
    press(" ")
    assert at(page) == seen[10]
    page.keyboard.press("?")
    assert page.locator("dialog[open] dt").count() >= 12
    page.keyboard.press("Escape")
    page.locator('form.decide input[name="reason"]').focus()
    page.keyboard.type("ja")  # while typing no key decides, nor does the end of it
    page.keyboard.press("Enter")
    assert (at(page), page.evaluate("document.activeElement.tagName")) == (seen[10], "BODY")
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    page.keyboard.type("?")
    assert at(page) == seen[10]
    found = page.request.get(f"{base}/review.json?article=article-1").json()["items"]
    mine = {i["id"]: i["status"] for i in found if i["review"] and i["review"]["by"] == by}
    assert mine == dict(
        zip(seen, ["accepted", "rejected"] * 2 + ["accepted"] * 2 + ["rejected"] + ["accepted"] * 2, strict=False)
    )


def test_by_finger_on_a_phone(browser: "api.Browser", base: str) -> None:
    with opened(browser, base, "phone") as page:
        page.goto(f"{base}/review?article=article-c")
        first = at(page)
        page.locator('form.decide input[name="by"]').fill("Bo Smit")
        page.locator('form.decide button[value="accept"]').click()
        page.wait_for_url("**item=*")
        assert at(page) != first
        page.locator('form.last button[value="undo"]').click()
        page.wait_for_url(f"**item={first}*")
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_enter_in_a_form_with_one_button_presses_it(browser: "api.Browser", base: str) -> None:
    with opened(browser, base) as page:
        page.goto(f"{base}/incidents?place=Lemar")
        page.locator("tbody a[href^='/incidents/']").first.click()
        page.locator("summary", has_text="beste getal").click()
        form = page.locator("form.decide").first
        form.locator('input[name="by"]').fill("Cas Blom")
        form.locator('input[name="best"]').fill("9")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "Cas Blom" in page.locator(".history").inner_text()


def test_a_decision_by_mouse_without_script(browser: "api.Browser", base: str) -> None:
    with opened(browser, base, script=False) as page:
        page.goto(f"{base}/review?article=article-d")
        page.locator('form.decide input[name="by"]').fill("Bo Smit")
        page.locator('form.decide input[name="by"]').press("Enter")  # decides nothing
        assert "item=" not in page.url
        page.locator('form.decide button[value="reject"]').click()
        assert "item=" in page.url
        page.locator('form.last button[value="undo"]').click()
        page.goto(f"{base}/settle")
        assert page.locator("h1").count() == 1
