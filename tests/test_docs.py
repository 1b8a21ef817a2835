"""What the documentation names is there: linked files, files of the project, commands with their options, modules."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

from ui.cli import build

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
PACKAGES = ("assistant", "eval", "ingest", "ui")
pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@pages
def test_links_lead_somewhere(page: Path) -> None:
    linked = re.findall(r"\]\(([^)\s#]+)", page.read_text("utf-8"))
    assert [to for to in linked if not to.startswith("http") and not (page.parent / to).exists()] == []


@pages
def test_files_that_are_named_are_there(page: Path) -> None:
    """With their folder, from the project's root or inside a package; without it, anywhere in the packages."""
    held = {path.relative_to(ROOT).as_posix() for name in (*PACKAGES, "docs", "samples", "tests") for path in (ROOT / name).rglob("*.*")}  # fmt: skip
    named = set(re.findall(r"`([\w/-]+\.(?:py|toml|md))`", page.read_text("utf-8")))
    assert [name for name in sorted(named) if not any(f"/{path}".endswith(f"/{name}") for path in held)] == []


@pages
def test_commands_have_the_options_that_are_named(page: Path) -> None:
    root = build("en")
    for name, words in re.findall(r"nianbao ((?:eval )?[a-z]+)([^`|\n]*)", page.read_text("utf-8")):
        assert set(re.findall(r"(?<!\S)--[a-z-]+", words)) <= options(root, name), f"nianbao {name}{words}"


def options(root: Any, name: str) -> set[str]:
    """Every way to write an option of a command; fails where there is no such command."""
    command = root
    for word in name.split():
        command = command.commands[word]
    return {word for given in command.params for word in (*given.opts, *given.secondary_opts)} | {"--help"}


@pages
def test_modules_that_are_run_exist(page: Path) -> None:
    named = set(re.findall(r"python -m ((?:assistant|eval|ingest|ui)\.[a-z_.]*[a-z])", page.read_text("utf-8")))
    assert [name for name in sorted(named) if importlib.util.find_spec(name) is None] == []
