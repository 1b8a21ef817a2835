"""The numbers that one report tells one after the other, held against each other: which kind there was most of, and whether
there was more of one than of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, Claim
from assistant.beside import stated
from assistant.citing import Citer, mark
from assistant.claiming import claim_of
from assistant.concepts import sense
from assistant.cues import NAME, YEAR
from assistant.desk import Desk
from assistant.finding import PLAINLY, Found, chance_of, find
from assistant.listings import channels_in
from assistant.metrics import recognise
from assistant.operations import polarity, replies
from assistant.pieces import Piece
from assistant.question import Metric, Question
from ingest.cues import MARK
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.strings import say

_KIND = "(?:类(?:型|别)?|种(?:类)?|项|个?(?:栏目|领域|方面|板块|门类|主题)|部分|块)"
_CHANNEL = "(?:个|种|条|类)?(?:渠道|平台|途径|账号|新媒体|媒体)"
_WHICH = re.compile(
    rf"(?:是|为|要数|当数)?(?:哪一?|什么)(?:(?P<channel>{_CHANNEL})|{_KIND})(?:的)?(?:政府)?(?:信息|内容|文件|稿件|解读)?"
    r"|\b(?:which|what) (?:(?P<medium>channel|platform|medium|outlet|account)|(?:kind|type|category|sort|class|topic|area|section|column|field))s?"
    r"(?: of (?:the )?(?:information|items?|content|posts?|documents?))?",
    re.IGNORECASE,
)
_FEW = 3
"""So many numbers are a listing at least."""
_MOST = re.compile(
    r"最(?:多|高|大|少|低|小)|\b(?:most|largest|biggest|highest|greatest|fewest|least|smallest|lowest)\b", re.I
)
_AROUND = re.compile(
    r"(?:发布|公开|推送|更新|发|收到|占)?(?:得|的|了)?(?:信息)?(?:条数|件数|篇数|数量|总数|次数|数|量|比例|比重)?(?:是)?(?=最|$)|[，,。？?]|在?其?(?:里面?|当中|之中|中|上)(?=$|[，, ])"
    rf"|[{NAME}{YEAR}]|\b(?:did|does|had|has|have|was|were|is|the|of|in|by|number|count|items?|published?|posted|there|its|with|among|on|for)\b|[()'’]s?",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"(?P<one>[^，,。？?比]{2,24}?)(?:是不是|是否|真的|确实|究竟|到底)?(?:比|较)(?P<two>[^，,。？?]{2,24}?)(?:的)?(?:还|要|更|来得)*(?:发|公开|推送|发布|收|办)?(?:得|的)?(?:要|还|更)*(?P<turn>[多少高低大小])(?!少|数|久|长|项|次|家|个)"
    r"|(?:did|were|was|are|is|does|that|have|has|there)\b ?(?P<three>[^,?]*?) ?\b(?P<than>more|fewer|less) (?P<four>[^,?]+?) than (?P<five>[^,?]+)",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile("建议|提案|复议|诉讼|热线|留言|咨询|信访")
"""What is no information published."""
_LED_IN = re.compile("^(?:其中|包括|包含|分别[是为]?|含|公开|发布)+(?=..)")
_HEAD = re.compile(
    rf"^.*[{NAME}{YEAR}](?:年)?(?:的)?|^(?:听说|有人说|据说|网上说|说)|^(?:发布|公开|推送|发|收到|办理|主动公开)(?:的|了)?(?=..)|(?:的)?(?:条数|件数|数量|总数|数)$"
)
_HEAD_EN = re.compile(
    rf"^(?:the|any|there|items?(?: of)?|posts? (?:on|about))\s+|(?:\s+(?:in|for|during|by|of|at|on))*\s*\(?[{NAME}{YEAR}]\)?.*$|\s+(?:in|for|during|by|of|at)$",
    re.IGNORECASE,
)


def answer(question: Question, desk: Desk) -> Answer | None:
    """Which part of a listing is the greatest, or whether one is more than the other; None where neither is asked, or told."""
    if len(question.agencies) != 1 or question.group is not None or question.said.count(YEAR) > 1:
        return None
    if question.cues & {"why", "yoy", "which_year", "share", "rate", "mean"} or question.said.count(NAME) > 2:
        return None
    year = max(question.years or desk.years(question.agencies[0]), default=None)
    if len(question.years) > 1 and YEAR not in question.said:
        return None  # over all years, and no single report
    heads = desk.heads(question.agencies[0], year)
    if (which := _WHICH.search(question.said)) is not None and question.cues & {"most", "least"}:
        return next(filter(None, (_greatest(question, desk, head, which) for head in heads)), None)
    if (than := _THAN.search(question.said)) is not None and polarity.of_two(question, Decimal(1), Decimal(0)):
        return next(filter(None, (_compared(question, desk, head, than) for head in heads)), None)
    return None


# --- which of them is the greatest ---------------------------------------------------------------------------------


def _greatest(question: Question, desk: Desk, head: ReportHead, which: re.Match[str]) -> Answer | None:
    """The greatest (or least) number of the one listing that tells of what is asked about."""
    media = bool(which["channel"] or which["medium"])
    words = _AROUND.sub(" ", _MOST.sub(" ", _WHICH.sub(" ", question.said)))
    words = re.sub(r"\s+", " ", _AROUND.sub(" ", words)).strip(" 的")
    if recognised_row(words):
        return None
    facts = desk.facts(head.id)
    held = [run for run in _listings(facts, media) if _about(run, words, facts, desk, head)]
    held = [
        run for run in held if run[0].total is not None
    ] or held  # a number's own parts before what stands side by side
    if len({tuple(fact.value for fact in run) for run in held}) != 1:
        return None
    ordered = sorted(held[0], key=lambda fact: fact.value or Decimal(0), reverse=question.descending)
    first = [fact for fact in ordered if fact.value == ordered[0].value]
    key = "greatest_part" if question.descending else "least_part"
    return _told(question, head, [(_name(fact), fact) for fact in first], key)


def recognised_row(words: str) -> bool:
    """Whether words name rows of the tables, of which the tables tell."""
    return any("." in (metric.key or "") for metric in recognise(words))


def _listings(facts: Sequence[Fact], media: bool) -> Iterator[list[Fact]]:
    """The numbers that are parts of one number, and those of one sentence; of channels, all of them are."""
    runs: dict[object, list[Fact]] = {}
    for fact in facts:
        counted = fact.origin == "prose" and fact.value is not None and fact.qualifier == "exact" and fact.year is None
        if counted and fact.unit != "%":
            runs.setdefault(fact.total if fact.total is not None else fact.quote, []).append(fact)
    for run in runs.values():
        units = {fact.unit for fact in run} - {None}
        channels = [bool(channels_in(_name(fact))) for fact in run]
        alike = len(units) == 1 or units <= {"条", "篇", "则", "件", "份", "期"}
        if len(run) >= _FEW and alike and (all(channels) if media else not all(channels)):
            yield run


def _about(run: Sequence[Fact], words: str, facts: Sequence[Fact], desk: Desk, head: ReportHead) -> bool:
    """Whether a listing tells of what the question speaks of: its whole is the number of it, or nothing narrower is named."""
    whole = facts[run[0].total] if run[0].total is not None and run[0].total < len(facts) else None
    said = sense(words)
    channels = channels_in(words)
    told = f"{whole.quote if whole else ''} {run[0].quote} {' '.join(run[0].section)}"
    if channels and not channels & channels_in(told):
        return False
    narrow = {name for name, kind in said.concepts.items() if kind == "thing"} | (said.pairs if words else frozenset())
    if not narrow:
        posted = {fact.unit for fact in run} <= {"条", "篇", "则", None} and not _OF_OTHERS.search(run[0].quote)
        return posted if whole is None else whole.metric in (None, "disclosed_total", "website")
    found = find(desk, head, Metric(None, words, words)).fact
    own = sense(whole.noun if whole and whole.noun else run[0].quote)
    return (found is whole and whole is not None) or narrow <= {*own.concepts, *own.pairs}


def _name(fact: Fact) -> str:
    """What a number counts, in the report's own words."""
    return _LED_IN.sub("", (fact.noun or "").replace(MARK, "")).strip()


