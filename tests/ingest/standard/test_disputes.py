"""Reviews and lawsuits: five outcomes, three times."""

from __future__ import annotations

from tests.ingest.standard.blocks import REVIEWS, exact, expected, ragged, read


def test_disputes_with_merged_headers_in_an_exact_grid() -> None:
    names: list[str] = ["结果\n维持", "结果\n纠正", "其他\n结果", "尚未\n审结", "总\n计"]
    values, _ = read(
        exact(
            [
                [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
                [*((name, 2, 1) for name in names), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
                [*names, *names],
                [str(n) for n in range(1, 16)],
            ]
        )
    )
    assert values == expected("review 1 2 3 4 5\nlitigation.direct 6 7 8 9 10\nlitigation.after_review 11 12 13 14 15")


def test_disputes_left_blank_stay_blank() -> None:
    values, findings = read(ragged(REVIEWS + "\n" + "\t" * 14))
    assert {mark for marks in values.values() for mark in marks} == {"_"}
    assert (len(values), findings) == (15, ())


def test_disputes_with_trailing_empty_cells() -> None:
    values, _ = read(ragged(REVIEWS + "\n" + "\t".join("1000100000 20002"[i] for i in range(16) if i != 10) + "\t\t"))
    assert values["review.total"] == ["1"]
    assert values["litigation.after_review.upheld"] == ["2"]
