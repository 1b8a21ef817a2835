"""What a sentence's words rest on: the quotations it cites, the owner of each number, what two numbers imply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from assistant.answer import Citation, Claim
from assistant.concepts import WEIGHT
from assistant.metrics import label_of
from assistant.writing.carrying import meant
from assistant.writing.figures import Figure, closed
from assistant.writing.naming import Named, Namer
from assistant.writing.sentences import Sentence
from ingest.folding import bared

_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』]{1,400})[”\"」』]|《([^《》]{1,80})》")
_TELLING = re.compile(
    r"\d+|反映|指出|表示|提到|写道|介绍|显示|提出|认为|说明|年报|\b(?:reports?|says?|states?|according to)\b", re.I
)
_SPACE = re.compile(r"\s+")
_TOGETHER = re.compile(r"共|合计|总计|总共|加起来|\b(?:together|in total|altogether|combined)\b", re.I)
_PART = re.compile(r"[，,；;]|\.\s|\band\b")
_ENGLISH_STOP = re.compile(r"[,;.]|\band\b|\bwhile\b")
_STEADY = re.compile(r"逐年|连年|持续|一直|year after year|every year|steadily", re.I)
_DIFFERENCE = re.compile(
    r"差|增|减|多|少|升|降|高|低|\b(?:more|fewer|less|difference|increase|decrease|up|down|rose|fell|grew)\b", re.I
)
_HOLDS_ITSELF = 6
_SHARE, _PART_SHARE, _PART_WEIGHT = 0.35, 0.15, 3.0
"""Least share of what a sentence (a part of one that weighs so much) says that its sources must say too."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An agency name (a set of those it may be) or a year, at [start, end) of a text."""

    start: int
    end: int
    value: frozenset[str] | int


class Words:
    """A sentence beside the words of the citations that it marks."""

    def __init__(self, sentence: Sentence, cited: Sequence[Citation], claims: Sequence[Claim] = ()) -> None:
        self.cited = cited
        self.marks = sentence.marks
        self.text = closed(sentence.bare)
        self.english = is_english(self.text)
        self.texts = {plainly(claim.text) for claim in claims if claim.text}
        names = {label_of(claim.metric, language) for claim in claims if claim.metric for language in ("zh", "en")}  # type: ignore[arg-type]
        self._labels = names | {
            label for each in cited for label in (plainly(each.row or ""), plainly(each.column or "")) if label
        }
        self.quotes = "\n".join(dict.fromkeys(plainly(each.quote) for each in cited))
        headings = "\n".join(dict.fromkeys(plainly(" ".join(each.section)) for each in cited))
        self.known = "\n".join((self.quotes, headings, *self._labels, *self.texts, *(claim.shown for claim in claims)))

    def unquoted(self) -> Iterator[str]:
        """Quotations that stand in no citation of the sentence."""
        for hit in _QUOTED.finditer(self.text):
            said = _SPACE.sub("", hit[1] or hit[2])
            if said not in _SPACE.sub("", self.known) and said not in _SPACE.sub(
                "", "".join(each.title for each in self.cited)
            ):
                yield f"quotation {said[:30]}"

    def holds(self, text: str, figure: Figure) -> bool:
        """Whether a number stands within a quotation, a label or a text that is cited as a whole."""
        for hit in _QUOTED.finditer(text):
            if hit.start() < figure.start and figure.end < hit.end() and hit.end() - hit.start() > _HOLDS_ITSELF:
                return bool(re.search("[\u4e00-\u9fffA-Za-z]{2}", hit.group()))
        for quote in self.quotes.split("\n"):
            at = text.find(quote) if len(quote) > _HOLDS_ITSELF + 2 else -1
            if at >= 0 and at <= figure.start and figure.end <= at + len(quote):
                return True
        for label in self._labels | self.texts:
            at = text.find(label) if len(label) > len(figure.printed) else -1
            if at >= 0 and at <= figure.start and figure.end <= at + len(label):
                return True
        return False

    def holds_quotation(self, text: str) -> bool:
        """Whether the text quotes something."""
        return _QUOTED.search(text) is not None

    def quote_holds(self, printed: str) -> bool:
        """Whether the quotations have these very characters, not as a part of a longer number."""
        for text in (self.quotes, *self.texts):
            for hit in re.finditer(re.escape(printed), text):
                if (
                    not text[max(0, hit.start() - 1) : hit.start()].isdigit()
                    and not text[hit.end() : hit.end() + 1].isdigit()
                ):
                    return True
        return False

    def ungrounded(self, masked: str) -> Iterator[str]:
        """What the sentence says and its sources do not, beyond numbers."""
        if share(masked, self.known, self.english) < _SHARE:
            yield "not in what it cites"
        for part in _PART.split(masked):
            if weight(part) >= _PART_WEIGHT and share(part, self.known, self.english) < _PART_SHARE:
                yield f"not in what it cites: {part[:20]}"