# --- whether there is more of one than of the other ----------------------------------------------------------------


def _compared(question: Question, desk: Desk, head: ReportHead, than: re.Match[str]) -> Answer | None:
    """Yes or no to whether one number is more than the other, both of them told; None where one is not."""
    first, second = _sides(than)
    if not first or not second:
        return None
    facts = desk.facts(head.id)
    pairs = stated(head, facts, [Piece(first, None, summand=True), Piece(second, None, summand=True)])
    told = [fact for _, fact in pairs if fact is not None]
    if len(told) != 2:
        metrics = [_metric(words) for words in (first, second)]
        found = [(metric, find(desk, head, metric)) for metric in metrics]
        told = [one.fact for metric, one in found if one.fact is not None and _surely(metric, one, desk)]
    if len(told) != 2 or told[0] is told[1] or not _alike(told[0], told[1]):
        return None
    key = polarity.of_two(question, told[0].value or Decimal(0), told[1].value or Decimal(0))
    if than["than"] and key:
        more = (told[0].value or 0) > (told[1].value or 0)
        less = (told[0].value or 0) < (told[1].value or 0)
        key = "assistant.compare_yes" if (more if than["than"].lower() == "more" else less) else "assistant.compare_no"
    return _told(question, head, list(zip((first, second), told, strict=True)), key.split(".")[1]) if key else None


