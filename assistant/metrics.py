"""A question's words -> the taxonomy's metrics: row, column, applicant and outcome by what people call them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from functools import cache

from assistant.concepts import sense, strange_words
from assistant.question import Language, Metric
from ingest.folding import folded
from ingest.taxonomy import CellTable, Label, metrics, taxonomy

_PUBLISHED = frozenset("条 篇 期 则 幅 部 组".split())
_POSTED = re.compile(r"信息|公示|栏目|专栏|解读|类(?!申请)|文书|结果公开|案例")
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
_ENGLISH = frozenset(
    "how many much what which the number amount count total all were was are did does has had have there from with for that and its their this our not any "
    "new made filed received receive receives get got about say says said tell report reports reported annual year disclosure information government agency "
    "organ organs office bureau during cases case items item documents requests request applications application foi final overall altogether column row table "
    "came come comes made among out order ordered highest lowest first last full leads lead ranked rank top bottom each per every where year-by-year show list look please need number-of "
    "decisions decision issued issue imposed impose handled happened take took place please give given show according state states stated".split()
)
# What is done with requests, by the concepts a question names.
_ACTS: tuple[tuple[str, set[str]], ...] = (
    ("requests.received_new", set()),
    ("requests.received_new", {"收到"}),
    ("requests.received_new", {"受理"}),
    ("requests.received_new", {"收到", "受理"}),
    ("requests.carried_out", {"结转下年"}),
    ("requests.carried_in", {"上年结转"}),
    ("requests.results.total", {"答复"}),
    ("requests.results.total", {"办理"}),
    ("requests.results.total", {"办理", "答复"}),
)


def label_of(key: str, language: Language = "zh") -> str:
    """What users see for a taxonomy key; the key itself where the taxonomy does not have it."""
    info = metrics().get(key)
    return key if info is None else info.label_zh if language == "zh" else info.label_en


def recognise(topic: str, unit: str | None = None) -> tuple[Metric, ...]:
    """The taxonomy's cell metrics that a folded topic names; empty for what only prose states."""
    text = re.sub(r"\s+", "" if re.search("[\u4e00-\u9fff]", topic) else " ", topic).lower()
    applicant, rest = _applicant(_CAUSE.sub("", text))
    keys, rest = _keys(rest, unit)
    if keys and keys[0].startswith("requests."):
        rest = _REQUEST.sub("|", rest)
    if not keys or _weight(rest) > _LEFT or _unknown(rest):
        keys, rest = _by_concept(rest if not keys else text if applicant is None else _applicant(text)[1])
    if not keys and applicant is not None and not _weight(rest):
        return (Metric(None, label_of_applicant(applicant), applicant=applicant),)
    if not keys or _weight(rest) > _LEFT or _unknown(rest):
        return ()
    if not any(key.startswith("requests.") for key in keys):
        applicant = None
    label = "" if applicant is None else f"（{label_of_applicant(applicant)}）"
    return tuple(Metric(key, label_of(key) + label, applicant=applicant) for key in keys)


def _unknown(rest: str) -> bool:
    """Whether English words are left that the metric's name does not account for."""
    return bool(strange_words(rest) - _ENGLISH)


def label_of_applicant(applicant: str) -> str:
    """自然人, 商业企业 …"""
    return next(one.label for one in taxonomy().applicants if one.key == applicant)


def _weight(rest: str) -> float:
    said = sense(rest)
    return sum(
        weight for name, weight in said.weights().items() if said.concepts.get(name) not in ("generic", "filler", "act")
    )


def _by_concept(text: str) -> tuple[tuple[str, ...], str]:
    """A question that speaks of 申请 and of nothing else, by what it says was done with them."""
    said = sense(text)
    if (
        "申请" not in said.concepts
        or said.pairs
        or _unknown(text)
        or any(kind in ("channel", "thing") for name, kind in said.concepts.items() if name != "申请")
    ):
        return (), text
    acts = {name for name, kind in said.concepts.items() if kind == "act"}
    for key, names in _ACTS:
        if acts == names:
            return (key,), ""
    return (), text


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
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _find(text: str, forms: Sequence[tuple[str, str]], but: Container[str] = ()) -> tuple[str, str] | None:
    """The longest form that stands in `text`, with its key; none of the keys in `but`."""
    for form, key in forms:
        if key not in but and (form in text if not form.isascii() else re.search(rf"\b{re.escape(form)}\b", text)):
            return form, key
    return None


def _applicant(text: str) -> tuple[str | None, str]:
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
            if (form in text) if not form.isascii() else re.search(rf"\b{re.escape(form)}\b", text):
                rest = text.replace(form, "|")
                if unit in _PUBLISHED or _POSTED.search(rest):
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
        if (form in text) if not form.isascii() else re.search(rf"\b{re.escape(form)}\b", text):
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
