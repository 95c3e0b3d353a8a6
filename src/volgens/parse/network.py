"""The shipped network: words of sentences to tags, lemmas, heads and relations.

Needs ``parser.onnx``, ``relations.onnx``, ``labels.json`` and ``tokenizer.json`` (written by ``training/export.py``),
``names.onnx`` (by ``training/entities.py``) and ``lemmas.npz``.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from volgens.parse import tree
from volgens.parse.lexical import MARGIN, Lemmas
from volgens.parse.names import Name, Tags
from volgens.parse.segment import cut

START, PAD, END, UNKNOWN = 0, 1, 2, 3
WORD_PIECES = 12  # of one word; as in training
WORD_CHARACTERS = 200  # of one word that the tokenizer looks at
SENTENCE_PIECES = 500  # with start and end; the encoder has 512 places
BATCH_PIECES = 1000  # with padding: what a layer makes of more does not stay in a core's own memory
LOWER = 6  # layers of the encoder that suffice to tell names and the ends of sentences
KNOWN_WORDS = 200_000
PARTICLE = "compound:prt"
OUTPUTS = ["upos", "feats", "rules", "rule_scores", "arcs", "rel_dep", "rel_head", "vectors"]
T = TypeVar("T")
Scores = tuple[NDArray[np.float32], ...]  # of the tags of a sentence's words, [W, T] for each row of tags


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the network says of one sentence: parallel tuples over its words; ``heads`` count from 1, 0 is the root."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    rels: tuple[str, ...]
    names: tuple[Name, ...] = ()  # PER LOC ORG MISC, then WEAPON UNIT; one of these may lie over one of those


class Network:
    """``session`` runs the encoder and its heads; relations are scored for the chosen heads only; names read the vectors of a few layers.

    ``threads`` batches are read at a time, each by one core: that is a third faster than each batch by all cores.
    """

    def __init__(self, folder: Path, threads: int = 0, names: bool = True):
        """``names`` False: without ``names.onnx``, for training it; then only what says so may be called."""
        import onnxruntime as ort
        from tokenizers import Tokenizer

        options = ort.SessionOptions()
        self.threads = threads or os.cpu_count() or 1
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self.session = ort.InferenceSession(str(folder / "parser.onnx"), options, providers=["CPUExecutionProvider"])
        self.relations = ort.InferenceSession(
            str(folder / "relations.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.names: Any = None
        if names:
            self.names = ort.InferenceSession(str(folder / "names.onnx"), options, providers=["CPUExecutionProvider"])
        self.only_path = ort.RunOptions()
        self.only_path.only_execute_path_to_fetches = True
        self.tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        labels = json.loads((folder / "labels.json").read_text("utf8"))
        self.upos: list[str] = labels["upos"]
        self.feats: list[str] = labels["feats"]
        self.rules: list[str] = labels["lemma"]
        self.rels: list[str] = labels["rel"]
        self.rows = Tags(labels["names"]), Tags(labels["arms"])
        self.root = self.rels.index("root")
        self.lemmas = Lemmas(folder / "lemmas.npz")
        self.known: dict[str, list[int]] = {}

    def pieces(self, words: Sequence[str]) -> list[list[int]]:
        """Piece ids of each word on its own, remembered."""
        new = [w for w in dict.fromkeys(words) if w not in self.known]
        if new:
            if len(self.known) > KNOWN_WORDS:
                self.known.clear()
                new = list(dict.fromkeys(words))
            for word, found in zip(
                new,
                self.tokenizer.encode_batch_fast([w[:WORD_CHARACTERS] for w in new], add_special_tokens=False),
                strict=True,
            ):
                self.known[word] = found.ids[:WORD_PIECES] or [UNKNOWN]
        return [self.known[w] for w in words]

    def lower(self, rows: Sequence[Sequence[int]]) -> Iterator[NDArray[np.float32]]:
        """Vectors [P, H] that the encoder's lower layers give the pieces of each row, without its start and end."""
        none = np.zeros((1, 1), np.int64)
        found: list[NDArray[np.float32] | None] = [None] * len(rows)

        def one(group: list[int]) -> NDArray[np.float32]:
            ids = np.full((len(group), max(len(rows[k]) for k in group) + 2), PAD, np.int64)
            for row, k in enumerate(group):
                ids[row, : len(rows[k]) + 2] = [START, *rows[k], END]
            hidden: NDArray[np.float32] = self.session.run(
                ["lower"], {"pieces": ids, "first": none, "last": none}, self.only_path
            )[0]
            return hidden

        groups = list(_batches([len(row) + 2 for row in rows], self.threads))
        for group, hidden in zip(groups, self._together(one, groups), strict=True):
            for row, k in enumerate(group):
                found[k] = hidden[row, 1 : len(rows[k]) + 1]
        for each in found:
            assert each is not None
            yield each

    def vectors(self, sentences: Sequence[Sequence[str]]) -> Iterator[NDArray[np.float32]]:
        """What ``names.onnx`` reads of each sentence: vectors [W, V] of its words. No sentence may be longer than the encoder can take."""
        pieces = [self.pieces(words) for words in sentences]
        found: list[NDArray[np.float32] | None] = [None] * len(sentences)

        def one(group: list[int]) -> NDArray[np.float32]:
            out: NDArray[np.float32] = self.session.run(["vectors"], _rows([pieces[k] for k in group]), self.only_path)[
                0
            ]
            return out

        groups = list(_batches([sum(map(len, p)) + 2 for p in pieces], self.threads))
        for group, some in zip(groups, self._together(one, groups), strict=True):
            for row, k in enumerate(group):
                found[k] = some[row, 1 : len(pieces[k]) + 1].copy()
        for each in found:
            assert each is not None
            yield each

    def _together(self, work: Callable[[list[int]], T], groups: Sequence[list[int]]) -> Iterable[T]:
        """What ``work`` gives for each group, several at a time."""
        if min(self.threads, len(groups)) < 2:
            return map(work, groups)
        with ThreadPoolExecutor(self.threads) as pool:
            return list(pool.map(work, groups))

    def analyse(
        self, sentences: Sequence[Sequence[str]], language: str = "", articles: Sequence[int] = ()
    ) -> list[Analysis]:
        """One analysis for each sentence; ``language`` helps with lemmas, and is guessed where it is not said. A sentence longer than the encoder can take is read in parts.

        The root of each further part hangs under the root of the first as ``parataxis``. ``articles`` says which article each sentence is of (of one, where
        it is empty): what a name is in one sentence helps to tell it in the others.
        """
        language = language or self.lemmas.guess(w for words in sentences for w in words)
        parts: list[list[str]] = []
        pieces: list[list[list[int]]] = []
        whose: list[tuple[int, int]] = []  # sentence, offset of the part in it
        for i, words in enumerate(sentences):
            ids = self.pieces(words)
            for first, last in cut([len(p) for p in ids], words, SENTENCE_PIECES - 2):
                parts.append(list(words[first:last]))
                pieces.append(ids[first:last])
                whose.append((i, first))
        found: list[tuple[Analysis, Scores] | None] = [None] * len(parts)

        def one(group: list[int]) -> list[tuple[Analysis, Scores]]:
            return list(self._run([parts[k] for k in group], [pieces[k] for k in group], language))

        groups = list(_batches([sum(map(len, p)) + 2 for p in pieces], self.threads))
        for group, some in zip(groups, self._together(one, groups), strict=True):
            for k, analysis in zip(group, some, strict=True):
                found[k] = analysis
        read = [part for part in found if part is not None]
        assert len(read) == len(parts)
        of = [articles[i] if articles else 0 for i, _ in whose]
        names: list[tuple[Name, ...]] = [()] * len(parts)
        for article in dict.fromkeys(of):
            own = [k for k, a in enumerate(of) if a == article]
            for k, marked in zip(own, self._named([parts[k] for k in own], [read[k][1] for k in own]), strict=True):
                names[k] = marked
        together: list[list[tuple[int, Analysis]]] = [[] for _ in sentences]
        for (i, first), (part, _), marked in zip(whose, read, names, strict=True):
            together[i].append((first, replace(part, names=marked)))
        return [_join(each) for each in together]

    def _named(self, sentences: Sequence[list[str]], scores: Sequence[Scores]) -> Iterator[tuple[Name, ...]]:
        """The names of the sentences of one article, from the scores of both rows of tags."""
        marked = [tags.of_article(sentences, [one[row] for one in scores]) for row, tags in enumerate(self.rows)]
        for found in zip(*marked, strict=True):
            yield tuple(name for names in found for name in names)

    def _run(
        self, sentences: list[list[str]], pieces: list[list[list[int]]], language: str
    ) -> Iterator[tuple[Analysis, Scores]]:
        """Analyses without names, and the scores that tell these."""
        upos, feats, rules, odds, arcs, dep, head, vectors = self.session.run(OUTPUTS, _rows(pieces))
        heads = [tree.heads_of(arcs[row, 1 : len(s) + 1, : len(s) + 1]) for row, s in enumerate(sentences)]
        (rels,) = self.relations.run(
            None,
            {
                "dep": np.concatenate([dep[row, 1 : len(s) + 1] for row, s in enumerate(sentences)]),
                "head": np.concatenate([head[row, h] for row, h in enumerate(heads)]),
            },
        )
        rels[np.concatenate(heads) == 0] = self.root
        sizes = [len(s) for s in sentences]
        there = (np.arange(max(sizes)) < np.array(sizes)[:, None]).astype(np.float32)
        scores = self.names.run(None, {"vectors": vectors[:, 1:], "there": there})
        likely = (odds > odds[:, :, :1] - MARGIN).sum(-1)
        at = 0
        for row, s in enumerate(sentences):
            n = len(s)
            tags = [self.upos[k] for k in upos[row, 1 : n + 1].tolist()]
            names = [self.rels[k] for k in rels[at : at + n].tolist()]
            particles = _particles(s, tags, heads[row].tolist(), names)
            close = [r[row, 1 : n + 1].tolist() for r in (likely, rules, odds)]
            analysis = Analysis(
                tuple(tags),
                tuple(self.feats[k] for k in feats[row, 1 : n + 1].tolist()),
                tuple(
                    self.lemmas.choose(w, t, [self.rules[x] for x in r[:c]], o[:c], language, particles.get(k, ()))
                    for k, (w, t, c, r, o) in enumerate(zip(s, tags, *close, strict=True), 1)
                ),
                tuple(heads[row].tolist()),
                tuple(names),
            )
            yield analysis, tuple(row_of[row, :n] for row_of in scores)
            at += n


