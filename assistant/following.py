"""A turn that leans on the one before: the slots it leaves empty are filled from there, and a full question forgets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.asking import metrics_of, says_something, topic_of
from assistant.cues import NAME, YEAR, hear
from assistant.deciding import Features, decide
from assistant.desk import Desk
from assistant.facets import common_parts, table_words, tables
from assistant.finding import NEW
from assistant.holdings import GOVERNMENT
from assistant.metrics import label_of_applicant, label_with, recognise
from assistant.pointing import joins_before
from assistant.question import Metric, Operation, Question
from assistant.resaid import resaid
from ingest.agencies import anatomy
from ingest.regions import lookup as codes_named

_LEANING = frozenset(("lean", "correct", "self", "both"))
_OF_MANY: frozenset[Operation] = frozenset(("rank", "list", "total"))
_OWN: frozenset[Operation] = frozenset(("check", "contact", "summarise", "catalogue", "help", "themes"))
_WITH = re.compile(r"(?:和|跟|与|同|比)\s*◆|比起◆|\b(?:with|to|than|against)\s+◆", re.IGNORECASE)
_AGAINST = re.compile(
    rf"(?:比起?|较|和|跟|与|同)\s*{YEAR}|\b(?:than|with|to|against|over|from)\s+(?:in\s+)?{YEAR}", re.IGNORECASE
)
"""比2021年多多少, after 2022 was asked about."""
_REACHED = re.compile(
    r"^(?:那么?)?(?:又|还|共|一共|总共)*(?:覆盖|惠及|涉及|服务|走访|走进|参与|参加|联系|吸引|带动|监管)了?(?:到)?(?:多少|几)|\bhow many of (?:them|those|these|which)\b",
    re.IGNORECASE,
)
"""覆盖多少单位 counts what the one spoken of reached, and no agencies."""
_STEP = re.compile(
    r"(?:上一?|前一)个?年|往前(?:推|数|倒)?(?:一|1)年|早一年|"
    r"\b(?:years? (?:earlier|before|prior)|(?:previous|prior|preceding) year)\b",
    re.IGNORECASE,
)
_BACK = re.compile(r"\b(two|three) years", re.IGNORECASE)
"""A year counted from the one that the turn before spoke of; 去年 counts from the newest."""
_IDLE = re.compile(
    r"(?:照[样旧此]|同[样理上期]|一样|依[旧然]|仍旧?|还是?|[也再又就都那么这此该家个份边里才把将对是要想得的地了吧呢啊呀嘛哦噢嗯哈您你我咱他她请给来去下拿用按以为作，。、,.!！?？：:；;…\s]"
    r"|单位|机关|部门|换[成作为做]?|改[成作为查看]?|[查看问说讲算找列报听写记打搞弄读]++(?:询|一?下|错|一遍|给我)*+|应[该当]?|的话|刚[才刚]|方才|之前|前面|上[面述个]|提到|说过|其实|本来|原来|原先|抱歉|对不起|不好意思|麻烦"
    r"|如果|假如|要是|若|情况|数据|数字|结果|数|值|怎[么样]++|如何|这[次回]|下一个|接下来|接着|继续|然后|另外|顺[带便]|一[并起]|加上|算上|连同|外加|[捎带]上|对应|相应|口径|标准|问题|可以|能|行|好)*+"
)
"""Words that ask for the same again and name nothing themselves: 照样查, 那家换成…看, 抱歉，应该查…"""
_IDLE_EN = frozenset(
    "a again also and another any but can could do does doing for from get give go have how i in instead is it let lets like look me mean meant my next not now of oh ok okay on one please run same say see "
    "show sorry switch take tell that the them then there they this to too try turn us want was we well what with would you your asked asking about just kindly check do did got had gets similarly likewise its same thing thanks".split()
)
_WORD = re.compile(r"[A-Za-z]+")
_LEANS = re.compile(
    rf"(?:^|[，,])(?:那|再?换[成作]?|改[成为]?)?{NAME}(?:那[家边里儿个])?的?呢|^(?:那么?|再?换[成作]?|改[成为]?看?){NAME}"
)
"""雁塔区的呢，重点信息; 换成云浦那家，同一年主动公开总共多少."""
_SAME_YEAR = re.compile(
    r"同一?年(?:度)?(?:里)?|(?:当|那一?)年(?:里)?|\b(?:in |for |during )?(?:the |that )?same year\b|\bthat year\b",
    re.IGNORECASE,
)
_OF_THESE = re.compile("^(?:其中|里面|里头|当中|这里面)的?")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}")
_TOWN = re.compile(r"(?<=[省市县区州旗])[\u4e00-\u9fff]{1,6}(?:镇|乡|街道)$")
_GOVERNMENT_ALONE = re.compile(r"(?P<rank>[省市州县区旗镇乡])?(?:人民)?政府")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question before anything is carried over: its masked words, how it names years (see years.Years), the words
    where it names only a `place` or only an `organ`, and whether its agencies are `pointed` to (前者), or `lost`: pointed
    to where none were spoken of."""

    question: Question
    masked: str
    how: str
    place: str = ""
    organ: str = ""
    pointed: bool = False
    lost: bool = False

    @property
    def leans(self) -> bool:
        said = self.masked.rstrip("？?。!！ ")
        return bool(self.question.cues & _LEANING) or said.endswith("呢") or _LEANS.search(said) is not None

    @property
    def nameless(self) -> bool:
        one = self.question
        return not one.agencies and one.unknown is None and not one.choices and one.group is None

    @property
    def bare(self) -> bool:
        """Whether it asks about nothing of its own, or only about an applicant."""
        metrics = self.question.metrics
        named = [metric for metric in metrics if metric.key is not None or metric.applicant is None]
        if all(metric.key is None and metric.applicant is None for metric in metrics) and _idle(self.question.topic):
            return True
        return not named and (bool(metrics) or not says_something(self.question.topic))


