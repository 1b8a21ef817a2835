"""Text, the conversation and the library -> Question: agency, years, operation, metric; each slot may be carried over."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.concepts import sense
from assistant.desk import Desk
from assistant.metrics import label_of, label_of_applicant, recognise
from assistant.question import Metric, Operation, Question
from assistant.wording import Years, contacts_in, language_of, limit_in, operation_in, unit_in, years_in
from ingest.folding import folded
from ingest.organs import anatomy
from ingest.regions import lookup as codes_named

MOST = 500
"""Characters of a question that are read; more is not a question."""

_COURTESY = re.compile(
    r"^(?:你好|您好|请问(?:一下)?|打扰(?:了|一下)?|麻烦(?:您|你)?(?:了|一下)?|劳驾|谢谢|多谢|查询(?:一下)?|查一下|查查|帮(?:我|忙)(?:查|看|问|找|算)?(?:一下)?|能否|能不能|可以|请(?:告诉我|告知|帮我)?(?![示求])|(?:我)?想(?:问|知道|了解|查|请教)(?:一下)?|(?:我)?需要(?:知道|了解)|告诉我|"
    r"hi|hello|hey|please|excuse me|thanks|thank you|could you (?:please )?(?:tell me|say|check|find)|can you (?:please )?(?:tell me|say|check|find)|tell me|i(?:'d| would) like to know|i want to know|do you know)[\s，,、:：!！。.]+|"
    r"^(?:你好|您好|请问|麻烦问一下|麻烦|查询|帮我查一下|帮我查|请教一下|我想问一下|我想问|我想知道|想问一下|想知道|请告诉我|告诉我|(?:能|可以|能否|可否)告诉我|麻烦看看|看看|(?:我)?想(?:了解|查)(?:一下)?)(?=[^\s])|"
    r"^(?:quick question|i need|please look up|look up|give|show)(?:\s*[:,，：]\s*|\s+)(?=\S)|"
    r"[\s，,。.!！]*(?:谢谢(?:您|你|啦|了)?|多谢(?:了)?|麻烦(?:您|你)?了|辛苦了|拜托了|thanks(?: a lot)?|thank you|please|thx)[\s。.!！]*$",
    re.IGNORECASE,
)
# What may stand before the first name and is no part of it: 检查X的数据, 把X跟Y比一比, 给X发邮件.
_BEFORE_NAMES = re.compile(
    r"^(?:检查|核查|核对|核实|对照|对比|比较|总结|概括|归纳|列出|列一下|统计|介绍|看看|看一下|说说|分析|把|将|给|向|拿|就|在|关于|对)(?=[\u4e00-\u9fff]{2})"
)
_FOLLOW = re.compile(
    r"^(?:(?:不对|不是|错了|不)[，,。 ]*)?(?:我(?:问|说|指)的是|应该是|我是问|我想问的是|i meant?|no,? )[，, ]*|^(?:那么?|还有|以及|另外|再看看?|换成|如果是|and|what about|how about)[，, ]*|(?:又)?(?:呢|如何|怎么样|怎样)?[？?。!！]*$",
    re.IGNORECASE,
)
_REPORT_OF = re.compile(r"((?:19|20)\d{2})年?度?(?:的)?(?:政府信息公开)?(?:工作)?(?:年度)?(?:年报|报告)")
_FOLLOWS = re.compile(
    r"^(?:(?:不对|不是|错了)|我(?:问|说|指)的是|应该是|i meant?\b|为什么|为何|why\b|那|还有|以及|and|what about|how about)|呢[？?。!！]*$",
    re.IGNORECASE,
)
_WHY = re.compile(r"为什么|为何|原因|怎么回事|\bwhy\b", re.IGNORECASE)
_SELF = re.compile(
    r"它们?|该[局单位委办厅镇县区市]+|这[个家]?[局单位委办厅]+|此单位|上述单位|\b(?:it|its|they|their|that agency|the agency|the bureau)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(r"两者|两家|二者|两个单位|它们|\bboth\b", re.IGNORECASE)
_ABOUT_REPORT = re.compile(
    r"(?:政府)?(?:信息|政务)公开(?:工作)?(?:年度)?(?:报告|年报)(?:里|中|上)?(?:面)?(?:写的|留的|提到的|所?列的|公布的|给出的|的)?|(?:年度报告|年报|报告)(?:里|中|上)(?:面)?(?:写的|留的|提到的|公布的|的)?|(?:年度报告|年报)"
    r"|\b(?:in|from|of) (?:the|its|their)?\s*(?:\d{4})?\s*(?:annual )?(?:disclosure )?report(?: of)?\b",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[，,；;、]|以及|(?<=[条篇件份项期次场个家人名元])(?:和|及|与)|\band\b")
_ASKS = re.compile(r"多少|几(?=[\u4e00-\u9fff])|how many|how much", re.IGNORECASE)
_ASKING = re.compile(
    r"(?:是|有|共|了)*(?:多少|几)(?:大|万)?(?:条次|件次|篇次|场次|人次|万元|条|篇|件|份|项|期|次|场|个|家|人|名|位|宗|起|类|种|元)?|(?:是|有)?(?:什么|吗|呢)|"
    r"\b(?:how many|how much|what is|what|did|does|do|was|were|is|are|have|has|in|the)\b",
    re.IGNORECASE,
)
_OVER_MANY = frozenset(("rank", "list", "total", "compare", "trend", "share", "check"))
_MANY = re.compile(
    r"(?:数量?)?(?:超过|大于|多于|高于|不少于|至少|少于|小于|低于|不足|不到)\s*\d+\s*(?:万)?[件条个次篇期项份]?(?:的)?|最[多少高低](?:的)?[一二两三四五六七八九十\d]+[个家名](?:单位)?|哪[个家些](?:单位|机关|部门|局|地方|区县|乡镇|街道)|(?:数量?)?(?:大于|多于|超过)零|从(?=\s)|较(?=\s)|比(?=\s)|哪家(?:更|比较)?[多少大小高低]?|[:：]?\s*还是\s*|(?:全部|所有)(?:报告|年报)(?:的)?|核对(?:一下)?|核查|合计数|(?:所有|全部|各个?|每个)(?:单位|机关|部门|局|地区|区县|县区|市县|乡镇|街道)(?:的)?|加起来|加总|累加|总和|合在一起|(?:的)?(?:都)?(?:有|是)?(?:哪些|谁)(?=$|[？?。 ])|(?:数量|件数)(?=$|[^\u4e00-\u9fff])|(?:哪[个家些]|哪几[个家]|所有|全部|各个?|每[个家])?(?:的)?(?:单位|机关|部门)(?:的)?(?=$|[^\u4e00-\u9fff]|[有收没未发公最按排更])|按照?|最[多少高低大小](?:的)?|前[一二三四五六七八九十\d]+(?:[个名家位])?|后[一二三四五六七八九十\d]+(?:[个名家位])|"
    r"排名(?:情况)?|排行榜?|排序|由[高多]到[低少]|比较一?下?|对比一?下?|相比|比一比|谁(?:更|比较)?|(?:发|做|办|收)?得(?:更)?[多少]|^\s*[和与跟同]|(?<=\s)[和与跟同](?=\s|[\u4e00-\u9fff])|(?:和|跟|与|同)?\s*比(?:呢)?\s*$|哪[个家](?:更)?|更[多少高低]|(?:的)?变化(?:情况|趋势)?|(?:的)?趋势|走势|逐年|历年|这几年|如何变化|一共|总共|合计|平均|总数|同比(?:增长|变化)?|"
    r"(?<=的)(?:多少|差[距异别])|\b(?:rank(?:ing)?|agencies|bureaus?|departments?|reports?|by|top|most|fewest|least|highest|lowest|compare|comparison|versus|vs|trend|change[ds]?|over|years?|total|average|all|between|which|more|than|who)\b|\b\d{1,2}\b",
    re.IGNORECASE,
)
_REPEATABLE = frozenset(("lookup", "explain", "yes_no", "compare", "trend", "share", "rank", "list", "total"))
_ALL = frozenset(("rank", "list", "total", "catalogue", "trend", "check"))


def understand(text: str, desk: Desk, before: Question | None = None) -> Question:
    """The question `text` asks, with what it leaves out taken from `before` where it reads as a follow-up."""
    text = text.strip()[:MOST]
    words = _plainly(folded(text))
    found = desk.names.resolve(_BEFORE_NAMES.sub(lambda hit: " " * len(hit.group()), words))
    quoted = () if found.agencies else desk.agencies_quoting(words)
    held = desk.years()
    spans = list(found.spans)
    rest = _cut(words, spans)
    years = years_in(rest, held[-1] if held else None, held[0] if held else None)
    operation = operation_in(rest)
    topic = _topic(_cut(rest, years.spans), operation)
    contacts = contacts_in(rest) if operation in ("contact", "lookup", "yes_no") else ()
    question = Question(
        text=text,
        language=language_of(text),
        operation=operation,
        agencies=found.agencies or quoted,
        years=years.years,
        metrics=_metrics(topic, contacts),
        topic=topic,
        unknown=None if quoted else found.unknown,
        choices=() if quoted else found.choices,
        notes=found.notes,
        limit=limit_in(rest),
        descending=re.search("最少|最低|最小|fewest|least|lowest|后[一二三四五六七八九十]名|倒数", rest, re.I) is None,
    )
    return _several(_of_another_year(_carried(question, years, before, desk), words), years, words)


def _of_another_year(question: Question, words: str) -> Question:
    """2019年公开多少条（2020年年报）: the report for one year, asked about another."""
    named = [int(year) for year in _REPORT_OF.findall(words)]
    others = [year for year in question.years if year not in named]
    if len(set(named)) != 1 or len(others) != 1:
        return question
    metrics = tuple(replace(metric, year=others[0], key=None) for metric in question.metrics)
    return replace(question, years=(named[0],), metrics=metrics)


def _plainly(words: str) -> str:
    """The question without greetings and courtesies."""
    before = None
    while before != words:
        before, words = words, _COURTESY.sub("", words).strip()
    return words or before or ""


def is_follow_up(text: str) -> bool:
    """Whether the wording leans on a turn before: 那微博呢, and Weibo?"""
    return _FOLLOWS.search(text.strip()) is not None


def _cut(words: str, spans: tuple[tuple[int, int], ...] | list[tuple[int, int]]) -> str:
    """`words` with the characters of `spans` blanked, so that later offsets still hold."""
    chars = list(words)
    for start, end in spans:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def _topic(words: str, operation: Operation) -> str:
    """What a question is about: its words without agency, year and the phrases that ask."""
    if operation in _OVER_MANY:
        words = _MANY.sub(" ", words)
    words = _WHY.sub(" ", _FOLLOW.sub(" ", _ABOUT_REPORT.sub(" ", words)))
    words = re.sub(r"[（(]本级(?:机关)?[）)]", " ", _BOTH.sub(" ", _SELF.sub(" ", words)))
    return re.sub(r"\s+", " ", re.sub(r"[？?！!。]", " ", words)).strip(" ，,的在")


def _metrics(topic: str, contacts: tuple[str, ...]) -> tuple[Metric, ...]:
    if contacts:
        return tuple(Metric(key, label_of(key), words=topic) for key in contacts)
    pieces = [piece for piece in _PIECES.split(topic) if _ASKS.search(piece)]
    if len(pieces) < 2:
        return _metric(topic)
    first = topic[: topic.find(pieces[1])]
    return tuple(
        metric for piece in pieces for metric in _metric(piece if _says_enough(piece) else f"{first} {piece}", piece)
    )


def _metric(topic: str, asked: str | None = None) -> tuple[Metric, ...]:
    """The metrics one piece of a question asks for; `asked` holds its unit."""
    unit = unit_in(asked or topic)
    known = recognise(topic, unit)
    if known:
        return tuple(replace(metric, unit=unit, words=topic) for metric in known)
    return (Metric(None, _label(asked or topic), words=topic, unit=unit),) if _says_something(topic) else ()


def _says_enough(piece: str) -> bool:
    """Whether a piece of a question stands alone: 多少人参加 speaks of what the piece before it named."""
    said = sense(piece)
    return bool(said.pairs) or any(
        kind in ("channel", "thing") for name, kind in said.concepts.items() if name != "参加人员"
    )


def _label(topic: str) -> str:
    """The topic without the words that ask: 微信发布信息 of 微信发布了多少条信息."""
    words = _ASKING.sub(" ", topic)
    words = re.sub(r"\s{2,}", " ", words)
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|^\s+|\s+$", "", words).strip(" 的了,，") or topic


def _says_something(topic: str) -> bool:
    said = sense(topic)
    return bool(said.pairs or said.concepts)


def _place_named(question: Question) -> str | None:
    """The place that a follow-up is all about: 中卫呢."""
    name = re.sub(r"[的\s]", "", question.topic or question.unknown or "")
    if question.agencies or not is_follow_up(question.text) or not re.fullmatch(r"[\u4e00-\u9fff]{2,8}", name):
        return None
    return name if codes_named(name) or question.unknown else None


def _same_organ_of(question: Question, place: str, before: str, desk: Desk) -> Question:
    """The question about the same kind of organ in another place: held, several held, or not held."""
    organ = anatomy(before).organ
    held = tuple(
        agency
        for agency in desk.agencies()
        if anatomy(agency).organ == organ
        and (
            anatomy(agency).place.startswith(place)
            or f"{place}" in "".join(head.region[-1] for head in desk.heads(agency)[:1] if head.region)
        )
    )
    question = replace(question, topic="", metrics=(), unknown=None, choices=())
    if len(held) == 1:
        return replace(question, agencies=held)
    return replace(question, choices=held) if held else replace(question, unknown=f"{place}{organ}")


def _carried(question: Question, years: Years, before: Question | None, desk: Desk) -> Question:
    """The question with its empty slots filled from the turn before, and which ones those were."""
    if before is None:
        return question
    carried: list[str] = []
    if (place := _place_named(question)) and before.agencies:
        question = _same_organ_of(question, place, before.agencies[0], desk)
    nameless = not question.agencies and question.unknown is None and not question.choices
    bare = not _says_something(question.topic) or _only_applicant(question)
    if _WHY.search(question.text) and bare:
        return replace(
            question,
            operation="explain",
            agencies=question.agencies or before.agencies,
            topic=before.topic,
            years=question.years or before.years,
            metrics=before.metrics,
            carried=("agency", "metric", "year"),
        )
    follows = nameless or bare
    if follows and question.operation == "explain" and is_follow_up(question.text):
        question = replace(question, operation="lookup" if before.operation == "contact" else before.operation)
    if (
        nameless
        and before.agencies
        and (bare or question.operation not in _ALL or _SELF.search(question.text) or _BOTH.search(question.text))
    ):
        question = replace(question, agencies=before.agencies)
        carried.append("agency")
    if bare and (before.metrics or before.topic) and question.operation in _REPEATABLE:
        named = _only_applicant(question)
        question = replace(
            question,
            metrics=_merged(question, before),
            topic=question.topic if named else before.topic,
            operation=_continued(question.operation, before.operation),
        )
        carried.append("metric")
    if question.operation == "compare" and years.how == "relative" and before.years and follows:
        base = max(before.years)
        question = replace(question, years=(base - (2 if "前年" in question.text else 1), base))
    if not question.years and follows and before.years and years.how == "none":
        question = replace(question, years=before.years)
        carried.append("year")
    return replace(question, carried=tuple(carried))


def _only_applicant(question: Question) -> bool:
    return bool(question.metrics) and all(metric.key is None and metric.applicant for metric in question.metrics)


def _merged(question: Question, before: Question) -> tuple[Metric, ...]:
    """The metrics of the turn before, for the applicant this turn names, if any: 其中商业企业有多少."""
    applicants = [metric.applicant for metric in question.metrics if metric.applicant]
    if not applicants:
        return before.metrics
    kept = [metric for metric in before.metrics if metric.key is not None and metric.key.startswith("requests.")]
    return tuple(
        replace(
            metric,
            applicant=applicants[0],
            label=f"{label_of(metric.key or '')}（{label_of_applicant(applicants[0])}）",
        )
        for metric in kept
    ) or recognise(f"{label_of_applicant(applicants[0])}申请")


def _continued(operation: Operation, before: Operation) -> Operation:
    return before if operation == "explain" else operation


def _several(question: Question, years: Years, words: str) -> Question:
    """Several agencies or years make a comparison of what would be a look-up; a span of years a trend; and one
    agency's 合计几条 or 第几名 is a look-up."""
    if question.operation in ("total", "rank", "list") and len(question.agencies) == 1 and len(question.years) < 2:
        question = replace(question, operation=operation_in(re.sub("合计|排名|排第|哪些|最", "", words), single=True))
    if question.operation not in ("lookup", "yes_no"):
        return question
    if len(question.agencies) > 1:
        return replace(question, operation="compare")
    if len(question.years) > 1:
        return replace(question, operation="trend" if years.how in ("range", "all") else "compare")
    return question