def _rows(pieces: Sequence[Sequence[Sequence[int]]]) -> dict[str, NDArray[np.int64]]:
    """The encoder's input for sentences, each the pieces of its words; the root stands before the words."""
    width = max(sum(map(len, p)) for p in pieces) + 2
    words = max(map(len, pieces)) + 1
    ids = np.full((len(pieces), width), PAD, np.int64)
    first, last = np.zeros((len(pieces), words), np.int64), np.zeros((len(pieces), words), np.int64)
    for row, ps in enumerate(pieces):
        lengths = np.array([len(p) for p in ps], np.int64)
        ends = lengths.cumsum()
        ids[row, 0] = START
        ids[row, 1 : ends[-1] + 1] = [i for p in ps for i in p]
        ids[row, ends[-1] + 1] = END
        first[row, 1 : len(ps) + 1] = ends - lengths + 1
        last[row, 1 : len(ps) + 1] = ends
    return {"pieces": ids, "first": first, "last": last}


def _particles(
    words: list[str], tags: list[str], heads: list[int], rels: list[str]
) -> dict[int, list[tuple[str, str]]]:
    """For each word, counted from 1, the particles under it that have nothing under them, with their parts of speech."""
    found: dict[int, list[tuple[str, str]]] = {}
    for k, rel in enumerate(rels, 1):
        if rel == PARTICLE and k not in heads:
            found.setdefault(heads[k - 1], []).append((words[k - 1], tags[k - 1]))
    return found


