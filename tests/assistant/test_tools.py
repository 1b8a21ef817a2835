"""The operations as tools: bounded, minted, and for LangChain's users a chain that runs as documented."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.desk import desk_for
from assistant.model import ModelSettings, chat_model
from assistant.tools import Toolbox, tools
from ingest.library import Library
from tests.assistant.model_server import Reply, Request, material, model_server

NAMES = "find_reports lookup_facts compare trend rank total search_passages read_section check_report".split()


@pytest.fixture
def box(library: Library) -> Toolbox:
    return Toolbox(desk_for(library))


def cited(box: Toolbox, record: dict[str, Any]) -> list[tuple[str, int, str]]:
    """Agency, year and quotation behind each cite of a record."""
    by_number = {each.n: each for each in box.ledger.citations}
    marks = re.findall(r"\[(\d+)\]", json.dumps(record))
    return [(by_number[int(n)].agency, by_number[int(n)].year, by_number[int(n)].quote) for n in marks]


def test_find_reports(box: Toolbox) -> None:
    assert box.find_reports()["held"] == 14
    assert {one["year"] for one in box.find_reports("云川科技局")["reports"]} == {2020, 2021, 2022, 2023}
    assert len(box.find_reports(limit=3)["reports"]) == 3
    assert "固原" in box.find_reports("固原市科技局")["error"]


def test_lookup_facts(box: Toolbox) -> None:
    record = box.lookup_facts("云川市科技局", "微信公众号发布", 2023)
    assert record["facts"][0]["value"] == "315 篇"
    assert cited(box, record)[0][:2] == ("云川市科学技术局", 2023)
    assert "315" in cited(box, record)[0][2]


def test_the_same_place_keeps_its_number(box: Toolbox) -> None:
    first = box.lookup_facts("云川市科技局", "新收申请", 2023)["facts"][0]["cite"]
    assert first == box.lookup_facts("云川市科学技术局", "新收申请", 2023)["facts"][0]["cite"]


def test_compare_trend_rank_and_total(box: Toolbox) -> None:
    compared = box.compare(["云川市科技局", "栖岩县教育局"], "新收申请", [2023])
    assert [(one["agency"], one["value"]) for one in compared["facts"]] == [
        ("云川市科学技术局", "18 件"),
        ("栖岩县教育局", "12 件"),
    ]
    trend = box.trend("云川市科技局", "新收申请", 2021)
    assert [one["year"] for one in trend["facts"]] == [2021, 2022, 2023]
    ranked = box.rank("新收申请", 2023, "least", 2)
    assert ranked["facts"][0]["agency"] == "澜阳市科学技术局"
    total = box.total("新收申请", 2023)
    assert total["facts"][0]["value"] == "643 件"
    assert len(cited(box, {"facts": total["facts"][:1]})) == 5


def test_words(box: Toolbox) -> None:
    found = box.search_passages("解读材料专业术语多", "云川市科技局", 2023, 3)["sentences"]
    assert any("普通企业看不懂" in one["text"] for one in found)
    read = box.read_section("栖岩县教育局", 2023, "problems")["sentences"]
    assert any("民办学校" in one["text"] for one in read)
    assert box.read_section("栖岩县教育局", 2023, "problems", 2000)["sentences"] == []


def test_check_report(box: Toolbox) -> None:
    assert "没有发现" in box.check_report("云川市科技局", 2023)["found"]


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("lookup_facts", {"agency": "固原市科技局", "metric": "新收申请"}, "固原市科技局"),
        ("lookup_facts", {"agency": "云川市科技局", "metric": "新收申请", "year": 2003}, "2003"),
        ("lookup_facts", {"agency": "云川市科技局", "metric": "食堂用餐人次", "year": 2023}, "没有写明"),
        ("compare", {"agencies": ["云川市科技局", "火星局"], "metric": "新收申请"}, "火星局"),
        ("trend", {"agency": "云川市科技局", "metric": "新收申请", "from_year": 2030}, "2020"),
        ("read_section", {"agency": "云川市科技局", "year": 1999, "section": "problems"}, "2023"),
        ("search_passages", {"query": "申请", "agency": "火星局"}, "火星局"),
    ],
)
def test_what_cannot_be_answered_is_said(box: Toolbox, name: str, given: dict[str, Any], said: str) -> None:
    assert said in getattr(box, name)(**given)["error"]


def test_tools_for_langchain(library: Library) -> None:
    made = {tool.name: tool for tool in tools(library)}
    assert list(made) == NAMES
    call = {
        "type": "tool_call",
        "id": "1",
        "name": "lookup_facts",
        "args": {"agency": "云川市科技局", "metric": "新收申请", "year": 2023},
    }
    message = made["lookup_facts"].invoke(call)
    assert json.loads(message.content)["facts"][0]["value"] == "18 件"
    assert message.artifact[0]["file"] == "yunchuan-kjj-2023.pdf"
    assert message.artifact[0]["page"] == 2
    wrong = made["lookup_facts"].invoke({**call, "args": {"agency": "", "year": 3}})
    assert wrong.status == "error"
    assert "metric" in wrong.content
    schema = made["search_passages"].args_schema.model_json_schema()  # type: ignore[union-attr]
    assert schema["properties"]["limit"]["maximum"] == 20


def test_the_documented_agent_runs(library: Library, tmp_path: Path) -> None:
    """The first Python example of docs/language-model.md, as it stands there."""
    page = (Path(__file__).parents[2] / "docs" / "language-model.md").read_text("utf-8")
    examples = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(examples) >= 2

    def script(request: Request) -> Reply:
        held = material(request)
        if held:
            return Reply(f"{held[0]['agency']}2023年新收申请{held[0]['value']}{held[0]['cite']}。")
        return Reply(calls=(("lookup_facts", '{"agency": "云川市科学技术局", "metric": "新收申请", "year": 2023}'),))

    with model_server(script) as server:
        model = chat_model(ModelSettings("openai", "scripted", server.url), 10, 100)
        names: dict[str, Any] = {"model": model, "library": library}
        for example in examples[:2]:
            exec(example, names)
    assert "18 件" in names["answer"]
    assert names["documents"][0].metadata["agency"] == "云川市科学技术局"
