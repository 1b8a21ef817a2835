"""Each variant lacks what it is named for, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import ablations, schema
from eval.building import build
from ingest.errors import LibraryError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    where = tmp_path_factory.mktemp("ablations")
    list(build([samples / "yunchuan-kjj-2022.html", samples / "lanyang-kjj-2023.html"], where))
    return where


def _ask(name: str, folder: Path, question: str, **more: Any) -> dict[str, Any]:
    item = schema.item({"id": "q", "question": question, "number": 1} | more)
    with ablations.opened(name, folder) as library:
        answer, seconds = ablations.asker(name, library, None)(item)
    assert seconds > 0
    return answer


QUESTION = "云川市科技局2022年微信公众号发布了多少条信息？"


@pytest.mark.parametrize("name", ["full", "dense", "lexical"])
def test_facts_answer_where_they_are_seen(name: str, folder: Path) -> None:
    answer = _ask(name, folder, QUESTION)
    assert answer["values"][0]["number"] == 258
    assert answer["values"][0]["metric"] == "wechat"


def test_without_facts_the_number_comes_from_a_passage_of_the_right_report(folder: Path) -> None:
    answer = _ask("no-facts", folder, QUESTION)
    assert answer["status"] == "answered"
    [value], [cited] = answer["values"], answer["citations"]
    assert (value["agency"], value["year"], value["metric"]) == ("云川市科学技术局", 2022, None)
    assert f"{value['number']:g}" in cited["quote"]
    assert cited["file"] == "yunchuan-kjj-2022.html"


def test_without_routing_another_report_may_answer(folder: Path) -> None:
    """The library holds no such agency: with routing that is declined."""
    question = "固原市科技局2023年微信公众号发布了多少条信息？"
    assert _ask("full", folder, question)["status"] == "declined"
    answer = _ask("no-routing", folder, question)
    assert answer["status"] == "answered"
    assert answer["values"][0]["agency"] in ("澜阳市科学技术局", "云川市科学技术局")


def test_what_a_variant_does_not_see(folder: Path) -> None:
    with ablations.opened("no-facts", folder) as library:
        assert (library.facts(), library.fact_rows("wechat"), library.findings()) == ([], [], [])
        assert library.lexical(["微信"]) != []
    with ablations.opened("dense", folder) as library:
        assert library.lexical(["微信"]) == []
        assert library.facts() != []
    with ablations.opened("lexical", folder) as library:
        assert library.dense(None) == []
        assert library.lexical(["微信"]) != []


def test_variants_and_libraries_that_are_not_there(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ablations.UnknownVariant, match="no-routing"):
        ablations.opened("none", folder)
    with pytest.raises(LibraryError):
        ablations.opened("full", tmp_path / "gone")


def test_the_table_has_a_line_for_each(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps({"id": "a", "question": QUESTION, "type": "lookup_prose", "number": 258}), "utf-8")
    ablations.main([str(path), "--library", str(folder), "--keep", str(tmp_path / "runs")])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["variant", *ablations.NAMES]
    assert "100.0%" in lines[1]
    assert len(list((tmp_path / "runs").glob("*.json"))) == len(ablations.NAMES)
