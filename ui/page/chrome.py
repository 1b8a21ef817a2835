"""What stands around the views as HTML: the header with its tabs, and the field to ask in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import get_args

from markupsafe import Markup

from assistant.model import ModelSettings, Use
from ingest.strings import Language, say
from ui.page.holdings import Holdings
from ui.page.markup import attributes, html, join
from ui.page.session import Session

MOST_WARNINGS = 3
LANGUAGES: tuple[tuple[Language, str], ...] = (("zh", "中文"), ("en", "EN"))


def header(held: Holdings, views: Sequence[str], session: Session) -> str:
    """Name, tabs, what the library holds, who is logged in, and the language switch."""
    language, user = session.language, session.user
    words = partial(say, language=language)
    tabs = join(html('<button data-view-tab="{}">{}</button>', view, words(f"ui.tab_{view}")) for view in views)
    switch = join(
        html(
            '<button data-do="speak" data-language="{}" lang="{}" aria-pressed="{}">{}</button>',
            code,
            code,
            "true" if code == language else "false",
            name,
        )
        for code, name in LANGUAGES
    )
    return str(
        html(
            '<header class="top" data-language-now="{}"{} data-resize="{}"><h1 class="brand"><b>{}</b><span>{}</span></h1>'
            '<nav aria-label="{}">{}</nav><span class="grow"></span>'
            '<span class="model" role="status" data-loading="{}" data-absent="{}" hidden></span>'
            '<span class="holds">{}</span>{}<div class="languages" role="group" aria-label="{}">{}</div></header>'
            '<p class="lost" role="alert" hidden>{}</p>',
            language,
            attributes(data_entered="yes" if session.known else None),
            words("ui.resize"),
            words("ui.title"),
            words("ui.subtitle"),
            words("ui.tabs"),
            tabs,
            words("ui.model_loading"),
            words("ui.model_absent"),
            held.summary(language),
            _account(user, language) if user else "",
            words("ui.language_label"),
            switch,
            words("ui.lost"),
        )
    )


def _account(user: str, language: Language) -> Markup:
    return html(
        '<form class="account" method="post" action="logout"><span>{}</span><button>{}</button></form>',
        user,
        say("ui.logout", language),
    )


def beginning(uploads: bool, language: Language) -> Markup:
    """What a library without reports shows: how the first ones come into it."""
    words = partial(say, language=language)
    how = (
        html('<button class="primary" data-view-tab="reports">{}</button>', words("ui.upload"))
        if uploads
        else html('<pre class="command">{}</pre>', words("ui.empty_command"))
    )
    more = words("ui.empty_upload" if uploads else "ui.empty_more")
    return html('<div class="welcome"><h1>{}</h1><p>{}</p>{}</div>', words("ui.empty_title"), more, how)


def folded(warnings: Sequence[Markup], language: Language) -> Markup:
    """Warnings one under the other; of many the first, the rest to be opened: what they are about must stay in sight."""
    more = len(warnings) - MOST_WARNINGS
    if more < 2:
        return join(warnings)
    words = say("ui.more_warnings", language, count=more)
    rest = join(warnings[MOST_WARNINGS:])
    return html(
        '{}<details class="more"><summary>{}</summary>{}</details>', join(warnings[:MOST_WARNINGS]), words, rest
    )


def composer(
    held: Holdings, example: str | None, session: Session, model: ModelSettings | None, trouble: str = ""
) -> str:
    """The field to ask in, and what belongs to the whole conversation; nothing where there is nothing to ask about."""
    if not held.entries:
        return ""
    words = partial(say, language=session.language)
    begins = bool(example) and not session.turns
    hint = words("ui.placeholder", example=example) if begins else words("ui.placeholder_next")
    short = words("ui.placeholder_short" if begins else "ui.placeholder_next_short")
    return str(
        html(
            '<form class="composer"><textarea rows="1" maxlength="2000" placeholder="{}" data-short="{}" aria-label="{}" autocomplete="off" '
            'spellcheck="false"></textarea><button class="primary" type="submit">{}</button>'
            '<button class="halt" type="button" data-do="halt">{}</button></form>'
            '<div class="field-tools"><button class="anew" data-do="begin_anew">{}</button>{}{}<span class="grow"></span>'
            '<span class="keys">{}</span></div>',
            hint,
            short,
            words("ui.input_label"),
            words("ui.send"),
            words("ui.halt"),
            words("ui.begin_anew"),
            _history(session.language),
            _settings(session, model, trouble),
            words("ui.keys"),
        )
    )


def _history(language: Language) -> Markup:
    """The conversations that the browser keeps; the browser itself fills the list."""
    words = partial(say, language=language)
    return html(
        '<details class="menu up"><summary>{0}</summary><div class="pop" data-talks data-drop="{1}"><p class="none">{2}</p>'
        '<ol></ol><p class="quiet">{3} <button data-clear hidden>{4}</button></p></div></details>',
        words("ui.talks"),
        words("ui.talk_drop"),
        words("ui.talks_none"),
        words("ui.talks_where"),
        words("ui.talks_clear"),
    )


def _settings(session: Session, model: ModelSettings | None, trouble: str) -> Markup:
    """Whether the language model is asked, and where what it is asked goes to."""
    words = partial(say, language=session.language)
    if model is None:
        return html(
            '<details class="menu up"><summary>{0}</summary><div class="pop"><h3>{1}</h3><p>{2}</p></div></details>',
            words("ui.settings_offline"),
            words("ui.llm"),
            trouble or words("ui.llm_none"),
        )
    choices = join(
        html(
            '<button role="menuitemradio" aria-checked="{}" data-do="use_model" data-use="{}"><b>{}</b><small>{}</small></button>',
            "true" if use == session.use else "false",
            use,
            words(f"ui.use_{use}"),
            words(f"ui.use_{use}_more"),
        )
        for use in get_args(Use)
    )
    return html(
        '<details class="menu up"><summary>{}</summary><div class="pop uses"><h3>{}</h3><p>{}</p><div role="menu" aria-label="{}">{}'
        "</div></div></details>",
        words("ui.settings", use=words(f"ui.use_{session.use}")),
        words("ui.llm"),
        words("ui.llm_here" if model.local else "ui.llm_there", model=model.label, server=model.server),
        words("ui.llm"),
        choices,
    )
