"""Numbers and their units as Chinese prose writes them: 1.5万余条, 三十二件, 20多万次, 3,200人次."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

MULTIPLIERS = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3, "百": 10**2}

_UNITS = (
    "个百分点 工作日 个工作日 个月 个星期 个小时 平方米 平方公里 公里 分钟 学时 课时 人次 人(?:/|每)次 条次 件次 份次 篇次 场次 家次 户次 批次 期次 项次 "
    "个次 条\\(次\\) 条（次） 篇次 大类 小类 大项 小项 部分 板块 万元 元 条 篇 件 份 项 期 次 场 个 家 人 名 位 宗 起 部 册 本 类 套 组 批 段 "
    "幅 张 块 处 台 户 例 封 则 辑 集 轮 卷 盒 支 辆 只 亩 吨 倍 字 种 步 款 档 点 天 % ％ ﹪ 分"
).split()
UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_PLAINER = {"％": "%", "﹪": "%", "平米": "平方米", "千克": "公斤"}
_OF_DIGITS = (
    "秒(?!杀|拍|懂)|万美元|美元|公斤|千克|公顷|平米|小时|座(?!谈|右)|面(?!积|对|向|临|试|上)|首(?![次个批届位期页先部创问])|道(?![路德理])|间(?!接)|株|棵|头(?![条版])|趟|"
    "笔(?![记试者录译会画迹])|节(?![能约目日假点水])|堂|枚|盏|艘|架(?!构)|顶|页(?![面岩])|米(?!粉)"
)
"""Units behind digits alone: 一面, 一道 and 一头 are other words."""
AFTER = "余|多|来|几"
BEFORE = "大约|将近|接近|不少于|不低于|超过|突破|至少|约|近|超|逾|达到|达"

# Digits torn apart (3 4 5 6 条) are no number: the last of them would be read alone.
_DIGITS = r"(?<![\d.,A-Za-z])(?<!\d )(?<!\d , )(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?=[\u4e00-\u9fff]|\.\d)|\d+)(?:\.\d+)?"
_HAN = "[零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]"
QUANTITY = re.compile(
    rf"(?:(?P<before>{BEFORE})(?:占|为|有)?)?"
    rf"(?:(?P<head>(?<![\d.,A-Za-z])\d+)(?P<scale>亿|万)(?=\d))?"
    rf"(?P<number>{_DIGITS}|{_HAN}+(?=(?:{AFTER})?(?:万|亿)?(?:{AFTER})?(?:{UNIT})))"
    rf"(?P<more>{AFTER})?(?P<multiplier>千万|百万|万|亿|千(?!米|克|瓦)|百(?!分))?(?P<after>{AFTER})?"
    rf"(?P<unit>{UNIT}|{_OF_DIGITS})?(?P<tail>以上|左右|上下)?"
)


_PERCENT = re.compile(
    rf"(?:(?P<before>{BEFORE})(?:占|为|有)?)?百分之(?P<number>[零〇一二两三四五六七八九十百]+(?:点[零〇一二三四五六七八九]+)?|\d+(?:\.\d+)?)(?P<tail>以上|左右|{AFTER})?"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from prose, in base units. `printed` is it without unit and qualifier (1.5万)."""

    value: Decimal
    unit: str | None
    qualifier: str
    printed: str
    start: int
    end: int
    han: bool


def read_number(hit: re.Match[str]) -> Number | None:
    """The number of one QUANTITY match, or None where the characters are no numeral."""
    written = hit["number"]
    han = not written[0].isdigit()
    value = _han_value(written) if han else Decimal(re.sub("[,， ]", "", written))
    if hit["head"] and value is not None and value * MULTIPLIERS.get(hit["multiplier"], 1) >= MULTIPLIERS[hit["scale"]]:
        return None
    if value is None or (written in ("百", "千", "万") and not (hit["more"] or hit["before"])):
        return None
    multiplier = hit["multiplier"] or ""
    unit = hit["unit"]
    qualifier = _before(hit) or hit["more"] or hit["after"] or hit["tail"] or "exact"
    if unit in ("万元", "万美元"):
        unit, multiplier = unit[1:], multiplier + "万"
    unit = _PLAINER.get(unit or "", unit)
    factor = MULTIPLIERS.get(multiplier, 10**8 if multiplier == "万万" else 1)
    start = hit.start()
    head = Decimal(hit["head"]) * MULTIPLIERS[hit["scale"]] if hit["head"] else 0  # 1亿3千万
    return Number(
        head + value * factor,
        unit,
        qualifier,
        f"{hit['head'] or ''}{hit['scale'] or ''}{written}{multiplier}",
        start,
        hit.end(),
        han,
    )


def _before(hit: re.Match[str]) -> str | None:
    """The word before a number that says how exact it is: 达到 does not."""
    return None if hit["before"] in ("达", "达到") else hit["before"]


def percents(text: str, start: int, end: int) -> list[Number]:
    """The percentages that are written out: 百分之九十八, 百分之百以上."""
    found = []
    for hit in _PERCENT.finditer(text, start, end):
        written = hit["number"]
        value = Decimal(100) if written == "百" else Decimal(written) if written[0].isdigit() else _han_value(written)
        if value is not None:
            qualifier = _before(hit) or hit["tail"] or "exact"
            found.append(Number(value, "%", qualifier, hit.group(), hit.start(), hit.end(), not written[0].isdigit()))
    return found


def _han_value(written: str) -> Decimal | None:
    if set(written) <= set("百千万"):  # 千余件: a round number, only with a word that says so
        return {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}.get(written)
    import cn2an

    try:
        return Decimal(cn2an.cn2an(written.replace("两", "二").replace("〇", "零"), "smart"))
    except ValueError:
        return None
