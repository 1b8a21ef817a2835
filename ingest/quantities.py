"""Prose -> facts: every quantity a sentence states, with the few words around it that say what is counted.

A number's own words are its window: from the punctuation or number before it to the one after. Where the words
before hold no noun (公开85条批复), the noun follows; where a list is parallel (微信、微博分别发布1条、2条), each
number gets its item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.contacts import contact_facts
from ingest.cues import MARK, metric_of
from ingest.folding import Folded, fold
from ingest.masks import masked
from ingest.numerals import QUANTITY, Number, percents, read_number
from ingest.orders import instructs
from ingest.outline import section_of
from ingest.report import Block, Fact, Section
from ingest.wholes import Quantity, parts_after_colon, parts_of_totals
from ingest.zeros import heading_zeros, stated_zeros

_IN_WORDS = re.compile(r"[一二两三四五六七八九十百零]+[\u4e00-\u9fff]{1,2}\s*[、，,和与及]\s*")
"""A number in words, of a list of numbers."""
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_EDGE = re.compile(r"[，,。；;：:（）()！？!?\n]")
_EDGE_AFTER = re.compile(r"[，,。；;：:、（）()！？!?\n]")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_JOIN = re.compile(r"(?:以及|和|与|及|并|、)")
_HAN_NOT_BEFORE = re.compile(r"(?:最[高多少低大小]的|[第每逐同统唯单进任某这那哪初周之万零两十百千进第]|星期|唯|为)$")
_HAN_NOT = re.compile(
    r"[一两三四五六七八九十](?:起(?!信|案|投|件|诉|[，。、；）]|$)|次性|件事|个窗口|家人|类事项|体|张网|块(?!钱)|批|点(?!\d)|步|定|些|种|本|部|分|天|人(?!次|员)|个(?:方面|平台|机制|中心|环节|重点|体系|目标|标准|专栏|问题|核心|主体))"
)
_ONLY_SUMS = re.compile(r"\s*(?:全年|以上)?(?:共|共计|合计|总计|总共|累计|数量达?|计)\s*")
_SUMS = re.compile(r"(?:以上)?(?:共|共计|合计|总计|总共|累计)")
_GREW = re.compile(
    r"(?:增[长加]?|上升|提[升高]|扩大|扩[展充容]|下降|减少|升|降|压缩|缩短|压减|精[简减]|缩减|减|压|缩|调整|提速|清理|整合|[合归撤]并|优化){1,2}[到至为成]了?(?:年末的?|年底的?)?"
)
_MADE_PUBLIC = re.compile("(?<!信息)(?<!政务)公开(?!申请|工作)|发布(?!会)|推送")
"""新收政府信息公开申请58件，加上年结转3件，共61件: nothing was made public there."""
_THAN = re.compile(r"[较比](?P<year>(?:(?:19|20)\d{2}年|上一?年度?|去年)(?:同期)?)的?")
_RATED = re.compile(r"(?:约|均|分别|各)?占(?:比|到)?(?:[^，。；]{0,12}?的)?(?:比例|比重)?(?:为|达|达到|约)?")
_TIME = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?=年(?!以来|报))|(?<![较比同于与])(?P<last>去年|上一?年度?(?!结转|转入|末|底))|(?P<own>今年|本年|全年|报告期|增[长加]?[至到]|升至|降至|减少[至到]|下降[至到])"
)
_CASES = frozenset("件 宗 份 条 项 起 例".split())
_CAME_IN = re.compile(
    r"(?:(?:\d{4}年度?|全年|本年度?|今年|我[局委办厅镇县市区]|本单位|共|共计|一共|总共)[，,]?)*(?:新收到?|收到|共收|受理)"
)
_OPENED, _AGAIN = re.compile(r"\s*[（(]\s*"), re.compile(r"\s*[、，,（(]\s*")
_VERB = re.compile(
    r"(?:共|累计|总共|合计|全年|主动|及时|分别|新|已|均|并|还|又|再|其中|通过|发布|公开|推送|发送|更新|召开|举办|开展|组织|办理|受理|收到|答复|回复|处理|制定|制发|印发|编制|"
    r"编印|刊登|刊发|上传|报送|建立|设立|开设|达到|达|为|有|了|计|约|近|超|是|在|将|对|本年度?|年度|我局|我委|我办|我市|我县|我区|我镇)"
)


def prose_facts(
    blocks: Sequence[Block], sections: Sequence[Section], report: str, year: int | None = None
) -> tuple[Fact, ...]:
    """All quantities, stated zeros and contacts of the text blocks, in reading order.

    `Fact.noun` is the number's window with MARK at its place; `Fact.quote` the clause as printed. A number in a sentence
    that gives orders to whoever answers is no number of the report's: its state is unreadable."""
    facts: list[Fact] = []
    for block in blocks:
        if block.table is not None:
            continue
        section = section_of(sections, block.index)
        path = section.path if section else ()
        text = fold(block.text)
        if section is not None and section.kind == "signature" and len(text.text) < 30:
            continue
        alone = section is not None and section.last - section.first == 2 and block.index == section.first + 1
        none = heading_zeros(path[-1], block, report) if alone and path else ()
        for fact in (*none, *_block_facts(block, text, report, year, len(facts)), *contact_facts(block, text, report)):
            facts.append(replace(_headed(fact, path), section=path))
    return tuple(facts)


