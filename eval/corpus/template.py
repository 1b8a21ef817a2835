"""The three templates as printed: rows and columns by key, written down from domain.md (the parser has its own list)."""

from __future__ import annotations

APPLICANTS = {
    "applicant.natural_person": "自然人",
    "applicant.org.business": "商业企业",
    "applicant.org.research": "科研机构",
    "applicant.org.public_interest": "社会公益组织",
    "applicant.org.legal_service": "法律服务机构",
    "applicant.org.other": "其他",
    "applicant.total": "总计",
}
ORGANISATIONS = tuple(key for key in APPLICANTS if ".org." in key)

REFUSED = {
    "state_secret": "1.属于国家秘密",
    "law_prohibited": "2.其他法律行政法规禁止公开",
    "security_stability": "3.危及“三安全一稳定”",
    "third_party": "4.保护第三方合法权益",
    "internal_affairs": "5.属于三类内部事务信息",
    "process_info": "6.属于四类过程性信息",
    "enforcement_file": "7.属于行政执法案卷",
    "inquiry_matter": "8.属于行政查询事项",
}
UNAVAILABLE = {
    "not_held": "1.本机关不掌握相关政府信息",
    "needs_creation": "2.没有现成信息需要另行制作",
    "unclear": "3.补正后申请内容仍不明确",
}
NOT_PROCESSED = {
    "petition": "1.信访举报投诉类申请",
    "duplicate": "2.重复申请",
    "publication": "3.要求提供公开出版物",
    "excessive": "4.无正当理由大量反复申请",
    "reconfirm": "5.要求行政机关确认或重新出具已获取信息",
}
OTHER_T21 = {
    "overdue_correction": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "fee_unpaid": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "misc": "3.其他",
}
GRANTED = "（一）予以公开"
PARTIAL = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
RECEIVED, CARRIED_IN, CARRIED_OUT = "requests.received_new", "requests.carried_in", "requests.carried_out"
RESULTS = "requests.results"
TOTAL = f"{RESULTS}.total"

GROUPS = (
    ("（三）不予公开", "refused", REFUSED),
    ("（四）无法提供", "unavailable", UNAVAILABLE),
    ("（五）不予处理", "not_processed", NOT_PROCESSED),
)
LABELLED_ROWS = (
    "本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量", "结转下年度继续办理", GRANTED, PARTIAL, "（六）其他处理",
    "（七）总计", *(name for name, _, _ in GROUPS), *(label for _, _, rows in GROUPS for label in rows.values()),
    *OTHER_T21.values(),
)  # fmt: skip
"""Every row of the requests table as printed, group headers too."""
OUTCOMES_COMMON = (
    f"{RESULTS}.granted", f"{RESULTS}.partial",
    *(f"{RESULTS}.{group}.{row}" for _, group, rows in GROUPS for row in rows),
)  # fmt: skip


def outcomes(template: str) -> tuple[str, ...]:
    """Keys of the result rows that add up to the total."""
    if template == "T21":
        return (*OUTCOMES_COMMON, *(f"{RESULTS}.other.{row}" for row in OTHER_T21))
    return (*OUTCOMES_COMMON, f"{RESULTS}.other")


DISPUTE_GROUPS = (
    ("review", "行政复议"),
    ("litigation.direct", "未经复议直接起诉"),
    ("litigation.after_review", "复议后起诉"),
)
DISPUTE_RESULTS = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}

# heading, columns (key, label), rows (key, label); full key = disclosure.<article>.<row>.<column>
Article = tuple[str, str, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]
_ISSUED = (("issued", "本年制发件数"), ("repealed", "本年废止件数"), ("effective", "现行有效件数"))
_ITEMS = (("items_prev", "上一年项目数量"), ("items_change", "本年增/减"), ("decisions", "处理决定数量"))
_DECISIONS = (("decisions", "本年处理决定数量"),)
_MADE = (("made_new", "本年新制作数量"), ("published_new", "本年新公开数量"), ("published_total", "对外公开总数量"))
ARTICLES: dict[str, tuple[Article, ...]] = {
    "T21": (
        ("art20_1", "第二十条第（一）项", _ISSUED, (("rules", "规章"), ("normative_docs", "行政规范性文件"))),
        ("art20_5", "第二十条第（五）项", _DECISIONS, (("license", "行政许可"),)),
        ("art20_6", "第二十条第（六）项", _DECISIONS, (("penalty", "行政处罚"), ("coercion", "行政强制"))),
        (
            "art20_8",
            "第二十条第（八）项",
            (("amount_wan", "本年收费金额（单位：万元）"),),
            (("admin_fee", "行政事业性收费"),),
        ),
    ),
    "T19": (
        ("art20_1", "第二十条第（一）项", _MADE, (("rules", "规章"), ("normative_docs", "规范性文件"))),
        (
            "art20_5",
            "第二十条第（五）项",
            _ITEMS,
            (("license", "行政许可"), ("other_services", "其他对外管理服务事项")),
        ),
        ("art20_6", "第二十条第（六）项", _ITEMS, (("penalty", "行政处罚"), ("coercion", "行政强制"))),
        ("art20_8", "第二十条第（八）项", _ITEMS[:2], (("admin_fee", "行政事业性收费"),)),
        (
            "art20_9",
            "第二十条第（九）项",
            (("items", "采购项目数量"), ("amount", "采购总金额")),
            (("procurement", "政府集中采购"),),
        ),
    ),
}

