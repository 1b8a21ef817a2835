"""What is wrong by a report's own words, and what was done or is planned about it: the two halves of one section."""

from __future__ import annotations

import re

from assistant.desk import Desk
from assistant.operations import meant
from assistant.operations.quoting import sentences
from assistant.question import Question
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.report import Passage

Picked = tuple[Passage, str]

_ASKED = re.compile(
    r"(?:采取|想|拿|用|出|有|使|给)(?:了|出|过|的|些|个)*(?:什么|哪些|啥|何|怎样的)(?:[^，,。]{0,3})(?:办法|法子|招数?|措施|对策|举措|手段|动作)"
    r"|(?:怎么|如何|怎样|咋)(?:去|来|样)?(?:办|治|管|处理|处置|应对|解决|对付|改|补救|补|纠正|弥补|破解|扭转|答复|对待)"
    r"|(?:做|干|采取|搞)(?:了|过|出)*(?:什么|哪些|啥|些什么)"
    r"|(?:打算|准备|计划|将|拟|要)(?:怎么|如何|怎样|[用拿靠]什么)"
    r"|\bwhat (?:did|does|do|has|have|was|is|were|will|would|are)\b[^?]*\b(?:do|done|doing|undertaken?|undertook)\b(?! (?:badly|poorly|wrong|worst))"
    r"|\bhow (?:did|does|do|has|have|was|is|were|will|are)\b[^?]*\b(?:deal|dealt|respond|tackled?|address(?:ed)?|handled?|fix(?:ed)?|solved?|resolved?|coped?|react(?:ed)?|remed(?:y|ied))\b"
    r"|\bhow (?:did|does|do|is|are)\b[^?]*\b(?:intend|plan|propose|aim|mean|going) to\b"
    r"|\bwhat (?:did|does|do|is|are|was|were)\b[^?]*\b(?:plan(?:ned|ning)?|propos(?:e|ed|ing)|promis(?:e|ed)|suggest(?:ed)?)\b(?=[^?]{0,12} (?:to do|against|about|for|regarding|over|concerning)\b)"
    r"|\b(?:what|which) (?:\w+ )?(?:remed(?:y|ies)|solutions?|actions?|steps?|measures?|cures?|responses?)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?:这个?|的)?(?:问题|毛病|现象|情况|短板)|针对|对于|关于|准备|打算|是|要|\b(?:what|how|which|did|does|do|done|about|has|have|been|is|was|were|the|to|with|report|say|says|according)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"针对(?!.{0,4}(?:问题|不足)(?:$|[，,采提做]))|解决(?!(?:这些|上述|以上|存在的?|自身的?|的)*(?:问题|不足)|什么|哪)|应对|对付|"
    r"\b(?:about|against|over|regarding|concerning|with|to (?:solve|address|tackle|fix|help))\b",
    re.IGNORECASE,
)
"""That a question names the trouble it asks about."""
_WRONG = re.compile(
    r"^[^，,。]{0,12}(?:问题|不足|短板|差距)|不[足够高强全畅清便]|不及时|不到位|薄弱|有待|欠缺|偏[少低慢弱]"
)
_DONE = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十\d][)）、.．]*)?(?:改进|整改|措施|对策|针对|对此|为此|下一?步|下一年|明年|今后|已|将|拟|要|(?:\d{4}|今)年)"
    r"|改进(?:情况|措施|方向|打算)?[:：]|(?:措施|打算|对策|办法|计划|整改|安排)[:：]|(?:我[局委办厅镇乡街市县区省校院]|公司)(?:将|拟|已)|将(?:进一步|继续|加强|把|对|建|在)|拟"
)
_AGAINST = re.compile(r"^(?:针对|对此|为此|对上述|对以上)")
_TO_COME = re.compile("将|要|拟|计划")
_OF_WRONG = re.compile("问题|不足|短板|困难")
_OF_DONE = re.compile("改进|整改|措施|打算|对策|下一?步|今后")
_ENOUGH = 0.34
"""Least nearness of what is asked to a problem that a report tells, or to what is done: measured on invented questions
about troubles that no report has."""
_MOST = 3


