"""A report's lines as they are searched, and the titles found among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.agencies import anatomy, is_agency
from ingest.folding import folded
from ingest.report import Block

HEAD = 60
"""Lines from the top among which titles and publisher lines are looked for."""

HAN = "\u4e00-\u9fff"
CORE = re.compile(
    r"(?:政府|政务|海关|关务|税务|校务|厂务)?(?:政务信息|信息公开|政务公开|公开信息)"
    r"(?:的|年度|工作|情况|[(（].{1,6}[)）]|\d{4}年?度?)*(?:年度)?(?:报告|年报|总结)"
)
YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?!\d)\s*(?:年度|年|度)?|(二[〇○零O][〇○零O一二三四五六七八九]{2})年度?")
SCHOOL = re.compile(r"(?<!\d)(20[0-3]\d)年?\s*[-—–―~～至到/]+\s*(20[0-3]\d)\s*(?:学年|年)度?")
_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "O": "0"}

_LEAD = re.compile(
    r"现?(?:予以|向社会|全文)?(?:公布|公开发布|发布)|现(?:将|公开)|编制(?:完成|形成|发布)?了?|汇总|根据|按照|依据|依照|遵照|撰写|制作|起草|"
    r"(?<!自)由|关于(?:印发|发布|公布|报送|上报)?|本报告是|[以如]下(?:为|是)|标题|名称|特此"
)
_EDGE = re.compile(
    r"^(?:年度?|度|的|了|将|为|和|与|在|[、，,。:：;；\s_\-—>|》《“”\"•·]|正文|当前位置)+"
    r"|(?:的|了|年度?|单位|[、，,:：;；\s_\-—>|《》“”\"•·])+$"
)
_NO_AGENCY = re.compile(
    r"我|该|各(?:部门|单位|级|县|区|镇|乡|科|直属)|本(?:局|厅|委|办|单位|机关|部门|级|省|市|县|区|镇|乡|街道|院|校|中心|年|报告|站|网)|"
    r"信息公开|年度|报告|门户|网站|首页|有关|电话|地址|领导小组$|联系|栏目|目录|部门单位|相关|所属|以及|系统|条例|高校|做好|重视|全国各|认真|通知|贯彻"
)
_NOTICE = re.compile(r"《[^《》]*(?:通知|意见|办法|条例|规定|方案|要点|格式|细则|清单|的函)[^《》]*》")
_BREAK = re.compile(r"\s*(?:[>›»|→]+|\s-\s|_|——|－－)\s*")
_LABEL = re.compile(r"^(?:[^:：《]{1,8}[:：]|公报标题|信息名称|标题|名称)")
_HEADING = re.compile(r"^[一1]\s*[、.．]")
_INNER_REMARK = re.compile(rf"[(（][{HAN}]{{2,4}}[)）](?=[{HAN}]{{2,}}(?:局|委|办|厅|中心|委员会|办公室)$)")


@dataclass(frozen=True, slots=True)
class Page:
    """A report's text for matching: `lines` folded, none empty; `prose` the lines with broken ones joined; `own` the
    prose without the notices and rules it cites by name, which carry other bodies' names and years."""

    lines: tuple[str, ...]
    prose: str
    own: str

    @property
    def head(self) -> tuple[str, ...]:
        return self.lines[:HEAD]


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed (folded), the agency and year in it, and the line it begins on; `outside` says that it stands
    in the file's name or metadata."""

    text: str
    agency: str | None
    year: int | None
    line: int
    outside: bool = False