def carried(turn: Turn, before: Question | None, desk: Desk) -> Question:
    """The question of a turn with what it leaves out taken from `before`, and which slots those were."""
    question = turn.question
    if turn.lost:
        return replace(question, operation="lookup", group=None)
    if before is None or question.operation in ("help", "catalogue"):
        return question
    turn = replace(turn, question=_chosen(_in_the_same_place(turn, before, desk), before))
    question = turn.question
    if before.operation == "catalogue":  # 2019年的有哪些, after 库里有哪些年报
        again = turn.nameless and turn.bare and turn.how != "none" and question.operation in ("list", "lookup")
        if again or not before.agencies:
            return replace(question, operation="catalogue") if again else question
        before = replace(before, operation="lookup")
    said = resaid(turn.masked, before, _idle) if turn.nameless else None
    if said is not None and (same := _again(question, before, said)):
        return same
    if not (turn.nameless or turn.bare or turn.pointed or (turn.leans and turn.how == "none")):
        return question
    if _changes_nothing(turn):
        return Question(question.text, question.language, "help")
    if "why" in question.cues and turn.bare:
        return _why(question, before)
    taken: list[str] = ["agency"] if turn.pointed else []
    question = _with_agencies(turn, question, before, taken)
    question = _with_metrics(turn, question, before, taken)
    question = _with_years(turn, question, before, taken, desk)
    if taken:
        question = replace(question, operation=_operation(turn, question, before))
        question = _as_before(question, before)
    if question.operation == "share" and "self" in question.cues and len(before.metrics) == 1:
        return replace(
            question, metrics=before.metrics, topic=f"{before.topic} {question.topic}", carried=("agency", "metric")
        )
    if "metric" not in taken:
        if not question.metrics and question.operation == "lookup" and says_something(question.topic):
            question = replace(question, metrics=(Metric(None, question.topic, question.topic, said=question.said),))
        question = replace(question, metrics=_of_same_table(question, before), after=before.metrics, shown=before.shown)
    return replace(question, carried=tuple(taken))


def _again(question: Question, before: Question, said: str) -> Question | None:
    """The question before in other words, of the year that this turn names."""
    heard = hear(said)
    metrics = metrics_of(heard, before.operation, question.language)
    if not metrics:
        return None
    return replace(
        before,
        text=question.text,
        language=question.language,
        years=question.years if len(question.years) == 1 else before.years,
        metrics=metrics,
        topic=topic_of(heard, before.operation),
        cues=heard.roles,
        said=said,
        carried=("agency", "metric", "year"),
    )


def _of_same_table(question: Question, before: Question) -> tuple[Metric, ...]:
    """How many had been issued: of the normative documents that the turn before asked about; 维持的呢, of its reviews."""
    whole = common_parts(before.metrics[0].key or "") & tables() if len(before.metrics) == 1 else frozenset()
    if len(whole) != 1 or len(question.metrics) != 1 or question.metrics[0].key or question.metrics[0].applicant:
        return question.metrics
    words = _OF_THESE.sub("", _SAME_YEAR.sub("", question.topic).strip())
    english = not re.search("[\u4e00-\u9fff]", words)
    named = recognise(f"{table_words(next(iter(whole)), english)}{words}", None, question.language)
    row = (before.metrics[0].key or "").removesuffix(".total")
    of_row = tuple(one for one in named if (one.key or "").startswith(f"{row}."))  # 其中维持的, of 直接起诉
    named = of_row if len(of_row) == 1 else named
    kept = bool(named) and all((one.key or "").split(".")[0] == row.split(".")[0] for one in named)
    return tuple(replace(one, words=words) for one in named) if kept else question.metrics


