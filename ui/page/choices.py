"""What can be chosen to compare: agencies with their groups, years, and metrics by section, as one JSON object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assistant.question import Language
from ingest.library import ReportHead
from ingest.strings import say
from ingest.taxonomy import metrics, taxonomy
from ui.page.selection import has_applicants, organ_of

GROUPS = ("requests", "disclosure", "disputes", "prose", "stats", "contact")
MOST_PINYIN = 30_000
"""Characters spelled out for the search: 20 µs each."""


def choices(heads: Sequence[ReportHead], stated: Mapping[str, int], language: Language) -> dict[str, Any]:
    """`agencies` are [name, region path, kind of organ, years, pinyin], `regions` and `organs` [value, label, count],
    `metrics` groups of [key, label, unit, number of reports], `applicants` [key, label]."""
    agencies = _agencies(heads)
    return {
        "agencies": agencies,
        "regions": list(_regions(agencies)),
        "organs": list(_organs(agencies)),
        "years": sorted({head.year for head in heads if head.year}),
        "metrics": [group for group in _groups(stated, language) if group["items"]],
        "applicants": [
            [one.key, one.label if language == "zh" else (one.en or (one.label,))[0]] for one in taxonomy().applicants
        ],
    }


def _agencies(heads: Iterable[ReportHead]) -> list[list[Any]]:
    held: dict[str, tuple[tuple[str, ...], set[int]]] = {}
    for head in heads:
        held.setdefault(head.agency, (head.region, set()))[1].add(head.year)
    spelled = _pinyin([*held])
    return [
        [name, "/".join(region), organ_of(name), sorted(years), spelled.get(name, "")]
        for name, (region, years) in held.items()
        if name
    ]


def _pinyin(names: Sequence[str]) -> dict[str, str]:
    if sum(map(len, names)) > MOST_PINYIN:
        return {}
    from pypinyin import lazy_pinyin

    return {name: "".join(lazy_pinyin(name)) for name in names}


def _regions(agencies: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """Regions that hold more than one agency, from the widest down."""
    paths = [tuple(str(one[1]).split("/")) for one in agencies if one[1]]
    counted = Counter(path[:deep] for path in paths for deep in range(1, len(path) + 1))
    for path, count in sorted(counted.items()):
        if count > 1:
            yield ["region:" + "/".join(path), " ".join(path), count]


def _organs(agencies: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """Kinds of organ that more than one agency is, the most common first."""
    for organ, count in Counter(str(one[2]) for one in agencies if one[2]).most_common():
        if count > 1:
            yield [f"organ:{organ}", organ, count]


def _groups(stated: Mapping[str, int], language: Language) -> Iterator[dict[str, Any]]:
    for group in GROUPS:
        items = [
            [
                key,
                info.label_zh if language == "zh" else info.label_en,
                info.unit or "",
                _count(key, stated),
                has_applicants(key),
            ]
            for key, info in metrics().items()
            if group_of(key) == group and _count(key, stated)
        ]
        yield {"key": group, "label": say(f"ui.group_{group}", language), "items": items}


def _count(key: str, stated: Mapping[str, int]) -> int:
    """How many reports state a metric; of a sum, how many state any part of it."""
    return max(stated.get(one, 0) for one in (key, *metrics()[key].of))


def group_of(key: str) -> str:
    """The section of a metric."""
    info = metrics()[key]
    if info.kind in ("prose", "contact"):
        return info.kind
    first = key.split(".")[0]
    return "disputes" if first in ("review", "litigation") else first
