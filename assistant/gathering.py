"""One metric over many reports, with its coverage: how many state it, and why the others do not.

Over many reports only figures are read (who, how much, in which state); the facts behind them are opened where they are
shown or added up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.cells import SHEET, TOTAL, cells_of, operands
from assistant.desk import Desk
from assistant.finding import Found, find
from assistant.matching import ask_for, best, rank
from assistant.phrases import listed
from assistant.promises import promised
from assistant.question import Language, Metric, Question
from assistant.rereading import SURE, SURER, again
from ingest.cues import MARK, metric_of
from ingest.library import Figure, ReportHead
from ingest.report import Fact
from ingest.strings import say
from ingest.taxonomy import metrics
from ingest.windows import own_words

READ_WHOLE = 60
"""Up to so many reports each one's facts are weighed as in a look-up (5 ms a report); above, only facts under the
metric's key."""
READ_MOST = 400
"""So many reports are read for a quantity that has no key."""
NO_COUNT = frozenset("工作日 个工作日 天 % 个百分点 倍 分 分钟 学时 课时".split())
_PEOPLE = frozenset("人 人次 名 位 户".split())
_HELD = frozenset("场 场次 次 人次 人".split())
_OF_PEOPLE = re.compile(
    r"人|参[加训]|名|粉丝|关注|用户|\b(?:people|persons?|staff|attend\w*|participants?|followers?|users?)\b",
    re.IGNORECASE,
)
_RATED = re.compile("率|比例|占比|时限|天数|时长|工作日|倍|分数|得分|百分")
_STATES = ("number", "blank", "unreadable", "absent")


