"""What a question asks for: its words without those that ask, as one metric or as several."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.concepts import sense
from assistant.cues import NAME, YEAR, Heard, bare
from assistant.facets import common_parts_of, narrow_parts, parts_of, table_words, tables, without_light
from assistant.framing import BESIDE, apart
from assistant.joining import JOINT, columns_of_one_row, measured_apart, named_together, of_one_table, thing
from assistant.metrics import label_of, label_with, recognise, unknown_words
from assistant.question import Language, Metric, Operation
from assistant.spelling import respelled
from assistant.wording import unit_in
from ingest.taxonomy import metrics

_ALWAYS = frozenset(
    "courtesy meta report verify ask measure grand yes_no lean correct self both each items parts source".split()
)
_MANY = frozenset("whole sum who everyone most least order by mean none exist more bound tally".split())
_SIDES = frozenset("who order by sum which_year versus more change yoy grew most least".split())
_TAKEN: dict[Operation, frozenset[str]] = {
    "lookup": frozenset(("sum", "tally", "fault")),
    "rank": _MANY | {"change"},
    "list": _MANY | {"which_year"},
    "total": _MANY | {"cumulative"},
    "compare": _SIDES,
    "trend": _SIDES | {"what", "everyone", "by"},
    "share": _SIDES | {"share", "everyone", "who"},
    "yes_no": frozenset(("none", "exist")),
    "explain": frozenset(("why", "exist")),
    "check": frozenset(("check", "fault", "problems", "what")),
    "summarise": frozenset(("summary",)),
}
"""The roles whose words an operation accounts for; words of other roles are part of what is asked about."""
_OVER_MANY: frozenset[Operation] = frozenset(("rank", "list", "total"))
_SEPARATORS = re.compile(r"[，,；;、。？?]|以及|(?<=[ \u4e00-\u9fff])(?:和|及|与)(?=[ \u4e00-\u9fff])|\band\b")
_SEGMENT = re.compile(r"(?:[^，,。:：;；!！?？.]|\.(?!\s|$))+")
_LISTED = re.compile(
    r"[:：](?=[^:：,，、]{2,40}(?:[,，、]| and )[^:：]{2,}$)|[(（](?=[^()（）,，、]{2,40}[,，、][^()（）]{2,}[)）])"
)
"""Behind it, one thing after another is named: still valid, lapsed, abolished."""
_UNTIL = re.compile(r"截[至止到]|\b(?:as of|up to|by the end of)\b", re.IGNORECASE)
"""What is counted up to a day is counted over all years."""
_ASIDE_ROLES = frozenset("courtesy meta lean report self correct verify".split())
_EACH_ALONE: frozenset[Operation] = frozenset(("lookup", "yes_no", "explain"))
_FREE_TEXT = frozenset("why problems measures summary check".split())
_SETTING = re.compile(
    r"^(?:正在?|在|为|因)?(?:做|写|备|编|填|核|审|准备|撰写|起草)|核稿|评估|考核|视察|采访|督查|巡察|[我咱您你]|(?:领导|老师|老板|主任|处长|科长|局长)(?=[要让叫说想问等交催好，,]|$)|同[事学]|编辑|记者|读者|朋友|网友|同仁|上[级面头]|写稿|稿子|底稿|材料|报表|表格|论文|课题|调研|汇报|开会|会上|会议|着急|急[用需要等]|公布了|出[来了]|看[到了过]|听说|"
    r"(?:[要想让叫请问说查找看需核写做用好急缺差求]|需要|核实|核对|确认|统计|整理|比对|了解|关于|对于|针对|至于|发现|注意到|[了吧呢啊呀哈嘛]|的话|时候?|一下|期间)$"
    r"|\b(?:i|i'm|i'd|we|my|our|me|you|your|hi|hello|hey|dear|need|needs|want|wants|asked|asking|writing|preparing|checking|looking|reading|working|"
    r"for|about|regarding|according|just|quick|quickly|please|thanks|boss|editor|journalist|reporter|researcher|student|lawyer|auditor|colleague|question|story|article|paper)\b",
    re.IGNORECASE,
)
"""What sets a scene says who asks, or what for; words that do neither may be what is asked about (公文类信息◆公开多少)."""
_TOWARDS = re.compile(
    r"[人者民生户属们](?:提交|提|递交|递|交|寄|发)?(?:向|给|到|至)\s*$|(?:^|[，,。\s])要?[^，,。\s我咱您你请想要让叫帮麻打问]{2,}(?:向|给|跟|找)\s*$"
)
"""外省人向◆提的申请: who asked is part of what is asked."""
_MEANS = frozenset(("online", "in_person", "by_letter", "by_fax"))
_LOOKED = re.compile("[看查搜见听读聊]|了解|关注|浏览")
"""当面到◆提申请: the way in which they came is part of what is asked, but not 网上看到◆."""
_TO_A_NAME = re.compile(rf"[{YEAR}{NAME}\s，,在]*(?:向|给|跟|找|朝)\s*{NAME}")
_SOMEBODY = re.compile(r"[^我咱您你请想要让叫帮麻打问，,。\s]{2,}")
"""做生意的人●给◆递了几件申请, but not 领导让我●向◆要."""
_COUNTABLE = re.compile(
    r"(?:信息|文件|公告|公示|通知|批复|决定|稿件?|申请|建议|提案|活动|会议?|培训|案件?|事项|服务|清单|目录|数量|项目|规划|标准|制度|资金|补助|平台|账号|栏目|渠道|人员|[人件条篇场期]?次数?|[率额费量])$"
)
"""Words that end in what reports count are no setting, even where no report says them."""
_EACH_KIND = re.compile(
    r"(?:[两三四五六七八几各]|\d)(?:大)?[种类项个](?:不同)?的?(?:情形|理由|情况|原因|事由|类型|依据|缘由)[^，,。]{0,3}(?:[，,][^，,。]{0,12})?(?:分别|各(?![类种项]))"
    r"|\beach (?:\w+ )?(?:ground|reason|category|type|kind)s?\b",
    re.IGNORECASE,
)
"""不予处理的五种情况各几件: the kinds of what is named."""
_LEFT_OVER = re.compile(
    r"(?:上一?年|去年|往年)(?:度)?[^，,。]{0,6}?(?:结转|转|留|剩)|\b(?:carried|brought|rolled|left) (?:over|forward|in)\b",
    re.I,
)
"""What is counted with what came in is no setting."""
_CAME = ("requests.received_new", "requests.carried_in")
WITH_CARRIED = re.compile(
    r"(?<![不没未非勿别])(?<!不[用要必])(?:加|算|连|包括|包含|(?<!包)含)(?:上|同|着)?[^，,。和与]{0,4}(?:上一?年|去年|往年|以前|年前)(?:度)?[^，,。]{0,6}?(?:转|留|剩|遗留|没办完|未办结)"
    r"|\b(?:including|counting|plus|together with|as well as) (?:those |the ones |what was )?(?:carried|brought|rolled|left) (?:over|in|forward)",
    re.IGNORECASE,
)
_IN_HAND = re.compile(
    r"新(?:收|来|接|提)[^，,。]{0,8}?(?:加|和|与|连同?|跟|以及|、)[^，,。]{0,6}?(?:结转|转[来入过]|留下|遗留|剩下)(?!下|到下|至下)"
)
"""What an agency had to deal with: what came in and what was left from the year before."""
_KINDS = re.compile(
    r"(?:的|里面?|中)?(?:[这那上]述?)?(?:[两三四五六七八几各]|\d)(?:大)?[种类项个](?:不同)?的?$"
    r"|\b(?:fell|fall|came|come) under\b|\b(?:ground|reason|categor(?:y|ie)|type|kind)s? (?:of|for)\b",
    re.IGNORECASE,
)
_WHEN = re.compile("[到在]?(?:年初|年底|年末|期初|期末|岁末)(?:时|的时候|又)?(?:是|有|为)?")
_PLAIN = frozenset(("act", "filler", "generic"))
_BODIES = frozenset(("家", "个"))
_COUNTS = {
    **{word: at for at, word in enumerate("one two three four five six seven eight nine ten".split(), start=1)},
    **{char: at for at, char in enumerate("一二三四五六七八九十", start=1)},
    "两": 2,
}
_LIMIT = re.compile(
    rf"(?:^(?!一[多高])|[前头后末尾数第哪后的 ]|top)\s*(\d{{1,2}}|{'|'.join(_COUNTS)})(?![\d十])", re.IGNORECASE
)
_EDGES = re.compile(
    r"^(?:[\s的了是，,、:：.·()（）\-—]|在(?![线职编册办审])|有(?!效))+|(?:[\s的得是有，,、:：.·()（）\-—]|(?<!不)了|(?<![存现所])在)+$"
)
_SPOKEN = re.compile(
    r"(?<=[网站台号信博音端])(?:上面|里面|上|里)(?=发|公开|推|更新|登|挂|刊)|(?<=[开布送新发登出])(?:出来|出去)?[了的](?=信息|消息|文章|内容|微博|微信|公众号)"
)
"""官网上发的信息 is 官网发信息."""
_DANGLING = re.compile(r"^(?:and|or)\s+(?=\w)|(?<=\w)[\s,]+(?:and|or)\s*$", re.IGNORECASE)
_ALONE = re.compile(r"(?<!\S)[和与及跟同比、](?!\S)")
_LOOSE = re.compile(r"\s*([，,])[\s，,]*")
_MARKS = re.compile(rf"；{BESIDE}|" r"[？?！!。]|\.(?=\s|$)|[（(]本级(?:机关)?[）)]|[（(]\s*[）)]|['’]s?(?=\s)")


def topic_of(heard: Heard, operation: Operation, but: Collection[str] = ()) -> str:
    """What the question is about: its words without names, years and the cues that the operation accounts for (`but`
    those of these roles)."""
    taken = (_ALWAYS | _TAKEN.get(operation, frozenset())) - frozenset(but)
    if operation not in ("explain", "summarise", "contact"):
        taken |= {"what"}
    return tidied(bare(heard.without(taken)))


def pertinent(heard: Heard, counted: Callable[[str], bool]) -> Heard:
    """A question without the words of those segments that tell of its setting (老师好，…; 报告公布了，…): no metric and
    no word that asks stands in them, and a metric stands in another. `counted`: whether words stand beside a number of the
    reports asked about; what does is asked for, wherever it stands (公文类信息◆公开多少条)."""
    pieces = [piece for hit in _SEGMENT.finditer(heard.text) for piece in _around_first_name(heard.text, *hit.span())]
    if len(pieces) < 2 or heard.roles & _FREE_TEXT:
        return heard
    left = heard.without(heard.roles)
    tails = {two for one, two in pairwise(pieces) if one[1] == two[0]}  # did ◆ repeal: what follows a name is asked
    listed = _LISTED.search(heard.text)
    tails |= {one for one in pieces if listed and one[0] >= listed.end()}
    idle = [one for one in pieces if one not in tails and _idle(left[slice(*one)], heard, *one, counted)]
    if not idle or not any(_asked_in(left[slice(*one)], heard, *one) for one in pieces if one not in idle):
        return heard
    kept = list(heard.text)
    for start, end in idle:
        kept[start:end] = [
            char if char in (NAME, YEAR) or any(c.start <= at < c.end for c in heard.cues) else " "
            for at, char in enumerate(heard.text[start:end], start)
        ]
    return Heard("".join(kept), heard.cues)


def _around_first_name(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A segment cut before its first name or year: what stands there (领导要◆●新收申请) is seldom what is asked for."""
    first = min((at for mask in (NAME, YEAR) if (at := text.find(mask, start, end)) >= 0), default=start)
    yield from ((one, two) for one, two in ((start, first), (first, end)) if one < two)


