"""Most and fewest, ties, and what a ranking says of itself."""

from __future__ import annotations

import pytest

from tests.assistant.answers import Ask, figures, texts
from tests.assistant.questions import JY, KJ, LK, LS, LY, ZF, ZW


def test_first_three(ask: Ask) -> None:
    answer = ask("2023年行政处罚最多的前三个单位")
    assert figures(answer) == [(ZF, 2023, "48950"), (LS, 2023, "2318"), (LK, 2023, "3")]
    assert [line[:2] for line in answer.text.splitlines()] == ["1.", "2.", "3."]
    assert "5 份" in answer.coverage


def test_ties_share_a_place(ask: Ask) -> None:
    """云川科技局, 栖岩教育局 and 澜阳科技局 have none."""
    answer = ask("2023年行政强制排名")
    assert [row[0] for row in texts(answer)] == ["1", "2", "3", "3", "3"]
    assert figures(answer)[:2] == [(ZF, 2023, "1117"), (LS, 2023, "47")]
    assert set(figures(answer)[2:]) == {(KJ, 2023, "0"), (JY, 2023, "0"), (LK, 2023, "0")}


def test_ties_at_the_limit_are_all_given(ask: Ask) -> None:
    answer = ask("2023年行政强制最多的前三个单位")
    assert len(answer.values) == 5


def test_fewest_first(ask: Ask) -> None:
    assert figures(ask("2023年行政许可最少的单位"))[0] == (LK, 2023, "33")
    assert figures(ask("Which agency had the fewest administrative licences in 2023"))[0] == (LK, 2023, "33")


def test_negative_numbers_rank_below_zero(ask: Ask) -> None:
    assert figures(ask("2019年行政许可增减排名")) == [(ZW, 2019, "0"), (LY, 2019, "-2")]


@pytest.mark.parametrize(
    "question",
    [
        "Rank agencies by administrative penalties in 2023",
        "2023年各单位行政处罚排名",
        "2023年按行政处罚排名",
        "2023年哪个单位行政处罚最多",
    ],
)
def test_ranks_as_people_ask(ask: Ask, question: str) -> None:
    assert figures(ask(question))[0] == (ZF, 2023, "48950")


def test_a_ranking_says_that_scopes_differ(ask: Ask) -> None:
    """云川市人民政府 sums up the whole city."""
    answer = ask("2023年行政处罚排名")
    assert any("口径" in warning for warning in answer.warnings)


def test_a_ranking_of_the_newest_year_says_so(ask: Ask) -> None:
    answer = ask("行政处罚最多的单位")
    assert {year for _, year, _ in figures(answer)} == {2023}
    assert "2023" in answer.reading
