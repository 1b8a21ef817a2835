"""One report opened, as HTML: what was found wrong, its tables as they were read, its figures, its outline; and beside
it the original, with what was clicked boxed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from markupsafe import Markup

from ingest.checks import describe, operand_reports
from ingest.report import Block, Cell, Fact, Finding, Report
from ingest.strings import Language, again, say
from ui.evidence import PageView, View, offsets
from ui.page.arriving import Rules
from ui.page.holdings import Entry
from ui.page.markup import attributes, html, join
from ui.page.naming import name
from ui.page.panel import frame, original_url, pager
from ui.page.pointing import facts_of

MOST_FIGURES = 400
MOST_CELLS = 4000
"""Cells of one table that are shown; no report of the standard form comes near it."""
_LONG = 4
"""A cell of more characters gets a wider column."""


def opened(
    report: Report,
    entry: Entry,
    findings: Sequence[Finding],
    years: Mapping[str, int],
    rules: Rules,
    language: Language,
) -> str:
    """The report at large. `findings` are those across years too; `years` of the reports that they name."""
    words = partial(say, language=language)
    prose = [(at, fact) for at, fact in enumerate(report.facts) if fact.origin == "prose"]
    contacts = [(at, fact) for at, fact in enumerate(report.facts) if fact.origin == "contact"]
    tables = [block for block in report.blocks if block.table is not None and block.table.cells]
    parts = (
        ("findings", len(findings), _findings(report, findings, years, language)),
        ("tables", len(tables), _tables(report, tables, language)),
        ("prose_figures", len(prose), _figures(prose, language)),
        ("contacts", len(contacts), _contacts(contacts, language)),
        ("outline", sum(1 for section in report.sections if section.path), _outline(report, language)),
    )
    shown = [(key, count, body) for key, count, body in parts if count or key == "findings"]
    jumps = join(
        html(
            '<button data-goto="room-{}">{} <small>{}</small></button>',
            key,
            words(f"ui.room_{key}"),
            count if count else 0,
        )
        for key, count, _ in shown
    )
    bodies = join(
        html('<section id="room-{0}" aria-label="{1}"><h3>{1}</h3>{2}</section>', key, words(f"ui.room_{key}"), body)
        for key, _, body in shown
    )
    return str(
        html(
            '<article class="shelf opened"><i data-room="{}" hidden></i><button class="back" data-do="close_report">‹ {}</button>{}'
            '<nav class="jumps" aria-label="{}">{}</nav>{}</article>',
            report.id,
            words("ui.back"),
            _head(report, entry, rules, language),
            words("ui.room"),
            jumps,
            bodies,
        )
    )


def _head(report: Report, entry: Entry, rules: Rules, language: Language) -> Markup:
    words = partial(say, language=language)
    warnings = join(
        html('<p class="warning"><b aria-hidden="true">!</b>{}</p>', again(one, language)) for one in report.warnings
    )
    return html(
        '<header><h2 tabindex="-1">{}</h2><p class="title">{}</p><p class="meta">{}</p>{}<div class="acts">'
        '<button class="primary" data-about="{}">{}</button><a href="{}" download>{}</a>{}{}</div></header>',
        words("ui.evidence_of", agency=report.agency, year=report.year),
        report.title,
        join(_meta(report, entry, language), " · "),
        warnings,
        f"{report.agency}{report.year}年",
        words("ui.ask_about"),
        original_url(report.id, None),
        words("ui.download_original"),
        html('<button data-again="{}">{}</button>', report.id, words("ui.read_again")) if rules.upload else "",
        _delete(entry, language) if rules.delete else "",
    )


def _delete(entry: Entry, language: Language) -> Markup:
    named = say("ui.evidence_of", language, agency=entry.agency, year=entry.year)
    return html(
        '<button class="danger" data-delete="{}" data-name="{}">{}</button>',
        entry.id,
        named,
        say("ui.delete", language),
    )


def _meta(report: Report, entry: Entry, language: Language) -> list[object]:
    who = report.identity
    told: list[object] = [
        " ".join(who.region),
        say(f"ui.template_{who.template}", language) if who.template else "",
        say("ui.issued", language, date=who.issued.isoformat()) if who.issued else "",
        say("ui.count_pages", language, count=report.pages) if report.pages else "",
        say("ui.count_facts", language, count=len(report.facts)),
        entry.file,
    ]
    return [one for one in told if one]


# Findings


def _findings(report: Report, findings: Sequence[Finding], years: Mapping[str, int], language: Language) -> Markup:
    if not findings:
        return html('<p class="quiet">{}</p>', say("ui.no_findings", language))
    ranked = sorted(enumerate(findings), key=lambda pair: ("error", "warning", "note").index(pair[1].severity))
    return join(_finding(at, finding, report, years, language) for at, finding in ranked)


def _finding(at: int, finding: Finding, report: Report, years: Mapping[str, int], language: Language) -> Markup:
    words = partial(say, language=language)
    compared = (
        html('<p class="compared">{}</p>', words("ui.expected_found", expected=finding.expected, found=finding.found))
        if finding.expected
        else ""
    )
    places = join(
        _operand(at, part, label, value, years.get(where) if where != report.id else None, language)
        for part, ((label, value, _), where) in enumerate(zip(finding.operands, operand_reports(finding), strict=True))
    )
    return html(
        '<div class="warning {}"><b aria-hidden="true">!</b><div><p>{}</p>{}<p class="operands">{}</p>'
        '<p class="rule">{}</p></div></div>',
        finding.severity,
        describe(finding, language),
        compared,
        places,
        " · ".join((finding.rule, words(f"ui.blame_{finding.blame}"))[0 if finding.rule[1:].isdecimal() else 1 :]),
    )


def _operand(at: int, part: int, label: str, value: str, year: int | None, language: Language) -> Markup:
    there = html("<small>{}</small> ", year) if year else ""
    return html(
        '<button data-do="show_place" data-kind="finding" data-at="{}" data-part="{}">{}{} <b>{}</b></button>',
        at,
        part,
        there,
        label,
        value or "—",
    )


# Tables


def _tables(report: Report, tables: Sequence[Block], language: Language) -> Markup:
    facts = facts_of(report)
    headings = {
        index: section.path[-1]
        for section in report.sections
        for index in range(section.first, section.last)
        if section.path
    }
    return join(_table(block, headings.get(block.index, ""), facts, language) for block in tables)


def _table(
    block: Block, heading: str, facts: Mapping[tuple[int | None, int | None], tuple[int, Fact]], language: Language
) -> Markup:
    assert block.table is not None
    starts = {cell: (at, facts.get((block.index, start))) for at, (cell, start, _) in enumerate(offsets(block.table))}
    cells = starts if len(starts) <= MOST_CELLS else dict(list(starts.items())[:MOST_CELLS])
    rows = join(
        html("<tr>{}</tr>", join(_cell(cell, block.index, *cells[cell], language) for cell in row if cell in cells))
        for row in block.table.rows
        if row
    )
    pages = sorted({cell.page for cell in block.table.cells if cell.page is not None})
    where = " · ".join([heading, *(say("ui.page_n", language, page=page) for page in pages[:1])]).strip(" ·")
    return html(
        '<figure class="read"><figcaption><span>{}</span><button data-do="show_place" data-kind="table" data-at="{}">{}</button>'
        '</figcaption><div class="wide" tabindex="0" role="group" aria-label="{}"><table class="grid">{}</table></div></figure>',
        where,
        block.index,
        say("ui.show_table", language),
        where or say("ui.room_tables", language),
        rows,
    )


def _cell(cell: Cell, block: int, at: int, read: tuple[int, Fact] | None, language: Language) -> Markup:
    fact = read[1] if read else None
    styles = ["long"] if len(cell.text) > _LONG else []
    label = None
    if fact is not None:
        styles.append(fact.state)
        label = f"{name(fact, language)}: {printed(fact, language)}"
    text = cell.text.strip() or ("" if fact is None or fact.state != "blank" else "—")
    spans = attributes(
        class_=" ".join(styles) or None,
        rowspan=cell.rowspan if cell.rowspan > 1 else None,
        colspan=cell.colspan if cell.colspan > 1 else None,
    )
    if not text:
        return html("<td{}></td>", spans)
    place = attributes(
        data_do="show_place", data_kind="cell", data_at=block, data_part=at, title=label, aria_label=label
    )
    return html("<td{}><button{}>{}</button></td>", spans, place, text)


# Figures of the prose, contacts, outline


def _figures(told: Sequence[tuple[int, Fact]], language: Language) -> Markup:
    words = partial(say, language=language)
    more = len(told) - MOST_FIGURES
    return html(
        '<input type="search" data-filter="figure-rows" placeholder="{0}" aria-label="{0}"/><div class="wide" tabindex="0">'
        '<table id="figure-rows"><thead><tr><th scope="col">{1}</th><th scope="col" class="number">{2}</th><th scope="col">{3}</th>'
        "</tr></thead><tbody>{4}</tbody></table></div>{5}",
        words("ui.figures_filter"),
        words("ui.figure"),
        words("ui.value"),
        words("ui.place"),
        join(_figure(at, fact, language) for at, fact in told[:MOST_FIGURES]),
        html('<p class="quiet">{}</p>', words("ui.figures_rest", count=more)) if more > 0 else "",
    )


def _figure(at: int, fact: Fact, language: Language) -> Markup:
    where = " › ".join(fact.section[-1:])
    if fact.place.page:
        where += f" · {say('ui.page_n', language, page=fact.place.page)}"
    named, quote = name(fact, language), " ".join(fact.quote.split())[:120]
    about = html(' <small class="quiet">{}</small>', fact.year) if fact.year else ""
    said = "" if quote.startswith(named) and len(quote) <= len(named) + 4 else html('<p class="said">{}</p>', quote)
    return html(
        '<tr data-do="show_place" data-kind="fact" data-at="{0}"><th scope="row"><button data-do="show_place" data-kind="fact" '
        'data-at="{0}">{1}</button>{2}{3}</th><td class="number">{4}</td><td>{5}</td></tr>',
        at,
        named,
        about,
        said,
        printed(fact, language),
        where,
    )


def _contacts(told: Sequence[tuple[int, Fact]], language: Language) -> Markup:
    rows = join(
        html(
            '<li><span class="quiet">{}</span> <button data-do="show_place" data-kind="fact" data-at="{}">{}</button></li>',
            name(fact, language),
            at,
            fact.text or fact.quote,
        )
        for at, fact in told
    )
    return html('<ul class="contacts">{}</ul>', rows)


def _outline(report: Report, language: Language) -> Markup:
    rows = join(
        html(
            '<li style="--level:{}"><button data-do="show_place" data-kind="section" data-at="{}">{}</button></li>',
            len(section.path),
            at,
            section.path[-1],
        )
        for at, section in enumerate(report.sections)
        if section.path
    )
    return html('<ol class="outline">{}</ol>', rows)


def printed(fact: Fact, language: Language) -> str:
    """A fact's value as a table shows it."""
    if fact.text is not None:
        return fact.text
    if fact.value is None:
        return say(f"ui.{fact.state}", language) if fact.state != "number" else "—"
    before = fact.qualifier if fact.qualifier in ("约", "近", "超") else ""
    after = fact.qualifier if fact.qualifier in ("余", "多") else ""
    return f"{before}{fact.value:f}{after} {fact.unit or ''}".strip()


# The original beside it


def leaf(report: Report, view: View, other: bool, language: Language) -> str:
    """The original, at what was clicked. `other`: it is of another year's report than the one opened."""
    words = partial(say, language=language)
    tools = html(
        '<a href="{}" target="_blank" rel="noopener">{}</a>', original_url(report.id, None), words("ui.open_original")
    )
    pages = Markup()
    if isinstance(view, PageView):
        pages = pager(view, "turn_leaf", language)
        tools = html(
            '<button data-zoom data-in="{0}" data-out="{1}">{0}</button>{2}',
            words("ui.zoom"),
            words("ui.zoom_out"),
            tools,
        )
    tools += html('<button class="unsheet" data-unsheet>{}</button>', words("ui.put_away"))
    named = words("ui.evidence_of", agency=report.agency, year=report.year)
    lead = html('<header class="other"><h2>{}</h2></header>', named) if other else Markup()
    return str(
        html(
            '<section class="evidence" aria-label="{}">{}{}<div class="tools">{}<span class="grow"></span>{}</div></section>',
            words("ui.original_text"),
            lead,
            frame(view, report.agency, report.year, language),
            pages,
            tools,
        )
    )
