"""What tests look at in an answer."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answer import Answer, Claim
from assistant.verify import problems

Ask = Callable[..., Answer]
Figures = list[tuple[str, int, str]]


def figures(answer: Answer) -> Figures:
    """(agency, year, number) of each claim."""
    assert answer.status == "answered", answer.text
    return [(claim.agency, claim.year, f"{claim.number:f}") for claim in answer.values]


def texts(answer: Answer) -> list[list[str]]:
    assert answer.table is not None
    return [[text for text, _ in row] for row in answer.table.rows]


def cited(answer: Answer, claim: Claim) -> set[tuple[str, int]]:
    return {(each.agency, each.year) for each in answer.citations if each.n in claim.citations}


def passes(answer: Answer) -> bool:
    """Whether verification has nothing against it."""
    return not list(problems(answer))
