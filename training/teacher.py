"""Train a teacher of names: ``python -m training.teacher --data DATA --work WORK``.

Starts from ``WORK/parser.pt``, which ``training.parser`` wrote, goes on training it with names as a fourth task, and writes ``WORK/teacher.pt`` and, after
every part, ``WORK/teacher-PART.pt``: a moving average of the weights. It marks names much better than a small network on the parser's lower layers can, and reads trees a
little worse than the parser: so it is not shipped, but ``training.entities`` teaches the small network to say what it says.

A batch holds sentences of the treebanks or sentences with names: both teach all layers of the encoder. The table of pieces stays as it is.
Several processes, one thread each, train on different batches; every few steps their weights are averaged. That keeps two cores busier than two
threads on one batch do.
"""

import argparse
import json
import logging
import math
import os
import random
import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import torch
import torch.multiprocessing as mp
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from training import conventions, names, treebank
from training.network import Network
from training.parser import MAX_PIECES, SEED, Pieces, batches, ce, example, loss_of, placed, score
from volgens.parse.names import Tags
from volgens.parse.segment import Segmenter

log = logging.getLogger("training")
SYNC = 10  # steps between averages over the processes
DECAY = 0.9  # of the moving average, at every one of them
LAYER = 0.92  # the rate of each layer below the last, times that above it
NEWS = ("cdb", "LassySample", "Titaantjes", "novelsample")  # parts of Alpino train that are read whole in each epoch
SOME = 0.4  # of the other sentences: suites and questions are little like news, English is known well enough
TWICE = "nl_lassysmall-ud-dev"
WRITTEN = 0.4  # of the sentences made from templates
ROWS = 2  # of tags in an example of names: one for names, one for weapons and units
NAMES = 2.0  # weight of the loss of names, beside five losses of the trees
WARM = 40  # steps
DEV = ("nl_alpino-ud-dev", "en_ewt-ud-dev")
DEV_NAMES = ("conll2002-nl.testa", "conll2003-en.valid")


