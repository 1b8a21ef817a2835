"""Utilities and institutions as people call them behind their place: 栖川公交, 栖川水务, 市二院, 栖川一中."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ingest.institutions import field_words, institution_data, same_institution

_NUMBERED = re.compile(
    r"第?[一二三四五六七八九十]{1,2}(?:医院|院|高中|中学|小学|中(?!心|国|小|全|央|医|级)|小(?!时|区|组|学|型))"
)
_SAID = re.compile(
    r"$|[^\u4e00-\u9fff]|的|在|去年|前年|今年|近|到底|究竟|怎么|如何|为什么|哪|主动公开|公开|有|是|发|收|接|办|开|把|因|各|共|一共|总|全年|那边|这边|那[份家个]|这[份家个]"
    r"|和|与|跟|比|还是|以及|呢|自己|给|被|年|当年|说|写|称|承认|微信|微博|公众号|网站|官网|热线|客服|电话|地址"
)
_OF_THE_FIELD = re.compile(
    "[车线站卡票价费厂库质表局厅委办处网源人]|补贴|专用|优先|司机|行业|事业|工程|项目|管[网道]|设施|建设|安全|用户|使用|事故|条例|规划|一体|都市|出行|枢纽|场站"
    "|充电|部门|中心|执法|保障|服务|投资|改造|改革|管理|监管|企业|系统|领域|方面|工作|信息|资金|投诉|问题|政策|经营|特许|供应|收费|智能|智慧|数据|运营|线路|月|优惠|免费"
)
"""What makes a matter of the field: 公交车, 公交线路, 燃气安全."""


@cache
def _fields() -> re.Pattern[str]:
    return re.compile("|".join(field_words()))


@cache
def _bodies() -> re.Pattern[str]:
    """Institutions that one word names: 妇幼保健院, 文化馆."""
    words = {word for names in institution_data()["bodies"].values() for word in names}
    return re.compile("|".join(sorted(words, key=lambda word: -len(word))))


def institution_after(text: str, start: int, organs: Iterable[str]) -> tuple[str, int] | None:
    """The institution that is told without its last words from `start` on, and where it ends: a hospital or school by its
    number (二院, 一中), another body (妇幼保健院), a company of the place by what it supplies (公交; `organs`: those that the place has)."""
    if (hit := _NUMBERED.match(text, start) or _bodies().match(text, start)) and _SAID.match(text, hit.end()):
        return hit.group(), hit.end()
    field = _fields().match(text, start)
    if field is None or _OF_THE_FIELD.match(text, field.end()):
        return None
    word = field.group()
    return (word, field.end()) if any(same_institution(word, organ) is not None for organ in organs) else None
