"""An organ that is told apart from its place, as the one whose report is meant: 全澜江省…，民政厅那份年报里说了吧; 教育局 栖川市."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from assistant.lexicon import Lexicon, Mention
from assistant.links import BEFORE
from assistant.slips import is_matter, slipped_after
from ingest.agencies import anatomy
from ingest.organs import is_national, known_organ_at, spoken_stems

_WHEN = r"(?:的|[那这]一?[份个本篇边]|自己|(?:19|20)\d\d年?度?|当年|那年)*"
_REPORT = re.compile(
    rf"{_WHEN}在?(?:(?:政府)?信息公开)?(?:工作)?(?:年度)?(?:年报|报告(?!会|单|书)|年度报告)"
    rf"|{_WHEN}里[面头]?(?:应该|应当|可能|好像|肯定|也|都|就|是|还|有没有)*(?:说|写|有|讲|提|报|统计|公布)"
    r"|(?:自己|也|就)?(?:说|讲|写|报|公布|提到|统计)[的了过](?:$|[^\u4e00-\u9fff]|[吧吗呢么])|[那这]份(?:$|[^\u4e00-\u9fff]|里)"
)
"""What follows the one who tells it; `report` itself may have been taken off the question."""
_END = r"(?=\s*(?:$|[^\u4e00-\u9fff\s]|[里中上来吧呢吗]|为[准据]|为依据|说了?|写|显示|看|统计|计算|是多少))"
_FIGURES = re.compile(
    rf"{_WHEN}(?:自己|官方|对外|当年)?(?:公开|公布|发布|披露|上报|通报|统计|登记|掌握|提供|给)?(?:出来|出)?的?"
    rf"(?:(?:年报|报告|年度报告)里?的?)?(?:数据|数字|数目|数|统计|口径|说法|材料|年报|报告){_END}"
    r"|(?:的?(?:年报|报告|数据?|口径))?为准"
)
"""市监局公开年报的数, 民政局数据, 以审计局年报为准: what it tells, and nothing behind it that goes on (民政局数据共享)."""
_ALONE = re.compile(rf"{_WHEN}(?:$|[^\u4e00-\u9fff\d])")
_LAST = re.compile(r"(?:报告|年报)?里?(?:写|说|报)?的?(?:多少|几)[\u4e00-\u9fff]?[？?。]?$")
_ASKS = re.compile("多少|几|[吗呢][，,。？?]|什么|哪|谁")
"""滁州2023年的数，财政局多少: nothing was asked before it."""
_LED = re.compile(r"(?:据|按照?|依照|参照|以|凭|查|翻|见|出自|来自|引自)$")
_OPENS = re.compile(r"^(?!.*(?:谁|哪[个家些几]|什么(?:单位|部门))).*[,，。；;？?！!：:]\s*$", re.DOTALL)
_GOES_ON = re.compile(r"\s*[,，、]?\s*(?:还是|或|和|与|跟|及|、)")
"""…，教育局，还是民政局: named as a choice."""
_BEFORE = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|据|按照?|依照|参照|以|凭|查|看|翻|见|找|要|用|引用|出自|来自|引自|[在从]|想问|请问|问)(?:[那这]个|他们)?$"
)
_RANKS = "省市州县区旗"
_BRACKET = ("(", "（")
_CLOSING = (")", "）")
_UNITS = tuple("省市县区州旗")


def sourced(
    found: list[Mention],
    text: str,
    roles: Collection[str],
    lexicon: Lexicon,
    places: Sequence[Mention] = (),
) -> list[Mention]:
    """The mentions with the place of the question given to the organ whose report is meant, where one place is named alone
    and no agency. `roles`: words that are no organ's name by themselves; `places`: those that stand where a place is heard only beside such an organ (在栖川新开了多少家企业)."""
    named = [one for one in found if _is_named(one)]
    place = named[0] if len(named) == 1 else places[0] if not named and len(places) == 1 else None
    if place is None or place.parts.organ or place.held or place.parts.zone or place.site or place.aside:
        return found
    held = lexicon.organs_at(place.parts.place, place.parts.codes)
    held += [role for role in roles if place.text + role in lexicon.names]  # 檀浦海关
    told = {organ: span for organ, *span in _sources(text, place, roles, held)}
    if len(told) != 1:
        return found
    organ, (start, end) = told.popitem()
    if organ[0] in _RANKS and known_organ_at(organ, 0) == 0:
        if place.parts.place.endswith(_UNITS) and not place.parts.place.endswith(organ[0]):
            return found
        organ = organ[1:]
    name = place.text + organ
    made = Mention(start, end, name, replace(place.parts, organ=organ))
    if organ in roles and name in lexicon.names:  # 檀浦海关
        made = Mention(start, end, name, anatomy(name), held=True)
    rest = [one for one in found if one is not place and not (one.start < end and start < one.end)]
    return sorted([*rest, made, replace(place, aside=True)], key=lambda one: one.start)


