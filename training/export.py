"""From ``parser.pt`` to the files that the run time reads: ``python -m training.export --work WORK --out FOLDER``.

Writes ``parser.onnx`` (int8), ``relations.npz``, ``labels.json`` and ``tokenizer.json``.

What is kept how: the word embedding as int8 with one scale a row; the matrices of the encoder as int8 with one scale a column,
their inputs quantised while running; all heads, norms and biases as float16 on disk, float32 while running.
"""

import argparse
import json
import logging
import math
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from training.network import Layer, Network

log = logging.getLogger("training")
OPSET = 17


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
        for i, layer in enumerate(self.layers):
            x = layer(x, bias)
            mixes = [m + self.weights[k, i + 1] * x for k, m in enumerate(mixes)]
        tags, lemma, tree = mixes
        pick = lambda x, at: torch.gather(x, 1, at[:, :, None].expand(-1, -1, x.shape[2]))  # noqa: E731
        tag_in = torch.cat([pick(tags, first), pick(tags, last)], -1)
        lemma_in = torch.cat([pick(lemma, first), pick(lemma, last)], -1)
        tree_in = pick(tree, first)
        dep, head = net.arc_dep(tree_in), net.arc_head(tree_in)
        arcs = (torch.cat([dep, torch.ones_like(dep[..., :1])], -1) @ net.arc) @ head.transpose(1, 2)
        best = lambda x: x.argmax(-1).to(torch.int32)  # noqa: E731
        return (
            best(net.upos(tag_in)), best(net.feats(tag_in)), best(net.lemma(lemma_in)), arcs,
            net.rel_dep(tree_in), net.rel_head(tree_in),
        )  # fmt: skip


INPUTS = ["pieces", "first", "last"]
OUTPUTS = ["upos", "feats", "lemma", "arcs", "rel_dep", "rel_head"]


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


def quantise(path: Path, out: Path) -> None:
    """The encoder's matrices to int8 per column; the rest stays float."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = onnx.load(str(path)).graph
    inner = [
        n.name for n in graph.node if n.op_type == "MatMul" and "/layers." in n.name and _is_weight(graph, n.input[1])
    ]
    quantize_dynamic(
        str(path), str(out), weight_type=QuantType.QInt8, per_channel=True, nodes_to_quantize=inner,
        op_types_to_quantize=["MatMul"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    log.info("%d matrices to int8", len(inner))


def _is_weight(graph: onnx.GraphProto, name: str) -> bool:
    return any(i.name == name for i in graph.initializer)


def halve(model: onnx.ModelProto, least: int = 1024) -> None:
    """Store float32 weights of ``least`` numbers or more as float16, cast back when the model is loaded."""
    casts = []
    for i, t in enumerate(model.graph.initializer):
        if t.data_type == TensorProto.FLOAT and math.prod(t.dims) >= least:
            small = numpy_helper.from_array(numpy_helper.to_array(t).astype(np.float16), t.name + "_half")
            casts.append(helper.make_node("Cast", [small.name], [t.name], name=t.name + "_cast", to=TensorProto.FLOAT))
            model.graph.initializer[i].CopyFrom(small)
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def export(checkpoint: Path, out: Path, precise: bool = False) -> None:
    """Write the shipped files of the parser; ``precise`` keeps everything float32, for comparison."""
    saved = torch.load(checkpoint, map_location="cpu", weights_only=True)
    shape, labels = saved["shape"], saved["labels"]
    net = Network(shape, {k: len(v) for k, v in labels.items()})
    net.load_state_dict(saved["weights"])
    net.eval()
    model = Exported(net, shape["hidden"]).eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        to_onnx(model, full)
        if not precise:
            quantise(full, small)
        ready = onnx.load(str(full if precise else small))
    if not precise:
        halve(ready)
    onnx.save(ready, str(out / "parser.onnx"))
    rel = net.rel.detach().numpy()  # [R, D+1, D+1]
    np.savez(out / "relations.npz", rel=rel if precise else rel.astype(np.float16))
    (out / "labels.json").write_text(json.dumps({**labels, "epoch": saved["epoch"]}, ensure_ascii=False), "utf8")
    (out / "tokenizer.json").write_text(json.dumps(saved["tokenizer"], ensure_ascii=False), "utf8")
    for f in sorted(out.iterdir()):
        log.info("%s %.1f MB", f.name, f.stat().st_size / 1e6)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--work", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--precise", action="store_true", help="float32, for comparison")
    a = ap.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    export(a.work / "parser.pt", a.out, a.precise)


if __name__ == "__main__":
    main()
