"""Who reports about which year: agency, region, year, title, issue date, scope, template.

Every statement a report makes about its author (title, preamble, signature, publisher line, contact, file name) is a
candidate with a weight; candidates that can be the same body are added up, and the fullest wording of the heaviest
body is the agency. The year is the title's, or the period's; publication dates and years in the prose never decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ingest.agencies import anatomy, units_of
from ingest.authors import agency_of
from ingest.folding import folded
from ingest.regions import contains, find_regions, level_of, path_of, short_name
from ingest.report import Block, Document, Identity, Scope, Section, Template
from ingest.titles import CORE, HAN, SCHOOL, YEAR, Page, Title, page_of, titles

_PERIOD = re.compile(
    r"(20[0-3]\d)\D{0,3}0?1\D{0,3}0?1\s*日?\D{0,6}[至到止—–\-~～]\D{0,6}(?:20[0-3]\d)?\D{0,3}12\D{0,3}31"
)
_SCHOOL_PERIOD = re.compile(
    r"20[0-3]\d年?\D?0?[789]月1?\d?日?\D{0,6}[至到—–\-~～]\D{0,6}(20[0-3]\d)年?\D?(?:0?[789]|1[012])月"
)
_REPORTED = re.compile(r"(20[0-3]\d)年度?[^。；\n]{0,30}?信息公开[^。；\n]{0,12}?(?:报告|年报)")
_UNTIL = re.compile(r"截[止至]到?(20[0-3]\d)年(?:12月|年?底|底)")
_DATE = re.compile(r"(20[0-3]\d)\s*[年\-/.]\s*(1[0-2]|0?[1-9])\s*[月\-/.]\s*(3[01]|[12]\d|0?[1-9])(?:日|(?!\d))")
_HAN_DIGITS = "〇一二三四五六七八九"
_HAN_DATE = re.compile(
    rf"(二[〇0零○ＯO][{_HAN_DIGITS}零○ＯO]{{2}})年([{_HAN_DIGITS}十]{{1,2}})月([{_HAN_DIGITS}十]{{1,3}})日"
)
_DATE_LABEL = re.compile(
    rf"(?:发布|发文|公开|公布|生成|成文|制发|印发|更新|上传)(?:日期|时间)|(?<![{HAN}])(?:日期|时间)"
)
_GOVERNMENT_SITE = re.compile(r"(?:人民政府|政府)?(?:门户|公众|官方|政务|信息)?(?:门户)?网")
_ACCOUNT = re.compile(
    rf"[“\"‘「]([{HAN}]{{3,12}})[”\"’」](?:[、，,和及]?[“\"‘「][{HAN}]{{3,12}}[”\"’」])*(?:[{HAN}]{{0,6}})?(?:微博|微信|公众号|抖音|头条|视频号|客户端|门户)"
)
_COMMON_ACCOUNT = re.compile(
    "^(?:学习强国|今日头条|新浪微博|人民日报|腾讯微博|互联网|信息公开|政府信息|主动公开|依申请公开|政务公开)|专栏|栏目|平台$|一网|解读|热线|领域"
)
_T19 = ("本年新制作数量", "本年新公开数量", "对外公开总数量", "上一年项目数量")
_T21 = ("本年制发件数", "本年废止件数", "现行有效件数", "本年处理决定数量", "本年收费金额")
_T0 = ("主动公开政府信息数", "回应公众关注热点或重大舆情数")
_RANK_LEVEL = {"省": (1,), "市": (1, 2, 3), "州": (2,), "县": (3,), "区": (3,), "旗": (3,)}


def identify(document: Document, blocks: Sequence[Block], sections: Sequence[Section], file_name: str) -> Identity:
    """The identity a report states; agency and year are None where nothing in text or file name establishes them."""
    page = page_of(blocks)
    found = titles(page, document.title, file_name)
    year = _year(page, found)
    stated = agency_of(page, found)
    best = _best_title(found, stated, year)
    agency = _completed(stated, page) if stated else None
    return Identity(
        agency,
        year,
        (best.text if best else "") or _quoted_title(page) or _standard_title(agency, year),
        _region(agency, page) if agency else (),
        _issued(page, year),
        _scope(agency, best, page),
        _template(blocks, year),
    )


def other_names(blocks: Sequence[Block], identity: Identity) -> tuple[str, ...]:
    """Names a report uses for its agency besides the canonical one: a second name in brackets, and the names of the
    accounts it runs (“平安重庆”官方微博); for finding the agency a question means."""
    page = page_of(blocks)
    accounts = _ACCOUNT.findall(page.prose[:20000])
    own = anatomy(identity.agency or "")
    second = re.findall(rf"{re.escape(identity.agency or '-')}[(（]([{HAN}]{{4,30}})[)）]", "\n".join(page.lines[:200]))
    placed = [own.place + name[1:] if own.place and anatomy(name).rank else name for name in second]
    aliases = [name for name in (*accounts, *placed) if name != identity.agency and not _COMMON_ACCOUNT.search(name)]
    return tuple(dict.fromkeys(aliases))


def _best_title(found: Sequence[Title], agency: str | None, year: int | None) -> Title | None:
    def score(title: Title) -> tuple[int, int, int]:
        fits = (title.agency is not None and agency is not None) + (title.year is not None and title.year == year)
        return (fits, not title.outside, -title.line)

    return max(found, key=score, default=None)


def _quoted_title(page: Page) -> str:
    """The report's own name where only the text gives it, in 《》."""
    quoted = (hit for hit in re.findall(r"《([^《》]{6,60})》", page.own[:3000]) if CORE.search(hit))
    return next((hit for hit in quoted if YEAR.search(hit)), "")


