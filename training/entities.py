"""Train the network that marks names, on the parser's vectors: ``python -m training.entities --data DATA --model FOLDER``.

Reads the exported parser and segmenter in ``FOLDER`` and writes ``names.onnx`` beside them. It sees vectors that two lower layers of the parser give a
word's first and last piece (``training.export.NAMED``) and, with convolutions, those of the words around it. The parser's weights stay
as they are: only this small network is trained, on vectors of the exported int8 model. The mean of the last few hundred steps' weights is kept.
"""

import argparse
import logging
import random
import time
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from training import names
from training.export import halve
from training.treebank import varied_quotes
from volgens.parse.names import Tags
from volgens.parse.network import Network
from volgens.parse.segment import Segmenter

log = logging.getLogger("training")
SEED = 7
DILATIONS = (1, 2)
CHECK = ("conll2002-nl.testa", "conll2003-en.valid")
LONGEST = 100  # words of a sentence to learn from


class Marker(nn.Module):
    """Scores of the tags of both rows [B, W, 9] and [B, W, 5] from vectors [B, W, V]; ``there`` [B, W] is 1 at words, 0 at padding."""

    def __init__(self, size: int, width: int = 192):
        super().__init__()
        self.norm = nn.LayerNorm(size)
        self.first = nn.Linear(size, width)
        self.convs = nn.ModuleList(nn.Conv1d(width, width, 3, padding=d, dilation=d) for d in DILATIONS)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in DILATIONS)
        self.out = nn.ModuleList(nn.Linear(width, len(names.tags_of(k))) for k in (names.NAMES, names.ARMS))
        self.drop = nn.Dropout(0.3)

    def forward(self, vectors: Tensor, there: Tensor) -> tuple[Tensor, ...]:
        x = F.gelu(self.first(self.drop(self.norm(vectors))))
        for conv, norm in zip(self.convs, self.norms, strict=True):
            inner = (norm(x) * there[:, :, None]).transpose(1, 2)  # padding is as the edge of a sentence
            x = x + self.drop(F.gelu(conv(inner).transpose(1, 2)))
        return tuple(out(x) for out in self.out)


def batches(sizes: Sequence[int], limit: int, rng: random.Random) -> Iterator[list[int]]:
    """Indices of sentences of like length, about ``limit`` words a batch with padding."""
    groups: list[list[int]] = [[]]
    for k in sorted(range(len(sizes)), key=lambda k: sizes[k] + 3 * rng.random()):
        if groups[-1] and max(sizes[k], sizes[groups[-1][0]]) * (len(groups[-1]) + 1) > limit:
            groups.append([])
        groups[-1].append(k)
    rng.shuffle(groups)
    yield from groups


def padded(rows: Sequence[NDArray[np.float16]]) -> tuple[Tensor, Tensor]:
    """Vectors [B, W, V] and where there are words [B, W]."""
    out = np.zeros((len(rows), max(map(len, rows)), rows[0].shape[1]), np.float32)
    there = np.zeros(out.shape[:2], np.float32)
    for k, row in enumerate(rows):
        out[k, : len(row)], there[k, : len(row)] = row, 1
    return torch.from_numpy(out), torch.from_numpy(there)


@torch.no_grad()
def score(net: nn.Module, vectors: Sequence[NDArray[np.float16]], gold: Sequence[Sequence[names.Span]]) -> float:
    """F1 of PER LOC ORG MISC."""
    net.eval()
    tags = Tags(names.tags_of(names.NAMES))
    right = both = 0
    for group in batches([len(v) for v in vectors], 6000, random.Random(SEED)):
        scores = net(*padded([vectors[k] for k in group]))[0].numpy()
        for k, found in zip(group, tags(scores, [len(vectors[k]) for k in group]), strict=True):
            right, both = right + len(set(found) & set(gold[k])), both + len(found) + len(gold[k])
    net.train()
    return round(2 * right / max(1, both), 4)


def store(path: Path) -> None:
    """Keep the weights as float16 on disk."""
    model = onnx.load(str(path))
    halve(model)
    onnx.save(model, str(path))


def export(net: nn.Module, size: int, out: Path) -> None:
    axes = {"vectors": {0: "b", 1: "w"}, "there": {0: "b", 1: "w"}, "names": {0: "b", 1: "w"}, "arms": {0: "b", 1: "w"}}
    torch.onnx.export(net.eval(), (torch.zeros(2, 9, size), torch.ones(2, 9)), str(out / "names.onnx"),
                      input_names=["vectors", "there"], output_names=["names", "arms"], dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
    store(out / "names.onnx")


def main(arguments: Sequence[str] | None = None) -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="the folder that holds ner/")
    ap.add_argument("--model", type=Path, required=True, help="the exported model's folder")
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--words", type=int, default=3000, help="in a batch, with padding")
    ap.add_argument("--threads", type=int, default=0)
    a = ap.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(SEED)
    if a.threads:
        torch.set_num_threads(a.threads)
    rng = random.Random(SEED)
    network = Network(a.model, a.threads, names=False)
    learn = [s for s in names.load(a.data, Segmenter(a.model, threads=a.threads), rng) if len(s.forms) <= LONGEST]
    read = lambda rows: [v.astype(np.float16) for v in network.vectors(rows)]  # noqa: E731
    vectors = read([varied_quotes(s.forms, rng) if rng.random() < 0.5 else s.forms for s in learn])
    log.info("%d sentences, %d words", len(learn), sum(map(len, vectors)))
    checks = {name: list(chain.from_iterable(names.conll(a.data / "ner" / name))) for name in CHECK}
    seen = {name: (read([f for f, _ in some]), [s for _, s in some]) for name, some in checks.items()}
    size = vectors[0].shape[1]
    net = Marker(size)
    mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99))
    adam = torch.optim.AdamW(net.parameters(), lr=1.5e-3, weight_decay=0.05)
    sizes = [len(v) for v in vectors]
    steps = a.epochs * len(list(batches(sizes, a.words, rng)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(adam, 1.5e-3, total_steps=steps + a.epochs, pct_start=0.1)
    began, step = time.time(), 0
    for epoch in range(a.epochs):
        running = count = 0.0
        for group in batches(sizes, a.words, rng):
            found = net(*padded([vectors[k] for k in group]))
            loss = torch.zeros(())
            for scores, row in zip(found, ("names", "arms"), strict=True):
                gold = torch.full(scores.shape[:2], names.UNKNOWN)
                for i, k in enumerate(group):
                    gold[i, : sizes[k]] = torch.tensor(getattr(learn[k], row))
                if (gold >= 0).any():
                    loss = loss + F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=names.UNKNOWN)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            adam.step()
            adam.zero_grad(set_to_none=True)
            schedule.step()
            mean.update_parameters(net)
            step, running, count = step + 1, running + loss.item(), count + 1
        right = {name: score(mean.module, *some) for name, some in seen.items()}
        log.info("epoch %d loss %.4f %.2f s/step %s", epoch + 1, running / count, (time.time() - began) / step, right)
    export(mean.module, size, a.model)


if __name__ == "__main__":
    main()
