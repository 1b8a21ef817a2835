"""What stands around the views as HTML: the header with its tabs, and the field to ask in."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from ingest.strings import Language, say
from ui.page.holdings import Holdings
from ui.page.markup import html, join

_PLUS = (
    '<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><path d="M10 4v12M4 10h12" stroke="currentColor" '
    'stroke-width="1.8" stroke-linecap="round"/></svg>'
)
VIEWS = ("ask", "reports")
LANGUAGES: tuple[tuple[Language, str], ...] = (("zh", "中文"), ("en", "EN"))


def header(held: Holdings, language: Language) -> str:
    """Name, tabs, what the library holds, and the language switch."""
    words = partial(say, language=language)
    tabs = join(html('<button data-view-tab="{}">{}</button>', view, words(f"ui.tab_{view}")) for view in VIEWS)
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
            '<header class="top" data-language-now="{}"><p class="brand"><b>{}</b><span>{}</span></p>'
            '<nav aria-label="{}">{}</nav><span class="grow"></span>'
            '<span class="model" role="status" data-loading="{}" data-absent="{}" hidden></span>'
            '<span class="holds">{}</span><div class="languages" role="group" aria-label="{}">{}</div></header>',
            language,
            words("ui.title"),
            words("ui.subtitle"),
            words("ui.tabs"),
            tabs,
            words("ui.model_loading"),
            words("ui.model_absent"),
            held.summary(language),
            words("ui.language_label"),
            switch,
        )
    )


def composer(held: Holdings, example: str | None, started: bool, language: Language) -> str:
    """The field to ask in; nothing where there is nothing to ask about."""
    if not held.entries:
        return ""
    words = partial(say, language=language)
    hint = words("ui.placeholder_next") if started or not example else words("ui.placeholder", example=example)
    anew = (
        html(
            '<button class="anew" type="button" data-do="begin_anew" title="{0}" aria-label="{0}">{1}</button>',
            words("ui.begin_anew"),
            Markup(_PLUS),
        )
        if started
        else ""
    )
    return str(
        html(
            '<form class="composer">{}<textarea rows="1" maxlength="2000" placeholder="{}" aria-label="{}" '
            'autocomplete="off" spellcheck="false"></textarea><button class="primary" type="submit">{}</button></form>',
            anew,
            hint,
            words("ui.input_label"),
            words("ui.send"),
        )
    )
