"""Places that no list of divisions has and the library does not hold, told by their shape: 岚宁司法局, 竹县岭城关镇."""

from __future__ import annotations

import re

from assistant.lexicon import ROLES, Lexicon, Mention
from assistant.links import free_before
from ingest.agencies import Anatomy, anatomy
from ingest.organs import is_national, known_organ_at, organ_at
from ingest.regions import region_at

_HAN = "\u4e00-\u9fff"
TOWNS = ("镇", "乡", "街道")
LEADS = "向给对由找查问看想我"
"""What may stand right before a name and seldom begins one."""
COMMON = re.compile(
    "主动|公开|发布|收到|申请|是|都有|各有|有个|没有|信息|政府(?!$)|行政|办理|乡镇|镇街|城乡|各|全|本|哪|的|所有|多少|每|几|[两二三四五]个|对|向|在|年|和|与|跟|还是|比|那|这|底下|下面"
)
_NO_STRANGER = re.compile(
    "[^\u4e00-\u9fff]|其中|[各全本该我哪每其某原的和与及跟对向被由给在到从比按请问看查说年月日度底初末是有及或省市县区州盟旗镇乡级位个家]|当地|有关|相关|上级|主管|同级|"
    "下级|下属|所属|地方|国家|中央|主要|行政|综合|政务|信息|公开|部门|单位|机关|请求|关于|介绍|比较|对比|汇总|总结|统计|所有|全部|教育|财政|公安|"
    "移交|转交|抄[告送]|报送|函告|通报|会同|联合|配合|协助|商请|提请|答复|回复|起诉|状告|举报|投诉|反映|上报|汇报|督促|责成|委托|授权|移送|推送|转送|转办|交办|"
    "听取|走访|检查|考核|约谈|牵头|负责|邀请|指导|依托|报请|函询"
)
_TO_TOWN = re.compile("(?:[去到下回返赴驻进入往]乡|[去到下赴驻进往]镇|[家故老异他侨同水之]乡)$")
"""专家去乡下, 医生下乡, 干部到镇上: where somebody goes, and no town's name."""
_VERBAL = re.compile("[到往给把被让跟是比]|还是")
"""送到县统计局: no place is called 送到县."""
_OTHER_COUNTY = re.compile(
    rf"(?:(?![的和与及、年月在到从])[{_HAN}])+[县市区旗](?:(?![的和与及、年月在到从内里中还是比外加对连同以])[{_HAN}]){{1,2}}$"
)
"""竹县岭城关镇: what stands before the town is a county, though none that is known."""
UNLISTED_TOWN = re.compile(
    rf"[{_HAN}]{{2,8}}?(?:街道办事处|街道办|街道|[镇乡](?:人民)?政府|[镇乡](?!村|镇|级|区|街|情|贤|土|愁))"
)


def unlisted_at(text: str, start: int, lexicon: Lexicon) -> Mention | None:
    """A place that no list of divisions has, followed by an organ, or a town by itself."""
    if text[start] in "年度月日号第" or (text[start] in LEADS and not lexicon.place_end(text, start)):
        return None
    if not free_before(text, start):
        return None
    if library := lexicon.place_end(text, start):
        return _other_town(text, start, library)
    stop = organ_at(text, start)
    parts = anatomy(text[start:stop])
    if (
        stop > start
        and parts.place
        and parts.organ
        and not _VERBAL.search(parts.place)
        and not _name_inside(text, start, stop, lexicon)
    ):
        return Mention(start, stop, text[start:stop], parts)
    hit = UNLISTED_TOWN.match(text, start)
    if (
        hit
        and not COMMON.search(hit.group())
        and not _TO_TOWN.search(hit.group())
        and not _name_inside(text, start, hit.end(), lexicon)
    ):
        return Mention(start, hit.end(), hit.group(), anatomy(hit.group()))
    bare = re.match(
        rf"[{_HAN}]{{2,4}}?(?:省|(?<![城全本各])市|县|(?<![社地园景辖城新发])区)(?=[12]\d{{3}}年)", text[start:]
    )
    stranger = bare and not re.search("各|全|本|哪|的|所有|每|几|我", bare.group())
    if bare and stranger and not _name_inside(text, start, start + bare.end(), lexicon):
        return Mention(start, start + bare.end(), bare.group(), Anatomy((), bare.group(), "", ""))
    return None


def stranger_at(text: str, start: int, lexicon: Lexicon) -> Mention | None:
    """岚宁司法局, 岚州司法局: two or three characters before an organ, a place that neither the lists nor the library know."""
    for end in (start + 2, start + 3):
        stop = known_organ_at(text, end)
        place, organ = text[start:end], text[end:stop]
        named = place[0] if len(place) == 2 and place[1] in "州县区市旗" else place
        if len(organ) < 3 or organ in ROLES or is_national(organ) or _NO_STRANGER.search(named) or named in "两双多":
            continue
        inside = any(known_organ_at(text, at) >= stop for at in range(start + 1, end))  # 据生态|环境局
        if not inside and not any(_place_ends(text, at, end, lexicon) for at in range(start + 1, end - 1)):
            return Mention(start, stop, place + organ, Anatomy((), place, "", organ))
    return None


def town_elsewhere(text: str, start: int, end: int, stop: int) -> Mention | None:
    """A town behind what may be a county, though none that is known: 竹县岭城关镇; `stop`: where the organ behind it ends."""
    before = _OTHER_COUNTY.search(text[max(0, start - 5) : start]) if text[start:end].endswith(TOWNS) else None
    if before is None or end <= start:
        return None
    begin, stop = start - len(before.group()), max(stop, end)
    return Mention(begin, stop, text[begin:stop], Anatomy((), text[begin:end], "", text[end:stop]))


def _other_town(text: str, start: int, end: int) -> Mention | None:
    """青岭乡, where the library has 青岭镇: a town it does not hold."""
    hit = re.compile("(?:[镇乡]|街道)(?=[12]|的|办|政府|人民政府|$)").match(text, end)
    if hit is None or text[start:end].endswith(TOWNS):
        return None
    name = text[start : hit.end()]
    return Mention(start, hit.end(), name, Anatomy((), name, "", ""))


def _name_inside(text: str, start: int, stop: int, lexicon: Lexicon) -> bool:
    """听说云岭市科技局, 如果想联系武乡县: a place that is known begins later, and what stands before is none."""
    for at in range(start + 1, stop):
        hit = region_at(text, at)
        organ = hit is not None and known_organ_at(text, hit.end) > hit.end
        listed = hit is not None and (organ if hit.short else hit.end - at > 2)
        known = listed or lexicon.place_end(text, at)
        if known and text[at - 1] not in "省市县区州旗盟镇乡":
            return True
    return False


def _place_ends(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a place begins at `start` and ends at `end`: 也吴忠|司法局."""
    hit = region_at(text, start)
    return (hit is not None and hit.end == end) or lexicon.place_end(text, start) == end
