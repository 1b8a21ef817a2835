"""Things named together, and what each of them is called by itself."""

from __future__ import annotations

import pytest

from assistant.joining import named_together, readings, things

NEW, GRANTED, REFUSED = "requests.received_new", "requests.results.granted", "requests.results.refused.sum"


@pytest.mark.parametrize(
    ("topic", "spelled"),
    [
        ("微信和网站发布条数", [("微信发布条数", "网站发布条数"), ("微信", "网站发布条数")]),
        ("党代表提议和妇联建言", [("党代表提议", "妇联建言")]),
        ("微信粉丝和网站访问量", [("微信粉丝", "网站访问量")]),
        ("公民、法人和其他组织的申请", []),
        ("危及社会稳定", []),
        ("参与人数", []),
        ("新收申请", []),
    ],
)
def test_ways_to_spell_out_what_is_joined(topic: str, spelled: list[tuple[str, ...]]) -> None:
    assert list(readings(topic)) == spelled


def test_a_comma_joins_only_where_each_is_asked_for() -> None:
    assert list(readings("新收申请，政策解读")) == []
    assert list(readings("新收申请，政策解读", commas=True)) == [("新收申请", "政策解读")]


@pytest.mark.parametrize(
    ("topic", "each", "named"),
    [
        ("予以公开和不予公开", False, [(GRANTED, None), (REFUSED, None)]),
        ("自然人和商业企业的新收申请", False, [(NEW, "applicant.natural_person"), (NEW, "applicant.org.business")]),
        ("granted requests as well as refused requests", False, [(GRANTED, None), (REFUSED, None)]),
        ("新收申请和政策解读", True, [(NEW, None), (None, None)]),
        ("新收申请和政策解读", False, []),
        ("没有现成信息、需要另行制作", False, []),
        ("予以公开和予以公开", False, []),
    ],
)
def test_one_metric_for_each(topic: str, each: bool, named: list[tuple[str | None, str | None]]) -> None:
    found = named_together(topic, None, "en" if topic.isascii() else "zh", each)
    assert [(metric.key, metric.applicant) for metric in found] == named


def test_quantities_of_prose_are_told_apart_with_their_units() -> None:
    assert [(one.label, one.unit) for one in things("咨询答复和培训人次", None)] == [
        ("咨询答复", None),
        ("培训人次", "人次"),
    ]
    assert things("政务服务和营商环境", None) == ()
