"""`nianbao eval`: question sets checked and drafted, a corpus written, runs made, listed, compared and reported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.strings import Language, say
from ui.cli import AsJson, Lang, LibraryFolder

if TYPE_CHECKING:
    from eval.report import Table
    from eval.runs import Change, Comparison, Record
    from eval.schema import Item
    from ingest.embedding import Embedder
    from ingest.library import Library

_WRONG = 1
_SHOWN = 20

RunWord = Annotated[str, typer.Argument()]


def validate(sets: Annotated[list[Path], typer.Argument()], lang: Lang = "zh") -> None:
    from eval import schema

    faulty = False
    for path in sets:
        problems = schema.validate(path, lang)
        faulty = faulty or bool(problems)
        for problem in problems:
            typer.echo(f"{path.name}: {problem.text}", err=True)
        if not problems:
            typer.echo(say("cli.eval_valid", lang, file=path.name, count=len(schema.load(path, lang))))
    if faulty:
        raise typer.Exit(_WRONG)


def draft(
    out: Annotated[Path, typer.Argument()],
    library: LibraryFolder,
    size: Annotated[int, typer.Option("--size", min=1)] = 60,
    seed: Annotated[int, typer.Option("--seed")] = 0,
    lang: Lang = "zh",
) -> None:
    from eval import draft as drafting
    from eval import runs
    from ingest.library import Library

    _not_there(out, lang)
    with Library.open(library, readonly=True) as held:
        records = drafting.draft(held, size, seed)
    runs.written(out, "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))
    typer.echo(say("cli.eval_drafted", lang, count=len(records), file=out))


def corpus(
    folder: Annotated[Path, typer.Argument()],
    count: Annotated[int, typer.Option("--reports", min=1)] = 60,
    seed: Annotated[int, typer.Option("--seed")] = 7,
    formats: Annotated[list[str] | None, typer.Option("--formats")] = None,
    lang: Lang = "zh",
) -> None:
    from eval.corpus import generate
    from eval.corpus.generating import FORMATS

    wanted = [name for word in formats or [] for name in word.split(",") if name]
    for name in wanted:
        if name not in FORMATS:
            raise typer.BadParameter(say("cli.eval_format", lang, format=name, known=", ".join(FORMATS)))
    if folder.is_dir() and any(folder.iterdir()):
        raise typer.BadParameter(say("cli.eval_folder_full", lang, folder=folder))
    generate(folder, count, seed, wanted or None)
    typer.echo(say("cli.eval_corpus", lang, reports=count, folder=folder))


def run(
    question_set: Annotated[str, typer.Argument()],
    library: LibraryFolder,
    name: Annotated[str, typer.Option("--name")] = "",
    ablation: Annotated[str, typer.Option("--ablation")] = "full",
    out: Annotated[Path | None, typer.Option("--out")] = None,
    html: Annotated[Path | None, typer.Option("--html")] = None,
    fail_under: Annotated[float, typer.Option("--fail-under", min=0.0, max=1.0)] = 0.0,
    failures: Annotated[int, typer.Option("--failures", min=0)] = _SHOWN,
    as_json: AsJson = False,
    lang: Lang = "zh",
) -> None:
    from eval import ablations, runs, schema

    path = runs.set_named(question_set, library, lang)
    items = schema.load(path, lang)
    with ablations.opened(ablation, library) as held:
        record = _measured(items, held, path, name, ablation, lang)
        kept = runs.write(record, out) if out else runs.keep(record, runs.folder_of(library))
        if html:
            _report(record, None, html, held, lang)
    if as_json:
        typer.echo(json.dumps({key: record[key] for key in record if key != "answers"}, ensure_ascii=False))
    else:
        _show(record, failures, lang)
        whole = {"questions": record["scores"]["all"]["questions"], "seconds": record["seconds"]}
        typer.echo("\n" + say("eval.report_made", lang, set=record["set"], made=record["made"], **whole))
        typer.echo(say("cli.eval_kept", lang, file=kept))
    share = record["scores"]["all"]["right_and_cited"] or 0.0
    if share < fail_under:
        typer.echo(say("cli.eval_failed", lang, share=f"{share:.1%}", wanted=f"{fail_under:.1%}"), err=True)
        raise typer.Exit(_WRONG)


def compare(
    before: RunWord, after: RunWord, library: LibraryFolder, as_json: AsJson = False, lang: Lang = "zh"
) -> None:
    from eval import runs

    old, new = (runs.load(runs.find(word, runs.folder_of(library), lang), lang) for word in (before, after))
    found = runs.compare(old, new)
    if as_json:
        typer.echo(json.dumps(_as_json(found), ensure_ascii=False))
    else:
        _show_comparison(found, lang)


def report(
    word: Annotated[str, typer.Argument(metavar="RUN")],
    library: LibraryFolder,
    before: Annotated[str | None, typer.Option("--before")] = None,
    out: Annotated[Path | None, typer.Option("--out")] = None,
    lang: Lang = "zh",
) -> None:
    from eval import runs
    from ingest.library import FILE, Library

    folder = runs.folder_of(library)
    path = runs.find(word, folder, lang)
    record = runs.load(path, lang)
    earlier = runs.load(runs.find(before, folder, lang), lang) if before else None
    page = out or path.with_suffix(".html")
    if (library / FILE).is_file():
        with Library.open(library, readonly=True) as held:
            _report(record, earlier, page, held, lang)
    else:
        _report(record, earlier, page, None, lang)
    typer.echo(say("cli.eval_report", lang, file=page))


def runs(library: LibraryFolder, as_json: AsJson = False, lang: Lang = "zh") -> None:
    from eval import runs as kept
    from eval.report import label
    from ui import terminal

    heads = kept.listed(kept.folder_of(library))
    names = ("questions", "right_and_cited", "accuracy", "wrong_agency", "wrong_year")
    if as_json:
        for head in heads:
            typer.echo(json.dumps({"id": head.id, "name": head.name, "set": head.set, "made": head.made, "hash": head.hash}
                                  | {name: getattr(head, name) for name in names}, ensure_ascii=False))  # fmt: skip
        return
    columns = [say("cli.eval_run", lang), say("cli.eval_set", lang), *(label(name, lang) for name in names)]
    rows = ([head.id, head.set, *(_plain(name, head) for name in names)] for head in heads)
    terminal.show(terminal.console(), [terminal.grid(columns, rows)])


_COMMANDS = (validate, draft, corpus, run, compare, report, runs)


def command(language: Language) -> Any:
    """The commands under `nianbao eval`, with their help in `language`."""
    from ui.cli import _describe

    app = typer.Typer(name="eval", no_args_is_help=True, add_completion=False, rich_markup_mode=None)
    for each in _COMMANDS:
        app.command(each.__name__)(each)
    group = typer.main.get_command(app)
    _describe(group, "eval", language)
    for name, inner in group.commands.items():  # type: ignore[attr-defined]
        _describe(inner, f"eval_{name}", language)
    return group


def _measured(items: list[Item], held: Library, path: Path, name: str, ablation: str, language: Language) -> Record:
    """Ask everything, with a bar, and give the run."""
    import time

    from eval import ablations, contradictions, runner
    from ui import terminal

    model = _model(held)
    asked, started = [], time.perf_counter()
    with terminal.progress_bar(terminal.console(errors=True)) as bar:
        task = bar.add_task(say("cli.stage_ask", language), total=len(items))
        for one in runner.asking(items, held, model, ablations.asker(ablation, held, model)):
            asked.append(one)
            bar.update(task, completed=len(asked))
    seconds = time.perf_counter() - started
    find = ablations.finder(ablation, held, model)
    record = runner.recorded(asked, items, held, path.name, model, seconds, title=name, variant=ablation, find=find)
    folder = contradictions.corpus_of(path)
    return record if folder is None else record | {"findings": contradictions.measured(folder, held)}


def _model(held: Library) -> Embedder | None:
    from ingest.embedding import Embedder

    return Embedder(held.model) if held.model else None


def _report(record: Record, before: Record | None, page: Path, held: Library | None, language: Language) -> None:
    from eval import picture, runs
    from eval import report as reporting

    drawn = picture.pictures(held) if held is not None else None
    runs.written(page, reporting.html(record, before, language, drawn))


def _not_there(path: Path, language: Language) -> None:
    """A set may hold a person's corrections: it is not written over."""
    if path.exists():
        raise typer.BadParameter(say("cli.eval_exists", language, file=path))


