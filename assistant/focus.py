"""What a question counts: the words behind how many, 多少 or 几, without those that only tell of what it happened with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ingest.cues import MARK

_ASKED_ZH = re.compile(r"(?:多少|几多|几(?!乎|点|成|率))(?P<after>[\u4e00-\u9fff]*)")
_PARTED = re.compile(r"[，,。；;：:！!？?、\s]")
_MEASURE = re.compile(
    "人次|场次|条次|件次|篇次|家次|批次|班次|小时|分钟|公里|平方米|万?元|[个条件次人份篇期场册本张封起家户处台辆座栋套面块幅只页字通则项类种宗批名位天轮届趟回栏间所艘盏笔单对组部门口支道幢亩吨例堂课]"
)
_OPENING = re.compile("(?:一共|总共|合计|共计|共|有|了|过|的|是|到|出|达|约)+$")
_CLOSING = re.compile("[呢吗啊呀吧来着了的]+$")
_LAST = 8
"""Characters of what stands before the number where nothing stands behind it (投放点有多少个)."""
_ASKED_EN = re.compile(
    r"\b(?:how (?:many|much)|(?:number|count|total|amount|sum)s? of)\s+(?P<after>[\w'&-]+(?:\s+[\w'&-]+){0,5})",
    re.IGNORECASE,
)
_ENDS_EN = re.compile(
    r"\s+(?:did|do|does|was|were|is|are|am|be|been|has|have|had|can|could|will|would|that|which|who|whose|the|a|an|its|their|it|they"
    r"|in|on|at|by|for|from|to|with|within|during|under|over|through|via|after|before|as|got|put|took|came|went|made|per|and|or"
    r"|how|there)\b.*$",
    re.IGNORECASE,
)
_WAS = re.compile(
    "(?:由|从)[^，,。；;□]{0,6}□[^，,。；;□]{0,3}(?:降|增|升|提|减|缩|下|上|涨|扩|压|变|精|调|整合|合并)|(?:由|从)(?:法定|规定|原来|原先|原有|过去|以前|年初|上年|去年|之前|承诺)?的?□$"
)
_ONCE = re.compile(
    r"法定|规定|承诺|之前|以前|原[来先有]|此前|过去|起初|当初|本来|\b(?:before|previously|originally|used to|formerly|initially|earlier)\b",
    re.IGNORECASE,
)

_ADDED = re.compile(
    r"新[增设建添开推加办领招聘]|新(?:卡|证|户|成员|会员|用户|读者|粉丝|书)|增[设加添补]|添[了加]|净增|\b(?:new(?:ly)?|added?|adding|additional|extra|more)\b",
    re.IGNORECASE,
)
_ADDED_TO = re.compile(f"(?:新[增设建添开]|增[设加添补]|添加|净增)[^，,。；;{MARK}]{{0,8}}{MARK}")
_IN_STOCK = re.compile(f"(?:累计|现有|总数|总量|总人数)[^，,。；;{MARK}]{{0,6}}{MARK}$")


class Focus(NamedTuple):
    """The measure word that the question puts (台), and what it counts (查询机); empty where it does not say."""

    measure: str
    words: str


@lru_cache(maxsize=1 << 12)
def focus_of(topic: str) -> Focus:
    """What the folded words of a question count."""
    english = _ASKED_EN.search(topic)
    if english is not None:
        return Focus("", _ENDS_EN.sub("", english["after"]).strip())
    found = list(_ASKED_ZH.finditer(topic))
    if not found:
        return Focus("", "")
    after = _CLOSING.sub("", found[-1]["after"])
    measure = _MEASURE.match(after)
    words = after[measure.end() :] if measure else after
    if not words:
        before = _PARTED.split(topic[: found[-1].start()])[-1]
        words = _OPENING.sub("", before)[-_LAST:]
    return Focus(measure[0] if measure else "", words)


def was_before(topic: str, noun: str) -> bool:
    """Whether a number's window says that it is so no longer (由□降到), and the question does not ask how it was."""
    return _WAS.search(noun) is not None and _ONCE.search(topic) is None


def is_added(noun: str) -> bool:
    """Whether a number's window says that it came on top of what there was: 新增投放点18个."""
    return _ADDED_TO.search(noun) is not None


def is_stock(noun: str) -> bool:
    """Whether a number's window says that it is all there are by now: 持证读者累计15.3万人."""
    return _IN_STOCK.search(noun) is not None and not is_added(noun)


def asks_added(topic: str) -> bool:
    """Whether words ask for what came on top."""
    return _ADDED.search(topic) is not None
