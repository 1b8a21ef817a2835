"""The Evaluation tab: run a question set, see what came out, set it against an earlier run, look at the evidence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ingest.errors import NianbaoError
from ingest.strings import Language, say, told
from ui.page.cellproof import seen, tools
from ui.page.chrome import beginning
from ui.page.clerk import Clerk
from ui.page.evaluations import PARTS, STEP, Evaluating
from ui.page.examining import Examiner, failure
from ui.page.markup import attributes, html, join
from ui.page.panel import frame
from ui.page.panel import where as placed
from ui.page.placing import citation_of
from ui.page.results import record_view
from ui.page.session import Session
from ui.page.tab import Put, Tab

if TYPE_CHECKING:
    from eval.runs import Record, RunHead

MOST_RUNS = 30


def tab(clerk: Clerk) -> Tab:
    """The tab over a clerk."""
    examiner = Examiner(clerk.library)
    every = ("examining", "evaluation", "evalproof")
    return Tab(
        name="evaluation",
        views={
            "examining": lambda session: examining(clerk, examiner, session),
            "evaluation": lambda session: evaluation(clerk, examiner, session),
            "evalproof": lambda session: evalproof(clerk, examiner, session),
        },
        layout=_layout,
        events={
            "examining": ("examine", "halt_run", "attend", "add_set"),
            "evaluation": ("open_run", "set_against", "show_part", "show_answer"),
            "evalproof": ("show_answer", "turn_answer"),
        },
        actions={
            "examine": lambda session, data: examine(clerk, examiner, session, str(data["set"])),
            "halt_run": lambda session, data: halt(clerk, examiner),
            "attend": lambda session, data: None,
            "add_set": lambda session, data: add_set(clerk, examiner, session, str(data["name"]), str(data["text"])),
            "open_run": lambda session, data: open_run(session, str(data["run"])),
            "set_against": lambda session, data: set_against(session, str(data["run"])),
            "show_part": lambda session, data: show_part(session, str(data["part"]), int(data.get("most", STEP))),
            "show_answer": show_answer,
            "turn_answer": lambda session, data: turn(session, int(data["page"])),
        },
        drawn={
            **dict.fromkeys(("examine", "halt_run", "attend", "add_set"), ("examining",)),
            **dict.fromkeys(("open_run", "set_against"), every),
            "show_part": ("evaluation",),
            **dict.fromkeys(("show_answer", "turn_answer"), ("evalproof",)),
        },
    )


def _layout(put: Put) -> None:
    import gradio as gr

    with gr.Column(elem_id="evaluation-column"):
        put("examining")
        put("evaluation")
    put("evalproof")


# What happens


def examine(clerk: Clerk, examiner: Examiner, session: Session, name: str) -> None:
    """Run a question set in the background."""
    state = session.evaluating
    state.problems, state.added = (), name
    if clerk.readonly:
        return
    try:
        examiner.start(name, session.language)
    except NianbaoError as error:
        state.problems = (told(error, session.language),)


def halt(clerk: Clerk, examiner: Examiner) -> None:
    """End the run under way; what was asked so far is kept."""
    if not clerk.readonly:
        examiner.stop()


def add_set(clerk: Clerk, examiner: Examiner, session: Session, name: str, text: str) -> None:
    """Keep a question set of the visitor's, or say line by line what is wrong with it."""
    state = session.evaluating
    if clerk.readonly:
        return
    try:
        state.added, state.problems = examiner.add(name, text, session.language)
    except NianbaoError as error:
        state.problems = (told(error, session.language),)


def open_run(session: Session, run: str) -> None:
    """Look at a run."""
    session.evaluating = Evaluating(run=run, added=session.evaluating.added)


def set_against(session: Session, run: str) -> None:
    """Set the run against an earlier one; against none where `run` is empty."""
    state = session.evaluating
    state.before, state.most = run or None, STEP
    state.part = "better" if run else "failures"


