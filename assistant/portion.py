"""A part as a share of its whole where a report states both numbers: 网站公开9870条 of 主动公开12604条."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.desk import Desk
from assistant.finding import find
from assistant.metrics import recognise
from assistant.question import Language, Metric, Question
from assistant.within import whole_and_part
from ingest.library import ReportHead
from ingest.report import Fact

_PARTED = re.compile(r"^(?P<part>.*\S)\s+(?P<whole>\S.*)$")
_OF = re.compile(r"^(?P<whole>.+?)\s+of\s+(?P<part>.+)$")
_FROM = re.compile(
    r"^(?P<whole>.+?)\s+(?:(?:that|which)\s+)?(?:came|come|coming|made|filed|sent|were|was)\s+(?:from|by)\s+(?P<part>.+)$"
)
_WERE = re.compile(
    r"^(?P<whole>.+?)\s+(?:that\s+)?(?:was|were|is|are|went|goes?)\s+(?:to\s+|on\s+|about\s+|for\s+)?(?P<part>(?!from\b|by\b).+)$"
)
_IN = re.compile(
    r"^(?P<part>[^，,\s]+?)在(?P<whole>[^，,\s]*?(?:公开|发布|信息|总|全部|所有|申请|解读)[^，,\s]*?)\s*(?:里面?|当?中|内)?$"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_ALL = re.compile(r"$|全部|所有|总|(?:主动)?(?:公开|发布)(?:的)?(?:政府)?(?:信息|内容)?(?:里面?|当?中)?$")
_NAMED = re.compile(r"^[ -~]+[(（]([\u4e00-\u9fff]{2,12})[)）]?")
"""An English question that gives the term in Chinese: key information (重点信息公开)."""
_POSTS = frozenset(("条", "篇", "则"))
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
    """The part's words and the whole's: 图解 政策解读 (of 图解占政策解读多少), 政策解读中图解, 政务类信息在公开总量中, 图解 alone; what
    stands before the last comma or space may only set a scene."""
    if named := _NAMED.search(topic):
        yield named[1], ""
        return
    last = re.split(r"[，,\s]", topic.strip())[-1] if _HAN.search(topic) else topic
    for words in dict.fromkeys((topic, last)):
        for form in (_OF, _FROM, _WERE) if topic.isascii() else (_IN, _PARTED):
            if hit := form.match(words):
                yield hit["part"], hit["whole"]
                if _HAN.search(topic) and " " in hit["part"]:  # 政府网站◆工作动态占全部: of whose
                    yield hit["part"].split()[-1], hit["whole"]
        if (inside := whole_and_part(words)) is not None:
            yield inside[1], inside[0]
        if words == last:
            yield words, ""


def printed_beside(part: Fact, facts: Sequence[Fact]) -> Fact | None:
    """The share that a report prints behind a number: 予以公开11件（36.7%）."""
    at = next((n for n, fact in enumerate(facts) if fact is part), None)
    behind = facts[at + 1] if at is not None and at + 1 < len(facts) else None
    if part.origin != "prose" or behind is None or behind.unit != "%" or behind.quote != part.quote:
        return None
    own = (behind.noun or "").replace("□", "")
    return behind if not own or re.fullmatch(r"(?:.*[，,])?占(?:比|总数的?|全部的?)?", own) else None


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
    alike = part.unit == whole.unit or (taken is not None and {part.unit, whole.unit} <= _POSTS)  # 63篇 of 106条
    return alike and (taken is None or taken.value == whole.value)