def _headed(fact: Fact, path: Sequence[str]) -> Fact:
    """依申请公开。本年新收38件: what came in, where the heading says of what."""
    named = fact.origin == "prose" and fact.metric is None and fact.unit in _CASES and fact.total is None
    if named and path and "依申请" in path[-1] and _CAME_IN.fullmatch((fact.noun or "").replace(MARK, "")):
        return replace(fact, metric="request")
    return fact


def _block_facts(block: Block, text: Folded, report: str, year: int | None, offset: int) -> list[Fact]:
    hidden = masked(text.text)
    facts: list[Fact] = []
    before: list[Fact] = []
    for sentence in _SENTENCE.finditer(text.text):
        found = _quantities(text.text, hidden, *sentence.span())
        base = offset + len(facts)
        stated = [
            _fact(
                block,
                text,
                report,
                year,
                sentence.span(),
                item,
                base,
                None if item.part_of is None else found[item.part_of],
            )
            for item in found
        ]
        if stated and instructs(block.text[slice(*text.source(*sentence.span()))]):
            stated = [replace(fact, value=None, state="unreadable") for fact in stated]
        if before and re.match(r"[\s，,]*其中", sentence.group()):
            stated = _parts_of_one(before, base - len(before), stated)
        counts = any(fact.unit != "%" for fact in stated)
        zeros = list(stated_zeros(block, text, report, sentence.span()))
        before = stated if counts and not zeros else []
        facts += stated + zeros
    return facts


def _parts_of_one(before: Sequence[Fact], first: int, parts: list[Fact]) -> list[Fact]:
    """The facts of a sentence that opens with 其中, tied to the one count of the sentence before, or to the one of several
    that they add up to (214件，同比增长23.7%。其中，119件，81件，14件)."""
    counts = [(at, fact) for at, fact in enumerate(before, first) if fact.unit != "%" and fact.value is not None]
    if len(counts) == 1 and before[-1] is counts[0][1]:
        return _parts_of(counts[0][1], counts[0][0], parts)
    for at, total in counts:
        run = [part for part in parts if part.total is None and part.unit == total.unit]
        if len(run) > 1 and sum(part.value or Decimal(0) for part in run) == total.value:
            return _parts_of(total, at, parts)
    return parts


def _parts_of(total: Fact, index: int, parts: list[Fact]) -> list[Fact]:
    """The facts of a sentence that opens with 其中, tied to the one count of the sentence before."""
    return [
        replace(part, total=index)
        if part.total is None
        and total.value is not None
        and part.value is not None
        and part.value <= total.value
        and part.unit in (total.unit, None)
        else part
        for part in parts
    ]


