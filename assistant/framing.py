"""What only frames a question taken off it: labels (单位：…。年份：…。问题：…), glosses in brackets (（人）), blanks to fill in; and
what it frames together (除了…还有…, not only … but also …, (1) … (2) …) put one beside the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.concepts import sense
from assistant.facets import applicant_in, parts_of
from assistant.metrics import recognise

BESIDE = "‖"
"""Stands, behind a mark, between two things that a question asks for, each by itself."""
_SENTENCE = re.compile(r"(?:^|(?<=[.!?] ))(?P<words>[^.!?]{2,160}?)(?P<end>[.!]+|$)(?= |$)")
_PERSONAL = re.compile(
    r"(?:(?:well|ok(?:ay)?|so|and|but|also),? )?(?:i(?:'[a-z]+)?|we(?:'[a-z]+)?|my|our|it'?s (?:for|just|only|about time|urgent)|it (?:would|will|really)|this (?:is|would|will) (?:for|urgent|help|just|a)|somebody|someone|everyone|people keep|nobody"
    r"|a (?:friend|colleague|reader|neighbou?r|student|single|simple|rough)|the (?:deadline|editor|boss|link|search)|any (?:help|pointers?|hints?|leads?|ideas?|clues?|chance)|as (?:an?|someone|somebody)|one (?:more|last|quick|number|figure)|no (?:rush|hurry|need|worries|explanation)|not sure|sorry"
    r"|(?:so )?(?:many )?thanks?|thank you|much|hop(?:e|ing)|just (?:the|a|one|curious|wondering|asking)|deadline|need(?:ed)? (?:it|this)|would (?:be|help|love|appreciate)|out of|asking|last|quick|another (?:question|one)|appreciate|grateful|have a|cheers|excuse|pardon|apologies|bear with|please (?:cite|quote|include|mention|keep|link|reference)|page (?:ref(?:erence)?s?|numbers?)|sources?)\b",
    re.IGNORECASE,
)
"""Begins a sentence about who asks, what for, and how."""
_POLITE = re.compile(
    r"\b(?:(?:can|could|would|will) you(?: please| kindly| possibly| maybe)*|please) (?:dig|pull|bring|fish|track|hunt|chase) (?:out|up|down)\b(?: for me)?"
    r"|\b(?:(?:would|do) you )?mind (?:telling|giving|showing|sending|checking|looking up|finding|confirming)\b(?: me| us| for me)?"
    r"|\b(?:is there )?any chance (?:that )?(?:you|i|someone) (?:could|can|might|would)(?: please)? (?:tell|give|get|have|find|check|know|show|look up)\b(?: me| us)?",
    re.IGNORECASE,
)
_GREETED = r"(?:hello|hi|hey|hiya|greetings|good (?:morning|afternoon|evening|day)|dear \w+)"
_FOR_WHAT = (
    rf"{_GREETED}\b|(?:i(?:'m| am) |we(?:'re| are) )?(?:just |currently |still |also )?(?:working (?:on|for|up|through|with)|writing|checking|double-checking|fact-?checking|trying|settling|preparing|compiling|putting|doing|researching|drafting|updating|verifying|cross-checking)\b"
    r"|for (?:an?|my|our|some|background|context|reference|the record|the file|a quick)\b|as (?:background|context|part|input)\b|(?:fact|sanity|reality|background)[- ]?checks?\b|(?:background|context|purpose|due diligence|press|media|reader|research)(?: (?:question|query|enquiry|inquiry|request))?(?=\s*:)"
    r"|(?:a|an|one|our|my|the|some|one of (?:our|my))(?: \w+){0,2} (?:asks?|asked|wants? to know|wanted to know|wonders?|wondered|claims?|claimed|says?|said|enquires?|inquires?)\b|(?:a )?quick (?:one|question|check|query)\b|question (?:for|from)\b"
)
_LEAD_IN = re.compile(
    rf"^\W*(?P<words>(?:{_FOR_WHAT})(?:(?! - )[^.!?:;,–—]){{0,80}}?)\s*(?:[:;–—!.]|\s-\s|,(?=\s*(?:how|what|which|did|do|does|was|were|is|are|has|have|who|when|where|can|could|please|tell|give|the)\b))\s*(?=\S)",
    re.IGNORECASE,
)
"""What one asks for, before the question: For a note on town halls: …; Fact check: …"""
_BACK = re.compile(
    r"\b(?:that|those|these|this|them|such|it|there|one|ones|so)\b(?! (?:year|report|period))", re.IGNORECASE
)
"""Points back to what was said before: I'm researching vaccination: how many items on that?"""
_SAID_IN_IT = re.compile(
    "(?<=[年的])(?:年报|报告)[里中上](?:面|头)?(?:说|讲|写|称)(?![了的明得道清过])(?=.{2,}(?:多少|几))"
)
"""2015年年报里说学校微信有多少粉丝: that the report says it, everybody knows."""
_ASKED_BY = re.compile(
    r"^[^，,。：:；;！!？?—\d◆●]{0,14}?(?:(?<![访学疑顾慰提询查])问|核实|求证|查证|爆料)(?:一?下|一句|一嘴|了|说|道|的是)*[：:，,—]+(?=\S)"
)
"""记者核实：, 群众来电问："""
_HEARSAY = re.compile(
    r"^(?:我们?|咱们?|大家|最近|前几天)?(?:听说|听人说|听同事说|据说|都说|有人说|网上说|新闻里?说|看(?:到)?(?:新闻|报道|网上)说|都在传|印象中|我?记得)[^？?。；;\d●]{2,40}[，,。](?=[^，,。？?]*[局委厅府办院镇乡县市区省司学队关社团会心◆][^，,。？?]*(?:[12]\d{3}|●))"
)
"""我听说水利厅把时间砍了不少，水利厅2019年平均几天批下来: what was heard, before a question of its own."""
_ASKS_WHETHER = re.compile(r"真的|属实|是不是|是否|对[吗不]|没错|准确|[这那]个?说法|[吗么][？?]?$")
_TAIL = re.compile(
    r"\s+(?:[—–-]+\s*|\()(?P<words>(?:need(?:ed)?|for (?:an?|my|our)|asking|urgent|please|thanks|it'?s for|this is for|to settle)\b[^()—–]{0,50}?)[)\s.!]*$"
    r"|\s*[（(](?P<zh>(?:写|做|交|给)?(?:毕业|课程)?(?:论文|作业|稿子?|备课|课题|报道|汇报)(?:要?用|数据|需要|参考|引用|素材|材料|急用)+)[）)]\s*[？?]?\s*$",
    re.IGNORECASE,
)
"""…? (for a school project); …（论文用）"""
_USED_FOR = re.compile(
    r"^(?P<words>[^，,。：:；;！!？?—\d◆●]{2,14}?(?:需要|要用|备用|用|参考|引用|佐证|打赌|科普|[核比]对(?:台账|数据|材料|底数|账目)))[：:，,—]+(?=\S)"
)
"""舆情处置需要："""
_NEXT = f"；{BESIDE}"
_LINES = re.compile(r"[ \t]*[\r\n]+[\s*•·>#-]*")
_BULLET = re.compile(r"^\s*[-*•·#>]+\s+")
_TABS = re.compile(r"\t+|\s+[|｜]\s+")
_OF = "(?:查询|被查|所查|要查|想查|报告|所属|所在|涉及|统计|申请|需要|咨询|目标)?的?"
_WHAT = "单位|机关|机构|部门|对象|主体|年份|年度|时间|期间|哪一?年|问题|指标|事项|项目|内容|要素|数据项?|数值|地区"
_ZH = rf"{_OF}(?:{_WHAT})(?:/(?:{_WHAT}))*(?:名称|名)?[一二三四1-4]?|查询?|求|问|提问|想[知查问]道?|想了解|主题|标题|正文|来源|报告|需要|要查|要问|需求|诉求|事由"
_EN = (
    r"(?:name of )?(?:the )?(?:(?<![a-z'’] )(?:agency|authority|department|bureau|office)|body|organi[sz]ation|unit|year|period|item|metric|indicator|figure|data point|value|topic|subject|question|query|report|who|when|what|wanted|re)s?"
    r"|(?:report(?:ing)?|fiscal) year|(?:figure|data|item|number)s? (?:wanted|needed|requested)|(?:data|lookup|look-up|information) requests?|i(?:'m| am) looking for|fill in(?: the blank)?"
)
_START = r"(?:^|(?<=[。；;，,、|｜{（(\s\]】]))"
_NOT_BEHIND = "".join(
    f"(?<!{word} )" for word in "two three both the these this same that my a one last next following".split()
)
_LABEL = re.compile(
    rf"[【\[]\s*(?:{_ZH}|{_EN})\s*[】\]]\s*[:：]?\s*"
    rf"|{_START}(?:\d[.、)）]\s*)?(?:[\"“]?(?:{_ZH})[\"”]?\s*[:：=](?!\s*(?:都|还)?[有是]?(?:哪|什么|啥|多少|几))"
    rf"|{_NOT_BEHIND}\"?\b(?:{_EN})\"?\s*(?:[:：=]|\s[-–]\s))\s*",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    "指标|事项|项目|内容|数据|查|求|items|metrics|indicators|figures|data points|values", re.IGNORECASE
)
"""What such a label says may be several things, one after the other."""
_BARE = re.compile(
    rf"{_START}(?:(?:{_OF}(?:单位|机关|机构|部门|年份|年度|指标|事项|问题))(?:\s+|[是为](?=\S))|(?:agency|body|year|item|metric|indicator)\s+(?=\S))",
    re.IGNORECASE,
)
"""The same without a colon; words only where they are several."""
_UNIT = "人次|人|件次|件|条次|条|篇次|篇|场次|场|次|期|份|项|家|个|起|宗|万元|元|位|名"
_UNIT_GLOSS = re.compile(rf"\s*[（(]\s*(?:(?:计量)?单位\s*[:：]?\s*)?(?P<unit>{_UNIT})\s*[）)]")
_ANY_GLOSS = re.compile(
    r"\s*[（(]\s*(?:请?(?:给|填|写|报)?(?:具体)?(?:数字|数值|数量|总数|数)(?:即可|就行)?|(?:政府)?信息公开(?:方面)?|急|在线等|谢谢|items?|people|persons?|cases?|posts?|pieces?|numbers?|count|total|units?|urgent|thanks?|please)\s*[!！]?[）)]",
    re.IGNORECASE,
)
_ASKED = re.compile(r"多少|几|how m|number of|[=＝_]", re.IGNORECASE)
_BLANK = re.compile(
    r"\s*(?:[=＝]\s*[?？]|(?:[=＝:：]|为|是)?\s*(?:[_＿]{2,}|[（(]\s*[）)])|[=＝]\s*$)\s*(?P<unit>人次|[件条篇场次期份项人])?\s*(?=$|[。.，,；;?？‖])"
)
_BLANK_EN = re.compile(r",?\s*(?:\b(?:was|were|is|are|equals?)\b|[=:])?\s*_{2,}\.?\s*$", re.IGNORECASE)
_HAN = re.compile("[\u4e00-\u9fff]")
_ONE = "[^。？?！!；;，,：:‖]"
_OPEN = "(?!.{0,2}(?:多少|几)|.{0,6}(?:哪|什么|啥|谁|别的|其[他它]|没有?[？?吗])|为什么)"
"""What is asked for is open: 除了微信还有哪些渠道."""
_WANT = "(?:想要?|得|需要?|要|想知道|知道|问问?|看看?|查查?|查询|了解|请|给出?|给我|报|告诉我|说说?|列出?|核对|核实|确认|附上|带上|补上)"
_TASK = "(?!.{0,3}(?:\\d{2}|[去前今]年|原因|理由|说明|解释|分析|页码|出处|来源|依据|趋势|图|表|按(?![时期])|比|为什么|总结|概括|公式|哪|什么|谁))"
_PAIRS = tuple(
    re.compile(form)
    for form in (
        rf"除了(?P<a>{_ONE}{{2,40}}?)(?:以外|之外|外)?[，,]?(?:还|也|另外|再)(?:有|{_WANT}|加上)+{_OPEN}(?=..)",
        rf"(?:不光|不仅仅?|不只|不但|不单)(?:{_WANT}|看|是|有)*(?P<a>{_ONE}{{2,40}}?)[，,]?(?:而且|并且)?(?:还|也|又)(?:{_WANT}|看|有)+{_OPEN}(?=..)",
        rf"既(?:{_WANT}|看)(?P<a>{_ONE}{{2,40}}?)[，,]?(?:又|也|还)(?:{_WANT}|看|有){_OPEN}(?=..)",
        rf"(?:其?一个?是|其一[是，,：:]?)(?P<a>{_ONE}{{2,40}}?)[，,；;、]?(?:另外?一个是|再?一个是|其?二是|其二[是，,：:]?)(?=..)",
        rf"(?<![\u4e00-\u9fff领首优率])先(?:{_WANT})*(?P<a>{_ONE}{{2,40}}?)[，,；;。？?]\s*(?:再|然后|接着)+(?:{_WANT})+{_TASK}(?=..)",
    )
)
_PAIRS_EN = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\bnot (?:only|just) (?P<a>[^,;?.‖]{3,80}?),? but (?:also |as well )?(?=[a-z])",
        r"(?:^|(?<=[,:;.] )|(?<=[a-z\d] ))(?:besides|in addition to|on top of|as well as) (?P<a>[^,;?.‖]{3,80}?), (?:(?:i|we)(?:'d| would)?(?: also)? (?:like|want|need)(?: to (?:know|see))?|(?:please )?(?:also )?(?:give|tell|show|find)(?: me)?|can you (?:also )?(?:give|tell)(?: me)?|also|please)? ?(?=[a-z])",
        r"\b(?P<a>both (?:the |its )?(?!\d)[^,;?.‖]{3,60}?),? and (?=(?:the |its |how )[a-z])",
        r"\b(?:one|first(?:ly)?|[a1])[,:)] (?P<a>[^;?.‖]{3,80}?)[;,.] (?:and )?(?:two|second(?:ly)?|[b2])[,:)] (?=[a-z])",
    )
)
_NUMBERED = re.compile(
    r"(?:^|(?<=[\s：:，,；;。、年‖]))(?:[①②③④⑤]|[（(][1-5一二三四五][）)]|[1-5](?:[、)）]|[.．](?!\d)))\s*|(?<=\S)(?:[①②③④⑤]|[（(][1-5一二三四五][）)])\s*"
)
_ALSO = re.compile(
    rf"[，,；;。？?]\s*(?:对了[，,]?)?(?:(?:顺便|顺带|另外|此外|同时|还有就是|还有|再就是|以及|并且?|也|还|又|再|然后)+(?:请|麻烦|帮我?|想|能)*(?:{_WANT})+(?:一?下|一句|一眼)*|对了[，,]?还有|还有就是)[，,:：]?\s*{_TASK}(?=\S\S)"
)
_ALSO_EN = re.compile(
    r"(?:[,;] and then |[.?!;,] (?:and )?(?:also|while you're at it|additionally|i also (?:need|want))[,:]? (?:(?:i'd like|i need|tell me|give me|what about|how about)(?: to know)? )?)(?!why\b|what (?:the )?reason|\d|in \d|for \d|explain|list the reason|show|tell)(?=[a-z(])",
    re.IGNORECASE,
)
_ROW = re.compile(
    r"[:：](?P<row>[^:：。？?!！‖()（）]{2,60}?(?:[,，;；](?! and )[^:：。？?!！,，;；‖()（）]{2,60})+)[。.？?!！]*$"
)
_ASKED_IN = re.compile(
    r"多少|几|什么|哪|其中|里面|怎|吗|呢|谁|为何|还是|按|[去前今]年|\d{2}|\b(?:how|what|which|who|whose|why|when|where|did|does|was|were|is|are|has|have|of (?:them|those|these|which)|among)\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"(?<=[数量额少几件条篇场次期])(?:[是有为]?多少)?(?:[？?]\s*(?=.{4,})|(?<=.)[，,？?]\s*(?=.{2,12}呢)(?!比|跟|和|与|同|那|占|[去前]年|上一?年|怎|为|原因|理由|什么|哪|谁|其中|剩))(?P<b>[^？?。；;，,0-9]{2,24}?)呢(?=[？?]?\s*$)"
)
"""…新收申请数是多少？微博发布数呢？ in one turn."""


