"""The benchmark's rule of evidence, its scores and its table; the sides themselves need the `bench` extra."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.bench.evidence import has_evidence, holds, rank, right_report
from eval.bench.measuring import measure
from eval.bench.peers import Found, Setup, side
from eval.bench.table import lines
from eval.schema import Item
from ingest.errors import MissingExtra

CELL = Item(
    "1",
    "甲局2021年维持结果几件",
    type="lookup_cell",
    number=12.0,
    citations=({"file": "a.html", "row": "行政复议 结果维持 总计"},),
)
PROSE = Item(
    "2",
    "甲局发布多少条",
    type="lookup_prose",
    number=91.0,
    citations=({"file": "a.html", "quote": "发布信息 91 条。"},),
)
TEXT = Item("3", "甲局的电话", type="contact", any_of=("0953-1234567",), citations=({"file": "a.html"},))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("行政复议 | 结果维持 | 12 | 0", True),
        ("结果\n维持 1,2 12", True),
        ("结果维持 112 120 1.12 12.5", False),
        ("结果纠正 12", False),
    ],
)
def test_a_cell_is_held_where_its_row_and_its_number_stand(text: str, expected: bool) -> None:
    assert holds(CELL, Found("a.html", text)) is expected


def test_nothing_is_evidence_from_another_report() -> None:
    assert not holds(CELL, Found("b.html", "结果维持 12"))
    assert not right_report(CELL, [Found("b.html", "结果维持 12"), Found("a.html", "结果维持 12")])
    assert rank(CELL, [Found("b.html", "结果维持 12"), Found("a.html", "结果维持 12")]) == 2


def test_sentences_and_texts_are_compared_without_spaces() -> None:
    assert holds(PROSE, Found("a.html", "全年發布信息91條。"))
    assert holds(TEXT, Found("a.html", "联系电话：0953-1234567"))
    assert not holds(TEXT, Found("a.html", "联系电话：0953-1234568"))


def test_questions_that_no_passage_can_answer_are_left_out() -> None:
    assert all(map(has_evidence, (CELL, PROSE, TEXT)))
    assert not has_evidence(Item("4", "谁最多", type="rank", number=3.0, citations=({"file": "a.html"},)))
    assert not has_evidence(Item("5", "工资多少", type="lookup_cell", status="declined"))
    assert not has_evidence(Item("6", "那微博呢", type="lookup_prose", number=3.0, history=("甲局发布多少条",)))


class _Scripted:
    """A side that finds what it is told to."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.found = list(found)

    def ingest(self, paths: Sequence[Path]) -> int:
        return len(paths)

    def search(self, question: str, k: int) -> list[Found]:
        return self.found[:k]


def test_a_side_is_scored_by_the_rank_of_the_evidence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports, questions = tmp_path / "reports", tmp_path / "set.jsonl"
    reports.mkdir()
    (reports / "a.html").write_text("结果维持 12", encoding="utf-8")
    questions.write_text(
        '{"id":"1","question":"q","type":"lookup_cell","number":12,"citations":[{"file":"a.html","row":"结果维持"}]}\n'
        '{"id":"2","question":"q","type":"contact","any_of":["099"],"citations":[{"file":"a.html"}]}\n',
        encoding="utf-8",
    )
    scripted = _Scripted([Found("b.html", "结果维持 12"), Found("a.html", "结果维持 12")])
    monkeypatch.setattr("eval.bench.measuring.side", lambda name, setup: scripted)
    scores = measure("x", reports, questions, Setup(tmp_path, tmp_path))
    assert (scores["recall@1"], scores["recall@3"], scores["mrr"], scores["right_report"]) == (0.0, 0.5, 0.25, 0.0)
    assert (scores["reports"], scores["questions"], scores["passages"]) == (1, 2, 1)


def test_the_table_gives_scores_as_they_are_and_costs_as_multiples_of_ours() -> None:
    scores = {"right_report": 0.9, "recall@1": 0.5, "recall@3": 0.6, "recall@5": 0.7, "recall@10": 0.8, "mrr": 0.6}
    ours = {
        "side": "nianbao",
        "reports": 2,
        "questions": 9,
        "ingest_s": 2.0,
        "p50_ms": 10.0,
        "memory_mb": 100,
        **scores,
    }
    other = {**ours, "side": "bm25", "ingest_s": 1.0, "p50_ms": 30.0, "recall@1": 0.25}
    whole = {
        "all": {"right_and_cited": 0.8, "declined_rightly": 1.0},
        "by_type": {"rank": {"right_and_cited": 0.5, "questions": 4}},
    }
    rows = list(lines([ours, other], whole))
    assert rows[3].endswith("| 80% | 50% | 100% | 2 s | 10 ms | 100 MB |")
    assert (
        rows[4] == "| bm25 | 90% | 25% | 60% | 70% | 80% | 0.60 | cannot | cannot | cannot | 0.50 x | 3.00 x | 1.00 x |"
    )


@pytest.mark.skipif(importlib.util.find_spec("rank_bm25") is not None, reason="the bench extra is installed here")
def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(MissingExtra, match=r"nianbao\[bench\]"):
        side("bm25", Setup(tmp_path, tmp_path))
