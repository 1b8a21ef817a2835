"""How the page is put together: what one view does not manage leaves the others standing."""

from __future__ import annotations

import logging

import pytest

from ingest.strings import say
from ui.page.session import Session
from ui.page.wiring import guarded, parsed, visitor


def test_a_view_that_cannot_be_drawn_says_so_in_plain_words(caplog: pytest.LogCaptureFixture) -> None:
    def broken(session: Session) -> str:
        raise KeyError("<b>secret</b>")

    with caplog.at_level(logging.ERROR, "nianbao.page"):
        shown = guarded(broken)(Session("en"))
    assert say("ui.failed_inside", "en") in shown
    assert "secret" not in shown
    assert "KeyError" in caplog.text
    assert guarded(lambda session: session.language)(Session("en")) == "en"


def test_what_no_browser_of_ours_sent_is_nothing() -> None:
    assert parsed('{"turns": []}') == {"turns": []}
    assert parsed("{") is None
    assert visitor(None) == ""
