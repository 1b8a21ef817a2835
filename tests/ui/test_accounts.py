from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.errors import NianbaoError
from ui.accounts import AccountFile, account, accounts, keep


def test_a_password_is_kept_as_a_salted_hash_and_known_again(tmp_path: Path) -> None:
    file = tmp_path / "users"
    assert keep(file, account("王芳", "correct horse 马")) is False
    assert keep(file, account("li", "another-password")) is False
    text = file.read_text("utf-8")
    assert "correct horse" not in text
    assert file.stat().st_mode & 0o077 == 0
    held = accounts(file)
    assert list(held) == ["王芳", "li"]
    assert held["王芳"].admits("correct horse 马")
    assert not held["王芳"].admits("correct horse")
    assert account("a", "same password").hash != account("a", "same password").hash


def test_a_new_password_takes_the_place_of_the_old(tmp_path: Path) -> None:
    file = tmp_path / "users"
    file.write_text("# 科技局\n", "utf-8")
    keep(file, account("li", "first-password"))
    assert keep(file, account("li", "second-password")) is True
    assert file.read_text("utf-8").startswith("# 科技局\n")
    (only,) = accounts(file).values()
    assert only.admits("second-password")


@pytest.mark.parametrize("name", ["", " ", "a:b", "#a", "a\nb", "长" * 65])
def test_names_that_would_break_the_file_are_refused(name: str) -> None:
    with pytest.raises(NianbaoError):
        account(name, "long enough")


def test_a_short_password_is_refused() -> None:
    with pytest.raises(NianbaoError, match="8"):
        account("li", "1234567")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nobody\n",
        "li:secret\n",
        "li:scrypt:16384:8:1:AAAA\n",
        "li:md5:1:1:1:AAAA:AAAA\n",
        ":scrypt:2:8:1:AAAA:AAAA",
    ],
)
def test_a_file_that_is_none_of_ours_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "users"
    file.write_text(text)
    with pytest.raises(NianbaoError, match="users"):
        accounts(file)
    with pytest.raises(NianbaoError, match="nowhere"):
        accounts(tmp_path / "nowhere")


def test_a_cost_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "users"
    keep(file, account("li", "long enough"))
    file.write_text(file.read_text().replace(":16384:", f":{2**30}:"))
    with pytest.raises(NianbaoError):
        accounts(file)


def test_the_file_is_read_again_when_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "users"
    keep(file, account("li", "long enough"))
    read = AccountFile(file)
    assert list(read()) == ["li"]
    keep(file, account("wang", "long enough"))
    assert list(read()) == ["li", "wang"]
    file.write_text("rubbish")
    os.utime(file, (1, 1))
    assert list(read()) == ["li", "wang"], "while it cannot be read, as it was"
