"""Pages are quick and light: measured as on a large ledger, on a small one."""

import json
from pathlib import Path

from evaluation import pages
from tests.web.filled import filled


def test_every_page_is_quick_and_light(tmp_path: Path) -> None:
    found = dict(pages.measured(filled(tmp_path / "volgens.db")))
    assert len(found) > 20
    slow = {
        n: v
        for n, v in found.items()
        if v["processor, ms"] > pages.MOST_MS or v["with all it loads, kB"] > pages.MOST_KB
    }
    assert slow == {}
    assert all(v["with all it loads, kB"] > v["page, kB"] > 1 for v in found.values())


def test_what_was_written_down_is_of_these_pages(tmp_path: Path) -> None:
    kept = json.loads(pages.KEPT.read_text("utf8"))
    assert kept["articles"] > 1000
    assert set(kept["pages"]) == set(pages.pages(filled(tmp_path / "volgens.db")))
