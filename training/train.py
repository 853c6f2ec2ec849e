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
from encoder import Network, load_minilm, load_network, minilm_folder, read_config
from onrecord.models.tokenizer import PieceTokenizer


def soft(student: torch.Tensor, teacher: torch.Tensor, here: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of the student's labels to the teacher's, summed over the places marked in `here`."""
    wanted = torch.softmax(teacher.float(), -1)
    each = -(wanted * torch.log_softmax(student.float(), -1)).sum(-1)
    return (each * here).sum()


def losses(network: Network, batch: dict, teacher: Network | None = None) -> dict[str, torch.Tensor]:
    """The four losses of one batch, each a mean over what it labels; with a teacher, half of each is its word."""
    inputs = (batch["ids"], batch["case"], batch["quote"], batch["mask"])
    cue, entity, tokens, ends, states = network(*inputs)
    union = network.union(states)
    links = (batch["rows"], batch["distance"], batch["step"])

    def tags(logits: torch.Tensor, name: str) -> torch.Tensor:
        return F.cross_entropy(logits.flatten(0, 1).float(), batch[name].flatten(), ignore_index=-100)

    out = {"cue": 8 * tags(cue, "cue"), "entity": tags(entity, "entity"), "union": tags(union, "union")}
    if len(batch["rows"]):
        scores = network.label_arguments(tokens, ends, *links)
        gold = batch["roles"]
        total = F.cross_entropy(scores.flatten(0, 1).float(), gold.flatten(), ignore_index=-100, reduction="sum")
        # Most positions are neither: dividing by those that are keeps the loss from drowning in easy ones.
        out["roles"] = 1.5 * total / (gold > 0).sum().clamp(min=1)
    if teacher is None:
        return out
    with torch.no_grad():
        t_cue, t_entity, t_tokens, t_ends, t_states = teacher(*inputs)
        t_union = teacher.union(t_states)
        t_scores = teacher.label_arguments(t_tokens, t_ends, *links) if len(batch["rows"]) else None
    real = batch["cue"] != -100
    count = real.sum().clamp(min=1)
    out["cue"] = 0.5 * out["cue"] + 4 * soft(cue, t_cue, real) / count
    out["entity"] = 0.5 * out["entity"] + 0.5 * soft(entity, t_entity, real) / count
    out["union"] = 0.5 * out["union"] + 0.5 * soft(union, t_union, real) / count
    # The student has the teacher's heads, so that equal states would give equal answers.
    apart = (states.float() - t_states.float()).pow(2).mean(-1)
    out["states"] = (apart * real).sum() / count
    if t_scores is not None:
        told = soft(scores, t_scores, gold != -100) / (gold > 0).sum().clamp(min=1)
        out["roles"] = 0.5 * out["roles"] + 0.75 * told
    return out


def start_from_teacher(student: Network, teacher: Network, chosen: list[int]) -> None:
    """Copies the teacher's embeddings and heads into the student, and the chosen ones of its layers."""
    state = teacher.state_dict()
    kept = {k: v for k, v in state.items() if not k.startswith("encoder.layers.")}
    for n, layer in enumerate(chosen):
        prefix = f"encoder.layers.{layer}."
        kept |= {f"encoder.layers.{n}.{k[len(prefix) :]}": v for k, v in state.items() if k.startswith(prefix)}
    student.load_state_dict(kept)


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
    parser.add_argument("--teacher", type=Path, help="weights of a trained network to learn from")
    parser.add_argument("--keep-layers", type=int, nargs="*", help="the teacher's layers that the student begins with")
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--documents", type=int, default=None, help="only so many, to try the script")
    parser.add_argument(
        "--nest", type=float, default=0.06, help="share of suitable sentences wrapped in a made-up saying"
    )
    parser.add_argument("--start", type=Path, help="weights to go on from")
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
    teacher = load_network(args.teacher) if args.teacher else None
    if teacher is not None and args.keep_layers:
        network = Network(read_config(base), len(args.keep_layers))
        start_from_teacher(network, teacher, args.keep_layers)
    else:
        network = Network(read_config(base))
        load_minilm(network, base)
    if args.start:
        network.load_state_dict(torch.load(args.start, map_location="cpu", weights_only=True))
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
                parts = losses(network, collate(chosen), teacher)
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
