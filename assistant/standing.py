"""Whether a name stands where an agency stands that is asked about: 比芜湖多, 省气象局2021年收到几件, 柳川呢."""

from __future__ import annotations

import re

from assistant.lexicon import Mention

_SAME_YEAR = "(?:19|20)\\d\\d年?度?|[(（](?:19|20)\\d\\d|同年|同期|当年|那年|去年|今年|前年|全年"
_LED = re.compile(
    r"(?:(?<![对无])比|有没有|没有|没|不如|不及|不比|超过|[多少高低大小强好]于|输给|[和与跟同较]|减去?|除以|[是至]|从[^，,。；;？?]*到)$"
)
"""What leads to the one that another is held against."""
_WEIGHS = re.compile(
    rf"(?:在)?(?:{_SAME_YEAR})?的?[^，,。？?；;]{{0,12}}?(?:相?比|[多少高低强好快慢大小]|[几两三四五六七八九十\d]倍|一半|之间|之差|的差|呢|相差|差几|$)"
    r"|[，,](?:19|20)\d\d"
)
_OPENS = re.compile(
    r"(?:^|[，,。；;：:？?！!、]|(?:19|20)\d\d年?度?的?)(?:那么?|而|并且?|再看|另外|还有|至于|轮到|问|请问|想?问一?下|想知道)?$"
)
_TAKES = re.compile(
    rf"的?(?:{_SAME_YEAR})|呢|[？?]?$|(?:一共|总共|共)?(?:收到?|接到|办|发布?|公开|公布|开|搞|培训|受理|答复)了?(?:多少|几)"
)
"""What an agency that opens a clause is followed by."""
_WEIGHED = re.compile(
    r"比(?!较|如|例|重|赛)|谁|[哪那][个家边]|相差|差多少|[高低]于|[超不胜][过如]|\b(?:than|versus|vs|against|which)\b",
    re.IGNORECASE,
)
"""What weighs one agency against another: 省财政厅2018年收的申请比溪源税务局多几件."""
_PASSIVE = re.compile(r"(?:被|向|由|报|报送|转|(?<!输)给|在|经|委托|按|按照|根据)$")


def served(one: Mention, text: str) -> bool:
    """Whether a name stands behind a word that makes it one who is told, asked or sent something: 转给市教育局."""
    return _PASSIVE.search(text[max(0, one.start - 4) : one.start]) is not None


def stands(one: Mention, text: str) -> bool:
    """Whether the words around a name hold it against another, or open a clause with it."""
    end = one.behind[1] if one.behind else one.end
    before = text[max(0, one.start - 40) : one.start]
    if (_LED.search(before) and _WEIGHS.match(text, end)) or (
        before.endswith("从") and text.startswith(("到", "至"), end)
    ):
        return True
    return _OPENS.search(before) is not None and _TAKES.match(text, end) is not None


def weighed(one: Mention, text: str) -> bool:
    """Whether an organ with its rank is one of those that a question weighs against each other."""
    return bool(one.parts.rank) and _WEIGHED.search(text) is not None and not served(one, text)
