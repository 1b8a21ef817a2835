"""English and pinyin names in a question: "Wuzhong Science and Technology Bureau", "wuzhong kejiju"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from assistant.mentions import Mention
from ingest.organs import Anatomy, english_organs, short_names
from ingest.regions import by_pinyin, name_of, short_name

if TYPE_CHECKING:
    from assistant.names import Held

_LEVELS = {
    "bureau": "局",
    "department": "局",
    "commission": "委员会",
    "committee": "委员会",
    "administration": "局",
    "office": "局",
    "authority": "局",
    "ministry": "部",
}
_GOVERNMENT = re.compile(
    r"(?:people'?s )?government\b|municipal government|subdistrict office|township|administrative committee"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’\-]*")
_UNITS = frozenset(
    "city county district province municipality municipal town township subdistrict street prefecture shi xian qu sheng zhen xiang".split()
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Characters [start, end) of a question read like the division with these codes and this name."""

    start: int
    end: int
    codes: tuple[str, ...]
    place: str


class Spoken:
    """The held agencies as Latin letters name them; everything is worked out on first use."""

    def __init__(self, held: Sequence[Held]) -> None:
        self._held = held

    def mention(self, question: str) -> Mention | None:
        """The agency that the Latin words of `question` name, as a mention; None where they name none."""
        words = [(hit.start(), hit.end(), hit.group().lower().replace("’", "'")) for hit in _WORD.finditer(question)]
        if not words:
            return None
        lower = question.lower().replace("’", "'")
        return _national(lower) or self._by_organ(lower, words, question) or self._by_reading(words, question)

    def _by_organ(self, lower: str, words: list[tuple[int, int, str]], question: str) -> Mention | None:
        organ = _organ(lower)
        found = self._place(words, question)
        if found is None or (organ is None and not _after_place(lower, found.end)):
            return None
        stem, first, last = organ or ("", found.start, found.end)
        start, end = min(found.start, first), max(found.end, last)
        loose = len(by_pinyin().get(_reading(short_name(found.place)), ())) > 1
        return Mention(start, end, question[start:end], Anatomy(found.codes, found.place, "", stem), loose=loose)

    def _place(self, words: list[tuple[int, int, str]], question: str) -> _Place | None:
        """The longest run of capitalised words that reads like a division's name; a held agency's first."""
        for readings in (lambda: self._readings, _listed):
            for size in (3, 2, 1):
                for index in range(len(words) - size + 1):
                    run = words[index : index + size]
                    key = re.sub(r"[^a-z]", "", "".join(word for _, _, word in run))
                    if question[run[0][0]].isupper() and len(key) > 3 and key in readings():
                        return _Place(run[0][0], run[-1][1], *readings()[key])
        return None

    @cached_property
    def _readings(self) -> dict[str, tuple[tuple[str, ...], str]]:
        """Reading of the held agencies' places -> their codes and name; a place in no list has no codes."""
        found: dict[str, tuple[tuple[str, ...], str]] = {}
        for held in self._held:
            for code, name in [(code, name_of(code) or "") for code in held.codes] or [("", held.place)]:
                for form in {name, short_name(name)} - {""}:
                    codes, _ = found.get(_reading(form), ((), ""))
                    found[_reading(form)] = (tuple(dict.fromkeys((*codes, *filter(None, [code])))), name)
        return found

    def _by_reading(self, words: list[tuple[int, int, str]], question: str) -> Mention | None:
        """wuzhong keji ju: the letters of the place and of one of the organ's forms, next to each other."""
        letters = "".join(re.sub(r"[^a-z]", "", word) for _, _, word in words)
        for key, (codes, place) in sorted(self._readings.items(), key=lambda item: -len(item[0])):
            if len(key) < 4 or key not in letters:
                continue
            for held in self._held:
                if not (held.codes & set(codes) or (held.place and held.place == place)) or not held.parts.organ:
                    continue
                forms = (held.parts.organ, *short_names(held.parts.organ))
                if any(re.search(f"{key}(?:shi|xian|qu|sheng|zhen|xiang)?{_reading(form)}", letters) for form in forms):
                    parts = Anatomy(codes, place, held.parts.zone, held.parts.organ)
                    return Mention(words[0][0], words[-1][1], held.name, parts)
        return None


def _national(lower: str) -> Mention | None:
    for english, name in english_organs(national=True).items():
        if (start := lower.find(english)) >= 0:
            return Mention(start, start + len(english), name, Anatomy((), "", "", name))
    return None


def _organ(lower: str) -> tuple[str, int, int] | None:
    """The organ that an English phrase names, as a Chinese name, and where it stands."""
    for english, stem in sorted(english_organs().items(), key=lambda item: -len(item[0])):
        hit = re.search(rf"\b{re.escape(english).replace('and', '(?:and|&)')}\s+({'|'.join(_LEVELS)})\b", lower)
        hit = hit or re.search(rf"\b({'|'.join(_LEVELS)})\s+of\s+(?:the\s+)?{re.escape(english)}\b", lower)
        if hit:
            return stem + _LEVELS[hit[1]], hit.start(), hit.end()
    return None


@cache
def _listed() -> dict[str, tuple[tuple[str, ...], str]]:
    """Reading -> codes and name, for every province, city and county."""
    return {key: (codes, name_of(codes[0]) or "") for key, codes in by_pinyin().items()}


def _after_place(lower: str, end: int) -> bool:
    """Whether a place by itself is the agency: its unit or the word government stands beside it."""
    rest = lower[end:].lstrip(" ,")
    return (
        bool(_GOVERNMENT.search(lower))
        or rest.split(" ")[0].strip(",.?'s") in _UNITS
        or rest.startswith(("'s", "in ", "20"))
    )


@cache
def _reading(name: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).lower()
