"""What may stand around a name and between its parts: 柳川市|以前的|安监局, 柳岸|那个|青岭镇, 青州和北山|两个区|民政局."""

from __future__ import annotations

import re

_HAN = "\u4e00-\u9fff"
_FORMERLY = r"(?:(?:以前|之前|过去|从前|曾经|当年|当时|原来|原先|早先|早年|昔日|机构改革前|改革前|[改更]名[之以]?前|改制前|合并前|撤并前|换牌前|挂牌前)的?(?:那个|那家)?(?:叫做?|称)?|[(（]?[原老旧前][)）]?)"
_EACH = r"(?:各自?都?|都)有(?:一?[个家座])?|[这那]?(?:[两二三四五]|好?几)(?:[个家地处座]|[省市县区镇乡州旗])(?:[省市县区镇乡州旗])?(?:级|各自)?"
_THERE = r"[那这](?:边|儿|里|头|个|家|座|块)?的?(?:那[个家])?"
BEFORE = re.compile(
    rf"(?:^|[^{_HAN}]|一下|听说|我要|[年度底末初月日和与跟同比及或下是]|向|给|对|由|找|查|问|把|将|从|[到至于]|[两三四五几][家个]|[两三几]个?[省市县区州](?:各自)?的?|有没有|没有|不如|不及|超过|了解|还有|外加|加上|连同|还是|以及|相比|比起|或者|请问|查询|查查|查一下|查下|帮我查|比较|对比|关于|告诉我|知道|看看|根据|按照?|依照|据|给我|列出|总结|概括|介绍|说说)$"
)
"""What a name may stand behind; other words could be its beginning."""
AFTER = re.compile(
    rf"(?:$|[^{_HAN}]|年|的|在|有|是|去|今|前|提|递|手[上里头]|寄|打|发|写|和|与|跟|同|比|及|以及|还有|外加|加上|还是|或|相比|对比|按|[多少高低]|各|合计|合起来|加起来|之间|到|至|呢|都|那|这|[两二三四五](?:个|家|地|[省市县区镇乡])|底下|下面|下属|下辖|里|境内|一共|总共|全年|当年|到底|究竟|通过|主动|公开|发布|举办|组织|收到|信息|政府信息|本年|"
    rf"行政(?!审批|执法|服务)|规范|共|总|哪|谁|多少|几|咨询|联系|电话|办理|受理|新收|近|历年|各年|年报|报告|政务|依申请|申请|门户|网站|微信|微博|二〇|二○|不予)"
)
"""What may follow a place that is named without its unit."""
BETWEEN = re.compile(rf"(?:{_FORMERLY}|{_EACH}|{_THERE}|的|\s|在|(?:19|20)\d\d年?度?|,|，)+")
"""What may stand between a place and its organ."""
CLOSE = re.compile(rf"(?:{_FORMERLY}|{_EACH}|{_THERE}|的|\s)+")
"""The same, with nothing that begins a new thought: behind it an organ may lack its last word (柳川的发改)."""
INSIDE = re.compile(
    rf"(?:{_THERE}|{_EACH}的?|的|(?:底?下面?|下边|下属|下辖|所属|所辖|辖区?内?|里面?|境内|管辖?|范围内)的?)(?:那[个家])?|[(（]"
)
"""What may stand between a place and a town in it."""
EXPLAINS = re.compile(
    r"(?:[(（]|[,，、。？?；;!！ ]\s*|^)(?:我?(?:要)?(?:说|问|指|查|看|找)?的?(?:就)?是|说的就是|就是|也就是|即|指)?(?:在)?$"
)
EXPLAINED = re.compile(r"\s*(?:的|那边|那儿|这边|那里)?(?:的?那一?[个家座边])?\s*(?:$|[,，。？?；;)）!！])")
"""青岭镇2022年…？我说的是柳岸的: what stands before and behind a place that only says where another name is."""
COUNTED = re.compile(
    rf"(?={_EACH})(?:(?:各自?都?|都)有一?|[这那]?.)(?:[个家地处座]|(?<=有)|(?=[省市县区镇乡]))(?P<unit>[省市县区镇乡]?)级?的?"
)
"""青州和北山两个区民政局: places are counted, and the organ is of each."""
COMPOUND = "公报|采购|信息|网|工作|服务|门户|部门|机关|规章|文件|令|投资|债|购买|性|常务|会议|决"
"""政府公报, 政府信息: behind 政府, what makes a thing of it."""


def free_before(text: str, start: int) -> bool:
    """Whether a name may begin at `start`: nothing before it, or nothing that could be its beginning."""
    return bool(BEFORE.search(text[max(0, start - 4) : start]))