def framed(text: str) -> str:
    """A question without what only frames it; between two things asked for each by itself stands BESIDE."""
    text = _SAID_IN_IT.sub("", _without_asides(_unlabelled(_in_one_line(text.replace(BESIDE, " ")))))
    return _joined(_filled(_unglossed(text))).strip()


def apart(text: str) -> tuple[tuple[int, int], ...]:
    """Where the things stand that are asked for each by itself; () where nothing sets them apart."""
    cuts = list(re.finditer(f"；?{BESIDE}", text))
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(text)]
    return tuple(zip(starts, ends, strict=True)) if cuts else ()


def _without_asides(text: str) -> str:
    """Without English sentences about who asks and what for, where others remain; none that names a thing or has a year."""
    text = _led_in(_POLITE.sub(" ", text))
    rest = _SENTENCE.sub(lambda hit: " " if _is_aside(hit["words"]) else hit.group(), text)
    return rest if re.search(r"\d|[一-鿿]|[A-Za-z]{3}", rest) else text


def _led_in(text: str) -> str:
    """Without what is said before the question, or behind it, of who asks it and what for."""
    if (tail := _TAIL.search(text)) is not None and not _tells(tail["words"] or tail["zh"]):
        text = text[: tail.start()]
    hit = _LEAD_IN.match(text)
    back = hit is not None and _BACK.search(text, hit.end())
    if hit is not None and not back and not re.search(r"[\d◆●一-鿿]", hit["words"]) and not _tells(hit["words"]):
        return text[hit.end() :]
    if (hit := _ASKED_BY.match(text)) is not None:
        return text[hit.end() :]
    if (hit := _HEARSAY.match(text)) is not None and not _ASKS_WHETHER.search(text, hit.end()):
        return text[hit.end() :]
    hit = _USED_FOR.match(text)
    return text[hit.end() :] if hit is not None and not _tells(hit["words"]) else text


