"""Zeros that prose states in words: 未收到政府信息公开申请, 无行政处罚."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from ingest.cues import MARK, metric_of
from ingest.folding import Folded
from ingest.report import Block, Fact

_ZERO = re.compile(
    r"(?P<neg>未曾|从未|尚未|均未|未|没有|暂无|均无|没|无)(?P<verb>收到|接到|接收到?|收取|受理|发生|产生|出现|存在|制定|制发|出台|发布|公开|新增|开展|召开|举办|有|涉及|办理|被)?"
    r"(?:过|任何|到|相关|有关|因)*(?P<noun>[^，,。；;！？\n、（）()]{2,36}(?:、[^，,。；;！？\n]{2,20})*)"
)
_ZERO_NOUN = re.compile(
    "申请|结转|复议|诉讼|规范性文件|规章|收费|费用|处罚|许可|强制|投诉|举报|信息处理费|建议|提案|议案|舆情|发布会|案件|追究|约谈|依申请公开|事项|意见|政府采购|异议"
)
_ONLY_HERE = {
    "收费": "收取费用",
    "复议": "行政复议",
    "诉讼": "行政诉讼",
    "申诉": "申诉",
    "依申请公开": "收到政府信息公开申请",
}
"""What a heading says in short."""
_AFTER = re.compile(
    rf"(?P<noun>[^，,。；;：:、\n]{{0,10}}(?:{_ZERO_NOUN.pattern})(?:及减免|减免)?)(?:情况)?[：:]?(?:均|都)?(?P<neg>无|没有)(?=[。；;]|$)"
)
"""收费情况：无; 行政复议无."""
_BOILER = re.compile(
    "无关|无障碍|无法|无正当|无理由|无偿|无人|无效|无需|无论|无差错|无遗漏|未能|未来|没有现成|未经|未按"
)


_NOTHING = re.compile(
    r"(?:(?:(?:19|20)\d{2}年度?|本年度?|今年|全年|一年来|本?报告期内?|报告期|(?:截至|截止)[^，。]{0,12})[，,]?)*(?:[^，。；\s]{0,8}?[局委办厅镇乡处街院校县市区部]|本(?:单位|机关|部门|中心|系统)|我?(?:单位|中心|机关))?"
    r"(?:系统)?内?(?:暂|均|尚|都|也|仍|从)*(?:无|没有|未(?:曾)?(?:发生|涉及|产生|出现|收到|接到|有)|不存在|不涉及|为(?:零|0))(?:过|任何)*"
    r"(?:此类|上述|该类|以上|相关|有关|这类|这些|该|此)?(?:方面)?的?(?:情况|事项|案件|问题|情形|申请|件|现象|事件|费用)*(?:的?(?:发生|产生|出现))?[。.；;!！]?"
)
"""未发生此类情况。 of all that the heading above names."""
_NUMBERING = re.compile(r"^(?:第[一二三四五六七八九十]+部分|[(（]?[一二三四五六七八九十\d]{1,3}[)）]?)[、.．:： ]*")
_SITUATION = re.compile(r"(?:的?(?:情况|事项|方面|工作|案件))+(?:说明|统计)?$")
_ON_REQUEST = re.compile(r"^依申请公开(?:的?(?:政府)?信息)?(?:的?(?:办理|受理|答复|处理))?$")
_BECAUSE = re.compile(
    r"^(?:本年度?|年度)?(?:因|就|关于|有关|涉及|由于)?(?:政府)?(?:信息|政务)公开(?:工作)?(?:的|被|而|引起的?|引发的?|发生的?)*(?=[^公开])"
)


def heading_zeros(heading: str, body: Block, report: str) -> Iterable[Fact]:
    """A zero for each thing that a heading names (六、行政复议和行政诉讼情况) where all that stands under it is that there
    was none."""
    text = body.text.strip()
    if not _NOTHING.fullmatch(re.sub(r"\s+", "", text)):
        return
    words = _SITUATION.sub("", _NUMBERING.sub("", heading.strip()))
    for item in re.split(r"[、，,；;]|(?<=[议讼申诉费开件理罚请])[和与及]|以及|(?<=复议)(?=诉讼)", words):
        item = _SITUATION.sub("", _BECAUSE.sub("", item.strip()))
        item = _ON_REQUEST.sub("依申请公开", item)
        if len(item) < 2 or not (_ZERO_NOUN.search(item) or item in _ONLY_HERE):
            continue
        item = _ONLY_HERE.get(item, item)
        yield Fact(
            report=report,
            metric=metric_of(f"{item}{MARK}", "", None),
            value=Decimal(0),
            state="number",
            origin="prose",
            quote=text,
            place=body.place(body.text.index(text), body.text.index(text) + len(text)),
            qualifier="none",
            noun=f"{item}{MARK}",
        )


def stated_zeros(block: Block, text: Folded, report: str, sentence: tuple[int, int]) -> Iterable[Fact]:
    """未收到…申请, 无行政处罚, 收费：无: a stated zero for each thing named."""
    for hit in _ZERO.finditer(text.text, *sentence):
        words = text.text[hit.start() : hit.end()]
        if _BOILER.match(words) or not _ZERO_NOUN.search(hit["noun"]) or re.search(r"\d", hit["noun"]):
            continue
        if hit["verb"] is None and hit["neg"] in ("未", "没", "尚未", "均未", "未曾", "从未"):
            continue
        for noun in re.split(r"、|(?<=[公开件理费罚])和|及(?!时)", hit["noun"]):
            if len(noun) > 1:
                yield _zero(block, text, report, sentence[0], hit, f"{hit['verb'] or ''}{noun}{MARK}")
    for hit in _AFTER.finditer(text.text, *sentence):
        yield _zero(block, text, report, sentence[0], hit, f"{hit['noun']}{MARK}")


def _zero(block: Block, text: Folded, report: str, start: int, hit: re.Match[str], words: str) -> Fact:
    begin = max(text.text.rfind(mark, start, hit.start()) + 1 for mark in "；;。")
    first, last = text.source(max(begin, start), hit.end())
    return Fact(
        report=report,
        metric=metric_of(words, "", None),
        value=Decimal(0),
        state="number",
        origin="prose",
        quote=block.text[first:last].strip(),
        place=block.place(*text.source(hit.start(), hit.end())),
        qualifier="none",
        noun=words,
    )