def _show(record: Record, failures: int, language: Language) -> None:
    from rich.text import Text

    from eval import report as reporting
    from ui import terminal

    console = terminal.console()
    lines: list[Any] = [Text(" · ".join(_figure(one) for one in reporting.figures(record, language)), style="bold")]
    for table in reporting.tables(record, language):
        lines += [Text(f"\n{table.title}", style="cyan"), _grid(table)]
    for one in reporting.failures(record)[:failures]:
        turns = " / ".join([*one["history"], one["question"]])
        lines.append(Text(f"\n{one['id']}  {turns}", style="bold"))
        lines.append(Text(f"  {reporting.fault_of(one, language)}", style="red"))
        lines.append(Text(f"  {say('eval.report_expected', language)} {one['expected'][:200]}"))
        given = " ".join((one["answer"]["text"] or one["answer"].get("reason") or "").split())
        lines.append(Text(f"  {say('eval.report_given', language)} {given[:200]}", style="dim"))
    terminal.show(console, lines)


def _figure(one: Any) -> str:
    return f"{one.label} {one.value}" + (f"（{one.note}）" if one.note else "")


def _grid(table: Table) -> Any:
    from ui import terminal

    return terminal.grid(table.columns, table.rows)


def _plain(name: str, head: Any) -> str:
    from eval.report import shown

    return shown(name, {name: getattr(head, name)})


def _show_comparison(found: Comparison, language: Language) -> None:
    from rich.text import Text

    from eval import report as reporting
    from ui import terminal

    counts = {name: len(getattr(found, name)) for name in ("better", "worse", "changed")}
    lines: list[Any] = [Text(say("eval.report_changes", language, **counts), style="bold")]
    if found.chance is not None:
        lines.append(Text(say("eval.report_chance", language, chance=found.chance)))
    for name, old, new in found.differences:
        lines.append(Text(f"  {name}: {old} → {new}", style="dim"))
    lines.append(_grid(reporting.changes(found, language)))
    for key, some, style in (
        ("worse", found.worse, "red"),
        ("better", found.better, "green"),
        ("changed", found.changed, ""),
    ):
        if some:
            lines.append(Text(say(f"eval.report_{key}", language, count=len(some)), style=f"bold {style}".strip()))
        lines += [Text(line, style=style) for one in some for line in _change_lines(one)]
    terminal.show(terminal.console(), lines)


def _change_lines(one: Change) -> list[str]:
    def said(answer: Record | None) -> str:
        return " ".join(((answer or {}).get("answer", {}).get("text") or "–").split())[:120]

    return [f"  {one.id}  {one.question}", f"    − {said(one.before)}", f"    + {said(one.after)}"]


def _as_json(found: Comparison) -> dict[str, Any]:
    names = ("better", "worse", "changed", "only_before", "only_after")
    return {name: [one.id for one in getattr(found, name)] for name in names} | {
        "scores": {name: [old, new] for name, old, new in found.scores},
        "differences": {name: [old, new] for name, old, new in found.differences},
        "chance": found.chance,
    }
