"""Public utilities and institutions (公共企事业单位): water and bus companies, hospitals, schools, libraries; what their
names are made of, and which two are one. The data stands in `institutions.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_COMPANY = re.compile(r"(?:集团|有限|责任|股份|控股|总)*公司$|集团$|总站$")
_SCHOOL = re.compile(
    r"(?P<extra>.*?)第?(?P<number>[一二三四五六七八九十]{1,2})(?P<level>(?:初级|高级)?中学?|小学?|高中|幼儿园)$"
)
_HOSPITAL = re.compile(r"(?P<extra>.*?)第?(?P<number>[一二三四五六七八九十]{1,2})(?P<of>.{0,3}?)医?院$")
_NEUTRAL = re.compile("(?:投资|建设|发展|控股|实业|经营|运营|管理|城市|市政|国有|资产|服务|产业|总|市|县|区|省)*")
"""What a company's name may have beside what people call it by: 水务投资集团."""
_LEVELS = {"中": "中学", "小": "小学", "高中": "高级中学"}
_ALIKE = ({"中学", "高级中学"}, {"中学", "初级中学"})
_NO_NUMBER = re.compile("[统单合]一")


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution's name taken apart: `kind` company, hospital or school; `field` what a company supplies, else what
    sort of hospital or school it is; `word` how the name says it; `number` 二 of 第二人民医院; `extra` what else it says."""

    kind: str
    field: str
    word: str
    number: str = ""
    extra: str = ""


@cache
def institution_data() -> dict[str, Any]:
    """The tables of `institutions.toml`."""
    return tomllib.loads((files("ingest") / "institutions.toml").read_text("utf-8"))


@cache
def field_words() -> dict[str, str]:
    """自来水 -> water: every word for what a company supplies, the longest first."""
    fields = institution_data()["fields"]
    found = {word: entry.get("same", key) for key, entry in fields.items() for word in entry["zh"]}
    return dict(sorted(found.items(), key=lambda one: -len(one[0])))


@cache
def institution(name: str) -> Institution | None:
    """A name without its place, taken apart; None where it is no company with a known field and no numbered hospital or
    school. A field alone (公交) stands for its company."""
    if field := field_words().get(name):
        return Institution("company", field, name)
    if company := _COMPANY.search(name):
        body = name[: company.start()]
        word = next((word for word in field_words() if word in body), "")
        return Institution("company", field_words()[word], word, extra=body.replace(word, "", 1)) if word else None
    for kind, shape, part in (("hospital", _HOSPITAL, "of"), ("school", _SCHOOL, "level")):
        if (hit := shape.fullmatch(name)) and not _NO_NUMBER.search(hit["extra"] + hit["number"]):
            sort = hit[part].removesuffix("医") if kind == "hospital" else _LEVELS.get(hit[part], hit[part])
            return Institution(kind, sort, hit[part], hit["number"], hit["extra"])
    return None


def same_institution(asked: str, held: str) -> bool | None:
    """Whether two names, their place left out, are one institution's: True where they say the same (公交公司, 公交集团有限
    公司), False where one is what people call the other (自来水公司, 水务集团); None where they are two."""
    one, other = institution(asked), institution(held)
    if one is None or other is None or (one.kind, one.number) != (other.kind, other.number):
        return None
    if one.kind == "company":
        if one.field != other.field or (one.extra != other.extra and not _left_out(one.extra, other.extra)):
            return None
        return one.extra == other.extra and one.word == other.word
    if one.extra != other.extra or not (one.field == other.field or _loosely(one, other)):
        return None
    return one.field == other.field


def _left_out(one: str, other: str) -> bool:
    return (not one or not other) and _NEUTRAL.fullmatch(one + other) is not None


def _loosely(one: Institution, other: Institution) -> bool:
    """第二医院 and 第二人民医院, 一中 and 第一高级中学."""
    if one.kind == "hospital":
        return "" in (one.field, other.field) and {one.field, other.field} <= {"", "人民", "中心"}
    return {one.field, other.field} in _ALIKE
