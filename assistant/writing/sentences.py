"""What a model writes, made plain and taken apart: lines, sentences, and the pieces that end in [n] marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.folding import bared

MARKS = re.compile(r"(?:\s*\[\d{1,4}\])+")
_MARK = re.compile(r"\[(\d{1,4})\]")
_MANY = re.compile(r"\[\s*(\d{1,4}(?:\s*[,，、;；]\s*\d{1,4})+)\s*\]")
_WIDE_MARK = re.compile(
    r"[【〔\[]\s*(?:citation|cite|id|引用|出处)?\s*[:：#]?\s*(\d{1,4})\s*(?:†[^】\]]{0,20})?[】〕\]]", re.IGNORECASE
)
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_CALL = re.compile(r"<(tool_call|function_call|tool)\b.*?(?:</\1>|\Z)|```.*?(?:```|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!][^<>\n]{0,300}>|<\|[^|\n]{0,40}\|>")
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?")
_LINK = re.compile(r"(\[\d{1,4}\])\([^)\n]*\)|\[((?:[^\[\]\n]|\[\d{1,4}\]){1,200})\]\([^)\n]*\)")
_DRESS = re.compile(r"\*\*|__|~~|`+|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_HEADING = re.compile(r"^\s*#{1,6}\s*")
_ITEM = re.compile(
    r"^\s*(?:[-*•·▪●]\s+|(?P<no>\d{1,2})(?:[.)）]\s*(?![\d.])|、\s*(?!\d))|[（(](?P<in>\d{1,2})[)）]\s*(?!\d)"
    r"|[（(]?(?P<han>[一二三四五六七八九十]{1,2})[)）、.]\s*)"
)
_END = re.compile(r"[。！？!?]+|(?<=\])；|\.(?=\s|$|\s*\[\d)(?<!\b[A-Z]\.)(?<!No\.)(?<!vs\.)")
_AFTER_END = re.compile(r"[”’」』\"）)]*(?:\s*\[\d{1,4}\])*；?")
_PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ("《", "》"), ("（", "）"), ("(", ")"))
_HAN = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a sentence and the citations whose marks follow it; () where none do."""

    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """`shown` is what users would read; `lead` what stands before it on its line (a bullet); `first` and `last` say
    that a line begins or ends with it."""

    shown: str
    lead: str = ""
    first: bool = True
    last: bool = True

    @property
    def marks(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(int(number) for number in _MARK.findall(self.shown)))

    @property
    def bare(self) -> str:
        """The words without marks."""
        return MARKS.sub("", self.shown)

    def segments(self) -> Iterator[Segment]:
        """The pieces, each up to the marks that carry it; marks after the full stop carry what stands before it."""
        at = 0
        for hit in MARKS.finditer(self.shown):
            yield Segment(self.shown[at : hit.start()], tuple(int(number) for number in _MARK.findall(hit.group())))
            at = hit.end()
        if self.shown[at:].strip(' 。！？!?；;，,.、”’"）)'):
            yield Segment(self.shown[at:], ())


def plain_text(written: str) -> str:
    """What a model wrote without thoughts, calls, pictures, links, tags and dress; every mark as [n]."""
    text = _CALL.sub(" ", _THOUGHT.sub(" ", written))
    text = bared(text)
    for rule in (_IMAGE, _TAG):
        text = rule.sub(" ", text)
    text = _LINK.sub(lambda hit: hit[1] or hit[2], text)
    text = _MANY.sub(lambda hit: "".join(f"[{n}]" for n in re.findall(r"\d+", hit[1])), text)
    text = _WIDE_MARK.sub(r"[\1]", text)
    return _DRESS.sub("", text)


def sentences(text: str, growing: bool = False) -> Iterator[Sentence]:
    """The sentences of plain text, line by line; tables and empty lines are left out. Numbers before items are kept
    only where they count up. `growing`: more of the text may come, so its last sentence is left out."""
    count = 0
    lines = text.split("\n")
    for number, raw in enumerate(lines, 1):
        line, lead = _HEADING.sub("", raw).strip(), ""
        if not line or line.startswith("|") or not any(char.isalnum() for char in line):
            continue
        if hit := _ITEM.match(line):
            count, lead = _lead(hit, count)
            line = line[hit.end() :].strip()
        unfinished = growing and number == len(lines)
        parts = _parts(line, unfinished)
        for at, part in enumerate(parts[: len(parts) - unfinished]):
            yield Sentence(part, lead if at == 0 else "", at == 0, at == len(parts) - 1)


def _parts(line: str, growing: bool) -> list[str]:
    """A line cut behind full stops and the marks that follow them, not within quotation marks or brackets."""
    paired = growing or all(line.count(one) == line.count(two) for one, two in _PAIRS)
    parts: list[str] = []
    start = at = 0
    while hit := _END.search(line, at):
        at = hit.end()
        after = _AFTER_END.match(line, at)
        end = after.end() if after else at
        if growing and end >= len(line):
            break
        held = line[start:end]
        if paired and any(held.count(one) > held.count(two) for one, two in _PAIRS):
            continue
        parts.append(held.strip())
        start = at = end
    parts.append(line[start:].strip())
    said = [part for part in parts[:-1] if any(char.isalnum() for char in part)]
    return [*said, parts[-1]] if growing or any(char.isalnum() for char in MARKS.sub("", parts[-1])) else said


def _lead(hit: re.Match[str], count: int) -> tuple[int, str]:
    """The number of an item where it follows the one before, else a dash."""
    said = hit["no"] or hit["in"]
    number = int(said) if said else _HAN.find(hit["han"]) + 1 if hit["han"] and len(hit["han"]) == 1 else 0
    return (number, f"{number}. ") if number and number in (1, count + 1) else (count, "- ")
