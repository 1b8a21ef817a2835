"""Reports of agencies that do not exist, in every template and format, with the truth beside them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from eval.corpus.composing import Source, composed, quirks
from eval.corpus.figures import Cells, Memory, cells, template_of
from eval.corpus.layout import Part
from eval.corpus.names import Agency, agencies
from eval.corpus.pages import Pages
from eval.corpus.printing import FEE, printed, spoiled
from eval.corpus.prose import Prose, Stated, Writer
from eval.corpus.template import CARRIED_IN, CARRIED_OUT, RECEIVED, TOTAL

FORMATS = {"txt": 18, "md": 10, "html": 26, "docx": 16, "pdf": 18, "borderless": 8, "scan": 4}
"""How often each format is written, of a hundred."""
SUFFIXES = {"borderless": "pdf", "scan": "pdf"}
YEARS = range(2017, 2025)


@dataclass(frozen=True, slots=True)
class Made:
    """A report that was written: where, in which format, and what is true of it."""

    file: str
    format: str
    source: Source
    agreed: bool
    """Whether the prose says the same number of requests as the table."""
    stated: Stated = field(default_factory=Stated)
    pages: Pages = field(default_factory=Pages)


def sources(count: int, seed: int) -> Iterator[tuple[Source, Stated]]:
    """`count` reports: some agencies over several years each, one year's carry-over the next year's start."""
    chance = random.Random(seed)
    lengths = [chance.choice((2, 3, 4, 4, 5, 6)) for _ in range(count)]
    for agency, length in zip(agencies(max(4, count // 2), chance), lengths, strict=False):
        first = chance.choice(YEARS[: len(YEARS) - length + 1])
        memory = Memory()
        for year in range(first, first + length):
            if count <= 0:
                return
            count -= 1
            yield _source(agency, year, memory, chance)


def _source(agency: Agency, year: int, memory: Memory, chance: random.Random) -> tuple[Source, Stated]:
    template = template_of(year)
    if chance.random() < 0.05:
        _recounted(memory, chance)
    true = cells(agency, year, memory, chance)
    if (FEE, None) in true and chance.random() < 0.08:
        true[FEE, None] = Decimal(0)
    picked = quirks(template, True, chance)
    if template == "T19" and chance.random() < 0.2:
        picked |= {"hybrid"}
    shown = true
    if template != "T0" and not picked & {"blank_columns", "blank_totals", "dashes"} and chance.random() < 0.12:
        shown = spoiled(true, chance)
    if template != "T0" and chance.random() < 0.05:
        shown = _forgotten(shown)
    stated = _stated(shown, chance)
    prose = Writer(agency, year, chance).write(stated)
    if template == "T0":
        shown = _agreeing(shown, prose)
    return Source(agency, year, template, picked, shown, printed(shown, picked, chance), prose), stated


def _recounted(memory: Memory, chance: random.Random) -> None:
    """The year begins with other stocks of documents and items than the year before ended with."""
    for key in list(memory.stock):
        memory.stock[key] += chance.choice((0, 2, 3))


def _forgotten(shown: Cells) -> Cells:
    """The carry-over of the year before left out, and balanced by carrying less forward where that can be."""
    moved = dict(shown)
    for (metric, who), value in shown.items():
        if metric == CARRIED_IN and value and shown[CARRIED_OUT, who] >= value:
            moved[metric, who] = value * 0
            moved[CARRIED_OUT, who] = shown[CARRIED_OUT, who] - value
    return moved


IN_STATS = {
    "disclosed_total": "proactive.total", "website": "proactive.channel.website", "weibo": "proactive.channel.weibo",
    "wechat": "proactive.channel.wechat", "press": "response.press", "interviews": "response.interviews",
    "interpretation": "response.interpretations", "training": "capacity.courses", "gazette": "proactive.channel.gazette",
    "training_attendance": "capacity.trainees",
}  # fmt: skip
"""Prose metrics that the sheet of 2014 states as well."""


def _agreeing(shown: Cells, prose: Prose) -> Cells:
    """The statistics sheet says what the prose says."""
    stated: Cells = {(f"stats.{IN_STATS[q.metric]}", None): q.value for q in prose.quantities if q.metric in IN_STATS}
    return {**shown, **stated}


def counts(shown: Cells) -> dict[str, int]:
    """What the tables say of the figures that prose may state."""
    sums = {
        "received": ((RECEIVED, "applicant.total"),),
        "closed": ((TOTAL, "applicant.total"),),
        "reviews": (("review.total", None),),
        "suits": (("litigation.direct.total", None), ("litigation.after_review.total", None)),
    }
    return {
        name: int(sum(shown[key] for key in keys)) for name, keys in sums.items() if all(key in shown for key in keys)
    }


def _stated(shown: Cells, chance: random.Random) -> Stated:
    """What the prose says: mostly what the tables do; now and then an old or mistyped figure."""
    said: dict[str, int] = {
        name: max(0, count + (chance.choice((1, 2, 5, -1)) if chance.random() < 0.06 else 0))
        for name, count in counts(shown).items()
        if chance.random() < _SAID[name]
    }
    if "reviews" not in said or "suits" not in said:
        said = {name: count for name, count in said.items() if name not in ("reviews", "suits")}
    if (FEE, None) in shown and chance.random() < (0.1 if shown[FEE, None] else 0.4):
        said["fee"] = chance.randint(2, 90) * 10
    return Stated(**said, unbalanced=chance.random() < 0.03)


_SAID = {"received": 0.75, "closed": 0.4, "reviews": 0.6, "suits": 0.6}
"""How often the prose states each."""


def write(folder: Path, count: int, seed: int, formats: Sequence[str] | None = None) -> Iterator[Made]:
    """Write `count` reports into `folder`; the same seed writes the same files."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: FORMATS[name] for name in formats or FORMATS}
    for number, (source, stated) in enumerate(sources(count, seed)):
        chance = random.Random(f"{seed}/{number}")
        format = chance.choices(list(weights), list(weights.values()))[0]
        file = f"{number:05}.{SUFFIXES.get(format, format)}"
        content, pages = written(composed(source, chance), format, source.quirks, chance)
        (folder / file).write_bytes(content)
        received = counts(source.cells).get("received")
        yield Made(file, format, source, stated.received in (None, received), stated, pages)


def written(parts: list[Part], format: str, quirks: frozenset[str], chance: random.Random) -> tuple[bytes, Pages]:
    """The bytes of a report in one of FORMATS, and what stands on which of its pages."""
    from eval.corpus.writers import pdf, text, web, word

    if format == "scan":
        return pdf.scan(parts, chance, quirks)
    if format in ("pdf", "borderless"):
        return pdf.pdf(parts, format == "pdf", chance, quirks)
    plain = {
        "txt": lambda: text.text(parts, quirks, chance).encode(),
        "md": lambda: text.markdown(parts, quirks, chance).encode(),
        "html": lambda: web.html(parts, quirks, chance),
        "docx": lambda: word.docx(parts),
    }
    return plain[format](), Pages()
