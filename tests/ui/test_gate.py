"""The login: who gets in, and what nobody gets without one."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from ingest.library import Library
from tests.ui.browsing import MARKS, PHONE, READY, Visit, served
from ui.accounts import Account, account
from ui.page.clerk import Clerk
from ui.page.gate import LASTS, PAUSE, TRIES, Gate

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAME, PASSWORD = "王芳", "correct horse"


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def users() -> dict[str, Account]:
    return {NAME: account(NAME, PASSWORD), "li": account("li", "another horse")}


@pytest.fixture
def gate(users: dict[str, Account]) -> Gate:
    return Gate(lambda: users, b"x" * 32, Clock())


def request(**headers: str) -> dict[str, Any]:
    return {"headers": [(name.encode(), value.encode()) for name, value in headers.items()]}


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def test_a_ticket_is_good_until_it_ends_and_for_its_user_alone(gate: Gate, users: dict[str, Account]) -> None:
    cookie = f"nianbao={gate.ticket(NAME)}"
    assert gate.visitor(request(cookie=cookie)) == NAME
    until, _, signed = gate.ticket(NAME).split(".")
    other = base64.urlsafe_b64encode(b"li").decode()
    assert gate.visitor(request(cookie=f"nianbao={until}.{other}.{signed}")) is None
    assert gate.visitor(request(cookie=f"nianbao={int(until) + 1}.{other}.{signed}")) is None
    assert Gate(lambda: users, b"y" * 32, gate.clock).visitor(request(cookie=cookie)) is None
    assert Gate(lambda: users, b"x" * 32, gate.clock).visitor(request(cookie=cookie)) == NAME, "a restart keeps it"
    changed = {NAME: account(NAME, "changed password")}
    assert Gate(lambda: changed, b"x" * 32, gate.clock).visitor(request(cookie=cookie)) is None
    gate.clock.now += LASTS  # type: ignore[attr-defined]
    assert gate.visitor(request(cookie=cookie)) is None


@pytest.mark.parametrize(
    "cookie", ["", "nianbao=", "nianbao=a.b.c", "nianbao=1.2", "nianbao=\x00", "nianbao=9.😀.x", "="]
)
def test_a_cookie_that_is_none_of_ours_is_nobody(gate: Gate, cookie: str) -> None:
    assert gate.visitor(request(cookie=cookie)) is None


def test_basic_authentication_is_for_other_programs(gate: Gate) -> None:
    assert gate.visitor(request(authorization=basic(NAME, PASSWORD))) == NAME
    assert gate.visitor(request(authorization=basic(NAME, PASSWORD))) == NAME
    assert gate.visitor(request(authorization=basic(NAME, "wrong"))) is None
    assert gate.visitor(request(authorization=basic("", ""))) is None
    assert gate.visitor(request(authorization="Basic ???")) is None
    assert gate.visitor(request(authorization="Bearer x")) is None


def test_many_wrong_passwords_are_followed_by_a_pause(gate: Gate) -> None:
    assert [gate.admit(NAME, "wrong") for _ in range(TRIES)] == [False] * TRIES
    assert gate.admit(NAME, PASSWORD) is None
    assert gate.admit("li", "another horse") is True, "others are not kept waiting"
    gate.clock.now += PAUSE + 1  # type: ignore[attr-defined]
    assert gate.admit(NAME, PASSWORD) is True
    assert gate.admit("nobody", PASSWORD) is False


@pytest.fixture(scope="module")
def closed(shared_clerk: Clerk, users: dict[str, Account]) -> Iterator[str]:
    yield from served(shared_clerk.library, shared_clerk, gate=Gate(lambda: users))


PATHS = (
    "",
    "config",
    "gradio_api/info",
    "gradio_api/call/reports",
    f"pages/{'e' * 16}/2.png",
    f"original/{'d' * 16}",
    "choices.json",
    "state",
    "theme.css",
    "mcp/",
)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
class TestServed:
    @pytest.mark.parametrize("path", PATHS)
    def test_nothing_is_given_without_a_login(self, closed: str, path: str) -> None:
        assert httpx.get(closed + path).status_code == 401
        assert httpx.post(closed + path, json={"data": []}).status_code == 401
        page = httpx.get(closed + path, headers={"Accept": "text/html"})
        assert (page.status_code, page.headers["location"]) == (303, "/login")

    def test_health_and_the_login_page_are_open(self, closed: str) -> None:
        assert httpx.get(closed + "health").json()["status"] == "ok"
        page = httpx.get(closed + "login", headers={"Accept-Language": "en-GB"})
        assert "Password" in page.text
        assert "密码" in httpx.get(closed + "login?language=zh").text
        assert "http" not in page.text.replace("https://", "http"), "the page fetches nothing"
        assert "default-src 'self'" in page.headers["content-security-policy"]

    def test_a_browser_logs_in_and_out(self, closed: str) -> None:
        with httpx.Client(base_url=closed, headers={"Accept": "text/html"}) as client:
            wrong = client.post("login", data={"username": '<b>"x', "password": "wrong"})
            assert wrong.status_code == 401
            assert "&lt;b&gt;&#34;x" in wrong.text
            assert client.get("").status_code == 303
            done = client.post("login", data={"username": NAME, "password": PASSWORD})
            assert done.status_code == 303
            assert "httponly" in done.headers.get_list("set-cookie")[0].lower()
            assert client.get("").status_code == 200
            client.post("logout")
            assert client.get("").status_code == 303

    def test_other_programs_send_their_password_along(self, closed: str) -> None:
        rows = httpx.post(closed + "gradio_api/call/reports", json={"data": []}, auth=(NAME, PASSWORD))
        assert "event_id" in rows.json()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
def test_the_secret_outlives_a_restart_where_the_library_can_keep_it(library: Library) -> None:
    from ui.web import Serving, _secret

    assert _secret(library, Serving()) == _secret(library, Serving())
    with Library.open(library.folder, readonly=True) as reader:
        assert _secret(reader, Serving(readonly=True)) == _secret(library, Serving())


class TestInTheBrowser:
    pytestmark = MARKS

    def test_who_logs_in_gets_the_page_and_their_own_history(self, browser: Browser, closed: str) -> None:
        tab = Visit(browser, closed, PHONE, ready="main form")
        page = tab.page
        assert not tab.sideways()
        page.fill("[name=username]", NAME)
        page.fill("[name=password]", "wrong")
        page.keyboard.press("Enter")
        page.wait_for_selector(".trouble")
        assert page.input_value("[name=username]") == NAME
        tab.errors.clear()  # the browser says that it was refused
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector(READY)
        tab.ask("吴忠微信")
        assert tab.outside(closed) == []
        kept = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('nianbao.talks'))")
        assert kept == [f"nianbao.talks.{NAME}"]
        page.click(".account button")
        page.wait_for_selector("main form")
        page.fill("[name=username]", "li")
        page.fill("[name=password]", "another horse")
        page.keyboard.press("Enter")
        page.wait_for_selector(READY)
        assert page.locator(".turn").count() == 0, "what another user asked is not shown"
        assert page.locator(".talk-title").count() == 0
        tab.end()

    def test_the_user_stands_in_what_is_kept_of_a_verdict(
        self, browser: Browser, closed: str, shared_clerk: Clerk
    ) -> None:
        tab = Visit(browser, closed + "login", ready="main form")
        tab.page.fill("[name=username]", NAME)
        tab.page.fill("[name=password]", PASSWORD)
        tab.page.click("main button")
        tab.page.wait_for_selector(READY)
        assert tab.page.inner_text(".account span") == NAME
        tab.ask("吴忠微信")
        tab.page.click('[data-verdict="useful"]')
        tab.page.wait_for_selector('[data-verdict="useful"][aria-pressed="true"]')
        given = shared_clerk.library.feedback()[-1]
        assert (given.user, given.verdict, given.question) == (NAME, "useful", "吴忠微信")
        assert json.dumps(given.answer)
        tab.end()
