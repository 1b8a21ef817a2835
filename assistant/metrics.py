"""A question's words -> the taxonomy's metrics: row, column, applicant and outcome by what people call them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from assistant.concepts import leftover, sense, strange_words
from assistant.facets import applicant_in, cell_of, light_words, parts_of, says_more, without_light
from assistant.question import Language, Metric
from ingest.cues import MARK, metric_of
from ingest.folding import folded
from ingest.taxonomy import CellTable, Label, metrics, taxonomy

_PUBLISHED = frozenset("条 篇 期 则 幅 部 组".split())
_POSTED = re.compile(r"信息|公示|栏目|专栏|解读|类(?!申请)|文书|结果公开|案例|\bresults?\b")
_SINGLE = re.compile("(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?![\u4e00-\u9fff])")
_ALONE = 0.5
_STATED = re.compile(r"\d+\s*[件条份个次项宗起篇期]")
"""A number that the question itself states: 收到的18件申请里."""
_COUNT = re.compile("(?:总)?(?:次|件|条|篇|人)?数量?$")
_MONEY = frozenset(("元", "万元", "亿元"))
_NEVER = _MONEY | {"天", "工作日", "倍", "第"}
_MEASURES = frozenset("件 项 条 宗 起 份 次 个 人 人次 种 类".split())
_QUALITY = re.compile(r"金额|数额|罚款|罚没|费用|时间|时限|天数|时长|标准|种类|类别|幅度|平均|人数|面积")
"""What is asked of a thing in place of how many there are."""
_TURNED = frozenset(("不予受理", "失效", "采用"))
"""Acts that are not what a cell counts: 不予受理 is none of those handled."""
_LEFT = 0.4
"""Weight of words beyond the metric's own that a question may hold: with more it asks for something else."""
# Looked for last, since every question about requests says them: first the whole of what was done, then what came in.
_TOTAL, _NEW = "requests.results.total", "requests.received_new"
_GENERAL: tuple[tuple[str, ...], ...] = ((_TOTAL, _NEW), (_NEW,), ())
_PARENTS = re.compile(r"(?:因|由于)?(?:不予公开|无法提供|不予处理|其他处理|相关政府信息|相关信息|信息)(?:的)?")
_REQUEST = re.compile(r"(?:政府)?信息公开申请|依申请公开|公开申请|申请|\b(?:requests?|applications?)\b")
_CAUSE = re.compile(
    r"因?(?:政府)?信息公开(?:工作)?(?:而)?(?:被)?(?:申请|提起|引发|引起)(?:的)?(?=行政|复议|诉讼)|有没有|是否|有无|被申请(?=行政复议|复议)|被提起(?=行政诉讼|诉讼)"
)


def label_of(key: str, language: Language = "zh") -> str:
    """What users see for a taxonomy key; the key itself where the taxonomy does not have it."""
    info = metrics().get(key)
    return key if info is None else info.label_zh if language == "zh" else info.label_en


@lru_cache(maxsize=4096)
def recognise(topic: str, unit: str | None = None, language: Language = "zh") -> tuple[Metric, ...]:
    """The taxonomy's cell metrics that a folded topic names; empty for what only prose states. First by what the tables
    print and people call whole cells, then by the parts people put such names together from."""
    text = re.sub(r"(?<=[\u4e00-\u9fff\W])\s+|\s+(?=[\u4e00-\u9fff])", "", re.sub(r"\s+", " ", topic)).lower()
    applicant, own = _applicant(text)
    for keys, rest in _readings(own, text, unit):
        if keys and not _left(rest):
            break
    else:
        if applicant is not None and not _weight(own) and not _left(own):
            return (Metric(None, label_of_applicant(applicant, language), applicant=applicant),)
        return ()
    if not all(countable_in(key, unit) for key in keys):
        return ()
    if not any(key.startswith("requests.") for key in keys):
        applicant = None
    return tuple(Metric(key, label_with(key, applicant, language), applicant=applicant) for key in keys)


