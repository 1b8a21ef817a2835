"""Requests by 法人或其他组织 together, which no column of the table holds."""

from __future__ import annotations

import pytest

from tests.assistant.answers import Ask, figures, passes


@pytest.mark.parametrize(
    "asked",
    [
        "云川市科技局2022年新收申请里，法人和其他组织提的合计多少",
        "云川市科技局2022年新收申请，除自然人以外的有多少件",
        "How many new requests to 云川市科技局 in 2022 came from organisations?",
    ],
)
def test_the_columns_of_organisations_are_added(asked: str, ask: Ask) -> None:
    (whole,), (people,) = (
        figures(ask("云川市科技局2022年新收申请多少件")),
        figures(ask("云川市科技局2022年自然人新收申请几件")),
    )
    answer = ask(asked)
    assert [number for _, _, number in figures(answer)] == [f"{int(whole[2]) - int(people[2])}"]
    assert passes(answer)


def test_one_kind_of_organisation_is_its_own_column(ask: Ask) -> None:
    answer = ask("云川市科技局2022年商业企业新收申请几件")
    assert len(answer.values) == 1
    assert answer.values[0].formula is None
