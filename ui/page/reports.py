"""The Reports tab: files handed in, the library as a table, one report opened. Plain functions over a session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import gradio as gr

from ingest.errors import NianbaoError
from ingest.report import Finding, Place, Report
from ingest.strings import say, told
from ui.evidence import View, page_view, view
from ui.page import reading_room, shelf
from ui.page.clerk import Clerk
from ui.page.pointing import TOP, Target, outline, target
from ui.page.session import Session
from ui.page.sieve import chosen
from ui.page.tab import Put, Tab

_WELCOME = ("talk", "composer", "evidence")


def tab(clerk: Clerk) -> Tab:
    """The tab over a clerk."""
    views = {"intake": intake_html, "choices": choices_html, "reports": reports_html, "leaf": leaf_html}
    mine = ("intake", "choices", "reports", "leaf")
    return Tab(
        name="reports",
        views={name: partial(draw, clerk) for name, draw in views.items()},
        layout=_layout,
        events={
            "intake": ("open_report", "delete_report", "refresh", "refresh_all"),
            "choices": ("sift", "choose"),
            "reports": ("open_report", "close_report", "show_place", "sift", "sift_anew"),
            "leaf": ("turn_leaf",),
        },
        actions={name: partial(_act, act, clerk) for name, act in _ACTIONS.items()},
        drawn={
            "sift": ("reports",),
            **dict.fromkeys(("choose", "sift_anew"), ("choices", "reports")),
            **dict.fromkeys(("open_report", "close_report"), ("reports", "leaf")),
            **dict.fromkeys(("show_place", "turn_leaf"), ("leaf",)),
            **dict.fromkeys(("delete_report", "refresh"), ("header", *mine, "evidence", "picker")),
            "refresh_all": ("header", *mine, *_WELCOME, "picker"),
        },
    )


def _layout(put: Put) -> None:
    with gr.Column(elem_id="reports-column"):
        for name in ("intake", "choices", "reports"):
            put(name)
    put("leaf")


def _act(
    act: Callable[[Clerk, Session, dict[str, Any]], None], clerk: Clerk, session: Session, data: dict[str, Any]
) -> None:
    session.notice = ""
    act(clerk, session, data)


# What visitors do


def open_report(clerk: Clerk, session: Session, id: str) -> None:
    """Open a report at its beginning."""
    if clerk.held.entry(id) is not None:
        session.opened = id
        point(session, "top", 0)


def close_report(session: Session) -> None:
    session.opened = None


def point(session: Session, kind: str, at: int, part: int = 0) -> None:
    """Show the place of what was clicked: see pointing.target."""
    session.place, session.page = (kind, at, part), None


def turn_leaf(session: Session, page: int) -> None:
    """Show another page of the original."""
    session.page = page


def delete_report(clerk: Clerk, session: Session, id: str) -> None:
    """Take a report out of the library, where that is allowed; say what came of it."""
    entry = clerk.held.entry(id)
    if not clerk.rules.delete or entry is None:
        session.notice = say("ui.delete_failed" if entry else "ui.report_gone", session.language)
        return
    try:
        clerk.library.remove(id)
    except NianbaoError as error:
        session.notice = told(error, session.language)
        return
    named = say("ui.evidence_of", session.language, agency=entry.agency, year=entry.year)
    session.notice = say("ui.delete_done", session.language, report=named)
    session.opened = None if session.opened == id else session.opened


def _sift(clerk: Clerk, session: Session, data: dict[str, Any]) -> None:
    session.sieve = chosen(session.sieve, str(data["name"]), str(data.get("value", "")))


_ACTIONS: dict[str, Callable[[Clerk, Session, dict[str, Any]], None]] = {
    "open_report": lambda clerk, session, data: open_report(clerk, session, str(data["report"])),
    "close_report": lambda clerk, session, data: close_report(session),
    "show_place": lambda clerk, session, data: point(
        session, str(data["kind"]), int(data["at"]), int(data.get("part", 0))
    ),
    "turn_leaf": lambda clerk, session, data: turn_leaf(session, int(data["page"])),
    **dict.fromkeys(("sift", "choose"), _sift),
    "sift_anew": lambda clerk, session, data: _sift(clerk, session, {"name": "clear"}),
    "delete_report": lambda clerk, session, data: delete_report(clerk, session, str(data["report"])),
    "refresh": lambda clerk, session, data: None,
    "refresh_all": lambda clerk, session, data: None,
}


# What is to be seen


def intake_html(clerk: Clerk, session: Session) -> str:
    return shelf.intake(clerk.held, clerk.rules, session.notice, session.language)


def choices_html(clerk: Clerk, session: Session) -> str:
    return shelf.choices(clerk.held, session.sieve, session.language)


def reports_html(clerk: Clerk, session: Session) -> str:
    """The table, or the report opened."""
    entry = clerk.held.entry(session.opened)
    if entry is None:
        return shelf.table(clerk.held, session.sieve, clerk.rules, session.language)
    try:
        report, findings = clerk.report(entry.id), clerk.library.findings([entry.id])
    except NianbaoError:  # it was taken out just now
        return shelf.table(clerk.held, session.sieve, clerk.rules, session.language)
    years = {id: one.year for finding in findings for id in finding.reports if (one := clerk.held.entry(id))}
    return reading_room.opened(report, entry, findings, years, clerk.rules, session.language)


def leaf_html(clerk: Clerk, session: Session) -> str:
    """The original beside an opened report."""
    if clerk.held.entry(session.opened) is None:
        return ""
    try:
        report = clerk.report(session.opened or "")
        aim = _aim(report, clerk.library.findings([report.id]), session)
        shown = report if aim.report == report.id else clerk.report(aim.report)
        return reading_room.leaf(shown, _view(clerk, shown, aim, session.page), shown is not report, session.language)
    except NianbaoError:
        return ""


def _aim(report: Report, findings: list[Finding], session: Session) -> Target:
    try:
        return target(report, findings, *session.place)
    except IndexError:
        return Target(report.id, TOP)


def _view(clerk: Clerk, report: Report, aim: Target, page: int | None) -> View:
    """The target's page; where the reader has turned to another, that one, with the rest of the same table boxed."""
    if page is not None and page != aim.place.page:
        try:
            return page_view(report.id, page, _rest(report, aim.place, page), clerk.pictures)
        except NianbaoError:
            pass
    return view(report, aim.place, aim.quote, clerk.pictures, aim.labels, whole=True)


def _rest(report: Report, place: Place, page: int) -> tuple[tuple[float, float, float, float], ...]:
    block = report.blocks[place.block] if place.block is not None and place.block < len(report.blocks) else None
    whole = block is not None and block.table is not None and place.start is None
    return outline(block.table, page) if whole and block is not None and block.table is not None else ()
