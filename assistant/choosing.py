"""A turn that chooses among the agencies it was offered: 第二个, 2, 都要, 梧桐的那个, 省里的, the county one, both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.leaning import idle
from assistant.names import Resolution
from assistant.question import Question
from ingest.agencies import anatomy

_NUMBERS = {word: at for at, word in enumerate("一二三四五六七八九十", 1)} | {
    word: at for at, word in enumerate("first second third fourth fifth sixth".split(), 1)
}
_NTH = re.compile(
    r"(?:[我就那选要是看按查问]|说的)*第?(?P<zh>[一二三四五六七八九十]|\d{1,2})(?:[个家号项]|)(?:单位|选项)?(?:[吧的那个呢啊]|谢谢|就[行好])*"
    r"|(?:(?:and|then|i meant?|i want|choose|pick|take|what about|let's go with) )*(?:the )?(?P<en>first|second|third|fourth|fifth|sixth|last)(?: one| option)?(?: please)?"
    r"|(?:(?:number|no\.?|option|choice) ?|#)?(?P<digit>\d{1,2})(?: please)?|(?P<end>(?:[就选要是看那])*最后(?:那|的)?一?[个家]的?[吧呢]?)",
    re.IGNORECASE,
)
_SURELY = re.compile(r"[第个家号项]")
_EVERY = re.compile(
    r"(?:[我就那请把]|给我|帮我)*(?:(?:[两二三四五几]|这[两几些]?)[个家]?)?(?:单位)?(?:都|全部?都?|所有的?|一起|分别)(?:[要看查列说给讲问我来下的]|想要|想看|看看|查查|告诉我|知道)*[吧呢啊]?"
    r"|(?:i (?:want|need) )?(?:both|all|each)(?: of (?:them|these|those)| (?:two|three|four))?(?: please)?",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"(?P<zh>[省市县区镇乡州旗])(?:里|级|上)?(?:面|头|边|那边|本级)?的?(?:那[个家]|这[个家])?"
    r"|(?:the )?(?P<en>provinc\w*|city|cities|municipal\w*|county|district|town\w*)(?:[- ]level)?(?:'s)?(?: (?:one|agency|bureau))?",
    re.IGNORECASE,
)
_RANKS = {"provinc": "省", "cit": "市", "municipal": "市", "county": "县", "district": "区", "town": "镇"}
_AROUND = re.compile(
    r"^(?:不对?|不是|对|是的?|嗯+|哦|我(?:说|问|指|要|想问|要查|想查|想看)的?(?:其实)?是?|就是?|应该是|选|要|那|在|no|yes|i meant?|i mean|the one (?:in|of|from|at)|in|from|of|the)+[，,。 ]*|[，,。 ]*(?:(?:那边|那里|那儿)?的?(?:那|这)?一?[个家]?的?|吧|呢|啊|one|please|谢谢)+$",
    re.IGNORECASE,
)
_HAN = re.compile("[\u4e00-\u9fff]")
_MARKS = " ，,。.！!？?；;、"


def among(before: Question, words: str, found: Resolution) -> tuple[str, ...]:
    """Those of the agencies offered that a turn chooses, by number, by all, by place, rank or part of the name; () where it
    chooses none of them."""
    offered, said = before.offered, words.strip(_MARKS)
    if before.group is not None and not before.agencies and before.operation in ("catalogue", "rank", "list", "total"):
        return _by_place(before.group.agencies, found)
    if not offered or len(said) > 40:
        return ()
    if _EVERY.fullmatch(said):
        return offered
    if (hit := _NTH.fullmatch(said)) is not None and (at := _number(hit)) is not None:
        return offered[at - 1 : at] if at else offered[-1:]
    if before.agencies:
        return ()
    named = [one for one in (*found.agencies, *found.choices) if one in offered]
    if found.agencies and not (set(found.agencies) - set(offered)):
        return ()  # told by its name
    if len(named) == 1 and not found.agencies:
        return (named[0],)
    return _by_place(offered, found) or _by_words(offered, said)


def _number(hit: re.Match[str]) -> int | None:
    """Which one is chosen, counted from 1; 0 is the last; None where a lone 一 says nothing."""
    if hit["end"] or (hit["en"] or "").lower() == "last":
        return 0
    word = (hit["zh"] or hit["en"] or hit["digit"]).lower()
    if word.isdigit():
        return int(word)
    return _NUMBERS[word] if hit["en"] or _SURELY.search(hit.group()) else None


def _by_place(offered: tuple[str, ...], found: Resolution) -> tuple[str, ...]:
    """The one of a place that is named and nothing else: 梧桐县的, the one in Zhuchuan."""
    others = (*found.agencies, *found.choices)
    governments = found.place or (len(found.agencies) == 1 and anatomy(found.agencies[0]).organ == "人民政府")
    if not governments:
        return ()
    place = found.place or anatomy(others[0]).place
    own = {place} | {anatomy(one).place for one in others}
    exact = [one for one in offered if anatomy(one).place in own]
    fit = exact or [one for one in offered if any(name and name in one for name in own)]
    return (fit[0],) if len(fit) == 1 else ()


def _by_words(offered: tuple[str, ...], said: str) -> tuple[str, ...]:
    if (hit := _RANK.fullmatch(_AROUND.sub("", said).strip(_MARKS))) is not None:
        unit = hit["zh"] or next(u for word, u in _RANKS.items() if (hit["en"] or "").lower().startswith(word))
        fit = [one for one in offered if anatomy(one).place.endswith(unit)]
        return (fit[0],) if len(fit) == 1 else ()
    part, before = said, ""
    while part != before:
        before, part = part, _AROUND.sub("", part).strip(_MARKS)
    if len(part) < 2 or not _HAN.match(part) or idle(part):
        return ()
    fit = [one for one in offered if part in one or _in_order(part, one)]
    return (fit[0],) if len(fit) == 1 else ()


def _in_order(part: str, name: str) -> bool:
    """Whether the characters of a short form stand in a name in their order: 市卫健委 in 云川市卫生健康委员会."""
    rest = iter(name)
    return all(char in rest for char in part)


_TOWN = re.compile(
    r"(?:那么?|换成?|再?看看?|还有|和)*(?P<name>[\u4e00-\u9fff]{2,4}?)(?:那边|那里|那儿|那个|这边)?的?(?:数(?:字|据)?|情况|结果)?(?:呢|是多少|有多少|怎么样|如何)?"
)


def chosen_of(
    before: Question, said: str, found: Resolution, named: bool, words: str, agencies: Sequence[str]
) -> tuple[str, ...]:
    """The agencies that a turn chooses of those offered before, or the town that its words name and nothing else does;
    `named`: an agency is meant anyhow."""
    nobody = found.names_nobody and not named
    return among(before, said, found) or (town(words, agencies) if nobody else ())


def town(words: str, agencies: Sequence[str]) -> tuple[str, ...]:
    """The town that a turn names without its unit and nothing else: 底张那边的数呢, of 底张街道."""
    hit = _TOWN.fullmatch(words.strip(_MARKS))
    names = {f"{hit['name']}{unit}" for unit in ("镇", "乡", "街道")} if hit else set()
    fit = [one for one in agencies if any(anatomy(one).place.endswith(name) for name in names)]
    return (fit[0],) if len(fit) == 1 else ()
