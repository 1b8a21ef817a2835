"""Names of uploaded files: safe on any system, and still recognised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.page.filenames import LONGEST, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("吴忠市科技局2021年报.pdf", "吴忠市科技局2021年报.pdf"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\我\年报.docx", "年报.docx"),
        ("..", "_"),
        ("", "_"),
        ("年\x00报.pdf", "年报.pdf"),
        ("年报\u202efdp.exe", "年报fdp.exe"),
        ("年报\u200b\u2066.pdf", "年报.pdf"),
        ("年 报\n\t（终）.pdf", "年 报 （终）.pdf"),
        ('<img src=x onerror="hit()">.html', "_img src=x onerror=_hit()__.html"),
        (".hidden", "hidden"),
        ("con.txt", "_con.txt"),
        ("COM1", "_COM1"),
        ("report. ", "report"),
        ("e\u0301tude.pdf", "\u00e9tude.pdf"),
        ("\ud800.pdf", "pdf"),
    ],
)
def test_a_name_keeps_what_is_harmless(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    name = safe_name("报" * 4000 + ".pdf")
    assert name.endswith("报.pdf")
    assert len(name) <= LONGEST
    assert len(name.encode()) <= 200


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_every_system_takes(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert safe == safe_name(safe)
    assert len(safe.encode()) <= 200
    assert not set(safe) & set('/\\<>:"|?*\0\n\r')
    assert safe not in (".", "..")
    assert not safe.startswith(".")
