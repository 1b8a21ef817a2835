"""Words of a turn that only ask for the same again, and name nothing themselves."""

from __future__ import annotations

import re

_IDLE = re.compile(
    r"(?:照[样旧此]|同[样理上期]|(?:同|那|这)一?年|当年|隔壁|旁边|邻近|附近|对面|一样|依[旧然]|仍旧?|还是?|[也再又就都那么这此该家个份边里才把将对是要想得的地了吧呢啊呀嘛哦噢嗯哈您你我咱他她请给来去下拿用按以为作，。、,.!！?？：:；;…\s]"
    r"|单位|机关|部门|[换改][成作为做查看回]?|[查看问说讲算找列报听写记打搞弄读]++(?:询|一?下|错|一遍|给我)*+|应[该当]?|的话|刚[才刚]|方才|之前|前面|上[面述个]|提到|说过|其实|本来|原来|原先|抱歉|对不起|不好意思|麻烦"
    r"|如果|假如|要是|若|情况|数据|数字|结果|数|值|怎[么样]++|如何|这[次回]|下一个|接下来|接着|继续|然后|另外|顺[带便]|一[并起]|加上|算上|连同|外加|[捎带]上|对应|相应|口径|标准|问题|可以|能|行|好)*+"
)
"""Words that ask for the same again and name nothing themselves: 照样查, 那家换成…看, 抱歉，应该查…"""
_IDLE_EN = frozenset(
    "a again also and other others every all another any but can could do does doing for from get give go have how i in instead is it let lets like look me mean meant my next not now of oh ok okay on one please run same say see "
    "show sorry switch take tell that the them then there they this to too try turn us want was we well what with would you your asked asking about just kindly check do did got had gets similarly likewise its same thing thanks neighbouring neighboring neighbour neighbor nearby next-door year".split()
)
_WORD = re.compile(r"[A-Za-z]+")


def idle(words: str) -> bool:
    """Whether words name nothing: they only say that the same is asked again."""
    rest = _IDLE.fullmatch(_WORD.sub("", words).replace("'", ""))
    return rest is not None and all(word.lower() in _IDLE_EN for word in _WORD.findall(words))


_OK_ZH = (
    "好+的?|行+|可以|明白|知道|了解|清楚|懂|收到|谢+|多谢|感谢|辛苦|厉害|不错|很好|挺好|太好|太棒|真棒|棒|赞|牛|嗯+|哦+|噢+|喔+|啊+|哈+|原来如此|原来是这样|这样啊|是这样|没问题|没事|没有?了|"
    "就这些|就这样|不用|够|再见|拜拜|有意思|有道理|有用|很有帮助|完美|学到|ok|okay"
)
_OK_EN = (
    "great|cool|perfect|nice|excellent|wonderful|good|awesome|super|brilliant|interesting|fascinating|amazing|fantastic|lovely|i see|got it|gotcha|understood|makes sense|thanks?(?: you)?|cheers|ok(?:ay)?|alright|all right|right|fine|sure|"
    "hm+|oh|ah|aha|wow|yes|yep|noted|well done|that(?:'s| is| was) (?:all|helpful|great|good|useful|interesting|fine|it|clear|enough)(?: for now)?|that helps|very helpful|helpful|no more questions|nothing else|bye|goodbye|"
    "much appreciated|appreciate it|(?:very |so )?(?:much|helpful|useful)|a lot|for (?:that|this|now|your help|the (?:help|info|information))|very|so much|to know|then|indeed"
)
_ACKNOWLEDGES = re.compile(
    rf"(?:(?:{_OK_ZH})(?:[了啦的呢吧呀啊哦嘛您你]|谢|一下)*[，,。.！!？?~～ 、]*)+|(?:\b(?:{_OK_EN})\b[，,。.！!~; ]*)+",
    re.IGNORECASE,
)


def acknowledges(words: str) -> bool:
    """Whether a turn only takes note of an answer, or thanks for it: 明白了, great, thanks."""
    return _ACKNOWLEDGES.fullmatch(words.strip()) is not None
