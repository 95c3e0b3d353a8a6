"""Train the network that finds the ends of tokens and sentences: ``python -m training.segmenter --data DATA --work WORK``.

Dilated convolutions over characters. Writes ``WORK/segmenter.pt`` and, for the run time, ``segmenter.onnx`` and ``segmenter.json``
into ``--out``.
"""

import argparse
import json
import logging
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training import segtext
from volgens.parse.alphabet import PAD, SENTENCE, SPACE, TOKEN, WORD, Alphabet

log = logging.getLogger("training")
TRAIN = (("nl_alpino-ud-train", "nl", False), ("nl_lassysmall-ud-dev", "nl", True), ("en_ewt-ud-train", "en", True))
CHECK = (("nl_alpino-ud-dev", "nl"), ("en_ewt-ud-dev", "en"))
ABBREVIATIONS = Path(__file__).parent / "data" / "abbreviations.tsv"
DILATIONS = (1, 2, 4, 8, 16, 32, 64, 1, 2)
SEED, WINDOW = 7, 640


class Segmenter(nn.Module):
    """Scores [B, N, 4] of the labels from character ids [B, N]."""

    def __init__(self, size: int, groups: list[int], width: int = 96, kernel: int = 3):
        super().__init__()
        self.embed, self.group = nn.Embedding(size, width), nn.Embedding(max(groups) + 1, width)
        self.register_buffer("groups", torch.tensor(groups))
        self.convs = nn.ModuleList(
            nn.Conv1d(width, width, kernel, padding=d * (kernel // 2), dilation=d) for d in DILATIONS
        )
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in DILATIONS)
        self.out = nn.Linear(width, 4)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor) -> Tensor:
        x = self.drop(self.embed(ids) + self.group(self.groups[ids]))
        for conv, norm in zip(self.convs, self.norms, strict=True):
            x = x + self.drop(F.relu(conv(norm(x).transpose(1, 2)).transpose(1, 2)))
        return self.out(x)


