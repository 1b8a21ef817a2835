"""The facts of one report that answer a metric: by its taxonomy key, or by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.cells import NEW, SHEET, TOTAL, cells_of, operands
from assistant.classifier import NONE
from assistant.concepts import sense
from assistant.desk import Desk
from assistant.likely import NEVER, likelier, likeliest, likely, ranked_for
from assistant.matching import Ask, Match, ask_for, best, rank, said_of, sets_apart, specific, unlike, unmatched
from assistant.metrics import unknown_words
from assistant.naming import may_state, named_alike, prose_key, told_as_cell
from assistant.outcomes import outcome
from assistant.promises import without_promises
from assistant.question import Metric
from assistant.traits import of_one
from assistant.within import part_within, said_alone
from assistant.zeros import told_none
from ingest.cues import MARK
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.windows import own_words

SURE = 0.8
"""Share of the question's words that a match must have where none of its own words is heard."""
SAME = 0.12
"""Most that a window may say beside what a cell counts to state the same thing: one pair of characters."""
BESIDE = 0.3
"""Most that it may say beside what was asked to be taken at its word."""
PLAINLY = 0.6
"""From this probability on a number is no whole taken for its part."""
POINTS = 0.3
"""From this probability on words point to a number, though not clearly enough to give it."""
NEAR = 0.15
"""From this probability on a number's sentence is worth showing beside a refusal."""
_EVER = re.compile(
    r"累计|截[至止到]|前前后后|有史以来|历年|至今|迄今|以来|\bcumulative|\bto date\b|\bso far\b|\bas of\b|\bend of\b",
    re.IGNORECASE,
)
_MOSTLY = 0.8
"""How much of what was asked a window has to say to be taken before what was published in all."""
_IN_TABLE = re.compile(r"表(?:格|里|中|上|内)|\bthe (?:[a-z']+ ){0,2}tables?\b", re.IGNORECASE)
_IN_TEXT = re.compile(r"正文|\bthe (?:[a-z']+ ){0,2}(?:text|narrative|body|prose)\b", re.IGNORECASE)
_WECHAT = re.compile("微信|官微|公众号")
_HAN = re.compile("[\u4e00-\u9fff]")
_PUBLISHED = frozenset(("公开", "发布", "信息", "政府信息"))
_COUNTED = frozenset((None, "件", "宗", "项", "个", "份", "起", "例", "元", "万元"))
_PLAIN = frozenset(("filler", "generic"))
_OF_SOME = re.compile(r"[不未没非里人]|(?<![主重需])要|索[取要]|其中|\b(?:not|non|of)\b", re.IGNORECASE)
_ASKED_FOR = re.compile(r"(?<![主重需])要(?=信息|材料|资料)|索[取要]|申请")
_OF_THE_SAME = re.compile(
    "(?:共计?|累计|免费|全年|向[社公][会众]|印刷|印制|印数|印发|编印|刊印|发行|发放|赠阅|分发|派发|寄送|投放)*(?:量|数)?"
)
"""What says of a number that it counts what was told before it, in another unit: 公报6期，发行6000份."""
_IN_ALL = re.compile(f"主动公开(?:各类|政府)*信息[共计达到为了]*{MARK}$")
"""What a report that counts no more than its web site's says: 通过门户网站主动公开信息42条."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a report says of a metric: `facts` lead first; `other` states a different value for the same thing, or
    answers as well as the lead; `parts` are what a derived lead was summed from; `state` is `number`, `blank`,
    `unreadable` or `absent`."""

    head: ReportHead
    facts: tuple[Fact, ...] = ()
    others: tuple[Fact, ...] = ()
    state: str = "absent"
    parts: tuple[Fact, ...] = ()

    @property
    def fact(self) -> Fact | None:
        return self.facts[0] if self.facts else None


def find(desk: Desk, head: ReportHead, metric: Metric, by_words: bool = False) -> Found:
    """What the report `head` says of `metric`; both sources where table and prose state it. `by_words`: paraphrases are
    not looked for by meaning, as over many reports."""
    facts = desk.facts(head.id)
    key = "find", id(facts), metric, metric.said, by_words
    _, found = desk.worked_out(
        key, lambda: (facts, _find(desk, head, metric, by_words))
    )  # facts: so that their id stays
    return found


