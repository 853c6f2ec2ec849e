"""Exports trained weights to the two graphs that the package runs, quantised to int8, and checks them.

    python training/export.py --weights build/run1/average.pt --out build/model [--float]

Writes encoder.onnx, arguments.onnx and tokenizer.json. ``training/tune.py`` then chooses the thresholds and writes
the card.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from encoder import Network, load_network, minilm_folder


class Tagger(nn.Module):
    """The encoder with the heads that the package uses."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor) -> tuple[Tensor, ...]:
        return self.network(ids, case, quote)[:4]


class Roles(nn.Module):
    """The argument head for one window: every cue against every position."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.arguments = network.arguments
        self.width = network.width

    def forward(self, tokens: Tensor, cue: Tensor, distance: Tensor, step: Tensor) -> Tensor:
        both = tokens.view(1, -1, 2, self.width).expand(cue.shape[0], -1, -1, -1)
        return self.arguments(both, cue, distance, step)


def write_graphs(network: Network, out: Path) -> None:
    """Writes both graphs in float32."""
    t, k = 40, 3
    ids = torch.randint(1000, 2000, (1, t))
    case, quote = torch.zeros(1, t, dtype=torch.long), torch.zeros(1, t, dtype=torch.long)
    names = ["ids", "case", "quote"]
    outs = ["cue", "entity", "tokens", "ends"]
    torch.onnx.export(
        Tagger(network).eval(), (ids, case, quote), str(out / "encoder.onnx"), input_names=names, output_names=outs,
        dynamic_axes={n: {0: "batch", 1: "positions"} for n in names + outs}, opset_version=17, dynamo=False,
    )  # fmt: skip
    w = network.width
    buckets = torch.zeros(k, t, dtype=torch.long)
    torch.onnx.export(
        Roles(network).eval(), (torch.randn(t, 2 * w), torch.randn(k, w), buckets, buckets), str(out / "arguments.onnx"),
        input_names=["tokens", "cue", "distance", "step"], output_names=["roles"], opset_version=17, dynamo=False,
        dynamic_axes={"tokens": {0: "positions"}, "cue": {0: "cues"}, "distance": {0: "cues", 1: "positions"},
                      "step": {0: "cues", 1: "positions"}, "roles": {0: "cues", 1: "positions"}},
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
