"""What a turn is before it is read as a question: thanks, what it says that it does not mean, a question about the answers so
far."""

from __future__ import annotations

import re

from assistant.leaning import acknowledges
from assistant.question import Language, Question
from assistant.recalling import recalled
from assistant.sourcing import sourced
from assistant.wording import language_of
from ingest.folding import folded

_DENIED = re.compile(r"(?<=[^\s，,是])[，,]?而?不是[^，,。？?多几呢吗]{1,10}$")
"""是财政局不是政府: what a turn says that it does not mean."""
_OTHERS = re.compile(
    r"^(?:那么?|和|跟|与|再看)?(?:其[他它余]|别的|另外的?|余下的?)(?:[几那这]?[些几]?[个家])?的?(?=[\u4e00-\u9fff]{1,8}(?:局|委|办|厅|院|政府|镇|街道|单位|部门|机关))"
)
"""其他发改委呢: all of the kind, beside the one spoken of."""


def acknowledged(text: str, before: Question | None) -> Question | None:
    """A turn that only takes note of an answer, or thanks for it."""
    if before is None or before.offered or not acknowledges(folded(text)):
        return None
    return Question(text, language_in(text, text, before), "help", cues=frozenset(("thanks",)))


def plainly(words: str) -> str:
    """A turn without what it says that it does not mean; the others of a kind are all of it."""
    return _OTHERS.sub("各", _DENIED.sub(lambda hit: " " * len(hit.group()), words))


def of_the_answer(rest: str, before: Question, text: str) -> Question | None:
    """A turn about the answers so far: what their numbers come to, or where they stand."""
    language = language_in(text, rest, before)
    return recalled(rest, before, language, text) or sourced(rest, before, language) or sourced(text, before, language)


def language_in(text: str, said: str, before: Question | None) -> Language:
    """The language of a turn; one of digits alone keeps the language of the talk."""
    if before is not None and not any(char.isalpha() for char in text):
        return before.language
    return "en" if "en" in (language_of(text), language_of(said)) else "zh"
