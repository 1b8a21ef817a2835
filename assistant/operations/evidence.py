"""What people ask of a report's own words in words of theirs, and how a sentence that answers it reads: who leads, who
compiled it, which mechanism, which honour, from which day to which, who was held to account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.asking import tidied
from assistant.concepts import Sense, sense
from assistant.cues import bare
from assistant.desk import Desk
from assistant.facets import applicant_in
from assistant.operations import meant
from assistant.operations.quoting import covered, sentences
from assistant.promises import MEANT
from assistant.question import Question
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.report import Passage
from ingest.tokens import pairs_of

_WHO = "(?:谁|什么(?:级别|层级|职务|样)的?(?:领导|干部|同志|人)|哪[一]?[个位级](?:领导|局长|同志|人)?|什么人|哪个(?:部门|科室|单位|处室|机构)|什么(?:部门|科室|单位|领导)|哪些(?:人|部门|领导))"
_UNIT = "(?:哪一?个?|什么|哪家)(?:部门|科室|单位|处室|机构|科|股|处)"
_WHAT = "(?:什么|哪些?|哪几|哪种|怎样|怎么样|啥)(?:样|个|种|项|些)*的?"
_DAY = "(?:哪一?天|几号|几月几[号日]|什么时[候间]|何时|哪[一]?日|哪个时[候间])"
_DATE = r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?"


@dataclass(frozen=True, slots=True)
class _Kind:
    """How it is asked, and how it is told; `named`: of a yes or no, the words that ask hold what is to be found; `alone`:
    whatever else is asked, a report tells of no other (a fee, a reprimand); `first`: no number answers."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    named: bool = False
    alone: bool = False
    first: bool = False


