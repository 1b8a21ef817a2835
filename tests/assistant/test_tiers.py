"""Agencies of a level or a field, wherever they lie: only these are counted, and never all there are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import passes
from tests.assistant.small import library_of

SAID = {
    ("澄川省教育厅", 2022): "全年收到政府信息公开申请31件。",
    ("柳川市民政局", 2022): "全年收到政府信息公开申请17件。",
    ("柳川市青枫区民政局", 2022): "全年收到政府信息公开申请5件。",
    ("柳川市青枫区教育局", 2022): "全年收到政府信息公开申请3件。",
    ("柳川市青枫区人民政府", 2022): "全年收到政府信息公开申请40件。",
    ("柳川市青枫区河湾街道办事处", 2022): "全年收到政府信息公开申请2件。",
    ("柳川市青枫区石桥镇人民政府", 2022): "全年收到政府信息公开申请1件。",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("tiers"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("区级部门2022年一共收到多少件申请", {5, 3}),
        ("2022年区里的局谁收到的申请最多", {5, 3}),
        ("街道办事处2022年一共收到几件申请", {2}),
        ("乡镇政府里2022年谁收到的申请最多", {1}),
        ("省级单位2022年收到多少申请", {31}),
        ("市级部门2022年收到的申请总数", {17}),
        ("民政部门2022年一共收到多少件申请", {17, 5}),
        ("民政系统2022年谁收到的申请多", {17, 5}),
        ("所有区级部门2022年一共收到多少申请", {5, 3}),
        ("青枫区的两个局2022年谁收到的申请多", {5, 3}),
        ("How many requests did the district bureaus receive in total in 2022?", {5, 3}),
        ("Which municipal departments received the most requests in 2022?", {17}),
        ("total requests of subdistrict offices in 2022", {2}),
        ("average requests of town governments in 2022", {1}),
        ("provincial departments' requests in 2022", {31}),
        ("Qingfeng District bureaus in 2022: total requests", {5, 3}),
    ],
)
def test_only_those_of_the_level_or_field(held: Library, text: str, numbers: set[int]) -> None:
    answer = Conversation(held).ask(text)
    assert answer.status == "answered", answer.text
    assert {int(cited.number) for cited in answer.citations if cited.number is not None} == numbers, answer.text
    assert passes(answer)


@pytest.mark.parametrize(
    "text",
    [
        "国家级单位2022年一共收到多少申请",
        "税务部门2022年一共收到多少申请",
        "total requests of national agencies in 2022",
    ],
)
def test_a_level_that_is_not_held_is_not_answered_from_others(held: Library, text: str) -> None:
    answer = Conversation(held).ask(text)
    assert answer.status != "answered", answer.text


def test_a_department_that_is_spoken_of_is_no_group(held: Library) -> None:
    answer = Conversation(held).ask("柳川市民政局2022年给区级部门发了几份通知")
    assert answer.status != "answered"
    assert answer.question.group is None
