"""Exports trained weights to the two graphs that the package runs, quantised to int8, and checks them.

    python training/export.py --weights build/run1/average.pt --out build/model [--float]

Writes encoder.onnx, arguments.onnx and tokenizer.json. ``training/tune.py`` then chooses the thresholds and writes
the card.
"""

from __future__ import annotations

import argparse
import copy
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from encoder import Layer, Network, load_network, minilm_folder


class FusedLayer(nn.Module):
    """A layer with one product for query, key and value, the scale folded in: the same numbers, a tenth faster."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.heads = layer.heads
        self.out, self.norm1, self.norm2 = layer.out, layer.norm1, layer.norm2
        self.up, self.down = layer.up, layer.down
        size = layer.query.in_features
        scale = (size // layer.heads) ** -0.5
        self.joint = nn.Linear(size, 3 * size)
        with torch.no_grad():
            self.joint.weight.copy_(torch.cat([layer.query.weight * scale, layer.key.weight, layer.value.weight]))
            self.joint.bias.copy_(torch.cat([layer.query.bias * scale, layer.key.bias, layer.value.bias]))

    def forward(self, x: Tensor, _: Tensor | None) -> Tensor:
        b, t, size = x.shape
        q, k, v = self.joint(x).view(b, t, 3, self.heads, size // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        y = torch.softmax(q @ k.transpose(-1, -2), dim=-1) @ v
        x = self.norm1(x + self.out(y.transpose(1, 2).reshape(b, t, size)))
        return self.norm2(x + self.down(torch.nn.functional.gelu(self.up(x))))


class Tagger(nn.Module):
    """The encoder with the heads that the package uses; the projections for the argument head come apart."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = copy.deepcopy(network)
        self.network.encoder.layers = nn.ModuleList(FusedLayer(x) for x in self.network.encoder.layers)

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor) -> tuple[Tensor, ...]:
        cue, entity, tokens, ends, _ = self.network(ids, case, quote)
        w = self.network.width
        return cue, entity, tokens[..., :w], tokens[..., w:], ends


class Roles(nn.Module):
    """The argument head for one window: every cue against every position; one table for both kinds of distance."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        head = network.arguments
        self.second, self.mix, self.label = head.second, head.mix, head.label
        with torch.no_grad():
            table = head.distance.weight[:, None] + head.step.weight[None]
        self.place = nn.Embedding.from_pretrained(table.reshape(-1, table.shape[-1]))

    def forward(self, first: Tensor, second: Tensor, cue: Tensor, place: Tensor) -> Tensor:
        x = self.place(place) + first + cue[:, None]
        x = torch.nn.functional.gelu(x + second * self.second(cue)[:, None])
        x = x + torch.nn.functional.gelu(self.mix(x.transpose(1, 2)).transpose(1, 2))
        return self.label(x)


def write_graphs(network: Network, out: Path) -> None:
    """Writes both graphs in float32."""
    t, k = 40, 3
    ids = torch.randint(1000, 2000, (1, t))
    case, quote = torch.zeros(1, t, dtype=torch.long), torch.zeros(1, t, dtype=torch.long)
    names = ["ids", "case", "quote"]
    outs = ["cue", "entity", "first", "second", "ends"]
    torch.onnx.export(
        Tagger(network).eval(), (ids, case, quote), str(out / "encoder.onnx"), input_names=names, output_names=outs,
        dynamic_axes={n: {0: "batch", 1: "positions"} for n in names + outs}, opset_version=17, dynamo=False,
    )  # fmt: skip
    w = network.width
    inputs = (torch.randn(t, w), torch.randn(t, w), torch.randn(k, w), torch.zeros(k, t, dtype=torch.long))
    torch.onnx.export(
        Roles(network).eval(), inputs, str(out / "arguments.onnx"), input_names=["first", "second", "cue", "place"],
        output_names=["roles"], opset_version=17, dynamo=False,
        dynamic_axes={"first": {0: "positions"}, "second": {0: "positions"}, "cue": {0: "cues"},
                      "place": {0: "cues", 1: "positions"}, "roles": {0: "cues", 1: "positions"}},
    )  # fmt: skip


def quantise(path: Path) -> None:
    """Replaces a graph by its dynamic int8 form, one scale a channel (one a tensor cost 3.5 points in a trial)."""
    with tempfile.TemporaryDirectory() as folder:
        prepared, small = Path(folder) / "prepared.onnx", Path(folder) / "small.onnx"
        quant_pre_process(str(path), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(small), weight_type=QuantType.QInt8, per_channel=True,
                         op_types_to_quantize=["MatMul", "Gather"], extra_options={"MatMulConstBOnly": True})  # fmt: skip
        shutil.copy(small, path)


def compare(network: Network, folder: Path) -> None:
    """Prints the largest difference between the framework's cue probabilities and the graph's."""
    ids = torch.randint(1000, 20000, (1, 200))
    zeros = torch.zeros_like(ids)
    with torch.no_grad():
        ours = torch.softmax(network(ids, zeros, zeros)[0], -1).numpy()
    session = ort.InferenceSession(str(folder / "encoder.onnx"), providers=["CPUExecutionProvider"])
    feeds = {"ids": ids.numpy(), "case": zeros.numpy(), "quote": zeros.numpy()}
    logits = session.run(["cue"], feeds)[0]
    theirs = np.exp(logits) / np.exp(logits).sum(-1, keepdims=True)
    print(f"largest difference of a cue probability: {np.abs(ours - theirs).max():.5f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="leave the encoder in float32")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    network = load_network(args.weights)
    write_graphs(network, args.out)
    compare(network, args.out)
    if not args.float:
        quantise(args.out / "encoder.onnx")
        compare(network, args.out)
    shutil.copy(minilm_folder() / "tokenizer.json", args.out / "tokenizer.json")
    for path in sorted(args.out.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
