"""The table of an answer as HTML, with its chart."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markupsafe import Markup

from assistant.answer import AnswerTable
from ui.charts import fitting
from ui.page.markup import CITED, attributes, html, join, marked

Mark = Callable[[int], Markup]

_NUMERIC = re.compile(r"[^\d\s]{0,2}[\s\d,.+\-−—%（）()±]+[^\d]{0,14}")
"""A number with a word before it (约) and its unit after it (件, items (件))."""


def tabulated(table: AnswerTable, mark: Mark, number: int, label: str) -> Markup:
    right = [position > 0 and _is_numeric(table, position) for position in range(len(table.columns))]
    head = join(
        html('<th scope="col"{}>{}</th>', _right(right[place]), column) for place, column in enumerate(table.columns)
    )
    rows = join(
        html(
            "<tr>{}</tr>",
            join(
                _cell(text, cited, mark, number, right[place] if place < len(right) else False, place == 0)
                for place, (text, cited) in enumerate(row)
            ),
        )
        for row in table.rows
    )
    drawn = Markup(fitting(table.chart, CITED.sub("", label)[:80]))
    return html(
        '<div class="wide" tabindex="0"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}',
        head,
        rows,
        drawn,
    )


def _is_numeric(table: AnswerTable, position: int) -> bool:
    """Whether most of what a column says is numbers; of one that says none, whether a year stands above it."""
    texts = [row[position][0] for row in table.rows if position < len(row) and any(map(str.isdigit, row[position][0]))]
    if not texts:
        return table.columns[position].isdigit()
    return sum(bool(_NUMERIC.fullmatch(text)) for text in texts) * 2 >= len(texts)


def _right(right: bool) -> Markup:
    return Markup(' class="number"' if right else "")


def _cell(text: str, cited: Sequence[int], mark: Mark, number: int, right: bool, first: bool) -> Markup:
    if first and not cited:
        return html('<th scope="row"{}>{}</th>', attributes(class_="place" if text.isdigit() else None), text)
    absent = " absent" if right and not cited and not any(sign.isdigit() for sign in text) else ""
    click = attributes(data_do="cite", data_turn=number, data_n=cited[0]) if cited else ""
    return html(
        '<td class="{}{}"{}>{} {}</td>',
        "number" if right else "text",
        absent,
        click,
        marked(text, mark),
        join(mark(n) for n in cited),
    )
