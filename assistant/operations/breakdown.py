"""What a number is made up of, the parts not named: the rows or the columns of the tables, or what the prose lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import Answer, Claim
from assistant.beside import part_words
from assistant.cells import NEW, TOTAL, cells_of, operands
from assistant.citing import Citer, mark
from assistant.claiming import claim_of, computed
from assistant.desk import Desk
from assistant.dimensions import Wanted, Way, wanted
from assistant.facets import applicant_in, narrow_parts
from assistant.finding import Found, find
from assistant.formula import added
from assistant.metrics import label_of, label_of_applicant, recognise
from assistant.operations import replies
from assistant.question import Language, Metric, Question
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.strings import say
from ingest.taxonomy import metrics, taxonomy

_RESULTS, _SHEET = "requests.results.", "stats.requests."
_ALL = f"{_RESULTS}total"
_OUTCOMES = tuple(
    f"{_RESULTS}{row}"
    for row in "granted partial refused.sum unavailable.sum not_processed.sum other.sum other".split()
)
_DECIDED = ("upheld", "corrected", "other", "pending")
_TABLES = {"review": ("review",), "suit": ("litigation.direct", "litigation.after_review")}
_SHEETS = {"review": "stats.review", "suit": "stats.litigation"}
NOTE = re.compile(r"[（(][^（()）]{8,}[)）]")
_CHANNEL = re.compile(
    r"当面|现场|窗口|上门|网|邮|信|函|传真|电话|来电|书面|口头|电子|平台|线上|线下|在线|大厅|专栏|公示|抖音|微博|头条|快手|视频号|APP|客户端|公告栏|公报|报刊|广播|电视|其他"
)
_OUTCOME = re.compile(
    r"公开|提供|不存在|处理|答复|属于|告知|补正|驳回|撤[销回]|维持|纠[正错]|审结|确认违法|受理|掌握|退回|转[办交]|其他"
)
_NO_OUTCOME = re.compile(r"收到|新收|接[到收]|申请数量|办[结理]|总|共|^(?:已|均|全部)?(?:按[时期])?答复$|结转")
_Told = tuple[str, Found]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a number, each by what it is called; `whole` is what they add up to, where the report states it."""

    told: tuple[_Told, ...]
    whole: _Told | None = None


def answer(question: Question, desk: Desk) -> Answer | None:
    """The parts that a report states of what the question asks to be broken down; None where none is asked for, or told."""
    asked = wanted(question)
    if asked is None or len(question.years) > 1 or _named(question):
        return None
    year = max(question.years or desk.years(question.agencies[0]), default=None)
    for head in desk.heads(question.agencies[0], year):
        for way in asked.ways:
            if (parts := _parts(asked, way, question, desk, head)) is not None:
                return _answer(replace(question, operation="lookup", years=(head.year,)), head, parts)
    return None


def _named(question: Question) -> bool:
    """Whether the parts are told already: the rows of a sum of the tables, or more than one cell."""
    return len(question.metrics) > 1 and all(one.key for one in question.metrics)


def _part_asked(asked: Wanted, way: Way) -> bool:
    """Whether a question names the part that it asks for: 结果为予以公开的有多少件."""
    if way == "applicant":
        return asked.applicant is not None
    return way != "kind" and bool(narrow_parts(asked.what))


def _parts(asked: Wanted, way: Way, question: Question, desk: Desk, head: ReportHead) -> Parts | None:
    if (asked.requests or asked.table) and _part_asked(asked, way):
        return None
    facts, language = desk.facts(head.id), question.language
    if asked.requests or asked.table:
        return of_requests(asked, way, head, facts, language)
    if way in ("kind", "channel"):
        return next((made for whole in _wholes(asked, question, desk, head) if (made := _of(whole, head, facts))), None)
    return None


