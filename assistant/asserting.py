"""A number that a question brings with it to have it confirmed (公开了2380条对吧, is it true that 5 requests came in), or a
bound to be told whether it is kept to (超过400件没有, 有十份那么多吗, did it receive more than 100)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.question import Asserted, Bound, Question
from assistant.thresholds import bound_in
from ingest.numerals import MULTIPLIERS, QUANTITY, read_number
from ingest.strings import say

_CONFIRM = re.compile(
    r"[，,—-]*\s*(?:我|你|你们|网上|稿子里?)?(?:[记写看抄填引听][^，,。◆●]{0,3})?(?:这个?|的)?(?:说法|数字?|数据)?(?:是否|是不是)?"
    r"(?:对不对|对[吧吗么]|是不是(?=[。？?]?$)|是[吗吧](?=[。？?]?$)|属实吗?|没[错记]错?吧?|准确吗|正确吗|真的[吗么]|是真的?[吗么吧]?|准不准|[对准]不|有误[吗么]|错了?没有?|吗|么|吧)[。？?！!]?$"
    r"|(?P<inner>是不是(?:就是)?|是否(?:是|为)?|(?:真的?|果真|当真|确实)(?:是|有|收到|发了))"
    r"|[,，]?\s*(?:is (?:that|this|it) (?:right|true|correct|so)|right|correct|true|yes or no|did(?:n't)? (?:it|they)|isn't it)\s*[?.]?\s*$"
    r"|^(?P<lead>is it (?:true|correct|right) that|(?:can|could) you confirm (?:that|whether|if)|(?:please )?(?:confirm|verify)(?: that)?:?|did|was it|were there)(?![a-z])",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^(?:我(?:们)?|有人|同事|网上|听|据|邻居|朋友|印象[中里]?|稿子?[里中]?(?:写的?|说)?)*(?:记得|听说|看到|说是?|据说|印象[中里]?|写的是)[，,]?|^(?:a colleague|someone|they) (?:says?|claims?)(?: that)? ",
    re.IGNORECASE,
)
"""Who says so is no part of what is to be confirmed."""
_OTHER = re.compile(
    r"[几哪谁]|一[件条个次宗起份篇场期](?=[^，,]{0,10}没)|多少|什么|怎|为何|之间|第\s*\d|\b(?:which|who|what|how|why|any|between)\b", re.IGNORECASE
)  # fmt: skip
_MORE_OR_LESS = re.compile(
    r"超过|超出|大于|高于|多于|以上|不到|低于|少于|小于|以下|不足|至少|至多|最多|不超|突破|达到|有没有"
    r"|\b(?:over|above|below|under|more than|less than|fewer|at least|at most|exceed\w*)\b",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"有没有(?!单位|机关|部门|[谁人哪])|有无|是否|是不是|可曾|难道|真的(?=[超过达到不满突])|够不(?=够)|([收发做办开接推罚批])没(?=\1)|^(?:did|does|do|was|were|is|are|has|have|had)(?![a-z])",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?:吗|么|吧|没有?|不|否|了没|与否)[。？?！!]*$|[？?]$")
_N = "(?:\\d|[一二两三四五六七八九十百千万])[\\d,百千万亿十]*[条件个次篇期份宗家人场通]*"
_REACHED = re.compile(
    rf"(?<![没未不])(?:(?:达?到|够|足?满|上)[了得]?(?=\s*{_N}(?:[吗么没吧？?]|$))|有(?=\s*{_N}(?:那么|这么)?多))"
)
_SO_MANY = re.compile(r"(?:那么|这么|之)多|的样子")
_FRACTIONS = {
    **{f"{digit}成": Decimal(10 * n) for n, digit in enumerate("一二三四五六七八九", 1)},
    "两成": Decimal(20),
    "一半": Decimal(50),
    "半数": Decimal(50),
    "四分之一": Decimal(25),
    "四分之三": Decimal(75),
    "五分之一": Decimal(20),
    "half": Decimal(50),
    "a quarter": Decimal(25),
    "a tenth": Decimal(10),
}
_SHARE_BOUND = re.compile(
    r"(?:有没有|是否|是不是)?(?:占)?(?:超过了?|高于|多于|大于|不到|不足|低于|少于|未到)(?:了)?(?P<part>[一二两三四五六七八九]成|一半|半数|四分之一|四分之三|五分之一|\d+(?:\.\d+)?%)"
    r"|\b(?:more than|over|above|less than|under|below|fewer than) (?P<over>half|a quarter|a tenth|\d+(?:\.\d+)?(?:%| per ?cent))",
    re.IGNORECASE,
)
_OVER = re.compile(r"(?:有没有|是否|是不是)?占?(?:超过|高于|多于|大于|more|over|above)", re.IGNORECASE)
_LED_BY = re.compile(
    r"^(?:是不是真的|真的是|是不是|是否|难道)[，,]?|(?:是不是|是否|有没有)$|^(?:did|was|were|is it true that|is) ",
    re.IGNORECASE,
)
_DIGITS = "一二三四五六七八九"
_PLACE = re.compile(
    r"(?P<asks>是不是|是否|有没有|难道是)?(?:拿|得|排|排名|位居|位列|名列|列|居)?(?:[了到过的在是]|全[省市县区国])*"
    r"(?:第(?P<n>[一二三四五六七八九]|\d{1,2})(?![\d书时季批次条章节轮期届线二三年月]|个月)(?:名|位)?|头名|榜首|首位)(?P<end>(?:吗|么|吧|没有|对吗|对吧|是吗|是不是)?(?=[？?。]?$))"
)
_ATTRIBUTE = re.compile(r"\s*(?:的[\u4e00-\u9fff]|个?工作日|天|年|个?月|岁|分钟|小时|\b(?:days?|years?|months?)\b)")
"""超过20天的申请: the bound is of something else than how many there are."""
_COUNT_EN = re.compile(
    r"(?<![\w.,-])(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?P<percent> ?(?:%|percent))?(?![\w.,年-])"
)


def asserted_in(words: str) -> tuple[Asserted | None, str]:
    """The one number (or bound) that folded `words` ask to have confirmed, and the words as the question that it
    answers."""
    if _OTHER.search(words):
        return None, words
    if placed := _placed(words):
        return placed
    if bounded := _bounded_share(words) or _bounded(words):
        return bounded
    confirm = _CONFIRM.search(words)
    if confirm is None or _MORE_OR_LESS.search(words):
        return None, words
    asked = _ASIDE.sub("", _CONFIRM.sub(" ", words).strip(" ，,.。"))
    english = re.search("[a-z]", confirm.group(), re.IGNORECASE) is not None
    return (_in_english(asked) if english else _in_chinese(asked)) or (None, words)


def _placed(words: str) -> tuple[Asserted, str] | None:
    """A place in an order: 考核里拿的是不是第一 is asked of which place it had."""
    hit = _PLACE.search(words)
    if hit is None or not (hit["asks"] or hit["end"]):
        return None
    said = hit["n"] or "1"
    number = _DIGITS.index(said) + 1 if said in _DIGITS else int(said)
    return Asserted(Decimal(number), None), f"{words[: hit.start()]}排第几{words[hit.end() :]}"


def _bounded_share(words: str) -> tuple[Asserted, str] | None:
    """A bound on a share (超过一成, 不到一半, over 10%), asked of what the share was."""
    hit = _SHARE_BOUND.search(words)
    if hit is None or not (_WHETHER.search(words) or _ENDING.search(words)):
        return None
    said = next(filter(None, (hit["part"], hit["over"])))
    low = _FRACTIONS.get(said) or Decimal(re.sub(r"[^\d.]", "", said))
    over, english = _OVER.match(hit.group()) is not None, hit["over"] is not None
    before = _ENDING.sub("", _LED_BY.sub("", words[: hit.start()])).strip("，, ")
    behind = _ENDING.sub("", words[hit.end() :]).strip()
    bound = Bound(">" if over else "<", low, None)
    asks = (
        " what percentage "
        if english
        else "是多少"
        if before.endswith(("率", "比例", "占比", "比重"))
        else "占百分之几"
    )
    return Asserted(low, "%", bound=bound), f"{before}{asks}{behind}".strip()


def _bounded(words: str) -> tuple[Asserted, str] | None:
    """A bound that is asked about: 有没有到十万通 is asked of how many there were."""
    english = not re.search("[\u4e00-\u9fff]", words.rstrip("？?")[-3:])
    if not (_WHETHER.search(words) or (not english and _ENDING.search(words))):
        return None
    plain = _SO_MANY.sub("", _REACHED.sub("达到", _ENDING.sub("", _WHETHER.sub(" ", words))))
    found = bound_in(plain)
    if found is None or found[0].op == "between":
        return None
    bound, (start, end) = found
    before = plain[start:end].endswith(("上", "下", "内")) and plain[end:].strip(" ，,")  # 50万元以上的项目
    if bound.op == "=" or before or _ATTRIBUTE.match(plain, end) or bound_in(plain[:start] + " " + plain[end:]):
        return None
    unit = re.search(r"[条件篇个次期份宗家人场]次?$", plain[start:end])
    asks = " how many " if english else "多少" + (unit.group() if unit else "")
    return Asserted(bound.low, None, bound=bound), _ASIDE.sub("", f"{plain[:start]}{asks}{plain[end:]}".strip())


def _in_chinese(words: str) -> tuple[Asserted, str] | None:
    read = [(hit, number) for hit in QUANTITY.finditer(words) if (number := read_number(hit)) and _counted(hit, words)]
    if len(read) != 1 or read[0][1].qualifier != "exact":  # 20多件 is agreed with by more than one number
        return None
    hit, number = read[0]
    scale = next((factor for name, factor in MULTIPLIERS.items() if number.printed.endswith(name)), 1)
    asks = "多少" + (number.unit or "").removesuffix("%")
    said = words[: hit.start()] + asks + words[hit.end() :]
    return Asserted(number.value, number.unit, _slack(number.printed.rstrip("亿万千百"), scale)), said


def _counted(hit: re.Match[str], words: str) -> bool:
    """Whether a number counts something: it has its unit, or nothing follows it (…是0, and no year)."""
    return bool(hit["unit"]) or not (words[hit.end() :].strip("，, ") or re.fullmatch(r"(?:19|20)\d\d", hit["number"]))


def _in_english(words: str) -> tuple[Asserted, str] | None:
    hits = [hit for hit in _COUNT_EN.finditer(words) if not re.fullmatch(r"(?:19|20)\d\d", hit.group())]
    if len(hits) != 1:
        return None
    (hit,) = hits
    printed = hit.group().removesuffix(hit["percent"] or "").replace(",", "")
    asks = "what percentage" if hit["percent"] else "how many"
    said = words[: hit.start()] + asks + words[hit.end() :]
    return Asserted(Decimal(printed), "%" if hit["percent"] else None, _slack(printed)), said


def _slack(printed: str, scale: int = 1) -> Decimal:
    """Half of the last place of a number that is rounded: 2.8万 may be 28416; 5 is 5."""
    places = len(printed.partition(".")[2])
    return Decimal(1).scaleb(-places) * scale / 2 if places or scale > 1 else Decimal(0)


def judged(question: Question, answer: Answer) -> Answer:
    """The answer led by whether what it found agrees with the number that the question brought, or keeps to its bound."""
    told = [claim.number for claim in answer.values if claim.number is not None]
    if question.asserted is None or answer.status != "answered" or question.operation not in _SINGLE or not told:
        return answer
    told = told[:1] if answer.values[0].formula else told  # of a sum, and not of what it is made of
    agree = [question.asserted.agrees(number) for number in told]
    if question.asserted.bound is not None:
        key = "bound_kept" if agree[0] else "bound_missed"
    else:
        key = "agrees" if all(agree) else "agrees_in_part" if any(agree) else "disagrees"
    return replace(answer, text=say(f"assistant.{key}", question.language) + answer.text)


_SINGLE = frozenset(("lookup", "yes_no", "share", "total"))
