"""Text, the conversation and the library -> Question.

Names and years are told first and masked; the words that ask are told by their roles (cues), and what they leave is the
topic; a table decides the operation; slots that stay empty are carried over from the turn before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.asking import contacts, metrics_of, pertinent, says_something, tidied, topic_of
from assistant.bounds import conditions
from assistant.concepts import sense
from assistant.cues import NAME, YEAR, Heard, bare, closed, hear, masked
from assistant.deciding import Features, decide
from assistant.desk import Desk
from assistant.following import Turn, carried
from assistant.metrics import unknown_words
from assistant.names import Resolution
from assistant.question import Bound, Metric, Operation, Question
from assistant.wording import Years, contacts_in, language_of, limit_in, years_in
from ingest.folding import folded

MOST = 500
"""Characters of a question that are read; more is not a question."""

_OVER_MANY: frozenset[Operation] = frozenset(("rank", "list", "total"))
_GREETING = re.compile(
    r"^(?:你好|您好|hello|hi|hey|help|帮助|你能做什么|你会什么|怎么用|你是谁|在吗)[!！。.？?,， ]*$", re.I
)
_REPORT_OF = re.compile(r"((?:19|20)\d{2})年?度?(?:的)?(?:政府信息公开)?(?:工作)?(?:年度)?(?:年报|报告)")
_SHELF = re.compile(
    r"政府信息公开|信息公开|你们?|我们?|咱们?|这里|这个?|那|该|本|数据库|资料库|知识库|馆藏|库|系统|平台|助手|手[头上里]|目前|现在|当前|一共|总共|合共|共计|共|都|总|收录|收集|"
    r"收到|收藏|收|存有|存|入库|保存|包含|包括|涵盖|覆盖|持有|拥有|有没有|有无|是否|没有|没|有|能|可以?|查得?到|查询?|找得?到|看得?到|检索|年度报告|年报|报告|文件|年份|年度|哪些|哪几|哪|"
    r"多少|几|什么|单位|机关|部门|机构|[的了着过吗么呢啊是在里中内上下份个篇家年届到给与和及]|清单|目录|列表|齐全?|全|最早|最新|最晚|从|起|始"
    r"|\b(?:which|what|how|many|much|for|the|a|an|any|all|of|in|on|from|by|to|do|does|did|you|your|i|we|can|could|is|are|there|it|its|have|has|had|hold|holds|held|holding|keep|kept|"
    r"cover|covers|covered|contain|contains|contained|include|includes|included|store|stored|stock|collected|collect|query|look|up|search|see|find|read|access|available|"
    r"years?|annual|yearly|disclosure|reports?|library|database|collection|archive|system|here|altogether|total|number|list|and|s)\b|'s",
    re.IGNORECASE,
)
"""What is said of the library itself; a question of nothing but these words, names and years asks what it holds."""
_HAN = re.compile("[\u4e00-\u9fff]")
_FEW_LEFT = 3
_SHELF_ASKED = re.compile(
    r"(?=.*(?:年报|报告|收录|年份|资料库|数据库|库里|\breports?\b|\blibrary\b))(?=.*(?:哪|多少|几|什么|有没有|有无|是否|吗|收录|清单|目录|列表|\bwhich\b|\bwhat (?:years|reports|annual)|\bhow many\b|\b(?:do|can) (?:you|i|we)\b|\b(?:is|are) there\b))"
    r"(?=.*(?:有|收|存|库|查得?到|查|找得?到|包含|涵盖|覆盖|入库|几份|多少份|清单|目录|\bhold|\bhave\b|\blibrary|\bavailable|\bquery|\bcover|\bkeep|\bstore|\bthere\b|\bsearch|\baccess|\blook up))",
    re.IGNORECASE | re.DOTALL,
)
_ASIDES = frozenset(("courtesy", "meta", "report", "lean", "correct"))
_LEADING = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[年度请]))(?:把|将|给|向|拿|就|在|关于|对|由|从|查|问)(?=[\u4e00-\u9fff]{2})"
)


def understand(text: str, desk: Desk, before: Question | None = None) -> Question:
    """The question `text` asks, with what it leaves out taken from `before` where it reads as a follow-up."""
    text = text.strip()[:MOST]
    words = folded(text)
    found = _named(_plain(words), desk)
    if found.words is not None:  # 平州市各局, put as 各单位
        words, found = found.words, replace(found, spans=())
    quoted = () if found.agencies or found.group else desk.agencies_quoting(words)
    rest = masked(_courteous(words), found.spans, NAME)
    years = _years(rest, desk)
    heard = pertinent(hear(closed(masked(rest, years.spans, YEAR))))
    question = _asked(
        Question(
            text=text,
            language="en" if "en" in (language_of(text), language_of(heard.text)) else "zh",
            agencies=found.agencies or quoted,
            years=years.years,
            unknown=None if quoted else found.unknown,
            choices=() if quoted else found.choices,
            notes=(*found.notes, *_relative(years, desk)),
            group=found.group,
        ),
        heard,
        years,
        words,
    )
    question = carried(Turn(question, heard.text, years.how), before, desk)
    return _settled(question, desk)


def is_follow_up(text: str) -> bool:
    """Whether the wording leans on a turn before: 那微博呢, and Weibo?"""
    heard = hear(folded(text.strip()))
    return bool(heard.roles & {"lean", "correct"}) or ("why" in heard.roles and len(text.strip()) < 8)


def _courteous(words: str) -> str:
    """The question with its courtesies blanked."""
    spans = [(cue.start, cue.end) for cue in hear(words).of("courtesy")]
    return masked(words, spans, " ")


def _plain(words: str) -> str:
    """The question with its courtesies and asides blanked, and nothing but its words at either end."""
    asides = [(cue.start, cue.end) for cue in hear(words).cues if cue.role in _ASIDES]
    return re.sub(r"[\s，,。!！;；]+$", "", masked(words, asides, " ")) or words


def _named(plain: str, desk: Desk) -> Resolution:
    """The agencies named, in whichever languages, once asides that could be read as part of a name are out of the way."""
    found = desk.names.resolve(plain)
    if found.unknown is not None:
        again = desk.names.resolve(_LEADING.sub(lambda hit: " " * len(hit.group()), plain))
        found = again if again.agencies or again.unknown is None else found
    return found


def _years(rest: str, desk: Desk) -> Years:
    """The years named; 比去年 names none, since it says against what and not of when."""
    against = [(cue.start, cue.end) for cue in hear(rest).of("yoy")]
    held = desk.years()
    return years_in(masked(rest, against, " "), held[-1] if held else None, held[0] if held else None)


def _relative(years: Years, desk: Desk) -> tuple[tuple[str, dict[str, object]], ...]:
    """去年 is said with the year it was taken for."""
    if years.how != "relative" or not years.years:
        return ()
    return (("assistant.relative_year", {"year": years.years[-1], "newest": desk.years()[-1]}),)


def _asked(question: Question, heard: Heard, years: Years, words: str) -> Question:
    """The question with its operation, topic, metrics and what else its cues say."""
    roles = heard.roles
    kinds = contacts_in(heard.text)
    features = Features(roles, len(question.agencies), len(question.years), years.how, bool(kinds))
    operation = _greeted(words) or _listed(heard, question) or decide(features)
    topic = topic_of(heard, operation)
    metrics = (
        contacts(kinds, topic, question.language)
        if operation == "contact"
        else metrics_of(heard, operation, question.language)
    )
    if operation == "explain" and _numeric(metrics, roles):
        operation = "lookup"
    if operation in _OVER_MANY:
        metrics = tuple(metric for metric in metrics if metric.key or metric.applicant or _counted(metric.words))
    question = replace(
        question,
        operation=operation,
        topic=topic,
        metrics=metrics,
        cues=roles,
        limit=limit_in(heard.text) if operation == "rank" else None,
        descending="least" not in roles,
        bounds=_none(heard, operation),
    )
    if operation == "compare" and roles & {"yoy", "grew"}:
        turned = metrics_of(heard, operation, question.language, ("yoy", "grew"))
        stated = tuple(replace(one, key=None, applicant=None) for one in turned if "增减" in sense(one.words).concepts)
        question = replace(question, stated=stated)
    return _of_another_year(question, words)


def _greeted(words: str) -> Operation | None:
    """A greeting, or thanks and nothing else."""
    courteous = any(char.isalnum() for char in words) and not any(char.isalnum() for char in _courteous(words))
    return "help" if courteous or _GREETING.search(words) else None


def _listed(heard: Heard, question: Question) -> Operation | None:
    """What the library holds is asked for with no word on what the reports say."""
    if heard.roles & {"check", "why", "problems", "measures", "summary"}:
        return None
    if _SHELF_ASKED.search(heard.text) and not _word_left(_SHELF.sub(" ", bare(heard.without(_ASIDES)))):
        return "catalogue"
    if "catalogue" not in heard.roles:
        return None
    rest = tidied(bare(heard.without(heard.roles)))
    unsaid = len(_HAN.findall(_SHELF.sub(" ", rest))) < _FEW_LEFT
    return "catalogue" if unsaid and not says_something(rest) else None


def _word_left(words: str) -> bool:
    return any(char.isalpha() for char in words)


def _numeric(metrics: tuple[Metric, ...], roles: frozenset[str]) -> bool:
    """云川市科技局2022年新收申请: what is only named, and counted in reports, is asked for."""
    if not metrics or roles & {"what", "why", "problems", "measures"}:
        return False
    return all(metric.key is not None or metric.applicant or _countable(metric.words) for metric in metrics)


def _counted(words: str) -> bool:
    """Whether words name something that many reports can count."""
    said = sense(words)
    return bool(said.pairs) or any(kind != "filler" for kind in said.concepts.values())


def _countable(words: str) -> bool:
    """Whether words name channels or things and nothing else."""
    said = sense(words)
    named = any(kind in ("channel", "thing") for kind in said.concepts.values())
    return named and not said.pairs and not unknown_words(words.lower())


def _none(heard: Heard, operation: Operation) -> tuple[Bound, ...]:
    """The bound of a list of those that have none, where only its cue says so."""
    if operation != "list" or "none" not in heard.roles or any(one.bound for one in conditions(heard.text).clauses):
        return ()
    return (Bound("=", Decimal(0)),)


def _of_another_year(question: Question, words: str) -> Question:
    """2019年公开多少条（2020年年报）: the report for one year, asked about another."""
    named = [int(year) for year in _REPORT_OF.findall(words)]
    others = [year for year in question.years if year not in named]
    if len(set(named)) != 1 or len(others) != 1 or (question.operation in ("compare", "trend") and len(named) > 1):
        return question
    metrics = tuple(replace(metric, year=others[0], key=None) for metric in question.metrics)
    operation: Operation = "lookup" if question.operation == "compare" else question.operation
    return replace(question, years=(named[0],), metrics=metrics, operation=operation)


def _settled(question: Question, desk: Desk) -> Question:
    """A change without its first year is against the year before."""
    if question.operation == "compare" and len(question.agencies) == 1 and len(question.years) < 2:
        held = desk.years(question.agencies[0])
        last = question.years[0] if question.years else held[-1] if held else None
        if last is not None:
            return replace(question, years=(last - 1, last))
    empty = question.operation == "explain" and not (question.topic or question.metrics)
    if empty and question.agencies and not question.cues & {"problems", "measures", "why"}:
        return replace(question, operation="summarise" if question.cues & {"meta", "report"} else "lookup")
    if question.operation == "trend" and len(question.years) == 1 and len(question.agencies) == 1:
        return replace(question, years=tuple(y for y in desk.years(question.agencies[0]) if y >= question.years[0]))
    return question
