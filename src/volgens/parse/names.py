"""From the scores of tags to names: the best row of tags that is one, and the stretches that it marks.

Tags are ``O``, ``B-PER`` (the first word of a person's name), ``I-PER`` (a further one). Greedy tags may hold an ``I-LOC`` that continues
nothing; of all rows without such, the likeliest is taken (Viterbi 1967), for all sentences of a batch at once. Two names of one kind seldom stand side
by side without a comma, so a beginning right after a name of its kind is made less likely.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Name = tuple[int, int, str]  # first word and the word after the last, counted from 0, and the kind
OUTSIDE = "O"
# How far a word's tag gives way to that of the same word elsewhere in the article, between the same capitals and anywhere; sure ones count for more.
# Half a point to a point of F1 on the development sets, and much the same for .4 to .7, .2 to .4, and powers from 2 to 4.
ALIKE, ANYWHERE, SURE = 0.5, 0.3, 2
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

    def of_article(self, sentences: Sequence[Sequence[str]], scores: Sequence[NDArray[np.float32]]) -> list[list[Name]]:
        """Names of each sentence of an article; ``scores`` [W, T] of each. A name is mostly the same thing wherever the article has it."""
        sizes = [len(s) for s in sentences]
        if not sizes:
            return []
        joined = agreed([w for s in sentences for w in (*s, "")], _likelihoods(scores))
        out = np.full((len(sizes), max(sizes), joined.shape[1]), -np.inf, np.float32)
        out[:, :, self.outside] = 0
        at = 0
        for row, n in enumerate(sizes):
            out[row, :n] = joined[at : at + n]
            at += n + 1
        return self(out, sizes)

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


def _likelihoods(scores: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Log odds of the tags of all words, [W, T]; an empty row after each sentence."""
    width = scores[0].shape[1]
    rows = np.concatenate([np.concatenate([s, np.zeros((1, width), np.float32)]) for s in scores])
    rows -= rows.max(-1, keepdims=True)
    out: NDArray[np.float32] = rows - np.log(np.exp(rows).sum(-1, keepdims=True))
    return out


def agreed(words: Sequence[str], scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The log odds [W, T] of words written with capitals, drawn towards those of the same word elsewhere: first where its neighbours are the same too, as
    far as they have capitals, then anywhere. The idea is that of label consistency (Krishnan and Manning 2006), without a second model.
    """
    capital = [w if w[:1].isupper() else "" for w in words]
    some = [k for k, w in enumerate(capital) if len(w) > 1]
    between = {k: (capital[k - 1] if k else "", capital[k], capital[k + 1] if k + 1 < len(words) else "") for k in some}
    for share, key in ((ALIKE, between), (ANYWHERE, {k: (capital[k],) for k in some})):
        places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for k in some:
            places[key[k]].append(k)
        out = scores.copy()
        for at in places.values():
            if len(at) > 1:
                weight = np.exp(scores[at].max(-1)) ** SURE
                mean = (scores[at] * weight[:, None]).sum(0) / weight.sum()
                out[at] = (1 - share) * scores[at] + share * mean
        scores = out
    return scores
