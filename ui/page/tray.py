"""The files that a visitor hands in, as HTML: where each of them is, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from markupsafe import Markup

from ingest.strings import Language, Said, again, say
from ui.page.arriving import Item
from ui.page.markup import attributes, html, join

MOST_SHOWN = 60
"""Rows; beyond these the files that are done well are only counted."""


def tray(items: Sequence[Item], language: Language) -> str:
    """The whole of it; nothing where there are no files."""
    if not items:
        return ""
    words = partial(say, language=language)
    left = sum(1 for item in items if item.under_way)
    shown = _shown(items)
    hidden = len(items) - len(shown)
    rest = html('<p class="quiet">{}</p>', words("ui.upload_rest", count=hidden)) if hidden else Markup()
    return str(
        html(
            '<section class="tray" aria-label="{}"><header><p role="status">{}</p><progress max="{}" value="{:.2f}" aria-label="{}">'
            "</progress>{}</header><ul>{}</ul>{}</section>",
            words("ui.uploads"),
            _summary(items, left, language),
            len(items),
            sum(map(_progress, items)),
            words("ui.uploads"),
            _all(left, language),
            join(_row(item, language) for item in shown),
            rest,
        )
    )


def _shown(items: Sequence[Item]) -> list[Item]:
    """All where they are few, with what needs a look first once they are done; else what needs a look, what is under way,
    and the last that came in."""
    if len(items) <= MOST_SHOWN:
        going = any(item.under_way for item in items)
        return list(items) if going else sorted(items, key=lambda item: item.state != "set_aside")
    weights = {"set_aside": 0, "reading": 1, "sending": 2, "waiting": 4}
    ranked = sorted(range(len(items)), key=lambda at: (weights.get(items[at].state, 3), -at))
    return [items[at] for at in sorted(ranked[:MOST_SHOWN])]


def _progress(item: Item) -> float:
    if not item.under_way:
        return 1
    sent = item.received / item.size if item.size else 1
    return {"sending": 0.3 * min(1.0, sent), "waiting": 0.3, "reading": 0.6}.get(item.state, 1)


def _summary(items: Sequence[Item], left: int, language: Language) -> Markup:
    kept = sum(1 for item in items if item.state in ("added", "replaced"))
    aside = sum(1 for item in items if item.state == "set_aside")
    held = sum(1 for item in items if item.state == "unchanged")
    key = "ui.upload_going" if left else "ui.upload_done"
    pieces = [say(key, language, done=len(items) - left, count=len(items))]
    counted = (("ui.upload_kept", kept), ("ui.upload_held", held), ("ui.upload_aside", aside))
    pieces += [say(name, language, count=count) for name, count in counted if count]
    return html("<b>{}</b> {}", pieces[0], " · ".join(pieces[1:]))


def _all(left: int, language: Language) -> Markup:
    action, word = ("cancel", "ui.upload_cancel_all") if left else ("dismiss", "ui.upload_clear")
    return html('<button data-upload="{}">{}</button>', action, say(word, language))


def _row(item: Item, language: Language) -> Markup:
    kind = "gone" if item.state == "sending" and not item.under_way else item.state
    return html(
        '<li class="{}" data-item="{}"><p class="file">{}</p><div class="what">{}{}</div><span class="does">{}</span></li>',
        kind,
        item.id,
        item.name,
        _what(item, language),
        _notes(item, language),
        _does(item, language),
    )


def _what(item: Item, language: Language) -> Markup:
    words = partial(say, language=language)
    if item.state == "sending":
        part = min(100, round(100 * item.received / item.size)) if item.size else 100
        return html("<p>{}</p>", words("ui.upload_sending", part=part))
    if item.state == "set_aside":
        return html("<p>{}</p>{}", reason(item, language), _whose(item, language))
    if item.head is None:
        return html("<p>{}</p>", words(f"ui.upload_{item.state}"))
    state = f"{item.state}_again" if item.afresh else item.state
    return html(
        '<p>{} <b>{}</b></p><p class="quiet">{}</p>',
        words(f"ui.upload_{state}"),
        words("ui.evidence_of", agency=item.head.agency, year=item.head.year),
        _counts(item, language),
    )


def _counts(item: Item, language: Language) -> str:
    assert item.head is not None
    counts = (("pages", item.head.pages), ("facts", item.head.facts), ("findings", item.head.findings))
    return " · ".join(say(f"ui.count_{name}", language, count=count) for name, count in counts if count)


def _notes(item: Item, language: Language) -> Markup:
    """What could not be read of a report, and that the library had it already."""
    if item.head is None or item.state == "set_aside":
        return Markup()
    notes = [again(one, language) for one in item.warnings]
    if item.reason and not item.afresh:
        notes.insert(0, reason(item, language))
    return join(html('<p class="note">{}</p>', note) for note in notes)


def reason(item: Item, language: Language) -> str:
    """Why a file was set aside: what is said at the command line, said for the page; the file is named beside it."""
    said = item.reason or ""
    if not isinstance(said, Said):
        return said
    this = say("ui.this_file", language)
    values = {"file": this} if said.values.get("file") == item.name and said.key != "ingest.held_as" else {}
    text = again(said, language, **values)
    with suppress(KeyError):
        text = say(f"ui.web_{said.key.partition('.')[2]}", language, **{**said.values, **values})
    text = text.replace(f"{this} ", this) if language == "zh" else text
    return text[:1].upper() + text[1:]


def _whose(item: Item, language: Language) -> Markup:
    """Fields for what the file does not say of itself."""
    if not item.asks_whose:
        return Markup()
    agency, year = say("ui.agency", language), say("ui.year", language)
    return html(
        '<form class="whose"><input name="agency" placeholder="{0}" aria-label="{0}" maxlength="80" autocomplete="off"{1}/>'
        '<input name="year" placeholder="{2}" aria-label="{2}" inputmode="numeric" maxlength="4" size="5" autocomplete="off"{3}/>'
        '<button type="submit">{4}</button></form>',
        agency,
        attributes(value=item.agency),
        year,
        attributes(value=item.year),
        say("ui.upload_retry", language),
    )


def _does(item: Item, language: Language) -> Markup:
    words = partial(say, language=language)
    if item.under_way:
        return html('<button data-upload="cancel" aria-label="{0}" title="{0}">×</button>', words("ui.upload_cancel"))
    made = Markup()
    if item.head is not None and item.state != "set_aside":
        made = html(
            '<button data-do="open_report" data-report="{}">{}</button>', item.head.id, words("ui.upload_open")
        ) + html('<button data-about="{}{}年">{}</button>', item.head.agency, item.head.year, words("ui.upload_ask"))
    return made + html('<button data-upload="dismiss" aria-label="{0}" title="{0}">×</button>', words("ui.upload_drop"))
