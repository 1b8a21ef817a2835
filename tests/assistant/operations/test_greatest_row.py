"""Which row or which applicants the tables tell most of, with all the others beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from tests.assistant.answers import passes
from tests.assistant.small import library_of

WHO = "云川市商务局"
_ROWS = (
    ("一、本年新收政府信息公开申请数量", (31, 9, 0, 2, 4, 1)),
    ("二、上年结转政府信息公开申请数量", (1, 0, 0, 0, 0, 0)),
    ("（一）予以公开", (10, 5, 0, 1, 1, 0)),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", (3, 0, 0, 0, 0, 0)),
    ("1.属于国家秘密", (0, 0, 0, 0, 0, 0)),
    ("2.其他法律行政法规禁止公开", (1, 0, 0, 0, 0, 0)),
    ("3.危及“三安全一稳定”", (0, 0, 0, 0, 0, 0)),
    ("4.保护第三方合法权益", (2, 2, 0, 0, 0, 0)),
    ("5.属于三类内部事务信息", (0, 0, 0, 0, 0, 0)),
    ("6.属于四类过程性信息", (6, 0, 0, 0, 1, 0)),
    ("7.属于行政执法案卷", (0, 0, 0, 0, 0, 0)),
    ("8.属于行政查询事项", (3, 1, 0, 0, 0, 0)),
    ("1.本机关不掌握相关政府信息", (5, 1, 0, 1, 2, 1)),
    ("2.没有现成信息需要另行制作", (2, 0, 0, 0, 0, 0)),
    ("3.补正后申请内容仍不明确", (0, 0, 0, 0, 0, 0)),
    ("1.信访举报投诉类申请", (0, 0, 0, 0, 0, 0)),
    ("2.重复申请", (0, 0, 0, 0, 0, 0)),
    ("（七）总计", (32, 9, 0, 2, 4, 1)),
    ("四、结转下年度继续办理", (0, 0, 0, 0, 0, 0)),
)
TABLE = "三、收到和处理政府信息公开申请情况\n" + "\n".join(
    ["申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计"]
    + [" | ".join([label, *map(str, cells), str(sum(cells))]) for label, cells in _ROWS]
)


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conversation]:
    said = {
        (WHO, 2022): f"全年主动公开政府信息40条。办理人大建议7件、政协提案6件，公开答复12件。\n{TABLE}",
        (WHO, 2021): "全年主动公开政府信息30条。",
    }
    with library_of(tmp_path_factory.mktemp("greatest"), said) as library:
        yield Conversation(library)


@pytest.mark.parametrize(
    ("text", "label", "numbers"),
    [
        (f"{WHO}2022年不予公开的理由哪种最常见", "过程性信息", [7, 4, 4, 1]),
        (f"{WHO}2022年拒绝公开的主要原因是什么", "过程性信息", [7, 4, 4, 1]),
        (f"{WHO}2022年不予公开里最少的是哪一类", "其他法律行政法规禁止公开", [1, 4, 4, 7]),
        (f"{WHO}2022年无法提供的主要是什么原因", "本机关不掌握", [10, 2]),
        (f"{WHO}2022年谁申请得最多", "自然人", [31, 9, 4, 2, 1]),
        (f"{WHO}2022年哪类申请人被拒绝得最多", "自然人", [12, 3, 1]),
        (f"{WHO}2022年企业的申请哪种结果最多", "予以公开", [5, 3, 1]),
        (f"What was the most common ground for refusal by {WHO} in 2022?", "process information", [7, 4, 4, 1]),
        (f"Who filed the most requests with {WHO} in 2022?", "natural persons", [31, 9, 4, 2, 1]),
    ],
)
def test_the_greatest_row_leads(talk: Conversation, text: str, label: str, numbers: list[int]) -> None:
    answer = talk.ask(text)
    assert answer.status == "answered", answer.text
    assert label in answer.text.split("。" if "。" in answer.text else ". ")[0]
    assert [int(claim.number or 0) for claim in answer.values] == numbers
    assert passes(answer)


def test_a_share_is_of_all_of_them(talk: Conversation) -> None:
    answer = talk.ask(f"{WHO}2022年哪类申请人占比最高")
    assert answer.values[0].formula == "31 ÷ 47 × 100 = 65.96"
    assert passes(answer)


@pytest.mark.parametrize(
    "text",
    [
        f"{WHO}2021年不予公开的理由哪种最常见",  # no table
        f"{WHO}2022年哪类信息公开得最多",  # what the text lists are replies to proposals
    ],
)
def test_what_is_not_told_has_no_greatest(talk: Conversation, text: str) -> None:
    assert not any("最多的是" in line for line in talk.ask(text).text.splitlines())
