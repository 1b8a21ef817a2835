"""The command line: `nianbao ingest | ask | reports | facts | check | remove | serve | passwd | feedback | mcp`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import typer

from ingest.strings import Language, say, told

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.writer import Writer
    from ingest.embedding import Embedder
    from ingest.library import Library, ReportHead


def _default_library() -> Path:
    from platformdirs import user_data_path

    return user_data_path("nianbao", appauthor=False)


# The words beside each option stand in strings.toml as `cli.option_<name>`.
LibraryFolder = Annotated[Path, typer.Option("--library", envvar="NIANBAO_LIBRARY", default_factory=_default_library)]
Lang = Annotated[Language, typer.Option("--lang", envvar="NIANBAO_LANG")]
Llm = Annotated[Literal["always", "auto", "never"] | None, typer.Option("--llm", envvar="NIANBAO_LLM_USE")]
AsJson = Annotated[bool, typer.Option("--json")]
Agency = Annotated[str | None, typer.Option("--agency")]
Year = Annotated[int | None, typer.Option("--year", min=1990, max=2100)]


def ingest(
    paths: Annotated[list[Path], typer.Argument()],
    library: LibraryFolder,
    agency: Agency = None,
    year: Year = None,
    embed: Annotated[bool, typer.Option("--embed/--no-embed")] = True,
    model: Annotated[str | None, typer.Option("--model")] = None,
    as_json: AsJson = False,
    lang: Lang = "zh",
) -> None:
    from ingest import pipeline
    from ui import records, terminal

    with _opened(library) as held, terminal.progress_bar(terminal.console(errors=True)) as bar:
        tasks: dict[str, Any] = {}

        def progress(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(say(f"cli.stage_{stage}", lang), total=total)
            bar.update(tasks[stage], completed=done, total=total)

        embedder = _embedder(model or held.model) if embed else None
        outcomes: list[pipeline.Outcome] = []
        with closing(pipeline.ingest(paths, held, embedder, agency, year, progress=progress)) as run:
            for outcome in run:
                outcomes.append(outcome)
                if as_json:
                    _put([records.outcome_record(outcome, lang)])
    if not as_json:
        terminal.show(terminal.console(), terminal.summary_lines(outcomes, lang))
    if all(outcome.status == "set_aside" for outcome in outcomes):
        raise typer.Exit(1)


def ask(
    question: Annotated[list[str] | None, typer.Argument()] = None,
    *,
    library: LibraryFolder,
    llm: Llm = None,
    as_json: AsJson = False,
    lang: Lang = "zh",
) -> None:
    from assistant.chat import Conversation

    words = question or []
    writer = _writer(llm, lang)
    with _opened(library, readonly=True) as held:
        embedder = cast("Embedder", _Later(held.model)) if held.model else None
        for id, text, history in _standard_input() if words == ["-"] else [(None, " ".join(words), [])]:
            conversation = Conversation(held, lang, embedder)
            for turn in history:
                conversation.ask(turn)
            if writer is not None:
                conversation.writer, conversation.use = writer, llm or "auto"
            answer = conversation.ask(text)
            if as_json:
                _put([answer.as_json(id)])
            else:
                _print_answer(answer, lang)


def reports(
    library: LibraryFolder, agency: Agency = None, year: Year = None, as_json: AsJson = False, lang: Lang = "zh"
) -> None:
    from ui import records, terminal

    with _opened(library, readonly=True) as held:
        heads = _heads(held, agency, year)
    if as_json:
        _put(map(records.report_record, heads))
    else:
        terminal.show(terminal.console(), [terminal.report_grid(heads, lang)])


def facts(
    library: LibraryFolder,
    agency: Agency = None,
    year: Year = None,
    metric: Annotated[str | None, typer.Option("--metric")] = None,
    as_json: AsJson = False,
    lang: Lang = "zh",
) -> None:
    from ui import records, terminal

    with _opened(library, readonly=True) as held:
        heads = _heads(held, agency, year)
        found = ((fact, head) for head in heads for fact in held.facts([head.id], metric))
        if as_json:
            _put(records.fact_record(fact, head) for fact, head in found)
        else:
            terminal.show(terminal.console(), [terminal.fact_grid(found, lang)])


def check(
    library: LibraryFolder, agency: Agency = None, year: Year = None, as_json: AsJson = False, lang: Lang = "zh"
) -> None:
    from ui import records, terminal

    with _opened(library, readonly=True) as held:
        heads = {head.id: head for head in _heads(held, agency, year)}
        found = [(finding, heads[finding.report]) for finding in held.findings(list(heads))]
    if as_json:
        _put(records.finding_record(finding, head, lang) for finding, head in found)
        return
    lines = (line for finding, head in found for line in terminal.finding_lines(finding, head, lang))
    terminal.show(terminal.console(), lines)
    typer.echo(say("cli.checked", lang, reports=len(heads), findings=len(found)))


def compare(
    agencies: Annotated[str, typer.Option("--agencies")],
    years: Annotated[str, typer.Option("--years")],
    metrics: Annotated[str, typer.Option("--metrics")],
    library: LibraryFolder,
    csv: Annotated[Path | None, typer.Option("--csv")] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx")] = None,
    svg: Annotated[Path | None, typer.Option("--svg")] = None,
    lang: Lang = "zh",
) -> None:
    from ui import comparison, terminal

    with _opened(library, readonly=True) as held:
        chosen = comparison.selected(held, agencies, years, metrics, lang)
        files = [file.with_suffix(kind) for file, kind in ((csv, ".csv"), (xlsx, ".xlsx"), (svg, ".svg")) if file]
        for file in files:
            comparison.write(held, chosen, file, lang)
        if not files:
            terminal.show(terminal.console(), comparison.lines(held, chosen, lang))


def remove(reports: Annotated[list[str], typer.Argument()], library: LibraryFolder, lang: Lang = "zh") -> None:
    with _opened(library) as held:
        missing = [id for id in reports if not held.remove(id)]
    if len(missing) < len(reports):
        typer.echo(say("cli.removed", lang, count=len(reports) - len(missing)))
    if missing:
        _fail(say("cli.not_held", lang, ids="、".join(missing)))


def serve(
    library: LibraryFolder,
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535)] = 7860,
    open_browser: Annotated[bool, typer.Option("--open/--no-open")] = False,
    auth_file: Annotated[Path | None, typer.Option("--auth-file")] = None,
    readonly: Annotated[bool, typer.Option("--read-only", "--readonly")] = False,
    upload: Annotated[bool, typer.Option("--upload/--no-upload")] = True,
    delete: Annotated[bool, typer.Option("--delete/--no-delete")] = True,
    max_upload: Annotated[int, typer.Option("--max-upload", min=1, max=200)] = 50,
    lang: Lang = "zh",
) -> None:
    from ui import web
    from ui.page.arriving import Rules

    typer.echo(say("cli.serving", lang, url=f"http://{host}:{port}/"), err=True)
    if auth_file is None and host not in ("127.0.0.1", "localhost", "::1"):
        typer.echo(say("cli.serving_open", lang), err=True)
    rules = Rules(upload and not readonly, delete and not readonly, max_upload << 20)
    web.serve(library, web.Serving(host, port, lang, auth_file, readonly, rules, open_browser))


def passwd(
    file: Annotated[Path, typer.Argument()],
    user: Annotated[str, typer.Argument()],
    from_stdin: Annotated[bool, typer.Option("--stdin")] = False,
    lang: Lang = "zh",
) -> None:
    from ui.accounts import account, keep

    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = typer.prompt(say("cli.password", lang), hide_input=True, confirmation_prompt=True)
    changed = keep(file, account(user, password, lang))
    typer.echo(say("cli.user_changed" if changed else "cli.user_added", lang, user=user, file=file))


def mcp(library: LibraryFolder, lang: Lang = "zh") -> None:
    from ui import mcp

    with _opened(library, readonly=True) as held:
        mcp.run(held, cast("Embedder", _Later(held.model)) if held.model else None, lang)


def feedback(
    library: LibraryFolder,
    as_json: AsJson = False,
    as_set: Annotated[bool, typer.Option("--set")] = False,
    lang: Lang = "zh",
) -> None:
    from eval import verdicts
    from ui import terminal

    with _opened(library, readonly=True) as held:
        given = held.feedback()
    if as_json or as_set:
        _put(verdicts.items(given) if as_set else map(verdicts.record, given))
    else:
        terminal.show(terminal.console(), [terminal.feedback_grid(given, lang)])


_COMMANDS = (ingest, ask, reports, facts, compare, check, remove, serve, passwd, feedback, mcp)


def build(language: Language = "zh") -> Any:
    """The command with its help in `language`."""
    from ui import cli_eval

    app = typer.Typer(name="nianbao", no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback()(_root)
    for command in _COMMANDS:
        app.command(command.__name__)(command)
    root = typer.main.get_command(app)
    _describe(root, "nianbao", language)
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        _describe(command, name, language)
    root.add_command(cli_eval.command(language))  # type: ignore[attr-defined]
    return root


def main() -> None:
    """Run the command line and exit: 0, 1 when nothing was done, 2 for wrong use, 130 when interrupted."""
    from ingest.errors import NianbaoError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        build(_language(sys.argv))(prog_name="nianbao")
    except NianbaoError as error:
        _fail(told(error, _language(sys.argv)))


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(f"nianbao {version('nianbao')}")
        except PackageNotFoundError:
            typer.echo("nianbao")
        raise typer.Exit


def _root(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False) -> None:
    """What stands before the commands: `version` is seen to by its callback."""
    del version


def _describe(command: Any, name: str, language: Language) -> None:
    command.help = say(f"cli.help_{name}", language)
    command.short_help = command.help.split("\n")[0]
    for parameter in command.params:
        if parameter.name in ("help", "install_completion", "show_completion"):
            continue
        parameter.help = say(f"cli.option_{parameter.name}", language)


def _language(words: list[str]) -> Language:
    """The language asked for, before the options are read: their own help is in it."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word in ("--lang=en", "--lang=zh") or (word == "--lang" and following in ("en", "zh")):
            return "en" if word.endswith("en") or following == "en" else "zh"
    return "en" if os.environ.get("NIANBAO_LANG") == "en" else "zh"


