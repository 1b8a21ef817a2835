"""The sentence of one report that answers a question in far words: near in meaning, and of the kind that is asked for (a
place, a day, a document, a name, a channel)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.concepts import sense
from assistant.desk import Desk
from assistant.likely import fitted
from assistant.operations.quoting import covered, same, sentences
from assistant.promises import MEANT
from assistant.question import Question
from assistant.search import search
from assistant.traits import is_english
from assistant.translation import learnt
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.report import Passage

Picked = tuple[Passage, str]
Scored = tuple[float, Passage, str]

KIND_ENOUGH = 0.2
"""Least score of a sentence that is of the kind asked for: measured on the sets' questions for words."""
ENOUGH = 0.25
"""The same where no kind is asked for, and the sentence is _CLEAR of every other; else SURE."""
SURE = 0.5
_CLEAR = 0.12
_CLOSE = 0.04
_WORDS = 0.3
"""What covering the words of a question counts for, against nearness in meaning."""
_PLANNED = 0.05
_EMBEDDED = 3
"""Parts whose vectors are worked out for one question."""
_MOST, _LOOKED, _READ = 2, 8, 90

_TITLE = re.compile(
    r"[^，,。；;]{0,40}(?:信息|政务|工作|年度|年)(?:公开)?(?:工作)?(?:年度)?(?:的)?(?:报告|年报)\s*(?:[(（][^（）()]*[）)])?(?:[-—_|－ ].{0,20})?。?"
)
_CRUMBS = re.compile(
    r"^(?:您?(?:的|所在的?|当前)?位置|首页|浏览(?:次数|量)|点击(?:数|量)|字体)\s*[:：>＞]|[>＞].*[>＞]"
)
_SIGNED = re.compile(r"[^，,。；;：:“”《》\d]{3,30}(?:局|委|委员会|厅|办|办公室|政府|公司|集团|医院|管委会|办事处)")
_NUMBER = r"[(（]?[一二三四五六七八九十\d]{1,2}(?:[)）、.．]+|是)"
_LABEL = re.compile(rf"(?P<number>{_NUMBER}|第[一二三四五六七八九十]+)?\s*[^，,、；;：:。“”《》\d]{{2,16}}[。:：]?")
_DEED = re.compile(
    r"建立|制定|制订|实行|成立|设立|出台|开通|推行|由|不(?!断|动产|予)|有待|欠缺|缺|无|未|没有|少|难|差|薄弱|滞后|单一"
)
_SUBJECT = re.compile(
    r"(?:情况|工作|方面|措施|问题|不足|机制|建设|管理|公开|保障|事项|内容|答复|服务|平台|改进|打算|做法|如下)[。:：]?$"
)
_LEAD = re.compile(r"^[^，,。；;：:“”]{1,12}[:：]")
_NEXT = re.compile(r"[；;，,]|(?<=[^第])(?=[一二三四五六]是)|(?=[(（][一二三四五六\d]{1,2}[）)])")
_LEAST_PIECE = 6
"""Characters of the shortest part of a sentence that is weighed by itself."""
NUMBER_ASKED = re.compile(
    r"多少(?!道)|(?<![哪第])几[件条篇份次场期个家人名万起宗项]|几成|百分之|\bhow (?:many|much)\b|\bwhat (?:number|percentage|share|proportion)\b",
    re.IGNORECASE,
)
LATER_ASKED = re.compile(
    r"打算|准备|计划|将|要|拟|明年|下一?[年步]|今后|\b(?:will|would|plan\w*|intend\w*|next|going to|aim\w*|propos\w+)\b",
    re.IGNORECASE,
)
_WORDS_ASKED = re.compile(
    r"谁|哪|什么|啥|怎|何|如何|多久|咋|\b(?:who|whom|whose|what|which|where|when|why|how)\b", re.IGNORECASE
)


def heading(sentence: str) -> bool:
    """Whether a sentence only says what is told next: a title, or a few characters behind 六是."""
    text = folded(sentence).strip()
    if _TITLE.fullmatch(text) or _CRUMBS.search(text) or _SIGNED.fullmatch(text):
        return True
    label = _LABEL.fullmatch(text)
    if label is None or _DEED.search(text):
        return False
    return label["number"] is not None or (not text.endswith("。") and _SUBJECT.search(text) is not None)


