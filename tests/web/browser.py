"""A page in a real browser: Playwright (``pip install playwright``) with the system's Chromium; tests are skipped where one of them is missing."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.web.serving import served

api = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install playwright")
__all__ = ["CHROMIUM", "SIZES", "api", "launched", "opened", "served"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SIZES = {"desk": (1280, 900), "phone": (390, 844)}


@contextmanager
def launched() -> Iterator["api.Browser"]:
    """A browser for several windows."""
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: "api.Browser", base: str, size: str = "desk", script: bool = True) -> Iterator["api.Page"]:
    """An empty window, which knows of no other. Afterwards nothing may have gone wrong in it, and nothing been asked of anybody but this page."""
    width, height = SIZES[size]
    troubles: list[str] = []
    window = {"viewport": {"width": width, "height": height}, "locale": "nl-NL", "java_script_enabled": script}
    context = browser.new_context(**window)
    page = context.new_page()
    page.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: troubles.append(str(e)))
    page.on("dialog", lambda d: (troubles.append(f"a dialog: {d.message}"), d.dismiss()))
    page.on("request", lambda r: None if r.url.startswith((base, "data:", f"blob:{base}")) else troubles.append(r.url))
    yield page
    context.close()
    assert troubles == []