def _quantities(text: str, hidden: str, start: int, end: int) -> list[Quantity]:
    numbers = _numbers(text, hidden, start, end)
    found: list[Quantity] = []
    for index, number in enumerate(numbers):
        before = numbers[index - 1].end if index else start
        after = numbers[index + 1].start if index + 1 < len(numbers) else end
        left, right = _window(text, before, number, after)
        if not left and index and not text[before : number.start].strip():
            left = found[-1].left  # 举办培训班2期120人次: both numbers share the words before
        elif (
            index
            and not left + right
            and number.unit != found[-1].number.unit
            and (_OPENED if found[-1].number.unit == "%" else _AGAIN).fullmatch(text[before : number.start])
        ):
            left = found[-1].left  # 发放补贴2915户、1147万元: the same, counted in something else
        elif index and _GREW.fullmatch(left):
            left = re.sub("[由从][^由从]*$", "", found[-1].left) + left  # 粉丝由年初的1万人增长到2万人
        elif index and (hit := _THAN.fullmatch(left)) and len(_nouns(found[-1].left)) > 1:
            left = f"{found[-1].left}{hit['year']}"  # 公开信息274条，比2019年的231条增加43条
        elif index and number.unit == "%" and _RATED.fullmatch(left):
            left = f"{found[-1].left}{found[-1].right}{left}"  # 来函30件，占比12.5%
        elif index and _SUMS.fullmatch(left) and not _EDGE.search(text[before : number.start]) and right:
            left = f"{found[-1].left}{left}"  # 公开抽查结果2批次共74个项目
        elif index and _SUMS.fullmatch(left) and (said := _MADE_PUBLIC.search(found[0].left)):
            left = f"{said.group()}信息{left}"  # 网站公开15万条，微信公开4万条，共计24万条
        found.append(Quantity(number, left, right, _clause(text, start, end, number)))
    return parts_after_colon(text, parts_of_totals(text, start, _parallel(text, start, _shared(text, found))))


def _numbers(text: str, hidden: str, start: int, end: int) -> list[Number]:
    found = percents(hidden, start, end)
    written = [(one.start, one.end) for one in found]
    for hit in QUANTITY.finditer(hidden, start, end):
        number = None if any(one < hit.end() and hit.start() < other for one, other in written) else read_number(hit)
        if number is not None and _counts(text, number, start):
            found.append(number)
    return sorted(found, key=lambda number: number.start)


def _counts(text: str, number: Number, start: int) -> bool:
    """Whether the digits state a count. Without a unit they must close a noun: 公示公告21，; never 5G or 2021."""
    before, after = text[max(start, number.start - 6) : number.start], text[number.end : number.end + 6]
    if after.startswith(("部分", "部份", "方面", "章节")) or number.unit == "部分":
        return False  # 由六个部分组成
    if number.han:
        return not _HAN_NOT_BEFORE.search(before) and not _HAN_NOT.match(text[number.start : number.end + 3])
    if re.search(r"第$", before):
        return number.unit in ("名", "位")
    if number.unit is not None:
        return True
    if re.match(r"[A-Za-z+/＋级号楼年月日时\d.-]", after) or re.search(r"[A-Za-z.\d/-]$", before):
        return False
    closes = re.match(r"$|[，,。；;、）)\n]", after) is not None
    noun = re.search(r"[\u4e00-\u9fff：:]{2}$", before) is not None
    year = number.printed.isdigit() and len(number.printed) == 4 and 1949 <= int(number.printed) <= 2099
    return (
        noun
        and not year
        and (closes or ((number.value < 10**6 or number.printed[-1] in "万亿") and "\u4e00" <= after[:1] <= "\u9fff"))
    )