def _idle(words: str, heard: Heard, start: int, end: int, counted: Callable[[str], bool]) -> bool:
    asks = any(start <= cue.start < end and cue.role not in _ASIDE_ROLES for cue in heard.cues)
    asks = asks or _UNTIL.search(words) is not None
    told = tidied(bare(words))
    if _RUNS_INTO_NAME.search(words) and not _PERSONAL.search(words):
        return False  # tutoring outfits on the ◆'s list
    if (
        heard.text[start] in (NAME, YEAR)
        and told
        and not (words.isascii() or _SETTING.search(told) or _SCENE.search(told))
    ):
        return False  # what the agency did: ◆●搞暗访，去了几家
    of_a_name = heard.text[start] in (NAME, YEAR) and _of_a_table(told)  # ◆的规章，还管用的几部
    if of_a_name or _parts_only(told) or _TOWARDS.search(words) or _LEFT_OVER.search(words):
        return False
    if narrow_parts(told) & _MEANS and heard.text[end : end + 1] == NAME and not _LOOKED.search(words):
        return False
    if _TO_A_NAME.match(heard.text, end) and _SOMEBODY.fullmatch(told):
        return False
    parts = JOINT.split(told)
    named = any(counted(part) for part in (told, *parts)) or (len(parts) > 1 and all(map(narrow_parts, parts)))
    setting = not told or _SETTING.search(told) is not None or not (_COUNTABLE.search(told) or named)
    return setting and not asks and not _names_a_thing(words) and set(sense(told).concepts.values()) <= _PLAIN


