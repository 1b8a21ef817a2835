"""Figures of one report put together or in order: 微信和微博一共几条, 双微发了多少, 微信微博抖音哪个发得最多."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Claim
from assistant.asking import WITH_CARRIED
from assistant.beside import part_words
from assistant.citing import mark
from assistant.concepts import Sense, sense, strange_words
from assistant.cues import hear
from assistant.finding import Found
from assistant.formula import added, operands, result
from assistant.framing import BESIDE
from assistant.joining import JOINT, measured_apart
from assistant.matching import twins
from assistant.metrics import recognise
from assistant.phrases import shown
from assistant.question import Language, Metric, Question
from ingest.cues import MARK
from ingest.report import Fact
from ingest.strings import say

WHOLES = frozenset(
    (
        "disclosed_total",
        "request",
        "requests.received_new",
        "requests.results.total",
        "requests.carried_in",
        "requests.carried_out",
    )
)
"""What is added to nothing beside it: it holds it, or is another stage of the same."""
POSTS = frozenset(("条", "篇", "则", "条次", "篇次", None))
"""What posts are counted in: 微信258篇 and 微博73条 are 331 posts."""
CASES = frozenset(("件", "条", "起", "封", "宗", "份", "例"))
"""What letters and calls that are dealt with are counted in."""
_HAN = re.compile("[\u4e00-\u9fff]")
_OF_THEM = re.compile(r"其中|\b(?:of (?:which|them|those)|including|among)\b", re.IGNORECASE)
_PAIRS = (
    (re.compile("双微|两微(?!一端)"), (("微信", "微信公众号发布"), ("微博", "微博发布"))),
    (
        re.compile("(?:人大|代表|两会)*(?:议案)?建议(?:政协|委员)*提案"),
        (("人大建议", "办理人大建议"), ("政协提案", "办理政协提案")),
    ),
    (
        re.compile("专[、和]?兼职(?:工作)?人?员?|专职兼职(?:工作)?人?员?"),
        (("专职人员", "专职人员"), ("兼职人员", "兼职人员")),
    ),
)
"""Two things that one word names."""
_HALVES = (("专职", "兼职"), ("全职", "兼职"), ("线上", "线下"), ("网上", "线下"), ("网上", "现场"))
_HALF = re.compile(
    r"[专全兼]职|线[上下]|网[上络]|现场|\b(?:full|part)[- ]time|\b(?:on|off)line\b|\bin person\b|\bon the internet\b",
    re.IGNORECASE,
)
_BOTH = re.compile("|".join(rule.pattern for rule, _ in _PAIRS))
_SUM_OF = re.compile(r"\b(?:sum|total)s?\b", re.IGNORECASE)
_PLUS = re.compile(r"\b(?:plus|added to|together with)\b", re.IGNORECASE)
_ALL_COUNTED = re.compile(
    r"[，,][^，,]{2,}[和与跟及、][^，,]{2,}(?:都|全|一并|一起)(?:要|得)?(?:算|计入|包括|算上|计算)(?:在内|进去|的)?(?:[，,](?:一共|总共|共)?(?:有|是)?(?:多少|几)[^，,]{0,2})?[？?。]?$|[，,](?:加起来|一共|总共|合计|总计|共)(?:是|有|又)?(?:多少|几)[^，,]{0,2}[？?。]?$"
)
"""微信和微博都算在内: one number is asked for all that is named."""
_SUMMED = re.compile(r"合计|合起来|加起来|相加|加总|总和|之和|\b(?:in total|altogether|combined|sum)\b", re.IGNORECASE)
"""That what is set apart is to be added up all the same."""
_ORDERED = frozenset(("most", "least", "order", "more", "versus"))


def kinds_of_one(question: Question, found: Found, facts: Sequence[Fact]) -> list[tuple[Metric, Found]]:
    """The kinds that a sentence tells one after the other of what is asked about as a whole (热线9734次，现场1120次，网上86次), where
    which of them is meant is open, or all of them are; [] where it is not."""
    lead = found.fact
    if lead is None or lead.origin != "prose":
        return []
    if halves := _halves(question, lead, facts):
        return [(Metric(None, word, unit=fact.unit), Found(found.head, (fact,), (), "number")) for word, fact in halves]
    if twin := _twin(question, lead, facts):
        words = question.metrics[0].label
        return [(Metric(None, words, unit=one.unit), Found(found.head, (one,), (), "number")) for one in (lead, twin)]
    if same := _of_one_name(question, lead, facts):
        return [(Metric(None, words, unit=fact.unit), Found(found.head, (fact,), (), "number")) for words, fact in same]
    if lead.metric is None:
        return []
    asked, own = sense(question.said), sense(part_words(lead, facts))
    narrower = {*own.pairs, *own.concepts} - {*asked.pairs, *asked.concepts}
    if not found.others and not (narrower and question.cues & {"sum", "grand"}):
        return []
    kin = [fact for fact in facts if (fact.quote, fact.metric, fact.unit) == (lead.quote, lead.metric, lead.unit)]
    plain = all(fact.total is None and fact.year is None and fact.qualifier == "exact" and fact.value for fact in kin)
    if not plain or len({fact.value for fact in kin}) < len(kin) or any(one not in kin for one in found.others):
        return []
    return [
        (Metric(None, part_words(fact, facts), unit=fact.unit), Found(found.head, (fact,), (), "number"))
        for fact in kin
    ]


def _of_one_name(question: Question, lead: Fact, facts: Sequence[Fact]) -> list[tuple[str, Fact]]:
    """What a sentence counts under one name, each with other words before it, where the question says none of these words:
    参加省政府发布会4场，局内例行发布会8场, asked for 发布会."""
    own, asked = _window(lead), "".join(_HAN.findall(question.said))
    if len(question.metrics) != 1 or "." in (question.metrics[0].key or ""):
        return []
    names = [own[at:] for at in range(1, len(own) - 1)]
    wanted = sense(question.metrics[0].words)
    plainly = not asked and not strange_words(question.metrics[0].words.lower())
    meant = [one for one in reversed(names) if _names_it(one, wanted)] if plainly else []
    name = next((one for one in names if one in asked), meant[0] if meant else "")
    beside = (fact for fact in facts if (fact.quote, fact.unit) == (lead.quote, lead.unit))
    kin = [fact for fact in beside if _HAN.match(name) and _counts_so(fact, name)]
    words = [_window(fact).removesuffix(name) for fact in kin]
    said = set(asked.replace(name, ""))
    if (
        len(kin) < 2
        or lead not in kin
        or not all(words)
        or any(said & set(one) or _heard(one, wanted) for one in words)
    ):
        return []
    return [(_window(fact), fact) for fact in kin]


def _names_it(words: str, wanted: Sense) -> bool:
    """Whether Chinese words are for the thing that English ones ask for, and for nothing beside it."""
    named = sense(words)
    return not named.pairs and "thing" in named.concepts.values() and named.concepts.keys() <= wanted.concepts.keys()


def _heard(words: str, wanted: Sense) -> bool:
    """Whether words of a report say what a question says."""
    own = sense(words)
    named = {name for name, kind in own.concepts.items() if kind in ("channel", "thing")}
    return bool(own.pairs & wanted.pairs or named & wanted.concepts.keys())


def _counts_so(fact: Fact, name: str) -> bool:
    """Whether a number counts by itself, and exactly, what its words end in."""
    alone = fact.origin == "prose" and fact.total is None and fact.year is None and fact.value is not None
    return alone and fact.qualifier == "exact" and _window(fact).endswith(name)


def _window(fact: Fact) -> str:
    return (fact.noun or "").replace(MARK, "")


def _twin(question: Question, lead: Fact, facts: Sequence[Fact]) -> Fact | None:
    """The same counted in something else, where the question leaves open in what: 发放补贴2915户、1147万元."""
    if len(question.metrics) != 1 or question.metrics[0].unit is not None or question.metrics[0].key or lead.metric:
        return None
    return next((fact for fact in facts if fact.metric is None and twins(fact, lead)), None)


def _halves(question: Question, lead: Fact, facts: Sequence[Fact]) -> list[tuple[str, Fact]]:
    """Both halves of what a sentence counts only so (专职87人、兼职913人), where the question names neither."""
    own = (lead.noun or "").replace(MARK, "")
    for pair in _HALVES:
        half = next((word for word in pair if own.endswith((word, f"{word}人员", f"{word}工作人员"))), None)
        if half is None or _HALF.search(question.said):
            continue
        other = pair[1 - pair.index(half)]
        beside = [fact for fact in facts if (fact.quote, fact.unit) == (lead.quote, lead.unit) and fact is not lead]
        told = [fact for fact in beside if (fact.noun or "").replace(MARK, "").startswith(other)]
        if len(told) == 1 and lead.total is None and lead.qualifier == told[0].qualifier == "exact":
            return [(half, lead), (other, told[0])]
    return []


def together(question: Question, claims: Sequence[Claim], missing: Sequence[str], kinds: bool = False) -> Claim | None:
    """概况类的和政务动态的合起来: the sum of the figures asked for, where each is stated once and in one unit; `kinds`: they are
    the kinds of what is asked about."""
    once = len(claims) == len(question.metrics) > 1 and len({one.qualifier for one in claims}) == 1
    terms = [term for one in claims for term in _terms(one)]
    if missing or not once or not terms or not (kinds or _asked(question)) or not _added(question, claims):
        return None
    units = {one.unit for one in claims}
    alike = len(units) == 1 or units <= POSTS or units <= CASES
    if any(one.number is None for one in claims) or not alike:
        return None
    written = added(terms)
    whole, first = result(written), claims[0]
    unit = first.unit if len(units) == 1 else "条" if units <= POSTS else "件"
    cited = tuple(dict.fromkeys(n for one in claims for n in one.citations))
    said = shown(whole, unit, first.qualifier, question.language)
    return replace(first, number=whole, unit=unit, metric=None, citations=cited, shown=said, formula=written)


def _terms(claim: Claim) -> Sequence[Decimal]:
    """A number as a sum takes it: one that was added up, by its parts."""
    return tuple(operands(claim.formula).elements()) if claim.formula else (claim.number or Decimal(0),)


def _added(question: Question, claims: Sequence[Claim]) -> bool:
    """Whether figures may be added: none of them holds another, but for those of one row by who asked."""
    if not {one.metric for one in claims} & WHOLES or _in_hand(question):
        return True
    applicants = {one.applicant for one in question.metrics}
    return len({one.metric for one in claims}) == 1 and None not in applicants and len(applicants) == len(claims)


def _in_hand(question: Question) -> bool:
    """Whether what came in and what was left from the year before are asked for: 新收和上年结转一共几件."""
    keys = {one.key or next((known.key for known in recognise(one.words)), None) for one in question.metrics}
    return keys <= {"requests.received_new", "requests.carried_in"} and len(keys) == len(question.metrics) == 2


def _both_suits(asked: Sequence[Metric]) -> bool:
    """Whether it is asked what became of lawsuits, of whichever kind: 官司输了几场."""
    kinds = [(one.key or "").rsplit(".", 1) for one in asked]
    return [kind for kind, *_ in kinds] == ["litigation.direct", "litigation.after_review"] and (
        kinds[0][1:] == kinds[1][1:] != ["total"]
    )


def _asked(question: Question) -> bool:
    """Whether one number is asked for all of them: 微信和微博一共几条, and not 许可一共几件，处罚几件."""
    if question.cues & {"each", "share", "rate"}:
        return False
    apart = BESIDE in question.said or measured_apart(hear(question.said))
    if apart and not _SUMMED.search(question.said):
        return False
    if _ALL_COUNTED.search(question.said) or (
        _in_hand(question) and (question.cues & {"sum", "grand"} or WITH_CARRIED.search(question.said))
    ):
        return True
    heard = hear(question.said)
    if len(heard.of("ask")) < 2 and _both_suits(question.metrics):
        return True
    if _PLUS.search(heard.text) and len(heard.of("ask")) < 2:
        return len({(one.key or one.words).partition(".")[0] for one in question.metrics}) == 1
    sums, asks = (*heard.of("sum"), *heard.of("grand")), heard.of("ask")
    if not sums and len(asks) == 1 and _SUM_OF.search(asks[0].text):
        return True
    if len(asks) > 1 or not sums:
        return _BOTH.search(question.said) is not None and len(asks) < 2
    if _OF_THEM.search(heard.text[sums[0].end :]):
        return False
    joint = JOINT.search(
        heard.text, sums[-1].end
    )  # 总共在微信和微博上发了几条: what is counted stands before it is asked
    return joint is None or not _HAN.search(heard.text) or not asks or asks[-1].start > joint.end()


def line(whole: Claim, language: Language) -> str:
    """云川市科技局2022年合起来 331 条（258 + 73 = 331）[1][2]."""
    values = {"agency": whole.agency, "year": whole.year, "value": whole.shown, "formula": whole.formula}
    return say("assistant.added_line", language, **values) + mark(*whole.citations)


def of_both(metric: Metric, facts: Sequence[Fact]) -> tuple[Metric, ...]:
    """双微 are WeChat and Weibo, 建议提案 two kinds, where a report has no number for both; else the metric in the report's
    own words."""
    words = metric.said if _BOTH.search(metric.said) and not _BOTH.search(metric.words) else metric.words
    if not _BOTH.search(words):
        return (metric,)
    rule, names = next(pair for pair in _PAIRS if pair[0].search(words))
    own = next(
        (hit.group() for fact in facts if fact.value is not None and (hit := rule.search(fact.noun or ""))), None
    )
    if own:
        return (replace(metric, key=None, words=rule.sub(own, metric.words)),)
    return tuple(Metric(None, label, name, metric.unit, said=metric.said) for label, name in names)


def in_order(question: Question, claims: Sequence[Claim]) -> list[int]:
    """The places of the figures from most to least, as it is asked; [] where no order is."""
    ordered = question.cues & _ORDERED and len(claims) > 1 and all(one.number is not None for one in claims)
    if not ordered or len({one.unit for one in claims}) > 2:
        return []
    return sorted(range(len(claims)), key=lambda at: claims[at].number or Decimal(0), reverse=question.descending)


def listed(metrics: Sequence[Metric], claims: Sequence[Claim], question: Question) -> str:
    """从多到少：微信 540 条[1]、微博 298 条[2]."""
    key = "assistant.most_first" if question.descending else "assistant.least_first"
    said = [f"{one.label} {claim.shown}{mark(*claim.citations)}" for one, claim in zip(metrics, claims, strict=True)]
    pieces = say("assistant.semicolon", question.language).join(said)
    return say(key, question.language, agency=claims[0].agency, year=claims[0].year, pieces=pieces)
