"""The page to log in on, and the addresses `/login` and `/logout`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from fastapi import FastAPI, Request, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse

from ingest.strings import Language, say
from ui.page.markup import html

if TYPE_CHECKING:
    from ui.page.gate import Gate

_LARGEST = 10_000

_STYLE = """
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; background: #f5f7f9; color: #141c28;
  font: 15px/1.6 "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
main { box-sizing: border-box; width: min(400px, 100vw - 32px); padding: 32px; background: #fff; border: 1px solid #d9dfe7;
  border-radius: 12px; box-shadow: 0 1px 4px rgb(20 28 40 / 6%); }
h1 { margin: 0 0 4px; font-size: 22px; } p { margin: 0 0 24px; color: #667085; }
label { display: block; margin-bottom: 16px; color: #4a5568; font-size: 13px; }
input { display: block; box-sizing: border-box; width: 100%; height: 44px; margin-top: 4px; padding: 0 12px; font: inherit;
  font-size: 16px; color: #141c28; border: 1px solid #d9dfe7; border-radius: 8px; background: #fff; }
button { width: 100%; height: 44px; margin-top: 8px; border: 0; border-radius: 8px; background: #1c4db5; color: #fff;
  font: inherit; font-weight: 600; cursor: pointer; }
button:hover { background: #163f97; } :focus-visible { outline: 2px solid #1c4db5; outline-offset: 2px; }
.trouble { margin: 0 0 16px; padding: 8px 12px; border: 1px solid #f0cd8a; border-radius: 8px; background: #fff6e3; color: #744700; }
nav { margin-top: 24px; text-align: center; font-size: 13px; } nav a { color: #4a5568; margin: 0 8px; }
"""


def page(language: Language, trouble: str = "", name: str = "") -> str:
    """The page, with what went wrong before, if anything."""
    words = partial(say, language=language)
    return str(
        html(
            '<!doctype html><html lang="{0}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, '
            'initial-scale=1"><link rel="icon" href="data:,"><title>{1}</title><style>{2}</style></head><body><main><h1>{1}</h1><p>{3}</p>{4}'
            '<form method="post" action="login?language={0}"><label>{5}<input name="username" value="{6}" required autofocus '
            'autocomplete="username" maxlength="64"></label><label>{7}<input name="password" type="password" required '
            'autocomplete="current-password" maxlength="256"></label><button>{8}</button></form>'
            '<nav><a href="login?language=zh" lang="zh">中文</a><a href="login?language=en" lang="en">English</a></nav>'
            "</main></body></html>",
            language,
            words("ui.title"),
            Markup(_STYLE),
            words("ui.login_why"),
            html('<div class="trouble" role="alert">{}</div>', trouble) if trouble else "",
            words("ui.login_name"),
            name,
            words("ui.login_password"),
            words("ui.login"),
        )
    )


def add_login(app: FastAPI, gate: Gate, language: Language) -> None:
    """Add `/login` and `/logout`."""

    @app.get("/login")
    def show(request: Request) -> Response:
        return HTMLResponse(page(spoken(request, language)))

    @app.post("/login")
    async def login(request: Request) -> Response:
        form = parse_qs((await request.body())[:_LARGEST].decode("utf-8", "replace"))
        name, password = (form.get(field, [""])[0] for field in ("username", "password"))
        good = await run_in_threadpool(gate.admit, name.strip(), password)
        return _answer(request, gate, name.strip(), good, spoken(request, language))

    @app.post("/logout")
    def logout(request: Request) -> Response:
        return _with_cookies(RedirectResponse("login", 303), gate, None, request)


def _answer(request: Request, gate: Gate, name: str, good: bool | None, language: Language) -> Response:
    reads_html = "text/html" in request.headers.get("accept", "")
    if good:
        done: Response = RedirectResponse(".", 303) if reads_html else JSONResponse({"success": True})
        return _with_cookies(done, gate, name, request)
    status, key = (429, "ui.login_often") if good is None else (401, "ui.login_wrong")
    trouble = say(key, language)
    if reads_html:
        return HTMLResponse(page(language, trouble, name), status)
    return JSONResponse({"success": False, "error": trouble}, status)


def _with_cookies(response: Response, gate: Gate, name: str | None, request: Request) -> Response:
    for cookie in gate.cookies(name, request.url.scheme == "https"):
        response.headers.append("set-cookie", cookie)
    return response


def spoken(request: Request, otherwise: Language) -> Language:
    """The language asked for, else the browser's, else the server's."""
    asked = request.query_params.get("language")
    if asked in ("zh", "en"):
        return "en" if asked == "en" else "zh"
    first = request.headers.get("accept-language", "").split(",")[0].lower()
    return "zh" if first.startswith("zh") else "en" if first.startswith("en") else otherwise
