"""What a question narrows a thing by: 噪声 of 公开的信息里噪声的有几条, bridges of how many items on bridges.

A number answers only where what it cites, or the cell that it stands in, says so too: else the whole would be given for
a part that no report states.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.cells import NEW, TOTAL
from assistant.concepts import sense
from assistant.cues import NAME, YEAR
from assistant.facets import applicant_in, cell_of, narrow_parts, own_parts, parts_of, without_light
from assistant.familiar import familiar_to, words_in
from assistant.metrics import label_of, unknown_words
from ingest.report import Fact
from ingest.windows import own_words, words_of

_ASK = r"(?:[一总]?共|是|有|占|达|分别|各|都|又|到底|究竟|大概|数)*(?:多少|几(?!乎)|[件条篇份次]数|数量)"
_THING = r"(?:政府|公开|政务|行政|新闻|政策|业务)*(?:信息|消息|内容|文章|稿件|文件|公告|通知|通告|申请|处罚|许可|强制|复议|诉讼|官司|案件|案子|培训|发布会|解读|提案|建议|推文|推送|视频|微博|帖子|留言|咨询|来信|访谈|公报)"
_MADE = "线上|线下|网上|视频|音频|英文|外文|双语|现场|直播|联合|纸质"
_Q = r"[^，,。；;、？?!！◆●\s]"
_ZH = tuple(
    re.compile(form)
    for form in (
        rf"(?:里头|里面?|当中|其中|之中|(?<=[息容章件告请罚可讼议司训报送文博频信案])[中内])[，,]?(?P<q>{_Q}{{2,14}}?)(?:的|类|方面)*{_ASK}",
        rf"(?:关于|有关|涉及|针对|事关|反映)(?P<q>{_Q}{{2,12}}?)(?:方面|有关|相关|类|领域|工作|事项|问题)*(?:的|类|{_THING}|{_ASK}|[，,]|$)",
        rf"(?:多少|几)[条件篇份次场期个起宗则部](?P<q>{_Q}{{2,12}}?)(?:的|类|方面|领域)*{_THING}",
        rf"(?:^|[，,。{NAME}{YEAR}年的])(?P<q>{_Q}{{2,10}}?)(?:方面|类|领域|板块|题材|主题|专题)的?(?:{_THING}|{_ASK})",
        rf"(?:^|[，,。{NAME}{YEAR}年])(?P<q>{_Q}{{2,12}}?)的(?:{_THING})",
        rf"(?:^|[，,。{YEAR}年])(?P<q>{_Q}{{1,8}}?)[向找跟给到]{NAME}",
        rf"[，,](?:其中)?(?P<q>{_Q}{{2,10}}?)的{_ASK}",
        rf"(?:^|[，,。{NAME}{YEAR}年的])(?P<q>{_Q}{{2,6}}?)(?:提起|提出|提交|递交|发起)的?(?:行政)?(?:复议|诉讼|申请|官司)",
        r"(?P<q>上半年|下半年|前[三半]年|第?[一二三四1-4]个?季度|(?<!\d)1?\d月份?(?!底|\d*日)|[一二三四五六七八九十]+月份)",
        rf"(?P<q>{_MADE})(?:办理|举办|组织|开展|制作|召开)?(?:的|了)?(?:业务|政策|专题)?{_THING}",
        r"(?P<q>撤诉|撤回|和解|调解)",
    )
)
_PERIOD = "(?:first|second) half|(?:first|second|third|fourth|last) quarter|january|february|march|april|june|july|august|september|october|november|december"
_LITERAL = re.compile(
    rf"^(?:.半年|前.年|第?.个?季度|.{{1,3}}月份?|{_MADE}|撤诉|撤回|和解|调解|{_PERIOD})$", re.IGNORECASE
)
"""What a number is told with in the same words, or not at all."""
_SOMETHING = r"(?P<q>[a-z][a-z' -]{2,60}?)"
_END = r"(?= (?:did|was|were|has|have|had|in ●|by ◆|◆|●|were|that|to ◆|against ◆|release|publish|disclose|push|issue)|\s*[?.,:;]|\s*$)"
_ITEM = r"(?:items?|pieces?|information|requests?|applications?|posts?|articles?|updates?|penalt\w+|permits?|licen[cs]es?|explainers?|videos?|documents?|reviews?|lawsuits?|cases?|those|them|sessions?|briefings?)"
_EN = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_ITEM} (?:(?:that|which) (?:\w+ )?)?(?:were |was |are )?(?:about|on|concerning|regarding|relating to|related to|involving|dealing with|covering|concerned|dealt with|addressed|mentioned|for) (?!●|◆){_SOMETHING}{_END}",
        rf"\b(?:were|was|are|concerned|dealt with|involved|covered|addressed) (?:about |on |for |to do with )?(?!there|it|they|the \w+ of|filed|issued|received|held|released|published|disclosed){_SOMETHING}\s*[?.]*$",
        rf"\b{_ITEM} (?:from|by|brought by|made by|sent by|filed by|submitted by|withdrawn by|against) (?!●|◆|the ◆){_SOMETHING}{_END}",
        rf"\b(?P<q>{_PERIOD})\b",
        r"\bdid (?:the )?(?:applicants?|requesters?|people|citizens|companies|plaintiffs?) (?P<q>[a-z]+)",
        rf"\b(?:how many|number of|count of) (?:of (?:the|its|their) )?(?!(?:times|people|of|the|its|their)\b)(?P<q>[a-z][a-z-]+(?: [a-z-]+){{0,3}}?) {_ITEM}\b",
    )
)
_BACK = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:查|问|看|写|研究|关心|了解|关注|核|搞|做)(?P<q>{_Q}{{2,10}})[，,。].*(?:[这那]个?方面|[这那此]类|[这那]块|相关|有关)",
        rf"^(?:on|about|regarding|concerning|as for) (?!average|how|what|which){_SOMETHING}[,:]",
        rf"\b(?:researching|looking (?:at|into)|studying|writing (?:about|on)|interested in|covering|investigating) {_SOMETHING}(?: in \w+)?[,:.;].*\b(?:on|about|of|for|in) (?:that|this|it|these|those|them|such|the (?:topic|subject|matter))\b",
    )
)
"""What is spoken of first, and pointed back to: on bridges, how many items on that."""
_HAN = re.compile("[\u4e00-\u9fff]")
_WRAPPED = re.compile(
    r"^(?:有|属于?|是|为|被|涉及|关于|有关|跟|和|与|由|以|因|那些?|这些?|所|其中|算|归|标|的|了|在|按|里|中|内|对|打过?|吃过?)+|(?:写|填|显示|的|了|过|有关|相关|方面|类|工作|事项|问题|那?部分|这?块|那?块|领域|板块|的话|来的|的那些?)+$"
)


_AGENCY = re.compile(
    r"[“‘「《][^”’」》]*[”’」》]|[全各][省市县区州镇乡国校院]|各级|行政机关|(?:人民)?政府|街道|[市县区镇乡]级|不同|多种|其[他它]|总局|本?学年|[\da-z]+",
    re.IGNORECASE,
)
"""What a report's words say of who published and where, and not of what."""
_MERGED = {"request": NEW, "normative": "disclosure.art20_1.normative_docs.issued", None: "disclosed_total"}
_KIN = (
    ("disclosed_total", "website", "wechat", "weibo", "short_video"),
    ("litigation.total", "litigation.direct.total", "litigation.after_review.total"),
)
"""Metrics that are asked for in the same words."""
_OF_ALL = frozenset(("issued", "direct", "after_review", "total"))
"""Parts that do not narrow a whole."""
_OF_TABLES = re.compile(r"(?:requests|review|litigation|disclosure|stats)\.")
_PUT = re.compile(
    "(?:公开|公布|发布|更新|[放挂登贴发传晒摆亮播])(?:[到在上]|出来?|报)?|那[头边]|[上里]$|^否|有没有|有无|曾经?|(?:社会)?公众|群众|老百姓|市民|有人"
    "|收到过?|接到过?|来?[要提交递索](?:过来|上来|来|出来?)?$"
)
"""What is said of any number of what was made public or asked for."""
_LATIN = re.compile(r"\d{3,}")
_BODIES = re.compile("法人|组织")
_ONLINE = re.compile("线上|网上|在线|网络|网")
_CASES = frozenset((None, *"件 宗 起 个 例".split()))
_SO_MANY = re.compile(
    r"[这那]?[一二两三四五六七八九十几\d]+[个项条件组]?|[该本此这那]一?[个家]?(?:局|单位|委|办|厅|机关|部门|镇|街道|政府)|[它他]们?|其|全[省市县区州旗盟镇乡国]|全街道|全系统"
)
_PLAIN = frozenset(("收到", "受理", "公开", "发布"))
_OTHERS = re.compile("(?:其中)?其[他它余](?:类|方式|各类)*(?:公开|发布)?(?:政府)?(?:信息)?")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a number is told with: its metric, its applicant, its own words and those around it; `whole`: nothing there says
    that it is only some of something."""

    key: str | None
    applicant: str | None
    words: str
    whole: bool
    window: str = ""


def shown_by(fact: Fact, agency: str, claimed: str | None = None) -> Shown:
    """What a fact of an agency's report is told with; `claimed`: the metric of the sum that it is part of."""
    if fact.origin != "prose":
        key = claimed or fact.metric or ""
        labels = f"{fact.row or ''} {fact.column or ''} {label_of(key)}"
        return Shown(key, fact.applicant, labels, key.endswith(".sum") or not own_parts(key) - _OF_ALL, labels)
    window, before = words_of(fact, own_words(agency))
    said = sense(without_light(_AGENCY.sub(" ", window)))
    cell = cell_of(parts_of(window).names) if fact.metric is None and fact.unit in _CASES else None
    key = cell or _MERGED.get(fact.metric, fact.metric) or ""
    narrow = said.pairs - _familiar(key)
    if cell is not None:
        narrow |= own_parts(cell) - _OF_ALL
    elif fact.metric is None:
        named = {name for name, kind in said.concepts.items() if kind not in ("filler", "generic", "channel")}
        narrow |= (named - _PLAIN) | parts_of(window).names
    channel = "channel" in said.concepts.values()
    part = fact.total is not None and fact.metric is None and not channel
    whole = _OTHERS.fullmatch(window.strip()) is not None or not (narrow or part)
    return Shown(key, None, f"{' '.join(fact.section[-1:])} {before} {window}", whole, window)


