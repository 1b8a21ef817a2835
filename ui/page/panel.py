"""The evidence panel as HTML: the cited place itself, and the list of all citations of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from assistant.answer import Answer, Citation
from ingest.report import Cell
from ingest.strings import Language, say
from ui.evidence import PageView, Piece, View
from ui.page.holdings import Holdings
from ui.page.markup import attributes, html, join
from ui.page.session import Shown

MOST_AGENCIES = 12
_QUOTE = 110
_LONG = 5
"""Longer texts in a table get a wider column."""


def panel(citation: Citation, view: View | None, answer: Answer, shown: Shown, language: Language) -> str:
    """Agency and year, section and page, the place itself, its tools, and every citation of the answer. Without a view
    the report is no longer in the library, and that is said."""
    gone = html('<p class="quiet" role="status">{}</p>', say("ui.report_gone", language))
    return str(
        html(
            '<section class="evidence" aria-label="{}"><header><h2>{}</h2><p>{}</p></header>{}{}<ol class="cites">{}</ol>'
            "</section>",
            say("ui.evidence", language),
            say("ui.evidence_of", language, agency=citation.agency, year=citation.year),
            where(citation, language),
            frame(view, citation.agency, citation.year, language) if view else gone,
            _tools(citation, view, _cited_words(citation, answer), language) if view else "",
            join(_listed(one, shown, _cited_words(one, answer), language) for one in answer.citations),
        )
    )


def where(citation: Citation, language: Language) -> str:
    """一、总体情况 › 主动公开 · 第 1 页"""
    page = say("ui.page_n", language, page=citation.place.page) if citation.place.page else ""
    path = [part for part in citation.section if part not in (citation.agency, citation.title)]
    return " · ".join(part for part in (" › ".join(path), page) if part)


def frame(view: View, agency: str, year: int, language: Language) -> Markup:
    """The page picture with its boxes, or the original text with its mark."""
    if isinstance(view, PageView):
        label = say("ui.page_picture", language, agency=agency, year=year, page=view.page)
        boxes = join(
            html('<i class="line" style="left:{:.3%};top:{:.3%};width:{:.3%};height:{:.3%}"></i>', *box)
            for box in view.lines
        ) + join(
            html('<i class="box" style="left:{:.3%};top:{:.3%};width:{:.3%};height:{:.3%}"></i>', *box)
            for box in view.boxes
        )
        return html(
            '<div class="frame" tabindex="0" data-left="{:.4f}" data-key="{}/{}/{}">'
            '<div class="paper" style="--span:{:.4f};--ratio:{:.4f}"><img src="{}" alt="{}">{}</div></div>',
            view.left,
            view.report,
            view.page,
            _key(view.boxes),
            view.span,
            view.ratio,
            picture_url(view.report, view.page),
            label,
            boxes,
        )
    return html(
        '<div class="frame text" tabindex="0" aria-label="{}"><div class="leaf">{}</div></div>',
        say("ui.original_text", language),
        join(_piece(one) for one in view.pieces),
    )


def _key(boxes: Sequence[Sequence[float]]) -> str:
    return ",".join(f"{edge:.4f}" for box in boxes[:1] for edge in box)


def picture_url(report: str, page: int) -> str:
    """Where the page serves the picture of a report's page."""
    return f"pages/{report}/{page}.png"


def original_url(report: str, page: int | None) -> str:
    """Where the page serves a report's file, at a page."""
    return f"original/{report}" + (f"#page={page}" if page else "")


def _piece(piece: Piece) -> Markup:
    if piece.table is not None:
        return _grid(piece)
    mark = html("<mark>{}</mark>", piece.mark) if piece.mark else ""
    quoted = (
        html('<span class="quoted">{}{}{}</span>', piece.lead, mark, piece.tail) if piece.lead or piece.tail else mark
    )
    return html("<{0}>{1}{2}{3}</{0}>", Markup("h3" if piece.heading else "p"), piece.before, quoted, piece.after)


def _grid(piece: Piece) -> Markup:
    assert piece.table is not None
    rows = join(html("<tr>{}</tr>", join(_grid_cell(cell, piece) for cell in row)) for row in piece.table.rows)
    return html('<div class="wide" tabindex="0"><table class="grid">{}</table></div>', rows)


def _grid_cell(cell: Cell, piece: Piece) -> Markup:
    beside = any(cell.row <= one.row < cell.row + cell.rowspan for one in piece.cited)
    styles = (
        "cited" if cell in piece.cited else "label" if cell in piece.labels else "",
        "beside" if cell in piece.labels and beside else "",
        "long" if len(cell.text) > _LONG else "",
    )
    style = " ".join(filter(None, styles)) or None
    spans = attributes(
        class_=style,
        rowspan=cell.rowspan if cell.rowspan > 1 else None,
        colspan=cell.colspan if cell.colspan > 1 else None,
    )
    return html("<td{}>{}</td>", spans, html("<mark>{}</mark>", cell.text) if cell in piece.cited else cell.text)