def _batches(sizes: list[int], least: int) -> Iterator[list[int]]:
    """Indices in groups of like size, at most ``BATCH_PIECES`` a group with padding; ``least`` groups where there is enough to read."""
    limit = max(BATCH_PIECES // 4, min(BATCH_PIECES, sum(sizes) // least + 1))
    group: list[int] = []
    for k in sorted(range(len(sizes)), key=lambda k: (sizes[k], k)):
        if group and sizes[k] * (len(group) + 1) > limit:
            yield group
            group = []
        group.append(k)
    if group:
        yield group


def _join(parts: list[tuple[int, Analysis]]) -> Analysis:
    """One analysis of parts that start at the given words."""
    if len(parts) == 1:
        return parts[0][1]
    top = parts[0][1].heads.index(0) + 1
    heads = [h + start if h else (top if start else 0) for start, a in parts for h in a.heads]
    rels = [("parataxis" if not h and start else r) for start, a in parts for h, r in zip(a.heads, a.rels, strict=True)]
    whole = [[x for _, a in parts for x in getattr(a, name)] for name in ("upos", "feats", "lemmas")]
    names = tuple((start + first, start + last, kind) for start, a in parts for first, last, kind in a.names)
    return Analysis(tuple(whole[0]), tuple(whole[1]), tuple(whole[2]), tuple(heads), tuple(rels), names)
