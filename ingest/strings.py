"""The one place of user-facing words: `strings.toml`, Chinese and English side by side."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["zh", "en"]


@cache
def _catalogue() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((files("ingest") / "strings.toml").read_text("utf-8"))


def say(key: str, language: Language = "zh", **values: object) -> str:
    """The words under `group.name` in `language`, with `{placeholders}` filled from `values`.

    Raises KeyError for an unknown key or a placeholder without a value.
    """
    group, name = key.split(".", 1)
    return _catalogue()[group][name][language].format(**values)
