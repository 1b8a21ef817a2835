"""Questions worded from the phrasebook, in one of two sets that share no wording."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from eval.corpus.names import Agency

Split = Literal["dev", "test"]
_ENGLISH = 0.25
_MANNERED = ("请问", "帮我", "我想问", "想了解", "麻烦", "能告诉我", "查", "Please", "Could you")


@cache
def phrasebook() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("phrasebook.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as asked, and in which language."""

    text: str
    language: str


class Book:
    """Wordings of one split; `chance` decides among them. `shared` are names that mean several agencies."""

    def __init__(self, split: Split, chance: random.Random, shared: frozenset[str] = frozenset()) -> None:
        self.split, self.chance, self.book, self.shared = split, chance, phrasebook(), shared

    def name(self, agency: Agency, language: str) -> str:
        """The agency in full, shortened, or in English."""
        english = [form for form in agency.english if form not in self.shared]
        if english and language == "en" and self.chance.random() < 0.6:
            return self.chance.choice(english)
        return self.chance.choice([agency.name, *(form for form in agency.forms if form not in self.shared)])

    def entry(self, kind: str, key: str) -> dict[str, Any] | None:
        return next((entry for entry in self.book[kind] if entry["key"] == key), None)

    def figure(self, entry: dict[str, Any], agency: Agency, year: int, unit: str) -> Wording:
        """A question for one figure of one report."""
        language, words = self._language(), entry[self.split]
        frame = self.chance.choice(self.book["wrap"][self.split][language])
        noun = self.chance.choice(words["noun"])
        asked = self.chance.choice(words["ask"])
        return self._worded(
            frame,
            language,
            a=self.name(agency, language),
            y=year,
            b=asked.replace("{u}", unit),
            n=noun,
            e=self.chance.choice(words["en"]),
        )

    def framed(self, frame: str, agency: Agency | None = None, other: Agency | None = None,
               entry: dict[str, Any] | None = None, **slots: object) -> Wording:  # fmt: skip
        """A question of a type of its own."""
        language = self._language()
        words = entry[self.split] if entry else {"noun": [""], "en": [""]}
        pattern = self.chance.choice(self.book["frame"][frame][self.split][language])
        return self._worded(
            pattern,
            language,
            a=agency and self.name(agency, language),
            a2=other and self.name(other, language),
            n=self.chance.choice(words["noun"]),
            en=self.chance.choice(words.get("en_noun", words["en"])),
            **slots,
        )

    def applicant(self, who: str, agency: Agency, year: int) -> Wording:
        language = self._language()
        words = self.book["applicants"][who][self.split]
        pattern = self.chance.choice(self.book["applicant_ask"][self.split][language])
        return self._worded(pattern, language, a=self.name(agency, language), y=year, w=words[language == "en"])

    def unheld(self, agency: Agency, year: int) -> Wording:
        """A question for what no report states."""
        language, words = self._language(), self.book["unheld"][self.split]
        pattern = self.chance.choice(self.book["wrap"][self.split][language][:6])
        thing = self.chance.choice(words["ask"])
        return self._worded(
            pattern.replace("{n}", "{b}"),
            language,
            a=self.name(agency, language),
            y=year,
            b=thing,
            e=self.chance.choice(words["en"]),
        )

    def nonsense(self) -> Wording:
        text = self.chance.choice(self.book["nonsense"][self.split])
        return Wording(text, "zh" if any(char >= "\u4e00" for char in text) else "en")

    def _language(self) -> str:
        return "en" if self.chance.random() < _ENGLISH else "zh"

    def _worded(self, pattern: str, language: str, **slots: object) -> Wording:
        before, after = self.chance.choice(self.book["manner"][self.split][language])
        text = pattern.format(**slots)
        if text.startswith(_MANNERED):
            before = ""
        return Wording(before + (text.rstrip("？") if after else text) + after, language)


def wordings(split: Split) -> dict[str, int]:
    """How many different wordings each type has before names, years and figures multiply them."""
    book = phrasebook()
    manners = {language: len({tuple(pair) for pair in pairs}) for language, pairs in book["manner"][split].items()}
    counts = {}
    for name, frame in book["frame"].items():
        counts[name] = sum(len(frame[split][language]) * manners[language] for language in ("zh", "en"))
    for kind in ("cell", "prose"):
        asks = sum(len(entry[split]["ask"]) for entry in book[kind])
        counts[f"lookup_{kind}"] = asks * len(book["wrap"][split]["zh"])
    return counts