def _is_named(one: Mention) -> bool:
    """Whether a mention names a place or an agency; 教育局, which one reports under, and 公安 beside a place name neither."""
    if one.text in spoken_stems():
        return False
    return one.placed or one.parts.national or (one.held and known_organ_at(one.text, 0) < len(one.text))


def _sources(text: str, place: Mention, roles: Collection[str], held: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """The organs that are told as those who report, and where they stand, with what says so (民政局数据); words that name a role only with the figures they tell, or
    where the place has that organ."""
    at = 0
    while at < len(text):
        begin = at + 1 if text[at] in _RANKS and known_organ_at(text, at) == at else at
        own = max((at + len(one) for one in held if one and text.startswith(one, at)), default=at)
        end = max(known_organ_at(text, begin), own)
        organ = text[at:end]
        if end <= begin + 1 and (stem := _stem_at(text, at, place, held)):
            (organ, end), begin = stem, at
        apart = end > begin + 1 and not (place.start < end and at < place.end)
        if apart and not is_national(text[begin:end]) and "政府" not in organ:
            role = organ in roles and organ not in held
            if _figures(text, at, end) or organ not in text or (not role and _tells(text, at, end, place)):
                figures = _FIGURES.match(text, end)
                yield organ, at, figures.end() if figures else end
        at = end if apart else at + 1


def _stem_at(text: str, at: int, place: Mention, held: Sequence[str]) -> tuple[str, int] | None:
    """The organ of a field that stands for it, and where the field ends: 公安（黄石市）, 城管的数据."""
    for size in (4, 3, 2):
        end = at + size
        if text[at:end] in spoken_stems() and not is_matter(text, end):
            beside = text[end : place.start].strip() in _BRACKET and place.start > end and BEFORE.search(text[:at])
            led = _LED.search(text[:at]) and _BEFORE.search(text[:at]) and _ALONE.match(text, end)
            told = beside or led or _bracketed(text, at, end) or _figures(text, at, end)
            slip = slipped_after(f"{text[at:end]}，", 0, held) if told else None
            return (slip[0], end) if slip else None
    return None


def _bracketed(text: str, start: int, end: int) -> bool:
    return text[:start].endswith(_BRACKET) and text.startswith(_CLOSING, end)


def _figures(text: str, start: int, end: int) -> bool:
    """Whether an organ stands with the figures that it tells: 民政局数据."""
    if _BEFORE.search(text[:start]) is None:
        return False
    return _FIGURES.match(text, end) is not None or (
        _LAST.match(text, end) is not None
        and _OPENS.search(text[:start]) is not None
        and not _ASKS.search(text[:start])
    )


def _tells(text: str, start: int, end: int, place: Mention) -> bool:
    """Whether an organ at [start, end) stands as one who reports: with its report, in brackets, or before its place."""
    gap = text[end : place.start].strip()
    if gap in _BRACKET and BEFORE.search(text[:start]):
        return True
    if _BEFORE.search(text[:start]) is None:
        return False
    first = not text[:start].strip() and not gap.strip("，,：:、的（(") and place.start >= end
    clause = (_LED.search(text[:start]) or _OPENS.search(text[:start])) and _ALONE.match(text, end)
    if clause and not _GOES_ON.match(text, end):
        return True
    return first or _bracketed(text, start, end) or _REPORT.match(text, end) is not None
