"""A run as a page that stands by itself: no script, no request to anywhere, everything in it escaped."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from eval.runs import Comparison, Record, compare, is_good
from ingest.strings import Language, say

if TYPE_CHECKING:
    from eval.picture import Picture

_MOST_CITED = 4
_MOST_PICTURES = 80
"""Of about 30 kB each; a page with more would open slowly."""
_GROUPS = ("type", "language", "template", "format")
_LEVELS = ("report", "section", "page", "cell", "quote")
_COLUMNS = ("questions", "right_and_cited", "accuracy", "declined_rightly", "declined_wrongly", "wrong_agency",
            "wrong_year", "p50_ms", "p95_ms")  # fmt: skip
_PERCENT = frozenset(
    ("right_and_cited", "accuracy", "value_accuracy", "text_accuracy", "score", "declined_rightly", "declined_wrongly")
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as plain texts."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the figures at the top of the page."""

    label: str
    value: str
    note: str = ""
    bad: bool = False


def html(
    record: Record, before: Record | None = None, language: Language = "zh", picture: Picture | None = None
) -> str:
    """The whole page. With `before` it says what got better and worse since; `picture` draws cited places."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    # The template belongs to the package `eval`; everything that comes from reports, questions and answers is escaped.
    environment = Environment(
        loader=PackageLoader("eval", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    comparison = compare(before, record) if before else None
    return environment.get_template("report.html.j2").render(
        record=record,
        before=before,
        comparison=comparison,
        changes=comparison and changes(comparison, language),
        whole=record["scores"]["all"],
        figures=list(figures(record, language)),
        tables=tables(record, language),
        failures=failures(record),
        good=[one for one in record["answers"] if is_good(one)],
        language=language,
        css=Markup((files("eval") / "report.css").read_text("utf-8")),
        say=partial(_say, language),
        fault=partial(fault_of, language=language),
        where=partial(where, language=language),
        called=partial(called, language=language),
        picture=_inlined(picture),
        most_cited=_MOST_CITED,
    )


def _say(language: Language, key: str, **values: object) -> str:
    return say(key, language, **values)


def failures(record: Record) -> list[Record]:
    """The answers that are not right and cited, the gravest first."""
    wrong = [one for one in record["answers"] if not is_good(one)]
    return sorted(wrong, key=_gravity)


def _gravity(one: Mapping[str, Any]) -> tuple[int, str]:
    """Another agency or year, then a wrong answer, then one with other citations, then none."""
    if one["wrong_agency"] or one["wrong_year"]:
        return 0, one["type"]
    if one["right"]:
        return 2, one["type"]
    return (3 if one["answer"]["status"] in ("declined", "clarify") else 1), one["type"]


def fault_of(one: Mapping[str, Any], language: Language) -> str:
    """What is wrong with an answer, in words."""
    if one["wrong_agency"]:
        return say("eval.fault_agency", language)
    if one["wrong_year"]:
        return say("eval.fault_year", language)
    if one["right"]:
        return say("eval.fault_cited", language)
    return _FAULTS.get(one["fault"], lambda _: str(one["fault"]))(language)


_FAULTS: dict[str, Callable[[Language], str]] = {
    fault: partial(say, f"eval.fault_{key}")
    for fault, key in {
        "declined": "declined", "clarify": "clarify", "crashed": "crashed", "wrong number": "number",
        "wrong unit": "unit", "row missing": "row", "text missing": "text", "wrong yes or no": "yes",
        "wrong findings": "findings", "coverage not said": "coverage", "number for a blank": "blank", "names what does not belong": "extra",
        "answered what cannot be known": "answered", "declined, not asked back": "not_asked",
    }.items()
}  # fmt: skip


def where(place: Mapping[str, Any], language: Language) -> str:
    """A place in a line: agency, year, section, row and column, page, file."""
    section = place.get("section") or ()
    path = " › ".join((section,) if isinstance(section, str) else section)
    cell = " × ".join(str(place[key]) for key in ("row", "column") if place.get(key))
    page = say("cli.page", language, page=place["page"]) if place.get("page") else ""
    who = " ".join(str(place[key]) for key in ("agency", "year") if place.get(key))
    return " · ".join(part for part in (who, path, cell, page, place.get("file") or "") if part)


def _inlined(picture: Picture | None) -> Callable[[Mapping[str, Any]], str | None]:
    """The picture of a citation as base64, each once drawn, as many as a page bears."""
    drawn: dict[tuple[Any, ...], str | None] = {}

    def inlined(cited: Mapping[str, Any]) -> str | None:
        key = (cited.get("file"), cited.get("page"), tuple(cited.get("box") or ()))
        if picture is None or (key not in drawn and len(drawn) >= _MOST_PICTURES):
            return None
        if key not in drawn:
            png = picture(cited)
            drawn[key] = b64encode(png).decode() if png else None
        return drawn[key]

    return inlined


def figures(record: Record, language: Language) -> Iterator[Figure]:
    """What a run comes to, at a glance."""
    whole = record["scores"]["all"]
    yield Figure(
        label("right_and_cited", language), shown("right_and_cited", whole), _between(whole["right_and_cited_interval"])
    )
    yield Figure(label("accuracy", language), shown("accuracy", whole), _between(whole["accuracy_interval"]))
    for name in ("wrong_agency", "wrong_year"):
        yield Figure(label(name, language), shown(name, whole), bad=whole[name] > 0)
    for name in ("declined_rightly", "declined_wrongly", "p50_ms", "p95_ms"):
        yield Figure(label(name, language), shown(name, whole))
    found = whole["retrieval"]
    if found:
        yield Figure(label("recall@5", language), _percent(found["recall@5"]), f"MRR {found['mrr']:.2f}")
    checks = whole["contradictions"]
    if checks:
        both = " / ".join("–" if checks[name] is None else f"{checks[name]:.0%}" for name in ("precision", "recall"))
        yield Figure(label("contradictions", language), both, label("precision_recall", language))


def tables(record: Record, language: Language = "zh") -> list[Table]:
    """The scores by type, language, template and format, the citations by level, and retrieval, as texts."""
    scores = record["scores"]
    made = [_grouped(name, scores[f"by_{name}"], language) for name in _GROUPS if len(scores[f"by_{name}"]) > 1]
    made.insert(1 if made else 0, _levels(scores["all"], language))
    found = scores["all"]["retrieval"]
    if found:
        names = tuple(name for name in found if name != "questions")
        row = (str(found["questions"]), *(_percent(found[name]) for name in names))
        made.append(Table(say("eval.table_retrieval", language), (label("questions", language), *names), (row,)))
    if record.get("findings"):
        made.append(_findings(record["findings"], language))
    return made


def _findings(found: Mapping[str, Record], language: Language) -> Table:
    """What a check of all reports found, against what was put into the corpus."""
    columns = tuple(say(f"eval.finding_{name}", language) for name in ("rule", "expected", "found", "rightly"))
    rows = tuple(
        (
            rule,
            *(str(one[name]) for name in ("expected", "found", "rightly")),
            _percent(one["precision"]),
            _percent(one["recall"]),
        )
        for rule, one in found.items()
    )
    parts = (label("citation_precision", language), label("citation_recall", language))
    return Table(say("eval.table_findings", language), (*columns, *parts), rows)


def _grouped(name: str, groups: Mapping[str, Record], language: Language) -> Table:
    columns = (say(f"eval.group_{name}", language), *(label(column, language) for column in _COLUMNS))
    rows = tuple((called(key, language), *(shown(column, one) for column in _COLUMNS)) for key, one in groups.items())
    return Table(say(f"eval.table_{name}", language), columns, rows)


def _levels(whole: Record, language: Language) -> Table:
    levels = [level for level in _LEVELS if level in whole["citation_recall"]]
    rows = tuple(
        (
            say(f"eval.level_{level}", language),
            _percent(whole["citation_recall"][level]),
            _percent(whole["citation_precision"][level]),
        )
        for level in levels
    )
    columns = (
        say("eval.group_level", language),
        label("citation_recall", language),
        label("citation_precision", language),
    )
    return Table(say("eval.table_levels", language), columns, rows)


def changes(comparison: Comparison, language: Language) -> Table:
    """The scores of two runs side by side."""
    columns = tuple(say(f"eval.column_{name}", language) for name in ("score", "before", "after"))
    rows = tuple(
        (label(name, language), shown(name, {name: old}), shown(name, {name: new}))
        for name, old, new in comparison.scores
    )
    return Table(say("eval.table_changes", language), columns, rows)


_TYPES = frozenset(
    "lookup lookup_cell lookup_prose table_number narrative_number two_figures yes_no contact text compare trend rank total "
    "share list explain summarise check clarify blank followup followup_reset no_year unanswerable unanswerable_agency "
    "unanswerable_year unanswerable_metric unanswerable_nonsense unanswerable_why applicant average catalogue clarify_place "
    "count derived name_english name_former name_pinyin name_place name_slip name_traditional relative_year two_sources "
    "feedback".split()
)
_OTHERS = {"T0": "ui.template_T0", "T19": "ui.template_T19", "T21": "ui.template_T21", "zh": "ui.in_zh", "en": "ui.in_en",
           "-": "ui.unsaid"}  # fmt: skip


def called(key: str, language: Language) -> str:
    """What a type, language or template of questions is called; a type of somebody's own keeps its name."""
    name = f"eval.type_{key}" if key in _TYPES else _OTHERS.get(key)
    return say(name, language) if name else key.replace("_", " ")


def label(name: str, language: Language) -> str:
    """The name of a score for users."""
    return say(f"eval.score_{name.replace('@', '_')}", language)


def shown(name: str, scores: Mapping[str, Any]) -> str:
    """A score as it is printed."""
    value = scores.get(name)
    if value is None:
        return "–"
    return _percent(value) if name in _PERCENT else f"{value:g}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


def _between(interval: Sequence[float] | None) -> str:
    return "" if interval is None else f"{interval[0]:.1%} – {interval[1]:.1%}"
