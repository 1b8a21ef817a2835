"""Where a question names an agency: places, zones and organs in its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.slips import slipped_after
from ingest.organs import Anatomy, anatomy, is_national, known_organ_at, organ_at, place_at
from ingest.regions import region_at

_HAN = "\u4e00-\u9fff"
_LETTER = re.compile(f"[A-Za-z{_HAN}]")
_SITE = re.compile(r"的?(?:门户|官方|政务|公众|信息)*(?:网站|官网|网|平台|微信|微博|客户端|抖音)")
_FREE_BEFORE = re.compile(
    rf"(?:^|[^{_HAN}]|[年度底末初月日和与跟比及或]|请问|查询|查查|查一下|查下|帮我查|比较|对比|关于|告诉我|知道|看看|根据|给我|列出|总结|概括|介绍|说说)$"
)
_FREE_AFTER = re.compile(
    rf"(?:$|[^{_HAN}]|年|的|在|有|是|去|今|前|和|与|跟|比|全年|通过|主动|公开|发布|收到|信息|政府信息|本年|行政(?!审批|执法|服务)|规范|共|总|哪|多少|几|咨询|联系|电话|"
    rf"办理|受理|新收|近|历年|各年|年报|报告|政务|依申请|申请|门户|网站|微信|微博|二〇|二○|不予)"
)
_ASIDE = re.compile(
    r"(?<=\d)年度?|请问一?下?|请帮我|帮我|查询一?下?|查一下|查下|比较一?下?|对比一?下?|告诉我|我想知道|想知道|想了解|根据|截[止至]到?|总结一?下?|概括|介绍"
)
_PASSIVE = re.compile(r"(?:被|向|由|报|报送|转|给|在|经|委托|按|按照|根据)$")
_BETWEEN = re.compile(r"(?:的|\s|在|(?:19|20)\d\d年?度?|,|，)+")
_JOINT = re.compile(r"\s*(?:[和与、,，及跟/]|以及|vs\.?|对比|还是|或者?|比)\s*", re.IGNORECASE)
# Words that name a role, or a thing the report is about, more often than the agency asked for.
_ROLES = frozenset(
    "政府 人民政府 法院 人民法院 检察院 人民检察院 海关 档案馆 档案局 图书馆 研究室 银行 人行 总工会 党校 政务服务中心 公共资源交易中心 交易中心 "
    "编办 办公室 综合办公室 党政办公室 党政办 学校 医院 供销社 机关服务中心 街道办 街道办事处 管委会 管理委员会 数据局".split()
)
_INSTITUTION = re.compile(rf"[{_HAN}]{{2,12}}?(?:大学|学院|海关|税务局|气象局|集团|医院|管委会|管理委员会)")
_COMMON = re.compile(
    "主动|公开|发布|收到|信息|政府(?!$)|行政|办理|乡镇|镇街|城乡|各|全|本|哪|的|所有|多少|每|几|对|向|在|年|和|与"
)
_NO_STRANGER = re.compile(
    "[^\u4e00-\u9fff]|[各全本该我哪每其某原的和与及跟对向被由给在到从比按请问看查说年月日度底初末是有及或省市县区州盟旗镇乡级位个家]|当地|有关|相关|上级|主管|同级|"
    "下级|下属|所属|地方|国家|中央|主要|行政|综合|政务|信息|公开|部门|单位|机关|请求|关于|介绍|比较|对比|汇总|总结|统计|所有|全部|教育|财政|公安"
)
_LONGEST = 14
_UNLISTED_TOWN = re.compile(
    rf"[{_HAN}]{{2,8}}?(?:街道办事处|街道办|街道|[镇乡](?:人民)?政府|[镇乡](?!村|镇|级|区|街|情|贤|土|愁))"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters [start, end) of the folded question that may name an agency. `site`: they name a government's web
    site, which is what a question is about rather than whom it asks. `loose`: they can be read in several ways; `others`:
    what else than `parts` they may be, as likely."""

    start: int
    end: int
    text: str
    parts: Anatomy
    held: bool = False
    site: bool = False
    loose: bool = False
    others: tuple[Anatomy, ...] = ()

    @property
    def placed(self) -> bool:
        return bool(self.parts.place or self.parts.zone)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the library adds to the lists of divisions and organs: the `names` it holds, the `lengths` of those that
    begin with two given characters, its `places` that no list of divisions has, which names are only `aliases`, and the organs it
    holds in a place (`organs_at`: name and codes)."""

    names: Container[str]
    lengths: Mapping[str, Sequence[int]]
    places: Container[str]
    aliases: Container[str] = ()
    organs_at: Callable[[str, Sequence[str]], list[str]] = lambda place, codes: []


def mentions(text: str, lexicon: Lexicon) -> list[Mention]:
    """What folded `text` says about agencies, left to right; asides (web sites, other organs' part) left out."""
    found: list[Mention] = []
    position = 0
    while position < len(text):
        if aside := _ASIDE.match(text, position):
            position = aside.end()
            continue
        mention = _mention_at(text, position, lexicon) if _LETTER.match(text, position) else None
        if mention:
            found.append(mention)
        position = mention.end if mention else position + 1
    named = [one for one in found if one.text not in lexicon.aliases]
    firm = any(one.placed and not one.site for one in named)
    return _settled(named if firm else found, text)


def _mention_at(text: str, start: int, lexicon: Lexicon) -> Mention | None:
    held = _held_at(text, start, lexicon)
    placed = _placed_at(text, start, lexicon)
    if held and (placed is None or held.end >= placed.end):
        return held
    return placed or _unplaced_at(text, start, lexicon)


def _held_at(text: str, start: int, lexicon: Lexicon) -> Mention | None:
    """A name of the library, whole; a bare organ (统计局) only where nothing before it could belong to it."""
    for length in lexicon.lengths.get(text[start : start + 2], ()):
        name = text[start : start + length]
        if len(name) < length or name not in lexicon.names:
            continue
        parts = anatomy(name)
        loose = not parts.place and not parts.zone and not parts.national
        if not loose or _free_before(text, start):
            return Mention(start, start + length, name, parts, held=True)
    return None


def _placed_at(text: str, start: int, lexicon: Lexicon) -> Mention | None:
    chain, zone, end = place_at(text, start)
    library = _place_of_library(text, start, lexicon)
    if library > end and (found := _in_library_place(text, start, library, lexicon)):
        return found
    if not chain and not zone:
        return _unlisted_at(text, start, lexicon)
    if (not chain and zone and not _free_before(text, start)) or (
        chain and chain[0].short and _later(text, start, end)
    ):
        return None
    stop = max(_organ_end(text, end), end)
    if stop == end and (former := _former_end(text, end)):
        parts = replace(anatomy(text[start:end]), organ=text[end + 1 : former])
        return Mention(start, former, text[start:end] + parts.organ, parts)
    if stop == end and chain and (slip := _slipped(text, end, lexicon.organs_at(text[start:end], chain[-1].codes))):
        return Mention(
            start, slip[1], text[start : slip[1]], replace(anatomy(text[start:end]), organ=slip[0]), loose=True
        )
    if stop == end and (town := _UNLISTED_TOWN.match(text, end)) and not _COMMON.search(town.group()):
        return Mention(start, town.end(), text[start : town.end()], Anatomy((), text[start : town.end()], "", ""))
    if stop == end and (later := _later_organ(text, end)):
        return Mention(start, end, text[start:end] + later, replace(anatomy(text[start:end]), organ=later))
    name = text[start:stop]
    alone = stop == end and (not chain or chain[0].short)
    if alone and not (_free_before(text, start) and _FREE_AFTER.match(text[end:])):
        return None
    parts = anatomy(name)
    return Mention(start, stop, name, parts, site=_is_site(text, stop, parts))


def _later(text: str, start: int, end: int) -> bool:
    """从江永县 is 江永县, not 从江: a full name that begins inside a short one and goes beyond it."""
    hits = (region_at(text, at, short=False) for at in range(start + 1, end))
    return any(hit is not None and hit.end > end for hit in hits)


def _slipped(text: str, end: int, organs: Sequence[str]) -> tuple[str, int] | None:
    return slipped_after(text, end, organs)


def _free_before(text: str, start: int) -> bool:
    """Whether a name may begin at `start`: nothing before it, or nothing that could be its beginning."""
    return bool(_FREE_BEFORE.search(text[max(0, start - 4) : start]))


def _is_site(text: str, stop: int, parts: Anatomy) -> bool:
    return parts.organ in ("", "政府", "人民政府") and bool(_SITE.match(text, stop))


def _organ_end(text: str, end: int) -> int:
    if re.match("[和与跟及或、]", text[end : end + 1]):
        return end
    stop = organ_at(text, end)
    known = known_organ_at(text, end)
    if known > end and re.search("[和与跟同及]", text[known:stop]):
        stop = known
    if text[end:stop].endswith("府办") and re.match("了|过|理|结|成|得|出|事|件", text[stop:]):
        stop -= 1
    return end + 1 if stop == end and text[end - 2 : end + 1] == "街道办" else stop


def _former_end(text: str, end: int) -> int:
    """云川市原卫计委: where an organ that is said to be a former one ends; 0 where none stands."""
    stop = known_organ_at(text, end + 1) if text[end : end + 1] in ("原", "前") else 0
    return stop if text[end + 1 : stop] not in _ROLES else 0


def _later_organ(text: str, end: int) -> str | None:
    """吴忠市2021年科技局…: the organ stands behind the year."""
    gap = _BETWEEN.match(text, end)
    if not gap:
        return None
    stop = known_organ_at(text, gap.end())
    organ = text[gap.end() : stop]
    return organ if organ and organ not in _ROLES and not is_national(organ) else None


def _unlisted_at(text: str, start: int, lexicon: Lexicon) -> Mention | None:
    """A place that no list of divisions has, followed by an organ, or a town by itself."""
    if text[start] in "年度月日号第":
        return None
    if end := _place_of_library(text, start, lexicon):
        return _in_library_place(text, start, end, lexicon)
    if not _free_before(text, start):
        return None
    stop = organ_at(text, start)
    parts = anatomy(text[start:stop])
    if stop > start and parts.place and parts.organ and not _name_inside(text, start, stop, lexicon):
        return Mention(start, stop, text[start:stop], parts)
    hit = _UNLISTED_TOWN.match(text, start)
    if hit and not _COMMON.search(hit.group()) and not _name_inside(text, start, hit.end(), lexicon):
        return Mention(start, hit.end(), hit.group(), anatomy(hit.group()))
    bare = re.match(
        rf"[{_HAN}]{{2,4}}?(?:省|(?<![城全本各])市|县|(?<![社地园景辖城新发])区)(?=[12]\d{{3}}年)", text[start:]
    )
    if bare and not re.search("各|全|本|哪|的|所有|每|几|我", bare.group()):
        return Mention(start, start + bare.end(), bare.group(), Anatomy((), bare.group(), "", ""))
    return None


def _name_inside(text: str, start: int, stop: int, lexicon: Lexicon) -> bool:
    """听说云岭市科技局, 如果想联系武乡县: a place that is known begins later, and what stands before is none."""
    for at in range(start + 1, stop):
        hit = region_at(text, at, short=False)
        listed = hit is not None and hit.end - at > 2
        known = listed or _place_of_library(text, at, lexicon)
        if known and text[at - 1] not in "省市县区州旗盟镇乡":
            return True
    return False


def _place_of_library(text: str, start: int, lexicon: Lexicon) -> int:
    """Where a place that only the library knows ends; 0 where none begins."""
    for end in range(min(len(text), start + _LONGEST), start + 1, -1):
        if text[start:end] in lexicon.places:
            market = (
                text[end - 1] == "市" and known_organ_at(text, end) == end and known_organ_at(text, end - 1) > end - 1
            )
            return end - 1 if market and text[start : end - 1] in lexicon.places else end
    return 0


def _in_library_place(text: str, start: int, end: int, lexicon: Lexicon) -> Mention | None:
    stop = max(_organ_end(text, end), end)
    if stop == end and (former := _former_end(text, end)):
        parts = Anatomy((), text[start:end], "", text[end + 1 : former])
        return Mention(start, former, text[start:end] + parts.organ, parts)
    if stop == end and (slip := _slipped(text, end, lexicon.organs_at(text[start:end], ()))):
        parts = Anatomy((), text[start:end], "", slip[0])
        return Mention(start, slip[1], text[start : slip[1]], parts, loose=True)
    organ = text[end:stop] or _later_organ(text, end) or ""
    if not organ and (town := _UNLISTED_TOWN.match(text, end)) and not _COMMON.search(town.group()):
        return Mention(start, town.end(), text[start : town.end()], Anatomy((), text[start : town.end()], "", ""))
    unit = text[start:end].endswith(tuple("省市县区州旗镇乡道木"))
    if not organ and not unit and not (_free_before(text, start) and _FREE_AFTER.match(text, end)):
        return None
    parts = Anatomy((), text[start:end], "", organ)
    return Mention(start, stop, text[start:end] + organ, parts, site=_is_site(text, stop, parts))


def _unplaced_at(text: str, start: int, lexicon: Lexicon) -> Mention | None:
    """A body of the whole country, an organ without its place (also 市外办), or another institution."""
    if not _free_before(text, start):
        return None
    ranked = start + 1 if text[start] in "省市州县区旗" else start
    for begin in dict.fromkeys((start, ranked)):
        stop = known_organ_at(text, begin)
        longer = organ_at(text, begin) if stop > begin or is_national(text[begin : begin + 2]) else stop
        stop = max(stop, longer)
        organ = text[begin:stop]
        if organ and (organ not in _ROLES or (begin > start and "办公" in organ)):
            return Mention(start, stop, text[start:stop], anatomy(text[start:stop]))
    if stranger := _stranger(text, start):
        return stranger
    hit = _INSTITUTION.match(text, start)
    if hit and any(_place_of_library(text, at, lexicon) or region_at(text, at) for at in range(start + 1, hit.end())):
        return None
    if hit and not re.search("各|全[国省市县区]|哪|的|所有|多少|每|几", hit.group()):
        return Mention(start, hit.end(), hit.group(), anatomy(hit.group()))
    return None


def _stranger(text: str, start: int) -> Mention | None:
    """岚宁司法局: two or three characters before an organ, a place that neither the lists nor the library know."""
    for end in (start + 2, start + 3):
        stop = known_organ_at(text, end)
        place, organ = text[start:end], text[end:stop]
        if len(organ) > 2 and organ not in _ROLES and not is_national(organ) and not _NO_STRANGER.search(place):
            return Mention(start, stop, place + organ, Anatomy((), place, "", organ))
    return None


def _settled(found: list[Mention], text: str) -> list[Mention]:
    """Those that are asked about: a web site or a bare organ gives way to an agency named with its place; what is
    joined to another shares its organ or place (吴忠和中卫科技局, 吴忠市科技局和民政局)."""
    found = _shared(found, text)
    firm = [one for one in found if not one.site and (one.placed or one.parts.national or one.held)]
    if not firm:
        plain = [one for one in found if not one.site]
        return (plain or found)[:1]
    chosen = [firm[0]]
    for one in firm[1:]:
        loose = not one.parts.organ and not one.held
        joint = _JOINT.search(text[chosen[-1].end : one.start])
        if _PASSIVE.search(text[max(0, one.start - 4) : one.start]) or (loose and not joint):
            continue
        chosen.append(one)
    return chosen


def _shared(found: list[Mention], text: str) -> list[Mention]:
    for index in range(len(found) - 1):
        one, other = found[index], found[index + 1]
        if not _JOINT.fullmatch(text[one.end : other.start]):
            continue
        if one.placed and not one.parts.organ and other.placed and other.parts.organ:
            found[index] = replace(
                one, parts=replace(one.parts, organ=other.parts.organ), text=one.text + other.parts.organ
            )
        elif one.placed and one.parts.organ and not other.placed and not other.parts.national and other.parts.organ:
            parts = replace(one.parts, organ=other.parts.organ)
            found[index + 1] = replace(other, parts=parts, text=one.parts.place + other.parts.organ, held=False)
    return found
