"""A name that a question takes back while it asks."""

from __future__ import annotations

import pytest

from assistant.names import AgencyEntry, Names

HELD = (
    AgencyEntry("溪源市农业农村局", ("溪源市",), (2021,)),
    AgencyEntry("溪源市统计局", ("溪源市",), (2021,)),
    AgencyEntry("柳川市农业农村局", ("柳川市",), (2021,)),
    AgencyEntry("柳川市体育局", ("柳川市",), (2021,)),
    AgencyEntry("柳川市人民政府", ("柳川市",), (2021,)),
)
FARMS, FIGURES, OTHER_FARMS, SPORTS, CITY = (one.agency for one in HELD)


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(HELD)


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("溪源水利局不是，是柳川农业农村局，2021年收到网民留言几份", OTHER_FARMS),
        ("溪源市统计局，哦不对，柳川市体育局2021年收到几件申请", SPORTS),
        ("2021年溪源市统计局说错了，应该是溪源市农业农村局，收到几件", FARMS),
        ("不是溪源市统计局，是柳川市体育局，2021年收到几件", SPORTS),
        ("我问的不是柳川市政府而是柳川市体育局，2021年收到几件", SPORTS),
        (
            "Requests received by the Xiyuan Statistics Bureau, sorry, I mean the Liuchuan Sports Bureau, in 2021",
            SPORTS,
        ),
        ("Xiyuan Statistics Bureau - no, Xiyuan Agriculture Bureau: requests in 2021?", FARMS),
        ("Not the Xiyuan Statistics Bureau but the Liuchuan Sports Bureau: requests in 2021?", SPORTS),
    ],
)
def test_the_name_meant_counts(names: Names, words: str, agency: str) -> None:
    found = names.resolve(words)
    assert (found.agencies, found.unknown) == ((agency,), None)


def test_the_name_taken_back_is_no_part_of_what_is_asked(names: Names) -> None:
    words = "溪源水利局不是，是柳川农业农村局，2021年收到网民留言几份"
    assert [words[start:end] for start, end in names.resolve(words).spans] == ["溪源水利局不是，是", "柳川农业农村局"]


@pytest.mark.parametrize(
    ("words", "agencies"),
    [
        ("是不是溪源市统计局2021年收到的申请最多", (FIGURES,)),
        ("溪源市统计局2021年收到的不是30件，是40件吧", (FIGURES,)),
        ("溪源市统计局和柳川市体育局2021年各收到几件", (FIGURES, SPORTS)),
        ("Did the Xiyuan Statistics Bureau receive no requests in 2021?", (FIGURES,)),
        ("Xiyuan Statistics Bureau and Liuchuan Sports Bureau, requests in 2021", (FIGURES, SPORTS)),
    ],
)
def test_what_takes_nothing_back(names: Names, words: str, agencies: tuple[str, ...]) -> None:
    found = names.resolve(words)
    assert (found.agencies, found.unknown) == (agencies, None)
