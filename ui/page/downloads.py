"""Files to take away: comparisons and answers as CSV and XLSX, runs and their reports; and what Compare chooses from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ingest.errors import NianbaoError
from ingest.strings import Language, told
from ui.exports import FILES, Sheet, answer_sheet
from ui.page.bench import Bench
from ui.page.examining import Examiner, lines
from ui.page.selection import selection

if TYPE_CHECKING:
    from fastapi import FastAPI, Request, Response

    from ui.page.clerk import Clerk

LARGEST = 4 << 20
"""Bytes of a request."""
_REPORT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups"
"""A report of a run holds words of questions and reports: it may run nothing."""


def add_downloads(app: FastAPI, clerk: Clerk) -> None:
    """Add GET `/choices.json`, POST `/compare.{kind}` (a selection) and POST `/answer.{kind}` (an answer)."""
    from fastapi.responses import JSONResponse
    from starlette.concurrency import run_in_threadpool

    bench = Bench(clerk.library)

    def choices(request: Request) -> Response:
        language = _language(request.query_params.get("language"))
        return JSONResponse(bench.choices(language), headers={"Cache-Control": "no-cache"})

    async def save(request: Request) -> Response:
        size = request.headers.get("content-length") or ""
        body = await request.body() if size.isdecimal() and int(size) <= LARGEST else b""
        of, kind = request.url.path.rsplit("/", 1)[-1].split(".", 1)
        return await run_in_threadpool(saved, bench, of, kind, body, _language(request.query_params.get("language")))

    add_run_files(app, clerk)
    app.add_route("/choices.json", choices)
    app.add_route("/compare.{kind}", save, methods=["POST"])
    app.add_route("/answer.{kind}", save, methods=["POST"])


def add_run_files(app: FastAPI, clerk: Clerk) -> None:
    """Add GET `/runs/{id}.json`, `/runs/{id}.html`, `/sets/template.jsonl` and, where the page may be written to,
    `/feedback.jsonl`."""
    examiner = Examiner(clerk.library)

    def run(request: Request) -> Response:
        id, kind = request.path_params["id"], request.path_params["kind"]
        query = request.query_params
        return run_file(
            examiner, id, kind, query.get("before"), _language(query.get("language")), bool(query.get("save"))
        )

    def template(_request: Request) -> Response:
        from importlib.resources import files

        return _text("template.jsonl", (files("eval") / "sets" / "template.jsonl").read_text("utf-8"))

    def feedback(_request: Request) -> Response:
        from fastapi import Response

        return Response(status_code=404) if clerk.readonly else _text("feedback.jsonl", lines(examiner.verdicts()))

    app.add_route("/runs/{id}.{kind}", run)
    app.add_route("/sets/template.jsonl", template)
    app.add_route("/feedback.jsonl", feedback)


def run_file(examiner: Examiner, id: str, kind: str, before: str | None, language: Language, save: bool) -> Response:
    """A run as JSON or as a page of its own; 404 where there is none."""
    from fastapi import Response

    if kind not in ("json", "html"):
        return Response(status_code=404)
    try:
        record = examiner.record(id)
        earlier = examiner.record(before) if before else None
    except NianbaoError as error:
        return Response(told(error, language), 404, media_type="text/plain; charset=utf-8")
    if kind == "json":
        return _text(f"{id}.json", json.dumps(record, ensure_ascii=False, indent=1))
    from eval import picture, report

    page = report.html(record, earlier, language, picture.pictures(examiner.library))
    headers = {"Content-Disposition": _attached(f"{id}.html")} if save else {}
    return Response(
        page, media_type="text/html; charset=utf-8", headers={**headers, "Content-Security-Policy": _REPORT}
    )


def _text(name: str, text: str) -> Response:
    from fastapi import Response

    kind = "application/json" if name.endswith(".json") else "application/x-ndjson"
    return Response(text, media_type=f"{kind}; charset=utf-8", headers={"Content-Disposition": _attached(name)})


def _attached(name: str) -> str:
    from urllib.parse import quote

    return f"attachment; filename*=UTF-8''{quote(name)}"


def _language(asked: str | None) -> Language:
    return "en" if asked == "en" else "zh"


def saved(bench: Bench, of: str, kind: str, body: bytes, language: Language) -> Response:
    """A file of the kind, of a selection or an answer (JSON); 404 for a kind there is none of, 400 for another body."""
    from fastapi import Response

    if kind not in FILES:
        return Response(status_code=404)
    media, make = FILES[kind]
    try:
        sheet = _sheet(bench, of, json.loads(body), language)
    except ValueError:
        return Response(status_code=400)
    except NianbaoError as error:
        return Response(told(error, language), 400, media_type="text/plain; charset=utf-8")
    return Response(
        make(sheet), media_type=media, headers={"Content-Disposition": f'attachment; filename="nianbao.{kind}"'}
    )


def _sheet(bench: Bench, of: str, sent: Any, language: Language) -> Sheet:
    return answer_sheet(sent, language) if of == "answer" else bench.sheet(selection(sent), language)
