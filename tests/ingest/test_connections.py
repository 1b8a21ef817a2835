from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from ingest import schema
from ingest.errors import LibraryError
from ingest.library import FILE, Library
from tests.ingest.library_samples import make_report, rows_left, unit_vectors


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as opened:
        yield opened


def test_a_missing_library_is_named(tmp_path):
    with pytest.raises(LibraryError, match="nianbao ingest"):
        Library.open(tmp_path, readonly=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"not a database" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_refused(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    for readonly in (True, False):
        with pytest.raises(LibraryError, match=FILE):
            Library.open(tmp_path, readonly)
    assert (tmp_path / FILE).read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path):
    db = sqlite3.connect(tmp_path / FILE)
    db.execute("CREATE TABLE photos (id)")
    db.close()
    with pytest.raises(LibraryError, match="--library"):
        Library.open(tmp_path)


def test_a_newer_library_is_refused(tmp_path):
    Library.open(tmp_path).close()
    db = sqlite3.connect(tmp_path / FILE)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(LibraryError, match="99"):
        Library.open(tmp_path)


def add_column(db):
    db.execute("ALTER TABLE reports ADD COLUMN colour TEXT")


def fail_half_way(db):
    db.execute("CREATE TABLE half (id)")
    raise sqlite3.OperationalError("disk I/O error")


def test_migrations_are_made_once_and_in_whole(tmp_path, monkeypatch):
    with Library.open(tmp_path) as library:
        library.add(make_report())
    known = len(schema.MIGRATIONS)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, add_column, fail_half_way))
    monkeypatch.setattr("ingest.connections.MIGRATIONS", schema.MIGRATIONS)
    with pytest.raises(LibraryError, match="disk"):
        Library.open(tmp_path)
    db = sqlite3.connect(tmp_path / FILE)
    assert db.execute("PRAGMA user_version").fetchone() == (known + 1,)
    assert db.execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchall() == []
    assert db.execute("SELECT colour FROM reports").fetchall() == [(None,)]
    db.close()
    monkeypatch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[: known + 1])
    monkeypatch.setattr("ingest.connections.MIGRATIONS", schema.MIGRATIONS)
    with Library.open(tmp_path, readonly=True) as library:
        assert library.report(make_report().id) == make_report()


def test_an_older_library_is_brought_up_to_date_by_a_reader(tmp_path, monkeypatch):
    Library.open(tmp_path).close()
    known = len(schema.MIGRATIONS)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, add_column))
    monkeypatch.setattr("ingest.connections.MIGRATIONS", schema.MIGRATIONS)
    with Library.open(tmp_path, readonly=True) as library, pytest.raises(LibraryError):
        library.add(make_report())
    db = sqlite3.connect(tmp_path / FILE)
    assert db.execute("PRAGMA user_version").fetchone() == (known + 1,)
    db.close()


def test_readers_go_on_beside_a_writer(library):
    library.add(make_report("甲局"))
    with Library.open(library.folder, readonly=True) as reader, library._connections.writing() as db:
        db.execute("DELETE FROM reports")
        assert len(reader.reports()) == 1
        assert reader.report(make_report("甲局").id) == make_report("甲局")


def test_a_locked_library_is_said_to_be(library, monkeypatch):
    monkeypatch.setattr("ingest.connections._WAIT", 0.05)
    with (
        Library.open(library.folder) as other,
        library._connections.writing(),
        pytest.raises(LibraryError, match="写入"),
    ):
        other.add(make_report())


READ_ONLY = """
import os, sys
from ingest import codec, lexical
from ingest.library import Library
from ingest.strings import say
say("ingest.unchanged")
if os.getuid() == 0:
    os.setuid(65534)
print(len(Library.open(sys.argv[1], readonly=True).reports()))
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="needs POSIX permissions")
def test_a_library_on_a_disc_that_cannot_be_written_is_read(tmp_path):
    with Library.open(tmp_path / "disc") as library:
        library.add(make_report())
    temporary = Path(tempfile.gettempdir())
    for folder in (tmp_path, *(parent for parent in tmp_path.parents if temporary in parent.parents)):
        folder.chmod(0o755)
    (tmp_path / "disc").chmod(0o555)
    command = [sys.executable, "-c", READ_ONLY, tmp_path / "disc"]
    root = Path(__file__).parents[2]
    try:
        done = subprocess.run(command, cwd=root, env={**os.environ, "PYTHONPATH": "."}, capture_output=True, text=True)
    finally:
        (tmp_path / "disc").chmod(0o755)
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_a_closed_library_says_so(tmp_path):
    library = Library.open(tmp_path)
    library.close()
    with pytest.raises(LibraryError, match="关闭"):
        library.reports()


def test_many_threads_share_one_library(library):
    reports = [make_report(f"{n}局") for n in range(12)]
    wrong: list[object] = []

    def read():
        for _ in range(30):
            held = library.reports()
            wrong.extend(head for head in held if len(library.facts([head.id])) != 6)
            wrong.extend(hit for hit, _ in library.dense(unit_vectors(1)[0], k=3) if hit.kind != "overview")

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for report in reports:
        library.add(report, unit_vectors(2), "m")
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(library.reports()) == 12


WRITER = """
import sys
from ingest.library import Library
from tests.ingest.library_samples import make_report
library = Library.open(sys.argv[1])
for n in range(100_000):
    library.add(make_report(f"{n}局"), content=b"x" * 2000)
    print(n, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_writer_killed_in_the_middle_leaves_a_whole_library(tmp_path):
    root = Path(__file__).parents[2]
    for wait in (0.0, 0.013, 0.031):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, tmp_path],
            stdout=subprocess.PIPE,
            cwd=root,
            env={**os.environ, "PYTHONPATH": "."},
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(wait)
            writer.send_signal(signal.SIGKILL)
        with Library.open(tmp_path) as library:
            heads = library.reports()
            assert heads
            for head in heads[-3:]:
                assert library.report(head.id) == make_report(head.agency)
                assert library.file_bytes(head.id) == b"x" * 2000
            left = rows_left(library)
        assert left["reports"] == left["bodies"] == left["files"] == len(heads)
        assert left["passages"] == left["words"] == 2 * len(heads)