def _find(desk: Desk, head: ReportHead, metric: Metric, by_words: bool) -> Found:
    facts = without_promises(desk.facts(head.id), f"{metric.words}{metric.said}", head.year)
    if metric.key is None and metric.applicant not in (None, TOTAL):
        metric = replace(metric, key=NEW)  # 自然人有几件: who asked, of those that came in
    cells = cells_of(facts, metric) or cells_of(facts, replace(metric, key=SHEET.get(metric.key or "")))
    key = metric.key
    if (asked := _of_its_source(desk, head, facts, metric, cells)) is not None:
        return asked
    told = None if cells or metric.key is None else _told(head, facts, metric)
    if told is None and metric.key in (None, NEW) and (part := _inside(head, facts, metric)) is not None:
        told, cells = part, []
    if not cells and (metric.key or "").startswith("stats."):
        metric = replace(metric, key=None)  # no statistics sheet: the prose may say it
    match, rivals = (told, []) if told is not None else _stated(desk, head, facts, metric, by_words)
    if match is not None and (
        not may_state(key, ask := _ask(head, facts, metric), match.fact)
        or of_one(ask, said_of(match.fact, ask.own_names))
        or sets_apart(metric.said, match.fact)
        or unlike(ask, match.fact)
    ):
        match, rivals = None, []
    whole = _overall(head, facts, metric) if key is None else None
    if whole is not None and told is None and match is not None and _only_that(metric):
        in_its_unit = metric.unit is not None and match.fact.unit == metric.unit != whole.facts[0].unit
        more = match.excess >= SAME and not in_its_unit and not _EVER.search(f"{metric.words}{metric.said}")
        of_more = more or match.own < _MOSTLY  # 发布疫情通报203期 is not how many items were published
        match, rivals = (None, []) if of_more else (match, rivals)
    if match is not None and key is None and _only_that(metric) and _OF_SOME.search(match.fact.noun or ""):
        match, rivals = None, []  # 不属于本机关公开3件 is not how much was published
    found = _together(head, cells, match, rivals, metric)
    if found.state == "absent" and key is None and (sheet := _on_sheet(head, facts, metric)):
        found = _together(head, sheet, None, [], metric)
    if found.state == "absent" and metric.applicant in (None, TOTAL) and (none := told_none(facts, key)) is not None:
        found = Found(head, (none,), (), "number")
    if found.state == "absent":
        found = whole or found
    if found.state == "absent" and not by_words:
        found = _likely(desk, head, facts, metric, key) or found
    if found.fact is not None and found.fact.origin == "derived":
        found = replace(found, parts=operands(facts, found.fact))
    return _of_its_outcome(_of_its_year(found, facts, metric), facts, metric)


def of_the_table(metric: Metric) -> bool:
    """Whether a question asks for what the table says, and not the prose: 表里填的."""
    return _IN_TABLE.search(metric.said) is not None and _IN_TEXT.search(metric.said) is None


def _of_its_source(
    desk: Desk, head: ReportHead, facts: Sequence[Fact], metric: Metric, cells: Sequence[Fact]
) -> Found | None:
    """The cell alone, or the prose alone, where a question says which of the two it asks for: 表里填的, in the text; None
    where it does not."""
    table, text = of_the_table(metric), _IN_TEXT.search(metric.said)
    numbers = [fact for fact in cells if fact.state == "number"]
    if not (table or (text and numbers and not _IN_TABLE.search(metric.said))):
        return None
    if table:
        if not numbers:  # what the prose says is no answer
            return Found(head, tuple(cells), (), cells[0].state if cells else "absent")
        found = _together(head, numbers, None, [], metric)
        return replace(found, parts=operands(facts, numbers[0])) if numbers[0].origin == "derived" else found
    told = _told(head, facts, metric)
    match, rivals = (told, []) if told is not None else _stated(desk, head, facts, metric, True)
    return _together(head, [], match, rivals, metric) if match is not None else None