def of_requests(asked: Wanted, way: Way, head: ReportHead, facts: Sequence[Fact], language: Language) -> Parts | None:
    """What requests, reviews or suits are made up of: of the tables, else as the prose lists it; those that are nought left out."""
    return _in_tables(asked, way, head, facts, language) or _in_prose(asked, way, head, facts)


# --- tables -------------------------------------------------------------------------------------------------------


def _in_tables(
    asked: Wanted, way: Way, head: ReportHead, facts: Sequence[Fact], language: Language
) -> Parts | None:  # fmt: skip
    """The rows or columns of the tables that are not nought, and the one that sums them up."""
    made = (tabled(head, facts, *one) for one in _rows(asked, way, language))
    return next(filter(None, made), None)


def tabled(
    head: ReportHead, facts: Sequence[Fact], rows: Sequence[tuple[str, Metric]], whole: tuple[str, Metric]
) -> Parts | None:
    """The rows with a number that are not nought, and the one that sums them up; None where fewer than two have one."""
    told = [(label, one) for label, metric in rows if (one := _cell(metric, head, facts)) is not None]
    if len(told) == len(_OUTCOMES):
        told.pop()  # the one cell of 2019 and the three of 2021 are the same
    if len(told) < 2:
        return None
    some = [(label, one) for label, one in told if one.facts[0].value]
    total = _cell(whole[1], head, facts)
    summed = (whole[0], total) if total else None
    return Parts(tuple(some), summed) if some or summed else None


def _rows(asked: Wanted, way: Way, language: Language) -> Iterator[tuple[list[tuple[str, Metric]], tuple[str, Metric]]]:
    """What stands there for a way of breaking down, by name, and the whole of it: of the tables, then of the older sheet."""

    def named(key: str, applicant: str | None = None) -> tuple[str, Metric]:
        label = label_of_applicant(applicant, language) if way == "applicant" and applicant else label_of(key, language)
        label = NOTE.sub("", label)
        return label, Metric(key, label, applicant=applicant)

    if asked.table and way == "outcome":
        tables, sheet = _TABLES[asked.table], _SHEETS[asked.table]
        whole = f"{tables[0]}.total" if len(tables) == 1 else "litigation.total"
        yield [named(f"{table}.{one}") for table in tables for one in _DECIDED], named(whole)
        yield [named(f"{sheet}.{one}") for one in _DECIDED[:3]], named(f"{sheet}.total")
    elif asked.requests and way == "outcome":
        yield [named(key, asked.applicant) for key in _OUTCOMES], named(_ALL, asked.applicant)
        yield [named(key) for key in _sheet("replied")], named(f"{_SHEET}replied.total")
    elif asked.requests and way == "applicant":
        known = recognise(asked.what)
        key = (known[0].key if len(known) == 1 else None) or ""
        key = key if key.startswith("requests.") else NEW
        every = [one.key for one in taxonomy().applicants if one.key != TOTAL]
        yield [named(key, one) for one in every], (label_of(key, language), Metric(key, ""))
    elif asked.requests and way == "channel":
        yield [named(key) for key in _sheet("received")], named(f"{_SHEET}received.total")


def _sheet(group: str) -> list[str]:
    return [key for key in metrics() if key.startswith(f"{_SHEET}{group}.") and not key.endswith(".total")]


def _cell(metric: Metric, head: ReportHead, facts: Sequence[Fact]) -> Found | None:
    cells = [fact for fact in cells_of(facts, metric) if fact.state == "number"]
    if len(cells) != 1:
        return None
    return Found(head, tuple(cells), (), "number", operands(facts, cells[0]) if cells[0].origin == "derived" else ())


# --- prose --------------------------------------------------------------------------------------------------------