def asked(question: Question) -> bool:
    """Whether a question asks what was done about something."""
    said = question.said or folded(question.text)
    return bool(_ASKED.search(said) or "measures" in question.cues) and not meant.NUMBER_ASKED.search(said)


def problems(desk: Desk, heads: dict[str, ReportHead]) -> list[Picked]:
    """The sentences of the section on problems that tell of what is wrong."""
    wrong, _ = _halves(desk, heads)
    return wrong


def names(question: Question) -> bool:
    """Whether a question asks what was done about a trouble that it names, so that no other trouble's remedy answers."""
    return asked(question) and _NAMED.search(question.said or folded(question.text)) is not None


def told(question: Question, desk: Desk, heads: dict[str, ReportHead], *, of_problem: bool = False) -> list[Picked]:
    """What the section on problems says was done about the one that is asked about, or is to be; [] where none of its
    sentences speaks of that. `of_problem`: only where the question names a problem that the report tells."""
    if len(heads) != 1 or question.operation == "yes_no" or not asked(question):
        return []
    topic = re.sub(r"\s+", " ", _ASKING.sub(" ", _ASKED.sub(" ", question.topic or question.said))).strip()
    wrong, done = _halves(desk, heads)
    if len(topic) < 2 or not done:
        return []
    ranked = meant.ranked(question, desk, [*wrong, *done], topic)
    if not ranked or ranked[0][0] < _ENOUGH:
        return []
    nearest = ranked[0][1:]
    if nearest in done:
        return [] if of_problem else [nearest]
    own = _answering(nearest, wrong, done)
    first = {(passage, sentence) for _, passage, sentence in ranked[: 2 * _MOST]}
    return own if len(own) <= _MOST else [one for one in own if one in first][:_MOST]


def unanswered(question: Question, picked: list[Picked], desk: Desk, heads: dict[str, ReportHead]) -> bool:
    """Whether what was done is asked, and all that was picked tells what is wrong."""
    if len(heads) != 1 or not asked(question) or ("problems" in question.cues and not names(question)):
        return False
    wrong, _ = _halves(desk, heads)
    return bool(picked) and all(one in wrong for one in picked)


def _answering(problem: Picked, wrong: list[Picked], done: list[Picked]) -> list[Picked]:
    """The measures against a problem: in their own order where there are as many as problems, else all."""
    if len(wrong) == len(done) > 1:
        return [done[wrong.index(problem)]]
    return done


def _halves(desk: Desk, heads: dict[str, ReportHead]) -> tuple[list[Picked], list[Picked]]:
    """The sentences on what is wrong, and those on what is done about it: what follows 改进措施 is of these, until a
    sentence tells of a fault again."""
    wrong: list[Picked] = []
    done: list[Picked] = []
    after = False
    for passage in desk.library.passages(list(heads)):
        if passage.kind != "problems":
            continue
        after, read = _turned(" ".join(passage.section[-1:]), after), 0
        for sentence in sentences(passage):
            at = max(passage.text.find(sentence, read), read)
            after = _turned(passage.text[read:at], after)  # a heading that stands before it
            read = at + len(sentence)
            if meant.heading(sentence):
                after = _turned(folded(sentence), after)
            else:
                after = _is_done(folded(sentence), after)
                (done if after else wrong).append((passage, sentence))
    return wrong, done


def _turned(heading: str, after: bool) -> bool:
    """Whether measures come after a heading; as before where it names both, or neither."""
    wrong, done = _OF_WRONG.search(heading) is not None, _OF_DONE.search(heading) is not None
    return done if wrong != done else after


def _is_done(text: str, after: bool) -> bool:
    wrong, done = _WRONG.search(text), _DONE.search(text)
    if _AGAINST.match(text):
        return True
    if done is None or wrong is None:
        return done is not None or (after and wrong is None)
    of_its_year = done.group().endswith("年") and not _TO_COME.search(wrong.group())  # 2022年工作仍有短板
    return wrong.start() > done.start() or (wrong.start() == done.start() and not of_its_year and after)