def _opened(folder: Path, readonly: bool = False) -> Library:
    from ingest.library import Library

    return Library.open(folder, readonly)


def _embedder(model: str | None) -> Embedder:
    from ingest.embedding import Embedder

    return Embedder(model)


def _writer(use: str | None, language: Language) -> Writer | None:
    """The configured language model, unless it is not to be asked. Raises NianbaoError where `always` finds none."""
    if use == "never" or not (os.environ.get("NIANBAO_LLM", "").strip() or use == "always"):
        return None
    from assistant.writer import Writer
    from ingest.errors import NianbaoError

    writer = Writer.configured()
    if writer is None:
        raise NianbaoError(say("assistant.llm_none", language))
    return writer


class _Later:
    """The library's model, imported when a question first needs it: one about a fact does not."""

    def __init__(self, model: str) -> None:
        self._model = model

    @cached_property
    def _embedder(self) -> Embedder:
        return _embedder(self._model)

    def query(self, text: str) -> Any:
        return self._embedder.query(text)


def _standard_input() -> Iterator[tuple[Any, str, list[str]]]:
    """Id, question and earlier turns of every line that is not blank."""
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8-sig", "replace").strip()
        if line:
            yield _question(line)


def _question(line: str) -> tuple[Any, str, list[str]]:
    try:
        record = json.loads(line)
    except ValueError:
        return None, line, []
    if not isinstance(record, dict) or "question" not in record:
        return None, line, []
    history = record.get("history")
    turns = [turn for turn in history if isinstance(turn, str)] if isinstance(history, list) else []
    return record.get("id"), str(record["question"] or ""), turns


def _heads(library: Library, agency: str | None, year: int | None) -> list[ReportHead]:
    """Reports of the agency of that name, or of all whose names hold it."""
    if agency is None or agency in library.agencies():
        return library.reports(agency, year)
    return [head for head in library.reports(year=year) if agency in head.agency]


def _print_answer(answer: Answer, language: Language) -> None:
    from ui import terminal

    terminal.show(terminal.console(), terminal.answer_lines(answer, language))


def _put(records: Iterable[dict[str, Any]]) -> None:
    """One JSON object a line, each as soon as it is there."""
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _fail(message: str) -> None:
    typer.echo(message, err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