def _readings(own: str, text: str, unit: str | None) -> Iterator[tuple[tuple[str, ...], str]]:
    """Keys that the words may name, and what each reading leaves of them; `own` is `text` without its applicant. A cell
    put together from parts comes first where it accounts for more than a request: a label may stand in other words."""
    by_parts = [_by_parts(words, unit) for words in dict.fromkeys((own, text))]
    yield from (((key,), rest) for key, rest, special in by_parts if key is not None and special)
    if (suits := _of_both_suits(parts_of(own).names)) and not _told_by_parts(by_parts):
        yield suits, parts_of(own).rest
    keys, rest = _keys(_CAUSE.sub("", own), unit)
    if not (keys and says_more(keys[0], parts_of(own).names)):
        yield keys, _REQUEST.sub("|", rest) if keys and keys[0].startswith("requests.") else rest
    yield from (((key,), rest) for key, rest, special in by_parts if key is not None and not special)


def _told_by_parts(by_parts: Iterable[tuple[str | None, str, bool]]) -> bool:
    """Whether one cell is named by more than what is said of any request."""
    return any(key is not None and special for key, _, special in by_parts)


def _of_both_suits(parts: frozenset[str]) -> tuple[str, ...]:
    """What became of lawsuits, of both kinds: 官司输了几场."""
    named = {part: cell_of(parts | {part}) for part in ("direct", "after_review")}
    keys = tuple(key for key in named.values() if key is not None and not key.endswith(".total"))
    return keys if len(keys) == 2 and "suit" in parts else ()


def _by_parts(words: str, unit: str | None) -> tuple[str | None, str, bool]:
    """The cell that the parts of words name, what they leave, and whether they are more than those of any request."""
    parts = parts_of(words)
    key = cell_of(parts.names)
    made = unit == "部" and (key or "").startswith("disclosure.art20_1.")  # 规章几部 counts no posts
    if key is None or (
        key.startswith("disclosure.") and (_posted(words, None if made else unit) or _of_another_column(key, words))
    ):
        return None, words, False
    return key, parts.rest, bool(parts.names - {"request", "new"})


def _of_another_column(key: str, words: str) -> bool:
    """Whether words name another column of a cell's row than its main one: 处罚项目上一年."""
    table = next((one for one in taxonomy().tables if key.startswith(f"{one.key}.")), None)
    column = _column(table, words)[0] if table else None
    return column is not None and not column.main and not key.endswith(f".{column.key}")


def _left(rest: str) -> bool:
    """Whether words are left that ask for something else."""
    rest = _STATED.sub("|", rest)
    return _weight(rest) > _LEFT or bool(unknown_words(rest)) or _QUALITY.search(rest) is not None


def countable_in(key: str, unit: str | None) -> bool:
    """Whether a unit that is asked for can count the cell: no decision is counted in yuan, no fee in items."""
    info = metrics().get(key)
    if unit is None or info is None or info.unit is None:
        return True
    money = info.unit in _MONEY
    return unit in _MONEY if money and unit in _MEASURES else money or unit not in _NEVER


def _posted(words: str, unit: str | None) -> bool:
    """行政许可信息公示多少条 counts posts, not decisions."""
    return unit in _PUBLISHED or _POSTED.search(words) is not None


def label_with(key: str, applicant: str | None, language: Language = "zh") -> str:
    """本年新收政府信息公开申请数量（自然人）: a row with the applicant asked for."""
    name = label_of(key, language)
    if applicant is None:
        return name
    whose = label_of_applicant(applicant, language)
    return f"{name}（{whose}）" if language == "zh" else f"{name} ({whose})"


def unknown_words(words: str) -> frozenset[str]:
    """The English words that name nothing known and are not said of everything."""
    return strange_words(words) - light_words()[1]


def label_of_applicant(applicant: str, language: Language = "zh") -> str:
    """自然人, 商业企业 …"""
    label = next(one for one in taxonomy().applicants if one.key == applicant)
    return label.label if language == "zh" else label.en[0]


def _weight(rest: str) -> float:
    """How much words say that is not said of everything; a single character (费, 率) that stands alone does too."""
    words = without_light(rest)
    said = sense(words)
    own = sum(
        weight
        for name, weight in said.weights().items()
        if name in _TURNED or said.concepts.get(name) not in ("generic", "filler", "act")
    )
    return own or _ALONE * len(_SINGLE.findall(leftover(words)))