def show_part(session: Session, part: str, most: int) -> None:
    """List these questions of the run, so many of them."""
    state = session.evaluating
    state.part = next((one for one in PARTS if one == part), state.part)
    state.most = max(STEP, most)


def show_answer(session: Session, data: dict[str, Any]) -> None:
    """Bring a citation of an answer into the evidence panel."""
    state = session.evaluating
    state.answer, state.n, state.page = str(data["answer"]), int(data["n"]), None


def turn(session: Session, page: int) -> None:
    """Show another page of the report in the evidence panel."""
    session.evaluating.page = page


# What is to be seen


def examining(clerk: Clerk, examiner: Examiner, session: Session) -> str:
    """What can be run, and how far it is."""
    words = partial(say, language=session.language)
    if not clerk.held.entries:
        return ""
    state = session.evaluating
    fields = (
        html('<p class="quiet">{}</p>', words("ui.eval_readonly"))
        if clerk.readonly
        else _fields(examiner, state, session.language)
    )
    problems = join(html("<li>{}</li>", problem) for problem in state.problems)
    faults = (
        html('<div class="warning" role="alert"><b aria-hidden="true">!</b><ul>{}</ul></div>', problems)
        if problems
        else ""
    )
    return str(
        html(
            '<section class="examining" aria-label="{}">{}{}{}</section>',
            words("ui.eval_run"),
            fields,
            faults,
            _progress(clerk, examiner, session.language),
        )
    )


def _fields(examiner: Examiner, state: Evaluating, language: Language) -> Markup:
    words = partial(say, language=language)
    options = join(
        html(
            '<option value="{}"{}>{}{}</option>',
            path.stem,
            Markup(" selected") if path.stem == state.added else "",
            path.stem,
            "" if examiner.fits(path) else words("ui.set_unfit"),
        )
        for path in examiner.sets()
    )
    off = Markup(" disabled") if examiner.running else ""
    return html(
        '<div class="choose"><label>{} <select data-set>{}</select></label>'
        '<button class="primary" data-do="examine"{}>{}</button>'
        '<label class="file" tabindex="0">{}<input type="file" accept=".jsonl,.json,.txt" data-add-set hidden/></label>'
        '<a href="sets/template.jsonl" download>{}</a><a href="feedback.jsonl" download>{}</a></div>',
        words("ui.eval_set"),
        options,
        off,
        words("ui.eval_start"),
        words("ui.eval_upload"),
        words("ui.eval_template"),
        words("ui.eval_feedback"),
    )


def _progress(clerk: Clerk, examiner: Examiner, language: Language) -> Markup | str:
    course = examiner.course
    if course is None:
        return ""
    if not course.ended:
        share = course.done / course.total if course.total else 0.0
        stop = html(
            '<button data-do="halt_run"{}>{}</button>',
            Markup(" disabled") if course.stopping else "",
            say("ui.eval_stop", language),
        )
        return html(
            '<div class="course" data-running="yes"><progress max="1" value="{:.4f}" aria-label="{}"></progress>'
            '<p role="status">{}</p>{}</div>',
            share,
            say("ui.eval_progress", language),
            say("ui.eval_done", language, set=course.set, done=course.done, total=course.total, good=course.good),
            "" if clerk.readonly else stop,
        )
    if course.failure is not None:
        return html(
            '<div class="course failed" role="alert"><p>{}</p></div>',
            say("ui.eval_failed", language, error=failure(course, language)),
        )
    return html('<div class="course" data-made="{}"></div>', course.made or "")


def evaluation(clerk: Clerk, examiner: Examiner, session: Session) -> str:
    """The runs kept, and the one looked at."""
    words = partial(say, language=session.language)
    if not clerk.held.entries:
        return str(beginning(clerk.rules.upload, session.language))
    heads = examiner.runs()
    if not heads:
        return str(
            html('<div class="welcome"><h1>{}</h1><p>{}</p></div>', words("ui.eval_title"), words("ui.eval_more"))
        )
    state = session.evaluating
    try:
        opened = _opened(examiner, heads, state, session.language)
    except NianbaoError as error:
        opened = html('<div class="card failed" role="alert"><p>{}</p></div>', told(error, session.language))
    return str(html("{}{}", _runs(heads, shown_run(heads, state), session.language), opened))


