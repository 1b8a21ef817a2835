"""The words of a question that ask, each found once and told by its role; what is left is what the question is about."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import heapify, heappop, heappush
from importlib.resources import files
from typing import Any

from assistant.thresholds import cue_pattern
from ingest.folding import folded
from ingest.taxonomy import taxonomy

NAME, YEAR = "◆", "●"
"""What stands for an agency's name and for a year, so that cues can be told by what they stand beside."""
_TAKEN, _FILLER = "\0", "\1"
_MASKS = re.compile(f"[{NAME}{YEAR}]")
_BESIDE_LATIN = re.compile(f"(?<=[A-Za-z])(?=[{NAME}{YEAR}])|(?<=[{NAME}{YEAR}])(?=[A-Za-z])")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_MOST = 10_000
"""More characters than a question has."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Characters [start, end) of a masked question, and their role."""

    start: int
    end: int
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A masked question with its cues, left to right and none over another."""

    text: str
    cues: tuple[Cue, ...]

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(cue.role for cue in self.cues)

    def of(self, role: str) -> tuple[Cue, ...]:
        return tuple(cue for cue in self.cues if cue.role == role)

    def part(self, start: int, end: int) -> Heard:
        """The characters [start, end) with the cues that begin there."""
        cues = (Cue(c.start - start, c.end - start, c.role, c.text) for c in self.cues if start <= c.start < end)
        return Heard(self.text[start:end], tuple(cues))

    def without(self, roles: Collection[str]) -> str:
        """The question with the cues of these roles blanked; masks stay."""
        chars = list(self.text)
        for cue in self.cues:
            if cue.role in roles:
                chars[cue.start : cue.end] = " " * (cue.end - cue.start)
        return "".join(chars)


@dataclass(frozen=True, slots=True)
class _Rule:
    role: str
    zh: re.Pattern[str] | None
    en: re.Pattern[str] | None


@cache
def _table() -> dict[str, object]:
    return tomllib.loads((files("assistant") / "cues.toml").read_text("utf-8"))


def _spelled(patterns: str | list[str]) -> str:
    shorthand: dict[str, str] = _table()["shorthand"]  # type: ignore[assignment]
    pattern = patterns if isinstance(patterns, str) else "|".join(patterns)
    for name, words in shorthand.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{words})")
    return pattern


@cache
def _rules() -> tuple[_Rule, ...]:
    rows: list[dict[str, Any]] = _table()["cue"]  # type: ignore[assignment]
    rules = [
        _Rule(
            row["role"],
            re.compile(_spelled(row["zh"]), re.IGNORECASE) if "zh" in row else None,
            re.compile(_english(_spelled(row["en"])), re.IGNORECASE) if "en" in row else None,
        )
        for row in rows
    ]
    rules.append(_Rule("bound", re.compile(cue_pattern(), re.IGNORECASE), None))
    zh, en = _taxonomy_phrases(rules)
    return (_Rule("keep", zh, en), *rules)


def _english(pattern: str) -> str:
    """Words are matched whole."""
    return rf"(?:(?<![A-Za-z])(?=[A-Za-z])|(?<![A-Za-z]))(?:{pattern})(?![A-Za-z])"


def _taxonomy_phrases(rules: Iterable[_Rule]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What the tables call their rows and columns where a cue would be heard in it: 尚未审结, coercive measures."""
    every = taxonomy()
    labels = [*every.requests, *every.stats, *every.disputes, *every.outcomes, *(one.row for one in every.derived)]
    labels += [label for table in every.tables for label in (*table.rows, *table.columns)]
    zh = {folded(form) for label in labels for form in label.ask if len(form) > 2 and "多少" not in form}
    en = {folded(form) for label in labels for form in label.en if " " in form}
    heard = [rule for rule in rules if rule.role not in ("keep", "measure", "ask", "everyone", "sum")]
    return (
        _any(form for form in zh if any(rule.zh and rule.zh.search(form) for rule in heard)),
        _any(_english(form) for form in en if any(rule.en and rule.en.search(form) for rule in heard)),
    )


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(patterns, key=len, reverse=True)) or "(?!)", re.IGNORECASE)


_Numbered = tuple[int, tuple[str, re.Pattern[str]]]
_Waiting = tuple[int, int, int, int, _Numbered]


@lru_cache(maxsize=256)
def hear(masked: str) -> Heard:
    """The cues of a folded question with its names and years masked: the longest first, each character once."""
    english = _LATIN.search(masked) is not None
    patterns = [
        (rule.role, pattern) for rule in _rules() for pattern in (rule.zh, rule.en if english else None) if pattern
    ]
    text, cues = masked, list[Cue]()
    waiting = [found for rule in enumerate(patterns) for found in _found(text, rule)]
    heapify(waiting)
    while waiting:
        _, start, _, end, rule = heappop(waiting)
        if _TAKEN in text[start:end]:  # what it would have taken is gone: it may find less
            for less in _found(text, rule):
                heappush(waiting, less)
            continue
        text = text[:start] + _TAKEN * (end - start) + text[end:]
        cues.append(Cue(start, end, rule[1][0], masked[start:end]))
    return Heard(masked, tuple(sorted((cue for cue in cues if cue.role != "keep"), key=lambda cue: cue.start)))


def _found(text: str, rule: _Numbered) -> Iterator[_Waiting]:
    """What a rule finds in the characters that are left, for a heap: what is kept, then the longest, then the first."""
    number, (role, pattern) = rule
    first = -_MOST if role == "keep" else 0
    for hit in pattern.finditer(text):
        if hit.end() > hit.start() and _TAKEN not in hit.group():
            yield first + hit.start() - hit.end(), hit.start(), number, hit.end(), rule


def masked(words: str, spans: Iterable[tuple[int, int]], mask: str) -> str:
    """`words` with each span as one `mask` and fillers, so that later offsets still hold until they are `closed`."""
    filler = " " if mask == " " else _FILLER
    chars = list(words)
    for start, end in spans:
        if start < end:
            chars[start:end] = mask + filler * (end - start - 1)
    return "".join(chars)


def closed(text: str) -> str:
    """A masked text without fillers, idle spaces and what stands at its ends."""
    text = _BESIDE_LATIN.sub(" ", text.replace(_FILLER, ""))
    return re.sub(r"\s+", " ", text).strip(" ，,。!！;；、")


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words: dict[str, str] = _table()["around"]  # type: ignore[assignment]
    zh = re.compile(f"{words['zh_before']}[{NAME}{YEAR}]+{words['zh_after']}")
    en = re.compile(f"{words['en_before']}[{NAME}{YEAR}]+{words['en_after']}", re.IGNORECASE)
    return zh, en


def bare(text: str) -> str:
    """A masked text without its masks and the words that only tie them to the rest."""
    zh, en = _around()
    for pattern in (en, zh) if _LATIN.search(text) else (zh,):
        text = pattern.sub(" ", text)
    return _MASKS.sub(" ", text)
