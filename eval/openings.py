"""Measures on the openings of real reports that lie beside the project: `python -m eval.openings`.

The folder holds `reports/NNN.txt`, `identity.jsonl` (whose report, which year) and `questions.jsonl` (what counts as
right: `number`, or `also`; `any_of` texts; `abstain`). Nothing of it is copied into the project.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared" / "openings"
_PINYIN = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)）]")
_DASHES = re.compile(r"[-‐-―−－]+")


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what counts as right."""

    id: str
    question: str
    type: str
    page: str | None = None
    agency: str | None = None
    year: int | None = None
    unit: str | None = None
    numbers: tuple[Decimal, ...] = ()
    any_of: tuple[str, ...] = ()
    abstain: bool = False

    @property
    def expected(self) -> str:
        if self.abstain:
            return "(decline)"
        return "/".join([str(number) for number in self.numbers] + list(self.any_of)) + (self.unit or "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one question went: `fault` is None when right; `strays` counts citations of another report."""

    case: Case
    fault: str | None
    given: str
    quote: str
    strays: int
    seconds: float


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    return OpenCC("t2s").convert


def simplified(text: str) -> str:
    """Simplified characters, NFKC, without spaces and without the pinyin a bad conversion left in brackets."""
    folded = unicodedata.normalize("NFKC", _converter()(_PINYIN.sub("", text)))
    return re.sub(r"\s+", "", _DASHES.sub("-", folded))


def load_cases(path: Path) -> list[Case]:
    return [_case(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _case(record: dict[str, Any]) -> Case:
    numbers = tuple(Decimal(str(record[key])) for key in ("number", "also") if record.get(key) is not None)
    return Case(
        record["id"],
        record["question"],
        record["type"],
        record.get("page"),
        record.get("agency"),
        record.get("year"),
        record.get("unit"),
        numbers,
        tuple(record.get("any_of", ())),
        bool(record.get("abstain")),
    )


def judge(case: Case, answer: dict[str, Any], seconds: float = 0.0) -> Verdict:
    """Score one answer (as `nianbao ask --json` gives it)."""
    strays = [] if case.abstain else [c for c in answer["citations"] if Path(c["file"]).stem != case.page]
    return Verdict(case, _fault(case, answer, bool(strays)), _given(answer), _quote(answer), len(strays), seconds)


def _fault(case: Case, answer: dict[str, Any], strays: bool) -> str | None:
    declined = answer["status"] in ("declined", "clarify")
    if case.abstain:
        return None if declined else "answered what cannot be known"
    if declined:
        return answer["status"]
    if strays:
        return "cites another report"
    if not answer["citations"]:
        return "cites nothing"
    return _number_fault(case, answer) if case.numbers else _text_fault(case, answer)


def _number_fault(case: Case, answer: dict[str, Any]) -> str | None:
    first = next(iter(answer["values"]), None)
    if first is None or first["number"] is None:
        return "no number"
    if Decimal(str(first["number"])) not in case.numbers:
        return "wrong number"
    return None if first["citations"] else "number without citation"


def _text_fault(case: Case, answer: dict[str, Any]) -> str | None:
    texts = [value.get("text") or "" for value in answer["values"]]
    shown = answer["text"] if case.type != "yes_no" else _lead(answer["text"])
    given = simplified("\n".join([shown, *texts]))
    return None if any(_stands(simplified(text), given) for text in case.any_of) else "wrong text"


def _lead(text: str) -> str:
    """The first statement of an answer: yes or no must come there, not in a quotation further down."""
    return re.split(r"[。\n.;；]", text.strip(), maxsplit=1)[0]


def _stands(wanted: str, text: str) -> bool:
    if wanted.isdigit():
        return re.search(rf"(?<!\d){wanted}(?!\d)", text) is not None
    return wanted in text


def _given(answer: dict[str, Any]) -> str:
    first = next(iter(answer["values"]), None)
    value = "" if first is None else f"{first['number']}{first['unit'] or ''} {first.get('text') or ''}".strip()
    said = answer["reason"] if answer["status"] != "answered" else answer["text"]
    return f"[{answer['status']}] {value} | {(said or answer['text'])[:90]}".replace("\n", " ")


def _quote(answer: dict[str, Any]) -> str:
    first = next(iter(answer["citations"]), None)
    return "" if first is None else f"{Path(first['file']).name}: {first['quote'][:120]}".replace("\n", " ")


def same_agency(expected: str, given: str | None) -> bool:
    """Equal after simplification, or a fuller name that ends with the expected one."""
    return bool(given) and simplified(given or "").endswith(simplified(expected))


def identity_faults(records: Iterable[dict[str, Any]], reports: Iterable[Any]) -> list[str]:
    """What is wrong with the identities of the library's reports; one line each."""
    held = {Path(report.file).stem: report for report in reports}
    faults = []
    for record in records:
        report = held.get(record["page"])
        if report is None:
            faults.append(f"{record['page']}: not in the library (expected {record['agency']} {record['year']})")
        elif not same_agency(record["agency"], report.agency) or report.year != record["year"]:
            faults.append(
                f"{record['page']}: expected {record['agency']} {record['year']}, given {report.agency} {report.year}"
            )
    return faults


def ask_all(library: Any, cases: Iterable[Case], embedder: Any = None) -> list[Verdict]:
    """Each question in a conversation of its own. A crash counts as a fault and is named."""
    from assistant.chat import Conversation

    verdicts = []
    for case in cases:
        started = time.perf_counter()
        try:
            answer = Conversation(library, embedder=embedder).ask(case.question).as_json(case.id)
        except Exception as error:  # noqa: BLE001 - a measurement names the crash and goes on
            answer = {"status": "crashed", "text": "", "values": [], "citations": [], "reason": repr(error)}
        verdicts.append(judge(case, answer, time.perf_counter() - started))
    return verdicts


def print_summary(verdicts: list[Verdict], verbose: bool) -> None:
    for verdict in verdicts:
        if verdict.fault or verbose:
            case = verdict.case
            print(
                f"{'FAIL' if verdict.fault else 'ok  '} {case.id} [{case.type}] {case.question}\n"
                f"     expected {case.expected} · {verdict.fault or 'right'}\n     given    {verdict.given}\n"
                f"     quote    {verdict.quote}"
            )
    by_type: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        by_type[verdict.case.type].append(verdict)
    for kind, some in [*sorted(by_type.items()), ("all", verdicts)]:
        right = sum(verdict.fault is None for verdict in some)
        print(f"{kind:18} {right:3}/{len(some):3} {right / max(1, len(some)):7.1%}")
    print("faults:", dict(Counter(verdict.fault for verdict in verdicts if verdict.fault)))
    times = sorted(verdict.seconds for verdict in verdicts) or [0.0]
    print(
        f"wrong-report citations: {sum(v.strays for v in verdicts)}   "
        f"p50 {times[len(times) // 2] * 1000:.0f} ms, p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms"
    )


def main(arguments: list[str] | None = None) -> None:
    options = _options(arguments)
    from eval.building import build, embedder_for
    from ingest.library import Library

    started, embedder = time.perf_counter(), embedder_for(options.embed)
    for outcome in build([options.shared / "reports"], options.library, embedder):
        if options.verbose or outcome.status == "set_aside":
            print(f"{outcome.status}: {outcome.file.name} {outcome.reason or ''}")
    print(f"library: {options.library} ({time.perf_counter() - started:.1f} s)")
    with Library.open(options.library) as library:
        if not options.only:
            _print_identity(options.shared / "identity.jsonl", library)
        cases = load_cases(options.shared / "questions.jsonl")
        wanted = [case for case in cases if not options.only or case.id.startswith(tuple(options.only))]
        print_summary(ask_all(library, wanted, embedder), options.verbose)


def _print_identity(path: Path, library: Any) -> None:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    faults = identity_faults(records, library.reports())
    print(*faults, sep="\n")
    print(f"identity           {len(records) - len(faults):3}/{len(records):3}")


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.openings", description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the openings")
    parser.add_argument(
        "--library",
        type=Path,
        default=Path(tempfile.gettempdir(), "nianbao-openings"),
        help="library folder, reused where it exists",
    )
    parser.add_argument("--only", nargs="+", help="ids of questions, or beginnings of them (p003)")
    parser.add_argument("--embed", action="store_true", help="with the embedding model (slower; text questions)")
    parser.add_argument("--verbose", action="store_true", help="print right answers too")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
