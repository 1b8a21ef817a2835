"""The typed, named endpoints of Gradio's HTTP API: `/ask`, `/reports`, `/facts`. docs/api.md shows how they are called."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ingest.errors import NianbaoError
from ingest.strings import say
from ui.page.clerk import Clerk
from ui.page.memory import LONGEST

MOST_BEFORE = 20


def add_endpoints(clerk: Clerk) -> None:
    """Add the endpoints to the blocks being built."""

    def ask(question: str, history: list[str] | None = None) -> dict[str, Any]:
        """Answer a question; `history` are the user's turns before it, the oldest first."""
        conversation = clerk.begin(clerk.library, "zh")
        for turn in (history or [])[-MOST_BEFORE:]:
            conversation.ask(str(turn)[:LONGEST])
        return conversation.ask(str(question)[:LONGEST]).as_json()

    def reports() -> list[dict[str, Any]]:
        """The reports of the library."""
        return clerk.report_rows()

    def facts(agency: str, year: int, metric: str | None = None) -> list[dict[str, Any]]:
        """The facts of an agency's report for a year; `metric` is a key of the taxonomy or the beginning of one."""
        try:
            return clerk.fact_rows(str(agency), int(year), metric or None)
        except (TypeError, ValueError) as error:
            raise gr.Error(say("ui.api_year", "en", year=year), print_exception=False) from error
        except NianbaoError as error:
            raise gr.Error(str(error), print_exception=False) from error

    for endpoint in (ask, reports, facts):
        gr.api(endpoint, api_name=endpoint.__name__, concurrency_limit=16, concurrency_id="answers")
