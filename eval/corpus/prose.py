"""The prose of a report and the quantities it states."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from eval.corpus.names import Agency
from eval.corpus.phrasing import Quantity, chinese, filled, quantity, wordings

_SIZE = {"city": 40.0, "county": 14.0, "department": 5.0, "town": 2.0}
_PAIRS = {"channels": ("wechat", "weibo"), "proposals": ("npc", "cppcc")}


@dataclass(slots=True)
class Prose:
    """Paragraphs by section, the quantities in them, the problems named, and how to reach the agency."""

    paragraphs: dict[str, list[str]] = field(default_factory=dict)
    quantities: list[Quantity] = field(default_factory=list)
    problems: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    contact: dict[str, str] = field(default_factory=dict)
    cumulative: bool = False
    """Whether a figure since opening, or of another year, stands beside those of the year."""
    unbalanced: bool = False
    """Whether a list names more than its total."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the prose says of figures that the tables hold; None where it does not say. `received`, `closed`: requests;
    `reviews`, `suits`: disputes; `fee`: processing fees in yuan. `unbalanced`: a total is written too small."""

    received: int | None = None
    closed: int | None = None
    reviews: int | None = None
    suits: int | None = None
    fee: int | None = None
    unbalanced: bool = False


class Writer:
    """Writes one report's prose."""

    def __init__(self, agency: Agency, year: int, chance: random.Random) -> None:
        self.agency, self.year, self.chance, self.words = agency, year, chance, wordings()
        self.prose = Prose()

    def write(self, stated: Stated) -> Prose:
        overview = self.prose.paragraphs
        overview["preamble"] = [self._preamble()]
        overview["overview"] = [self._filler("overview"), *self._leads(stated)]
        self._problems()
        overview["other"] = [self._fee(stated.fee)]
        return self.prose

    def _fee(self, fee: int | None) -> str:
        if fee is None:
            return self.chance.choice(
                ("无。", "无其他需要报告的事项。", "本年度未收取信息处理费。", "没有其他需要报告的事项。")
            )
        drawn = quantity("info_fee", fee, "元", self.chance, plain=True)
        text = self._fill(self.chance.choice(self.words["fee"]["charged"]), q=drawn.printed)
        self._note([drawn], text, "other")
        return text

    def _disputes(self, stated: Stated) -> str:
        if stated.reviews is None or stated.suits is None:
            return ""
        words = self.words["disputes"]
        if not stated.reviews and not stated.suits:
            return self._fill(self.chance.choice(words["none"]))
        return self._fill(self.chance.choice(words["counts"]), r=f"{stated.reviews}件", s=f"{stated.suits}件")

    def _slots(self, **more: object) -> dict[str, object]:
        chance = self.chance
        slots: dict[str, object] = {
            "year": self.year,
            "before": self.year - 1,
            "after": self.year + 1,
            "own": self.agency.own,
            "name": self.agency.name,
            "place": self.agency.place[:1],
            "about": chance.choice(self.agency.about),
            "small": chance.randint(1, 60),
            "ordinal": chance.randint(3, 40),
            "percent": chance.randint(2, 9),
            "p": f"{chance.uniform(1, 60):.1f}",
        }
        return slots | more

    def _fill(self, pattern: str, **more: object) -> str:
        return filled(pattern, self.chance, **self._slots(**more))

    def _filler(self, kind: str) -> str:
        return self._fill(self.chance.choice(self.words["filler"][kind]))

    def _leads(self, stated: Stated) -> list[str]:
        marks = self.chance.choice(
            (
                ("（一）", "（二）", "（三）", "（四）", "（五）"),
                ("1.", "2.", "3.", "4.", "5."),
                ("一是", "二是", "三是", "四是", "五是"),
                ("",) * 5,
            )
        )
        leads = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
        stop = self.chance.choice(("：", "。", "情况。"))
        texts = (
            "".join(self._disclosed()),
            self._requests(stated) + self._disputes(stated),
            self._filler("management") + self._proposals(stated.unbalanced),
            self._filler("platform") + self._distraction(),
            self._filler("supervision") + self._training(),
        )
        return [f"{mark}{lead}{stop}{text}" for mark, lead, text in zip(marks, leads, texts, strict=True)]

    def _disclosed(self) -> list[str]:
        keys = [
            m["key"]
            for m in self.words["metric"]
            if m["key"] not in ("training", "npc", "cppcc")
            and self.agency.level in m.get("levels", (self.agency.level,))
        ]
        picked = self.chance.sample(keys, self.chance.randint(4, 7))
        sentences = []
        if {"wechat", "weibo"} <= set(picked):
            picked = [key for key in picked if key not in _PAIRS["channels"]]
            sentences.append(self._pair("channels"))
        while picked:
            size = self.chance.choice((1, 1, 2))
            sentences.append(self._sentence(picked[:size]))
            picked = picked[size:]
        self.chance.shuffle(sentences)
        return sentences

    def _metric(self, key: str) -> dict[str, Any]:
        return next(metric for metric in self.words["metric"] if metric["key"] == key)

    def _drawn(self, key: str, plain: bool = False, unit: str | None = None) -> Quantity:
        metric, chance = self._metric(key), self.chance
        value = 1 + int(chance.expovariate(1 / (metric["size"] * _SIZE[self.agency.level])))
        return quantity(key, value, unit or chance.choice(metric["units"]), chance, plain)

    def _sentence(self, keys: list[str]) -> str:
        """One sentence that states a quantity for each of `keys`; the truth is noted beside it."""
        chance, slots = self.chance, self.words["slots"]
        drawn = [self._drawn(key) for key in keys]
        clauses = [
            self._fill(chance.choice(self._metric(key)["clauses"]), q=q.printed)
            for key, q in zip(keys, drawn, strict=True)
        ]
        start = self._fill(chance.choice(slots["when"])) + self._fill(chance.choice(slots["who"]))
        text = start + chance.choice(slots["link"]).join(clauses) + self._fill(chance.choice(slots["tail"]))
        self._note(drawn, text)
        return text

    def _pair(self, kind: str, unbalanced: bool = False) -> str:
        chance, keys = self.chance, _PAIRS[kind]
        unit = "条" if kind == "channels" else "件"
        a, b = (self._drawn(key, plain=True, unit=unit) for key in keys)
        patterns = self.words["combined"][kind]
        if unbalanced:
            patterns = [pattern for pattern in patterns if "{sum}" in pattern] or patterns
        pattern = chance.choice(patterns)
        less = min(a.value, b.value) if unbalanced and "{sum}" in pattern else 0
        self.prose.unbalanced = self.prose.unbalanced or less > 0
        total = f"{a.value + b.value - less}{unit}"
        start = self._fill(chance.choice(self.words["slots"]["when"])) + chance.choice((self.agency.own, ""))
        text = start + self._fill(pattern, a=a.printed, b=b.printed, sum=total) + "。"
        self._note([a, b], text)
        return text

    def _note(self, drawn: list[Quantity], sentence: str, section: str = "overview") -> None:
        self.prose.quantities.extend(replace(q, sentence=sentence, section=section) for q in drawn)

    def _requests(self, stated: Stated) -> str:
        count = stated.received
        if count is None:
            return self._fill("{own}[畅通|规范]依申请公开[受理渠道|办理流程]，依法保障公众获取政府信息的权利。")
        chance, words = self.chance, self.words["request"]
        start = self._fill(chance.choice(self.words["slots"]["when"])) + self.agency.own
        if count == 0:
            text = start + self._fill(chance.choice(words["none"])) + "。"
            drawn = Quantity("request", Decimal(0), "件", "exact", "0")
        else:
            drawn = quantity("request", count, chance.choice(words["units"]), chance, plain=True)
            text = start + self._fill(chance.choice(words["counts"]), q=drawn.printed)
            if stated.closed is not None:
                text += self._fill(chance.choice(words["done"]), q=f"{stated.closed}件")
            else:
                text += self._fill(chance.choice(words["closed"]))
            text += "。"
        self._note([drawn], text)
        return text

    def _proposals(self, unbalanced: bool) -> str:
        return self._pair("proposals", unbalanced) if unbalanced or self.chance.random() < 0.45 else ""

    def _training(self) -> str:
        if self.chance.random() < 0.4:
            return ""
        sessions = self._drawn("training", plain=True)
        metric = self._metric("training")
        people = quantity("training_attendance", int(sessions.value) * self.chance.randint(12, 60), "人次", self.chance)
        text = self._fill(self.chance.choice(("", "{year}年，", "全年"))) + self._fill(
            self.chance.choice(metric["clauses"]), q=sessions.printed
        )
        text += self._fill(self.chance.choice(metric["people"]), q=people.printed) + "。"
        self._note([sessions, people], text)
        return text

    def _distraction(self) -> str:
        """Numbers that are no figure of this year: cumulative, last year's, planned, growth."""
        if self.chance.random() < 0.5:
            return ""
        kind = self.chance.choice(tuple(self.words["other"]))
        self.prose.cumulative = kind in ("cumulative", "previous")
        count = f"{self.chance.randint(2, 900)}{'期' if kind == 'plan' else '条'}"
        return self._fill(self.chance.choice(self.words["other"][kind]), q=count) + "。"

    def _preamble(self) -> str:
        chance = self.chance
        street = f"{self.agency.place}{chance.choice(('栖云', '望岭', '临渊', '长屿'))}路{chance.randint(1, 200)}号"
        area = chance.randint(801, 899)
        contact = {
            "phone": f"0{area}-{chance.randint(2, 8)}{chance.randint(100000, 999999)}",
            "address": street,
            "email": f"xxgk{chance.randint(100, 999)}@example.{chance.choice(('com', 'org'))}",
            "postcode": str(chance.randint(810000, 899999)),
        }
        asked = chance.sample(sorted(contact), chance.choice((0, 2, 3, 4)))
        self.prose.contact = {key: contact[key] for key in asked}
        labels = {
            "phone": ("联系电话", "电话"),
            "address": ("地址", "办公地址"),
            "email": ("电子邮箱", "邮箱"),
            "postcode": ("邮编", "邮政编码"),
        }
        parts = "，".join(f"{chance.choice(labels[key])}：{contact[key]}" for key in asked)
        basis = (
            f"根据《中华人民共和国政府信息公开条例》{chance.choice(('规定', '要求', '（以下简称《条例》）有关规定'))}，"
        )
        period = f"统计期限为{self.year}年1月1日至{self.year}年12月31日。"
        reach = f"如有疑问，请与{self.agency.name}办公室联系（{parts}）。" if asked else ""
        return basis + f"{chance.choice(('编制', '特编制', '现公布'))}本报告，" + period + reach

    def _problems(self) -> None:
        picked = self.chance.sample(self.words["problem"], self.chance.choice((2, 3)))
        marks = [chinese(i + 1) if i != 1 else "二" for i in range(len(picked))]
        faults = [self._fill(one["text"]) for one in picked]
        measures = [self._fill(one["measure"]) for one in picked]
        self.prose.problems, self.prose.measures = tuple(faults), tuple(measures)
        texts = [f"{mark}是{fault}" for mark, fault in zip(marks, faults, strict=True)]
        steps = [f"{mark}是{text}" for mark, text in zip(marks, measures, strict=True)]
        self.prose.paragraphs["problems"] = [
            self._fill("{year}年，{own}政府信息公开工作[取得一定成效|稳步推进]，但仍存在[一些不足|以下问题]：")
            + "；".join(texts)
            + "。",
            self._fill("[下一步，|{after}年，]{own}将[重点做好以下工作|从以下方面改进]：") + "；".join(steps) + "。",
        ]