class Teacher(Network):
    """The parser's network with one mix of layers more, for names, and a head for each of their two rows of tags."""

    def __init__(self, shape: dict[str, int], labels: dict[str, int]):
        super().__init__(shape, labels)
        rows = len(self.mix) + 1
        self.mix = nn.Parameter(torch.zeros(rows, shape["layers"] + 1))
        self.scale = nn.Parameter(torch.ones(rows))
        size = 2 * shape["hidden"]
        self.marks = nn.ModuleList(nn.Linear(size, len(names.tags_of(k))) for k in (names.NAMES, names.ARMS))

    def named(self, pieces: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Scores of the two rows of tags that mark names, [B, W, 9] and [B, W, 5]."""
        found = self.ends(self.encode(pieces)[-1], first, last)
        return tuple(head(found) for head in self.marks)


def epoch_examples(train: dict[str, list[treebank.Sentence]], pieces: Pieces, labels, rng: random.Random) -> list:
    """Examples for one epoch."""
    out = []
    for name, sentences in train.items():
        for s in sentences * (2 if name == TWICE else 1):
            if name == TWICE or s.source.startswith(NEWS) or rng.random() < SOME:
                e = example(treebank.varied(s, rng), pieces, labels)
                if len(e[0]) <= MAX_PIECES:
                    out.append(e)
    return out


def named_examples(sentences: list[names.Named], pieces: Pieces, rng: random.Random) -> list:
    """Examples of names for one epoch."""
    out = []
    for s in sentences:
        written = all(t == names.UNKNOWN for t in s.names)
        if not written or rng.random() < WRITTEN:
            forms = treebank.varied_quotes(s.forms, rng) if rng.random() < 0.5 else s.forms
            e = (*placed(forms, pieces), s.names, s.arms)
            if len(e[0]) <= MAX_PIECES:
                out.append(e)
    return out


def names_loss(net: Teacher, ids: torch.Tensor, first: torch.Tensor, last: torch.Tensor, gold: list) -> torch.Tensor:
    return sum(
        ce(scores, row) for scores, row in zip(net.named(ids, first, last), gold, strict=True) if (row >= 0).any()
    )


@torch.no_grad()
def score_names(net: Teacher, sentences: list, pieces: Pieces) -> float:
    """F1 of PER LOC ORG MISC."""
    net.eval()
    tags, right, both = Tags(names.tags_of(names.NAMES)), 0, 0
    for group, ids, first, last, _ in batches([placed(f, pieces) for f, _ in sentences], 4000, None):
        with torch.autocast("cpu", torch.bfloat16):
            scores = net.named(ids, first, last)[0].float().numpy()[:, 1:]
        for k, found in zip(group, tags(scores, [len(sentences[k][0]) for k in group]), strict=True):
            gold = sentences[k][1]
            right, both = right + len(set(found) & set(gold)), both + len(found) + len(gold)
    net.train()
    return round(2 * right / max(1, both), 4)


@torch.no_grad()
def opinions(checkpoint: Path, sentences: Sequence[Sequence[str]]) -> list[tuple[NDArray[np.float16], ...]]:
    """What the teacher says of the words of each sentence: scores [W, 9] and [W, 5]."""
    saved, net = open_checkpoint(checkpoint)
    net.eval()
    pieces = Pieces(Tokenizer.from_str(json.dumps(saved["tokenizer"])))
    out: list[tuple[NDArray[np.float16], ...]] = [()] * len(sentences)
    for group, ids, first, last, _ in batches([placed(f, pieces) for f in sentences], 1000, None):
        with torch.autocast("cpu", torch.bfloat16):
            scores = [s.float().numpy().astype(np.float16) for s in net.named(ids, first, last)]
        for row, k in enumerate(group):
            out[k] = tuple(s[row, 1 : len(sentences[k]) + 1].copy() for s in scores)
    return out


def open_checkpoint(path: Path) -> tuple[dict, Teacher]:
    saved = torch.load(path, map_location="cpu", weights_only=True)
    net = Teacher(saved["shape"], {k: len(v) for k, v in saved["labels"].items()})
    fresh = net.state_dict()
    for name, weight in saved["weights"].items():  # a checkpoint without names has fewer mixes of layers
        fresh[name][: len(weight)] = weight
    net.load_state_dict(fresh)
    net.word.weight.requires_grad_(False)
    return saved, net


def rate_of(name: str, layers: int, rate: float, head_rate: float) -> float:
    """The peak rate of a parameter: each layer learns more slowly than the one above it."""
    if name.startswith("layers."):
        return rate * LAYER ** (layers - 1 - int(name.split(".")[1]))
    return rate * LAYER**layers if name.startswith(("pos.", "kind", "ln.")) else head_rate


def work(rank: int, a: argparse.Namespace, shared: torch.Tensor, clock: torch.Tensor, barrier) -> None:
    """One of the processes; ``shared`` has a row for the weights of each, ``clock`` [1] the part of the training that is done."""
    logging.basicConfig(level=logging.INFO if rank == 0 else logging.WARNING, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    torch.manual_seed(SEED + rank)
    rng = random.Random(SEED)
    saved, net = open_checkpoint(a.start or a.work / "parser.pt")
    net.train()
    labels = {k: {x: i for i, x in enumerate(v)} for k, v in saved["labels"].items()}
    pieces = Pieces(Tokenizer.from_str(json.dumps(saved["tokenizer"])))
    train = {k: [s for s in v if len(s) <= 120] for k, v in conventions.training_sentences(a.data).items()}
    named = names.load(a.data, Segmenter(a.segmenter, threads=1), rng)
    tests = {n: treebank.read(a.data / "ud" / f"{n}.conllu") for n in DEV} if a.measure and rank == 0 else {}
    named_tests = {n: list(chain.from_iterable(names.conll(a.data / "ner" / n))) for n in DEV_NAMES} if tests else {}

    groups = []
    for name, p in net.named_parameters():
        if p.requires_grad:
            groups.append({"params": [p], "lr": rate_of(name, len(net.layers), a.rate, a.head_rate)})
    rates = [g["lr"] for g in groups]
    adam = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    learned = [p for p in net.parameters() if p.requires_grad]
    average = torch.nn.utils.parameters_to_vector(learned).detach().clone()
    round_of = a.workers * SYNC

    def plan() -> list:
        todo = list(batches(epoch_examples(train, pieces, labels, rng), a.batch, rng))
        todo += batches(named_examples(named, pieces, rng), a.batch, rng)
        rng.shuffle(todo)
        return todo[: len(todo) // round_of * round_of]

    todo = plan()
    per_epoch = len(todo) // a.workers
    total, step, syncs, parts, done, running, began = round(a.epochs * per_epoch), 0, 0, 0, 0.0, 0.0, time.time()
    log.info("%d steps in each of %d processes, %d an epoch", total, a.workers, per_epoch)
    while done < 1:
        for _, ids, first, last, gold in todo[rank :: a.workers]:
            part = min(1.0, (step + 1) / WARM) * 0.5 * (1 + math.cos(math.pi * min(1.0, max(step / total, done))))
            for group, rate in zip(adam.param_groups, rates, strict=True):
                group["lr"] = rate * part
            with torch.autocast("cpu", torch.bfloat16):
                if len(gold) == ROWS:
                    loss = NAMES * names_loss(net, ids, first, last, gold)
                else:
                    loss = loss_of(net, ids, first, last, gold)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            adam.step()
            adam.zero_grad(set_to_none=True)
            step += 1
            running = loss.item() if step == 1 else 0.98 * running + 0.02 * loss.item()
            if step % 50 == 0:
                log.info(
                    "step %d/%d (%.3f) loss %.3f %.2f s/step", step, total, done, running, (time.time() - began) / step
                )
            if step % SYNC:
                continue
            with torch.no_grad():
                shared[rank] = torch.nn.utils.parameters_to_vector(learned)
                if rank == 0:
                    clock[0] = max(step / total, (time.time() - began) / (60 * a.minutes) if a.minutes else 0)
                barrier.wait()
                mean, done = shared.mean(0), float(clock[0])
                barrier.wait()
                keep = min(DECAY, (1 + syncs) / (10 + syncs))
                average.mul_(keep).add_(mean, alpha=1 - keep)
                syncs += 1
                if done >= (parts + 1) / a.parts:
                    parts += 1
                    if rank == 0:
                        torch.nn.utils.vector_to_parameters(average, learned)
                        log.info("part %d %s", parts, {k: score(net, v, pieces, labels) for k, v in tests.items()})
                        log.info("names %s", {k: score_names(net, v, pieces) for k, v in named_tests.items()})
                        state = saved | {
                            "weights": net.state_dict(),
                            "epoch": round(saved["epoch"] + step / per_epoch, 1),
                        }
                        for file in (a.work / f"teacher-{parts}.pt", a.work / "teacher.pt"):
                            torch.save(state, file)
                    barrier.wait()
                torch.nn.utils.vector_to_parameters(mean, learned)
            if done >= 1:
                break
        else:
            todo = plan()


def main(arguments: Sequence[str] | None = None) -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="the folder that holds ud/")
    ap.add_argument("--work", type=Path, required=True)
    ap.add_argument("--start", type=Path, help="instead of WORK/parser.pt")
    ap.add_argument("--segmenter", type=Path, default=Path("src/volgens/parse/data"), help="the folder that holds it")
    ap.add_argument("--epochs", type=float, default=6)
    ap.add_argument("--parts", type=int, default=6)
    ap.add_argument("--batch", type=int, default=1000, help="pieces in a batch, with padding")
    ap.add_argument("--workers", type=int, default=2)
    ap.add_argument("--rate", type=float, default=1.6e-4)
    ap.add_argument("--head-rate", type=float, default=8e-4)
    ap.add_argument(
        "--minutes", type=float, default=0, help="be ready after so many minutes, with fewer epochs where it must be"
    )
    ap.add_argument("--measure", action="store_true", help="score the development sets after every part")
    a = ap.parse_args(arguments)
    os.environ["OMP_NUM_THREADS"] = "1"
    a.work.mkdir(parents=True, exist_ok=True)
    _, net = open_checkpoint(a.start or a.work / "parser.pt")
    size = sum(p.numel() for p in net.parameters() if p.requires_grad)
    context = mp.get_context("spawn")
    shared, clock = torch.zeros(a.workers, size).share_memory_(), torch.zeros(1).share_memory_()
    mp.spawn(work, (a, shared, clock, context.Barrier(a.workers)), nprocs=a.workers)


if __name__ == "__main__":
    main()
