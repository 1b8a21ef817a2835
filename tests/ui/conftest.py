"""A hand-made library and a conversation that answers from a script: the page is tested without any reading."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from inspect import signature
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest

from assistant.answer import Answer, AnswerTable, Citation, Claim
from assistant.question import Metric, Question
from ingest.library import Library
from ingest.report import Block, Cell, Fact, Finding, Identity, Place, Report, Section, Table
from tests.ui.browsing import CHROMIUM, PATIENCE, Visit, served
from ui.page.clerk import Clerk

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = '<img src=x onerror="window.hit=1">{{value}}${window.hit=1}`'


def report(id: str, agency: str, year: int, blocks: tuple[Block, ...], format: str = "text", **more: object) -> Report:
    path = ("一、总体情况", "主动公开")
    return Report(
        id=id,
        file=f"{agency}{year}.{format}",
        format=format,
        identity=Identity(agency, year, f"{agency}{year}年政府信息公开工作年度报告", template="T21"),
        blocks=blocks,
        sections=(Section("overview", path[:1], 1, 0, len(blocks)), Section("overview", path, 2, 1, len(blocks))),
        **more,
    )


def prose(id: str, agency: str, year: int, posts: int) -> Report:
    said = f"我局微信公众号共发布信息 {posts} 篇"
    blocks = (
        Block(0, "一、总体情况", level=1),
        Block(1, f"主动公开：通过门户网站公开各类信息 24 条。{year} 年，{said}，内容涉及科技政策解读等。"),
        Block(2, "依申请公开：全年未收到政府信息公开申请。"),
        Block(3, HOSTILE),
    )
    start = blocks[1].text.index(said)
    fact = Fact(
        id,
        "wechat",
        Decimal(posts),
        "number",
        "prose",
        said,
        Place(None, (), 1, start, start + len(said)),
        ("一、总体情况", "主动公开"),
        unit="篇",
        noun="微信公众号发布信息",
    )
    return report(id, agency, year, blocks, facts=(fact,))


def penalties(id: str, place: Place) -> Fact:
    """4119 件, a cell of the table in the second section."""
    return Fact(
        id,
        "disclosure.art20_6.penalty.decisions",
        Decimal(4119),
        "number",
        "cell",
        "4119",
        place,
        ("二、主动公开政府信息情况",),
        unit="件",
        row="行政处罚",
        column="本年处理决定数量",
    )


def tabular(id: str, agency: str, year: int) -> Report:
    rows = (("信息内容", "本年处理决定数量"), ("行政许可", "0"), ("行政处罚", "4119"), ("行政强制", "37"))
    cells = tuple(Cell(row, column, text) for row, line in enumerate(rows) for column, text in enumerate(line))
    text = "\n".join("\t".join(line) for line in rows)
    start = text.index("4119")
    blocks = (
        Block(0, "二、主动公开政府信息情况", level=1),
        Block(1, "第二十条第（六）项"),
        Block(2, text, table=Table(cells)),
    )
    fact = penalties(id, Place(None, (), 2, start, start + 4))
    finding = Finding(id, "A3", "warning", "source", "12", "11", (("总计", "11", fact.place),), "各列之和不等于总计")
    return report(id, agency, year, blocks, "html", facts=(fact,), findings=(finding,))


def pdf(pages: int = 3) -> bytes:
    """Pages of A4 with a black rectangle at (200, 300)–(300, 320) points from the top left of the second."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, A4)
    for page in range(1, pages + 1):
        canvas.drawString(72, A4[1] - 80, f"Page {page}: administrative penalties")
        canvas.line(72, A4[1] - 400, 520, A4[1] - 400)
        if page == 2:
            canvas.rect(200, A4[1] - 320, 100, 20, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def printed(id: str, agency: str, year: int) -> Report:
    blocks = (Block(0, "行政处罚 4119"),)
    fact = penalties(id, Place(2, ((200.0, 300.0, 300.0, 320.0),), 0, 5, 9))
    return report(id, agency, year, blocks, "pdf", facts=(fact,), pages=3)


def fill(held: Library) -> Clerk:
    """Put five reports into a library; the desk that answers over it from the script."""
    held.add(prose("a" * 16, "吴忠市科学技术局", 2021, 91), content="原文".encode())
    held.add(prose("b" * 16, "云川市科学技术局", 2020, 118), content="原文".encode())
    held.add(prose("c" * 16, "云川市科学技术局", 2021, 142), content=f"<b>{HOSTILE}</b>".encode())
    held.add(tabular("d" * 16, "云川市人民政府", 2023), content=b"<script>window.hit=1</script>")
    held.add(printed("e" * 16, "河阳区人民政府", 2023), content=pdf())
    return Clerk(held, begin=Scripted)  # type: ignore[arg-type]


@pytest.fixture(autouse=True, scope="session")
def patience() -> None:
    """Programs that ask a server wait as long as browsers do: httpx's five seconds are few on a busy machine."""
    import httpx

    usual = signature(httpx.Client.__init__).parameters["timeout"].default
    usual.connect = usual.read = usual.write = usual.pool = PATIENCE / 1000


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as held:
        fill(held)
        yield held


@pytest.fixture(scope="session")
def shared_clerk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    """One for tests that only look and ask."""
    with Library.open(tmp_path_factory.mktemp("shared") / "library") as held:
        yield fill(held)


def cite(held: Library, id: str, n: int) -> Citation:
    one = held.report(id)
    fact = one.facts[0]
    return Citation(
        n, id, one.agency, one.year, one.title, one.file, fact.section, fact.quote, fact.place, fact.row, fact.column
    )


class Scripted:
    """Stands in for assistant.chat.Conversation: what it answers depends on words of the question alone."""

    def __init__(self, library: Library, language: str = "zh") -> None:
        self.library = library
        self.asked: list[str] = []

    def stream(self, asked: str | Question, stop: Event | None = None) -> Iterator[Answer]:
        text = asked if isinstance(asked, str) else asked.text
        answer = self.ask(text)
        if "慢" in text:
            yield replace(answer, text="先查了一半。", values=(), table=None, pending="正在查阅")
            assert stop is not None
            stop.wait(10)
        yield answer

    def answer(self, question: Question) -> Answer:
        return self.ask(question.text)

    def ask(self, text: str) -> Answer:
        self.asked.append(text)
        for word, answer in _SCRIPT.items():
            if word in text:
                return answer(self.library, text)
        return Answer(
            "declined",
            f"库中没有这个数据。{HOSTILE}",
            Question(text, agencies=("吴忠市科学技术局",)),
            reason="no_metric",
            suggestions=("吴忠市科学技术局2021年微信公众号发了多少篇？",),
        )


_WECHAT = Metric("wechat", "微信公众号发布数", unit="篇")


def _posts(held: Library, text: str) -> Answer:
    id, agency, year, posts = ("a" * 16, "吴忠市科学技术局", 2021, 91)
    if "云川" in text:
        id, agency, year, posts = ("c" * 16, "云川市科学技术局", 2021, 142)
        if "2020" in text:
            id, year, posts = ("b" * 16, 2020, 118)
    return Answer(
        "answered",
        f"{year} 年，{agency}微信公众号共发布信息 {posts} 篇。[1]",
        Question(text, agencies=(agency,), years=(year,), metrics=(_WECHAT,)),
        (Claim(Decimal(posts), "篇", "exact", agency, year, "wechat", (1,), f"{posts} 篇"),),
        (cite(held, id, 1),),
        suggestions=("那微博呢？", "和其他单位比一比", "总结这份年报"),
    )


def _compare(held: Library, text: str) -> Answer:
    table = AnswerTable(
        ("单位", "2020", "2021", "变化"),
        (
            (("吴忠市科学技术局", ()), ("库中无此年", ()), ("91", (1,)), ("—", ())),
            (("云川市科学技术局", ()), ("118", (2,)), ("142", (3,)), ("+24（+20.3%）", ())),
        ),
        {
            "kind": "bar",
            "points": [
                {"label": label, "year": year, "value": value, "citation": n}
                for label, year, value, n in (
                    ("吴忠市科学技术局", 2021, 91, 1),
                    ("云川市科学技术局", 2020, 118, 2),
                    ("云川市科学技术局", 2021, 142, 3),
                )
            ],
        },
    )
    return Answer(
        "answered",
        "2021 年，云川市科学技术局比吴忠市科学技术局多 51 篇。",
        Question(
            text,
            operation="compare",
            agencies=("吴忠市科学技术局", "云川市科学技术局"),
            years=(2020, 2021),
            metrics=(_WECHAT,),
        ),
        (),
        tuple(cite(held, id * 16, n) for n, id in enumerate("abc", 1)),
        table,
        ("云川市科学技术局 2021：正文称收到申请 12 件，表三合计为 11 件。[2][3]",),
    )


def _penalties(held: Library, text: str) -> Answer:
    id, agency = ("e" * 16, "河阳区人民政府") if "河阳" in text else ("d" * 16, "云川市人民政府")
    return Answer(
        "answered",
        f"{agency}2023 年作出行政处罚 4119 件。[1]",
        Question(
            text,
            agencies=(agency,),
            years=(2023,),
            metrics=(Metric("disclosure.art20_6.penalty.decisions", "行政处罚 · 本年处理决定数量"),),
        ),
        (Claim(Decimal(4119), "件", "exact", agency, 2023, "disclosure.art20_6.penalty.decisions", (1,), "4119 件"),),
        (cite(held, id, 1),),
    )


def _broken(held: Library, text: str) -> Answer:
    raise ZeroDivisionError(text)


_SCRIPT: dict[str, Callable[[Library, str], Answer]] = {
    "故障": _broken,
    "比": _compare,
    "处罚": _penalties,
    "微信": _posts,
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="pip install playwright (no browser download needed)"
    )
    with playwright.sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def address(shared_clerk: Clerk) -> Iterator[str]:
    """Where the library of `shared_clerk` is served."""
    yield from served(shared_clerk.library, shared_clerk)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A new tab of a new visitor there."""
    tab = Visit(browser, address)
    yield tab
    tab.end()


@pytest.fixture
def clerk(library: Library) -> Clerk:
    return Clerk(library, begin=Scripted)  # type: ignore[arg-type]
