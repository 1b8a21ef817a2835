"""An answer that is of the kind asked for: a share is no count, an average no sum, and a sum leaves nothing out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, Claim
from assistant.cues import hear
from assistant.desk import Desk
from assistant.kindred import core
from assistant.operations import replies
from assistant.pieces import Piece, pieces
from assistant.question import Question
from ingest.cues import MARK
from ingest.folding import folded
from ingest.report import Fact
from ingest.tokens import pairs_of

_OPERATIONS = frozenset(("lookup", "share", "yes_no", "compare", "total", "explain"))
_SHARE = re.compile(
    r"百分之(?:几|多少)|占比|占(?:了|到)?(?:多少|几成|多大)(?![条件篇份项期场次人封宗起家名位])|几成|百分比|比例(?:是|有|为)?(?:多少|多大|多高)"
    r"|\b(?:(?:what|which) (?:share|proportion|percentage|fraction|percent)|what ?%|how many percent|in percent|in %|share of|as a percentage)",
    re.IGNORECASE,
)
_SHARES = frozenset(("%", "个百分点", "成", "‰"))
_TIMES = re.compile(r"(?:多少|几)倍|\bhow many times (?:as|more|the|larger|higher)", re.IGNORECASE)
_AVERAGE = re.compile(
    r"平均(?:[^，,。]{0,12})(?:多少|几)|(?:期|场|次|月|篇|条|季|周|日)均[^，,。]{0,6}(?:多少|几|是|$)|\b(?:on average|average (?:number|of)|mean number)\b",
    re.IGNORECASE,
)
_AVERAGED = re.compile(r"均|每|\baverage|\bper\b", re.IGNORECASE)


def kept(question: Question, answer: Answer, desk: Desk) -> Answer:
    """The answer, or one that declines where a plain number is given for a share, an average, a ratio or a sum."""
    numbers = [claim for claim in answer.values if claim.number is not None]
    plainly = answer.status == "answered" and numbers and question.operation in _OPERATIONS
    if not plainly or len(question.agencies) != 1 or not question.years:
        return answer
    single = len(hear(question.said).of("ask")) < 2 and len(question.metrics) < 2
    wrong = (single and _of_another_kind(question, answer, numbers)) or _leaves_out(question, answer, numbers, desk)
    return replies.not_stated(question, desk, None) if wrong else answer


def _of_another_kind(question: Question, answer: Answer, numbers: Sequence[Claim]) -> bool:
    said = folded(question.said)
    if _SHARE.search(said) or "share" in question.cues:
        return not any(claim.unit in _SHARES for claim in numbers)
    if _TIMES.search(said):
        return not any(claim.unit in (*_SHARES, "倍") or "÷" in (claim.formula or "") for claim in numbers)
    if _AVERAGE.search(said):
        stated = any(_AVERAGED.search(folded(citation.quote)) for citation in answer.citations)
        return not stated and not any("÷" in (claim.formula or "") for claim in numbers)
    return False


def _leaves_out(question: Question, answer: Answer, numbers: Sequence[Claim], desk: Desk) -> bool:
    """Whether one number is given for the sum of things named together, and tells of some of them only."""
    added = [one for one in pieces(question) if one.summand]
    if len(added) < 2 or len(numbers) > 1 or numbers[0].formula is not None:
        return False
    cited = {citation.quote for citation in answer.citations}
    heads = desk.heads(question.agencies[0], numbers[0].year)
    facts = [fact for head in heads for fact in desk.facts(head.id) if fact.quote in cited]
    own = [fact for fact in facts if fact.value == numbers[0].number and fact.origin == "prose"]
    return bool(own) and not any(_tells_all(fact, added) for fact in own)


def _tells_all(fact: Fact, added: Sequence[Piece]) -> bool:
    """Whether a number's own words speak of each of the things: 微信微博共发布331条; in another language that is not seen."""
    words = frozenset(pairs_of(folded((fact.noun or "").replace(MARK, ""))))
    if all(one.words.isascii() for one in added):
        return True
    each = [frozenset(pairs_of(folded(core(one.words)))) for one in added]
    return all(2 * len(pairs & words) >= len(pairs) for pairs in each)
