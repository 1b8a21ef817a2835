"""A cell by the parts that people put its name together from."""

from __future__ import annotations

import pytest

from assistant.facets import applicant_in, cell_of, parts_of, says_more
from ingest.taxonomy import metrics


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("没能办完转到次年的申请", "requests.carried_out"),
        ("从去年结转过来的申请", "requests.carried_in"),
        ("因不掌握相关信息而无法提供", "requests.results.unavailable.not_held"),
        ("因为涉及国家秘密拒绝公开", "requests.results.refused.state_secret"),
        ("损害第三方利益而没公开", "requests.results.refused.third_party"),
        ("作出部分公开决定", "requests.results.partial"),
        ("办结的信息公开申请", "requests.results.total"),
        ("未经复议直接起诉的案子", "litigation.direct.total"),
        ("经复议后又起诉、被纠正", "litigation.after_review.corrected"),
        ("被告上法庭", "litigation.total"),
        ("复议维持", "review.upheld"),
        ("还没审结的复议", "review.pending"),
        ("办理许可事项", "disclosure.art20_5.license.decisions"),
        ("仍然有效的规范性文件", "disclosure.art20_1.normative_docs.effective"),
        ("网上提交的申请", "stats.requests.received.online"),
        ("requests carried forward to the next year", "requests.carried_out"),
        ("requests turned down as state secrets", "requests.results.refused.state_secret"),
        ("lawsuits filed directly without prior review", "litigation.direct.total"),
        ("permits granted", "disclosure.art20_5.license.decisions"),
        ("applications closed on time", "stats.requests.closed.on_time"),
    ],
)
def test_parts_name_a_cell(words: str, key: str) -> None:
    assert cell_of(parts_of(words).names) == key
    assert key in metrics()


@pytest.mark.parametrize("words", ["重复信访", "予以公开的行政处罚", "增减行政许可", "培训"])
def test_parts_that_no_cell_has_together(words: str) -> None:
    assert cell_of(parts_of(words).names) is None


def test_a_label_inside_other_words_says_less_than_they_do() -> None:
    assert says_more("requests.received_new", parts_of("requests the agency did not hold").names)
    assert not says_more("requests.received_new", parts_of("收到的申请").names)


@pytest.mark.parametrize(
    ("words", "applicant"),
    [
        ("自然人提出的申请", "applicant.natural_person"),
        ("企业提交的申请", "applicant.org.business"),
        ("applications filed by law firms", "applicant.org.legal_service"),
        ("requests from research institutes", "applicant.org.research"),
    ],
)
def test_applicants(words: str, applicant: str) -> None:
    found = applicant_in(words)
    assert found is not None
    assert found[0] == applicant


@pytest.mark.parametrize("words", ["企业名称", "个人信息保护", "走访企业数"])
def test_what_is_no_applicant(words: str) -> None:
    assert applicant_in(words) is None
