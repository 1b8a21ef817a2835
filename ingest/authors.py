"""Whose report it is: every statement a report makes about its author, weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.agencies import Anatomy, anatomy, is_agency, office_of, place_at
from ingest.organs import full_names, kinship, organ_at
from ingest.regions import find_regions
from ingest.titles import CORE, HAN, Page, Title, cleaned, governed, without_year

_NAME = rf"[{HAN}()（）]"
_BY = re.compile(
    rf"由({_NAME}{{2,40}}?)(?:负责|牵头|组织|汇总){{0,3}}(?:(?:综合|根据|结合|按照)[^。，,]{{0,30}}?)?(?:编制|编写|撰写|起草|发布|制作)"
)
_SELF = re.compile(
    rf"(?:^|[。\n；，,]|\d年度?)({_NAME}{{3,40}}?)(?:20\d\d年度?)?(?:年报|年度报告)?(?:现公布|现发布|特?编制|依照?(?!申)|依据|按照|根据|结合|现将|始终|高度重视|认真|坚持|深入|严格|全面|"
    r"围绕|全年|共主动|主动公开|以习近平|切实|积极|不断|持续|紧紧|扎实|贯彻|推进|累计|未收|没有收|共收)"
)
_CONTACT = re.compile(
    rf"(?:请[直接]*(?:与|联系|向|咨询|致电|径与)|可[直接]*(?:与|向|致电|联系)|联系(?:单位|机构|部门|处室)|(?<!请)联系[:：])[:：]?"
    rf"({_NAME}{{3,44}}?)(?:[直接进行]*(?:联系|咨询|反映|反馈)|[,，。;；(（:：]|联?系?电话|\n)"
)
_PUBLISHER = re.compile(
    r"((?:发布|发文|公开|制作|编制|制发|生成)(?:机构|机关|单位|部门)|公开责任部门|责任单位|所属机构|主办单位|供稿单位|"
    r"(?:信息|文章|发布|稿件)?来源|作者|发布者?)\s*[:：|\n\-]\s*[\-|]?\s*"
    rf"({_NAME}{{2,40}})"
)
_SUBJECT = re.compile(r"的?(?:政府信息|政务|信息)公开(?:的?各项)?(?:工作)?$")
_STATED = re.compile(rf"{CORE.pattern}|(?:政府信息|政务信息?|信息)公开(?:年度)?(?:工作)?情况")
_NOTICE_BY = re.compile("《|关于|印发|转发|下发|的?(?:通知|要求|部署|统一|安排)")
_SITE = re.compile(r"(?:的|政务|门户|官方|外|公众|政府|信息|入口)*(?:网|微信|微博|平台|公众号)")
_ZONE_OFFICE = re.compile(r"(.{2,20}(?:区|园|镇|乡|街道))(?:党政|综合|党政综合)?(?:办公室|办)$")
_MENTIONS = 60
_WEIGHTS = {
    "title": 12.0,
    "outside": 4.0,
    "by": 9.0,
    "published": 8.0,
    "self": 3.0,
    "contact": 3.0,
    "cover": 4.0,
    "signature": 5.0,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A wording of the agency's name, how much the place it stands in says about the author, and what place that is."""

    name: str
    weight: float
    kind: str

    @property
    def parts(self) -> Anatomy:
        return anatomy(self.name)


def agency_of(page: Page, titles: Sequence[Title]) -> str | None:
    """The fullest wording of the body that the report says most about as its author; None where it names none."""
    candidates = list(candidates_of(page, titles))
    if not candidates:
        return None
    backing = {one: sum(other.weight for other in candidates if same_body(one, other)) for one in set(candidates)}
    chosen = max(candidates, key=lambda one: (backing[one], one.weight))
    chosen = next((one for one in candidates if one.kind == "title" and _compiled_by(one, chosen)), chosen)
    wordings = [one for one in candidates if one.kind != "mention" and same_body(one, chosen)]
    return max(wordings or [chosen], key=_fullness).name


