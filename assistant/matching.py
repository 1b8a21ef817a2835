"""Which stated number answers a topic: each fact scored by what its words and the question's have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from assistant.concepts import Sense, last_channel, parts_of_whole, sense
from assistant.focus import focus_of
from ingest.cues import MARK
from ingest.folding import folded
from ingest.report import Fact
from ingest.windows import words_of

_PIECES = frozenset("条 件 篇 份 项 个 则 部 组 幅 宗 起 例 封 期 条次 件次 篇次 份次 项次 个次 本 册 张 段 批".split())
_TIMES = frozenset("次 场 期 场次 轮 批 个 期次 批次 回 件次 条次 班次".split())
_PEOPLE = frozenset("人 名 人次 位 户 个".split())
_MONEY = frozenset(("元", "万元"))
_COPIES = frozenset("册 本 张 版".split())
_DAYS = frozenset("天 日 工作日 个工作日".split())
_FAMILIES = (_PIECES, _TIMES, _PEOPLE, _MONEY, _DAYS)
_THINGS = frozenset("个 台 套 块 座 处 辆 支 只 面 部 盏 间 架 顶 艘 件 条 株 棵 头 枚 栋 幢 所 站 点".split())
_LESSONS = frozenset("次 节 堂 场 期 课时 学时 讲".split())
_LEAVES = frozenset("张 页 面 份".split())
_OF_PAPER = frozenset(("条", "件"))
_SOLID = _THINGS - _OF_PAPER - frozenset("个 座 处 面 部 所 站 点".split())
"""What information is not counted in: 几块金牌 are no 3719条."""
_KIN = (_THINGS, _LESSONS, _LEAVES, frozenset("家 户 个".split()), frozenset("卷 件 册 份".split()))
"""Units that different people count the same things in: 52套 loudspeakers, 几个大喇叭."""
_MEASURES = frozenset(
    "% 倍 个百分点 字 元 美元 亩 吨 天 公里 米 公斤 公顷 平方米 平方公里 小时 分钟 工作日 个工作日 个月 学时 学分 分 步 秒 岁 人 人次 名 位".split()
)
_SPELLS = _DAYS | frozenset("小时 个小时 分钟 秒 个月 个星期 岁".split())
_OF_TIME = re.compile(
    r"几天|多少天|天数|天内|工作日|周期|几个月|时[间长限效段]|小时|分钟|秒|多久|多长|期限|几时|快|慢|早|晚|提前|延期|延长|缩短|压缩|年龄|几岁|限期|耗时|\b(?:days?|hours?|minutes?|seconds?|months?|weeks?|long|time|duration|deadline|period|quick\w*|fast\w*|slow\w*|ages?|old|wait\w*|turnaround|took|take|taken|within)\b",
    re.IGNORECASE,
)
_RATE_NAMED = re.compile("(?P<name>[\u4e00-\u9fff]{2})(?:率|度)(?:[是为达]|达到|约|有|多少|$|[？?])+")
_RATES_ALIKE = (
    frozenset("办结 办复 答复 回复 办理 完成 处理 回应 反馈 受理 办成 解决 化解".split()),
    frozenset("按时 按期 及时 准时 时限 如期 及期 期办 时办".split()),
    frozenset("满意 好评 评价".split()),
    frozenset("公开 发布 公示 覆盖".split()),
)
"""Names of rates that people say for each other."""
_FOR_EACH = re.compile(
    r"(?:^|[，,、；;。：:])(?:平均)?每(?:一)?个?(?:件|人|户|台|册|篇|家|条|[天日周月年]|季度?|工作日|星期)(?:平均|均|约)?[^，,、。；;共计全每]{0,6}$"
)
_EACH_ASKED = re.compile(
    r"每|均|单[期次份场件]|一[期份次场件人天日]|\b(?:each|every|per|average|a (?:day|week|month|year|time))\b",
    re.IGNORECASE,
)
"""So many for each, and what asks for that."""
_SET_APART = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(told or asked, re.IGNORECASE))
    for asked, told in (
        (r"收入(?!分)|\brevenues?\b|\bincome\b", "收入|营收|税收|征收|入库|创收|所得"),
        (r"罚款|罚没|\bfin(?:es|ed)\b", "罚"),
        (
            r"超期|逾期|超时|过期|延误|延迟|迟延|未按[期时]|超过[^，,。]{0,6}(?:期限|时限)|\b(?:overdue|late|delayed)\b",
            "超期|逾期|超时|过期|延误|延迟|迟延|未按[期时]|未能按[期时]|超过[^，,。]{0,6}(?:期限|时限)",
        ),
        (r"匿名|\banonymous", "匿名"),
        ("实名", ""),
        (r"不满意|差评|\b(?:dissatisfied|unsatisfied)\b", "不满意|差评"),
        ("退回|退件", ""),
        (
            r"周末|双休日|节假日|假期|休息日|\b(?:weekends?|holidays?)\b",
            "周末|周六|周日|双休日|[节假]日|假期|休息日|节假|春节|国庆|寒假|暑假",
        ),
        (
            r"[给为向帮](?:老人|老年人|高龄)|\bfor (?:the )?(?:elderly|seniors|older people|pensioners)\b",
            "老人|老年|长者|高龄|适老|养老|耄耋",
        ),
        (
            r"[给为向帮](?:残疾人|残障|盲人)|\bfor (?:the )?(?:disabled|people with disabilities|the blind)\b",
            "残疾|残障|盲人|视障|听障|助残|无障碍",
        ),
        (r"夜间|夜里|晚上|半夜|深夜|夜晚|\bat night\b", "夜|晚"),
    )
)
"""What sets a few apart from all: a number that says nothing of it counts others as well."""
_LOOKED_AT = re.compile("粉丝|关注|阅读|浏览|点击|访问|播放|点赞|订阅|转发|评论")
_OF_INFORMATION = frozenset("条 篇 件 份 则 次 人次 期 场 元 万元 % 字".split())
_OBJECTS = re.compile(
    r"\b(?:accounts?|websites?|(?:chat|wechat) groups?|(?:led |electronic |display )?screens?|kiosks?|notice ?boards?|bulletin boards?|terminals?|machines?|windows|counters)$",
    re.IGNORECASE,
)
"""English names of things that no information is counted by: accounts are no posts."""
_RATES_EN = tuple(
    (re.compile(rf"\b(?:{english})\b", re.IGNORECASE), re.compile(rf"(?:{chinese})[^，,。]{{0,4}}$"))
    for english, chinese in (
        (r"(?:answer|pick-?up|connection|connect|call-?completion) rate", "接通率|接听率|应答率|接起率"),
        (r"(?:response|reply) rate", "回复率|答复率|回应率|响应率|办复率|回收率"),
        (
            r"(?:completion|resolution|closing|closure|settlement|clearance) rate",
            "办结率|办复率|解决率|化解率|完成率|结案率",
        ),
        (r"satisf\w+", "满意率|满意度|好评率"),
        (r"accura\w+", "准确率|正确率|精度|准确度"),
        (r"(?:recovery|return) rate|came back|returned", "回收率|收回率|返回率"),
        (r"coverage", "覆盖率|覆盖面"),
        (r"pass rate|qualif\w+|compliance rate", "合格率|通过率|达标率"),
        (r"(?:on[- ]time|punctuality|timely|timeliness) (?:\w+ )?rate|punctual", "按时|按期|及时|准时|准点"),
        (r"adoption rate|adopted", "采纳率|采用率"),
        (r"disclosure rate|publication rate", "公开率|公示率|发布率"),
        (r"attendance rate", "出勤率|到会率|参训率|出席率"),
        (r"awareness", "知晓率|知晓度"),
    )
)
"""English names of rates, and how reports name them."""
_LOOSE = {frozenset(("个", "家")), frozenset(("类", "个")), frozenset(("类", "大类"))}
_ACTED = re.compile(
    r"申请|申领|投诉|举报|咨询|反映|来信|来电|写信|打[了过来]?电话|留言|[提问告]|诉|上访|信访|求助|建议|评论|参与|投稿|报名"
    r"|\b(?:appl\w+|request\w*|complain\w*|(?<=people )report(?:ed|ing)|ask\w*|wrote|writ\w+|call\w*|contact\w*|phon\w+|rang|sue[ds]?|suing|petition\w*|submit\w*|filed?|filing|comment\w*|appeal\w*|enquir\w+|inquir\w+|messag\w+|suggest\w*)\b",
    re.IGNORECASE,
)
"""What people do that is counted by its pieces: how many people wrote in."""
_LOOSELY = {
    frozenset(pair)
    for pair in (
        ("人", "件"),
        ("人", "次"),
        ("人", "条"),
        ("次", "人次"),
        ("次", "件"),
        ("次", "条"),
        ("家", "件"),
        ("家", "次"),
    )
}
_EVER = re.compile(
    "截[止至到]|历年|前前后后|有史以来|累计至|自.{2,14}(?:以来|施行|实施|起)|现有|至今|迄今|cumulative|to date|so far|as of",
    re.IGNORECASE,
)
_ALIKE = {"收到": "受理", "受理": "收到", "答复": "办理", "办理": "答复"}
"""Acts that reports and questions say for each other."""
_OF_A_YEAR = re.compile(r"(?:19|20)\d{2}年|.*(?:本年|当年|全年)")
_DECIDED = frozenset(("行政许可", "行政处罚", "行政强制"))
_POSTS = frozenset(("条", "篇", "期", "则", "条次", "篇次"))
_POSTED = re.compile(
    r"信息|公示|公开|发布|栏目|专栏|结果|案例|文书|\bpublish|\bpost|\bdisclos|\bresults?\b", re.IGNORECASE
)
_PLANNED = re.compile(r"力争|争取|计划|打算|拟(?!定|订|稿|写)|预计|目标(?:是|为)|\b(?:plan|aim|intend)", re.IGNORECASE)
"""What is meant to be done counts nothing that was."""
_QUOTED = re.compile(
    r"[“‘「『《](?P<quoted>[^”’」』》]{2,20})[”’」』》]|[（(](?P<beside>[\u4e00-\u9fff]{2,12})(?:[）)]|$)"
)
_HAN_RUN = re.compile("[\u4e00-\u9fff]{2,}")
_LATIN_WORD = re.compile("[A-Za-z]{2,}")
ORDINAL = "第"
"""The unit of a question for a place in an order (排第几), and the qualifier of a number that is one."""
ENOUGH = 0.6
"""Least share of the question's weighted words that a fact's words must cover."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What is looked for: the question's topic (folded, agency and year taken out), the unit it names, and the
    agency's own names, whose words in a window say nothing."""

    topic: str
    sense: Sense
    unit: str | None = None
    year: int | None = None
    report_year: int | None = None
    own_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A fact with its score; `recall` is the share of the topic's weight found, `own` that found in its window alone;
    `excess`: how much the window says beside it; `heard`: some of the question's own words, those no concept covers, stand there (or it has none)."""

    fact: Fact
    score: float
    recall: float
    own: float
    heard: bool = True
    excess: float = 0.0


