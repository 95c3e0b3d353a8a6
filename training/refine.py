"""Go on training the upper half of the parser: ``python -m training.refine --data DATA --work WORK``.

Starts from ``WORK/parser.pt``, which ``training.parser`` wrote, and writes ``WORK/refined.pt`` and, after every part, ``WORK/refined-PART.pt``:
a moving average of the weights. Several processes, one thread each, train on different batches; every few steps their weights are averaged.
That keeps two cores busier than two threads on one batch do.

The lower layers stay as they are: half the work is saved, and what reads their vectors (names, ends of sentences) need not be trained
anew.
"""

import argparse
import json
import logging
import math
import os
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.multiprocessing as mp
from tokenizers import Tokenizer

from training import conventions, treebank
from training.network import Network
from training.parser import MAX_PIECES, SEED, Pieces, batches, example, loss_of, score
from volgens.parse.network import LOWER

log = logging.getLogger("training")
SYNC = 10  # steps between averages over the processes
DECAY = 0.9  # of the moving average, at every one of them
LAYER = 0.92  # the rate of each layer below the last, times that above it
NEWS = ("cdb", "LassySample", "Titaantjes", "novelsample")  # parts of Alpino train that are read whole in each epoch
SOME = 0.4  # of the other sentences: suites and questions are little like news, English is known well enough
TWICE = "nl_lassysmall-ud-dev"
WARM = 40  # steps
DEV = ("nl_alpino-ud-dev", "en_ewt-ud-dev")


def frozen(net: Network) -> set[str]:
    """Names of the parameters of the embedding and the lower layers, which stay as they are and lose their dropout."""
    net.drop.p = 0.0
    for layer in net.layers[:LOWER]:
        layer.drop.p = 0.0
    below = ("word.", "pos.", "kind", "ln.", *(f"layers.{k}." for k in range(LOWER)))
    return {name for name, _ in net.named_parameters() if name.startswith(below)}


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


def open_checkpoint(a: argparse.Namespace) -> tuple[dict, Network]:
    saved = torch.load(a.start or a.work / "parser.pt", map_location="cpu", weights_only=True)
    net = Network(saved["shape"], {k: len(v) for k, v in saved["labels"].items()})
    net.load_state_dict(saved["weights"])
    return saved, net


def work(rank: int, a: argparse.Namespace, shared: torch.Tensor, clock: torch.Tensor, barrier) -> None:
    """One of the processes; ``shared`` has a row for the weights of each, ``clock`` [1] the part of the training that is done."""
    logging.basicConfig(level=logging.INFO if rank == 0 else logging.WARNING, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    torch.manual_seed(SEED + rank)
    rng = random.Random(SEED)
    saved, net = open_checkpoint(a)
    net.train()
    labels = {k: {x: i for i, x in enumerate(v)} for k, v in saved["labels"].items()}
    pieces = Pieces(Tokenizer.from_str(json.dumps(saved["tokenizer"])))
    train = {k: [s for s in v if len(s) <= 120] for k, v in conventions.training_sentences(a.data).items()}
    tests = {n: treebank.read(a.data / "ud" / f"{n}.conllu") for n in DEV} if a.measure and rank == 0 else {}

    below = frozen(net)
    groups = []
    for name, p in net.named_parameters():
        if name in below:
            p.requires_grad_(False)
        else:
            above = len(net.layers) - 1 - int(name.split(".")[1]) if name.startswith("layers.") else None
            groups.append({"params": [p], "lr": a.head_rate if above is None else a.rate * LAYER**above})
    rates = [g["lr"] for g in groups]
    adam = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    learned = [p for p in net.parameters() if p.requires_grad]
    average = torch.nn.utils.parameters_to_vector(learned).detach().clone()
    round_of = a.workers * SYNC

    def plan() -> list:
        todo = list(batches(epoch_examples(train, pieces, labels, rng), a.batch, rng))
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
                        state = saved | {
                            "weights": net.state_dict(),
                            "epoch": round(saved["epoch"] + step / per_epoch, 1),
                        }
                        for file in (a.work / f"refined-{parts}.pt", a.work / "refined.pt"):
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
    _, net = open_checkpoint(a)
    below = frozen(net)
    size = sum(p.numel() for name, p in net.named_parameters() if name not in below)
    context = mp.get_context("spawn")
    shared, clock = torch.zeros(a.workers, size).share_memory_(), torch.zeros(1).share_memory_()
    mp.spawn(work, (a, shared, clock, context.Barrier(a.workers)), nprocs=a.workers)


if __name__ == "__main__":
    main()
