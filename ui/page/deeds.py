"""What can be done with an answer, as HTML: copy it, ask again, judge it, take its table away; and what it took."""

from __future__ import annotations

import json
from functools import partial

from markupsafe import Markup

from assistant.answer import Answer
from assistant.model import ModelSettings
from ingest.feedback import NOTHING
from ingest.strings import Language, say
from ui.charts import drawable
from ui.page.markup import attributes, html, join
from ui.page.selection import link
from ui.page.session import Session, Turn


def actions(session: Session, number: int, answer: Answer, judging: bool) -> Markup:
    """The quiet line under an answer."""
    words = partial(say, language=session.language)
    copied = html(
        '<button data-copy="{}" data-done="{}">{}</button>',
        plain(session.turns[number]),
        words("ui.copied"),
        words("ui.copy"),
    )
    verdicts = _verdicts(session, number) if judging else Markup()
    return html(
        '<div class="actions">{}</div>{}',
        join([copied, retry(session, number), verdicts, _taking(answer, number, session.language)]),
        _instead(session, number) if judging and session.turns[number].verdict == "wrong" else "",
    )


def retry(session: Session, number: int) -> Markup:
    """The button that asks again."""
    return html('<button data-do="again" data-turn="{}">{}</button>', number, say("ui.retry", session.language))


def _verdicts(session: Session, number: int) -> Markup:
    verdict = session.turns[number].verdict
    return join(
        html(
            '<button data-do="judge"{} aria-pressed="{}">{}</button>',
            attributes(data_turn=number, data_verdict=name),
            "true" if verdict == name else "false",
            say(f"ui.{name}", session.language),
        )
        for name in ("useful", "wrong")
    )


def _instead(session: Session, number: int) -> Markup:
    """What is right instead of an answer found wrong: asked for, or as it was said."""
    words, remark = partial(say, language=session.language), session.turns[number].remark
    if remark:
        told = words("ui.instead_none") if remark == NOTHING else remark
        return html('<p class="instead" role="status">{}</p>', words("ui.instead_kept", remark=told))
    return html(
        '<form class="instead" data-turn="{0}"><label>{1}<input name="remark" maxlength="200" autocomplete="off"></label>'
        '<button>{2}</button><button type="button" data-do="correct" data-turn="{0}" data-remark="{3}">{4}</button></form>',
        number,
        words("ui.instead"),
        words("ui.instead_save"),
        NOTHING,
        words("ui.instead_none"),
    )


def _taking(answer: Answer, number: int, language: Language) -> Markup:
    """A table as a file, its chart as a picture, and the way to the Compare tab."""
    words, name = partial(say, language=language), f"nianbao-{number + 1}"
    chosen = link(answer)
    compare = (
        html('<button data-compare="{}">{}</button>', _json(chosen), words("ui.open_compare"))
        if chosen is not None and (answer.table is not None or len(chosen["agencies"]) > 1)
        else Markup()
    )
    if answer.table is None:
        return compare
    record = _json({key: value for key, value in answer.as_json().items() if key in _SAVED})
    files = join(
        html(
            '<button data-save="{}" data-name="{}" data-answer="{}">{}</button>',
            kind,
            name,
            record,
            words(f"ui.save_{kind}"),
        )
        for kind in ("xlsx", "csv")
    )
    chart = (
        html('<button data-save="png" data-name="{}">{}</button>', name, words("ui.save_png"))
        if drawable(answer.table.chart)
        else ""
    )
    return join([files, chart, compare])


_SAVED = ("question", "reading", "warnings", "table", "citations", "values")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def used(answer: Answer, model: ModelSettings | None, language: Language) -> Markup | str:
    """That a language model was asked: which, where, and what it took."""
    took = answer.usage
    if took is None:
        return ""
    cost = "" if took.cost is None else f" · {took.currency}{took.cost.normalize():f}"
    words = say(
        "ui.llm_took",
        language,
        asked=f"{took.tokens_in:,}",
        told=f"{took.tokens_out:,}",
        seconds=f"{took.seconds:.1f}",
    )
    by = say(
        "ui.llm_worded" if answer.written else "ui.llm_asked",
        language,
        model=model.label if model else "",
        server=model.server if model else "",
    )
    return html('<p class="covered">{} · {}{}</p>', by, words, cost)


def plain(turn: Turn) -> str:
    """An answer with its sources, as it is copied."""
    if turn.answer is None:
        return turn.failure or ""
    sources = (
        f"[{one.n}] {one.title or one.agency} {' › '.join(one.section)}"
        + (f" p.{one.place.page}" if one.place.page else "")
        + f" “{one.quote}”"
        for one in turn.answer.citations
    )
    return "\n".join([turn.answer.text, *sources])
