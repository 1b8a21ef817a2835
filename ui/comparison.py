"""A comparison asked for on the command line: its words as a selection, and the table as lines or files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.metrics import recognise
from ingest.cues import MARK, metric_of
from ingest.errors import NianbaoError
from ingest.library import Library
from ingest.strings import Language, say
from ingest.taxonomy import by_label, metrics, normal
from ui.exports import FILES
from ui.page.selection import Selection, selection

if TYPE_CHECKING:
    from rich.console import RenderableType

_COMMAS = re.compile(r"[,，、]\s*")
_SPAN = re.compile(r"(\d{4})\s*[-–~至]\s*(\d{4})")


class Unclear(NianbaoError):
    """A word of the command that names no agency, year or metric."""


def selected(library: Library, agencies: str, years: str, named: str, language: Language = "zh") -> Selection:
    """The selection meant: agencies by name, by a part of it, by group (`all`, `region:…`, `organ:…`); years as 2021,
    2019-2023 or `all`; metrics by key or by what they are called. Raises Unclear for anything else."""
    held = library.agencies()
    every = {year for some in held.values() for year in some}
    sent = {
        "agencies": [one for word in _words(agencies) for one in _agencies(word, tuple(held), language)],
        "years": [year for word in _words(years) for year in _years(word, every, language)],
        "metrics": [_metric(word, language) for word in _words(named)],
    }
    return selection(sent)


def _words(text: str) -> list[str]:
    return [word for word in _COMMAS.split(text.strip()) if word]


def _agencies(word: str, held: tuple[str, ...], language: Language) -> Iterator[str]:
    if word == "all" or word.startswith(("region:", "organ:")) or word in held:
        yield word
        return
    found = [name for name in held if word in name]
    if not found:
        raise Unclear(say("cli.no_agency", language, word=word))
    yield from found


def _years(word: str, held: set[int], language: Language) -> Iterator[int]:
    if word == "all":
        yield from sorted(held)
    elif span := _SPAN.fullmatch(word):
        yield from range(int(span[1]), int(span[2]) + 1)
    elif re.fullmatch(r"\d{4}", word):
        yield int(word)
    else:
        raise Unclear(say("cli.no_year", language, word=word))


def _metric(word: str, language: Language) -> str:
    key, _, applicant = word.partition("@")
    if key in metrics():
        return word
    found = next((one for one in recognise(word) if one.key), None)
    named = found.key if found else _called(word)
    if not named:
        raise Unclear(say("cli.no_metric", language, word=word))
    applicant = applicant or (found.applicant if found else None) or ""
    return f"{named}@{applicant}" if applicant else named


def _called(word: str) -> str | None:
    """The key of what people call so, one told in prose first: 微信 is the posts, not a line of the old sheet."""
    keys = by_label().get(normal(word).lower(), ())
    return min(keys, key=lambda key: metrics()[key].kind != "prose", default=None) or metric_of(
        f"{word}{MARK}", "", None
    )


def write(library: Library, chosen: Selection, file: Path, language: Language) -> None:
    """Write the table to a file: .csv, .xlsx, or .svg for its chart. Raises Unclear where there is nothing to draw."""
    from ui.charts import svg
    from ui.page.arranging import arranged
    from ui.page.bench import Bench, chart, title

    bench = Bench(library)
    kind = file.suffix.lower().removeprefix(".")
    if kind in FILES:
        file.write_bytes(FILES[kind][1](bench.sheet(chosen, language)))
        return
    made = bench.table(chosen, language)
    drawn = svg(chart(made, chosen, arranged(made, chosen, language), language), title(made, language), 720)
    if kind != "svg" or not drawn:
        raise Unclear(say("cli.no_chart" if kind == "svg" else "cli.no_kind", language, file=file.name))
    file.write_text(drawn, encoding="utf-8")


def lines(library: Library, chosen: Selection, language: Language) -> Iterator[RenderableType]:
    """The table as it is printed, with what is to be minded and where each value stands."""
    from rich.text import Text

    from ui.exports import remarks, source_line
    from ui.page.bench import Bench
    from ui.terminal import grid

    sheet = Bench(library).sheet(chosen, language)
    rows = [[value.text + "".join(f"[{n}]" for n in value.citations) for value in row] for row in sheet.rows]
    yield grid([column.text for column in sheet.columns], rows)
    for note in (*sheet.notes[1:], *(remark for row in sheet.rows for remark in remarks(sheet, row))):
        yield Text(note)
    for citation in sheet.citations:
        yield Text(source_line(citation, language))
