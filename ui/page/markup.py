"""HTML that cannot be broken by what it shows: every value put into a template is escaped unless it is Markup itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from markupsafe import Markup

CITED = re.compile(r"\[(\d{1,3})\]")
_KEPT = re.compile(r"([^\s\[\]]?)((?:\[\d{1,3}\])+)([，。；：、！？,.;:!?）)”]*)")


def html(template: str, *values: object, **named: object) -> Markup:
    """Fill the template's `{}` with escaped values; Markup goes in as it is."""
    return Markup(template).format(*values, **named)


def join(parts: Iterable[object], between: str = "") -> Markup:
    """The parts, escaped unless Markup, one after another."""
    return Markup(between).join(part if isinstance(part, Markup) else str(part) for part in parts)


def attributes(**named: object) -> Markup:
    """` data-x="…" …` of the values that are not None; underscores become hyphens."""
    return join(
        html(' {}="{}"', name.strip("_").replace("_", "-"), value) for name, value in named.items() if value is not None
    )


def paragraphs(text: str, mark: Callable[[int], Markup]) -> Markup:
    """Text as paragraphs and bullets; each [n] becomes what `mark(n)` gives."""
    made, bullets = [], []
    for line in [*text.splitlines(), ""]:
        stripped = line.strip()
        if stripped[:2] in ("- ", "• ", "· "):
            bullets.append(html("<li>{}</li>", marked(stripped[2:], mark)))
            continue
        if bullets:
            made.append(html("<ul>{}</ul>", join(bullets)))
            bullets = []
        if stripped:
            made.append(html("<p>{}</p>", marked(stripped, mark)))
    return join(made)


def marked(text: str, mark: Callable[[int], Markup]) -> Markup:
    """One line of text in which each [n] becomes what `mark(n)` gives, kept on a line with what it stands behind and
    the punctuation after it."""
    made, at = [], 0
    for found in _KEPT.finditer(text):
        before, marks, after = found.groups()
        made += [
            text[at : found.start()],
            html('<span class="keep">{}{}{}</span>', before, join(mark(int(n)) for n in CITED.findall(marks)), after),
        ]
        at = found.end()
    return join([*made, text[at:]])
