"""What a question's wording tells before any library is looked at: language, years, unit, operation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.question import Language, Operation

_HAN_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_ACADEMIC = re.compile(r"((?:19|20)\d{2})\s*[-—–~至]+\s*((?:19|20)\d{2})\s*学年度?")
_RANGE = re.compile(
    r"((?:19|20)\d{2})\s*年?度?\s*(?:[-—–~～到至]+|\bto\b|through)\s*((?:19|20)\d{2})(?:\s*年度?)?", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)\s*(?:财?年度?|学年度?)?")
_SHORT = re.compile(r"(?<!\d)(0[5-9]|1\d|2\d|3[0-5])\s*年度?")
_HAN_YEAR = re.compile(r"([二一][〇零○九][〇零○一二三四五六七八九]{2})\s*年度?")
_LAST = re.compile(
    r"(?P<now>今年度?|本年度?(?!新收|度?办理)|this year)|(?P<before>去年|上一?年度?(?!结转|转入)|last year|previous year)|(?P<two>前年|the year before last)"
    r"|(?:近|最近|过去)(?P<n>[一二两三四五六七八九十\d]{1,2})年|(?:last|past|recent)\s+(?P<en>\d{1,2}|two|three|four|five)\s+years|(?P<all>历年|各年度?|逐年|所有年份|every year|all years)"
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

_UNITS = "条次|件次|篇次|场次|人次|班次|万元|工作日|条|篇|件|份|项|期|次|场|个|家|人|名|位|宗|起|部|册|类|种|元|组|批|则|套|户|%|倍|天"
_ASKED_ZH = re.compile(rf"(?:多少|几)(?:大|余|多|万(?!元)|亿(?!元))?(?P<unit>{_UNITS})")
_ASKED_WHO = re.compile(
    r"(?:多少|几)(?:位|名)?(?:(?P<people>群众|干部|人员|职工|学生|居民|代表|粉丝|网民|志愿者)|企业|单位|机构)"
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

_OPERATIONS: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    ("help", re.compile(r"^(?:你好|您好|hello|hi|help|帮助|你能做什么|怎么用|你是谁)[!！。.？?]*$", re.I)),
    (
        "catalogue",
        re.compile(
            r"(?:库里|库中|收录|数据库|目前|现在)?有(?:哪些|几份|多少份|什么)(?:单位的?)?(?:年报|报告)|(?:收录|包含)了?(?:哪些|多少)(?:单位|年报|报告|年份)|(?:哪些|多少)(?:单位|年份).*(?:年报|报告)(?:在库|可查|可以查)|"
            r"what reports|which reports (?:are|do you)|list (?:all )?(?:the )?reports|which agencies (?:are|do you)|what years",
            re.I,
        ),
    ),
    (
        "check",
        re.compile(
            r"核对(?:一下)?|核查|查错|矛盾|勾稽|不平|对[得不]上|相符|吻合|数据.{0,6}(?:有误|错误|一致|问题)|是否一致|一致吗|contradict|inconsisten|add up|consistent|errors? in",
            re.I,
        ),
    ),
    (
        "trend",
        re.compile(
            r"每年|上升还是下降|是升是降|year by year|趋势|逐年|历年|变化(?:情况)?|走势|这几年|近[一二两三四五六七八九十\d]+年.*(?:如何|怎么|情况)|\btrend|over the (?:years|last|past)|year by year|how has",
            re.I,
        ),
    ),
    (
        "rank",
        re.compile(
            r"排名|排行|居首|\bwho leads\b|\border the agencies\b|前[一二三四五六七八九十\d]+(?:名|位|个|家)?|最(?:多|少|高|低|大|小)的|(?:哪个|哪家|哪些|谁).{0,24}最(?:多|少|高|低)|\brank|\btop \d+|\bmost\b|\bfewest\b|\bleast\b|highest|lowest",
            re.I,
        ),
    ),
    (
        "compare",
        re.compile(
            r"(?:和|跟|与|同).{0,10}比(?:呢|$|[？?一，,])|较\d{4}年|哪家(?:更|比较)|(?:高|多|大)了?还是(?:低|少|小)|比比|对比|比较|相比|哪[家个].{0,16}(?:更)?[多少高低]|谁.{0,12}(?:更)?[多少高低]|比一比|同比|差(?:多少|别|距|异)|\bcompar|\bversus\b|\bvs\b|difference between|more .* than",
            re.I,
        ),
    ),
    (
        "share",
        re.compile(
            r"[^效]率[？?。 ]*$|占比|比例|比重|百分之|百分比|[率](?:是|为|有)?多少|公开率|纠错率|维持率|\bshare\b|\bpercent|\bproportion|\brate\b",
            re.I,
        ),
    ),
    (
        "list",
        re.compile(
            r"(?:都)?有(?:哪些|谁)(?=$|[？?。 ])|(?:都)?(?:有|是)谁(?=$|[？?。 ])|谁有|(?:大于|多于|超过)零|一件.{0,8}都没|(?:哪些|哪几个|哪几家)(?:单位|机关|部门|报告|局|区县|县区|乡镇|街道|政府)|which (?:agencies|reports|bureaus|departments)",
            re.I,
        ),
    ),
    (
        "total",
        re.compile(
            r"加起来|加总|累加|总和|合在一起|(?:所有|全部|各|全市|全省|全县)(?:单位|机关|部门|局|报告).*(?:合计|总共|一共|平均|总数)|(?:合计|平均).{0,4}(?:多少|几)|\baverage\b|\bsum of\b|in all reports",
            re.I,
        ),
    ),
    ("summarise", re.compile(r"总结|概括|概述一下|摘要|归纳|要点|summar|overview of", re.I)),
)
_CONTACTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("contact.fax", re.compile(r"传真|\bfax", re.I)),
    ("contact.email", re.compile(r"邮箱|电子邮件|电邮|e-?mail", re.I)),
    ("contact.postcode", re.compile(r"邮编|邮政编码|post(?:al)? ?code|zip", re.I)),
    ("contact.website", re.compile(r"网址|web ?site address|\burl\b", re.I)),
    (
        "contact.phone",
        re.compile(r"电话|手机号|联系方式|怎么联系|\bphone|telephone|contact number|how (?:can|do) I contact", re.I),
    ),
    ("contact.address", re.compile(r"(?:办公|联系|通讯|详细)?地址|办公地点|\baddress\b", re.I)),
)
_COUNTED = re.compile(r"(?:多少|几)(?:次|件|条|人次|个|通|起|人)|how many", re.I)
_YES_NO = re.compile(
    r"吗[？?。]?$|有没有|有无|是否|是不是|有.{1,12}吗|(?:^|\s)(?:did|does|do|was|were|is|are|has|have)\s", re.I
)
_NUMBER = re.compile(
    rf"多少|(?:是|为|有)几(?=$|[？?。 ])|几(?:{_UNITS}|个)|数量|总数|数目|金额|how many|how much|number of|what is the (?:number|total|amount)|\bcount\b",
    re.I,
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
    found = [(int(hit[1]), hit.span()) for hit in _YEAR.finditer(text)]
    found += [(int("".join(_HAN_DIGITS.get(c, c) for c in hit[1])), hit.span()) for hit in _HAN_YEAR.finditer(text)]
    if not found:
        found = [(2000 + int(hit[1]), hit.span()) for hit in _SHORT.finditer(text)]
    if found:
        latest = (today or date.today().year) + 1
        kept = sorted((span, year) for year, span in found if 1990 <= year <= latest)
        return Years(tuple(dict.fromkeys(year for _, year in kept)), tuple(span for span, _ in kept), "written")
    return _relative(text, newest, oldest)


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
    if hit := _ASKED_ZH.search(text):
        return hit["unit"]
    if hit := _ASKED_WHO.search(text):
        return "人" if hit["people"] else "家"
    if re.search(r"how many|number of", text, re.I):
        return next((unit for rule, unit in _ASKED_EN if rule.search(text)), None)
    return None


def contacts_in(text: str) -> tuple[str, ...]:
    """The contacts asked for, in the order asked, unless contacts are counted (接听咨询电话多少次)."""
    if _COUNTED.search(text):
        return ()
    found = [(hit.start(), key) for key, rule in _CONTACTS if (hit := rule.search(text))]
    return tuple(key for _, key in sorted(found))


def operation_in(text: str, single: bool = False) -> Operation:
    """The operation the wording asks for; `explain` where it asks for words rather than a number. `single`: of one
    report, so that operations over many are out of the question."""
    for operation, rule in _OPERATIONS:
        if not (single and operation in ("rank", "total", "list", "compare", "trend")) and rule.search(text):
            return operation
    if contacts_in(text):
        return "contact"
    if _NUMBER.search(text):
        return "lookup"
    if _YES_NO.search(text):
        return "yes_no"
    return "explain"


def limit_in(text: str) -> int | None:
    """前五 -> 5; top 3 -> 3."""
    if hit := re.search(r"(?:前|top\s*|最[多少高低]的)([一二两三四五六七八九十]|\d{1,3})", text, re.I):
        return int(hit[1]) if hit[1].isdigit() else _COUNT.get(hit[1])
    return None
