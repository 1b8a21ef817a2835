"""The report stands by itself: nothing is loaded, nothing runs, everything is escaped, and the evidence is in it."""

from __future__ import annotations

import re
import tomllib
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy
import pytest

from eval import picture, report, runner, schema
from eval.building import build
from eval.runs import Record
from ingest.library import Library

HOSTILE = "<script>alert(1)</script>\"' onload=x {{ 7*7 }} </style>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    where = tmp_path_factory.mktemp("report")
    list(build([samples / "yunchuan-kjj-2023.pdf", samples / "yunchuan-kjj-2022.html"], where))
    return where


def _items() -> list[schema.Item]:
    cited = {"file": "yunchuan-kjj-2023.pdf", "agency": "云川市科学技术局", "year": 2023, "quote": "没有的句子"}
    records: list[dict[str, Any]] = [
        {"id": "right", "question": "云川市科技局2022年微信发了多少条信息", "number": 258, "type": "lookup_prose"},
        {
            "id": "wrong",
            "question": "云川市科技局2023年微信发了多少条信息",
            "number": 1,
            "type": "lookup_prose",
            "citations": [cited],
        },
        {"id": "hostile", "question": HOSTILE, "number": 1, "type": HOSTILE, "language": "en"},
        {"id": "declined", "question": "明天会下雨吗", "status": "declined", "type": "unanswerable_nonsense"},
    ]
    return [schema.item(record) for record in records]


@pytest.fixture(scope="module")
def record(folder: Path) -> Record:
    with Library.open(folder, readonly=True) as library:
        return runner.run(_items(), library, "little.jsonl")


@pytest.fixture(scope="module")
def page(folder: Path, record: Record) -> str:
    with Library.open(folder, readonly=True) as library:
        return report.html(record, record, "zh", picture.pictures(library))


def test_nothing_is_loaded_and_nothing_runs(page: str) -> None:
    assert "<script" not in page
    assert not re.search(r"(?:src|href)\s*=\s*[\"'](?!data:image/png;base64,)", page)
    assert not re.search(r"@import|url\(|<link|<iframe|http-equiv=\"refresh", page)
    assert "default-src 'none'" in page


def test_everything_is_escaped(page: str) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "49" not in re.findall(r"onload=x (.{0,10})", page)[0]
    assert page.count("</style>") == 1


def test_failures_come_with_question_expected_given_and_evidence(page: str) -> None:
    articles = re.findall(r"<article.*?</article>", page, re.S)
    assert len(articles) == 2
    wrong = next(one for one in articles if ">wrong<" in one)
    for words in (
        "云川市科技局2023年微信发了多少条信息",
        "数不对",
        "没有的句子",
        "315",
        "yunchuan-kjj-2023.pdf",
        "第 1 页",
    ):
        assert words in wrong
    assert ">right<" not in "".join(articles)


def test_the_cited_place_is_pictured_with_its_box(page: str) -> None:
    from PIL import Image

    coded = re.findall(r"data:image/png;base64,([A-Za-z0-9+/=]+)", page)
    assert coded
    image = Image.open(BytesIO(b64decode(coded[0]))).convert("RGB")
    pixels = numpy.asarray(image).reshape(-1, 3)
    red = pixels[(pixels[:, 0] > 150) & (pixels[:, 1] < 90) & (pixels[:, 2] < 90)]
    assert image.width > 600
    assert image.height < 500
    assert len(red) > 60


def test_without_the_library_there_are_quotes_and_no_pictures(record: Record) -> None:
    page = report.html(record, None, "en")
    assert "base64," not in page
    assert "wrong number" in page
    assert "Compared with" not in page


def test_worst_first() -> None:
    def one(id: str, **changed: Any) -> dict[str, Any]:
        whole = {"id": id, "type": "t", "right": False, "cited": False, "wrong_agency": 0, "wrong_year": 0,
                 "answer": {"status": "answered"}}  # fmt: skip
        return whole | changed

    listed = [one("declined", answer={"status": "declined"}), one("cited", right=True), one("wrong"),
              one("year", wrong_year=1), one("good", right=True, cited=True)]  # fmt: skip
    assert [each["id"] for each in report.failures({"answers": listed})] == ["year", "wrong", "cited", "declined"]


