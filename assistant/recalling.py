"""A turn that reckons with the numbers of the turns before: 加起来呢, 差多少, 三个渠道哪个最多, 合起来占多少, altogether?"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from assistant.answer import Answer, Told, told_in
from assistant.cues import Heard, hear
from assistant.leaning import idle
from assistant.metrics import label_of_applicant
from assistant.operations.summed import WHOLES
from assistant.question import Language, Metric, Operation, Question

Dimension = Literal["agency", "year", "metric"]
_MOST = 8
"""Numbers that a conversation remembers."""
_REMEMBERED = frozenset(("lookup", "yes_no", "compare", "trend"))
_RECKONS = frozenset("sum grand mean more most least order versus share".split())
_WORDS = _RECKONS | frozenset("ask courtesy meta lean self both measure items each report who which_year what".split())
_COUNTS = {
    **{word: at for at, word in enumerate("一二三四五六七八", 1)},
    **{word: at for at, word in enumerate("one two three four five six seven eight".split(), 1)},
    "两": 2,
    "俩": 2,
    "仨": 3,
    "both": 2,
    "pair": 2,
}
_YEARS = "年(?:份|度)?"
_WHOSE = "单位|机关|部门|机构|局|地方?|镇|乡|区|县|市"
_WHAT = "渠道|平台|账号|途径|方式|指标|类别?|种|项|块|部分|方面|事项?"
_THESE = re.compile(
    r"(?:[这那]|最?后|上面|前面|前后|刚[才刚]?|以上|上述)?的?"
    rf"(?:(?P<n>[两俩二三仨四五六七八2-8])|几|些)(?:个|家|者|样|组)?(?:(?P<year>{_YEARS})|(?P<agency>{_WHOSE})|(?P<metric>{_WHAT}))?(?:数字?|数据|数值|结果)?"
    r"|(?:它|他)们|全部|全都?|(?:之间|彼此|相互|互相)|(?:哪一?个)?(?:渠道|平台|账号|方式|类别)(?=$|\s|里|中)|[里中](?:面)?$"
    r"|\b(?:(?:of|between|for|among) )?(?:(?:all|the|these|those|them) )*(?P<count>both|pair|two|three|four|five|six)\b(?: of (?:them|these|those))?(?: (?:figures|numbers|things|ones))?"
    r"(?: (?:(?P<years>years)|(?P<agencies>agencies|bureaus|bodies|offices|units)|(?P<metrics>channels|platforms|categories|kinds)))?"
    r"|\b(?:of |between |among )?(?:them|these|those|the figures|the numbers|each other)(?: all)?\b|\b(?:which|the) (?:channel|platform|category|kind)\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r"[差]|[多少高低大小]多少|\b(?:difference|gap|margin|apart)\b|\bby how (?:much|many)\b", re.IGNORECASE
)
_BY_HOW_MUCH = re.compile(r"^(?:and )?by how (?:much|many)\W*$", re.IGNORECASE)
_TABLE = re.compile(
    r"^(?:请|帮我|给我|把|那|再)*(?:它们|这些|上面的?|刚才的?|以上)?(?:数字|数据|结果)?(?:都)?(?:列|做|画|整理|汇总|归|弄)(?:一?个|成|一张|张|出|到)*(?:一张)?(?:表格?|(?:[折曲]线|柱状?|条形|趋势)?图表?)(?:里)?(?:吧|看看?|给我|看一?下)?\W*$"
    r"|^(?:please |now |can you |could you )*(?:put|list|show|give)(?: me)? (?:them|these|those|it all|all|that)(?: all)? (?:in|as) a (?:table|chart)(?: please)?\W*$"
    r"|^(?:please |now |can you |could you )*(?:(?:make|draw|plot|show)(?: me)? )?(?:a |as a |in a )?(?:table|chart|graph|bar chart|line chart)(?: (?:of (?:them|these|that|it)|please))*\W*$",
    re.IGNORECASE,
)
_REST = re.compile(
    r"^(?:那么?)?(?:剩下?|剩余|其余|余下|另外|其它|其他)的?(?:那?些|部分|几?(?:件|条|篇))?(?:是|有)?(?:多少|几)?(?:件|条|篇|份|个)?(?:呢)?\W*$"
    r"|^(?:and |what about |how many (?:were )?)*(?:the )?(?:rest|remaining ones?|others?|remainder)\W*$",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"前者|前(?:面|头)?(?:那|的)?一?个(?!月|季)|\bthe (?:former|first(?: one)?)(?=\W*$|'s)|(?P<two>后者|后(?:面|头)?(?:那|的)?一?个(?!月|季)|\bthe (?:latter|second(?: one)?)(?=\W*$|'s))",
    re.IGNORECASE,
)
_WHO = re.compile(r"谁|哪(?:一)?家|\bwho\b")


def told(question: Question, answer: Answer, before: Question | None) -> tuple[Told, ...]:
    """The numbers that a conversation has given so far, oldest first: what a later turn may reckon with."""
    earlier = told_in(before.told) if before else ()
    if question.recalled or answer.status != "answered":
        return earlier
    if question.operation not in _REMEMBERED:
        return earlier if question.operation in ("share", "contact", "explain", "help") else ()
    claims = [claim for claim in answer.values if claim.agency and claim.number is not None and claim.unit != "%"]
    metrics = answer.question.metrics
    if len(metrics) == 1 and question.operation in ("lookup", "yes_no"):
        claims = claims[:1]
    pairs = [
        (metrics[at if len(metrics) == len(claims) > 1 else 0], claim) for at, claim in enumerate(claims) if metrics
    ]
    if len(metrics) > 1 and len(metrics) != len(claims):
        return earlier
    cited = {citation.n: citation for citation in answer.citations}
    fresh = [Told(one, claim, tuple(cited[n] for n in claim.citations if n in cited)) for one, claim in pairs]
    kept = [one for one in earlier if not any(all(_alike(one, new).values()) for new in fresh)]
    return (*kept, *fresh)[-_MOST:]


def _alike(one: Told, other: Told) -> dict[Dimension, bool]:
    """Which slots of two numbers are the same."""
    here = (one.claim.agency, one.claim.year) == (other.claim.agency, other.claim.year)
    keys = [(each.metric.key or each.claim.metric, each.metric.applicant) for each in (one, other)]
    named = keys[0] == keys[1] and (keys[0][0] is not None or one.metric.words == other.metric.words)
    named = named or (one.metric.words == other.metric.words and one.metric.applicant == other.metric.applicant)
    return {
        "agency": one.claim.agency == other.claim.agency,
        "year": one.claim.year == other.claim.year,
        "metric": named and (not here or one.claim.number == other.claim.number),
    }


def recalled(rest: str, before: Question | None, language: Language, text: str) -> Question | None:
    """The question of a turn that names nothing itself (`rest`: its words) and reckons with numbers told before."""
    if before is None or len(rest) > 60:
        return None
    if _TABLE.search(text) and not (
        len(told_in(before.told)) > 1 and _alone(before) and len(_run(told_in(before.told), None, 0)[0]) > 1
    ):
        return replace(before, text=text, language=language) if told_in(before.told) or before.group else None
    if len(told_in(before.told)) < 2 or not _alone(before):
        return None
    heard = hear(rest)
    if (hit := _FORMER.search(rest)) is not None:
        return _one_of_two(
            before, hear(f"{rest[: hit.start()]} {rest[hit.end() :]}"), hit["two"] is not None, language, text
        )
    if _REST.search(rest) is not None:
        return _remainder(before, heard, language, text)
    table = _TABLE.search(text) is not None
    reckons = heard.roles & _RECKONS or table or _BY_HOW_MUCH.search(rest)
    left = heard.without(_WORDS) if not _BY_HOW_MUCH.search(rest) else ""
    hits = list(_THESE.finditer(left))
    if not reckons or not (table or idle(_THESE.sub(" ", left))) or len(hits) > 2:
        return None
    kind, count = _pointed(heard, left)
    run, varies = _run(told_in(before.told), kind, count)
    summed = bool(before.recalled) and "sum" in before.cues
    if len(run) < 2 or (heard.roles & {"share"} and not (hits or heard.roles & {"sum", "both"} or summed)):
        return None
    run = told_in(before.recalled) if summed and heard.roles & {"share"} else run
    side_by_side = hits or "both" in heard.roles or not heard.roles & {"sum", "grand", "mean"}
    if varies == "agency" and side_by_side and not table:
        return None  # agencies are pointed to, and set beside each other with what each is short of (see compare.py)
    apart = _APART.search(rest) is not None
    run = run[-2:] if not count and (apart or heard.roles & {"more", "versus"}) and not table else run
    return _asking(before, run, varies, heard.text, heard.roles, language, text)


def _one_of_two(before: Question, heard: Heard, later: bool, language: Language, text: str) -> Question | None:
    """前者占多少: of the last two things that one report was asked for, the one, again or as a share."""
    run, varies = _run(told_in(before.told)[-2:], "metric", 2)
    left = heard.without({*_WORDS, "share", "rate"})
    if len(run) < 2 or varies != "metric" or not idle(left):
        return None
    one = run[later].metric
    operation: Operation = "share" if "share" in heard.roles else before.operation
    operation = operation if operation in ("lookup", "share") else "lookup"
    asked = _asking(before, run[later : later + 1], "metric", heard.text, heard.roles, language, text)
    return replace(asked, operation=operation, topic=topic_of(one, language), recalled=())


def topic_of(metric: Metric, language: Language) -> str:
    """The words that tell a metric by itself: whose requests, its name, or the words it was asked for in."""
    if metric.applicant:
        return label_of_applicant(metric.applicant)
    return metric.label if language == "en" and metric.key else metric.words


def _alone(before: Question) -> bool:
    """Whether the turn before spoke of one report, or recalled numbers itself; of several that it asked about at once
    more can be said than their numbers (see compare.py, total.py)."""
    return bool(before.recalled) or max(len(before.agencies), len(before.years)) < 2


def _remainder(before: Question, heard: Heard, language: Language, text: str) -> Question | None:
    """其余的呢: the last whole that was told, without the parts of it that were told behind it."""
    at = next(
        (n for n in range(len(told_in(before.told)) - 1, -1, -1) if _whole(told_in(before.told)[n])),
        len(told_in(before.told)),
    )
    run = told_in(before.told)[at:]
    same = len({(one.claim.agency, one.claim.year) for one in run}) == 1
    return (
        _asking(before, run, "metric", heard.text, frozenset(("rest",)), language, text)
        if same and len(run) > 1
        else None
    )


def _pointed(heard: Heard, left: str) -> tuple[Dimension | None, int]:
    """What the words point to: the slot that differs (三年, 三个渠道), and how many numbers."""
    kind: Dimension | None = "year" if "which_year" in heard.roles else "agency" if _WHO.search(heard.text) else None
    count = 2 if heard.roles & {"both"} else 0
    for hit in _THESE.finditer(heard.text if heard.roles & {"both"} else left):
        word = (hit["n"] or hit["count"] or "").lower()
        count = int(word) if word.isdigit() else _COUNTS.get(word, count)
        kind = "year" if hit["year"] or hit["years"] else kind
        kind = "agency" if hit["agency"] or hit["agencies"] else kind
        kind = "metric" if hit["metric"] or hit["metrics"] else kind
    return kind, count


def _run(numbers: tuple[Told, ...], kind: Dimension | None, count: int) -> tuple[tuple[Told, ...], Dimension]:
    """The last numbers that differ in one slot only, and that slot; () where `kind` or `count` ask for others."""
    last = numbers[-1]
    differ = [name for name, same in _alike(numbers[-2], last).items() if not same]
    if len(differ) != 1 or (kind is not None and kind != differ[0]):
        return (), "metric"
    run: list[Told] = []
    for one in reversed(numbers):
        if any(not same and name != differ[0] for name, same in _alike(one, last).items()):
            break
        run.insert(0, one)
    return (tuple(run[-count:]) if len(run) >= count else (), differ[0])


def _whole(one: Told) -> bool:
    return (one.metric.key or one.claim.metric) in WHOLES and one.metric.applicant is None


def _asking(
    before: Question,
    run: tuple[Told, ...],
    varies: Dimension,
    said: str,
    roles: frozenset[str],
    language: Language,
    text: str,
) -> Question:
    metrics = tuple(one.metric for one in run) if varies == "metric" else (run[-1].metric,)
    return replace(
        before,
        text=text,
        language=language,
        operation="lookup",
        agencies=tuple(dict.fromkeys(one.claim.agency for one in run)),
        years=tuple(sorted({one.claim.year for one in run})),
        metrics=metrics,
        cues=roles,
        said=said,
        carried=("agency", "metric", "year"),
        group=None,
        choices=(),
        unknown=None,
        notes=(),
        asserted=None,
        recalled=run,
    )
