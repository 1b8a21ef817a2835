"""The assistant's operations as tools: for a language model that plans, for LangChain's users, for MCP.

Every tool returns a record whose facts and sentences carry the [n] they were minted with (`cite`); a wrong call returns
{"error": ...} in plain words and never raises for what a caller wrote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from assistant import verify
from assistant.answer import Answer
from assistant.desk import Desk, desk_for
from assistant.operations.quoting import place_of
from assistant.question import Language, Operation
from assistant.routing import routed
from assistant.search import search
from assistant.understand import understand
from assistant.writing.data import harmless
from assistant.writing.ledger import Ledger, Record
from ingest.library import Library, ReportHead
from ingest.strings import say

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from ingest.report import Passage

Agency = Annotated[str, Field(min_length=1, max_length=60, description="one agency, as the library or people call it")]
Year = Annotated[int, Field(ge=1990, le=2100, description="the year a report is for")]
Metric = Annotated[
    str,
    Field(
        min_length=1, max_length=80, description="what is counted, in Chinese words, like 新收申请 or 微信公众号发布数"
    ),
]
Agencies = Annotated[list[Agency], Field(min_length=1, max_length=12, description="agencies to set side by side")]
Years = Annotated[list[Year], Field(max_length=12, description="years to set side by side; empty means the newest")]
Query = Annotated[str, Field(min_length=1, max_length=200, description="words to look for")]
Few = Annotated[int, Field(ge=1, le=20, description="at most so many")]
Many = Annotated[int, Field(ge=1, le=100, description="at most so many")]
SectionKind = Literal["overview", "proactive", "requests", "disputes", "problems", "other"]

_LONGEST_READ = 40
_LONGEST_TEXT = 1500
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_LOOKED_UP: frozenset[Operation] = frozenset(("lookup", "yes_no", "share", "contact"))
_OF_SECTION = 3


class Toolbox:
    """The tools over one library. What they find is minted in `ledger`, one for all calls of an answer."""

    def __init__(self, desk: Desk, ledger: Ledger | None = None, language: Language = "zh") -> None:
        self.desk = desk
        self.ledger = ledger or Ledger(language)
        self.language = language

    def find_reports(self, agency: Agency | None = None, year: Year | None = None, limit: Many = 50) -> Record:
        """Which annual reports the library holds: agency, year, title. Name an agency or a year to narrow it."""
        agencies = self._agencies([agency]) if agency else self.desk.agencies()
        if isinstance(agencies, str):
            return {"error": agencies}
        heads = [head for name in agencies for head in self.desk.heads(name) if year in (None, head.year)]
        rows = [
            {"agency": head.agency, "year": head.year, "title": harmless(head.title) or ""} for head in heads[:limit]
        ]
        return {"reports": rows, "held": len(heads), "agencies": len({head.agency for head in heads})}

    def lookup_facts(self, agency: Agency, metric: Metric, year: Year | None = None) -> Record:
        """One agency's number (or telephone, address ...) in one report, with the place it stands; newest year if none is named."""
        return self._asked([agency], [] if year is None else [year], metric, "lookup")

    def compare(self, agencies: Agencies, metric: Metric, years: Years | None = None) -> Record:
        """One number of several agencies, or of several years, side by side."""
        return self._asked(agencies, years or [], metric, "compare")

    def trend(
        self, agency: Agency, metric: Metric, from_year: Year | None = None, to_year: Year | None = None
    ) -> Record:
        """One agency's number over the years the library holds, with the change."""
        found = self._agencies([agency])
        if isinstance(found, str):
            return {"error": found}
        held = [year for name in found for year in self.desk.years(name)]
        years = [year for year in held if (from_year or 0) <= year <= (to_year or 9999)]
        if not years:
            return {
                "error": say("assistant.tool_no_year", self.language, agency=found[0], held="、".join(map(str, held)))
            }
        return self._asked([agency], sorted(set(years)), metric, "trend")

    def rank(
        self, metric: Metric, year: Year | None = None, order: Literal["most", "least"] = "most", limit: Few = 10
    ) -> Record:
        """All agencies by one number in one year, most (or least) first, with how many reports state it."""
        return self._asked([], [] if year is None else [year], metric, "rank", limit=limit, descending=order == "most")

    def total(
        self, metric: Metric, year: Year | None = None, agencies: Agencies | None = None, mean: bool = False
    ) -> Record:
        """The sum (or the mean) of one number over the agencies named, or over all, in one year."""
        words = f"{metric}平均" if mean else f"{metric}合计"
        return self._asked(agencies or [], [] if year is None else [year], words, "total")

    def search_passages(
        self, query: Query, agency: Agency | None = None, year: Year | None = None, limit: Few = 6
    ) -> Record:
        """Sentences of the reports that fit the words best; of one agency or year where they are named."""
        heads = self._heads(agency, year)
        if isinstance(heads, str):
            return {"error": heads}
        held = {head.id: head for head in heads}
        hits = search(self.desk.library, self.desk.embedder, query, reports=list(held), k=limit)
        return {"sentences": self._sentences((hit.passage, held[hit.passage.report]) for hit in hits)}

    def read_section(
        self, agency: Agency, year: Year, section: SectionKind, start: Annotated[int, Field(ge=0, le=2000)] = 0
    ) -> Record:
        """One section of one report, sentence by sentence, from sentence `start` on. problems: what was lacking and what is
        planned; requests: disclosure on application; disputes: reviews and lawsuits; proactive: what was published."""
        heads = self._heads(agency, year)
        if isinstance(heads, str):
            return {"error": heads}
        every = [
            (passage, head)
            for head in heads
            for passage in self.desk.library.passages([head.id])
            if passage.kind == section
        ]
        pairs = [(passage, sentence, head) for passage, head in every for sentence in spoken(passage)]
        page = [self._quoted(*pair) for pair in pairs[start : start + _LONGEST_READ]]
        record: Record = {"sentences": [one for one in page if one is not None]}
        if start + _LONGEST_READ < len(pairs):
            record["next_start"] = start + _LONGEST_READ
        return record

    def check_report(self, agency: Agency, year: Year | None = None) -> Record:
        """Whether the numbers of an agency's report agree with each other: the contradictions found, with their places."""
        return self._asked([agency], [] if year is None else [year], "数据核对", "check")

    def functions(self) -> tuple[Callable[..., Record], ...]:
        """The tools, as functions with typed and bounded parameters."""
        return (
            self.find_reports, self.lookup_facts, self.compare, self.trend, self.rank, self.total,
            self.search_passages, self.read_section, self.check_report,
        )  # fmt: skip

    def themes(self, years: Sequence[int], kind: str = "problems", most: int = 24) -> Record:
        """The first sentences of one section of many reports, to see what they have in common."""
        heads = [head for head in self.desk.all_heads() if not years or head.year in years]
        newest = max((head.year for head in heads), default=0)
        chosen = [head for head in heads if years or head.year == newest][:most]
        sentences: list[Record] = []
        for head in chosen:
            pairs = [
                (passage, sentence)
                for passage in self.desk.library.passages([head.id])
                if passage.kind == kind
                for sentence in spoken(passage)
            ]
            told = [pair for pair in pairs if len(pair[1]) > _OF_SECTION * 4][:_OF_SECTION]
            sentences += [
                one for passage, sentence in told if (one := self._quoted(passage, sentence, head)) is not None
            ]
        return {"sentences": sentences}

    def _asked(
        self, agencies: Sequence[str], years: Sequence[int], metric: str, operation: Operation, **more: Any
    ) -> Record:
        found: tuple[str, ...] | str = self._agencies(agencies) if agencies else ()
        if isinstance(found, str):
            return {"error": found}
        question = understand("和".join(found) + "、".join(f"{year}年" for year in years) + metric, self.desk)
        if operation != "lookup" or question.operation not in _LOOKED_UP:
            question = replace(question, operation=operation)
        question = replace(
            question, agencies=found, years=tuple(years), unknown=None, choices=(), language=self.language, **more
        )
        _, answer = routed(question, self.desk)
        return self._told(verify.checked(answer))

    def _told(self, answer: Answer) -> Record:
        if answer.status != "answered":
            return {"error": re.sub(r"\s+", " ", answer.text)}
        if answer.values:
            return self.ledger.admit(answer)
        told = [line for line in re.sub(r"\[\d+\]", "", answer.text).split("\n") if harmless(line) is not None]
        return self.ledger.admit(answer) | {"found": "\n".join(told)[:_LONGEST_TEXT]}

    def _agencies(self, asked: Sequence[str]) -> tuple[str, ...] | str:
        """The agencies meant, or why they cannot be told."""
        out: list[str] = []
        for name in asked:
            if name in self.desk.agencies():
                out.append(name)
                continue
            found = self.desk.names.resolve(name)
            if len(found.agencies) != 1:
                near = "、".join((found.choices or found.agencies or self.desk.agencies())[:6])
                return say("assistant.tool_no_agency", self.language, agency=name, nearest=near)
            out += found.agencies
        return tuple(dict.fromkeys(out))

    def _heads(self, agency: str | None, year: int | None) -> list[ReportHead] | str:
        found = self._agencies([agency]) if agency else self.desk.agencies()
        if isinstance(found, str):
            return found
        heads = [head for name in found for head in self.desk.heads(name)]
        held = [head for head in heads if year in (None, head.year)]
        if not held:
            years = "、".join(str(one) for one in sorted({head.year for head in heads}))
            return say("assistant.tool_no_year", self.language, agency=agency or "", held=years)
        return held

    def _sentences(self, found: Iterable[tuple[Passage, ReportHead]]) -> list[Record]:
        quoted = (self._quoted(passage, sentence, head) for passage, head in found for sentence in spoken(passage))
        return [one for one in quoted if one is not None][:_LONGEST_READ]

    def _quoted(self, passage: Passage, sentence: str, head: ReportHead) -> Record | None:
        return self.ledger.quote(head, passage.section, sentence, place_of(self.desk, passage, sentence))