_SCENE = re.compile("(?:里|中|内|上|方面|情况|来说|来讲|而言|工作)$")
_RUNS_INTO_NAME = re.compile(r"[a-z] (?:of|on|at|by|for|in|from|with|to|under|per)(?: the)?\s*$", re.IGNORECASE)
_PERSONAL = re.compile(
    r"\b(?:i|i'm|i've|i'd|we|my|our|us|me|you|your|looking|curious|working|writing|reading|article|story|paper|piece|question|report)\b",
    re.IGNORECASE,
)


def _parts_only(words: str) -> bool:
    """Whether English words name part of a table and nothing else: still pending, upheld."""
    found = parts_of(words)
    return words.isascii() and bool(found.names) and not re.search("[A-Za-z]{3}", found.rest)


def _of_a_table(words: str) -> bool:
    """Whether words name part of a table, and beside it nothing that narrows it."""
    found = parts_of(words)
    return bool(found.names) and not re.search("[\u4e00-\u9fffA-Za-z]", without_light(found.rest))


def _asked_in(words: str, heard: Heard, start: int, end: int) -> bool:
    """Whether a segment says what is asked for: a metric, or how many there are of what it names."""
    counts = any(start <= cue.start < end and cue.role in ("ask", "measure") for cue in heard.cues)
    return _names_a_thing(words) or (counts and says_something(tidied(bare(words))))


