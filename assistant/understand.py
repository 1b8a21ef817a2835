"""Text, the conversation and the library -> Question.

Names and years are told first and masked; the words that ask are told by their roles (cues), and what they leave is the
topic; a table decides the operation; slots that stay empty are carried over from the turn before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from assistant.around import said_plainly
from assistant.asking import contacts, limit_of, metrics_of, pertinent, topic_of
from assistant.asserting import asserted_in
from assistant.bounds import demands
from assistant.choosing import chosen_of
from assistant.concepts import sense
from assistant.cues import NAME, YEAR, Heard, closed, hear, masked
from assistant.deciding import Features, decide
from assistant.desk import Desk
from assistant.following import Turn, carried
from assistant.framing import framed
from assistant.interspersed import in_chinese
from assistant.joining import change_of_row, things
from assistant.metrics import unknown_words
from assistant.names import Resolution
from assistant.phrases import spelled
from assistant.pointing import pointed
from assistant.question import Bound, Group, Language, Metric, Operation, Question
from assistant.shelf import names_reports, shelved
from assistant.spelling import as_reports_say
from assistant.stepping import stepped
from assistant.turning import acknowledged, language_in, of_the_answer, plainly
from assistant.wording import contacts_in, unit_in
from assistant.years import Years, years_in
from ingest.agencies import anatomy
from ingest.folding import folded
from ingest.organs import known_organ_at

MOST = 500
"""Characters of a question that are read; more is not a question."""

_OVER_MANY: frozenset[Operation] = frozenset(("rank", "list", "total"))
_CAPITAL = re.compile(
    r"(?<=[a-z]{2} )(?!I\b)[A-Z]|State(?= [A-Z]\w+ (?:[A-Z]|(?:and|of|for)\b))|(?i:state(?=-owned| assets?\b))"
)
_GREETING = re.compile(
    r"^(?:(?:你好|您好|嗨|哈[喽罗]|hello|hi|hey|good (?:morning|afternoon|evening|day)|help|帮助|help me|在吗|再见|拜拜|bye|goodbye|好的|谢谢你?|ok(?:ay)?|catalogue)[，,！!。. ]*)+[？?]*$"
    r"|^(?:请)?(?:第一次用|新手|不会用|(?:先)?(?:教教?|告诉)我?怎么(?:用|问)|(?:使用|操作)(?:说明|指南|帮助|方法)|(?:本|这个?|该)?(?:系统|助手|平台)?(?:有|是)?(?:什么|哪些)(?:功能|用法|用处)|介绍(?:一?下)?你自己|你是(?:谁|什么|机器人|人工|AI)[^◆●]{0,6}|nianbao是(?:什么|啥)|说明本?系统的功能(?:和用法)?|支持哪些(?:查询|提问)?方式|(?:给|举|看)(?:个|几个|一些)?(?:提问)?(?:例子|示例|样例)(?:看看)?)[，,。！!？? ]*(?:教教我)?[？?。]*$"
    r"|^(?=.*(?:[你我您能用]|问(?!题)|可以))(?:你好[，,])?(?:请问)?(?:你|我|这个?|您|该|应该?|可以)?(?:能|可以|会|该|都能|要)?(?:帮我?|给我|问你?|回答|做|干|查|提问|使用|用|怎么)*(?:怎么(?:用|问|提问|使用)(?:才对)?|问?(?:什么|哪些|啥)(?:问题|事|东西)?|做(?:什么|啥)|干(?:什么|啥)|问你?(?:什么|哪些)(?:问题)?)(?:啊|呀|呢)?[？?。 ]*$"
    r"|^(?:so |and )?(?:what (?:can|do) (?:you|i) (?:do|ask|help)(?: with| me with| you)?|how (?:do|can|should) i (?:use|ask|start)(?: this| it| you)?|how does (?:this|it) work|who are you|what are you|are you (?:a )?(?:bot|robot|human|ai)|what (?:kind|sort)s? of (?:questions?|things?)[^◆●]{0,30}|(?:show|give) me (?:some |an )?examples?|instructions?(?: please)?|i'm new here[^◆●]{0,24}|where do i start)[?.! ]*$",
    re.I,
)
_REPORT_OF = re.compile(r"((?:19|20)\d{2})年?度?(?:的)?(?:政府信息公开)?(?:工作)?(?:年度)?(?:年报|报告)")
_ASIDES = frozenset(("courtesy", "meta", "report", "lean", "correct"))
_SUBJECT = re.compile(r"\b(?:on|about|into|regarding|concerning|covering) (?=(?:the )?[A-Z])")
"""A story on Qichuan's open days, but no student at Yanpu University."""
_SO_MANY = re.compile(
    r"(?<=[多少高低大小]的)(?:前)?(?P<count>[两二三四五六七八九十]|\d{1,2})(?:个|家)(?=[\u4e00-\u9fff]{2})"
)
Spans = tuple[tuple[int, int], ...]
_TITLE = re.compile("《[^《》]{2,20}》|“[^“”]{2,20}”")
_OWN_HALL = re.compile(
    "(?:便民|政务|为民|党群|综合)(?:服务)?(?:中心|大厅)|(?:办事|服务|办税)大厅|(?<=[局厅])(?:党政|综合)?办公室"
)
_LEADING = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[年度请]))(?:把|将|给|向|拿|就|在|关于|对|由|从|查|问)(?=[\u4e00-\u9fff]{2})"
)


