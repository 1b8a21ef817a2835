"""Reports of agencies that do not exist, in every template and format, with the truth beside them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.corpus.composing import Source, composed, quirks
from eval.corpus.figures import Cells, Memory, cells, template_of
from eval.corpus.layout import Part
from eval.corpus.names import Agency, agencies
from eval.corpus.printing import printed, spoiled
from eval.corpus.prose import Prose, Writer
from eval.corpus.template import CARRIED_IN, CARRIED_OUT, RECEIVED

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


def sources(count: int, seed: int) -> Iterator[tuple[Source, bool]]:
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


def _source(agency: Agency, year: int, memory: Memory, chance: random.Random) -> tuple[Source, bool]:
    template = template_of(year)
    true = cells(agency, year, memory, chance)
    picked = quirks(template, True, chance)
    if template == "T19" and chance.random() < 0.2:
        picked |= {"hybrid"}
    shown = true
    if template != "T0" and not picked & {"blank_columns", "blank_totals", "dashes"} and chance.random() < 0.12:
        shown = spoiled(true, chance)
    if template != "T0" and chance.random() < 0.05:
        shown = _forgotten(shown)
    stated = _stated(shown, chance)
    received = shown.get((RECEIVED, "applicant.total"))
    prose = Writer(agency, year, chance).write(stated)
    if template == "T0":
        shown = _agreeing(shown, prose)
    source = Source(agency, year, template, picked, shown, printed(shown, picked, chance), prose)
    return source, stated is None or received is None or stated == int(received)


def _forgotten(shown: Cells) -> Cells:
    """The carry-over of the year before left out, and balanced by carrying less forward where that can be."""
    moved = dict(shown)
    for (metric, who), value in shown.items():
        if metric == CARRIED_IN and value and shown[CARRIED_OUT, who] >= value:
            moved[metric, who] = value * 0
            moved[CARRIED_OUT, who] = shown[CARRIED_OUT, who] - value
    return moved


_IN_STATS = {
    "disclosed_total": "proactive.total", "website": "proactive.channel.website", "weibo": "proactive.channel.weibo",
    "wechat": "proactive.channel.wechat", "press": "response.press", "interviews": "response.interviews",
    "interpretation": "response.interpretations", "training": "capacity.courses", "gazette": "proactive.channel.gazette",
    "training_attendance": "capacity.trainees",
}  # fmt: skip


def _agreeing(shown: Cells, prose: Prose) -> Cells:
    """The statistics sheet says what the prose says."""
    stated: Cells = {(f"stats.{_IN_STATS[q.metric]}", None): q.value for q in prose.quantities if q.metric in _IN_STATS}
    return {**shown, **stated}


def _stated(shown: Cells, chance: random.Random) -> int | None:
    received = shown.get((RECEIVED, "applicant.total"))
    if received is None or chance.random() < 0.25:
        return None
    wrong = chance.random() < 0.06
    return int(received) + (chance.choice((1, 2, 5)) if wrong else 0)


def write(folder: Path, count: int, seed: int, formats: Sequence[str] | None = None) -> Iterator[Made]:
    """Write `count` reports into `folder`; the same seed writes the same files."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: FORMATS[name] for name in formats or FORMATS}
    for number, (source, agreed) in enumerate(sources(count, seed)):
        chance = random.Random(f"{seed}/{number}")
        format = chance.choices(list(weights), list(weights.values()))[0]
        file = f"{number:05}.{SUFFIXES.get(format, format)}"
        (folder / file).write_bytes(written(composed(source, chance), format, source.quirks, chance))
        yield Made(file, format, source, agreed)


def written(parts: list[Part], format: str, quirks: frozenset[str], chance: random.Random) -> bytes:
    """The bytes of a report in one of FORMATS."""
    from eval.corpus.writers import pdf, text, web, word

    if format == "txt":
        return text.text(parts, quirks, chance).encode()
    if format == "md":
        return text.markdown(parts, quirks, chance).encode()
    if format == "html":
        return web.html(parts, quirks, chance)
    if format == "docx":
        return word.docx(parts)
    if format == "scan":
        return pdf.scan(parts, chance)
    return pdf.pdf(parts, format == "pdf", chance)