@cache
def _forms(kind: str) -> tuple[tuple[str, str], ...]:
    """(form, key) of one group of labels, longest form first."""
    every = taxonomy()
    groups: dict[str, Iterable[Label]] = {
        "applicants": [one for one in every.applicants if one.key != "applicant.total"],
        "requests": [*every.requests, *(one.row for one in every.derived if one.key.startswith("requests."))],
        "stats": every.stats,
        "disputes": every.disputes,
        "outcomes": every.outcomes,
    }
    pairs = [(folded(form).lower(), label.key) for label in groups[kind] for form in (*label.ask, *label.en)]
    if kind == "stats":
        pairs += [
            (form, one.key) for one in every.stats if (form := _bare(one)) and not metric_of(form + MARK, "", None)
        ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _bare(label: Label) -> str | None:
    """当面申请 of 当面申请数: what is counted, as the statistics sheet prints it; of 其他情形 nothing."""
    return None if label.key.endswith(".other") else _COUNT.sub("", folded(label.label))


def _find(text: str, forms: Sequence[tuple[str, str]], but: Container[str] = ()) -> tuple[str, str] | None:
    """The longest form that stands in `text`, with its key; none of the keys in `but`."""
    for form, key in forms:
        if key not in but and _stands(form, text):
            return form, key
    return None


def _stands(form: str, text: str) -> bool:
    """Whether a form stands in `text`, as words of its own where it is English."""
    return form in text and (not form.isascii() or re.search(rf"\b{re.escape(form)}\b", text) is not None)


def _applicant(text: str) -> tuple[str | None, str]:
    if said := applicant_in(text):
        return said
    found = _find(text, _forms("applicants"))
    if found is None or re.search(f"{found[0]}(?:名称|信息公开|公开)", text) or "主要财务" in text:
        return None, text
    return found[1], text.replace(found[0], "|")


def _keys(text: str, unit: str | None) -> tuple[tuple[str, ...], str]:
    """The keys named, and the words that are left. The longest label wins: 信访举报投诉类申请 is no 申请."""
    article = _article(text, unit)
    request = next((found for but in _GENERAL if (found := _find(text, _forms("requests"), but))), None)
    dispute = _disputes(text)
    best = max((len(form) for form, _ in (request,) if request), default=0) if request else 0
    if dispute and dispute[1] >= best:
        return dispute[0], dispute[2]
    if article and (request is None or article[1] >= best):
        return article[0], article[2]
    if request:
        return (request[1],), _PARENTS.sub("|", text.replace(request[0], "|"))
    sheet = _find(text, _forms("stats"))
    return ((sheet[1],), text.replace(sheet[0], "|")) if sheet else ((), text)


def _article(text: str, unit: str | None) -> tuple[tuple[str, ...], int, str] | None:
    """A row of the tables for 第二十条 with its column: the one named, else the table's main one."""
    for table in taxonomy().tables:
        forms = sorted(
            ((folded(form).lower(), row) for row in table.rows for form in (*row.ask, *row.en)),
            key=lambda pair: -len(pair[0]),
        )
        for form, row in forms:
            if _stands(form, text):
                rest = text.replace(form, "|")
                made = unit == "部" and table.key == "disclosure.art20_1"
                if (unit in _PUBLISHED and not made) or _POSTED.search(rest):
                    return None
                column, rest = _column(table, rest)
                return None if column is None else ((f"{table.key}.{row.key}.{column.key}",), len(form), rest)
    return None


def _column(table: CellTable, text: str) -> tuple[Label | None, str]:
    forms = sorted(
        ((folded(form).lower(), column) for column in table.columns for form in (*column.ask, *column.en)),
        key=lambda pair: -len(pair[0]),
    )
    for form, column in forms:
        if _stands(form, text):
            return column, text.replace(form, "|")
    return next((column for column in table.columns if column.main), None), text


def _disputes(text: str) -> tuple[tuple[str, ...], int, str] | None:
    kind = _find(text, _forms("disputes"))
    outcome = _find(text.replace(kind[0], "|") if kind else text, _forms("outcomes"))
    suffix = outcome[1] if outcome else "total"
    rest = text
    for found in (kind, outcome):
        rest = rest.replace(found[0], "|") if found else rest
    if kind:
        if kind[1] == "review" and "诉讼" in rest:
            return None
        return (f"{kind[1]}.{suffix}",), len(kind[0]), rest
    suit = re.search(r"行政诉讼|诉讼|\blawsuits?\b|\blitigation\b", rest)
    if not suit:
        return None
    rest = rest.replace(suit.group(), "|")
    if suffix == "total":
        return ("litigation.total",), len(suit.group()), rest
    return (f"litigation.direct.{suffix}", f"litigation.after_review.{suffix}"), len(suit.group()), rest
