"""A turn that leans on the one before: the slots it leaves empty are filled from there, and a full question forgets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.asking import says_something
from assistant.bounds import conditions
from assistant.deciding import Features, decide
from assistant.desk import Desk
from assistant.metrics import label_of_applicant, label_with, recognise
from assistant.question import Metric, Operation, Question
from ingest.organs import anatomy
from ingest.regions import lookup as codes_named

_LEANING = frozenset(("lean", "correct", "self", "both"))
_OF_MANY: frozenset[Operation] = frozenset(("rank", "list", "total"))
_OWN: frozenset[Operation] = frozenset(("check", "contact", "summarise", "catalogue", "help", "themes"))
_WITH = re.compile(r"(?:和|跟|与|同|比)\s*◆|比起◆|\b(?:with|to|than|against)\s+◆", re.IGNORECASE)
_STEP = re.compile(
    r"(?:上一?|前一)个?年|往前(?:推|数|倒)?(?:一|1)年|早一年|"
    r"\b(?:year (?:earlier|before|prior)|(?:previous|prior|preceding) year)\b",
    re.IGNORECASE,
)
"""A year counted from the one that the turn before spoke of; 去年 counts from the newest."""
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question before anything is carried over: its masked words, and how it names years (see wording.Years)."""

    question: Question
    masked: str
    how: str

    @property
    def leans(self) -> bool:
        return bool(self.question.cues & _LEANING) or self.masked.rstrip("？?。!！ ").endswith("呢")

    @property
    def nameless(self) -> bool:
        one = self.question
        return not one.agencies and one.unknown is None and not one.choices and one.group is None

    @property
    def bare(self) -> bool:
        """Whether it asks about nothing of its own, or only about an applicant."""
        metrics = self.question.metrics
        named = [metric for metric in metrics if metric.key is not None or metric.applicant is None]
        return not named and (bool(metrics) or not says_something(self.question.topic))


def carried(turn: Turn, before: Question | None, desk: Desk) -> Question:
    """The question of a turn with what it leaves out taken from `before`, and which slots those were."""
    question = turn.question
    if before is None or question.operation in ("help", "catalogue"):
        return question
    if (place := _place_named(turn)) and before.agencies:
        question = _same_organ_of(question, place, before.agencies[0], desk)
        turn = replace(turn, question=question)
    if not (turn.nameless or turn.bare):
        return question
    if "why" in question.cues and turn.bare:
        return _why(question, before)
    taken: list[str] = []
    question = _with_agencies(turn, question, before, taken)
    question = _with_metrics(turn, question, before, taken)
    question = _with_years(turn, question, before, taken)
    if taken:
        question = replace(question, operation=_operation(turn, question, before))
        question = _as_before(question, before)
    return replace(question, carried=tuple(taken))


def _as_before(question: Question, before: Question) -> Question:
    """The conditions, the length and the order of a list or ranking that goes on."""
    if question.operation != before.operation:
        return question
    if question.operation == "list" and not question.cues & {"bound", "none"}:
        return replace(question, bounds=before.bounds or conditions(before.text).bounds)
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
    if question.agencies and before.agencies and turn.bare and _WITH.search(turn.masked) and "versus" in question.cues:
        taken.append("agency")
        return replace(question, agencies=tuple(dict.fromkeys((*before.agencies, *question.agencies))))
    over_all = question.operation in _OF_MANY and not question.cues & {"self", "both"}
    if question.operation == "total" and len(before.agencies) > 1 and "everyone" not in question.cues:
        over_all = False  # 加起来呢, after two were compared
    if not turn.nameless or over_all or (question.operation == "check" and not turn.leans):
        return question
    if not before.agencies:
        return replace(question, group=before.group) if before.group else question
    taken.append("agency")
    return replace(question, agencies=before.agencies)


def _with_metrics(turn: Turn, question: Question, before: Question, taken: list[str]) -> Question:
    if not turn.bare or not (before.metrics or before.topic) or question.operation in _OWN:
        return question
    taken.append("metric")
    applicants = [metric.applicant for metric in question.metrics if metric.applicant]
    if applicants:
        return replace(question, metrics=_of_applicant(before, applicants[0], question))
    return replace(question, metrics=before.metrics, topic=before.topic, stated=before.stated)


def _of_applicant(before: Question, applicant: str, question: Question) -> tuple[Metric, ...]:
    """The metrics of the turn before, for the applicant this turn names: 其中商业企业有多少."""
    kept = [metric for metric in before.metrics if metric.key is not None and metric.key.startswith("requests.")]
    language = question.language
    return tuple(
        replace(metric, applicant=applicant, label=label_with(metric.key or "", applicant, language)) for metric in kept
    ) or recognise(f"{label_of_applicant(applicant)}申请", None, language)


def _with_years(turn: Turn, question: Question, before: Question, taken: list[str]) -> Question:
    """The years of before; 和去年比呢 counts back from them."""
    if before.years and "yoy" in question.cues and turn.how in ("none", "relative"):
        taken.append("year")
        return replace(question, years=(max(before.years),))
    if before.years and turn.how == "relative" and turn.bare and _STEP.search(question.text):
        taken.append("year")
        return replace(question, years=(min(before.years) - 1,), notes=())
    spread = question.cues & {"change", "which_year"} and len(before.years) < 2
    if question.years or not before.years or turn.how != "none" or spread:
        return question
    taken.append("year")
    return replace(question, years=before.years)


def _operation(turn: Turn, question: Question, before: Question) -> Operation:
    """The turn's own operation where its words ask for one; else that of before, as far as it fits what is named now."""
    own = question.cues - _LEANING - {"ask", "measure", "meta", "courtesy", "report", "what", "each", "exist", "by"}
    if question.operation in _OWN or own & _DECISIVE:
        return _decided(question, turn)
    if before.operation in ("lookup", "yes_no", "compare", "trend"):
        span = turn.how if turn.how != "none" else "range" if before.operation == "trend" else "none"
        again = decide(Features(frozenset(("ask",)), len(question.agencies), len(question.years), span))
        kept = before.operation == "trend" and len(question.agencies) == 1 and (len(question.years) != 1)
        asks = "yes_no" in own or (before.operation == "yes_no" and "ask" not in question.cues)
        return "trend" if kept else "yes_no" if again == "lookup" and asks else again
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


def _place_named(turn: Turn) -> str | None:
    """The place that a turn is all about: 中卫呢."""
    question = turn.question
    name = re.sub(r"[的\s]", "", question.topic or question.unknown or "")
    if question.agencies or not turn.leans or not _PLACE.fullmatch(name):
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
            or place in "".join(head.region[-1] for head in desk.heads(agency)[:1] if head.region)
        )
    )
    question = replace(question, topic="", metrics=(), unknown=None, choices=())
    if len(held) == 1:
        return replace(question, agencies=held)
    return replace(question, choices=held) if held else replace(question, unknown=f"{place}{organ}")
