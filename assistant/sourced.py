"""An organ that is told apart from its place, as the one whose report is meant: 全澜江省…，民政厅那份年报里说了吧; 教育局 栖川市."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from assistant.lexicon import Mention
from ingest.organs import is_national, known_organ_at

_WHEN = r"(?:的|[那这]一?[份个本篇边]|自己|(?:19|20)\d\d年?度?|当年|那年)*"
_REPORT = re.compile(
    rf"{_WHEN}在?(?:(?:政府)?信息公开)?(?:工作)?(?:年度)?(?:年报|报告(?!会|单|书)|年度报告)"
    rf"|{_WHEN}里[面头]?(?:应该|应当|可能|好像|肯定|也|都|就|是|还|有没有)*(?:说|写|有|讲|提|报|统计|公布)"
    r"|(?:自己|也|就)?(?:说|讲|写|报|公布|提到|统计)[的了过](?:$|[^\u4e00-\u9fff]|[吧吗呢么])|[那这]份(?:$|[^\u4e00-\u9fff]|里)"
)
"""What follows the one who tells it; `report` itself may have been taken off the question."""
_ALONE = re.compile(rf"{_WHEN}(?:$|[^\u4e00-\u9fff\d])")
_LED = re.compile(r"(?:据|按照?|依照|参照|查|翻|见|出自|来自|引自)$")
_OPENS = re.compile(r"^(?!.*(?:谁|哪[个家些几]|什么(?:单位|部门))).*[,，。；;？?！!：:]\s*$", re.DOTALL)
_GOES_ON = re.compile(r"\s*[,，、]?\s*(?:还是|或|和|与|跟|及|、)")
"""…，教育局，还是民政局: named as a choice."""
_BEFORE = re.compile(r"(?:^|[^\u4e00-\u9fff]|据|按照?|依照|参照|查|看|翻|见|出自|来自|引自|[在从]|想问|请问|问)$")
_RANKS = "省市州县区旗"
_BRACKET = ("(", "（")
_CLOSING = (")", "）")
_UNITS = tuple("省市县区州旗")


def sourced(found: list[Mention], text: str, roles: Collection[str]) -> list[Mention]:
    """The mentions with the place of the question given to the organ whose report is meant, where one place is named alone
    and no agency. `roles`: words that are no organ's name by themselves."""
    named = [one for one in found if one.placed or one.held or one.parts.national]
    place = named[0] if len(named) == 1 else None
    if place is None or place.parts.organ or place.held or place.parts.zone or place.site or place.aside:
        return found
    told = {text[start:end]: (start, end) for start, end in _sources(text, place, roles)}
    if len(told) != 1:
        return found
    organ, (start, end) = told.popitem()
    if organ[0] in _RANKS and known_organ_at(text, start) == start:
        if place.parts.place.endswith(_UNITS) and not place.parts.place.endswith(organ[0]):
            return found
        organ = organ[1:]
    made = Mention(start, end, place.text + organ, replace(place.parts, organ=organ))
    rest = [one for one in found if one is not place and not (one.start < end and start < one.end)]
    return sorted([*rest, made, replace(place, aside=True)], key=lambda one: one.start)


def _sources(text: str, place: Mention, roles: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where organs stand that are told as those who report."""
    at = 0
    while at < len(text):
        begin = at + 1 if text[at] in _RANKS and known_organ_at(text, at) == at else at
        end = known_organ_at(text, begin)
        own = end > begin + 1 and not (place.start < end and at < place.end)
        if own and text[begin:end] not in roles and not is_national(text[begin:end]) and _tells(text, at, end, place):
            yield at, end
        at = end if own else at + 1


def _tells(text: str, start: int, end: int, place: Mention) -> bool:
    """Whether an organ at [start, end) stands as one who reports: with its report, in brackets, or before its place."""
    if _BEFORE.search(text[:start]) is None:
        return False
    first = not text[:start].strip() and not text[end : place.start].strip() and place.start >= end
    bracketed = text[:start].endswith(_BRACKET) and text.startswith(_CLOSING, end)
    clause = (_LED.search(text[:start]) or _OPENS.search(text[:start])) and _ALONE.match(text, end)
    if clause and not _GOES_ON.match(text, end):
        return True
    return first or bracketed or _REPORT.match(text, end) is not None
