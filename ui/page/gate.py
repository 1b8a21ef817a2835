"""The gate before a served page: who has logged in passes, everybody else sees a page to log in on.

A login is a signed cookie; other programs send HTTP Basic authentication, or log in as gradio_client does. Nothing of a
login is kept on the server, so one outlives a restart; it ends when the password changes or the user is taken out.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote

from ui.accounts import Account

USER = "nianbao.user"
"""Where in a request's scope the name of who asks stands."""
COOKIE, NAME = "nianbao", "nianbao_user"
OPEN = ("/health", "/login", "/logout")
LASTS = 30 * 24 * 3600
"""Seconds a login is good for."""
TRIES, PAUSE = 8, 60.0
"""So many wrong passwords for a name are followed by so many seconds without a try."""

_NOBODY = Account("", 2**14, 8, 1, b"0" * 16, b"")

Scope = MutableMapping[str, Any]


@dataclass
class Gate:
    """Knows the accounts, and who a request comes from. `read` gives the accounts as they are now; `secret` signs."""

    read: Callable[[], Mapping[str, Account]]
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    clock: Callable[[], float] = time.time
    _failed: dict[str, list[float]] = field(default_factory=dict)
    _known: dict[bytes, str] = field(default_factory=dict)

    def admit(self, name: str, password: str) -> bool | None:
        """Whether name and password belong together; None where too many wrong ones were tried."""
        now = self.clock()
        recent = [at for at in self._failed.get(name, ()) if now - at < PAUSE]
        if len(recent) >= TRIES:
            return None
        # An unknown name takes as long as a wrong password.
        good = self.read().get(name, _NOBODY).admits(password) and bool(name)
        if good:
            self._failed.pop(name, None)
        elif len(self._failed) < 10_000:
            self._failed[name] = [*recent, now]
        return good

    def ticket(self, name: str) -> str:
        """The cookie of someone who logged in."""
        until = str(int(self.clock()) + LASTS)
        return f"{until}.{base64.urlsafe_b64encode(name.encode()).decode()}.{self._signed(name, until)}"

    def visitor(self, scope: Scope) -> str | None:
        """Who a request comes from, by its cookie or its Basic authentication; None for nobody."""
        headers = dict(scope.get("headers", ()))
        return self._by_cookie(headers.get(b"cookie", b"")) or self._by_password(headers.get(b"authorization", b""))

    def _by_cookie(self, header: bytes) -> str | None:
        try:
            until, name64, signed = SimpleCookie(header.decode("latin-1"))[COOKIE].value.split(".")
            name = base64.urlsafe_b64decode(name64).decode()
        except (CookieError, KeyError, ValueError):
            return None
        good = until.isdigit() and hmac.compare_digest(signed.encode(), self._signed(name, until).encode())
        return name if good and int(until) > self.clock() and name in self.read() else None

    def _by_password(self, header: bytes) -> str | None:
        if header[:6].lower() != b"basic ":
            return None
        # Hashing takes 50 ms; a program sends the same header with every request.
        mark = hmac.digest(self.secret, header + self._state(), "sha256")
        if mark not in self._known:
            try:
                name, _, password = base64.b64decode(header[6:], validate=True).decode().partition(":")
            except (binascii.Error, UnicodeDecodeError):
                return None
            if not self.admit(name, password):
                return None
            if len(self._known) > 1000:
                self._known.clear()
            self._known[mark] = name
        return self._known[mark]

    def _state(self) -> bytes:
        return hashlib.sha256("\n".join(one.line for one in self.read().values()).encode()).digest()

    def _signed(self, name: str, until: str) -> str:
        held = self.read().get(name)
        return hmac.new(self.secret, f"{name}\n{until}\n{held.line if held else ''}".encode(), "sha256").hexdigest()

    def cookies(self, name: str | None, secure: bool) -> list[str]:
        """The Set-Cookie lines of a login, or of leaving. The name is for the page, which keeps each user's history."""
        lasts = LASTS if name else 0
        tail = f"; Path=/; Max-Age={lasts}; SameSite=Lax" + ("; Secure" if secure else "")
        return [
            f"{COOKIE}={self.ticket(name) if name else ''}{tail}; HttpOnly",
            f"{NAME}={quote(name or '', safe='')}{tail}",
        ]


class Closed:
    """ASGI middleware: lets through who has logged in, and notes who it is; sends a browser to log in, others away."""

    def __init__(self, app: Any, gate: Gate) -> None:
        self.app, self.gate = app, gate

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] not in ("http", "websocket") or _path(scope) in OPEN:
            await self.app(scope, receive, send)
            return
        from anyio.to_thread import run_sync

        visitor = await run_sync(self.gate.visitor, scope)
        if visitor is not None:
            scope[USER] = visitor
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 4401})
        else:
            await _refused(scope, send)


def _path(scope: Scope) -> str:
    """The path below where the application is mounted."""
    path = str(scope["path"])
    return path.removeprefix(str(scope.get("root_path") or "")).rstrip("/") or "/"


async def _refused(scope: Scope, send: Any) -> None:
    accepted = dict(scope["headers"]).get(b"accept", b"")
    page = scope["method"] == "GET" and b"text/html" in accepted
    # No WWW-Authenticate: browsers would put a box of their own before the page.
    headers = [(b"location", f"{scope.get('root_path') or ''}/login".encode())] if page else []
    await send({"type": "http.response.start", "status": 303 if page else 401, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