def understand(text: str, desk: Desk, before: Question | None = None) -> Question:
    """The question `text` asks, with what it leaves out taken from `before` where it reads as a follow-up."""
    text = framed(in_chinese(as_reports_say(text.strip()[:MOST])))
    if (thanks := acknowledged(text, before)) is not None:
        return thanks
    asserted, words = asserted_in(folded(text))
    words = said_plainly(words if before is None else plainly(words))
    found = _in_asides(_named(_plain(words), desk), words, desk)
    if found.words is not None:  # 平州市各局, put as 各单位
        words, found = found.words, replace(found, spans=())
    quoted: tuple[str, ...] = ()
    if not (found.agencies or found.group):
        agency, account = desk.quoting(words)
        quoted = (agency,) if agency else ()
        if account:  # the words are others now
            words, found = account.told(words), replace(found, spans=())
    chosen = chosen_of(before, folded(text), found, bool(quoted), words, desk.agencies()) if before is not None else ()
    if chosen:
        asserted = None  # 第一个吧 asserts no number
        spans = found.spans or ((0, len(words)),)
        found = Resolution(chosen, spans if chosen[0] not in found.agencies else found.spans)
    rest = masked(_courteous(words), _beside_titles(words, found.spans), NAME)
    if before is not None and not quoted and found.names_nobody:
        again = of_the_answer(closed(rest), before, text)
        if again is not None:
            return again
    back = pointed(rest, before)
    if back.agencies:
        rest = masked(rest, back.spans, NAME)
        quoted, found = (), replace(found, agencies=(*back.agencies, *found.agencies))
    years = stepped(rest, before) or _of_its_own(_years(rest, desk), found.agencies or quoted, desk)
    spoken_of = partial(desk.counts, found.agencies or quoted, years.years)
    heard = pertinent(hear(closed(masked(rest, years.spans, YEAR))), spoken_of)
    question = _asked(
        Question(
            text=text,
            language=language_in(text, heard.text, before),
            agencies=found.agencies or quoted,
            years=_held(years, found.agencies or quoted, desk),
            unknown=None if quoted else found.unknown,
            choices=() if quoted else found.choices,
            notes=(*found.notes, *_assumed(years, desk)),
            group=found.group,
            asserted=asserted,
            said=heard.text,
        ),
        heard,
        years,
        words,
    )
    question = _told_by_field(_among(question), desk) if found.place else _among(question)
    if question.group and not question.metrics and names_reports(text):
        question = replace(question, operation="catalogue")
    question = _of_library(question, heard, words, found, desk, before)
    turn = Turn(question, heard.text, years.how, found.place, found.organ, bool(back.agencies), back.lost)
    question = carried(turn, before, desk)
    return _settled(question, desk)


def is_follow_up(text: str) -> bool:
    """Whether the wording leans on a turn before: 那微博呢, and Weibo?"""
    heard = hear(folded(text.strip()))
    return bool(heard.roles & {"lean", "correct"}) or ("why" in heard.roles and len(text.strip()) < 8)


