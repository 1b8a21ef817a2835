"""A quantity that is told in other words than it is asked for: found under the name that both come to.

政策解读 and 图解, 咨询 and 热线, followers and 关注用户: the taxonomy's prose metrics name each of them. A name answers only
where one number stands under it, of a unit that fits, and where neither side says what the other excludes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.concepts import Sense, parts_of_whole, sense
from assistant.facets import (
    applicant_in,
    cell_of,
    common_parts,
    common_parts_of,
    narrow_parts,
    own_parts,
    parts_of,
    says_more,
    without_light,
)
from assistant.matching import Ask, Match, said_of, unit_fit
from ingest.cues import MARK, metric_of
from ingest.report import Fact
from ingest.windows import words_of

_COPIES = frozenset(("册", "本", "张", "版", "字"))
_COUNTED = frozenset((None, "件", "宗", "项", "个", "份", "起", "次", "例", "封"))
_AMONG = re.compile("^其中|^(?:本|全)年度?|[我本](?:[局委办厅镇乡街市县区]|机关|单位)")
_WHOM = re.compile("接听|接待|群众|公众|市民|网民|网友|社会|用户|有关|相关|政务|各类|全部|工作|人员|人次|场次|稿|页|被")
_ABOUT = frozenset(("request", "review", "suit"))
"""What a sentence may be about that its parts do not say again: 收到申请30件，其中网络渠道24件."""
_UNITS = ("条", "次", "期", "人次")
"""Units that tell what words name where the question names none: training is counted before those trained."""
_AUDIENCE = frozenset(("followers", "views"))
_AUDIENCES = {"粉丝": "followers", "访问量": "views"}
_POSTS = frozenset(("wechat", "weibo", "website", "short_video", "interpretation", "disclosed_total"))
_REACTIONS = re.compile(r"点赞|评论|转发|转载|留言|分享|\b(?:likes|comments|shares|reposts)\b")
_ALIKE = frozenset(("收到", "受理", "答复", "办理", "回应"))


def named_alike(ask: Ask, facts: Sequence[Fact], exactly: bool = False) -> Match | None:
    """The fact under the prose metric that the question's words come to; None where there is none, or several values.
    `exactly`: in the unit asked for."""
    key = prose_key(ask)
    if key is None:
        return None
    under = [fact for fact in facts if fact.metric == key and fact.origin == "prose" and fact.value is not None]
    own = [
        fact
        for fact in under
        if fact.qualifier not in ("累计", "none")
        and not _part_of_same(fact, facts)
        and (fact.year or ask.report_year) == ask.year
        and unit_fit(ask.unit, fact.unit, fact.qualifier) >= 0.35
        and _compatible(ask, fact, key)
        and (fact.unit == ask.unit or not {fact.unit, ask.unit} & _COPIES)
    ]
    exact = [fact for fact in own if fact.unit == ask.unit] or ([] if exactly else own)
    if not own and key == "info_fee":  # 未收取费用 is an answer to 收过费吗
        exact = [fact for fact in under if fact.qualifier == "none"]
    return Match(exact[0], 0.8, 0.8, 0.8) if len({fact.value for fact in exact}) == 1 else None


def prose_key(ask: Ask) -> str | None:
    """The prose metric that all of a question's words come to; None where some of them narrow it."""
    key = key_of(ask) or ("info_fee" if _of_fees(ask) else None)
    narrower = key == "request" and says_more("requests.received_new", parts_of(ask.topic).names)
    return None if _own_words(ask) or narrower else key


def told_as_cell(key: str, applicant: str | None, ask: Ask, facts: Sequence[Fact]) -> Match | None:
    """The prose fact whose words come to the same cell of the tables (其中网络申请241件), where only one value does."""
    fitting = [
        fact
        for fact in facts
        if fact.origin == "prose"
        and fact.value is not None
        and fact.unit in _COUNTED
        and fact.qualifier not in ("累计", "none")
        and (fact.year or ask.report_year) == ask.year
        and (key, applicant) in (_cell_told(fact), _cell_of_part(fact, facts))
    ]
    return Match(fitting[0], 0.8, 0.8, 0.8) if len({fact.value for fact in fitting}) == 1 else None


def audience_in(said: Sense) -> str | None:
    """followers or views, where words ask for who looks at what is published: 微信阅读量 are no posts."""
    return next((key for name, key in _AUDIENCES.items() if name in said.concepts), None)


def reacts(words: str) -> bool:
    """Whether words tell what others did with a post: 推文点赞数."""
    return _REACTIONS.search(words) is not None