def _names_a_thing(words: str) -> bool:
    """Whether words name a cell of the tables, a channel or a thing."""
    topic = tidied(bare(words))
    return bool(topic) and (
        any(kind in ("channel", "thing") for kind in sense(topic).concepts.values()) or bool(recognise(topic))
    )


def limit_of(heard: Heard) -> int | None:
    """How many are asked for: 前三名, 哪五家, the two lowest."""
    texts = (cue.text for role in ("order", "least", "most", "who") for cue in heard.of(role))
    hits = (_LIMIT.search(text) for text in texts)
    return next((_COUNTS.get(hit[1].lower()) or int(hit[1]) for hit in hits if hit), None)


def tidied(words: str) -> str:
    """Words without marks, and without what only ties them to their neighbours."""
    words = _LOOSE.sub(
        lambda hit: ", " if hit[1] == "," else "，", re.sub(r"\s+", " ", _ALONE.sub(" ", _MARKS.sub(" ", words)))
    )
    before = None
    words = _DANGLING.sub("", _SPOKEN.sub("", words))
    while words != before:
        before, words = words, _EDGES.sub("", words)
    return words


def metrics_of(heard: Heard, operation: Operation, language: Language, but: Collection[str] = ()) -> tuple[Metric, ...]:
    """The metrics asked for, in the order asked: one, one for each 多少, or one for each thing that 分别 joins."""
    found = tuple(replace(one, said=one.said or heard.text) for one in _metrics_of(heard, operation, language, but))
    if operation in _OVER_MANY:  # a cell is a cell, whatever unit the question counts in
        return tuple(replace(metric, unit=None) if metric.key else metric for metric in found)
    return found


