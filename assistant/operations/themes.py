"""What many reports say alike of their problems or measures: 各单位反映的共性问题有哪些.

Sentences are grouped by the two words they share (解读 … 单一), synonyms of weakness taken as one, and shown in the
reports' own words; nothing is summed up that no report says.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.citing import Citer, mark
from assistant.desk import Desk
from assistant.gathering import heads_for
from assistant.operations import replies
from assistant.operations.quoting import place_of
from assistant.question import Language, Question
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.report import Passage
from ingest.strings import say
from ingest.tokens import tokens
from ingest.windows import own_words

SHOWN = 6
QUOTED = 3
_EACH = 8
_READ = 2000
_LONGEST = 120
_PIECE = re.compile(r"[^。；;！？\n]{6,}[。；;！？]?")
_LEAD = re.compile(
    r"^(?:第?[一二三四五六七]是|[（(]?[一二三四五六七八九十\d]+[)）、.．]+|另?一方面|首先|其次|再次|此外|同时|但是?|另外)[、,，:：]?"
)
_MEASURES = re.compile(
    r"措施|改进|打算|下一步|怎么改|如何改|整改|做法|举措|\bmeasures?\b|\bimprove|\bsteps\b|\bplans?\b", re.IGNORECASE
)
_TO_DO = re.compile(
    r"^(?:将|要|下一步|今后|进一步|加强|加大|强化|完善|健全|提升|提高)|(?:我局|我委|我办|我镇)将|将(?:进一步|继续|加强|不断)"
)
# What a sentence says is wrong, the particular before the general.
_WRONG: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rule))
    for name, rule in (
        ("late", r"不(?:够|太)?及时|滞后|迟缓|较慢|时效性?(?:不|有待|还)"),
        ("uniform", r"(?:较为|比较|相对|过于)?单一|不(?:够|太)?(?:丰富|多样)|(?:较|偏)少|不多|有待(?:丰富|拓[展宽])"),
        ("partial", r"不(?:够|太)?(?:全面|完整|齐全|全)|有待(?:拓展|扩大)"),
        ("irregular", r"不(?:够|太)?(?:规范|统一|标准|准确)|有待规范"),
        ("incomplete", r"不(?:够|太)?(?:完善|健全)|有待(?:进一步)?(?:完善|健全)"),
        ("shallow", r"不(?:够|太)?(?:深入?|细致?|实)|深度(?:不|还)|有待(?:进一步)?深化"),
        (
            "weak",
            r"不(?:够|足|强|高|到位|熟)|有待|薄弱|欠缺|缺乏|缺少|较[弱低]|差距|短板|需要?(?:进一步)?(?:加强|提[高升]|增强)|有限",
        ),
    )
)
_DONE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rule))
    for name, rule in (
        ("train", r"培训|学习"),
        ("complete", r"完善|健全|建立"),
        ("enrich", r"丰富|创新|拓[宽展]|多样"),
        ("hasten", r"及时|加快|时效"),
        ("regulate", r"规范|细化|标准"),
        ("raise", r"提[高升]|增强|优化"),
        ("strengthen", r"加[强大]|强化|深化|压实|落实"),
    )
)
_ASPECTS = frozenset(
    "解读 更新 内容 形式 渠道 平台 网站 人员 队伍 意识 认识 重视 培训 能力 业务 制度 机制 审核 互动 回应 栏目 申请 答复 质量 深度 宣传 考核 监督 媒体 目录 领域 保密 参与 "
    "需求 政策 指导 统筹 协调 范围 流程 办理 基层 发布 时效".split()
)
_SAME = {
    "认识": "意识",
    "重视": "意识",
    "队伍": "人员",
    "力量": "人员",
    "业务": "能力",
    "素质": "能力",
    "水平": "能力",
    "网站": "平台",
    "渠道": "平台",
    "载体": "平台",
    "媒体": "平台",
    "政策": "解读",
    "方式": "形式",
    "监督": "考核",
    "督查": "考核",
    "答复": "申请",
    "机制": "制度",
    "发布": "更新",
}
_STOP = frozenset(
    "工作 信息 公开 政务 政府 务公 府信 息公 开工 存在 问题 方面 进行 一些 进一 一步 需要 较为 比较 有些 部分 个别 有所 主要 目前 我局 我委 我镇 我办 我市 我县 我区 本局 单位 部门 "
    "年度 情况 相关 有关 开展 今后 继续 不断 切实 按照 要求 根据 通过 同时 社会 群众 还不 仍然 还有 有待 待加 待提 不够 不足 加强 强化 提高 提升 完善".split()
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence of a report, with the pairs of what it speaks of and what it says of that."""

    report: str
    quote: str
    passage: Passage
    pairs: frozenset[tuple[str, str]]


