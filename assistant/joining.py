"""Things named together (微信和微博分别发布, 许可、处罚): what each of them is called by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from assistant.concepts import leading, sense
from assistant.cues import NAME, YEAR, Heard
from assistant.facets import applicant_in, common_parts_of, parts_of, table_words
from assistant.metrics import label_with, recognise
from assistant.question import Language, Metric
from assistant.wording import unit_in
from ingest.organs import english_organs
from ingest.taxonomy import metrics

_AND_ZH = "和(?!谐|解|平)|(?<=[\u4e00-\u9fff])(?<![参增附更追新再外])加(?![强快大工班入重减密以盟分起总在到合])|(?<![参赠给])与(?!会|否)|(?<![涉普提危触波言惠顾])及(?!时|其|格)|跟(?!踪|进)|同(?=(?:他|它)?[●◆])"
_AND_EN = r",?\s*\b(?:and(?: also)?(?! other [a-z-]+ (?:bodies|institutions|organi[sz]ations|firms|agencies|services)\b)|as well as|plus|along with|together with|then)\b|[,;:]?\s*\b(?:and )?one (?:for|is|of)\b|,?\s*\b(?:and )?i(?:'d| would)? also (?:want|need|like)(?: to (?:know|see))?\b"
_TIED = rf"\s*(?:[,，]?(?:另外|(?<!额)外加(?![印班分工])|加上|还有(?!效)|再加上|再加|连同|以及|同时)(?:还)?(?:要|有|看|查|想知道)?|、|[;；]?‖|;|；|/|＋|\+|&|{_AND_ZH}|{_AND_EN})\s*"
JOINT = re.compile(_TIED, re.IGNORECASE)
_JOINTS = (JOINT, re.compile(rf"{_TIED}|\s*[,，]\s*", re.IGNORECASE))
"""Words that join two things; a comma alone may stand behind what the rest speaks of."""
_BEHIND_MEASURE = re.compile(
    rf"[？?！!。\s数量]*(?:[（(][^()（）]{{0,6}}[)）])?(?:{JOINT.pattern}|[，,；;](?=\s*[{NAME}{YEAR}]))", re.IGNORECASE
)
_FIXED = re.compile(r"法人[和及、或](?:者)?(?:其[他它]|非)|公民[、和]法人[和及、或]|建议提案|举报投诉")
KEPT = "a\x04d"
"""Stands for an `and` within the name of one thing."""
_TWO_WORDS = (
    "research and development", "laws and regulations", "rules and regulations", "terms and conditions", "questions and answers",
    "supervision and inspection", "prevention and control", "health and safety", "small and medium", "micro and small", "search and rescue",
)  # fmt: skip
_HAN = re.compile("[\u4e00-\u9fff]")
_INSIDE = re.compile("(?:里面?|里头|当?中|其中)(?=[^央])")
_PART = re.compile(r"[,，:：]")
_MEASURE = re.compile("(?:人次|场次)数?$")
_OF_EN = re.compile(
    r"((?:total |combined |overall )?\w+ (?:of|on|via|from|for)(?: its| the| their)?) \S+$", re.IGNORECASE
)
_OTHERS = re.compile(
    r"(?:其[他它]|别的|余下的?|剩下的?)(?:的|结果|情况|处理|方式)*|(?:the )?(?:others?|rest|remainder)(?: (?:results?|outcomes?|ways?))?",
    re.IGNORECASE,
)
_REST = {
    "review": ("其他结果", "other outcomes"),
    "suit": ("其他结果", "other outcomes"),
    "request": ("其他处理", "handled otherwise"),
    "applicant": ("其他组织", "other organisations"),
}
_ROWS = (
    ("disclosure.art20_5.license", r"许可|\blicen[cs]\w+|\bpermits?\b"),
    ("disclosure.art20_5.other_services", r"其[他它]对外管理|\bother (?:public |external )?services\b"),
    ("disclosure.art20_6.penalty", r"处罚|\bpenalt\w+"),
    ("disclosure.art20_6.coercion", r"强制|\bcoerci\w+|\bcompulsory\b"),
    ("disclosure.art20_8.admin_fee", r"收费|\bfees?\b"),
)
_COLUMNS = (
    (
        "items_prev",
        re.compile(
            r"上一?年度?(?!比|同期|相比|增|减)[^，,、和与及]{0,4}?(?:事项|项目|项|几|多少)|(?:事项|项目)上一?年(?!比|增|减)|\bitems (?:the|in the|of the|from the) (?:year before|previous year|prior year)",
            re.IGNORECASE,
        ),
    ),
    (
        "items_change",
        re.compile(
            r"增/?减|加减|\b(?:change|increase or decrease|net change) (?:in|of) items|\bitems added or", re.IGNORECASE
        ),
    ),
    (
        "decisions",
        re.compile(
            r"决定|(?:办|作出|做出|办理|处理)(?:了|过)(?=多少|几)|(?:办|作出|做出)(?:了|过)?(?:多少|几)[件个份]|\bdecisions?\b",
            re.IGNORECASE,
        ),
    ),
)
"""The columns of the tables for what is done and charged, as questions name them beside one another."""
_ITEMS = re.compile(r"项目|事项|几项|多少项|\bitems\b", re.IGNORECASE)
_TURNED = re.compile(
    r"[增减加多少升降涨跌变]|\b(?:more|fewer|added|changed?|increase|decrease|up|down)\b", re.IGNORECASE
)
_MOST = 4
_BEHIND = re.compile(r"^(?:各自?|分别|都|均)+")


def named_together(topic: str, unit: str | None, language: Language, each: bool) -> tuple[Metric, ...]:
    """One metric for each thing that words join; () where nothing is joined or one of them is not understood. `each`:
    the question says that it asks for each, so that quantities of prose may be among them."""
    for words in readings(topic, each or not _HAN.search(topic)):
        one_kind = bool(parts_of(topic).names & {"direct", "after_review"})
        cells = [_cells(one, unit, language, not one_kind) for one in words]
        words = tuple(one for one, some in zip(words, cells, strict=True) for _ in some or (None,))
        found = [one for some in cells for one in some or (None,)]
        found = found if each else _alike_ended(found, language)
        if _row_with_applicant(found) or (not each and (_row_of_sum(found) or _asked_of(words, found))):
            return ()
        known = _borrowed(found, language)
        if all(known) and _apart([one for one in known if one]):
            pairs = [(one, said) for one, said in zip(known, words, strict=True) if one]
            whose = [(one, said) for one, said in pairs if one.applicant]
            lead = len(whose) == len(pairs) - 1 > 1 and not each  # natural persons and businesses, new requests
            return tuple(replace(one, words=said, unit=unit) for one, said in (whose if lead else pairs))
    for words in readings(topic, each) if each or not _HAN.search(topic) else ():
        own = unit if not any(map(unit_in, words)) else None  # each has its own
        mixed = [_cell(one, unit, language) or thing(one, unit_in(one) or own, only=not each) for one in words]
        certain = each or any(one and one.key for one in mixed)  # posts on WeChat and Weibo may be one number
        if certain and all(mixed) and _apart([one for one in mixed if one]):
            return tuple(replace(one, words=said) for one, said in zip(mixed, words, strict=True) if one)
    return ()


def columns_of_one_row(text: str, language: Language) -> tuple[Metric, ...]:
    """许可上年项目数和决定数: the columns of one row that a question names, in its order; () where it names
    fewer than two."""
    rows = {key for key, said in _ROWS if re.search(said, text, re.IGNORECASE)}
    if len(rows) != 1:
        return ()
    hits = sorted((hit.start(), column) for column, said in _COLUMNS if (hit := said.search(text)))
    keys = [f"{next(iter(rows))}.{column}" for _, column in hits]
    if len(keys) < 2 or not all(key in metrics() for key in keys):
        return ()
    return tuple(Metric(key, label := label_with(key, None, language), label) for key in keys)


def change_of_row(text: str, language: Language) -> tuple[Metric, ...]:
    """处罚项目的增减: the column for how many items more or fewer there were; () where no row's items are named."""
    rows = {key for key, said in _ROWS if re.search(said, text, re.IGNORECASE)}
    key = f"{next(iter(rows))}.items_change" if len(rows) == 1 else ""
    if key not in metrics() or not (_ITEMS.search(text) and _TURNED.search(text)):
        return ()
    return (Metric(key, label_with(key, None, language), text),)


