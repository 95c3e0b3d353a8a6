"""One tree for each sentence: the best heads where they form one, else the best tree there is.

Chu and Liu (1965), Edmonds (1967): the spanning tree of a directed graph that has the highest sum of scores. One root only: every arc
from the root is made worse by more than all differences between trees together, so that a second root never pays.
"""

import numpy as np
from numpy.typing import NDArray

ROOT = 0


def heads_of(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Heads of the words of one sentence: [W] with 0 for the root word, else the head's number counted from 1.

    ``scores`` [W, W + 1]: row k holds how well each candidate governs word k + 1; column 0 is the root. Exactly one word gets
    head 0, and from every word the heads lead to it.
    """
    n = scores.shape[0]
    if n == 0:
        return np.zeros(0, np.int64)
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:] = scores
    np.fill_diagonal(square, -np.inf)
    greedy: NDArray[np.int64] = square.argmax(1)
    greedy[ROOT] = ROOT
    if (greedy[1:] == ROOT).sum() == 1 and _cycle(greedy) is None:
        return greedy[1:]
    finite = square[np.isfinite(square)]
    square[:, ROOT] -= (finite.max() - finite.min() + 1.0) * (n + 1)
    return _edmonds(square)[1:]


def _cycle(heads: NDArray[np.int64]) -> list[int] | None:
    """The nodes of one cycle, or None where every node leads to the root."""
    state = [0] * len(heads)  # 0 new, 1 on the way, 2 leads to the root
    state[ROOT] = 2
    for start in range(len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return None


def _edmonds(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Heads [N] of the best arborescence rooted at node 0; ``scores`` [N dependents, N heads], -inf where there is no arc."""
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[ROOT] = ROOT
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    # Contract the cycle to one node, solve the smaller graph, then open the cycle where the tree enters it.
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    ring, outer = np.array(cycle), np.flatnonzero(~inside)
    kept = scores[ring, heads[ring]]
    entering = scores[np.ix_(ring, outer)] - kept[:, None]  # a word of the cycle under a head outside
    leaving = scores[np.ix_(outer, ring)]  # a word outside under a head of the cycle
    n = len(outer)
    small = np.full((n + 1, n + 1), -np.inf)
    small[:n, :n] = scores[np.ix_(outer, outer)]
    small[n, :n] = entering.max(0)
    small[:n, n] = leaving.max(1)
    enter_at, leave_at = entering.argmax(0), leaving.argmax(1)
    solved = _edmonds(small)
    for k in range(n):
        heads[outer[k]] = ring[leave_at[k]] if solved[k] == n else outer[solved[k]]
    entrance = int(solved[n])
    heads[ring[enter_at[entrance]]] = outer[entrance]
    heads[ROOT] = ROOT
    return heads
