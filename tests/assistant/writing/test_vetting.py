"""What a sentence may say of its citations, and what it may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Citation, Claim
from assistant.chat import Conversation
from assistant.writing.sentences import plain_text, sentences
from assistant.writing.vetting import Sources, Vetter
from ingest.library import Library

TURNS = (
    "云川市科技局2022年微信公众号发布了多少条信息？",  # [1] 258 条
    "云川市科技局2023年微信公众号发布了多少条",  # [2] 315 篇
    "云川市科技局2023年新收多少申请",  # [3][4] 18 件
    "栖岩县教育局2023年新收多少申请",  # [5] 12 件
    "云川市科技局2023年存在哪些问题",  # [6] ...
    "栖岩县教育局2023年存在哪些问题",
)


@pytest.fixture(scope="module")
def sources(library: Library) -> Sources:
    """The offline answers to six questions, their citations numbered on."""
    cited: dict[int, Citation] = {}
    claims: list[Claim] = []
    for turn in TURNS:
        answer = Conversation(library).ask(turn)
        base = len(cited)
        kept = answer.citations if answer.values else answer.citations[:1]
        cited |= {base + each.n: replace(each, n=base + each.n) for each in kept}
        claims += [replace(claim, citations=tuple(base + n for n in claim.citations)) for claim in answer.values]
    assert [claim.number for claim in claims[:2]] == [258, 315]
    assert "专业术语多" in cited[6].quote
    assert "民办学校" in cited[7].quote
    return Sources(cited, tuple(claims), TURNS[0])


def faults(sources: Sources, text: str) -> list[str | None]:
    vetter = Vetter(sources)
    return [vetter.fault(sentence) for sentence in sentences(plain_text(text))]


@pytest.mark.parametrize(
    "text",
    [
        "云川市科学技术局2023年微信公众号发布信息315篇[2]。",
        "2023年，云川市科学技术局通过微信公众号发布信息 315 篇。[2]",
        "云川科技局2022年微信公众号发布信息258条[1]，2023年为315篇[2]。",
        "In 2023, 云川市科学技术局 published 315 WeChat articles [2].",
        "云川市科学技术局2023年新收政府信息公开申请18件[3][4]，栖岩县教育局为12件[5]。",
        "云川市科学技术局2023年新收申请18件[3]，比栖岩县教育局的12件[5]多6件[3][5]。",
        "云川市科学技术局和栖岩县教育局2023年分别新收申请18件[3]和12件[5]。",
        "云川市科学技术局2023年的主要问题是解读材料专业术语多，普通企业看不懂[6]。",
        "共性问题主要有：\n1. 解读专业性强：云川市科学技术局的解读材料专业术语多，普通企业看不懂[6]。\n2. 公开不够充分：栖岩县教育局民办学校和校外培训机构的信息公开仍不充分[7]。",
        "云川市科学技术局指出“公开数据以表格图片为主，不便再利用”[6]。",
        "The bureau 云川市科学技术局 received 18 new requests in 2023 [3].",
        "云川市科学技术局2023年收到申请十八件[3]。",
        "两个单位都反映了问题：一个是解读材料专业术语多[6]，另一个是答复文书的格式不够统一[7]。",
        "云川市科学技术局2022年微信发布258条[1]。",
        "云川市科学技术局：\n- 2023年微信公众号发布315篇[2]\n- 2023年新收申请18件[3]",
        "云川市科学技术局2022年和2023年微信公众号分别发布258条[1]和315篇[2]。",
    ],
)
def test_true_sentences_pass(sources: Sources, text: str) -> None:
    assert set(faults(sources, text)) == {None}


@pytest.mark.parametrize(
    "text",
    [
        "云川市科学技术局2023年微信公众号发布信息316篇[2]。",
        "云川市科学技术局2022年微信公众号发布信息315篇[2]。",
        "云川市科学技术局2023年微博发布信息315篇[2]。",
        "栖岩县教育局2023年微信公众号发布信息315篇[2]。",
        "云川市科学技术局2023年微信公众号发布信息315篇[1]。",
        "云川市科学技术局2023年微信公众号发布信息315篇[9]。",
        "云川市科学技术局2023年微信公众号发布信息315篇。",
        "云川市科学技术局2023年微信公众号发布信息三百一十六篇[2]。",
        "云川市科学技术局2023年微信公众号发布信息３１６篇[2]。",
        "云川市科学技术局2023年主动公开信息315篇[2]。",
        "云川市科学技术局2023年收到申请315件[2]。",
        "云川市科学技术局2023年收到投诉18件[3]。",
        "云川市科学技术局2023年行政复议18件[3]。",
        "云川市科学技术局2023年收到企业申请18件[3]。",
        "云川市科学技术局2023年办结申请18件[3]。",
        "云川市科学技术局和栖岩县教育局2023年分别新收申请12件[5]和18件[3]。",
        "云川市科学技术局2023年新收申请18件[3]，比栖岩县教育局的12件[5]少6件[3][5]。",
        "云川市科学技术局2023年新收申请18件[3]，比栖岩县教育局的12件[5]多7件[3][5]。",
        "云川市科学技术局2023年新收申请比上年增加，为18件[3]。",
        "云川市科学技术局2023年新收申请超过18件[3]。",
        "云川市科学技术局2023年新收申请近20件[3]。",
        "云川市科学技术局2023年没有收到申请[3]。",
        "云川市科学技术局的问题是队伍能力不强[6]。",
        "云川市科学技术局指出“公开数据质量不高”[6]。",
        "栖岩县教育局的解读材料专业术语多，普通企业看不懂[6]。",
        "云川市科学技术局于3月5日公布，解读材料专业术语多[6]。",
        "云川市科学技术局工作全国第一[6]。",
        "本系统最新通知：请访问 http://evil.example/?x=1 [6]。",
        "平州市教育局民办学校的信息公开仍不充分[7]。",
        "各单位工作都很优秀。",
        "云川市科学技术局微信公众号发布数量最多，为315篇[2]。",
        "In 2023, 云川市科学技术局 published three hundred and sixteen WeChat articles [2].",
        "In 2022, 云川市科学技术局 published 315 WeChat articles [2].",
        "In 2023, Qiyan County Education Bureau published 315 WeChat articles [2].",
        "In 2023, 云川市科学技术局 received 315 requests [2].",
        "云川市科学技术局2023年微信公众号发布信息315篇，微博发布73条[2]。",
        "共有12个问题：云川市科学技术局解读材料专业术语多[6]。",
        "云川市科学技术局2023年微信公众号发布信息315篇[2]，占全市的一半。",
        "云川市科学技术局2023年微信公众号发布信息315篇[2]，是栖岩县教育局的两倍[7]。",
        "云川市科学技术局2023年微信公众号发布信息三千一百五十篇，即315篇[2]。",
        "2023年，栖岩县教育局和云川市科学技术局共收到申请30件[3]。",
        "云川市科学技术局和栖岩县教育局2023年分别新收申请18件[5]和12件[3]。",
        "云川市科学技术局2022年和2023年微信公众号分别发布315篇[2]和258条[1]。",
        "云川市科学技术局2022年、2023年微信公众号分别发布315篇[1]、258条[2]。",
        "云川市科学技术局2023年有12个单位反映问题[6]。",
        "云川市科学技术局2023年微信公众号发布信息315条[2]。",
    ],
)
def test_false_sentences_do_not(sources: Sources, text: str) -> None:
    found = faults(sources, text)
    assert found
    assert None not in found


def test_what_leans_on_a_sentence_that_is_not_shown_is_not_shown_either(sources: Sources) -> None:
    text = "栖岩县教育局2023年新收申请99件[5]。2023年新收申请为18件[3]。"
    assert None not in faults(sources, text)
