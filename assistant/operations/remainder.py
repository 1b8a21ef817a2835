"""What is left of a whole without one of its parts: 收到的申请扣掉个人提的还剩多少, requests other than those of natural persons.

The question is put as one for the part's share of its whole; where both numbers are found, the one is taken from the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.citing import mark
from assistant.desk import Desk
from assistant.formula import result
from assistant.operations import replies, share
from assistant.phrases import plain, shown
from assistant.question import Question
from assistant.understand import understand
from ingest.strings import say

_WITHOUT = "(?:除去|除掉|除开|扣除|扣掉|扣去|刨去|刨除|刨掉|刨开|减去|去掉|剔除|撇开|抛开|排除|拿掉|不算|不计|不含|不包括|不包含|除了?)(?:了|掉)?"
_OUT = "(?:的话|之外|以外|以后|之后|外|后)?"
_LEFT = "(?:还?(?:剩下?|余下?)|剩余|其[余他它]|别的|另外|还有)"
_COUNT = r"(?:[^，,。；？?]{0,10}?)(?:多少|几)[^，,。；？?]{0,2}"
_WHO = "(?:自然人|个人|公民|老百姓|商业企业|企业|公司|法人|科研机构|社会组织|律师|网络|网上|线上|信函|邮寄|当面|现场|传真|电子邮件)"
_EARLIER = re.compile(
    r"以前|之前|往年|历年|过去|前几年|累计|上年|去年|\b(?i:earlier|previous|prior|past|preceding|last)\b"
)
"""Parts in time are told apart elsewhere (see resaid.py)."""
_ONE = "[^，,。；？?]"
_ZH = (
    re.compile(
        rf"^(?P<whole>.{{4,60}}?)(?:里面?|当中|之中|其中|中)?(?:的)?[，,]?(?:如果|要是|若)?(?:把|将)?(?:其中)?{_WITHOUT}(?P<part>{_ONE}{{2,24}}?){_OUT}[，,]?(?:一共|总共|共)?(?P<left>{_LEFT}){_COUNT}[？?呢]?$"
    ),
    re.compile(
        rf"^(?P<whole>.{{4,60}}?)(?:里面?|当中|之中|其中|中)?(?:的)?[，,]?(?:如果|要是|若)?(?:其中)?(?:把|将)(?P<part>{_ONE}{{2,24}}?){_WITHOUT}{_OUT}[，,]?(?:一共|总共|共)?(?P<left>{_LEFT}){_COUNT}[？?呢]?$"
    ),
    re.compile(
        rf"^(?P<whole>.{{4,60}}?)(?:里面?|当中|之中|其中|中)[，,]?(?:有(?:多少|几)[件条篇份个家]{{0,2}})?不是(?:由|通过)?(?P<part>{_WHO})(?:提出|提交|递交|提|申请|发起)?的(?:是|有|共|一共)*(?:多少|几)?[^，,。；？?]{{0,3}}[？?呢]?$"
    ),
)
"""What a question leaves out, behind what it is taken from; the last: who asked, or how."""
_EN = (
    re.compile(
        r"^(?P<whole>(?=.*\b(?:how many|number|count|total|requests|applications|items|posts))[^?]{12,140}?),? (?:(?:that|which) (?:were|was|are|came|come) )?(?:if (?:you|we|one) )?(?:other than(?: (?:from|by))?|excluding|except(?: for)?|not counting|apart from|leaving (?:out|aside)|minus|without(?: counting)?|aside from|leave out|take away|not (?:made|filed|submitted|sent) by)"
        r" (?:(?:those|the ones|ones|requests|applications|items)(?: (?:made|filed|submitted|sent|that came|published|posted))? (?:from|by|on|via|through|that were|which were|that are) )?(?P<part>[^,?;]{3,50}?)(?:,? (?:how many )?(?:(?:are|is|were|would be) )?(?:left|remain\w*)(?: over)?)?\?*$",
        re.IGNORECASE,
    ),
)
_BESIDE = re.compile("除了?[^，,]*[，,]?还有")
"""除了微信还有几条: what is asked for may be something else beside it."""
_SHARE = re.compile(r"^(?P<above>[^÷]+?) ÷ (?P<below>[\d.]+) × 100 = ")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_COUNTED = re.compile(
    r"^(?:how many|what (?:was|is) the (?:total )?(?:number|count) of|(?:total )?(?:number|count) of)(?: the)? ",
    re.IGNORECASE,
)


def answer(question: Question, desk: Desk) -> Answer | None:
    """The whole less the part; declined where either is not stated; None where no remainder is asked for."""
    if len(question.agencies) != 1 or len(question.years) != 1:
        return None
    forms = list(_as_shares(question))
    for form in forms:
        asked = replace(understand(form, desk, None), language=question.language)
        if asked.agencies != question.agencies or asked.operation != "share":
            continue
        told = share.answer(replace(asked, years=question.years), desk)
        if (left := _less(question, told, desk)) is not None:
            return left
    return replies.not_stated(question, desk, None) if forms and not _BESIDE.search(question.text) else None


def _as_shares(question: Question) -> Iterator[str]:
    """The question put as one for the share of what is left out."""
    text = question.text.strip()
    for form in _ZH:
        if (hit := form.match(text)) and not _EARLIER.search(hit["part"]):
            yield f"{hit['whole']}里{hit['part'].removesuffix('的')}的占百分之几"
    for form in _EN:
        if (hit := form.match(text)) and not _EARLIER.search(hit["part"]):
            yield f"Of {_COUNTED.sub('the ', hit['whole'].strip())}, what share came from {hit['part'].strip()}?"


def _less(question: Question, told: Answer, desk: Desk) -> Answer | None:
    """The answer to a question for a share, as what it leaves of the whole."""
    claims = told.values if told.status == "answered" else ()
    hit = _SHARE.match(claims[0].formula or "") if len(claims) == 1 else None
    if hit is None:
        return None
    parts, whole = [Decimal(number) for number in _NUMBER.findall(hit["above"])], Decimal(hit["below"])
    cited = next((one for one in told.citations if one.number == whole), None)
    stated = desk.facts(cited.report) if cited is not None else ()
    fact = next((fact for fact in stated if cited and (fact.quote, fact.value) == (cited.quote, whole)), None)
    if fact is None or sum(parts) > whole:
        return None
    written = f"{' − '.join(map(plain, (whole, *parts)))} = {plain(whole - sum(parts))}"
    value = shown(result(written), fact.unit, "exact", question.language)
    claim = replace(claims[0], number=result(written), unit=fact.unit, metric=None, shown=value, formula=written)
    words = {"agency": claim.agency, "year": claim.year, "value": value, "formula": written}
    text = say("assistant.recalled_rest", question.language, **words) + mark(*claim.citations)
    return replace(told, text=text, question=question, values=(claim,), table=None, reading=replies.reading(question))
