from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from ingest import checks, pipeline, worker
from ingest.errors import DamagedFile, LibraryError, NotAReport, UnknownIdentity
from ingest.library import Library
from ingest.pipeline import find_files, ingest, read_report
from ingest.report import Finding, Report

REPORT = """{agency}{year}年政府信息公开工作年度报告

一、总体情况
（一）主动公开。{year}年，我局通过微信公众号发布信息{count}篇。
（二）依申请公开。全年收到政府信息公开申请2件，均已按时答复。

二、主动公开政府信息情况
行政处罚处理决定数量3件。

三、收到和处理政府信息公开申请情况
无。

{agency}
"""


class Counting:
    """An embedder that remembers how many texts it was given at a time."""

    name = "counting"

    def __init__(self):
        self.batches = []
        self.loads = 0

    def load(self):
        self.loads += 1

    def passages(self, texts, progress=None):
        self.batches.append(len(texts))
        progress(len(texts), len(texts))
        return np.full((len(texts), 4), 0.5, np.float32)


def write_report(file, agency="甲市科学技术局", year=2021, count=91):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(REPORT.format(agency=agency, year=year, count=count), "utf-8")
    return file


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "in"
    for year in (2019, 2021, 2020):
        write_report(folder / f"{year}.txt", year=year)
    return folder


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as opened:
        yield opened


def run(paths, library, embedder=None, workers=0, **options):
    return list(ingest(paths, library, embedder, workers=workers, **options))


def statuses(outcomes):
    return [(outcome.file.name, outcome.status) for outcome in outcomes]


def test_files_are_found_in_natural_order_and_hidden_ones_are_not(tmp_path):
    for name in ("10.txt", "9.txt", ".hidden", "b/2.txt", "b/~$2.docx", ".git/config", "__MACOSX/9.txt"):
        write_report(tmp_path / name)
    assert [str(file.relative_to(tmp_path)) for file in find_files([tmp_path])] == ["9.txt", "10.txt", "b/2.txt"]
    assert find_files([tmp_path / "10.txt", tmp_path]) == [tmp_path / name for name in ("10.txt", "9.txt", "b/2.txt")]
    assert find_files([tmp_path / "missing"]) == [tmp_path / "missing"]


def test_a_report_is_read_whole(tmp_path):
    report = read_report(write_report(tmp_path / "a.txt"))
    assert (report.agency, report.year, report.file) == ("甲市科学技术局", 2021, "a.txt")
    assert report.id == pipeline.report_id((tmp_path / "a.txt").read_bytes())
    assert any(fact.value == 91 for fact in report.facts)
    assert {passage.report for passage in report.passages} == {report.id}


def test_what_the_user_says_goes_first(tmp_path):
    report = read_report(write_report(tmp_path / "a.txt"), agency="乙县民政局", year=2020)
    assert (report.agency, report.year) == ("乙县民政局", 2020)
    assert all(passage.embedded.startswith("乙县民政局2020年") for passage in report.passages)


@pytest.mark.parametrize("text", ["今天天气很好。", "甲局2021年部门预算公开说明", "# Readme\n\nInstall it."])
def test_something_else_is_not_a_report(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, "utf-8")
    with pytest.raises(NotAReport, match=r"a\.txt"):
        read_report(tmp_path / "a.txt")


@pytest.mark.parametrize("text", ["政府信息公開工作年度報告\n本局公開信息。", "政务信息公开\n年报"])
def test_an_unnamed_report_asks_for_what_is_missing(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, "utf-8")
    with pytest.raises(UnknownIdentity, match=r"--agency.*--year"):
        read_report(tmp_path / "a.txt")
    with pytest.raises(UnknownIdentity, match="--year"):
        read_report(tmp_path / "a.txt", agency="甲局")
    with pytest.raises(UnknownIdentity, match="--agency"):
        read_report(tmp_path / "a.txt", year=2021)


def test_a_folder_goes_in_and_again_changes_nothing(inbox, library):
    assert statuses(run([inbox], library)) == [(f"{year}.txt", "added") for year in (2019, 2020, 2021)]
    state = library.state
    assert {status for _, status in statuses(run([inbox], library))} == {"unchanged"}
    assert library.state == state
    head = library.reports(year=2020)[0]
    assert library.file_bytes(head.id) == (inbox / "2020.txt").read_bytes()


def test_changed_content_replaces(inbox, library):
    run([inbox], library)
    write_report(inbox / "2020.txt", year=2020, count=5)
    assert statuses(run([inbox], library)) == [
        ("2019.txt", "unchanged"),
        ("2020.txt", "replaced"),
        ("2021.txt", "unchanged"),
    ]
    assert len(library.reports()) == 3


