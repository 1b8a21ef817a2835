"""Whether a question is about the library itself: 有哪几年的年报, 都收录了谁的报告, which years are on file."""

from __future__ import annotations

import re

from assistant.cues import Heard, bare

_REPORT = "年度报告|年报|报告|材料|文件|数据|资料"
_SHELF = "样本|语料|数据库|资料库|知识库|馆藏|库|系统|平台|收录|入库|馆|目录|清单|列表|名录|年份|年度|哪[一几些]?个?年(?:度|份)?|几年|可查|[能可查找看调]得?到"
_WORDS = re.compile(
    rf"到底|究竟|先|打开|下载|链接|原文|全文|样本|贵|还差|别的|其他|县级|市级|省级|列出|列举|列一下|列个|可以|能够|政府信息公开|信息公开|{_REPORT}|{_SHELF}|你们?|我们?|咱们?|他们?|它们?|这里|这儿|那里|那儿|这边|那边|这个?|那|该|本|助手|手[头上里]|目前|现在|当前|"
    r"一共|总共|合共|共计|合计|总数|总量|数量|数目|共|都|总|全部|所有|全|各个?|收集|收到|收藏|收齐|收|存有|存放|存|保存|保有|包含|包括|涵盖|覆盖|涉及|持有|拥有|齐全|齐|"
    r"有没有|有无|是否|没有|没|未|缺少|缺失|缺|少|有|能否|能|可以|可否|可|查询|查阅|查|找|看|检索|翻|问|发布|公布|公开|提交|报送|上传|录|"
    r"哪些|哪几|哪|多少|几|什么|何|谁家?|单位|机关|部门|机构|局|委办局|政府|乡镇|街道|地方|地区|区县|家|时间|跨度|范围|起止|期间|"
    r"[的了着过吗么呢啊是在里中内上下份个篇本年届到给与和及从至起始为来自关于属由共还也又就把将被]|"
    r"[一两]份|最早|最新|最晚|最近|分别|各自|其中|份数|年代|清楚|情况|大概|一下|名单|名字|名称|截止|截至|今|往年|历年|历史"
    r"|\b(?:which|what|how|many|much|for|the|a|an|any|all|every|each|of|in|on|from|by|to|up|do|does|did|you|your|i|we|me|can|could|is|are|was|were|there|it|its|have|has|had|hold|holds|held|holding|keep|kept|"
    r"cover|covers|covered|coverage|contain|contains|contained|include|includes|included|store|stored|stock|stocked|collect|collected|collection|query|look|search|searchable|see|find|found|read|access|accessible|available|"
    r"years?|annual|yearly|disclosure|information|open|government|reports?|library|database|archive|system|here|altogether|total|number|list|lists|listing|index|catalogue|catalog|directory|overview|names?|and|or|s|file|files|record|records|data|sample|sampled|county|county-level|provincial|municipal|other|others|now|already|link|open|original|text|full|document|documents|"
    r"agenc(?:y|ies)|bodies|body|bureaus?|departments?|organi[sz]ations?|organs?|offices?|authorit(?:y|ies)|whose|who|with|that|exist|exists|present|part|know|known|got|missing|lack|lacks|lacking|without|no|not|"
    r"first|earliest|latest|newest|oldest|most|recent|range|span|between|until|since|go|goes|back|far|publish|published|come|comes)\b|'s",
    re.IGNORECASE,
)
"""What is said of the library itself: a question of nothing but these words, names and years asks what it holds."""
_OF_REPORTS = re.compile(
    rf"{_REPORT}|{_SHELF}|\breports?\b|\blibrary\b|\bdatabase\b|\bon file\b|\b(?:which|what) years\b|\barchive\b|\bcollection\b|\bcover",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"哪|多少|几|什么|谁|何|有没有|有无|是否|吗|么|没有?[？?]?$|收录|清单|目录|列表|列[出举个]|名录|名单|一览|原文|全文|链接|下载|打开|缺|最[早新晚]|份数|总[数量]|范围|跨度|"
    r"\b(?:which|what|whose|how|list|every|all|missing|lacks?|earliest|latest|newest|oldest)\b|\b(?:do|can|could) (?:you|i|we)\b|\b(?:is|are|does|have|has)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"有|收|存|库|查|找|看|包[含括]|[涵覆]盖|可查|几份|多少份|清单|目录|列表|名录|份数|缺|年份|跨度|一览|谁|总[数量]|最[早新晚]|"
    r"\b(?:hold|held|holds|have|has|library|available|query|cover|covers|covered|coverage|keep|kept|stored?|stocked|there|search|access|look up|contain|contains|"
    r"include|includes|included|know|got|on file|archive|collection|list|missing|lacks?|find|exist|database|earliest|latest|newest|oldest|how many)\b",
    re.IGNORECASE,
)
_ASIDES = frozenset(("courtesy", "meta", "report", "lean", "correct"))
_TASKS = frozenset(("check", "why", "problems", "measures", "summary"))


def asks_what_is_held(heard: Heard) -> bool:
    """Whether a question, its names and years masked, asks for nothing but which reports there are."""
    if heard.roles & (_TASKS | {"correct"}):
        return False
    words = heard.text
    asked = _OF_REPORTS.search(words) and (_ASKS.search(words) or _HELD.search(words))
    return asked is not None and _only_of_shelf(heard)


def asks_for_all(heard: Heard) -> bool:
    """Whether a first question names nothing but agencies or reports as such: 列出所有单位, which agencies are available."""
    words = heard.text
    named = heard.roles & {"who", "everyone", "tally"} or _OF_REPORTS.search(words)
    return bool(named) and not heard.roles & (_TASKS | {"bound", "none", "most", "least"}) and _only_of_shelf(heard)


def _only_of_shelf(heard: Heard) -> bool:
    return not any(char.isalpha() for char in _WORDS.sub(" ", bare(heard.without(_ASIDES))))


def names_reports(text: str) -> bool:
    """Whether a question that asks for no number speaks of reports: 平州市各局的年报."""
    return _OF_REPORTS.search(text) is not None and _ASKS.search(text) is not None
