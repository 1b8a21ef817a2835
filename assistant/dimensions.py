"""What a question asks a number to be broken down by, the parts not named: 33件申请都怎么来的, by whom, what became of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.asking import tidied
from assistant.cues import NAME, YEAR, bare, hear
from assistant.facets import applicant_in, common_parts_of
from assistant.question import Question
from ingest.numerals import QUANTITY, read_number

Way = Literal["outcome", "applicant", "channel", "kind"]

_HOW = "(?:怎么|如何|怎样|咋)样?"
_WHICH = "(?:什么|哪些|哪几|哪种|哪类|何种|啥)"
_EACH = "(?:都|又|各|最后|最终|后来|分别|各自|主要|具体|大致|一共|总共|是|有|占|为|由|被)*"
_COUNTS = "(?:多少|几)?(?:[件条篇份项次期场个]|人次)?"
_SORTED = "(?:来)?(?:分|拆|看|划分|分类|拆分|统计|列|汇总|归类|排)?(?:开|开来|一下)?(?:来)?(?:看|说|列)?"
_SOME = r"(?:这|那|上述)?[两三四五六七八九十几各\d]+"
_APART = r"[^，,。]{0,6}?(?:各|分别|都)(?:自|是|有|收到?|公开|发布)*(?:多少|几)"
_WAYS: tuple[tuple[Way, re.Pattern[str]], ...] = (
    (
        "outcome",
        re.compile(
            rf"{_EACH}{_HOW}(?:答复|回复|处理|办理|处置|办|回应|了结|处|答)(?:的|了|掉|完|结)*"
            rf"|(?:答复|办理|处理|处置|审理|裁决|判决)(?:的)?(?:结果|去向|类型|情况)(?!总|合计|一?共|里|中|[^，,]{{0,3}}多少)(?:{_EACH}(?:{_HOW}|什么|啥|分布))?"
            rf"|(?:得到|有|是)?{_WHICH}(?:样|个|种)*的?(?:答复|处理|办理)?结果|结果(?=按照?)|{_HOW}(?:判|裁|定)(?:决|的|了)*"
            rf"|结果{_EACH}(?:{_HOW}|什么|啥|分布|(?:各|分别)(?:有|是|占)?{_COUNTS})"
            rf"|(?:下场|去向|着落|结局|下落){_EACH}(?:{_HOW}|什么)?|(?:都|分别|最后|最终|后来)+{_HOW}了"
            rf"|按照?(?:办理|答复|处理|审理)?(?:结果|结论|答复类型|答复方式){_SORTED}"
            r"|\b(?:what became of|what happened (?:to|with)|what (?:was|were) the (?:outcomes?|results?|dispositions?)(?: of| for)?|outcomes?(?: of| for)?|dispositions?(?: of)?"
            r"|by (?:outcome|result|disposition|type of (?:reply|response|outcome))s?"
            r"|how (?:did|were|was|have|are) (?=.*\b(?:answered|handled|resolved|disposed|decided|dealt|processed|settled|replied|responded|turn(?:ed)? out|end(?:ed)?(?: up)?|concluded|closed|fared?|go)\b))",
            re.IGNORECASE,
        ),
    ),
    (
        "applicant",
        re.compile(
            rf"{_EACH}(?:来自)?(?:谁|{_WHICH}(?:个|样|种|类|类型|身份)*的?(?:人员?|申请人|主体|群体|身份)|哪几(?:种|类|方面)?的?(?:人|申请人|主体))(?:们)?(?:来|去)?(?:提|递|交|申请|发起|申报|要求|要)(?:出|交|起|来|的|了|上来|过来)*"
            rf"|来自(?:谁|{_WHICH}(?:个|样|种|类|身份)*(?:人员?|申请人|主体|群体))(?:的)?|申请人{_EACH}(?:{_WHICH}(?:人|身份|类型|主体)|谁|哪几类|类型|类别|构成|分布|身份|结构|情况)(?:{_EACH}{_HOW})?"
            rf"|按照?(?:照)?(?:申请人|申请主体|提交人|申请者)(?:的)?(?:类型|类别|身份|性质|种类)?{_SORTED}"
            r"|\bwho (?:had )?(?:filed|made|submitted|lodged|sent|put|asked|applied|requested)\b|\b(?:from|by) whom\b|\b(?:by|which|what) (?:the )?(?:types? of |kinds? of |categor(?:y|ies) of )?(?:applicants?|requesters?)(?:'s?)? ?(?:types?|categor(?:y|ies)|kinds?)?\b|\bapplicant (?:types?|breakdown|mix|categories)\b"
            r"|\bwhat (?:kinds?|sorts?|types?) of (?:applicants?|people|requesters?|parties)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "channel",
        re.compile(
            rf"{_SOME}种(?:不同)?(?:的)?(?:申请|提交|接收|公开|发布|递交)?的?(?:渠道|途径|方式)(?={_APART})"
            rf"|{_EACH}(?:通过|从|经由?|用|走|以|借助|采[用取])?(?:的)?{_WHICH}(?:个|种|条|类|些)*的?(?:渠道|途径|方式|形式|路子|路|办法|平台|地方)(?:来|提|递|交|收|发|公开|受理|提交|提出|递交|收到|接收|发布|推送|出去|进来|上来|到)*(?:的|了)*"
            rf"|{_EACH}{_HOW}(?:来|递|提|交|收|送|寄|提交|提出|递交|收到|送达|接收|发)(?:上来|过来|进来|到|出去|来)?的"
            rf"|按照?(?:受理|提交|收到|接收|来件|申请|发布|公开)?的?(?:渠道|途径|方式|形式|平台|来源){_SORTED}|(?:来源渠道|渠道来源|(?:渠道|途径|来源){_EACH}(?:分布|构成|情况|{_HOW}))"
            rf"|{_EACH}(?:发|登|挂|公开|发布|推送|放)(?:布|送)?在了?(?:哪儿?|什么|哪些|哪里)(?:地方|平台|渠道|里|些)?(?:上)?"
            r"|\b(?:how (?:did|were|was) (?=.*\b(?:arrive|come in|come|reach|submitted|filed|lodged|received|sent|made|delivered)\b)|by (?:which |what |the )?(?:channel|means|method|route|medium|platform)s?"
            r"|(?:through|via|on|over|over) (?:which|what) (?:channel|means|method|route|medium|platform)s?|(?:channel|platform) (?:split|breakdown|mix|distribution)|where (?:was|were|did) (?=.*\b(?:published|posted|released|put|appear|from)\b))",
            re.IGNORECASE,
        ),
    ),
    (
        "kind",
        re.compile(
            rf"{_SOME}(?:大)?[类种](?=(?:政府)?(?:信息|内容|文件|解读|公告){_APART})"
            rf"|{_EACH}(?:采[用取]|分|分为|分成|包括|包含|涉及|以)?(?:了)?{_WHICH}(?:样|个|种|类|些)*的?(?:类型?|形式|内容|方面|种类|领域|题材|主题|信息|体裁|类别|东西)(?:的)?(?:信息|内容|文件)?(?:呈现|发布|做|公开|构成|组成)*(?:的)?"
            rf"|按照?(?:类别|类型|种类|形式|结果|领域|内容|栏目|主题|体裁){_SORTED}"
            r"|\b(?:in (?:which|what) forms?|(?:which|what) (?:types?|kinds?|sorts?|categor(?:y|ies)|forms?) (?:of|did|were|was|are)|by (?:type|kind|category|form|topic|subject|theme|area|field)s?|what (?:did|do|does|was|were) (?=.*\b(?:consist|cover|made up|comprise|include)\b)|how (?:is|was|were|are) (?=.*\b(?:made up|composed|divided|split)\b))",
            re.IGNORECASE,
        ),
    ),
)
_NOT = frozenset(
    "share rate mean most least order problems measures summary check change yoy grew bound which_year versus more".split()
)
_BLANKED = frozenset(
    "ask each measure parts why grand courtesy meta lean report by sum items what who correct both".split()
)
_WHY = re.compile(r"为什么|为何|为啥|原因|缘由|\b(?:why|reasons?)\b", re.IGNORECASE)
_OF_REQUESTS = re.compile(r"申请|\b(?:requests?|applications?|FOI)\b", re.IGNORECASE)
_AROUND = re.compile(
    r"^(?:[那这该其]些?个?|the|its|their|all|those|these|publish|they|them|it)(?=$|[\s\u4e00-\u9fff])|(?:里面?|当?中|方面)$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:answered|handled|resolved|disposed of|decided|dealt with|processed|settled|replied to|responded to|turn(?:ed)? out|concluded|arrive[ds]?|come in|came in|submitted|filed|lodged|received|sent in|delivered|published|posted|released|put out|consist(?:ed)? of|made up|composed|divided|split)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """By which ways a number may be meant to be broken down, `what` is, and how many there are of it where the question
    says so."""

    ways: tuple[Way, ...]
    what: str
    number: Decimal | None = None
    requests: bool = False
    table: str | None = None
    applicant: str | None = None


def wanted(question: Question) -> Wanted | None:
    """What a question asks to be broken down, and by what; None where it asks for something else."""
    if len(question.agencies) != 1 or question.said.count(YEAR) > 1 or question.cues & _NOT:
        return None
    said = question.said
    if "why" in question.cues and _WHY.search(said):
        return None
    ways = tuple(way for way, rule in _WAYS if rule.search(said))
    if not ways and "parts" not in question.cues:
        return None
    what, number = _subject(said)
    before = " ".join(
        f"{one.words} {one.label}" for one in (*question.metrics, *question.after) if one.key or one.words
    )
    about = what or before
    tables = common_parts_of(about) & {"review", "suit"}
    named = applicant_in(what)
    return Wanted(
        ways or ("kind",),
        what,
        number,
        requests=_OF_REQUESTS.search(f"{about} {said if ways == ('channel',) else ''}") is not None and not tables,
        table=next(iter(tables)) if len(tables) == 1 else None,
        applicant=named[0] if named else None,
    )


def _subject(said: str) -> tuple[str, Decimal | None]:
    """The words that say what is broken down, and the number that the question gives for it."""
    for _, rule in _WAYS:
        said = rule.sub(" ", said)
    number = next(iter(_numbers(said)), None)
    text = QUANTITY.sub(lambda hit: " " if hit["number"][0].isdigit() else hit.group(), said)
    heard = hear(_DONE.sub(" ", text))
    return _AROUND.sub("", tidied(bare(heard.without(_BLANKED)))).strip(), number


def _numbers(said: str) -> Iterator[Decimal]:
    for hit in QUANTITY.finditer(said.replace(NAME, " ").replace(YEAR, " ")):
        number = read_number(hit) if hit["number"][0].isdigit() else None
        if number is not None:
            yield number.value
