"""An agency's name taken apart: its place, its zone and its organ (see `regions.py`, `zones.py`, `organs.py`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.organs import has_ending, is_national, known_organ_at
from ingest.regions import Match, contains, region_at
from ingest.zones import area_codes, zone_at, zone_form

_HAN = "\u4e00-\u9fff"
_REMARK = re.compile(r"[(（][^()（）]*[)）]?")
_PARENT = re.compile(
    r"^(?:(?:国家)?税务(?:总局|局(?=.+税务局))|国税总局|中华人民共和国|国家统计局(?=.+调查)|中国人民银行(?=.+行))"
)
_SPEAKS_FOR = re.compile(r"^(?:人民)?政府(?=.{2})(?!.{0,6}(?:办公[室厅]|办|研究室|参事室)$)")
_VIA_COUNTY = re.compile(rf"(?<=[市县区旗])人民政府(?=[{_HAN}]{{2,8}}(?:街道办事处|街道|[镇乡]人民政府)$)")
_BRANCH = re.compile(r"^(?P<organ>.{2,12}?局|公安)(?P<place>.{2,8})分局$")
_RANK = re.compile(r"^[省市州县区旗](?=.)")
# What an office is an office of: 应急管理局|办公室, 人民政府|信息公开领导小组办公室.
_OFFICE = re.compile(
    r"(?P<body>.*?(?:办公室|办公厅|政府|委员会|管委会|总局|总署|局|厅|部|署|办事处|街道办|街道|中心|大学|学院|委|院|社|会|公司))"
    r"(?P<office>局?(?:党组|机关)?(?:党政|综合|行政|秘书|学校|校长|政务|信息|政策法规|法规)?(?:政务服务?|(?:政务|政府)?信息公开|政务公开|和政务公开)?(?:工作)?"
    r"(?:领导小组)?(?:办公室|办公厅|办|处|科|室|股|中心))$"
)
# A place the divisions do not know (a new one, or one made up for a sample): its unit must be followed by an organ.
_UNIT = rf"[{_HAN}]{{2,6}}?(?:自治州|自治县|(?<!直辖)省|市|县|(?<![社地园景校小辖牧城郊新发矿专])(?<!国有林)(?<!重点林)(?<!森林)区|州|旗)"
_TOWN = rf"[{_HAN}]{{2,6}}?(?:镇|乡|街道|苏木)"
_TOWN_BODY = "(?:人民政府|政府|办事处|街道办|党政办公?室?)?$"
_NO_PLACE = re.compile("各|全|本|县市|市县|乡镇|镇街|所属|下属|直属|有关|其他|基层|政务|信息|公开|主要|年度")
_UNLISTED = re.compile(
    rf"(?P<place>(?:{_UNIT})+(?:{_TOWN}(?={_TOWN_BODY}))?|{_TOWN}(?={_TOWN_BODY}))(?P<organ>[{_HAN}]*)"
)


_DEEPEST = 4
_MARKET = re.compile("市监(?![狱察理督测护控所管视])|市场监管")
_NO_RANK = re.compile(f"{_MARKET.pattern}|市场|市政[公局管园设]|市容|区[域划]|州际")
"""What an organ is called whose name only begins like that of a level: 市监局 is no 监局 of a city."""


@dataclass(frozen=True, slots=True)
class Anatomy:
    """An agency's name taken apart. `codes`: the divisions its region words may mean; `place`: those words as they
    stand; `zone`: a development zone or new area, in its short form; `organ`: what is left, `""` where the name is
    only a place; `rank`: 省, 市, 县, 区 … where a level is said without a place (市政府办公室);
    `levels`: how many divisions `place` chains."""

    codes: tuple[str, ...]
    place: str
    zone: str
    organ: str
    rank: str = ""
    levels: int = 0

    @property
    def national(self) -> bool:
        return not self.place and not self.zone and is_national(self.organ)


def place_at(text: str, start: int, *, short: bool = True) -> tuple[list[Match], str, int]:
    """The chain of divisions and the zone that begin at `start`, and where they end. Short names count only where an
    organ, a zone or another division follows."""
    chain, position = _chain_at(text, start, short)
    end = zone_at(text, position)
    zone = zone_form(text[position:end])
    below, end_below = _chain_at(text, end, short) if zone else ([], end)
    if below:
        around = chain[-1].codes if chain else area_codes(zone)
        return [*chain, *(hit.within(around) for hit in below)], zone, end_below
    return chain, zone, end


def _chain_at(text: str, start: int, short: bool) -> tuple[list[Match], int]:
    """Divisions one inside the other, and where they end: 福州市, 晋安区."""
    chain: list[Match] = []
    position = start
    while len(chain) < _DEEPEST and (hit := region_at(text, position, short=short)):
        if hit.short and (_organ_wins(text, hit) or _other_unit(text, hit)):
            break
        hit = _without_market(text, hit)
        if chain:
            narrowed = hit.within(chain[-1].codes)
            if hit.short and narrowed is hit and not _inside(hit, chain[-1]):
                break
            hit = narrowed
        chain.append(hit)
        position = hit.end
    return chain, position


def _other_unit(text: str, hit: Match) -> bool:
    """云阳市东河区 is no part of 云阳县: the unit that follows is not the division's own."""
    return (
        text[hit.end : hit.end + 1] in tuple("市县区")
        and all(len(code) > 2 for code in hit.codes)
        and known_organ_at(text, hit.end) == hit.end
        and region_at(text, hit.end) is None
        and _UNLISTED.match(text, hit.start) is not None
    )


