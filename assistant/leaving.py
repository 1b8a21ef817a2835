"""Questions for what is left of a whole, put as questions for the share of what is taken from it.

扣掉工作动态还剩多少条, requests other than online ones; what was not done of what there was to do (没整改的问题有几个, how many findings
were not put right); what is something else than one of the parts (图解以外的解读材料).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.question import Question

_WITHOUT = "(?:除去|除掉|除开|扣除|扣掉|扣去|刨去|刨除|刨掉|刨开|减去|去掉|剔除|撇开|抛开|排除|拿掉|不算|不计|不含|不包括|不包含|除了?)(?:了|掉)?"
_OUT = "(?:的话|之外|以外|以后|之后|外|后)?"
_LEFT = "(?:还?(?:剩下?|余下?)|剩余|其[余他它]|别的|另外|还有)"
_COUNT = r"(?:[^，,。；？?]{0,10}?)(?:多少|几)[^，,。；？?]{0,2}"
_WHO = "(?:自然人|个人|公民|老百姓|商业企业|企业|公司|法人|科研机构|社会组织|律师|网络|网上|线上|信函|邮寄|当面|现场|传真|电子邮件)"
_EARLIER = re.compile(
    r"以前|之前|往年|历年|过去|前几年|累计|上年|去年|\b(?i:earlier|previous|prior|past|preceding|last)\b"
)
"""Parts in time are told apart elsewhere (see resaid.py)."""
_ONE = "[^，,。；？?]"
_INSIDE = "(?:里面?|当中|之中|其中|中)"
_ZH = (
    re.compile(
        rf"^(?P<whole>.{{4,60}}?){_INSIDE}?(?:的)?[，,]?(?:如果|要是|若)?(?:把|将)?(?:其中)?{_WITHOUT}(?P<part>{_ONE}{{2,24}}?){_OUT}[，,]?(?:一共|总共|共)?(?P<left>{_LEFT}){_COUNT}[？?呢]?$"
    ),
    re.compile(
        rf"^(?P<whole>.{{4,60}}?){_INSIDE}?(?:的)?[，,]?(?:如果|要是|若)?(?:其中)?(?:把|将)(?P<part>{_ONE}{{2,24}}?){_WITHOUT}{_OUT}[，,]?(?:一共|总共|共)?(?P<left>{_LEFT}){_COUNT}[？?呢]?$"
    ),
    re.compile(
        rf"^(?P<whole>.{{4,60}}?){_INSIDE}[，,]?(?:有(?:多少|几)[件条篇份个家]{{0,2}})?不是(?:由|通过)?(?P<part>{_WHO})(?:提出|提交|递交|提|申请|发起)?的(?:是|有|共|一共)*(?:多少|几)?[^，,。；？?]{{0,3}}[？?呢]?$"
    ),
)
"""What a question leaves out, behind what it is taken from; the last: who asked, or how."""
_EN = re.compile(
    r"^(?P<whole>(?=.*\b(?:how many|number|count|total|requests|applications|items|posts))[^?]{12,140}?),? (?:(?:that|which) (?:were|was|are|came|come) )?(?:if (?:you|we|one) )?(?:other than(?: (?:from|by))?|excluding|except(?: for)?|not counting|apart from|leaving (?:out|aside)|minus|without(?: counting)?|aside from|leave out|take away|not (?:made|filed|submitted|sent) by)"
    r" (?:(?:those|the ones|ones|requests|applications|items)(?: (?:made|filed|submitted|sent|that came|published|posted))? (?:from|by|on|via|through|that were|which were|that are) )?(?P<part>[^,?;]{3,50}?)(?:,? (?:how many )?(?:(?:are|is|were|would be) )?(?:left|remain\w*)(?: over)?)?\?*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^(?:how many|what (?:was|is) the (?:total )?(?:number|count) of|(?:total )?(?:number|count) of)(?: the)? ",
    re.IGNORECASE,
)
_THING = "[^，,。；？?◆●的]{2,16}?"
_ANY = "(?:有|还有|共有|一共|总共|共|是|又)*(?:多少|几)(?:[件条篇份个家场次项起宗处户人期]|[^，,。；？?]{0,2})"
_NOT = "(?:还没有|还没|仍没有?|没有|没能|没|尚未|仍未|未能|未)"
_DONE = "(?P<part>(?![有能]|人|公开|予以|提出|提供|信息|收到|任何|什么|[这那]|多少|几)[\u4e00-\u9fff]{2,4}?|[办回答改修批结])(?:完成?|好|到位|成|掉|结|复)?"
_IN_FULL = {"办": "办结", "回": "回复", "答": "答复", "改": "整改", "修": "修复", "批": "批准", "结": "办结"}
"""没办的, 没回的: verbs of one character as reports write them."""
_LATE = re.compile(
    r"^(?P<pre>.*?)(?P<whole>[^，,。；？?◆●的]{2,16}?)(?:里面?|当中|之中|其中|中)?[，,]?(?:超期|逾期|超时|过期)(?:未?(?:办结?|回复?|答复?|处理)|了)?(?:的(?P<thing>[^，,。；？?◆●的有]{{2,8}}?)?)?(?:有|是|共)*(?:多少|几)[^，,。；？?]{0,2}[？?呢]?$"
)
"""What was late is the whole less what was in time."""
_UNDONE = (
    re.compile(rf"^(?P<pre>.*?){_NOT}{_DONE}的(?P<whole>{_THING}){_ANY}[？?呢]?$"),
    re.compile(
        rf"^(?P<pre>.*?)(?P<whole>{_THING}){_INSIDE}?[，,]?还?(?:剩下?|余下?|差)?{_ANY}{_NOT}{_DONE}的?[？?呢]?$"
    ),
    re.compile(rf"^(?P<pre>.*?)(?P<whole>{_THING}){_INSIDE}?[，,]?{_NOT}{_DONE}的?{_ANY}[？?呢]?$"),
    re.compile(
        rf"^(?P<pre>.*?)[◆●年的，,](?:还|仍|又|共|总共|一共)*(?:有|剩|余|差)?(?:多少|几)[件条篇份个家场次项起宗处户人期套部台所间本册]?(?P<whole>{_THING}){_NOT}{_DONE}的?[？?呢]?$"
    ),
)
_TO_DO = re.compile(
    r"\b(?:how many|what number)(?: of)?(?: the)? (?P<whole>(?!of\b)[a-z][a-z' -]{3,60}?)(?: (?:found|identified|spotted|raised))? (?:that )?(?:(?:were|was|are|is|had|have|has|did|remained?|stayed|went|got)(?: still| yet| left)? (?:not(?: yet)?(?: been)?(?: get)? |un)|(?:still )?(?:await(?:ed|ing)?|lack(?:ed)?) (?:being )?)(?:fully )?(?P<part>[a-z]{4,16}(?: (?:right|with|out|to|off|up)| (?:by|as|on|in) [a-z]+(?: [a-z]+)?)?)\b",
    re.IGNORECASE,
)
_OF_THEM_TO_DO = re.compile(
    r"^\W*(?:of|among|out of)(?: all)?(?: the| those)? (?P<whole>[a-z][a-z' -]{3,80}?),? how many (?:of (?:them|these|those) )?(?:(?:were|was|are|is|had|have|has|remained?|stayed|went)(?: still| yet| left)* (?:not(?: yet)?(?: been)? |un)|(?:still )?await(?:ed|ing)? (?:being )?)(?:fully )?(?P<part>[a-z]{4,16})\b",
    re.IGNORECASE,
)
_NOT_OF = re.compile(
    r"\b(?:how many|what number)(?: of)?(?: the)? (?P<whole>(?!of\b)[a-z][a-z' -]{3,60}?) (?:that |which )?(?:(?:were|was|are|is|had|have|did)(?: not|n['’]t)(?: being)? (?:about|on|devoted to|for|concerned with|of|in|to do with|related to)|(?:dealt|had to do) with something other than|(?:had|have|has|having) nothing to do with|unrelated to|(?:were|was|are|is) unrelated to) (?:the )?(?P<part>[a-z0-9][a-z0-9 -]{2,30}?)(?= (?:in|during|that|which)\b|[?,.]|$)",
    re.IGNORECASE,
)
"""How many press conferences were not about the epidemic."""
_SORT = "(?:主题|类型?|方面|性质|形式|方式)?"
_OTHERS = (
    re.compile(
        rf"^(?P<pre>.*?)(?:跟|与|和|同)(?P<part>{_THING})(?:无关|没有?(?:什么|啥)?关系|不相关|不沾边)的(?P<whole>{_THING}){_ANY}[？?呢]?$"
    ),
    re.compile(
        rf"^(?P<pre>.*?)(?P<whole>{_THING}){_INSIDE}?[，,]?{_ANY}(?:跟|与|和|同)(?P<part>{_THING})(?:无关|没有?(?:什么|啥)?关系|不相关|不沾边)的?[？?呢]?$"
    ),
    re.compile(rf"^(?P<pre>.*?)(?:不涉及|没涉及|未涉及)(?P<part>{_THING})的(?P<whole>{_THING}){_ANY}[？?呢]?$"),
    re.compile(rf"^(?P<pre>.*?)(?P<part>{_THING})(?:以外|之外)的(?P<whole>{_THING}){_ANY}[？?呢]?$"),
    re.compile(
        rf"^(?P<pre>.*?)(?:不是|并非|不属于|非)(?P<part>{_THING}){_SORT}的(?P<whole>{_THING})(?:召?开了?|举办了?|办了?|做了?|发了?)?{_ANY}[？?呢]?$"
    ),
    re.compile(
        rf"^(?P<pre>.*?)(?P<whole>{_THING}){_INSIDE}[，,]?(?:不是|并非|不属于|非)(?P<part>{_THING}){_SORT}的{_ANY}[？?呢]?$"
    ),
    re.compile(
        rf"^(?P<pre>.*?)(?P<whole>{_THING}){_INSIDE}?[，,]?{_ANY}(?:不是|并非|不属于|非)由?(?P<part>{_THING}){_SORT}的?[？?呢]?$"
    ),
)
_PLACED = re.compile(
    r"(?: ?\b(?:(?:by|in|at|for|of|from|within|under|during)(?: the)?|the))? ?[◆●](?:['’]s?)?", re.IGNORECASE
)
_DID = "(?P<did>发布?|公开|推送|收到?|受理|办理?|召?开|举办|做|处理|接待|培训)"
_APART_FROM = re.compile(
    rf"^(?P<pre>.*?)除?了?(?P<part>{_THING})(?:以外|之外)[，,]?(?:一共|总共|共|又)?{_DID}了?(?:多少|几)[件条篇份个家场次项起宗处户人期]?(?P<whole>[^，,。；？?◆●的]{{0,12}}?)[？?呢]?$"
    rf"|^(?P<before>.*?)除了?(?P<own>{_THING})(?:以外|之外|外)?[，,]?还(?P<act>收到|受理|接到|发布?|公开|召?开|举办)了?(?:多少|几)[件条篇份个家场次项起宗处户人期]?[？?呢]?$"
)
"""微信公众号以外发了多少信息."""
_DENIED = re.compile(r"[未没不无非尚]|待|\b(?:not|un)", re.IGNORECASE)
_NAMES = re.compile(r"[◆●年度的在，,、\s]*")
_NAMED_LAST = re.compile(r"[（(][◆●年度的在，,、\s]*[)）]\s*[？?]?$")
_BESIDE = re.compile("除了?[^，,]*[，,]?还有")
"""除了微信还有几条: what is asked for may be something else beside it."""


@dataclass(frozen=True, slots=True)
class Left:
    """A question for a share whose complement is asked for. `undone`: what was not done is; `surely`: nothing else can be
    meant; `within`: the part must stand in the sentence of its whole."""

    text: str
    undone: bool = False
    surely: bool = True
    within: bool = False


_NEGATED = re.compile(
    r"(?<!有)(?:还没有|还没|仍没有?|没有|没能|没|尚未|仍未|未能|未)(?:被|能|再|在|按|全部|完全|及时|最终|得到|予以|由)*(?P<verb>[\u4e00-\u9fff]{2})"
)


_NEGATED_IN_SHORT = re.compile(f"{_NOT}(?P<verb>[{''.join(_IN_FULL)}])(?=[的完结掉复好？?，,呢]|$)")


def undone(question: Question) -> frozenset[str]:
    """What it is asked how many were not dealt with: 整改 of 没整改的几个; "" where the verb says no more than that they were not
    (没办的几件)."""
    verbs = {hit["verb"] for hit in _NEGATED.finditer(question.said)}
    return frozenset(verbs | ({""} if _NEGATED_IN_SHORT.search(question.said) else set()))


def denied(words: str) -> bool:
    """Whether words say of a number that so many were not dealt with: 尚未办结3件."""
    return _DENIED.search(words) is not None


def left(question: Question) -> Iterator[Left]:
    """The question put as one for the share of what is left out, in each way in which it can be read."""
    text = question.text.strip()
    surely = not _BESIDE.search(text)
    for form in _ZH:
        if (hit := form.match(text)) and not _EARLIER.search(hit["part"]):
            yield Left(f"{hit['whole']}里{hit['part'].removesuffix('的')}的占百分之几", surely=surely)
    if (hit := _EN.match(text)) and not _EARLIER.search(hit["part"]):
        whole = _COUNTED.sub("the ", hit["whole"].strip())
        yield Left(f"Of {whole}, what share came from {hit['part'].strip()}?", surely=surely)
    yield from _of_one_report(question)


def _of_one_report(question: Question) -> Iterator[Left]:
    """What is left, of an agency and a year that stand before the rest of the question."""
    said = _NAMED_LAST.sub("", question.said.strip())
    if len(question.agencies) != 1 or len(question.years) != 1 or _EARLIER.search(said):
        return
    agency, year, plain = question.agencies[0], question.years[0], _PLACED.sub("", said)
    if told := _TO_DO.search(plain) or _OF_THEM_TO_DO.match(plain):
        yield Left(f"{agency} {year}: of the {told['whole']}, what share were {told['part']}?", undone=True)
    if told := _NOT_OF.search(plain):
        yield Left(f"{agency} {year}: of the {told['whole']}, what share were about {told['part']}?")
    named = f"{agency}{year}年"
    if hit := _LATE.match(said):
        yield Left(
            f"{named}{_NAMES.sub('', hit['pre'], count=1)}{hit['whole']}{hit['thing'] or ''}里按期办结的占百分之几",
            True,
            False,
        )
    for form in (*_UNDONE, *_OTHERS):
        if hit := form.match(said):
            before = _NAMES.sub("", hit["pre"], count=1)
            part = hit["part"].removesuffix("的")
            part = _IN_FULL.get(part, part)
            yield Left(f"{named}{before}{hit['whole']}里{part}的占百分之几", form in _UNDONE)
    if told := _APART_FROM.match(said):
        whole, part = told["whole"] or "全部", told["part"] or told["own"]
        whole = "申请" if told["own"] and "申请" in part else whole
        yield Left(f"{named}{told['did'] or told['act']}的{whole}里{part}占百分之几", within=True)
