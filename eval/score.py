"""Scores: how right an answer is, how well cited, and what many answers come to."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from eval.openings import simplified
from eval.schema import Item

Answer = dict[str, Any]
"""As `nianbao ask --json` gives it."""
_NO = re.compile(
    r"^(?:否|不|未|没|无|0\b|零|no\b|not\b|none\b)|(?:没有|未收到|未发生|未发现|不存在)|\b(?:no|not|none|did not|0)\b",
    re.I,
)
_MARKS = re.compile(r"[\s()（）\[\]、.:：，,“”\"'—-]|^[一二三四五六七八九]|\d+[.]")
_LEVELS = ("report", "section", "page", "cell", "quote")
_ALIKE = 0.6
_SAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Judgement:
    """One answer judged. `score` is 1 right, 0 wrong, between where some of what was asked for is there. `right` says
    that what was asked for is all there; `cited` that the report it stands in is cited, and no other for the value;
    `levels` what part of the expected citations is met, by level, `precision` what part of the cited reports was expected.
    `strays` counts values and citations of another agency or year."""

    item: Item
    right: bool
    score: float
    fault: str | None
    cited: bool
    levels: dict[str, float] = field(default_factory=dict)
    precision: float | None = None
    wrong_agency: int = 0
    wrong_year: int = 0
    declined: bool = False
    seconds: float = 0.0


def judge(item: Item, answer: Answer, seconds: float = 0.0) -> Judgement:
    """Score one answer against what counts as right."""
    declined = answer["status"] != "answered"
    if item.status != "answered":
        right = declined if item.status == "declined" else answer["status"] == "clarify"
        score = 1.0 if right else 0.5 if declined else 0.0
        fault = None if right else "declined, not asked back" if declined else "answered what cannot be known"
        return Judgement(item, right, score, fault, right, declined=declined, seconds=seconds)
    if declined and not item.blank:
        return Judgement(item, False, 0.0, answer["status"], False, declined=True, seconds=seconds)
    score, fault = _content(item, answer)
    levels, precision = _citations(item, answer)
    agency, year = _strays(item, answer)
    whole = levels.get("report", 1.0) == 1.0 and not agency and not year
    return Judgement(item, score == 1.0, score, fault, whole, levels, precision, agency, year, declined, seconds)


def _content(item: Item, answer: Answer) -> tuple[float, str | None]:
    """The part of what was asked for that is there, and what is wrong."""
    checks: list[tuple[float, str]] = []
    if item.blank:
        checks.append((float(_leading(answer) is None), "number for a blank"))
    if item.numbers:
        checks.append((_number(item, answer), "wrong number"))
    if item.table:
        checks.append((_share(item.table, lambda row: _in_values(row, answer)), "row missing"))
    if item.yes is not None:
        checks.append((float(_affirms(answer) == item.yes), "wrong yes or no"))
    if item.rules is not None:
        checks.append((_rules(item.rules, answer), "wrong findings"))
    checks += _texts(item, answer)
    score = min((part for part, _ in checks), default=0.0)
    return score, next((fault for part, fault in checks if part < 1.0), None)


def _leading(answer: Answer) -> float | None:
    first = next(iter(answer["values"]), None)
    return None if first is None else first["number"]


def _equal(item: Item, given: float | None) -> bool:
    if given is None:
        return False
    scales = (1.0, 100.0) if item.unit == "%" else (1.0,)
    slack = max(item.tolerance, 1e-9)
    return any(abs(given * scale - number) <= slack for number in item.numbers for scale in scales)


def _number(item: Item, answer: Answer) -> float:
    if _equal(item, _leading(answer)):
        return 1.0
    return 0.5 if any(_equal(item, value["number"]) for value in answer["values"]) else 0.0


def _share(things: Sequence[Any], holds: Callable[[Any], bool]) -> float:
    return sum(map(holds, things)) / len(things)


def _in_values(row: dict[str, Any], answer: Answer) -> bool:
    return any(
        value["number"] == row["number"] and value["agency"] == row["agency"] and value["year"] == row["year"]
        for value in answer["values"]
    )


def _texts(item: Item, answer: Answer) -> list[tuple[float, str]]:
    said = simplified(" ".join([answer["text"], *(value.get("text") or "" for value in answer["values"])]))
    named = {simplified(value["agency"]) for value in answer["values"]}

    def there(text: str) -> bool:
        return simplified(text) in said or simplified(text) in named

    checks = []
    if item.any_of:
        checks.append((float(any(map(there, item.any_of))), "text missing"))
    if item.all_of:
        checks.append((_share(item.all_of, there), "text missing"))
    if item.none_of and any(map(there, item.none_of)):
        checks.append((0.5, "names what does not belong"))
    return checks


def _affirms(answer: Answer) -> bool:
    """Whether the answer says yes: by its first statement, else by its number."""
    lead = re.split(r"[。\n;；!！]", answer["text"].strip(), maxsplit=1)[0]
    number = _leading(answer)
    if re.match(r"(?:是|有|对|收到|yes)", lead.strip(), re.I):
        return True
    if number is not None:
        return number > 0
    return _NO.search(lead.strip()) is None


def _rules(rules: tuple[str, ...], answer: Answer) -> float:
    if rules:
        return _share(rules, lambda rule: re.search(rf"(?<![A-Za-z]){rule}(?!\d)", answer["text"]) is not None)
    return float(_NO.search(answer["text"].strip().split("\n")[0]) is not None)


def _strays(item: Item, answer: Answer) -> tuple[int, int]:
    """Of the leading value, or where there is none of all citations: how many are of another agency, another year."""
    allowed = [*item.table, *item.citations]
    agencies = {row["agency"] for row in allowed if "agency" in row} | ({item.agency} if item.agency else set())
    years = {row["year"] for row in allowed if "year" in row} | ({item.year} if item.year else set())
    first = next(iter(answer["values"]), None)
    used = (
        answer["citations"]
        if first is None
        else [first, *(cited for cited in answer["citations"] if cited["n"] in first["citations"])]
    )
    if item.type in ("rank", "list", "total"):
        agencies = set()
    if item.type == "trend":
        years = set()
    wrong = [one["agency"] for one in used if agencies and one["agency"] not in agencies]
    return len(wrong), sum(bool(years) and one["year"] not in years for one in used)


def _citations(item: Item, answer: Answer) -> tuple[dict[str, float], float | None]:
    """Recall of the expected citations by level, and precision by report."""
    if not item.citations:
        return {}, None
    given = answer["citations"]
    levels = {}
    for level in _LEVELS:
        wanted = [one for one in item.citations if level == "report" or _asks(one, level)]
        if wanted:
            levels[level] = _recall(level, wanted, given)
    same = sum(any(_meets("report", one, cited) for one in item.citations) for cited in given)
    return levels, (same / len(given) if given else 0.0)


def _recall(level: str, wanted: Sequence[dict[str, Any]], given: Sequence[dict[str, Any]]) -> float:
    return _share(wanted, lambda one: any(_meets(level, one, cited) for cited in given))


def _asks(wanted: dict[str, Any], level: str) -> bool:
    return bool(wanted.get("row" if level == "cell" else level))


def _meets(level: str, wanted: dict[str, Any], cited: dict[str, Any]) -> bool:
    """Whether a citation is the expected one, down to `level`."""
    if "file" in wanted and wanted["file"] != cited["file"]:
        return False
    if any(wanted.get(key) not in (None, cited[key]) for key in ("agency", "year")):
        return False
    if level == "section":
        return any(_alike(wanted["section"], heading) for heading in cited["section"])
    if level == "page":
        return bool(wanted["page"] == cited["page"])
    if level == "cell":
        return _alike(wanted["row"], cited["row"]) and _alike(wanted.get("column"), cited["column"])
    return level != "quote" or _overlap(wanted["quote"], cited["quote"])


def _plain(text: str) -> str:
    return _MARKS.sub("", simplified(text))


def _alike(wanted: str | None, given: str | None) -> bool:
    """Labels as the same: one inside the other, or mostly the same characters."""
    if not wanted:
        return True
    one, other = _plain(wanted), _plain(given or "")
    return bool(other) and (one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _ALIKE)


def _overlap(sentence: str, quote: str) -> bool:
    one, other = _plain(sentence), _plain(quote)
    return bool(other) and (other in one or one in other or SequenceMatcher(None, one, other).ratio() >= _ALIKE)


def summary(judgements: Sequence[Judgement]) -> dict[str, Any]:
    """Scores of all, and by type, language, template and format."""
    scores: dict[str, Any] = {"all": _scores(judgements)}
    for name in ("type", "language", "template", "format"):
        groups: dict[str, list[Judgement]] = defaultdict(list)
        for one in judgements:
            groups[getattr(one.item, name) or "-"].append(one)
        scores[f"by_{name}"] = {key: _scores(some) for key, some in sorted(groups.items())}
    return scores


def _scores(some: Sequence[Judgement]) -> dict[str, Any]:
    answerable = [one for one in some if one.item.status == "answered" and not one.item.blank]
    rest = [one for one in some if one.item.status != "answered"]
    times = sorted(one.seconds for one in some)
    levels = {level: _mean(one.levels[level] for one in some if level in one.levels) for level in _LEVELS}
    return {
        "questions": len(some),
        "accuracy": _mean(one.right for one in some),
        "accuracy_interval": interval([float(one.right) for one in some]),
        "right_and_cited": _mean(one.right and one.cited for one in some),
        "score": _mean(one.score for one in some),
        "declined_rightly": _mean(one.right for one in rest),
        "declined_wrongly": _mean(one.declined for one in answerable),
        "wrong_agency": sum(one.wrong_agency > 0 for one in some),
        "wrong_year": sum(one.wrong_year > 0 for one in some),
        "citation_recall": {level: value for level, value in levels.items() if value is not None},
        "citation_precision": _mean(one.precision for one in some if one.precision is not None),
        "p50_ms": _at(times, 0.5), "p95_ms": _at(times, 0.95),
    }  # fmt: skip


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return round(sum(listed) / len(listed), 4) if listed else None


def _at(times: Sequence[float], part: float) -> float | None:
    return round(times[min(len(times) - 1, int(len(times) * part))] * 1000, 1) if times else None


def interval(values: Sequence[float], seed: int = 0) -> tuple[float, float] | None:
    """The 95 % bootstrap interval of a mean."""
    if not values:
        return None
    chance = random.Random(seed)
    means = sorted(sum(chance.choices(values, k=len(values))) / len(values) for _ in range(_SAMPLES))
    return round(means[int(_SAMPLES * 0.025)], 4), round(means[int(_SAMPLES * 0.975) - 1], 4)
