"""A sum over the years of one agency takes each year's number as that year would be asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from assistant.chat import Conversation
from ingest.embedding import Embedder
from ingest.library import Library
from tests.assistant.small import library_of

SAID = {
    (
        "云浦市应急管理局",
        2019,
    ): "执法公示：检查企业2318家次，责令整改隐患8945项，实施行政处罚271起。发布风险提示90期。",
    ("云浦市应急管理局", 2020): "检查企业2764家次。公布调查报告8份。发布风险提示151期，帮扶企业1280家。",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("words"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    "question",
    [
        "How many business inspections did 云浦市应急管理局 report for 2019 and 2020 combined?",
        "云浦市应急管理局2019和2020两年合计去企业查了多少家次",
        "云浦市应急管理局2019和2020两年一共检查企业多少家次",
    ],
)
def test_both_years_are_added(held: Library, question: str) -> None:
    answer = Conversation(held, None, Embedder()).ask(question)
    assert answer.values[0].number == Decimal(5082), answer.text


@pytest.mark.parametrize("thing", ["救了多少被困群众", "公布了多少份调查报告"])  # no year, and one year alone
def test_what_one_year_does_not_say_is_not_made_up(held: Library, thing: str) -> None:
    answer = Conversation(held, None, Embedder()).ask(f"云浦市应急管理局2019和2020两年一共{thing}")
    assert len({claim.year for claim in answer.values}) < 2
