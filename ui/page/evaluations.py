"""Which evaluation a visitor looks at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Part = Literal["failures", "better", "worse", "changed", "all"]
PARTS: tuple[Part, ...] = get_args(Part)
STEP = 30


@dataclass
class Evaluating:
    """`run` is the id of the run looked at, `before` of the one it is set against; `part` says which of its questions are
    listed, the first `most` of them; `answer` and `n` the question and citation in the evidence panel, `page` where the
    reader has turned to another; `problems` what was wrong with a question set that was sent, or what went wrong."""

    run: str | None = None
    before: str | None = None
    part: Part = "failures"
    most: int = STEP
    answer: str | None = None
    n: int | None = None
    page: int | None = None
    problems: tuple[str, ...] = ()
    added: str = ""
