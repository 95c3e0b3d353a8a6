"""Train the network that marks names, on the parser's vectors: ``python -m training.entities --data DATA --model FOLDER``.

Reads the exported parser and segmenter in ``FOLDER`` and writes ``names.onnx`` beside them. It sees vectors that two lower layers of the parser give a
word's first and last piece (``training.export.NAMED``) and, with convolutions, those of the words around it. The parser's weights stay
as they are: only this small network is trained, on vectors of the exported int8 model. The mean of the last few hundred steps' weights is kept.

With ``--teacher`` it also learns to say what ``training.teacher``'s network says (Hinton, Vinyals and Dean 2015), of the sentences with names and of
those of the treebanks, where nobody marked any.
"""

import argparse
import logging
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from training import names, treebank
from training.export import halve
from training.lemmas import TRAIN as TREEBANKS
from training.teacher import opinions
from training.treebank import varied_quotes
from volgens.parse.names import Tags
from volgens.parse.network import Network
from volgens.parse.segment import Segmenter

Scores = tuple[NDArray[np.float16], ...]  # of a sentence's words, [W, T] for each row of tags

log = logging.getLogger("training")
SEED = 7
DILATIONS = (1, 2)
CHECK = ("conll2002-nl.testa", "conll2003-en.valid")
LONGEST = 100  # words of a sentence to learn from
UNMARKED = 0.5  # of the treebanks' sentences, in each epoch
HEAT = 2.0  # the teacher's scores and the network's are divided by it before they are compared: what is less likely counts too
RATE, WARM = 1.5e-3, 100
ROWS = ("names", "arms")


class Marker(nn.Module):
    """Scores of the tags of both rows [B, W, 9] and [B, W, 5] from vectors [B, W, V]; ``there`` [B, W] is 1 at words, 0 at padding."""

    def __init__(self, size: int, width: int = 256):
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


def loss_of(
    found: Sequence[Tensor], group: Sequence[int], learn: Sequence[names.Named], taught: Sequence[Scores]
) -> Tensor:
    """How far the scores of the sentences of a group are from their tags and from what the teacher says of them."""
    loss = torch.zeros(())
    sizes = [len(learn[k].forms) for k in group]
    for row, (scores, kind) in enumerate(zip(found, ROWS, strict=True)):
        gold = torch.full(scores.shape[:2], names.UNKNOWN)
        wanted, known = torch.zeros_like(scores), torch.zeros(scores.shape[:2])
        for i, k in enumerate(group):
            tags = getattr(learn[k], kind)
            gold[i, : sizes[i]] = torch.tensor(tags)
            # Of weapons and units the sentences that mark them say more than the teacher can
            if taught and (kind == "names" or learn[k].arms[0] == learn[k].names[0] == names.UNKNOWN):
                wanted[i, : sizes[i]], known[i, : sizes[i]] = torch.from_numpy(taught[k][row].astype(np.float32)), 1
        if (gold >= 0).any():
            loss = loss + F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=names.UNKNOWN)
        if known.any():
            apart = -(torch.softmax(wanted / HEAT, -1) * torch.log_softmax(scores / HEAT, -1)).sum(-1)
            loss = loss + HEAT**2 * (apart * known).sum() / known.sum()
    return loss


def unmarked(data: Path) -> list[names.Named]:
    """The sentences of the treebanks, of whose names nothing is known."""
    sentences = [s for name in TREEBANKS for s in treebank.read(data / "ud" / f"{name}.conllu")]
    return [names.Named(s.forms, [names.UNKNOWN] * len(s), [names.UNKNOWN] * len(s)) for s in sentences]


def main(arguments: Sequence[str] | None = None) -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="the folder that holds ner/ and ud/")
    ap.add_argument("--model", type=Path, required=True, help="the exported model's folder")
    ap.add_argument("--teacher", type=Path, help="WORK/teacher.pt")
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--words", type=int, default=2200, help="in a batch, with padding")
    ap.add_argument("--threads", type=int, default=0)
    a = ap.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(SEED)
    if a.threads:
        torch.set_num_threads(a.threads)
    rng = random.Random(SEED)
    network = Network(a.model, a.threads, names=False)
    learn = names.load(a.data, Segmenter(a.model, threads=a.threads), rng)
    learn = [replace(s, forms=varied_quotes(s.forms, rng)) if rng.random() < 0.5 else s for s in learn]
    marked = sum(len(s.forms) <= LONGEST for s in learn)
    learn = [s for s in learn + (unmarked(a.data) if a.teacher else []) if len(s.forms) <= LONGEST]
    read = lambda rows: [v.astype(np.float16) for v in network.vectors(rows)]  # noqa: E731
    vectors = read([s.forms for s in learn])
    taught = opinions(a.teacher, [s.forms for s in learn]) if a.teacher else []
    log.info("%d sentences, %d of them marked, %d words", len(learn), marked, sum(map(len, vectors)))
    checks = {name: list(chain.from_iterable(names.conll(a.data / "ner" / name))) for name in CHECK}
    seen = {name: (read([f for f, _ in some]), [s for _, s in some]) for name, some in checks.items()}
    size = vectors[0].shape[1]
    net = Marker(size)
    mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    adam = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.05)
    sizes = [len(v) for v in vectors]

    def plan() -> list[list[int]]:
        some = [k for k in range(len(learn)) if k < marked or rng.random() < UNMARKED]
        return [[some[k] for k in group] for group in batches([sizes[k] for k in some], a.words, rng)]

    todo = plan()
    total, step, began = a.epochs * len(todo), 0, time.time()
    for epoch in range(a.epochs):
        running = count = 0.0
        for group in todo:
            for each in adam.param_groups:
                part = min(1.0, (step + 1) / WARM) * 0.5 * (1 + math.cos(math.pi * min(1.0, step / total)))
                each["lr"] = RATE * part
            with torch.autocast("cpu", torch.bfloat16):
                found = [s.float() for s in net(*padded([vectors[k] for k in group]))]
            loss = loss_of(found, group, learn, taught)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            adam.step()
            adam.zero_grad(set_to_none=True)
            mean.update_parameters(net)
            step, running, count = step + 1, running + loss.item(), count + 1
        right = {name: score(mean.module, *some) for name, some in seen.items()}
        log.info("epoch %d loss %.4f %.2f s/step %s", epoch + 1, running / count, (time.time() - began) / step, right)
        todo = plan()
    export(mean.module, size, a.model)


if __name__ == "__main__":
    main()
