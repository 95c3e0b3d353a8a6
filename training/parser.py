"""Fine-tune the encoder on the treebanks: ``python -m training.parser --data DATA --work WORK``.

Writes ``WORK/parser.pt``: the weights, the labels and the tokenizer, after every epoch.
"""

import argparse
import json
import logging
import math
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from training import conventions, encoder, treebank
from training.network import Network
from volgens.parse import lemma as lemma_rules

log = logging.getLogger("training")
VOCAB, MAX_PIECES, SEED = 36_000, 250, 7
LEAST = {"upos": 1, "feats": 2, "lemma": 3, "rel": 3}  # how often a label must occur


def other_texts(data: Path) -> list[str]:
    """Words beside the treebanks' that the vocabulary should cover whole: news, names, places."""
    out: list[str] = []
    for path in [
        *data.glob("ner/**/*"),
        *data.glob("attribution/**/*.txt"),
        *data.glob("geo/*"),
        *data.glob("time-number/wikiwars-dev/*"),
    ]:
        if path.is_file() and path.stat().st_size < 20_000_000:
            out.extend(path.read_text("utf8", "replace").split())
    return out


class Pieces:
    """Words to piece ids, each word on its own, remembered."""

    def __init__(self, tokenizer: Tokenizer):
        self.tokenizer, self.known = tokenizer, {}

    def __call__(self, word: str) -> list[int]:
        if word not in self.known:
            self.known[word] = self.tokenizer.encode(word, add_special_tokens=False).ids[:12] or [3]
        return self.known[word]


def labels_of(train: Sequence[treebank.Sentence], least: dict[str, int]) -> dict[str, dict[str, int]]:
    """The labels that stand in the sentences at least so often, the most frequent first."""
    count: dict[str, Counter[str]] = {k: Counter() for k in least}
    for s in train:
        count["upos"].update(s.upos)
        count["feats"].update(s.feats)
        count["rel"].update(s.rels)
        count["lemma"].update(lemma_rules.rule_for(f, le) for f, le in zip(s.forms, s.lemmas, strict=True))
    return {k: {x: i for i, (x, n) in enumerate(c.most_common()) if n >= least[k]} for k, c in count.items()}


def placed(forms: Sequence[str], pieces: Pieces) -> tuple[list[int], list[int], list[int]]:
    """The ids of a sentence's pieces, and where each word's first and last stand; the root before the words."""
    ids, first, last = [0], [0], [0]
    for form in forms:
        p = pieces(form)
        first.append(len(ids))
        ids += p
        last.append(len(ids) - 1)
    return [*ids, 2], first, last


def example(s: treebank.Sentence, pieces: Pieces, labels: dict[str, dict[str, int]]):
    ids, first, last = placed(s.forms, pieces)
    rules = [labels["lemma"].get(lemma_rules.rule_for(f, le), -100) for f, le in zip(s.forms, s.lemmas, strict=True)]
    return (
        ids, first, last,
        [labels["upos"].get(u, -100) for u in s.upos], [labels["feats"].get(f, -100) for f in s.feats], rules,
        s.heads, [labels["rel"].get(r, -100) for r in s.rels],
    )  # fmt: skip


