"""Digits that count nothing: dates, document numbers, telephone numbers, addresses, ordinals, names."""

from __future__ import annotations

import re

_QUOTED = r"《[^《》]{1,60}》|“[^“”]{1,20}”|\"[^\"\n]{1,20}\"|「[^「」]{1,20}」"
_DATE = (
    r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*(?:日|号)?|\d{4}\s*年\s*\d{1,2}\s*月(?:份|底|末|初)?|\d{4}\s*(?:年度?|学年)"
    r"|\d{4}\s*[-—–~至]+\s*\d{4}\s*(?:年度?|学年)?|\d{1,2}\s*月\s*\d{1,2}\s*日|(?:[1-9]|1[0-2])\s*月(?:份|底|末|初)?"
    r"|(?<!\d)\d{5,7}日|(?<!\d)(?:19|20)\d{4}(?=起|至)|\d{4} \d{1,2} \d{1,2} 日?"
    r"|[二一][〇零○O0一二三四五六七八九]{3}年度?|[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?"
    r"|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|\d{1,2}/\d{1,2}/\d{1,2}|[“\"]?十[一二三四五六][”\"]?五"
)
_DOCUMENT = r"[〔﹝\[(（【]\d{4}[〕﹞\])）】]\s*第?\s*\d+\s*号?|第\s*\d+\s*号|\d+\s*号(?:令|文)|第[\d一二三四五六七八九十百〇零]+(?!名|位)[\u4e00-\u9fff]?"
_CONTACT = (
    r"(?:电话|传真|手机|热线|邮编|邮政编码|号码|QQ)[^，。；;、\d\u4e00-\u9fff]{0,4}\d[\d\-—–－ ()（）、/]{3,}\d(?!\d)(?!\s*(?:余|多)?(?:[万亿次件通条起例宗户]|个(?![别人])|人次|人(?!工)|余|多))"
    r"|(?<!\d)0\d{2,3}\s*[-—–－]+\s*\d{7,8}(?:-\d+)?|(?<!\d)1[3-9]\d{9}(?!\d)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://[^\s，。；)）]+|www\.[\w./-]+"
    r"|(?<!\d)(?:12\d{3}|96\d{3,4}|110|119|120|122)(?=[\u4e00-\u9fff“”\"、/]|$)(?!(?:余|多)?(?:[条件次人篇份个万亿元项期场家名位宗起部册类批户例封则段张处台套块支辆只亩吨字种步款卷盒轮集幅组本页株棵座面首间头趟节堂枚盏艘架米]|公斤|公顷|小时|点击))"
)
_ADDRESS = r"\d+\s*(?:号(?!召)|楼|室|栋|层|幢|座(?=\d)|弄|单元|路|街|房)|[一二三四五六七八九十]+(?:号楼|楼|层|单元)|(?<!指)(?:东|西|南|北)\s*\d+(?=[\u4e00-\u9fff])(?![条件次人篇份个项期场家名位部册类例])"
_TOKEN = r"\d+\s*[×xX*✕]\s*\d+|(?<!\d)(?:24|72)\s*小时|\d+\s*周年|(?:码|编号|证号|备案|序号)\s*[:：]?\s*\d{5,}|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|[A-Za-z0-9_]*[A-Za-z][A-Za-z0-9_/-]*\d[A-Za-z0-9_/-]*|\d+[A-Za-z+][A-Za-z0-9_/+-]*|\d{5,}[-/][\d/-]+"
_ORDINAL = r"(?m:^)\s*[（(]?\d{1,2}[）)]?\s*[、.．](?!\d)|[（(]\d{1,2}[）)]|(?<=[。；;:：])\s*\d{1,2}\s*[、.．](?!\d)"
_MASK = re.compile("|".join((_CONTACT, _DOCUMENT, _DATE, _ADDRESS, _TOKEN, _ORDINAL)))
_NAME = re.compile(_QUOTED)


def masked(text: str) -> str:
    """`text` at the same length, with digits that are no quantity replaced by `\\0`."""
    hidden = bytearray(len(text))
    for rule in (_NAME, _MASK):
        for hit in rule.finditer(text):
            for at in range(*hit.span()):
                if text[at].isdigit() or text[at] in "〇零一二两三四五六七八九十百千万":
                    hidden[at] = 1
    return "".join("\0" if hide else char for char, hide in zip(text, hidden, strict=True))
