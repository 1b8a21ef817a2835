"""What a question over many demands of numbers: 行政处罚超过100件且没有行政复议 -> two metrics, each with its bound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.asking import metrics_of, says_something, topic_of
from assistant.cues import Heard
from assistant.question import Bound, Language, Metric
from assistant.thresholds import bound_in

MORE_THAN_NONE = Bound(">", Decimal(0))
NONE = Bound("=", Decimal(0))
_OR = re.compile(
    r"[,，]?(?:或者|或(?!以|及)|要么)|\bor\b(?!\s+(?:more|fewer|less|above|below|over|under|higher|lower))",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"[,，]?(?:并且|而且|同时(?=[有没未无收行作新])|且(?=.)|但是?(?=.)|却(?=[有没未无])|又(?=[有没未无被收受]))|\bbut\b|"
    r"\band\b(?=\s+(?:no|more|fewer|less|at|had|have|with|received|did|over|under|without))",
    re.IGNORECASE,
)
_WEAK = re.compile(r"[,，、；;]|而(?!且)|\band\b", re.IGNORECASE)
_EITHER = re.compile(r"任一|之一|至少(?:有)?一(?:项|种|类)|\beither\b", re.IGNORECASE)
_SAID = re.compile(r"[有收发作被]|\b(?:had|have|with|received)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Demands:
    """The metrics of a list, each with the bound that it is to keep to; `either`: one of them is enough."""

    metrics: tuple[Metric, ...]
    bounds: tuple[Bound, ...]
    either: bool = False


def demands(heard: Heard, language: Language) -> Demands:
    """What a question demands: nothing where one of its conditions names nothing that is understood."""
    clauses, either = _clauses(heard)
    made: list[tuple[tuple[Metric, ...], Bound]] = []
    for at, clause in enumerate(clauses):
        bound = _bound(clause)
        if bound is None and either and not _SAID.search(clause.text):
            bound = next(filter(None, map(_bound, clauses[at:])), None)  # 复议或诉讼超过10件
        if made and bound and not either and not says_something(topic_of(clause, "list")):
            before, lower = made.pop()
            made.append((before, replace(lower, also=bound)))  # 但低于50的单位: one more on the same number
            continue
        metrics = metrics_of(clause, "list", language)
        if not metrics or (clause.of("bound") and bound is None):
            return Demands((), ())
        made.append((metrics, bound or MORE_THAN_NONE))
    each = [(metric, bound) for metrics, bound in made for metric in metrics]
    return Demands(tuple(metric for metric, _ in each), tuple(bound for _, bound in each), either and len(each) > 1)


def _bound(clause: Heard) -> Bound | None:
    """The bound that a clause states; None where it only asks for more than none."""
    stated = [found[0] for cue in clause.of("bound") if (found := bound_in(cue.text))]
    if stated:
        first, *others = stated
        return replace(first, also=others[0]) if others else first
    return NONE if clause.of("none") else None


def _clauses(heard: Heard) -> tuple[Sequence[Heard], bool]:
    """The conditions one by one, and whether one of them is enough."""
    cuts = list(_OR.finditer(heard.text))
    either = bool(cuts) or _EITHER.search(heard.text) is not None
    strong = [hit.span() for hit in cuts or _STRONG.finditer(heard.text)]
    taken = [span for cue in heard.cues if cue.role == "bound" for span in [(cue.start, cue.end)]]
    weak = [
        hit.span()
        for hit in _WEAK.finditer(heard.text)
        if not any(start < hit.end() and hit.start() < end for start, end in (*strong, *taken))
    ]
    return list(_merged(heard, sorted([*strong, *weak]), frozenset(strong), either)) or [heard], either


def _merged(
    heard: Heard, cuts: Sequence[tuple[int, int]], strong: frozenset[tuple[int, int]], either: bool
) -> Iterator[Heard]:
    """The pieces between the cuts; one that demands nothing belongs to the next, and at the end to the one before."""
    made: list[tuple[int, int]] = []
    begin, size = 0, len(heard.text)
    for cut in (*cuts, (size, size)):
        piece = heard.part(begin, cut[0])
        joined = cut in strong or any(end == begin for _, end in strong)
        if piece.of("bound") or piece.of("none") or (joined and (either or _SAID.search(piece.text))):
            made.append((begin, cut[0]))
            begin = cut[1]
    if begin < size and made:
        made[-1] = (made[-1][0], size)
    return (heard.part(*span) for span in made)