_KINDS = (
    _Kind(  # who compiled the report
        re.compile(
            rf"(?:年报|报告|报|它|这份|那份|的|是|由|◆|●|^)\s*(?:是|由|的)*{_WHO}(?:来|负责)?(?:编制?|写|撰写|起草|编写|拟)(?:的|出来|而成)*|(?:编制|编写|起草|撰写)(?:单位|机关|部门|机构|人|者)(?:是)?{_WHO}?"
            r"|(?:是|由)[^，,。]{2,20}(?:编制?|写|起草|编写|撰写)的?(?:吗|么|嘛)"
            r"|\bwho (?:compiled|wrote|drew up|prepared|drafted|produced|authored)\b|\b(?:compiled|written|drawn up|prepared|drafted) by\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"(?:由|[室科处局厅委办组部府]|中心|公司|机关)[^，,。；;]{0,10}(?:编制|编写|起草|撰写|汇编|编辑)|(?:编制|编写|撰写|起草)(?:单位|机关|部门|机构|人|者)"
        ),
        named=True,
    ),
    _Kind(  # by which law or rule it was compiled
        re.compile(
            rf"(?:依据|根据|按照?|依照|参照|凭|照着?)(?:的)?(?:是)?(?:{_WHAT}|条例的?第几)[^，,。]{{0,10}}(?:编|写|撰|制|做|出)|(?:编制?|撰写|制作|编写|写)[^，,。？?]{{0,14}}(?:依据|根据|按照|依照|参照)(?:的)?(?:是)?(?:{_WHAT}|条例的?第几)|(?:编制|编写|撰写)(?:的)?(?:法律|法规)?依据"
            r"|\b(?:on what|under (?:which|what)|on the basis of (?:which|what)|according to (?:which|what)|by (?:which|what) (?:law|rule|regulation))\b[^?]*\b(?:compiled|drawn up|prepared|written|drafted|report)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"(?:依据|根据|按照?|依照|参照)[^。]{2,80}(?:编[制写]|撰写|制作|现[将向公]|公布|发布|组织|汇总|报告)"
        ),
        alone=True,
    ),
    _Kind(  # which unit does it
        re.compile(
            rf"(?:由|是|归)?{_UNIT}[^，,。]{{0,3}}(?:牵头|主管|管|抓|负责|承担|承办|组织实施|归口)|(?:牵头|主管|负责|承办|责任)(?:的)?(?:部门|单位|科室|机构|处室)(?:是|有|叫)?(?:{_UNIT}|哪|什么|谁)"
            r"|\b(?:which|what) (?:\w+ )?(?:office|department|division|section|unit|body)\b[^?]{0,12}\b(?:in charge|responsible|handle[sd]?|r[au]ns?|leads?|led|manage[sd]?|oversees?|oversaw|coordinate[sd]?|lies|lay)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"(?:[室科处股队站所局委厅]|中心|部门?|单位|机构|政府办)(?:具体|统一|归口)?(?:牵头|负责|承担|承办)|(?:牵头|责任|承办|主管)(?:部门|单位|机构|科室|处室)(?:为|是|[:：])|(?:由|明确)[^，,。；]{2,16}(?:[室科处股队]|中心|部|办)(?:为|作为|具体|负责|牵头|承担|承办)"
        ),
    ),
    _Kind(  # who leads, who is in charge
        re.compile(
            rf"(?:由|是)?{_WHO}(?:来|在|们)?(?:牵头|分管|主管|主抓|统管|管|抓|负责|领导|挂帅|承办|(?:担?任|当)[^，,]{{0,4}}组长)(?:管|抓|负责|落实)?(?:的)?"
            rf"|(?:牵头|分管|主管|负责)(?:的)?(?:人|领导|部门|单位|科室|机构)?(?:是|有)?{_WHO}|组长(?:是|由)?{_WHO}"
            r"|\bwho (?:leads?|led|(?:is|was) (?:in charge|responsible)|heads?|headed|oversees?|oversaw|supervis\w+|chairs?|chaired|runs|ran)\b|\b(?:which|what) (?:office|department|division|section|unit) (?:is|was|handles?|handled|runs?) (?:in charge|responsible)?",
            re.IGNORECASE,
        ),
        re.compile(
            r"牵头|分管|主抓|主管|组长|负责人(?!员)|主要(?:负责)?(?:同志|领导)|一把手|挂帅|具体负责|(?:负责|承担)[^，,。]{0,10}(?:公开|工作|职责)|专人"
        ),
    ),
    _Kind(  # whether a fee was taken
        re.compile(
            r"(?:收|要|掏|花|交)[过了]*[^，,。过]{0,4}钱[^，,。]{0,2}(?:吗|么|没有?)|(?<!事业性)收(?:取)?[过了]*(?:什么|任何|信息处理|处理)?费用?[过了]*(?:吗|么|没有?)|(?:有没有|是否|有无)(?:收|要)[过取]?[^，,。]{0,6}[钱费]"
            r"|^\W*(?:did|was|were|does|has|have|is)\b.*\b(?:fees?|charges?|charged|pay|paid)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"(?:未|无|没有|零|不|免)[^，,。；]{0,12}(?:收费|收取|费用)|收取[^，,。；]{0,14}费[^，,。；]{0,8}\d|收费[^，,。；]{0,6}\d+(?:\.\d+)?万?元|收费[^，,。；]{0,4}(?:为)?(?:无|0)"
        ),
        alone=True,
    ),
    _Kind(  # whom to turn to
        re.compile(
            rf"(?:疑问|问题|不明白|不清楚|咨询|答疑|释疑|解答)[^，,。]{{0,8}}(?:找|问|联系|归|由|请教)*(?:的是|是)?{_WHO}(?:负责|联系)?|{_WHO}(?:来|负责|管)*(?:答疑|释疑|解答|接待咨询)|(?:该|应该?|可以)?(?:找|问){_WHO}(?=$|[？?。，,])"
            r"|\b(?:questions?|enquir\w+|quer(?:y|ies))\b.*\b(?:who|whom|which|where)\b|\b(?:who|whom|which (?:office|division))\b.*\b(?:turn to|ask|questions?|enquir\w+|quer(?:y|ies))\b",
            re.IGNORECASE,
        ),
        re.compile(r"请.{0,3}[与和同].{2,40}联系|(?:请|可)(?:致电|与|联系|咨询)|联系人|联系单位|请联系"),
    ),
    _Kind(  # which place in a ranking
        re.compile(
            r"名次|排名|排(?:到|在|第|行)|(?:考核|评估|测评|评比)[^，,。]{0,4}(?:结果|成绩|怎么样|如何)|\brank(?:ed|ing)?\b",
            re.IGNORECASE,
        ),
        re.compile(r"第\s*[一二三四五六七八九十\d]+\s*[名位]|名列|位居|位列|排名|优秀"),
    ),
    _Kind(  # through which hands something goes before it is published
        re.compile(
            rf"(?:公开|发布|上网|上线|挂网|发出|发)(?:出去|出来)?[之以]?前[^，,。]{{0,4}}(?:走|经|过|要|需|得|审|履行)|(?:过|经)[过由]?(?:谁|哪[些几])[^，,。]{{0,4}}(?:手|审|关|把关)|(?:几|多少)个?(?:人|道|级|轮|层)[^，,。]{{0,3}}(?:审|把关)|{_WHO}(?:来|负责)?(?:审[核查批]|把关|签发)"
            r"|\b(?:before|prior to)(?: being)? (?:publication|publish\w+|release\w*|disclos\w+|post\w+|going (?:on|out))",
            re.IGNORECASE,
        ),
        re.compile(r"审[核查批签]|初审|复审|把关|一事一审|三审"),
    ),
    _Kind(  # from which day to which
        re.compile(
            rf"[从自]?{_DAY}(?:开始|起)?[，,]?(?:一直)?[到至]{_DAY}(?:结束|为止|截止)?|[从自]{_DAY}(?:开始|起)|起止(?:时间|日期|时限)|(?:(?<=公示期)|(?<=公示)|(?<=公示时间))(?:是|为|了|有)*(?:多久|几天|多长时间|{_DAY}(?!到|至))"
            r"|\bfrom (?:when|what date|which date|which day)\b|\bbetween (?:which|what) (?:dates|days)\b|\b(?:on |over )?(?:which|what) dates\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"{_DATE}[^，,。；;\d]{{0,6}}(?:至|到|止|—|–|-|~)+[^，,。；;\d]{{0,6}}{_DATE}|自[^，,。；;\d]{{0,4}}{_DATE}起|公示[期间时]{{0,3}}[^，,。；;\d]{{0,6}}\d+\s*个?(?:工作)?[日天]"
        ),
    ),
    _Kind(  # which honour
        re.compile(
            rf"(?:得|获|拿|受|评|被)?(?:了|过|到|个|为|上)*{_WHAT}(?:荣誉|称号|奖项?|表彰|奖励|殊荣|先进|名次|通报表扬)(?:称号)?|(?:荣誉|称号|获奖|得奖|受表彰)(?:情况)?(?:是|有)?{_WHAT}?(?=$|[？?。，,])"
            r"|\b(?:which|what) (?:awards?|honou?rs?|titles?|prizes?|recognition|commendations?)\b|\b(?:awards?|honou?rs?|prizes?) (?:did|was|were|received|won)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"荣获|获得[^，,。]{0,20}(?:奖|称号|表彰|先进|优秀)|获评|被?评为|被?授予|受到[^，,。]{0,12}表[彰扬]|称号|[一二三]等奖"
        ),
    ),
    _Kind(  # whether somebody was held to account
        re.compile(
            r"追责|问责|追究[^，,]{0,4}责任|责任追究|挨(?:处分|批)|受(?:到)?处分|\b(?:held (?:to account|accountable|responsible)|disciplin\w+|punished|accountability)\b",
            re.IGNORECASE,
        ),
        re.compile(r"责任追究|追责|问责|追究[^，,。]{0,6}责任|处分"),
        alone=True,
    ),
    _Kind(  # why something was not made public
        re.compile(
            rf"(?:为什么|为何|为啥|什么原因|啥原因|怎么)(?:会)?(?:没有?|不|未|被)(?:给|予)?(?:公开|提供|同意|拒|通过)|(?:没有?|不|未|被)(?:给|予|能)?(?:公开|提供|同意|拒绝?)(?:的)?[^，,。]{{0,6}}[，,]?(?:是)?(?:因为?|由于)?(?:{_WHAT}|为什么|为何|为啥)?(?:原因|理由|缘故|怎么回事|为什么|为何)"
            r"|\bwhy\b.*(?:\b(?:refused?|rejected|denied|turned down|withheld|declined)\b|n[o']t (?:granted|released|disclosed|approved|made public))|(?:\b(?:refused?|rejected|denied|turned down|withheld)\b|n[o']t (?:granted|released|disclosed|approved|made public)).*\b(?:why|reasons?|grounds?)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"信息不存在|不属于|依法不|涉及|为要求|不掌握|[国商工个].{1,4}(?:秘密|隐私)|无法提供|不予公开|已主动公开|过程性|内部事务"
        ),
    ),
    _Kind(  # whether it was made public
        re.compile(
            r"(?:最后|最终|后来|到底|究竟)*(?:给|同意|批准?|予以|准予)(?:公开|提供)?了?(?:没有?|吗|么)(?=$|[？?。，, ])|(?:公开|提供)了(?:没有?|吗|么)(?=$|[？?。，, ])"
            r"|\b(?:was|were|did) (?:it|they|that|the (?:one |only |single )?(?:request|application|information)s?)(?: \w+){0,3} (?:granted|released|disclosed|approved|made public|answered)\b",
            re.IGNORECASE,
        ),
        re.compile(r"(?:依法|均|予以|同意|未予?|不予|不同意|全部|部分)+(?:予以)?公开|无法提供"),
        first=True,
    ),
    _Kind(  # which mechanism
        re.compile(
            rf"(?:是|有|建立|实行|采用|形成|健全)*(?:了)?{_WHAT}(?:工作|运行|管理|领导|长效)?(?:机制|体制|模式|格局|分工)|(?:工作|运行|管理|领导)?(?:机制|体制|分工)(?:是|有)?(?:{_WHAT}|如何|怎么)(?:安排|运作|运行)?"
            r"|\b(?:what|which)(?: \w+)? (?:mechanism|arrangement|set-?up|structure|system)\b|\bhow is [^?]{0,40}(?:organi[sz]ed|arranged)\b",
            re.IGNORECASE,
        ),
        re.compile(r"机制|体制|格局|主抓|齐抓共管|分工负责|责任制"),
    ),
)
_STEPS = re.compile(
    r"(?:几|多少)个?(?:人|道|级|轮|层|关)|\bhow many (?:\w+ )?(?:steps?|rounds?|levels?|stages?|layers?|checks?|reviews?|people|hands|persons)\b",
    re.IGNORECASE,
)
"""How many they are is told by naming them."""
_DENIED = re.compile(
    r"未(?:出现|发生|收到|有|发现|存在|接到|受到)|没有|无(?!偿|线|锡|障碍)|不存在|不予|不同意|均?未|零(?=[\u4e00-\u9fff])|免(?:收|费)"
)
_WHETHER = re.compile(r"有没有|有无|是不是|是否|没有?[？?。]*$|不[？?。]*$")
_FAULT = re.compile(r"有待|不够|不足|不便|不稳定|不及时|不到位|不完善|不清|单一|较窄|薄弱|欠缺|滞后")
_FAULT_ASKED = re.compile(
    r"问题|不足|不够|难|费劲|毛病|慢|麻烦|拖|差|缺|短板|抱怨|\b(?:problem|short|weak|hard|difficult|slow|poor|lack)",
    re.I,
)
_HAPPENED = re.compile("收到|接到|发生|出现|发现|存在|受到")
_LOST = re.compile(r"输|败|纠|撤销|改判|推翻|\b(?:los[te]|overturn|correct|revers|against)", re.IGNORECASE)
_UPHELD = re.compile(r"(?:均|全部|都|全)[^，,。；]{0,4}(?:维持|驳回|胜诉)")
_AROUND = re.compile(
    r"[那这]一?[次份个期回项件条封宗起]|年报|报告|报?(?:里头?|中|上)?(?:面)?(?:提到|提及|说到|讲到|写到|[的里中]说)的?|吗|么"
)
_CLAUSE = re.compile(r"[^，,。；;：:、]+")
_LEAST = 0.3
"""Least share of what else is asked that a sentence must cover; of a yes or no more."""
_LEAST_YES = 0.45
_MOST = 2
Picked = tuple[Passage, str]


