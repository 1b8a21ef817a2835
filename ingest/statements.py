"""What the prose says against what the tables say: rules C1 to C5, soft, for counts of the report's own year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, takewhile

from ingest.cues import MARK
from ingest.report import Fact, Finding, Place, Severity
from ingest.standard.sheet import Key
from ingest.strings import say

Facts = Mapping[Key, Fact]

_TOTAL = "applicant.total"
_CLOSED = re.compile(
    r"^(?:[^，。]{0,10}?(?:年度?|共|累计|全部|均|已|我局|我委|本机关))*(?P<what>办结|办理完毕|答复)(?:政府信息公开)?(?:申请)?□(?:政府信息公开申请)?$"
)
_SUITS = re.compile(r"诉讼|被诉|起诉")
_REVIEWS = re.compile(r"复议")
_PARTIAL = re.compile(r"维持|纠正|撤|审结|未结|结转|上年|驳回|败诉|胜诉|应诉|经复议|复议后|直接|其中|率")
_CHANNELS = ("website", "wechat", "weibo", "short_video")
_CASES = ("件", "起", "宗", "例", "次", "个", None)


def statements(facts: Sequence[Fact], cells: Facts, report: str) -> tuple[Finding, ...]:
    """The findings on prose facts; `facts` are all of the report's, since parts name their total by its number there."""
    own = [fact for fact in facts if fact.origin == "prose" and fact.year is None and fact.value is not None]
    firm = [fact for fact in own if fact.qualifier in ("exact", "none") and fact.total is None]
    return (
        *_received(firm, cells, report),
        *_closed(firm, cells, report),
        *_suits(firm, cells, report),
        *_lists(facts, report),
        *_fees(firm, cells, report),
    )


def _received(prose: Iterable[Fact], cells: Facts, report: str) -> Iterator[Finding]:
    """C1: 新收 is received_new; 收到 or 受理 may include what was carried in. One statement that fits is enough."""
    new, carried = cells.get(("requests.received_new", _TOTAL)), cells.get(("requests.carried_in", _TOTAL))
    said = [
        fact
        for fact in prose
        if fact.metric == "request" and fact.unit in ("件", "宗", "份", "条", "次", "个", "项", "起", "例", None)
    ]
    if not said or new is None or new.value is None:
        return
    with_carried = new.value + (carried.value or Decimal(0) if carried else Decimal(0))
    if any(fact.value == new.value for fact in said):
        return
    if match := next((fact for fact in said if fact.value == with_carried and "新收" not in (fact.noun or "")), None):
        yield _finding(report, "C1", "note", match, with_carried, (new, carried), "ingest.with_carried")
        return
    yield _finding(report, "C1", "warning", max(said, key=_value), new.value, (new, carried))


def _closed(prose: Sequence[Fact], cells: Facts, report: str) -> Iterator[Finding]:
    """C2: 办结 and 答复 are the results in all; a count of answers may leave out what was not processed."""
    total = cells.get(("requests.results.total", _TOTAL))
    if total is None or total.value is None or not any(fact.metric == "request" for fact in prose):
        return
    for fact in prose:
        hit = _CLOSED.search(fact.noun or "")
        if hit and fact.metric is None and fact.unit in _CASES and fact.value != total.value:
            severity: Severity = "note" if hit["what"] == "答复" else "warning"
            yield _finding(report, "C2", severity, fact, total.value, (total,))


def _suits(prose: Iterable[Fact], cells: Facts, report: str) -> Iterator[Finding]:
    """C3: suits in prose are direct ones and those after review; reviews likewise against their total."""
    direct, after = cells.get(("litigation.direct.total", None)), cells.get(("litigation.after_review.total", None))
    for fact in prose:
        words = fact.noun or ""
        if fact.metric is not None or fact.unit not in _CASES or _PARTIAL.search(words):
            continue
        suit, review = bool(_SUITS.search(words)), bool(_REVIEWS.search(words))
        if suit == review:
            continue
        counted = (direct, after) if suit else (cells.get(("review.total", None)),)
        if all(one is not None and one.value is not None for one in counted):
            expected = sum((one.value or Decimal(0) for one in counted if one), Decimal(0))
            if fact.value != expected:
                yield _finding(report, "C3", "warning", fact, expected, counted)


def _lists(facts: Sequence[Fact], report: str) -> Iterator[Finding]:
    """C4: the parts of a 其中 list come to its total. Fewer may mean that only some were named; what follows the list
    in the sentence (办结6件) may count something else, so the first few of them may do."""
    parts: dict[int, list[Fact]] = {}
    for fact in facts:
        if (
            fact.total is not None
            and fact.value is not None
            and 0 <= fact.total < len(facts)
            and facts[fact.total].unit == fact.unit
        ):
            parts.setdefault(fact.total, []).append(fact)
    for index, named in parts.items():
        whole = facts[index]
        listed = list(takewhile(lambda part, whole=whole: _same_channel(part, whole), named))  # type: ignore[misc]
        if whole.value is None or whole.qualifier != "exact" or len(listed) < 2 or _any_run(listed, whole.value):
            continue
        found = sum(map(_value, listed), Decimal(0))
        more = found > whole.value
        operands = tuple((_said(fact), f"{fact.value:f}", fact.place) for fact in (whole, *listed))
        detail = say(
            "ingest.rule_fails", where=_said(whole), rule=say("ingest.rule_C4" if more else "ingest.fewer_listed")
        )
        yield Finding(
            report, "C4", "warning" if more else "note", "unknown", f"{whole.value:f}", f"{found:f}", operands, detail
        )


def _same_channel(part: Fact, whole: Fact) -> bool:
    """Whether a part may belong to its total: posts on WeChat are none of those on the web site."""
    return part.metric not in _CHANNELS or whole.metric not in _CHANNELS or part.metric == whole.metric


def _any_run(parts: Sequence[Fact], total: Decimal) -> bool:
    return total in accumulate(map(_value, parts))


def _fees(prose: Iterable[Fact], cells: Facts, report: str) -> Iterator[Finding]:
    """C5: processing fees count as 行政事业性收费, so they are not more than those."""
    charged = cells.get(("disclosure.art20_8.admin_fee.amount_wan", None))
    if charged is None or charged.value is None:
        return
    for fact in prose:
        if fact.metric == "info_fee" and fact.unit in ("元", None) and _value(fact) > charged.value * 10000:
            yield _finding(report, "C5", "warning", fact, f"≤ {charged.value * 10000:f}", (charged,))


def _value(fact: Fact) -> Decimal:
    return fact.value or Decimal(0)


def _finding(
    report: str,
    rule: str,
    severity: Severity,
    fact: Fact,
    expected: object,
    cells: Iterable[Fact | None],
    words: str | None = None,
) -> Finding:
    operands: list[tuple[str, str, Place]] = [(_said(fact), f"{_value(fact):f}", fact.place)]
    operands += [
        (" × ".join(filter(None, (cell.row, cell.column))), f"{_value(cell):f}", cell.place) for cell in cells if cell
    ]
    detail = say(words or "ingest.rule_fails", where=_said(fact), rule=say(f"ingest.rule_{rule}"))
    return Finding(report, rule, severity, "source", str(expected), f"{_value(fact):f}", tuple(operands), detail)


def _said(fact: Fact) -> str:
    """What a prose number counts, in the report's words, without the mark that stands for the number."""
    return (fact.noun or "").replace(MARK, "")
