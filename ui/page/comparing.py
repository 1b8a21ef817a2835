"""The Compare tab: what to compare, the table and its chart, and the page that the chosen cell stands on."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from markupsafe import Markup

from assistant.phrases import listed
from assistant.tabulate import Caveat, Entry, Key, Tabulation
from ingest.errors import NianbaoError
from ingest.strings import Language, say
from ui.charts import fitting
from ui.page.arranging import Arranged, Column, Spot, arranged, unit_name
from ui.page.bench import Bench, chart, coverage, title
from ui.page.cellproof import proof, shown_cell
from ui.page.chrome import beginning, folded
from ui.page.clerk import Clerk
from ui.page.holdings import Holdings
from ui.page.markup import attributes, html, join
from ui.page.offers import welcome
from ui.page.selection import Comparing, Selection, selection
from ui.page.session import Session
from ui.page.tab import Put, Tab

MOST_ROWS = 500
"""Rows that the page shows; a file has them all."""
MOST_CAVEATS = 40


def tab(clerk: Clerk) -> Tab:
    """The tab over a clerk."""
    bench = Bench(clerk.library)
    shown = ("compared", "cellproof")
    return Tab(
        name="compare",
        views={
            "picker": lambda session: picker(clerk.held, clerk.library.state, session),
            "compared": lambda session: compared(bench, clerk.held, clerk.rules.upload, session),
            "cellproof": lambda session: _proof(clerk, bench, session),
        },
        layout=_layout,
        events={
            "picker": ("tabulate",),
            "compared": ("tabulate", "show_cell"),
            "cellproof": ("show_cell", "turn_proof"),
        },
        actions={
            "tabulate": lambda session, data: choose(session, str(data["selection"])),
            "show_cell": show_cell,
            "turn_proof": lambda session, data: turn(session, int(data["page"])),
        },
        drawn={"tabulate": shown, "show_cell": ("cellproof",), "turn_proof": ("cellproof",)},
    )


def _layout(put: Put) -> None:
    import gradio as gr

    with gr.Column(elem_id="compare-column"):
        put("picker")
        put("compared")
    put("cellproof")


# What happens


def choose(session: Session, sent: str) -> None:
    """Compare what a browser sent (JSON); what is no selection is an empty one."""
    try:
        chosen = selection(json.loads(sent))
    except ValueError:
        chosen = Selection()
    state = session.comparing
    before = (state.chosen.agencies, state.chosen.years, state.chosen.metrics)
    state.chosen = chosen
    if before != (chosen.agencies, chosen.years, chosen.metrics):
        state.cell = state.n = state.page = None


def show_cell(session: Session, data: dict[str, Any]) -> None:
    """Bring the place of a cell into the evidence panel: its first citation, or number `n`."""
    state = session.comparing
    state.cell = (str(data["agency"]), int(data["year"]), int(data["metric"]))
    state.n, state.page = (int(data["n"]) if data.get("n") else None), None


def turn(session: Session, page: int) -> None:
    """Show another page of the report in the evidence panel."""
    session.comparing.page = page


# What is to be seen


def picker(held: Holdings, state: str, session: Session) -> str:
    """The fields to choose in; compare.js fills them from `choices.json`, again for another `state` of the library."""
    words = partial(say, language=session.language)
    if not held.entries:
        return ""
    names = ("agencies", "years", "metrics")
    fields = join(
        html(
            '<div class="pick" data-pick="{0}"><label id="pick-{0}" class="pick-name">{1}</label>'
            '<div class="field" data-hint="{2}"></div></div>',
            name,
            words(f"ui.pick_{name}"),
            words(f"ui.pick_{name}_hint"),
        )
        for name in names
    )
    said = {name: str(words(f"ui.{key}", value="{value}", count="{count}")) for name, key in _SAID.items()}
    return str(
        html(
            '<section class="picker" aria-label="{}" data-choices="choices.json?language={}" data-state="{}" data-said="{}"{}>{}'
            '<button hidden data-do="tabulate"></button></section>',
            words("ui.pick"),
            session.language,
            state,
            json.dumps(said, ensure_ascii=False),
            attributes(data_entered="yes" if session.known else None),
            fields,
        )
    )


_SAID = {
    "everyone": "pick_everyone", "region": "pick_region", "organ": "pick_organ", "more": "pick_more", "none": "pick_none",
    "remove": "pick_remove", "clear": "pick_clear", "applicant": "pick_applicant", "total": "pick_total",
    "reports": "pick_reports", "failed": "pick_failed", "allYears": "pick_all_years",
}  # fmt: skip


def compared(bench: Bench, held: Holdings, uploads: bool, session: Session) -> str:
    """The table with its chart, or how to begin."""
    chosen, language = session.comparing.chosen, session.language
    if not held.entries:
        return str(beginning(uploads, language))
    if not chosen.whole:
        return str(welcome(held, chosen, language))
    try:
        made = bench.table(chosen, language)
    except NianbaoError as error:
        return str(html('<div class="card failed" role="alert" data-run="{}"><p>{}</p></div>', chosen.run, error))
    laid = arranged(made, chosen, language)
    drawn = chart(made, chosen, laid, language)
    return str(
        html(
            '<div class="card comparison" data-run="{}"><header><h2>{}</h2>{}</header>{}{}<p class="covered">{}</p>{}{}</div>',
            chosen.run,
            title(made, language),
            _turned(made, laid, language),
            _caveats(made, language),
            _table(made, laid, session.comparing, language),
            coverage(made, language),
            _chart(made, chosen, drawn, language),
            _saves(made, drawn is not None, language),
        )
    )


def _turned(made: Tabulation, laid: Arranged, language: Language) -> Markup | str:
    """What stands in the columns, to be changed by one click."""
    sizes = {"years": len(made.years), "metrics": len(made.metrics), "agencies": len(made.agencies)}
    able = [name for name, size in sizes.items() if size > 1 and size <= 40]
    if len(able) < 2:
        return ""
    buttons = join(
        html(
            '<button data-across="{}" aria-pressed="{}">{}</button>',
            name,
            "true" if name == laid.across else "false",
            say(f"ui.across_{name}", language),
        )
        for name in able
    )
    label = say("ui.across", language)
    return html('<div class="segments" role="group" aria-label="{0}"><span>{0}</span>{1}</div>', label, buttons)


def _caveats(made: Tabulation, language: Language) -> Markup:
    """What is to be minded: agencies not held, units that differ, contradictions with both places one click away."""
    parts = [_told(one) for one in _remarks(made, language)]
    parts += [_caveat(made, caveat, language) for caveat in made.caveats[:MOST_CAVEATS]]
    if len(made.caveats) > MOST_CAVEATS:
        parts.append(_told(say("ui.more_caveats", language, count=len(made.caveats) - MOST_CAVEATS)))
    return folded(parts, language)


def _remarks(made: Tabulation, language: Language) -> list[str]:
    gone = [say("ui.gone", language, agencies=listed(made.gone, language))] if made.gone else []
    several = [made.units(at) for at in range(len(made.metrics))]
    units = sorted({unit for some in several if len(some) > 1 for unit in some})
    return gone + ([say("assistant.units_differ", language, units="、".join(units))] if units else [])


def _told(words: str) -> Markup:
    return html('<div class="warning" role="note"><b aria-hidden="true">!</b><p>{}</p></div>', words)


def _caveat(made: Tabulation, caveat: Caveat, language: Language) -> Markup:
    at = made.caveats.index(caveat)
    key = next(key for key, entry in made.entries.items() if at in entry.caveats)
    places = join(
        html(
            '<button class="ref" data-do="show_cell"{} aria-label="{}">{}</button>',
            attributes(data_agency=key[0], data_year=key[1], data_metric=key[2], data_n=n),
            say("ui.show_evidence", language, n=n),
            n,
        )
        for n in caveat.citations
    )
    return html(
        '<div class="warning" role="note"><b aria-hidden="true">!</b><p><span class="sr">{}：</span>{} {}：{} {}</p></div>',
        say("ui.warning", language),
        caveat.agency,
        caveat.year,
        caveat.text,
        places,
    )


def _table(made: Tabulation, laid: Arranged, state: Comparing, language: Language) -> Markup:
    head = join(_heading(at, column, state.chosen, language) for at, column in enumerate(laid.columns))
    current = shown_cell(made, state)
    body = join(_row(made, laid, row, current, language) for row in laid.rows[:MOST_ROWS])
    more = len(laid.rows) - MOST_ROWS
    rest = (
        html('<p class="quiet">{}</p>', say("ui.rows_rest", language, most=MOST_ROWS, count=more)) if more > 0 else ""
    )
    unit = ""
    if laid.unit:
        unit = html('<p class="unit">{}</p>', say("ui.about_unit", language, unit=unit_name(laid.unit, language)))
    return html(
        '{}<div class="wide" tabindex="0" role="region" aria-label="{}"><table class="matrix"><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>{}",
        unit,
        say("ui.table_of", language, title=title(made, language)),
        head,
        body,
        rest,
    )


def _heading(at: int, column: Column, chosen: Selection, language: Language) -> Markup:
    order = None if chosen.sort != at else "descending" if chosen.down else "ascending"
    return html(
        '<th scope="col"{}><button data-sort="{}" title="{}">{}<i aria-hidden="true"></i></button></th>',
        attributes(class_=None if column.kind == "label" else f"number {column.kind}", aria_sort=order),
        at,
        say("ui.sort", language),
        column.titled(language),
    )


def _row(made: Tabulation, laid: Arranged, row: tuple[Spot, ...], current: Key | None, language: Language) -> Markup:
    return html(
        "<tr>{}</tr>",
        join(
            html('<th scope="row">{}</th>', spot.text)
            if column.kind == "label"
            else _cell(made, spot, current, language)
            if spot.entry is not None and spot.key is not None
            else html('<td class="number {}">{}</td>', column.kind, spot.text)
            for column, spot in zip(laid.columns, row, strict=True)
        ),
    )


def _cell(made: Tabulation, spot: Spot, current: Key | None, language: Language) -> Markup:
    """A value with its citation: a button that leads to the page; a gap says why there is no value."""
    entry, key = spot.entry, spot.key
    assert entry is not None
    assert key is not None
    faulty = bool(entry.caveats) or (bool(entry.others) and entry.state != "several")
    style = " ".join(["number", entry.state, *(["faulty"] if faulty else [])])
    beside = "".join(f" / {other.shown}" for other in entry.others) if entry.state != "several" else ""
    marks = join(html('<span class="ref">{}</span>', n) for n in entry.citations[:1])
    if not entry.citations and not entry.caveats:
        return html('<td class="{} absent">{}</td>', style, spot.text)
    shown = html("{}{}", spot.text, html('<span class="also">{}</span>', beside) if beside else "")
    return html(
        '<td class="{}"><button class="spot" data-do="show_cell"{} title="{}">{} {}</button></td>',
        style,
        attributes(
            data_agency=key[0], data_year=key[1], data_metric=key[2], aria_current="true" if key == current else None
        ),
        hint(made, entry, key, language),
        shown,
        marks,
    )


def hint(made: Tabulation, entry: Entry, key: Key, language: Language) -> str:
    """What a cell says when it is pointed at."""
    said = [f"{key[0]} {key[1]} · {made.metrics[key[2]].label}: {entry.shown}"]
    said += [say("ui.also_stated", language, value=other.shown) for other in entry.others]
    return "\n".join([*said, *(made.caveats[at].text for at in entry.caveats)])


def _chart(made: Tabulation, chosen: Selection, drawn: dict[str, Any] | None, language: Language) -> Markup:
    """The chart, with the metrics it can be drawn of."""
    at = min(chosen.chart, len(made.metrics) - 1)
    several = len(made.metrics) > 1
    options = join(
        html('<option value="{}"{}>{}</option>', number, Markup(" selected") if number == at else "", metric.label)
        for number, metric in enumerate(made.metrics)
    )
    choice = html(
        '<label class="charted">{} <select data-chart>{}</select></label>', say("ui.charted", language), options
    )
    if drawn is None:
        return choice if several else Markup("")
    label = f"{made.metrics[at].label} · {title(made, language)}" if several else title(made, language)
    return html('<figure class="charting">{}{}</figure>', choice if several else "", Markup(fitting(drawn, label, 720)))


def _saves(made: Tabulation, charted: bool, language: Language) -> Markup:
    kinds = ["xlsx", "csv", *(["png", "svg"] if charted else [])]
    buttons = [
        html(
            '<button data-save="{}" data-name="{}">{}</button>', kind, file_name(made), say(f"ui.save_{kind}", language)
        )
        for kind in kinds
    ]
    buttons.append(
        html('<button data-link data-done="{}">{}</button>', say("ui.copied", language), say("ui.copy_link", language))
    )
    return html('<div class="actions" data-failed="{}">{}</div>', say("ui.save_failed", language), join(buttons))


def file_name(made: Tabulation) -> str:
    """What a saved file is called, without its ending."""
    parts = [metric.label for metric in made.metrics[:1]] + [made.agencies[0] if len(made.agencies) == 1 else ""]
    years = sorted(made.years)
    parts.append(str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}" if years else "")
    kept = "-".join("".join(char for char in part if char.isalnum() or char in "·-") for part in parts if part)
    return kept[:80] or "nianbao"


def _proof(clerk: Clerk, bench: Bench, session: Session) -> str:
    """The evidence of the chosen cell; of the first one with a citation before any is chosen."""
    chosen = session.comparing.chosen
    if not chosen.whole:
        return ""
    try:
        made = bench.table(chosen, session.language)
        return proof(clerk, made, session.comparing, session.language)
    except NianbaoError:
        return ""  # too many cells, or the report was taken out of the library since
