"""`docs/metrics.md` from the taxonomy: `python -m ingest.glossary docs/metrics.md` writes it, a test holds it current."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.taxonomy import MetricInfo, metrics, taxonomy

_INTRO = """# Metrics

Every key under which a number (or a contact) of a report is kept. Written by `python -m ingest.glossary docs/metrics.md`
from `ingest/taxonomy.toml`; change that file, not this one.

T0, T19 and T21 are the templates of the years up to 2018, 2019 and 2020, and 2021 onward. A cell's key is table.row.column;
keys under `requests.` have an applicant beside them. `stats.*` are never one series with the keys of the later templates.
"""
_KINDS = (
    ("Tables for 第二十条", "disclosure."), ("Requests", "requests."), ("Reviews and lawsuits", "review."),
    ("Reviews and lawsuits", "litigation."), ("Statistics sheet of 2014", "stats."),
)  # fmt: skip


def markdown() -> str:
    """The whole page."""
    return "\n".join([_INTRO, *_applicants(), *_cells(), *_derived(), *_prose()])


def _cells() -> Iterator[str]:
    title = ""
    for name, prefix in _KINDS:
        if name != title:
            yield from ([""] if title else [])
            yield from (f"## {name}", "", *_head("Key", "Printed as", "English", "Unit", "Templates", "Asked for as"))
        title = name
        for metric in metrics().values():
            if metric.kind == "cell" and metric.key.startswith(prefix):
                yield _line(
                    f"`{metric.key}`",
                    _printed(metric),
                    metric.label_en,
                    metric.unit or "",
                    " ".join(metric.templates),
                    _asked(metric),
                )
    yield ""


def _applicants() -> Iterator[str]:
    yield from ("## Applicants", "", *_head("Key", "Printed as", "English"))
    yield from (_line(f"`{one.key}`", one.label, one.en[0]) for one in taxonomy().applicants)
    yield ""


def _derived() -> Iterator[str]:
    yield from ("## Sums the templates do not print", "", *_head("Key", "Meaning", "English", "Sum of"))
    for metric in taxonomy().derived:
        either = f"; or `{'`, `'.join(metric.either)}`" if metric.either else ""
        yield _line(
            f"`{metric.key}`", metric.label_zh, metric.label_en, ", ".join(f"`{key}`" for key in metric.of) + either
        )
    yield ""


def _prose() -> Iterator[str]:
    yield from ("## What prose states", "", *_head("Key", "Meaning", "English", "Counted in", "Asked for as"))
    for metric in metrics().values():
        if metric.kind in ("prose", "contact"):
            yield _line(f"`{metric.key}`", metric.label_zh, metric.label_en, " ".join(metric.units), _asked(metric))
    yield ""


def _printed(metric: MetricInfo) -> str:
    return metric.row.label if metric.column is None else f"{metric.row.label} × {metric.column.label}"


def _asked(metric: MetricInfo) -> str:
    words = (*metric.row.ask, *metric.row.en[:1]) if metric.column is None else metric.synonyms[:3]
    return "; ".join(words)


def _head(*names: str) -> Iterable[str]:
    return (_line(*names), _line(*("---" for _ in names)))


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(markdown(), "utf-8")
