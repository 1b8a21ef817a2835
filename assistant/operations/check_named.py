"""Whether the one sum holds that a question names: 上年结转 against what the year before left, a row or the outcomes against
their total."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import Answer, Claim
from assistant.cells import TOTAL
from assistant.citing import Citer
from assistant.claiming import claim_of, computed, piece
from assistant.desk import Desk
from assistant.facets import applicant_in
from assistant.finding import Found
from assistant.formula import added
from assistant.metrics import recognise
from assistant.operations import replies
from assistant.phrases import plain
from assistant.question import Question
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.standard.sheet import Key
from ingest.standard.sums import outcomes
from ingest.strings import say
from ingest.taxonomy import taxonomy

_IN, _OUT, _RESULTS = "requests.carried_in", "requests.carried_out", "requests.results.total"
_AGREES = re.compile(
    r"对[得不](?:上|拢|起来)|能?对上|衔接|[接连续]得上|吻合|相符|一致|相等|等于|一样|(?:同|[是为])一个数|数(?:字|值)?相?同|平(?:衡)?(?=[吗么不]|$|[？?])|(?:加|算)[得不]?(?:起来)?(?:对|平)|[有没]出入"
    r"|\b(?:match|agree|equal|same|tally|tallies|consistent|square|squares|reconcile|correspond|add(?:s|ed)? up|sum(?:s|med)? (?:up )?to|total(?:s|led)? (?:up )?to|come to|in line|fit)",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"多少|几[件个条项份]|\bhow (?:many|much)\b|\bwhat (?:is|was|are|were)\b", re.IGNORECASE)
_APART = re.compile(r"(?:相|差|出入)[^，,。]{0,3}(?:多少|几[件个条项份]?)|\bby how (?:many|much)\b", re.IGNORECASE)
_CAME = re.compile(r"新收|受理|\b(?:new|received)\b", re.IGNORECASE)
_CARRIED_IN = re.compile(
    r"(?:上一?年度?|去年|前一?年度?|往年)(?!的?(?:年报|报告|表|那份))[^，,。和与跟同]{0,3}(?:结转|转|带|接|留|剩|滚|遗留)(?!到?(?:下|次|来|明))(?:过?来|进来|入|下来|结余)?(?:的)?(?!表)|期初(?:数|结转)?"
    r"|\b(?:(?:carr(?:y|ies|ied)|br(?:ing|ings|ought)|roll(?:s|ed)?)[- ](?:over|forward|in) ?from|t(?:ake|akes|ook|aken) over|inherit(?:s|ed)?|brought[- ](?:forward|over|in)|carried[- ]in|opening balance|(?:inherited|taken over|left) (?:over )?from)\b",
    re.IGNORECASE,
)
_CARRIED_OUT = re.compile(
    r"(?:结转|转|留|剩|带|遗留|滚|推)(?:[到至给入往]了?|下来给)?(?:下一?|次|来|明|后一?|第二)个?年(?:度)?(?:继续办理|办理)?|期末(?:数|结转)|(?:年底|年末)(?:留|剩|没办完|未办结|结转)(?:下来?)?的?"
    r"|\b(?:carried|rolled|passed|left|held)(?:[- ](?:over|forward|on|out))? ?(?:in)?to (?:the )?(?:next|following|coming|subsequent|●)|carried[- ]out|closing balance|(?:carried|rolled) (?:over|forward)(?! from)(?= (?:in|at|by|from) (?:the )?(?:◆|●|end|previous|year before))",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"(?:上一?|前一?|去)年(?:度)?(?:的)?(?:年报|报告|那份|表|结转[到至给]?下)|\b(?:the )?(?:year before|previous year|prior year|last year|preceding year)(?:.s)? (?:report|table|figure|carr|annual)|\breport (?:for|of) the (?:year before|previous|prior|preceding)",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(
    r"(?:下一?|次|第二)年(?:度)?(?:的)?(?:年报|报告|那份|表|上年结转)|\b(?:the )?next year(?:.s)? (?:report|table)",
    re.I,
)
_EACH_APPLICANT = re.compile(
    r"各(?:类|种|个)?(?:的)?(?:申请人|申请主体|主体)|(?:不同|所有|全部|几类|几种)(?:的)?申请人|各[列栏]|每一?[列栏]|横[向着]|自然人[^。？?]{0,14}(?:法人|组织|企业|机构)"
    r"|\b(?:(?:types?|kinds?|categor(?:y|ies)|classes) of applicants?|applicant (?:types?|columns?|categor(?:y|ies)|kinds?|classes|groups?)|(?:by|across|all|each|every|different) (?:the )?applicants?|columns|individuals and)\b",
    re.IGNORECASE,
)
_EACH_OUTCOME = re.compile(
    r"各(?:[项行类种]|个)(?:办理|处理|的)*(?:结果|情形|数)?|分项|细项|子项|明细|每一?[项行]|[那这前几]几[项行]|[两三四五六七]项|维持[^。？?]{0,12}纠正"
    r"|\b(?:(?:individual|separate|single|sub)[- ]?(?:items?|rows?|lines?|results?|outcomes?|figures?)|outcomes?|results|rows|items|breakdown|components|parts)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"总计|合计|总数|总和|总量|办结数|\b(?:totals?|sum|overall)\b", re.IGNORECASE)
_ALL_RESULTS = re.compile(
    r"(?:办理|处理)结果(?:的)?(?:那[栏行])?(?:总计|合计|总数|总和)|[（(]七[）)]总计|办结(?:的)?(?:总数|总计|合计)"
    r"|\b(?:total (?:of|for) (?:the )?(?:results|outcomes)|results? total|total (?:results|outcomes|handled|concluded|processed|closed))\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"[“”\"'‘’「」]|那一?行|这一?行|一行|申请(?:情况)?表|表格?(?:里|中|上)?|加(?:在一)?起来?|相加|合起来|之和|等于|(?:的)?(?:总计|合计|总数)|对得上|是不是|是否|一致|吗|么|核对一?下|验一?下|[◆●]"
)
_DISPUTES = tuple(kind.key for kind in taxonomy().disputes)
_YEAR = re.compile(r"(?<!\d)(?:20)?([012]\d)(?!\d)")


_Cells = Mapping[Key, Fact]


@dataclass(frozen=True, slots=True)
class _Sum:
    """Two sides that ought to be the same, each of the cells of one report, and what the first is called where it has several."""

    rule: str
    one: list[Found]
    other: list[Found]
    name: str = ""
    firm: bool = True
    """Whether none of its cells is blank."""


def answer(question: Question, desk: Desk) -> Answer | None:
    """The sum named, on both sides, with 对得上 or 对不上; None where no single sum is named, or a cell of it is not there."""
    text, asked = folded(question.said or question.text), folded(question.text)
    if len(question.agencies) != 1 or not _AGREES.search(asked) or _HOW_MANY.search(_APART.sub(" ", asked)):
        return None
    if _CARRIED_IN.search(text) and _CARRIED_OUT.search(text):
        return None if _CAME.search(text) else _across(question, desk, text)
    years = question.years or desk.years(question.agencies[0])[-1:]
    if len(years) != 1 or not _WHOLE.search(text):
        return None
    for head in desk.heads(question.agencies[0], years[0]):
        told = _within(question, head, _cells(desk, head), text)
        if told is not None:
            return _told(question, desk, told)
    return None


def kind(question: Question) -> str | None:
    """The rule that a question names, whether or not its cells can be read: the parts of a row, or of a dispute's outcomes."""
    text = folded(question.said or question.text)
    if not _WHOLE.search(text):
        return None
    if _EACH_APPLICANT.search(text):
        return "A3"
    return "A4" if _EACH_OUTCOME.search(text) and _dispute(text) else None


