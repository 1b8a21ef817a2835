"""The addresses that files are handed in at, over a real server."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from ingest.library import Library
from tests.ui.browsing import served
from ui.page.arriving import Rules
from ui.page.clerk import Clerk
from ui.page.uploading import Intake

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")

BATCH = "0123456789abcdef" * 2
REPORT = "河阳市教育局2022年政府信息公开工作年度报告\n\n一、总体情况\n本年度主动公开政府信息 24 条。\n".encode()


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    with Library.open(tmp_path_factory.mktemp("routes") / "library") as library:
        made = Clerk(library, rules=Rules(largest=1 << 20))
        made.intake = Intake(library, made.rules, model=lambda _: None)
        yield made
        made.intake.close()


@pytest.fixture(scope="module")
def address(clerk: Clerk) -> Iterator[str]:
    yield from served(clerk.library, clerk)


def call(url: str, method: str = "GET", body: bytes | None = None, ours: bool = True) -> tuple[int, dict[str, Any]]:
    request = Request(url, body, {"X-Nianbao": "1"} if ours else {}, method=method)
    try:
        with urlopen(request) as answer:
            return answer.status, json.load(answer)
    except HTTPError as refused:
        with refused:
            text = refused.read()
        return refused.code, json.loads(text) if text[:1] == b"{" else {}


def settled(url: str) -> dict[str, Any]:
    until = time.monotonic() + 60
    while (seen := call(url)[1])["left"]:
        assert time.monotonic() < until
        time.sleep(0.05)
    return seen


def announced(address: str, *files: tuple[str, int]) -> list[str | None]:
    body = json.dumps([{"name": name, "size": size} for name, size in files]).encode()
    return call(f"{address}uploads/{BATCH}", "POST", body)[1]["ids"]  # type: ignore[no-any-return]


def test_a_file_is_announced_sent_read_and_read_again(address: str, clerk: Clerk) -> None:
    (id,) = announced(address, ("年报.txt", len(REPORT)))
    before = call(f"{address}state")[1]["state"]
    assert call(f"{address}uploads/{BATCH}/{id}", "PUT", REPORT) == (200, {})
    seen = settled(f"{address}uploads/{BATCH}?language=en")
    assert seen["count"] == 1
    assert "Brought in:" in seen["html"]
    assert seen["state"] == call(f"{address}state")[1]["state"] != before
    (head,) = clerk.library.reports()
    assert call(f"{address}uploads/{BATCH}/again/{head.id}", "POST")[0] == 200
    assert settled(f"{address}uploads/{BATCH}")["count"] == 2
    assert call(f"{address}uploads/{BATCH}/again/none", "POST")[0] == 409
    call(f"{address}uploads/{BATCH}?dismiss", "DELETE")
    assert call(f"{address}uploads/{BATCH}")[1]["html"] == ""


def test_what_is_too_large_is_refused_before_and_while_it_is_sent(address: str) -> None:
    large, small = announced(address, ("大.pdf", 2 << 20), ("小.pdf", 3))
    assert large is None
    status, said = call(f"{address}uploads/{BATCH}/{small}?language=en", "PUT", b"0" * (3 << 20))
    assert status == 409
    assert "larger than 1 MB" in said["error"]
    assert call(f"{address}uploads/{BATCH}/{small}", "PUT", b"000")[0] == 410
    call(f"{address}uploads/{BATCH}?dismiss", "DELETE")


def test_other_sites_and_other_batches_get_nothing(address: str) -> None:
    (id,) = announced(address, ("年报.txt", 5))
    url = f"{address}uploads/{BATCH}"
    assert call(url, "POST", b"[]", ours=False)[0] == 403
    assert call(f"{url}/{id}", "PUT", REPORT, ours=False)[0] == 403
    assert call(url, "DELETE", ours=False)[0] == 403
    assert call(f"{address}uploads/{'f' * 32}")[1]["html"] == ""
    assert call(f"{address}uploads/{'f' * 32}/{id}", "PUT", REPORT)[0] == 410
    assert call(f"{address}uploads/..%2f..%2fetc")[0] == 404
    assert call(f"{address}uploads/short")[0] == 404
    assert call(f"{url}/{id}", "DELETE") == (200, {})
    assert call(f"{url}?dismiss", "DELETE") == (200, {})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b"{}",
        b"[1, null]",
        b'[{"name": 1, "size": "x"}]',
        b'[{"name": "a", "size": -1}]',
        b"[" * 10**5,
    ],
)
def test_an_announcement_that_is_none_is_no_upload(address: str, body: bytes) -> None:
    assert call(f"{address}uploads/{BATCH}", "POST", body) == (200, {"ids": []})


def test_saying_whose_it_is_wants_a_year_that_is_one(address: str, clerk: Clerk) -> None:
    (id,) = announced(address, ("无名.txt", 5))
    call(f"{address}uploads/{BATCH}/{id}", "PUT", REPORT.replace("河阳市教育局2022年".encode(), b""))
    assert "<form" in settled(f"{address}uploads/{BATCH}")["html"]
    url = f"{address}uploads/{BATCH}/{id}/whose"
    for year in ("二〇二二", "22", "99999", "-1", "２０２２"):
        status, said = call(url, "POST", json.dumps({"agency": "中卫市教育局", "year": year}).encode())
        assert (status, said["error"]) == (409, "年份请写四位数字，例如 2023")
    assert call(url, "POST", b'{"agency": "\\u4e2d\\u536b\\u5e02\\u6559\\u80b2\\u5c40", "year": "2019"}')[0] == 200
    settled(f"{address}uploads/{BATCH}")
    assert ("中卫市教育局", 2019) in [(head.agency, head.year) for head in clerk.library.reports()]
    assert call(url, "POST", b"{}")[0] == 410


def test_the_files_handed_in_cannot_be_fetched(address: str, clerk: Clerk, tmp_path: Path) -> None:
    for path in ("uploads", "uploads/", f"uploads/{BATCH}/x/../..", "file=uploads/x", "gradio_api/file=uploads/x"):
        status = call(address + path)[0]
        assert status in (403, 404, 405), path
