"""Beside a table: the page that the chosen cell stands on, boxed, and every other place that speaks of it."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from assistant.answer import Citation
from assistant.tabulate import Entry, Key, Tabulation
from ingest.errors import NianbaoError
from ingest.strings import Language, say
from ui.evidence import PageView, View, page_view, view
from ui.page.clerk import Clerk
from ui.page.markup import attributes, html, join
from ui.page.panel import frame, original_url, pager, quoted, where
from ui.page.selection import Comparing

_QUOTE = 110


def proof(clerk: Clerk, made: Tabulation, state: Comparing, language: Language) -> str:
    """The panel as HTML; empty where no cell has a citation. Raises LibraryError where the report is gone."""
    key = shown_cell(made, state)
    if key is None:
        return ""
    entry = made.entries[key]
    numbers = cited(made, entry)
    known = {one.n: one for one in made.citations}
    n = state.n if state.n in numbers else next(iter(numbers), None)
    if n is None:
        return str(
            html('<section class="evidence">{}{}</section>', _header(made, key, language), _caveats(made, entry))
        )
    citation = known[n]
    shown = seen(clerk, citation, state.page)
    return str(
        html(
            '<section class="evidence" aria-label="{}">{}{}<p class="place">{}</p>{}{}<ol class="cites">{}</ol></section>',
            say("ui.evidence", language),
            _header(made, key, language),
            _caveats(made, entry),
            where(citation, language),
            frame(shown, citation.agency, citation.year, language),
            tools(citation, shown, "turn_proof", language),
            join(_listed(known[one], entry, key, one == n, language) for one in numbers),
        )
    )


def cited(made: Tabulation, entry: Entry) -> tuple[int, ...]:
    """The citations of a cell: of its value, of other values, of the findings that touch it."""
    beside = (n for at in entry.caveats for n in made.caveats[at].citations)
    return tuple(dict.fromkeys([*entry.citations, *beside]))


def shown_cell(made: Tabulation, state: Comparing) -> Key | None:
    """The chosen cell; the first with a citation before any is chosen."""
    if state.cell in made.entries:
        return state.cell
    return next((key for key, entry in made.entries.items() if entry.citations), None)


def seen(clerk: Clerk, citation: Citation, page: int | None) -> View:
    """The place of a citation, or another page of its report where the reader has turned to one."""
    if page is not None and page != citation.place.page:
        try:
            return page_view(citation.report, page, (), clerk.pictures)
        except NianbaoError:
            pass
    labels = (citation.row, citation.column)
    return view(clerk.report(citation.report), citation.place, citation.quote, clerk.pictures, labels)


def _header(made: Tabulation, key: Key, language: Language) -> Markup:
    agency, year, metric = key
    entry = made.entries[key]
    beside = "".join(f" / {other.shown}" for other in entry.others)
    return html(
        '<header><h2>{}</h2><p class="what"><b>{}</b> {}{}</p></header>',
        say("ui.evidence_of", language, agency=agency, year=year),
        entry.shown,
        made.metrics[metric].label,
        html('<span class="also">{}</span>', beside) if beside else "",
    )


def _caveats(made: Tabulation, entry: Entry) -> Markup:
    return join(
        html('<div class="warning" role="note"><b aria-hidden="true">!</b><p>{}</p></div>', made.caveats[at].text)
        for at in entry.caveats
    )


def tools(citation: Citation, shown: View, event: str, language: Language) -> Markup:
    """Turning pages, zoom, the original, copying the citation."""
    words = partial(say, language=language)
    pages = pager(shown, event, language) if isinstance(shown, PageView) else Markup()
    zoom = (
        html('<button data-zoom data-in="{0}" data-out="{1}">{0}</button>', words("ui.zoom"), words("ui.zoom_out"))
        if isinstance(shown, PageView)
        else ""
    )
    return html(
        '<div class="tools">{}<span class="grow"></span>{}<a href="{}" target="_blank" rel="noopener">{}</a>'
        '<button data-copy="{}" data-done="{}">{}</button></div>',
        pages,
        zoom,
        original_url(citation.report, citation.place.page),
        words("ui.open_original"),
        quoted(citation, words_of(citation), language),
        words("ui.copied"),
        words("ui.copy_citation"),
    )


def words_of(citation: Citation, value: str = "") -> str:
    """The words cited; of a table's cell the labels that say what it is, and the value read from it where it is known."""
    labels = " · ".join(label for label in (citation.row, citation.column) if label)
    return "：".join(filter(None, (labels, value or citation.quote))) if labels else citation.quote


def _listed(citation: Citation, entry: Entry, key: Key, current: bool, language: Language) -> Markup:
    said = words_of(citation, entry.shown if (citation.n,) == entry.citations else "")
    return html(
        '<li><button class="cite" data-do="show_cell"{}><b>{}</b><span class="quote">{}</span><span class="meta">{}</span>'
        "</button></li>",
        attributes(
            data_agency=key[0],
            data_year=key[1],
            data_metric=key[2],
            data_n=citation.n,
            aria_current="true" if current else None,
        ),
        citation.n,
        said if len(said) <= _QUOTE else said[:_QUOTE] + "…",
        f"{citation.agency} {citation.year} · {where(citation, language)}",
    )