def asked(question: Question) -> bool:
    """Whether a question asks for one of these, or for another kind of words (see meant.py)."""
    counted = question.cues & {"most", "least", "more", "measure", "order"}
    return _kind(question) is not None or (not counted and meant.asked_kind(question) is not None)


def before_numbers(question: Question) -> bool:
    """Whether a question asks for one that no number answers: whether what was applied for was made public."""
    kind = _kind(question)
    return kind is not None and kind.first and question.operation == "yes_no"


def told(question: Question, desk: Desk, heads: dict[str, ReportHead]) -> list[Picked]:
    """The sentences of one report that answer it; [] where it asks for none of these, or none does."""
    if len(heads) != 1:
        return []
    return next((found for kind in _kinds(question) if (found := _of_kind(kind, question, desk, heads))), [])


def _of_kind(kind: _Kind, question: Question, desk: Desk, heads: dict[str, ReportHead]) -> list[Picked]:
    """The sentences of one report that answer as those of a kind do."""
    rest = sense(_rest(question, kind))
    least = _LEAST_YES if kind.named and question.operation == "yes_no" else _LEAST
    every = list(_scored(kind, rest, desk, heads))
    scored = sorted((one for one in every if one[0] >= least), key=lambda item: -item[0])
    if not scored and question.operation != "yes_no":  # said in words of another kind
        ranked = meant.ranked(question, desk, [(passage, sentence) for _, passage, sentence in every])
        return meant.best(ranked, meant.KIND_ENOUGH)
    best = scored[0][0] if scored else 0.0
    return [(passage, sentence) for score, passage, sentence in scored[:_MOST] if score >= best - 0.1]