def candidates_of(page: Page, titles: Sequence[Title]) -> Iterator[Candidate]:
    """Every wording that may name the author, in the order of the sources."""
    for title in titles:
        if title.agency:
            yield _candidate(title.agency, "outside" if title.outside else "title")
    opening = page.own[:4000]
    yield from _told(_BY, opening, "by")
    yield from _published(opening)
    yield from _told(_SELF, opening, "self")
    yield from (_candidate(body_of(name), "contact") for hit in _CONTACT.finditer(opening) if (name := cleaned(hit[1])))
    for hit in _PUBLISHER.finditer("\n".join(page.head)):
        if name := cleaned(hit[2]):
            official = re.search("机构|机关|单位|部门", hit[1]) and hit[1] not in ("所属机构", "主办单位")
            yield Candidate(name, 4.0 if official else 1.5, "publisher")
    yield from (_candidate(name, "cover") for line in page.head[:12] if (name := _signing(line)))
    yield from (_candidate(name, "signature") for line in page.lines[-8:] if (name := _signing(line)))
    yield from _mentioned(opening)


def _candidate(name: str, kind: str) -> Candidate:
    return Candidate(name, _WEIGHTS[kind], kind)


def _told(rule: re.Pattern[str], text: str, kind: str) -> Iterator[Candidate]:
    for hit in rule.finditer(text):
        if name := cleaned(_SUBJECT.sub("", without_year(hit[1])[0])):
            yield _candidate(_whole(name), kind)


def _published(text: str) -> Iterator[Candidate]:
    """现公布X2021年政府信息公开…报告: the words before the report's own name, back to the last verb or mark."""
    for core in _STATED.finditer(text):
        before = re.split(r"[。；;，,:：\n》]", text[max(0, core.start() - 60) : core.start()])[-1]
        words = without_year(before)[0]
        if re.search("公布|发布|现将|现公开|编制|汇总|《", before) and (name := cleaned(words)):
            yield _candidate(name, "published")


def _signing(line: str) -> str | None:
    """The agency a line names, if it says nothing else (a second name in brackets aside)."""
    if not 3 <= len(line) <= 40:
        return None
    name = cleaned(line)
    return (
        name if name and re.sub(r"\s|[(（].*?[)）]", "", line) in (name, re.sub(r"[(（].*?[)）]", "", name)) else None
    )


def _mentioned(text: str) -> Iterator[Candidate]:
    """Agencies named with their place anywhere in the opening; weak, and weaker as the host of a web site."""
    for hit in find_regions(text[:2500], short=False)[:_MENTIONS]:
        _, _, end = place_at(text, hit.start, short=False)
        stop = organ_at(text, end)
        if stop > end and not _NOTICE_BY.match(text, stop) and (name := cleaned(text[hit.start : stop])):
            yield Candidate(name, 0.2 if _SITE.match(text, stop) else 1.0, "mention")


def _whole(name: str) -> str:
    """长江大学学校办公室 compiles for the university; the office of a government or zone reports by itself."""
    body, office = office_of(name)
    internal = office and is_agency(body) and not re.search("政府|管委会|管理委员会|办事处|街道办", body)
    return body if internal and anatomy(body).organ else name


def _compiled_by(report: Candidate, office: Candidate) -> bool:
    """A government's report is compiled and signed by its office; the title says whose it is."""
    return report.parts.organ == "人民政府" and office_of(office.name)[0] == report.name


def body_of(name: str) -> str:
    """The body whose office is to be contacted: 广州市应急管理局办公室 -> 广州市应急管理局."""
    body, office = office_of(name)
    while office and is_agency(body):
        name = body
        body, office = office_of(name)
    zone = _ZONE_OFFICE.match(name)
    return governed(zone[1]) if zone and is_agency(zone[1]) else name


def _fullness(one: Candidate) -> tuple[int, bool, float]:
    """More levels of place, then the organ's full name, then the better witness."""
    parts = one.parts
    levels = 1 if parts.national else parts.levels + bool(parts.zone)
    return levels, parts.organ not in full_names(), one.weight


def same_body(one: Candidate, other: Candidate) -> bool:
    """Whether two wordings can name one body: one organ, and places of which one lies on the way to the other."""
    if one.name == other.name:
        return True
    a, b = one.parts, other.parts
    if kinship(a.organ, b.organ) not in ("same", "short", "abbreviated"):
        return False
    if a.zone and b.zone and a.zone not in b.zone and b.zone not in a.zone:
        return False
    if a.codes and b.codes:
        return bool(set(a.codes) & set(b.codes))
    return not a.place or not b.place or a.place in b.place or b.place in a.place