def kept_together(text: str) -> str:
    """`text` at the same length, the `and` within one thing's name put as KEPT: science and technology money."""
    return _one_thing().sub(lambda hit: re.sub(r"(?i)\band\b", KEPT, hit.group()), text)


@cache
def _one_thing() -> re.Pattern[str]:
    fields = (words for words in english_organs() if " and " in words)
    named = "|".join(re.escape(words) for words in sorted((*fields, *_TWO_WORDS), key=len, reverse=True))
    return re.compile(rf"\b(?:{named})\b", re.IGNORECASE)


def readings(topic: str, commas: bool = False) -> Iterator[tuple[str, ...]]:
    """Ways to spell out what is joined: with the words behind the last thing for all of them, or each as it stands.
    `commas`: a comma joins too."""
    joints = _JOINTS[: 1 + commas]
    for joint in joints if _HAN.search(topic) else reversed(joints):
        parts = [part.replace(KEPT, "and").strip(" ：:（()）") for part in joint.split(kept_together(topic))]
        parts = [part for part in parts if part]
        if 2 <= len(parts) <= _MOST and not _FIXED.search(topic):
            yield from _spelled_out(parts)


def _spelled_out(parts: list[str]) -> Iterator[tuple[str, ...]]:
    tail = leading(parts[-1])
    if tail is not None and tail.strip() and all((leading(part) or "").strip() == "" for part in parts[:-1]):
        tail = _BEHIND.sub("", tail)
        yield (*(f"{part} {tail.strip()}" if part.isascii() else f"{part}{tail}" for part in parts[:-1]), parts[-1])
    if (of := _OF_EN.match(parts[0])) and parts[0].isascii() and not any(map(_OF_EN.match, parts[1:])):
        yield (parts[0], *(f"{of[1]} {part}" for part in parts[1:]))  # readings of WeChat and Weibo
    yield tuple(parts)
    yield from of_one_table(parts)