def _familiar(key: str) -> frozenset[str]:
    """What people say for a metric, and for those that are told of in the same words."""
    kin = next((some for some in _KIN if key in some), (key,))
    return frozenset().union(*map(familiar_to, kin))


@lru_cache(maxsize=512)
def narrowed(said: str, text: str = "") -> tuple[str, ...]:
    """The words that a masked question narrows what it asks by, longest first; `text`: all of it, names and all."""
    chinese = _HAN.search(said) is not None
    asked = re.sub(r"\s+", "" if chinese else " ", said.strip())
    hits = (hit for form in (_ZH if chinese else _EN) for hit in form.finditer(asked))
    back = (hit for form in _BACK if (hit := form.search(text)))
    found = dict.fromkeys(_wrapped(hit["q"]) for hit in (*hits, *back))
    some = (one for one in found if len(one) > 1 and not _SO_MANY.fullmatch(one))
    return tuple(sorted(some, key=len, reverse=True))


def dropped(said: str, text: str, told: Sequence[Shown]) -> str | None:
    """What a question narrows by and none of the numbers told is told with; None where there is nothing like that."""
    for hit in _ZH[0].finditer(said):
        of, part = words_in(without_light(said[: hit.start()])), _wrapped(hit["q"])
        parted = bool(part) and "第" not in part and all(_counts(one, of) for one in told)
        if parted and not any(_says(one, part, part_of=True) for one in told):
            return part  # 科技项目信息里验收的, of 科技项目类71条
    if not all(one.whole for one in told):
        return None
    return next((words for words in narrowed(said, text) if not any(_says(one, words) for one in told)), None)