def test_the_same_content_under_another_name_is_said_to_be_held(inbox, library):
    run([inbox], library)
    (copy := inbox.parent / "copy.txt").write_bytes((inbox / "2020.txt").read_bytes())
    (outcome,) = run([copy], library)
    assert (outcome.status, "2020.txt" in outcome.reason) == ("unchanged", True)
    (outcome,) = run([inbox / "2020.txt"], library)
    assert outcome.reason is None


def test_a_file_that_was_renamed_is_followed(inbox, library):
    run([inbox], library)
    renamed = (inbox / "2020.txt").rename(inbox / "renamed.txt")
    (outcome,) = run([renamed], library)
    assert (outcome.status, outcome.reason, outcome.head.file) == ("unchanged", None, "renamed.txt")
    write_report(renamed, year=2020, count=3)
    assert statuses(run([inbox], library))[-1] == ("renamed.txt", "replaced")
    assert len(library.reports()) == 3


def test_a_second_file_of_the_same_agency_and_year_is_pointed_out(inbox, library):
    run([inbox], library)
    (outcome,) = run([write_report(inbox.parent / "corrected.txt", year=2020, count=8)], library)
    assert (outcome.status, "2020.txt" in outcome.reason) == ("added", True)


def test_reports_of_neighbouring_years_are_compared(inbox, library, monkeypatch):
    def check_years(earlier, later, earlier_id, later_id):
        assert {fact.report for fact in earlier} == {earlier_id}
        found = Finding(later_id, "B1", "error", "source", "1", "2", reports=(later_id, earlier_id))
        return (found,) if later else ()

    monkeypatch.setattr(checks, "check_years", check_years, raising=False)
    run([inbox], library)
    ids = {head.year: head.id for head in library.reports()}
    found = [finding.reports for finding in library.findings() if finding.rule == "B1"]
    assert found == [(ids[2020], ids[2019]), (ids[2021], ids[2020])]


def test_failures_are_set_aside_and_named(inbox, library):
    (inbox / "empty.txt").touch()
    (inbox / "weather.txt").write_text("今天天气很好。", "utf-8")
    outcomes = {outcome.file.name: outcome for outcome in run([inbox, inbox / "missing.pdf"], library)}
    for name in ("empty.txt", "weather.txt", "missing.pdf"):
        assert outcomes[name].status == "set_aside"
        assert name in outcomes[name].reason
        assert outcomes[name].head is None
    assert len(library.reports()) == 3


def test_what_is_wrong_with_the_library_is_no_files_fault(inbox, library):
    library.close()
    with pytest.raises(LibraryError):
        run([inbox], library)


def test_a_file_that_is_too_large_is_not_read(inbox, library, monkeypatch):
    monkeypatch.setattr(pipeline, "LARGEST", 10)
    assert {outcome.status for outcome in run([inbox], library)} == {"set_aside"}


def test_passages_of_several_reports_are_embedded_together(inbox, library):
    embedder = Counting()
    assert {outcome.head.embedded for outcome in run([inbox], library, embedder)} == {True}
    assert sum(embedder.batches) == sum(head.passages for head in library.reports())
    assert embedder.loads <= 1
    run([inbox], library, embedder)
    assert sum(embedder.batches) == sum(head.passages for head in library.reports())


def test_vectors_are_added_to_what_went_in_without(inbox, library):
    run([inbox], library)
    assert library.model is None
    assert {status for _, status in statuses(run([inbox], library, Counting()))} == {"replaced"}
    assert library.model == "counting"
    assert {status for _, status in statuses(run([inbox], library))} == {"unchanged"}


def test_broken_off_it_can_be_run_again(inbox, library):
    outcomes = ingest([inbox], library, workers=0)
    assert next(outcomes).status == "added"
    outcomes.close()
    held = len(library.reports())
    assert 1 <= held < 4
    assert {outcome.status for outcome in run([inbox], library)} <= {"added", "unchanged"}
    assert len(library.reports()) == 3


def test_progress_counts_files(inbox, library):
    seen = []
    run([inbox], library, Counting(), progress=lambda *step: seen.append(step))
    assert [step[1:] for step in seen if step[0] == "read"] == [(1, 3), (2, 3), (3, 3)]
    held = sum(head.passages for head in library.reports())
    assert [step for step in seen if step[0] == "embed"][-1] == ("embed", held, held)


