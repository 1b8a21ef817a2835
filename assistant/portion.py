"""A part as a share of its whole where a report states both numbers: 网站公开9870条 of 主动公开12604条."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.desk import Desk
from assistant.finding import find
from assistant.metrics import recognise
from assistant.question import Language, Metric, Question
from assistant.within import whole_and_part
from ingest.library import ReportHead
from ingest.report import Fact

_PARTED = re.compile(r"^(?P<part>.*\S)\s+(?P<whole>\S.*)$")
_OF = re.compile(r"^(?P<whole>.+?)\s+of\s+(?P<part>.+)$")
_ALL = re.compile(r"$|全部|所有|总")
_NAMED = re.compile(r"^[ -~]+[(（]([\u4e00-\u9fff]{2,12})[)）]?")
"""An English question that gives the term in Chinese: key information (重点信息公开)."""
_AMOUNT = re.compile(r"的?(?:总?数量?|总?量|总额)$")


def portion(question: Question, desk: Desk, head: ReportHead) -> tuple[str, Fact, Fact] | None:
    """What the part is called, the part and the whole. The whole is the one that the question names, else the number
    that the report itself takes the part from; both are exact, of one unit, and the part is no more than the whole."""
    facts = desk.facts(head.id)
    for part_words, whole_words in readings(question.topic):
        part = _number(desk, head, part_words, question.language)
        if part is None:
            continue
        taken = facts[part.total] if part.total is not None and part.total < len(facts) else None
        named = _number(desk, head, whole_words, question.language) if whole_words else None
        whole = named or (taken if _ALL.match(whole_words) else None)
        if whole is not None and _makes_up(part, whole, taken):
            return _AMOUNT.sub("", part_words), part, whole
    return None


def readings(topic: str) -> Iterator[tuple[str, str]]:
    """The part's words and the whole's: 图解 政策解读 (of 图解占政策解读多少), 政策解读中图解, 图解 alone."""
    if named := _NAMED.search(topic):
        yield named[1], ""
        return
    if hit := _OF.match(topic) if topic.isascii() else _PARTED.match(topic):
        yield hit["part"], hit["whole"]
        return
    if (inside := whole_and_part(topic)) is not None:
        yield inside[1], inside[0]
    yield topic, ""


def _number(desk: Desk, head: ReportHead, words: str, language: Language) -> Fact | None:
    """The one exact count that the report states under these words."""
    bare = _AMOUNT.sub("", words.strip()) or words
    known = recognise(bare, None, language)
    metric = Metric(known[0].key, known[0].label, bare, None, known[0].applicant) if known else Metric(None, bare, bare)
    found = find(desk, head, metric)
    fact = found.fact
    if fact is None or found.state != "number" or found.others or fact.unit == "%" or fact.qualifier != "exact":
        return None
    return fact


def _makes_up(part: Fact, whole: Fact, taken: Fact | None) -> bool:
    if part.value is None or not whole.value or part == whole or part.value > whole.value:
        return False
    return part.unit == whole.unit and (taken is None or taken.value == whole.value)
