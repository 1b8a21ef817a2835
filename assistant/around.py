"""Years told around another one, said plainly: the year before 2024, 2022年的第二年, and what is carried over from one year
into the next (从2019年结转到2020年, brought forward from 2019 into 2020), which each report tells of its own year."""

from __future__ import annotations

import re
from collections.abc import Callable

_Y = r"(?:(?:19|20)\d{2}|(?<!\d)[012]\d)"
_NEAR = r"[^，,。;；?？\d]{0,18}?"
_HANDED = r"(?:结转|滚存|递延|顺延|遗留|积压|转|带|留|拖|延|推|滚|移|压|剩)"
_CAME = rf"{_HANDED}(?:而来|过来|下来|进来|来|下|过|入)?(?:的|到|至|入|给)?"
_ON = "(?:接着|继续|再|续|接手)(?:办|处理|答复)"
_V_OUT = r"(?:carr(?:y|ied|ies|ying)|roll(?:ed|s|ing)?|push(?:ed|ing)?|h[eo]ld|le(?:ft|ave)|mov(?:ed?|ing)|pass(?:ed|ing)?|t(?:ake|ook|aken)|defer(?:red)?|postponed?|hand(?:ed)?)"
_V_IN = r"(?:br(?:ing|ings|ought|inging)|inherit(?:ed)?)"
_OVER = r"(?: over| forward| on| across| out| in)*"
_LEFT = rf"(?:{_V_OUT}|{_V_IN}|outstanding|pending|open|remaining|unfinished|unanswered|unresolved)"
_NEXT_EN = r"(?:in)?to|until|till|for"
_EN = r"(?:19|20)\d{2}"
_B, _E = "(?<![a-z])", "(?![a-z])"
Told = Callable[[re.Match[str]], str | None]


def _year(words: str) -> int:
    return int(words) if len(words) == 4 else 2000 + int(words)


def _next(hit: re.Match[str]) -> bool:
    """Whether the later year that is named follows on the earlier one."""
    return _year(hit["two"]) == _year(hit["one"]) + 1


def _moved(by: int) -> Told:
    return lambda hit: f"{_year(hit['one']) + by}{'年' if '年' in hit.group() else ''}"


