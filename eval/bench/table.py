"""Results as a table of Markdown: scores as they are, time and memory as multiples of ours in the same run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_HEADINGS = ("side", "right report first", "recall@1", "recall@3", "recall@5", "recall@10", "MRR", "answers right and cited",
             "compares", "declines rightly", "ingest", "query p50", "memory")  # fmt: skip
_COMPARING = ("compare", "rank", "trend", "total", "list")


def lines(results: Sequence[dict[str, Any]], whole: dict[str, Any]) -> Iterator[str]:
    """One row a side. `whole`: the scores of our answers (eval.score.summary), empty where ours was left out."""
    if not results:
        return
    ours = next((one for one in results if one["side"] == "nianbao"), results[0])
    yield f"{ours['questions']} questions whose answer stands in one passage, over {ours['reports']} reports"
    yield "| " + " | ".join(_HEADINGS) + " |"
    yield "|---" * len(_HEADINGS) + "|"
    for one in results:
        yield "| " + " | ".join(_row(one, ours, whole if one["side"] == "nianbao" else {})) + " |"


def _row(one: dict[str, Any], ours: dict[str, Any], whole: dict[str, Any]) -> list[str]:
    found = [f"{one[key]:.0%}" for key in ("right_report", "recall@1", "recall@3", "recall@5", "recall@10")]
    times = [_times(one, ours, key, unit) for key, unit in (("ingest_s", "s"), ("p50_ms", "ms"), ("memory_mb", "MB"))]
    return [one["side"], *found, f"{one['mrr']:.2f}", *_answered(whole), *times]


def _answered(whole: dict[str, Any]) -> list[str]:
    """What only ours can be asked without a language model; the others find passages and leave it at that."""
    if not whole:
        return ["cannot", "cannot", "cannot"]
    everything, by_type = whole["all"], whole["by_type"]
    many = [by_type[name] for name in _COMPARING if name in by_type]
    right = sum(one["right_and_cited"] * one["questions"] for one in many) / max(
        1, sum(one["questions"] for one in many)
    )
    return [f"{everything['right_and_cited']:.0%}", f"{right:.0%}", f"{everything['declined_rightly'] or 0:.0%}"]


def _times(one: dict[str, Any], ours: dict[str, Any], key: str, unit: str) -> str:
    if one is ours:
        return f"{one[key]:g} {unit}"
    return f"{one[key] / ours[key]:.2f} x" if ours[key] else "-"
