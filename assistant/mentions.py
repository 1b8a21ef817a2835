"""Where a question names an agency: places, zones and organs in its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from assistant.institutions import institution_after
from assistant.lexicon import ROLES, Lexicon, Mention
from assistant.links import AFTER, BETWEEN, CLOSE, COUNTED, free_before
from assistant.loose import begins_later, loose_places, only_place
from assistant.nesting import counted, explained, nested
from assistant.settling import JOINT, settled
from assistant.slips import slipped_after
from assistant.sourced import sourced
from assistant.unlisted import COMMON, LEADS, TOWNS, UNLISTED_TOWN, stranger_at, town_elsewhere, unlisted_at
from assistant.walls import walls
from ingest.agencies import Anatomy, anatomy, own_organ, place_at
from ingest.organs import is_national, kinship, known_organ_at, organ_at, spoken_stems
from ingest.regions import region_at
from ingest.zones import zone_form

__all__ = ["Lexicon", "Mention", "mentions"]

_HAN = "\u4e00-\u9fff"
_LETTER = re.compile(f"[A-Za-z{_HAN}]")
_SITE = re.compile(r"的?(?:门户|官方|政务|公众|信息)*(?:网站|官网|网(?![上民友络办约格])|平台|微信|微博|客户端|抖音)")
_ASIDE = re.compile(
    rf"(?<=\d)年度?|[两三四五几][家个](?=[{_HAN}])|请问一?下?|请帮我|帮我|查询一?下?|查一下|查下|比较一?下?|对比一?下?|告诉我|我想知道|想知道|想了解|根据|截[止至]到?|总结一?下?|概括|介绍"
)
_INSTITUTION = re.compile(rf"[{_HAN}]{{2,12}}?(?:大学|学院|海关(?!总署)|税务局|气象局|集团|医院|管委会|管理委员会)")
_SHORT = 2
_AREA = re.compile(
    "的?(?:全[省市县区州旗镇乡](?:域|范围内?|境内|上下|口径)?|各级各?(?:党政|行政|政府)?(?:机关|政府|部门|单位)?|上上?下下?)"
)
"""吴忠全市, 吴忠各级 is the place as a whole."""
_SURVEYORS = re.compile("(?:国家)?统计局(?=.{2,8}?队)")
_DEPARTMENT = re.compile(
    rf"(?!公司|上司)(?:(?![年的在与和及收发公有各第主被给对向令说网])[{_HAN}]){{2,5}}?(?<![公上])司(?![法机长令])"
)
_BODY_ENDS = "部委署局行会"
_DONE = re.compile("[了过理结成得出事件]")
"""去年政府办结了几件: 办 is what was done."""
_COMPOUND = re.compile("公报|采购|信息|工作报告|服务|购买|投资|债|开放|网站|门户|热线|信箱")
"""政府公报 is a thing; whose it is, the place says."""
_STRANGE = re.compile(rf"[{_HAN}]{{2,10}}?(?:大学|学院|医院|海关|委员会|集团|局|厅)")
_SCHOOL = re.compile(rf"[{_HAN}]{{2,10}}?(?:大学|学院|医院|海关)")
_UNITS = tuple("省市县区州旗镇乡道木")


def mentions(text: str, lexicon: Lexicon) -> list[Mention]:
    """What folded `text` says about agencies, left to right; asides (web sites, other organs' part) left out."""
    found: list[Mention] = []
    position = 0
    ends = walls(text, lexicon)
    while position < len(text):
        joint = ends.get(position, 0) if found else 0
        aside = _ASIDE.match(text, position)
        if joint > position or aside:
            position = aside.end() if aside else joint
            continue
        mention = _mention_at(text, position, lexicon, ends) if _LETTER.match(text, position) else None
        if mention:
            found.append(mention)
        if mention and mention.behind:  # the organ that stands behind the year is taken, too
            start, position = mention.behind
            found.append(Mention(start, position, text[start:position], Anatomy((), "", "", ""), aside=True))
        else:
            position = mention.end if mention else position + 1
        if mention and mention.placed and mention.parts.organ and position not in ends:
            more = list(_more_organs(text, position, lexicon.organs_at(mention.parts.place, mention.parts.codes)))
            found += more
            position = more[-1].end if more else position
    whole = partial(_whole, lexicon)
    found = explained(nested(counted(found, text, whole), text, whole, lexicon.places), text, whole, ROLES)
    loose = list(loose_places(text, lexicon))
    found = sourced([_with_all_of(text, one) for one in found], text, ROLES, lexicon, loose)
    named = [one for one in found if one.text not in lexicon.aliases]
    firm = any(one.placed and not one.site for one in named)
    return settled(named if firm else found, text) or only_place(loose, text, lexicon)


def _with_all_of(text: str, one: Mention) -> Mention:
    """全澜江省: the word before a place belongs to it, but not that of 食品安全澜江省."""
    whole = one.placed and not one.parts.organ and re.search("(?<![安健完齐保成周])全$", text[: one.start])
    return replace(one, start=one.start - 1) if whole else one


def _more_organs(text: str, end: int, organs: Sequence[str]) -> Iterator[Mention]:
    """柳川城管、发改: the organs joined to one before them, each without its last word."""
    while (
        (stop := known_organ_at(text, end)) > end + 2 and text[stop - 1] in "局委厅办" and text[end:stop] not in ROLES
    ):
        yield Mention(end, stop, text[end:stop], Anatomy((), "", "", text[end:stop]))  # 公安局科技局统计局
        end = stop
    while joint := JOINT.match(text, end):
        start = joint.end()
        slip = slipped_after(text, start, organs) if known_organ_at(text, start) == start else None
        if slip is None:
            return
        organ, end = slip
        yield Mention(start, end, text[start:end], Anatomy((), "", "", organ))


def _whole(lexicon: Lexicon, name: str) -> Mention | None:
    """The placed agency or place that `name` names from its first to its last character."""
    found = _mention_at(name, 0, lexicon)
    return found if found and found.end == len(name) and found.placed and not found.loose else None


def _mention_at(text: str, start: int, lexicon: Lexicon, ends: Iterable[int] = ()) -> Mention | None:
    """The name that begins at `start`, if any; `ends`: where names must end (see walls.py)."""
    held = _of_the_body(_held_at(text, start, lexicon), text)
    team = _team_at(text, start, lexicon)
    if team and (held is None or held.end < team.end):
        return team
    text = text[: min((end for end in ends if end > start + 1), default=len(text))]
    placed = _placed_at(text, start, lexicon)
    if held and (placed is None or held.end >= placed.end):
        return held
    return placed or _of_the_body(_unplaced_at(text, start, lexicon), text)


def _team_at(text: str, start: int, lexicon: Lexicon) -> Mention | None:
    """统计局溪源调查队, 国家统计局溪源队: the survey team in a place, and no statistics bureau."""
    parent = _SURVEYORS.match(text, start)
    if parent is None:
        return None
    placed = _placed_at(text, parent.end(), lexicon)
    if placed and placed.parts.place and placed.parts.organ.endswith("队"):
        return replace(placed, start=start, text=text[start : placed.end])
    chain, _, end = place_at(text, parent.end())
    end = max(end if chain else 0, lexicon.place_end(text, parent.end()))
    if not end or not text.startswith("队", end):
        return None
    place = text[parent.end() : end]
    parts = replace(anatomy(place) if chain else Anatomy((), place, "", ""), organ="调查队")
    return Mention(start, end + 1, text[start : end + 1], parts)


def _of_the_body(one: Mention | None, text: str) -> Mention | None:
    """国家发改委价格司 is a department of the commission, and reports by itself or not at all."""
    hit = _DEPARTMENT.match(text, one.end) if one and not one.placed and text[one.end - 1] in _BODY_ENDS else None
    if one is None or hit is None:
        return one
    organ = one.parts.organ + hit.group()
    parts = replace(one.parts, organ=organ)
    return Mention(one.start, hit.end(), text[one.start : hit.end()], parts)


def _held_at(text: str, start: int, lexicon: Lexicon) -> Mention | None:
    """A name of the library, whole; a bare organ (统计局) only where nothing before it could belong to it. Others (雁浦海关)
    have a place in their own names."""
    for length in lexicon.lengths.get(text[start : start + 2], ()):
        name = text[start : start + length]
        if len(name) < length or name not in lexicon.names:
            continue
        parts = anatomy(name)
        own = (
            len(name) > _SHORT
            and known_organ_at(name, 0) < len(name)
            and not parts.rank
            and name not in lexicon.aliases
        )
        loose = not parts.place and not parts.zone and not parts.national and not own
        if not loose or free_before(text, start):
            longer = known_organ_at(text, start)  # 国家卫生健康委员会, held as 国家卫生健康委
            end = longer if kinship(text[start:longer], parts.organ) else start + length
            return Mention(start, max(end, start + length), name, parts, held=True)
    return None


def _placed_at(text: str, start: int, lexicon: Lexicon) -> Mention | None:
    chain, zone, end = place_at(text, start)
    library = lexicon.place_end(text, start)
    if library > end:
        place = Anatomy((), text[start:library], "", "")
        unit = place.place.endswith(_UNITS)
        if found := _with_organ(text, start, library, place, unit, lexicon):
            return found
    if not chain and not zone:
        return unlisted_at(text, start, lexicon)
    held = zone_form(text[start:end]) in lexicon.zones
    free = held or (free_before(text, start) and not _zone_inside(text, start, end, lexicon))
    if (zone and not chain and not free) or (chain and chain[0].short and begins_later(text, start, end)):
        return None
    if chain and chain[0].short and any(known_organ_at(text, at) > end for at in range(max(0, start - 4), start)):
        return None  # 自然|资源局
    return _with_organ(
        text, start, end, anatomy(text[start:end]), held or (bool(chain) and not chain[0].short), lexicon
    )


def _with_organ(text: str, start: int, end: int, place: Anatomy, unit: bool, lexicon: Lexicon) -> Mention | None:
    """The place at [start, end) with the organ behind it, beside it or after some words; `unit`: it is told by its unit,
    and so may stand by itself anywhere."""
    if stranger := town_elsewhere(text, start, end, _organ_end(text, end)):
        return stranger
    organs = lexicon.organs_at(text[start:end], place.codes)
    if area := _AREA.match(text, end):
        return _whole_area(text, start, end, area.end(), place, organs)
    if (stop := _organ_end(text, end)) > end:
        parts = (
            anatomy(text[start:stop]) if place.codes or place.zone else replace(place, organ=own_organ(text[end:stop]))
        )
        return Mention(start, stop, text[start:stop], parts, site=_is_site(text, stop, parts))
    if body := institution_after(text, end, organs):
        return Mention(start, body[1], text[start : body[1]], replace(place, organ=body[0]))
    if slip := slipped_after(text, end, organs):
        organ, stop = slip
        loose = text[end:stop] not in spoken_stems()
        return Mention(start, stop, text[start:stop], replace(place, organ=organ), loose=loose)
    town = None if text[start:end].endswith(TOWNS) else UNLISTED_TOWN.match(text, end)
    if town and not COMMON.search(town.group()):
        return Mention(start, town.end(), text[start : town.end()], Anatomy((), text[start : town.end()], "", ""))
    if behind := _later_organ(text, end, organs, lexicon):
        organ, begin, stop = behind
        close = CLOSE.fullmatch(text, end, begin) is not None
        made = Mention(start, stop if close else end, text[start:end] + organ, replace(place, organ=organ))
        return made if close else replace(made, behind=(begin, stop))
    if not unit and not (free_before(text, start) and AFTER.match(text, end)):
        return None
    return Mention(start, end, text[start:end], place, site=_is_site(text, end, place))


def _whole_area(text: str, start: int, end: int, stop: int, parts: Anatomy, organs: Sequence[str]) -> Mention:
    """吴忠全市, or one of its organs: 吴忠全市公安机关."""
    organ_end = known_organ_at(text, stop)
    organ, stop = (
        (text[stop:organ_end], organ_end) if organ_end > stop else slipped_after(text, stop, organs) or ("", stop)
    )
    if organ in ROLES:
        organ = ""
    return Mention(start, stop, text[start:end] + organ, replace(parts, organ=organ))


def _zone_inside(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """我要临沂高新区, 概述溪源经开区: the place of the zone begins later."""
    later = range(start + 1, end - 2)
    own = any(zone_form(text[at:end]) in lexicon.zones for at in later)
    return own or any((found := place_at(text, at))[0] and found[2] == end for at in later)


def _is_site(text: str, stop: int, parts: Anatomy) -> bool:
    return parts.organ in ("", "政府", "人民政府") and bool(_SITE.match(text, stop))


def _organ_end(text: str, end: int) -> int:
    if re.match("[和与跟及或、]", text[end : end + 1]) or COUNTED.match(text, end):
        return end
    link = BETWEEN.match(text, end)
    if link and known_organ_at(text, end) == end and known_organ_at(text, link.end()) > link.end():
        return end  # 旧安监局, 以前叫安监局的
    stop = organ_at(text, end)
    known = known_organ_at(text, end)
    if known > end and re.search("[和与跟同及]", text[known:stop]):
        stop = known
    if text[end:stop] in ("政府", "人民政府") and (speaks := known_organ_at(text, stop)) > stop + 2:
        return speaks  # 柳川市政府国资委
    if text[end:stop] == "政府" and _COMPOUND.match(text, stop):
        return end
    if text[end:stop].endswith("府办") and _DONE.match(text, stop):
        stop -= 1
    return end + 1 if stop == end and text[end - 2 : end + 1] == "街道办" else stop


def _later_organ(text: str, end: int, organs: Sequence[str], lexicon: Lexicon) -> tuple[str, int, int] | None:
    """吴忠市2021年科技局…: the organ stands behind the year; 重庆的工商大学: one that no list knows; 柳川的发改: one of the
    place's without its last word. Its name, and where it stands."""
    gap = BETWEEN.match(text, end)
    if not gap:
        return None
    start = gap.end()
    stop = known_organ_at(text, start) or start
    strange = _STRANGE if gap.group() == "的" else _SCHOOL
    hit = strange.match(text, start) if stop == start and not lexicon.place_end(text, start) else None
    if hit and not COMMON.search(hit.group()):
        stop = hit.end()
    if text[start:stop].endswith("府办") and _DONE.match(text, stop):
        stop -= 1
    organ = text[start:stop]
    if organ:
        role = organ in ROLES and not (CLOSE.fullmatch(gap.group()) and organ in organs)
        return (organ, start, stop) if not role and not is_national(organ) else None
    close = CLOSE.fullmatch(gap.group()) is not None
    slip = (institution_after(text, start, organs) or slipped_after(text, start, organs)) if close else None
    return (slip[0], start, slip[1]) if slip else None


def _unplaced_at(text: str, start: int, lexicon: Lexicon) -> Mention | None:
    """A body of the whole country, an organ without its place (also 市外办), or another institution."""
    if not free_before(text, start) and not is_national(text[start : known_organ_at(text, start)]):
        return None
    ranked = start + 1 if text[start] in "省市州县区旗" else start
    for begin in dict.fromkeys((start, ranked)):
        stop = known_organ_at(text, begin)
        longer = organ_at(text, begin) if stop > begin or is_national(text[begin : begin + 2]) else stop
        stop = max(stop, longer)
        organ = text[begin:stop]
        if organ and (organ not in ROLES or (begin > start and "办公" in organ)):
            return Mention(start, stop, text[start:stop], anatomy(text[start:stop]))
    if stranger := stranger_at(text, start, lexicon):
        return stranger
    hit = None if text[start] in LEADS else _INSTITUTION.match(text, start)
    if hit and any(lexicon.place_end(text, at) or region_at(text, at) for at in range(start + 1, hit.end())):
        return None
    if hit and not re.search("各|全[国省市县区]|哪|的|是|比|所有|多少|每|几|我|想|了解|查|看|问", hit.group()):
        return Mention(start, hit.end(), hit.group(), anatomy(hit.group()))
    return None