def _window(text: str, before: int, number: Number, after: int) -> tuple[str, str]:
    # A bracket in the middle of a noun phrase does not end it: 通知公告类（含公示）信息2660条.
    left = _BRACKET.sub("", text[before : number.start])
    if before and text[before - 1] not in "。！？!?\n" and (pause := re.match("[^，,。；;：:]*?、", left)):
        left = left[pause.end() :]
    if (edges := list(_EDGE.finditer(left))) and not _only_pause(left, edges[-1]):
        left = (
            left[edges[-1].end() :]
            if not _ONLY_SUMS.fullmatch(left[edges[-1].end() :])
            else _clause_before(left, edges)
        )
    elif edges:
        left = left[: edges[-1].start()][max((e.end() for e in edges[:-1]), default=0) :]
    right = text[number.end : after]
    if edge := _EDGE_AFTER.search(right):
        right = right[: edge.start()]
    return _trim(left), right


def _clause_before(left: str, edges: list[re.Match[str]]) -> str:
    """主动公开政府信息，共697条: the clause before the comma says what is counted."""
    if edges[-1].group() not in "，,":
        return left[edges[-1].end() :]
    start = edges[-2].end() if len(edges) > 1 else 0
    return left[start : edges[-1].start()] + left[edges[-1].end() :]


def _only_pause(left: str, edge: re.Match[str]) -> bool:
    """A colon straight before the number closes its noun: 新收申请：7件."""
    return edge.group() in "：:" and not left[edge.end() :].strip()


def _trim(words: str) -> str:
    return words.replace("\0", "").strip(" \u3000")


def _nouns(words: str) -> str:
    """What is left of a window without verbs and adverbs."""
    return _VERB.sub("", re.sub(r"\d{4}年度?|截[至止]|[“”\s]", "", words))


def _shared(text: str, found: list[Quantity]) -> list[Quantity]:
    """Words between two numbers of one clause belong to one of them: split at a conjunction, else to the number
    that has no noun yet."""
    out = list(found)
    for index in range(1, len(out)):
        first, second = out[index - 1], out[index]
        between = text[first.number.end : second.number.start]
        if not between or _EDGE_AFTER.search(between) or first.right != _trim(between):
            continue
        if join := _JOIN.search(between):
            right, left = between[: join.start()], between[join.end() :]
            own = len(_nouns(left)) > 1
            out[index - 1] = replace(first, right=right)
            out[index] = replace(second, left=left if own or second.right else first.left)
        elif len(_nouns(first.left)) > 1:
            out[index - 1] = replace(first, right="")
        else:
            out[index] = replace(second, left=first.left if _nouns(second.right) else second.left)
    return out


def _parallel(text: str, start: int, found: list[Quantity]) -> list[Quantity]:
    """微信、微博分别发布信息1826条、2386条: one item a number."""
    out = list(found)
    for hit in re.finditer(
        "分别|依次|各自|各(?![类项种级地方界部单家市县区镇])", text[start : found[-1].number.start] if found else ""
    ):
        at = start + hit.start()
        head = re.split(r"[，,。；;：:]", text[start:at])[-1]
        items = [item for item in re.split(r"、|和|与|及|以及", head) if item.strip()]
        rows = [i for i, item in enumerate(out) if item.number.start > at]
        run = _run(text, out, rows)
        if len(items) == 1 and len(run) >= 2:
            _rated(out, rows, run, _trim(head))
        words = text[start + hit.end() : out[run[0]].number.start] if run else ""
        unread = _IN_WORDS.findall(words)  # 分别为一件、25件: the second is of the second
        if not len(items) >= 2 or len(unread) + len(run) != len(items):
            continue
        items = items[len(unread) :]
        verb = re.split(r"[，,。；;：:]", _IN_WORDS.sub("", words))[-1]
        for index, item in zip(run, items, strict=True):
            out[index] = replace(out[index], left=_trim(item) + _trim(verb))
    return out


