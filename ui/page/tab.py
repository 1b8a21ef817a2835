"""What a tab of the page is: its views, which events they trigger, and what each event does and draws again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ui.page.session import Session

Action = Callable[[Session, dict[str, Any]], Iterator[None] | None]
"""Changes the session by what an event brought; one that yields is drawn at each step."""
Draw = Callable[[Session], str]
Put = Callable[[str], None]
"""Puts a view where the layout stands."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab. `views` are drawn by their functions, each in an element whose id is the view's name; `events` says which
    events a view triggers, `drawn` which views (of any tab) an event changes, `slow` which of them yield; `layout` puts
    the views, inside the row `#<name>-view`."""

    name: str
    views: Mapping[str, Draw]
    layout: Callable[[Put], None]
    events: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    drawn: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    slow: tuple[str, ...] = ()
