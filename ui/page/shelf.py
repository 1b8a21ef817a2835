"""The reports view as HTML: the library as a table, and one report opened: outline, findings and figures."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from ingest.report import Fact, Finding, Place, Report
from ingest.strings import Language, say
from ui.evidence import PageView, View
from ui.page.holdings import Entry, Holdings
from ui.page.markup import attributes, html, join
from ui.page.naming import name
from ui.page.panel import frame, original_url, pager

MOST_FIGURES = 400
TOP = Place(1, (), 0, 0, 0)


def table(held: Holdings, language: Language) -> str:
    """All reports, with a filter over them."""
    words = partial(say, language=language)
    if not held.entries:
        return str(
            html(
                '<div class="welcome"><h1>{}</h1><p>{}</p><pre class="command">{}</pre></div>',
                words("ui.empty_title"),
                words("ui.empty_more"),
                words("ui.empty_command"),
            )
        )
    head = join(
        html('<th scope="col"{}>{}</th>', Markup(' class="number"' if right else ""), words(f"ui.{name}"))
        for name, right in _COLUMNS
    )
    return str(
        html(
            '<div class="shelf"><header><h2>{}</h2><input type="search" data-filter="shelf-rows" placeholder="{}" '
            'aria-label="{}"/><p class="none" hidden>{}</p></header><div class="wide" tabindex="0"><table id="shelf-rows">'
            "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div></div>",
            words("ui.tab_reports"),
            words("ui.filter"),
            words("ui.filter"),
            words("ui.filter_none"),
            head,
            join(_row(entry, language) for entry in held.entries),
        )
    )


_COLUMNS = (
    ("agency", False),
    ("year", True),
    ("region", False),
    ("template", False),
    ("pages", True),
    ("facts", True),
    ("findings", True),
    ("file", False),
)


def _row(entry: Entry, language: Language) -> Markup:
    form = say(f"ui.template_{entry.template}", language) if entry.template else "—"
    return html(
        '<tr data-do="open_report" data-report="{0}"><th scope="row"><button data-do="open_report" data-report="{0}">{1}</button></th>'
        '<td class="number">{2}</td><td>{3}</td><td>{4}</td><td class="number">{5}</td><td class="number">{6}</td>'
        '<td class="number{7}">{8}</td><td class="file">{9}</td></tr>',
        entry.id,
        entry.agency,
        entry.year or "—",
        " ".join(entry.region) or "—",
        form,
        entry.pages or "—",
        entry.facts,
        " faulty" if entry.findings else "",
        entry.findings or "—",
        entry.file,
    )


def opened(report: Report, language: Language) -> str:
    """One report: its outline, what was found wrong in it, and the figures read from it."""
    words = partial(say, language=language)
    sections = join(
        html(
            '<li style="--level:{}"><button data-do="show_place" data-kind="section" data-at="{}">{}</button></li>',
            len(section.path) or 1,
            at,
            section.path[-1] if section.path else section.kind,
        )
        for at, section in enumerate(report.sections)
        if section.path
    )
    return str(
        html(
            '<div class="shelf opened"><button class="back" data-do="close_report">‹ {}</button><header><h2>{}</h2><p>{}</p>'
            '<button class="primary" data-about="{}">{}</button></header>'
            '<nav aria-label="{}"><h3>{}</h3><ol class="outline">{}</ol></nav>{}{}</div>',
            words("ui.back"),
            words("ui.evidence_of", agency=report.agency, year=report.year),
            report.title or report.file,
            f"{report.agency}{report.year}年",
            words("ui.ask_about"),
            words("ui.outline"),
            words("ui.outline"),
            sections,
            _findings(report.findings, language),
            _figures(report, language),
        )
    )


def _findings(findings: tuple[Finding, ...], language: Language) -> Markup:
    if not findings:
        return html('<h3>{}</h3><p class="quiet">{}</p>', say("ui.findings", language), say("ui.no_findings", language))
    return html(
        "<h3>{}</h3>{}",
        say("ui.findings", language),
        join(_finding(number, finding, language) for number, finding in enumerate(findings)),
    )


def _finding(number: int, finding: Finding, language: Language) -> Markup:
    said = finding.detail or say("ui.expected_found", language, expected=finding.expected, found=finding.found)
    places = join(
        html(
            '<button data-do="show_place" data-kind="finding" data-at="{}" data-part="{}">{} {}</button>',
            number,
            part,
            label,
            printed,
        )
        for part, (label, printed, _) in enumerate(finding.operands)
    )
    return html(
        '<div class="warning {}" title="{}"><b aria-hidden="true">!</b><p>{} <span class="operands">{}</span></p></div>',
        finding.severity,
        finding.rule,
        said,
        places,
    )


def _figures(report: Report, language: Language) -> Markup:
    words = partial(say, language=language)
    told = [(at, fact) for at, fact in enumerate(report.facts) if fact.state != "blank" and fact.origin != "derived"]
    rows = join(_figure(at, fact, name(fact, language), language) for at, fact in told[:MOST_FIGURES])
    more = len(told) - MOST_FIGURES
    return html(
        '<h3>{0}</h3><input type="search" data-filter="figure-rows" placeholder="{1}" aria-label="{1}"/>'
        '<div class="wide" tabindex="0"><table id="figure-rows"><thead><tr><th scope="col">{2}</th>'
        '<th scope="col" class="number">{3}</th><th scope="col">{4}</th></tr></thead><tbody>{5}</tbody></table></div>{6}',
        words("ui.figures_read"),
        words("ui.figures_filter"),
        words("ui.figure"),
        words("ui.value"),
        words("ui.place"),
        rows,
        html('<p class="quiet">{}</p>', words("ui.figures_rest", count=more)) if more > 0 else "",
    )


def _figure(at: int, fact: Fact, named: str, language: Language) -> Markup:
    where = " › ".join(fact.section[-1:])
    if fact.place.page:
        where += f" · {say('ui.page_n', language, page=fact.place.page)}"
    return html(
        '<tr data-do="show_place"{}><th scope="row"><button data-do="show_place"{}>{}</button></th><td class="number">{}</td>'
        "<td>{}</td></tr>",
        attributes(data_kind="fact", data_at=at),
        attributes(data_kind="fact", data_at=at),
        named,
        printed(fact, language),
        where,
    )


def printed(fact: Fact, language: Language) -> str:
    """A fact's value as a table shows it."""
    if fact.text is not None:
        return fact.text
    if fact.value is None:
        return say(f"ui.{fact.state}", language) if fact.state != "number" else "—"
    before = fact.qualifier if fact.qualifier in ("约", "近", "超") else ""
    after = fact.qualifier if fact.qualifier in ("余", "多") else ""
    return f"{before}{fact.value:f}{after} {fact.unit or ''}".strip()


