"""Questions worded from the phrasebook, in one of two sets that share no wording."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from eval.corpus.names import Agency

Split = Literal["dev", "test"]
_PATH = Path(__file__).with_name("phrasebook.toml")
_ENGLISH = 0.3
_WHOLE, _YEARS_IN_WORDS = 0.5, 0.08
_DIGITS = "〇一二三四五六七八九"
_MANNERED = (
    "请问",
    "帮我",
    "我想",
    "想",
    "麻烦",
    "能告诉我",
    "查",
    "你好",
    "您好",
    "劳驾",
    "Please",
    "Could you",
    "Hi",
    "I ",
)


@cache
def phrasebook(path: Path = _PATH) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as asked, and in which language."""

    text: str
    language: str


class Book:
    """Wordings of one split; `chance` decides among them. `shared` are names that mean several agencies."""

    def __init__(self, split: Split, chance: random.Random, shared: frozenset[str] = frozenset(),
                 path: Path = _PATH) -> None:  # fmt: skip
        self.split, self.chance, self.book, self.shared = split, chance, phrasebook(path), shared
        self._spoken: str | None = None

    @contextmanager
    def speaking(self, language: str | None = None) -> Iterator[str]:
        """One language for all questions asked within."""
        before, self._spoken = self._spoken, language or self._language()
        try:
            yield self._spoken
        finally:
            self._spoken = before

    def name(self, agency: Agency | str, language: str) -> str:
        """The agency in full, shortened, or in English; a name given as text stays as it is."""
        if isinstance(agency, str):
            return agency
        english = [form for form in agency.english if form not in self.shared]
        if english and language == "en" and self.chance.random() < 0.6:
            return self.chance.choice(english)
        return self.chance.choice([agency.name, *(form for form in agency.forms if form not in self.shared)])

    def entry(self, kind: str, key: str) -> dict[str, Any] | None:
        return next((entry for entry in self.book[kind] if entry["key"] == key), None)

    def figure(self, entry: dict[str, Any], agency: Agency | str, year: int, unit: str) -> Wording:
        """A question for one figure of one report."""
        language, words = self._language(), entry[self.split]
        whole = words.get("whole", {}).get(language)
        if whole and self.chance.random() < _WHOLE:
            frame = self.chance.choice(whole)
        else:
            frame = self.chance.choice(self.book["wrap"][self.split][language])
        return self._figured(frame, language, words, agency, unit, y=year)

    def undated(self, frame: str, entry: dict[str, Any], agency: Agency | str, unit: str) -> Wording:
        """A question for one figure that names no year, or says 去年."""
        language = self._language()
        pattern = self.chance.choice(self.book["frame"][frame][self.split][language])
        return self._figured(pattern, language, entry[self.split], agency, unit)

    def _figured(self, frame: str, language: str, words: dict[str, Any], agency: Agency | str, unit: str,
                 **slots: Any) -> Wording:  # fmt: skip
        return self._worded(
            frame,
            language,
            a=self.name(agency, language),
            b=self.chance.choice(words["ask"]).replace("{u}", unit),
            n=self.chance.choice(words["noun"]),
            e=self.chance.choice(words["en"]),
            en=self.chance.choice(words.get("en_noun", words["en"])),
            u=unit,
            **slots,
        )

    def framed(self, frame: str, agency: Agency | str | None = None, other: Agency | None = None,
               entry: dict[str, Any] | None = None, second: dict[str, Any] | None = None,
               third: Agency | None = None, **slots: Any) -> Wording:  # fmt: skip
        """A question of a type of its own."""
        language = self._language()
        pattern = self.chance.choice(self.book["frame"][frame][self.split][language])
        return self._worded(
            pattern,
            language,
            a=agency and self.name(agency, language),
            a2=other and self.name(other, language),
            a3=third and self.name(third, language),
            n=self._noun(entry, "zh"),
            n2=self._noun(second, "zh"),
            en=self._noun(entry, "en"),
            en2=self._noun(second, "en"),
            courteous=not frame.startswith("followup"),
            **slots,
        )

    def _noun(self, entry: dict[str, Any] | None, language: str) -> str:
        if entry is None:
            return ""
        words = entry[self.split]
        nouns: list[str] = words["noun"] if language == "zh" else words.get("en_noun", words["en"])
        return self.chance.choice(nouns)

    def who(self, who: str, language: str) -> str:
        """An applicant, as a person calls it."""
        words: str | list[str] = self.book["applicants"][who][self.split][language == "en"]
        return words if isinstance(words, str) else self.chance.choice(words)

    def applicant(self, who: str, agency: Agency, year: int) -> Wording:
        language = self._language()
        pattern = self.chance.choice(self.book["applicant_ask"][self.split][language])
        return self._worded(pattern, language, a=self.name(agency, language), y=year, w=self.who(who, language))

    def unheld(self, agency: Agency, year: int) -> Wording:
        """A question for what no report states."""
        language, words = self._language(), self.book["unheld"][self.split]
        pattern = self.chance.choice(self.book["frame"]["unheld"][self.split][language])
        return self._worded(
            pattern,
            language,
            a=self.name(agency, language),
            y=year,
            b=self.chance.choice(words["ask"]),
            e=self.chance.choice(words["en"]),
        )

    def nonsense(self) -> Wording:
        text = self.chance.choice(self.book["nonsense"][self.split])
        return Wording(text, "zh" if any(char >= "\u4e00" for char in text) else "en")

    def listed(self, kind: str, key: str) -> list[str]:
        """Other names of an organ: `former` or `slip`."""
        names: list[str] = self.book.get(kind, {}).get(key, {}).get(self.split, [])
        return names

    def _language(self) -> str:
        return self._spoken or ("en" if self.chance.random() < _ENGLISH else "zh")

    def _worded(self, pattern: str, language: str, courteous: bool = True, **slots: Any) -> Wording:
        before, after = self.chance.choice(self.book["manner"][self.split][language]) if courteous else ("", "")
        if language == "zh" and self.chance.random() < _YEARS_IN_WORDS:
            slots |= {key: _in_words(str(slots[key]), self.chance) for key in ("y", "y2") if f"{{{key}}}年" in pattern}
        text = pattern.format(**slots)
        if before and text.startswith(_MANNERED):
            before = ""
        return Wording(before + (text.rstrip("？") if after else text) + after, language)


def _in_words(year: str, chance: random.Random) -> str:
    """2021 as 二〇二一 or 21."""
    if chance.random() < 0.5:
        return year[2:]
    words = "".join(_DIGITS[int(digit)] for digit in year)
    return words.replace("〇", "零") if chance.random() < 0.3 else words


def wordings(split: Split, path: Path = _PATH) -> dict[str, int]:
    """How many different wordings each type has before names, years and figures multiply them."""
    book = phrasebook(path)
    manners = {language: len({tuple(pair) for pair in pairs}) for language, pairs in book["manner"][split].items()}
    counts = {}
    for name, frame in book["frame"].items():
        counts[name] = sum(len(frame[split][language]) * manners[language] for language in ("zh", "en"))
    for kind in ("cell", "prose"):
        asks = sum(len(entry[split]["ask"]) for entry in book[kind])
        counts[f"lookup_{kind}"] = asks * len(book["wrap"][split]["zh"])
    return counts
