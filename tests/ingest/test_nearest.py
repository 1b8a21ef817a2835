from __future__ import annotations

import sqlite3

import numpy as np
import pytest

from ingest import nearest as nearest_module
from ingest import vectors as vectors_module
from ingest.errors import LibraryError
from ingest.library import FILE, Library
from tests.ingest.library_samples import make_report, unit_vectors


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.mark.parametrize("direct", [0, 1000])
@pytest.mark.parametrize("exact", [0, 1000])
def test_nearest_is_exact_and_obeys_its_filter(library, monkeypatch, direct, exact):
    monkeypatch.setattr(nearest_module, "DIRECT", direct)
    monkeypatch.setattr(vectors_module, "EXACT", exact)
    everything = unit_vectors(80)
    reports = [make_report(f"{n}局") for n in range(40)]
    for n, report in enumerate(reports):
        library.add(report, everything[2 * n : 2 * n + 2], "m")
    passages = library.passages()
    query = unit_vectors(1, 9)[0]
    scores = everything @ query
    order = np.argsort(-scores)
    found = library.dense(query, k=5)
    assert [hit for hit, _ in found] == [passages[i] for i in order[:5]]
    assert [score for _, score in found] == pytest.approx(scores[order[:5]], abs=2e-3)
    worst = passages[order[-1]]
    hits = [hit for hit, _ in library.dense(query, [worst.report], k=5)]
    assert worst in hits
    assert {hit.report for hit in hits} == {worst.report}
    assert library.dense(query, []) == []


def index_files(library):
    return sorted(library.folder.glob("*.faiss"))


def test_the_index_follows_the_library(library):
    query = unit_vectors(1, 9)[0]
    library.add(make_report("甲局"), unit_vectors(2), "m")
    assert len(library.dense(query)) == 2
    (file,) = index_files(library)
    library.add(make_report("乙局"), np.stack([query, query]), "m")
    assert library.dense(query, k=1)[0][0].report == make_report("乙局").id
    library.remove(make_report("乙局").id)
    assert {hit.report for hit, _ in library.dense(query)} == {make_report("甲局").id}
    library.index()
    assert len(index_files(library)) == 1
    assert file not in index_files(library)


@pytest.mark.parametrize("harm", ["missing", "damaged", "stale"])
def test_an_index_out_of_step_is_built_again(library, harm):
    query = unit_vectors(1, 9)[0]
    library.add(make_report(), unit_vectors(2), "m")
    expected = library.dense(query)
    (file,) = index_files(library)
    if harm == "missing":
        file.unlink()
    elif harm == "damaged":
        file.write_bytes(file.read_bytes()[:40])
    else:
        library.add(make_report("乙局"), unit_vectors(2, 5), "m")
        file.rename(file.with_name(f"nianbao-{library.state}.faiss"))
        expected = None
    with Library.open(library.folder) as again:
        found = again.dense(query)
    assert len(found) == 4 if expected is None else found == expected


@pytest.mark.parametrize("exact", [0, 1000])
def test_an_index_of_an_earlier_state_is_brought_up_to_date(library, monkeypatch, exact):
    monkeypatch.setattr(vectors_module, "EXACT", exact)
    vectors = unit_vectors(44)
    reports = [make_report(f"{n}局") for n in range(22)]
    for n, report in enumerate(reports[:21]):
        library.add(report, vectors[2 * n : 2 * n + 2], "m")
    library.index()
    with Library.open(library.folder) as again:
        again.remove(reports[0].id)
        again.add(reports[21], vectors[42:], "m")
    monkeypatch.setattr(vectors_module.VectorIndex, "build", None)
    with Library.open(library.folder) as again:
        for n in (1, 21):
            assert again.dense(vectors[2 * n], k=1)[0][0].report == reports[n].id
        assert reports[0].id not in {hit.report for hit, _ in again.dense(vectors[0], k=44)}


def test_an_index_made_after_the_copy_that_was_restored_is_not_used(library):
    vectors = unit_vectors(6)
    library.add(make_report("甲局"), vectors[:2], "m")
    copy = (library.folder.parent / FILE, library.folder / FILE)
    with sqlite3.connect(copy[1]) as db:
        db.execute("VACUUM INTO ?", (str(copy[0]),))
    db.close()
    library.add(make_report("乙局"), vectors[2:4], "m")
    library.index()
    library.close()
    copy[0].replace(copy[1])
    with Library.open(library.folder) as restored:
        restored.add(make_report("丙局"), vectors[4:], "m")
        best, score = restored.dense(vectors[4], k=1)[0]
        assert (best.report, score) == (make_report("丙局").id, pytest.approx(1, abs=2e-3))


def test_vectors_of_another_model_are_refused(library):
    library.add(make_report(), unit_vectors(2), "one")
    assert library.model == "one"
    with pytest.raises(LibraryError, match=r"one.*two"):
        library.add(make_report("乙局"), unit_vectors(2), "two")
    with pytest.raises(LibraryError, match="one"):
        library.dense(unit_vectors(1, dimension=4)[0])
    assert len(library.reports()) == 1
    library.remove(make_report().id)
    assert library.model is None
    library.add(make_report("乙局"), unit_vectors(2, dimension=4), "two")
    assert library.model == "two"


def test_without_vectors_nothing_is_near(library):
    library.add(make_report())
    library.index()
    assert library.dense(unit_vectors(1)[0]) == []
