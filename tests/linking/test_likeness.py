"""Which accounts are of one happening."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.linking.made import DAY, LEMAR, RUSOV, SULEM, UKRAINE, account, count, when
from volgens.linking import Account, Spot, keys, likeness


def test_same_act_place_and_day_are_one() -> None:
    assert likeness(account("a"), account("b")).same


def test_a_link_tells_what_speaks_for_it() -> None:
    assert dict(likeness(account("a"), account("b")).reasons) == {
        "same day": 2.0,
        "same place": 3.0,
        "same act": 1.0,
        "both main news": 1.0,
    }


@pytest.mark.parametrize(
    "other",
    [
        {"where": SULEM},
        {"family": "capture"},
        {"when": when(date(2025, 3, 20))},
        {"where": None},
        {"targets": frozenset({"school"})},
        {"where": RUSOV},
        {"where": UKRAINE},
    ],
    ids=["town", "family", "day", "no place", "target", "region", "country"],
)
def test_what_keeps_them_apart(other: dict[str, object]) -> None:
    market = account("a", targets=frozenset({"market"}))
    assert not likeness(market, account("b", **other)).same


def test_an_article_is_not_linked_to_itself() -> None:
    assert not likeness(account("a"), replace(account("a"), id="account-2")).same


def test_a_night_has_two_dates() -> None:
    assert likeness(account("a"), account("b", when=when(DAY + timedelta(1)))).same


def test_without_a_date_nothing_is_linked() -> None:
    assert not likeness(account("a"), account("b", when=replace(when(), earliest=None, latest=None))).same


def test_a_region_needs_a_figure_or_a_target_in_common() -> None:
    two = (count("captured", 12),)
    a, b = account("a", where=RUSOV, counts=two), account("b", where=RUSOV, counts=two)
    assert likeness(a, b).same
    assert not likeness(a, replace(b, counts=())).same


spots = st.builds(
    lambda name, kind, lat, lon: Spot(name, kind, "UA", "Rusov" if kind != "country" else None, lat, lon, None),
    st.sampled_from(["Lemar", "Sulem", "Rusov"]),
    st.sampled_from(["town", "city", "facility", "admin1", "country"]),
    st.floats(48.4, 48.7),
    st.floats(37.4, 37.7),
)
accounts = st.builds(
    lambda document, where, day, length, told, targets, counts: account(
        document,
        where=where,
        when=when(DAY + timedelta(day), DAY + timedelta(day + length), told),
        targets=targets,
        counts=counts,
    ),
    st.sampled_from("ab"),
    st.none() | spots,
    st.integers(-9, 9),
    st.integers(0, 31),
    st.booleans(),
    st.frozensets(st.sampled_from(["school", "market"])),
    st.lists(st.builds(count, st.sampled_from(["killed", "injured"]), st.integers(1, 4)), max_size=2).map(tuple),
)


@given(accounts, accounts)
def test_likeness_has_no_direction_and_is_found_by_its_keys(a: Account, b: Account) -> None:
    there, back = likeness(a, b), likeness(b, a)
    assert there.points == back.points
    if there.same:
        assert set(keys.stored(a)) & set(keys.asked(b))
        assert set(keys.stored(b)) & set(keys.asked(a))


def test_towns_six_kilometres_apart_are_one_place() -> None:
    near = replace(LEMAR, name="Lemar-Oost", geonames_id=9, lat=48.54)
    far = replace(LEMAR, name="Lemar-Noord", geonames_id=8, lat=48.57)
    assert likeness(account("a"), account("b", where=near)).same
    assert not likeness(account("a"), account("b", where=far)).same
