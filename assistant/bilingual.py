"""Names in Chinese with those in English or pinyin beside them: 吴忠市 Education Bureau, 白鹭镇 vs Wuzhong, Wuzhong (吴忠市)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.latin import organ_spans, tokens_of
from assistant.latin_names import Reading
from assistant.lexicon import Mention
from ingest.folding import Folded

_OPENED = re.compile(r"\s*[(（]\s*$")
_CLOSED = re.compile(r"\s*[)）]")

_BEHIND = re.compile(r"[A-Za-z'’&,. -]{0,80}\((?P<name>[\u4e00-\u9fff]{4,30})[^()]{0,30}\)")

_Placed = tuple[Mention, tuple[int, int]]
"""A mention with the span of the question's characters that make it."""


def bilingual(found: Sequence[Mention], text: Folded, spoken: Reading) -> list[_Placed]:
    """The mentions in Chinese (`found`, of the folded text), put together with the Latin words beside them, and those that
    are in Latin letters alone."""
    if not found:
        return [(one, (one.start, one.end)) for one in spoken.mentions()]
    joined = [_joined(one, text.source(one.start, one.end), spoken) for one in found]
    inside = [span for _, span in joined]
    others = [
        (replace(one, aside=_glossed(spoken.text, one, inside)), (one.start, one.end))
        for one in spoken.mentions(inside)
        if not any(one.start < end and start < one.end for start, end in inside)
    ]
    return _placed_behind(sorted([*joined, *others], key=lambda each: each[1]), spoken.text)


def _placed_behind(found: list[_Placed], question: str) -> list[_Placed]:
    """The Wuzhong urban management bureau (吴忠市): the brackets say which Wuzhong."""
    for at in range(len(found) - 1):
        (one, span), (other, inner) = found[at], found[at + 1]
        bare = other.placed and not (other.parts.organ or other.held)
        if bare and one.parts.organ and one.placed and question[span[1] : inner[0]].strip() in ("(", "（"):
            every = [replace(other.parts, organ=parts.organ) for parts in (one.parts, *one.others)]
            named = replace(one, parts=every[0], others=tuple(every[1:]), aside=False)
            found[at : at + 2] = [(named, span), (replace(other, aside=True), inner)]
    return found


def _joined(one: Mention, span: tuple[int, int], spoken: Reading) -> _Placed:
    if not one.placed and one.parts.organ and not one.parts.national and (whole := spoken.placed(one, span)):
        return whole, (whole.start, span[1])
    if not one.placed:
        return one, span
    span = _with_reading(span, spoken)
    if one.parts.organ or one.held:
        return one, span
    organ = spoken.organ_beside(*span)
    if organ is None:
        return one, span
    start, end = min(span[0], organ.start), max(span[1], organ.end)
    every = [replace(one.parts, organ=name) for name in organ.names]
    whole = replace(one, text=spoken.text[start:end], parts=every[0], others=tuple(every[1:]), site=False)
    return whole, (start, end)


def _with_reading(span: tuple[int, int], spoken: Reading) -> tuple[int, int]:
    """The span of Wuzhong City (吴忠市), where the brackets only say the name again."""
    opened, closed = _OPENED.search(spoken.text[: span[0]]), _CLOSED.match(spoken.text, span[1])
    spot = spoken.place_before(opened.start()) if opened and closed else None
    known = spot is not None and bool(spot.codes or spot.forms)
    return (spoken.start_of(spot), closed.end()) if closed and spot and known else span


def _glossed(question: str, one: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a name is said again in brackets behind it, in either script: Qingling Town (青岭镇), 柳川发改委 (DRC)."""
    gaps = (question[one.end : start] if start > one.end else question[end : one.start] for start, end in spans)
    return any(gap.strip() in ("(", "（") for gap in gaps)


def said_twice(text: str, said: str, organ: str, names_it: Callable[[str], bool]) -> bool:
    """Survey Office of the NBS in Xiyuan (国家统计局溪源调查总队), Xiyuan (溪源市) Finance Bureau: whether the English words `said`
    and the Chinese beside them name one agency; `organ`: its organ, `names_it`: whether Chinese words name it."""
    at = text.find(said)
    if at < 0 or re.search("[\u4e00-\u9fff]", said):
        return False
    closed = text[:at].rstrip().endswith(")")
    if closed and any(organ in span.names for span in organ_spans(tokens_of(said))):
        return True
    behind = _BEHIND.match(text, at + len(said))
    return behind is not None and names_it(behind["name"])
