"""Accounts into incidents, whatever the order."""

import random

from hypothesis import given
from hypothesis import strategies as st

from volgens.linking import BY_HAND, Apart, Link, partition

NAMES = "abcdefgh"
links = st.lists(
    st.builds(Link, st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(6, 9).map(float)), max_size=12
)
aparts = st.lists(
    st.builds(
        Apart, st.frozensets(st.sampled_from("abcd"), min_size=1), st.frozensets(st.sampled_from("efgh"), min_size=1)
    ),
    max_size=3,
)


@given(links, aparts, st.randoms(use_true_random=False))
def test_the_order_of_accounts_and_links_leaves_no_trace(
    some: list[Link], apart: list[Apart], rng: random.Random
) -> None:
    shuffled = list(some)
    rng.shuffle(shuffled)
    turned = [Link(k.b, k.a, k.points) for k in shuffled]
    assert partition(NAMES, some, apart) == partition(reversed(NAMES), turned, apart)


@given(links, aparts)
def test_what_people_keep_apart_never_stands_together(some: list[Link], apart: list[Apart]) -> None:
    found = partition(NAMES, some, apart)
    for pair in apart:
        assert not {found[a] for a in pair.some} & {found[b] for b in pair.others}


@given(links)
def test_an_incident_has_the_least_id_in_it(some: list[Link]) -> None:
    found = partition(NAMES, some)
    for a, incident in found.items():
        assert incident == min(b for b in NAMES if found[b] == found[a])
    assert all(found[k.a] == found[k.b] for k in some)


def test_the_stronger_link_wins_where_a_person_keeps_two_apart() -> None:
    apart = [Apart(frozenset("a"), frozenset("c"))]
    assert partition("abc", [Link("a", "b", 6.0), Link("b", "c", 7.0)], apart) == {"a": "a", "b": "b", "c": "b"}
    assert partition("abc", [Link("a", "b", BY_HAND), Link("b", "c", 7.0)], apart) == {"a": "a", "b": "a", "c": "c"}
