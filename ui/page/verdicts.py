"""What a visitor says of an answer, as it is kept: with what was asked and what answered it."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from secrets import token_hex
from typing import TYPE_CHECKING, get_args

from ingest.feedback import Feedback, Verdict
from ui.page.session import Session

if TYPE_CHECKING:
    from assistant.writer import Writer
    from ingest.library import Library


def judge(library: Library, writer: Writer | None, session: Session, number: int, verdict: str) -> None:
    """Keep that an answer was useful or wrong; the same again takes it back. Raises LibraryError where it can't be kept."""
    turn = session.turns[number] if 0 <= number < len(session.turns) else None
    if turn is None or turn.answer is None or verdict not in get_args(Verdict):
        return
    if turn.verdict == verdict:
        library.unjudge(turn.given)
        turn.verdict = None
        return
    turn.given = turn.given or token_hex(16)
    given = Feedback(
        id=turn.given,
        at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        verdict="useful" if verdict == "useful" else "wrong",
        question=turn.text,
        answer=turn.answer.as_json(),
        history=tuple(one.text for one in session.turns[:number]),
        configuration=_configuration(library, writer if turn.answer.usage else None, session),
        version=_version(),
        user=session.user,
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
