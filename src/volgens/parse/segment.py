"""Raw text to sentences, tokens and words, with a network over characters.

Needs ``segmenter.onnx`` and ``segmenter.json`` (written by ``training/segmenter.py``). The network says of each character whether a word,
a token or a sentence ends there; where it doubts about a sentence, ``boundary`` decides. Some things are certain and not left to either:
white space ends a token, a blank line ends a sentence and a paragraph.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from volgens.parse.alphabet import INSIDE, PAD, SENTENCE, TOKEN, WORD, Alphabet
from volgens.parse.boundary import BLANK, GLUED, LINE, SPACE, Boundaries

WINDOW = 2048  # characters that are labelled at a time
BATCH = 16  # windows
SENTENCE_WORDS = 250  # a longer one is cut: no sentence of news is, but a table or a broken page may be
_SPACES = np.array([chr(c).isspace() for c in range(0x3002)])  # no character above these is white space
_COLON = re.compile(r":(?=[^\S\n]+\S)")
_BARE_S = re.compile(r"[^\W\d_](?=s(?!\w))")
_BLANK = re.compile(r"\n[^\S\n]*\n|\u2029")


@dataclass(frozen=True, slots=True)
class Surface:
    """A token as it is written, ``text[start:end]``, and where each of its words starts and ends: most have one."""

    start: int
    end: int
    words: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence: its tokens, and the paragraph it stands in, counted from 0."""

    tokens: tuple[Surface, ...]
    paragraph: int

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    def words(self) -> Iterator[tuple[int, int]]:
        """Offsets of the syntactic words, in text order."""
        for token in self.tokens:
            yield from token.words


class Segmenter:
    """``Segmenter(folder, boundaries)(text, "nl")`` gives the sentences of a text; without ``boundaries`` by its characters alone."""

    def __init__(self, folder: Path, boundaries: Boundaries | None = None, threads: int = 0):
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.add_session_config_entry(
            "session.intra_op.allow_spinning", "0"
        )  # waiting threads leave the cores to others
        options.log_severity_level = 3
        self.session = ort.InferenceSession(str(folder / "segmenter.onnx"), options, providers=["CPUExecutionProvider"])
        facts = json.loads((folder / "segmenter.json").read_text("utf8"))
        self.boundaries = boundaries
        self.alphabet = Alphabet(facts["alphabet"])
        self.reach: int = facts["reach"]
        self.multiword: frozenset[str] = frozenset(facts["multiword"])  # languages whose tokens may hold several words

    def __call__(self, text: str, language: str = "") -> list[Segment]:
        """Sentences in text order. ``language`` only tells whether a token may be split into words; without it any may."""
        scores = self.scores(text)
        labels = scores.argmax(-1)
        if language and language not in self.multiword:
            labels[labels == WORD] = INSIDE
        for m in _BARE_S.finditer(text):
            labels[m.start()] = INSIDE if labels[m.start()] == WORD else labels[m.start()]  # *Its* is no *It's*
        solid = ~white(text)
        before_gap = solid & ~np.append(solid[1:], False)
        labels[before_gap] = np.maximum(labels[before_gap], TOKEN)
        blanks = [m.start() for m in _BLANK.finditer(text)]
        edges = np.flatnonzero(solid)
        if not len(edges):
            return []
        forced = [edges[k] for at in [*blanks, len(text)] if (k := int(np.searchsorted(edges, at)) - 1) >= 0]
        if self.boundaries:
            _decide(self.boundaries, text, labels, scores, solid, forced)
        else:
            for m in _COLON.finditer(text):
                labels[m.start()] = min(labels[m.start()], TOKEN)
        labels[forced] = SENTENCE
        sentences = [part for tokens in _sentences(labels, solid) for part in _short(tokens, text)]
        return [Segment(tuple(s), p) for s, p in zip(sentences, _paragraphs(text, sentences), strict=True)]

    def scores(self, text: str) -> NDArray[np.float32]:
        """The network's scores [N, 4] of the labels of each character."""
        ids = self.alphabet.encode(text)
        n = len(ids)
        out = np.zeros((n, 4), np.float32)
        width = min(WINDOW, max(n, 1)) + 2 * self.reach
        padded = np.full(n + 2 * self.reach + WINDOW, PAD, np.int64)
        padded[self.reach : self.reach + n] = ids
        starts = list(range(0, n, WINDOW))
        for k in range(0, len(starts), BATCH):
            some = starts[k : k + BATCH]
            found = self.session.run(None, {"ids": np.stack([padded[at : at + width] for at in some])})[0]
            for row, at in enumerate(some):
                size = min(WINDOW, n - at)
                out[at : at + size] = found[row, self.reach : self.reach + size]
        return out


