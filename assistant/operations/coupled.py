"""Two figures in one question (人大建议和政协提案各办了几件), and the change that a report states beside a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.desk import Desk
from assistant.finding import Found, find
from assistant.metrics import recognise
from assistant.question import Metric, Question
from ingest.library import ReportHead
from ingest.report import Fact

_TWO = re.compile(
    r"^(?P<one>[^，,和与及、]{2,24}?)(?:以及|和|与|及(?!时))(?P<two>[^，,和与及、]{2,24}?)"
    r"(?P<each>各自?|分别|都)?(?:(?<=[各自别都])(?:办|收|发|公开|发布|答复|处理|受理|有|是|为|占|举办|开展|召开)*了?)?(?:的?(?:件|条|数)数?量?)?(?:多少|几.*)?(?:件|条|次|份|个|篇)?$"
)
_TWO_EN = re.compile(r"^(?P<one>.{3,60}?)\s+(?:and|as well as)\s+(?P<two>.{3,60}?)$", re.IGNORECASE)
_FIXED = re.compile(r"法人[和及、或]|公民[、和]")
_CHANGED = re.compile(r"增[加长多]|减少|下降|上升|提[高升]|多[了出]|少[了于]")
_EARLIER = re.compile(r"上一?年|去年|上年度|同比|同期|头一年|前一年")


def halves(metric: Metric) -> tuple[Metric, ...]:
    """The two metrics that one metric's words name; empty where they name one."""
    words = metric.words.strip()
    hit = None if _FIXED.search(words) else _TWO.match(words) or _TWO_EN.match(words)
    if hit is None:
        return ()
    return tuple(_alone(hit[name].strip(), metric.unit) for name in ("one", "two"))


def _alone(words: str, unit: str | None) -> Metric:
    known = recognise(words, unit)
    return replace(known[0], words=words) if len(known) == 1 else Metric(None, words, words, unit)


def both(desk: Desk, head: ReportHead, metric: Metric) -> list[tuple[Metric, Found]]:
    """What a report says of both halves of a metric: only where it states each by itself, side by side."""
    found = [(half, find(desk, head, half)) for half in halves(metric)]
    facts = [each.fact for _, each in found if each.state == "number" and each.fact is not None]
    if len(facts) != 2 or facts[0] == facts[1] or not _side_by_side(*facts):
        return []
    names = [(half.words, fact.noun or "") for (half, _), fact in zip(found, facts, strict=True)]
    crossed = any(
        _shares(other, noun) > _shares(own, noun) for (own, noun), (other, _) in zip(names, names[::-1], strict=True)
    )
    return [] if crossed else found


def _side_by_side(one: Fact, two: Fact) -> bool:
    if one.origin == "prose" and two.origin == "prose":
        return one.quote == two.quote or (one.place is not None and one.place.block == two.place.block)
    return one.origin != "prose" and two.origin != "prose" and one.metric != two.metric


def _shares(words: str, noun: str) -> int:
    """How many pairs of characters two texts have in common."""
    return len({words[i : i + 2] for i in range(len(words) - 1)} & {noun[i : i + 2] for i in range(len(noun) - 1)})


def change_of(desk: Desk, question: Question) -> Found | None:
    """What the later report states itself of the change that is asked about: 1206件，较上年增加154件."""
    if len(question.metrics) != 1 or len(question.agencies) != 1 or len(question.years) != 2:
        return None
    earlier, later = sorted(question.years)
    for head in desk.heads(question.agencies[0], later):
        found = find(desk, head, question.metrics[0])
        if found.state != "number" or found.fact is None or found.fact.origin != "prose":
            continue
        change = _stated_after(desk.facts(head.id), found.fact, earlier, later)
        if change is not None:
            return Found(head, (change,), (), "number")
    return None


def _stated_after(facts: Sequence[Fact], lead: Fact, earlier: int, later: int) -> Fact | None:
    """The change told next after a figure in the same clause, in its unit, against the year asked for."""
    at = facts.index(lead)
    for fact in facts[at + 1 : at + 4]:
        if fact.quote != lead.quote:
            return None
        if _CHANGED.search(fact.noun or "") and fact.unit == lead.unit:
            told = str(earlier) in fact.quote or (earlier == later - 1 and _EARLIER.search(fact.quote))
            return fact if told else None
        if fact.year != earlier and not re.search(r"[较比]", fact.noun or ""):
            return None
    return None