def _chosen(question: Question, before: Question) -> Question:
    """The one of the agencies offered before that a turn names, in however few words: 中卫的."""
    among = [agency for agency in question.agencies or question.choices if agency in before.choices]
    if len(among) != 1 or question.agencies:
        return question
    return replace(question, agencies=tuple(among), choices=())


def _idle(words: str) -> bool:
    """Whether words name nothing: they only say that the same is asked again."""
    rest = _IDLE.fullmatch(_WORD.sub("", words).replace("'", ""))
    return rest is not None and all(word.lower() in _IDLE_EN for word in _WORD.findall(words))


def _changes_nothing(turn: Turn) -> bool:
    """嗯, 好的, 那呢: nothing is named, and nothing is asked for."""
    said = turn.question.cues - {"lean", "courtesy", "correct", "meta", "self"}
    return (
        turn.nameless
        and turn.bare
        and not turn.pointed
        and not said
        and turn.how == "none"
        and not turn.question.metrics
    )


def _as_before(question: Question, before: Question) -> Question:
    """The conditions, the length and the order of a list or ranking that goes on."""
    if question.operation != before.operation:
        return question
    if question.operation == "list" and not question.cues & {"bound", "none"}:
        return replace(question, bounds=before.bounds, either=before.either)
    if question.operation == "rank":
        turned = bool(question.cues & {"most", "least"})
        return replace(
            question,
            limit=question.limit or before.limit,
            descending=question.descending if turned else before.descending,
        )
    return question


def _why(question: Question, before: Question) -> Question:
    return replace(
        question,
        operation="explain",
        agencies=question.agencies or before.agencies,
        topic=before.topic,
        years=question.years or before.years,
        metrics=before.metrics,
        carried=("agency", "metric", "year"),
    )


def _with_agencies(turn: Turn, question: Question, before: Question, taken: list[str]) -> Question:
    """The agencies of before where none is named, unless the turn asks about all; 和甲局比呢 adds one to them."""
    beside = (turn.bare and _WITH.search(turn.masked) and "versus" in question.cues) or joins_before(turn.masked)
    if question.agencies and before.agencies and beside and not turn.pointed:
        taken.append("agency")
        return replace(question, agencies=tuple(dict.fromkeys((*before.agencies, *question.agencies))))
    over_all = question.operation in _OF_MANY and not question.cues & {"self", "both"}
    if question.operation == "total" and before.agencies and not question.cues & {"everyone", "mean"}:
        over_all = False  # 加起来呢, after two were compared; 办理结果总计, of the one spoken of
    over_all = over_all and not _REACHED.search(turn.masked)
    if not turn.nameless or over_all or (question.operation == "check" and not turn.leans):
        return question
    if not before.agencies:
        return replace(question, group=before.group) if before.group else question
    taken.append("agency")
    if (
        "more" in question.cues and len(before.agencies) == 1 and len(before.recent) > 1
    ):  # 哪个多, after one and another
        return replace(question, agencies=before.recent[-2:])
    return replace(question, agencies=before.agencies)


def _with_metrics(turn: Turn, question: Question, before: Question, taken: list[str]) -> Question:
    asked_by = turn.nameless and turn.how == "none" and _only_who_asked(question, before)
    if not (turn.bare or asked_by) or not (before.metrics or before.topic) or question.operation in _OWN:
        return question
    taken.append("metric")
    applicants = [metric.applicant for metric in question.metrics if metric.applicant]
    if applicants:
        return replace(question, metrics=_of_applicant(before, applicants[0], question))
    return replace(question, metrics=before.metrics, topic=before.topic, stated=before.stated)


def _only_who_asked(question: Question, before: Question) -> bool:
    """其中个人申请的有几件, after 不予公开几件: of these, not of those that came in."""
    who = [metric for metric in question.metrics if metric.key == NEW and metric.applicant]
    rows = [metric.key for metric in before.metrics if (metric.key or "").startswith("requests.")]
    said = " ".join(metric.said or metric.words for metric in who)
    return (
        bool(who) and len(who) == len(question.metrics) and rows != [NEW] and bool(rows) and not _CAME_IN.search(said)
    )


def _of_applicant(before: Question, applicant: str, question: Question) -> tuple[Metric, ...]:
    """The metrics of the turn before, for the applicant this turn names: 其中商业企业有多少."""
    kept = [metric for metric in before.metrics if metric.key is not None and metric.key.startswith("requests.")]
    language = question.language
    return tuple(
        replace(metric, applicant=applicant, label=label_with(metric.key or "", applicant, language)) for metric in kept
    ) or recognise(f"{label_of_applicant(applicant)}申请", None, language)


_CAME_IN = re.compile(
    r"新|(?<!其中)来自|收[到取]|接[到收]|受理|来了|递[来到]|\b(?:new\w*|receiv\w+|c[ao]me|lodged|filed|submitted)\b",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3}


