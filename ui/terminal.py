"""What the command line shows: answers, lists and progress, as rich renderables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from ingest.checks import describe
from ingest.strings import Language, again, say

if TYPE_CHECKING:
    from rich.progress import Progress

    from assistant.answer import Answer, AnswerTable, Citation, Usage
    from ingest.feedback import Feedback
    from ingest.library import ReportHead
    from ingest.pipeline import Outcome
    from ingest.report import Fact, Finding

_COLOURS = {"error": "red", "warning": "yellow", "note": "dim"}


def answer_lines(answer: Answer, language: Language) -> Iterator[RenderableType]:
    """The answer, value first; its table; the citations; how the question was understood; warnings."""
    yield Text(answer.text, style="bold" if answer.status == "answered" else "")
    if answer.table is not None:
        yield _answer_table(answer.table)
    for citation in answer.citations:
        yield from _citation_lines(citation, language)
    for warning in answer.warnings:
        yield Text(say("cli.warning", language, text=warning), style="yellow")
    if answer.reading:
        yield Text(answer.reading, style="dim")
    for note in answer.notes:
        yield Text(note, style="dim")
    if answer.usage is not None and answer.usage.calls:
        yield Text(usage_line(answer.usage, language), style="dim")
    for suggestion in answer.suggestions:
        yield Text(f"  → {suggestion}", style="dim")


def usage_line(usage: Usage, language: Language) -> str:
    """What a language model was asked for an answer: calls, tokens, seconds, cost."""
    cost = (
        "" if usage.cost is None else say("cli.usage_cost", language, cost=f"{usage.cost:.4f} {usage.currency}".strip())
    )
    seconds = f"{usage.seconds:.1f}"
    tokens = {"tokens_in": usage.tokens_in, "tokens_out": usage.tokens_out}
    return say("cli.usage", language, calls=usage.calls, **tokens, seconds=seconds, cost=cost)


def _citation_lines(citation: Citation, language: Language) -> Iterator[Text]:
    where = [f"{citation.agency} {citation.year}", " › ".join(citation.section)]
    if citation.row or citation.column:
        where.append(" × ".join(filter(None, (citation.row, citation.column))))
    if citation.place.page is not None:
        where.append(say("cli.page", language, page=citation.place.page))
    where.append(citation.file)
    yield Text(f"[{citation.n}] {' · '.join(filter(None, where))}", style="cyan")
    yield Text(f"    “{' '.join(citation.quote.split())}”", style="dim")


def _answer_table(table: AnswerTable) -> Table:
    marked = ([text + "".join(f"[{n}]" for n in cited) for text, cited in row] for row in table.rows)
    return grid(table.columns, marked)


def grid(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A plain table; nothing in it is taken for markup."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        made.add_column(Text(column), overflow="fold")
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    return made


def report_grid(heads: Iterable[ReportHead], language: Language) -> Table:
    columns = [
        say(f"cli.{name}", language) for name in ("agency", "year", "template", "facts", "findings", "file", "id")
    ]
    rows = (
        (head.agency, str(head.year), head.template or "", str(head.facts), str(head.findings), head.file, head.id)
        for head in heads
    )
    return grid(columns, rows)


def feedback_grid(given: Iterable[Feedback], language: Language) -> Table:
    """Verdicts on answers: when, which, what was asked and what was said."""
    columns = [say(f"cli.{name}", language) for name in ("at", "verdict", "user", "asked", "answered")]
    rows = (
        (
            one.at[:16].replace("T", " "),
            say(f"ui.{one.verdict}", language),
            one.user,
            _shortened(one.question),
            _shortened(str(one.answer.get("text", ""))),
        )
        for one in given
    )
    return grid(columns, rows)


def fact_grid(facts: Iterable[tuple[Fact, ReportHead]], language: Language) -> Table:
    columns = [say(f"cli.{name}", language) for name in ("agency", "year", "metric", "value", "page_column", "quote")]
    rows = (
        (
            head.agency,
            str(fact.year or head.year),
            _named(fact),
            _value(fact, language),
            "" if fact.place.page is None else str(fact.place.page),
            _shortened(fact.quote),
        )
        for fact, head in facts
    )
    return grid(columns, rows)


def _named(fact: Fact) -> str:
    named = fact.metric or fact.noun or ""
    return f"{named} × {fact.applicant}" if fact.applicant else named


def _value(fact: Fact, language: Language) -> str:
    if fact.value is None:
        return fact.text or say(f"cli.{fact.state}", language)
    qualifier = "" if fact.qualifier == "exact" else f"（{fact.qualifier}）"
    return f"{fact.value:f}{fact.unit or ''}{qualifier}"


def _shortened(text: str, most: int = 40) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= most else f"{joined[:most]}…"


def finding_lines(finding: Finding, head: ReportHead, language: Language) -> Iterator[Text]:
    """What rule fails in which report, and the numbers involved."""
    blame = say(f"cli.blame_{finding.blame}", language)
    what = describe(finding, language)
    if finding.expected:
        what += f" ({say('cli.expected_found', language, expected=finding.expected, found=finding.found)})"
    yield Text(f"{head.agency} {head.year} [{finding.rule}] {blame} {what}", style=_COLOURS[finding.severity])
    for label, value, place in finding.operands:
        page = "" if place.page is None else f" · {say('cli.page', language, page=place.page)}"
        yield Text(f"    {label} = {value}{page}", style="dim")


def summary_lines(outcomes: Sequence[Outcome], language: Language) -> Iterator[Text]:
    """How many files went in, were held already, and were set aside; for those, why."""
    counts = dict.fromkeys(("added", "replaced", "unchanged", "set_aside"), 0)
    for outcome in outcomes:
        counts[outcome.status] += 1
    yield Text(say("cli.summary", language, **counts), style="bold")
    for outcome in outcomes:
        if outcome.status == "set_aside":
            yield Text(f"  ✗ {again(outcome.reason or '', language)}", style="red")
        elif outcome.reason:
            yield Text(f"  · {outcome.file.name}: {again(outcome.reason, language)}", style="yellow")
        for warning in outcome.warnings:
            yield Text(f"  ! {outcome.file.name}: {again(warning, language)}", style="yellow")


def show(console: Console, lines: Iterable[RenderableType]) -> None:
    """Print; in a pipe or a file lines are not broken."""
    for line in lines:
        console.print(line, soft_wrap=not console.is_terminal and isinstance(line, Text), highlight=False)


def console(errors: bool = False) -> Console:
    """Standard output or error; wide enough for any table where it is no terminal."""
    made = Console(stderr=errors)
    return made if made.is_terminal else Console(stderr=errors, width=1000)


def progress_bar(console: Console) -> Progress:
    """A bar for files and one for passages; nothing where the console is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