def ask_for(
    topic: str, unit: str | None, year: int | None, own_names: tuple[str, ...] = (), report_year: int | None = None
) -> Ask:
    """What is asked of the report for `report_year` about `year` (the same where the question does not tell them apart)."""
    return Ask(topic, sense(topic), unit, year, report_year or year, own_names)


def rank(ask: Ask, facts: Sequence[Fact]) -> list[Match]:
    """The prose facts that can answer `ask`, best first; `facts` are all of the report, so that parts find their total. Facts of another unit family, of too little in common, or of
    another channel than the one asked about are left out."""
    ever = {fact.total for fact in facts if fact.total is not None and _OF_A_YEAR.match(_part(fact))}
    wholes = {fact.total for fact in facts if fact.total is not None}
    fitting = [
        (at, fact, unit)
        for at, fact in enumerate(facts)
        if fact.origin == "prose"
        and fact.value is not None
        and fact.noun is not None
        and (unit := unit_fit(ask.unit, fact.unit, fact.qualifier)) >= 0
        and not unlike(ask, fact)
    ]
    said = [said_of(fact, ask.own_names) for _, fact, _ in fitting]
    weights = weights_of(ask.sense, said)
    scored = [
        match
        for (at, fact, unit), words in zip(fitting, said, strict=True)
        if (match := _score(ask, fact, unit, words, weights, at in wholes, at in ever)) is not None
    ]
    literal = [match for match in scored if any(term in (match.fact.noun or "") for term in _quoted(ask.topic))]
    return sorted(literal or scored, key=lambda match: -match.score)


