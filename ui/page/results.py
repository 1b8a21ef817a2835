"""One run as HTML: its figures and scores, the questions that failed or changed, and what was expected and given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ingest.strings import Language, say
from ui.page.evaluations import STEP, Evaluating
from ui.page.markup import attributes, html, join

if TYPE_CHECKING:
    from eval.report import Table
    from eval.runs import Comparison, Record, RunHead

_LONGEST = 600
Asked = tuple["Record | None", "Record | None"]
"""A question's answer in the earlier run and in this one."""


def record_view(
    id: str, record: Record, before: Record | None, others: Sequence[RunHead], state: Evaluating, language: Language
) -> Markup:
    """A run looked at, set against an earlier one where there is one."""
    from eval import report, runs

    comparison = runs.compare(before, record) if before else None
    shown = report.changes(comparison, language) if comparison else None
    return html(
        '<div class="card run"><header><h2>{}</h2>{}</header>{}{}{}{}</div>{}{}',
        say("eval.report_made", language, set=record["name"], made=record["made"][:16].replace("T", " "),
            questions=record["scores"]["all"]["questions"], seconds=record["seconds"]),
        _against(others, state, language),
        _figures(record, language),
        _compared(comparison, language) if comparison else "",
        _table(shown, language) if shown else "",
        _files(id, state, language),
        _questions(record, comparison, state, language),
        _scores(record, language),
    )  # fmt: skip


def _against(others: Sequence[RunHead], state: Evaluating, language: Language) -> Markup | str:
    if not others:
        return ""
    options = join(
        html(
            '<option value="{}"{}>{} · {}</option>',
            head.id,
            Markup(" selected") if head.id == state.before else "",
            head.made[:16].replace("T", " "),
            head.name,
        )
        for head in others[:50]
    )
    return html(
        '<label class="against">{} <select data-against><option value="">{}</option>{}</select></label>',
        say("ui.eval_against", language),
        say("ui.eval_against_none", language),
        options,
    )


def _figures(record: Record, language: Language) -> Markup:
    from eval import report

    made = join(
        html(
            "<div{}><b>{}</b><span>{}</span><small>{}</small></div>",
            attributes(class_="bad" if one.bad else None),
            one.value,
            one.label,
            one.note,
        )
        for one in report.figures(record, language)
    )
    return html('<div class="figures">{}</div>', made)


def _scores(record: Record, language: Language) -> Markup:
    from eval import report

    made = join(_table(one, language) for one in report.tables(record, language))
    return html(
        '<details class="card scores" open><summary>{}</summary>{}</details>', say("ui.eval_scores", language), made
    )


def _table(table: Table, language: Language) -> Markup:
    head = join(
        html('<th scope="col"{}>{}</th>', attributes(class_="number" if at else None), name)
        for at, name in enumerate(table.columns)
    )
    rows = join(
        html(
            '<tr><th scope="row">{}</th>{}</tr>',
            row[0],
            join(html('<td class="number">{}</td>', cell) for cell in row[1:]),
        )
        for row in table.rows
    )
    return html(
        '<h3>{}</h3><div class="wide" tabindex="0"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>',
        table.title,
        head,
        rows,
    )


def _compared(comparison: Comparison, language: Language) -> Markup:
    counts = {"better": len(comparison.better), "worse": len(comparison.worse), "changed": len(comparison.changed)}
    chance = "" if comparison.chance is None else say("eval.report_chance", language, chance=comparison.chance)
    other = "; ".join(f"{what}: {one} → {two}" for what, one, two in comparison.differences)
    differences = html('<p class="quiet">{}{}</p>', say("eval.report_differences", language), other) if other else ""
    return html('<p class="changes">{} {}</p>{}', say("eval.report_changes", language, **counts), chance, differences)