def _is_aside(words: str) -> bool:
    named = re.search(r"[\d◆●一-鿿:]|(?<=[a-z,] )(?!I\b)[A-Z]", words)
    return not named and _PERSONAL.match(words) is not None and not _tells(words)


def _tells(words: str) -> bool:
    """Whether words name anything that a report tells."""
    if applicant_in(words) or parts_of(words).names or recognise(words):
        return True
    return any(kind in ("channel", "thing") for kind in sense(words).concepts.values())


def _in_a_row(text: str) -> str:
    """Things that are named one after the other behind a colon (two figures: …, …) set apart."""
    hit = _ROW.search(text)
    if hit is None or _ASKED_IN.search(hit.group()) or parts_of(text[: hit.start()]).names:
        return text  # parts of what stands before the colon
    return f"{text[: hit.start()]}：{re.sub('[,，;；]', _NEXT, hit['row'])}"


def _in_one_line(text: str) -> str:
    mark = "，" if _HAN.search(text) else ", "
    text = re.sub(r"^\s*\{(.*)\}\s*$", r"\1", text, flags=re.DOTALL) if '":' in text.replace(" ", "") else text
    text = _LINES.sub(mark, _BULLET.sub("", text.strip()))
    return _TABS.sub(mark, re.sub(rf"([，。；：,.;:？?！!])\s*{mark}", r"\1 ", text))