def _quoted(topic: str) -> list[str]:
    """The words that a question quotes from the report: 标为“动漫”的, those led by the head (主持)."""
    found = [hit["quoted"] or hit["beside"] for hit in _QUOTED.finditer(topic)]
    return found + (_HAN_RUN.findall(topic) if len(_LATIN_WORD.findall(topic)) > 1 else [])


def _part(fact: Fact) -> str:
    """A part's own words, without those of its total before 其中."""
    return (fact.noun or "").rsplit("其中", 1)[-1]


@dataclass(frozen=True, slots=True)
class Said:
    """The senses of a fact's window, of its clause before it, and of its subsection's heading."""

    own: Sense
    around: Sense
    head: Sense
    before: str


def said_of(fact: Fact, own_names: tuple[str, ...]) -> Said:
    """The senses of what stands around a fact's number."""
    noun, before = words_of(fact, own_names)
    return Said(sense(noun), sense(before), sense(folded(" ".join(fact.section[1:]))), before)


def weights_of(asked: Sense, said: Sequence[Said]) -> dict[str, float]:
    """The question's features by weight, those that few of the report's windows share counting for more (idf)."""
    weights = asked.weights()
    if len(said) < 4:
        return weights
    whole = log(len(said) + 1)
    for feature in weights:
        shared = sum(feature in each.own.concepts or feature in each.own.pairs for each in said)
        weights[feature] *= 0.4 + 0.6 * log((len(said) + 1) / (shared + 1)) / whole
    return weights


