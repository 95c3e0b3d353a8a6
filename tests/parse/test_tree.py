"""Trees: one root, no cycle, and the best there is."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from volgens.parse.tree import heads_of


def is_tree(heads: list[int]) -> bool:
    for k in range(1, len(heads) + 1):
        seen, node = set(), k
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node - 1]
    return heads.count(0) == 1


def total(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[k, h] for k, h in enumerate(heads)))


@st.composite
def score_tables(draw: st.DrawFn, most: int) -> np.ndarray:
    n = draw(st.integers(1, most))
    numbers = draw(st.lists(st.integers(-50, 50), min_size=n * (n + 1), max_size=n * (n + 1)))
    return np.array(numbers, np.float32).reshape(n, n + 1)


@given(score_tables(4))
def test_no_tree_is_better(scores: np.ndarray) -> None:
    n = len(scores)
    choices = itertools.product(*[[h for h in range(n + 1) if h != k + 1] for k in range(n)])
    best = max(total(scores, list(c)) for c in choices if is_tree(list(c)))
    heads = heads_of(scores).tolist()
    assert is_tree(heads)
    assert total(scores, heads) == best


@given(score_tables(30))
def test_always_a_tree(scores: np.ndarray) -> None:
    assert is_tree(heads_of(scores).tolist())


def test_greedy_heads_that_form_a_tree_are_kept() -> None:
    scores = np.array([[0, 0, 9, 0], [9, 0, 0, 0], [0, 0, 9, 0]], np.float32)
    assert heads_of(scores).tolist() == [2, 0, 2]


def test_two_roots_become_one() -> None:
    scores = np.array([[9, 0, 1], [8, 1, 0]], np.float32)
    assert heads_of(scores).tolist() == [0, 1]


def test_a_cycle_is_opened_where_it_costs_least() -> None:
    scores = np.array([[5, 0, 9], [1, 9, 0]], np.float32)
    assert heads_of(scores).tolist() == [0, 1]


@pytest.mark.parametrize(("n", "heads"), [(0, []), (1, [0])])
def test_smallest_sentences(n: int, heads: list[int]) -> None:
    assert heads_of(np.zeros((n, n + 1), np.float32)).tolist() == heads
