"""Take the pictures of the page that the README shows, of the example articles: ``python docs/pictures.py`` (needs Playwright and Chromium)."""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent / "pictures"
# As wide as whole columns of accounts are: none is cut.
WIDE, NARROW = {"width": 1225, "height": 760}, {"width": 390, "height": 760}


def main() -> None:
    sys.path.insert(0, str(ROOT))
    from tests.web.browser import CHROMIUM, api, served

    from volgens.cli import main as volgens
    from volgens.ledger import Ledger

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "volgens.db"
        volgens(["read", str(ROOT / "examples"), "--ledger", str(path)])
        with Ledger(path) as ledger:
            found = next(i for i in ledger.incidents(several=True) if len(i.conflicts) > 1)
        with served(path) as base, api.sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            for name, size, address in (
                ("incident", WIDE, f"/incidents/{found.id}"),
                ("article", NARROW, f"/articles/{found.articles[0].id}"),
            ):
                page = browser.new_page(viewport=size, locale="en-GB", color_scheme="light")
                page.goto(base + address)
                if name == "incident":  # the accounts, and the words of one of them
                    page.evaluate("document.getElementById('matrix').scrollIntoView()")
                    page.locator("td.disputed a.said").first.focus()
                page.screenshot(path=HERE / f"{name}.png")
            browser.close()


if __name__ == "__main__":
    main()