def leaf(report: Report, view: View, language: Language) -> str:
    """The opened report's page beside its figures."""
    tools = html(
        '<a href="{}" target="_blank" rel="noopener">{}</a>',
        original_url(report.id, None),
        say("ui.open_original", language),
    )
    pages = Markup()
    if isinstance(view, PageView):
        pages = pager(view, "turn_leaf", language)
        tools = html(
            '<button data-zoom data-in="{0}" data-out="{1}">{0}</button>{2}',
            say("ui.zoom", language),
            say("ui.zoom_out", language),
            tools,
        )
    return str(
        html(
            '<section class="evidence" aria-label="{}">{}<div class="tools">{}<span class="grow"></span>{}</div></section>',
            say("ui.original_text", language),
            frame(view, report.agency, report.year, language),
            pages,
            tools,
        )
    )


def target(report: Report, kind: str, at: int, part: int = 0) -> tuple[Place, str, tuple[str | None, ...]]:
    """The place, words and labels behind a click: a fact, an operand of a finding, a section's heading, or the
    report's beginning. Raises IndexError for what the report does not have.
    """
    if kind == "top":
        return TOP, "", ()
    if kind == "fact":
        fact = report.facts[at]
        return fact.place, fact.quote, (fact.row, fact.column)
    if kind == "finding":
        label, quote, place = report.findings[at].operands[part]
        return place, quote, (label,)
    section = report.sections[at]
    block = report.blocks[section.first]
    heading = section.path[-1] if section.path and section.path[-1] in block.text else ""
    return block.place(), heading, ()