def _with_years(turn: Turn, question: Question, before: Question, taken: list[str], desk: Desk) -> Question:
    """The years of before; 和去年比呢 counts back from them."""
    if before.years and "yoy" in question.cues and turn.how in ("none", "relative"):
        taken.append("year")
        return replace(question, years=(max(before.years),))
    against = _AGAINST.search(turn.masked) and len(question.years) == 1 and question.operation == "compare"
    if before.years and against and max(before.years) not in question.years:
        taken.append("year")
        return replace(question, years=tuple(sorted({max(before.years), *question.years})))
    if before.years and turn.how == "relative" and turn.bare and _STEP.search(question.text):
        taken.append("year")
        back = _BACK.search(question.text)
        return replace(question, years=(min(before.years) - (_COUNTS[back[1].lower()] if back else 1),), notes=())
    spread = question.cues & {"change", "which_year"} and len(before.years) < 2
    several = len(question.agencies) > 1 and "more" in question.cues
    spread = spread or (several and not all(set(before.years) <= set(desk.years(one)) for one in question.agencies))
    if question.years or not before.years or turn.how != "none" or spread:
        return question
    taken.append("year")
    return replace(question, years=before.years)


def _operation(turn: Turn, question: Question, before: Question) -> Operation:
    """The turn's own operation where its words ask for one; else that of before, as far as it fits what is named now."""
    own = question.cues - _LEANING - {"ask", "measure", "meta", "courtesy", "report", "what", "each", "exist", "by"}
    if question.operation in _OWN or own & _DECISIVE:
        return _decided(question, turn)
    singled_out = before.operation in _OF_MANY and question.agencies and (turn.pointed or not turn.nameless)
    if singled_out or before.operation in ("lookup", "yes_no", "compare", "trend"):
        span = turn.how if turn.how != "none" else "range" if before.operation == "trend" else "none"
        again = decide(Features(frozenset(("ask",)), len(question.agencies), len(question.years), span))
        kept = before.operation == "trend" and len(question.agencies) == 1 and (len(question.years) != 1)
        asks = "yes_no" in own or (before.operation == "yes_no" and "ask" not in question.cues)
        return "trend" if kept else "yes_no" if again == "lookup" and asks else again
    if before.operation == "contact" and turn.bare is False:
        return question.operation if question.operation != "explain" else "lookup"
    return (
        before.operation
        if before.operation not in ("check", "summarise", "contact") or turn.bare
        else question.operation
    )


_DECISIVE = frozenset(
    "most least order sum mean who versus more yoy grew change share check summary problems measures bound".split()
)


def _decided(question: Question, turn: Turn) -> Operation:
    return decide(
        Features(
            question.cues,
            len(question.agencies),
            len(question.years),
            turn.how,
            question.operation == "contact",
        )
    )


def _in_the_same_place(turn: Turn, before: Question, desk: Desk) -> Question:
    """中卫呢 means the same kind of organ there, and 统计局呢 the one of the same place: held, several held, or not held."""
    question = turn.question
    spoken_of = before.agencies[0] if before.agencies else before.unknown
    last = anatomy(spoken_of) if spoken_of else None
    government = _GOVERNMENT_ALONE.fullmatch(question.topic.replace(" ", "")) if turn.nameless else None
    elsewhere = turn.place and turn.leans  # 换成云浦那家，主动公开多少
    if last is None or not (turn.bare or _place_named(turn) or government or elsewhere):
        return question
    place = turn.place or _place_named(turn)
    if government and last.place.endswith(government["rank"] or ""):
        name, place = last.place + "人民政府", last.place
    elif place and (last.organ == "人民政府" or last.organ not in GOVERNMENT):
        town = _TOWN.search(last.place)
        name = place + (town.group() if town and not place.endswith(("镇", "乡", "街道")) else "") + last.organ
    elif turn.organ and last.place and not turn.pointed:
        name = last.place + turn.organ
    else:
        return question
    found = desk.names.resolve(name)
    if place and (turn.bare or not elsewhere):
        question = replace(question, topic="", metrics=())
    return replace(
        question,
        agencies=found.agencies,
        unknown=found.unknown or (None if found.agencies or found.choices else name),
        choices=found.choices,
        notes=(*(note for note in question.notes if not note[0].startswith("assistant.agency")), *found.notes),
    )


def _place_named(turn: Turn) -> str:
    """The place of no agency held that a turn is all about: 中卫呢."""
    question = turn.question
    name = re.sub(r"[的\s]", "", question.topic or question.unknown or "")
    if question.agencies or turn.organ or not turn.leans or not _PLACE.fullmatch(name) or anatomy(name).organ:
        return ""
    return name if codes_named(name) or question.unknown else ""