def _standard_title(agency: str | None, year: int | None) -> str:
    return f"{agency}{year}年政府信息公开工作年度报告" if agency and year else ""


# --- year -------------------------------------------------------------------------------------------------------


def _year(page: Page, found: Sequence[Title]) -> int | None:
    period = _period(page.prose[:6000])
    votes: Counter[int] = Counter()
    for title in found:
        if title.year and not title.outside:
            votes[title.year] += 2 + 2 * bool(title.agency) + 2 * (title.year == period)
    if votes:
        return max(votes, key=lambda year: (votes[year], year == period))
    outside = next((title.year for title in found if title.year), None)
    return period or outside or _told_year(page.own, _issued(page, None))


def _period(text: str) -> int | None:
    if school := _SCHOOL_PERIOD.search(text):
        return int(school[1])
    hit = _PERIOD.search(text)
    return int(hit[1]) if hit else None


def _told_year(text: str, issued: date | None) -> int | None:
    """The year the preamble gives the report, else the one it counts up to, else the one it names most; of two named
    alike the one before the publication."""
    if school := SCHOOL.search(text[:2000]):
        return int(school[2])
    for rule in (_REPORTED, _UNTIL):
        if hit := rule.search(text[:4000]):
            return int(hit[1])
    years = [int(hit) for hit in re.findall(r"(20[0-3]\d)年(?!\d{1,2}月)", text[:1500])]
    most = max(Counter(years).values(), default=0)
    common = [year for year, count in Counter(years).items() if count == most]
    if len(common) > 1 and issued is not None:
        return issued.year - 1 if issued.year - 1 in common else None
    return common[0] if len(common) == 1 else None


# --- region, scope, template, date --------------------------------------------------------------------------------


def _region(agency: str, page: Page) -> tuple[str, ...]:
    """The path of divisions the agency belongs to, from its name, narrowed or supplied by the places the text names."""
    parts = anatomy(agency)
    if parts.national:
        return ()
    if len(parts.codes) == 1:
        return path_of(parts.codes[0])
    evidence = _places(page)
    if parts.codes:
        fitting = _likeliest(parts.codes, page)
        return path_of(fitting[0]) if len(fitting) == 1 else _shared(fitting, parts.place)
    if parts.place:
        return tuple(units_of(parts.place)) or (parts.place,)
    return _seat(parts.rank or _own_rank(page), evidence)


def _places(page: Page) -> Counter[str]:
    """Divisions named in full, with the number of times; a government's web site, which only its own organs use, thrice."""
    text = page.prose[:6000] + "\n".join(page.lines[-6:])
    found: Counter[str] = Counter()
    end = -1
    for hit in find_regions(text, towns=False, short=False):
        site = _GOVERNMENT_SITE.match(text, hit.end)
        alone = hit.start != end and re.match(rf"[{HAN}]", text[hit.start - 1 : hit.start])
        if len(hit.codes) == 1 and not (alone and hit.end - hit.start == 2 and not site):
            found[hit.codes[0]] += 3 if site else 1
        end = hit.end
    return found


def _likeliest(codes: Sequence[str], page: Page) -> list[str]:
    """Of divisions that share a name, those whose city or county the text names most (耿马 in 耿马融媒体中心)."""

    def backing(code: str) -> int:
        return sum(depth * page.prose.count(short_name(name)) for depth, name in enumerate(path_of(code)[:-1], 1))

    codes = [code for code in codes if not any(other != code and contains(other, code) for other in codes)]
    most = max(map(backing, codes))
    return [code for code in codes if backing(code) == most]


def _shared(codes: Sequence[str], place: str) -> tuple[str, ...]:
    """What candidates of one name have in common: their path down to where they part, then the name."""
    paths = [path_of(code) for code in codes]
    common = []
    for names in zip(*paths, strict=False):
        if len(set(names)) > 1:
            break
        common.append(names[0])
    return (*common, place) if not common or common[-1] != place else tuple(common)


def _own_rank(page: Page) -> str:
    ranks = Counter(
        re.findall(
            r"[我全]([市县区州旗省])(?![域级])|(?<![省市县区])([市县区州旗])(?:政府|人民政府|委)", page.prose[:4000]
        )
    )
    found = ranks.most_common(1)
    return next((rank for rank in found[0][0] if rank), "") if found else ""


