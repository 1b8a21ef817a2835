"""Labels are the same in many prints, and never their neighbour's."""

from __future__ import annotations

import pytest

from eval.labels import same_heading, same_label, same_words

SAME = [
    ("（七）总计", "(七) 总计"), ("总计", "总 计"), ("本年新收政府信息公开申请数量", "一、本年新收政府信息公开申请数量"),
    ("社会公益组织", "社会公益组织"), ("本年制发件数", "本年度制发件数"), ("本年制发件数", "本年(2023)制发件数"),
    ("行政规范性文件", "规范性文件"), ("本年处理决定数量", "处理决定数量"), ("行政复议 结果维持", "行政复议 结果 维持"),
    ("本年收费金额（单位：万元）", "本年收费金额"), ("1.属于国家秘密", "属于國家秘密"), (None, "行政处罚"),
]  # fmt: skip
OTHERS = [
    ("行政许可", "行政处罚"), ("予以公开", "不予公开"), ("予以公开", "不予处理"), ("自然人", "总计"), ("其他", "其他结果"),
    ("行政复议 结果纠正", "行政复议 结果维持"), ("行政复议 结果纠正", "未经复议直接起诉 结果纠正"),
    ("未经复议直接起诉 总计", "复议后起诉 总计"), ("本年制发件数", "本年废止件数"), ("上年结转政府信息公开申请数量", "本年新收政府信息公开申请数量"),
    ("商业企业", "科研机构"), ("6.属于四类过程性信息", "5.属于三类内部事务信息"), ("总计", "行政复议 总计"), ("行政处罚", None), ("行政处罚", ""),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "given"), SAME)
def test_the_same_label_printed_otherwise(wanted: str | None, given: str) -> None:
    assert same_label(wanted, given)


@pytest.mark.parametrize(("wanted", "given"), OTHERS)
def test_another_label(wanted: str, given: str | None) -> None:
    assert not same_label(wanted, given)


def test_every_label_of_the_tables_is_told_from_every_other() -> None:
    from eval.corpus.template import DISPUTE_GROUPS, DISPUTE_RESULTS, LABELLED_ROWS, STATS

    labels = [*LABELLED_ROWS, *(name for _, name, _ in STATS)]
    labels += [f"{group} {result}" for _, group in DISPUTE_GROUPS for result in DISPUTE_RESULTS.values()]
    assert [label for label in labels if not same_label(label, label)] == []
    mixed = [(one, other) for one in labels for other in labels if one != other and same_label(one, other)]
    assert mixed == []


def test_headings_and_sentences() -> None:
    assert same_heading("一、总体情况", "总体情况")
    assert same_heading("主动公开", "（一）主动公开情况")
    assert not same_heading("二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
    assert not same_heading("总体情况", "")
    assert same_words("2021年，微信公众号推送91 篇。", "微信公众号推送91篇")
    assert not same_words("微信公众号推送91篇", "门户网站发布政策解读12条，召开新闻发布会3场")
    assert not same_words("微信公众号推送91篇", "")
