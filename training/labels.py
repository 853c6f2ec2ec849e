"""The labels of the heads, in the order of their outputs; no other import, so that tuning needs no torch."""

from __future__ import annotations

ROLE_LABELS = ("O", "B-source", "I-source", "B-content", "I-content")
CUE_LABELS = ("O", "B-cue", "I-cue")
ENTITY_KINDS = ("person", "organisation", "place", "office", "date")
ENTITY_LABELS = ("O", *(f"{p}-{k}" for k in ENTITY_KINDS for p in "BI"))
