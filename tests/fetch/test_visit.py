from datetime import datetime, timedelta

import pytest

from volgens.fetch.visit import Visit, older_than, slower_and_slower

FIRST = "2025-01-11T00:00:00+00:00"


def visit(hours: float, failures: int = 0) -> Visit:
    checked = datetime.fromisoformat(FIRST) + timedelta(hours=hours)
    return Visit("https://a.example/", FIRST, checked.isoformat(), failures=failures, reason="timeout" if failures else None)  # fmt: skip


def due_after(seen: Visit, hours: float) -> bool:
    return slower_and_slower(seen, datetime.fromisoformat(seen.checked) + timedelta(hours=hours))


@pytest.mark.parametrize(("checked", "again"), [(0, 1), (1, 1), (2, 2), (4, 4), (100, 100), (1000, 168)])
def test_visit_asked_again_slower_and_slower(checked, again):
    assert not due_after(visit(checked), again - 0.01)
    assert due_after(visit(checked), again)


@pytest.mark.parametrize(("failures", "again"), [(1, 1), (2, 2), (5, 16), (50, 168)])
def test_visit_what_fails_is_asked_for_more_and_more_seldom(failures, again):
    assert not due_after(visit(0, failures), again - 0.01)
    assert due_after(visit(0, failures), again)


def test_visit_older_than_an_age_or_failed():
    moment = datetime.fromisoformat(FIRST) + timedelta(hours=2)
    assert older_than(timedelta(hours=2))(visit(0), moment)
    assert not older_than(timedelta(hours=3))(visit(0), moment)
    assert older_than(timedelta(hours=3))(visit(0, 1), moment)
