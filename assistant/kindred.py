"""How surely a number of a report, by the words it stands beside, is the one of a thing that a question names."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from assistant.concepts import sense, strange_words
from assistant.facets import applicant_in, narrow_parts, parts_of
from assistant.matching import unit_fit
from assistant.pieces import IDLE, IDLE_EN, Piece
from ingest.cues import MARK
from ingest.report import Fact
from ingest.tokens import pairs_of

STRONG, ALIKE, NEAR = 4, 3, 2
"""The same words; the same things; words that share half of their characters."""
_LEAD = re.compile(
    r"^(?:其中|全年|本年度?|年度?|累计|合计|共|一共|总共|主动公开|公开|发布|发出|发|举办|举行|召开|开展|组织|印发|推送|刊发|新增|完成|处理|通过|在|从|用|的|了|是|有|为|按|以|来自|属于|那些|那个|这些|这个|[我本](?:局|委|办|厅|镇|乡|县|市|区|州|省|街道|机关|单位|部门|行政机关|支队|总队))+"
)
_TAIL = re.compile(
    r"(?:的|了|过|着|是|有|为|共|达|又|类|类别|信息|领域|情况|方面|部分|工作|板块|内容|事项|数量?|量|占|[一两]?(?:[件份项篇次期场]|(?<!头)条))+$"
)
_SPOKEN = (("不给", "不予"), ("没法", "无法"), ("没有", "未"), ("没", "未"), ("还未", "尚未"), ("给公开", "予以公开"))
"""What people say for what reports print."""
_CAME = re.compile(r"(?<=..)(?:(?:过|上|进)?来|提(?:出|交)?(?:来)?|递交?(?:来)?|[寄送打发]来?|收到|受理|申请)的$")
"""网上来的, of 网上."""
_DONE = re.compile(r"(?<=...)(?:办理?|处理|发布?|推送?|收到?|做|开|举办)了?$")
_OF_KIND = re.compile(r"的?(?:来信|信件|留言|工单|转办件|诉求|事项|来电|信息|稿件|文章|内容)")
_TIMES = frozenset(("次", "人次"))
"""How often somebody came, where what they came for is told in the same words."""
_RATE = re.compile(r"率|占|比|成|百分|%|\b(?:rates?|shares?|per ?cent\w*|proportions?|ratios?)\b", re.IGNORECASE)
_OVERLAP = 0.5
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Told:
    """A number of the report by its own words."""

    fact: Fact
    words: str
    core: str


def level(piece: Piece, told: Told, about: str) -> float:
    """How surely a number is the one of a thing named, by its words; 0 where it is not."""
    rated = told.fact.unit == "%" and piece.unit is None and _RATE.search(piece.words)
    asked, own = core(_DONE.sub("", _CAME.sub("", piece.words))), told.core
    misfit = not rated and unit_fit(piece.unit, told.fact.unit, told.fact.qualifier) < 0
    if misfit and not {piece.unit, told.fact.unit} <= _TIMES:
        return 0
    if piece.unit != told.fact.unit and {piece.unit, told.fact.unit} <= _TIMES and asked != own:
        return 0
    if told.fact.unit == "%" and not _RATE.search(piece.words):
        return 0
    if not _HAN.search(piece.words):
        return ALIKE if _same_parts(piece.words, told.words) else 0
    if asked == own or piece.words == told.words:
        return STRONG
    if _denied(asked) != _denied(own):
        return 0
    if len(asked) > 1 and asked in own:
        return STRONG - 1 + len(asked) / len(own)
    if len(own) > 2 and asked.startswith(own) and _OF_KIND.fullmatch(asked.removeprefix(own)):
        return STRONG - 0.5
    if len(own) > 1 and asked.endswith(own) and _within(asked.removesuffix(own), about):
        return STRONG - 0.5
    if _same_parts(piece.words, told.words):
        return ALIKE
    return NEAR if _overlap(asked, own) >= _OVERLAP else 0


def core(words: str) -> str:
    """Words without those that stand around any number: 其中招商引资类 is 招商引资."""
    bare = re.sub(rf"[\s{MARK}“”\"《》]", "", words)
    for said, printed in _SPOKEN:
        bare = bare.replace(said, printed)
    end = _TAIL.sub("", bare)
    for cut in (_LEAD.sub("", end), end, bare):
        if len(cut) > 1:
            return cut
    return bare


def of_kind(words: str, own: str) -> bool:
    """Whether words name a kind of what a number counts: thematic briefings, of 专题发布会."""
    said = {name for name, kind in sense(words).concepts.items() if kind in ("channel", "thing")}
    return bool(said) and said <= sense(own).concepts.keys()


def frames(piece: Piece, about: str, ahead: bool) -> bool:
    """Whether words only say what the sentence is about (解读里面, 规范性文件); `ahead`: they stand before all that is named."""
    said, told = sense(piece.words), sense(about)
    things = {name for name, kind in said.concepts.items() if kind in ("channel", "thing")}
    if not _HAN.search(piece.words) and strange_words(piece.words.lower()) - IDLE_EN:
        return False
    return things <= told.concepts.keys() and (ahead or not said.pairs - {*pairs_of(about)})


def _denied(words: str) -> bool:
    return re.search(r"不|未|没|非(?!遗)|无", words) is not None


def _within(words: str, about: str) -> bool:
    """Whether words stand in what the sentence says."""
    rest = core(words)
    return IDLE.fullmatch(rest) is not None or {*pairs_of(rest)} <= {*pairs_of(about)}


def _same_parts(asked: str, own: str) -> bool:
    """Whether two texts name the same applicant, the same cells, or the same things, and nothing beside them."""
    one, other = applicant_in(asked), applicant_in(own)
    if one and other:
        return one[0] == other[0]
    said, told = sense(asked), sense(own)
    acts = [{name for name, kind in each.concepts.items() if kind == "act"} for each in (said, told)]
    if (mine := narrow_parts(asked)) and mine == narrow_parts(own):
        rest = sense(parts_of(asked).rest)
        return not (rest.pairs - told.pairs) and (not all(acts) or acts[0] == acts[1])
    narrow = [{n for n, kind in each.concepts.items() if kind not in ("filler", "generic")} for each in (said, told)]
    strange = said.pairs if _HAN.search(asked) else strange_words(asked.lower()) - IDLE_EN
    return bool(narrow[0]) and not strange and narrow[0] == narrow[1]


def _overlap(one: str, other: str) -> float:
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other)) if one and other and {*pairs_of(one)} & {*pairs_of(other)} else 0.0
