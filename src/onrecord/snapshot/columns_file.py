"""Columns as one file that is mapped into memory: to open it costs the same for ten rows and for a million.

The file begins with how long its head is, the head as JSON (which array lies where), and then the arrays. It is a file
of this machine and of this version of onrecord, and may be deleted at any time.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, get_args, get_origin, get_type_hints

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from onrecord.snapshot.columns import Columns

FILE: Final = "columns.bin"
# Rises whenever what is written changes: a file of another format is not read.
FORMAT: Final = 3
# Arrays begin where the processor likes them to.
_ALIGNED: Final = 64


class _Place(Struct, frozen=True):
    """Where an array lies, counted from the end of the head."""

    dtype: str
    size: int
    offset: int


class _Head(Struct, frozen=True):
    """What is in a file."""

    format: int
    arrays: dict[str, _Place]
    plain: dict[str, msgspec.Raw]


def save_columns(columns: Columns, folder: Path) -> None:
    """Writes columns into a folder, in place of those there; who has those mapped keeps them."""
    arrays: dict[str, NDArray[Any]] = {}
    plain: dict[str, msgspec.Raw] = {}
    _take_apart("", columns, arrays, plain)
    places, offset = {}, 0
    for name, array in arrays.items():
        places[name] = _Place(array.dtype.str, len(array), offset)
        offset = _aligned(offset + array.nbytes)
    head = msgspec.json.encode(_Head(FORMAT, places, plain))
    new = folder / f"{FILE}.new"
    with new.open("wb") as file:
        file.write(len(head).to_bytes(8, "little") + head)
        start = _aligned(file.tell())
        for name, array in arrays.items():
            file.seek(start + places[name].offset)
            file.write(np.ascontiguousarray(array).tobytes())
        file.truncate(start + offset)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, folder / FILE)  # noqa: PTH105 - the path has no method that says so on every system
    _sync_names(folder)


def _sync_names(folder: Path) -> None:
    """Has the new name reach the disk: the pieces that are written next say that these columns are there."""
    if os.name == "posix":
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def load_columns(folder: Path) -> Columns | None:
    """Returns the columns in a folder, mapped and not read; ``None`` if there are none that this code can read."""
    try:
        with (folder / FILE).open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # none there, or an empty file
        return None
    size = int.from_bytes(data[:8], "little")
    try:
        head = msgspec.json.decode(data[8 : 8 + size], type=_Head)
    except msgspec.MsgspecError:
        return None
    if head.format != FORMAT:
        return None
    start = _aligned(8 + size)

    def array(name: str) -> NDArray[Any]:
        place = head.arrays[name]
        return np.frombuffer(data, np.dtype(place.dtype), place.size, start + place.offset)

    columns: Columns = _put_together("", Columns, array, head.plain)
    return columns


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNED) * _ALIGNED


def _take_apart(name: str, value: Any, arrays: dict[str, NDArray[Any]], plain: dict[str, msgspec.Raw]) -> None:
    """Puts what a value is made of under names like ``facets.kinds.code``."""
    if isinstance(value, np.ndarray):
        arrays[name] = value
    elif isinstance(value, dict) and all(isinstance(one, Struct) for one in value.values()):
        plain[name] = msgspec.Raw(msgspec.json.encode(list(value)))
        for key, one in value.items():
            _take_apart(f"{name}.{key}", one, arrays, plain)
    elif isinstance(value, Struct) and _holds_arrays(type(value)):
        for field in value.__struct_fields__:
            _take_apart(f"{name}.{field}" if name else field, getattr(value, field), arrays, plain)
    else:
        plain[name] = msgspec.Raw(msgspec.json.encode(value))


def _put_together(name: str, form: Any, array: Callable[[str], NDArray[Any]], plain: Mapping[str, msgspec.Raw]) -> Any:
    if _is_array(form):
        return array(name)
    if get_origin(form) is dict and _holds_arrays(get_args(form)[1]):
        keys = msgspec.json.decode(plain[name], type=list[str])
        return {key: _put_together(f"{name}.{key}", get_args(form)[1], array, plain) for key in keys}
    if isinstance(form, type) and _holds_arrays(form):
        fields = get_type_hints(form).items()
        return form(
            **{field: _put_together(f"{name}.{field}" if name else field, one, array, plain) for field, one in fields}
        )
    return msgspec.json.decode(plain[name], type=form)


def _is_array(form: Any) -> bool:
    return get_origin(form) is np.ndarray


def _holds_arrays(form: Any) -> bool:
    """Returns whether a record is of arrays, or of records that are."""
    return (
        isinstance(form, type)
        and issubclass(form, Struct)
        and any(
            _is_array(one) or _holds_arrays(one) or any(map(_holds_arrays, get_args(one)))
            for one in get_type_hints(form).values()
        )
    )