def spoken(passage: Passage) -> Iterable[str]:
    """The sentences of a passage, without headings and rows of tables."""
    for hit in _SENTENCE.finditer(passage.text):
        sentence = hit.group().strip()
        if (
            len(sentence) > 5
            and " | " not in sentence
            and "\t" not in sentence
            and sentence.rstrip("。") not in passage.section
        ):
            yield sentence


def tools(
    library: Library, embedder: Any = None, language: Language = "zh", ledger: Ledger | None = None
) -> list[BaseTool]:
    """The operations as LangChain tools, for an agent of one's own. Their artifacts are the citations behind each `cite`."""
    return wrapped(Toolbox(desk_for(library, embedder), ledger, language))


def wrapped(box: Toolbox) -> list[BaseTool]:
    """The functions of a toolbox as LangChain tools."""
    from langchain_core.tools import StructuredTool

    def made(function: Callable[..., Record]) -> BaseTool:
        def call(**given: Any) -> tuple[str, list[dict[str, Any]]]:
            before = len(box.ledger.citations)
            record = function(**given)
            return as_text(record), [each.as_json() for each in box.ledger.citations[before:]]

        described = _described()[function.__name__]
        return StructuredTool(
            name=described.name,
            description=described.description,
            args_schema=described.args_schema,  # type: ignore[arg-type]
            func=call,
            response_format="content_and_artifact",
            handle_validation_error=lambda error: as_text({"error": misused(error)}),
        )

    return [made(function) for function in box.functions()]


@cache
def schemas() -> tuple[dict[str, Any], ...]:
    """The tools as OpenAI-style definitions, which every provider's bind_tools takes."""
    from langchain_core.utils.function_calling import convert_to_openai_tool

    return tuple(convert_to_openai_tool(tool) for tool in _described().values())


@cache
def _described() -> dict[str, BaseTool]:
    """Names, descriptions and parameters of the tools, read off the functions once."""
    from langchain_core.tools import StructuredTool

    functions = Toolbox.functions(object.__new__(Toolbox))
    return {function.__name__: StructuredTool.from_function(function) for function in functions}


def misused(error: Any) -> str:
    """What is wrong with the parameters of a call, in one line."""
    told = (
        [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        if hasattr(error, "errors")
        else [str(error)]
    )
    return "; ".join(told)[:300]


def as_text(record: Record) -> str:
    """A record as JSON on one line."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=str)
