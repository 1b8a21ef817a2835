"""Ours beside what people would use instead: `python -m eval.bench [--reports 60] [--seed 5]`.

    pip install '.[bench]'      (in an environment of its own: langchain-huggingface wants an older huggingface_hub)

A corpus is generated, every side ingests the same files and answers the same questions with the passages it finds, each in
a process of its own, one after the other. Then ours answers the whole set, which the others cannot without a model.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.bench.peers import SIDES
from eval.bench.table import lines

FORMATS = ("html", "docx", "pdf", "txt")


def corpus(folder: Path, reports: int, seed: int) -> tuple[Path, Path]:
    """The folder of the reports, and the question set with wordings that nothing was built with."""
    from eval.corpus import generate

    generate(folder, reports, seed, FORMATS)
    return folder / "reports", folder / "sets" / "test.jsonl"


def sides(names: Sequence[str], reports: Path, questions: Path, options: argparse.Namespace) -> list[dict[str, Any]]:
    """Each side measured in a process of its own."""
    from eval.ingest_speed import model_folder

    results = []
    for name in names:
        with tempfile.TemporaryDirectory(prefix="nianbao-") as scratch:
            command = [sys.executable, "-m", "eval.bench.measuring", name, str(reports), str(questions),
                       str(model_folder()), scratch, str(options.chunk), str(options.overlap)]  # fmt: skip
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        results.append(json.loads(done.stdout.splitlines()[-1]))
        print(json.dumps(results[-1]), flush=True)
    return results


def answers(reports: Path, questions: Path) -> dict[str, Any]:
    """The scores of whole answers, over every type of question: see eval.runner."""
    from eval.building import build, embedder_for
    from eval.runner import run
    from eval.schema import load
    from ingest.library import Library

    embedder = embedder_for(True)
    with tempfile.TemporaryDirectory(prefix="nianbao-") as scratch:
        for _ in build(sorted(reports.iterdir()), Path(scratch), embedder):
            pass
        with Library.open(scratch) as library:
            return dict(run(load(questions), library, questions.name, embedder)["scores"])


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line, read."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--corpus", type=Path, help="keep the corpus here, or use the one that is there")
    parser.add_argument("--sides", nargs="+", choices=SIDES, default=list(SIDES))
    parser.add_argument("--chunk", type=int, default=500, help="characters in a piece of the others' (default 500)")
    parser.add_argument("--overlap", type=int, default=50)
    parser.add_argument("--out", type=Path, help="keep the results here (JSON)")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Generate, measure every side, print the table."""
    options = arguments(given)
    with tempfile.TemporaryDirectory(prefix="nianbao-") as scratch:
        folder = options.corpus or Path(scratch)
        held = (folder / "reports", folder / "sets" / "test.jsonl")
        reports, questions = held if held[1].exists() else corpus(folder, options.reports, options.seed)
        results = sides(options.sides, reports, questions, options)
        whole = answers(reports, questions) if "nianbao" in options.sides else {}
    if options.out:
        options.out.write_text(json.dumps({"sides": results, "answers": whole}, indent=1), encoding="utf-8")
    print("\n".join(lines(results, whole)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