def _of_library(
    question: Question,
    heard: Heard,
    words: str,
    found: Resolution,
    desk: Desk,
    before: Question | None,
) -> Question:
    """The question as one about what the library holds, where it is one. A place alone is then all that lies in it, where
    it is asked who is held."""
    if question.operation == "help":
        return question
    named = bool(question.agencies) and not found.place
    spans = found.spans if named and not found.organ else ()
    after = before if before is not None and before.operation == "catalogue" else None
    for said in dict.fromkeys((folded(question.text), words, _courteous(words))):  # a courtesy (能查到的) may be asked
        rest = masked(said, _beside_titles(said, spans), NAME)
        text = closed(masked(rest, _years(rest, desk).spans, YEAR))
        if shelf := shelved(text, heard, desk.names.kinds, named, before is None, after is not None):
            break
    else:
        return question
    whole = said == folded(question.text)  # the group is read here
    question = replace(question, operation="catalogue", metrics=(), said=text, group=None if whole else question.group)
    kept = question.agencies and (not shelf.of_many or (named and len(shelf.agencies or ()) < 2))
    if shelf.agencies is None or kept:
        return _of_same_shelf(question, after)
    names = tuple(name for name in desk.agencies() if name in shelf.agencies)
    if question.group:
        names = tuple(name for name in names if name in question.group.agencies)
    label = shelf.label if question.group is None else f"{question.group.label} {shelf.label}"
    if not names:
        return replace(question, agencies=(), group=None, unknown=label)
    question = replace(question, agencies=(), choices=(), unknown=None, notes=(), group=Group(label, names))
    return _of_same_shelf(question, after)


def _of_same_shelf(question: Question, before: Question | None) -> Question:
    """A turn about the library with what it leaves out taken from the one before: 2024年的呢, after 高校的年报有哪些."""
    if before is None or names_reports(question.text):
        return question
    who = question.agencies or question.group or question.choices
    question = question if question.years else replace(question, years=before.years)
    return question if who else replace(question, agencies=before.agencies, group=before.group)


def _among(question: Question) -> Question:
    """Which finance bureau has most is asked among all that the name fits."""
    named = question.agencies or question.unknown is not None  # then the choices are only the nearest held
    several = not named and question.operation in _OVER_MANY and question.cues & {"who", "everyone", "tally"}
    kinds = {anatomy(agency).organ for agency in question.choices} if several else set()
    if len(kinds) != 1 or len(question.choices) < 2:
        return question
    return replace(question, choices=(), group=Group(kinds.pop(), question.choices))


def _told_by_field(question: Question, desk: Desk) -> Question:
    """Of the agencies of a place that is named alone, the one whose report of the year tells what is asked (云浦食品抽检,
    2020年); none where several do, or where it is what many reports tell."""
    open_ = len(question.choices) > 1 and not question.agencies and question.unknown is None and bool(question.years)
    words = [part for part in re.split(r"[，,。、\s的]+", question.topic) if re.fullmatch("[\u4e00-\u9fff]{4,}", part)]
    if not open_ or not words or any(metric.key or metric.applicant for metric in question.metrics):
        return question
    if any(kind in ("channel", "thing") for part in words for kind in sense(part).concepts.values()):
        return question
    fit = [one for one in question.choices if any(desk.counts((one,), question.years, part) for part in words)]
    if len(fit) != 1 or not set(question.years) & set(desk.years(fit[0])):
        return question
    told: dict[str, object] = {"agency": fit[0]}
    return replace(question, agencies=(fit[0],), choices=(), notes=(*question.notes, ("assistant.agency_field", told)))


def _courteous(words: str) -> str:
    """The question with its courtesies blanked."""
    return masked(words, _aside(words, frozenset(("courtesy",))), " ")


def _plain(words: str) -> str:
    """The question with its courtesies and asides blanked, and nothing but its words at either end."""
    return re.sub(r"[\s，,。!！;；]+$", "", masked(words, _aside(words, _ASIDES), " ")) or words


def _aside(words: str, roles: frozenset[str]) -> list[tuple[int, int]]:
    """Where cues of these roles stand; 统计局 begins with no 统计, and State-owned Assets with no state."""
    cues = [cue for cue in hear(words).cues if cue.role in roles]
    named = [cue for cue in cues if known_organ_at(words, cue.start) > cue.end or _CAPITAL.match(words, cue.start)]
    return [(cue.start, _up_to_name(words, cue.start, cue.end)) for cue in cues if cue not in named]


