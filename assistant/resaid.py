"""A follow-up that asks the question before again with one of its words changed: 那2009年这一年呢 after 截至2009年底累计…,
多少人次 after 培训几次, 那累计呢."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.cues import NAME, YEAR, hear
from assistant.question import Question
from assistant.wording import unit_in

_EVER = re.compile(
    rf"截[至止到]\s*{YEAR}?年?(?:\d+月)?(?:底|末|年底|年末)?(?:为止|时)?|(?:到|至)\s*{YEAR}年?(?:\d+月)?(?:底|末)(?:为止)?|[自从][^，,。{NAME}]{{0,14}}(?:以来|施行|实施|开通|上线|建立|成立|起)(?:以来|起|后|至今)?"
    rf"|历年(?:来|累计)?|累计|至今(?:为止)?|迄今(?:为止)?|目前为止|总共累计"
    rf"|\b(?:cumulative(?:ly)?|to date|so far|(?:altogether )?(?:as of|by|up to|until|through) (?:the )?end of\s*{YEAR}?|(?:as of|up to|until|by)\s*{YEAR}|since [a-z' ]{{1,40}}|ever)\b",
    re.IGNORECASE,
)
"""Words that count over all years."""
_THIS_YEAR = re.compile(
    rf"{YEAR}|[当本今该这那同单](?:一|年)?年(?:度|份|内|里|新增)?|一年(?:的|里|内|之内)?|年内|全年|当期|年度|新增|[光仅只单独就]+|[算计数]"
    rf"|不(?:含|算|计|包括|包含|要|带)(?:上)?(?:以前|之前|往年|过去|历年|前几年|以往|早先|前面|累计)+(?:年份|年度|年)?(?:的|部分|那些)*"
    rf"|(?:把|将)?(?:去掉|扣除|扣掉|除去|除开|减[去掉]|刨[去开掉]|排除|撇开|剔除)?(?:掉|了)?(?:以前|之前|往年|过去|历年|前几年|以往|早先|前面|累计)+(?:年份|年度|年)?(?:的|部分|那些|都|全|给|开|去|去掉|扣除|扣掉|除去|减掉|减去|刨去|剔除)*|(?:去掉|扣除|扣掉|除去|减[去掉]|刨[去掉]|剔除|单说|单看|单算)"
    r"|\b(?:alone|only|just|solely|itself|by itself|on its own|(?:that|the|this|same|one|single) year|during|within|over|not counting|not including|excluding|leaving out|without|ignoring|minus|earlier|previous|prior|past|years?|ones|new(?:ly)?|before|counting|cumulative(?:ly)?|total|rather than|instead of|what|how|many|much|were|was|in|of|for|and|the|about)\b|['’]s",
    re.IGNORECASE,
)
_MARKED = re.compile(
    rf"{YEAR}|[当本今该这那同单](?:一|年)?年|一年|年内|全年|新增|以前|之前|往年|过去|历年|以往|\b(?:alone|only|just|itself|that year|earlier|previous|prior|new)\b",
    re.IGNORECASE,
)
_COUNTING = frozenset(("ask", "sum", "measure", "grand", "each"))
_COUNTED = re.compile(r"\b(?:issues|copies|sessions|times|people|participants|attendees|trainees)\b", re.IGNORECASE)
_HAN = re.compile("[\u4e00-\u9fff]")
_OVER_ALL = re.compile(r"(?:历年)?累计|至今|开[通办]以来|\b(?:cumulative(?:ly)?|to date|so far)\b", re.IGNORECASE)


def resaid(masked: str, before: Question, idle: Callable[[str], bool]) -> str | None:
    """The words of the turn before with the one that this turn changes; None where it changes none of these. `idle` says of
    words whether they only lean on what was said."""
    if len(before.metrics) != 1 or not before.said:
        return None
    if _EVER.search(before.said):
        alone = _MARKED.search(masked) and idle(_THIS_YEAR.sub(" ", masked))
        return f"{YEAR}{_EVER.sub(' ', before.said).replace(YEAR, ' ')}" if alone else None
    if _OVER_ALL.search(masked) and idle(_OVER_ALL.sub(" ", masked)):
        ever = "截至目前累计" if _HAN.search(before.said) else " cumulative to date "
        return re.sub(f"^[{NAME}{YEAR}]*", lambda hit: hit.group() + ever, before.said)
    return _in_unit(masked, before.said, idle)


def _in_unit(masked: str, said: str, idle: Callable[[str], bool]) -> str | None:
    """几册 after 公报印了几期: the same asked in the unit of this turn."""
    heard = hear(masked)
    left = heard.without(_COUNTING)
    if not _HAN.search(said):
        one, two = _COUNTED.search(said), _COUNTED.search(left)
        other = one is not None and two is not None and one[0].lower() != two[0].lower()
        return _COUNTED.sub(two[0], said) if two and other and idle(_COUNTED.sub(" ", left)) else None
    one_ask, two_ask = hear(said).of("ask"), heard.of("ask")
    if len(one_ask) != 1 or len(two_ask) != 1 or not idle(left) or None in (unit_in(masked), unit_in(said)):
        return None
    same = unit_in(masked) == unit_in(said)
    return None if same else said[: one_ask[0].start] + two_ask[0].text + said[one_ask[0].end :]
