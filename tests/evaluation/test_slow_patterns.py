"""What makes patterns go back and forth is found, and what was found once stays mended."""

import re
import time

import pytest

from evaluation import slow_patterns
from volgens.extract.entries import heads
from volgens.ingest import formats, pdf_order
from volgens.wording.errors import in_words

QUICK = 0.5  # seconds for what took many


@pytest.mark.parametrize(
    ("pattern", "is_steep"),
    [(r"\w+-\d", True), (r"(?:a|a)*b", True), (r"(?<!\w)\w++-\d", False), (r"[a-z]{1,5}:", False)],
)
def test_what_is_steep_is_seen(pattern: str, is_steep: bool) -> None:
    assert (slow_patterns.slowest(re.compile(pattern), "here") is not None) == is_steep


def test_every_pattern_of_the_package_is_tried() -> None:
    found = slow_patterns.patterns()
    assert len(found) > 90
    assert "volgens.ingest.formats._FEED" in found.values()


@pytest.mark.parametrize(
    "act",
    [
        lambda: formats.recognise(b"<!-- -->" * 8_000 + b"x", None),
        lambda: formats.recognise(b"<?xml ?>" * 8_000 + b"x", None),
        lambda: heads("11.11" + "\t" * 40_000 + "x"),
        lambda: pdf_order._BROKEN.search("_" * 40_000 + "a"),
        lambda: in_words("x" * 3 + " s begin with " * 2_000 + "\0", "nl"),
    ],
    ids=["comments before a feed", "declarations", "tabs behind an hour", "a long word", "a line of errors"],
)
def test_what_once_took_many_seconds(act) -> None:  # type: ignore[no-untyped-def]
    began = time.process_time()
    act()
    assert time.process_time() - began < QUICK
