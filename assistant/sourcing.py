"""A turn that asks where the last answer stands (在哪一页, 出处, source?): the same answer again, with the place of each of its
citations."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Answer, Citation
from assistant.question import Language, Question
from ingest.strings import say

_WHERE = re.compile(
    r"(?:那么?|请问|这(?:个|些|句)?(?:数字?|数据|话|结果)?|它|具体|上面|刚才|你|我想知道)*(?:是|都)?(?:写|记|说|摘|引|来|出|载|印|列|标|查|看)*(?:自|在|于|见|从|到)*(?:年报|报告|原文)?(?:的|里|中)*"
    r"(?:第几页|哪一?页|页码(?:是多少)?|哪一?[节段章]|哪一?个?(?:部分|章节|段落|位置)|哪张表|哪里|哪儿|什么地方|何处)(?:写|说|来|看|找|提|得|查|摘)*(?:到|着|过)?[的了呢吗啊]*"
    r"|(?:那么?|请|能|可以|麻烦)*(?:给|把|看|引用?|贴|发|列|附|摘录?)*(?:一?下|我|出来?|上|看看)*(?:报告|年报)?(?:的|里|中)*(?:原[文话句]|出处|来源|依据|根据|引文|原始出处)(?:是|在|怎么|如何|贴|发|给|说|写|看看|出来|什么|哪里?|哪儿|有吗|上|一下|我)*[的呢吗啊吧]*"
    r"|(?:你)?(?:是)?怎么(?:知道|得(?:到|来|出)|来)的|(?:数据|数字)?(?:来源|依据)(?:可靠)?(?:是)?(?:什么|哪里)?[呢吗]?",
)
_WHERE_EN = re.compile(
    r"(?:and |so |ok(?:ay)?,? )?(?:what(?:'s| is| was| are) (?:the|your) (?:sources?|citations?|references?|page(?: number)?)(?: for (?:that|this|it))?|(?:your |the )?(?:sources?|citations?|references?)(?: please)?"
    r"|where (?:is|does|did|was|do|are|can)(?: the report| the document| you| i)? ?(?:it|that|this|they)?(?: the report)? ?(?:say|come from|get|stated|find|found|written|taken from|stand|printed|from|see)?(?: (?:that|this|it|so))?(?: from)?"
    r"|(?:on |in )?(?:which|what) (?:page|section|table|part|paragraph)(?: (?:is|was) (?:it|that|this)(?: (?:on|in|from))?| does (?:it|that) (?:say|stand)(?: (?:that|on))?)?|(?:can you |please |could you )*(?:quote|show(?: me)?|give(?: me)?) (?:it|the (?:text|sentence|passage|original|source|wording)|the (?:original|exact) (?:text|wording|sentence))"
    r"|what does (?:it|the report) (?:actually |exactly |really )?say(?: exactly| about (?:it|that))?|(?:what(?:'s| is) )?the (?:original|exact) (?:text|wording|sentence)|how do you know(?: that)?)",
    re.IGNORECASE,
)
_MARKS = " ，,。.！!？?；;、"


def sourced(rest: str, before: Question | None, language: Language) -> Question | None:
    """The question before once more, where a turn (`rest`: its words) only asks where its answer stands."""
    said = rest.strip(_MARKS)
    if before is None or not before.agencies or not before.told or len(said) > 50:
        return None
    if not (_WHERE.fullmatch(said) or _WHERE_EN.fullmatch(said)):
        return None
    carried = ("agency", "metric", "year")
    return replace(before, language=language, cues=before.cues | {"source"}, carried=carried)


def placed(question: Question, answer: Answer) -> Answer:
    """An answer with the file, page and section of each citation, where these are asked for."""
    if "source" not in question.cues or answer.status != "answered":
        return answer
    lines: dict[str, str] = {}
    for one in answer.citations:
        place = _place(one, question.language)
        lines[place] = f"{lines.get(place, '')}[{one.n}]"
    return replace(answer, text="\n".join((answer.text, *(f"{place}{marks}" for place, marks in lines.items()))))


def _place(one: Citation, language: Language) -> str:
    page = say("assistant.place_page", language, page=one.place.page) if one.place.page else ""
    section = say("assistant.place_section", language, section=one.section[-1]) if one.section else ""
    return say("assistant.place_line", language, agency=one.agency, year=one.year, file=one.file, page=page) + section