def _of_its_year(found: Found, facts: Sequence[Fact], metric: Metric) -> Found:
    """Of what is counted over all years the part of the report's year, unless all of it is asked for: 累计公开1866条，其中2011年407条."""
    lead = found.fact
    if lead is None or lead.qualifier != "累计" or _EVER.search(f"{metric.words}{metric.said}"):
        return found
    at = next((n for n, fact in enumerate(facts) if fact is lead), None)
    own = [
        fact
        for fact in facts
        if fact.total == at and fact.unit == lead.unit and str(found.head.year) in (fact.noun or "")
    ]
    if len(own) == 1 and at is not None:
        return replace(found, facts=(own[0],), others=())
    of_year = _of_the_year(facts, Match(lead, 1.0, 1.0, 1.0))
    return replace(found, facts=(of_year.fact,), others=()) if of_year is not None and not found.others else found


def _of_its_outcome(found: Found, facts: Sequence[Fact], metric: Metric) -> Found:
    """Of what is counted as a whole the number that came to what is asked for: 意见287条，已办结261条, asked how many were
    settled."""
    lead = found.fact
    tabled = "." in (metric.key or "")
    came = outcome(metric.said or metric.words, lead, facts) if lead is not None and not tabled else None
    return replace(found, facts=(came,), others=()) if came is not None else found


def first_of(desk: Desk, heads: Sequence[ReportHead], metric: Metric) -> Found:
    """What the first of the year's reports that states the metric says; scopes and re-issues come in file order."""
    found = [find(desk, head, metric) for head in heads]
    return next((each for each in found if each.state == "number"), found[0])


def _ask(head: ReportHead, facts: Sequence[Fact], metric: Metric) -> Ask:
    """What is asked of a report. Where the question's own words say a name of the agency (云川市令), that name says
    what is counted; 官微 is the account that the report speaks of."""
    words = metric.words
    if "官微" in words and not any(_WECHAT.search(fact.noun or "") for fact in facts):
        words = words.replace("官微", "官方微博")
    names = tuple(name for name in own_words(head.agency) if name not in words)
    return ask_for(words, metric.unit, metric.year or head.year, names, head.year)


def _likely(desk: Desk, head: ReportHead, facts: Sequence[Fact], metric: Metric, key: str | None) -> Found | None:
    """The prose quantity that most likely answers, where neither table nor rules do."""
    if metric.applicant not in (None, TOTAL):
        return None
    ask = _ask(head, facts, metric)
    match = likely(desk, ask, facts, metric.year)
    if match is not None and match.fact.qualifier == "累计" and not _EVER.search(f"{metric.words}{metric.said}"):
        match = _of_the_year(facts, match)
    if match is None or (key is not None and not may_state(key, ask, match.fact)):
        return None
    if match.score < PLAINLY and (not may_state(key, ask, match.fact) or _narrower(desk, metric, ask, match.fact)):
        return None
    return Found(head, (match.fact,), (), "number")


def _of_the_year(facts: Sequence[Fact], match: Match) -> Match | None:
    """The year's own number in place of one counted up over all years, where the same words tell it; None where several
    do; the match itself where no other is of its kind."""
    lead = match.fact
    wanted = sense((lead.noun or "").split("累计")[-1].replace(MARK, ""))
    same = [
        fact
        for fact in facts
        if fact.origin == "prose"
        and (fact.metric, fact.unit) == (lead.metric, lead.unit)
        and fact.qualifier != "累计"
        and fact.value is not None
        and fact.total is None
        and fact.year is None
        and wanted.concepts.keys() <= sense(fact.noun or "").concepts.keys()
        and wanted.pairs <= sense(fact.noun or "").pairs
    ]
    if not same or not (wanted.concepts or wanted.pairs):
        return match
    return replace(match, fact=same[0]) if len({fact.value for fact in same}) == 1 else None


def chance_of(desk: Desk, head: ReportHead, metric: Metric) -> float:
    """The probability of the likeliest prose number of a report as the answer."""
    facts = without_promises(desk.facts(head.id), f"{metric.words}{metric.said}", head.year)
    ranked = ranked_for(desk, _ask(head, facts, metric), facts)
    return ranked[0].probability if ranked and ranked[0].heard else 0.0