def page_of(blocks: Sequence[Block]) -> Page:
    """The text of `blocks` (tables too, a cell's border as `|`)."""
    raw = (line for block in blocks for line in block.text.split("\n"))
    lines = tuple(line for line in (folded(text.strip(" \t#*")).strip().replace("\t", "|") for text in raw) if line)
    prose = "".join(_joined(lines))
    return Page(lines, prose, _NOTICE.sub("", prose[:8000]))


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Lines with a line break between them, except where a page or column merely ended the line."""
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        ended = re.search(r"(?:[。；：:;|!?？]|年度报告|年报)$", line) or _HEADING.match(following)
        running = len(line) >= 14 and not ended
        yield line if running else line + "\n"


def titles(page: Page, outside: str | None, file_name: str) -> list[Title]:
    """Every title among the first lines, then those of the metadata and the file name."""
    alone = [title_in(line, number) for number, line in enumerate(page.head)]
    found = [title for title in alone if title]
    for start in range(len(page.head) - 1):
        for size in (2, 3):
            window = page.head[start : start + size]
            if _runs_on(window) and not any(alone[start : start + size - 1]) and not _complete(alone, start + size - 1):
                found += [title for title in [title_in("".join(window), start)] if title and title.agency]
    if not any(title.agency for title in found):  # a page whose navigation fills the first lines
        later = (title_in(line, HEAD + number) for number, line in enumerate(page.lines[HEAD : 5 * HEAD]))
        found += [title for title in later if title and title.agency and title.year]
    stated = title_in(folded(outside or ""), HEAD, outside=True)
    return found + [title for title in (stated, _named(re.sub(r"\.\w{2,5}$", "", file_name))) if title]


def _named(name: str) -> Title | None:
    """What a file's name says: a whole title, or an agency with 年报 and perhaps a year (吴忠市科技局2021年报)."""
    name = folded(name)
    if title := title_in(name, HEAD, outside=True):
        return title
    words, year = without_year(re.sub(r"年报", "年年报", name))
    agency = cleaned(re.sub(r"(?:政府)?(?:信息公开|政务公开)?(?:工作)?(?:年度)?(?:报告|年报)|[\d_\-.]+", " ", words))
    return Title("", agency, year, HEAD, outside=True) if agency else None


def _runs_on(window: Sequence[str]) -> bool:
    return all(len(line) <= 40 and not re.search(r"[>›»|。:：]", line) for line in window)


def _complete(alone: Sequence[Title | None], line: int) -> bool:
    title = alone[line] if line < len(alone) else None
    return title is not None and title.agency is not None


def title_in(text: str, line: int, *, outside: bool = False) -> Title | None:
    """The title in a folded line, with what its words leave when report, year and filler are taken out."""
    quoted = next((inner for inner in re.findall(r"《([^《》]{6,60})》", text) if CORE.search(inner)), None)
    piece = quoted or next((piece for piece in _BREAK.split(text) if CORE.search(piece)), "")
    piece = _LABEL.sub("", piece.strip())
    core = CORE.search(piece)
    if core is None or core.start() > 60 or re.search("[。；！？，,]", piece[: core.end()]):
        return None
    before, year = without_year(piece[: core.start()])
    _, later = without_year(piece[core.start() :][:40])
    agency = cleaned(before)
    rest = piece[core.end() :]
    if len(rest) > 24 or re.search("[。；，,]", rest):
        if agency is None or _LEAD.search(before):
            return None
        piece = piece[: core.end()]
    if _NOTICE.fullmatch(f"《{piece}》") and re.search("做好|格式", piece):
        return None
    return Title(piece, agency, year or later, line, outside)


def without_year(text: str) -> tuple[str, int | None]:
    """The text without its years, and the year it is about: 2021—2022学年 is 2022."""
    if school := SCHOOL.search(text):
        return text[: school.start()] + text[school.end() :], int(school[2])
    found = YEAR.search(text)
    return YEAR.sub("", text), year_in(found) if found else None


def year_in(found: re.Match[str]) -> int:
    """The year of a match of YEAR: 2021年, 二〇二一年."""
    return int(found[1]) if found[1] else 2000 + int("".join(_DIGITS[char] for char in found[2][2:]))


def cleaned(text: str) -> str | None:
    """An agency's name out of the words around it, or None where they hold none."""
    kept = _INNER_REMARK.search(text)
    text = text if kept else re.sub(r"[(（][^()（）]*[)）]?", "", text)
    leads = list(_LEAD.finditer(text))
    if leads:
        text = text[leads[-1].end() :] if text[leads[-1].end() :].strip("《“ ") else text[: leads[-1].start()]
    text = re.sub(r"\s", "", text)
    while (stripped := _EDGE.sub("", text)) != text:
        text = stripped
    if not 2 <= len(text) <= 40 or not re.fullmatch(rf"[{HAN}·()（）]+", text) or _NO_AGENCY.search(text):
        return None
    return governed(text) if is_agency(text) else None


def governed(name: str) -> str:
    """A place that reports is its government: 内黄县 -> 内黄县人民政府, 公园街道 -> 公园街道办事处."""
    parts = anatomy(name)
    if parts.organ == "政府":
        return name[:-2] + "人民政府"
    if parts.organ:
        return name
    if parts.zone and not name.endswith(("镇", "乡", "街道")):
        return name + "管理委员会"
    return name + ("办事处" if name.endswith("街道") else "人民政府")
