"""Which click does what, and what is drawn again after it."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from ingest.strings import Language, say
from ui.page.api import add_endpoints
from ui.page.clerk import Clerk
from ui.page.memory import Kept
from ui.page.session import Session

VIEWS = ("header", "talk", "composer", "evidence", "reports", "leaf")
EVENTS = {
    "header": ("speak",),
    "talk": ("ask", "follow", "reread", "again", "judge", "cite"),
    "composer": ("ask", "begin_anew"),
    "evidence": ("cite", "turn_page", "open_report"),
    "reports": ("open_report", "close_report", "show_place"),
    "leaf": ("turn_leaf",),
}
DRAWN = {
    "ask": ("talk", "evidence", "composer"),
    "follow": ("talk", "evidence", "composer"),
    "reread": ("talk", "evidence"),
    "again": ("talk", "evidence"),
    "begin_anew": ("talk", "evidence", "composer"),
    "judge": ("talk",),
    "cite": ("evidence",),
    "turn_page": ("evidence",),
    "speak": VIEWS,
    "open_report": ("reports", "leaf"),
    "close_report": ("reports", "leaf"),
    "show_place": ("leaf",),
    "turn_leaf": ("leaf",),
}
SLOW = ("ask", "follow", "reread", "again")

Action = Callable[[Session, dict[str, Any]], Iterator[None] | None]


def actions(clerk: Clerk) -> dict[str, Action]:
    """What each event of the page does to the session."""
    return {
        "follow": lambda session, data: clerk.follow(session, str(data["question"])),
        "ask": lambda session, data: clerk.ask(session, str(data["text"])),
        "reread": lambda session, data: clerk.change(session, int(data["turn"]), data["part"], str(data["value"])),
        "again": lambda session, data: clerk.retry(session, int(data["turn"])),
        "begin_anew": lambda session, data: clerk.begin_anew(session),
        "judge": lambda session, data: clerk.judge(session, int(data["turn"]), str(data["verdict"])),
        "cite": lambda session, data: clerk.cite(session, int(data["turn"]), int(data["n"])),
        "turn_page": lambda session, data: clerk.turn_page(session, int(data["page"])),
        "open_report": lambda session, data: clerk.open(session, str(data["report"])),
        "close_report": lambda session, data: clerk.close(session),
        "show_place": lambda session, data: clerk.place(
            session, data["kind"], int(data["at"]), int(data.get("part", 0))
        ),
        "turn_leaf": lambda session, data: clerk.turn_leaf(session, int(data["page"])),
        "speak": lambda session, data: clerk.speak(session, data["language"]),
    }


def blocks(clerk: Clerk, language: Language) -> gr.Blocks:
    """The page over a clerk."""
    with gr.Blocks(title=say("ui.title", language), analytics_enabled=False, fill_width=True) as page:
        session = gr.State(Session(language))
        spoken = gr.BrowserState(language, storage_key="nianbao.language", secret="nianbao")
        kept = gr.BrowserState([], storage_key="nianbao.turns", secret="nianbao")
        views = _views(clerk, Session(language))
        for view, events in EVENTS.items():
            for event in events:
                _wire(clerk, views, [session, kept, spoken], view, event)
        page.load(
            _enter(clerk),
            [session, kept, spoken],
            [session, *views.values()],
            show_progress="hidden",
            api_visibility="private",
            concurrency_limit=16,
        )
        add_endpoints(clerk)
    page.queue(default_concurrency_limit=16)
    return page


def _views(clerk: Clerk, empty: Session) -> dict[str, gr.HTML]:
    views = {"header": _html(clerk, empty, "header")}
    with gr.Row(elem_id="ask-view", elem_classes="view"):
        with gr.Column(elem_id="talk-column"):
            views["talk"] = _html(clerk, empty, "talk")
            views["composer"] = _html(clerk, empty, "composer")
        views["evidence"] = _html(clerk, empty, "evidence")
    with gr.Row(elem_id="reports-view", elem_classes="view"):
        views["reports"] = _html(clerk, empty, "reports")
        views["leaf"] = _html(clerk, empty, "leaf")
    return views


def _html(clerk: Clerk, session: Session, view: str) -> gr.HTML:
    return gr.HTML(
        _draw(clerk, session, view),
        elem_id=view,
        apply_default_css=False,
        js_on_load=f"nianbao.bind(element, trigger, watch, {json.dumps(EVENTS[view])});",
    )


def _draw(clerk: Clerk, session: Session, view: str) -> str:
    return getattr(clerk, f"{view}_html")(session)


def _wire(clerk: Clerk, views: dict[str, gr.HTML], memory: list[Any], view: str, event: str) -> None:
    act, drawn = actions(clerk)[event], DRAWN[event]

    def seen(state: Session) -> list[Any]:
        return [state, clerk.kept(state), state.language, *(_draw(clerk, state, one) for one in drawn)]

    def steps(state: Session, kept: Kept, spoken: str, data: gr.EventData) -> Iterator[list[Any]]:
        deque(clerk.restore(state, kept), maxlen=0)
        for _ in act(state, data._data) or ():
            yield seen(state)

    def once(state: Session, kept: Kept, spoken: str, data: gr.EventData) -> list[Any]:
        deque(clerk.restore(state, kept), maxlen=0)
        act(state, data._data)
        return seen(state)

    slow = event in SLOW
    getattr(views[view], event)(
        steps if slow else once,
        memory,
        [*memory, *(views[one] for one in drawn)],
        queue=slow,
        show_progress="hidden",
        api_visibility="private",
        concurrency_limit=16 if slow else "default",
        concurrency_id="answers" if slow else None,
    )


def _enter(clerk: Clerk) -> Callable[[Session, Kept, str], Iterator[list[Any]]]:
    """A visitor comes: the language and the conversation that the browser remembers, the library as it is now."""

    def enter(state: Session, kept: Kept, spoken: str) -> Iterator[list[Any]]:
        clerk.speak(state, spoken)
        yield [state, *(_draw(clerk, state, view) for view in VIEWS)]
        for _ in clerk.restore(state, kept):
            yield [state, *(_draw(clerk, state, view) for view in VIEWS)]

    return enter
