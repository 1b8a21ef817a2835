"""Names of organs: their short forms, their successors, and which two are one; the data stands in `organs.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ingest.institutions import same_institution

Kinship = Literal["same", "short", "former", "abbreviated"]

_HAN = "\u4e00-\u9fff"
_JOINERS = re.compile(r"[和与及、·]")
_LEVEL = re.compile(r"(?:委员会|总局|分局|局|厅|委|部|署|(?<!政府)(?<!委员会)(?<!党政)(?<!综合)(?<!^)办公室)$")
_NO_NAME = "信息公开|网站|我|本[局厅委办市县区镇乡级单机年]|的|主动|公开|发布|收到|多少|了|在|被|通过|门户|关于|哪|[这那][回次个些年]|最近|去年|今年|前年|上[回次]|当年"
_MORE = re.compile(
    rf"(?![和与及跟同])(?:(?!信息公开|的)[{_HAN}]){{2,10}}(?:警察局|分局|支队|大队|总队|税务局|管理局|调查队|委员会)|"
    r"(?:党政|综合|党政综合)?办公[室厅]|党政办|政府办"
)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("ingest") / "organs.toml").read_text("utf-8"))


@cache
def _run() -> re.Pattern[str]:
    """An organ's name in running text, up to its first ending."""
    endings = "|".join(_data()["grammar"]["endings"])
    return re.compile(rf"(?:(?!{_NO_NAME})[{_HAN}、]){{0,24}}?(?:{endings})")


@cache
def _ending() -> re.Pattern[str]:
    grammar = _data()["grammar"]
    return re.compile(f"(?:{'|'.join((*grammar['endings'], *grammar['weak']))})$")


def has_ending(name: str) -> bool:
    """Whether `name` ends as the names of organs do."""
    return bool(_ending().search(name))


@cache
def organ_alphabet() -> frozenset[str]:
    """Every character that organ names are written with; any other one in a name is a slip of the pen."""
    return frozenset("".join(known_organs()))


@cache
def full_names() -> dict[str, tuple[str, ...]]:
    """Short name -> full names it stands for, in the order of the data."""
    found: dict[str, list[str]] = {}
    for full, shorts in _data()["short"].items():
        for short in shorts:
            found.setdefault(short, []).append(full)
    return {short: tuple(fulls) for short, fulls in found.items()}


@cache
def short_names(organ: str) -> tuple[str, ...]:
    """The short names in use for a full one."""
    return tuple(_data()["short"].get(organ, ()))


@cache
def english_organs() -> dict[str, tuple[str, ...]]:
    """English words, lower case -> the stems of the Chinese names they translate, the likeliest first."""
    return {words: (stem,) if isinstance(stem, str) else tuple(stem) for words, stem in _data()["english"].items()}


@cache
def english_alone() -> dict[str, tuple[str, ...]]:
    """English words, lower case -> the Chinese names of the organ that they name beside a place: police."""
    return {words: tuple(names) for words, names in _data()["english_alone"].items()}


@cache
def english_short() -> dict[str, tuple[str, ...]]:
    """Letters -> the Chinese names of the organ they stand for: SASAC."""
    return {letters: tuple(names) for letters, names in _data()["english_short"].items()}


@cache
def english_bodies() -> dict[str, str]:
    """English words, lower case -> the Chinese name of a body of the whole country."""
    return dict(_data()["english_national"])


@cache
def english_parts() -> dict[str, tuple[str, tuple[str, ...]]]:
    """A part of an organ's name -> of which sort it is (nation, heads, fields), and its English words."""
    sorts = _data()["english_parts"]
    return {part: (sort, tuple(words.split("|"))) for sort, each in sorts.items() for part, words in each.items()}


@cache
def english_places() -> dict[str, str]:
    """English names of divisions that are no pinyin -> their names."""
    return dict(_data()["english_places"])


@cache
def known_organs() -> frozenset[str]:
    """Every full and short name of the data."""
    return frozenset(_data()["short"]) | frozenset(full_names()) | frozenset(_data()["national"]["names"])


@cache
def _known_lengths() -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for name in known_organs():
        lengths.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


@cache
def is_national(organ: str) -> bool:
    """Whether `organ` names a body of the whole country, and can mean no local one."""
    national = _data()["national"]

    def central(name: str) -> bool:
        return name in national["names"] or name.startswith(tuple(national["prefixes"]))

    return central(organ) or (organ in full_names() and all(map(central, full_names()[organ])))


def known_organ_at(text: str, start: int) -> int:
    """Where the longest known organ name that begins at `start` ends; `start` where there is none."""
    for length in _known_lengths().get(text[start : start + 1], ()):
        name = text[start : start + length]
        if (
            len(name) == length
            and name in known_organs()
            and not (name[-1] == "部" and text[start + length :][:1] == "门")
        ):
            return start + length
    return start


