"""Trains the attribution model on PolNeAR train and keeps the weights of the averaged model.

    python training/train.py --data ../shared/data --out build/run1

Needs training/requirements.txt. On two cores with bfloat16 units about 50 minutes; without them about twice that.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from batches import collate, samples_of, vary
from corpus import Names, load
from encoder import Network, load_minilm, minilm_folder, read_config
from onrecord.models.tokenizer import PieceTokenizer


def losses(network: Network, batch: dict) -> dict[str, torch.Tensor]:
    """The four losses of one batch, each a mean over what it labels."""
    cue, entity, tokens, ends, states = network(batch["ids"], batch["case"], batch["quote"], batch["mask"])
    union = network.union(states)

    def tags(logits: torch.Tensor, name: str) -> torch.Tensor:
        return F.cross_entropy(logits.flatten(0, 1).float(), batch[name].flatten(), ignore_index=-100)

    out = {"cue": 8 * tags(cue, "cue"), "entity": tags(entity, "entity"), "union": tags(union, "union")}
    if len(batch["rows"]):
        scores = network.label_arguments(tokens, ends, batch["rows"], batch["distance"], batch["step"])
        gold = batch["roles"]
        total = F.cross_entropy(scores.flatten(0, 1).float(), gold.flatten(), ignore_index=-100, reduction="sum")
        # Most positions are neither: dividing by those that are keeps the loss from drowning in easy ones.
        out["roles"] = 1.5 * total / (gold > 0).sum().clamp(min=1)
    return out


def groups(network: Network, rate: float, head_rate: float, decay: float) -> list[dict]:
    """Parameter groups: lower layers learn slower (layer-wise decay), new heads faster."""
    count = len(network.encoder.layers)
    out: dict[float, list] = {}
    for name, p in network.named_parameters():
        if name.startswith("encoder.layers."):
            lr = rate * decay ** (count - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.case", "encoder.quote")):
            lr = head_rate
        elif name.startswith("encoder."):
            lr = rate * decay**count
        else:
            lr = head_rate
        out.setdefault(lr, []).append(p)
    return [{"params": p, "lr": lr, "base": lr} for lr, p in out.items()]


def epoch_batches(documents, tokenizer, names, rng, args) -> list[list]:
    """Draws one epoch: varied documents, shuffled, windows of like length together."""
    samples = []
    for document in documents:
        samples += samples_of(
            vary(document, names, rng) if names else document, tokenizer, rng, args.window, args.context
        )
    rng.shuffle(samples)
    out = []
    chunk = args.batch * 20
    for k in range(0, len(samples), chunk):
        part = sorted(samples[k : k + chunk], key=lambda s: len(s.ids))
        out += [part[j : j + args.batch] for j in range(0, len(part), args.batch)]
    rng.shuffle(out)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--batch", type=int, default=10)
    parser.add_argument("--window", type=int, default=384)
    parser.add_argument("--context", type=int, default=96)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=6e-4)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--layers", type=int, default=None)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--documents", type=int, default=None, help="only so many, to try the script")
    parser.add_argument("--plain", action="store_true", help="no augmentation")
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    np.random.seed(args.seed)
    rng = random.Random(args.seed)
    base = minilm_folder()
    tokenizer = PieceTokenizer(base / "tokenizer.json")
    documents = load(args.data, "train")[: args.documents]
    names = None if args.plain else Names(args.seed)
    network = Network(read_config(base), args.layers)
    load_minilm(network, base)
    optimiser = torch.optim.AdamW(
        groups(network, args.rate, args.head_rate, args.layer_decay), weight_decay=0.01, betas=(0.9, 0.98), fused=True
    )
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "arguments.json").write_text(
        json.dumps({k: str(v) for k, v in vars(args).items() if k not in ("data", "out")})
    )
    first = epoch_batches(documents, tokenizer, names, rng, args)
    total = len(first) * args.epochs
    average = {k: v.detach().clone() for k, v in network.state_dict().items()}
    step, began, sums = 0, time.time(), {}
    for epoch in range(args.epochs):
        network.train()
        for chosen in first if epoch == 0 else epoch_batches(documents, tokenizer, names, rng, args):
            frac = step / total
            scale = min(1.0, step / (0.06 * total)) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1.0, frac))))
            for group in optimiser.param_groups:
                group["lr"] = group["base"] * scale
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = losses(network, collate(chosen))
            sum(parts.values()).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            keep = min(args.average, step / (step + 10))
            with torch.no_grad():
                for k, v in network.state_dict().items():
                    average[k].lerp_(v, 1 - keep) if v.is_floating_point() else average[k].copy_(v)
            for k, v in parts.items():
                sums[k] = sums.get(k, 0.0) + float(v.detach())
            if step % 50 == 0:
                shown = " ".join(f"{k} {v / 50:.3f}" for k, v in sums.items())
                print(f"epoch {epoch} step {step}/{total} {time.time() - began:.0f}s {shown}", flush=True)
                sums = {}
        torch.save(average, args.out / "average.pt")
        print(f"epoch {epoch} done, {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
