"""The taxonomy holds the whole specification, and its page is current."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.glossary import markdown
from ingest.taxonomy import by_label, metrics, normal, taxonomy

DOCS = Path(__file__).parents[2] / "docs"


def test_metrics_page_is_current() -> None:
    assert (DOCS / "metrics.md").read_text("utf-8") == markdown(), "run: python -m ingest.glossary docs/metrics.md"


def test_keys_are_unique_and_every_label_says_something() -> None:
    every = taxonomy()
    groups = (
        every.applicants,
        every.requests,
        every.disputes,
        every.outcomes,
        every.stats,
        every.prose,
        every.contacts,
    )
    for group in groups:
        keys = [label.key for label in group]
        assert len(keys) == len(set(keys))
        assert all(label.label and label.ask and label.en for label in group)


def test_the_rows_of_the_requests_table() -> None:
    keys = [row.key for row in taxonomy().requests]
    assert len([key for key in keys if ".refused." in key]) == 8
    assert len([key for key in keys if ".unavailable." in key]) == 3
    assert len([key for key in keys if ".not_processed." in key]) == 5
    assert keys[:2] + keys[-2:] == [
        "requests.received_new",
        "requests.carried_in",
        "requests.results.total",
        "requests.carried_out",
    ]
    assert len(taxonomy().applicants) == 7


def test_columns_by_template() -> None:
    held = metrics()
    assert held["disclosure.art20_1.normative_docs.repealed"].templates == ("T21",)
    assert held["disclosure.art20_1.normative_docs.made_new"].templates == ("T19",)
    assert held["disclosure.art20_6.penalty.decisions"].templates == ("T19", "T21")
    assert held["disclosure.art20_8.admin_fee.amount_wan"].unit == "万元"
    assert held["disclosure.art20_9.procurement.amount"].unit is None
    assert held["stats.fees_wan"].templates == ("T0",)


def test_operands_of_sums_exist() -> None:
    for metric in taxonomy().derived:
        assert all(metrics()[key].kind == "cell" for key in (*metric.of, *metric.either))


def test_prose_metrics_and_contacts() -> None:
    keys = {metric.key for metric in metrics().values() if metric.kind == "prose"}
    assert {
        "disclosed_total",
        "website",
        "wechat",
        "weibo",
        "short_video",
        "accounts",
        "followers",
        "views",
        "interpretation",
        "press",
        "interviews",
        "npc",
        "cppcc",
        "training",
        "training_attendance",
        "consultation",
        "public_comment",
        "normative",
        "gazette",
        "request",
        "info_fee",
    } == keys
    assert {
        "contact.phone",
        "contact.fax",
        "contact.address",
        "contact.postcode",
        "contact.email",
        "contact.website",
    } == {metric.key for metric in metrics().values() if metric.kind == "contact"}
    assert metrics()["wechat"].units[:2] == ("条", "篇")


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("废止规范性文件", "disclosure.art20_1.normative_docs.repealed"),
        ("行政处罚", "disclosure.art20_6.penalty.decisions"),
        ("administrative penalties", "disclosure.art20_6.penalty.decisions"),
        ("不予公开", "requests.results.refused.sum"),
        ("本机关不掌握", "requests.results.unavailable.not_held"),
        ("carried over to next year", "requests.carried_out"),
        ("行政复议", "review.total"),
        ("微信公众号", "wechat"),
        ("（三）不予公开合计", "requests.results.refused.sum"),
    ],
)
def test_what_users_say(said: str, key: str) -> None:
    assert key in by_label()[normal(said).lower()]


@pytest.mark.parametrize(
    ("printed", "form"),
    [
        ("（一） 予以公开", "予以公开"),
        ("3. 危及“三安全一稳定”", "危及三安全一稳定"),
        ("本年增／减", "本年增减"),
        ("結果 維持", "结果维持"),
        ("三、本年度办理结果", "本年度办理结果"),
        ("发(fā)布", "发布"),
    ],
)
def test_labels_are_compared_without_ordinals_marks_and_spaces(printed: str, form: str) -> None:
    assert normal(printed) == form