def organ_at(text: str, start: int) -> int:
    """Where the organ whose name begins at `start` ends, by the known names, then by the endings organs have."""
    end = known_organ_at(text, start)
    run = _run().match(text, start)
    if run and (end == start or (run.end() > end and not has_ending(text[start:end]))):
        end = run.end()
    while end > start and (more := _MORE.match(text, end)):
        end = more.end()
    return end


@cache
def meanings(organ: str) -> frozenset[str]:
    """The full forms an organ name may have, joiners dropped: 文旅局 -> {文化旅游局, …}. One that is a full name itself
    means only that: 文化局 and 旅游局 are not one because 文化和旅游局 is called either."""
    fulls = () if organ in _data()["short"] else full_names().get(organ, ())
    return frozenset(_JOINERS.sub("", full) for full in (organ, *fulls))


@cache
def stems(organ: str) -> frozenset[str]:
    """meanings() without the level word, so that 发改委 and 发展和改革局 meet; of a name that is no known one also without
    管理: 环境保护管理局."""
    found = {stem for full in meanings(organ) if (stem := _LEVEL.sub("", full))}
    if organ not in known_organs():
        found |= {stem[:-2] for stem in found if stem.endswith("管理") and stem[:-2] in _known_stems()}
    return frozenset(found)


def stem_of(organ: str) -> str:
    """A name without its level word: 城管局 -> 城管, 住房公积金管理中心 -> 住房公积金, 消防救援支队 -> 消防."""
    if organ.endswith(("支队", "大队", "总队")):
        return re.sub("(?:救援)?[支大总]队$", "", organ)
    return re.sub("(?:管理)?中心$", "", organ) if organ.endswith("中心") else _LEVEL.sub("", organ)


@cache
def spoken_stems() -> frozenset[str]:
    """Stems that in a place name its organ and seldom anything else (城管, 住建)."""
    return frozenset(_data()["spoken"]["stems"])


@cache
def _known_stems() -> frozenset[str]:
    return frozenset(_LEVEL.sub("", _JOINERS.sub("", name)) for name in _data()["short"])


@cache
def _reforms() -> tuple[tuple[re.Pattern[str], re.Pattern[str], int], ...]:
    def either(words: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(_JOINERS.sub("", word) for word in words))

    return tuple((either(entry["from"]), either(entry["to"]), entry["year"]) for entry in _data()["reform"])


def reform_between(one: str, other: str) -> int | None:
    """The year in which one of two organs took over the other's work, also in two steps (扶贫办, 乡村振兴局, 农业农村局);
    or None."""
    return _succession(one, other) or _succession(other, one)


def _succession(earlier: str, later: str) -> int | None:
    for old, new, year in _reforms():
        if not any(map(old.fullmatch, stems(earlier))):
            continue
        if any(map(new.fullmatch, stems(later))):
            return year
        for old_again, new_again, later_year in _reforms():
            steps = later_year > year and any(map(old_again.fullmatch, new.pattern.split("|")))
            if steps and any(map(new_again.fullmatch, stems(later))):
                return later_year
    return None


def is_abbreviation(short: str, full: str) -> bool:
    """Whether `short`, no known name itself, can be read out of `full`: same first and last character, the others in
    order, and no second organ inside (公安局 is no short form of 公安局交通警察局)."""
    short, full = (_JOINERS.sub("", word) for word in (short, full))
    full = re.sub(r"(?<=.)(?:办公室)$", "办", full) if short.endswith("办") else full
    full = re.sub(r"委员会$", "委", full) if short.endswith("委") else full
    if (
        not 3 <= len(short) < len(full)
        or short[0] != full[0]
        or short[-1] != full[-1]
        or re.search("[局厅委].*[局厅委处队办室]$", full)
    ):
        return False
    rest = iter(full)
    return all(char in rest for char in short)


def _same_written(organ: str) -> str:
    """Without joiners; 政府办公室 is 人民政府办公室."""
    return re.sub("^政府(?=办公)", "人民政府", _JOINERS.sub("", organ))


def kinship(asked: str, held: str) -> Kinship | None:
    """How organ `asked` (as a question words it) is organ `held`, or None where it is another."""
    if _same_written(asked) == _same_written(held):
        return "same"
    if asked in short_names(held) or held in short_names(asked):
        return "short"
    if meanings(asked) & meanings(held) or stems(asked) & stems(held):
        return "short"
    if reform_between(asked, held) is not None:
        return "former"
    if (alike := same_institution(asked, held)) is not None:
        return "short" if alike else "abbreviated"
    if asked in full_names() or not (is_abbreviation(asked, held) or is_abbreviation(held, asked)):
        return None
    return "abbreviated"