_RULES: tuple[tuple[re.Pattern[str], Told], ...] = (
    # 从2019年结转到2020年, 2019年没办完、拖到2020年, 留给2020年办的，2019年
    (
        re.compile(rf"[从自由](?P<one>{_Y})年[度底末]?(?P<gap>{_NEAR}{_HANDED}(?:了|过)?[到至入给进往]+(?:了)?)(?P<two>{_Y})年度?"),
        lambda hit: f"{hit['one']}年{hit['gap']}下一年" if _next(hit) else None,
    ),
    (
        re.compile(rf"(?P<one>{_Y})年(?P<gap>[^。;；?？\d]{{0,26}}?{_HANDED}(?:了|过)?[到至入给进往]*(?:了)?)(?P<two>{_Y})年度?"),
        lambda hit: f"{hit['one']}年{hit['gap']}下一年" if _next(hit) else None,
    ),
    (
        re.compile(rf"(?P<gap>{_HANDED}(?:了|过)?[到至入给进往]+(?:了)?)(?P<two>{_Y})年度?(?P<rest>[^。;；?？\d]{{0,20}}?)(?P<one>{_Y})年"),
        lambda hit: f"{hit['gap']}下一年{hit['rest']}{hit['one']}年" if _next(hit) else None,
    ),
    # 从2019年带过来、2020年接着办; 2020年接着办2019年没办完的
    (
        re.compile(rf"[从自由]?(?P<one>{_Y})年[度底末]?(?P<how>{_NEAR}(?:{_CAME}|没办完的?|未办结的?)){_NEAR}[、，, ]?(?:到|在)?(?P<two>{_Y})年(?P<on>度?(?:才|又|还)?{_ON}|度?才(?:办|处理|答复))?"),
        lambda hit: f"{hit['two']}年上年结转" if _next(hit) and (hit["on"] or hit.group()[0] in "从自由") else None,
    ),
    (
        re.compile(rf"(?P<two>{_Y})年(?P<gap>[^。;；?？\d]{{0,20}}?)(?:[从自由是](?P<one>{_Y})年[度底末]?{_NEAR}{_CAME}|(?:{_ON}|接手|接)(?:了|的)?(?P<other>{_Y})年[度底末]?(?:没办完|未办结|{_CAME})?)"),
        lambda hit: f"{hit['two']}年{hit['gap']}上年结转" if _year(hit["two"]) == _year(hit["one"] or hit["other"]) + 1 else None,
    ),
    # 结转到2020年的申请: one year alone
    (
        re.compile(rf"^(?P<before>[^\d]*?){_HANDED}(?:了|过)?[到至入给进往]+(?:了)?(?P<two>{_Y})年度?(?P<rest>[^\d]*)$"),
        lambda hit: f"{hit['before']}{hit['two']}年上年结转{hit['rest']}",
    ),
    (
        re.compile(rf"^(?P<before>[^\d]*?)[从自由](?P<one>{_Y})年[度底末]?{_HANDED}(?:而来|过来|下来|进来|来|下|过)(?:的)?(?P<rest>[^\d]*)$"),
        lambda hit: f"{hit['before']}{hit['one']}年结转到下一年的{hit['rest']}",
    ),
    # 2022年的前一年, 比2022年早一年, 2022年的第二年
    (re.compile(rf"(?<![较比])(?P<one>{_Y})年(?:[那这][份个本]?)?(?:年报|报告)?的[前上]一?年(?!度?(?:结转|留|剩|转|没办|未办))度?"), _moved(-1)),
    (re.compile(rf"比(?P<one>{_Y})年(?:还|要|再)?(?:早|往前)一年(?:的时候|时)?"), _moved(-1)),
    (re.compile(rf"比(?P<one>{_Y})年(?:还|要|再)?晚一年(?:的时候|时)?"), _moved(1)),
    (re.compile(rf"(?P<one>{_Y})年(?:的(?:下一?年|后一?年|来年)|的?(?:第二年|次年|翌年|转年|隔年))(?!度?(?:{_ON}|办|处理|结转))度?"), _moved(1)),
    # 2022年经费上一年是多少
    (
        re.compile(rf"(?P<one>{_Y})年度?(?P<gap>[^，,。;；?？\d比较跟与和同转留剩]{{1,16}}?)的?(?:上一年度?|前一年度?|上年度?|去年)(?:同期)?的?(?:数[字据量额]?|情况)?(?P<ask>(?:是|有|为|达)(?:多少|几)[^，,。;；?？结转]{{0,4}}[?？]?$)"),
        lambda hit: f"{_year(hit['one']) - 1}年{hit['gap']}{hit['ask']}",
    ),
    # brought forward from 2019 into 2020, carried from 2019 over to 2020
    (
        re.compile(rf"{_B}{_V_IN}{_OVER}(?: [^,.?\d]{{1,40}}?)? (?:from|out of) (?P<one>{_EN}){_OVER} (?:in)?to (?P<two>{_EN})"),
        lambda hit: f"brought forward from the previous year in {hit['two']}" if _next(hit) else None,
    ),
    (
        re.compile(rf"{_B}{_V_OUT}{_OVER}(?P<gap>(?: [^,.?\d]{{1,40}}?)?) (?:from|out of) (?P<one>{_EN}){_OVER} (?:{_NEXT_EN}) (?:the (?:next|following) year{_E}|(?P<two>{_EN}))"),
        lambda hit: f"carried over{hit['gap']} to the next year in {hit['one']}" if hit["two"] is None or _next(hit) else None,
    ),
    (
        re.compile(rf"{_B}from (?P<one>{_EN})(?P<gap>[^.?\d]{{1,40}}?){_B}{_V_OUT}{_OVER} (?:{_NEXT_EN}) (?P<two>{_EN})"),
        lambda hit: f"in {hit['one']}{hit['gap']}carried over to the next year" if _next(hit) else None,
    ),
    (
        re.compile(rf"(?P<one>{_EN})(?P<gap>[^.?]{{0,60}}?{_B}{_V_OUT}{_E}[^,.?\d]{{0,40}}?{_B}(?:{_NEXT_EN})) (?:the year )?(?P<two>{_EN})"),
        lambda hit: f"{hit['one']}{hit['gap']} the next year" if _next(hit) else None,
    ),
    (
        re.compile(rf"(?P<gap>{_B}{_V_OUT}{_E}[^,.?\d]{{0,40}}?{_B}(?:{_NEXT_EN})) (?:the year )?(?P<two>{_EN})(?P<rest>[^?]{{0,60}}?)(?P<one>{_EN})"),
        lambda hit: f"{hit['gap']} the next year{hit['rest']}{hit['one']}" if _next(hit) else None,
    ),
    (
        re.compile(rf"(?P<gap>{_B}{_V_OUT}{_E}[^,.?\d]{{0,40}}?{_B}(?:{_NEXT_EN})) the year (?:after|following) (?P<one>{_EN})"),
        lambda hit: f"{hit['gap']} the next year in {hit['one']}",
    ),
    (
        re.compile(rf"^(?P<before>[^\d]*){_B}(?:{_V_OUT}|{_V_IN}){_OVER} (?:in)?to (?:the year )?(?P<two>{_EN})(?P<rest>[^\d]*)$"),
        lambda hit: f"{hit['before']}carried over from the previous year in {hit['two']}{hit['rest']}",
    ),
    (
        re.compile(rf"{_B}{_LEFT}{_OVER}(?: (?:requests|applications|cases))? (?:from|since) (?P<one>{_EN})(?P<rest>[^?]*?{_B}(?:in|during|for|at the start of) )(?P<two>{_EN})"),
        lambda hit: f"carried over from the previous year{hit['rest']}{hit['two']}" if _next(hit) else None,
    ),
    (
        re.compile(rf"(?P<two>{_EN})(?P<rest>[^.?]{{0,60}}?){_B}{_LEFT}{_OVER}(?: (?:requests|applications|cases))? (?:from|since) (?P<one>{_EN})"),
        lambda hit: f"{hit['two']}{hit['rest']}carried over from the previous year" if _next(hit) else None,
    ),
    (
        re.compile(rf"{_B}(?:{_V_OUT}|{_V_IN}){_OVER} (?:in)?to (?P<two>{_EN})(?P<gap> |[^,.?\d]{{1,30}}?){_B}(?:from|out of) (?P<one>{_EN})"),
        lambda hit: f"carried over from the previous year in {hit['two']}{hit['gap'].rstrip()}" if _next(hit) else None,
    ),
    (
        re.compile(rf"{_B}(?:{_V_IN}|carried|left){_OVER} (?P<when>(?:in|during|into) {_EN}) from the (?:year before|(?:previous|prior|preceding) year)(?! {_EN})"),
        lambda hit: f"carried over from the previous year {hit['when']}",
    ),
    (re.compile(rf"{_B}(?:for|in|over|during) the (?:12|twelve) months (?:up )?(?:to|ending|ended)(?: in| on)?(?: the)?(?: end of)?(?: december)?(?: 31,?)? (?P<one>{_EN})"), _moved(0)),
    (re.compile(rf"{_B}(?P<verb>{_V_OUT}){_OVER} (?:at|as at|as of|by) the (?:end|close) of (?P<one>{_EN})"), lambda hit: f"carried over to the next year in {hit['one']}"),
    # 那退回2021年: a step, and nothing that was refused
    (re.compile(rf"(?:退|倒|返|翻)回到?(?={_Y}年)"), lambda hit: ""),
    # the year before 2024, a year after 2022
    (re.compile(rf"(?<!from )(?<!since ){_B}(?:the|a|one) (?:[a-z]+ )?year (?:before|prior to|preceding|ahead of|earlier than) (?P<one>{_EN})"), _moved(-1)),
    (re.compile(rf"(?<!to )(?<!until ){_B}(?:the|a|one) (?:[a-z]+ )?year (?:after|following|later than) (?P<one>{_EN})"), _moved(1)),
)  # fmt: skip
"""In their order, each on what the ones before left."""


def said_plainly(words: str) -> str:
    """Folded `words` with the one year that is meant in place of those around it."""
    for rule, told in _RULES:
        words = rule.sub(lambda hit, told=told: hit.group() if (said := told(hit)) is None else said, words)  # type: ignore[misc]
    return words
