"""The corpus is what its truth says, in every format, and its two question sets share no wording."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eval import schema
from eval.corpus import generate, phrasing
from eval.corpus.book import phrasebook, wordings
from eval.corpus.composing import composed
from eval.corpus.figures import Memory, cells, template_of
from eval.corpus.generating import FORMATS, sources, write
from eval.corpus.layout import Grid, Slot
from eval.corpus.names import agencies
from eval.corpus.pages import Pages
from eval.corpus.phrasing import chinese, quantity, variants
from eval.corpus.printing import faults, printed, spoiled
from eval.corpus.truth import cell_place, cell_records, finding_records, quantity_place, read_jsonl
from eval.corpus.writers import pdf

_ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("corpus"), 40, 3, ["txt", "md", "html"])


def test_the_same_seed_writes_the_same_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        generate(tmp_path / name, 4, 9, ["txt", "docx", "pdf", "scan"])
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.*"))
    assert len(files) == 10
    assert all((tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes() for file in files)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_every_format_is_written_and_is_what_it_says(format: str, tmp_path: Path) -> None:
    (made, *_) = write(tmp_path, 2, 4, [format])
    start = (tmp_path / made.file).read_bytes()[:5]
    expected = {"docx": b"PK\x03\x04", "pdf": b"%PDF-", "borderless": b"%PDF-", "scan": b"%PDF-", "html": b"<!DOC"}
    assert start.startswith(expected.get(format, b"" if format == "md" else start[:1]))
    assert made.format == format


def test_printed_sentences_and_cells_stand_in_the_text(corpus: Path) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (corpus / "reports").glob("*.txt")}
    stated = [one for one in read_jsonl(corpus / "truth" / "quantities.jsonl") if one["file"] in texts]
    assert len(stated) > 30
    assert all((one["sentence"] in texts[one["file"]] and one["printed"].strip() in one["sentence"]) or one["value"] == 0
               for one in stated)  # fmt: skip
    rows = {one["file"]: one["printed"] for one in read_jsonl(corpus / "truth" / "cells.jsonl")
            if one["metric"].endswith("license.decisions") and one["file"] in texts and one["state"] == "number"}  # fmt: skip
    assert rows
    assert all(re.search(rf"行政许可\t.*{re.escape(value)}", texts[file]) for file, value in rows.items())


def test_arithmetic_holds_unless_it_was_spoiled() -> None:
    chance = random.Random(1)
    agency, memory = agencies(5, chance)[0], Memory()
    spoilt = 0
    for year in range(2019, 2025):
        true = cells(agency, year, memory, chance)
        assert faults(true, template_of(year)) == []
        spoilt += bool(faults(spoiled(true, chance), template_of(year)))
    assert spoilt == 6


def test_carry_over_goes_from_year_to_year() -> None:
    chance = random.Random(2)
    agency, memory = agencies(5, chance)[0], Memory()
    years = [cells(agency, year, memory, chance) for year in (2019, 2020, 2021)]
    for before, after in itertools.pairwise(years):
        for who in ("applicant.natural_person", "applicant.total"):
            assert after["requests.carried_in", who] == before["requests.carried_out", who]


def test_blanks_are_not_zeros() -> None:
    chance = random.Random(3)
    true = cells(agencies(3, chance)[0], 2021, Memory(), chance)
    shown = printed(true, frozenset({"blank_totals"}), chance)
    totals = [cell for (_, who), cell in shown.items() if who == "applicant.total"]
    assert {(cell.text, cell.state, cell.value) for cell in totals} == {("", "blank", None)}


def test_agencies_are_neighbours_of_each_other_and_named_once() -> None:
    some = agencies(60, random.Random(4))
    assert len({agency.name for agency in some}) == 60
    organs = [
        re.split("[市区]", agency.name, maxsplit=agency.name.count("区") + 1)[-1]
        for agency in some
        if agency.level == "department"
    ]
    assert len(set(organs)) < len(organs) / 2


def test_a_grid_is_split_as_a_page_end_does() -> None:
    grid = Grid(((Slot("a", rowspan=3), Slot("1")), (Slot("2"),), (Slot("3"),)))
    upper, lower = grid.split(2)
    assert upper.rows == ((Slot("a", rowspan=2), Slot("1")), (Slot("2"),))
    assert lower.rows == ((Slot(""), Slot("3")),)


def test_numbers_are_printed_as_they_are_meant() -> None:
    chance = random.Random(5)
    for value in (1, 2, 17, 450, 2300, 54321):
        for _ in range(50):
            made = quantity("wechat", value, "条", chance)
            assert made.printed.endswith("条")
            assert abs(made.value - value) <= max(10, value // 10)
    assert [chinese(number) for number in (2, 10, 12, 20, 54)] == ["两", "十", "十二", "二十", "五十四"]


def _said(words: Any) -> set[str]:
    if isinstance(words, str):
        return {re.sub(r"[\s，。？?、：:,.！!]", "", words).lower()} - {""}
    parts = words.values() if isinstance(words, dict) else words
    return set().union(*map(_said, parts)) if parts else set()


def _splits(book: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    if isinstance(book, dict) and {"dev", "test"} <= book.keys():
        yield path, book["dev"], book["test"]
    elif isinstance(book, dict):
        for name, part in book.items():
            yield from _splits(part, f"{path}.{name}")
    elif isinstance(book, list):
        for part in book:
            yield from _splits(part, f"{path}.{part['key']}")


def test_wordings_are_many_and_apart() -> None:
    words = phrasing.wordings()
    clauses = [c for metric in words["metric"] for c in (*metric["clauses"], *metric.get("people", ()))]
    clauses += [c for group in (words["combined"], words["request"]) for some in group.values() for c in some]
    assert sum(variants(clause) for clause in clauses if len(clause) > 3) > 500
    parts = list(_splits(phrasebook()))
    assert len(parts) > 100
    # The names of the table's columns are the same however one asks.
    shared = {path: _said(dev) & _said(test) for path, dev, test in parts if not path.startswith(".applicants.")}
    assert {path: some for path, some in shared.items() if some} == {}
    dev, test = wordings("dev"), wordings("test")
    groups = (("yes_no", "yes_no_suit"), ("compare", "compare_years"), ("rank",), ("trend",), ("total",), ("share", "rate"),
              ("list", "list_none"), ("phone", "address", "email"), ("explain", "measures"), ("check",), ("lookup_cell",),
              ("followup_year", "followup_metric"), ("lookup_prose",), ("two_figures",), ("average",),
              ("filter_over", "filter_under", "filter_between"), ("count", "count_none", "count_over"), ("undated",),
              ("rank_top", "rank_bottom"), ("catalogue_years", "catalogue_have", "catalogue_all", "catalogue_count"))  # fmt: skip
    for group in groups:
        assert sum(dev[name] + test[name] for name in group) >= 30, group


def test_question_sets_are_valid_and_of_every_type(corpus: Path) -> None:
    for split in ("dev", "test"):
        items = schema.load(corpus / "sets" / f"{split}.jsonl")
        assert {"lookup_cell", "lookup_prose", "yes_no", "compare", "rank", "trend", "total", "share", "list", "contact",
                "explain", "followup", "clarify", "two_figures", "derived", "applicant", "count", "average", "catalogue",
                "name_slip", "name_traditional", "no_year", "unanswerable_agency", "unanswerable_year", "unanswerable_metric",
                "unanswerable_nonsense"} <= {item.type for item in items}  # fmt: skip
        assert {item.language for item in items} == {"zh", "en"}


def test_strangers_are_not_in_the_corpus(corpus: Path) -> None:
    held = [form for one in read_jsonl(corpus / "truth" / "identity.jsonl") for form in (one["agency"], *one["forms"])]
    asked = [one for one in schema.load(corpus / "sets" / "test.jsonl") if one.type == "unanswerable_agency"]
    assert asked
    assert not [one.question for one in asked if any(form in one.question for form in held)]


def test_no_test_wording_stands_in_what_is_tested() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for package in ("ingest", "assistant")
                     for path in (_ROOT / package).rglob("*") if path.suffix in (".py", ".toml"))  # fmt: skip
    sentences = [text for frame in phrasebook()["frame"].values() for some in frame["test"].values() for text in some]
    assert len(sentences) > 60
    assert [text for text in sentences if text in code] == []


def test_a_year_of_one_agency_comes_once() -> None:
    seen: list[Any] = [(source.agency.name, source.year) for source, _ in sources(120, 6)]
    assert len(seen) == len(set(seen)) == 120


def test_truth_holds_the_page_on_which_each_number_stands(tmp_path: Path) -> None:
    """The page noted while drawing is the one on which another program finds the words."""
    import pypdfium2

    made = list(write(tmp_path, 6, 12, ["pdf"]))
    found = 0
    for one in made:
        document = pypdfium2.PdfDocument(tmp_path / one.file)
        pages = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
        document.close()
        for q in one.source.prose.quantities:
            place = quantity_place(one, q)
            sentence = "".join(q.sentence.split())
            if sentence in pages[place["page"] - 1]:
                found += 1
            else:  # it begins on this page or ends on it
                assert sentence[:6] in "".join(pages[: place["page"]])
                assert sentence not in "".join(pages[: place["page"] - 1])
        if "tables_missing" not in one.source.quirks and one.source.template != "T0":
            place = cell_place(one, "requests.carried_out", "applicant.total")
            assert "结转下年度继续办理" in pages[place["page"] - 1]
            assert place["row"] == "结转下年度继续办理"
            assert len(one.pages.cells) == len(one.source.printed)
    assert found > 20


def test_a_sentence_over_a_page_end_is_cited_where_its_number_stands() -> None:
    pages = Pages(texts=(("全年公开 信息", 1), ("12 条，微博3条。", 2)))
    assert pages.of("全年公开信息12条，微博3条。") == 1
    assert pages.of("全年公开信息12条，微博3条。", "12条") == 2
    assert pages.of("没有写的话") is None


def test_expected_citations_go_down_to_section_page_and_cell(tmp_path: Path) -> None:
    generate(tmp_path, 30, 8, ["pdf", "html"])
    items = [item for split in ("dev", "test") for item in schema.load(tmp_path / "sets" / f"{split}.jsonl")]
    cells = [place for item in items for place in item.citations if place.get("row") or place.get("column")]
    quotes = [place for item in items for place in item.citations if place.get("quote")]
    assert len(cells) > 20
    assert len(quotes) > 20
    assert all(("page" in place) == place["file"].endswith(".pdf") for place in (*cells, *quotes))
    assert {"二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"} <= {
        place.get("section") for place in cells
    }
    assert None not in [value for place in cells for value in place.values()]


def test_a_blank_total_is_cited_by_its_row(tmp_path: Path) -> None:
    made = next(one for one in write(tmp_path, 60, 5, ["md"]) if "blank_totals" in one.source.quirks)
    assert "column" not in cell_place(made, "requests.carried_in", "applicant.total")
    assert cell_place(made, "requests.carried_in", "applicant.natural_person")["column"] == "自然人"


def test_contradictions_of_every_kind_are_put_in_and_can_be_told(tmp_path: Path) -> None:
    made = list(write(tmp_path, 400, 21, ["md"]))
    records = list(finding_records(made))
    assert {"A1", "A2", "A3", "A4", "B1", "B2", "B3", "C1", "C2", "C3", "C4", "C5"} == {one["rule"] for one in records}
    share = len({one["file"] for one in records}) / len(made)
    assert 0.1 < share < 0.6
    missing = {one.file for one in made if "tables_missing" in one.source.quirks}
    assert missing
    assert not [one for one in records if one["file"] in missing and one["rule"] in ("A1", "C1", "C2", "C3", "C5")]


def test_tables_that_are_not_there_have_no_cells_to_read(tmp_path: Path) -> None:
    made = next(one for one in write(tmp_path, 200, 7, ["md"]) if "tables_missing" in one.source.quirks)
    assert "|" not in (tmp_path / made.file).read_text(encoding="utf-8")
    assert {cell["state"] for cell in cell_records(made)} == {"unreadable"}


@pytest.mark.parametrize("quirk", ["wide_continuation", "page_marks", "split_digits", "bare_footer", "broken_date"])
def test_a_quirk_shows_in_the_text(quirk: str, tmp_path: Path) -> None:
    made = next(one for one in write(tmp_path, 200, 9, ["txt"]) if quirk in one.source.quirks
                and not one.source.quirks & {"tables_missing", "agency_in_title_only"}
                and (quirk != "broken_date" or "signature" in one.source.quirks))  # fmt: skip
    text = (tmp_path / made.file).read_text(encoding="utf-8")
    pattern = {"wide_continuation": r"结转下年度继续办理(?:\t[^\t\n]*){13,}", "page_marks": r"(?m)^(?:— 1 —|- 1 -|1|第 1 页)$",
               "split_digits": r"\t\d \d[\t\n ]", "bare_footer": "此件(?:主动)?公开", "broken_date": r"20\d\d1\d{1,2}日"}  # fmt: skip
    assert re.search(pattern[quirk], text)


def test_headers_are_repeated_on_the_next_page(tmp_path: Path) -> None:
    import pypdfium2

    def headers(quirks: frozenset[str]) -> int:
        made = next(one for one, _ in sources(40, 3) if one.template == "T21" and "tables_missing" not in one.quirks)
        grids = [part for part in composed(made, random.Random(1)) if isinstance(part, Grid)]
        content, _ = pdf.pdf(grids * 3, True, random.Random(1), quirks)
        document = pypdfium2.PdfDocument(content)
        text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)
        document.close()
        return text.count("自然人")

    assert headers(frozenset({"repeat_head"})) > headers(frozenset())