def answer(question: Question, desk: Desk) -> Answer:
    """The problems (or measures) that most reports have in common, each with the number of reports and quotations."""
    language = question.language
    question = replace(question, metrics=())
    heads = {head.id: head for head in heads_for(question, desk)[:_READ]}
    measures = _MEASURES.search(question.text) is not None and not re.search("问题|problem", question.text, re.I)
    what = say(f"assistant.themes_{'measures' if measures else 'problems'}", language)
    said = list(_sentences(desk, heads, measures))
    groups = list(_groups(said))[: question.limit or SHOWN]
    if not said:
        return replies.declined(question, "themes_none", what=what)
    citer = Citer()
    if groups:
        lines = [say("assistant.themes_lead", language)]
        lines += [_line(at, group, heads, desk, citer, language) for at, group in enumerate(groups, start=1)]
    else:
        lines = [say("assistant.themes_none", language, what=what)]
        lines += [_piece(one, heads, desk, citer, language) for one in _one_each(said)]
    read = len({one.report for one in said})
    coverage = say(
        "assistant.themes_coverage", language, reports=len(heads), read=read, absent=len(heads) - read, what=what
    )
    return replies.answered(question, lines, citer=citer, coverage=coverage)


def _one_each(said: Sequence[_Said]) -> list[_Said]:
    """What a few reports say first, each by itself, where they share nothing."""
    first: dict[str, _Said] = {}
    for one in said:
        first.setdefault(one.report, one)
    return list(first.values())[:_EACH]


def _sentences(desk: Desk, heads: dict[str, ReportHead], measures: bool) -> Iterator[_Said]:
    seen: set[tuple[str, str]] = set()
    for passage in desk.library.passages(list(heads), kind="problems"):
        own = own_words(heads[passage.report].agency)
        for hit in _PIECE.finditer(passage.text):
            quote = _LEAD.sub("", hit.group().strip()).strip()
            if len(quote) > _LONGEST or (passage.report, quote) in seen:
                continue
            seen.add((passage.report, quote))
            if pairs := _pairs(quote, own, measures):
                yield _Said(passage.report, quote, passage, pairs)


def _pairs(quote: str, own: Iterable[str], measures: bool) -> frozenset[tuple[str, str]]:
    """(解读, uniform): each thing a sentence speaks of with each thing that is wrong, or is to be done."""
    text = folded(quote)
    for name in own:
        text = text.replace(name, " ")
    wrong = [name for name, rule in _WRONG if rule.search(text)]
    if measures:
        said = [name for name, rule in _DONE if rule.search(text)][:2] if not wrong else []
    else:
        said = wrong[:2] if not _TO_DO.search(text) else []
    for _, rule in _WRONG if not measures else ():
        text = rule.sub(" ", text)
    things = {_SAME.get(pair, pair) for pair in tokens(text) if len(pair) == 2 and pair not in _STOP}
    return frozenset((thing, name) for thing in things for name in said)


def _groups(said: Sequence[_Said]) -> Iterator[list[_Said]]:
    """Sentences by the pair that most reports share, known things first; then what is left by the next pair."""
    left = list(said)
    while True:
        reports: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in left:
            for pair in one.pairs:
                reports[pair].add(one.report)
        best = max(reports, key=lambda pair: (_weight(pair, len(reports[pair])), pair), default=None)
        if best is None or len(reports[best]) < 2:
            return
        yield _fullest([one for one in left if best in one.pairs])
        left = [one for one in left if best not in one.pairs]


def _weight(pair: tuple[str, str], count: int) -> float:
    """Neighbouring characters that are no word (息更) count for less than what reports are known to speak of."""
    return count * (1.0 if pair[0] in _ASPECTS else 0.6)


def _fullest(group: Sequence[_Said]) -> list[_Said]:
    """One sentence a report, those first that share most with the others and say least beside it."""
    count = Counter(pair for one in group for pair in one.pairs)
    ordered = sorted(
        group, key=lambda one: (-sum(count[pair] for pair in one.pairs) / (len(one.quote) + 20), one.quote)
    )
    first: dict[str, _Said] = {}
    for one in ordered:
        first.setdefault(one.report, one)
    return list(first.values())


def _line(
    at: int, group: Sequence[_Said], heads: dict[str, ReportHead], desk: Desk, citer: Citer, language: Language
) -> str:
    pieces = [_piece(one, heads, desk, citer, language) for one in group[:QUOTED]]
    shared = say("assistant.themes_shared", language, count=len(group))
    return f"{at}. {shared.strip()}{say('assistant.semicolon', language).join(pieces)}"


def _piece(one: _Said, heads: dict[str, ReportHead], desk: Desk, citer: Citer, language: Language) -> str:
    head = heads[one.report]
    n = citer.quote(head, one.passage.section, one.quote, place_of(desk, one.passage, one.quote))
    return say("assistant.themes_piece", language, agency=head.agency, year=head.year, quote=one.quote, marks=mark(n))