def _seat(rank: str, evidence: Counter[str]) -> tuple[str, ...]:
    """The one division of the rank the agency calls its own that the text names most."""
    levels = _RANK_LEVEL.get(rank, ())
    fitting = Counter({code: n for code, n in evidence.items() if level_of(code) in levels and _bears(code, rank)})
    top = fitting.most_common(2)
    if not top or (len(top) > 1 and top[0][1] == top[1][1]):
        return ()
    path = path_of(top[0][0])
    # A county-level city's organ also calls itself 市 and names the prefecture above it.
    return path[:-1] if rank == "市" and level_of(top[0][0]) == 2 and top[0][1] < 3 else path


def _bears(code: str, rank: str) -> bool:
    return path_of(code)[-1].endswith((rank, "自治县") if rank == "县" else rank)


def _completed(agency: str, page: Page) -> str:
    """统计局 with 同心县政府公众网 in its report is 同心县统计局: only the web site of a government of the agency's own
    rank, or its organ's name with such a place before it, is proof; other places named may lie above or beside it."""
    parts = anatomy(agency)
    if parts.place or parts.zone or parts.national or not parts.organ or parts.organ in ("政府", "人民政府"):
        return agency
    rank = parts.rank or _own_rank(page)
    levels = _RANK_LEVEL.get(rank, ())
    proven = {code for code, count in _places(page).items() if count >= 3} | _seats_of(parts.organ, page)
    fitting = [code for code in proven if level_of(code) in levels and _bears(code, rank)]
    return path_of(fitting[0])[-1] + agency.removeprefix(parts.rank) if len(fitting) == 1 else agency


def _seats_of(organ: str, page: Page) -> set[str]:
    """The divisions whose name stands right before `organ` in the text."""
    found = find_regions(page.prose[:8000], towns=False, short=False)
    return {hit.codes[0] for hit in found if len(hit.codes) == 1 and page.prose.startswith(organ, hit.end)}


def _scope(agency: str | None, title: Title | None, page: Page) -> Scope:
    if agency is None:
        return "unknown"
    head = (title.text if title else "") + page.prose[:1200]
    if title and re.search("本级|机关[)）]", title.text):
        return "own"
    if title and re.search("全国|全省|全市|全区|全县|系统", title.text):
        return "aggregate"
    organ = anatomy(agency).organ
    if re.search(r"办公[室厅]$|党政办$", organ) or re.search(r"(?:镇|乡|苏木)人民政府$|街道办事处$", agency):
        return "own"
    if organ.endswith("人民政府") or re.search(
        r"汇总.{0,20}(?:各|所属|部门)|(?:各部门|各单位|各镇街?|各县).{0,20}汇总", head
    ):
        return "aggregate"
    return "unknown"


def _template(blocks: Iterable[Block], year: int | None) -> Template | None:
    """By the columns of its tables; a report up to FY2018 without any is T0, a later one without any is unknown."""
    words = "".join(re.sub(r"\s|\(.*?\)|\|", "", folded(block.text)) for block in blocks)
    counts = {"T19": sum(words.count(word) for word in _T19), "T21": sum(words.count(word) for word in _T21)}
    if counts["T19"] != counts["T21"]:
        return "T19" if counts["T19"] > counts["T21"] else "T21"
    if any(word in words for word in _T0) or (year is not None and year <= 2018):
        return "T0"
    return None


def _issued(page: Page, year: int | None) -> date | None:
    """The date beside 发布日期 and the like, else the last line that is a date, else the first."""
    labels = [(line, hit) for line in page.head if (hit := _DATE_LABEL.search(line))]
    labelled = [found for line, hit in labels for found in _dates(line[hit.start() :])]
    signed = [found for line in page.lines[-8:] if len(line) <= 20 for found in _dates(line)]
    alone = [found for line in page.head if len(line) <= 24 for found in _dates(line)]
    for found in (*labelled, *reversed(signed), *alone):
        if year is None or date(year, 12, 1) <= found <= date(year + 3, 12, 31):
            return found
    return None


def dates_in(text: str) -> Iterator[tuple[date, int, int]]:
    """The full dates of folded `text`, in digits or Chinese numerals, with where they begin and end."""
    for hit in sorted((*_DATE.finditer(text), *_HAN_DATE.finditer(text)), key=lambda hit: hit.start()):
        try:
            yield date(_digits(hit[1]), _tens(hit[2]), _tens(hit[3])), *hit.span()
        except ValueError:
            continue


def _digits(year: str) -> int:
    """2013 and 二〇一三."""
    year = re.sub("[零○ＯO]", "〇", year)
    return int("".join(str(_HAN_DIGITS.find(char)) if char in _HAN_DIGITS else char for char in year))


def _tens(number: str) -> int:
    """18 and 十八."""
    if number.isdecimal():
        return int(number)
    tens, _, ones = number.rpartition("十")
    whole = 10 * (_HAN_DIGITS.find(tens) if tens else 1) if "十" in number else 0
    return whole + (_HAN_DIGITS.find(ones) if ones else 0)


def _dates(text: str) -> Iterator[date]:
    return (day for day, _, _ in dates_in(text))
