"""The sentences of passages: which there are, how much of what is asked they cover, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.concepts import Sense, sense
from assistant.desk import Desk
from ingest.folding import folded
from ingest.report import Passage, Place

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_HEADING = re.compile(
    r"[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]*[^，,。;；]{0,10}(?:问题|不足|情况|措施|打算)[。:：]?"
)
_FAULT = re.compile("不便|不够|不足|不强|不高|不及时|不完善|不到位|有待|欠缺|薄弱")
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


def sentences(passage: Passage) -> Iterable[str]:
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
    told = len(sentence) > _HEADING_AT_MOST or _FAULT.search(sentence) is not None
    return sentence.endswith("。") and told and re.search("[，,、]", sentence) is not None


def same(words: str) -> str:
    for rule, word in _SAME:
        words = rule.sub(word, words)
    return words


def covered(asked: Sense, passage: Passage, sentence: str) -> float:
    said, head = sense(same(folded(sentence))), sense(folded(" ".join(passage.section)))
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
