"""The corpus is what its truth says, in every format, and its two question sets share no wording."""

from __future__ import annotations

import itertools
import random
import re
from pathlib import Path
from typing import Any

import pytest

from eval import schema
from eval.corpus import generate
from eval.corpus.book import phrasebook, wordings
from eval.corpus.figures import Memory, cells, template_of
from eval.corpus.generating import FORMATS, sources, write
from eval.corpus.layout import Grid, Slot
from eval.corpus.names import agencies
from eval.corpus.phrasing import chinese, quantity
from eval.corpus.printing import faults, printed, spoiled
from eval.corpus.prose import phrasings
from eval.corpus.truth import read_jsonl

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
            if one["metric"].endswith("license.decisions") and one["file"] in texts}  # fmt: skip
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


def test_wordings_are_many_and_apart() -> None:
    assert phrasings() > 500
    book = phrasebook()
    for kind in ("cell", "prose"):
        for entry in book[kind]:
            assert not set(entry["dev"]["ask"]) & set(entry["test"]["ask"])
    for name, frame in book["frame"].items():
        for language in ("zh", "en"):
            assert not set(frame["dev"][language]) & set(frame["test"][language]), name
    dev, test = wordings("dev"), wordings("test")
    groups = (("yes_no", "yes_no_suit"), ("compare", "compare_years"), ("rank",), ("trend",), ("total",), ("share", "rate"),
              ("list", "list_none"), ("phone", "address", "email"), ("explain", "measures"), ("check",), ("lookup_cell",),
              ("followup_year", "followup_metric"), ("lookup_prose",))  # fmt: skip
    for group in groups:
        assert sum(dev[name] + test[name] for name in group) >= 30, group


def test_question_sets_are_valid_and_of_every_type(corpus: Path) -> None:
    for split in ("dev", "test"):
        items = schema.load(corpus / "sets" / f"{split}.jsonl")
        assert {"lookup_cell", "lookup_prose", "yes_no", "compare", "rank", "trend", "total", "share", "list", "contact",
                "explain", "followup", "clarify", "unanswerable_agency", "unanswerable_year", "unanswerable_metric",
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