def _rated(out: list[Quantity], rows: list[int], run: list[int], rate: str) -> None:
    """112个部门公开了预算，110个部门公开了决算，公开率分别为100%和98.2%: each rate is of the number as far before it."""
    counted = [out[index] for index in range(len(out)) if index < rows[0] and out[index].number.unit != "%"]
    if len(counted) == len(run) and all(out[index].number.unit == "%" for index in run):
        for index, whole in zip(run, counted, strict=True):
            out[index] = replace(out[index], left=f"{whole.left}{whole.right}{rate}")


def _run(text: str, found: list[Quantity], rows: list[int]) -> list[int]:
    """The numbers from the first of `rows` on that follow each other with nothing but a pause between."""
    run = rows[:1]
    for index in rows[1:]:
        between = text[found[index - 1].number.end : found[index].number.start]
        if not re.fullmatch(r"\s*(?:、|和|与|及|，|,)\s*", between):
            break
        run.append(index)
    return run


def _clause(text: str, start: int, end: int, number: Number, most: int = 70) -> tuple[int, int]:
    """The piece of the sentence that is quoted: between semicolons, or between commas where that is long."""
    for marks in ("；;", "；;，,"):
        pause = re.compile(rf"[{marks}](?!(?<=\d,)\d{{3}})")  # none inside 29,655
        left = max((hit.end() for hit in pause.finditer(text, start, number.start)), default=start)
        after = pause.search(text, number.end, end)
        right = after.start() if after else end
        if right - left <= most:
            break
    else:
        left, right = max(left, number.start - most // 2), min(right, number.end + most // 2)
    return left, right


def _fact(
    block: Block,
    text: Folded,
    report: str,
    year: int | None,
    sentence: tuple[int, int],
    item: Quantity,
    base: int,
    total: Quantity | None = None,
) -> Fact:
    number = item.number
    begin, end = text.source(*item.clause)
    noun = f"{item.left}{MARK}{item.right}"
    if total is not None and not _nouns(noun.replace(MARK, "")):
        noun = f"{total.left}{item.left}{MARK}{item.right or total.right}"  # 累计访问量4746万，其中2009年度1499万
    context = text.text[sentence[0] : number.start]
    before = text.text[item.clause[0] : number.start]
    qualifier = "第" if text.text[number.start - 1 : number.start] == "第" else number.qualifier
    if qualifier == "exact" and _since_ever(before):
        qualifier = "累计"
    return Fact(
        report=report,
        metric=metric_of(noun, context, number.unit),
        value=_plain(number.value),
        state="number",
        origin="prose",
        quote=block.text[begin:end].strip(),
        place=block.place(*text.source(number.start, number.end)),
        unit=number.unit,
        qualifier=qualifier,
        noun=noun,
        year=_other_year(before, year),
        total=None if item.part_of is None else base + item.part_of,
    )


def _since_ever(before: str) -> bool:
    """Whether a count runs over the years: 截止2009年底，已公开…; 历年累计…"""
    return re.search(
        r"截[至止到][^，,]*(?:年底|月底|目前)?[，,]?.*(?:已|累计|现有)|历年|自.{2,24}以来", before
    ) is not None and not re.search(r"其中[^，,]*年", before)


def _other_year(before: str, year: int | None) -> int | None:
    """The year a number speaks of where that is not the report's own: the last one named before it, which 今年 and
    增至 take back; a difference (较2019年增加8条) is of no other year."""
    if re.search(
        r"(?:(?<!新)增|[较比][^，,。；;]*新增|减|降|升|多|少|涨)[^，,。；;]{0,4}$|同比[^，,。；;]{0,6}$", before
    ) and not re.search(r"[至到]$", before):
        return None
    found = None
    for hit in _TIME.finditer(re.sub(r"自\d{4}年[^，,。；;]{0,20}(?:以来|起)", "", before)):
        if hit["year"]:
            found = int(hit["year"])
        elif hit["last"]:
            found = year - 1 if year else None
        else:
            found = None
    return found if found != year else None


def _plain(value: Decimal) -> Decimal:
    """15000.0 as 15000; 26.55 as it is."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()
