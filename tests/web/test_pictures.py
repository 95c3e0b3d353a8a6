"""Pictures to take along: SVG from the server, PNG from it by the browser, each with a line that says where it is from."""

from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from tests.web.browser import CHROMIUM, launched, opened, served
from tests.web.filled import filled

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, such as Debian's package chromium"),
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]
PNG = b"\x89PNG\r\n\x1a\n"


def test_pictures_are_given_as_files(tmp_path: Path) -> None:
    with served(filled(tmp_path / "volgens.db")) as base, launched() as browser, opened(browser, base) as page:
        page.goto(f"{base}/incidents?several=1")
        page.goto(base + str(page.locator("tbody td a").first.get_attribute("href")))
        incident = urlsplit(page.url).path
        for address in (incident, "/map"):
            page.goto(base + address)
            assert page.locator("a.png").count() == (2 if address == incident else 1)
            for link in ("a[download$='.svg']", "a.png"):
                with page.expect_download() as download:
                    page.locator(link).last.click()
                found = download.value.path().read_bytes()
                if link == "a.png":
                    assert found.startswith(PNG)
                    width = int.from_bytes(found[16:20], "big")
                    assert width in (2 * 760, 2 * 960)
                else:
                    words = [
                        t.text or "" for t in ElementTree.fromstring(found).iter("{http://www.w3.org/2000/svg}text")
                    ]
                    assert any(w.startswith("Volgens · ") for w in words)
