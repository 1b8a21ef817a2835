"""What every operation works from: one library, the names in it, and its reports' facts at hand."""

from __future__ import annotations

import gc
import re
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock, local
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

import numpy as np

from assistant.accounts import Account, account_named
from assistant.classifier import Guess, metric_asked, plain
from assistant.concepts import sense
from assistant.encoder import encoder
from assistant.names import AgencyEntry, Names
from ingest.errors import ModelUnavailable
from ingest.folding import folded
from ingest.library import Library, ReportHead
from ingest.report import Fact
from ingest.tokens import pairs_of, tokens

if TYPE_CHECKING:
    from ingest.embedding import Embedder
    from ingest.vectors import Vectors

T = TypeVar("T")
_KEPT = 256
_ASKED = 4
_VECTORS = 10_000
_RARE = 2_000
"""A name that only one agency uses has a pair of characters that fewer passages of the library have."""
_QUOTED = re.compile(r"[“\"‘「《]([^“”\"’」》]{2,20})[”\"’」》]")


class Desk:
    """Caches over one library, rebuilt when the library changes. Safe for many threads."""

    def __init__(self, library: Library, embedder: Embedder | None = None) -> None:
        self.library = library
        self.embedder = embedder
        self._lock = Lock()
        self._resting = local()
        self._state = ""
        self._names: Names | None = None
        self._heads: dict[str, list[ReportHead]] = {}
        self._all_heads: tuple[ReportHead, ...] = ()
        self._years: tuple[int, ...] = ()
        self._light: Embedder | None = None
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._asked: OrderedDict[str, Vectors] = OrderedDict()
        self._facts: OrderedDict[str, tuple[Fact, ...]] = OrderedDict()
        self._worked_out: OrderedDict[Hashable, object] = OrderedDict()

    @property
    def names(self) -> Names:
        self._refresh()
        assert self._names is not None
        return self._names

    def heads(self, agency: str, year: int | None = None) -> list[ReportHead]:
        """The reports of an agency, newest first; of one year where it is given."""
        self._refresh()
        return [head for head in self._heads.get(agency, []) if year is None or head.year == year]

    def all_heads(self) -> tuple[ReportHead, ...]:
        """Every report, by agency and then newest first."""
        self._refresh()
        return self._all_heads

    def searched(self, reports: Collection[str]) -> Collection[str] | None:
        """The reports to look into as a search wants them: None where they are all there are, which is much quicker."""
        self._refresh()
        return None if len(reports) == len(self._all_heads) else reports

    def agencies(self) -> tuple[str, ...]:
        self._refresh()
        return tuple(self._heads)

    def years(self, agency: str | None = None) -> tuple[int, ...]:
        """The years held, ascending: of one agency, or of all."""
        if agency is None:
            self._refresh()
            return self._years
        return tuple(sorted({head.year for head in self.heads(agency)}))

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

    def worked_out(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """What `work_out` returns, kept under `key` for the next time; only for what depends on nothing but its key."""
        with self._lock:
            if key in self._worked_out:
                self._worked_out.move_to_end(key)
                return cast("T", self._worked_out[key])
        found = work_out()
        with self._lock:
            self._worked_out[key] = found
            while len(self._worked_out) > _KEPT:
                self._worked_out.popitem(last=False)
        return found

    def counts(self, agencies: Sequence[str], years: Sequence[int], words: str) -> bool:
        """Whether a number in the reports asked about stands beside `words`: all pairs of their characters that mean
        nothing in general."""
        asked = sense(words).pairs
        heads = [head for agency in agencies[:_ASKED] for head in self.heads(agency) if not years or head.year in years]
        nouns = (fact.noun or "" for head in heads[:_ASKED] for fact in self.facts(head.id))
        return bool(asked) and any(asked <= {*pairs_of(noun)} for noun in nouns)

    def vectors(self, texts: Sequence[str], report: str) -> Vectors | None:
        """The embeddings of `texts` under the default model, one row each, or None where it is not at hand. `report`: the
        one whose numbers they stand beside; the library may hold their vectors."""
        vectors = self._vectors_of(texts, report)
        return None if vectors is None else np.stack([vectors[text] for text in texts])

    def vector(self, text: str) -> Vectors | None:
        """The embedding of what is asked for by the model for questions, or None where it is not at hand."""
        vector = self._asked.get(text)
        if vector is None:
            model = encoder()
            try:
                vector = model.query(text) if model is not None else None
            except ModelUnavailable:
                return None
        if vector is not None:
            with self._lock:
                _keep(self._asked, text, vector)
        return vector

    def guess(self, said: str) -> Guess | None:
        """The metric that a part of a question most likely asks for; None where the default model is not at hand."""
        words = plain(said)
        vector = self.vector(words) if len(words) > 1 else None
        return None if vector is None else metric_asked(words, vector)

    def _vectors_of(self, texts: Sequence[str], report: str | None) -> dict[str, Vectors] | None:
        """From what was worked out before, else from the library, else from the model: 15 ms a text, most of the time
        that such an answer takes."""
        found = {words: vector for words in texts if (vector := self._vectors.get(words)) is not None}
        if len(found) < len(set(texts)):
            held = self.library.meanings(report) if report is not None else {}
            made = {words: held.get(words) for words in texts if words not in found}
            light = self._default_model()
            if light is None:
                return None
            try:
                found |= {words: light.query(words) if vector is None else vector for words, vector in made.items()}
            except ModelUnavailable:
                return None
        with self._lock:
            for words, vector in found.items():
                _keep(self._vectors, words, vector)
        return found

    def _default_model(self) -> Embedder | None:
        from ingest.bundled import wheel_weights
        from ingest.embedding import Embedder

        if self._light is None and wheel_weights() is not None:
            self._light = Embedder()
        return self._light

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Within it, this thread sees the library's names and reports as they are now, and does not look for changes at
        each step."""
        self._refresh()
        self._resting.now = True
        try:
            yield
        finally:
            self._resting.now = False

    def quoting(self, words: str) -> tuple[str | None, Account | None]:
        """The agency whose reports alone use a name that `words` put in quotation marks, or the name of an account
        (“平安云川”微博) that `words` have as it stands, and that account; no agency where several do."""
        quoted = _QUOTED.findall(words)
        hits = self.library.lexical(tokens("".join(quoted) or words), None, 20, rare=_RARE)
        texts = [(passage.report, folded(passage.text)) for passage, _ in hits]
        accounts = [account for _, text in texts if (account := account_named(words, text))]
        account = max(accounts, key=lambda one: len(one.name), default=None)
        name = account.name if account else max(quoted, key=len, default=None)
        by_report = {head.id: head.agency for head in self.all_heads()}
        found = {by_report[report] for report, text in texts if name is not None and name in text}
        return (found.pop(), account) if len(found) == 1 else (None, None)

    def _refresh(self) -> None:
        if getattr(self._resting, "now", False):
            return
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
            self._all_heads = tuple(head for held in heads.values() for head in held)
            self._years = tuple(sorted({head.year for head in self._all_heads}))
            aliases = self.library.aliases()
            self._names = Names(
                AgencyEntry(
                    agency, held[0].region, tuple(sorted({head.year for head in held})), aliases.get(agency, ())
                )
                for agency, held in heads.items()
            )
            self._facts.clear()
            self._state = state


def _keep(vectors: OrderedDict[str, Vectors], words: str, vector: Vectors) -> None:
    """Put first what was used last, and drop what has not been used for long."""
    vectors[words] = vector
    vectors.move_to_end(words)
    while len(vectors) > _VECTORS:
        vectors.popitem(last=False)


_desks: WeakKeyDictionary[Library, Desk] = WeakKeyDictionary()
_desks_lock = Lock()


def settle() -> None:
    """Take what is in memory out of the rounds of the garbage collector: names and words of 10,000 reports cost each round
    50 to 100 ms. For a process that stays, once it has answered a question; may be called again."""
    gc.collect()
    gc.freeze()


def desk_for(library: Library, embedder: Embedder | None = None) -> Desk:
    """The desk of an open library: one for all its conversations."""
    with _desks_lock:
        desk = _desks.get(library)
        if desk is None:
            desk = _desks[library] = Desk(library, embedder)
        if embedder is not None:
            desk.embedder = embedder
        return desk