@lru_cache(maxsize=2048)
def plainly(text: str) -> str:
    """Words of a report as sentences are read."""
    return closed(bared(text))


def is_english(text: str) -> bool:
    return len(re.findall("[A-Za-z]{3,}", text)) > len(re.findall("[\u4e00-\u9fff]", text)) / 4


def without(text: str, names: Sequence[Named]) -> str:
    """`text` with every name blotted out, its places kept."""
    for name in names:
        text = text[: name.start] + "|" * (name.end - name.start) + text[name.end :]
    return text


def weight(words: str) -> float:
    """How much words say beyond what every report says."""
    return sum(one for one in meant(words).weights().values() if one > WEIGHT["generic"])


def share(words: str, known: str, english: bool = False) -> float:
    """The share of what `words` say that `known` says too; 1 where they say nothing of their own."""
    mine, theirs = meant(_TELLING.sub("|", words)), meant(known)
    weights = {name: one for name, one in mine.weights().items() if one > WEIGHT["generic"]}
    if english:
        weights = {name: one for name, one in weights.items() if name in mine.concepts}
        if not weights:
            return 1.0 if not re.search("[A-Za-z]{4,}.*[A-Za-z]{4,}.*[A-Za-z]{4,}", words) else 0.0
    whole = sum(weights.values())
    common = sum(
        one for name, one in weights.items() if name in theirs.concepts or name in theirs.pairs or name in known
    )
    return common / whole if whole else 1.0


def owner(
    figure: Figure, at: int, numbers: Sequence[Figure], spots: Sequence[Spot], text: str
) -> frozenset[str] | int | None:
    """Whose, or of which year, a number is by its place: the name before it; in English one right behind it first."""
    start = numbers[at - 1].end if at else 0
    end = numbers[at + 1].start if at + 1 < len(numbers) else len(text)
    if is_english(text):
        stop = _ENGLISH_STOP.search(text, figure.end, end)
        behind = [spot for spot in spots if figure.end <= spot.start < (stop.start() if stop else end)]
        if behind:
            return behind[0].value
    inside = [spot for spot in spots if start <= spot.start < figure.start]
    if len(inside) > 1 and _TOGETHER.search(text, start, figure.start) and isinstance(inside[0].value, frozenset):
        return frozenset().union(*(spot.value for spot in inside if isinstance(spot.value, frozenset)))
    before = inside or [spot for spot in spots if spot.start < start]
    return before[-1].value if before else None


def follows(text: str, claims: Sequence[Claim], up: bool, namer: Namer) -> bool:
    """Whether more (or less) follows from the claims: of one agency over years, or of two agencies, the first named
    against the second."""
    told = [claim for claim in claims if claim.number is not None]
    if len(told) < 2 or len({claim.unit for claim in told}) > 1:
        return False
    if len({claim.agency for claim in told}) == 1 and len({claim.year for claim in told}) == len(told):
        series = [claim.number or Decimal(0) for claim in sorted(told, key=lambda claim: claim.year)]
        steps = list(pairwise(series)) if _STEADY.search(text) else [(series[0], series[-1])]
        return all(one < two if up else one > two for one, two in steps)
    if len(told) != 2 or told[0].year != told[1].year:
        return False
    first = next((claim for name in namer.named(text) for claim in told if name.agencies == {claim.agency}), None)
    if first is None:
        return False
    second = told[1] if first is told[0] else told[0]
    one, two = first.number or Decimal(0), second.number or Decimal(0)
    return one > two if up else one < two


def computed(figure: Figure, claims: Sequence[Claim], text: str) -> bool:
    """Whether a number is the difference of the two that a sentence states, or its share of the earlier one."""
    told = [claim for claim in claims if claim.number is not None and claim.formula is None]
    if figure.value is None or len(told) != 2 or told[0].unit != told[1].unit or not _DIFFERENCE.search(text):
        return False
    one, two = sorted(told, key=lambda claim: claim.year)
    change = abs((two.number or Decimal(0)) - (one.number or Decimal(0)))
    if figure.unit != "%":
        return figure.value == change and figure.unit in (None, one.unit)
    if not one.number or one.year == two.year or one.agency != two.agency:
        return False
    exact = change * 100 / one.number
    digits = len(figure.printed.partition(".")[2].rstrip("%"))
    return digits <= 2 and round(exact, digits) == figure.value
