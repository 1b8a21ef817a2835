"""Tables made by hand for the tests of the standard tables: the forms they print, as blocks, and what is read from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.report import Block, Fact, Finding
from ingest.tables import cell_facts
from tests.ingest.standard.blocks import exact, ragged

WHO = (
    "natural_person",
    "org.business",
    "org.research",
    "org.public_interest",
    "org.legal_service",
    "org.other",
    "total",
)
# Key below `requests.`, the label printed, and the label column (of three) in which it stands.
ROWS = (
    ("received_new", "一、本年新收政府信息公开申请数量", 0), ("carried_in", "二、上年结转政府信息公开申请数量", 0),
    ("results.granted", "（一）予以公开", 1), ("results.partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 1),
    ("results.refused.state_secret", "1.属于国家秘密", 2), ("results.refused.law_prohibited", "2.其他法律行政法规禁止公开", 2),
    ("results.refused.security_stability", "3.危及“三安全一稳定”", 2), ("results.refused.third_party", "4.保护第三方合法权益", 2),
    ("results.refused.internal_affairs", "5.属于三类内部事务信息", 2), ("results.refused.process_info", "6.属于四类过程性信息", 2),
    ("results.refused.enforcement_file", "7.属于行政执法案卷", 2), ("results.refused.inquiry_matter", "8.属于行政查询事项", 2),
    ("results.unavailable.not_held", "1.本机关不掌握相关政府信息", 2), ("results.unavailable.needs_creation", "2.没有现成信息需要另行制作", 2),
    ("results.unavailable.unclear", "3.补正后申请内容仍不明确", 2), ("results.not_processed.petition", "1.信访举报投诉类申请", 2),
    ("results.not_processed.duplicate", "2.重复申请", 2), ("results.not_processed.publication", "3.要求提供公开出版物", 2),
    ("results.not_processed.excessive", "4.无正当理由大量反复申请", 2),
    ("results.not_processed.reconfirm", "5.要求行政机关确认或重新出具已获取信息", 2),
    ("results.other.overdue_correction", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", 2),
    ("results.other.fee_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", 2),
    ("results.other.misc", "3.其他", 2), ("results.total", "（七）总计", 1), ("carried_out", "四、结转下年度继续办理", 0),
)  # fmt: skip
GROUPS = {
    "results.refused.state_secret": "（三）不予公开",
    "results.unavailable.not_held": "（四）无法提供",
    "results.not_processed.petition": "（五）不予处理",
    "results.other.overdue_correction": "（六）其他处理",
}
ZEROS = ["0"] * 7
HEAD = [
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t申请人情况\t\t\t\t\t\t总计\t",
    "\t\t自然人\t法人或其他组织\t\t\t\t\t\t",
    "\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\t",
]
DISPUTES = [
    "行政复议\t\t\t\t\t行政诉讼",
    "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t",
    "\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计",
]
Read = dict[str, str]
Merged = tuple[str, int, int]
"""Text, columns, rows."""


def text_table(*rows: str) -> Block:
    """A table whose cells are only separated: columns are not known."""
    return ragged("\n".join(rows))


def grid(*rows: Sequence[str | Merged]) -> Block:
    """A table with known columns; merged cells as (text, columns, rows)."""
    return exact([[one if isinstance(one, str) else (one[0], one[2], one[1]) for one in row] for row in rows])


def prose(text: str) -> Block:
    return Block(0, text)


def facts(*blocks: Block) -> tuple[tuple[Fact, ...], tuple[Finding, ...]]:
    return cell_facts([replace(block, index=n) for n, block in enumerate(blocks)], [], "r")


def read(*blocks: Block) -> Read:
    """Key (with @applicant) -> the number as text, `blank` or `unreadable`, of the cells read."""
    return {
        name(fact): f"{fact.value:f}" if fact.value is not None else fact.state
        for fact in facts(*blocks)[0]
        if fact.origin == "cell"
    }


def name(fact: Fact) -> str:
    return f"{fact.metric}@{fact.applicant.removeprefix('applicant.')}" if fact.applicant else str(fact.metric)


def row(key: str, *values: str) -> Read:
    """What a row of the requests table should read as."""
    return {f"requests.{key}@{who}": value for who, value in zip(WHO, values, strict=True)}


def full(changed: dict[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The values of every row: those given, else zeros."""
    return {key: changed.get(key, ZEROS) for key, _, _ in ROWS}


def text_rows(values: dict[str, Sequence[str]]) -> list[str]:
    """The rows of a requests table as text tools print them: a label that is merged sideways closes up, so that values
    stand one column further left, with padding at the end."""
    made = []
    for key, label, depth in ROWS:
        group = "三、本年度办理结果" if key == "results.granted" else ""
        cells = {0: [label, ""], 1: [group, label], 2: ["", GROUPS.get(key, ""), label]}[depth]
        made.append("\t".join([*cells, *values[key], *[""] * (3 - len(cells))]))
    return made


def grid_rows(values: dict[str, Sequence[str | Merged]]) -> list[Sequence[str | Merged]]:
    """The rows of a requests table with its merged cells, headings included."""
    sizes = {"refused": 8, "unavailable": 3, "not_processed": 5, "other": 3}
    made: list[Sequence[str | Merged]] = [
        [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), ("申请人情况", 7, 1)],
        [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
    ]
    for key, label, depth in ROWS:
        cells: list[str | Merged] = [(label, 3 - depth, 1)]
        if key in GROUPS:
            cells.insert(0, (GROUPS[key], 1, sizes[key.split(".")[1]]))
        if key == "results.granted":
            cells.insert(0, ("三、\n本\n年\n度\n办\n理\n结\n果", 1, 22))
        made.append([*cells, *values[key]])
    return made


SOME: dict[str, Sequence[str]] = full({
    "received_new": ["12", "3", "0", "0", "1", "0", "16"], "carried_in": ["1", "0", "0", "0", "0", "0", "1"],
    "results.granted": ["8", "2", "0", "0", "1", "0", "11"], "results.unavailable.not_held": ["4", "1", "0", "0", "0", "0", "5"],
    "results.other.misc": ["1", "0", "0", "0", "0", "0", "1"], "results.total": ["13", "3", "0", "0", "1", "0", "17"],
})  # fmt: skip


def of(values: dict[str, Sequence[str]]) -> Read:
    """What the whole table should read as."""
    made: Read = {}
    for key, printed in values.items():
        made |= row(key, *(value or "blank" for value in printed))
    return made


def numbers(found: Read) -> Read:
    return {key: value for key, value in found.items() if value not in ("blank", "unreadable")}


def unread(found: Read) -> set[str]:
    return {key for key, value in found.items() if value == "unreadable"}
