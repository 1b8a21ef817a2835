"""What a question's wording tells before any library is looked at: language, years, unit, operation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.question import Language

_HAN_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_ACADEMIC = re.compile(r"((?:19|20)\d{2})\s*[-—–~至]+\s*((?:19|20)\d{2})\s*学年度?")
_RANGE = re.compile(
    r"((?:19|20)\d{2})\s*年?度?\s*(?:[-—–~～到至]+|\bto\b|through)\s*((?:19|20)\d{2})(?:\s*年度?)?", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)\s*(?:财?年度?|学年度?)?")
_SHORT = re.compile(r"(?<!\d)(0[5-9]|1\d|2\d|3[0-5])\s*年度?")
_BESIDE = re.compile(r"(?<![\d近前过去后满期])(0[5-9]|1\d|2\d|3[0-5])年(?:度|份)?(?![来间以前后内之多])")
"""Beside a year in full: 2021年多少，22年多少."""
_LIMITED = re.compile(
    r"(?:超过|超出|突破|不足|不到|不满|至少|至多|达到?|[少低高多大小]于|\b(?:under|below|above|exceed(?:s|ed|ing)?|at least|at most|up to))\s*$",
    re.IGNORECASE,
)
_HAN_YEAR = re.compile(r"([二一][〇零○九][〇零○一二三四五六七八九]{2})\s*年度?")
_LAST = re.compile(
    r"(?P<now>今年度?|本年度?(?!新收|度?办理)|this year)|(?P<before>去年|(?:再往?|往)?(?<!以)(?:上一?|前一)个?年度?(?!结转|转入)|再?往前(?:推|数|倒)?(?:一|1)年|早一年|\b(?:a|one) year (?:earlier|before(?= that|[?. ]*$))|(?<!from )(?<!from the )\b(?:last year|(?:previous|prior|preceding) year|the year before(?! last))(?: that)?|year prior)|(?P<two>前年|the year before last)"
    r"|(?:最近|近|过去|这)(?P<n>[一二两三四五六七八九十\d]{1,2})个?(?:年度?|年份|财年)|(?:last|past|recent|latest)\s+(?P<en>\d{1,2}|two|three|four|five)\s+(?:reporting |calendar |full )?years|(?P<all>历年|各年度?|逐年|所有年份|every year|all years)"
    r"|(?P<newest>最新|最近一[年期]|latest|most recent)",
    re.IGNORECASE,
)
_COUNT = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
}

_UNITS = r"条(?![例款件])次?|件(?!均)次?|篇次?|场(?![所地])次?|人(?![大民社员事才口家工物力代均数行防])次?|班次|万元|亿元|工作日|份(?!额)|项(?!目)|期(?![间限])|次|个(?!人)|家(?![长庭具])|名(?![称单录次])|位(?!置)|宗|起(?![诉草])|部(?![门分队署委])|册|类(?![别型])|种(?!类)|元(?!旦)|组(?!织)|批(?![复准示])|则|套|户(?![籍外口])|%|倍|天(?!气)|张|本(?![级单部机])"
_ASKED_ZH = re.compile(rf"(?:多少|几)(?:大|余|多|万(?!元)|亿(?!元))?(?P<unit>{_UNITS})")
_ASKED_WHO = re.compile(
    r"(?:多少|几)(?:位|名)?(?:(?P<people>群众|干部|人员|职工|学生|居民|代表|粉丝|网民|志愿者)|企业|单位|机构)"
)
_MEASURED = re.compile(
    r"(?P<people>人次|场次)(?=[总一]?共?[有是为达多]|$|[？?])|(?P<unit>人次|场次|次|期|篇|场|人)(?:的)?数(?:量|目)?(?![据字额])"
)
_PRICE = re.compile(
    r"(?:多少|几个|几多)钱|(?:多少|几)[十百千]?亿(?![条件次人份册])|how much money|amounts? of money", re.IGNORECASE
)
_RATE = re.compile(
    r"百分之(?:多少|几)|百分比|(?:[^效]率|占比|比例|比重|增幅|降幅|增速)(?:是|为|有|达)?(?:到|多少|几何)?[？?。 ]*$|\bpercent(?:age)?\b|\brate\b",
    re.IGNORECASE,
)
_ASKED_EN = (
    (re.compile(r"\bissues\b", re.I), "期"),
    (re.compile(r"\b(?:times|sessions?)\b", re.I), "次"),
    (re.compile(r"\b(?:people|persons?|attendees?|participants?|staff)\b", re.I), "人"),
    (re.compile(r"\b(?:yuan|rmb)\b", re.I), "元"),
)

_CONTACTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("contact.fax", re.compile(r"传真|\bfax", re.I)),
    ("contact.email", re.compile(r"邮箱|电子邮件|电邮|e-?mail", re.I)),
    ("contact.postcode", re.compile(r"邮编|邮政编码|post(?:al)? ?code|zip", re.I)),
    ("contact.website", re.compile(r"网址|web ?site address|\burl\b", re.I)),
    (
        "contact.phone",
        re.compile(
            r"电话|手机号|联系方式|怎么联系|\bphone|telephone|contact number|how (?:can|do|could|should) (?:i|we|one) (?:contact|reach|call|get in touch)",
            re.I,
        ),
    ),
    (
        "contact.address",
        re.compile(
            r"(?<!邮箱)(?<!邮件)(?<!网站)(?:办公|联系|通讯|详细)?地址|办公(?:地点|场所|在(?:哪|什么地方))|(?:什么地方|哪里|哪儿|哪)办公|(?:位于|坐落(?:在|于)?)(?:什么|哪)"
            r"|(?<!mail )(?<!web )(?<!site )\baddress\b|\bwhere (?:is|are|was) (?:it|they|the \w+|◆)(?: \w+)? (?:located|based|situated)|\b(?:located|situated)\b",
            re.I,
        ),
    ),
)
_COUNTED = re.compile(r"(?:多少|几)(?:次|件|条|人次|个|通|起|人)|how many", re.I)
_N = r"([一二两三四五六七八九十]{1,2}|\d{1,3})"
_LIMIT = re.compile(
    rf"(?:前|头|后|倒数|最[多少高低大小]的){_N}(?!年|月|[条件篇])|\btop\s*(\d{{1,3}}|two|three|four|five|ten)\b"
    rf"|(?<![\d年]){_N}(?:个|家)(?:单位|机关|部门|局|机构)|\bthe (\d{{1,3}}|two|three|four|five|ten) (?:agenc|bureau|department|organ|largest|highest|biggest|lowest|smallest|most|fewest|best)"
    r"|\b(\d{1,3}|two|three|four|five|ten) (?:agencies|bureaus|departments|organs|bodies|authorities|units|offices|governments|organi[sz]ations|institutions|entities)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Years:
    """The years a question names, the characters that name them, and how (`written`, `relative`, `range`, `all`)."""

    years: tuple[int, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    how: str = "none"


def language_of(text: str) -> Language:
    """English where the words around names and quotations are English."""
    latin = len(re.findall(r"[A-Za-z]{2,}", re.sub(r"[（(《“\"].*?[）)》”\"]", "", text)))
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    asks = re.search(r"多少|几|吗|呢|什么|哪|吧|？$", text) is not None
    return "en" if (latin >= 3 and not asks) or (han == 0 and latin > 0) else "zh"


def years_in(text: str, newest: int | None, oldest: int | None = None, today: int | None = None) -> Years:
    """The years named in folded `text`; 去年 and 近三年 count back from `newest`, the library's newest year."""
    for rule in (_ACADEMIC,):
        if hit := rule.search(text):
            return Years((int(hit[2]),), (hit.span(),), "written")
    if hit := _RANGE.search(text):
        first, last = sorted((int(hit[1]), int(hit[2])))
        return Years(tuple(range(first, last + 1)), (hit.span(),), "range")
    found = [(int(hit[1]), hit.span()) for hit in _YEAR.finditer(text) if not _counted_to(text, hit)]
    found += [(int("".join(_HAN_DIGITS.get(c, c) for c in hit[1])), hit.span()) for hit in _HAN_YEAR.finditer(text)]
    short = _SHORT if not found else _BESIDE
    found += [(2000 + int(hit[1]), hit.span()) for hit in short.finditer(text)]
    if found:
        latest = (today or date.today().year) + 1
        kept = sorted((span, year) for year, span in found if 1990 <= year <= latest)
        return Years(tuple(dict.fromkeys(year for _, year in kept)), tuple(span for span, _ in kept), "written")
    return _relative(text, newest, oldest)