def _sides(than: re.Match[str]) -> tuple[str, str]:
    if than["one"] is not None:
        one, two = (_HEAD.sub("", _HEAD.sub("", than[side].strip())) for side in ("one", "two"))
    else:
        one, two = (_HEAD_EN.sub("", than[side].strip()) for side in ("four", "five"))
    return re.sub(r"[“”\"‘’]", "", one).strip(" 的"), re.sub(r"[“”\"‘’]", "", two).strip(" 的")


def _metric(words: str) -> Metric:
    known = recognise(words, None)
    return (
        Metric(known[0].key, words, words, None, known[0].applicant) if len(known) == 1 else Metric(None, words, words)
    )


def _surely(metric: Metric, found: Found, desk: Desk) -> bool:
    """Whether a number is the one that words mean, and no other may be."""
    if found.state != "number" or found.others:
        return False
    return found.facts[0].origin == "cell" or chance_of(desk, found.head, metric) >= PLAINLY


def _alike(one: Fact, two: Fact) -> bool:
    """Whether two numbers count in one kind of unit, so that more of one than of the other can be said."""
    posts = {"条", "篇", "则", "件", "份", "期", None}
    exact = one.qualifier == two.qualifier == "exact" and one.value is not None and two.value is not None
    return exact and (one.unit == two.unit or {one.unit, two.unit} <= posts)


# --- the answer ----------------------------------------------------------------------------------------------------


def _told(question: Question, head: ReportHead, named: Sequence[tuple[str, Fact]], key: str) -> Answer:
    """The verdict and the numbers it rests on, each with its sentence."""
    citer, language = Citer(), question.language
    claims: list[Claim] = []
    lines: list[str] = []
    for name, fact in named:
        claim = claim_of(Found(head, (fact,), (), "number"), citer, language)
        values = {"agency": head.agency, "year": head.year, "name": _plain(name), "value": claim.shown}
        lines.append(say("assistant.named_part", language, **values, quote=fact.quote, marks=mark(*claim.citations)))
        claims.append(claim)
    asked = replace(question, operation="lookup", years=(head.year,), asserted=None)
    verdict = say(f"assistant.{key}", language)
    lead = [verdict, *lines] if key.startswith("compare") else [verdict + lines[0], *lines[1:]]
    return replies.answered(asked, lead, claims, citer)


def _plain(name: str) -> str:
    """A name without what a citation would have to carry: marks of quotation, and numbers."""
    return re.sub(r"[“”\"‘’「」]|\d{2,}", "", name).strip()
