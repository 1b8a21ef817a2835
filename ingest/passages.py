"""Section-aware passages: short enough to embed, cut at sentence ends, and none of the text left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby

from ingest.report import Block, Box, Cell, Passage, Place, Section

TARGET = 450
"""Characters a passage aims at; a row or clause that alone is longer is cut at `MOST`."""
MOST = 600
_SMALL = 80
_DEPTH = 2
"""Headings below this depth (一是…, 1.…) do not begin a passage of their own."""

_STOPS = (r"(?<=[。！？!?；;\n])", r"(?<=[，,、：:\s])", rf"(?<=.{{{TARGET}}})")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some text of one block that is not cut further. `joint` is what stands between it and the piece before;
    `header` what a passage that begins here repeats in front."""

    text: str
    joint: str
    section: tuple[str, ...]
    kind: str
    places: tuple[Place, ...]
    header: str = ""


def passages(blocks: Sequence[Block], sections: Sequence[Section], report_id: str, title: str) -> tuple[Passage, ...]:
    """The passages of a report in reading order. Every character of every block stands in one of them."""
    pieces = [piece for block, section in _sectioned(blocks, sections) for piece in _pieces(block, section)]
    return tuple(_passage(group, report_id, title) for group in _groups(pieces))


def _sectioned(blocks: Sequence[Block], sections: Sequence[Section]) -> Iterator[tuple[Block, Section]]:
    current = Section("preamble", (), 0, 0, 0)
    by_block = {number: section for section in sections for number in range(section.first, section.last)}
    for number, block in enumerate(blocks):
        current = by_block.get(number, current)
        yield block, current


def _pieces(block: Block, section: Section) -> Iterator[_Piece]:
    cut = _table_pieces(block) if block.table is not None and block.table.cells else _text_pieces(block)
    for text, places, header, joint in cut:
        yield _Piece(text, joint, section.path, section.kind, places, header)


def _text_pieces(block: Block) -> Iterator[tuple[str, tuple[Place, ...], str, str]]:
    parts: list[str] = []
    for part in _cut(block.text):
        if parts and not part.strip():
            parts[-1] += part
        else:
            parts.append(part)
    start = 0
    for text in parts:
        end = start + len(text)
        if text.strip():
            yield text, _places(block, start, end), "", "" if start else "\n"
        start = end


def _cut(text: str, stops: Sequence[str] = _STOPS) -> Iterator[str]:
    """Sentences; clauses of a sentence that is too long; parts of a clause that is."""
    for part in re.split(stops[0], text):
        if len(part) <= MOST or len(stops) == 1:
            yield from (part[i : i + TARGET] for i in range(0, len(part), TARGET)) if len(part) > MOST else [part]
        else:
            yield from _cut(part, stops[1:])


def _places(block: Block, start: int, end: int) -> tuple[Place, ...]:
    """The places of characters [start, end), one a page."""
    touched = [span for span in block.spans if span.start < end and start < span.end]
    found = []
    for _, spans in groupby(touched, key=lambda span: span.page):
        of_page = list(spans)
        found.append(block.place(max(start, of_page[0].start), min(end, of_page[-1].end)))
    return tuple(found) or (block.place(start, end),)


def _table_pieces(block: Block) -> Iterator[tuple[str, tuple[Place, ...], str, str]]:
    assert block.table is not None
    rows = [row for row in block.table.rows if row]
    depth = _header_depth(rows)
    header = "\n".join(_row_text(row) for row in rows[:depth])
    header = header if len(header) <= TARGET // 2 else ""
    for number, row in enumerate(rows):
        repeated = header if number >= depth else ""
        for i, text in enumerate(_cut(_row_text(row))):
            if text.strip(" |\n"):
                yield text, _row_places(row, block.index), repeated, "" if i else "\n"


def _header_depth(rows: Sequence[Sequence[Cell]]) -> int:
    """How many leading rows hold no value, at most four; none when all rows are like that."""
    for depth, row in enumerate(rows[:5]):
        if any(re.fullmatch(r"[\d０-９.,，%\s-]+", cell.text) for cell in row):
            return depth
    return 0


def _row_text(row: Sequence[Cell]) -> str:
    return " | ".join(re.sub(r"\s*\n\s*", " ", cell.text.strip()) for cell in row)


def _row_places(row: Sequence[Cell], block: int) -> tuple[Place, ...]:
    pages = sorted({cell.page for cell in row if cell.page is not None})
    placed = ((page, [cell.box for cell in row if cell.page == page and cell.box]) for page in pages)
    return tuple(Place(page, _around(boxes), block) for page, boxes in placed) or (Place(block=block),)


def _around(boxes: Sequence[Box]) -> tuple[Box, ...]:
    box = Place(boxes=tuple(boxes)).box
    return () if box is None else (box,)


def _groups(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    """Pieces packed up to TARGET within a section; what is too small goes with a neighbour under the same heading."""
    packed: list[list[_Piece]] = []
    for _, run in groupby(pieces, key=lambda piece: (piece.kind, piece.section[:_DEPTH])):
        parts: list[list[_Piece]] = []
        for piece in run:
            if parts and _length(parts[-1]) + len(piece.text) <= TARGET:
                parts[-1].append(piece)
            else:
                parts.append([piece])
        if len(parts) > 1 and _length(parts[-2]) + _length(parts[-1]) <= MOST:
            parts[-2:] = [parts[-2] + parts[-1]]
        packed += parts
    return _joined(packed)


def _joined(groups: Iterable[list[_Piece]]) -> list[list[_Piece]]:
    """A heading alone goes with what stands under it, a line or two with their neighbour."""
    joined: list[list[_Piece]] = []
    for group in groups:
        before = joined[-1] if joined else None
        if before and _kin(before, group) and min(map(_length, (before, group))) < _SMALL \
                and _length(before) + _length(group) <= MOST:  # fmt: skip
            before += group
        else:
            joined.append(group)
    return joined


def _kin(one: Sequence[_Piece], two: Sequence[_Piece]) -> bool:
    return one[-1].kind == two[0].kind and one[-1].section[:1] == two[0].section[:1]


def _length(group: Iterable[_Piece]) -> int:
    return sum(len(piece.text) for piece in group)


def _passage(group: Sequence[_Piece], report_id: str, title: str) -> Passage:
    first = group[0]
    body = "".join(piece.joint + piece.text for piece in group).strip("\n")
    text = f"{first.header}\n{body}" if first.header else body
    section = _path(group)
    lead = " › ".join((title, *section))
    return Passage(report_id, section, first.kind, text, f"{lead}\n{text}", _merged(group))


def _path(group: Sequence[_Piece]) -> tuple[str, ...]:
    """The headings that all pieces share; those of a heading that only opens the passage do not count."""
    paths = list(dict.fromkeys(piece.section for piece in group))
    opening = [piece for piece in group if piece.section == paths[0]]
    if len(paths) > 1 and paths[1][: len(paths[0])] == paths[0] and _length(opening) < _SMALL:
        paths = paths[1:]
    return reduce(_common, paths)


def _common(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[str, ...]:
    same = 0
    while same < min(len(one), len(two)) and one[same] == two[same]:
        same += 1
    return one[:same]


def _merged(group: Iterable[_Piece]) -> tuple[Place, ...]:
    """The places of the pieces, one for each block and page."""
    places: list[Place] = []
    for place in (place for piece in group for place in piece.places):
        last = places[-1] if places else None
        if last and (last.page, last.block) == (place.page, place.block):
            places[-1] = replace(last, boxes=last.boxes + place.boxes, end=place.end)
        else:
            places.append(place)
    return tuple(places)