def _counted_to(text: str, hit: re.Match[str]) -> bool:
    """Whether a number is a bound and no year: under 2000."""
    return not hit.group().rstrip().endswith(("年", "度")) and _LIMITED.search(text[: hit.start()]) is not None


def _relative(text: str, newest: int | None, oldest: int | None) -> Years:
    hit = _LAST.search(text)
    if hit is None or newest is None:
        return Years()
    if hit["all"]:
        return Years(tuple(range(oldest or newest, newest + 1)), (hit.span(),), "all")
    if hit["n"] or hit["en"]:
        word = hit["n"] or hit["en"].lower()
        count = int(word) if word.isdigit() else _COUNT.get(word, 3)
        return Years(tuple(range(newest - count + 1, newest + 1)), (hit.span(),), "range")
    back = 2 if hit["two"] else 1 if hit["before"] else 0
    return Years((newest - back,), (hit.span(),), "relative")


def unit_in(text: str) -> str | None:
    """The unit the question asks in: 多少条 -> 条; how many times -> 次."""
    if _RATE.search(text):
        return "%"
    if _PRICE.search(text):
        return "元"
    if hit := _ASKED_ZH.search(text):
        return hit["unit"]
    if hit := _ASKED_WHO.search(text):
        return "人" if hit["people"] else "家"
    if hit := _MEASURED.search(text):
        return hit["unit"] or hit["people"]
    if re.search(r"how many|number of", text, re.I):
        return next((unit for rule, unit in _ASKED_EN if rule.search(text)), None)
    return None


def contacts_in(text: str) -> tuple[str, ...]:
    """The contacts asked for, in the order asked, unless contacts are counted (接听咨询电话多少次)."""
    if _COUNTED.search(text):
        return ()
    found = [(hit.start(), key) for key, rule in _CONTACTS if (hit := rule.search(text))]
    return tuple(key for _, key in sorted(found))


def limit_in(text: str) -> int | None:
    """前五 -> 5; top 3 -> 3; 最高的4个单位 -> 4."""
    hit = _LIMIT.search(text)
    if hit is None:
        return None
    word = (hit[1] or hit[2] or hit[3] or hit[4] or hit[5]).lower()
    return int(word) if word.isdigit() else _COUNT.get(word)
