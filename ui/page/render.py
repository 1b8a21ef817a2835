"""The conversation as HTML: each question, and its answer as a card."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from assistant.answer import Answer, AnswerTable, Claim
from assistant.model import ModelSettings
from assistant.question import Question
from ingest.strings import Language, say
from ui.page.chrome import beginning, folded
from ui.page.deeds import actions, retry, used
from ui.page.holdings import Holdings
from ui.page.markup import CITED, attributes, html, join, marked, paragraphs
from ui.page.memory import kept, packed
from ui.page.rephrase import Chip, Related, chips, follow_ups
from ui.page.session import Session
from ui.page.tabulation import tabulated

MOST_HEROES = 4
_SHOWN = re.compile(r"([^\d\-−.]*)([\d,.\-−]+\s?%?)\s*(.*)", re.DOTALL)
_LEAD = re.compile(r"([^：:\[\]]+)[：:]")
_PLACE = re.compile(r"^\d+[.、]\s*")


@dataclass(frozen=True, slots=True)
class Around:
    """What a conversation is shown with: what the library holds, examples, related metrics, the language model if there
    is one, whether answers may be judged and reports be brought in."""

    held: Holdings
    examples: Sequence[str]
    related: Related
    model: ModelSettings | None = None
    judging: bool = True
    uploads: bool = False


def conversation(session: Session, around: Around) -> str:
    """The whole conversation, with what the browser is to remember of it; what to begin with where nothing was asked."""
    remembered = json.dumps(kept(session.turns), ensure_ascii=False)
    if not session.turns:
        return str(html('<div data-kept="{}">{}</div>', remembered, _welcome(around, session.language)))
    turns = join(_turn(session, number, around) for number in range(len(session.turns)))
    return str(html('<div class="talk" role="log" aria-live="polite" data-kept="{}">{}</div>', remembered, turns))


def _welcome(around: Around, language: Language) -> Markup:
    words = partial(say, language=language)
    if not around.held.entries:
        return beginning(around.uploads, language)
    buttons = join(
        html('<button class="example" data-do="ask" data-text="{0}">{0}</button>', one) for one in around.examples
    )
    return html(
        '<div class="welcome"><h1>{}</h1><p>{}</p><div class="examples">{}</div>'
        '<nav class="recent" data-talks data-others="yes" data-most="5" data-drop="{}" aria-label="{}" hidden><h2>{}</h2><ol></ol></nav></div>',
        words("ui.welcome"),
        words("ui.welcome_more"),
        buttons,
        words("ui.talk_drop"),
        words("ui.talks_recent"),
        words("ui.talks_recent"),
    )


def _turn(session: Session, number: int, around: Around) -> Markup:
    turn = session.turns[number]
    if turn.open:
        card = _growing(session, number, turn.answer)
    elif turn.stopped:
        card = html(
            '<div class="card stopped"><p>{}</p><div class="actions">{}</div></div>',
            say("ui.stopped", session.language),
            retry(session, number),
        )
    elif turn.answer is not None:
        card = _card(session, number, turn.answer, around)
    else:
        card = html('<div class="card failed" role="alert"><p>{}</p>{}</div>', turn.failure, retry(session, number))
    return html('<article class="turn" data-turn="{}"><p class="asked">{}</p>{}</article>', number, turn.text, card)


def _growing(session: Session, number: int, answer: Answer | None) -> Markup:
    """An answer as far as it goes, and what is being done."""
    text = paragraphs(_worded(answer), partial(_mark, session, number)) if answer else ""
    doing = answer.pending if answer else say("ui.thinking", session.language)
    return html(
        '<div class="card pending" aria-busy="true">{}<p class="doing">{}<i></i><i></i><i></i></p></div>',
        html('<div class="said">{}</div>', text) if text else "",
        doing,
    )


def _card(session: Session, number: int, answer: Answer, around: Around) -> Markup:
    language = session.language
    mark = partial(_mark, session, number)
    parts = (
        _reading(number, answer, chips(answer, around.held, around.related, language), language)
        if answer.status != "clarify"
        else "",
        _heroes(answer),
        join(html('<p class="covered">{}</p>', one) for one in answer.notes),
        html('<div class="said">{}</div>', paragraphs(said, mark)) if (said := _worded(answer)) else "",
        _choices(number, answer),
        tabulated(answer.table, mark, number, answer.text) if answer.table else "",
        html('<p class="covered">{}</p>', answer.coverage) if answer.coverage else "",
        _warnings(answer.warnings, mark, language),
        used(answer, around.model, language),
        actions(session, number, answer, around.judging),
        _suggestions(answer, follow_ups(answer, around.held, around.related, language), language),
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
    menu = html(
        '<details class="menu hover"><summary class="chip" title="{0}" aria-label="{1}：{0}">{1}</summary>'
        '<div role="menu" aria-label="{0}">{2}</div></details>',
        title,
        chip.label,
        choices,
    )
    return html('<span class="stepped">{}{}{}</span>', _step(number, chip, -1), menu, _step(number, chip, 1))


def _step(number: int, chip: Chip, to: int) -> Markup | str:
    """Where a finger can't rest on a chip: the year before or after by one tap."""
    at = [place for place, (_, _, chosen) in enumerate(chip.choices) if chosen]
    if chip.part != "year" or len(at) != 1 or not 0 <= at[0] + to < len(chip.choices):
        return ""
    value, label, _ = chip.choices[at[0] + to]
    named = attributes(data_turn=number, data_part=chip.part, data_value=value, aria_label=label)
    return html('<button class="step" data-do="reread"{}>{}</button>', named, "‹" if to < 0 else "›")