def _without_market(text: str, hit: Match) -> Match:
    """广州市场监管局 is 广州 and 市场监管局, 青岛市北区 is 青岛 and 市北区: the 市 belongs to what follows."""
    last = hit.end - 1
    if text[last] != "市" or last - hit.start < 2:
        return hit
    organ = (known_organ_at(text, last) > last or market_at(text, last)) and known_organ_at(text, hit.end) == hit.end
    below = region_at(text, last)
    if not organ and not (below and below.end > hit.end and _inside(below.within(hit.codes), hit)):
        return hit
    return Match(hit.start, last, hit.codes, short=True)


def market_at(text: str, start: int) -> bool:
    """Whether the regulator of markets is named by a word for it: 广州|市监2023年, but not 广州市|监狱."""
    return _MARKET.match(text, start) is not None


def _inside(hit: Match, around: Match) -> bool:
    return all(any(contains(parent, code) for parent in around.codes) for code in hit.codes)


def _organ_wins(text: str, hit: Match) -> bool:
    """公安局 is no 局 of 公安县: a known organ or a university that begins here is longer than the short name."""
    return known_organ_at(text, hit.start) > hit.end or bool(re.match(r"(?:大学|学院|总署|总局|银行)", text[hit.end :]))


def is_agency(name: str) -> bool:
    """Whether `name`, whole, has the shape of an agency or of a place that has a government."""
    parts = anatomy(name)
    if not parts.organ:
        return bool(parts.place or parts.zone)
    return has_ending(parts.organ) and len(parts.organ) <= 30


@lru_cache(maxsize=8192)
def anatomy(name: str) -> Anatomy:
    """Take an agency's (simplified) name apart."""
    name = _VIA_COUNTY.sub("", _REMARK.sub("", name))
    if name.startswith("中华人民共和国") and is_national(name[7:]):
        name = name[7:]
    parent = _PARENT.match(name)
    if parent and parent.end() < len(name):
        rest = anatomy(name[parent.end() :])
        if rest.place:
            return rest
    chain, zone, end = place_at(name, 0)
    organ = name[end:]
    place = name[:end] if chain else ""
    rank = ""
    if not chain and not zone and (hit := _RANK.match(organ)) and not _NO_RANK.match(organ):
        rank, organ = hit.group(), organ[1:]
    if not chain and not zone and not rank and (unlisted := _unlisted(organ)):
        place, organ = unlisted
    codes = chain[-1].codes if chain else ()
    if chain and len(chain) > 1 and not any(contains(p, c) for p in chain[0].codes for c in codes):
        codes = chain[0].codes if len(chain[0].codes[0]) > 4 else codes
    if zone and not chain:
        codes = area_codes(zone)
    if branch := _branch(organ, codes):
        codes, organ = branch
    return Anatomy(codes, place, zone, own_organ(organ), rank, len(chain) or len(units_of(place)))


def _unlisted(name: str) -> tuple[str, str] | None:
    """A place that only its unit shows, and the organ after it: 云岭市科学技术局 -> (云岭市, 科学技术局)."""
    if known_organ_at(name, 0) or is_national(name) or _NO_PLACE.match(name) or not (hit := _UNLISTED.match(name)):
        return None
    place, organ = hit["place"], hit["organ"]
    if place.endswith(("镇", "乡", "街道", "苏木")):
        return place, organ
    if not organ:
        return place, organ
    known = known_organ_at(organ, 0) > 0
    return (place, organ) if known or (has_ending(organ) and not place.endswith("城市")) else None


def units_of(place: str) -> list[str]:
    """The divisions that the words of an unlisted place name: 云岭市东河区 -> 云岭市, 东河区."""
    return re.findall(rf"{_UNIT}|{_TOWN}$", place)


def _branch(organ: str, around: tuple[str, ...]) -> tuple[tuple[str, ...], str] | None:
    """深圳市公安局南山分局 is the 公安分局 of 南山区."""
    hit = _BRANCH.match(organ)
    chain, zone, end = place_at(hit["place"], 0) if hit else ([], "", 0)
    if not hit or not chain or zone or end < len(hit["place"]):
        return None
    return chain[-1].within(around).codes, hit["organ"].removesuffix("局") + "分局"


def own_organ(organ: str) -> str:
    """人民政府国有资产监督管理委员会 speaks of the commission; so does 政府国资委."""
    return _SPEAKS_FOR.sub("", organ)


def office_of(name: str) -> tuple[str, str]:
    """The body and its office: (广州市人民政府, 办公厅); the office is empty where the name has none."""
    hit = _OFFICE.match(name)
    return (hit["body"], hit["office"]) if hit else (name, "")
