"""How to reach the office: telephone, fax, address, post code, e-mail, web site, as facts of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.folding import Folded
from ingest.report import Block, Fact

_PHONE = r"[（(]?\d[\d\-—–－()（） ]{4,}\d(?!\d)(?!\s*(?:余|多)?(?:[万亿次件通条起例宗户]|个(?![别人])|人次|人(?!工)|余|多))(?:\s*(?:转|-)\s*\d{1,6})?"
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "contact.phone",
        re.compile(
            rf"(?P<label>(?:(?!号)[\u4e00-\u9fff]{{1,6}})?(?:电话|热线|手机)(?:号码)?(?:[、/及和]?[（(]?传真[)）]?)?)[”」』]?(?:[（(](?:24|二十四)?小时[^（）()\d]{{0,4}}[)）]|[（(][\u4e00-\u9fff]{{2,6}}[)）])?\s*[:：为是]?\s*(?P<value>{_PHONE}(?:[、,，/;；]\s*{_PHONE})*)"
        ),
    ),
    (
        "contact.phone",
        re.compile(
            r"(?P<label>)(?:联系|致电|拨打|咨询)(?:[\u4e00-\u9fff]{0,6}(?:台|中心|室|科|股|处|窗口|办公室))?\s*[:：]?\s*(?P<value>(?:0\d{2,3}[-—–－ ]*)?[1-9]\d{6,7})(?!\d)"
        ),
    ),
    (
        "contact.fax",
        re.compile(
            rf"(?P<label>(?:[\u4e00-\u9fff]{{0,4}}电话[、/及和])?传真(?:号码|电话)?)\s*[:：为是]?\s*(?P<value>{_PHONE})"
        ),
    ),
    ("contact.postcode", re.compile(r"(?P<label>邮政编码|邮编)\s*[:：为是]?\s*(?P<value>\d{6})(?!\d)")),
    ("contact.email", re.compile(r"(?P<label>)(?P<value>[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")),
    (
        "contact.website",
        re.compile(
            r"(?P<label>)(?P<value>https?://[^\s，。；;)）>》]+|(?<![\w@.])(?:www\.[\w./-]+\w|(?:[a-z0-9-]+\.)+(?:gov|edu|org|com|net)(?:\.cn)?(?:/[\w./-]*\w)?))"
        ),
    ),
    (
        "contact.address",
        re.compile(
            r"(?P<label>[\u4e00-\u9fff]{0,4}地址)(?P<value>(?![为是])[\u4e00-\u9fff]{2,}[^；;，,。）)\n：:]*?\d+\s*号[^；;，,。）)\n]{0,16}?)(?=\s*(?:[；;，,。）)\n、]|邮编|邮政|[\u4e00-\u9fff]{0,4}电话|联系|传真|$))"
        ),
    ),
    (
        "contact.address",
        re.compile(
            r"(?P<label>)(?:可|请)?(?:直接|亲自)?(?:前往|[到至去])(?P<value>[\u4e00-\u9fff]{2,20}[路街道巷]\d+号[^；;，,。）)\n：:]{0,12}?)(?=(?:现场|当面)?(?:咨询|查阅|反映|索取|领取|办理))"
        ),
    ),
    (
        "contact.address",
        re.compile(
            r"(?P<label>(?:[\u4e00-\u9fff]{0,4})(?:地址|地点|地 址)\s*[:：为是]|(?:来信请寄|邮寄至|寄至|寄往)\s*[:：]?)\s*(?P<value>[^；;，,。）)\n]*?[^；;，,。）)\n、])(?=\s*(?:[；;，,。）)\n、]|邮编|邮政|[\u4e00-\u9fff]{0,4}电话|联系|传真|$))"
        ),
    ),
)


def contact_facts(block: Block, text: Folded, report: str) -> Iterable[Fact]:
    """The contacts stated in one text block; `text` of each is as printed, `noun` its label (监督电话)."""
    for metric, rule in _RULES:
        for hit in rule.finditer(text.text):
            if metric == "contact.address" and ("@" in hit["value"] or "http" in hit["value"] or "邮" in hit["label"]):
                continue
            begin, end = text.source(hit.start(), hit.end())
            first, last = text.source(*hit.span("value"))
            yield Fact(
                report=report,
                metric=metric,
                value=None,
                state="text",
                origin="contact",
                quote=block.text[begin:end].strip(),
                place=block.place(first, last),
                noun=hit["label"] or None,
                text=block.text[first:last].strip(),
            )