def _metrics_of(heard: Heard, operation: Operation, language: Language, but: Collection[str]) -> Sequence[Metric]:
    if operation in _EACH_ALONE and (several := _set_apart(heard, apart(heard.text), operation, language, but)):
        return several
    heard = Heard(heard.text.replace(f"；{BESIDE}", "， "), heard.cues)
    several = _set_apart(heard, measured_apart(heard), operation, language, but)
    if several and all(one.key or one.applicant or thing(one.words, one.unit) for one in several):
        return several
    alone = heard.text.count(NAME) < 2 and heard.text.count(YEAR) < 2
    if operation == "lookup" and alone and _in_hand(heard):
        return [Metric(key, label_of(key, language), label_of(key, "zh")) for key in _CAME]
    if operation == "lookup" and alone and (columns := columns_of_one_row(heard.text, language)):
        return columns
    pieces = [piece for piece in _pieces(heard) if piece.roles & {"ask", "what", "tally"}]
    if len(pieces) < 2:
        topic, asked = topic_of(heard, operation, but), topic_of(heard, operation, (*but, "ask"))
        unit = unit_in(heard.text)
        if unit in _BODIES and operation in _OVER_MANY:
            unit = None  # 几家单位 counts who, not what
        if unit in ("%", "倍") and heard.of("grew") and "grew" not in but:
            unit = None  # of the change, not of what changes
        if (heard.of("parts") or _EACH_KIND.search(heard.text)) and (
            kinds := _kinds_of(topic_of(heard, operation, but), unit, language)
        ):
            return kinds
        each = bool(heard.roles & {"each", "both", "items", "versus", "more"}) or bool(measured_apart(heard))
        tied = named_together(topic, unit, language, each)
        return [replace(one, said=one.words) for one in tied] or _metric(topic, unit, language, asked)
    if together := _of_one_table(pieces, operation, language, but):
        return together
    found: list[Metric] = []
    first = ""
    for piece in pieces:
        topic = topic_of(piece, operation, but)
        first = first or _WHEN.sub("", topic) or topic
        asked = topic_of(piece, operation, (*but, "ask"))
        if known := _of_the_same(first, topic, unit_in(piece.text), language):
            found.append(replace(known, words=asked, said=piece.text))
            continue
        if topic != first and not _stands_alone(topic):
            topic, asked = f"{first} {topic}", f"{first} {asked}"
        said = piece.text if _stands_alone(topic_of(piece, operation, but)) else f"{first} {piece.text}"
        found += (replace(one, said=said) for one in _metric(topic, unit_in(piece.text), language, asked))
    return tuple(found)


def _set_apart(
    heard: Heard, spans: Sequence[tuple[int, int]], operation: Operation, language: Language, but: Collection[str]
) -> list[Metric]:
    """The metrics of the things that a question sets apart, each read by itself; [] where it names fewer than two."""
    found: list[Metric] = []
    first = ""
    for start, end in spans:
        piece = heard.part(start, end)
        topic = topic_of(piece, operation, but)
        if not says_something(topic):
            continue
        same = _of_the_same(first, topic, unit_in(piece.text), language) if first else None
        own = (same,) if same else _metrics_of(piece, operation, language, but)
        found += (replace(one, said=piece.text) for one in own)
        first = first or topic
    return found if len(found) > 1 else []


def _in_hand(heard: Heard) -> bool:
    """Whether one number is asked for, of what came in and what was left from the year before."""
    if "each" in heard.roles or len(heard.of("ask")) > 1:
        return False
    summed = heard.roles & {"sum", "grand"} and _IN_HAND.search(heard.text)
    return bool(summed) or WITH_CARRIED.search(heard.text) is not None


