"""What a browser itself makes of hostile text: the words of the article as they were, and nothing of them done."""

from pathlib import Path

import pytest

from tests.web.breakers import BREAKERS, shown
from tests.web.browser import CHROMIUM, launched, opened, served
from tests.web.test_hostile import articles, hostile
from volgens.ledger import Ledger

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, such as Debian's package chromium"),
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]


def test_hostile_text_is_text(tmp_path: Path) -> None:
    text = "".join(BREAKERS)
    with Ledger(tmp_path / "volgens.db") as ledger:
        ledger.add_all(hostile(text))
        incidents = [f"/incidents/{i.id}" for i in ledger.incidents()]
    with served(tmp_path / "volgens.db") as base, launched() as browser, opened(browser, base) as page:
        for address in (
            "/incidents",
            "/map",
            "/articles",
            "/claims",
            "/figures",
            "/events",
            "/sources",
            *incidents[:1],
        ):
            page.goto(base + address)
        for address, whole in articles(text):
            page.goto(base + address)
            assert page.evaluate("document.querySelector('.text').textContent") == shown(whole)
            page.locator("mark").first.click()