def _says(told: Shown, words: str, part_of: bool = False) -> bool:
    """Whether what a number is told with, or is called by those who ask for it, says what a question narrows by; of what a
    question calls a part of that very number only what it is told with."""
    if _LITERAL.match(words):
        return (_ONLINE if _ONLINE.fullmatch(words) else re.compile(words)).search(told.words) is not None
    asked = applicant_in(words)
    if asked and told.applicant in (None, TOTAL):
        own = applicant_in(told.words)
        return own is not None and own[0] == asked[0]
    if asked and (told.applicant not in (None, TOTAL) or _BODIES.search(words)):
        return True  # 除自然人以外, of the columns of organisations
    parts = parts_of(asked[1] if asked else words)
    heard = own_parts(told.key or "") | parts_of(told.words).names
    if _OF_TABLES.match(told.key or "") and narrow_parts(words) - heard:
        return False
    if any(run in told.words for run in _LATIN.findall(words)):
        return True
    if not _HAN.search(words):
        return not unknown_words(words.replace("-", " ")) - _familiar(told.key or "")
    if part_of and told.whole and _things(words) - _things(told.words):
        return False
    rest = sense(without_light(_PUT.sub("|", words if not asked else asked[1]))).pairs
    known = words_in(told.words) if part_of and told.whole else words_in(told.words) | _familiar(told.key or "")
    return not rest or bool(rest & known) or not parts.rest.strip("|")


def _counts(told: Shown, of: frozenset[str]) -> bool:
    """Whether a number counts what a question calls the whole: words of it, most of its own where it is a part itself."""
    own = words_in(without_light(told.window))
    return len(of & own) * 2 >= len(own) if own and not told.whole else bool(of & words_in(told.window))


def _things(words: str) -> set[str]:
    return {name for name, kind in sense(words).concepts.items() if kind in ("thing", "channel")}


def _wrapped(words: str) -> str:
    return _WRAPPED.sub("", words.strip()) if _HAN.search(words) else words.strip().lower()
