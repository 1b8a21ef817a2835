"""What is reckoned from the numbers of the turns before: their sum, mean, difference, order or share, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, AnswerTable, Citation, Claim, Told, told_in
from assistant.citing import mark
from assistant.claiming import columns, piece
from assistant.desk import Desk
from assistant.formula import added as sum_of
from assistant.formula import averaged, compared, result, rounded
from assistant.operations import replies, share
from assistant.operations.summed import CASES, POSTS, WHOLES
from assistant.phrases import listed, plain, shown, spelled
from assistant.question import Question
from assistant.recalling import topic_of
from ingest.strings import say

_ALL = re.compile(r"总|一共|合计|共计|\b(?:total|overall|in all)\b", re.IGNORECASE)
_SHARE = re.compile(r"^(?P<above>.+?) ÷ (?P<below>.+) × 100 = ")
_ORDERED = frozenset("more most least order versus".split())
_LESS = re.compile(r"(?<![多高大])[少低小](?!还是)|\b(?:fewer|less|lower|smaller)\b", re.IGNORECASE)
_APART = re.compile(
    r"差|[多少高低大小]多少|\b(?:difference|gap|margin|apart)\b|\bby how (?:much|many)\b", re.IGNORECASE
)


def answer(question: Question, desk: Desk) -> Answer | None:
    """The numbers that the question recalls, and what it asks to reckon from them; None where they cannot be."""
    run, roles = _fitting(question), question.cues
    if len(run) < 2:
        return None
    if "share" in roles:
        return _shared(question, run, desk)
    told = _Telling(question, run)
    if not roles & (_ORDERED | {"sum", "grand", "mean", "rest"}) and not _APART.search(question.said):
        return told.answer("", ())
    if not _addable(run):
        return None
    if "rest" in roles:
        return told.remainder()
    if roles & {"sum", "grand", "mean"}:
        parts = _parts(run, _ALL.search(question.said) is not None)
        if "mean" in roles and len({(one.claim.agency, one.claim.year) for one in parts}) < len(parts):
            return None
        if len(parts) < 2:
            return _Telling(question, parts).answer("", ()) if parts else None
        return _Telling(question, parts).reckoned("mean" if "mean" in roles else "sum")
    return (
        told.reckoned("gap")
        if _APART.search(question.said)
        else told.ordered("least" not in roles and not _LESS.search(question.said))
    )


def _fitting(question: Question) -> tuple[Told, ...]:
    """The numbers recalled, as far as they are still of what the question names (it may have been changed by hand)."""
    return tuple(
        one
        for one in told_in(question.recalled)
        if (
            one.claim.agency in question.agencies
            and one.claim.year in question.years
            and one.metric in question.metrics
        )
        or (len(question.metrics) == 1 and one.claim.agency in question.agencies and one.claim.year in question.years)
    )


def _addable(run: Sequence[Told]) -> bool:
    units = {one.claim.unit for one in run}
    return (len(units) == 1 or units <= POSTS or units <= CASES) and len({one.claim.qualifier for one in run}) == 1


def _parts(run: Sequence[Told], whole_asked: bool) -> list[Told]:
    """What is added: of one thing in several years or of several agencies all; of several things no whole beside its
    parts, and where the whole itself may be asked for, that alone."""
    if len({one.metric for one in run}) == 1 or len({(one.claim.agency, one.claim.year) for one in run}) > 1:
        return list(run)
    keys = {one: one.metric.key or one.claim.metric or "" for one in run}
    wholes = [one for one in run if keys[one] in WHOLES and one.metric.applicant is None]
    if {keys[one] for one in run} == {"requests.received_new", "requests.carried_in"}:
        return list(run)
    if wholes:
        others = [one for one in run if one not in wholes]
        return wholes[-1:] if whole_asked or not others else others
    totals = {key.removesuffix(".total") for key in keys.values() if key.endswith(".total")}
    return [one for one in run if keys[one].endswith(".total") or keys[one].rsplit(".", 1)[0] not in totals]


def _shared(question: Question, run: Sequence[Told], desk: Desk) -> Answer | None:
    """合起来占多少: the parts together, of the whole that each of them is a share of."""
    if len({one.metric for one in run}) < len(run):
        return None
    parts = _parts(run, False)
    made = [
        share.answer(
            replace(
                question,
                operation="share",
                metrics=(one.metric,),
                topic=topic_of(one.metric, question.language),
                text="",
                recalled=(),
            ),
            desk,
        )
        for one in parts
    ]
    hits = [_SHARE.match(each.values[0].formula or "") for each in made if each.status == "answered" and each.values]
    below = {hit["below"] for hit in hits if hit}
    if len(parts) < 2 or len(hits) < len(parts) or len(below) != 1 or None in hits:
        return None
    above = " + ".join(hit["above"].strip("()") for hit in hits if hit)
    base = below.pop()
    whole = sum((Decimal(n) for n in re.findall(r"[\d.]+", base)), Decimal(0))
    value = (
        rounded(sum((Decimal(n) for n in re.findall(r"[\d.]+", above)), Decimal(0)) * 100 / whole) if whole else None
    )
    if value is None or value > 100 or "−" in base:
        return None
    cites = [each.citations[n - 1] for each in made for n in each.values[0].citations]
    return _Telling(question, parts).answer("share", cites, f"({above}) ÷ {base} × 100 = {plain(value)}")


class _Telling:
    """The text, claims and citations of an answer that goes back to numbers told before."""

    def __init__(self, question: Question, run: Sequence[Told]) -> None:
        self._question, self._run = question, run
        self._cited: list[Citation] = []
        self._claims = [replace(one.claim, citations=self._minted(one.citations)) for one in run]

    def _minted(self, citations: Sequence[Citation]) -> tuple[int, ...]:
        """The numbers of these citations in this answer; the same place has one."""
        numbers = []
        for one in citations:
            known = next((each for each in self._cited if replace(each, n=one.n) == one), None)
            if known is None:
                known = replace(one, n=len(self._cited) + 1)
                self._cited.append(known)
            numbers.append(known.n)
        return tuple(dict.fromkeys(numbers))

    def reckoned(self, kind: str) -> Answer:
        """Their sum, their mean, or the first against the second."""
        numbers = [claim.number or Decimal(0) for claim in self._claims]
        if kind == "sum":
            return self.answer(kind, (), sum_of(numbers))
        if kind == "mean":
            return self.answer(kind, (), averaged(numbers, len(numbers)))
        return self.answer(kind, (), compared(max(numbers[-2:]), min(numbers[-2:])))

    def remainder(self) -> Answer | None:
        """The first number less those behind it, its parts."""
        whole, *parts = [claim.number or Decimal(0) for claim in self._claims]
        left = whole - sum(parts, Decimal(0))
        written = f"{' − '.join(map(plain, (whole, *parts)))} = {plain(left)}"
        return self.answer("rest", (), written) if left >= 0 else None

    def ordered(self, descending: bool) -> Answer:
        """From most to least, or the other way round."""
        order = sorted(zip(self._run, self._claims, strict=True), key=lambda one: one[1].number or Decimal(0))
        order = order[::-1] if descending else order
        self._run, self._claims = [one for one, _ in order], [claim for _, claim in order]
        same = self._claims[0].number == self._claims[1].number
        most, least = ("more", "less") if len(order) == 2 else ("most", "least")
        return self.answer("same" if same else most if descending else least, ())

    def answer(self, kind: str, more: Sequence[Citation], written: str = "") -> Answer:
        """The numbers one by one, behind what was reckoned from them."""
        question, language = self._question, self._question.language
        lead: list[Claim] = []
        first = ""
        if written:
            lead = [self._lead(written, kind, more)]
            names = listed(dict.fromkeys(one.agency for one in self._claims), language)
            years = spelled(one.year for one in self._claims)
            first = say(
                f"assistant.recalled_{kind}", language, agency=names, year=years, value=lead[0].shown, formula=written
            )
            first += mark(*lead[0].citations) + "\n"
        elif kind:
            first = say(f"assistant.recalled_{kind}", language, label=self._label(0))
        text = first + say("assistant.semicolon", language).join(map(self._piece, range(len(self._claims))))
        return Answer(
            status="answered",
            text=text,
            question=question,
            values=(*lead, *self._claims),
            citations=tuple(self._cited),
            table=AnswerTable(columns(("agency", "year", "metric", "value"), language), tuple(self._rows())),
            reading=replies.reading(question),
        )

    def _rows(self) -> Iterator[tuple[tuple[str, tuple[int, ...]], ...]]:
        for at, claim in enumerate(self._claims):
            yield (claim.agency, ()), (str(claim.year), ()), (self._metric(at), ()), (claim.shown, claim.citations)

    def _piece(self, at: int) -> str:
        key = "year_piece" if len({one.metric for one in self._run}) == 1 else "metric_piece"
        return piece(f"assistant.{key}", self._claims[at], self._question.language, metric=self._metric(at))

    def _metric(self, at: int) -> str:
        """What is counted, without the numbers that stand in names (12345热线)."""
        label = self._run[at].metric.label
        return re.sub(r"\d{3,}", "", label).strip() or label

    def _lead(self, written: str, kind: str, more: Sequence[Citation]) -> Claim:
        first = self._claims[0]
        cited = tuple(dict.fromkeys((*(n for one in self._claims for n in one.citations), *self._minted(more))))
        same = len({one.agency for one in self._claims}) == 1
        unit = "%" if kind == "share" else first.unit
        value, year = result(written), max(one.year for one in self._claims)
        qualifier = "exact" if kind == "share" else first.qualifier
        said = f"{plain(value)}%" if kind == "share" else shown(value, unit, qualifier, self._question.language)
        return Claim(value, unit, qualifier, first.agency if same else "", year, None, cited, said, formula=written)

    def _label(self, at: int) -> str:
        """Whose, of which year, or what: the slot in which these numbers differ."""
        claims = self._claims
        if len({claim.agency for claim in claims}) > 1:
            return claims[at].agency
        if len({claim.year for claim in claims}) > 1:
            return say(
                "assistant.recalled_year", self._question.language, agency=claims[at].agency, year=claims[at].year
            )
        return self._metric(at)