# -- two reports -----------------------------------------------------------------------------------------------------------


def _across(question: Question, desk: Desk, text: str) -> Answer | None:
    """What a year took over against what the year before left."""
    agency, later = question.agencies[0], _later(question, text)
    if later is None:
        return None
    heads = [desk.heads(agency, year)[:1] for year in (later - 1, later)]
    for year, held in zip((later - 1, later), heads, strict=True):
        if not held:
            return replies.unknown_year(question, desk, agency, year)
    who = _whose(text)
    sides = [_found(held[0], _cells(desk, held[0]), [(key, who)]) for held, key in zip(heads, (_OUT, _IN), strict=True)]
    left, came = sides
    return _told(question, desk, _Sum("B1", came, left)) if left and came else None


def _later(question: Question, text: str) -> int | None:
    """The year whose report says what it took over; None where that is open, or is asked the wrong way round."""
    years = sorted(question.years)
    before, after = _YEAR_BEFORE.search(text), _YEAR_AFTER.search(text)
    if len(years) == 1 and bool(before) != bool(after):
        return years[0] + (1 if after else 0)
    if len(years) != 2 or years[1] != years[0] + 1:
        return None
    words = folded(question.text)
    came, left = (_year_at(words, pattern) for pattern in (_CARRIED_IN, _CARRIED_OUT))
    return None if (came, left) == (years[0] % 100, years[1] % 100) else years[1]


def _year_at(words: str, pattern: re.Pattern[str]) -> int | None:
    """The last year that is named before a thing."""
    hit = pattern.search(words)
    named = _YEAR.findall(words[: hit.start()]) if hit else []
    return int(named[-1]) if named else None


# -- one report ------------------------------------------------------------------------------------------------------------