def reach(kernel: int = 3) -> int:
    """How many characters to each side the network sees."""
    return sum(DILATIONS) * (kernel // 2)


def alphabet_of(sources: list[segtext.Source], least: int = 20) -> Alphabet:
    count = Counter(c for s in sources for line in s.lines for u in line for c in u.text)
    for pair in segtext.STYLES:
        count.update(dict.fromkeys("".join(pair).strip(), least))
    count.update(dict.fromkeys("–—…\n’", least))
    return Alphabet(sorted(c for c, n in count.items() if n >= least and not (c.isspace() and c != "\n")))


def groups_of(alphabet: Alphabet) -> list[int]:
    """For each id the id of its category, which it shares with characters like it."""
    return [*range(alphabet.first), *(alphabet.category(c) if c != "\n" else SPACE for c in alphabet.known)]


class Stream:
    """Windows of documents, without end."""

    def __init__(self, writer: segtext.Writer, alphabet: Alphabet, rng: random.Random):
        self.writer, self.alphabet, self.rng = writer, alphabet, rng
        self.groups = torch.tensor(groups_of(alphabet))
        self.pool: list[tuple[Tensor, Tensor]] = []

    def batch(self, size: int) -> tuple[Tensor, Tensor]:
        while len(self.pool) < max(size, 128):
            text, labels = self.writer.document(self.rng.choice((1, 4, 30, 30)))
            ids, gold = torch.from_numpy(self.alphabet.encode(text)), torch.tensor(labels)
            for at in range(0, len(ids), WINDOW):
                i, g = ids[at : at + WINDOW], gold[at : at + WINDOW]
                n = WINDOW - len(i)
                self.pool.append((F.pad(i, (0, n), value=PAD), F.pad(g, (0, n), value=-100)))
        self.rng.shuffle(self.pool)
        some, self.pool = self.pool[:size], self.pool[size:]
        ids, gold = torch.stack([i for i, _ in some]), torch.stack([g for _, g in some])
        hidden = (torch.rand(ids.shape) < 0.01) & (ids >= self.alphabet.first)
        return torch.where(hidden, self.groups[ids], ids), gold


@torch.no_grad()
def score(net: Segmenter, source: segtext.Source, alphabet: Alphabet) -> dict[str, float]:
    """F1 of words, tokens and sentences as character spans, the treebank's sentences joined as it has them."""
    net.eval()
    joiner = "\n\n" if source.has_paragraphs else " "
    text, gold = segtext._write(source.lines, [joiner if b else " " for b in source.new_paragraph])
    ids = torch.from_numpy(alphabet.encode(text))
    side = reach()
    guess: list[int] = []
    for at in range(0, len(ids), 4096):
        first = max(0, at - side)
        part = net(ids[None, first : at + 4096 + side])[0].argmax(-1).tolist()
        guess += part[at - first : at - first + min(4096, len(ids) - at)]
    for k, c in enumerate(text[1:], 1):
        if c.isspace() and not text[k - 1].isspace():
            guess[k - 1] = max(guess[k - 1], TOKEN)
            if text[k : k + 2] == "\n\n":
                guess[k - 1] = SENTENCE
    guess[-1] = SENTENCE
    net.train()
    return {
        name: _f1(text, gold, guess, least)
        for name, least in (("words", WORD), ("tokens", TOKEN), ("sentences", SENTENCE))
    }


def _f1(text: str, gold: list[int], guess: list[int], least: int) -> float:
    def spans(labels: list[int]) -> set[tuple[int, int]]:
        out, first = set(), None
        for k, label in enumerate(labels):
            if first is None and not text[k].isspace():
                first = k
            if label >= least and first is not None:
                out.add((first, k))
                first = None
        return out

    a, b = spans(gold), spans(guess)
    return round(2 * len(a & b) / (len(a) + len(b)), 4)


def export(net: Segmenter, alphabet: Alphabet, languages: list[str], out: Path) -> None:
    """``segmenter.onnx``: ids [B, N] to labels [B, N]; ``segmenter.json``: the alphabet and what the run time must know."""

    class Labels(nn.Module):
        def __init__(self, inner: Segmenter):
            super().__init__()
            self.inner = inner
            self.inner.embed.weight.data += self.inner.group.weight.data[self.inner.groups]
            self.inner.group.weight.data.zero_()

        def forward(self, ids: Tensor) -> Tensor:
            x = self.inner.embed(ids)
            for conv, norm in zip(self.inner.convs, self.inner.norms, strict=True):
                x = x + F.relu(conv(norm(x).transpose(1, 2)).transpose(1, 2))
            return self.inner.out(x)

    model = Labels(net.eval())
    axes = {"ids": {0: "b", 1: "n"}, "scores": {0: "b", 1: "n"}}
    torch.onnx.export(model, (torch.randint(2, 40, (2, 300)),), str(out / "segmenter.onnx"), input_names=["ids"],
                      output_names=["scores"], dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
    facts = {"alphabet": "".join(alphabet.known), "reach": reach(), "multiword": languages}
    (out / "segmenter.json").write_text(json.dumps(facts, ensure_ascii=False), "utf8")


def main(arguments: Sequence[str] | None = None) -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True, help="the folder that holds ud/")
    ap.add_argument("--work", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--steps", type=int, default=3000)
    ap.add_argument("--batch", type=int, default=24)
    a = ap.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(SEED)
    sources = [segtext.read(a.data / "ud" / f"{n}.conllu", language, bare) for n, language, bare in TRAIN]
    checks = {n: segtext.read(a.data / "ud" / f"{n}.conllu", language) for n, language in CHECK}
    alphabet = alphabet_of(sources)
    languages = sorted({s.language for s in sources for line in s.lines for u in line if len(u.parts) > 1})
    stream = Stream(segtext.Writer(sources, ABBREVIATIONS, SEED), alphabet, random.Random(SEED))
    net = Segmenter(len(alphabet), groups_of(alphabet))
    log.info(
        "%d characters, %d weights, %d to each side", len(alphabet), sum(p.numel() for p in net.parameters()), reach()
    )
    adam = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(adam, 3e-3, total_steps=a.steps, pct_start=0.05)
    running, began = 0.0, time.time()
    for step in range(1, a.steps + 1):
        ids, gold = stream.batch(a.batch)
        with torch.autocast("cpu", torch.bfloat16):
            scores = net(ids)
        loss = F.cross_entropy(scores.reshape(-1, 4).float(), gold.reshape(-1), ignore_index=-100)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        adam.step()
        adam.zero_grad(set_to_none=True)
        schedule.step()
        running = loss.item() if step == 1 else 0.98 * running + 0.02 * loss.item()
        if step % 100 == 0:
            log.info("step %d/%d loss %.4f %.2f s/step", step, a.steps, running, (time.time() - began) / step)
        if step % 500 == 0 or step == a.steps:
            log.info("%s", {k: score(net, s, alphabet) for k, s in checks.items()})
            torch.save({"weights": net.state_dict(), "alphabet": alphabet.known}, a.work / "segmenter.pt")
    a.out.mkdir(parents=True, exist_ok=True)
    export(net, alphabet, languages, a.out)


if __name__ == "__main__":
    main()