def _score(
    ask: Ask, fact: Fact, unit: float, said: Said, weights: dict[str, float], whole: bool, ever: bool
) -> Match | None:
    """`whole`: other facts are parts of this one, so that words it does not match may ask for one of them; `ever`: one
    of those is a single year's, so that this one runs over many."""
    recall, near = recall_of(weights, said.own, (said.around, 0.75), (said.head, 0.6))
    if recall < ENOUGH or (near < ENOUGH and not specific(ask.sense)):
        return None
    if not _channels_agree(ask.sense, said.own, said.around) or not turns_agree(ask.sense, said.own):
        return None
    if _PLANNED.search(said.before + (fact.noun or "")) and not _PLANNED.search(ask.topic):
        return None
    if not specific(ask.sense) and any(kind in ("thing", "act") for kind in said.own.concepts.values()):
        return None
    if whole and unmatched(ask.sense, said):
        return None
    if (
        _DECIDED & set(ask.sense.concepts)
        and fact.unit in _POSTS
        and not (ask.unit in _POSTS or _POSTED.search(ask.topic))
    ):
        return None  # posts about penalties are no penalties
    excess = excess_of(ask.sense, said.own)
    score = 0.6 * recall + 0.25 * near + 0.25 * unit - 0.5 * excess
    score += year_fit(ask, fact, said.before, ever) + _total_fit(ask, fact) - _act_conflict(ask.sense, said.own)
    if ask.unit is None and fact.metric == "training_attendance" and "参加人员" not in ask.sense.concepts:
        score -= 0.1  # training is counted before those trained
    return Match(fact, score, recall, near, not unmatched(ask.sense, said), excess)


def recall_of(weights: dict[str, float], own: Sense, *context: tuple[Sense, float]) -> tuple[float, float]:
    """Share of the asked weight found at all (context counts less), and found in the window itself."""
    whole = sum(weights.values())
    if not whole:
        return 0.0, 0.0
    found = near = 0.0
    for feature, weight in weights.items():
        if feature in own.concepts or feature in own.pairs:
            found += weight
            near += weight
        elif _ALIKE.get(feature) in own.concepts:
            found += 0.7 * weight
            near += 0.7 * weight
        else:
            found += weight * max(
                (share for other, share in context if feature in other.concepts or feature in other.pairs), default=0.0
            )
    return found / whole, near / whole


def excess_of(asked: Sense, own: Sense) -> float:
    """How much the window says that was not asked, 0 to 1: 政策解读信息 is not 信息."""
    extra = sum(
        weight
        for feature, weight in own.weights().items()
        if feature not in asked.concepts
        and feature not in asked.pairs
        and own.concepts.get(feature) not in ("generic", "filler")
    )
    return extra / (extra + 4.0)


def unmatched(asked: Sense, said: Said) -> bool:
    """Whether the question's own words, those no concept covers, are none of them said."""
    heard = said.own.pairs | said.around.pairs | said.head.pairs
    return bool(asked.pairs) and not asked.pairs & heard


