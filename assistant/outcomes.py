"""What came of what a sentence counts: 收集意见287条，已办结261条 tells how many comments were settled, in words that name none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.cues import MARK
from ingest.report import Fact

_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(told))
    for asked, told in (
        (
            r"办结|办完|办妥|办好|办成|解决|处理|处置|化解|了结|调处|办掉|落实|\b(?:re)?solved?\b|\bsettled?\b|\bhandled?\b|\bdealt with\b|\bdeal with\b|\bprocess(?:ed)?\b|\bcompleted\b|\bfinished\b|\bclosed\b",
            "办结|办完|办妥|解决|处理|处置|化解|了结|调处|办理|落实|完成|整改",
        ),
        (
            r"回复|答复|回应|回信|反馈|解答|回了|答了|\banswer(?:ed|s)?\b|\brepl(?:y|ied|ies)\b|\brespond(?:ed)?\b",
            "回复|答复|回应|反馈|解答|办复|回信|复信",
        ),
        (r"按[时期]|如期|\b(?:on|in) time\b", "按[时期]|如期|及时"),
        (r"收回|回收|交回|返还|\b(?:came|come|sent|handed) back\b|\breturned\b", "收回|回收|返回|交回"),
        (
            r"采纳|吸收|采用|采信|\badopt(?:ed)?\b|\baccept(?:ed)?\b|\btaken (?:up|on board|into account)\b",
            "采纳|吸收|采用",
        ),
        (
            r"整改|改正|纠正|修正|改好|改掉|修复|更正|\bcorrect(?:ed)?\b|\brectif(?:y|ied)\b|\bfix(?:ed)?\b|\bput right\b|\bremed(?:y|ied)\b",
            "整改|改正|纠正|修正|修复|更正|处理|办结",
        ),
    )
)
"""Verbs by which a question asks what came of something, and those by which a report tells it."""
_LEAD = "(?:其中|责令|要求|督促|督办|年[底末]前?|期限内|完成|均|全部|现已|目前|已经?|年内|当年|当场|现场|按[时期]|及时|依法|共|被|予以|获|得到|实际|即时|限时)*"
_BARE = re.compile(rf"{_LEAD}(?P<verb>[\u4e00-\u9fff]{{2}})(?:完毕|完成|到位|完|了|信|件|数)?(?:共?计?)")
_NOT_YET = r"(?:(?:还没有?|没有?|没能|尚未|仍未|未能|未)(?:被|能|再|按[时期]|全部|完全|及时|得到|予以)*|\b(?:not|never|yet to)(?: yet| been| be| fully| get| got){0,3} )"
_UN = re.compile(
    r"\bun(?=(?:resolved|settled|answered|rectified|corrected|fixed|processed|handled|completed)\b)", re.IGNORECASE
)
_DENIED = re.compile(r"[未没无非尚待]|不予|不能|\b(?:not|un\w+)", re.IGNORECASE)


def outcome_in(words: str) -> tuple[re.Pattern[str], ...]:
    """The verbs by which a report would tell what the words ask, where they ask what came of something; () else."""
    return tuple(told for asked, told in _KINDS if asked.search(words))


def undone_in(words: str) -> tuple[re.Pattern[str], ...]:
    """The verbs by which a report would tell the contrary of what is asked, where the words ask what did not come to it: still
    not fixed, unanswered."""
    words = _UN.sub("not ", words)
    return tuple(told for asked, told in _KINDS if re.search(rf"{_NOT_YET}(?:{asked.pattern})", words, re.IGNORECASE))


def tells(words: str, fact: Fact) -> bool:
    """Whether a number's own words are these, or a bare verb for what they ask, and nothing else."""
    own = (fact.noun or "").replace(MARK, "")
    bare = _BARE.fullmatch(own)
    return own.removeprefix("其中") == words or (bare is not None and _says(outcome_in(words), bare.group()))


def outcome(words: str, lead: Fact, facts: Sequence[Fact]) -> Fact | None:
    """The number behind `lead` in its sentence that tells in a bare verb how many of it came to what `words` ask for; None
    where they ask for nothing of the kind, the lead tells it itself, or no such number stands there."""
    told = outcome_in(words)
    if not told or lead.origin != "prose" or _DENIED.search(words) or _says(told, lead.noun or ""):
        return None
    at = next((at for at, fact in enumerate(facts) if fact is lead), len(facts))
    for fact in facts[at + 1 :]:
        bare = _BARE.fullmatch((fact.noun or "").replace(MARK, ""))
        if fact.quote != lead.quote or bare is None:
            return None
        if _says(told, bare.group()):
            alike = fact.unit is None or fact.unit.removesuffix("次") == (lead.unit or "").removesuffix("次")
            return fact if alike and (fact.value or 0) <= (lead.value or 0) else None
    return None


def _says(told: Sequence[re.Pattern[str]], words: str) -> bool:
    return any(verbs.search(words) for verbs in told)
