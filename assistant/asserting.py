"""A number that a question brings with it to have it confirmed: 公开了2380条对吧, is it true that 5 requests came in."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.question import Asserted, Question
from ingest.numerals import MULTIPLIERS, QUANTITY, read_number
from ingest.strings import say

_CONFIRM = re.compile(
    r"[，,]?\s*(?:这个?(?:说法|数字?|数据)?)?(?:是否|是不是)?(?:对不对|对[吧吗么]|是不是(?=[。？?]?$)|是[吗吧](?=[。？?]?$)|属实吗?|没错吧?|准确吗|正确吗|真的吗|吗|么)[。？?！!]?$"
    r"|(?P<inner>是不是|是否(?:是|为)?|真的?(?:是|有|收到|发了))"
    r"|[,，]?\s*(?:is (?:that|this|it) (?:right|true|correct)|right|correct|true|did(?:n't)? (?:it|they)|isn't it)\s*\?\s*$"
    r"|^(?P<lead>is it (?:true|correct|right) that|(?:can|could) you confirm (?:that|whether|if)|did|was it|were there)(?![a-z])",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"[几哪谁]|一[件条个次宗起份篇场期](?=[^，,]{0,10}没)|多少|什么|怎|为何|超过|超出|大于|高于|多于|以上|不到|低于|少于|小于|以下|不足|至少|至多|最多|不超|突破|达到|之间|有没有|第\s*\d"
    r"|\b(?:which|who|what|how|why|over|above|below|under|more than|less than|fewer|at least|at most|between|exceed\w*)\b",
    re.IGNORECASE,
)
_COUNT_EN = re.compile(
    r"(?<![\w.,-])(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?P<percent> ?(?:%|percent))?(?![\w.,年-])"
)


def asserted_in(words: str) -> tuple[Asserted | None, str]:
    """The one number that folded `words` ask to have confirmed, and the words as the question that it answers."""
    confirm = _CONFIRM.search(words)
    if confirm is None or _OTHER.search(words):
        return None, words
    asked = f"{words[: confirm.start()]} {words[confirm.end() :]}".strip()
    english = re.search("[a-z]", confirm.group(), re.IGNORECASE) is not None
    return (_in_english(asked) if english else _in_chinese(asked)) or (None, words)


def _in_chinese(words: str) -> tuple[Asserted, str] | None:
    read = [(hit, number) for hit in QUANTITY.finditer(words) if (number := read_number(hit)) and number.unit]
    if len(read) != 1 or read[0][1].qualifier != "exact":  # 20多件 is agreed with by more than one number
        return None
    hit, number = read[0]
    scale = next((factor for name, factor in MULTIPLIERS.items() if number.printed.endswith(name)), 1)
    asks = "多少" + (number.unit or "").removesuffix("%")
    said = words[: hit.start()] + asks + words[hit.end() :]
    return Asserted(number.value, number.unit, _slack(number.printed.rstrip("亿万千百"), scale)), said


def _in_english(words: str) -> tuple[Asserted, str] | None:
    hits = [hit for hit in _COUNT_EN.finditer(words) if not re.fullmatch(r"(?:19|20)\d\d", hit.group())]
    if len(hits) != 1:
        return None
    (hit,) = hits
    printed = hit.group().removesuffix(hit["percent"] or "").replace(",", "")
    asks = "what percentage" if hit["percent"] else "how many"
    said = words[: hit.start()] + asks + words[hit.end() :]
    return Asserted(Decimal(printed), "%" if hit["percent"] else None, _slack(printed)), said


def _slack(printed: str, scale: int = 1) -> Decimal:
    """Half of the last place of a number that is rounded: 2.8万 may be 28416; 5 is 5."""
    places = len(printed.partition(".")[2])
    return Decimal(1).scaleb(-places) * scale / 2 if places or scale > 1 else Decimal(0)


def judged(question: Question, answer: Answer) -> Answer:
    """The answer led by whether what it found agrees with the number that the question brought."""
    told = [claim.number for claim in answer.values if claim.number is not None]
    if question.asserted is None or answer.status != "answered" or question.operation not in _SINGLE or not told:
        return answer
    agree = [question.asserted.agrees(number) for number in told]
    key = "agrees" if all(agree) else "agrees_in_part" if any(agree) else "disagrees"
    return replace(answer, text=say(f"assistant.{key}", question.language) + answer.text)


_SINGLE = frozenset(("lookup", "yes_no", "share", "total"))