def turns_agree(asked: Sense, own: Sense) -> bool:
    """同比增加51条 answers only how much more it was; 年初8300人 only how many there were at first."""
    wanted, said = ({name for name, kind in each.concepts.items() if kind == "turn"} for each in (asked, own))
    return wanted == said


def specific(asked: Sense) -> bool:
    """Whether the question says anything that not every report says of everything."""
    return bool(asked.pairs) or any(kind in ("channel", "thing", "act") for kind in asked.concepts.values())


def _act_conflict(asked: Sense, own: Sense) -> float:
    """失效2件 does not answer how many were repealed, nor 新收7件 how many were carried over."""
    wanted, said = ({name for name, kind in each.concepts.items() if kind == "act"} for each in (asked, own))
    return 0.15 if wanted and said and not wanted & said and not {"收到", "受理"} >= wanted | said else 0.0


def _channels_agree(asked: Sense, own: Sense, around: Sense) -> bool:
    """A channel that is asked about must be named by the window, or by its clause where the window names none."""
    wanted = {name for name, kind in asked.concepts.items() if kind == "channel"}
    if not wanted:
        return True
    named = {name for name, kind in own.concepts.items() if kind == "channel"}
    return bool(wanted & named) if named else bool(wanted & set(around.concepts))


def unit_fit(asked: str | None, stated: str | None, qualifier: str) -> float:
    """1 for the same unit, less for a related one, negative where they cannot mean the same."""
    if ORDINAL in (asked, qualifier):
        return 1.0 if asked == qualifier else -1.0
    if qualifier == "none":
        return 0.5 if asked in (None, *_PIECES, *_TIMES, *_PEOPLE) else -1.0
    if asked == "%":
        return 1.0 if stated == "%" else 0.6 if stated in ("倍", "个百分点") else -1.0
    if asked is None:
        return -1.0 if stated in ("%", "倍", "个百分点", "字") else 0.5
    if stated is None:
        return 0.35
    if asked == stated:
        return 1.0
    if asked in _SOLID and stated in _OF_PAPER:
        return -1.0
    if any(asked in kin and stated in kin for kin in _KIN) and not any(
        asked in each and stated in each for each in _FAMILIES
    ):
        return 0.1
    if asked == "个" and stated not in _MEASURES | _COPIES | _TIMES | _PIECES | _PEOPLE:
        return 0.1  # anything may be counted so
    if (asked in _COPIES) != (stated in _COPIES):
        return -1.0  # copies are not what they are copies of
    if asked == "人" and stated in ("个", "户"):
        return 0.1  # followers are counted so, villages as well
    if frozenset((asked, stated)) in _LOOSE or any(asked in family and stated in family for family in _FAMILIES):
        return 0.5
    return -1.0


def unlike(ask: Ask, fact: Fact) -> bool:
    """Whether a number is of another kind than what is asked for: posts, where accounts are; how long something took, where no time is spoken of (73天里接听
    来电2057个), a rate by another name (满意度96.1%, asked for 回收率), so many for each (每日访问2300次; but see apiece.py), or none of what
    the question sets apart (超期答复, asked of 答复5102件)."""
    noun = (fact.noun or "").replace(MARK, "")
    if _FOR_EACH.search((fact.noun or "").partition(MARK)[0]) and not _EACH_ASKED.search(ask.topic):
        return True
    if _of_another_channel(ask, fact) or ("三公" in noun and "三公" not in ask.topic):
        return True
    if fact.unit in _OF_INFORMATION and _OBJECTS.search(focus_of(ask.topic).words):
        return True
    if sets_apart(ask.topic, fact):
        return True
    if ask.unit is None and fact.unit in _SPELLS and _OF_TIME.search(ask.topic) is None:
        return True
    if fact.unit == "%" and (rates := rates_named(ask.topic)) and not any(rate.search(noun) for rate in rates):
        return True
    asked, told = _RATE_NAMED.search(ask.topic), _RATE_NAMED.search(noun)
    if fact.unit != "%" or asked is None or told is None or asked["name"] == told["name"]:
        return False
    return not any({asked["name"], told["name"]} <= names for names in _RATES_ALIKE)