def of_one_table(parts: list[str]) -> Iterator[tuple[str, ...]]:
    """行政复议维持、纠正、没审完的: what the first is of, the others are of; it may stand alone before them."""
    first, *rest = [_INSIDE.sub("", one) for part in parts for one in _PART.split(part) if one.strip()]
    table = common_parts_of(first)
    if len(table) != 1 or not rest or any(map(common_parts_of, rest)) or not all(map(_names_a_part, rest)):
        return
    whole = table_words(next(iter(table)), first.isascii())
    apart = _PART.search(parts[0]) is not None  # 收到的申请，网上、信函: of what they are
    light = {"request", "new", "closed", "filed", "decisions"} if apart else {"request"}
    lead = (first,) if applicant_in(first) or parts_of(first).names - table - light else ()
    if lead and apart:  # 直接起诉的，维持、纠正: each of the part that stands before them
        yield tuple(f"{first} {one}" if first.isascii() else f"{first.removesuffix('的')}{one}" for one in rest)
    if len(lead) + len(rest) > 1:
        of = "applicant" if any(map(applicant_in, rest)) else next(iter(table))
        yield (*lead, *(f"{whole}{_other(one, of, first.isascii())}" for one in rest))


def _names_a_part(words: str) -> bool:
    named = parts_of(words).names or applicant_in(words) or _OTHERS.fullmatch(words)
    return bool(named) or words.startswith("公开")


def _other(words: str, of: str, english: bool) -> str:
    """其他, by what a table calls what is none of the others."""
    return _REST[of][english] if of in _REST and _OTHERS.fullmatch(words) else words


