"""The last check before an answer is shown: everything in it stands in what it cites, or is computed from that.

The text is read as segments, each up to the [n] marks that carry it: its quotations must stand in those citations, its
names be theirs, its numbers be claimed from them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from assistant import formula
from assistant.answer import Answer, AnswerTable, Citation, Claim
from assistant.metrics import label_of
from assistant.phrases import plain
from assistant.writing import vetting
from ingest.folding import folded
from ingest.numerals import QUANTITY, read_number
from ingest.strings import say

_MARKS = re.compile(r"((?:\[\d+\])+)")
_RUN = re.compile(r"(?<![\w.])[-−]?\d[\d,]*(?:\.\d+)?|\d[\d,]*(?:\.\d+)?")
_NONE = re.compile("未|没有|无|不存在|零")
_QUOTED = re.compile('[“"][^”"]*[”"]')
_PLACE = re.compile(r"^\s*(\d+)\. ")
_NAME_OF_YEAR = re.compile(r"[\u4e00-\u9fff]{2,}[局委会府厅办院署站所心](?=\s*[（(]?(?:19|20)\d{2})")
_PARTS = re.compile("；|; ")
_FREE = frozenset(("catalogue", "check"))
"""Operations whose text counts what the library holds, or what a rule expects: their numbers stand in no report."""
_COUNTED = frozenset(("themes",))
"""Operations whose own words count reports; everything else they say is quoted."""

_FIRST = 0xF0000
_WEIGHED = 60
Cited = Mapping[int, Citation]


@dataclass(frozen=True, slots=True)
class _Segment:
    """A piece of text and the numbers of the citations that follow it; `line` holds all the marks of its line, `first`
    says that it begins one."""

    text: str
    marks: tuple[int, ...]
    line: frozenset[int]
    first: bool


def checked(answer: Answer) -> Answer:
    """`answer`, or a declining one in its place where something in it is not carried by its citations."""
    if answer.status != "answered" or next(iter(problems(answer)), None) is None:
        return answer
    text = say("assistant.unverified", answer.question.language)
    return replace(
        answer, status="declined", text=text, reason=text, values=(), citations=(), table=None, warnings=(), coverage=""
    )


def problems(answer: Answer) -> Iterable[str]:
    """What in the answer no citation carries: claims, numbers, names and quotations of the text, cells of the table."""
    proof = _Proof(answer)
    counts = answer.question.operation == "catalogue"  # of what the library holds, which no report states
    for claim in answer.values:
        if not (counts and claim.citations == ()) and (fault := _fault(claim, proof.cited)):
            yield f"claim {claim.shown}: {fault}"
    if answer.written:
        yield from vetting.problems(answer)
    else:
        yield from _text_problems(proof, answer.text, named=True)
    for warning in answer.warnings:
        yield from _text_problems(proof, warning, named=False)
    if answer.table is not None:
        yield from _table_problems(answer.table, proof)
        yield from _chart_problems(answer.table, answer.values)
    if not _adds_up(answer.coverage):
        yield f"coverage {answer.coverage}"


def numbers_in(text: str) -> frozenset[Decimal]:
    """Every number `text` can be read to state: as printed, with 万 and 亿 worked out, and 元 as 万元."""
    words = folded(text)
    read = [number for hit in QUANTITY.finditer(words) if (number := read_number(hit)) is not None]
    wan = frozenset(number.value / 10000 for number in read if number.unit == "元")
    return frozenset(number.value for number in read) | wan | frozenset(_numbers(words))


def _numbers(text: str) -> list[Decimal]:
    return [Decimal(run.replace(",", "").replace("−", "-")) for run in _RUN.findall(text)]


# -- claims ------------------------------------------------------------------------------------------------------------


def _fault(claim: Claim, cited: Cited) -> str | None:
    """Why a claim is not carried by what it cites, or None where it is."""
    if not claim.citations or any(n not in cited for n in claim.citations):
        return "no citation"
    citations = [cited[n] for n in claim.citations]
    if claim.agency and any(each.agency != claim.agency for each in citations):
        return "another report's citation"
    years = {each.year for each in citations}
    if claim.agency and (years != {claim.year} if claim.formula is None else max(years) != claim.year):
        return "another year's citation"
    if claim.text is not None:
        return None if all(claim.text in each.quote for each in citations) else "not quoted"
    if claim.number is None or claim.number not in _numbers(claim.shown):
        return "shown otherwise"
    if claim.formula is not None and (counted := formula.count_in(claim.formula)) is not None:
        return None if counted == claim.number == len({each.report for each in citations}) else "does not count"
    if claim.formula is not None:
        return None if _computed(claim.formula, claim.number, citations) else "does not compute"
    return None if all(_stands(claim.number, each) for each in citations) else "not in the citation"


def _stands(number: Decimal, citation: Citation) -> bool:
    """Whether the number is the one at the cited place, and its quotation states it."""
    if citation.number not in (None, number):
        return False
    if number in _numbers(citation.quote) or _broken(number, citation) or _printed(number, citation):
        return True
    return number in numbers_in(citation.quote) or (number == 0 and _NONE.search(folded(citation.quote)) is not None)


def _printed(number: Decimal, citation: Citation) -> bool:
    """Whether one cell of the row that is cited prints the number by itself: 1263.9万元 behind 18."""
    cells = citation.quote.split() if citation.row is not None and citation.number == number else ()
    return any(number in numbers_in(cell) for cell in cells)


def _broken(number: Decimal, citation: Citation) -> bool:
    """Whether the cell itself prints the number with its digits apart: 5 3 in a narrow column."""
    if citation.row is None or citation.number != number or number != number.to_integral_value():
        return False
    width = (
        (citation.place.end - citation.place.start) if citation.place.end and citation.place.start is not None else 0
    )
    digits = str(abs(int(number)))
    spaced = r"(?<!\d)" + r"\s*".join(digits) + r"(?!\d)"
    return width > len(digits) and re.search(spaced, citation.quote) is not None


def _operands(written: str) -> Counter[Decimal]:
    """The numbers a formula takes; of a share those above the line may be counted again below it, being part of it."""
    if "× 100 =" not in written or "÷" not in written:
        return formula.operands(written)
    above, below = written.split("÷", 1)
    return formula.operands(above) | formula.operands(below)


def _computed(written: str, number: Decimal, citations: Sequence[Citation]) -> bool:
    """Whether the formula holds, gives the number, and takes each of its numbers from a citation of its own."""
    if not formula.holds(written) or formula.result(written) != number:
        return False
    needed = _operands(written)
    if "× 100 =" in written:
        needed[Decimal(100)] -= 1
    for taken in filter(None, (formula.base(written), formula.period(written))):
        needed[taken] -= 1
    count = Decimal(len({each.report for each in citations}))
    if written.split("=")[0].strip().endswith(f"÷ {plain(count)}"):
        needed[count] -= 1
    stated = Counter(each.number for each in citations if each.number is not None and _stands(each.number, each))
    loose = [numbers_in(each.quote) for each in citations if each.number is None]
    for operand in (+needed - stated).elements():
        home = next((numbers for numbers in loose if operand in numbers), None)
        if home is None:
            return False
        loose.remove(home)
    return True


# -- text --------------------------------------------------------------------------------------------------------------


class _Proof:
    """An answer, with what is looked up in it for every piece of its text."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.language = answer.question.language
        self.cited = {citation.n: citation for citation in answer.citations}
        self.claims: dict[int, list[Claim]] = {}
        for claim in answer.values:
            for n in claim.citations:
                self.claims.setdefault(n, []).append(claim)
        self._names: dict[str, list[str]] = {}
        agencies = {*answer.question.agencies, *(citation.agency for citation in answer.citations)} - {""}
        for name in sorted(agencies, key=len, reverse=True):
            self._names.setdefault(name[:2], []).append(name)

    def named(self, words: str) -> tuple[list[str], str]:
        """The agencies of this answer that `words` name, and the words without them."""
        found: list[str] = []
        rest, at = "", 0
        while at < len(words):
            name = next((name for name in self._names.get(words[at : at + 2], ()) if words.startswith(name, at)), None)
            found += [name] if name else []
            rest += " " if name else words[at]
            at += len(name) if name else 1
        return found, rest

    def claimed(self, citations: Iterable[Citation]) -> list[Claim]:
        """The claims that any of the citations carries."""
        return list({id(claim): claim for each in citations for claim in self.claims.get(each.n, ())}.values())

    def own_words(self, text: str, citations: Iterable[Citation], claims: Sequence[Claim]) -> str:
        """What a piece says in the answer's own words: without formulas, texts claimed, and labels of rows, columns and
        metrics."""
        known = {f"“{label}”" for each in citations for label in (each.row or "", each.column or "")}
        for claim in claims:
            known |= {
                claim.text or "",
                claim.formula or "",
                f"“{claim.formula}”",
                label_of(claim.metric or "", self.language),
            }
        known |= {metric.label for metric in self.answer.question.metrics}
        for words in sorted(known - {""}, key=len, reverse=True):
            text = text.replace(words, " ")
        return text