_ASKERS = re.compile(r"申请|\b(?:requests?|applications?|applied|asked)\b", re.IGNORECASE)
"""Who asked is told by the kind of applicant."""


def fits(question: Question, sentence: str) -> bool:
    """Whether a sentence reads as an answer to what is asked, where that is of a kind: one that names no day is no answer
    to 哪天."""
    if question.operation == "yes_no":
        return True
    asked_for = [kind.told for kind in _kinds(question)]
    other = meant.asked_kind(question)
    asked_for += [other.told] if other is not None and not asked_for else []
    if _ASKERS.search(question.said) and applicant_in(folded(sentence)):
        return True
    return not asked_for or any(told.search(folded(sentence)) for told in asked_for)


def denies(question: Question, sentence: str) -> bool:
    """Whether a sentence says that what is asked about did not happen: 未出现责任追究情况."""
    kind = _kind(question)
    told_at = kind.told.search(sentence) if kind is not None else None
    if told_at is not None:
        return any(hit.start() < told_at.end() + 6 for hit in _DENIED.finditer(sentence))
    asked = _WHETHER.sub(" ", folded(question.said))
    pairs = {*pairs_of(asked)}
    clauses = _CLAUSE.findall(folded(sentence))
    happened = _HAPPENED.search(asked)

    def shared(at: int) -> tuple[bool, int]:
        same = happened is not None and happened.group() in clauses[at]
        return same, len(pairs & {*pairs_of(clauses[at])})

    at = max(range(len(clauses)), key=shared, default=0)
    nearest, after = "".join(clauses[at : at + 1]), "".join(clauses[at : at + 2])
    if _LOST.search(asked) and _UPHELD.search(after):
        return True
    if _FAULT.search(nearest) and not _FAULT_ASKED.search(asked):
        return True
    return _DENIED.search(nearest) is not None and _DENIED.search(asked) is None