def _files(id: str, state: Evaluating, language: Language) -> Markup:
    against = f"&before={state.before}" if state.before else ""
    return html(
        '<div class="actions"><a href="runs/{0}.json" download>{1}</a>'
        '<a href="runs/{0}.html?language={2}{3}" target="_blank" rel="noopener">{4}</a>'
        '<a href="runs/{0}.html?language={2}{3}&save=yes" download>{5}</a></div>',
        id,
        say("ui.eval_json", language),
        language,
        against,
        say("ui.eval_open_html", language),
        say("ui.eval_html", language),
    )


def _questions(record: Record, comparison: Comparison | None, state: Evaluating, language: Language) -> Markup:
    """The questions of the chosen part, each to be opened."""
    parts = _parts(record, comparison)
    part = state.part if state.part in parts else "failures"
    tabs = join(
        html(
            '<button data-do="show_part" data-part="{}" aria-pressed="{}">{}</button>',
            name,
            "true" if name == part else "false",
            say(f"ui.part_{name}", language, count=len(some)),
        )
        for name, some in parts.items()
    )
    some = parts[part]
    more = len(some) - state.most
    rest = (
        html(
            '<button class="more" data-do="show_part" data-part="{}" data-most="{}">{}</button>',
            part,
            state.most + 2 * STEP,
            say("ui.eval_rest", language, count=more),
        )
        if more > 0
        else ""
    )
    listed = join(_question(one, language) for one in some[: state.most])
    none = html('<p class="quiet">{}</p>', say("ui.eval_none" if part != "failures" else "eval.report_none", language))
    return html(
        '<div class="card questions"><div class="segments" role="group" aria-label="{}">{}</div>{}{}</div>',
        say("ui.eval_questions", language),
        tabs,
        listed or none,
        rest,
    )


def _parts(record: Record, comparison: Comparison | None) -> dict[str, list[Asked]]:
    from eval import report

    made: dict[str, list[Asked]] = {"failures": [(None, one) for one in report.failures(record)]}
    if comparison is not None:
        for name in ("better", "worse", "changed"):
            made[name] = [(one.before, one.after) for one in getattr(comparison, name)]
    made["all"] = [(None, one) for one in record["answers"]]
    return made


def _question(asked: Asked, language: Language) -> Markup:
    from eval import report, runs

    before, one = asked
    assert one is not None
    fault = "" if runs.is_good(one) else report.fault_of(one, language)
    return html(
        '<details class="asked-one {}"><summary><b>{}</b><span class="kind">{}</span><span class="fault">{}</span></summary><dl>{}{}{}{}</dl></details>',
        "good" if not fault else "wrong",
        " / ".join([*one["history"], one["question"]]),
        report.called(one["type"], language),
        fault,
        _line(say("eval.report_expected", language), one["expected"]),
        _line(
            say("eval.report_places", language), "; ".join(report.where(place, language) for place in one["citations"])
        ),
        _given(before, say("ui.eval_given_before", language), language, cited=False) if before else "",
        _given(one, say("eval.report_given", language), language),
    )


def _line(name: str, words: object) -> Markup | str:
    return html("<dt>{}</dt><dd>{}</dd>", name, words) if words else ""


def _given(one: Record, name: str, language: Language, cited: bool = True) -> Markup:
    """What was answered, with its citations as buttons."""
    from eval import report

    answer: dict[str, Any] = one["answer"]
    text = str(answer.get("reason") or answer["text"]) if answer["status"] != "answered" else str(answer["text"])
    places = join(
        html(
            '<button class="cite" data-do="show_answer"{}><b>{}</b><span class="quote">{}</span><span class="meta">{}</span></button>',
            attributes(data_answer=one["id"], data_n=place["n"]),
            place["n"],
            str(place["quote"])[:160],
            report.where(place, language),
        )
        for place in (answer["citations"][:8] if cited else ())
    )
    status = "" if answer["status"] == "answered" else say(f"ui.status_{answer['status']}", language)
    note = html('<span class="status">{}</span> ', status) if status else ""
    return html('<dt>{}</dt><dd>{}<span class="given">{}</span>{}</dd>', name, note, text[:_LONGEST], places)
