"""A turn that steps to another year, counted from the one spoken of before: 第二年呢, 退一年看看, the year after."""

from __future__ import annotations

import re

from assistant.cues import NAME
from assistant.question import Question
from assistant.years import Years

_HOW_MANY = r"[一两二三1-3]|\b(?:an?|one|two|three)\b"
_AHEAD = (
    rf"第二年|次年|翌年|转年|转过年(?:来|去)?|过了年|(?:再?(?:往|向)后(?:推|数|挪|看)?|[再往]?[下后]|再?[晚过]|再过)(?:{_HOW_MANY})年"
    rf"|\b(?:the )?(?:year after(?: that)?|following year|next year)\b|(?:{_HOW_MANY}) years? (?:later|after(?: that)?|on)\b"
)
_BACK = (
    rf"(?:之前|前[面头边]|此前|头里|再前|更早)(?:的)?(?:那)?一?年|头一年|(?:再?(?:往|向)?[回前](?:推|数|退|倒|挪|看|走)?|退回?|倒[退推数]|再?早|提前)(?:{_HOW_MANY})年"
    rf"|\b(?:the )?year (?:before|prior)(?: that)?(?! last)\b|(?:{_HOW_MANY}) years? (?:earlier|before|prior|back)\b"
)
_STEP = re.compile(rf"(?P<ahead>{_AHEAD})|(?P<back>{_BACK})", re.IGNORECASE)
_NUMBER = re.compile(r"(?P<three>三|3|three)|(?P<two>[两二2](?!年$)|[两2]年|two)", re.IGNORECASE)
_NO_STEP = re.compile(
    r"结转|转[入到]|[拖带留延推剩压递滚][^，,。]{0,2}[到至入给进]|拖|[比较与和同跟到]了?\s*$|\d{4}|\b(?:carr|roll|on|from|over|than|to|with|against|into)(?:ied|ed)?\b(?: the)?\s*$",
    re.IGNORECASE,
)
"""结转下一年 is of no other year, and 比上一年 says against what."""
_MOST = 60
"""Characters of a turn that only steps to another year."""


def stepped(rest: str, before: Question | None) -> Years | None:
    """The year that a turn, its names masked, steps to from the one of the turn before; None where it does not."""
    if before is None or not before.years or len(rest) > _MOST or NAME in rest:
        return None
    hit = _STEP.search(rest)
    if hit is None or _NO_STEP.search(rest[: hit.start()]) or "结转" in rest[hit.end() :]:
        return None
    said = _NUMBER.search(hit.group().removeprefix("第二年"))
    count = 1 if said is None else 3 if said["three"] else 2
    year = max(before.years) + count if hit["ahead"] else min(before.years) - count
    return Years((year,), (hit.span(),), "written")