def _of_another_channel(ask: Ask, fact: Fact) -> bool:
    """Whether a number counts who looks at another channel than the one asked about, which stands before it: 微博发布5210条，
    粉丝23.6万, asked of 微信."""
    wanted = {name for name, kind in ask.sense.concepts.items() if kind == "channel"}
    if not wanted or _LOOKED_AT.search(fact.noun or "") is None:
        return False
    window, before = words_of(fact, ask.own_names)
    told = None if "channel" in sense(window).concepts.values() else last_channel(before)
    return told is not None and not {told, *parts_of_whole(told)} & wanted.union(*map(parts_of_whole, wanted))


def sets_apart(topic: str, fact: Fact) -> bool:
    """Whether a topic asks for a few of which nothing stands beside a number: 超期的有几封, of 来信341封，按期办结338封."""
    said = f"{fact.quote}{''.join(fact.section[-1:])}"
    return any(not told.search(said) for told in _set_apart(topic))


@lru_cache(maxsize=256)
def _set_apart(topic: str) -> tuple[re.Pattern[str], ...]:
    """What must stand beside a number that answers a topic which asks for a few of all."""
    return tuple(told for asked, told in _SET_APART if asked.search(topic))


def rates_named(topic: str) -> tuple[re.Pattern[str], ...]:
    """How reports name the rate that English words ask for; () where they name none that is known."""
    return tuple(told for asked, told in _RATES_EN if asked.search(topic))


def twins(one: Fact, other: Fact) -> bool:
    """Whether two numbers of a sentence count one thing in two units: 发放补贴2915户、1147万元."""
    same = (one.quote, one.noun) == (other.quote, other.noun) and len((one.noun or "").strip(MARK)) > 1
    return same and one.unit != other.unit and "%" not in (one.unit, other.unit)


def loosely(ask: Ask, fact: Fact) -> bool:
    """Whether people ask in the one unit for what is stated in the other: how many people wrote in, how often it was
    read, how many times it was sued."""
    if ask.unit == "人" and fact.unit in _OF_PAPER and _ACTED.search(ask.topic) is None:
        return False  # how many people gained is not how many items there were
    return fact.qualifier != ORDINAL and frozenset((ask.unit, fact.unit)) in _LOOSELY


def year_fit(ask: Ask, fact: Fact, before: str, ever: bool) -> float:
    """Counts over all years answer only a question that asks for them; a number of another year never leads."""
    ever_asked, ever = bool(_EVER.search(ask.topic)), ever or fact.qualifier == "累计" or _over_years(fact, before)
    fit = 0.2 if ever and ever_asked else -0.15 if ever else 0.0
    if ask.year is not None and (fact.year or ask.report_year) != ask.year:
        fit -= 0.25
    return fit


def _over_years(fact: Fact, before: str) -> bool:
    said = before + (fact.noun or "")
    return re.search(r"截[至止到][^，,]*(?:底|末|目前)?[，,].*(?:已|累计)|历年|至今", said) is not None


def _total_fit(ask: Ask, fact: Fact) -> float:
    """A part of a 其中 list is found by its own words; where only general words were asked, the total answers."""
    if fact.total is None:
        return 0.02
    return 0.0 if specific(ask.sense) else -0.06


def channels_same(asked: Sense, said: Said) -> bool:
    """Both name the same channels, or neither names one; the window's may stand in the words before it."""
    wanted, own, around = (
        {name for name, kind in each.concepts.items() if kind == "channel"} for each in (asked, said.own, said.around)
    )
    return own <= wanted and wanted <= own | around


def channels_differ(asked: Sense, own: Sense) -> bool:
    """Both name channels, and none of the one is one of the other or a kind of it: 微博 is not 微信, but 新媒体."""
    wanted, named = ({name for name, kind in each.concepts.items() if kind == "channel"} for each in (asked, own))
    wider = wanted.union(*map(parts_of_whole, wanted)) & named | named.union(*map(parts_of_whole, named)) & wanted
    return bool(wanted and named) and not wider


def best(matches: Iterable[Match]) -> tuple[Match | None, list[Match]]:
    """The leading match, and the others of another value that fit as well: then the question does not decide."""
    ranked = list(matches)
    if not ranked:
        return None, []
    lead = ranked[0]
    rivals = [match for match in ranked[1:] if lead.score - match.score < 0.01 and match.fact.value != lead.fact.value]
    return lead, rivals