def _kind(question: Question) -> _Kind | None:
    return next(iter(_kinds(question)), None)


def _kinds(question: Question) -> list[_Kind]:
    """Those it asks for, the narrowest first; a question for a number asks for none but what stands alone."""
    if meant.asks_holder(question):
        return []
    counted = meant.NUMBER_ASKED.search(_STEPS.sub(" ", question.said)) is not None
    return [kind for kind in _KINDS if kind.asked.search(question.said) and (kind.alone or not counted)]


def _rest(question: Question, kind: _Kind) -> str:
    """What else a question says."""
    words = question.said if kind.named and question.operation == "yes_no" else kind.asked.sub(" ", question.said)
    return tidied(bare(_AROUND.sub(" ", words)))


def _scored(kind: _Kind, rest: Sense, desk: Desk, heads: dict[str, ReportHead]) -> Iterator[tuple[float, Passage, str]]:
    for passage in desk.library.passages(list(heads)):
        for sentence in sentences(passage):
            if kind.told.search(folded(sentence)) and not meant.heading(sentence):
                narrow = rest.pairs or {"channel", "thing"} & {*rest.concepts.values()}
                score = covered(rest, passage, sentence) if narrow and not kind.alone else 1.0
                yield score - (0.15 if MEANT.search(sentence) else 0.0), passage, sentence