def _text_problems(proof: _Proof, text: str, named: bool) -> Iterator[str]:
    """`named`: the text must say whose its numbers are (a warning need not)."""
    words, owners = _with_quotations_marked(text, proof.answer.citations)
    for line in words.split("\n"):
        seen: set[str] = set()
        for segment in _segments(line):
            yield from (f"citation [{n}]" for n in segment.marks if n not in proof.cited)
            for stand_in in re.findall("[\U000f0000-\U000ffffd]", segment.text):
                if not owners[ord(stand_in) - _FIRST] & set(segment.marks):
                    yield "quotation of another citation"
            yield from _segment_problems(proof, segment, seen, named)


def _segment_problems(proof: _Proof, segment: _Segment, seen: set[str], named: bool) -> Iterator[str]:
    """`seen`: the agencies that the line names before; those of this segment are added."""
    citations = [proof.cited[n] for n in segment.marks or sorted(segment.line) if n in proof.cited]
    claims = proof.claimed(citations)
    words = proof.own_words(segment.text, citations, claims)
    if ahead := _ahead(proof.answer, words):
        said, least = ahead
        words = words[said.end() :]
        single = [claim for claim in proof.answer.values if claim.agency]
        if said[1] != (min if least else max)(single, key=lambda claim: claim.number or 0).agency:
            yield f"{said[1]} does not lead"
    names, rest = proof.named(words)
    own = {each.agency for each in citations}
    yield from (f"name {name}" for name in names if own and name not in own)
    if proof.cited and (hit := _NAME_OF_YEAR.search(rest)):
        yield f"name {hit.group()}"
    seen |= set(names)
    if named and segment.marks:
        yield from (
            f"citation not shown {claim.shown}"
            for claim in claims
            if claim.agency and claim.shown in segment.text and not _whole_here(claim, claims, segment)
        )
        if any(claim.agency and claim.text is None for claim in claims) and not own <= seen:
            yield f"number without {own - seen}"
    if proof.answer.question.operation not in _FREE:
        yield from (f"quotation {quoted}" for quoted in _QUOTED.findall(words))
        if proof.answer.question.operation not in _COUNTED:
            yield from _number_problems(proof.answer, segment, rest, citations, claims)


