"""What the first question would have to wait for, loaded in the background: word lists, and the embedding model."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from ingest.errors import NianbaoError

if TYPE_CHECKING:
    from ingest.library import Library

log = logging.getLogger("nianbao.page")


class Warmth:
    """Whether the model is there: `loading`, `ready`, or `absent` where the library has no vectors or no model.

    Until it is ready questions are answered from facts and words alone.
    """

    def __init__(self, library: Library, rehearse: Callable[[], object]) -> None:
        """`rehearse` answers some question, so that what answering needs is read."""
        self._library, self._rehearse = library, rehearse
        self.state: Literal["loading", "ready", "absent"] = "absent"

    def start(self) -> None:
        """Begin loading; returns at once."""
        name = self._library.model
        self.state = "absent" if name is None else "loading"
        threading.Thread(target=self._load, args=(name,), daemon=True, name="warmth").start()

    def _load(self, name: str | None) -> None:
        from assistant.desk import settle

        try:
            self._rehearse()
            settle()
        except Exception:  # whatever it is, whoever asks first will see it said in plain words
            log.exception("rehearsing failed")
        if name is not None:
            self._load_model(name)

    def _load_model(self, name: str) -> None:
        from assistant.desk import desk_for
        from ingest.embedding import Embedder

        embedder = Embedder(name)
        try:
            embedder.query("信息公开")
        except (NianbaoError, ImportError, OSError) as error:
            log.warning("search by meaning is off: %s", error)
            self.state = "absent"
        else:
            desk_for(self._library, embedder)
            self.state = "ready"
