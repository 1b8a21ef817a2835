"""What a question asks of a part by its whole (受理的申请里，公开了几件), and what stands in a number's own words alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.concepts import sense
from assistant.matching import Ask, Match, unit_fit
from ingest.report import Fact
from ingest.windows import words_of

_OF = re.compile(
    r"^(?P<whole>.{2,30}?)(?:里面|里边|里头|当中|之中|其中|里|中(?![心央小医药国]))[，,的有]*(?P<part>.+)$"
)
_ASKED = re.compile(r"(?:一共|总共|共|有|是|达|占|各)*(?:了)?(?:多少|几)(?!乎).*$")
_LIGHT = re.compile(
    r"^其中|^(?:归|列|算|记|计|标|划)(?:在|入|为|作|到|于)|^属于?|^(?:本|全)年度?|[了的是有为达□\s，,。“”\"]|(?:条|件|份)数$"
)
_ALIKE = 0.75
_AHEAD = 0.1


def whole_and_part(topic: str) -> tuple[str, str] | None:
    """政策解读, 图解 of 政策解读中图解; None where the words ask of no part."""
    hit = _OF.match(topic)
    return None if hit is None else (hit["whole"], hit["part"])


def part_within(ask: Ask, facts: Sequence[Fact]) -> Match | None:
    """The one part of a number whose words are those asked of it: 公开22件 of 受理依申请公开56件."""
    hit = _OF.match(ask.topic)
    asked = _core(hit["part"]) if hit else ""
    if hit is None or len(asked) < 2:
        return None
    whole = sense(hit["whole"])
    scored = sorted(
        (
            (_alike(asked, _core(fact.noun or "")), at)
            for at, fact in enumerate(facts)
            if _of_such(fact, facts, whole.concepts, whole.pairs) and unit_fit(ask.unit, fact.unit, fact.qualifier) >= 0
        ),
        reverse=True,
    )
    if not scored or scored[0][0] < _ALIKE or (len(scored) > 1 and scored[0][0] - scored[1][0] < _AHEAD):
        return None
    return Match(facts[scored[0][1]], 0.9, 0.9, 0.9)


def _of_such(fact: Fact, facts: Sequence[Fact], concepts: dict[str, str], pairs: frozenset[str]) -> bool:
    """Whether a fact is part of a number that counts what the question calls the whole."""
    if fact.origin != "prose" or fact.total is None or fact.total >= len(facts):
        return False
    told = sense((facts[fact.total].noun or "").replace("□", " "))
    things = {name for name, kind in concepts.items() if kind in ("thing", "channel")}
    if things or pairs:
        return bool(things & set(told.concepts) or pairs & told.pairs)
    return bool({name for name, kind in concepts.items() if kind not in ("filler", "turn")} & set(told.concepts))


def said_alone(ask: Ask, matches: Sequence[Match]) -> Match | None:
    """The match whose window is the question's topic and nothing else; None where several values are."""
    asked = _core(ask.topic)
    if len(asked) < 3:
        return None
    same = [match for match in matches if _core(words_of(match.fact, ask.own_names)[0]) == asked]
    return same[0] if len({match.fact.value for match in same}) == 1 else None


def _core(words: str) -> str:
    return _LIGHT.sub("", _ASKED.sub("", words))


def _alike(one: str, other: str) -> float:
    """Share of the characters that two words have in common, 1 only for the same."""
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / (len(one) + len(other)) if one and other else 0.0