def _tools(citation: Citation, view: View, cited: str, language: Language) -> Markup:
    words = partial(say, language=language)
    tools = []
    if isinstance(view, PageView):
        tools.append(
            html('<button data-zoom data-in="{0}" data-out="{1}">{0}</button>', words("ui.zoom"), words("ui.zoom_out"))
        )
    tools.append(
        html(
            '<a href="{}" target="_blank" rel="noopener">{}</a>',
            original_url(citation.report, citation.place.page),
            words("ui.open_original"),
        )
    )
    tools.append(
        html(
            '<button data-copy="{}" data-done="{}">{}</button>',
            quoted(citation, cited, language),
            words("ui.copied"),
            words("ui.copy_citation"),
        )
    )
    pages = pager(view, "turn_page", language) if isinstance(view, PageView) else Markup()
    return html('<div class="tools">{}<span class="grow"></span>{}</div>', pages, join(tools))


def pager(view: PageView, event: str, language: Language) -> Markup:
    """‹ Page 3 of 5 ›"""
    words = partial(say, language=language)

    def turn(page: int, sign: str, label: str) -> Markup:
        off = Markup("" if 1 <= page <= view.pages else " disabled")
        return html('<button data-do="{}" data-page="{}" aria-label="{}"{}>{}</button>', event, page, label, off, sign)

    return html(
        '<span class="pager">{}<span>{}</span>{}</span>',
        turn(view.page - 1, "‹", words("ui.previous_page")),
        words("ui.page_of", page=view.page, pages=view.pages),
        turn(view.page + 1, "›", words("ui.next_page")),
    )


def quoted(citation: Citation, cited: str, language: Language) -> str:
    """A citation as it is copied."""
    title = citation.title or say("ui.evidence_of", language, agency=citation.agency, year=citation.year)
    return say("ui.citation_text", language, title=title, where=where(citation, language), quote=cited)


def _cited_words(citation: Citation, answer: Answer) -> str:
    """The words cited; of a table's cell the labels that say what it is, and the value read from it."""
    labels = " · ".join(label for label in (citation.row, citation.column) if label)
    value = next((claim.shown for claim in answer.values if claim.citations == (citation.n,) and claim.shown), None)
    return f"{labels}：{value or citation.quote}" if labels else citation.quote


def _listed(citation: Citation, shown: Shown, words: str, language: Language) -> Markup:
    active = "true" if citation.n == shown.n else None
    return html(
        '<li><button class="cite" data-do="cite"{}><b>{}</b><span class="quote">{}</span><span class="meta">{}</span>'
        "</button></li>",
        attributes(data_turn=shown.turn, data_n=citation.n, aria_current=active),
        citation.n,
        words if len(words) <= _QUOTE else words[:_QUOTE] + "…",
        " · ".join(filter(None, (f"{citation.agency} {citation.year}", where(citation, language)))),
    )


def coverage(held: Holdings, language: Language) -> str:
    """Before the first answer: which agencies and years can be asked about."""
    if not held.entries:
        return ""
    years = held.years[-8:]
    head = join(html('<th scope="col">{}</th>', year) for year in years)
    rows = join(
        html('<tr><th scope="row">{}</th>{}</tr>', agency, join(_held(held, agency, year, language) for year in years))
        for agency in held.agencies[:MOST_AGENCIES]
    )
    more = len(held.agencies) - MOST_AGENCIES
    rest = html('<p class="rest">{}</p>', say("ui.coverage_rest", language, count=more)) if more > 0 else ""
    return str(
        html(
            '<section class="evidence coverage" aria-label="{0}"><header><h2>{0}</h2><p>{1}</p></header>'
            '<div class="wide"><table><thead><tr><td></td>{2}</tr></thead><tbody>{3}</tbody></table></div>{4}</section>',
            say("ui.coverage", language),
            say("ui.coverage_more", language),
            head,
            rows,
            rest,
        )
    )


def _held(held: Holdings, agency: str, year: int, language: Language) -> Markup:
    entry = next((one for one in held.entries if (one.agency, one.year) == (agency, year)), None)
    if entry is None:
        return html("<td></td>")
    label = say("ui.open_report", language, agency=agency, year=year)
    return html(
        '<td><button class="held" data-do="open_report" data-report="{}" aria-label="{}" title="{}"></button></td>',
        entry.id,
        label,
        label,
    )