def test_tables_are_plain_texts(record: Record) -> None:
    tables = {table.title: table for table in report.tables(record, "en")}
    by_type = tables["By type"]
    row = next(row for row in by_type.rows if row[0] == "a figure in the text")
    shown = dict(zip(by_type.columns, row, strict=True))
    assert (shown["Questions"], shown["Right"], shown["Wrong agency"]) == ("2", "50.0%", "0")
    assert tables["Citations"].rows[0][:2] == ("report", "100.0%")


def test_scores_that_nothing_speaks_of_are_dashes() -> None:
    assert report.shown("accuracy", {"accuracy": None}) == "–"
    assert report.shown("accuracy", {"accuracy": 0.5}) == "50.0%"
    assert report.shown("p50_ms", {"p50_ms": 12.0}) == "12"


def test_every_fault_of_the_scorer_has_words() -> None:
    source = Path(str(report.__file__)).with_name("score.py").read_text("utf-8")
    faults = set(re.findall(r'"((?:wrong|row|text|number|names|answered|declined,|coverage)[a-z ,]+)"', source))
    assert len(faults) > 8
    for fault in faults:
        one = {"wrong_agency": 0, "wrong_year": 0, "right": False, "fault": fault}
        assert report.fault_of(one, "zh") != fault, fault


def test_a_picture_needs_a_page_and_a_box(folder: Path, samples: Path) -> None:
    cited = {
        "file": "yunchuan-kjj-2023.pdf",
        "agency": "云川市科学技术局",
        "year": 2023,
        "page": 1,
        "box": [72, 100, 200, 120],
    }
    with Library.open(folder, readonly=True) as library:
        draw = picture.pictures(library)
        assert draw(cited) is not None
        for changed in (
            {"box": None},
            {"page": 99},
            {"page": None},
            {"file": "gone.pdf"},
            {"file": "yunchuan-kjj-2022.html", "year": 2022},
        ):
            assert draw(cited | changed) is None
    assert picture.strip(b"no pdf", 1, (0, 0, 1, 1)) is None


@pytest.mark.browser
def test_a_browser_shows_it_and_asks_for_nothing_else(page: str, tmp_path: Path) -> None:
    pytest.importorskip("playwright.sync_api")
    chromium = Path("/usr/bin/chromium")
    if not chromium.exists():
        pytest.skip("Chromium is not installed: apt-get install chromium")
    path = tmp_path / "report.html"
    path.write_text(page, "utf-8")
    with ThreadPoolExecutor(1) as thread:  # the browser of other tests may have a loop running in this one
        asked, articles, width, pictures = thread.submit(shown, path, chromium).result()
    assert (articles, pictures) == (2, True)
    assert width <= 390
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]


def shown(path: Path, chromium: Path) -> tuple[list[str], int, int, bool]:
    """What a phone-sized Chromium asks for when it opens a page; its articles, width, and whether all pictures came."""
    from playwright.sync_api import sync_playwright

    asked: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        tab = browser.new_page(viewport={"width": 390, "height": 800})
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(path.as_uri())
        articles = tab.locator("article").count()
        width = tab.evaluate("document.documentElement.scrollWidth")
        pictures = tab.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
        browser.close()
    return asked, articles, width, pictures


def test_every_word_that_is_used_is_there_in_both_languages() -> None:
    folder = Path(str(report.__file__)).parent
    paths = [*folder.glob("*.py"), *folder.glob("*.j2"), folder.parent / "ui" / "cli_eval.py"]
    used = {
        key for path in paths for key in re.findall(r'say\(\s*"((?:eval|cli)\.[a-z_0-9]+)"', path.read_text("utf-8"))
    }
    used |= {f"eval.score_{name.replace('@', '_')}" for name in (*report._COLUMNS, "recall@5", "contradictions")}
    used |= {f"cli.help_eval_{name}" for name in ("validate", "draft", "corpus", "run", "compare", "report", "runs")}
    assert len(used) > 50
    words = tomllib.loads((folder.parent / "ingest" / "strings.toml").read_text("utf-8"))
    for key in used:
        group, name = key.split(".")
        assert all(words[group][name][language] for language in ("zh", "en")), key


def test_every_type_has_a_name_in_both_languages_and_an_own_one_stays() -> None:
    for key in report._TYPES:
        assert report.called(key, "zh") not in (key, report.called(key, "en"))
    assert report.called("T21", "en") == "from 2021"
    assert report.called("my_own_type", "zh") == "my own type"
