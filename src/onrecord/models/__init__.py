"""The shipped model files and what loads them: card, tokenizer, session."""

from __future__ import annotations

from onrecord.models.card import Card, Decoding, read_card
from onrecord.models.session import AttributionModel, Tags, load_model
from onrecord.models.tokenizer import Pieces, PieceTokenizer

__all__ = ["AttributionModel", "Card", "Decoding", "PieceTokenizer", "Pieces", "Tags", "load_model", "read_card"]
