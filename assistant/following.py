"""A turn that leans on the one before: the slots it leaves empty are filled from there, and a full question forgets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.asking import metrics_of, says_something, topic_of
from assistant.carrying import of_applicant, of_same_table, only_who_asked
from assistant.cells import NEW
from assistant.cues import NAME, YEAR, hear
from assistant.deciding import Features, decide
from assistant.desk import Desk
from assistant.holdings import GOVERNMENT
from assistant.leaning import idle
from assistant.pointing import joins_before
from assistant.question import Metric, Operation, Question
from assistant.resaid import resaid
from ingest.agencies import anatomy
from ingest.regions import lookup as codes_named

_LEANING = frozenset(("lean", "correct", "self", "both"))
_OF_MANY: frozenset[Operation] = frozenset(("rank", "list", "total"))
_OWN: frozenset[Operation] = frozenset(("check", "contact", "summarise", "catalogue", "help", "themes"))
_WITH = re.compile(r"(?:和|跟|与|同|比)\s*◆|比起◆|\b(?:with|to|than|against)\s+◆", re.IGNORECASE)
_AGAINST = re.compile(
    rf"(?:比起?|较|和|跟|与|同)\s*{YEAR}|\b(?:than|with|to|against|over|from)\s+(?:in\s+)?{YEAR}", re.IGNORECASE
)
"""比2021年多多少, after 2022 was asked about."""
_REACHED = re.compile(
    r"^(?:那么?)?(?:又|还|共|一共|总共)*(?:覆盖|惠及|涉及|服务|走访|走进|参与|参加|联系|吸引|带动|监管)了?(?:到)?(?:多少|几)|\bhow many of (?:them|those|these|which)\b",
    re.IGNORECASE,
)
"""覆盖多少单位 counts what the one spoken of reached, and no agencies."""
_STEP = re.compile(
    r"(?:上一?|前一)个?年|往前(?:推|数|倒)?(?:一|1)年|早一年|"
    r"\b(?:years? (?:earlier|before|prior)|(?:previous|prior|preceding) year)\b",
    re.IGNORECASE,
)
_BACK = re.compile(r"\b(two|three) years", re.IGNORECASE)
"""A year counted from the one that the turn before spoke of; 去年 counts from the newest."""
_LEANS = re.compile(
    rf"(?:^|[，,])(?:那|再?换[成作]?|改[成为]?)?{NAME}(?:那[家边里儿个])?的?呢|^(?:那么?|再?换[成作]?|改[成为]?看?){NAME}"
)
"""雁塔区的呢，重点信息; 换成云浦那家，同一年主动公开总共多少."""
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}")
_TOWN = re.compile(r"(?<=[省市县区州旗])[\u4e00-\u9fff]{1,6}(?:镇|乡|街道)$")
_GOVERNMENT_ALONE = re.compile(r"(?P<rank>[省市州县区旗镇乡])?(?:人民)?政府")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question before anything is carried over: its masked words, how it names years (see years.Years), the words
    where it names only a `place` or only an `organ`, and whether its agencies are `pointed` to (前者), or `lost`: pointed
    to where none were spoken of."""

    question: Question
    masked: str
    how: str
    place: str = ""
    organ: str = ""
    pointed: bool = False
    lost: bool = False

    @property
    def leans(self) -> bool:
        said = self.masked.rstrip("？?。!！ ")
        return bool(self.question.cues & _LEANING) or said.endswith("呢") or _LEANS.search(said) is not None

    @property
    def nameless(self) -> bool:
        one = self.question
        return not one.agencies and one.unknown is None and not one.choices and one.group is None

    @property
    def bare(self) -> bool:
        """Whether it asks about nothing of its own, or only about an applicant."""
        metrics = self.question.metrics
        named = [metric for metric in metrics if metric.key is not None or metric.applicant is None]
        if all(metric.key is None and metric.applicant is None for metric in metrics) and idle(self.question.topic):
            return True
        return not named and (bool(metrics) or not says_something(self.question.topic))


