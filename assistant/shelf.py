"""Whether a question is about the library itself, and what it asks of it: 有哪几年的年报, 高校收了几家, whose reports are
held. Such a question consists of words for reports, for holding and for asking, for kinds of agencies, and of no others."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from assistant.cues import YEAR, Heard
from assistant.kinds import Kind, Kinds

View = Literal[
    "list",
    "first",
    "last",
    "several",
    "complete",
    "most",
    "most_year",
    "each_year",
    "missing",
    "format",
    "places",
]
_N = "[两二三四五六七八九十2-9]|好几|多|数"


@cache
def _words() -> dict[str, re.Pattern[str]]:
    """The words by their role (see shelf.toml): Chinese as they come, English ones whole."""
    table: dict[str, dict[str, list[str]]] = tomllib.loads((files("assistant") / "shelf.toml").read_text("utf-8"))
    short = table.pop("shorthand")
    rules: dict[str, re.Pattern[str]] = {}
    for role, words in table.items():
        zh, en = ("|".join(words[language]) for language in ("zh", "en"))
        for name, meant in short.items():
            zh = zh.replace("{" + name + "}", str(meant))
        rules[role] = re.compile(f"(?:{zh})|(?:{en})(?![a-z])", re.IGNORECASE)
    return rules


_VIEW_WORDS: tuple[tuple[View, str], ...] = (
    ("format", r"格式|文件(?:类型|名|叫)|(?:原|来源|源)文(?!化)|哪个文件|pdf|\b(?:formats?|word files?|docx?|html?|scans?|scanned|file ?names?|(?:source|original|what) files?)\b"),
    ("complete", r"每一?年都|年年|一年[都也]?[不没]|[齐完]全|齐了?(?=[？?。 ]*$)|各年都|每个年[份度]都|断过|均有|(?<!连续)[两几●]年?都有(?!谁|哪|什么|几|多少)|\b(?:every|each) (?:single )?year\b|\ball (?:of the )?years\b|\bcomplete\b|\bfull (?:sets?|runs?|series)\b|\bgaps?\b|\bboth ●"),
    ("several", rf"(?<![哪这那近前后])(?:(?:不止|不只|超过|多于|至少|只有?|仅有?|刚好|正好)有?(?:一|1|{_N})|(?:{_N}))个?(?:年度?|年份|份)|\b(?:more than|over|at least|exactly|only|just) (?:one|two|three|four|five|\d)\b|\ba single (?:year|report)\b|\b(?:several|multiple|two|three|four|five|six|\d) (?:or more |different |separate |consecutive )?(?:years?|reports?)\b"),
    ("missing", r"缺|(?<!多)少了|还差|没(?!准)|未(?:收录|入库)|\b(?:missing|lack(?:s|ing)?|without|no|not|absent|haven't|hasn't)\b"),
    ("most_year", r"(?:哪[一个]*年|年份)(?!报|度?报告)[^，,。]{0,8}最多|最多的(?:年份|一年|是哪一?年)|\b(?:which|what) year\b.*\bmost\b"),
    ("most", r"最多|最全|\bmost\b(?! recent)"),
    ("each_year", r"(?:每|各|逐)一?个?年|按年|分年|\b(?:by|per|each|every) year\b|year by year"),
    ("first", r"最[早老]|最久|最古老|第一份|\b(?:earliest|oldest|first|how far back)\b"),
    ("last", r"最[新晚近后]|最后一份|更新到|\b(?:latest|newest|most recent|how recent|last)\b"),
    ("places", r"(?:哪[一几些两]?个?|什么)(?:省|城?市|区县|县|地方|地区|省份)(?![级直属]|[^，,。？?]{0,3}局)|\b(?:which|what) (?:provinces?|cit(?:y|ies)|count(?:y|ies)|places?|regions?|areas?)\b"),
)  # fmt: skip
_VIEWS = tuple((view, re.compile(words, re.IGNORECASE)) for view, words in _VIEW_WORDS)
_PLACES = (
    ("county", r"区县|县|\b(?:counties|county|districts?)\b"),
    ("town", r"乡|镇|\btowns?"),
    ("province", r"省|\bprovinc"),
)
_SO_MANY = re.compile(
    rf"(?P<how>不止|不只|超过|多于|至少|只有?|仅有?|刚好|正好|连续|more than|over|at least|exactly|only|just|a(?= single))?(?:有)?\s*(?:(?P<zh>一|{_N})(?:个)?(?:年度?|年份|份)|(?P<en>one|single|two|three|four|five|six|several|multiple|\d)\s+(?:or more |different |separate |single |consecutive )?(?:years?|reports?|editions?))(?P<more>(?:及|或)?(?:者)?以上| or more)?",
    re.IGNORECASE,
)
_MORE_THAN = frozenset("不止 不只 超过 多于 over".split()) | {"more than"}
_AND_MORE = frozenset(("至少", "连续", "at least"))
_COUNTS = {"一": 1, "one": 1, "single": 1} | {word: at for at, word in enumerate("两三四五六七八九十", start=2)} | {
    word: at for at, word in enumerate("two three four five six".split(), start=2)
}  # fmt: skip
_OF_REPORTS = re.compile(
    r"年度报告|年报|报告|资料|收录|入库|\breports?\b|\blibrary\b|\bon file\b|\bcover", re.IGNORECASE
)
_WHETHER = re.compile(
    r"哪|多少|几|什么|谁|有|[吗么]|清单|目录|列|名单|一览|缺|最[早新]|\b(?:which|what|whose|how|list|every|all|missing|lacks?|do|can|is|are|does|have|has)\b",
    re.IGNORECASE,
)
_TASKS = frozenset(("check", "why", "problems", "measures", "summary", "correct"))
_ASKS = frozenset(
    (
        "who",
        "tally",
        "copies",
        "years",
        "span",
        "yes",
        "edge",
        "list",
        "several",
        "missing",
        "each",
        "most",
        "format",
        "complete",
    )
)
_BARE = frozenset(("who", "tally", "list", "yes"))
_LISTED = re.compile(
    r"能不能|能否|可以|可不可以|\b(?:do|did|can|could) (?:you|i|we)\b|\b(?:agencies|bureaus|departments) (?:that )?you\b",
    re.IGNORECASE,
)
_BODIES = re.compile("[家所]")
_ISSUED = re.compile("(?:印|下|制)?发[了过出布]*(?:多少|几)[份件个](?:公?文件|公?文)")
_OWN = re.compile(
    r"(?:公布|发布|公开|编制|报送|提交|上传|晒)了?|\b(?:publish(?:ed|es)?|reported|filed|issued)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Shelved:
    """A question about the library: the roles of its words, and the kinds of agencies that it names."""

    roles: frozenset[str]
    kinds: tuple[Kind, ...] = ()

    @property
    def agencies(self) -> frozenset[str] | None:
        """Those of all the kinds named: kinds of one sort together, sorts one inside the other; None where none is."""
        sets = [
            frozenset().union(*(kind.agencies for kind in self.kinds if kind.sort == sort))
            for sort in dict.fromkeys(kind.sort for kind in self.kinds)
        ]
        return frozenset.intersection(*sets) if sets else None

    @property
    def of_many(self) -> bool:
        """Whether it is asked who is held, and not of which years one agency is."""
        return bool(self.roles & {"who", "tally", "copies", "agency", "list"}) and "years" not in self.roles

    @property
    def label(self) -> str:
        return (
            " ".join(kind.label for kind in self.kinds)
            if self.kinds and self.kinds[0].label.isascii()
            else "".join(kind.label for kind in self.kinds)
        )


def shelved(
    text: str, heard: Heard, kinds: Kinds, named: bool, first: bool = True, again: bool = False
) -> Shelved | None:
    """What a question, its courtesies blanked and the names and years in it masked, asks of the library; None where it
    asks for something else. `named`: whether an agency is; `first`: whether nothing was asked before; `again`: whether that
    was about the library."""
    if heard.roles & _TASKS:
        return None
    found = _read(text, kinds)
    if found is not None and again and (found.kinds or YEAR in text or named or "edge" in found.roles):
        return found
    return found if found is not None and _asks(found, text, named, first or again) else None


def _asks(found: Shelved, text: str, named: bool, first: bool) -> bool:
    """Whether the words, all of them words of this kind, ask for what is held: of an agency, its reports or years; of
    others also who there is."""
    roles = found.roles
    placed = named or any(kind.sort == "place" for kind in found.kinds)
    if placed and _ISSUED.search(text):
        return False  # documents of its own, and no reports
    if not (roles & _ASKS or _LISTED.search(text)) or (placed and _OWN.search(text) and "library" not in roles):
        return False
    held = "library" in roles or "report" in roles
    if named:
        own_dates = "span" in roles and "library" not in roles  # of a report's own figures
        return not own_dates and (held or "missing" in roles or ("years" in roles and "most" not in roles))
    if held:
        return True
    bodies = bool(roles & _BARE) and bool("agency" in roles or found.kinds or _BODIES.search(text) or _OWN.search(text))
    dated = bool(roles & {"copies", "span"}) or ("years" in roles and bool(found.kinds or roles & {"weak", "edge"}))
    return first and (bodies or dated) and not (roles & {"most"} or ("edge" in roles and "years" not in roles))


def _read(text: str, kinds: Kinds) -> Shelved | None:
    """The roles of all its words; None where a word has none."""
    roles: set[str] = set()
    named: list[Kind] = []
    at = 0
    while at < len(text):
        if not text[at].isalnum():
            at += 1
            continue
        role, end = _word_at(text, at)
        kind = kinds.at(text, at)
        if kind is not None and kind.end > end:
            named.append(kind)
            at = kind.end
        elif role:
            roles.add(role)
            at = end
        else:
            return None
    return Shelved(frozenset(roles), tuple(named))


def _word_at(text: str, start: int) -> tuple[str, int]:
    """The longest word that begins at `start`, and its role; the first role where several take as much."""
    if text[start].isascii() and text[start - 1 : start].isascii() and text[start - 1 : start].isalpha():
        return "", start
    best, end = "", start
    for role, pattern in _words().items():
        hit = pattern.match(text, start)
        if hit and hit.end() > end:
            best, end = role, hit.end()
    return best, end


def view_of(text: str, among: Collection[View] = ()) -> View:
    """What is asked of the reports held, by the words for it; a list of them where there is nothing else."""
    return next((view for view, rule in _VIEWS if (not among or view in among) and rule.search(text)), "list")


def place_level(text: str) -> str:
    """Which divisions are asked for: 哪些省, which counties."""
    return next((level for level, words in _PLACES if re.search(words, text, re.IGNORECASE)), "city")


def at_least(text: str) -> tuple[int, bool]:
    """Of how many years or reports, and whether of just so many: 不止一年 -> (2, False), 收了两年的 -> (2, True)."""
    hit = _SO_MANY.search(text)
    if hit is None:
        return 2, False
    word, how = (hit["zh"] or hit["en"]).lower(), (hit["how"] or "").lower()
    count = _COUNTS.get(word) or (int(word) if word.isdigit() else 2)
    some = how in _MORE_THAN | _AND_MORE or hit["more"] is not None or not (word.isdigit() or word in _COUNTS)
    return count + (how in _MORE_THAN), not some


def names_reports(text: str) -> bool:
    """Whether a question that asks for no number speaks of reports: 平州市各局的年报."""
    asked = _OF_REPORTS.search(text) is not None and _WHETHER.search(text) is not None
    return asked and re.search("编制|(?:公布|发布|公开)了", text) is None
