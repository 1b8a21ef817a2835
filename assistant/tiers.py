"""Words for all agencies of a level, or of a field, that name no agency: 县级部门, 街道办事处, 民政系统, county bureaus."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.holdings import GOVERNMENT, Held, closest
from assistant.kinds import of_level
from ingest.organs import known_organs

_BODY = "单位|部门(?!户)|委办局|行政机关|机关|机构|厅局|局|厅|政府(?![网信公采工办投购])"
_NO_BODY = "(?!职责|之间|负责人|长|面|限|势|部|处理|工作)"
_TIERS = re.compile(
    rf"(?P<level>国家|中央|省|地市|市州|州市|市|州|区县|县区|市县|县|区|旗|乡镇|镇街|街镇|乡|镇|街道)(?:级|直属?|属|一级|本级|里头?|里面)+的?(?:各个?|这些|那些|几个)?(?P<body>{_BODY}){_NO_BODY}"
    rf"|(?P<town>乡镇(?:人民)?政府(?:办)?|乡镇街道|镇街|街镇|街道办事处|街道办(?!理)|(?:镇|乡)(?:人民)?政府)(?![网信公采工投购])"
    rf"|(?P<field>[\u4e00-\u9fff]{{2,6}}?)(?:部门(?!户)|系统|战线)(?!{'(?:信息|文件|规章|职责|之间|负责人|内|网|数|化|工程|建设|升级|运行|平台|发|上|集成|性|地|推送)'})"
)
_ENDS = re.compile("们|里头?|里面|当中|之中|中间?|之间")
_BEFORE = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[年的度]|所有|全部|全体|各[个家]?|看|查|列出?|比较|对比|统计|这些|那些|哪些|哪[一个家]|几[个家])$"
)
_LEVELS = {
    "国家": "national", "中央": "national", "省": "province", "地市": "city", "市州": "city", "州市": "city", "市": "city",
    "州": "city", "区县": "county", "县区": "county", "县": "county", "区": "county", "旗": "county",
}  # fmt: skip
_TIERS_EN = re.compile(
    r"\b(?:(?:all|each|every|the|any|these|those|which) )*(?:(?P<level>central|national|provincial|province|municipal|city|prefectur(?:e|al)|county|district|town(?:ship)?)(?:[- ]level)?[- ]"
    r"(?P<body>agenc(?:y|ies)|bureau(?:s|x)|departments|commissions|offices|organs|units|bodies|governments)"
    r"|(?P<sub>sub-?district(?: offices?|s)|street offices|town(?:ship)? halls))\b(?! of\b| in [A-Z])",
    re.IGNORECASE,
)
_EN = {
    "central": "national", "national": "national", "province": "province", "provincial": "province", "municipal": "city", "city": "city",
    "prefecture": "city", "prefectural": "city", "county": "county", "district": "county", "town": "town", "township": "town",
}  # fmt: skip
_BUREAUS = re.compile("局|部门|厅|bureau|department|commission|office", re.IGNORECASE)
_GOVERNMENTS = re.compile("政府|government", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tier:
    """The words [start, end) and the agencies they mean; in English the word for their bodies (bureaus)."""

    start: int
    end: int
    label: str
    agencies: tuple[str, ...]
    body: str = ""


def tier_in(text: str, held: Sequence[Held]) -> Tier | None:
    """The words for a level or a field of a folded question, and those of the library that are of it; None where it says
    none. An empty tier is one that the library holds nothing of."""
    for hit in _TIERS.finditer(text):
        if not _BEFORE.search(text[: hit.start()]):
            continue
        found = _meant(hit, held)
        if found is not None:
            behind = _ENDS.match(text, hit.end())
            return Tier(hit.start(), behind.end() if behind else hit.end(), hit.group(), found)
    for hit in _TIERS_EN.finditer(text):
        said = hit["level"] or ""
        level = _EN[said.lower()] if said else "town"
        names = of_level(held, level, hit["sub"] or (said if level == "town" else ""))
        return Tier(*hit.span(), hit.group(), of_body(names, hit["body"] or "", held), hit["body"] or "")
    return None


def _meant(hit: re.Match[str], held: Sequence[Held]) -> tuple[str, ...] | None:
    if hit["town"]:
        return of_level(held, "town", hit["town"])
    if hit["field"]:
        return _of_field(hit["field"], held)
    level = _LEVELS.get(hit["level"], "town")
    return of_body(of_level(held, level, hit["level"] if level == "town" else ""), hit["body"], held)


def of_body(names: Sequence[str], body: str, held: Sequence[Held]) -> tuple[str, ...]:
    """Of the agencies of a level its bureaus, its governments or all."""
    own = {one.name: one for one in held}
    if _GOVERNMENTS.search(body):
        return tuple(name for name in names if own[name].parts.organ in GOVERNMENT)
    if _BUREAUS.search(body):
        return tuple(name for name in names if own[name].parts.organ not in GOVERNMENT)
    return tuple(names)


def _of_field(stem: str, held: Sequence[Held]) -> tuple[str, ...] | None:
    organs = list(dict.fromkeys(one.parts.organ for one in held if one.parts.organ))
    bodies = [body for body in (f"{stem}局", f"{stem}厅", f"{stem}委员会", f"{stem}部") if body in known_organs()]
    best = {organ for body in bodies for organ in closest(body, organs)[0]}
    return tuple(dict.fromkeys(one.name for one in held if one.parts.organ in best)) if bodies else None
