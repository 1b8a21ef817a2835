"""A question for words: the sentences of the report that answer it, quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer import Answer
from assistant.citing import Citer, mark
from assistant.concepts import Sense, sense
from assistant.cues import hear
from assistant.desk import Desk
from assistant.operations import replies
from assistant.question import Question
from assistant.search import search
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.report import Passage, Place
from ingest.strings import say

ENOUGH = 0.45
"""Least share of the topic's weight that a quoted sentence must cover."""

SURE = 0.75
"""The same where no agency is named, so that any report's sentences compete."""

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_PROBLEM = re.compile(
    r"不足|不够|不高|不强|不及时|不完善|不到位|问题|有待|差距|薄弱|欠缺|还需|仍需|需(?:要)?进一步|不平衡|短板"
)
_PLAN = re.compile(
    r"措施|建立|将|进一步|加强|加大|继续|着力|完善|强化|[一二三四五六]是|下一步|力争|做好|推行|提高|提升|规范"
)
# What a question may ask of a whole section, by its cue: the section's kind, and what its sentences hold.
_SECTIONS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("measures", "problems", _PLAN),
    ("problems", "problems", _PROBLEM),
)
_HEADING = re.compile(
    r"[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]*[^，,。;；]{0,10}(?:问题|不足|情况|措施|打算)[。:：]?"
)
_CAUSE = re.compile(
    r"因|由于|原因|导致|造成|引起|鉴于|得益于|受.{1,12}影响|主要是|源于|不够|不足|不到位|\bbecause\b|\bdue to\b|\bowing to\b",
    re.IGNORECASE,
)
"""What a sentence says that tells why."""
_MOST = 5
_HEADING_AT_MOST = 20
"""Characters."""
# What people ask after in words of their own, and the word that reports use: the steps of a review before publishing.
_SAME = (
    (
        re.compile(
            r"(?:需|要|得|须|必须)*(?:经过?|过|走)?(?:哪|几|多少)+道(?:审|关口?|手续|程序|工序|把关|门槛)|(?:由)?(?:谁|哪[些几]级?(?:领导)?)(?:来|负责)?(?:审[核查批]?|把关)"
            r"|三审三校|[初复终会内自送预][审核]|审(?:核|查|批|签|阅|定|校)|把关|\b(?:review(?:s|ed)?|sign(?:s|ed)? off|clear(?:s|ed)?|vett?(?:s|ed|ing)?|approv\w+)(?= before| by|[?. ]|$)"
        ),
        "审核",
    ),
    (re.compile(r"(?:在)?(?:上网|发布|公开|挂网|推送|上线|发)(?:出去|出来)?(?:之|以)?前"), " "),
)

Picked = tuple[Passage, str]


def answer(question: Question, desk: Desk) -> Answer:
    """The best sentences of the reports asked about, or those of the section the question names."""
    heads = _heads(question, desk)
    enough = ENOUGH if question.agencies else SURE
    picked = _of_section(question, desk, heads) or quotations(question, desk, heads, enough)
    if "why" in question.cues:
        picked = [one for one in picked if _CAUSE.search(one[1])]
    if not picked:
        return replies.not_stated(question, desk, None) if question.agencies else replies.which_agency(question, desk)
    return _quoted(question, desk, heads, picked)


def _heads(question: Question, desk: Desk) -> dict[str, ReportHead]:
    heads = [head for agency in question.agencies for head in desk.heads(agency)] or desk.all_heads()
    return {head.id: head for head in heads if not question.years or head.year in question.years}


def _of_section(question: Question, desk: Desk, heads: dict[str, ReportHead]) -> list[Picked]:
    """The sentences of the section a question names: 存在哪些问题, 下一步打算."""
    rest = hear(folded(question.topic)).without(("problems", "measures", "what"))
    for cue, kind, rule in _SECTIONS:
        if cue not in question.cues or len(sense(rest).concepts) > 2 or len(heads) > 4:
            continue
        passages = [passage for passage in desk.library.passages(list(heads)) if passage.kind == kind]
        found = [
            (passage, sentence)
            for passage in passages
            for sentence in _sentences(passage)
            if rule.search(folded(sentence))
        ]
        if rule is _PROBLEM:  # plans say 问题 too, once the problems are told
            found = [item for item in found if not re.search(r"将|下一步|年度?的?工作中", item[1])] or found
        if found:
            return found[:_MOST]
    return []


def quotations(question: Question, desk: Desk, heads: dict[str, ReportHead], enough: float = ENOUGH) -> list[Picked]:
    """Up to three sentences that say most of what was asked, best first."""
    topic = _same(folded(question.topic or question.text))
    asked = sense(topic)
    hits = search(desk.library, desk.embedder, topic, reports=desk.searched(heads), k=8)
    scored = [
        (_covered(asked, hit.passage, sentence) - 0.01 * rank, hit.passage, sentence)
        for rank, hit in enumerate(hits)
        for sentence in _sentences(hit.passage)
    ]
    scored.sort(key=lambda item: -item[0])
    best = scored[0][0] if scored else 0.0
    return [(passage, sentence) for score, passage, sentence in scored[:3] if score >= max(enough, best - 0.15)]


def _sentences(passage: Passage) -> Iterable[str]:
    """The sentences of a passage, without its headings."""
    headings = {folded(heading) for heading in passage.section}
    for hit in _SENTENCE.finditer(passage.text):
        sentence = hit.group().strip()
        if (
            sentence
            and " | " not in sentence
            and "\t" not in sentence
            and (folded(sentence).rstrip("。") not in headings or _whole(sentence))
            and not _HEADING.fullmatch(folded(sentence))
        ):
            yield sentence


def _whole(sentence: str) -> bool:
    """Whether what a report numbers like a heading is a sentence: （一）公开内容经初审、复审、主要负责人审批。"""
    return sentence.endswith("。") and len(sentence) > _HEADING_AT_MOST and re.search("[，,、]", sentence) is not None


def _same(words: str) -> str:
    for rule, word in _SAME:
        words = rule.sub(word, words)
    return words


def _covered(asked: Sense, passage: Passage, sentence: str) -> float:
    said, head = sense(_same(folded(sentence))), sense(folded(" ".join(passage.section)))
    weights = asked.weights()
    whole = sum(weights.values()) or 1.0
    found = sum(
        weight
        * (
            1.0
            if feature in said.concepts or feature in said.pairs
            else 0.6
            if feature in head.concepts or feature in head.pairs
            else 0.0
        )
        for feature, weight in weights.items()
    )
    return found / whole


def place_of(desk: Desk, passage: Passage, sentence: str) -> Place:
    """The place of a sentence within its passage: the passage's first place where it cannot be told."""
    blocks = desk.library.blocks(passage.report)
    for place in passage.places:
        block = blocks[place.block] if place.block is not None and place.block < len(blocks) else None
        at = block.text.find(sentence, place.start or 0) if block is not None else -1
        if block is not None and at >= 0:
            return block.place(at, at + len(sentence))
    return passage.places[0] if passage.places else Place()


def _quoted(question: Question, desk: Desk, heads: dict[str, ReportHead], picked: Sequence[Picked]) -> Answer:
    citer = Citer()
    lines = [] if question.operation != "yes_no" else [say("assistant.on_record", question.language)]
    for passage, sentence in picked:
        head = heads[passage.report]
        n = citer.quote(head, passage.section, sentence, place_of(desk, passage, sentence))
        lines.append(
            say(
                "assistant.quote_line",
                question.language,
                agency=head.agency,
                year=head.year,
                quote=sentence,
                marks=mark(n),
            )
        )
    return replies.answered(question, lines, citer=citer)