def _alike_ended(found: Sequence[Metric | None], language: Language) -> list[Metric | None]:
    """复议和诉讼中败诉的: the outcome that only the last of the disputes is given is that of all."""
    keys = [(one.key or "") if one else "" for one in found]
    ended = keys[-1].rsplit(".", 1)[-1] if keys[-1].startswith("litigation.") else "total"
    if ended == "total" or keys[0] != "review.total":
        return list(found)
    key = f"review.{ended}"
    return [Metric(key, label_with(key, None, language)), *found[1:]]


def _cells(words: str, unit: str | None, language: Language, both: bool) -> tuple[Metric, ...]:
    """The cell that words name, or the two of both kinds of lawsuit: 诉讼被纠正."""
    known = recognise(words, unit, language) or recognise(words, None, language)
    suits = both and len(known) == 2 and all((one.key or "").startswith("litigation.") for one in known)
    return known if len(known) == 1 or suits else ()


def _cell(words: str, unit: str | None, language: Language) -> Metric | None:
    known = recognise(words, unit, language) or recognise(words, None, language)
    return known[0] if len(known) == 1 else None


def thing(words: str, unit: str | None, only: bool = False) -> Metric | None:
    """A quantity of prose, where the words name a thing or a channel; `only`: and nothing beside it."""
    said = sense(_MEASURE.sub("", words))
    named = any(kind in ("channel", "thing") for kind in said.concepts.values()) or len(said.concepts) > 1
    return Metric(None, words, words, unit) if named and not (only and said.pairs) else None


def things(topic: str, unit: str | None) -> tuple[Metric, ...]:
    """The quantities of prose that words join, each of them named and nothing beside them; () where they do not."""
    for words in readings(topic):
        own = unit if not any(map(unit_in, words)) else None
        named = [thing(one, unit_in(one) or own, only=True) for one in words]
        if all(named):
            return tuple(one for one in named if one)
    return ()


def _borrowed(known: Sequence[Metric | None], language: Language) -> list[Metric | None]:
    """自然人和企业的新收申请: an applicant that stands alone is asked for in the row that another part names."""
    row = next((one.key for one in known if one and one.key and one.key.startswith("requests.")), None)
    return [
        replace(one, key=row, label=label_with(row, one.applicant, language)) if one and not one.key and row else one
        for one in known
    ]


def _row_with_applicant(known: Sequence[Metric | None]) -> bool:
    """新收申请、自然人: a row, and beside it whose column of it."""
    rows = [one for one in known if one and one.key and one.applicant is None]
    return len(known) == 2 and len(rows) == 1 and any(one and one.key is None and one.applicant for one in known)


def _asked_of(words: Sequence[str], known: Sequence[Metric | None]) -> bool:
    """向◆申请、被拒的: requests, and what became of them."""
    of = [parts_of(one).names == {"request"} for one in words]
    return any(of) and any(one and (one.key or "").startswith("requests.results.") for one in known)


def _row_of_sum(known: Sequence[Metric | None]) -> bool:
    """重复申请、不予处理: a row, and beside it the sum that it is part of."""
    keys = {one.key for one in known if one and one.key}
    return len(keys) == len(known) == 2 and any(set(metrics()[key].of) & keys for key in keys if key in metrics())


def _apart(metrics: Sequence[Metric]) -> bool:
    """Whether no two of them are the same."""
    return len({(one.key or one.words, one.applicant) for one in metrics}) == len(metrics)


def measured_apart(heard: Heard) -> tuple[tuple[int, int], ...]:
    """Where two things stand, each with its own measure: 在线访谈场次与重复申请件数; () where there are not two."""
    measured = [
        cue
        for cue in heard.cues
        if cue.role == "measure" or (cue.role in ("sum", "grand") and cue.text.endswith(("数", "量")))
    ]
    cuts = [one.end + hit.end() for one in measured[:-1] if (hit := _BEHIND_MEASURE.match(heard.text[one.end :]))]
    return tuple(pairwise((0, *cuts, len(heard.text)))) if cuts else ()