# The statistics sheet of 2014: (key or None for a header, label, unit)
STATS: tuple[tuple[str | None, str, str], ...] = (
    (None, "一、主动公开情况", "——"),
    ("stats.proactive.total", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条"),
    ("stats.proactive.normative_published", "其中：主动公开规范性文件数", "条"),
    ("stats.proactive.normative_made", "制发规范性文件总数", "件"),
    (None, "（二）通过不同渠道和方式公开政府信息的情况", "——"),
    ("stats.proactive.channel.gazette", "1.政府公报公开政府信息数", "条"),
    ("stats.proactive.channel.website", "2.政府网站公开政府信息数", "条"),
    ("stats.proactive.channel.weibo", "3.政务微博公开政府信息数", "条"),
    ("stats.proactive.channel.wechat", "4.政务微信公开政府信息数", "条"),
    ("stats.proactive.channel.other", "5.其他方式公开政府信息数", "条"),
    (None, "二、回应解读情况", "——"),
    ("stats.response.hot_issues", "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次"),
    ("stats.response.press", "1.参加或举办新闻发布会总次数", "次"),
    ("stats.response.interviews", "2.政府网站在线访谈次数", "次"),
    ("stats.response.interpretations", "3.政策解读稿件发布数", "篇"),
    (None, "三、依申请公开情况", "——"),
    ("stats.requests.received.in_person", "1.当面申请数", "件"),
    ("stats.requests.received.fax", "2.传真申请数", "件"),
    ("stats.requests.received.online", "3.网络申请数", "件"),
    ("stats.requests.received.letter", "4.信函申请数", "件"),
    ("stats.requests.closed.on_time", "1.按时办结数", "件"),
    ("stats.requests.closed.extended", "2.延期办结数", "件"),
    ("stats.requests.replied.already_public", "1.属于已主动公开范围数", "件"),
    ("stats.requests.replied.granted", "2.同意公开答复数", "件"),
    ("stats.requests.replied.refused", "4.不同意公开答复数", "件"),
    ("stats.requests.replied.not_exist", "6.申请信息不存在数", "件"),
    ("stats.capacity.meetings", "（一）召开政府信息公开工作会议或专题会议数", "次"),
    ("stats.capacity.courses", "（二）举办各类培训班数", "次"),
    ("stats.capacity.trainees", "（三）接受培训人员数", "人次"),
)


def labels(template: str) -> dict[str, tuple[str | None, str | None]]:
    """Row and column labels of each metric, as far as the table prints them: disputes have no row label, the sheet of
    2014 none that tells its columns apart, and the columns of requests are the applicants."""
    if template == "T0":
        return {key: (name, None) for key, name, _ in STATS if key}
    made: dict[str, tuple[str | None, str | None]] = {
        f"disclosure.{article}.{row}.{column}": (name, head)
        for article, _, columns, rows in ARTICLES[template]
        for row, name in rows
        for column, head in columns
    }
    for group, name in DISPUTE_GROUPS:
        made |= {f"{group}.{result}": (None, f"{name} {head}") for result, head in DISPUTE_RESULTS.items()}
    return made | {key: (name, None) for key, name in _request_rows(template).items()}


def _request_rows(template: str) -> dict[str, str]:
    rows = {
        RECEIVED: "本年新收政府信息公开申请数量",
        CARRIED_IN: "上年结转政府信息公开申请数量",
        TOTAL: "（七）总计",
        CARRIED_OUT: "结转下年度继续办理",
        f"{RESULTS}.granted": GRANTED,
        f"{RESULTS}.partial": PARTIAL,
    }
    groups = [*GROUPS, *([("", "other", OTHER_T21)] if template == "T21" else [])]
    rows |= {f"{RESULTS}.{group}.{row}": name for _, group, some in groups for row, name in some.items()}
    return rows if template == "T21" else rows | {f"{RESULTS}.other": "（六）其他处理"}
