"""The years a question names, in any wording: each year is found by itself, and what stands around it says whether it
begins or ends a span, is the year of publication, or counts back from the newest year held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

_FIRST = 1990
_HAN_DIGITS = {char: str(at % 10) for at, char in enumerate("〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖")} | {"○": "0"}
_HAN = "".join(_HAN_DIGITS)
_TAIL = r"\s*(?:(?:财政?|学|日历)?年(?:度|份|年?[末底终](?![端奖]))?)"
_LONE = r"(?<![\d近前过去后满期第])"
_YEAR = re.compile(
    rf"\bfy\s*['’]?(?P<fy>\d{{4}}|\d{{2}})(?!\d)"
    rf"|(?<!\d)(?P<full>(?:19|20)\d{{2}})(?!\d)(?P<tail>{_TAIL})?"
    rf"|['’‘](?P<cut>\d{{2}})(?![\d%])"
    rf"|(?P<han>[二贰][{_HAN}][{_HAN}]{{2}}){_TAIL}"
    rf"|{_LONE}(?<![{_HAN}十百千])(?P<pair>一[五六七八九]|二[〇零○一二三四五六])年(?![来间前后内之多半行]|以[来前后上下内外往])"
    rf"|{_LONE}(?P<short>0[5-9]|1\d|2\d|3[0-5])年(?:度|份)?(?![来间前后内之]|以[来前后上下内外往]|多(?![多出]|[\u4e00-\u9fff]{{1,3}}(?:多少|几)))",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"(?:\s*[、,，/和至到~～\-—–]\s*)(?P<short>0[5-9]|[12]\d|3[0-5])(?!\d)(?!\s*[条件篇场人份项期次个家])({_TAIL})?"
)
_LEADING = re.compile(
    rf"{_LONE}(?P<short>0[5-9]|[12]\d|3[0-5])(?=\s*(?:[、,，/和至到~～\-—–]\s*\d{{2}}\s*)+(?:[这那])?[两二三四五几]?个?年)"
)
"""Two digits alone are a year only beside another: 2019-21, 19、20、21三年."""
_WHOLE = re.compile(
    r"\s*[（(]?[自从]?\s*0?1\s*(?:月(?:0?1日)?份?)?起?\s*[-—–~～至到]+\s*(?:(?:19|20)\d{2}年)?12月(?:31日|份|底)?[止]?\s*[）)]?|\s*全年(?:度)?"
)
_LIMITED = re.compile(
    r"(?:超过|超出|突破|不足|不到|不满|至少|至多|达到?|[少低高多大]于|\b(?:under|below|above|exceed(?:s|ed|ing)?|at least|at most|up to|more than|fewer than|less than))\s*$",
    re.IGNORECASE,
)
_LIMIT_AFTER = re.compile(
    r"\s*(?:[之以往](?:上|下|内)|(?:or|and) (?:more|fewer|above|over|below)\b|[件条篇份项宗起](?![案子目录]))",
    re.IGNORECASE,
)
_ACADEMIC = re.compile(r"((?:19|20)\d{2})\s*[-—–~至]+\s*((?:19|20)\d{2})\s*学年度?")
_TO = re.compile(
    r"\s*(?:[-—–~～]+|(?:以来|以后|开始|起)?[，,、]?\s*(?:[直一]*|一路|持续|连续)(?:算|看|数|查|加|统计|累计|延续|汇总)?[到至]|\bto\b|\bthrough\b|\buntil\b|\btill?\b|,? (?:and )?ending (?:with|in|at))\s*",
    re.IGNORECASE,
)
_BEGUN = re.compile(r"\s*(?:开始|起)[，,、]?\s*[到至]?\s*")
_ENDED = re.compile(r"\s*(?:结束|为止|止|收尾)")
_FROM = re.compile(r"(?:从|自|由|\bfrom)\s*$", re.IGNORECASE)
_FAR_TO = re.compile(r"[^，,。；;、?？\d]{0,7}?[到至]\s*")
_PAIR = re.compile(r"\s*(?:和|与|及|、|,|，|\band\b)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:介于|\bbetween)\s*$", re.IGNORECASE)
_AMONG = re.compile(
    r"\s*(?:这?[两几]年)?(?:之间|年?间(?!接)|[，,]?(?:以及|及|和|与)?(?:其?中间|其间)的?(?:各|几|每一?|那些?|这些?)?年)"
)
_AGAINST = re.compile(
    r"相比|对比|比较|变化|变动|增[加长减幅]|减少|下降|上升|差|\b(?:chang\w+|differ\w*|compar\w+|gr[eo]w\w*|ris\w+|rose|fall\w*|fell|increas\w+|decreas\w+|drop\w*|more|less|versus|vs)\b",
    re.IGNORECASE,
)
_ONWARD = re.compile(
    r"\s*(?:开始|起(?![诉草步])|(?:及|和)?以(?:来|后)|至今|到现在|\b(?:onwards?|and (?:later|after|since)|to date|until now)\b)",
    re.I,
)
_SINCE = re.compile(r"(?:\bsince|自从)\s*$", re.IGNORECASE)
_AFTER = re.compile(r"\s*之后(?!的年报)")
_AFTER_EN = re.compile(r"\bafter\s*$", re.IGNORECASE)
_BEFORE = re.compile(r"\s*(?:以前|之前)")
_BEFORE_EN = re.compile(r"(?<!year )\b(?:before|prior to)\s*$", re.IGNORECASE)
_PLAN = re.compile(
    r"[“\"]?十(?P<zh>[一二三四五])五[”\"]?(?:规划)?(?:期间|时期|以来|期内|阶段|(?:这|的)?五年(?!规划|计划))"
    r"|(?:\b(?:during|in|over|under|throughout) )?(?:the )?\b(?P<en>1[1-5])th five[- ]year (?:plan|period)(?: period)?",
    re.IGNORECASE,
)
_REPORT = r"(?:◆\x01*|政府信息公开|信息公开|工作|年度)*(?:年报|报告)"
_ISSUE = "发布|公布|公开|印发|出版|出台|披露|挂网|上网|编制"
_PUBLISHED = (
    re.compile(rf"(?P<year>(?:19|20)\d{{2}})年(?:年?[初头]|开[年春]|春天|[上下]半年|\d{{1,2}}月(?:\d{{1,2}}日)?)?(?:所|才|对外)?(?:{_ISSUE})(?:出来)?的(?=(?:那[份个本期])?{_REPORT}|(?:19|20)\d{{2}}年度?{_REPORT})"),
    re.compile(rf"[（(]\s*(?P<year>(?:19|20)\d{{2}})年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?(?:{_ISSUE})\s*[）)]"),
    re.compile(r"report ?(?:◆\x01*)? ?(?P<said>(?:it |that )?(?:that was |which was |was )?(?:published|released|issued|put out|came out) (?:in|during) (?:\w+ )?(?P<year>(?:19|20)\d{2}))", re.I),
)  # fmt: skip
_COUNT = {word: at for at, word in enumerate("零一二三四五六七八九十")} | {"两": 2} | {
    word: at for at, word in enumerate("zero one two three four five six seven eight nine ten".split())
}  # fmt: skip
_N_EN = r"\d{1,2}|two|three|four|five|six|seven|eight|nine|ten"
_LEFT = "(?:结转|转[入来过接]|留|剩|遗留|结余|积压|拖|没办[完结]|未办[完结])"
"""上年留下来的 is left over from the year before, and told of in this one's report."""
_RELATIVE = re.compile(
    r"(?P<now>今年度?|this year)"
    r"|(?P<three>大前年)|(?P<two>前年|the year before last)"
    rf"|(?P<before>去年(?!(?:就|还)?{_LEFT})|(?:再往?|往)?(?<!以)(?:上一?|前一)个?年度?(?!(?:就|还|末|底)?{_LEFT})|再?往前(?:推|数|倒)?(?:一|1)年|早一年"
    r"|\b(?:a|one) year (?:ago|earlier|before(?= that|[?. ]*$))|(?<!from )(?<!from the )\b(?:last year|(?:previous|prior|preceding) year|the year before(?! last))(?: that)?|year prior)"
    rf"|(?:最近这?|最新的?|近来?|过去|这|此前)(?P<n>[二两三四五六七八九十]|\d{{1,2}})个?(?:年(?:度|份|头|间|来)?|财年)(?:里|以来)?|(?<![\d十第])(?P<past>[一两二三四五六七八九十]|\d)年前(?![\d半])|(?<![\d十第])(?P<come>[两三四五六七八九十]|\d)年(?:以)?来"
    rf"|\b(?:the )?(?:last|past|recent|latest|most recent)\s+(?P<en>{_N_EN})\s+(?:reporting |calendar |full |fiscal )?(?:years|reports)|\b(?:the )?(?P<of>{_N_EN}) (?:latest|most recent|newest|last|past) (?:reporting |calendar |full |fiscal )?(?:years|reports)|\b(?P<ago>{_N_EN}) years (?:ago|earlier|before(?= that|[?. ]*$))"
    r"|(?P<newest>最新(?:的?一[年期]|年度)?|最近(?:的)?(?:那|这)?一[次份]|(?:最近|近)一个?[年期]度?|\b(?:the )?(?:latest|most recent)(?: (?:available )?(?:reporting )?year)?)"
    r"|(?P<all>历年|各年度?|逐年|所有年份|每一年|这几年|这些年|近几年来?|近些年来?|近年来|多年来|几年来|连续几年|年年|往年|每年(?=平均)|(?<=平均)每年|年(?=均(?![匀衡]))|\b(?:yearly|annual)(?= (?:average|mean))|every year|all years|(?:in |over |of )?(?:the )?(?:past |last )?(?:few|several) years|(?:in )?recent years|all these years)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Years:
    """The years a question names, the characters that name them, and how: `written`, `relative` (one, counted back),
    `range`, `all`, `newest` (no year: the newest of whoever is asked about), `published` (the report that came out in the
    year after) or `none`. `counted`: a span that was counted back from the newest year held."""

    years: tuple[int, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    how: str = "none"
    counted: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    """One year as it is written at [start, end)."""

    year: int
    start: int
    end: int


def years_in(text: str, newest: int | None, oldest: int | None = None, today: int | None = None) -> Years:
    """The years named in folded `text`; 去年 and 近三年 count back from `newest`, the library's newest year."""
    if hit := _ACADEMIC.search(text):
        return Years((int(hit[2]),), (hit.span(),), "written")
    if hit := _PLAN.search(text):
        first = 1956 + 5 * ((_COUNT[hit["zh"]] + 10 if hit["zh"] else int(hit["en"])) - 1)
        return Years(tuple(range(first, first + 5)), (hit.span(),), "range")
    published = next((hit for rule in _PUBLISHED if (hit := rule.search(text))), None)
    issued = published.span("said" if "said" in published.groupdict() else 0) if published else None
    blanked = _blanked(text, *issued) if issued else text
    named = _named(blanked, (today or date.today().year) + 1)
    if published and not named:
        return Years((int(published["year"]) - 1,), (issued or published.span(),), "published")
    aside: tuple[tuple[int, int], ...] = (issued,) if issued else ()
    if named:
        found = _spanned(blanked, named, newest, oldest)
        return replace(found, spans=(*found.spans, *aside))
    found = _relative(blanked, newest, oldest)
    return replace(found, spans=(*found.spans, *aside))


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


# --- years as they are written ---------------------------------------------------------------------------------------


def _named(text: str, latest: int) -> list[_Named]:
    """Every year written, left to right."""
    found: list[_Named] = []
    position = 0
    while position < len(text):
        hit = _LEADING.match(text, position) or _YEAR.match(text, position)
        if found and found[-1].end == position and (beside := _beside(text, found[-1])):
            found.append(beside)
        elif hit and (year := _year_of(hit, latest)) and not _counted_to(text, hit):
            whole = _WHOLE.match(text, hit.end())
            found.append(_Named(year, hit.start(), whole.end() if whole else hit.end()))
        else:
            position += 1
            continue
        position = found[-1].end
    return found


def _beside(text: str, one: _Named) -> _Named | None:
    """The later year in two digits that is joined to one: 2019-21; 2021-06 is a month."""
    hit = _BESIDE.match(text, one.end)
    year = 2000 + int(hit["short"]) if hit else 0
    return _Named(year, hit.start("short"), hit.end()) if hit and year > one.year else None


def _year_of(hit: re.Match[str], latest: int) -> int | None:
    """The year a match writes; four digits alone are one only where reports can be of it."""
    groups = hit.groupdict()
    digits = groups.get("full") or groups.get("fy") or groups.get("cut") or groups["short"]
    if digits is None:
        digits = "".join(_HAN_DIGITS[char] for char in groups["han"] or groups["pair"])
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    return year if _FIRST <= year <= latest or groups.get("tail") else None


def _counted_to(text: str, hit: re.Match[str]) -> bool:
    """Whether a number is a bound and no year: under 2000."""
    if hit.group().rstrip().endswith(tuple("年度份末底终")):
        return False
    return _LIMITED.search(text[: hit.start()]) is not None or _LIMIT_AFTER.match(text, hit.end()) is not None


def _spanned(text: str, named: Sequence[_Named], newest: int | None, oldest: int | None) -> Years:
    """The years with those between the ends of a span, or from one on, or up to one."""
    for one, other in pairwise(named):
        if (start := _joined(text, one, other)) is not None:
            first, last = sorted((one.year, other.year))
            rest = [each for each in named if each not in (one, other)]
            years = dict.fromkeys((*range(first, last + 1), *(each.year for each in rest)))
            end = among.end() if (among := _AMONG.match(text, other.end)) else other.end
            return Years(tuple(years), ((start, end), *((each.start, each.end) for each in rest)), "range")
    spans = tuple((one.start, one.end) for one in named)
    if len(named) == 1 and newest is not None and (open_ := _open(text, named[0], newest, oldest or newest)):
        return open_
    return Years(tuple(dict.fromkeys(one.year for one in named)), spans, "written")


def _joined(text: str, one: _Named, other: _Named) -> int | None:
    """Where a span of two years begins: 2019-2021, 从2019年一直看到2021年, between 2019 and 2021; None for no span."""
    between, before = text[one.end : other.start], text[: one.start]
    if _TO.fullmatch(between) or (_BEGUN.fullmatch(between) and _ENDED.match(text, other.end)):
        return one.start
    if (start := _FROM.search(before)) and _FAR_TO.fullmatch(between):
        return start.start()
    inside = _BETWEEN.search(before)
    if _PAIR.fullmatch(between) and (inside or _AMONG.match(text, other.end)) and not _AGAINST.search(text):
        return inside.start() if inside else one.start
    return None


def _open(text: str, one: _Named, newest: int, oldest: int) -> Years | None:
    """2019年以来, since 2019, before 2021: the years from one on, or up to it."""
    before = text[: one.start]
    rules = (
        (_SINCE.search(before), _ONWARD.match(text, one.end), one.year, newest),
        (_AFTER_EN.search(before), _AFTER.match(text, one.end), one.year + 1, newest),
        (_BEFORE_EN.search(before), _BEFORE.match(text, one.end), oldest, one.year - 1),
    )
    for lead, tail, first, last in rules:
        if (lead or tail) and first <= last:
            start = lead.start() if lead else one.start
            if not lead and (from_ := _FROM.search(before)):
                start = from_.start()
            return Years(tuple(range(first, last + 1)), ((start, tail.end() if tail else one.end),), "range")
    return None


# --- years counted back ----------------------------------------------------------------------------------------------


def _relative(text: str, newest: int | None, oldest: int | None) -> Years:
    hit = _RELATIVE.search(text)
    if hit is None or newest is None:
        return Years()
    spans = (hit.span(),)
    if hit["newest"]:
        return Years((), spans, "newest")
    if hit["all"]:
        return Years(tuple(range(oldest or newest, newest + 1)), spans, "all")
    if words := hit["n"] or hit["come"] or hit["en"] or hit["of"]:
        return Years(tuple(range(newest - _count(words) + 1, newest + 1)), spans, "range", counted=True)
    ago = hit["ago"] or hit["past"]
    back = _count(ago) if ago else next(_backs(hit))
    return Years((newest - back,), spans, "relative", counted=True)


def _count(words: str) -> int:
    return int(words) if words.isdigit() else _COUNT[words.lower()]


def _backs(hit: re.Match[str]) -> Iterator[int]:
    yield from (back for back, name in enumerate(("now", "before", "two", "three")) if hit[name])
