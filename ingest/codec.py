"""The nouns as JSON bytes and back, for the library. Fields that hold their default are left out."""

from __future__ import annotations

import dataclasses
import zlib
from typing import Any, TypeVar

import msgspec

from ingest.report import Fact, Finding, Passage, Report
from ingest.strings import Said, packed, unpacked

Noun = TypeVar("Noun", Report, Fact, Passage, Finding)


def _said(value: Any) -> str:
    if isinstance(value, Said):
        return packed(value)
    raise TypeError(type(value).__name__)


_encode = msgspec.json.Encoder(enc_hook=_said).encode
_DECODERS: dict[type, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(kind) for kind in (Report, Fact, Passage, Finding)
}


def _sparse(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_sparse(item) for item in value]
    if not dataclasses.is_dataclass(value):
        return value
    fields = ((field, getattr(value, field.name)) for field in dataclasses.fields(value))
    return {field.name: _sparse(item) for field, item in fields if item != field.default}


def dump(noun: Noun) -> bytes:
    """JSON of a noun, without fields that hold their default."""
    return _encode(_sparse(noun))


def load(kind: type[Noun], data: bytes) -> Noun:
    """The noun that `dump` made these bytes of."""
    noun: Noun = _DECODERS[kind].decode(data)
    return _worded(noun)


def _worded(noun: Any) -> Any:
    """The same, where words of the catalogue are kept in it, with those words."""
    if isinstance(noun, Finding) and noun.detail:
        return dataclasses.replace(noun, detail=unpacked(noun.detail))
    if isinstance(noun, Report) and (noun.warnings or noun.findings):
        findings = tuple(map(_worded, noun.findings))
        return dataclasses.replace(noun, warnings=tuple(map(unpacked, noun.warnings)), findings=findings)
    return noun


def pack(data: bytes) -> bytes:
    return zlib.compress(data, 6)


def unpack(data: bytes) -> bytes:
    return zlib.decompress(data)


def dump_passage(passage: Passage) -> bytes:
    """As `dump`, with only what `embedded` has in front of the text."""
    if passage.embedded.endswith(passage.text):
        lead = passage.embedded.removesuffix(passage.text)
        return b"+" + dump(dataclasses.replace(passage, embedded=lead))
    return b"=" + dump(passage)


def load_passage(data: bytes) -> Passage:
    passage = load(Passage, data[1:])
    if data[:1] == b"+":
        return dataclasses.replace(passage, embedded=passage.embedded + passage.text)
    return passage
