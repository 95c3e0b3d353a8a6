"""The network: a BERT-shaped encoder, one mix of its layers per task, and the heads."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Layer(nn.Module):
    def __init__(self, hidden: int, heads: int, ffn: int, dropout: float):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(hidden, hidden) for _ in range(4))
        self.fi, self.fo = nn.Linear(hidden, ffn), nn.Linear(ffn, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, eps=1e-12), nn.LayerNorm(hidden, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, h = x.shape
        split = lambda t: t.view(b, n, self.heads, h // self.heads).transpose(1, 2)  # noqa: E731
        q, k, v = split(self.q(x)), split(self.k(x)), split(self.v(x))
        # Written out: for sentences, PyTorch's fused attention takes a third of a training step on a CPU.
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(h // self.heads) + bias.to(q.dtype), -1)
        mixed = weights.to(v.dtype) @ v
        x = self.aln(x + self.drop(self.ao(mixed.transpose(1, 2).reshape(b, n, h))))
        return self.oln(x + self.drop(self.fo(F.gelu(self.fi(x)))))


class Network(nn.Module):
    """Word tags, lemma rules and tree scores from the pieces of a batch of sentences.

    Input: ``pieces`` int64 [B, P] (0 = <s>, 1 = padding) and ``first``/``last`` int64 [B, W]: where each word's first and last
    piece stand; position 0, the <s>, is the root and stands before the words, so W counts the root.
    """

    def __init__(
        self, shape: dict[str, int], labels: dict[str, int], arc: int = 256, rel: int = 128, dropout: float = 0.1
    ):
        super().__init__()
        h = shape["hidden"]
        self.word = nn.Embedding(shape["vocab"], h, sparse=True)
        self.pos, self.kind = nn.Embedding(shape["positions"], h), nn.Parameter(torch.zeros(h))
        self.ln = nn.LayerNorm(h, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(h, shape["heads"], shape["ffn"], dropout) for _ in range(shape["layers"]))
        self.mix = nn.Parameter(torch.zeros(3, shape["layers"] + 1))  # tags, lemma, tree
        self.scale = nn.Parameter(torch.ones(3))
        self.upos, self.feats = nn.Linear(2 * h, labels["upos"]), nn.Linear(2 * h, labels["feats"])
        self.lemma = nn.Sequential(nn.Linear(2 * h, 256), nn.GELU(), nn.Linear(256, labels["lemma"]))
        act = lambda size: nn.Sequential(nn.Linear(h, size), nn.GELU(), nn.Dropout(0.33))  # noqa: E731
        self.arc_dep, self.arc_head, self.rel_dep, self.rel_head = act(arc), act(arc), act(rel), act(rel)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rel = nn.Parameter(torch.zeros(labels["rel"], rel + 1, rel + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.rel, std=0.05)
        self.head_drop = nn.Dropout(0.2)

    def load_encoder(self, tensors: dict, keep: list[int], hidden: int) -> None:
        """Take the weights of the pre-trained encoder; ``keep`` names the rows of its vocabulary."""
        t = {k: torch.from_numpy(v) for k, v in tensors.items()}
        with torch.no_grad():
            self.word.weight.copy_(t["emb.word"].view(-1, hidden)[keep])
            self.pos.weight.copy_(t["emb.pos"].view(-1, hidden)[: self.pos.num_embeddings])
            self.kind.copy_(t["emb.type"].view(-1, hidden)[0])
            self.ln.weight.copy_(t["emb.ln.w"])
            self.ln.bias.copy_(t["emb.ln.b"])
            for i, layer in enumerate(self.layers):
                for name, module in layer.named_children():
                    if name != "drop":
                        module.weight.copy_(t[f"l{i}.{name}.w"].view(module.weight.shape))
                        module.bias.copy_(t[f"l{i}.{name}.b"])

    def encode(self, pieces: Tensor) -> list[Tensor]:
        """The tasks' mixes of all layers, [B, P, H] each."""
        n = pieces.shape[1]
        x = self.word(pieces) + self.pos.weight[:n] + self.kind
        x = self.drop(self.ln(x))
        bias = torch.zeros(pieces.shape, dtype=x.dtype).masked_fill(pieces == 1, -1e4)[:, None, None, :]
        weights = torch.softmax(self.mix, -1) * self.scale[:, None]
        mixes = [w[0] * x for w in weights]
        for i, layer in enumerate(self.layers):
            x = layer(x, bias)
            mixes = [m + weights[k, i + 1] * x for k, m in enumerate(mixes)]
        return mixes

    def forward(self, pieces: Tensor, first: Tensor, last: Tensor):
        """Scores of part of speech, features, lemma rule, head; vectors for ``relations``."""
        tags, lemma, tree = self.encode(pieces)[:3]
        tag_in, lemma_in = self.ends(tags, first, last), self.ends(lemma, first, last)
        tree_in = self.head_drop(picked(tree, first))
        dep, head = self.arc_dep(tree_in), self.arc_head(tree_in)
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        arcs = (dep @ self.arc) @ head.transpose(1, 2)  # [B, W dependents, W heads]
        return (
            self.upos(tag_in),
            self.feats(tag_in),
            self.lemma(lemma_in),
            arcs,
            self.rel_dep(tree_in),
            self.rel_head(tree_in),
        )

    def ends(self, x: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """The vectors of each word's first and last piece, [B, W, 2 H]."""
        return self.head_drop(torch.cat([picked(x, first), picked(x, last)], -1))

    def relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """Relation scores [N, R] of dependents [N, D] under their heads [N, D]."""
        one = lambda x: torch.cat([x, torch.ones_like(x[..., :1])], -1)  # noqa: E731
        left = torch.einsum("nd,rde->nre", one(dep), self.rel)
        return torch.einsum("nre,ne->nr", left, one(head))


def picked(x: Tensor, at: Tensor) -> Tensor:
    """The vectors of ``x`` [B, P, H] at the places ``at`` [B, W]."""
    return torch.gather(x, 1, at[:, :, None].expand(-1, -1, x.shape[2]))