def may_state(key: str | None, ask: Ask, fact: Fact) -> bool:
    """Whether a prose fact can be what is asked for: 行政复议8件 is not how many of them are pending, nor 办结27件 how
    many were carried over."""
    if fact.origin != "prose":
        return True
    noun = (fact.noun or "").replace(MARK, "")
    if key is None:
        if fact.metric is not None and audience_in(ask.sense) not in (None, fact.metric):
            return False
        if fact.metric in _POSTS and reacts(ask.topic) and not reacts(noun):
            return False
        asked = applicant_in(ask.topic) if "申请" in ask.topic else None
        if asked and ((told := applicant_in(fact.quote)) is None or told[0] != asked[0]):
            return False  # 公司企业的申请 is not all that were received
        narrow = narrow_parts(ask.topic)
        if not narrow:
            return True
        told_in = " ".join((*fact.section[-1:], *words_of(fact, ())))
        if not common_parts_of(f"{ask.topic} {told_in}") | parts_of(fact.quote).names & _ABOUT:
            return True  # open, direct, posted say nothing of cells where no request or case is spoken of
        return narrow <= parts_of(told_in).names
    if own := own_parts(key):
        return own <= parts_of(noun).names
    return common_parts(key) <= parts_of(f"{' '.join(fact.section[-1:])} {fact.quote} {noun}").names


def _cell_told(fact: Fact) -> tuple[str | None, str | None]:
    """The cell that a fact's own words name, and nothing beside it, with its applicant (其中商业企业8件, of requests)."""
    words = _AMONG.sub("", (fact.noun or "").replace(MARK, ""))
    applicant, rest = applicant_in(words) or (None, words)
    parts = parts_of(rest)
    said = sense(parts.rest)
    if said.pairs or any(kind not in ("filler", "generic") for kind in said.concepts.values()):
        return None, None
    if applicant is not None and not parts.names and "申请" in f"{fact.quote}{''.join(fact.section[-1:])}":
        return "requests.received_new", applicant
    about = parts_of(fact.quote).names & _ABOUT
    return cell_of(parts.names) or (cell_of(parts.names | about) if len(about) == 1 else None), applicant


def _cell_of_part(fact: Fact, facts: Sequence[Fact]) -> tuple[str | None, str | None]:
    """The cell that a part's words name together with those of its whole: 行政复议8件，其中尚未审结1件."""
    if fact.total is None or fact.total >= len(facts):
        return None, None
    whole = parts_of((facts[fact.total].noun or "").replace(MARK, ""))
    own = parts_of(_AMONG.sub("", (fact.noun or "").replace(MARK, "")))
    if not own.names or own.names <= whole.names or sense(own.rest).pairs:
        return None, None
    return cell_of(own.names | (whole.names - {"new"})), None


def key_of(ask: Ask) -> str | None:
    """The prose metric that the concepts of a question come to, whichever language names them."""
    order = ("channel", "thing", "act", "turn")
    said = sorted(
        ((order.index(kind), name) for name, kind in ask.sense.concepts.items() if kind in order),
        key=lambda one: one[0],
    )
    words = "".join(name for _, name in said)
    if not words:
        return None
    units = (ask.unit, *_UNITS) if ask.unit is not None else (*_UNITS[:-1], None, _UNITS[-1])
    return next((key for unit in units if (key := metric_of(f"{words}{MARK}", "", unit))), None)


def _of_fees(ask: Ask) -> bool:
    """收过费吗: of charging, and of nothing that is charged for by itself."""
    return ask.unit is None and "事业性" not in ask.topic and _kinds(ask.sense, "thing") == {"收费"}


def _own_words(ask: Ask) -> bool:
    """Whether the question has words that no concept covers and that narrow what it asks."""
    return bool(sense(_WHOM.sub(" ", without_light(ask.topic))).pairs & ask.sense.pairs)


def _part_of_same(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a fact is one part of a number of its own kind: 市政府网站12条 of 网站30条."""
    return fact.total is not None and fact.total < len(facts) and facts[fact.total].metric == fact.metric


def _compatible(ask: Ask, fact: Fact, key: str) -> bool:
    """Whether what the question and the fact name can be the same, as a whole and its kind can."""
    said = said_of(fact, ask.own_names)
    if _kinds(ask.sense, "turn") - _AUDIENCES.keys() != _kinds(said.own, "turn") - _AUDIENCES.keys():
        return False
    told = (
        Sense({**said.around.concepts, **said.own.concepts}, frozenset())
        if not _kinds(said.own, "channel")
        else said.own
    )
    for kind in ("channel", "thing"):
        asked, stated = _kinds(ask.sense, kind), _kinds(told if kind == "channel" else said.own, kind)
        if asked and stated and not any(_same(one, other, key) for one in asked for other in stated):
            return False
    asked, stated = _kinds(ask.sense, "act"), _kinds(said.own, "act")
    return not asked or not stated or bool(asked & stated) or asked | stated <= _ALIKE


def _kinds(said: Sense, kind: str) -> set[str]:
    return {name for name, one in said.concepts.items() if one == kind}


def _same(asked: str, stated: str, key: str) -> bool:
    if asked == stated or stated in parts_of_whole(asked):
        return True
    return key in _AUDIENCE and asked in parts_of_whole(stated)