def test_processes_read_what_one_process_reads(inbox, library):
    (inbox / "weather.txt").write_text("今天天气很好。", "utf-8")
    outcomes = run([inbox], library, workers=2)
    assert statuses(outcomes) == [
        *((f"{year}.txt", "added") for year in (2019, 2020, 2021)),
        ("weather.txt", "set_aside"),
    ]
    for head in library.reports():
        assert library.report(head.id) == read_report(inbox / head.file)


def test_a_reader_killed_just_after_it_answered_reads_the_next_file(inbox, monkeypatch):
    """The answer is there, the process is not: that takes nothing from whatever is read next."""
    readers = worker.Readers(1, 60)
    exchange = worker._exchange

    def then_abandoned(process, request):
        answer = exchange(process, request)
        readers.abandon(Path(request["path"]))
        return answer

    first, second = sorted(inbox.glob("*.txt"))[:2]
    try:
        monkeypatch.setattr(worker, "_exchange", then_abandoned)
        assert readers.read(first, None, None) == read_report(first)
        monkeypatch.setattr(worker, "_exchange", exchange)
        assert readers.read(second, None, None) == read_report(second)
    finally:
        readers.close()


FAULTY = """
import os, sys, time
from ingest import pipeline, worker

def read(path, agency, year, real=pipeline.read_report):
    print("a library that prints")
    if path.name == "dies.txt":
        os.kill(os.getpid(), 9)
    if path.name == "hangs.txt":
        time.sleep(60)
    if path.name == "faulty.txt":
        raise ZeroDivisionError("a fault of ours")
    return real(path, agency, year)

pipeline.read_report = read
worker.main()
"""


def test_a_file_that_kills_its_process_stops_no_other(inbox, library, monkeypatch):
    for name in ("dies", "faulty"):
        write_report(inbox / f"{name}.txt", year=2018)
    monkeypatch.setattr(worker, "_COMMAND", (sys.executable, "-c", FAULTY))
    outcomes = run([inbox], library, workers=1)
    assert [status for name, status in statuses(outcomes) if name[0] == "2"] == ["added"] * 3
    reasons = {outcome.file.name: outcome.reason for outcome in outcomes if outcome.status == "set_aside"}
    assert reasons.keys() == {"dies.txt", "faulty.txt"}
    assert "崩溃" in reasons["dies.txt"]
    assert "a fault of ours" in reasons["faulty.txt"]


def test_a_file_that_never_ends_is_given_up(inbox, library, monkeypatch):
    write_report(inbox / "hangs.txt", year=2018)
    monkeypatch.setattr(worker, "_COMMAND", (sys.executable, "-c", FAULTY))
    start = time.monotonic()
    outcomes = run([inbox / "hangs.txt", inbox / "2020.txt"], library, workers=1, seconds=8)
    assert statuses(outcomes) == [("hangs.txt", "set_aside"), ("2020.txt", "added")]
    assert "8 秒" in outcomes[0].reason
    assert time.monotonic() - start < 90


def test_no_process_is_left_behind(inbox, library, monkeypatch):
    started = []
    real = worker.subprocess.Popen
    monkeypatch.setattr(worker.subprocess, "Popen", lambda *a, **k: started.append(real(*a, **k)) or started[-1])
    outcomes = ingest([inbox], library, workers=2)
    next(outcomes)
    outcomes.close()
    assert started
    assert all(process.poll() is not None for process in started)


def test_worker_speaks_json(inbox, monkeypatch):
    line = worker.json.dumps({"path": str(inbox / "2020.txt"), "agency": None, "year": None}).encode()
    assert worker._answered(worker.answer(line) + b"\n") == read_report(inbox / "2020.txt")
    monkeypatch.setattr(pipeline, "read_report", lambda *_: 1 / 0)
    with pytest.raises(DamagedFile, match="ZeroDivisionError"):
        worker._answered(worker.answer(line))


def test_the_real_reports_go_in_whole(library, real_reports):
    outcomes = run([real_reports], library, workers=min(2, os.cpu_count() or 1))
    held = {(head.agency, head.year, head.file) for head in library.reports()}
    assert held == {
        ("吴忠市科学技术局", 2021, "wuzhong-kjj-2021.txt"),
        ("中卫市科学技术局", 2019, "zhongwei-kjj-2019.txt"),
        ("淮安市洪泽区人民政府", 2023, "hongze-2023.pdf"),
    }
    form = next(outcome for outcome in outcomes if outcome.file.name == "blank-form-2021.docx")
    assert form.status == "set_aside"
    for head in library.reports():
        report = library.report(head.id)
        assert isinstance(report, Report)
        assert report.facts
        assert report.passages
