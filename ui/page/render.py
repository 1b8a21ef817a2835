"""The conversation as HTML: each question, and its answer as a card."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from assistant.answer import Answer, AnswerTable, Claim
from assistant.question import Question
from ingest.strings import Language, say
from ui.charts import svg
from ui.page.holdings import Holdings
from ui.page.markup import CITED, attributes, html, join, marked, paragraphs
from ui.page.memory import packed
from ui.page.rephrase import Chip, Related, chips, follow_ups
from ui.page.session import Session, Turn

MOST_HEROES = 4
_SHOWN = re.compile(r"([^\d\-−.]*)([\d,.\-−]+\s?%?)\s*(.*)", re.DOTALL)
_PLACE = re.compile(r"^\d+[.、]\s*")
_NUMERIC = re.compile(r"[\s\d,.+\-−—%（）()±]*[^\d\s]{0,3}")


def conversation(session: Session, held: Holdings, asked: Sequence[str], related: Related) -> str:
    """The whole conversation; what to begin with where nothing was asked yet."""
    if not session.turns:
        return str(_welcome(held, asked, session.language))
    turns = join(_turn(session, number, held, related) for number in range(len(session.turns)))
    return str(html('<div class="talk" role="log" aria-live="polite">{}</div>', turns))


def _welcome(held: Holdings, asked: Sequence[str], language: Language) -> Markup:
    words = partial(say, language=language)
    if not held.entries:
        return html(
            '<div class="welcome"><h1>{}</h1><p>{}</p><pre class="command">{}</pre></div>',
            words("ui.empty_title"),
            words("ui.empty_more"),
            words("ui.empty_command"),
        )
    buttons = join(html('<button class="example" data-do="ask" data-text="{0}">{0}</button>', one) for one in asked)
    return html(
        '<div class="welcome"><h1>{}</h1><p>{}</p><div class="examples">{}</div></div>',
        words("ui.welcome"),
        words("ui.welcome_more"),
        buttons,
    )


def _turn(session: Session, number: int, held: Holdings, related: Related) -> Markup:
    turn = session.turns[number]
    if turn.answer is not None:
        card = _card(session, number, turn.answer, held, related)
    elif turn.failure is not None:
        card = html('<div class="card failed" role="alert"><p>{}</p>{}</div>', turn.failure, _retry(session, number))
    else:
        card = html(
            '<div class="card pending" aria-busy="true"><p>{}<i></i><i></i><i></i></p></div>',
            say("ui.thinking", session.language),
        )
    return html('<article class="turn" data-turn="{}"><p class="asked">{}</p>{}</article>', number, turn.text, card)


def _card(session: Session, number: int, answer: Answer, held: Holdings, related: Related) -> Markup:
    language = session.language
    mark = partial(_mark, session, number)
    parts = (
        _reading(number, answer, chips(answer, held, related, language), language)
        if answer.status != "clarify"
        else "",
        _heroes(answer),
        html('<div class="said">{}</div>', paragraphs(_worded(answer), mark)),
        _choices(number, answer),
        _table(answer.table, mark, number, answer.text) if answer.table else "",
        html('<p class="covered">{}</p>', answer.coverage) if answer.coverage else "",
        _warnings(answer.warnings, mark, language),
        _actions(session, number, answer),
        _suggestions(answer, follow_ups(answer, held, related), language),
    )
    return html('<div class="card {}">{}</div>', answer.status, join(parts))


def _mark(session: Session, number: int, n: int) -> Markup:
    """The [n] of a citation: a button where it leads somewhere, the plain words where it does not."""
    if session.turns[number].citation(n) is None:
        return html("[{}]", n)
    shown = session.shown
    current = "true" if shown and (shown.turn, shown.n) == (number, n) else None
    return html(
        '<button class="ref" data-do="cite"{} aria-label="{}">{}</button>',
        attributes(data_turn=number, data_n=n, aria_current=current),
        say("ui.show_evidence", session.language, n=n),
        n,
    )


def _reading(number: int, answer: Answer, made: Sequence[Chip], language: Language) -> Markup:
    """How the question was understood, part by part, and what was assumed."""
    notes = join(
        html('<span class="note">{}</span>', say(key, language, **values)) for key, values in answer.question.notes
    )
    return html(
        '<div class="reading"><span>{}</span>{}{}</div>',
        say("ui.understood", language),
        join(_chip(number, chip, language) for chip in made),
        notes,
    )


def _chip(number: int, chip: Chip, language: Language) -> Markup:
    title = say(f"ui.change_{chip.part}", language)
    if len(chip.choices) < 2 and all(chosen for _, _, chosen in chip.choices):
        return html('<span class="chip alone">{}</span>', chip.label)
    choices = join(
        html(
            '<button role="menuitemradio" aria-checked="{}" data-do="reread"{}>{}</button>',
            "true" if chosen else "false",
            attributes(data_turn=number, data_part=chip.part, data_value=value),
            label,
        )
        for value, label, chosen in chip.choices
    )
    return html(
        '<details class="menu"><summary class="chip" title="{0}" aria-label="{1}：{0}">{1}</summary>'
        '<div role="menu" aria-label="{0}">{2}</div></details>',
        title,
        chip.label,
        choices,
    )


def _heroes(answer: Answer) -> Markup | str:
    """The values, large. Several stand side by side; more than a handful are left to the text."""
    if not _has_heroes(answer):
        return ""
    return html('<div class="heroes">{}</div>', join(_hero(claim) for claim in answer.values))


def _has_heroes(answer: Answer) -> bool:
    asked_for_values = answer.question.operation not in ("summarise", "explain", "check", "list", "catalogue")
    return (
        answer.status == "answered"
        and answer.table is None
        and 0 < len(answer.values) <= MOST_HEROES
        and (asked_for_values or len(answer.values) == 1)
    )


def _hero(claim: Claim) -> Markup:
    if claim.text is not None:
        return html('<p class="hero words">{}</p>', claim.text)
    before, number, unit = hero_parts(claim)
    return html('<p class="hero"><small>{}</small><b>{}</b><span>{}</span></p>', before, number, unit)


def hero_parts(claim: Claim) -> tuple[str, str, str]:
    """What stands before the number, the number, and what stands after it (约, 450, 余条)."""
    printed = claim.shown or (f"{claim.number:f}" if claim.number is not None else "")
    found = _SHOWN.fullmatch(printed)
    if found is None:
        return "", printed, ""
    before, number, after = found.groups()
    return before.strip(), number.strip(), after.strip() or claim.unit or ""


def _worded(answer: Answer) -> str:
    """The text without what stands on the card already: values that its lines begin with, places of a ranking."""
    if answer.table is not None and answer.question.operation == "rank":
        return _PLACE.sub("", answer.text.split("\n", 1)[0])
    if not _has_heroes(answer):
        return answer.text
    heads = {claim.shown for claim in answer.values if claim.shown}
    return "\n".join(_without_head(line, heads) for line in answer.text.splitlines())


def _without_head(line: str, heads: set[str]) -> str:
    for head in heads:
        rest = line.removeprefix(head)
        if rest != line and rest[:1] in "。.，," and CITED.sub("", rest[1:]).strip():
            return rest[1:].strip()
    return line


def _choices(number: int, answer: Answer) -> Markup | str:
    if answer.status != "clarify" or not answer.question.choices:
        return ""
    return html(
        '<div class="suggestions">{}</div>',
        join(
            html(
                '<button data-do="reread"{}>{}</button>',
                attributes(data_turn=number, data_part="agency", data_value=one),
                one,
            )
            for one in answer.question.choices
        ),
    )


def _table(table: AnswerTable, mark: partial[Markup], number: int, label: str) -> Markup:
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
    drawn = Markup(svg(table.chart, CITED.sub("", label)[:80]))
    return html(
        '<div class="wide" tabindex="0"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}',
        head,
        rows,
        drawn,
    )


def _is_numeric(table: AnswerTable, position: int) -> bool:
    texts = [row[position][0] for row in table.rows if position < len(row) and row[position][0]]
    return sum(bool(_NUMERIC.fullmatch(text)) for text in texts) * 2 >= len(texts)


def _right(right: bool) -> Markup:
    return Markup(' class="number"' if right else "")


def _cell(text: str, cited: Sequence[int], mark: partial[Markup], number: int, right: bool, first: bool) -> Markup:
    if first and not cited:
        return html('<th scope="row">{}</th>', text)
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


def _warnings(warnings: Sequence[str], mark: partial[Markup], language: Language) -> Markup:
    return join(
        html(
            '<div class="warning" role="note"><b aria-hidden="true">!</b><p><span class="sr">{}：</span>{}</p></div>',
            say("ui.warning", language),
            marked(one, mark),
        )
        for one in warnings
    )


def _actions(session: Session, number: int, answer: Answer) -> Markup:
    words = partial(say, language=session.language)
    verdict = session.turns[number].verdict
    buttons = [
        html(
            '<button data-copy="{}" data-done="{}">{}</button>',
            plain(session.turns[number]),
            words("ui.copied"),
            words("ui.copy"),
        ),
        _retry(session, number),
    ]
    buttons += [
        html(
            '<button data-do="judge"{} aria-pressed="{}">{}</button>',
            attributes(data_turn=number, data_verdict=name),
            "true" if verdict == name else "false",
            words(f"ui.{name}"),
        )
        for name in ("useful", "wrong")
    ]
    if answer.table is not None:
        buttons.append(html('<button data-csv="{}">{}</button>', f"nianbao-{number + 1}.csv", words("ui.csv")))
    return html('<div class="actions">{}</div>', join(buttons))


def _retry(session: Session, number: int) -> Markup:
    return html('<button data-do="again" data-turn="{}">{}</button>', number, say("ui.retry", session.language))


def _suggestions(answer: Answer, more: Sequence[tuple[str, Question]], language: Language) -> Markup | str:
    own = () if answer.status == "clarify" and answer.question.choices else answer.suggestions
    if not own and not more:
        return ""
    buttons = join(
        [
            *(html('<button data-do="ask" data-text="{0}">{0}</button>', one) for one in own),
            *(
                html(
                    '<button data-do="follow"{} title="{}">{}</button>',
                    attributes(data_question=json.dumps(packed(question), ensure_ascii=False)),
                    question.text,
                    words,
                )
                for words, question in more
            ),
        ]
    )
    return html(
        '<div class="suggestions" role="group" aria-label="{}">{}</div>', say("ui.follow_ups", language), buttons
    )


def plain(turn: Turn) -> str:
    """An answer with its sources, as it is copied."""
    if turn.answer is None:
        return turn.failure or ""
    sources = (
        f"[{one.n}] {one.title or one.agency} {' › '.join(one.section)}"
        + (f" p.{one.place.page}" if one.place.page else "")
        + f" “{one.quote}”"
        for one in turn.answer.citations
    )
    return "\n".join([turn.answer.text, *sources])
