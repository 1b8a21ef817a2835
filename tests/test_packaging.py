"""A built wheel works from where pip puts it, with the data files it needs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("ingest", "assistant", "ui", "eval")
pytestmark = pytest.mark.slow


def run(*command: str, cwd: Path, **environment: str) -> str:
    """Run Python with `command`; its standard output, or a failure that shows what it printed."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT), cwd=folder)
    return next(folder.glob("nianbao-*.whl"))


@pytest.fixture(scope="module")
def site(wheel: Path) -> Path:
    """A folder like site-packages with nothing but the wheel in it."""
    folder = wheel.parent / "site"
    run("-m", "pip", "install", "--no-deps", "--target", str(folder), str(wheel), cwd=wheel.parent)
    return folder


def test_holds_every_file_of_the_packages(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted - held == set()
    assert {"ingest/strings.toml", "ingest/taxonomy.toml"} <= held


def test_holds_nothing_else(wheel: Path) -> None:
    tops = {entry.split("/")[0] for entry in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_is_used_from_where_it_was_installed(site: Path, tmp_path: Path) -> None:
    code = "import ingest, assistant, ui, eval; print(ingest.__file__, assistant.__file__, ui.__file__, eval.__file__)"
    printed = run("-c", code, cwd=tmp_path, PYTHONPATH=str(site)).split()
    assert [str(Path(file).parent.parent) for file in printed] == [str(site)] * 4


def test_the_command_runs(site: Path, samples: Path, tmp_path: Path) -> None:
    command = "from ui.cli import main; main()"
    place = {"cwd": tmp_path, "PYTHONPATH": str(site), "NIANBAO_LIBRARY": str(tmp_path / "library")}
    run("-c", command, "ingest", "--no-embed", str(samples / "wuzhong-kjj-2021.md"), **place)  # type: ignore[arg-type]
    answer = run("-c", command, "ask", "吴忠市科技局2021年微信公众号发布了多少篇信息？", **place)  # type: ignore[arg-type]
    assert "91" in answer