def for_words(question: Question) -> bool:
    """Whether a question asks for something that words tell, and for no number."""
    said = question.said or folded(question.text)
    return _WORDS_ASKED.search(said) is not None and not NUMBER_ASKED.search(said)


@dataclass(frozen=True, slots=True)
class _Kind:
    """How it is asked, and how a sentence that answers it reads; `alone`: it may be all that is asked, as few sentences
    of a report tell of it."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    alone: bool = False


def _kind(asked: str, told: str, *, alone: bool = False) -> _Kind:
    return _Kind(re.compile(asked, re.IGNORECASE), re.compile(told), alone)


_WHAT = "(?:什么|哪[些个种几一]?(?:[个种条类项])?|啥|何种|怎样的)"
KINDS = (
    _kind(  # how often
        r"多(?:久|长时间)[^，,。]{0,8}[一1]?[次回轮]|(?:每?隔)多(?:久|长时间)|什么频[次率]|\bhow (?:often|frequently|regularly)\b|\bat what (?:intervals?|frequency)\b",
        r"每[年月季周日天半两]|按[月季周年]|定期|[月季周]度|一[月季周年]一",
    ),
    _kind(  # out of which bodies
        r"(?:哪|什么)[^，,。]{0,6}(?:合并|组建|组成|整合|划(?:入|转))|(?:合并|组建|整合|划入|划转)[^，,。]{0,8}(?:哪|什么|谁)|\b(?:merged|amalgamated|formed (?:from|out of))\b|\bwhich\b[^?]*\bmerge\b",
        r"合并|划入|划转|合署|(?:整合|改组|重新)组建|组建(?:而成|成立|为)|组成",
        alone=True,
    ),
    _kind(  # under which body
        r"(?:归|隶属|属)(?:于)?(?:哪|什么|谁)[^，,。]{0,4}(?:管|领导|主管|单位|部门|[局委厅]$)|(?:主管|上级)(?:部门|单位)(?:是)?(?:哪|什么|谁)|\bwhich\b[^?]*\b(?:belong|subordinate|report to)\b",
        r"隶属|所属|下属|归口|主管部门|代管",
        alone=True,
    ),
    _kind(  # which law, which article of it, which document
        rf"(?:依据|根据|按照|遵照|参照|依照|依|凭)(?:的)?(?:是)?{_WHAT}|{_WHAT}(?:[^，,。]{{0,6}})(?:法律|法规|条例|规定|办法|文件|法条|条款|依据)|第几(?:条|款|号)|\b(?:which|what) (?:\w+ )?(?:laws?|regulations?|rules?|articles?|provisions?|acts?|orders?|statutes?|legal basis)\b|\b(?:under|according to|on the basis of) (?:which|what)\b",
        r"《[^《》]+》|第[一二三四五六七八九十百\d]+[条款号]|\d号",
    ),
    _kind(  # where
        r"(?:哪里|哪儿|何处|什么(?:地方|地址|位置|场所)|哪个(?:地方|窗口|场所|楼|办公楼|地点)|几楼)|\bwhere\b|\b(?:which|what) (?:place|building|street|address|venue|location|floor)\b",
        r"地址|位于|设在|设于|设[有立置]|放在|窗口|大厅|大厦|楼|(?:路|街|道|巷)[^，,。；]{0,6}号|馆|中心|场所|查阅点",
    ),
    _kind(  # on which day of the week
        r"周几|(?:星期|礼拜)几|每(?:周|星期|礼拜)[^，,。]{0,4}(?:哪|几)|\b(?:what|which) (?:weekdays?|days? of the week)\b",
        r"周[一二三四五六日末]|星期|礼拜",
    ),
    _kind(  # when
        r"哪[一几]?[天日月]|几月|几号|几时|什么时[候间]|何[时日]|啥时[候间]?|哪个?(?:月份|时间|日子)|\bwhen\b(?! it comes)|\b(?:what|which) (?:dates?|days?|months?|time)\b",
        r"\d{1,2}\s*[月日号](?!报|上午)|\d{4}[-/.]\d{1,2}[-/.]\d|[一二三四五六七八九十]+[月日]|[上下]半年|[一二三四]季度|年[底初末]|[上中下]旬",
    ),
    _kind(  # what was set up anew
        rf"新(?:设|增|建|开|上线|推出|成立|组建|开通|开设|增设|搞)(?:立|加|了|的)*[^，,。多几]{{0,8}}{_WHAT}|{_WHAT}[^，,。多几]{{0,8}}新(?:设|增|建|开|上线|推出)|\b(?:newly|freshly) (?:set up|created|established|launched|introduced|opened|added)\b|\b(?:what|which) new\b|\b(?:what|which)\b[^?]* (?:set up|launch(?:ed)?|establish(?:ed)?|creat(?:e|ed)|introduc(?:e|ed)|put online|add(?:ed)?|open(?:ed)?(?=\?| in\b| up\b|$))(?![-\w])",
        r"新(?:设|增|建|开|上线|成立|组建|推出)|增设|设立|开设|建立|成立|开通|上线|组建|推出|打造|创建",
    ),
    _kind(  # through which channels
        rf"(?:通过|靠|用|利用|借助|经由?|走)[^，,。]{{0,4}}{_WHAT}[^，,。]{{0,4}}(?:渠道|方式|途径|平台|手段|载体|形式|路子|办法|法子)|{_WHAT}(?:渠道|方式|途径|平台|手段|载体|形式)|\b(?:which|what)(?: \w+)? (?:channels?|means|methods?|platforms?|media|outlets?)\b|\bby what means\b|\bin (?:which|what) ways?\b",
        r"通过|利用|依托|借助|以[^，,。]{2,20}(?:方式|形式)|渠道|平台|载体|网站|公众号|公开栏|公示栏|方式",
    ),
    _kind(  # together with whom
        r"(?:[跟与和同]|联合|会同)(?:谁|哪[一几]?[个家些所])|\bwith (?:whom|which|what)\b|\bwho\b[^?]*\bwith\?",
        r"[与跟同]|联合|合作|共[建同]|和[^，,。]{2,12}(?:建|办|签)",
    ),
    _kind(  # who
        r"谁|哪一?位|什么人|何人|\b(?:who|whom)\b",
        r"(?:局|处|科|厅|部|镇|县|市|区|院|校|馆|队|所|秘书|组)长|书记|主任|政委|经理|联系人|负责|牵头|领导|[室科处股](?:编|审)|由[^，,。]{2,15}(?:编|审|管|任|组成)|代表|监督员|观察员|聘请|邀请|参[加与]|招募",
    ),
    _kind(  # what a thing is called
        r"叫(?:做)?(?:什么|啥)|什么名[字称]?|(?:名字|名称)(?:是|叫)|(?:哪|什么)(?:一?[个档款套])(?:电视)?(?:节目|栏目|活动|系统|平台|专栏|称号)|\b(?:called|named|titled)\b|\b(?:name|title) of\b|\bwhich (?:tv |television |radio )?(?:one|programmes?|programs?|shows?|columns?|events?|titles?|systems?)\b",
        r"[“\"《「『]|公众号|名[为叫]|名称|命名|称为",
    ),
)


_HOLDER = re.compile(
    r"(?:局长|厅长|委主任|省长|州长|市长|区长|县长|旗长|镇长|乡长|处长|科长|院长|校长|书记|一把手)(?:现在|目前|到底|究竟)*(?:是谁|是哪一?[位个]|叫(?:什么|啥)|姓(?:什么|啥|甚)|的?(?:姓名|名字|大名))|谁(?:是|当)[^，,。]{0,8}(?:局长|厅长|省长|州长|市长|区长|县长|镇长|乡长|书记)"
    r"|\bwho (?:is|was|were) (?:the|its|their) (?:(?:bureau|county|city|town|party) )?(?:director(?:-general)?|head|mayor|magistrate|governor|secretary|chief|boss)\b(?! of the (?:leading|working))|\bname of (?:the|its|their) (?:director|head|mayor|magistrate|governor|secretary|chief)\b",
    re.IGNORECASE,
)


def asks_holder(question: Question) -> bool:
    """Whether the name of who holds an office is asked for, which no report tells."""
    return _HOLDER.search(question.said or folded(question.text)) is not None


def asked_kind(question: Question) -> _Kind | None:
    """The kind of words a question asks for, where it names one."""
    said = question.said or folded(question.text)
    if asks_holder(question):
        return None
    if question.cues & {"problems", "why"} or question.operation == "yes_no" or NUMBER_ASKED.search(said):
        return None
    return next((kind for kind in KINDS if kind.asked.search(said)), None)


def told(question: Question, desk: Desk, heads: dict[str, ReportHead]) -> list[Picked]:
    """The sentences of one report that are of the kind asked for and near enough; [] where no kind is asked for, or none
    is."""
    kind = asked_kind(question)
    if kind is None or len(heads) != 1:
        return []
    planned = "measures" in question.cues or LATER_ASKED.search(question.text) is not None
    every = [
        (passage, sentence)
        for passage in desk.library.passages(list(heads))
        for sentence in sentences(passage)
        if kind.told.search(folded(sentence))
        and not heading(sentence)
        and (planned or not MEANT.search(sentence))  # what is only meant to be done is no deed
    ]
    if kind.alone and not sense(kind.asked.sub(" ", question.said or question.topic)).pairs:
        return every[:_MOST]
    return best(ranked(question, desk, every), KIND_ENOUGH)


def near(question: Question, desk: Desk, heads: dict[str, ReportHead]) -> list[Picked]:
    """The sentence of one report that is nearest in meaning, where it is near enough to answer and clear of the others."""
    if len(heads) != 1 or question.operation == "yes_no" or asked_kind(question) or not for_words(question):
        return []
    topic = same(folded(question.topic or question.text))
    hits = search(desk.library, desk.embedder, topic, reports=desk.searched(heads), k=_LOOKED)
    every = [(hit.passage, one) for hit in hits for one in sentences(hit.passage) if not heading(one)]
    return clear(ranked(question, desk, every[:_READ]))


def ranked(question: Question, desk: Desk, said: Sequence[Picked], topic: str = "") -> list[Scored]:
    """Sentences of one report with how well they, or a part of them, fit what is asked, best first; [] where no vectors
    are at hand."""
    topic = topic or same(folded(question.topic or question.text))
    asked = desk.vector(topic) if said and topic.strip() else None
    parts = _worth_a_look(
        [(at, part) for at, (_, sentence) in enumerate(said) for part in pieces(sentence)], said, topic
    )
    rows = desk.vectors([part for _, part in parts], said[0][0].report) if asked is not None else None
    if asked is None or rows is None:
        return []
    likes = fitted()[2].likes(asked, is_english(topic), rows)
    wanted, scores = sense(topic), [-1.0] * len(said)
    for like, (at, part) in zip(likes, parts, strict=True):
        planned = _PLANNED * bool(MEANT.search(said[at][1]))
        scores[at] = max(scores[at], like.meaning + _WORDS * covered(wanted, said[at][0], part) - planned)
    looked = {at for at, _ in parts}
    told = ((score, *one) for at, (score, one) in enumerate(zip(scores, said, strict=True)) if at in looked)
    return sorted(told, key=lambda one: -one[0])


def _worth_a_look(parts: list[tuple[int, str]], said: Sequence[Picked], topic: str) -> list[tuple[int, str]]:
    """The parts that say most of a topic, in its words or in words that stand for them: each embedding takes 8 ms."""
    if len(parts) <= _EMBEDDED:
        return parts
    wanted = sense(topic)
    stand = learnt().likes(topic, [part for _, part in parts])
    worth = [like.told + 2 * covered(wanted, said[at][0], part) for like, (at, part) in zip(stand, parts, strict=True)]
    order = sorted(range(len(parts)), key=lambda one: (-worth[one], one))[:_EMBEDDED]
    return [parts[one] for one in sorted(order)]


def pieces(sentence: str) -> list[str]:
    """A sentence, and the parts it joins: what each of 一是, 二是 says, and what stands between semicolons."""
    parts = [part.strip() for part in _NEXT.split(_LEAD.sub("", sentence))]
    parts = [part for part in parts if len(part) >= _LEAST_PIECE]
    return [sentence, *parts] if len(parts) > 1 else [sentence]


def best(scored: Sequence[Scored], enough: float) -> list[Picked]:
    """The first sentences, where they are good enough and as good as each other."""
    found = [one for one in scored if one[0] >= max(enough, scored[0][0] - _CLOSE)]
    return list(dict.fromkeys((passage, sentence) for _, passage, sentence in found))[:_MOST]


def clear(scored: Sequence[Scored]) -> list[Picked]:
    """The first sentence, where it is good enough and no other comes near; [] else."""
    others = [one[0] for one in scored if one[2] != scored[0][2]]
    lead = scored[0][0] - max(others, default=0.0) if scored else 0.0
    return best(scored, ENOUGH if lead >= _CLEAR else SURE)
