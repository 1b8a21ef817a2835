"""Cells that slipped out of their columns are put back where the sums confirm it, else unreadable."""

from __future__ import annotations

from tests.ingest.standard.blocks import HEAD, NAMES, NEW, exact, ragged, read


def test_lost_leading_columns() -> None:
    values, _ = read(
        ragged(
            f"{HEAD}\n{NAMES}\n{NEW}\t\t\t4\t0\t0\t0\t0\t0\t4\n"
            "5.要求行政机关确认或重新出具已获取信息\t0\t0\t0\t0\t0\t0\t0\n3. 其他\t\t3\t0\t0\t1\t0\t0\t4\n(七) 总计\t\t3\t0\t0\t1\t0\t0\t4"
        )
    )
    assert values["requests.results.other.misc"] == ["3", "0", "0", "1", "0", "0", "4"]
    assert values["requests.results.total"] == ["3", "0", "0", "1", "0", "0", "4"]


def test_a_shifted_row_is_realigned_where_a3_confirms_it() -> None:
    values, findings = read(ragged(f"{NEW}\t\t2\t1\t\t\t\t\t3\t"))
    assert values["requests.received_new"] == ["2", "1", "_", "_", "_", "_", "3"]
    assert findings == ()


def test_a_shifted_row_that_a3_does_not_confirm_is_unreadable() -> None:
    values, findings = read(ragged(f"{NEW}\t\t\t2\t1\t\t\t\t\t"))
    assert values["requests.received_new"] == ["?"] * 7
    assert len(findings) == 1
    assert findings[0].operands[0][1] == f"{NEW} 2 1"


def test_blank_totals_stand_where_the_header_says() -> None:
    """Where the table has no total at all; a single such row may as well have lost a value."""
    row = "\t\t\t3\t0\t0\t0\t0\t2\t"
    values, _ = read(
        ragged(
            "\n".join(
                [HEAD, NAMES, NEW + row, "二、上年结转政府信息公开申请数量" + row, "四、结转下年度继续办理" + row]
            )
        )
    )
    assert [values[key] for key in values] == [["3", "0", "0", "0", "0", "2", "_"]] * 3
    values, findings = read(ragged(f"{HEAD}\n{NAMES}\n{NEW}{row}"))
    assert values["requests.received_new"] == ["?"] * 7
    assert len(findings) == 1


def test_a_row_with_too_few_cells_is_unreadable() -> None:
    values, findings = read(ragged(f"{HEAD}\n{NAMES}\n{NEW}\t3\t0\t3"))
    assert values["requests.received_new"] == ["?"] * 7
    assert len(findings) == 1


def test_a_merged_cell_over_several_rows_is_no_row_s_number() -> None:
    head = [[("", 1, 2), "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]]
    rows = [
        [("（三）不予公开", 2, 1), "1.属于国家秘密", ("5", 2, 1), *["0"] * 5, "5"],
        ["2.其他法律行政法规禁止公开", *["0"] * 5, "0"],
    ]
    values, _ = read(exact([*head, [(NEW, 1, 2), "5", *["0"] * 5, "5"], *rows]))
    assert values["requests.results.refused.state_secret"][0] == "?"
    assert values["requests.results.refused.law_prohibited"] == ["?"] * 7
