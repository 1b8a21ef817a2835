"""The one place of user-facing words: `strings.toml`, Chinese and English side by side."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Language = Literal["zh", "en"]

_PACKED = "\x02"


class Said(str):
    """Words of the catalogue in one language, which know their key and values: they can be said again in another."""

    key: str
    values: Mapping[str, object]

    def __new__(cls, text: str, key: str, values: Mapping[str, object]) -> Said:
        made = super().__new__(cls, text)
        made.key, made.values = key, values
        return made

    # So that it can be copied.
    # so that it can be copied
    def __getnewargs__(self) -> tuple[str, str, Mapping[str, object]]:  # type: ignore[override]
        return str(self), self.key, self.values


@cache
def _catalogue() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((files("ingest") / "strings.toml").read_text("utf-8"))


def say(key: str, language: Language = "zh", **values: object) -> str:
    """The words under `group.name` in `language`, as Said, with `{placeholders}` filled from `values`.

    Raises KeyError for an unknown key or a placeholder without a value.
    """
    group, name = key.split(".", 1)
    return Said(_catalogue()[group][name][language].format(**values), key, values)


def again(text: str, language: Language, **values: object) -> str:
    """What was said, in another language, with the values within it said again too; `values` replace some of them.

    Other text, and words that the catalogue no longer has, stay as they are.
    """
    if not isinstance(text, Said):
        return text
    told = {name: again(one, language) if isinstance(one, str) else one for name, one in text.values.items()}
    try:
        return say(text.key, language, **{**told, **values})
    except KeyError:
        return str(text)


def words(error: Exception) -> str:
    """What an error says, so that it can be said again in another language."""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def told(error: Exception, language: Language) -> str:
    """What an error says, in a language."""
    return again(words(error), language)


def packed(text: str) -> str:
    """What was said as one plain string, from which `unpacked` makes it again; other text as it is."""
    return _PACKED + json.dumps(_parts(text), ensure_ascii=False) if isinstance(text, Said) else text


def _parts(value: object) -> object:
    if isinstance(value, Said):
        return [str(value), value.key, {name: _parts(one) for name, one in value.values.items()}]
    return value if isinstance(value, str | int | float) else str(value)


def unpacked(text: str) -> str:
    """The text that `packed` was given."""
    if not text.startswith(_PACKED):
        return text
    said: Said = _joined(json.loads(text[1:]))
    return said


def _joined(part: Any) -> Any:
    if not isinstance(part, list):
        return part
    text, key, values = part
    return Said(text, key, {name: _joined(one) for name, one in values.items()})
