"""Bounds on a number as people put them: 不少于3件, 10到50件之间, 比200多, fell short of 1000."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from assistant.question import Bound, Comparator
from ingest.numerals import QUANTITY, read_number

_UNIT = "[件条个次篇期项份宗起家人名]|人次|万元|元"
_N = (
    r"(?P<{0}>\d[\d,]*(?:\.\d+)?(?:千万|百万|万(?!元)|千|百|亿)?|[一二两三四五六七八九十百千万]+(?=[件条个次篇期项份宗家人名场通封吗么没了的吧不，,？?]|$)|(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|a hundred)(?![a-z]))"
    rf"(?!\d|年(?!以))(?:{_UNIT})?"
)
_LOW, _HIGH = _N.format("low"), _N.format("high")
_FROM_TO = r"\s*(?:[-—–~～到至和与、]|and|to)+\s*"
_AS = r"\s*(?:了|为|是|有|过)?\s*"

_ROUND = {
    **{word: at for at, word in enumerate("zero one two three four five six seven eight nine ten".split())},
    "twenty": 20,
    "fifty": 50,
    "a hundred": 100,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
}
_WERE = r"(?:is|are|was|were|stay(?:s|ed|ing)?|remain(?:s|ed|ing)?|kept|came|stood|ran)(?: at| to| in)?"

# What stands before the number, and what stands after it. The longer wording of two that begin alike comes first.
_BEFORE: tuple[tuple[Comparator, str, str], ...] = (
    (
        ">=",
        r"不少于|不低于|不小于|不下于?|不亚于|至少|最少(?=\s*\d)|起码|大于等于|≥|>=|(?<![未没有不])(?<![没未][\u4e00-\u9fff])(?:达到?|满)(?!意|足|员|分)|(?<![没未])[办发做开推搞举罚批更凑][够足满]|(?<![没未])办到",
        r"at least|no(?:t)? (?:fewer|less) than|a minimum of|minimum|(?<!not )(?<!n't )(?<!never )(?<!to )(?:reach(?:ed|es)?|hit)",
    ),
    (
        "<=",
        r"不超过|(?:未|没有?)超过|不多于|不高于|不大于|不超|至多|最多(?=\s*\d)|顶多|小于等于|≤|<=",
        r"at most|no(?:t)? more than|(?<!add )(?<!adds )(?<!added )up to|a maximum of|not exceeding|not over|not above",
    ),
    (
        "<",
        r"少于|少过|小于|低于|低过|不足|不到|不满|未满|(?:未|没有?)(?:[办发收做开推接搞举受处罚批更答登挂印凑][了理办出]?)?(?:达到?|突破|满|到|够|足)|<|＜",
        r"(?:did(?: not|n't)|fail(?:ed|s)? to|never) (?:even )?(?:reach|hit|get to|come to|pass|make)|fewer than|less than|lower than|smaller than|under|below|(?:f[ae]ll(?:ing|s)?|was|were|stay(?:ed|ing)?)? ?short of",
    ),
    (
        ">",
        r"超过|超出|[超破](?=\s*(?:\d|[百千万]))|大于|大过|多于|多过|高于|高过|高出|突破|跨过|逾|过(?:了)?(?=\s*(?:\d{2}|[百千万]))|>|＞",
        r"more than|greater than|higher than|larger than|over|above|exceed(?:s|ed|ing)?|in excess of|upwards? of|beyond|north of|(?<!not )(?<!n't )(?<!never )(?<!to )(?:pass(?:ed|es)?|topp?(?:ed|s)|cross(?:ed|es)|surpass(?:ed|es)?)",
    ),
    ("=", r"等于|正好|恰好|刚好|只有|仅有", r"exactly|equal to"),
)
_AFTER: tuple[tuple[Comparator, str, str], ...] = (
    (">=", r"(?:及|或|和|含)*(?:以上|起(?!诉))", r"(?:or|and) (?:more|above|over|higher)|plus|\+"),
    ("<=", r"(?:及|或|和|含)*(?:以下|以内|之内)", r"(?:or|and) (?:fewer|less|below|under|lower)"),
    (">", r"之上|往上|开外", ""),
    ("<", r"之下|往下|(?:都|还|也)?(?:不到|没到|未到|不足|没满|不满)", ""),
)
_SPAN = r"(?:之间|之内|以内|(?:这个?|的|这一)?(?:范围|区间|档|段)(?:之?内|里|中)?)"
_PATTERNS: tuple[tuple[Comparator, str], ...] = (
    ("between", rf"(?:在|介于|介乎|处于|位于|落在)?\s*{_LOW}{_FROM_TO}{_HIGH}\s*{_SPAN}"),
    ("between", rf"(?:介于|介乎|处于|位于|落在)\s*{_LOW}{_FROM_TO}{_HIGH}"),
    ("between", rf"{_LOW}\s*[到至~～—–-]+\s*{_HIGH}(?<=[件条个次篇期项份宗家人名])"),
    ("between", rf"{_LOW}(?:及)?以上[、，,]?(?:且|而)?(?:不超过|不到|至)?\s*{_HIGH}(?:及)?以下"),
    ("between", rf"\b(?:between|from)\s+{_LOW}\s+(?:and|to)\s+{_HIGH}"),
    (">", rf"比\s*{_LOW}\s*(?:还|要|更)*(?:多|高|大)"),
    ("<", rf"比\s*{_LOW}\s*(?:还|要|更)*(?:少|低|小)"),
    *((op, rf"(?:{zh}){_AS}{_LOW}(?:之间)?") for op, zh, _ in _BEFORE),
    *((op, rf"\b(?:{_WERE}\s+)?(?:{en})\s+{_LOW}") for op, _, en in _BEFORE),
    *((op, rf"(?:在\s*)?{_LOW}\s*(?:{zh})") for op, zh, _ in _AFTER),
    *((op, rf"{_LOW}\s*(?:{en})(?![a-z])") for op, _, en in _AFTER if en),
    ("=", rf"(?:为|是|=)\s*{_LOW}(?=的|$|[？?])"),
    (">=", rf"上(?P<low>[百千万])(?:{_UNIT}|(?=的|$))"),
    (">", r"(?:大[于过]|多[于过]|超过|高[于过]|不为|不是|非)(?P<low>[零0])(?!\d)(?:[件条个])?"),
    (">", r"\b(?:non-?|above |more than |greater than )(?P<low>zero)\b"),
)


@cache
def _rules() -> tuple[tuple[Comparator, re.Pattern[str]], ...]:
    return tuple((op, re.compile(rule, re.IGNORECASE)) for op, rule in _PATTERNS)


def cue_pattern() -> str:
    """Everything that bounds a number, as one pattern without groups."""
    return "|".join(re.sub(r"\(\?P<\w+>", "(?:", rule) for _, rule in _PATTERNS)


def bound_in(text: str) -> tuple[Bound, tuple[int, int]] | None:
    """The first bound that folded `text` puts on a number, with the characters that say so."""
    for op, rule in _rules():
        for hit in rule.finditer(text):
            low = _number(hit["low"])
            high = _number(hit["high"]) if op == "between" else None
            if low is not None and (op != "between" or high is not None):
                return Bound(op, low, high), hit.span()
    return None


def _number(written: str) -> Decimal | None:
    if (round_ := _ROUND.get(written.lower())) is not None:
        return Decimal(round_)
    hit = QUANTITY.search(f"{written}件")
    number = read_number(hit) if hit else None
    return number.value if number is not None else None
