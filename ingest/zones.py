"""Development zones and new areas: their names in one form, and where they lie; the data stands in `zones.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_HAN = "\u4e00-\u9fff"


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("ingest") / "zones.toml").read_text("utf-8"))


@cache
def _zones() -> re.Pattern[str]:
    kinds = [word for full, shorts in _data()["zones"].items() for word in (full, *shorts)]
    areas = sorted(_area_forms(), key=len, reverse=True)
    either = "|".join(sorted(kinds, key=len, reverse=True))
    return re.compile(rf"(?:{'|'.join(areas)})|(?:(?!办事处|局|镇|街道|[和与跟及])[{_HAN}]){{0,6}}?(?:{either})")


@cache
def _area_forms() -> dict[str, str]:
    """Each name of a new area -> its full name."""
    return {name: full for full, area in _data()["areas"].items() for name in (full, *area["short"])}


@cache
def zone_form(zone: str) -> str:
    """A zone's name with its kind in one short form: 重庆高新技术产业开发区 -> 重庆高新区."""
    if zone in _area_forms():
        return _area_forms()[zone]
    for full, shorts in _data()["zones"].items():
        for word in sorted((full, *shorts), key=len, reverse=True):
            if zone.endswith(word):
                return zone[: -len(word)].removesuffix("国家级").removesuffix("国家") + (shorts[0] if shorts else full)
    return zone


def zone_at(text: str, start: int) -> int:
    """Where a zone's name that begins at `start` ends; `start` itself where none does."""
    hit = _zones().match(text, start)
    return hit.end() if hit else start


def area_codes(zone: str) -> tuple[str, ...]:
    """The divisions a new area (西咸新区) lies in; empty for zones named after one."""
    area = _data()["areas"].get(zone)
    return tuple(area["codes"]) if area else ()
