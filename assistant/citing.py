"""Citations: minted once a place, numbered as they are first used."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer import Citation
from assistant.finding import Found
from ingest.library import ReportHead
from ingest.report import Fact, Place


class Citer:
    """Mints the citations of one answer; the same place gets the same number."""

    def __init__(self) -> None:
        self._minted: dict[tuple[object, ...], Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._minted.values())

    def fact(self, head: ReportHead, fact: Fact) -> int:
        """The number of the citation for a fact's place."""
        return self._mint(head, fact.section, fact.quote, fact.place, fact.row, fact.column, fact.value)

    def found(self, found: Found, fact: Fact | None = None) -> tuple[int, ...]:
        """The citations that carry a found value: of a derived sum, those of the cells that were added."""
        fact = fact or found.facts[0]
        stated = found.parts if fact.origin == "derived" else (fact,)
        return tuple(dict.fromkeys(self.fact(found.head, each) for each in stated))

    def quote(self, head: ReportHead, section: tuple[str, ...], quote: str, place: Place) -> int:
        """The number of the citation for words of a passage."""
        return self._mint(head, section, quote, place, None, None)

    def _mint(
        self,
        head: ReportHead,
        section: tuple[str, ...],
        quote: str,
        place: Place,
        row: str | None,
        column: str | None,
        number: Decimal | None = None,
    ) -> int:
        key = (head.id, quote, place, row, column, number)
        if key not in self._minted:
            self._minted[key] = Citation(
                n=len(self._minted) + 1,
                report=head.id,
                agency=head.agency,
                year=head.year,
                title=head.title,
                file=head.file,
                section=section,
                quote=quote,
                place=place,
                row=row,
                column=column,
                number=number,
            )
        return self._minted[key].n


def mark(*numbers: int) -> str:
    """[1][2]: citation marks as an answer's text holds them."""
    return "".join(f"[{n}]" for n in dict.fromkeys(numbers))
