"""What every operation works from: one library, the names in it, and its reports' facts at hand."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from assistant.names import AgencyEntry, Names
from ingest.errors import ModelUnavailable
from ingest.folding import folded
from ingest.library import Library, ReportHead
from ingest.report import Fact
from ingest.tokens import tokens

if TYPE_CHECKING:
    from ingest.embedding import Embedder
    from ingest.vectors import Vectors

_KEPT = 256
_VECTORS = 10_000
_QUOTED = re.compile(r"[“\"‘「《]([^“”\"’」》]{2,20})[”\"’」》]")


class Desk:
    """Caches over one library, rebuilt when the library changes. Safe for many threads."""

    def __init__(self, library: Library, embedder: Embedder | None = None) -> None:
        self.library = library
        self.embedder = embedder
        self._lock = Lock()
        self._state = ""
        self._names: Names | None = None
        self._heads: dict[str, list[ReportHead]] = {}
        self._light: Embedder | None = None
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._facts: OrderedDict[str, tuple[Fact, ...]] = OrderedDict()

    @property
    def names(self) -> Names:
        self._refresh()
        assert self._names is not None
        return self._names

    def heads(self, agency: str, year: int | None = None) -> list[ReportHead]:
        """The reports of an agency, newest first; of one year where it is given."""
        self._refresh()
        return [head for head in self._heads.get(agency, []) if year is None or head.year == year]

    def all_heads(self) -> list[ReportHead]:
        """Every report, by agency and then newest first."""
        self._refresh()
        return [head for heads in self._heads.values() for head in heads]

    def agencies(self) -> tuple[str, ...]:
        self._refresh()
        return tuple(self._heads)

    def years(self, agency: str | None = None) -> tuple[int, ...]:
        """The years held, ascending: of one agency, or of all."""
        heads = self.all_heads() if agency is None else self.heads(agency)
        return tuple(sorted({head.year for head in heads}))

    def facts(self, report: str) -> tuple[Fact, ...]:
        """The facts of one report, in the order in which it was read."""
        self._refresh()
        with self._lock:
            if report in self._facts:
                self._facts.move_to_end(report)
                return self._facts[report]
        facts = tuple(self.library.facts(reports=[report]))
        with self._lock:
            self._facts[report] = facts
            while len(self._facts) > _KEPT:
                self._facts.popitem(last=False)
        return facts

    def likeness(self, text: str, others: Sequence[str]) -> list[float] | None:
        """The cosine of `text` with each of `others` under the default model, or None where it is not at hand."""
        from ingest.bundled import wheel_weights
        from ingest.embedding import Embedder

        if self._light is None:
            if wheel_weights() is None:
                return None
            self._light = Embedder()
        try:
            one = self._light.query(text)
            return [float(one @ self._vector(other)) for other in others]
        except ModelUnavailable:
            return None

    def _vector(self, words: str) -> Vectors:
        with self._lock:
            if words in self._vectors:
                self._vectors.move_to_end(words)
                return self._vectors[words]
        assert self._light is not None
        vector = self._light.query(words)
        with self._lock:
            self._vectors[words] = vector
            while len(self._vectors) > _VECTORS:
                self._vectors.popitem(last=False)
        return vector

    def agencies_quoting(self, words: str) -> tuple[str, ...]:
        """The agency whose reports use a name that `words` puts in quotation marks (an account: “平安云川”微博), where
        it is only one."""
        found: set[str] = set()
        for name in _QUOTED.findall(words):
            hits = self.library.lexical(tokens(name), None, 20)
            by_report = {head.id: head.agency for head in self.all_heads()}
            found |= {by_report[passage.report] for passage, _ in hits if name in folded(passage.text)}
        return tuple(found) if len(found) == 1 else ()

    def _refresh(self) -> None:
        state = self.library.state
        if state == self._state:
            return
        with self._lock:
            if state == self._state:
                return
            heads: dict[str, list[ReportHead]] = {}
            for head in self.library.reports():
                heads.setdefault(head.agency, []).append(head)
            for held in heads.values():
                held.sort(key=lambda head: (-head.year, head.file))
            self._heads = heads
            aliases = self.library.aliases()
            self._names = Names(
                AgencyEntry(
                    agency, held[0].region, tuple(sorted({head.year for head in held})), aliases.get(agency, ())
                )
                for agency, held in heads.items()
            )
            self._facts.clear()
            self._state = state


_desks: WeakKeyDictionary[Library, Desk] = WeakKeyDictionary()
_desks_lock = Lock()


def desk_for(library: Library, embedder: Embedder | None = None) -> Desk:
    """The desk of an open library: one for all its conversations."""
    with _desks_lock:
        desk = _desks.get(library)
        if desk is None:
            desk = _desks[library] = Desk(library, embedder)
        if embedder is not None:
            desk.embedder = embedder
        return desk
