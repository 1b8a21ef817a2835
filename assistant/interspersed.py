"""English words in a Chinese question, for what reports call it: 微信有多少followers asks for 粉丝."""

from __future__ import annotations

import re

from assistant.concepts import leftover, sense

_HAN = re.compile("[\u4e00-\u9fff]")
_RUN = re.compile(
    r"(?<=[\u4e00-\u9fff\d“\"]) ?(?P<words>[A-Za-z]{3,}(?: [a-z]{3,})?) ?(?=[\u4e00-\u9fff?？，,。”\"]|$)"
)
_LEAST = 4
"""Chinese characters that make a question Chinese."""
_NAMED = frozenset(("channel", "thing", "turn"))


def in_chinese(text: str) -> str:
    """A Chinese question with each English word that names one thing of reports put as they name it; others as they are."""
    if len(_HAN.findall(text)) < _LEAST:
        return text
    return _RUN.sub(lambda hit: _name(hit["words"]) or hit.group(), text)


def _name(words: str) -> str | None:
    """What reports call the one thing that English words name and say nothing beside; None for other words."""
    said = sense(words)
    names = [name for name, kind in said.concepts.items() if kind in _NAMED]
    return names[0] if len(names) == len(said.concepts) == 1 and not re.search(r"\w", leftover(words)) else None
