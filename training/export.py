"""From a checkpoint to the files that the run time reads: ``python -m training.export --checkpoint WORK/parser.pt --out FOLDER``.

Writes ``parser.onnx`` (int8), ``relations.onnx``, ``labels.json`` and ``tokenizer.json``.

What is kept how: the word embedding as int8 with one scale a row; the matrices of the encoder as int8 with one scale a column,
their inputs quantised while running; all heads, norms and biases as float16 on disk, float32 while running.
"""

import argparse
import json
import logging
import math
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from training import names
from training.network import Layer, Network, picked
from volgens.parse.network import LOWER

log = logging.getLogger("training")
# Layers whose vectors of a word's first (0) or last piece (1) tell names
NAMED = ((3, 0), (3, 1), (6, 0), (6, 1))
OPSET = 17
MICROSOFT = "com.microsoft"  # the domain of ONNX Runtime's own operators
RULES = 8  # lemma rules that the run time may choose from


class Joined(nn.Module):
    """One encoder layer with query, key and value as one matrix, the scale of attention in the query's weights."""

    def __init__(self, layer: Layer, hidden: int):
        super().__init__()
        self.heads, self.hidden = layer.heads, hidden
        part = 1 / math.sqrt(hidden // layer.heads)
        self.qkv = nn.Linear(hidden, 3 * hidden)
        with torch.no_grad():
            self.qkv.weight.copy_(torch.cat([layer.q.weight * part, layer.k.weight, layer.v.weight]))
            self.qkv.bias.copy_(torch.cat([layer.q.bias * part, layer.k.bias, layer.v.bias]))
        self.ao, self.fi, self.fo, self.aln, self.oln = layer.ao, layer.fi, layer.fo, layer.aln, layer.oln

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, h = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = torch.softmax(q @ k.transpose(-1, -2) + bias, -1) @ v
        x = self.aln(x + self.ao(mixed.transpose(1, 2).reshape(b, n, h)))
        return self.oln(x + self.fo(F.gelu(self.fi(x))))


class Exported(nn.Module):
    """The network as it runs: int8 embedding rows, no dropout, mixes ready."""

    def __init__(self, net: Network, hidden: int):
        super().__init__()
        self.net = net
        table = net.word.weight.detach()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", torch.round(table / scale).to(torch.int8))
        self.register_buffer("table_scale", scale)
        self.register_buffer("places", net.pos.weight.detach() + net.kind.detach())
        self.register_buffer("weights", torch.softmax(net.mix.detach(), -1) * net.scale.detach()[:, None])
        self.layers = nn.ModuleList(Joined(layer, hidden) for layer in net.layers)

    def forward(self, pieces: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        net = self.net
        x = self.table[pieces].float() * self.table_scale[pieces]
        x = net.ln(x + self.places[: pieces.shape[1]])
        bias = (pieces == 1).float()[:, None, None, :] * -1e4
        mixes = [self.weights[k, 0] * x for k in range(3)]
        seen = []
        for i, layer in enumerate(self.layers):
            x = layer(x, bias)
            seen.append(x)
            mixes = [m + self.weights[k, i + 1] * x for k, m in enumerate(mixes)]
        tags, lemma, tree = mixes
        tag_in, lemma_in = (torch.cat([picked(x, first), picked(x, last)], -1) for x in (tags, lemma))
        vectors = torch.cat([picked(seen[layer - 1], first if k == 0 else last) for layer, k in NAMED], -1)
        tree_in = picked(tree, first)
        dep, head = net.arc_dep(tree_in), net.arc_head(tree_in)
        arcs = (torch.cat([dep, torch.ones_like(dep[..., :1])], -1) @ net.arc) @ head.transpose(1, 2)
        best = lambda x: x.argmax(-1).to(torch.int32)  # noqa: E731
        rules = torch.topk(net.lemma(lemma_in), RULES, dim=-1)
        return (
            best(net.upos(tag_in)), best(net.feats(tag_in)), rules.indices.to(torch.int32), rules.values, arcs,
            net.rel_dep(tree_in), net.rel_head(tree_in), vectors,
        )  # fmt: skip


class Relations(nn.Module):
    """The likeliest relation [N] of dependents [N, D] under their heads [N, D], ``root`` never."""

    def __init__(self, net: Network, root: int):
        super().__init__()
        rel = net.rel.detach()  # [R, D + 1 of the dependent, D + 1 of the head]
        self.shape = rel.shape
        self.register_buffer("flat", rel.permute(1, 0, 2).reshape(rel.shape[1], -1).contiguous())
        self.register_buffer("bar", torch.where(torch.arange(len(rel)) == root, -torch.inf, 0.0))

    def forward(self, dep: Tensor, head: Tensor) -> Tensor:
        one = lambda x: torch.cat([x, torch.ones_like(x[:, :1])], -1)  # noqa: E731
        left = (one(dep) @ self.flat).view(-1, self.shape[0], self.shape[2])
        return ((left * one(head)[:, None]).sum(-1) + self.bar).argmax(-1).to(torch.int32)


INPUTS = ["pieces", "first", "last"]
OUTPUTS = ["upos", "feats", "rules", "rule_scores", "arcs", "rel_dep", "rel_head", "vectors"]


def to_onnx(model: nn.Module, path: Path) -> None:
    """Trace the model with a small batch; every axis but the widths may vary."""
    pieces = torch.tensor([[0, 5, 6, 7, 2], [0, 5, 6, 2, 1]])
    first, last = torch.tensor([[0, 1, 3], [0, 1, 2]]), torch.tensor([[0, 2, 3], [0, 1, 2]])
    axes = {"pieces": {0: "b", 1: "p"}, "first": {0: "b", 1: "w"}, "last": {0: "b", 1: "w"}}
    axes |= {k: {0: "b", 1: "w"} for k in OUTPUTS}
    axes["arcs"] = {0: "b", 1: "w", 2: "w"}
    torch.onnx.export(
        model, (pieces, first, last), str(path), input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes,
        opset_version=OPSET, dynamo=False, do_constant_folding=True,
    )  # fmt: skip


def relations_to_onnx(model: nn.Module, size: int, path: Path) -> None:
    axes = {k: {0: "n"} for k in ("dep", "head", "relation")}
    torch.onnx.export(model, (torch.zeros(3, size), torch.zeros(3, size)), str(path), input_names=["dep", "head"],
                      output_names=["relation"], dynamic_axes=axes, opset_version=OPSET, dynamo=False)  # fmt: skip


def quantise(model: onnx.ModelProto, where: str = "/layers.") -> None:
    """The matrices of nodes with ``where`` in their name to int8, with one scale a column; their inputs to uint8 while running, with one scale a row.

    One scale a row, not one for the whole batch: it costs next to no accuracy, and a sentence gets the same scores in any batch.
    """
    graph = model.graph
    stored = {i.name: i for i in graph.initializer}
    nodes: list[onnx.NodeProto] = []
    added = [
        numpy_helper.from_array(np.float32(127), "steps"),
        numpy_helper.from_array(np.float32(1), "one"),
        numpy_helper.from_array(np.uint8(128), "zero"),
    ]
    gone: set[str] = set()
    for n in graph.node:
        if n.op_type != "MatMul" or where not in n.name or n.input[1] not in stored:
            nodes.append(n)
            continue
        weight = numpy_helper.to_array(stored[n.input[1]])  # [in, out]
        scale = np.abs(weight).max(0) / 127
        gone.add(n.input[1])
        w, ws = f"{n.name}/int8", f"{n.name}/scale"
        added.append(numpy_helper.from_array(np.clip(np.round(weight / scale), -127, 127).astype(np.int8), w))
        added.append(numpy_helper.from_array((scale / 127).astype(np.float32), ws))
        name = lambda part, at=n.name: f"{at}/{part}"  # noqa: E731
        step = lambda op, inputs, out, **more: helper.make_node(op, inputs, [out], name=f"{out}_{op}", **more)  # noqa: E731
        x = n.input[0]
        nodes += [
            step("Abs", [x], name("abs")),
            step("ReduceMax", [name("abs")], name("largest"), axes=[-1], keepdims=1),
            step("Div", ["steps", name("largest")], name("factor")),
            step("Mul", [x, name("factor")], name("spread")),
            step("QuantizeLinear", [name("spread"), "one", "zero"], name("uint8")),
            step("MatMulIntegerToFloat", [name("uint8"), w, "one", ws, "zero"], name("sum"), domain=MICROSOFT),
            step("Mul", [name("sum"), name("largest")], n.output[0]),
        ]
    kept = [i for i in graph.initializer if i.name not in gone]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept + added)
    if not any(o.domain == MICROSOFT for o in model.opset_import):
        model.opset_import.append(helper.make_opsetid(MICROSOFT, 1))
    log.info("%d matrices to int8", len(gone))


def halve(model: onnx.ModelProto, least: int = 1024) -> None:
    """Store float32 weights of ``least`` numbers or more as float16, cast back when the model is loaded.

    Not the scales of the int8 columns: they are too small for float16.
    """
    casts = []
    for i, t in enumerate(model.graph.initializer):
        if t.data_type == TensorProto.FLOAT and math.prod(t.dims) >= least and not t.name.endswith("/scale"):
            small = numpy_helper.from_array(numpy_helper.to_array(t).astype(np.float16), t.name + "_half")
            casts.append(helper.make_node("Cast", [small.name], [t.name], name=t.name + "_cast", to=TensorProto.FLOAT))
            model.graph.initializer[i].CopyFrom(small)
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def expose(model: onnx.ModelProto, layers: int = LOWER) -> None:
    """Give the vectors after so many layers as the output ``lower``: ``training.boundaries`` and ``volgens.parse.boundary`` read them."""
    inner = f"/layers.{layers - 1}/oln/LayerNormalization_output_0"
    if not any(inner in node.output for node in model.graph.node):
        raise ValueError(f"no output {inner} in the graph: has the exporter changed its names?")
    model.graph.node.append(helper.make_node("Identity", [inner], ["lower"], name="lower"))
    model.graph.output.append(helper.make_tensor_value_info("lower", TensorProto.FLOAT, ["b", "p", None]))


def export(checkpoint: Path, out: Path, precise: bool = False) -> None:
    """Write the shipped files of the parser; ``precise`` keeps everything float32, for comparison."""
    saved = torch.load(checkpoint, map_location="cpu", weights_only=True)
    shape, labels = saved["shape"], saved["labels"]
    net = Network(shape, {k: len(v) for k, v in labels.items()})
    net.load_state_dict(saved["weights"])
    net.eval()
    labels = labels | {"names": names.tags_of(names.NAMES), "arms": names.tags_of(names.ARMS)}
    model = Exported(net, shape["hidden"]).eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        to_onnx(model, Path(folder) / "full.onnx")
        relations = Relations(net, labels["rel"].index("root")).eval()
        relations_to_onnx(relations, net.rel.shape[2] - 1, Path(folder) / "relations.onnx")
        ready, scorer = (onnx.load(str(Path(folder) / f"{x}.onnx")) for x in ("full", "relations"))
    expose(ready)
    if not precise:
        quantise(ready)
        quantise(scorer, "MatMul")
        halve(ready)
    onnx.save(ready, str(out / "parser.onnx"))
    onnx.save(scorer, str(out / "relations.onnx"))
    (out / "labels.json").write_text(json.dumps({**labels, "epoch": saved["epoch"]}, ensure_ascii=False), "utf8")
    (out / "tokenizer.json").write_text(json.dumps(saved["tokenizer"], ensure_ascii=False), "utf8")
    for f in sorted(out.iterdir()):
        log.info("%s %.1f MB", f.name, f.stat().st_size / 1e6)


def main(arguments: Sequence[str] | None = None) -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--checkpoint", type=Path, required=True, help="WORK/parser.pt")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--precise", action="store_true", help="float32, for comparison")
    a = ap.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    export(a.checkpoint, a.out, a.precise)


if __name__ == "__main__":
    main()