def _up_to_name(words: str, start: int, end: int) -> int:
    """Where an aside ends: 看统计|局 only leads to 统计局."""
    return next((at for at in range(start + 1, end) if known_organ_at(words, at) > end), end)


def _named(plain: str, desk: Desk) -> Resolution:
    """The agencies named, in whichever languages, once asides that could be read as part of a name are out of the way."""
    found = desk.names.resolve(plain)
    if found.unknown is not None:
        again = desk.names.resolve(_LEADING.sub(lambda hit: " " * len(hit.group()), plain))
        found = again if again.agencies or again.unknown is None else found
    if found.unknown is not None and _OWN_HALL.search(plain):  # 城关镇便民中心 is no agency of its own
        again = desk.names.resolve(_OWN_HALL.sub(lambda hit: " " * len(hit.group()), plain))
        found = again if len(again.agencies) == 1 and again.unknown is None else found
    if not (found.agencies or found.group) and _SO_MANY.search(plain):
        again = desk.names.resolve(_SO_MANY.sub("各", plain))  # 最多的三个区政府: of all of them
        found = again if again.group else found
    return found


def _in_asides(found: Resolution, words: str, desk: Desk) -> Resolution:
    """I'm doing a story on Qichuan's open days: where nobody else is named, whom the asker's work is about."""
    spans = _aside(words, _ASIDES) if found.names_nobody else []
    kept = [span for span in spans if not _SUBJECT.search(words[slice(*span)])]
    if len(kept) == len(spans):
        return found
    told = _named(masked(words, kept, " "), desk)
    return told if told.agencies and told.unknown is None else found


def _beside_titles(words: str, spans: Spans) -> Spans:
    """The names of agencies, but for those in what is quoted (《云川信息》, “云川发布”) where one stands outside as well."""
    quoted = [hit.span() for hit in _TITLE.finditer(words)]
    outside = tuple(one for one in spans if not any(start < one[0] and one[1] < end for start, end in quoted))
    return outside or spans


def _years(rest: str, desk: Desk) -> Years:
    """The years named; 比去年 names none, since it says against what and not of when."""
    against = [(cue.start, cue.end) for cue in hear(rest).of("yoy")]
    held = desk.years()
    return years_in(masked(rest, against, " "), held[-1] if held else None, held[0] if held else None)


def _held(years: Years, agencies: Sequence[str], desk: Desk) -> tuple[int, ...]:
    """历年 of one agency are the years that it has."""
    return desk.years(agencies[0]) if years.how == "all" and len(agencies) == 1 else years.years


def _of_its_own(years: Years, agencies: Sequence[str], desk: Desk) -> Years:
    """近三年 of an agency that has at most one of the library's newest years are its own newest."""
    held = desk.years(agencies[0]) if len(agencies) == 1 else ()
    if not (years.how == "range" and years.counted and held) or len(set(years.years) & set(held)) > 1:
        return years
    return replace(years, years=tuple(range(held[-1] - len(years.years) + 1, held[-1] + 1)))


def _assumed(years: Years, desk: Desk) -> tuple[tuple[str, dict[str, object]], ...]:
    """去年, 近三年 and 2022年发布的年报 are said with the years they were taken for."""
    if years.how == "published":
        return (("assistant.published_year", {"year": years.years[0], "published": years.years[0] + 1}),)
    if not years.counted or not years.years:
        return ()
    newest = max(years.years) if years.how == "range" else desk.years()[-1]
    return (("assistant.relative_year", {"year": spelled(years.years), "newest": newest}),)