def _unlabelled(text: str) -> str:
    """单位：…。年份：…。 without its labels."""
    text, labels = _LABEL.subn(lambda hit: ": " if _SEVERAL.search(hit.group()) else " ", text)
    if labels or len(_BARE.findall(text)) > 1:
        text = _BARE.sub(" ", text)
    if labels:
        text = re.sub(r"(?<=[\s，,])\"|\"(?=\s*(?:,|$))|^\s*\"", " ", text)
    return text.strip() if labels else text


def _unglossed(text: str) -> str:
    """Without units and notes in brackets;培训（人次） asks for how many 人次."""
    asked = _ASKED.search(text) is not None
    text = _UNIT_GLOSS.sub(
        lambda hit: " " if asked or text[hit.end() :].strip("？?。. ") else f"多少{hit['unit']}", text, count=1
    )
    return _ANY_GLOSS.sub(" ", _UNIT_GLOSS.sub(" ", text))


def _filled(text: str) -> str:
    """…为____件, …=？ as the question that they are."""
    if not _HAN.search(text[-30:]):
        return _BLANK_EN.sub("?", text)
    return _BLANK.sub(lambda hit: "是多少" + (hit["unit"] or ""), text)


def _joined(text: str) -> str:
    pairs = _PAIRS if _HAN.search(text) else ()
    for form in (*pairs, *_PAIRS_EN):
        text = form.sub(lambda hit: f"{hit['a']}{_NEXT}", text, count=1)
    text = "".join(_listed(text))
    text = _in_a_row(text)
    text = _ALSO_EN.sub(f"{_NEXT} ", _ALSO.sub(_NEXT, text))
    return _LAST.sub(lambda hit: f"{_NEXT}{hit['b']}", text)


def _listed(text: str) -> Iterator[str]:
    """1、…；2、… with what is numbered set apart."""
    marks = list(_NUMBERED.finditer(text))
    if len(marks) < 2 or not all(len(text[one.end() : two.start()]) > 1 for one, two in pairwise(marks)):
        yield text
        return
    at = 0
    for n, hit in enumerate(marks):
        yield text[at : hit.start()].rstrip(" ；;，,、") if n else text[at : hit.start()]
        yield _NEXT if n else " "
        at = hit.end()
    yield text[at:]