def white(text: str) -> NDArray[np.bool_]:
    """Which characters are white space."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    found: NDArray[np.bool_] = _SPACES[np.minimum(codes, len(_SPACES) - 1)]
    return found


def _decide(
    boundaries: Boundaries,
    text: str,
    labels: NDArray[np.int64],
    scores: NDArray[np.float32],
    solid: NDArray[np.bool_],
    forced: Sequence[int],
) -> None:
    """Sets and takes away the ends of sentences among the ``labels``, at ends of tokens."""
    ends = np.flatnonzero(solid & (labels > INSIDE))
    words, gaps = words_of(text, ends, forced)
    found = boundaries(words, gaps, scores[ends])
    token = labels[ends] >= TOKEN
    labels[ends[token]] = np.where(found[token], SENTENCE, TOKEN)


def words_of(text: str, ends: NDArray[np.int64], forced: Sequence[int]) -> tuple[list[str], NDArray[np.int8]]:
    """The words that end at these characters, and what follows each; after a word of ``forced`` a blank line, or the end."""
    bounds = [0, *(ends + 1).tolist()]
    pieces = [text[a:b] for a, b in pairwise(bounds)]
    gaps = np.full(len(pieces), GLUED, np.int8)
    for k, piece in enumerate(pieces[1:]):
        space = piece[: len(piece) - len(piece.lstrip())]
        if space:
            gaps[k] = LINE if "\n" in space else SPACE
    gaps[np.isin(ends, forced)] = BLANK
    return [piece.strip() for piece in pieces], gaps


def _sentences(labels: NDArray[np.int64], solid: NDArray[np.bool_]) -> Iterator[list[Surface]]:
    """Tokens of each sentence, from the labels of the characters and whether each is no white space."""
    tokens: list[Surface] = []
    words: list[tuple[int, int]] = []
    first = -1
    for at in np.flatnonzero(solid & (labels > INSIDE)).tolist():
        # A word starts at the first character after the last end that is no white space; within a token nothing lies between.
        start = words[-1][1] if words else _next(solid, first + 1)
        words.append((start, at + 1))
        first = at
        if labels[at] >= TOKEN:
            tokens.append(Surface(words[0][0], at + 1, tuple(words)))
            words = []
        if labels[at] == SENTENCE:
            yield tokens
            tokens = []


def _next(solid: NDArray[np.bool_], at: int) -> int:
    while not solid[at]:
        at += 1
    return at


def _short(tokens: list[Surface], text: str) -> Iterator[list[Surface]]:
    """The sentence itself, or parts of it where it is longer than a sentence can be."""
    for first, last in cut([len(t.words) for t in tokens], [text[t.start : t.end] for t in tokens], SENTENCE_WORDS):
        yield tokens[first:last]


def cut(lengths: Sequence[int], words: Sequence[str], limit: int) -> list[tuple[int, int]]:
    """Where to cut a row of words of such lengths, so that no part is longer than ``limit`` together.

    After the last word without a letter or digit in the second half of what fits, else after the last word that fits.
    """
    if sum(lengths) <= limit:
        return [(0, len(lengths))]
    out, first, size = [], 0, 0
    for k, n in enumerate(lengths):
        if size + n > limit and k > first:
            middle = (first + k) // 2
            at = next((j + 1 for j in range(k - 1, middle, -1) if not any(map(str.isalnum, words[j]))), k)
            out.append((first, at))
            first, size = at, sum(lengths[at:k])
        size += n
    out.append((first, len(lengths)))
    return out


def _paragraphs(text: str, sentences: list[list[Surface]]) -> Iterator[int]:
    """The paragraph of each sentence. Blank lines part them; within a block single lines do too, where no sentence runs over one."""
    blocks: list[list[list[Surface]]] = []
    for k, s in enumerate(sentences):
        if not k or _BLANK.search(text, sentences[k - 1][-1].end, s[0].start):
            blocks.append([])
        blocks[-1].append(s)
    paragraph = -1
    for block in blocks:
        lines = not any("\n" in text[s[0].start : s[-1].end] for s in block)
        for k, s in enumerate(block):
            paragraph += not k or (lines and "\n" in text[block[k - 1][-1].end : s[0].start])
            yield paragraph
