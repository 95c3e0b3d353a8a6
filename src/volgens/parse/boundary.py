"""Which words end a sentence, where the characters alone leave it open.

Needs ``boundaries.onnx`` (written by ``training/boundaries.py``) and the lower layers of the parser. The network over characters is
sure of most ends: a stop and a capital. It does not know that *generaal b.d.* goes on, or that a heading without a stop is over. So windows
in which it doubts a word are read by the parser's lower layers, and a small network decides there.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from volgens.parse.alphabet import SENTENCE

WINDOW = 60  # word pieces that are read together
MARGIN = 16  # pieces at the edges of a window that only give context
DOUBT = 0.03  # a word whose chance of ending a sentence is at least this and at most one minus this is in doubt
AFTER_COLON = (
    1.5  # what the score must be above for an end at a colon: who says something and what is said stay together
)
GLUED, SPACE, LINE, BLANK = range(
    4
)  # what follows a word: nothing, a space, a line end, a blank line (or the end of the text)
Window = tuple[int, int, int, int]  # words first to last are read, words start to stop are decided


class Encoder(Protocol):
    """What is needed of the parser's network."""

    def pieces(self, words: Sequence[str]) -> list[list[int]]: ...

    def lower(self, rows: Sequence[Sequence[int]]) -> Iterator[NDArray[np.float32]]: ...


class Boundaries:
    """``Boundaries(folder, network)(words, gaps, scores)`` tells of each word whether a sentence ends there."""

    def __init__(self, folder: Path, encoder: Encoder, threads: int = 0):
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self.session = ort.InferenceSession(
            str(folder / "boundaries.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.encoder = encoder

    def __call__(self, words: Sequence[str], gaps: NDArray[np.int8], scores: NDArray[np.float32]) -> NDArray[np.bool_]:
        """``gaps`` [W] and ``scores`` [W, 4]: what follows each word, and the labels' scores of its last character.

        A blank line always ends a sentence. Of the words that a space or line end follows, those are decided that stand in a window with a
        word in doubt; the rest is as the characters have it. A colon within a line ends a sentence only where that is quite sure.
        """
        ends: NDArray[np.bool_] = (scores.argmax(1) == SENTENCE) | (gaps == BLANK)
        colon = np.fromiter((w == ":" for w in words), bool, len(words)) & (gaps == SPACE)
        ends &= ~colon
        chance = np.exp(logs(scores)[:, 0])
        doubt = (chance >= DOUBT) & (chance <= 1 - DOUBT) & ((gaps == SPACE) | (gaps == LINE))
        if not doubt.any():
            return ends
        pieces = self.encoder.pieces(words)
        some = [w for w in windows([len(p) for p in pieces]) if doubt[w[2] : w[3]].any()]
        rest = about(gaps, scores)
        for (first, last, start, stop), found in zip(some, vectors(self.encoder, pieces, some), strict=True):
            (odds,) = self.session.run(None, {"vectors": found[None], "about": rest[None, first:last]})
            free = (gaps[start:stop] == SPACE) | (gaps[start:stop] == LINE)
            least = np.where(colon[start:stop], AFTER_COLON, 0)
            ends[start:stop] = np.where(free, odds[0, start - first : stop - first] > least, ends[start:stop])
        return ends


def windows(sizes: Sequence[int], window: int = WINDOW, margin: int = MARGIN) -> list[Window]:
    """Windows over words of so many pieces each; each word is decided in one of them.

    A word has at least ``margin`` pieces of other words before and after it, or the text's end; where words of many pieces leave no room for
    both in ``window`` pieces, there is less after it.
    """
    out: list[Window] = []
    total = np.concatenate([[0], np.cumsum(sizes)])
    first = start = 0
    while start < len(sizes):
        last = max(start + 1, int(np.searchsorted(total, total[first] + window, side="right")) - 1)
        stop = last
        if last < len(sizes):
            stop = max(start + 1, int(np.searchsorted(total, total[last] - margin, side="right")) - 1)
        out.append((first, last, start, stop))
        first, start = max(first, int(np.searchsorted(total, total[stop] - margin, side="right")) - 1), stop
    return out


def vectors(encoder: Encoder, pieces: Sequence[Sequence[int]], some: Sequence[Window]) -> Iterator[NDArray[np.float32]]:
    """For each window its words' vectors [W, 2 H]: of the last piece, and of the first piece of the next word (0 after the last)."""
    for (first, last, _, _), hidden in zip(
        some, encoder.lower([[i for p in pieces[a:b] for i in p] for a, b, _, _ in some]), strict=True
    ):
        ends = np.cumsum([len(p) for p in pieces[first:last]])
        out = np.zeros((last - first, 2 * hidden.shape[1]), np.float32)
        out[:, : hidden.shape[1]] = hidden[ends - 1]
        out[:-1, hidden.shape[1] :] = hidden[ends[:-1]]
        yield out


def about(gaps: NDArray[np.int8], scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """What else is known of each word [W, 6]: what follows it, and how likely the characters think that a sentence ends or goes on."""
    out = np.zeros((len(gaps), 6), np.float32)
    out[np.arange(len(gaps)), gaps] = 1
    out[:, 4:] = np.clip(logs(scores), -12, 0) / 4
    return out


def logs(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logarithms [W, 2] of the chances that a sentence ends at each word and that it does not."""
    shifted = np.exp(scores.astype(np.float64) - scores.max(1, keepdims=True))
    end = shifted[:, SENTENCE]
    with np.errstate(divide="ignore"):
        both: NDArray[np.float64] = np.log(np.stack([end, shifted.sum(1) - end], 1) / shifted.sum(1, keepdims=True))
    out: NDArray[np.float32] = both.astype(np.float32)
    return out
