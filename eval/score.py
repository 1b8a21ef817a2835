"""How right an answer is, and how well cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from eval.labels import same_heading, same_label, same_words
from eval.openings import simplified
from eval.schema import Item

Answer = dict[str, Any]
"""As `nianbao ask --json` gives it."""
Place = dict[str, Any]
LEVELS = ("report", "section", "page", "cell", "quote")
EXACT = ("report", "page", "cell", "quote")
"""Levels at which a citation must be met where the set states them; headings are printed in too many ways."""

_NO = re.compile(
    r"^(?:否|不|未|没|无|0\b|零|no\b|not\b|none\b)|(?:没有|未收到|未发生|未发现|不存在)|\b(?:no|not|none|did not|0)\b",
    re.I,
)
_RULE = re.compile(r"(?<![A-Za-z])[ABC][1-5](?!\d)")
_MONEY = {"元": 1.0, "万元": 1e4, "亿元": 1e8}
_SPLIT = re.compile(r"[。\n;；!！]")
_OPEN_AGENCY = frozenset(("rank", "list", "count", "total", "average", "catalogue"))


@dataclass(frozen=True, slots=True)
class Judgement:
    """One answer judged. `score` is 1 right, 0 wrong, between where some of what was asked for is there. `right` says
    that what was asked for is all there; `cited` that every place expected is cited as exactly as the set states it
    (report, page, cell, sentence) and nothing of another agency or year is. `levels` and `precision` are, by level, the
    part of the expected places that is cited and the part of the citations that was expected. `wrong_agency` and
    `wrong_year` count values and citations of another agency or year. `named` are the rules a check names; `rank` is
    that of the first passage found that holds the answer, None where `ranked` and none does."""

    item: Item
    right: bool
    score: float
    fault: str | None
    cited: bool
    levels: dict[str, float] = field(default_factory=dict)
    precision: dict[str, float] = field(default_factory=dict)
    wrong_agency: int = 0
    wrong_year: int = 0
    declined: bool = False
    seconds: float = 0.0
    named: tuple[str, ...] = ()
    ranked: bool = False
    rank: int | None = None


def judge(item: Item, answer: Answer, seconds: float = 0.0) -> Judgement:
    """Score one answer against what counts as right; of several alternatives, against the one it meets best."""
    if item.either:
        ways = [judge(replace(item, either=(), **way), answer, seconds) for way in item.either]
        return replace(max(ways, key=lambda one: (one.right and one.cited, one.score)), item=item)
    declined = answer["status"] != "answered"
    if item.status != "answered":
        return _refusal(item, answer, seconds)
    if declined and not item.blank:
        return Judgement(item, False, 0.0, answer["status"], False, declined=True, seconds=seconds)
    score, fault = _content(item, answer)
    levels, precision = _citations(item, answer)
    agency, year = _strays(item, answer)
    whole = all(levels.get(level, 1.0) == 1.0 for level in EXACT) and not agency and not year
    return Judgement(
        item=item,
        right=score == 1.0,
        score=score,
        fault=fault,
        cited=whole,
        levels=levels,
        precision=precision,
        wrong_agency=agency,
        wrong_year=year,
        declined=declined,
        seconds=seconds,
        named=named_rules(answer) if item.rules is not None else (),
    )


def _refusal(item: Item, answer: Answer, seconds: float) -> Judgement:
    """An answer where there is none: from another agency or year, if it was one of these that the question lacked."""
    status = answer["status"]
    declined = status in ("declined", "clarify")
    right = declined if item.status == "declined" else status == "clarify"
    score = 1.0 if right else 0.5 if declined else 0.0
    fault = None if right else "declined, not asked back" if declined else "answered what cannot be known"
    strayed = status == "answered" and bool(answer["values"] or answer["citations"])
    return Judgement(
        item=item,
        right=right,
        score=score,
        fault=fault,
        cited=right,
        wrong_agency=int(strayed and item.type == "unanswerable_agency"),
        wrong_year=int(strayed and item.type == "unanswerable_year"),
        declined=status != "answered",
        seconds=seconds,
    )


def _content(item: Item, answer: Answer) -> tuple[float, str | None]:
    """The part of what was asked for that is there, and what is wrong."""
    checks: list[tuple[float, str]] = []
    if item.blank:
        checks.append((float(_leading(answer) is None), "number for a blank"))
    if item.numbers:
        checks.append(_number(item, answer))
    if item.table:
        checks.append((_share(item.table, lambda row: _in_values(item, row, answer)), "row missing"))
    if item.coverage:
        checks.append((1.0 if _covered(item, answer) else 0.5, "coverage not said"))
    if item.yes is not None:
        checks.append((float(_affirms(answer) == item.yes), "wrong yes or no"))
    if item.rules is not None:
        checks.append((_rules(item.rules, answer), "wrong findings"))
    checks += _texts(item, answer)
    score = min((part for part, _ in checks), default=0.0)
    return score, next((fault for part, fault in checks if part < 1.0), None)


def _covered(item: Item, answer: Answer) -> bool:
    """Whether the answer says on how many reports it rests."""
    said = " ".join([answer["text"], answer.get("coverage") or "", *map(str, answer.get("warnings", ()))])
    return any(re.search(rf"(?<![\d.]){number:.0f}(?![\d.]*\d)", said) for number in item.coverage)


def _leading(answer: Answer) -> float | None:
    first = next(iter(answer["values"]), None)
    return None if first is None else first["number"]


def _number(item: Item, answer: Answer) -> tuple[float, str]:
    """1 where the number leads in the right unit; half where it has another unit or does not lead."""
    values = answer["values"]
    fits = [_equal(item, value) for value in values]
    if not fits or not any(fits):
        return 0.0, "wrong number"
    if not fits[0]:
        return 0.5, "wrong number"
    return (1.0, "") if _unit_fits(item.unit, values[0].get("unit")) else (0.5, "wrong unit")


def _equal(item: Item, value: dict[str, Any]) -> bool:
    """Whether a value is the number, or one of those that count as well; of money, in whichever unit (a number
    expected without one is in 元, or as the table prints it)."""
    given, unit = value["number"], value.get("unit")
    if given is None:
        return False
    scales: tuple[float, ...] = (1.0,)
    if unit in _MONEY and item.unit in _MONEY:
        scales = (_MONEY[unit] / _MONEY[item.unit],)
    elif unit in _MONEY and item.unit is None:
        scales = (1.0, _MONEY[unit])
    elif item.unit == "%" and unit != "%":
        scales = (1.0, 100.0)
    slack = max(item.tolerance, 1e-9)
    return any(abs(given * each - number) <= slack for number in item.numbers for each in scales)


def _unit_fits(wanted: str | None, given: str | None) -> bool:
    """Units are the same where both are stated; a share may be given as a bare ratio, money in a larger unit."""
    if wanted is None or given is None or wanted == given:
        return True
    return wanted in _MONEY and given in _MONEY


def _share(things: Sequence[Any], holds: Callable[[Any], bool]) -> float:
    return sum(map(holds, things)) / len(things)


def _in_values(item: Item, row: dict[str, Any], answer: Answer) -> bool:
    return any(
        value["number"] is not None
        and abs(value["number"] - row["number"]) <= max(item.tolerance, 1e-9)
        and value["agency"] == row["agency"]
        and value["year"] == row["year"]
        for value in answer["values"]
    )


def _texts(item: Item, answer: Answer) -> Iterator[tuple[float, str]]:
    said = simplified(" ".join([answer["text"], *(value.get("text") or "" for value in answer["values"])]))
    named = {simplified(value["agency"]) for value in answer["values"]}

    def there(text: str) -> bool:
        return simplified(text) in said or simplified(text) in named

    if item.any_of:
        yield float(any(map(there, item.any_of))), "text missing"
    if item.all_of:
        yield _share(item.all_of, there), "text missing"
    if item.none_of and any(map(there, item.none_of)):
        yield 0.5, "names what does not belong"


def _affirms(answer: Answer) -> bool:
    """Whether the answer says yes: by its first statement, else by its number."""
    lead = _SPLIT.split(answer["text"].strip(), maxsplit=1)[0]
    number = _leading(answer)
    if re.match(r"(?:是|有|对(?!不上)|收到|yes)", lead.strip(), re.I):
        return True
    if re.match(r"(?:否|不是|不相符|对不上|no\b|that does not)", lead.strip(), re.I):
        return False  # with the number that it is instead
    if number is not None:
        return number > 0
    return _NO.search(lead.strip()) is None


def named_rules(answer: Answer) -> tuple[str, ...]:
    """The rules of the template that an answer says are broken: none where it begins by saying that there is none."""
    lead, *_ = answer["text"].strip().split("\n")
    return () if _NO.search(lead) else tuple(dict.fromkeys(_RULE.findall(answer["text"])))


def _rules(rules: tuple[str, ...], answer: Answer) -> float:
    """The part of the rules named; half where one is named that holds. Without any: that there is none."""
    named = named_rules(answer)
    if not rules:
        return float(_NO.search(answer["text"].strip().split("\n")[0]) is not None)
    share = _share(rules, lambda rule: rule in named)
    return min(share, 0.5) if set(named) - set(rules) else share


def _strays(item: Item, answer: Answer) -> tuple[int, int]:
    """Of the leading value (of all, where a table is asked for; of all citations, where there is no value): how many
    are of another agency, another year."""
    allowed = [*item.table, *item.citations]
    agencies = {row["agency"] for row in allowed if "agency" in row} | ({item.agency} if item.agency else set())
    years = {row["year"] for row in allowed if "year" in row} | ({item.year} if item.year else set())
    used = list(_used(item, answer))
    if item.type in _OPEN_AGENCY:
        agencies = set()
    if item.type == "trend":
        years = set()
    # What is computed over several agencies or years (a difference) belongs to none of them.
    wrong = [one for one in used if agencies and one["agency"] and one["agency"] not in agencies]
    return len(wrong), sum(bool(years) and bool(one["year"]) and one["year"] not in years for one in used)


def _used(item: Item, answer: Answer) -> Iterator[dict[str, Any]]:
    values = answer["values"] if item.table else answer["values"][:1]
    if not values:
        yield from answer["citations"]
    numbers = {n for value in values for n in value["citations"]}
    yield from values
    yield from (cited for cited in answer["citations"] if cited["n"] in numbers)


def _citations(item: Item, answer: Answer) -> tuple[dict[str, float], dict[str, float]]:
    """Recall of the expected places and precision of the citations, at each level that the set states."""
    recall: dict[str, float] = {}
    precision: dict[str, float] = {}
    given = answer["citations"]
    for level in LEVELS:
        wanted = [place for place in item.citations if _states(place, level)]
        if not wanted:
            continue
        recall[level] = _share(wanted, lambda place, at=level: any(_met(at, place, cited) for cited in given))  # type: ignore[misc]
        met = sum(any(_met(level, place, cited) for place in item.citations) for cited in given)
        precision[level] = met / len(given) if given else 0.0
    return recall, precision


def _states(place: Place, level: str) -> bool:
    """Whether an expected place says anything at a level."""
    if level == "report":
        return True
    return bool(place.get("row") or place.get("column")) if level == "cell" else bool(place.get(level))


def _met(level: str, place: Place, cited: Place) -> bool:
    """Whether a citation is the expected place, or one of its `or`, down to a level; an alternative that says nothing
    at that level is judged by the words it quotes."""
    if _meets(level if _states(place, level) else "report", place, cited):
        return True
    others = [
        {key: place[key] for key in ("file", "agency", "year") if key in place} | one for one in place.get("or", ())
    ]
    return any(_meets(level if _states(one, level) else "quote", one, cited) for one in others)


def _meets(level: str, wanted: Place, cited: Place) -> bool:
    if "file" in wanted and wanted["file"] != cited["file"]:
        return False
    if any(wanted.get(key) not in (None, cited[key]) for key in ("agency", "year")):
        return False
    if level == "section":
        return any(same_heading(wanted["section"], heading) for heading in cited["section"])
    if level == "page":
        return bool(wanted["page"] == cited["page"])
    if level == "cell":
        return same_label(wanted.get("row"), cited["row"]) and same_label(wanted.get("column"), cited["column"])
    return level != "quote" or not wanted.get("quote") or same_words(wanted["quote"], cited["quote"])