def _whole_here(claim: Claim, claims: Sequence[Claim], segment: _Segment) -> bool:
    """Whether the line of a segment has all citations of a claim, or those of another that is shown alike: a row may be
    cited by itself and among those of its sum."""
    return any(one.shown == claim.shown and segment.line.issuperset(one.citations) for one in claims)


def _with_quotations_marked(text: str, citations: Iterable[Citation]) -> tuple[str, list[frozenset[int]]]:
    """The text with one character in place of each quotation, and the citations that each of them stands in."""
    quotes: dict[str, set[int]] = {}
    for citation in citations:
        if citation.quote in quotes or (len(citation.quote) > 1 and citation.quote in text):
            quotes.setdefault(citation.quote, set()).add(citation.n)
    owners: list[frozenset[int]] = []
    for quote in sorted(quotes, key=len, reverse=True):
        loose = (
            "?" if re.search("[\u4e00-\u9fff]", quote) else ""
        )  # a bare row of numbers quotes only in quotation marks
        text = re.sub(f'[“"（(]{loose}{re.escape(quote)}[”"）)]{loose}', chr(_FIRST + len(owners)), text)
        owners.append(frozenset(quotes[quote]))
    return text, owners


_LEADS = (("compare_lead", False), ("compare_most", False), ("compare_less", True), ("compare_least", True))


def _segments(line: str) -> Iterator[_Segment]:
    pieces = _MARKS.split(line)
    marks = [tuple(map(int, re.findall(r"\d+", piece))) for piece in pieces[1::2]] + [()]
    every = frozenset(n for each in marks for n in each)
    for at, (piece, own) in enumerate(zip(pieces[::2], marks, strict=True)):
        if piece or own:
            yield _Segment(piece, own, every, at == 0)


def _ahead(answer: Answer, words: str) -> tuple[re.Match[str], bool] | None:
    """The words with which a comparison says which agency has more (or least, then True), and that agency."""
    if answer.question.operation != "compare" or not answer.values:
        return None
    for key, least in _LEADS:
        said = re.escape(say(f"assistant.{key}", answer.question.language, agency="\0"))
        if hit := re.match(said.replace(re.escape("\0"), "(.+?)"), words):
            return hit, least
    return None