def nearest(desk: Desk, head: ReportHead, metric: Metric) -> Fact | None:
    """The prose number whose words come nearest to those of `metric`, if any come near; it answers nothing."""
    facts = without_promises(desk.facts(head.id), f"{metric.words}{metric.said}", head.year)
    ranked = ranked_for(desk, _ask(head, facts, metric), facts)
    shown = bool(ranked) and (ranked[0].heard or ranked[0].beside) and ranked[0].probability >= NEAR
    return ranked[0].fact if shown else None


def belied(desk: Desk, head: ReportHead, metric: Metric, fact: Fact | None) -> bool:
    """Whether the words of `metric` point to another number of the report than the prose `fact` that another reading of
    them gives: 公报有多少个投放点 is not how many issues of it there were."""
    if fact is None or fact.origin != "prose" or metric.key is not None or not metric.words:
        return False
    facts = without_promises(desk.facts(head.id), f"{metric.words}{metric.said}", head.year)
    ranked = ranked_for(desk, _ask(head, facts, metric), facts)
    own = max((one.probability for one in ranked if one.fact.value == fact.value), default=0.0)
    return bool(ranked) and ranked[0].probability >= POINTS and own < NEVER


def _narrower(desk: Desk, metric: Metric, ask: Ask, fact: Fact) -> bool:
    """Whether a part is asked for where the number is the whole: 涉农的申请几件 of 共收到申请37件. None of the question's own
    words stand beside the number, and the classifier hears no metric in them."""
    strange = not _HAN.search(metric.words) and unknown_words(metric.words.lower())
    if fact.metric is None or not (strange or unmatched(ask.sense, said_of(fact, ask.own_names))):
        return False
    guess = desk.guess(metric.said or metric.words)
    return guess is None or guess.key == NONE


def _on_sheet(head: ReportHead, facts: Sequence[Fact], metric: Metric) -> list[Fact]:
    """The cell of the statistics sheet for a quantity that is mostly told in prose."""
    key = prose_key(_ask(head, facts, metric))
    return cells_of(facts, replace(metric, key=SHEET.get(key or "")))


def _overall(head: ReportHead, facts: Sequence[Fact], metric: Metric) -> Found | None:
    """How much was published in all, where nothing is named but that it was: 发信息多少条, which disclosed more."""
    said = _ask(head, facts, metric).sense
    if _ASKED_FOR.search(metric.words):
        return None
    bare = not specific(said) and said.concepts.keys() & _PUBLISHED and metric.unit in _COUNTED | {"条", "篇"}
    if not bare or metric.year is not None or unknown_words(metric.words.lower()):
        return None
    own = [fact for fact in facts if fact.origin == "prose" and fact.total is None and fact.year is None]
    own = [fact for fact in own if fact.value is not None and fact.qualifier != "累计"]
    told = [fact for fact in own if fact.metric == "disclosed_total"]
    told = told or [fact for fact in own if _only_that(metric) and _IN_ALL.search(fact.noun or "")]
    return Found(head, (told[0],), (), "number") if len({fact.value for fact in told}) == 1 else None


def _only_that(metric: Metric) -> bool:
    """Whether words say that something was published, and not where or what."""
    said = sense(metric.words)
    return not said.pairs and set(said.concepts.values()) <= _PLAIN and not _OF_SOME.search(metric.words)


def _inside(head: ReportHead, facts: Sequence[Fact], metric: Metric) -> Match | None:
    """The part that the question asks of its whole."""
    if metric.year is not None or metric.applicant not in (None, TOTAL):
        return None
    return part_within(_ask(head, facts, metric), facts)


def _told(head: ReportHead, facts: Sequence[Fact], metric: Metric) -> Match | None:
    """What the prose of a report without such a table says in the words of its cell."""
    ask = _ask(head, facts, metric)
    return told_as_cell(metric.key or "", metric.applicant, ask, facts)


