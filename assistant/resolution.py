"""What a question says about agencies."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.question import Group

Note = tuple[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a question says about agencies. `agencies`: those named, in order. `unknown`: the words that name one the
    library does not hold. `choices`: the agencies among which the words do not decide; beside `unknown`, the nearest
    held. `spans`: [start, end) of the question's characters that named them. `notes`: say() keys with values.
    `group`: the agencies of a region or a kind, where the question is about all of them; `words`: then the question with
    these words put generally (平州市各局 as 各单位). `place`, `organ`: the words, where nothing but a place, or an organ
    without its place, was named."""

    agencies: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    unknown: str | None = None
    choices: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    group: Group | None = None
    words: str | None = None
    place: str = ""
    organ: str = ""

    @property
    def names_nobody(self) -> bool:
        """Whether no agency is named, held or not."""
        return not (self.agencies or self.choices or self.unknown or self.group)