@dataclass(frozen=True, slots=True)
class Stated:
    """What one report says of the metric, in little. `n` numbers its fact where that is not read yet; `found` is it
    read; `sheet`: it stands on the statistics sheet of the years before 2019."""

    head: ReportHead
    state: str = "absent"
    value: Decimal | None = None
    unit: str | None = None
    n: int = -1
    found: Found | None = None
    sheet: bool = False

    @property
    def number(self) -> Decimal:
        """The value, where the state is `number`."""
        return self.value if self.value is not None else Decimal(0)

    @property
    def scope(self) -> str:
        """`aggregate` for what sums up a whole region, else `own`: a bureau that says nothing speaks for itself."""
        return "aggregate" if self.head.scope == "aggregate" else "own"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What each report says; `states` counts the reports by state. `whole`: all of them could be looked at."""

    metric: Metric
    every: tuple[Stated, ...]
    whole: bool = True

    @property
    def numbers(self) -> tuple[Stated, ...]:
        return tuple(one for one in self.every if one.state == "number")

    @property
    def states(self) -> dict[str, int]:
        return dict(Counter(one.state for one in self.every))

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({one.head.year for one in self.every}))

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(sorted({one.unit for one in self.numbers if one.unit}))


def gather(desk: Desk, metric: Metric, heads: Sequence[ReportHead]) -> Gathered:
    """What the reports `heads` say of `metric`. Over many reports an open quantity is looked for under the prose metric
    that its words name; Gathered.whole is False where there is none and not all reports could be read."""
    key = _key(metric)
    if len(heads) > READ_WHOLE and key is not None:
        every = _by_key(desk, replace(metric, key=key), heads)
    else:
        read = [_counting(_of(find(desk, head, metric, by_words=True)), metric, key) for head in heads[:READ_MOST]]
        every = _of_one_kind(desk, metric, read)
        if key is not None and metric.key is None and metric.unit is None and metric.applicant is None:
            every = max(every, _done(desk, _by_key(desk, replace(metric, key=key), heads[:READ_MOST])), key=_stating)
    return Gathered(metric, tuple(every), len(every) == len(heads))


def _done(desk: Desk, every: list[Stated]) -> list[Stated]:
    """What was done, and not what is planned for another year."""
    places = [_place(one) for one in every if one.n >= 0 and one.state == "number"]
    facts = dict(zip(places, desk.library.fact_details(places), strict=True))
    return [Stated(one.head) if promised(facts.get(_place(one)), one.head.year) else one for one in every]


def _stating(every: Sequence[Stated]) -> int:
    return sum(one.state == "number" for one in every)


def gather_for(question: Question, desk: Desk, metric: Metric, heads: Sequence[ReportHead]) -> Gathered:
    """What the reports say of a metric of the question; one that is known by its words alone is read again where that finds
    more (see rereading.py)."""
    first = gather(desk, metric, heads)
    if metric.key is not None or len(first.numbers) == len(heads):
        return first
    least = SURER if len(first.numbers) * 2 >= len(heads) else SURE
    others = [gather(desk, other, heads) for other in again(metric, question, desk, least) if other != metric]
    more = [one for one in others if len(one.numbers) + (one.metric.key is not None) > len(first.numbers)]
    return more[0] if len(others) == len(more) == 1 else first


def opened(desk: Desk, gathered: Gathered, some: Iterable[Stated]) -> list[Found]:
    """The facts behind `some` of what was gathered, in their order."""
    wanted = list(some)
    closed = [one for one in wanted if one.found is None]
    facts = dict(zip(map(_place, closed), desk.library.fact_details(map(_place, closed)), strict=True))
    derived = {one.head.id for one in closed if facts[_place(one)].origin == "derived"}
    parts = _parts(desk, gathered.metric, derived) if derived else {}
    return [one.found or _read(one, facts[_place(one)], parts) for one in wanted]


def _place(one: Stated) -> tuple[str, int]:
    return one.head.id, one.n


def _read(one: Stated, fact: Fact, parts: dict[str, list[Fact]]) -> Found:
    summed = operands(parts.get(one.head.id, ()), fact) if fact.origin == "derived" else ()
    return Found(one.head, (fact,), (), "number", summed)


def _parts(desk: Desk, metric: Metric, reports: set[str]) -> dict[str, list[Fact]]:
    """The cells that derived sums of these reports may have been added from."""
    key = _key(metric) or ""
    found: dict[str, list[Fact]] = {}
    for one in metrics()[key].of if key in metrics() else ():
        applicant = (metric.applicant or TOTAL) if one.startswith("requests.") else None
        for fact in desk.library.facts(reports=reports, metric=one, applicant=applicant):
            found.setdefault(fact.report, []).append(fact)
    return found


def _of(found: Found) -> Stated:
    fact = found.fact
    if fact is None or found.state != "number":
        return Stated(found.head, found.state)
    return Stated(
        found.head, "number", fact.value, fact.unit, found=found, sheet=(fact.metric or "").startswith("stats.")
    )


def _counting(one: Stated, metric: Metric, key: str | None) -> Stated:
    """Nothing is said where the nearest number is a term or a rate and a count was asked for (20 个工作日 are no items), or
    of another thing in another unit: 网站访谈2场 are no posts."""
    told = one.found.fact.metric if one.found is not None and one.found.fact is not None else None
    other = metric.key is None and metric.unit is None and None not in (told, key) and told != key
    foreign = other and one.unit in _HELD and "." not in f"{told}{key}"
    return Stated(one.head) if foreign or is_odd(metric, one.unit) else one


def is_odd(metric: Metric, unit: str | None) -> bool:
    """Whether a unit counts nothing, where a count is asked for."""
    odd = metric.key is None and metric.unit is None and unit in NO_COUNT
    return odd and not _RATED.search(metric.words)


def _of_one_kind(desk: Desk, metric: Metric, every: list[Stated]) -> list[Stated]:
    """Where some reports give the people that took part and others how often it was held, how often: 96 人次 are no more
    trainings than 29 次."""
    times = Counter(one.unit for one in every if one.state == "number" and one.unit and one.unit not in _PEOPLE)
    mixed = any(one.unit in _PEOPLE for one in every)
    keyed = metric.key is not None and not metric.key.startswith("stats.")
    if not times or not mixed or keyed or metric.unit in _PEOPLE or _OF_PEOPLE.search(metric.words):
        return every
    asked = replace(metric, unit=times.most_common(1)[0][0])
    again = {one.head.id: _of(find(desk, one.head, asked, by_words=True)) for one in every if one.unit in _PEOPLE}
    kept = {id: one if one.unit not in _PEOPLE else Stated(one.head) for id, one in again.items()}
    return [kept.get(one.head.id, one) for one in every]


def keyed(metric: Metric) -> bool:
    """Whether something stands in many reports under one key for what a metric asks."""
    return _key(metric) is not None


def _key(metric: Metric) -> str | None:
    if metric.key is not None or metric.year is not None:
        return metric.key
    return _prose_key(metric)


def _prose_key(metric: Metric) -> str | None:
    """The prose metric that the words name."""
    words = f"{metric.words}{MARK}"
    return metric_of(words, "", metric.unit) or metric_of(words, "", "条")


# --- under one key ------------------------------------------------------------------------------------------------


def _by_key(desk: Desk, metric: Metric, heads: Sequence[ReportHead]) -> list[Stated]:
    """What stands under the key in each report; where none does, what the older statistics sheet calls the same."""
    years = {head.year for head in heads}
    every = _figures(desk, metric, metric.key or "", heads, years)
    key = metric.key or ""
    sheet = SHEET.get(key) or (_prose_key(metric) if key.startswith("stats.") else None)
    missing = {head.id for head, one in zip(heads, every, strict=True) if one.state == "absent"}
    if not sheet or not missing or metric.applicant is not None:
        return every
    others = _figures(desk, metric, sheet, [head for head in heads if head.id in missing], years)
    old = sheet.startswith("stats.")
    by_report = {one.head.id: replace(one, sheet=old) for one in others if one.state != "absent"}
    return [by_report.get(one.head.id, one) for one in every]


def _figures(
    desk: Desk, metric: Metric, key: str, heads: Sequence[ReportHead], years: set[int]
) -> list[Stated]:  # fmt: skip
    applicant = (metric.applicant or TOTAL) if key.startswith("requests.") else None
    by_report: dict[str, list[Figure]] = {}
    for figure in desk.library.figures(key, applicant, years):
        if figure.qualifier != "累计":
            by_report.setdefault(figure.report, []).append(figure)
    many = {report: some for report, some in by_report.items() if len({each.value for each in some}) > 1}
    leads = _weighed(desk, metric, many, {head.id: head for head in heads}) if many else {}
    every = [_stated(head, leads.get(head.id) or _first(by_report.get(head.id, ()))) for head in heads]
    blanks = [one.head for one in every if one.state == "blank"] if applicant == TOTAL else []
    summed = _summed(desk, replace(metric, key=key), blanks[:READ_MOST]) if blanks else {}
    return [summed.get(one.head.id, one) for one in every]


def _first(figures: Sequence[Figure]) -> Figure | None:
    return min(figures, key=lambda one: one.state != "number", default=None)


def _stated(head: ReportHead, figure: Figure | None) -> Stated:
    if figure is None:
        return Stated(head)
    value = None if figure.value is None else Decimal(figure.value)
    return Stated(head, figure.state, value, figure.unit, figure.n)


def _weighed(
    desk: Desk, metric: Metric, many: dict[str, list[Figure]], heads: dict[str, ReportHead]
) -> dict[str, Figure]:
    """Of several numbers that a report gives under the key, the one whose words fit the question's best; of a whole and
    its parts the whole."""
    places = [(report, each.n) for report, some in many.items() if report in heads for each in some]
    facts = dict(zip(places, desk.library.fact_details(places), strict=True))
    return {report: _fitting(metric, heads[report], some, facts) for report, some in many.items() if report in heads}


def _fitting(metric: Metric, head: ReportHead, figures: Sequence[Figure], facts: dict[tuple[str, int], Fact]) -> Figure:
    by_fact = {id(facts[head.id, each.n]): each for each in figures}
    read = [facts[head.id, each.n] for each in figures if each.state == "number"]
    prose = [fact for fact in read if fact.origin == "prose"]
    if prose and metric.words:
        ask = ask_for(metric.words, metric.unit, head.year, own_words(head.agency), head.year)
        lead, _ = best(rank(ask, prose))
        if lead is not None and lead.fact.total is None:
            return by_fact[id(lead.fact)]
    whole = [fact for fact in read if fact.total is None] or read
    return by_fact[id(whole[0])] if whole else figures[0]


def _summed(desk: Desk, metric: Metric, heads: Sequence[ReportHead]) -> dict[str, Stated]:
    """Rows whose 总计 is blank, as the sum of their cells where all of these are numbers."""
    by_report: dict[str, list[Fact]] = {}
    for fact in desk.library.facts(reports=[head.id for head in heads], metric=metric.key):
        if fact.metric == metric.key:
            by_report.setdefault(fact.report, []).append(fact)
    out: dict[str, Stated] = {}
    for head in heads:
        facts = by_report.get(head.id, [])
        cell = next(iter(cells_of(facts, replace(metric, year=None))), None)
        if cell is not None and cell.state == "number":
            out[head.id] = _of(Found(head, (cell,), (), "number", operands(facts, cell)))
    return out


# --- scope and coverage -------------------------------------------------------------------------------------------


def heads_for(question: Question, desk: Desk) -> list[ReportHead]:
    """The reports a question over many speaks of: of its agencies, of its group or of all; of its years, or each
    agency's newest."""
    agencies = question.agencies or (question.group.agencies if question.group else ()) or desk.agencies()
    heads = [head for agency in agencies for head in desk.heads(agency)]
    newest = {agency: max(desk.years(agency), default=None) for agency in agencies}
    return [head for head in heads if head.year in (question.years or (newest[head.agency],))]


def coverage(gathered: Gathered, language: Language, also: str = "") -> str:
    """共 12 份年报：9 份写明，2 份未载明，1 份空白. `also`: what else is to be said of those with a number."""
    states = gathered.states
    pieces = [
        say(f"assistant.coverage_{state}", language, count=states[state]) + (also if state == "number" else "")
        for state in _STATES
        if states.get(state)
    ]
    return say("assistant.coverage", language, reports=len(gathered.every), pieces=listed(pieces, language))


def caveats(gathered: Gathered, language: Language) -> tuple[str, ...]:
    """What makes the numbers hard to compare: scopes that differ, units that differ, another template."""
    out = [] if gathered.whole else [say("assistant.not_all_read", language)]
    numbers = gathered.numbers
    if len({one.scope for one in numbers}) > 1:
        out.append(say("assistant.scopes_differ", language))
    if len(gathered.units) > 1:
        out.append(say("assistant.units_differ", language, units="、".join(gathered.units)))
    if len({one.sheet for one in numbers}) > 1:
        out.append(say("assistant.sheets_differ", language))
    return tuple(out)