def _in_prose(asked: Wanted, way: Way, head: ReportHead, facts: Sequence[Fact]) -> Parts | None:
    """The numbers of one paragraph, one after the other, that all tell of what became of requests, of who made them or of
    how they came; those that add up to the number asked about before others."""
    prose = [fact for fact in facts if fact.origin == "prose" and fact.year is None and fact.value is not None]
    runs = [run for run in _runs(prose, way, facts) if len(run) > 1 and _of_these(asked, run, prose, facts)]
    made = [(run, _whole(run, asked, prose, facts)) for run in runs]
    chosen = [one for one in made if one[1] is not None] or (made if asked.number is None else [])
    if len({tuple(fact.value for fact in run) for run, _ in chosen}) != 1:
        return None
    run, whole = chosen[0]
    return Parts(
        tuple((part_words(fact, facts), _found(head, fact)) for fact in run),
        (part_words(whole, facts), _found(head, whole)) if whole is not None else None,
    )


def _runs(prose: Sequence[Fact], way: Way, facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    run: list[Fact] = []
    for fact in prose:
        if fact.unit == "%" and run and fact.quote == run[-1].quote:
            continue
        if run and (fact.place.block != run[-1].place.block or fact.unit != run[-1].unit or not _is(fact, way, facts)):
            yield run
            run = []
        if _is(fact, way, facts):
            run.append(fact)
    yield run


def _is(fact: Fact, way: Way, facts: Sequence[Fact]) -> bool:
    """Whether a number's own words tell of the way asked for."""
    words = part_words(fact, facts)
    if (
        (fact.metric == "request" and fact.total is None)
        or fact.qualifier == "none"
        or fact.unit not in ("件", "宗", "份", "起", "条", "个", "项", "人次", "次")
    ):
        return False
    if way == "applicant":
        return applicant_in(words) is not None
    if way == "outcome":
        return _OUTCOME.search(words) is not None and not _NO_OUTCOME.search(words)
    return way == "channel" and _CHANNEL.search(words) is not None


def _of_these(asked: Wanted, run: Sequence[Fact], prose: Sequence[Fact], facts: Sequence[Fact]) -> bool:
    """Whether a run tells of the requests, reviews or suits that are asked about."""
    block = [fact for fact in prose if fact.place.block == run[0].place.block]
    said = " ".join(
        (*run[0].section, *(fact.quote for fact in block if prose.index(fact) <= prose.index(run[0])), run[0].quote)
    )
    if asked.table:
        word = {"review": "复议", "suit": "诉讼"}[asked.table]
        whole = facts[run[0].total] if run[0].total is not None else None
        return word in (whole.noun or "" if whole else run[0].quote)
    linked = facts[run[0].total].noun or "" if run[0].total is not None else ""
    return "申请" in (linked or said) and not re.search("复议|诉讼|建议|提案", run[0].quote)


def _whole(run: Sequence[Fact], asked: Wanted, prose: Sequence[Fact], facts: Sequence[Fact]) -> Fact | None:
    """The number that a run adds up to, told before it in the same paragraph."""
    total = sum((fact.value or Decimal(0) for fact in run), Decimal(0))
    linked = facts[run[0].total] if run[0].total is not None else None
    if linked is not None and linked.value == total:
        return linked
    before = prose[: prose.index(run[0])]
    block = [fact for fact in before if fact.place.block == run[0].place.block and fact.value == total]
    block = [fact for fact in block if fact.unit == run[0].unit]
    return block[-1] if block and asked.number in (None, total) else None


def _wholes(asked: Wanted, question: Question, desk: Desk, head: ReportHead) -> Iterator[Fact]:
    """The numbers of the prose that may be the one asked about: of its size where the question gives it, else of its words."""
    prose = [fact for fact in desk.facts(head.id) if fact.origin == "prose" and fact.year is None]
    if asked.number is not None:
        yield from (fact for fact in prose if fact.value == asked.number and fact.unit != "%")
        return
    if not asked.what:
        return
    metric = Metric(None, asked.what, asked.what, None, said=asked.what)
    found = find(desk, head, metric)
    if found.state == "number" and found.fact is not None:
        yield from (fact for fact in prose if fact.value == found.fact.value and fact.metric == found.fact.metric)


def _of(whole: Fact, head: ReportHead, facts: Sequence[Fact]) -> Parts | None:
    """The parts of a number: those that the reading tied to it, else those before or behind it that add up to it."""
    at = next(n for n, fact in enumerate(facts) if fact is whole)
    linked = [fact for fact in facts if fact.total == at and fact.unit != "%" and fact.value is not None]
    run = linked if len(linked) > 1 else _adjacent(at, facts)
    if len(run) < 2:
        return None
    told = tuple((part_words(fact, facts), _found(head, fact)) for fact in run)
    return Parts(told, (part_words(whole, facts), _found(head, whole)))


def _adjacent(at: int, facts: Sequence[Fact]) -> list[Fact]:
    whole = facts[at]

    def fits(fact: Fact) -> bool:
        return fact.origin == "prose" and fact.place.block == whole.place.block and fact.unit == whole.unit

    for step in (1, -1):
        run: list[Fact] = []
        n = at + step
        while 0 <= n < len(facts) and fits(facts[n]) and facts[n].value:
            run.append(facts[n])
            if len(run) > 1 and sum((one.value or Decimal(0) for one in run), Decimal(0)) == whole.value:
                return run if step > 0 else run[::-1]
            n += step
    return []


def _found(head: ReportHead, fact: Fact) -> Found:
    return Found(head, (fact,), (), "number")


# --- the answer ---------------------------------------------------------------------------------------------------


def _answer(question: Question, head: ReportHead, parts: Parts) -> Answer:
    """Each part with its number, what they add up to, and the sentences that say so."""
    citer, language = Citer(), question.language
    claims = [claim_of(found, citer, language) for _, found in parts.told]
    pieces = [_piece(label, claim) for (label, _), claim in zip(parts.told, claims, strict=True)]
    whole = _total(parts, citer, language)
    if whole is not None:
        claims.append(whole)
        key = "assistant.part_total" if parts.told or parts.whole is None else "assistant.part_piece"
        label = parts.whole[0] if parts.whole else ""
        pieces.append(say(key, language, value=whole.shown, label=label) + mark(*whole.citations))
    text = say("assistant.semicolon", language).join(pieces)
    lines = [say("assistant.parts_line", language, agency=head.agency, year=head.year, pieces=text)]
    for quote, n in _quotes(parts, citer, head).items():
        line = {"agency": head.agency, "year": head.year, "quote": quote, "marks": mark(n)}
        lines.append(say("assistant.quote_line", language, **line))
    label = parts.whole[0] if parts.whole else ""
    of = parts.whole[1].facts[0] if parts.whole and parts.whole[1].facts[0].origin != "prose" else None
    read = tuple(Metric(found.facts[0].metric, name) for name, found in parts.told)
    question = replace(question, metrics=(Metric(of.metric if of else None, label, label),) if label else read)
    return replies.answered(question, lines, claims, citer)


def _piece(label: str, claim: Claim) -> str:
    return f"{label} {claim.shown}{mark(*claim.citations)}"


def _total(parts: Parts, citer: Citer, language: Language) -> Claim | None:
    """What the parts add up to: the number that the report states, else their sum."""
    if parts.whole is not None:
        return claim_of(parts.whole[1], citer, language)
    values = [found.facts[0].value or Decimal(0) for _, found in parts.told]
    exact = all(found.facts[0].qualifier == "exact" and found.facts[0].origin != "derived" for _, found in parts.told)
    return (
        computed(added(values), [found for _, found in parts.told], None, citer, language, parts.told[0][1].head.agency)
        if exact
        else None
    )


def _quotes(parts: Parts, citer: Citer, head: ReportHead) -> dict[str, int]:
    prose = [found.facts[0] for _, found in parts.told if found.facts[0].origin == "prose"]
    return {fact.quote: citer.fact(head, fact) for fact in prose[::-1]}
