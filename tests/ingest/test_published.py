"""The pages that the measure of publication times is taken on, one by one, and what is not on them."""

from datetime import date

import pytest
from evaluation.publication import Page, measured, ours, pages
from lxml.html import document_fromstring

from volgens.ingest import Words
from volgens.ingest.published import Seen, machine, moments

WORDS = Words.load()


@pytest.mark.parametrize("page", list(pages()), ids=lambda p: p.name)
def test_published_and_updated(page: Page):
    assert ours(page, WORDS) == (page.published, page.updated)


def test_published_measure_counts_what_is_missed_wrong_and_invented():
    assert measured(lambda p: None) == {"right": 12, "missed": 48, "wrong": 0, "invented": 0}
    assert measured(lambda p: "2001-01-01") == {"right": 0, "missed": 0, "wrong": 48, "invented": 12}


@pytest.mark.parametrize(
    ("value", "want"),
    [
        ("2025-01-11T14:32:00.000Z", "2025-01-11T14:32:00.000Z"),
        ("1736605920", "2025-01-11T14:32:00+00:00"),
        ("Sat, 11 Jan 2025 14:32:00 +0100", "2025-01-11T14:32:00+01:00"),
        ("11 januari 2025 om 14.32 uur", "2025-01-11T14:32"),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01", None),
        ("11 januari", None),
        ("4/3/2025", None),
        ("gisteren, 12:03", None),
        ("", None),
        ("9" * 5000, None),
    ],
)
def test_published_for_machines(value, want):
    assert machine(value, WORDS) == want


def test_published_the_users_date_goes_before_one_that_is_counted_back():
    tree = document_fromstring("<h1>Nacht</h1><p>gisteren, 12:03</p>")
    seen = Seen(date(2025, 1, 12), known="2025-01-10", retrieved="2025-01-12T15:00:00Z")
    assert moments(tree, {}, {}, WORDS, seen).published is None
    assert moments(tree, {}, {}, WORDS, seen).notes == ()
