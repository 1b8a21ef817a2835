"""Which prose metric of the taxonomy a number's window names (domain cues; the order settles windows that fit two)."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = "□"
"""Stands for the number in Fact.noun."""

_PIECES = "条|篇|件|份|项|期|个|则|次|部|组|幅|条次|件次|篇次|份次"


@dataclass(frozen=True, slots=True)
class _Cue:
    metric: str
    words: re.Pattern[str]
    units: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    bare: bool = True  # also where no unit is printed


def _cue(metric: str, words: str, units: str, unless: str | None = None, *, bare: bool = True) -> _Cue:
    return _Cue(metric, re.compile(words), re.compile(rf"(?:{units})\Z"), re.compile(unless) if unless else None, bare)


_AUDIENCE = "阅读|访问|浏览|点击|播放|粉丝|关注|订阅|转发|点赞|评论|增长|占|[账帐]号□|□[账帐]号|[群组号]□$|矩阵□"
_CUES: tuple[_Cue, ...] = (
    _cue(
        "followers", "粉丝|关注(?:用户|人数|者|数|量)|订阅(?:数|用户|量|人数)", "人|个|名|户|次", "热点|舆情", bare=True
    ),
    _cue("views", "阅读|访问|浏览|点击|播放", "人次|次|人|条次", "屏|最[高多大]|一[篇条]"),
    _cue(
        "info_fee",
        "信息处理费|(?:检索|复制|邮寄)[^，。]{0,4}费|收取(?:任何|相关|申请人)*费用",
        "元|万元",
        "罚|学费|项目",
    ),
    _cue("training_attendance", "培训|学习|参训|参加人|参会", "人次|人|名", "次会议"),
    _cue("training", "培训|集中学习|专题学习|业务学习", "期|次|场|场次|个|批|轮|期次", None, bare=False),
    _cue("press", "新闻发布会|通气会|吹风会", "场|次|个|场次"),
    _cue("interviews", "在线访谈|网上访谈|访谈", "期|场|次|件|个|场次", "电视"),
    _cue("gazette", "公报", "期|辑", None, bare=False),
    _cue("public_comment", "征集|征求|意见采纳|民意调查", "期|条|次|件|项|个|份", "申请"),
    _cue(
        "request",
        "(?:收到|受理|新收|接收|收办|收悉)[^，。]*(?:申请|依申请)|申请[^，。]*(?:收到|受理|新收)|^收到[^，。]*申请",
        "件|宗|份|条|次|个|项|起|例",
        "复议|诉讼|许可|当面|信函|邮寄|网络|在线|传真|网上|自然人|法人|公民|企业",
    ),
    _cue("npc", "人大[^，。]{0,6}(?:建议|议案|意见)|代表建议", "件|项|条|个|份", "政协"),
    _cue("cppcc", "政协[^，。]{0,6}(?:提案|建议)|委员提案", "件|项|条|个|份", "人大"),
    _cue("interpretation", "解读|图解|简明问答", "条|件|期|篇|份|个|次|项|部|件次|篇次|组|则", "申请"),
    _cue("consultation", "咨询|来电|12345|留言|信箱|来信|热线", "次|件|条|人次|个|封|起|例|通", "申请|问答库|培训"),
    _cue("normative", "规范性文件", "件|份|个|部|条|项", "解读|草案|刊[登载发]|转载"),
    _cue("short_video", "抖音|短视频|微视频|视频号|快手|(?:宣传|科普|政策)视频", _PIECES, _AUDIENCE),
    _cue("weibo", "微博|发博(?=□)|博文", _PIECES, _AUDIENCE + "|微信"),
    _cue("wechat", "微信|公众号|官微|订阅号", _PIECES, _AUDIENCE + "|微博"),
    _cue(
        "accounts", "新媒体(?:[账帐]号|平台)?(?:共|共有|总数)?(?:$|□)|^新媒体|□[^，]*新媒体", "个|家", None, bare=False
    ),
    _cue(
        "website",
        "网站|官网|门户|政务网|信息网",
        _PIECES,
        _AUDIENCE + "|栏目|专栏□|专题|微信|微博|家网站|个网站|问答|智能",
    ),
)
# What may stand around 公开信息 when the count is the report's total, and nothing else.
_TAUGHT = re.compile("培训|学习|轮训|讲座")
_ATTENDED = re.compile(
    "□(?:参加|参训)$|^□?(?:参加|覆盖|培训|参训|参与|共|累计|达|共计|惠及|受训)*□(?:参加|参训|次参加)?"
)
_CLAUSE = 40
_TOTAL = re.compile("公开|发布|公布")
_TOTAL_NOUN = re.compile("信息|总数|条数|文件资料|主动公开")
_SELF = re.compile(
    r"^[\u4e00-\u9fff]{1,16}?(?:局|委员会|委|厅|部|署|办公室|办|政府|街道|镇|乡|支队|大队|公司|学校|大学|医院|中心|社|院|管委会)"
    r"(?=主动|共|全年|累计|公开|发布|已|依法|全|总|20|本年|对外|$)"
)
_FILLER = re.compile(
    r"\d{4}年度?|截[至止到][^，]*[底日末]|[一二三四五]是|全[年市县区镇州省乡委局]|本?年度?|累计|总计|共计|合计|总共|共|主动|依法|及时|通过|各种|多种|不同|渠道|途径|方式|形式|各类|各项|"
    r"政府|政务|工作|信息|公开|发布|公布|总数|条数|数量|文件资料|达到|达|为|了|的|已|[我本](?:机关|单位|部门|[局委办市县区镇乡州厅会院校处队])?|上一?年度?|去年|今年|增至|减至|其中|对外|向社会|社会|新|在|[“”□，,\s]"
)


# What a clause may hold that leaves it to the clause before to say what is counted: 今年收到29件, 全年推文331篇.
_ELIDED = re.compile(
    r"\d{4}年度?|[去今上本全]一?年度?|年[初末底]|[本全]?学年|今年以来|截[至止到][^，]*[底日末]|其中|实际|另外?|还|又|则|也|新增|增至|减至|由|"
    r"累计|总计|共计|合计|总共|共|全部|达到?|为|有|了|的|已|均|计|是|数量?|主动|及时|通过|发布|公开|公布|更新|推送|推出|推文|刊载|收到|受理|"
    r"接收|办理|办结|举办|召开|开展|组织|制作|发送|答复|回复|稿件|信息|内容|消息|图文|[“”□，,\s]"
)
_TURNS = re.compile(r"[，,；;：:（()）]")
_DEED = re.compile("收到|受理|接收|办结|办理|答复|回复|刊载")
_COUNTED = re.compile(r"\d[\d,.]*[余多万]*(?P<unit>[\u4e00-\u9fff]{0,2})")


_FOR_EACH = re.compile(
    r"(?:^|[，,、；;。：:])(?:平均)?每(?:一)?个?(?:期|份|次|件|人|户|场|台|册|篇|家|条|[天日周月]|季度?|工作日|星期)(?:平均|均|约)?[^，,、。；;共计全每]{0,6}$"
)
"""Before a number: so many for each."""


def metric_of(noun: str, context: str, unit: str | None) -> str | None:
    """The prose metric key for a window (`noun`, with the words of the sentence before it), or None.

    `unit` decides between readings of one window: 培训2期 are sessions, 培训120人次 attendances. What is counted for each
    (每期发行5000册, 每季度至少推出1期) is no number of the year."""
    if _FOR_EACH.search(noun.partition(MARK)[0]):
        return None
    return _named(noun, context, unit) or _of_the_clause_before(noun, context, unit)


def _of_the_clause_before(noun: str, context: str, unit: str | None) -> str | None:
    """微信发布418篇，2019年为377篇: the metric of the nearest clause before, where this one only says when or that."""
    if unit is None or len(_ELIDED.sub("", noun)) > 0:
        return None
    deeds = set(_DEED.findall(noun))
    for clause in reversed(_TURNS.split(context)[:-1]):
        named = {cue.metric for cue in _CUES if cue.words.search(clause) and cue.units.match(unit)}
        if named:
            metric = _named(clause + MARK, "", unit)
            return metric if named == {metric} and all(deed in clause for deed in deeds) else None
        if metric := _named(_COUNTED.sub(MARK, clause), "", unit):
            return None if deeds else metric
        if any(hit["unit"].startswith(unit) for hit in _COUNTED.finditer(clause)):
            return None  # another count in the same unit, of something no metric names
    return None


def _named(noun: str, context: str, unit: str | None) -> str | None:
    """The metric that a window itself names."""
    for cue in _CUES:
        fits = cue.bare if unit is None else cue.units.match(unit)
        if fits and cue.words.search(noun) and not (cue.unless and cue.unless.search(noun)):
            return cue.metric
    if unit in ("人次", "人", "名") and _TAUGHT.search(context[-_CLAUSE:]) and _ATTENDED.search(noun):
        return "training_attendance"  # 培训3期，覆盖117人次
    if _TOTAL.search(noun) and _TOTAL_NOUN.search(noun) and (unit is None or re.fullmatch(_PIECES, unit)):
        rest = _FILLER.sub("", _SELF.sub("", re.sub(r"^\d{4}年度?", "", noun)))
        if len(rest) <= 1 and "依申请" not in noun and "其他" not in noun:
            return "disclosed_total"
    return None