def carried(turn: Turn, before: Question | None, desk: Desk) -> Question:
    """The question of a turn with what it leaves out taken from `before`, and which slots those were."""
    question = turn.question
    if turn.lost and question.operation != "catalogue":
        return replace(question, operation="lookup", group=None)
    if before is None or question.operation in ("help", "catalogue"):
        return question
    turn = replace(turn, question=_chosen(_in_the_same_place(turn, before, desk), before))
    question = turn.question
    if before.operation == "catalogue":  # 2019年的有哪些, after 库里有哪些年报
        again = turn.nameless and turn.bare and turn.how != "none" and question.operation in ("list", "lookup")
        if again or not before.agencies:
            return replace(question, operation="catalogue") if again else question
        before = replace(before, operation="lookup")
    said = resaid(turn.masked, before, idle) if turn.nameless else None
    if said is not None and (same := _again(question, before, said)):
        return same
    if not (turn.nameless or turn.bare or turn.pointed or (turn.leans and turn.how == "none")):
        return question
    if _changes_nothing(turn):
        return Question(question.text, question.language, "help")
    if "why" in question.cues and turn.bare:
        return _why(question, before)
    if _of_its_years(turn, before):
        question = replace(question, operation="compare", cues=question.cues | {"which_year"})
    taken: list[str] = ["agency"] if turn.pointed else []
    question = _with_agencies(turn, question, before, taken)
    question = _with_metrics(turn, question, before, taken)
    question = _with_years(turn, question, before, taken, desk)
    if taken:
        question = replace(question, operation=_operation(turn, question, before))
        question = _as_before(question, before)
    if question.operation == "share" and "metric" in taken and question.language == "en" and len(question.metrics) == 1:
        question = replace(question, topic=question.metrics[0].label if question.metrics[0].key else question.topic)
    if question.operation == "share" and "self" in question.cues and len(before.metrics) == 1:
        return replace(
            question, metrics=before.metrics, topic=f"{before.topic} {question.topic}", carried=("agency", "metric")
        )
    if "metric" not in taken:
        if not question.metrics and question.operation == "lookup" and says_something(question.topic):
            question = replace(question, metrics=(Metric(None, question.topic, question.topic, said=question.said),))
        question = replace(question, metrics=of_same_table(question, before), after=before.metrics, shown=before.shown)
    return replace(question, carried=tuple(taken))


def _of_its_years(turn: Turn, before: Question) -> bool:
    """最少呢, behind 哪年最多: of the years of one agency, and not of all agencies."""
    cues = turn.question.cues
    own = turn.nameless and turn.bare and turn.question.operation == "rank" and not cues & {"who", "everyone", "whole"}
    return own and len(before.agencies) == 1 and len(before.years) > 1


def _again(question: Question, before: Question, said: str) -> Question | None:
    """The question before in other words, of the year that this turn names."""
    heard = hear(said)
    metrics = metrics_of(heard, before.operation, question.language)
    if not metrics:
        return None
    return replace(
        before,
        text=question.text,
        language=question.language,
        years=question.years if len(question.years) == 1 else before.years,
        metrics=metrics,
        topic=topic_of(heard, before.operation),
        cues=heard.roles,
        said=said,
        carried=("agency", "metric", "year"),
        recalled=(),
    )


def _chosen(question: Question, before: Question) -> Question:
    """The one of the agencies offered before that a turn names, in however few words: 中卫的."""
    among = [agency for agency in question.agencies or question.choices if agency in before.choices]
    if len(among) != 1 or question.agencies:
        return question
    return replace(question, agencies=tuple(among), choices=())


def _changes_nothing(turn: Turn) -> bool:
    """嗯, 好的, 那呢: nothing is named, and nothing is asked for."""
    said = turn.question.cues - {"lean", "courtesy", "correct", "meta", "self"}
    return (
        turn.nameless
        and turn.bare
        and not turn.pointed
        and not said
        and turn.how == "none"
        and not turn.question.metrics
    )


def _as_before(question: Question, before: Question) -> Question:
    """The conditions, the length and the order of a list or ranking that goes on."""
    if question.operation != before.operation:
        return question
    if question.operation == "list" and not question.cues & {"bound", "none"}:
        return replace(question, bounds=before.bounds, either=before.either)
    if question.operation == "rank":
        turned = bool(question.cues & {"most", "least"})
        return replace(
            question,
            limit=question.limit or before.limit,
            descending=question.descending if turned else before.descending,
        )
    return question


def _why(question: Question, before: Question) -> Question:
    return replace(
        question,
        operation="explain",
        agencies=question.agencies or before.agencies,
        topic=before.topic,
        years=question.years or before.years,
        metrics=before.metrics,
        carried=("agency", "metric", "year"),
    )


