"""Reviews and lawsuits as real reports print them: right, or said to be unreadable."""

from __future__ import annotations

from tests.ingest.standard.printed import (
    DISPUTES,
    Read,
    facts,
    grid,
    numbers,
    read,
    text_table,
)


def shapes(*blocks) -> list[str]:  # type: ignore[no-untyped-def]
    return [finding.rule for finding in facts(*blocks)[1]]


def disputed(*values: str) -> Read:
    keys = [
        f"{kind}.{outcome}"
        for kind in ("review", "litigation.direct", "litigation.after_review")
        for outcome in ("upheld", "corrected", "other", "pending", "total")
    ]
    return dict(zip(keys, values, strict=True))


FIFTEEN = ["3", "1", "0", "1", "5", "2", "0", "0", "0", "2", "0", "1", "0", "0", "1"]


def test_disputes_row() -> None:
    assert read(text_table(*DISPUTES, "\t".join(FIFTEEN))) == disputed(*FIFTEEN)
    assert read(text_table(*DISPUTES, "\t".join([*FIFTEEN, ""]))) == disputed(*FIFTEEN)
    assert read(text_table(*DISPUTES), text_table("\t".join(FIFTEEN))) == disputed(*FIFTEEN)


def test_16_values_for_15_columns_zhongwei_2019() -> None:
    table = text_table(*DISPUTES, "\t".join(["0", "0", "00", *["0"] * 13]))
    assert read(table) == disputed(*["unreadable"] * 15)
    assert shapes(table)[:1] == ["shape"]


def test_disputes_with_a_value_lost() -> None:
    for at in range(15):
        values = [*FIFTEEN[:at], *FIFTEEN[at + 1 :]]
        for line in (values, [*values, ""], ["", *values]):
            found = read(text_table(*DISPUTES, "\t".join(line)))
            assert numbers(found).items() <= disputed(*FIFTEEN).items(), (at, line)


def test_disputes_with_blanks_and_a_total() -> None:
    blank = ["", "", "", "", "0"] * 3
    assert read(text_table(*DISPUTES, "\t".join(blank))) == disputed(*(one or "blank" for one in blank))


def test_disputes_as_two_tables() -> None:
    outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    review = grid([("行政复议", 5, 1)], outcomes, FIFTEEN[:5])
    suits = grid(
        [("行政诉讼", 10, 1)], [("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)], [*outcomes, *outcomes], FIFTEEN[5:]
    )
    found = read(review, suits)
    assert numbers(found) in (disputed(*FIFTEEN), {})
