"""Sentences of a report that give orders to whoever answers about it: a number in them is none of the report's.

Reports are data. The rules look for words that address an answering system, for its machinery, and for characters that
are not seen; they found nothing among the sentences of real reports.
"""

from __future__ import annotations

import re

from ingest.folding import bared, folded

_ORDERS = re.compile(
    "(?:忽略|无视|忘记|忘掉|不要(?:理会|理睬|遵守|执行)|停止(?:执行|遵守)|覆盖|绕过|跳过|取代|作废)[^。！？\n]{0,16}(?:指令|指示|要求|提示|规则|设定|限制|说明|约束|命令|系统|以上|上述|之前|此前|前面|核对|校验|审核)"
    "|(?:系统|开发者|管理员|用户|助手|机器人|智能体|模型|AI|ＡＩ|人工智能)[^。！？\n]{0,8}(?:提示|消息|指令|指示|通知|命令|口令|注意|须知|必须|应当|请)(?=[^。！？\n]{0,40}(?:[:：]|回答|输出|回复|报告|写|说|改|以|按|将|把|不|请))"
    "|(?:请|必须|务必|应当|一律|直接|统一|只能|只需|始终|总是|不论|无论)[^。！？\n]{0,20}(?:回答|答复用户|作答|输出|回复(?:用户|提问)|告诉(?:用户|提问)|写成|答成|改写为|声称|调用(?:工具|函数|接口)?)"
    "|(?:回答|作答|输出|总结|摘要|生成|引用)(?:本报告|本年报|该报告|这份报告|问题|时|中|里)?[^。！？\n]{0,12}(?:必须|务必|一律|请(?!示)|应(?:当)?(?:写|说|答|改|包含|附)|只写|写明|附上|加上|替换|使用以下|不得(?:提|引用|核))"
    "|你(?:是|现在|要|必须|应|将|的(?:任务|角色|身份|指令|系统))|扮演|假装|越狱|开发者模式|提示词|大?语言模型|聊天机器人|智能助手|问答(?:系统|助手|程序|机器人)"
    "|(?:真实|正确|准确|实际|官方)(?:的)?(?:数字|数据|数值|答案|件数|总数)(?:是|为|应为|应是|其实)|(?:以|按)(?:此处|本段|这里|下列|下面|以下)[^。！？\n]{0,6}为准"
    "|更正[:：]|勘误[:：]|(?:前文|上文|上述|表中|表格)[^。！？\n]{0,8}(?:数字|数据|数值)[^。！？\n]{0,6}(?:有误|错误|作废|不实|失效)"
)
_ORDERS_EN = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|discard|overrule|do not (?:follow|verify|check|cite)|stop following)\b.{0,60}\b(?:instruction|prompt|rule|above|previous|prior|earlier|system|guideline|context|check|verif|citation|number|figure|table|constraint)"
    r"|\b(?:system|assistant|developer|user|human|ai|model|llm|chatbot|bot)\s*(?:prompt|message|note|notice|instruction|override|:|>)|\byou (?:are|must|should|will|now|have to|need to)\b|\byour (?:task|role|instruction|answer|reply|response|output|system)"
    r"|\b(?:respond|reply|answer|output|print|write|say|state|report|tell|return|repeat|summari[sz]e|conclude|translate)\b.{0,40}\b(?:with|only|exactly|always|instead|verbatim|the user|following|that the)\b"
    r"|\bwhen (?:asked|answering|summari[sz]ing|you)|\bact as\b|\bpretend\b|\bjailbreak|\bdeveloper mode|\bnew instructions?\b|\bthe (?:correct|true|real|actual|right) (?:number|figure|value|answer|count|total)|\bcall (?:the )?(?:tool|function)|\bimportant\s*[:!].{0,60}\b(?:must|always|answer|use)\b",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"<\|[^|]{0,40}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|assistant|user|tool|function|instruction|prompt|script|img|iframe|a|data|think|s)\b[^>]*>|```|\"(?:name|arguments|tool|function|role|content|tool_calls)\"\s*:"
    r"|(?<![a-z_])(?:tool_(?:calls?|results?|outputs?)|function_call|lookup_facts|search_passages|read_section|find_reports|check_report)(?![a-z_])|!\[[^\]]*\]\s*\(|\]\(\s*(?:https?:|//|data:|javascript:)|^\s*#{1,6}\s*(?:system|instruction|系统|指令)|[A-Za-z0-9+/]{60,}={0,2}|(?:\\u[0-9a-f]{4}){4}|&#x?[0-9a-f]+;",
    re.IGNORECASE | re.MULTILINE,
)
_FETCH = re.compile(r"https?://\S*[?=&{$%]\S*|\{\{.*?\}\}|\$\{.*?\}", re.IGNORECASE)


def instructs(text: str) -> bool:
    """Whether words of a report read like an instruction to whoever answers about it, or like our own machinery."""
    bare = visible(text)
    plain = folded(bare)
    tight = re.sub(r"[\s\-_.*|·•/\\]+", "", plain)
    return (
        any(rule.search(plain) for rule in (_ORDERS, _ORDERS_EN, _CODE, _FETCH))
        or any(rule.search(one) for rule in (_ORDERS,) for one in (tight, tight[::-1]))
        or _hidden(text)
        or _CODE.search(text) is not None
    )


def visible(text: str) -> str:
    """`text` without characters that are not seen, look-alikes of Latin letters as these."""
    return bared(text).translate(_ALIKE)


def _hidden(text: str) -> bool:
    """Whether characters that are not seen spell something, or turn the writing round."""
    odd = sum(
        1
        for char in text
        if char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" or 0xE0000 <= ord(char) <= 0xE007F
    )
    return odd > 0 or sum(1 for char in text if char in "\u200b\u200c\u200d\u2060\ufeff") > 3


_ALIKE = str.maketrans("аеорсухіѕԁӏ", "aeopcyxisdl")