def _with_agencies(turn: Turn, question: Question, before: Question, taken: list[str]) -> Question:
    """The agencies of before where none is named, unless the turn asks about all; 和甲局比呢 adds one to them."""
    beside = (turn.bare and _WITH.search(turn.masked) and "versus" in question.cues) or joins_before(turn.masked)
    if question.agencies and before.agencies and beside and not turn.pointed:
        taken.append("agency")
        return replace(question, agencies=tuple(dict.fromkeys((*before.agencies, *question.agencies))))
    over_all = question.operation in _OF_MANY and not question.cues & {"self", "both"}
    if question.operation == "total" and before.agencies and not question.cues & {"everyone", "mean"}:
        over_all = False  # 加起来呢, after two were compared; 办理结果总计, of the one spoken of
    over_all = over_all and not _REACHED.search(turn.masked)
    if over_all and turn.nameless and before.group and not question.cues & {"everyone", "whole"}:
        return replace(question, group=before.group)  # 谁最多, after 各发改委
    if not turn.nameless or over_all or (question.operation == "check" and not turn.leans):
        return question
    if not before.agencies:
        return replace(question, group=before.group) if before.group else question
    taken.append("agency")
    if (
        "more" in question.cues and len(before.agencies) == 1 and len(before.recent) > 1
    ):  # 哪个多, after one and another
        return replace(question, agencies=before.recent[-2:])
    return replace(question, agencies=before.agencies)


def _with_metrics(turn: Turn, question: Question, before: Question, taken: list[str]) -> Question:
    asked_by = turn.nameless and turn.how == "none" and only_who_asked(question, before)
    again = turn.bare or asked_by or _echoes(turn, before)
    if not again or not (before.metrics or before.topic) or question.operation in _OWN:
        return question
    taken.append("metric")
    applicants = [metric.applicant for metric in question.metrics if metric.applicant]
    if applicants:
        return replace(question, metrics=of_applicant(before, applicants[0], question))
    return replace(question, metrics=before.metrics, topic=before.topic, stated=before.stated)


def _echoes(turn: Turn, before: Question) -> bool:
    """Whether a turn names another year and, of the rest, only a word or two that the turn before said: 第二年招了多少, after
    招了多少名教师."""
    topic = turn.question.topic.replace(" ", "")
    short = 0 < len(topic) <= (3 if re.search("[\u4e00-\u9fff]", topic) else 0)
    return turn.nameless and turn.how != "none" and short and topic in before.said and len(before.metrics) == 1


_COUNTS = {"two": 2, "three": 3}


def _with_years(turn: Turn, question: Question, before: Question, taken: list[str], desk: Desk) -> Question:
    """The years of before; 和去年比呢 counts back from them."""
    if before.years and "yoy" in question.cues and turn.how in ("none", "relative"):
        taken.append("year")
        return replace(question, years=(max(before.years),))
    against = _AGAINST.search(turn.masked) and len(question.years) == 1 and question.operation == "compare"
    if before.years and against and max(before.years) not in question.years:
        taken.append("year")
        return replace(question, years=tuple(sorted({max(before.years), *question.years})))
    if before.years and turn.how == "relative" and turn.bare and _STEP.search(question.text):
        taken.append("year")
        back = _BACK.search(question.text)
        return replace(question, years=(min(before.years) - (_COUNTS[back[1].lower()] if back else 1),), notes=())
    spread = question.cues & {"change", "which_year"} and len(before.years) < 2
    several = len(question.agencies) > 1 and "more" in question.cues
    spread = spread or (several and not all(set(before.years) <= set(desk.years(one)) for one in question.agencies))
    if question.years or not before.years or turn.how != "none" or spread or _of_no_year(question, before, desk):
        return question
    taken.append("year")
    return replace(question, years=before.years)


def _of_no_year(question: Question, before: Question, desk: Desk) -> bool:
    """Whether the year before is not one that an agency has, and need not be: nobody named it, or contacts are asked for."""
    open_ = before.assumed or question.operation == "contact"
    return open_ and len(question.agencies) == 1 and not set(before.years) & set(desk.years(question.agencies[0]))


