"""The Ask tab: the conversation, the field to ask in, and the evidence beside them."""

from __future__ import annotations

from ui.page.clerk import Clerk
from ui.page.tab import Put, Tab

ANSWERING = ("talk", "evidence", "composer")


def tab(clerk: Clerk) -> Tab:
    """The tab over a clerk."""
    return Tab(
        name="ask",
        views={"talk": clerk.talk_html, "composer": clerk.composer_html, "evidence": clerk.evidence_html},
        layout=_layout,
        events={
            "talk": ("ask", "follow", "reread", "again", "judge", "correct", "cite"),
            "composer": ("ask", "halt", "begin_anew", "resume", "use_model"),
            "evidence": ("cite", "turn_page", "open_report"),
        },
        actions={
            "ask": lambda session, data: clerk.ask(session, str(data["text"])),
            "follow": lambda session, data: clerk.follow(session, str(data["question"])),
            "reread": lambda session, data: clerk.change(session, int(data["turn"]), data["part"], str(data["value"])),
            "again": lambda session, data: clerk.retry(session, int(data["turn"])),
            "halt": lambda session, data: clerk.stop(session),
            "begin_anew": lambda session, data: clerk.begin_anew(session),
            "resume": lambda session, data: clerk.resume(session, data["talk"]),
            "use_model": lambda session, data: clerk.choose(session, str(data["use"])),
            "judge": lambda session, data: clerk.judge(session, int(data["turn"]), str(data["verdict"])),
            "correct": lambda session, data: clerk.correct(session, int(data["turn"]), str(data["remark"])),
            "cite": lambda session, data: clerk.cite(session, int(data["turn"]), int(data["n"])),
            "turn_page": lambda session, data: clerk.turn_page(session, int(data["page"])),
        },
        drawn={
            **dict.fromkeys(("ask", "follow", "reread", "again", "begin_anew", "resume"), ANSWERING),
            "halt": (),
            "use_model": ("composer",),
            "judge": ("talk",),
            "correct": ("talk",),
            "cite": ("evidence",),
            "turn_page": ("evidence",),
        },
        slow=("ask", "follow", "reread", "again", "resume"),
    )


def _layout(put: Put) -> None:
    import gradio as gr

    with gr.Column(elem_id="talk-column"):
        put("talk")
        put("composer")
    put("evidence")
