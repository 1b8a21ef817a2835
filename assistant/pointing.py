"""What a turn points back to instead of naming it: 前者, 后者, 两家, 第一名, it and another, the former, both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.cues import NAME
from assistant.question import Question

_MOST = 12
_BODY = "(?:单位|机关|部门|机构|局)?"
_NUMBER = {word: at for at, word in enumerate("一二三四五六七八九十", 1)} | {
    word: at for at, word in enumerate("first second third fourth fifth".split(), 1)
}
_FIRST = rf"前者|前(?:面|头)?(?:那|的)?一?[个家]{_BODY}(?=[的呢在去●]|$)|\bthe former\b(?: one| agency)?(?:'s)?"
_SECOND = rf"后者|后(?:面|头)?(?:那|的)?一?[个家]{_BODY}(?=[的呢在去●]|$)|\bthe latter\b(?: one| agency)?(?:'s)?"
_NTH = (
    r"(?:排(?:名|在)?)?第(?P<n>[一二三四五六七八九十]|\d{1,2})(?:名|位|个|家)(?:的)?(?:单位|机关|部门|机构|局)?(?=[的呢在去前又●是有,，\d]|$)"
    r"|\bthe (?P<nth>first|second|third|fourth|fifth)(?:(?:[- ](?:one|agency|bureau|body|place|of (?:them|these|those)))(?:'s)?|'s|(?=\W*$))"
)
_END = r"(?:排)?最后(?:一)?(?:名|位|个|家)(?:单位|机关|部门|机构|局)?(?=[的呢在去前●]|$)|\bthe last (?:one|of (?:them|these|those))(?:'s)?"
_OF_THOSE = "(?:(?:这|那|上述|上面|刚才|前面)的?|(?<![的前头后哪几有最]))"
_PAIR = (
    rf"{_OF_THOSE}(?:两者|二者|双方|两(?:个|家)(?:单位|机关|部门|机构|局)?)(?!年)"
    r"|\b(?:both(?: of (?:them|these|those)|(?! [a-z-]+(?: [a-z-]+){0,5} and\b))|the two(?: of them)?(?! \w+ (?:with|that|which|having)\b| (?:largest|highest|lowest|smallest|biggest|most|fewest|least|top|bottom)\b)|these two|those two|the pair|each of them|them both)\b"
)
_THREE = (
    rf"{_OF_THOSE}三(?:者|个|家)(?:单位|机关|部门|机构|局)?(?!年)|\b(?:all three|the three|these three)\b(?: of them)?"
)
_WHICH = (
    r"(?:谁家?|哪一?[个家边](?:单位)?)(?=(?:(?!最)[\u4e00-\u9fff]){0,8}?(?:更|比较|要)?[多少高低大小](?:$|[一些点？?]))"
    r"|\b(?:who|which(?: one| agency)?)\b(?=.{0,20}\b(?:more|fewer|less|higher|lower|larger|smaller|bigger)\b)"
)
_POINTS = re.compile(
    rf"(?P<first>{_FIRST})|(?P<second>{_SECOND})|(?:{_NTH})|(?P<end>{_END})|(?P<three>{_THREE})|(?P<pair>{_PAIR})|(?P<which>{_WHICH})",
    re.IGNORECASE,
)
_SELF = r"(?:它们?|他们|[该此本](?:局|单位|委|办|厅|机关|部门|镇|街道)|[这那](?:一?家|个)(?:局|单位|委|办|厅|机关|部门)?|\b(?:it|they|that|this)(?: (?:one|agency|bureau))?\b)"
_AND = r"\s*(?:[和与跟同比]|以及|较|还是|\b(?:and|with|to|than|against|versus|vs\.?|or)\b)\s*"
_WITH_SELF = re.compile(rf"{_SELF}{_AND}{NAME}|{NAME}\x01*{_AND}{_SELF}", re.IGNORECASE)
_ADDED = re.compile(
    rf"(?:再|还)?(?:加上|算上|连同|外加|捎上|带上)\s*{NAME}|\b(?:plus|together with|along with|add(?:ing)?|including)\s+{NAME}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pointed:
    """The agencies that words point back to, in their order, and the characters of these words. `lost`: they point to
    agencies, and none were spoken of."""

    agencies: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    lost: bool = False


_THE_FIRST = re.compile(
    r"(?<![\u4e00-\u9fff])(?:它(?!们)|[该此](?:局|单位|委|办|厅|机关|部门|镇|街道)|[这那]一?[家个](?:局|单位|委|办|厅|机关|部门|镇|街道)?)(?=[的\u4e00-\u9fff●]|$)|\b(?:its|it|that (?:one|agency|bureau)'s?|this (?:one|agency|bureau)'s?)\b",
    re.IGNORECASE,
)
"""Behind a ranking that asked who is first, what one is spoken of."""


def pointed(rest: str, before: Question | None) -> Pointed:
    """What a turn, its names masked, points back to among the agencies that were spoken of."""
    one = _THE_FIRST.search(rest) if before and before.operation == "rank" and "who" in before.cues else None
    if before and before.recent and one and NAME not in rest and not _POINTS.search(rest):
        return Pointed(before.recent[:1], (one.span(),))
    hits = [hit for hit in _POINTS.finditer(rest) if _meant(hit, before)]
    found = [(_agencies(hit, before), hit.span()) for hit in hits]
    named = tuple(dict.fromkeys(agency for agencies, _ in found for agency in agencies))
    spans = tuple(span for agencies, span in found if agencies)
    return Pointed(named, spans, lost=bool(found) and not named)


def joins_before(rest: str) -> bool:
    """Whether the agency named is set beside the one before: 它和◆比谁多, 再加上◆."""
    return bool(_WITH_SELF.search(rest) or _ADDED.search(rest))


def _meant(hit: re.Match[str], before: Question | None) -> bool:
    """第二名 points into a ranking that was shown; 两家 beside two names means these."""
    if hit["n"] or hit["nth"] or hit["end"]:
        return before is not None and len(before.recent) > 1
    if hit["which"]:
        return before is not None and bool(before.agencies) and len(before.recent) == 2 and NAME not in hit.string
    if hit["three"]:
        return before is not None and len(before.recent) > 2 and NAME not in hit.string
    return not hit["pair"] or NAME not in hit.string


def _agencies(hit: re.Match[str], before: Question | None) -> Sequence[str]:
    recent = before.recent if before else ()
    pair = recent[-2:] if len(recent) > 1 else ()
    if hit["first"] or hit["second"]:
        return pair[:1] if hit["first"] else pair[1:]
    if hit["end"]:
        return recent[-1:]
    if hit["n"] or hit["nth"]:
        word = hit["n"] or hit["nth"].lower()
        at = int(word) if word.isdigit() else _NUMBER[word]
        return recent[at - 1 : at]
    if hit["three"]:
        return recent[-3:] if len(recent) > 2 else ()
    return before.agencies if before and len(before.agencies) > 1 else pair


def remembered(question: Question, answer: Answer, before: Question | None) -> Question:
    """A turn as the next one may point to it: with the agencies spoken of lately, oldest first, or as a list showed
    them."""
    earlier = before.recent if before else ()
    question = replace(
        question, shown=tuple(claim.number for claim in answer.values if claim.number is not None)[:_MOST]
    )
    named = question.agencies
    offered = answer.suggestions if answer.status != "answered" and not named else ()
    if offered:
        return replace(question, recent=offered, offered=offered)
    if before and question.carried and set(named) <= set(before.offered):
        question = replace(question, offered=before.offered)
    if not named:
        shown = tuple(dict.fromkeys(claim.agency for claim in answer.values if claim.agency))
        return replace(question, recent=shown[:_MOST] or earlier)
    if len(named) == 1 and earlier:
        return replace(question, recent=earlier if named[0] in earlier else (*earlier[-2:], *named))
    return replace(question, recent=named)
