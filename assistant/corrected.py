"""A name that a question takes back while it asks: 广州农业局不是，是清远农业农村局; the tax bureau of Wuzhong, sorry, of Yinchuan."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.resolution import Resolution
from ingest.folding import Folded

_WRONG = "(?:不是|不对|错了|(?:说|写|打|输|讲)错了?|口误|笔误|更正(?:一下)?|划掉)"
_RIGHT = "(?:应该?是|应为|我?(?:其实)?(?:是说|要?[说问查看指]的?是|是想?[问查])|改[成为]|换成|而是|是)"
_SLIP = re.compile(
    rf"[\s，,、…—–-]*(?:[啊哦噢额呃哎][，,…\s]*)?(?:{_WRONG}[了啊哦]?[\s，,。、…:：—–-]*{_RIGHT}?|不[，,…\s]+{_RIGHT}?|[，,]\s*我是说)\s*"
    r"|\s*[,.;(—–-]+\s*(?:(?:oh|er|uh|um|ah|oops|wait|hang on|hold on)[, ]*)*"
    r"(?:sorry|no|scratch that|correction|i mean|i meant|or rather|rather|make that|actually|my mistake)\b"
    r"[\s,:—–-]*(?:(?:i mean|i meant|make that|it's|rather)\b[\s,]*)?(?:the )?",
    re.IGNORECASE,
)
"""What stands between a name and the one that is meant instead."""
_NOT = re.compile(r"(?:(?<!是)不是|(?<![A-Za-z])not (?:the )?)$", re.IGNORECASE)
_BUT = re.compile(r"[\s，,]*(?:而是|是)|,? but (?:the |rather )?", re.IGNORECASE)
"""不是吴忠市教育局，是银川市教育局: what stands before the name taken back, and behind it."""


def taken_back(text: Folded, resolve: Callable[[str], Resolution]) -> Resolution | None:
    """The agencies of a question without the name it takes back; None where it takes none back, or where what is said
    instead is not a whole name."""
    for link in (*_SLIP.finditer(text.text), *_BUT.finditer(text.text)):
        start, end = link.span()
        before = resolve(text.text[:start]) if start else Resolution()
        if not before.spans or before.place or text.text[before.spans[-1][1] : start].strip():
            continue
        first = before.spans[-1][0]
        told = _NOT.search(text.text[:first])
        after = resolve(text.text[end:]) if link.re is _SLIP or told else Resolution()
        whole = after.spans and not (text.text[end : end + after.spans[0][0]].strip() or after.place or after.organ)
        if not whole:
            continue
        first = told.start() if told else first
        rest = Folded(text.text[:first] + text.text[end:], text.origin[:first] + text.origin[end:])
        found = resolve(rest.text)
        return replace(found, spans=(text.source(first, end), *(rest.source(*span) for span in found.spans)))
    return None
