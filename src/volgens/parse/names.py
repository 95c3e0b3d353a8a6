"""From the scores of tags to names: the best row of tags that is one, and the stretches that it marks.

Tags are ``O``, ``B-PER`` (the first word of a person's name), ``I-PER`` (a further one). Greedy tags may hold an ``I-LOC`` that continues
nothing; of all rows without such, the likeliest is taken (Viterbi 1967), for all sentences of a batch at once. Two names of one kind seldom stand side
by side without a comma, so a beginning right after a name of its kind is made less likely.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Name = tuple[int, int, str]  # first word and the word after the last, counted from 0, and the kind
OUTSIDE = "O"
AGAIN = 2.0  # in log odds; 1 to 3 are equally good on the development sets, and half a point of F1 better than 0


class Tags:
    """A row of tags in the order of its scores."""

    def __init__(self, tags: Sequence[str]):
        self.kinds = [t.partition("-")[2] for t in tags]
        self.inside = [t.startswith("I-") for t in tags]
        n = len(tags)
        follows = np.ones((n, n), bool)
        for k in range(n):
            if self.inside[k]:
                follows[:, k] = [kind == self.kinds[k] for kind in self.kinds]
        self.bar = np.where(follows, 0, -np.inf).astype(np.float32)  # [before, after]
        for k in range(n):
            if self.kinds[k] and not self.inside[k]:
                self.bar[[kind == self.kinds[k] for kind in self.kinds], k] = -AGAIN
        self.first = np.where(self.inside, -np.inf, 0).astype(np.float32)
        self.outside = tags.index(OUTSIDE)

    def best(self, scores: NDArray[np.float32], lengths: Sequence[int]) -> list[list[int]]:
        """The likeliest tags of each sentence that are in order. ``scores`` [B, W, T]; ``lengths`` [B] are at least 1."""
        total = scores[:, 0] + self.first
        come = np.zeros(scores.shape, np.int64)
        reached = [total]
        for k in range(1, scores.shape[1]):
            through = total[:, :, None] + self.bar
            come[:, k] = through.argmax(1)
            total = through.max(1) + scores[:, k]
            reached.append(total)
        out = []
        for row, n in enumerate(lengths):
            tag = int(reached[n - 1][row].argmax())
            tags = [tag]
            for k in range(n - 1, 0, -1):
                tag = int(come[row, k, tag])
                tags.append(tag)
            out.append(tags[::-1])
        return out

    def __call__(self, scores: NDArray[np.float32], lengths: Sequence[int]) -> list[list[Name]]:
        """Names of each sentence, in text order. ``scores`` [B, W, T], of which ``lengths`` [B] words count."""
        found: list[list[Name]] = [[] for _ in lengths]
        greedy = scores.argmax(-1) != self.outside
        some = [row for row, n in enumerate(lengths) if greedy[row, :n].any()]
        if not some:
            return found
        sizes = [lengths[row] for row in some]
        for row, tags in zip(some, self.best(scores[some, : max(sizes)], sizes), strict=True):
            for k, tag in enumerate(tags):
                if self.inside[tag]:
                    first, _, kind = found[row][-1]
                    found[row][-1] = (first, k + 1, kind)
                elif tag != self.outside:
                    found[row].append((k, k + 1, self.kinds[tag]))
        return found
