"""Train the network that decides where sentences end in doubt: ``python -m training.boundaries --data DATA --model FOLDER``.

Reads the exported parser and segmenter in ``FOLDER`` and writes ``boundaries.onnx`` beside them. For each word it sees the vectors that the
parser's lower layers give the word's last piece and the next word's first, what stands between the two, and what the network over
characters thinks; a few convolutions look at seven words to each side. The parser's weights stay as they are. The mean of the last
few hundred steps' weights is kept.
"""

import argparse
import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from training import segtext
from training.segmenter import ABBREVIATIONS, SEED, TRAIN
from volgens.parse.alphabet import SENTENCE, WORD
from volgens.parse.boundary import BLANK, GLUED, about, vectors, windows
from volgens.parse.network import Network
from volgens.parse.segment import Segmenter, words_of

log = logging.getLogger("training")
CHECK = (("nl_alpino-ud-dev", "nl"), ("en_ewt-ud-dev", "en"))
HEADINGS = (
    "nl_lassysmall-ud-dev",
    "nl",
)  # the only Dutch with headings and lists in running text: read whole, and more often
OFTEN = 2.0
DILATIONS = (1, 2, 4)
AROUND = 126, 21  # pieces of a window and at its edges: more than at run time, where half as wide windows do as well
LENGTH, BATCH = 160, 16  # words of a piece of text, pieces in a batch
Spot = tuple[
    NDArray[np.float16], NDArray[np.float32], NDArray[np.float32]
]  # vectors, what else, whether a sentence ends


class Decider(nn.Module):
    """Scores [B, W], above 0 where a sentence ends, from vectors [B, W, V] and what else is known [B, W, 6]."""

    def __init__(self, size: int, width: int = 96):
        super().__init__()
        self.vectors, self.about, self.out = nn.Linear(size, width), nn.Linear(6, width), nn.Linear(width, 1)
        self.convs = nn.ModuleList(nn.Conv1d(width, width, 3, padding=d, dilation=d) for d in DILATIONS)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in DILATIONS)
        self.drop = nn.Dropout(0.2)

    def forward(self, vectors: Tensor, about: Tensor) -> Tensor:
        x = F.gelu(self.vectors(self.drop(vectors)) + self.about(about))
        for conv, norm in zip(self.convs, self.norms, strict=True):
            x = x + self.drop(F.gelu(conv(norm(x).transpose(1, 2)).transpose(1, 2)))
        return self.out(x)[..., 0]


@dataclass
class Reader:
    """Texts with known ends to what the decider sees."""

    network: Network
    segmenter: Segmenter

    def __call__(self, text: str, labels: list[int]) -> Spot:
        ends = np.flatnonzero(np.array(labels) >= WORD)
        breaks = [k for k in ends if text[k + 1 :].startswith("\n\n") or k == ends[-1]]
        words, gaps = words_of(text, ends, breaks)
        pieces = self.network.pieces(words)
        some = windows([len(p) for p in pieces], *AROUND)
        read = [
            v[a - first : b - first]
            for (first, _, a, b), v in zip(some, vectors(self.network, pieces, some), strict=True)
        ]
        scores = self.segmenter.scores(text)[ends]
        gold = np.array([labels[k] == SENTENCE for k in ends], np.float32)
        return np.concatenate(read).astype(np.float16), about(gaps, scores), gold

    def whole(self, source: segtext.Source, sentences: int = 400) -> Iterator[Spot]:
        """A treebank's running text, in parts."""
        joiner = "\n\n" if source.has_paragraphs else " "
        for k in range(0, len(source.lines), sentences):
            breaks = [joiner if b else " " for b in source.new_paragraph[k : k + sentences]]
            yield self(*segtext._write(source.lines[k : k + sentences], breaks))


