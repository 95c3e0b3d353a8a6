"""No page has a serious fault for who listens to it, goes by keys, or sees little: by axe-core in a browser, in both languages, wide and narrow, light and dark.

axe-core (MPL-2.0) comes as the package axe-playwright-python has it, for the tests alone; skipped where that or a browser is missing.
"""

import json
import os
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.browser import CHROMIUM, SIZES, api, launched, served
from tests.web.filled import filled
from volgens.ledger import Ledger
from volgens.web.app import create

pytest.importorskip("axe_playwright_python", reason="needs axe-core: pip install axe-playwright-python")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, such as Debian's package chromium"),
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]
BAD = ("serious", "critical")
# Each width, each language and each way to look once; all of them together with VOLGENS_EVERY_LOOK=1, which takes twice as long.
LOOKS = [("desk", "en", "light"), ("phone", "nl", "dark")]
if os.environ.get("VOLGENS_EVERY_LOOK"):
    LOOKS = [*LOOKS, ("desk", "nl", "dark"), ("phone", "en", "light")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    path: Path = filled(tmp_path_factory.mktemp("axe") / "volgens.db")
    with Ledger(path) as ledger:
        incident = next(iter(ledger.incidents(several=True))).id
        figure = next(iter(ledger.figures(outcome="killed"))).figure.id
    lists = ["incidents", "map", "articles", "claims", "figures", "sources", "search?q=gedood", "review", "settle"]
    with served(path) as base:
        source = TestClient(create(path), base_url="http://127.0.0.1").get("/sources").text
        one = re.findall(r'href="(/sources/[^"?]+)"', source)[0]
        ones = [one, f"/incidents/{incident}", "/articles/article-1", f"/figures/{figure}", "/records/none"]
        yield base, [*(f"/{k}" for k in lists), *ones]


@pytest.fixture(scope="module")
def browser() -> Iterator["api.Browser"]:
    with launched() as browser:
        yield browser


@pytest.mark.parametrize(("size", "language", "scheme"), LOOKS, ids=["-".join(k) for k in LOOKS])
def test_no_serious_fault(
    browser: "api.Browser", site: tuple[str, list[str]], size: str, language: str, scheme: str
) -> None:
    axe = (files("axe_playwright_python") / "axe.min.js").read_text("utf8")
    base, pages = site
    width, height = SIZES[size]
    # The policy of the page lets no other script in, which is as it should be; axe comes in by the door of the tests.
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale=language, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    faults = []
    for address in pages:
        page.goto(base + address)
        if address == "/map":
            page.wait_for_selector("#map[data-ready=yes]")
        assert page.locator("html").get_attribute("lang") == language
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), (
            f"{address} is wider than the window"
        )
        landmarks = [page.locator(name).count() for name in ("header", "main", "footer", "h1")]
        assert landmarks == [1, 1, 1, 1], address
        assert page.locator("nav:not([aria-label])").count() == 0
        page.evaluate(axe)
        found = page.evaluate("axe.run({ resultTypes: ['violations'] })")
        for v in found["violations"]:
            if v["impact"] in BAD:
                faults.append(
                    f"{address}: {v['id']}: {json.dumps([n['html'][:150] + ' ' + n.get('failureSummary', '')[:300] for n in v['nodes'][:3]])}"
                )
    context.close()
    assert not faults, "\n".join(faults)


def test_a_fault_would_be_found(browser: "api.Browser") -> None:
    page = browser.new_page()
    page.set_content("<title>x</title><main><img src='data:,'><p style='color:#aaa;background:#fff'>pale</p></main>")
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf8"))
    found = {v["id"] for v in page.evaluate("axe.run()")["violations"] if v["impact"] in BAD}
    page.close()
    assert found >= {"image-alt", "color-contrast", "html-has-lang"}


def test_the_keyboard_finds_the_content_and_can_be_seen(browser: "api.Browser", site: tuple[str, list[str]]) -> None:
    base, pages = site
    page = browser.new_page()
    for address in pages[:1] + pages[-4:-1]:
        page.goto(base + address)
        page.keyboard.press("Tab")
        first = page.evaluate(
            "({ skip: document.activeElement.className, left: document.activeElement.getBoundingClientRect().left })"
        )
        assert first["skip"] == "skip"
        assert first["left"] >= 0
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)"), address
        assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
    page.close()