def _stated(
    desk: Desk, head: ReportHead, facts: Sequence[Fact], metric: Metric, by_words: bool
) -> tuple[Match | None, list[Match]]:
    """The prose quantity that the metric's words fit best."""
    if metric.applicant not in (None, TOTAL):
        return None, []
    if not _HAN.search(metric.words) and unknown_words(metric.words.lower()):
        return None, []  # no window can say what no concept knows in English
    ask = _ask(head, facts, metric)
    matches = rank(ask, facts)
    if metric.year is not None:
        matches = [match for match in matches if match.fact.year == metric.year]
    if metric.key is not None:
        matches = [match for match in matches if _same_in_prose(metric.key, match)]
    if metric.key is None and (alone := said_alone(ask, matches)) is not None:
        return alone, []
    lead, rivals = _in_the_unit(ask, *best(matches), matches, facts)
    if rivals and not by_words and lead is not None:
        lead, rivals = likeliest(desk, ask, facts, [lead, *rivals])
    if metric.key is None and (lead is None or not lead.heard) and (alike := named_alike(ask, facts, exactly=True)):
        return alike, []
    if metric.key is None and specific(ask.sense) and (lead is None or not lead.heard):
        if alike := named_alike(ask, facts):
            return alike, []
        lead, rivals = lead if lead is not None and lead.recall >= SURE else None, []
    if metric.key is None and metric.year is None and not by_words and lead is not None and not _plain(lead):
        weighed = likelier(desk, ask, facts, lead)
        return weighed, rivals if weighed is lead else []
    return lead, rivals


def _in_the_unit(
    ask: Ask, lead: Match | None, rivals: list[Match], matches: Sequence[Match], facts: Sequence[Fact]
) -> tuple[Match | None, list[Match]]:
    """The lead, or what states the same number in the unit asked for, or what its sentence counts in that unit of the same:
    编印公报6期，发行6000份, asked for 份."""
    if lead is None or ask.unit in (None, lead.fact.unit):
        return lead, rivals
    same = next((one for one in matches if one.fact.unit == ask.unit and one.fact.value == lead.fact.value), None)
    if same is not None:
        return same, rivals
    at = next(at for at, fact in enumerate(facts) if fact is lead.fact)
    behind = facts[at + 1] if at + 1 < len(facts) else None
    same_sentence = behind is not None and behind.quote == lead.fact.quote and behind.unit == ask.unit
    if behind is None or not same_sentence or not _OF_THE_SAME.fullmatch((behind.noun or "").replace(MARK, "")):
        return lead, rivals
    return replace(lead, fact=behind), []


def _plain(match: Match) -> bool:
    """Whether a window says what was asked in the question's own words, and nothing else."""
    return match.own >= 0.95 and match.excess < BESIDE


def _same_in_prose(key: str, match: Match) -> bool:
    """Whether a prose quantity can stand for a cell: 收到申请8件 is not how many were granted."""
    if match.fact.metric == "request":
        return key == NEW or (key == "requests.results.total" and match.own >= 0.95)
    if key == NEW and match.fact.total is not None:
        return False  # 发文96件，其中依申请公开0件 tells of documents
    return match.heard and match.recall >= SURE


def _together(
    head: ReportHead, cells: Sequence[Fact], match: Match | None, rivals: Sequence[Match], metric: Metric
) -> Found:
    numbers = [fact for fact in cells if fact.state == "number"]
    prose = match.fact if match is not None else None
    if not numbers and prose is None:
        return Found(head, tuple(cells), (), cells[0].state if cells else "absent")
    if not numbers:
        assert prose is not None
        return Found(head, (prose,), tuple(rival.fact for rival in rivals), "number")
    if prose is None or not _same_thing(match):
        return Found(head, (numbers[0],), tuple(numbers[1:]), "number")
    if prose.value == numbers[0].value:
        return Found(head, (numbers[0], prose), (), "number")
    lead, other = (prose, numbers[0]) if _worded_like(metric, match) else (numbers[0], prose)
    return Found(head, (lead,), (other,), "number")


def _same_thing(match: Match | None) -> bool:
    """Whether the prose states what the cell counts, and nothing beside it: 公开处罚信息472条 are no penalties."""
    return (
        match is not None
        and match.recall > 0.9
        and match.own > 0.7
        and match.excess < SAME
        and (match.fact.unit in _COUNTED)
    )


def _worded_like(metric: Metric, match: Match | None) -> bool:
    """Whether the prose has the question's own words and unit, so that it leads and the cell is the other source."""
    return match is not None and match.own > 0.95 and metric.unit is not None and metric.unit == match.fact.unit
