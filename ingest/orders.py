"""Sentences of a report that give orders to whoever answers about it: a number in them is none of the report's.

Reports are data. The rules look for words that address an answering system, for its machinery, and for characters that
are not seen; they found nothing among the sentences of real reports.
"""

from __future__ import annotations

import re

from ingest.folding import bared, folded

_BIDS = "(?<![申邀提呈报聘恳烦敬])请(?!示|求)|必须|务必|一律|只能|只需|总是|不论|无论"
_OF_REPORT = r"(?:本报告|本年报|该报告|这份报告|任何|所有|\d{4}年的?)?(?:的?(?:问题|提问|数字|数据))?"
_ORDERS = re.compile(
    "(?:忽略|无视|忘记|忘掉|不要(?:理会|理睬|遵守|执行)|停止(?:执行|遵守))[^。！？\n]{0,16}(?:指令|指示|要求|提示|规则|设定|限制|说明|约束|命令|系统|以上|上述|之前|此前|前面|核对|校验|审核)"
    "|(?:覆盖|绕过|跳过|取代)[^。！？\n]{0,8}(?:指令|提示词|以上(?:内容|规则|说明)|上述(?:内容|规则|说明)|核对|校验)"
    "|[【\\[（(#](?:系统|开发者|管理员|用户|助手|智能体|模型|AI)(?:提示|消息|指令|指示|通知|命令|口令|注意|须知)"
    "|(?:系统|开发者|助手|机器人|智能体|模型|AI|人工智能|问答程序)[^。！？，,\n]{0,8}(?:提示|消息|指令|指示|命令|口令|注意)[:：]"
    "|(?:语言模型|机器人|智能助手|智能体|大模型|问答(?:系统|助手|程序))(?:们|在)?[^。！？，,\n]{0,8}(?:必须|务必|应当|请|一律|只能)[^。！？\n]{0,12}(?:回答|作答|输出|回复|报告|声称|写|说)"
    f"|(?:{_BIDS}|统一|直接|应当|始终)[^。！？\n]{{0,20}}(?:答复用户|作答|回复(?:用户|提问)|告诉(?:用户|提问)|写成|答成|改写为|声称|调用(?:工具|函数|接口))"
    f'|(?:{_BIDS}|统一|直接)(?:逐字|照样|原样|只|先)*(?:回答|输出)(?:\\s*[:：“"]|[\\s]*[\\d０-９一二三四五六七八九]|你|即可)'
    f"|(?:{_BIDS}|统一|直接)\\s*(?:回答|输出)[^。！？，,\n]{{0,10}}[:：]"
    f"|(?:被问到?|用户(?:问|提问|询问)|有人(?:问|提问|询问)|提问者)[^。！？\n]{{0,16}}(?:{_BIDS}|就|都)[^。！？\n]{{0,6}}(?:回答|答|说|输出|告诉)"
    f"|(?:回答|作答|输出|总结|摘要|引用){_OF_REPORT}(?:时|末尾|中|里)?[，,]?(?:都|均)?(?:{_BIDS}|应(?:写|说|答|改|包含|附)|只写|写明|附上|替换|使用以下|使用\\d|不得(?:提|引用|核))"
    "|(?:据此|照此|按此|按这个|依此)(?:格式)?(?:来)?(?:回答|作答|输出)|答案(?:里|中|必须|应|请)"
    "|(?:^|[。！？；;\n])[\\s】]*请(?:你|您|务必|直接|逐字|如实)*(?:回答|输出|说明|声称|写|打印|重复|翻译|执行|引用|解码)"
    "|你(?:是(?:一[个名位]|没有|不受)|现在是|(?:现在|从现在)?起?只|必须|不需要|不用|应(?:该|当)?(?:说|写|回答)|的(?:任务|角色|身份|指令|系统))|请扮演|你扮演|扮演(?:一[个名]|该)|请?假装|越狱模式|开发者模式|系统提示词"
    "|(?:真实|正确|准确|官方)(?:的)?(?:数字|数据|数值|答案|件数|总数)(?:是|为|应为|应是|其实)|(?:以|按)(?:此处|本段|这里)[^。！？\n]{0,6}为准"
    "|更正[:：]|勘误[:：]|(?:前文|上文|上述|表中|表格)[^。！？\n]{0,8}(?:数字|数据|数值)[^。！？\n]{0,6}(?:有误|作废|不实|失效)(?!差)"
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
        any(rule.search(plain) for rule in (_ORDERS, _ORDERS_EN, _CODE))
        or any(rule.search(one) for rule in (_ORDERS,) for one in (tight, tight[::-1]))
        or _hidden(text)
        or _CODE.search(text) is not None
    )


def fetches(text: str) -> bool:
    """Whether words hold an address that could carry something away: one with parameters, or a place to fill in."""
    return _FETCH.search(folded(visible(text))) is not None


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
