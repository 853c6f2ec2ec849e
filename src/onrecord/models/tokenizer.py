"""Text to word pieces with their offsets."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import ModelError

IntArray = NDArray[np.int64]


class Pieces(Struct, frozen=True):
    """The word pieces of one stretch of text.

    Attributes:
        ids: Vocabulary ids, shape (pieces,).
        starts: First code point of each piece in the text, shape (pieces,).
        ends: One past the last, shape (pieces,).
    """

    ids: IntArray
    starts: IntArray
    ends: IntArray


class PieceTokenizer:
    """Holds a loaded WordPiece vocabulary.

    Attributes:
        start_id: Id of the piece that opens a window.
        break_id: Id of the piece that closes a paragraph.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise ModelError(f"tokenizer file is missing: {path.name}")
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.start_id = self._id_of("[CLS]")
        self.break_id = self._id_of("[SEP]")

    def _id_of(self, piece: str) -> int:
        found = self._tokenizer.token_to_id(piece)
        if found is None:
            raise ModelError(f"tokenizer has no {piece}")
        return int(found)

    def split(self, text: str, start: int, end: int) -> Pieces:
        """Returns the pieces of ``text[start:end]`` with offsets into `text`; no special pieces are added."""
        encoding = self._tokenizer.encode(text[start:end], add_special_tokens=False)
        offsets = np.asarray(encoding.offsets, dtype=np.int64).reshape(-1, 2) + start
        return Pieces(np.asarray(encoding.ids, dtype=np.int64), offsets[:, 0], offsets[:, 1])