def _number_problems(
    answer: Answer, segment: _Segment, words: str, citations: Sequence[Citation], claims: Sequence[Claim]
) -> Iterator[str]:
    """`words`: without names and labels."""
    if segment.line and not segment.marks:
        yield from (f"change {part}" for part in _PARTS.split(words) if not _changes(_numbers(part), claims))
        return
    if answer.question.operation == "rank" and (hit := _PLACE.match(words)):
        words = words[hit.end() :]
        if not any(int(hit[1]) == _place(claim, answer) for claim in claims):
            yield f"place {hit[1]}"
    allowed = {Decimal(each.year) for each in citations or answer.citations}
    allowed |= {number for claim in claims if segment.marks for number in _shown(claim)}
    if answer.question.operation == "list" and segment.first:
        allowed.add(Decimal(len(answer.values)))
    yield from (f"number {number}" for number in _numbers(words) if number not in allowed)


def _place(claim: Claim, answer: Answer) -> int:
    """One more than the number of those ahead."""
    numbers = [each.number or Decimal(0) for each in answer.values]
    own = claim.number or Decimal(0)
    return 1 + sum(number > own if answer.question.descending else number < own for number in numbers)


def _shown(claim: Claim) -> set[Decimal]:
    return {*_numbers(claim.shown), *((claim.number,) if claim.number is not None else ())}


def _changes(numbers: Sequence[Decimal], claims: Sequence[Claim]) -> bool:
    """Whether the numbers are the change between two of the claims, in all and in percent, and their years."""
    pairs = ((one, two) for one, two in combinations(claims[:_WEIGHED], 2) if one.agency == two.agency)
    return not numbers or any(
        set(numbers) <= {Decimal(one.year), Decimal(two.year), *_change(one.number, two.number)} for one, two in pairs
    )


def _change(one: Decimal | None, two: Decimal | None) -> set[Decimal]:
    if one is None or two is None:
        return set()
    return {two - one} | ({round((two - one) * 100 / one, 1)} if one else set())


# -- tables and charts -------------------------------------------------------------------------------------------------


def _table_problems(table: AnswerTable, proof: _Proof) -> Iterator[str]:
    shown: dict[tuple[int, ...], list[Claim]] = {}
    for claim in proof.answer.values:
        shown.setdefault(claim.citations, []).append(claim)
    for row in table.rows:
        labels = [text for text, numbers in row if not numbers]
        told: list[Claim] = []
        for heading, (text, numbers) in zip(table.columns, row, strict=False):
            found = [claim for claim in shown.get(numbers, []) if text == claim.shown] if numbers else []
            if numbers and not any(_labelled(claim, heading, labels) for claim in found):
                yield f"cell {text}"
            told += found[:1]
        yield from (f"cell {text}" for text in labels if not _label_holds(text, proof, told))


def _labelled(claim: Claim, heading: str, labels: Sequence[str]) -> bool:
    """Whether the cell stands in a row of its agency, under a heading or beside a label of its year."""
    return any(claim.agency in label for label in labels) and str(claim.year) in (heading, *labels)


def _label_holds(text: str, proof: _Proof, told: Sequence[Claim]) -> bool:
    """Whether a cell without citations says only whose the row is, which year, which place, or how much it changed."""
    operation = proof.answer.question.operation
    numbers = _numbers(proof.own_words(proof.named(text)[1], (), told))
    places = {Decimal(_place(claim, proof.answer)) for claim in told} if operation == "rank" else set()
    years = {Decimal(claim.year) for claim in told}
    whole = proof.answer.values if operation == "trend" else ()
    return operation in _FREE or set(numbers) <= years | places or _changes(numbers, told) or _changes(numbers, whole)


def _chart_problems(table: AnswerTable, claims: Sequence[Claim]) -> Iterator[str]:
    told = {
        (n, claim.year, float(claim.number)) for claim in claims if claim.number is not None for n in claim.citations
    }
    for point in (table.chart or {}).get("points", ()):
        if (point["citation"], point["year"], point["value"]) not in told:
            yield f"point {point}"


def _adds_up(coverage: str) -> bool:
    """Whether the reports looked at are those that state the number and those that do not."""
    counts = _numbers(re.sub("[（(].*?[）)]", "", coverage))
    return not counts or counts[0] == sum(counts[1:])