def shown_run(heads: list[RunHead], state: Evaluating) -> str:
    """The run looked at: the chosen one, else the newest."""
    return state.run if any(head.id == state.run for head in heads) and state.run else heads[0].id


def _opened(examiner: Examiner, heads: list[RunHead], state: Evaluating, language: Language) -> Markup:
    id = shown_run(heads, state)
    record = examiner.record(id)
    before = examiner.record(state.before) if state.before and state.before != id else None
    others = [head for head in heads if head.id != id]
    others.sort(key=lambda head: head.set != record["set"])
    return record_view(id, record, before, others, state, language)


def _runs(heads: list[RunHead], current: str, language: Language) -> Markup:
    names = ("made", "set", "questions", "right_and_cited", "wrong_agency", "seconds")
    head = join(
        html(
            '<th scope="col"{}>{}</th>',
            attributes(class_="number" if at > 1 else None),
            say(f"ui.run_{name}", language),
        )
        for at, name in enumerate(names)
    )
    return html(
        '<div class="card runs"><h2>{}</h2><div class="wide" tabindex="0"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div></div>',
        say("ui.eval_runs", language),
        head,
        join(_run(one, one.id == current) for one in heads[:MOST_RUNS]),
    )


def _run(head: RunHead, current: bool) -> Markup:
    share = "–" if head.right_and_cited is None else f"{head.right_and_cited:.1%}"
    wrong = head.wrong_agency + head.wrong_year
    return html(
        '<tr data-do="open_run" data-run="{0}"{1}><th scope="row"><button data-do="open_run" data-run="{0}">{2}</button></th>'
        '<td>{3}</td><td class="number">{4}</td><td class="number">{5}</td><td class="number{6}">{7}</td><td class="number">{8:.1f} s</td></tr>',
        head.id,
        attributes(aria_current="true" if current else None),
        head.made[:16].replace("T", " "),
        head.name,
        head.questions,
        share,
        " faulty" if wrong else "",
        wrong,
        head.seconds,
    )


def evalproof(clerk: Clerk, examiner: Examiner, session: Session) -> str:
    """The evidence of the chosen answer."""
    state = session.evaluating
    if state.answer is None or not clerk.held.entries:
        return ""
    try:
        heads = examiner.runs()
        record = examiner.record(shown_run(heads, state)) if heads else None
        return _proof(clerk, record, state, session.language) if record else ""
    except NianbaoError:
        return ""  # the run or the report was removed since


def _proof(clerk: Clerk, record: Record, state: Evaluating, language: Language) -> str:
    answer = next((one for one in record["answers"] if one["id"] == state.answer), None)
    cited = next(
        (one for one in (answer or {"answer": {"citations": []}})["answer"]["citations"] if one["n"] == state.n), None
    )
    if answer is None or cited is None:
        return ""
    citation = citation_of(clerk.library, cited, cited["n"])
    if citation is None:
        gone = say("ui.report_not_held", language, agency=cited["agency"], year=cited["year"])
        return str(html('<section class="evidence"><p class="quiet">{}</p><p>“{}”</p></section>', gone, cited["quote"]))
    shown = seen(clerk, citation, state.page)
    return str(
        html(
            '<section class="evidence" aria-label="{}"><header><h2>{}</h2><p>{}</p></header>{}{}</section>',
            say("ui.evidence", language),
            say("ui.evidence_of", language, agency=citation.agency, year=citation.year),
            placed(citation, language),
            frame(shown, citation.agency, citation.year, language),
            tools(citation, shown, "turn_answer", language),
        )
    )
