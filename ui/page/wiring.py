"""Which tabs the page has, which click does what, and what is drawn again after it."""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import gradio as gr

from ingest.strings import Language, say
from ui.page import asking, comparing, evaluating, reports
from ui.page.api import add_endpoints
from ui.page.clerk import Clerk
from ui.page.gate import USER
from ui.page.markup import html
from ui.page.session import Session
from ui.page.tab import Draw, Tab

log = logging.getLogger("nianbao.page")

TABS: tuple[Callable[[Clerk], Tab], ...] = (asking.tab, comparing.tab, reports.tab, evaluating.tab)
"""In the order in which they stand in the header."""


def head(clerk: Clerk, tabs: Sequence[Tab]) -> Tab:
    """What stands above the tabs."""
    names = tuple(tab.name for tab in tabs)
    return Tab(
        name="head",
        views={"header": lambda session: clerk.header_html(session, names)},
        layout=lambda put: put("header"),
        events={"header": ("speak",)},
        actions={"speak": lambda session, data: clerk.speak(session, data["language"])},
        drawn={"speak": ("header", *(view for tab in tabs for view in tab.views))},
    )


class Wiring:
    """The page being built: every view of every tab, and what each of them triggers."""

    def __init__(self, clerk: Clerk, language: Language) -> None:
        tabs = [make(clerk) for make in TABS]
        self.clerk, self.empty = clerk, Session(language)
        self.tabs = (head(clerk, tabs), *tabs)
        self.draw: dict[str, Draw] = {view: guarded(draw) for tab in self.tabs for view, draw in tab.views.items()}
        self.events = {view: events for tab in self.tabs for view, events in tab.events.items()}
        self.views: dict[str, gr.HTML] = {}

    def put(self, view: str) -> None:
        """Put a view where the layout stands."""
        self.views[view] = gr.HTML(
            self.draw[view](self.empty),
            elem_id=view,
            apply_default_css=False,
            js_on_load=f"nianbao.bind(element, trigger, watch, {json.dumps(self.events.get(view, ()))});",
        )

    def lay_out(self) -> None:
        """Put the views of all tabs."""
        for tab in self.tabs:
            if tab.name == "head":
                tab.layout(self.put)
                continue
            with gr.Row(elem_id=f"{tab.name}-view", elem_classes="view"):
                tab.layout(self.put)

    def wire(self, session: gr.State) -> None:
        """Say what happens at each event of each view."""
        named = [event for tab in self.tabs for event in tab.actions]
        if len(named) > len(set(named)):
            raise ValueError(f"two tabs have an event of the same name: {sorted(named)}")
        tabs = {event: tab for tab in self.tabs for event in tab.actions}
        for view, events in self.events.items():
            for event in events:
                self._wire(session, view, event, tabs[event])

    def _wire(self, session: gr.State, view: str, event: str, tab: Tab) -> None:
        act, drawn, slow, clerk = tab.actions[event], tab.drawn[event], event in tab.slow, self.clerk

        def seen(state: Session) -> list[Any]:
            return [state, *(self.draw[one](state) for one in drawn)]

        def known(state: Session, data: gr.EventData, request: gr.Request) -> dict[str, Any]:
            state.user = visitor(request)
            sent = dict(data._data)
            deque(clerk.enter(state, sent.pop("memory", None)), maxlen=0)
            return sent

        def steps(state: Session, data: gr.EventData, request: gr.Request) -> Iterator[list[Any]]:
            for _ in act(state, known(state, data, request)) or ():
                yield seen(state)

        def once(state: Session, data: gr.EventData, request: gr.Request) -> list[Any]:
            act(state, known(state, data, request))
            return seen(state)

        getattr(self.views[view], event)(
            steps if slow else once,
            [session],
            [session, *(self.views[one] for one in drawn)],
            queue=slow,
            show_progress="hidden",
            api_visibility="private",
            concurrency_limit=16 if slow else "default",
            concurrency_id="answers" if slow else None,
        )

    def enter(self, state: Session, remembered: str, request: gr.Request) -> Iterator[list[Any]]:
        """A visitor comes: what the browser remembers (as JSON), and the library as it is now."""
        state.user = visitor(request)
        entering = self.clerk.enter(state, parsed(remembered))
        next(entering, None)
        yield [state, *(draw(state) for draw in self.draw.values())]
        for _ in entering:
            yield [state, *(draw(state) for draw in self.draw.values())]


def guarded(draw: Draw) -> Draw:
    """A view that says in plain words that it can't be drawn, whatever the reason; the rest of the page stands."""

    def drawn(session: Session) -> str:
        try:
            return draw(session)
        except Exception:  # it is logged, and whoever looks at the page must be told
            log.exception("a view could not be drawn")
            return str(html('<p class="card failed" role="alert">{}</p>', say("ui.failed_inside", session.language)))

    return drawn


MOST_VISITORS = 50
"""Sessions that Gradio holds, each with all that its page shows. Whoever's was let go is known again by what the browser
remembers: their conversation is answered once more."""


def visitor(request: gr.Request | None) -> str:
    """Who is logged in; nobody has a name where there is no login."""
    scope = getattr(getattr(request, "request", None), "scope", {})
    return str(scope.get(USER, ""))


def parsed(remembered: str) -> object:
    try:
        return json.loads(remembered)
    except (TypeError, ValueError):
        return None


def blocks(clerk: Clerk, language: Language) -> gr.Blocks:
    """The page over a clerk."""
    wiring = Wiring(clerk, language)
    with gr.Blocks(title=say("ui.title", language), analytics_enabled=False, fill_width=True) as page:
        session = gr.State(Session(language))
        remembered = gr.Textbox(visible=False)
        wiring.lay_out()
        wiring.wire(session)
        page.load(
            wiring.enter,
            [session, remembered],
            [session, *(wiring.views[view] for view in wiring.draw)],
            js="(session) => [session, JSON.stringify(nianbao.memory())]",
            show_progress="hidden",
            api_visibility="private",
            concurrency_limit=16,
        )
        add_endpoints(clerk)
    page.queue(default_concurrency_limit=16)
    page.state_session_capacity = MOST_VISITORS
    return page
