"""Cells of the tables by many wordings: the right row and column whatever is said around them, never a neighbour's."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest

from assistant.asking import metrics_of
from assistant.cues import closed, hear
from assistant.facets import own_parts, parts_of
from assistant.matching import ask_for
from assistant.naming import may_state
from assistant.question import Language, Metric
from ingest.folding import folded
from ingest.report import Fact

WORDINGS: dict[str, dict[Language, list[str]]] = tomllib.loads(
    Path(__file__).with_name("wordings.toml").read_text("utf-8")
)
FRAMES: dict[Language, tuple[str, ...]] = {
    "zh": ("◆●{}有多少", "◆●年{}的有几", "请问◆在●里{}是多少", "◆，{}，●年", "●年◆一共有几{}", "●◆{}总数"),
    "en": (
        "{}, ◆, ●",
        "What was the number of {} at ◆ in ●?",
        "For ◆ in ●, {}?",
        "How many {} were there at ◆ in ●?",
        "◆ ●: {}",
        "In ●, how many {} were recorded by ◆?",
    ),
}
SAME = {
    "requests.results.other.sum": {"requests.results.other"},
    "requests.results.refused.sum": {"stats.requests.replied.refused"},
}


def asked(question: str, language: Language) -> tuple[Metric, ...]:
    return metrics_of(hear(closed(folded(question))), "lookup", language)


def named(question: str, language: Language) -> set[str]:
    return {metric.key for metric in asked(question, language) if metric.key is not None}


@pytest.mark.parametrize("key", WORDINGS)
def test_a_cell_by_many_wordings_in_many_frames(key: str) -> None:
    told = {
        frame.format(words): named(frame.format(words), language)
        for language, every in WORDINGS[key].items()
        for words in every
        for frame in FRAMES[language]
    }
    assert {question: keys for question, keys in told.items() if not keys <= {key} | SAME.get(key, set())} == {}
    assert sum(map(bool, told.values())) >= 0.97 * len(told)


@pytest.mark.parametrize(
    "words",
    [
        "行政处罚罚款金额", "罚没收入", "行政处罚平均金额", "行政许可平均办理天数", "行政许可收费", "行政许可不予受理数",
        "行政处罚听证次数", "行政强制拆除面积", "行政处罚信息公开条数", "行政诉讼律师费", "诉讼赔偿金额", "复议平均天数",
        "外国人申请", "答复及时率", "撤回的申请", "商业秘密保护培训", "投诉医院的案件", "信访总量", "低保申请", "刑事诉讼",
        "民事诉讼", "不予处罚", "规章制度", "规范性文件合法性审查", "撤销的行政许可", "哪些年份有报告", "行政处罚率",
        "行政处罚罚了多少钱", "行政事业性收费多少项", "行政许可费",
    ],
)  # fmt: skip
def test_what_only_stands_beside_a_cell_is_no_cell(words: str) -> None:
    assert named(f"◆●{words}", "zh") == set()


@pytest.mark.parametrize(
    "words",
    [
        "amount of fines", "average processing time", "withdrawn requests", "requests from foreigners",
        "trade secret training", "litigation costs", "licence fees", "licences revoked", "permit applications received",
        "penalties overturned", "criminal cases", "civil lawsuits", "peer reviews", "policy reviews", "job applications",
        "research grants", "requests answered late", "lawsuits not upheld", "requests for meetings",
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_cell_is_no_cell(words: str) -> None:
    assert named(f"{words}, ◆, ●", "en") == set()


@pytest.mark.parametrize(
    ("words", "key", "applicant"),
    [
        ("新收的依申请公开里，公司企业", "requests.received_new", "applicant.org.business"),
        ("申请人是律师事务所的予以公开", "requests.results.granted", "applicant.org.legal_service"),
        ("个人提出的申请里部分公开的", "requests.results.partial", "applicant.natural_person"),
        ("科研院所的重复申请", "requests.results.not_processed.duplicate", "applicant.org.research"),
        ("公益组织由上年转入的申请", "requests.carried_in", "applicant.org.public_interest"),
        ("duplicate requests from private individuals alone", "requests.results.not_processed.duplicate", "applicant.natural_person"),
        ("state secret refusals for companies", "requests.results.refused.state_secret", "applicant.org.business"),
    ],
)  # fmt: skip
def test_a_row_with_an_applicant(words: str, key: str, applicant: str) -> None:
    language: Language = "en" if words.isascii() else "zh"
    assert [(metric.key, metric.applicant) for metric in asked(f"◆●{words}", language)] == [(key, applicant)]


@pytest.mark.parametrize(
    ("key", "noun", "can"),
    [
        ("review.pending", "行政复议□件", False),
        ("review.pending", "尚未审结□件", True),
        ("requests.results.granted", "收到申请□件", False),
        ("requests.results.granted", "予以公开□件", True),
        ("stats.requests.received.online", "收到依申请公开□件", False),
        ("stats.requests.received.online", "其中网络渠道□件", True),
        ("requests.carried_out", "上年结转□件", False),
        ("disclosure.art20_6.penalty.decisions", "作出处罚决定□件", True),
    ],
)
def test_prose_states_a_cell_only_in_words_for_its_own_part(key: str, noun: str, can: bool) -> None:
    fact = Fact("一份", None, Decimal(1), "number", "prose", noun.replace("□", "1"), noun=noun)
    assert may_state(key, ask_for("件数", None, None), fact) is can


def test_own_parts_are_those_that_tell_a_row() -> None:
    assert own_parts("review.upheld") == {"upheld"}
    assert own_parts("litigation.direct.corrected") == {"direct", "corrected"}
    assert own_parts("website") == frozenset()


@pytest.mark.parametrize("piece", ["因", "以", "that ", "上年", "复议后", "信访、举报", "国家安全、", "still open "])
def test_long_text_is_read_fast(piece: str) -> None:
    parts_of.cache_clear()
    began = perf_counter()
    parts_of((piece * 500)[:500])
    assert perf_counter() - began < 2
