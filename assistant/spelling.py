"""Typing slips in what is asked for: 行政许克 for 行政许可, requsts for requests.

A slip in Chinese is a word typed with another character of the same sound, the slip of every pinyin keyboard; one in
English is a word close to one that the tables' labels use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.translation import learnt, stems
from ingest.folding import folded
from ingest.taxonomy import Label, taxonomy

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[a-z]{5,}")
_SHORTEST, _LONGEST = 4, 10
_BRIEF = ("微博", "公众号", "短视频", "视频号")
"""Shorter words that are told by their sound as well: 微薄."""
_CLOSE = 84
_PROSE = "微信公众号 新闻发布会 政策解读 规范性文件 在线访谈 政务新媒体 门户网站 政府公报 政协提案 人大建议 信息处理费".split()


_ELSEWHERE = {
    "資訊": "信息", "影音": "视频", "影片": "视频", "網路": "网络", "網站瀏覽": "网站浏览", "追蹤者": "粉丝", "點閱": "点击", "線上": "网上",
    "臉書": "脸书", "簡訊": "短信", "公聽會": "听证会", "座談會": "座谈会", "記者會": "新闻发布会", "法規命令": "规章", "訴願": "行政复议",
}  # fmt: skip
"""What is called otherwise where traditional characters are written; never said so in simplified ones."""
_ANY_ELSEWHERE = re.compile("|".join(_ELSEWHERE))
_IN_SHORT = (
    (re.compile("税[和与、及跟]费(?=[^，,。]{0,8}收)"), "税费"),
    (re.compile("(?<=税费)(?:加起来|合起来|合计|一共|总共|共)*收(?:了|上来|到)*(?:多少|几)(?:钱|元|亿)"), "收入多少元"),
    (re.compile("收(?:了|上来|到)*(?:多少|几)(?:钱的|亿的?|元的|)税(?![务收费])"), "税收收入多少元"),
    (
        re.compile("(?<![处惩判])[罚罰](?:了|过|過|掉)?(?=(?:一共|总共|總共|共)?(?:多少|幾|几)(?:钱|錢|元|万|萬))"),
        "罚款",
    ),
    (
        re.compile("(?<![召公打展])开(?:了|过)?(?P<count>(?:一共|总共|共)?(?:多少|几)[次场个回])会(?![议计场员展客])"),
        r"召开会议\g<count>",
    ),
)


def as_reports_say(text: str) -> str:
    """A question in traditional characters with the words of reports for those of other places (信息 for 資訊); and what
    everyday words say in one character (罚了多少钱, 开了几次会) as reports name it."""
    text = _ANY_ELSEWHERE.sub(lambda hit: _ELSEWHERE[hit.group()], text)
    for said, named in _IN_SHORT:
        text = said.sub(named, text)
    return text


def respelled(words: str, unknown: frozenset[str] = frozenset()) -> str | None:
    """Folded words with their slips put right (`unknown`: the English words that name nothing); None without any."""
    right = _HAN.sub(lambda run: _sounded(run.group()), words)
    for word in unknown:
        if not _usual(word) and (near := _near(word)):
            right = re.sub(rf"\b{word}\b", near, right)
    return right if right != words else None


def _sounded(run: str) -> str:
    """A run of characters with each window that sounds like a label, and is none, as the label."""
    sounds = _sounds(run)
    for size in range(min(_LONGEST, len(sounds)), len(_BRIEF[0]) - 1, -1):
        for start in range(len(sounds) - size + 1):
            window = run[start : start + size]
            label = _by_sound().get(" ".join(sounds[start : start + size]))
            if label is not None and label != window and label not in run:
                return run[:start] + label + run[start + size :]
    return run


def _usual(word: str) -> bool:
    """Whether people ask with an English word as it stands, whatever it is close to: related is no slip for created."""
    stem = stems(word)
    return bool(stem) and stem[0] in learnt().asked


def _near(word: str) -> str | None:
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, _vocabulary(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
    return found[0] if found is not None and len(word) >= _SHORTEST + 1 else None


def _labels() -> Iterator[Label]:
    every = taxonomy()
    yield from (*every.applicants, *every.requests, *every.stats, *every.disputes, *every.outcomes)
    yield from (label for table in every.tables for label in (*table.rows, *table.columns))


@cache
def _by_sound() -> dict[str, str]:
    forms = {folded(form) for label in _labels() for form in label.ask} | set(_PROSE)
    kept = [form for form in forms if _SHORTEST <= len(form) <= _LONGEST and _HAN.fullmatch(form)]
    return {" ".join(_sounds(form)): form for form in (*sorted(kept), *_BRIEF)}


@cache
def _vocabulary() -> tuple[str, ...]:
    words = {word for label in _labels() for form in label.en for word in _WORD.findall(form.lower())}
    return tuple(sorted(words | {"wechat", "weibo", "website", "videos", "followers", "training", "conferences"}))


def _sounds(run: str) -> list[str]:
    """One syllable a character; none where some characters have no sound of their own."""
    from pypinyin import lazy_pinyin

    sounds = lazy_pinyin(run)
    return sounds if len(sounds) == len(run) else []
