"""Follow-ups: chains of two and three turns, each changing one slot of the turn before."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from eval.corpus.asking_many import Many
from eval.corpus.asking_one import WHOLE, Entry, One, Record, cited, contradicted, question, row_of, unit_of, valued
from eval.corpus.book import Wording
from eval.corpus.generating import Made
from eval.corpus.template import APPLICANTS
from eval.corpus.truth import readable


@dataclass(frozen=True, slots=True)
class State:
    """What the conversation speaks of."""

    made: Made
    entry: Entry
    who: str | None


Turn = tuple[Wording, State]


class Turns:
    """Asks in several turns."""

    def __init__(self, many: Many, one: One, chance: random.Random) -> None:
        self.many, self.one, self.book, self.chance = many, one, many.book, chance
        self.steps: dict[str, Callable[[State], Turn | None]] = {
            "year": self._year, "metric": self._metric, "agency": self._agency, "applicant": self._applicant,
            "before": self._before, "pronoun": self._pronoun, "wrong_year": self._wrong_year,
            "wrong_agency": self._wrong_agency, "reset": self._reset,
        }  # fmt: skip

    def chain(self, made: Made) -> Record | None:
        """Two turns, or three; the last is the question."""
        with self.book.speaking():
            first = self._first(made)
            if first is None:
                return None
            asked, state, kind = [first[0].text], first[1], ""
            for _ in range(self.chance.choice((1, 1, 2))):
                kind = self.chance.choice(tuple(self.steps))
                turn = self.steps[kind](state)
                if turn is None or turn[1] == state:
                    return None
                asked.append(turn[0].text)
                wording, state = turn
            record = self.one.celled(wording, state.made, state.entry, state.who)
        return record | {"type": "followup" if kind != "reset" else "followup_reset", "history": asked[:-1]}

    def ending(self, made: Made) -> Record | None:
        """A last turn of another kind: the change against the year before, the highest of all, the problems."""
        with self.book.speaking():
            first = self._first(made)
            end = self.chance.choice((self._change, self._problems, self._contact))
            record = end(first[1]) if first else None
        return record and first and record | {"type": "followup", "history": [first[0].text]}

    def _first(self, made: Made) -> Turn | None:
        fitting = self.one.entries(made)
        if not fitting:
            return None
        return self._asked(State(made, entry := self.chance.choice(fitting), entry.get("who")))

    def _asked(self, state: State) -> Turn:
        source = state.made.source
        return self.book.figure(state.entry, source.agency, source.year, unit_of(state.entry)), state

    def _holds(self, state: State) -> bool:
        entry, template = state.entry, state.made.source.template
        known = valued(readable(state.made), entry["key"], state.who) is not None
        return known and entry.get("template", template) == template and not contradicted(state.made, entry["key"])

    def _moved(self, state: State, years: Callable[[int], bool]) -> State | None:
        """The same agency in another year that holds the figure."""
        some = self.many.by_agency[state.made.source.agency.name]
        moved = [replace(state, made=made) for made in some if years(made.source.year)]
        held = [one for one in moved if self._holds(one)]
        return self.chance.choice(held) if held else None

    def _year(self, state: State) -> Turn | None:
        moved = self._moved(state, lambda year: year != state.made.source.year)
        return (self.book.framed("followup_year", y2=moved.made.source.year), moved) if moved else None

    def _before(self, state: State) -> Turn | None:
        moved = self._moved(state, lambda year: year == state.made.source.year - 1)
        return (self.book.framed("followup_before"), moved) if moved else None

    def _wrong_year(self, state: State) -> Turn | None:
        moved = self._moved(state, lambda year: year != state.made.source.year)
        return (self.book.framed("followup_wrong_year", y2=moved.made.source.year), moved) if moved else None

    def _elsewhere(self, state: State) -> State | None:
        """Another agency in the same year that holds the figure."""
        others = [made for made in self.many.by_year[state.made.source.year] if made is not state.made]
        held = [one for made in others if self._holds(one := replace(state, made=made))]
        return self.chance.choice(held) if held else None

    def _agency(self, state: State) -> Turn | None:
        moved = self._elsewhere(state)
        return (self.book.framed("followup_agency", other=moved.made.source.agency), moved) if moved else None

    def _wrong_agency(self, state: State) -> Turn | None:
        moved = self._elsewhere(state)
        return (self.book.framed("followup_wrong_agency", other=moved.made.source.agency), moved) if moved else None

    def _metric_of(self, made: Made, state: State) -> State | None:
        fitting = [one for one in self.one.entries(made) if one["key"] != state.entry["key"]]
        return State(made, entry := self.chance.choice(fitting), entry.get("who")) if fitting else None

    def _metric(self, state: State) -> Turn | None:
        moved = self._metric_of(state.made, state) if state.who in (None, WHOLE) else None
        return (self.book.framed("followup_metric", entry=moved.entry), moved) if moved else None

    def _pronoun(self, state: State) -> Turn | None:
        """它, 该局: the agency of the turn before, another year and figure."""
        others = [made for made in self.many.by_agency[state.made.source.agency.name] if made is not state.made]
        moved = self._metric_of(self.chance.choice(others), state) if others else None
        return (
            (self.book.framed("followup_pronoun", entry=moved.entry, y2=moved.made.source.year), moved)
            if moved
            else None
        )

    def _applicant(self, state: State) -> Turn | None:
        if state.who is None:
            return None
        who = self.chance.choice([one for one in self.book.book["applicants"] if one != state.who])
        moved = replace(state, who=who)
        with self.book.speaking() as language:
            wording = self.book.framed("followup_applicant", w=self.book.who(who, language))
        return (wording, moved) if self._holds(moved) and who in APPLICANTS else None

    def _reset(self, state: State) -> Turn | None:
        """A full question of its own after another."""
        made = self.chance.choice(self.many.reports)
        return self._first(made) if made.source.agency != state.made.source.agency else None

    def _change(self, state: State) -> Record | None:
        moved = self._moved(state, lambda year: year == state.made.source.year - 1)
        if moved is None:
            return None
        pairs = [(one.made, valued(readable(one.made), one.entry["key"], one.who)) for one in (moved, state)]
        table: list[Any] = [row_of(made, value) for made, value in pairs if value is not None]
        places = [cited(made) for made, _ in pairs]
        return question(self.book.framed("followup_change"), "followup", None, table=table, citations=places)

    def _problems(self, state: State) -> Record:
        wording = self.book.framed("followup_problems")
        texts = list(state.made.source.prose.problems)
        return question(wording, "followup", state.made, all_of=texts, citations=[cited(state.made)])

    def _contact(self, state: State) -> Record | None:
        phone = state.made.source.prose.contact.get("phone")
        wording = self.book.framed("followup_phone")
        if phone is None:
            return None
        return question(wording, "followup", state.made, any_of=[phone], citations=[cited(state.made)])
