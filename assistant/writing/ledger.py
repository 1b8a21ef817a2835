"""The facts and sentences found for one answer, each under the [n] it was minted with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.answer import Answer, Citation, Claim, Usage
from assistant.citing import mark
from assistant.metrics import label_of
from assistant.phrases import shown
from assistant.question import Language
from assistant.writing.data import harmless
from assistant.writing.vetting import Leader, Sources, leaders
from ingest.library import ReportHead
from ingest.report import Place

Record = dict[str, Any]
_SHOWN_MARKS = 8
OPEN = frozenset(("explain", "summarise", "themes"))
"""Operations that answer with words."""
_MARK = re.compile(r"\[(\d{1,4})\]")


class Ledger:
    """Mints citations, one a place, and keeps the claims that rest on them."""

    def __init__(self, language: Language = "zh") -> None:
        self.language = language
        self._citations: dict[tuple[object, ...], Citation] = {}
        self._claims: dict[tuple[object, ...], Claim] = {}
        self._leaders: set[Leader] = set()

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations.values())

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(self._claims.values())

    def sources(self, answer: Answer) -> Sources:
        """What a text that answers the same question may rest on."""
        question = answer.question
        cited = {each.n: each for each in self.citations}
        return Sources(cited, self.claims, question.text, question.years, frozenset(self._leaders))

    def admit(self, answer: Answer) -> Record:
        """The values and quotations of a verified answer, as a model is given them."""
        numbers = {citation.n: self._mint(citation) for citation in answer.citations}
        self._leaders |= leaders(answer)
        orders = {citation.n for citation in answer.citations if harmless(citation.quote) is None}
        facts = [
            self._fact(self._claim(claim, numbers)) for claim in answer.values if not orders & set(claim.citations)
        ]
        told = {n for claim in answer.values for n in claim.citations}
        quoted = [self._citations[key] for key in map(_key, (each for each in answer.citations if each.n not in told))]
        passages = [passage for each in quoted if (passage := self.passage(each)) is not None]
        record: Record = {"facts": facts} if facts else {}
        if passages:
            record["sentences"] = passages
        for name, value in (("coverage", answer.coverage), ("warnings", list(answer.warnings))):
            if value:
                record[name] = (
                    value if isinstance(value, str) else [_MARK.sub("", one) for one in value if harmless(one)]
                )
        return record

    def quote(self, head: ReportHead, section: Sequence[str], sentence: str, place: Place) -> Record | None:
        """A sentence of a report as a model is given it; None where it looks like an instruction."""
        if harmless(sentence) is None:
            return None
        citation = Citation(
            0, head.id, head.agency, head.year, head.title, head.file, tuple(section), sentence, place
        )  # fmt: skip
        number = self._mint(citation)
        return self.passage(next(each for each in self._citations.values() if each.n == number))

    def passage(self, citation: Citation) -> Record | None:
        """A cited sentence as a model is given it."""
        words = harmless(citation.quote)
        if words is None:
            return None
        return {"cite": mark(citation.n), "agency": citation.agency, "year": citation.year, "text": words}

    def _mint(self, citation: Citation) -> int:
        key = _key(citation)
        if key not in self._citations:
            self._citations[key] = replace(citation, n=len(self._citations) + 1)
        return self._citations[key].n

    def _claim(self, claim: Claim, numbers: dict[int, int]) -> Claim:
        minted = replace(claim, citations=tuple(dict.fromkeys(numbers[n] for n in claim.citations)))
        key = (
            minted.agency,
            minted.year,
            minted.metric,
            minted.number,
            minted.unit,
            minted.text,
            minted.citations,
            minted.formula,
        )
        return self._claims.setdefault(key, minted)

    def _fact(self, claim: Claim) -> Record:
        value = claim.text if claim.number is None else shown(claim.number, claim.unit, claim.qualifier, self.language)
        cited = [each for each in self.citations if each.n in claim.citations][:1]
        record: Record = {"cite": mark(*claim.citations[:_SHOWN_MARKS]), "agency": claim.agency, "year": claim.year}
        if claim.metric:
            record["metric"] = label_of(claim.metric, self.language)
        record["value"] = value
        if cited and cited[0].row:
            record["row"], record["column"] = (harmless(label or "") or "" for label in (cited[0].row, cited[0].column))
        elif cited and (words := harmless(cited[0].quote)) is not None and claim.formula is None:
            record["text"] = words
        return record


def settled(text: str, ledger: Ledger, offline: Answer, usage: Usage, notes: tuple[str, ...]) -> Answer:
    """The written answer: citations numbered as the text first uses them, its claims, and the offline answer's value,
    table and warnings with theirs."""
    used = list(dict.fromkeys(int(n) for n in _MARK.findall(text)))
    numbers = {_key(each): each.n for each in ledger.citations}
    kept = [claim for claim in ledger.claims if set(claim.citations) & set(used)]
    own = _own(offline, ledger, numbers)
    lead = (
        own
        if offline.table is not None or offline.question.operation not in OPEN
        else [one for one in own if one in kept]
    )
    claims = list({id(claim): claim for claim in (*lead, *kept)}.values())
    extra = [numbers[_key(each)] for each in offline.citations if each.n in _beside(offline) and _key(each) in numbers]
    order = dict.fromkeys([*used, *(n for claim in claims for n in claim.citations), *extra])
    again = {n: at for at, n in enumerate(order, 1)}
    by_number = {each.n: each for each in ledger.citations}
    back = {
        each.n: again[numbers[_key(each)]]
        for each in offline.citations
        if _key(each) in numbers and numbers[_key(each)] in again
    }
    return replace(
        offline,
        status="answered",
        text=_renumbered(text, again),
        values=tuple(replace(claim, citations=tuple(again[n] for n in claim.citations)) for claim in claims),
        citations=tuple(replace(by_number[n], n=at) for n, at in again.items()),
        table=_table(offline, back),
        warnings=tuple(_renumbered(warning, back) for warning in offline.warnings),
        reason=None,
        notes=notes,
        usage=usage,
        pending="",
        written=True,
    )


def _beside(offline: Answer) -> set[int]:
    """The citations that the table and the warnings of an answer mark."""
    rows = offline.table.rows if offline.table is not None else ()
    marked = {n for row in rows for _, cited in row for n in cited}
    return marked | {int(n) for warning in offline.warnings for n in _MARK.findall(warning)}


def _own(offline: Answer, ledger: Ledger, numbers: dict[tuple[object, ...], int]) -> list[Claim]:
    """The offline answer's claims as the ledger holds them."""
    by_n = {each.n: numbers.get(_key(each)) for each in offline.citations}
    wanted = [
        (claim.number, claim.agency, claim.year, tuple(by_n.get(n) for n in claim.citations))
        for claim in offline.values
    ]
    return [claim for claim in ledger.claims if (claim.number, claim.agency, claim.year, claim.citations) in wanted]


def _renumbered(text: str, numbers: dict[int, int]) -> str:
    return _MARK.sub(lambda hit: f"[{numbers[int(hit[1])]}]" if int(hit[1]) in numbers else hit.group(), text)


def _table(offline: Answer, numbers: dict[int, int]) -> Any:
    table = offline.table
    if table is None:
        return None
    rows = tuple(
        tuple((text, tuple(numbers[n] for n in cited if n in numbers)) for text, cited in row) for row in table.rows
    )
    chart = table.chart
    if chart is not None:
        points = [
            {**point, "citation": numbers.get(point["citation"], point["citation"])}
            for point in chart.get("points", ())
        ]
        chart = {**chart, "points": points}
    return replace(table, rows=rows, chart=chart)


def _key(citation: Citation) -> tuple[object, ...]:
    return (citation.report, citation.quote, citation.place, citation.row, citation.column, citation.number)