def _within(question: Question, head: ReportHead, cells: _Cells, text: str) -> _Sum | None:
    """A row against its 总计, the outcomes of the requests or of a dispute against theirs."""
    if _EACH_APPLICANT.search(text):
        key = _row(question, text)
        parts = [(key, one.key) for one in taxonomy().applicants if one.key != TOTAL]
        return _summed("A3", head, cells, parts, (key, TOTAL), "assistant.check_applicants")
    if not _EACH_OUTCOME.search(text):
        return None
    name, kind = "assistant.check_outcomes", _dispute(text)
    if kind is not None:
        ends = [(f"{kind}.{one.key}", None) for one in taxonomy().outcomes if one.key != "total"]
        return _summed("A4", head, cells, ends, (f"{kind}.total", None), name)
    if not _ALL_RESULTS.search(text):
        return None
    who = _whose(text)
    return _summed("A2", head, cells, [(key, who) for key in outcomes(cells)], (_RESULTS, who), name)


def _whose(text: str) -> str:
    """The column that is named, else the total's."""
    named = applicant_in(_EACH_OUTCOME.sub(" ", text))
    return named[0] if named else TOTAL


def _row(question: Question, text: str) -> str:
    """The row of the requests that is named; "" where none is."""
    rest = _SAID.sub(" ", _EACH_APPLICANT.sub(" ", text)).strip(" ，,？?。")
    if _ALL_RESULTS.search(text):
        return _RESULTS
    named = [metric.key or "" for words in (rest, f"申请{rest}") for metric in recognise(words)]
    named += [metric.key or "" for metric in question.metrics]
    return next((key for key in named if key.startswith("requests.")), "")


def _dispute(text: str) -> str | None:
    """The dispute whose outcomes are named: reviews, or suits of one kind."""
    named = [metric.key or "" for metric in recognise(_SAID.sub("", _EACH_OUTCOME.sub("", text)))]
    named += ["review.total"] if "复议" in text and "诉讼" not in text else []
    kinds = [kind for key in named for kind in _DISPUTES if key.startswith(f"{kind}.")]
    return kinds[0] if kinds else None


def _summed(rule: str, head: ReportHead, cells: _Cells, parts: Sequence[Key], whole: Key, name: str) -> _Sum | None:
    one, other = _found(head, cells, parts), _found(head, cells, [whole])
    return _Sum(rule, one, other, name, len(one) == len(parts)) if one and other else None


def _cells(desk: Desk, head: ReportHead) -> _Cells:
    return {(fact.metric or "", fact.applicant): fact for fact in desk.facts(head.id) if fact.origin == "cell"}


def _found(head: ReportHead, cells: _Cells, keys: Sequence[Key]) -> list[Found]:
    """The cells of these keys; [] where one of them is not there or cannot be read. One alone must be a number."""
    facts = [cells.get(key) for key in keys]
    known = [fact for fact in facts if fact is not None and fact.state in ("number", "blank")]
    numbers = [fact for fact in known if fact.value is not None]
    whole = len(known) == len(facts) and bool(numbers)
    return [Found(head, (fact,), (), "number") for fact in numbers] if whole else []


# -- what is said ----------------------------------------------------------------------------------------------------------


def _told(question: Question, desk: Desk, sums: _Sum) -> Answer | None:
    """Both sides behind the verdict; beside a sum that fails what else fails of its kind."""
    citer, language = Citer(), question.language
    head = sums.one[0].head
    claims = [_side(side, citer, question) for side in (sums.one, sums.other)]
    numbers = [claim.number or Decimal(0) for claim in claims]
    apart = abs(numbers[0] - numbers[1])
    if apart and not sums.firm:
        return None  # a blank leaves it open
    lead = say("assistant.check_mismatch" if apart else "assistant.check_matches", language)
    lines = [_line(claim, side, sums, question) for claim, side in zip(claims, (sums.one, sums.other), strict=True)]
    if apart:
        blame = say(f"assistant.blame_{_blame(desk, head, sums.rule, numbers)}", language)
        lines.append(say("assistant.check_apart", language, difference=plain(apart), rule=sums.rule, blame=blame))
    asked = replace(question, operation="check", years=tuple(sorted({side.year for side in claims})))
    return replies.answered(asked, [lead, *lines], claims, citer)


def _blame(desk: Desk, head: ReportHead, rule: str, numbers: Sequence[Decimal]) -> str:
    """Whose fault it is, as it was found when the report was read."""
    told = {plain(number) for number in numbers}
    same = (one for one in desk.library.findings([head.id]) if one.rule == rule and {one.expected, one.found} == told)
    return next((one.blame for one in same), "unknown")


def _side(side: Sequence[Found], citer: Citer, question: Question) -> Claim:
    if len(side) == 1:
        return claim_of(side[0], citer, question.language)
    written = added(one.facts[0].value or Decimal(0) for one in side)
    return computed(written, side, None, citer, question.language, side[0].head.agency)


def _line(claim: Claim, side: Sequence[Found], sums: _Sum, question: Question) -> str:
    language = question.language
    if claim.formula:
        name = say(sums.name, language, row=sums.other[0].facts[0].row or "")
        return piece("assistant.check_sum", claim, language, name=name, formula=claim.formula)
    fact = side[0].facts[0]
    if not fact.row:
        return piece("assistant.check_column", claim, language, column=fact.column or "")
    return piece("assistant.check_cell", claim, language, row=fact.row, column=fact.column or "")
