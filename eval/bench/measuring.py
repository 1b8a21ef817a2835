"""One side over one corpus, in a process of its own so that memory and imports are its own."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.bench.evidence import has_evidence, rank, right_report
from eval.bench.peers import Setup, Side, side
from eval.retrieval import DEPTHS
from eval.schema import Item, load

_MEGABYTE = 1024.0 if sys.platform != "darwin" else 1024.0 * 1024.0


def measure(name: str, reports: Path, questions: Path, setup: Setup) -> dict[str, Any]:
    """Scores, seconds and megabytes of one side. `reports` is a folder, `questions` a set over it."""
    paths = sorted(path for path in reports.iterdir() if path.is_file())
    ours = side(name, setup)
    started = time.perf_counter()
    passages = ours.ingest(paths)
    ingesting = time.perf_counter() - started
    items = [item for item in load(questions) if has_evidence(item)]
    return {
        "side": name,
        "reports": len(paths),
        "questions": len(items),
        "passages": passages,
        "ingest_s": round(ingesting, 2),
        **_searched(ours, items),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE),
    }


def _searched(ours: Side, items: Sequence[Item]) -> dict[str, Any]:
    ours.search(items[0].question, DEPTHS[-1])
    ranks, reports, seconds = [], 0, []
    for item in items:
        started = time.perf_counter()
        found = ours.search(item.question, DEPTHS[-1])
        seconds.append(time.perf_counter() - started)
        ranks.append(rank(item, found))
        reports += right_report(item, found)
    recalls = {f"recall@{k}": round(sum(one is not None and one <= k for one in ranks) / len(items), 4) for k in DEPTHS}
    return {
        "right_report": round(reports / len(items), 4),
        **recalls,
        "mrr": round(sum(1 / one for one in ranks if one) / len(items), 4),
        "p50_ms": round(sorted(seconds)[len(seconds) // 2] * 1000, 1),
        "p95_ms": round(sorted(seconds)[int(len(seconds) * 0.95)] * 1000, 1),
    }


def main(given: Sequence[str] | None = None) -> int:
    """`SIDE REPORTS QUESTIONS MODEL SCRATCH CHUNK OVERLAP`: the result as one line of JSON."""
    name, reports, questions, model, scratch, chunk, overlap = given or sys.argv[1:]
    setup = Setup(Path(model), Path(scratch), int(chunk), int(overlap))
    print(json.dumps(measure(name, Path(reports), Path(questions), setup)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