def batches(examples: list, size: int, rng: random.Random | None):
    """Groups of examples of like length, at most ``size`` pieces with padding."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i][0]) + (rng.random() * 4 if rng else 0))
    groups, now, longest = [], [], 0
    for i in order:
        longest = max(longest, len(examples[i][0]))
        if now and longest * (len(now) + 1) > size:
            groups.append(now)
            now, longest = [], len(examples[i][0])
        now.append(i)
    groups.append(now)
    if rng:
        rng.shuffle(groups)
    for group in groups:
        rows = [examples[i] for i in group]
        width, words = max(len(r[0]) for r in rows), max(len(r[1]) for r in rows)
        ids, first, last = _padded(rows, 0, width, 1), _padded(rows, 1, words, 0), _padded(rows, 2, words, 0)
        yield (
            group,
            ids,
            first,
            last,
            [_padded(rows, k, words, -100, 1) for k in range(3, len(rows[0]))],
        )


def _padded(rows: list, k: int, width: int, fill: int, skip: int = 0) -> torch.Tensor:
    """Field ``k`` of the rows as [B, width], after ``skip`` filled places."""
    return torch.tensor([[fill] * skip + r[k] + [fill] * (width - skip - len(r[k])) for r in rows])


def ce(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
    """Mean cross entropy over what is known."""
    return F.cross_entropy(scores.reshape(-1, scores.shape[-1]).float(), gold.reshape(-1), ignore_index=-100)


def loss_of(net: Network, pieces, first, last, gold):
    upos, feats, lemma, arcs, dep, head = net(pieces, first, last)
    g_upos, g_feats, g_lemma, g_head, g_rel = gold
    blank = torch.zeros(first.shape, dtype=torch.bool)
    blank[:, 1:] = first[:, 1:] == 0
    arcs = arcs.float().masked_fill(blank[:, None, :], -1e4)
    at = g_rel >= 0
    chosen = torch.gather(head, 1, g_head.clamp(min=0)[:, :, None].expand(-1, -1, head.shape[2]))
    rel = net.relations(dep[at], chosen[at])
    return (
        ce(upos, g_upos) + 0.5 * ce(feats, g_feats) + 0.5 * ce(lemma, g_lemma) + ce(arcs, g_head) + ce(rel, g_rel[at])
    )


@torch.no_grad()
def score(net: Network, sentences: list[treebank.Sentence], pieces: Pieces, labels) -> dict[str, float]:
    """Accuracy with gold tokens and greedy heads; LAS without subtypes, punctuation included."""
    net.eval()
    names = {k: list(v) for k, v in labels.items()}
    n, right = 0, Counter()
    examples = [example(s, pieces, labels) for s in sentences]
    for group, ids, first, last, _ in batches(examples, 4000, None):
        with torch.autocast("cpu", torch.bfloat16):
            upos, feats, lemma, arcs, dep, head = net(ids, first, last)
            arcs = arcs.float()
            for row, i in enumerate(group):
                s = sentences[i]
                w = len(s)
                heads = arcs[row, 1 : w + 1, : w + 1].argmax(-1)
                rels = net.relations(dep[row, 1 : w + 1], head[row, heads]).argmax(-1).tolist()
                tags = [x[row, 1 : w + 1].argmax(-1).tolist() for x in (upos, feats, lemma)]
                for k in range(w):
                    n += 1
                    right["upos"] += names["upos"][tags[0][k]] == s.upos[k]
                    right["feats"] += names["feats"][tags[1][k]] == s.feats[k]
                    right["lemma"] += lemma_rules.apply(names["lemma"][tags[2][k]], s.forms[k]) == s.lemmas[k]
                    ok = int(heads[k]) == s.heads[k]
                    right["uas"] += ok
                    right["las"] += ok and names["rel"][rels[k]].split(":")[0] == s.rels[k].split(":")[0]
    net.train()
    return {k: round(v / n, 4) for k, v in right.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="the folder that holds ud/, ner/, ...")
    ap.add_argument("--work", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--batch", type=int, default=1000, help="pieces in a batch, with padding")
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--steps", type=int, default=0, help="stop after so many steps: for trying it out")
    a = ap.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    rng = random.Random(SEED)
    torch.manual_seed(SEED)
    a.work.mkdir(parents=True, exist_ok=True)

    weights, tok = encoder.fetch(a.work / "encoder")
    shape, tensors = encoder.load(weights)
    train = [s for some in conventions.training_sentences(a.data).values() for s in some if len(s) <= 120]
    forms = list({f for s in train for f in s.forms}) + list(set(other_texts(a.data)))
    small, keep = encoder.prune(json.loads(tok.read_text("utf8")), forms + [f.lower() for f in forms], VOCAB)
    pieces = Pieces(Tokenizer.from_str(json.dumps(small)))
    shape["vocab"] = len(keep)
    labels = labels_of(train, LEAST)
    log.info("%d sentences, %d pieces kept, labels %s", len(train), len(keep), {k: len(v) for k, v in labels.items()})

    net = Network(shape, {k: len(v) for k, v in labels.items()})
    net.load_encoder(tensors, keep, shape["hidden"])
    dense = [(n, p) for n, p in net.named_parameters() if n != "word.weight"]
    inner = [p for n, p in dense if n.startswith(("layers", "ln", "pos", "kind"))]
    outer = [p for n, p in dense if not n.startswith(("layers", "ln", "pos", "kind"))]
    adam = torch.optim.AdamW(
        [{"params": inner, "lr": a.rate}, {"params": outer, "lr": 1e-3}], weight_decay=0.01, betas=(0.9, 0.98)
    )
    sparse = torch.optim.SparseAdam([net.word.weight], lr=a.rate)
    tests = {n: treebank.read(a.data / "ud" / f"{n}.conllu") for n in ("nl_alpino-ud-dev", "en_ewt-ud-dev")}

    def epoch_examples():
        out = []
        for s in train:
            s = treebank.varied(s, rng)
            e = example(s, pieces, labels)
            if len(e[0]) <= MAX_PIECES:
                out.append(e)
        return out

    total = a.epochs * len(list(batches(epoch_examples(), a.batch, rng)))
    log.info("%d steps", total)
    step, began, running = 0, time.time(), 0.0
    for epoch in range(a.epochs):
        for _, ids, first, last, gold in batches(epoch_examples(), a.batch, rng):
            warm = min(1.0, (step + 1) / 100)
            part = warm * max(0.0, 1 - step / total)
            for group, rate in zip(adam.param_groups, (a.rate, 1e-3), strict=True):
                group["lr"] = rate * part
            sparse.param_groups[0]["lr"] = a.rate * part
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(net, ids, first, last, gold)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for _, p in dense], 1.0)
            adam.step()
            sparse.step()
            adam.zero_grad(set_to_none=True)
            net.word.weight.grad = None
            step += 1
            running = loss.item() if step == 1 else 0.98 * running + 0.02 * loss.item()
            if step % 50 == 0:
                log.info("step %d/%d loss %.3f %.2f s/step", step, total, running, (time.time() - began) / step)
            if a.steps and step >= a.steps:
                return
        log.info("epoch %d %s", epoch + 1, {k: score(net, v, pieces, labels) for k, v in tests.items()})
        torch.save({"weights": net.state_dict(), "shape": shape, "labels": {k: list(v) for k, v in labels.items()},
                    "tokenizer": small, "epoch": epoch + 1}, a.work / "parser.pt")  # fmt: skip
    assert math.isfinite(running)


if __name__ == "__main__":
    main()