def _of_the_same(first: str, topic: str, unit: str | None, language: Language) -> Metric | None:
    """What a later part asks of the table or the row that the first one names: 申请自然人几件，企业几件; 不予公开几件，公开了的几件."""
    whole, known = common_parts_of(first) & tables(), recognise(topic, unit, language)
    if first == topic or len(whole) != 1 or any(one.key for one in known):
        return None
    if not known:
        known = recognise(f"{table_words(next(iter(whole)), topic.isascii())}{topic}", unit, language)
    row = recognise(first, unit, language)
    if row and known and row[0].key == known[0].key and not known[0].applicant:
        return None  # nothing of its own in that table
    if len(known) == 1 and known[0].applicant and not known[0].key and row and row[0].applicant and row[0].key:
        label = label_with(row[0].key, known[0].applicant, language)
        return replace(known[0], key=row[0].key, label=label, unit=unit)
    return replace(known[0], unit=unit) if len(known) == 1 and known[0].key else None


def _of_one_table(
    pieces: Sequence[Heard], operation: Operation, language: Language, but: Collection[str]
) -> tuple[Metric, ...]:
    """规范性文件新出了几个、废了几个: cells of the table that the first of them names; () where one of them is none."""
    topics = [topic_of(piece, operation, but) for piece in pieces]
    for words in of_one_table(topics):
        if len(words) != len(pieces):
            continue
        found = [_metric(one, unit_in(piece.text), language) for one, piece in zip(words, pieces, strict=True)]
        if all(len(one) == 1 and one[0].key for one in found):
            return tuple(replace(one[0], words=one[0].label) for one in found)
    return ()


def _kinds_of(topic: str, unit: str | None, language: Language) -> tuple[Metric, ...]:
    """不予公开的理由: the rows that a sum of the table is made of; () for anything else."""
    known = recognise(tidied(_KINDS.sub(" ", topic)) or topic, unit, language)
    if len(known) != 1 or known[0].key not in metrics() or not metrics()[known[0].key or ""].of:
        return ()
    applicant = known[0].applicant
    return tuple(
        Metric(key, label_with(key, applicant, language), topic, unit, applicant)
        for key in metrics()[known[0].key or ""].of
    )


def _pieces(heard: Heard) -> Iterator[Heard]:
    """The question cut at the marks between two things that are counted."""
    asks = heard.of("ask")
    if asks and NAME in heard.text:  # of one agency: 废了几个、现在管用的几个
        asks = tuple(sorted((*asks, *heard.of("tally")), key=lambda cue: cue.start))
    if len(asks) < 2 and re.search(r"\band what\b", heard.text, re.IGNORECASE):
        asks = tuple(cue for cue in heard.cues if cue.role in ("ask", "what"))
    cuts = [0]
    for one, two in pairwise(asks):
        between = list(_SEPARATORS.finditer(heard.text, one.end, two.start))
        if between:
            cuts.append(between[-1].end() if one.end == between[0].start() else between[0].end())
    cuts.append(len(heard.text))
    for start, end in pairwise(cuts):
        yield heard.part(start, end)


def _metric(topic: str, unit: str | None, language: Language, asked: str | None = None) -> tuple[Metric, ...]:
    """The metrics that a topic names: cells of the tables, else one quantity to be matched by its words. `asked`: the
    topic with the words that ask how many, as it is said."""
    words = asked or topic
    known = recognise(topic, unit, language)
    if known:
        return tuple(Metric(metric.key, metric.label, words, unit, metric.applicant) for metric in known)
    if not says_something(topic):
        return ()
    right = respelled(topic, unknown_words(topic.lower()))
    if right is not None and (known := recognise(right, unit, language)):
        return tuple(Metric(metric.key, metric.label, right, unit, metric.applicant) for metric in known)
    return (Metric(None, right or topic, right or words, unit),)


def contacts(keys: tuple[str, ...], topic: str, language: Language) -> tuple[Metric, ...]:
    """The contacts asked for."""
    return tuple(Metric(key, label_of(key, language), words=topic) for key in keys)


def says_something(topic: str) -> bool:
    """Whether words name anything."""
    said = sense(topic)
    return bool(said.pairs or said.concepts or unknown_words(topic.lower()))


def _stands_alone(topic: str) -> bool:
    """Whether a piece of a question needs no other: 多少人参加 speaks of what the piece before it named."""
    said = sense(topic)
    return bool(said.pairs and not _WHEN.fullmatch(topic)) or any(
        kind in ("channel", "thing") for name, kind in said.concepts.items() if name != "参加人员"
    )
