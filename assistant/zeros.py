"""Zeros that prose states in words for what a table counts: 全年无政府信息公开申请 is no request received."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.metrics import recognise
from ingest.cues import MARK
from ingest.report import Fact

_NEW = "requests.received_new"
_CAME_IN = re.compile(
    r"(?:20\d\d年)?(?:全年|本年度?|[^，,。]{0,8}?(?:局|委|办|厅|镇|乡|街道|中心))?(?:共|均|收到|接到|受理|答复|办理)*"
    r"(?:(?:任何|公民|法人|群众|申请人|社会|公众|组织|单位|个人|其他|[、和及或])*(?:提出|要求|提交|申请)?的?)*"
    r"(?:依申请)?(?:公开)?(?:政府)?(?:信息)?(?:公开)?的?(?:申请|依申请公开|信息)(?:公开)?(?:办理|受理|答复)?(?:件|事项|信息|情况|来信)*"
)
_OF_SOME = re.compile("法人|组织|单位|企业")
_AROUND = re.compile(r"收到|接到|发生|出现|存在|收取|产生|任何|相关|有关|反馈|情况|事项|意见和|^[有的]|的$")
_OF_ALL = re.compile("公民|个人|自然人|群众|任何")


def told_none(facts: Sequence[Fact], key: str | None) -> Fact | None:
    """The nought by which the prose says that there was none of what a cell counts; None where it is told otherwise."""
    if key is None:
        return None
    prose = [fact for fact in facts if fact.origin == "prose" and fact.year is None and fact.value is not None]
    if key == _NEW and any(fact.value and fact.metric == "request" for fact in prose):
        return None
    return next((fact for fact in prose if fact.value == 0 and fact.total is None and _names(fact, key)), None)


def _names(fact: Fact, key: str) -> bool:
    """Whether the words around a nought name what the cell counts, all of it."""
    words = (fact.noun or "").replace(MARK, "")
    if key == _NEW:
        if "申请" not in words or (_OF_SOME.search(words) and not _OF_ALL.search(words)):
            return False
        if fact.metric == "request" or _CAME_IN.fullmatch(words):
            return True
    return fact.qualifier == "none" and any(_is(part, key) for part in (words, *re.split("[和、]", words)))


def _is(words: str, key: str) -> bool:
    known = recognise(words)
    return len(known) == 1 and known[0].key == key and known[0].applicant is None


def said_none(facts: Sequence[Fact], words: str) -> Fact | None:
    """The nought whose own words a question says: 未收到任何异议反馈, of 有没有人提异议."""
    for fact in facts:
        own = _AROUND.sub("", (fact.noun or "").replace(MARK, ""))
        if fact.qualifier == "none" and fact.origin == "prose" and len(own) > 1 and own in words:
            return fact
    return None
