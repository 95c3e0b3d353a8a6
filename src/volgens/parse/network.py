"""The shipped network: words of sentences to tags, lemmas, heads and relations.

Needs ``parser.onnx``, ``relations.npz``, ``labels.json`` and ``tokenizer.json`` (written by ``training/export.py``), and
``lemmas.npz``.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from volgens.parse import tree
from volgens.parse.lexical import Lemmas
from volgens.parse.segment import cut

START, PAD, END, UNKNOWN = 0, 1, 2, 3
WORD_PIECES = 12  # of one word; as in training
WORD_CHARACTERS = 200  # of one word that the tokenizer looks at
SENTENCE_PIECES = 500  # with start and end; the encoder has 512 places
BATCH_PIECES = 3000  # with padding
KNOWN_WORDS = 200_000
PARTICLE = "compound:prt"
OUTPUTS = ["upos", "feats", "rules", "rule_scores", "arcs", "rel_dep", "rel_head"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the network says of one sentence: parallel tuples over its words; ``heads`` count from 1, 0 is the root."""

    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    rels: tuple[str, ...]


class Network:
    """``session`` runs the encoder and its heads; relations are scored here, for the chosen heads only."""

    def __init__(self, folder: Path, threads: int = 0):
        import onnxruntime as ort
        from tokenizers import Tokenizer

        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.add_session_config_entry(
            "session.intra_op.allow_spinning", "0"
        )  # waiting threads leave the cores to others
        options.log_severity_level = 3
        self.session = ort.InferenceSession(str(folder / "parser.onnx"), options, providers=["CPUExecutionProvider"])
        self.only_lower = ort.RunOptions()
        self.only_lower.only_execute_path_to_fetches = True
        self.tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        labels = json.loads((folder / "labels.json").read_text("utf8"))
        self.upos: list[str] = labels["upos"]
        self.feats: list[str] = labels["feats"]
        self.rules: list[str] = labels["lemma"]
        self.rels: list[str] = labels["rel"]
        self.root = self.rels.index("root")
        with np.load(folder / "relations.npz") as stored:
            rel = stored["rel"].astype(np.float32)  # [R, D + 1 of the dependent, D + 1 of the head]
        self.flat = np.ascontiguousarray(rel.transpose(1, 0, 2)).reshape(rel.shape[1], -1)
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
        for group in _batches([len(row) + 2 for row in rows]):
            ids = np.full((len(group), max(len(rows[k]) for k in group) + 2), PAD, np.int64)
            for row, k in enumerate(group):
                ids[row, : len(rows[k]) + 2] = [START, *rows[k], END]
            feed = {"pieces": ids, "first": none, "last": none}
            (hidden,) = self.session.run(["lower"], feed, self.only_lower)
            for row, k in enumerate(group):
                found[k] = hidden[row, 1 : len(rows[k]) + 1]
        for one in found:
            assert one is not None
            yield one

    def analyse(self, sentences: Sequence[Sequence[str]], language: str = "") -> list[Analysis]:
        """One analysis for each sentence; ``language`` helps with lemmas, and is guessed where it is not said. A sentence longer than the encoder can take is read in parts.

        The root of each further part hangs under the root of the first as ``parataxis``.
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
        found: list[Analysis | None] = [None] * len(parts)
        for group in _batches([sum(map(len, p)) + 2 for p in pieces]):
            for k, analysis in zip(
                group, self._run([parts[k] for k in group], [pieces[k] for k in group], language), strict=True
            ):
                found[k] = analysis
        together: list[list[tuple[int, Analysis]]] = [[] for _ in sentences]
        for (i, first), one in zip(whose, found, strict=True):
            assert one is not None
            together[i].append((first, one))
        return [_join(some) for some in together]

    def _run(self, sentences: list[list[str]], pieces: list[list[list[int]]], language: str) -> Iterator[Analysis]:
        width = max(sum(map(len, p)) for p in pieces) + 2
        words = max(map(len, sentences)) + 1
        ids = np.full((len(sentences), width), PAD, np.int64)
        first, last = np.zeros((len(sentences), words), np.int64), np.zeros((len(sentences), words), np.int64)
        for row, ps in enumerate(pieces):
            lengths = np.array([len(p) for p in ps], np.int64)
            ends = lengths.cumsum()
            ids[row, 0] = START
            ids[row, 1 : ends[-1] + 1] = [i for p in ps for i in p]
            ids[row, ends[-1] + 1] = END
            first[row, 1 : len(ps) + 1] = ends - lengths + 1
            last[row, 1 : len(ps) + 1] = ends
        upos, feats, rules, odds, arcs, dep, head = self.session.run(
            OUTPUTS, {"pieces": ids, "first": first, "last": last}
        )
        heads = [tree.heads_of(arcs[row, 1 : len(s) + 1, : len(s) + 1]) for row, s in enumerate(sentences)]
        rels = self._relations(
            np.concatenate([dep[row, 1 : len(s) + 1] for row, s in enumerate(sentences)]),
            np.concatenate([head[row, h] for row, h in enumerate(heads)]),
            np.concatenate(heads) == 0,
        )
        at = 0
        for row, s in enumerate(sentences):
            n = len(s)
            tags = [self.upos[k] for k in upos[row, 1 : n + 1].tolist()]
            names = [self.rels[k] for k in rels[at : at + n].tolist()]
            particles = _particles(s, tags, heads[row].tolist(), names)
            choices = zip(s, tags, rules[row, 1 : n + 1].tolist(), odds[row, 1 : n + 1].tolist(), strict=True)
            yield Analysis(
                tuple(tags),
                tuple(self.feats[k] for k in feats[row, 1 : n + 1].tolist()),
                tuple(
                    self.lemmas.choose(w, t, [self.rules[k] for k in r], o, language, particles.get(k, ()))
                    for k, (w, t, r, o) in enumerate(choices, 1)
                ),
                tuple(heads[row].tolist()),
                tuple(names),
            )
            at += n

    def _relations(
        self, dep: NDArray[np.float32], head: NDArray[np.float32], is_root: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Relations [N] of dependents [N, D] under their heads [N, D]; ``root`` for the roots and nowhere else."""
        one = np.ones((len(dep), 1), np.float32)
        dep, head = np.concatenate([dep, one], 1), np.concatenate([head, one], 1)
        out = np.empty(len(dep), np.int64)
        for k in range(0, len(dep), 512):
            left = (dep[k : k + 512] @ self.flat).reshape(-1, len(self.rels), head.shape[1])
            scores = np.matmul(left, head[k : k + 512, :, None])[:, :, 0]
            scores[:, self.root] = -np.inf
            out[k : k + 512] = scores.argmax(1)
        out[is_root] = self.root
        return out


def _particles(
    words: list[str], tags: list[str], heads: list[int], rels: list[str]
) -> dict[int, list[tuple[str, str]]]:
    """For each word, counted from 1, the particles under it that have nothing under them, with their parts of speech."""
    found: dict[int, list[tuple[str, str]]] = {}
    for k, rel in enumerate(rels, 1):
        if rel == PARTICLE and k not in heads:
            found.setdefault(heads[k - 1], []).append((words[k - 1], tags[k - 1]))
    return found


def _batches(sizes: list[int]) -> Iterator[list[int]]:
    """Indices in groups of like size, at most ``BATCH_PIECES`` a group with padding."""
    group: list[int] = []
    for k in sorted(range(len(sizes)), key=lambda k: (sizes[k], k)):
        if group and sizes[k] * (len(group) + 1) > BATCH_PIECES:
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
    return Analysis(tuple(whole[0]), tuple(whole[1]), tuple(whole[2]), tuple(heads), tuple(rels))
