"""The library as HTML: what to hand in, which reports to look at, and the table of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial

from markupsafe import Markup

from ingest.strings import Language, say
from ui.page.arriving import Rules
from ui.page.chrome import beginning
from ui.page.holdings import Entry, Holdings
from ui.page.markup import attributes, html, join
from ui.page.sieve import Sieve, regions, sift, templates, years

_COLUMNS = (
    ("agency", None),
    ("year", "number"),
    ("region", "region"),
    ("template", "form"),
    ("pages", "number sheets"),
    ("facts", "number"),
    ("findings", "number"),
    ("file", "file"),
)
"""Each with its style; a narrow screen leaves some of them out."""
_FEW = 8
"""With no more reports than this there is nothing to choose among."""
ACCEPTED = ".pdf,.docx,.html,.htm,.txt,.md,.png,.jpg,.jpeg,.tif,.tiff,.bmp"


def intake(held: Holdings, rules: Rules, notice: str, language: Language) -> str:
    """The head of the view: its name, the button that hands files in, and room for what becomes of them; `notice` is
    what just happened. What the script says itself stands in an attribute."""
    words = partial(say, language=language)
    texts = {name: words(f"ui.{name}") for name in ("upload_drop_here", "upload_broken")}
    button = (
        html(
            '<button class="primary" data-choose>{}</button><input type="file" multiple hidden accept="{}" aria-label="{}"/>',
            words("ui.upload"),
            ACCEPTED,
            words("ui.upload"),
        )
        if rules.upload
        else ""
    )
    return str(
        html(
            '<div class="intake"{}><header><h2>{}</h2><span class="quiet">{}</span><span class="grow"></span>{}</header>'
            '<p class="toast" role="status"{}>{}</p><div class="tray-room"></div>{}'
            '<button data-do="refresh" hidden></button><button data-do="refresh_all" hidden></button></div>',
            attributes(
                data_language=language,
                data_takes="yes" if rules.upload else None,
                data_texts=json.dumps(texts, ensure_ascii=False),
            ),
            words("ui.tab_reports"),
            held.summary(language) if held.entries else "",
            button,
            Markup("" if notice else " hidden"),
            notice,
            _confirm(language) if rules.delete else "",
        )
    )


def _confirm(language: Language) -> Markup:
    """The question before a report is taken out."""
    words = partial(say, language=language)
    return html(
        '<dialog class="confirm" aria-labelledby="confirm-title"><h3 id="confirm-title">{}</h3><p class="named"></p><p>{}</p>'
        '<div class="acts"><button data-no>{}</button><button class="danger" data-do="delete_report" data-report="">{}</button>'
        "</div></dialog>",
        words("ui.delete_ask"),
        words("ui.delete_means"),
        words("ui.cancel"),
        words("ui.delete_yes"),
    )


def choices(held: Holdings, sieve: Sieve, language: Language) -> str:
    """What to choose reports by; nothing where there are few."""
    if len(held.entries) <= _FEW and sieve.open:
        return ""
    words = partial(say, language=language)
    places = [("/".join(path), "　" * (len(path) - 1) + path[-1], count) for path, count in regions(held, sieve.region)]
    forms = [(form, words(f"ui.template_{form}"), count) for form, count in templates(held)]
    return str(
        html(
            '<form class="sieve" role="search"><input type="search" data-sift="words" value="{0}" placeholder="{1}" '
            'aria-label="{1}" maxlength="100"/>{2}{3}{4}<label class="check"><input type="checkbox" data-sift="faulty"{5}/>{6}</label>'
            '<button type="button" data-do="sift" data-name="" data-value="" hidden></button></form>',
            sieve.words,
            words("ui.filter"),
            _select("region", places, "/".join(sieve.region), language),
            _select(
                "year", [(str(year), str(year), count) for year, count in years(held)], str(sieve.year or ""), language
            ),
            _select("template", forms, sieve.template or "", language),
            Markup(" checked" if sieve.faulty else ""),
            words("ui.sieve_faulty"),
        )
    )


def _select(key: str, options: Iterable[tuple[str, str, int]], chosen: str, language: Language) -> Markup:
    label = say(f"ui.{key}", language)
    listed = join(
        html(
            '<option value="{}"{}>{} ({})</option>', value, Markup(" selected" if value == chosen else ""), text, count
        )
        for value, text, count in options
    )
    every = say(f"ui.every_{key}", language)
    return html(
        '<select data-sift="{}" aria-label="{}"><option value="">{}</option>{}</select>', key, label, every, listed
    )


def table(held: Holdings, sieve: Sieve, rules: Rules, language: Language) -> str:
    """The reports that fit, one page of them; how to begin where there are none at all."""
    if not held.entries:
        return _empty(rules, language)
    words = partial(say, language=language)
    found = sift(held, sieve)
    counted = (
        ""
        if sieve.open
        else html('<p class="found" role="status">{} {}</p>', words("ui.found", count=found.count), _clear(language))
    )
    if not found.count:
        return str(html('<div class="shelf">{}</div>', counted))
    head = join(_heading(key, style, sieve, language) for key, style in _COLUMNS)
    return str(
        html(
            '<div class="shelf">{}<div class="wide" tabindex="0"><table id="shelf-rows"><thead><tr>{}</tr></thead><tbody>{}</tbody>'
            "</table></div>{}</div>",
            counted,
            head,
            join(_row(entry, language) for entry in found.entries),
            _pager(found.page, found.pages, language) if found.pages > 1 else "",
        )
    )


def _empty(rules: Rules, language: Language) -> str:
    words = partial(say, language=language)
    if not rules.upload:
        return str(beginning(False, language))
    return str(
        html(
            '<div class="shelf"><div class="dropzone"><p class="lead">{}</p><p class="quiet">{}</p>'
            '<button class="primary" data-choose>{}</button></div></div>',
            words("ui.upload_begin"),
            words("ui.upload_kinds", megabytes=rules.largest >> 20),
            words("ui.upload_choose"),
        )
    )


def _clear(language: Language) -> Markup:
    return html('<button data-do="sift_anew">{}</button>', say("ui.sieve_clear", language))


def _heading(key: str, style: str | None, sieve: Sieve, language: Language) -> Markup:
    here = sieve.order == key
    order = ("descending" if sieve.descending else "ascending") if here else None
    return html(
        '<th scope="col"{}><button data-do="sift" data-name="order" data-value="{}">{}<i aria-hidden="true">{}</i></button></th>',
        attributes(class_=style, aria_sort=order),
        key,
        say(f"ui.{key}", language),
        ("↓" if sieve.descending else "↑") if here else "",
    )


def _row(entry: Entry, language: Language) -> Markup:
    form = say(f"ui.template_{entry.template}", language) if entry.template else "—"
    return html(
        '<tr data-do="open_report" data-report="{0}"><th scope="row"><button data-do="open_report" data-report="{0}">{1}</button></th>'
        '<td class="number">{2}</td><td class="region">{3}</td><td class="form">{4}</td><td class="number sheets">{5}</td><td class="number">{6}</td>'
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


def _pager(page: int, pages: int, language: Language) -> Markup:
    def turn(to: int, sign: str, key: str) -> Markup:
        return html(
            '<button data-do="sift" data-name="page" data-value="{}" aria-label="{}"{}>{}</button>',
            to,
            say(key, language),
            Markup("" if 0 <= to < pages else " disabled"),
            sign,
        )

    return html(
        '<nav class="pages" aria-label="{}">{}{}<span>{}</span>{}{}</nav>',
        say("ui.pages_of_table", language),
        turn(0 if page else -1, "«", "ui.first_page"),
        turn(page - 1, "‹", "ui.previous_page"),
        say("ui.page_of", language, page=page + 1, pages=pages),
        turn(page + 1, "›", "ui.next_page"),
        turn(pages - 1 if page < pages - 1 else pages, "»", "ui.last_page"),
    )