def _operation(turn: Turn, question: Question, before: Question) -> Operation:
    """The turn's own operation where its words ask for one; else that of before, as far as it fits what is named now."""
    own = question.cues - _LEANING - {"ask", "measure", "meta", "courtesy", "report", "what", "each", "exist", "by"}
    grown = before.operation == "compare" and len(question.years) == 2 and len(question.agencies) == 1
    if grown and turn.bare and "share" in own and "占" not in question.text:
        return "compare"  # 百分之几, after 多了几件
    every = own & {"everyone", "whole"} and not question.agencies
    if question.operation in _OWN or own & _DECISIVE or every:
        return _decided(question, turn)
    counted = bool(question.metrics) and not turn.bare and ("ask" in question.cues or _came_in(question))
    if before.operation == "share" and counted:
        return _decided(replace(question, cues=question.cues | {"ask"}), turn)
    singled_out = before.operation in _OF_MANY and question.agencies and (turn.pointed or not turn.nameless)
    if singled_out or before.operation in ("lookup", "yes_no", "compare", "trend"):
        span = turn.how if turn.how != "none" else "range" if before.operation == "trend" else "none"
        again = decide(Features(frozenset(("ask",)), len(question.agencies), len(question.years), span))
        kept = before.operation == "trend" and len(question.agencies) == 1 and (len(question.years) != 1)
        asks = "yes_no" in own or (before.operation == "yes_no" and "ask" not in question.cues)
        return "trend" if kept else "yes_no" if again == "lookup" and asks else again
    if before.operation == "explain" and not turn.bare and question.metrics:
        keyed = question.operation == "explain" and all(metric.key or metric.unit for metric in question.metrics)
        return "lookup" if keyed else question.operation
    if before.operation == "contact" and turn.bare is False:
        return question.operation if question.operation != "explain" else "lookup"
    return (
        before.operation
        if before.operation not in ("check", "summarise", "contact") or turn.bare
        else question.operation
    )


_DECISIVE = frozenset(
    "most least order sum mean who versus more yoy grew change share check summary problems measures bound".split()
)


def _came_in(question: Question) -> bool:
    """Whether it is asked what all shares are taken of."""
    return all(metric.key == NEW and metric.applicant is None for metric in question.metrics)


def _decided(question: Question, turn: Turn) -> Operation:
    return decide(
        Features(
            question.cues,
            len(question.agencies),
            len(question.years),
            turn.how,
            question.operation == "contact",
        )
    )


def _in_the_same_place(turn: Turn, before: Question, desk: Desk) -> Question:
    """中卫呢 means the same kind of organ there, and 统计局呢 the one of the same place: held, several held, or not held."""
    question = turn.question
    spoken_of = before.agencies[0] if before.agencies else before.unknown
    last = anatomy(spoken_of) if spoken_of else None
    government = _GOVERNMENT_ALONE.fullmatch(question.topic.replace(" ", "")) if turn.nameless else None
    elsewhere = turn.place and turn.leans  # 换成云浦那家，主动公开多少
    if last is None or not (turn.bare or _place_named(turn) or government or elsewhere):
        return question
    place = turn.place or _place_named(turn)
    if government and last.place.endswith(government["rank"] or ""):
        name, place = last.place + "人民政府", last.place
    elif place and (last.organ == "人民政府" or last.organ not in GOVERNMENT):
        town = _TOWN.search(last.place)
        name = place + (town.group() if town and not place.endswith(("镇", "乡", "街道")) else "") + last.organ
    elif turn.organ and last.place and not turn.pointed:
        name = last.place + turn.organ
    else:
        return question
    found = desk.names.resolve(name)
    if place and (turn.bare or not elsewhere):
        question = replace(question, topic="", metrics=())
    return replace(
        question,
        agencies=found.agencies,
        unknown=found.unknown or (None if found.agencies or found.choices else name),
        choices=found.choices,
        notes=(*(note for note in question.notes if not note[0].startswith("assistant.agency")), *found.notes),
    )


def _place_named(turn: Turn) -> str:
    """The place of no agency held that a turn is all about: 中卫呢."""
    question = turn.question
    name = re.sub(r"[的\s]", "", question.topic or question.unknown or "")
    if question.agencies or turn.organ or not turn.leans or not _PLACE.fullmatch(name) or anatomy(name).organ:
        return ""
    return name if codes_named(name) or question.unknown else ""