class Stream:
    """Batches of pieces of the texts, without end: vectors, what else, ends, and 1 where there is a word."""

    def __init__(self, texts: list[Spot], weights: Sequence[float]):
        self.texts, self.rng = texts, np.random.default_rng(SEED)
        self.chances = np.array(weights) / sum(weights)

    def batch(self) -> tuple[Tensor, ...]:
        rows: list[list[Tensor]] = [[], [], [], []]
        for i in self.rng.choice(len(self.texts), BATCH, p=self.chances):
            text = self.texts[i]
            at = int(self.rng.integers(0, max(1, len(text[2]) - LENGTH + 1)))
            found, rest, gold = (torch.from_numpy(x[at : at + LENGTH].astype(np.float32)) for x in text)
            if (
                self.rng.random() < 0.3
            ):  # the characters' opinion is hidden now and then: it comes from a network that knows these texts
                rest[:, 4:] = 0
            short = LENGTH - len(gold)
            rows[0].append(F.pad(found, (0, 0, 0, short)))
            rows[1].append(F.pad(rest, (0, 0, 0, short)))
            rows[2].append(F.pad(gold, (0, short)))
            rows[3].append(F.pad(torch.ones_like(gold), (0, short)))
        return tuple(torch.stack(r) for r in rows)


@torch.no_grad()
def score(net: nn.Module, texts: Sequence[Spot]) -> float:
    """F1 of sentences as stretches of words, where the decider is asked about every word."""
    right = total = 0
    net.eval()
    for found, rest, gold in texts:
        guess = net(torch.from_numpy(found.astype(np.float32))[None], torch.from_numpy(rest)[None])[0].numpy() > 0
        guess = (guess & (rest[:, GLUED] == 0)) | (rest[:, BLANK] == 1)
        sides = []
        for ends in (gold > 0, guess):
            at = np.flatnonzero(ends).tolist()
            sides.append(set(zip([-1, *at], at, strict=False)))
        right, total = right + 2 * len(sides[0] & sides[1]), total + len(sides[0]) + len(sides[1])
    net.train()
    return right / total


def export(net: nn.Module, size: int, out: Path) -> None:
    """``boundaries.onnx``: vectors [1, W, V] and what else is known [1, W, 6] to scores [1, W]."""
    axes = {"vectors": {1: "w"}, "about": {1: "w"}, "odds": {1: "w"}}
    torch.onnx.export(net.eval(), (torch.zeros(1, 40, size), torch.zeros(1, 40, 6)), str(out / "boundaries.onnx"),
                      input_names=["vectors", "about"], output_names=["odds"], dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="the folder that holds ud/")
    ap.add_argument("--model", type=Path, required=True, help="the exported model's folder")
    ap.add_argument("--steps", type=int, default=1200)
    ap.add_argument("--words", type=int, default=600_000, help="of the text to learn from")
    a = ap.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(SEED)
    random.seed(SEED)
    reader = Reader(Network(a.model), Segmenter(a.model))
    tree = lambda name: a.data / "ud" / f"{name}.conllu"  # noqa: E731
    checks = {n: list(reader.whole(segtext.read(tree(n), language))) for n, language in CHECK}
    name, language = HEADINGS
    texts = list(reader.whole(segtext.read(tree(name), language))) + list(
        reader.whole(segtext.read(tree(name), language, paragraphs=True))
    )
    weights = [OFTEN * len(t[2]) for t in texts]
    writer = segtext.Writer([segtext.read(tree(n), language, bare) for n, language, bare in TRAIN], ABBREVIATIONS, SEED)
    while sum(len(t[2]) for t in texts) < a.words:
        texts.append(reader(*writer.document(30)))
        weights.append(len(texts[-1][2]))
    log.info("%d texts", len(texts))
    stream = Stream(texts, weights)
    size = texts[0][0].shape[1]
    net = Decider(size)
    mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    adam = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(adam, 2e-3, total_steps=a.steps, pct_start=0.1)
    running, began = 0.0, time.time()
    for step in range(1, a.steps + 1):
        found, rest, gold, there = stream.batch()
        loss = F.binary_cross_entropy_with_logits(net(found, rest), gold, there / there.sum(), reduction="sum")
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        adam.step()
        adam.zero_grad(set_to_none=True)
        schedule.step()
        mean.update_parameters(net)
        running = loss.item() if step == 1 else 0.98 * running + 0.02 * loss.item()
        if step % 200 == 0 or step == a.steps:
            right = {k: round(score(mean.module, s), 4) for k, s in checks.items()}
            log.info("step %d/%d loss %.4f %.2f s/step %s", step, a.steps, running, (time.time() - began) / step, right)
    export(mean.module, size, a.model)


if __name__ == "__main__":
    main()
