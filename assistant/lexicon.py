"""What a question may say of an agency, and what a library adds to the lists it is read by."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass

from ingest.agencies import Anatomy, market_at
from ingest.organs import known_organ_at

_LONGEST = 14
# Words that name a role, or a thing the report is about, more often than the agency asked for.
ROLES = frozenset(
    "政府 人民政府 法院 人民法院 检察院 人民检察院 海关 档案馆 档案局 图书馆 研究室 银行 人行 总工会 党校 政务服务中心 公共资源交易中心 交易中心 "
    "编办 办公室 综合办公室 党政办公室 党政办 学校 医院 供销社 机关服务中心 街道办 街道办事处 管委会 管理委员会 数据局".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters [start, end) of the folded question that may name an agency. `site`: they name a government's web
    site, which is what a question is about rather than whom it asks. `loose`: they can be read in several ways; `others`:
    what else than `parts` they may be, as likely. `aside`: they only say again where another one is; `behind`: where the organ of a place stands,
    if a year stands between."""

    start: int
    end: int
    text: str
    parts: Anatomy
    held: bool = False
    site: bool = False
    loose: bool = False
    others: tuple[Anatomy, ...] = ()
    aside: bool = False
    behind: tuple[int, int] | None = None

    @property
    def placed(self) -> bool:
        return bool(self.parts.place or self.parts.zone)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the library adds to the lists of divisions and organs: the `names` it holds, the `lengths` of those that
    begin with two given characters, its `places` that no list of divisions has, which names are only `aliases`, the `zones` it
    holds, and the organs in a place (`organs_at`: name and codes)."""

    names: Container[str]
    lengths: Mapping[str, Sequence[int]]
    places: Container[str]
    aliases: Container[str] = ()
    zones: Container[str] = ()
    organs_at: Callable[[str, Sequence[str]], list[str]] = lambda place, codes: []

    def place_end(self, text: str, start: int) -> int:
        """Where a place that only the library knows ends; 0 where none begins at `start`."""
        for end in range(min(len(text), start + _LONGEST), start + 1, -1):
            if text[start:end] in self.places:
                market = (
                    text[end - 1] == "市"
                    and known_organ_at(text, end) == end
                    and (known_organ_at(text, end - 1) > end - 1 or market_at(text, end - 1))
                )
                return end - 1 if market and text[start : end - 1] in self.places else end
        return 0