def _asked(question: Question, heard: Heard, years: Years, words: str) -> Question:
    """The question with its operation, topic, metrics and what else its cues say."""
    roles = heard.roles
    kinds = contacts_in(heard.text)
    features = Features(
        roles, len(question.agencies), len(question.years), years.how, bool(kinds), named=_names_a_figure(heard)
    )
    operation = _greeted(words) or decide(features)
    topic = topic_of(heard, operation)
    metrics = (
        contacts(kinds, topic, question.language)
        if operation == "contact"
        else metrics_of(heard, operation, question.language)
    )
    if operation == "explain" and _numeric(metrics, roles, question.language):
        operation = "lookup"
    bounds: tuple[Bound, ...] = ()
    either = False
    if operation == "list":
        demanded = demands(heard, question.language)
        metrics, bounds, either = demanded.metrics, demanded.bounds, demanded.either
        roles |= {"tally"} if "ask" in roles and unit_in(heard.text) in ("个", "家") else set()
    if operation in _OVER_MANY and not all(one.key or one.applicant or _counted(one.words) for one in metrics):
        metrics = ()
    question = replace(
        question,
        operation=operation,
        topic=topic,
        metrics=metrics,
        cues=roles,
        limit=(limit_of(heard) or _so_many(question.text)) if operation == "rank" else None,
        descending="least" not in roles,
        bounds=bounds,
        either=either,
    )
    if operation == "compare" and roles & {"yoy", "grew"}:
        turned = metrics_of(heard, operation, question.language, ("yoy", "grew"))
        stated = tuple(replace(one, key=None, applicant=None) for one in turned if _of_change(one.words))
        question = replace(question, stated=stated)
    if operation == "compare" and (column := change_of_row(heard.text, question.language)):
        question = replace(question, stated=(*column, *question.stated))
    return _of_another_year(question, words)


def _so_many(text: str) -> int | None:
    """Three, of 最多的三个区政府."""
    hit = _SO_MANY.search(text)
    if hit is None:
        return None
    count = hit["count"].replace("两", "二")
    return int(count) if count.isdigit() else "二三四五六七八九十".index(count) + 2


def _of_change(words: str) -> bool:
    """Whether words are of a change as reports state it; 多发了几条 is for us to work out."""
    return "增减" in sense(words).concepts and not re.search(r"[多少][\u4e00-\u9fff]{0,3}(?:多少|几)", words)


def _names_a_figure(heard: Heard) -> bool:
    """I'd like to double-check WeChat posts of …: what is to be verified is one figure, and no report."""
    if "verify" not in heard.roles or re.search("[表据字]$|情况", topic_of(heard, "check", ("verify",))):
        return False
    found = metrics_of(heard, "check", "zh")
    return any(metric.key is not None or _countable(metric.words) for metric in found)


def _greeted(words: str) -> Operation | None:
    """A greeting, or thanks and nothing else."""
    courteous = any(char.isalnum() for char in words) and not any(char.isalnum() for char in _courteous(words))
    return "help" if courteous or _GREETING.search(words) else None


def _numeric(metrics: tuple[Metric, ...], roles: frozenset[str], language: Language) -> bool:
    """云川市科技局2022年新收申请: what is only named, and counted in reports, is asked for."""
    cells = language == "en" and all(metric.key is not None for metric in metrics)  # what were its penalties
    if not metrics or roles & {"why", "problems", "measures"} or ("what" in roles and not cells):
        return False
    return all(
        metric.key is not None or metric.applicant or _countable(metric.words) or things(metric.label, metric.unit)
        for metric in metrics
    )


def _counted(words: str) -> bool:
    """Whether words name something that many reports can count."""
    said = sense(words)
    return bool(said.pairs) or any(kind != "filler" for kind in said.concepts.values())


def _countable(words: str) -> bool:
    """Whether words name channels or things and nothing else."""
    said = sense(words)
    named = any(kind in ("channel", "thing") for kind in said.concepts.values())
    return named and not said.pairs and not unknown_words(words.lower())


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
        if len(question.metrics) > 1 and not question.cues & {"yoy", "grew"}:
            return replace(question, operation="lookup")  # 微信和微博哪个发得多
        held = desk.years(question.agencies[0])
        last = question.years[0] if question.years else held[-1] if held else None
        if last is not None:
            return replace(question, years=(last - 1, last))
    if question.operation == "list" and len(question.agencies) == 1 and "which_year" in question.cues:
        return replace(question, years=question.years or desk.years(question.agencies[0]))
    empty = question.operation == "explain" and not (question.topic or question.metrics)
    if empty and question.agencies and not question.cues & {"problems", "measures", "why"}:
        return replace(question, operation="summarise" if question.cues & {"meta", "report"} else "lookup")
    if question.operation == "trend" and len(question.years) == 1 and len(question.agencies) == 1:
        return replace(question, years=tuple(y for y in desk.years(question.agencies[0]) if y >= question.years[0]))
    return question