def _heroes(answer: Answer) -> Markup | str:
    """The values, large. Several stand side by side; more than a handful are left to the text."""
    if not _has_heroes(answer):
        return ""
    return html('<div class="heroes">{}</div>', join(_hero(claim) for claim in _told(answer)))


def _told(answer: Answer) -> tuple[Claim, ...]:
    """The values that the text gives; not one that only a warning sets against them."""
    cited = {int(n) for n in CITED.findall(answer.text)}
    return tuple(claim for claim in answer.values if cited & set(claim.citations)) or answer.values[:1]


def _has_heroes(answer: Answer) -> bool:
    operation = answer.question.operation
    most = (
        0
        if operation in ("summarise", "explain")
        else 1
        if operation in ("check", "list", "catalogue")
        else MOST_HEROES
    )
    return answer.status == "answered" and answer.table is None and 0 < len(answer.values) <= most


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
    """The text without what stands on the card already: values that its lines begin with, places of a ranking, the values
    of a table."""
    if answer.table is not None and answer.question.operation == "rank":
        return _PLACE.sub("", answer.text.split("\n", 1)[0])
    if answer.table is not None:
        return "\n".join(filter(None, (beyond(line, answer.table) for line in answer.text.splitlines())))
    if not _has_heroes(answer):
        return answer.text
    heads = {claim.shown for claim in answer.values if claim.shown}
    return "\n".join(_without_head(line, heads) for line in answer.text.splitlines())


def beyond(line: str, table: AnswerTable) -> str:
    """What a line says besides the values that the table shows: the clauses that cite nothing of it, and the words before
    the first value."""
    told = {n for row in table.rows for _, cited in row for n in cited}
    between = "; " if "; " in line else "；"
    kept = []
    for clause in line.split(between):
        cited = {int(n) for n in CITED.findall(clause)}
        if not cited or cited - told:
            kept.append(clause)
        elif (lead := _LEAD.match(clause)) and _says_more(lead[1], table):
            kept.append(lead[1])
    return between.join(kept)


def _says_more(lead: str, table: AnswerTable) -> bool:
    """Whether words are more than an agency and a year of the table."""
    for label in (*table.columns, *(row[0][0] for row in table.rows)):
        lead = lead.replace(label, "")
    return bool(lead.strip(" 年:："))


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


def _warnings(warnings: Sequence[str], mark: partial[Markup], language: Language) -> Markup:
    told = [
        html(
            '<div class="warning" role="note"><b aria-hidden="true">!</b><p><span class="sr">{}：</span>{}</p></div>',
            say("ui.warning", language),
            marked(one, mark),
        )
        for one in warnings
    ]
    return folded(told, language)


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
