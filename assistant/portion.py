"""A part as a share of its whole where a report states both numbers: 网站公开9870条 of 主动公开12604条."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.concepts import sense
from assistant.desk import Desk
from assistant.finding import find
from assistant.likely import SURE, ranked_for
from assistant.listings import channels_in
from assistant.matching import ask_for
from assistant.metrics import recognise
from assistant.outcomes import outcome, tells
from assistant.question import Language, Metric, Question
from assistant.within import whole_and_part
from ingest.cues import MARK
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.numerals import MULTIPLIERS
from ingest.report import Fact
from ingest.windows import own_words

_PARTED = re.compile(r"^(?P<part>.*\S)\s+(?P<whole>\S.*)$")
_OF = re.compile(r"^(?P<whole>.+?)\s+of\s+(?P<part>.+)$")
_FROM = re.compile(
    r"^(?P<whole>.+?)\s+(?:(?:that|which)\s+)?(?:came|come|coming|made|filed|sent|were|was)(?: in)?\s+"
    r"(?:(?P<part>(?:by |over the )?(?:post|mail|letter|fax|e-?mail|(?:tele)?phone|counter)|in person|online)|(?:from|by)\s+(?P<whose>.+))$"
)
_WERE = re.compile(
    r"^(?P<whole>.+?)\s+(?:that\s+)?(?:was|were|is|are|went|goes?)\s+(?:to\s+|on\s+|about\s+|for\s+)?(?P<part>(?!from\b|by\b).+)$"
)
_IN = re.compile(
    r"^(?P<part>[^，,\s]+?)在(?P<whole>[^，,\s]*?(?:公开|发布|信息|总|全部|所有|申请|解读)[^，,\s]*?)\s*(?:里面?|当?中|内)?$"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_ALL = re.compile(r"$|全部|所有|总|(?:主动)?(?:公开|发布)(?:的)?(?:政府)?(?:信息|内容)?(?:里面?|当?中)?$")
_NAMED = re.compile(r"^[ -~]+[(（]([\u4e00-\u9fff]{2,12})[)）]?")
"""An English question that gives the term in Chinese: key information (重点信息公开)."""
_SHARE = r"(?:what |which )?(?:share|proportion|percent(?:age)?|fraction|%|how many (?:percent|per cent|%))"
_IS = (
    r"(?:(?:that |which |who )?(?:was|were|is|are|got|came|come|went|gone|goes|go|had|have|has|been|being|did|ended up|turned out)"
    r"(?: (?:been|out|up|over|in|by|on|via|through|from|to|about|for)\b)* )"
)
_WHOLE = r"(?P<whole>[^,，]{4,80}?)"
_SAID = tuple(
    re.compile(rule, re.IGNORECASE)
    for rule in (
        rf"^{_SHARE} of {_WHOLE} (?:were |was )?(?P<part>(?:came|come|sent|handed) back|returned)\b",
        rf"^(?:of|among|out of) {_WHOLE}[,，] ?{_SHARE}(?: of (?:them|these|those|which))? {_IS}(?P<part>[^,，?]+)",
        rf"^{_SHARE} of {_WHOLE} {_IS}(?P<part>[^,，?]+)",
        r"^(?:◆|●|的)*(?P<whole>[^，,占]{2,30}?)(?:里面?|当中|之中|中)[，,]?(?P<part>[^，,]{2,24}?)的?(?:所)?占(?:了|的|到|总)*(?:比|多少|几|百分)",
        r"^(?:◆|●|的)*(?P<part>采纳|采用|办结|答复|回复|办复|化解|解决|整改|处理)(?:了|过)?的?(?P<whole>(?!率|比)[^，,占率]{2,24}?)(?:的)?(?:比例|占比|比率)",
        r"^(?:◆|●|的)*(?P<whole>[^，,占率]{2,24}?)(?:的)?[，,]?(?P<part>不?合格|不?达标|超标|中标|录取|(?:按[期时]|及时|如期)?(?:采纳|采用|回收|办结|答复|回复|办复|满意|化解|完成|通过|解决|整改))(?:率|(?:的)?(?:比例|占比))",
    )
)
"""What a share is of what, as whole sentences put it; names and years are masked."""
_MASKS = re.compile(
    r"(?:\bthat |\bwhich |\bby )?\(?[◆●]\)?(?:'s)?(?: \(◆\))?"
    r"(?: (?:got|received|had|took in|published|posted|put out|made|handled|filed|issued|held|did))?"
    r"(?: (?:in|for|during|over|throughout))?(?: ●)?|\b(?:the|its|their|all)\b|[“”\"‘’]",
    re.IGNORECASE,
)
_NAMES_FIRST = re.compile(r"^[◆●\s]*[:：]\s*")
_MAY_BE = 0.1
"""Least probability of the whole that a report takes a part from, where the question calls it something else."""
_POSTS = frozenset(("条", "篇", "则", "条次", "篇次"))
_SIZE = re.compile(
    r"[这那]?(?:全部|总共|一共|共)?(?P<number>\d{1,3}(?:[,，]\s?\d{3})+|\d+(?:\.\d+)?)(?P<scale>[万亿千百])?[余多]?(?:[件条篇份项封起宗]|个(?!百分))"
    r"(?:(?:公开|主动公开)?(?:的)?(?:政府)?(?:信息|申请|内容))?(?:之?中的?|里面?|当中)?[，,]?(?:有)?(?=\S)"
    r"|\b(?:(?:its|the|all|those|these) )?(?P<size>\d{1,3}(?:, ?\d{3})+|\d+) (?=[a-z])"
)
"""How large the question says that the whole is."""
_LEFT = re.compile(r"^\d[\d, ]*(?=\s?[a-z])")
_MEANS = re.compile("(?:post|mail|letter|fax|e-?mail|(?:tele)?phone|counter)")
_IN_ALL = re.compile("共计|合计|总计|总共")
_REQUESTS = re.compile(r"申请|\b(?:requests?|applications?)\b", re.IGNORECASE)
_PIECE = re.compile(
    r"的?(?:[这那](?:一)?(?:部分|块|类|些))的?$|^(?:是|有|走|用|靠|通过|经由?)(?=通过|由|在|网|信|邮|当面|传真|电话)|(?<=[络上面真话件函])(?:渠道|途径|方式)的?$"
)
_AMOUNT = re.compile(r"的?(?:总?数量?|总?量|总额)$")


def portion(question: Question, desk: Desk, head: ReportHead) -> tuple[str, Fact, Fact] | None:
    """What the part is called, the part and the whole. The whole is the one that the question names or is of the size that
    it states, else the number that the report itself takes the part from; both are exact, of one unit, and the part is no
    more than the whole."""
    facts = desk.facts(head.id)
    topic, size = sized(question.topic), size_in(folded(question.text))
    of_requests = _REQUESTS.search(question.said) is not None
    for part_words, whole_words in (*_spoken(question), *readings(topic)):
        named = _number(desk, head, whole_words, question.language) if whole_words else None
        part = named and (outcome(part_words, named, facts) or _taken_from(named, part_words, desk, head))
        names = () if part is not None else _names(part_words) if of_requests else (part_words,)
        part = part or next(filter(None, (_number(desk, head, name, question.language) for name in names)), None)
        if part is None or _one_of_several(part, part_words, facts):
            continue
        taken = facts[part.total] if part.total is not None and part.total < len(facts) else _added_up(part, facts)
        mate = _mate(part, facts)
        if named is not None and mate is not None and not _speaks_of(mate, whole_words):
            mate = None  # another whole is told in the question's words
        if named is not None and not _alike_in_unit(part, named, taken):
            named = _meant(mate, whole_words, desk, head)
        whole = named or (taken if _ALL.match(whole_words) or _alike(taken, whole_words) else None)
        whole = whole or _meant(taken or mate, whole_words, desk, head)
        if size is not None:
            whole = _of_size(size, [whole, taken, *facts])
        if whole is not None and _makes_up(part, whole, taken):
            return _AMOUNT.sub("", part_words), part, whole
    pairs = ((one, _pair(one, whole, facts)) for one, whole in _spoken(question))
    return next(((words, *pair) for words, pair in pairs if pair is not None), None)


def _pair(part_words: str, whole_words: str, facts: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """The one part that a sentence tells in these words alone, with the number it stands behind: 收到公众意见2968条，采纳731条, of
    意见; 抽检样品14306批次、不合格287批次, of 抽检."""
    pairs = [
        (fact, mate)
        for fact in facts
        if fact.origin == "prose" and fact.qualifier == "exact" and tells(part_words, fact)
        if (mate := _mate(fact, facts)) is not None and mate.qualifier == "exact"
        if whole_words and whole_words in mate.quote and _makes_up(fact, mate, None)
    ]
    return pairs[0] if len(pairs) == 1 else None


def _taken_from(whole: Fact, words: str, desk: Desk, head: ReportHead) -> Fact | None:
    """The one part of a number in whose own words these stand (信息1845条，其中疫情防控类967条), or that English ones mean."""
    facts = desk.facts(head.id)
    at = next((n for n, fact in enumerate(facts) if fact is whole), -1)
    parts = [fact for fact in facts if fact.total == at]
    own = [fact for fact in parts if words in (fact.noun or "").rsplit("其中", 1)[-1]]
    if not _HAN.search(words) and parts:
        ask = ask_for(words, whole.unit, head.year, own_words(head.agency), head.year)
        own = [one.fact for one in ranked_for(desk, ask, parts)[:1] if one.heard and one.probability >= SURE]
    exact = [fact for fact in own if fact.unit == whole.unit and fact.qualifier == "exact"]
    return exact[0] if len(own) == len(exact) == 1 and len(words) > 1 else None


def _spoken(question: Question) -> list[tuple[str, str]]:
    """The part's words and the whole's, where the question says both: of the comments received, what % were adopted."""
    said = _NAMES_FIRST.sub("", question.said)
    hit = next(filter(None, (rule.search(said) for rule in _SAID)), None)
    if hit is None:
        return []
    part, whole = (re.sub(r"\s+", " ", _MASKS.sub(" ", hit[group])).strip(" ,，的") for group in ("part", "whole"))
    return [(part, whole)] if len(part) > 1 and len(whole) > 1 else []


def _alike_in_unit(part: Fact, whole: Fact, taken: Fact | None) -> bool:
    return part.unit == whole.unit or (taken is not None and {part.unit, whole.unit} <= _POSTS)


def _mate(part: Fact, facts: Sequence[Fact]) -> Fact | None:
    """The one number that a sentence tells before a part in its unit, and that may hold it: 收到意见146条，采纳62条."""
    at = next((n for n, fact in enumerate(facts) if fact is part), 0)
    before = [fact for fact in facts[:at] if fact.quote == part.quote and fact.unit == part.unit]
    return before[-1] if len(before) == 1 and (before[0].value or 0) >= (part.value or 0) else None


def _speaks_of(fact: Fact, words: str) -> bool:
    """Whether a sentence has some of these Chinese words; of English ones it cannot be told."""
    said = sense(folded(fact.quote))
    asked = sense(words)
    return not _HAN.search(words) or bool(asked.pairs & said.pairs or asked.concepts.keys() & said.concepts.keys())


def _meant(whole: Fact | None, words: str, desk: Desk, head: ReportHead) -> Fact | None:
    """A number that is the likeliest by what a question calls the whole, of those in its unit."""
    if whole is None or _ends_another(words, whole, desk.facts(head.id)):
        return None
    facts = [fact for fact in desk.facts(head.id) if fact.unit == whole.unit]
    ranked = ranked_for(desk, ask_for(words, whole.unit, head.year, own_words(head.agency), head.year), facts)
    best = ranked[0] if ranked and ranked[0].heard and ranked[0].probability >= _MAY_BE else None
    return whole if best is not None and best.fact == whole else None


def _one_of_several(part: Fact, words: str, facts: Sequence[Fact]) -> bool:
    """Whether a channel is asked about by its name alone, and the report takes several numbers of it from one whole."""
    asked, own = sense(words), channels_in((part.noun or "").replace(MARK, " "))
    things = {name for name, kind in asked.concepts.items() if kind == "thing"}
    if part.total is None or not own or not own & channels_in(words) or asked.pairs or things:
        return False
    beside = [fact for fact in facts if fact.total == part.total and fact is not part and fact.unit == part.unit]
    return any(own & channels_in((fact.noun or "").replace(MARK, " ")) for fact in beside)


def _ends_another(words: str, whole: Fact, facts: Sequence[Fact]) -> bool:
    """Whether Chinese words end in what another number of the sentence counts: 征求意见的重大决策 are no comments."""
    end = words.strip()[-2:]
    beside = [fact.noun or "" for fact in facts if fact.quote == whole.quote and fact is not whole]
    return bool(_HAN.search(end)) and end not in (whole.noun or "") and any(end in noun for noun in beside)


def _names(words: str) -> tuple[str, ...]:
    """What a part of requests may be called: 网络提交, 网络提交申请; by post, requests by post."""
    if not _HAN.search(words):
        return (words, f"requests by {words}") if _MEANS.fullmatch(words) else (words,)
    return words, f"{words}申请", words.removesuffix("申请") or words


def _added_up(part: Fact, facts: Sequence[Fact]) -> Fact | None:
    """The 共计 behind a part in its sentence that it and those beside it make."""
    same = [fact for fact in facts if fact.quote == part.quote and fact.unit == part.unit and fact.origin == "prose"]
    at = next((n for n, fact in enumerate(same) if _IN_ALL.search(fact.noun or "")), None)
    before = same[:at] if at is not None else []
    made = sum((fact.value or Decimal(0) for fact in before), Decimal(0))
    return same[at] if at is not None and part in before and made == same[at].value else None


def sized(topic: str) -> str:
    """The topic without the size of the whole that it states: 这400条里转载的."""
    return re.sub(r"\s+", " ", _LEFT.sub("", _SIZE.sub(" ", topic, count=1))).strip(" ，,")


def size_in(text: str) -> Decimal | None:
    """The size of the whole that a question states; None where it states none, or several."""
    hits = list(_SIZE.finditer(text))
    if len(hits) != 1 or (hits[0]["size"] and re.fullmatch(r"(?:19|20)\d\d", hits[0]["size"])):
        return None
    number = Decimal(re.sub(r"[,，\s]", "", hits[0]["number"] or hits[0]["size"]))
    return number * MULTIPLIERS.get(hits[0]["scale"] or "", 1)


def _alike(taken: Fact | None, words: str) -> bool:
    """Whether the number that a part is taken from is what the question calls the whole: 办结29件, of 办结的申请."""
    told, asked = sense((taken.noun if taken else None) or ""), sense(words)
    acts = [{name for name, kind in each.concepts.items() if kind == "act"} for each in (told, asked)]
    return bool(acts[0] & acts[1] or told.pairs & asked.pairs)


def _of_size(size: Decimal, some: Sequence[Fact | None]) -> Fact | None:
    """The first number of that size that counts something."""
    same = (fact for fact in some if fact is not None and fact.value == size and fact.unit != "%")
    return next((fact for fact in same if fact.qualifier == "exact"), None)


def readings(topic: str) -> Iterator[tuple[str, str]]:
    """The part's words and the whole's: 图解 政策解读 (of 图解占政策解读多少), 政策解读中图解, 政务类信息在公开总量中, 图解 alone; what
    stands before the last comma or space may only set a scene."""
    if named := _NAMED.search(topic):
        yield named[1], ""
        return
    last = re.split(r"[，,\s]", topic.strip())[-1] if _HAN.search(topic) else topic
    last = _PIECE.sub("", last) or last
    for words in dict.fromkeys((_PIECE.sub("", topic) or topic, last)):
        for form in (_OF, _FROM, _WERE) if topic.isascii() else (_IN, _PARTED):
            if hit := form.match(words):
                yield _PIECE.sub("", hit["part"] or hit["whose"]), hit["whole"]
                if _HAN.search(topic) and " " in (hit["part"] or ""):  # 政府网站◆工作动态占全部: of whose
                    yield hit["part"].split()[-1], hit["whole"]
        if (inside := whole_and_part(words)) is not None:
            yield _PIECE.sub("", inside[1]), inside[0]
        elif words == last:
            yield _PIECE.sub("", words), ""


def printed_beside(part: Fact, facts: Sequence[Fact]) -> Fact | None:
    """The share that a report prints behind a number: 予以公开11件（36.7%）."""
    at = next((n for n, fact in enumerate(facts) if fact is part), None)
    behind = facts[at + 1] if at is not None and at + 1 < len(facts) else None
    if part.origin != "prose" or behind is None or behind.unit != "%" or behind.quote != part.quote:
        return None
    own = (behind.noun or "").replace("□", "").removeprefix((part.noun or "").replace("□", ""))
    return behind if not own or re.fullmatch(r"(?:.*[，,])?占(?:比|总数的?|全部的?)?", own) else None


def _number(desk: Desk, head: ReportHead, words: str, language: Language) -> Fact | None:
    """The one exact count that the report states under these words."""
    bare = _AMOUNT.sub("", words.strip()) or words
    known = recognise(bare, None, language)
    metric = Metric(known[0].key, known[0].label, bare, None, known[0].applicant) if known else Metric(None, bare, bare)
    found = find(desk, head, metric)
    fact = found.fact
    if fact is None or found.state != "number" or found.others or fact.unit == "%" or fact.qualifier != "exact":
        return None
    return fact


def _makes_up(part: Fact, whole: Fact, taken: Fact | None) -> bool:
    if part.value is None or not whole.value or part == whole or part.value > whole.value:
        return False
    alike = part.unit == whole.unit or (taken is not None and {part.unit, whole.unit} <= _POSTS)  # 63篇 of 106条
    return alike and (taken is None or taken.value == whole.value)
