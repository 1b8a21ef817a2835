"""The shape of the house: which way imports run, what importing costs, how much a package exports."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAY_IMPORT = {
    "ingest": {"ingest"},
    "assistant": {"assistant", "ingest"},
    "ui": {"ui", "assistant", "ingest", "eval"},
    "eval": {"eval", "assistant", "ingest"},
}
NOUNS = {"ingest/report.py", "ingest/errors.py", "assistant/question.py"}
WEB = ("ui/web", "ui/page/")  # loaded by `serve` only, and made of gradio
HEAVY = {"torch", "sentence_transformers", "transformers", "faiss", "gradio", "jieba", "langchain", "rapidocr"}
MODULES = sorted(path for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> set[str]:
    """The top-level names of everything a module imports, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}:{node.lineno}: imports are absolute here"
            found.add((node.module or "").split(".")[0])
    return found


def works_on_import(node: ast.stmt, may_call: bool) -> bool:
    """Whether a statement at a module's top does more than define something."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign | ast.FunctionDef | ast.ClassDef):
        return False
    if isinstance(node, ast.Expr):
        return not (isinstance(node.value, ast.Constant) or (may_call and isinstance(node.value, ast.Call)))
    if isinstance(node, ast.If):
        return not any(word in ast.unparse(node.test) for word in ("TYPE_CHECKING", "__name__"))
    return not isinstance(node, ast.AsyncFunctionDef)


def test_all_packages_are_looked_at() -> None:
    assert {name(path).split("/")[0] for path in MODULES} == set(MAY_IMPORT)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_run_one_way(path: Path) -> None:
    ours = imports(path) & set(MAY_IMPORT)
    assert ours <= MAY_IMPORT[name(path).split("/")[0]]


def test_nouns_import_nothing_of_ours() -> None:
    assert {noun: imports(ROOT / noun) & set(MAY_IMPORT) for noun in NOUNS} == {noun: set() for noun in NOUNS}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_define_and_do_nothing_else(path: Path) -> None:
    may_call = name(path) == "ui/cli.py"  # typer's app.add_typer(...)
    lines = [node.lineno for node in tree(path).body if works_on_import(node, may_call)]
    assert lines == []


def test_nothing_is_pickled() -> None:
    risky = {"pickle", "shelve", "marshal", "dill", "joblib", "cloudpickle"}
    assert {name(path): imports(path) & risky for path in MODULES if imports(path) & risky} == {}


def test_importing_loads_nothing_heavy() -> None:
    """A question that a fact answers must not wait for torch; so no module loads it, or its like, on import."""
    modules = [
        name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for path in MODULES
        if not name(path).startswith(("eval/", *WEB)) and not name(path).endswith("__main__.py")
    ]
    code = "import importlib, sys\nfor module in sys.argv[1:]: importlib.import_module(module)\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, *modules], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert HEAVY & {module.split(".")[0] for module in done.stdout.split()} == set()
    assert done.stderr == ""


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_export_lists_are_short_and_true(package: str) -> None:
    init = tree(ROOT / package / "__init__.py")
    listed = [
        node.value
        for node in init.body
        if isinstance(node, ast.Assign) and any(ast.unparse(target) == "__all__" for target in node.targets)
    ]
    exported = {
        alias.asname or alias.name
        for node in init.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if node.module != "__future__"
    }
    assert len(exported) <= 12
    assert exported == set(ast.literal_eval(listed[0]) if listed else [])
