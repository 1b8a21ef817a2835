"""What a visitor says of an answer, as it is kept: with what was asked and what answered it."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from secrets import token_hex
from typing import TYPE_CHECKING, get_args

from ingest.feedback import Feedback, Verdict
from ui.page.session import Session, Turn

if TYPE_CHECKING:
    from assistant.writer import Writer
    from ingest.library import Library

LONGEST_REMARK = 200
"""Characters of what is said to be right."""


def judge(library: Library, writer: Writer | None, session: Session, number: int, verdict: str) -> None:
    """Keep that an answer was useful or wrong; the same again takes it back. Raises LibraryError where it can't be kept."""
    turn = _answered(session, number)
    if turn is None or verdict not in get_args(Verdict):
        return
    turn.remark = ""
    if turn.verdict == verdict:
        library.unjudge(turn.given)
        turn.verdict = None
        return
    _keep(library, writer, session, number, "useful" if verdict == "useful" else "wrong")


def correct(library: Library, writer: Writer | None, session: Session, number: int, remark: str) -> None:
    """Keep what is right instead of an answer found wrong; empty words take it back. Raises LibraryError."""
    turn = _answered(session, number)
    if turn is not None and turn.verdict == "wrong":
        turn.remark = " ".join(remark.split())[:LONGEST_REMARK]
        _keep(library, writer, session, number, "wrong")


def _answered(session: Session, number: int) -> Turn | None:
    turn = session.turns[number] if 0 <= number < len(session.turns) else None
    return turn if turn is not None and turn.answer is not None else None


def _keep(library: Library, writer: Writer | None, session: Session, number: int, verdict: Verdict) -> None:
    turn = session.turns[number]
    assert turn.answer is not None
    turn.given = turn.given or token_hex(16)
    given = Feedback(
        id=turn.given,
        at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        verdict=verdict,
        question=turn.text,
        answer=turn.answer.as_json(),
        history=tuple(one.text for one in session.turns[:number]),
        configuration=_configuration(library, writer if turn.answer.usage else None, session),
        version=_version(),
        user=session.user,
        remark=turn.remark,
    )
    library.judge(given)
    turn.verdict = verdict


def _configuration(library: Library, writer: Writer | None, session: Session) -> dict[str, object]:
    """What answered: `writer` only where the language model was asked."""
    return {
        "language": session.language,
        "use": session.use,
        "model": writer.settings.model if writer else None,
        "server": writer.settings.server if writer else None,
        "embedding": library.model,
        "library": library.state,
        "reports": len(library.reports()),
    }


def _version() -> str:
    try:
        return version("nianbao")
    except PackageNotFoundError:
        return ""
