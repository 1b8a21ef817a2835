"""A FAISS index over passage vectors, derived from the library and never its truth."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Ids = NDArray[np.int64]

EXACT = 100_000
"""Up to so many vectors every one is compared; above, the nearest clusters only."""

Fetch = Callable[[Sequence[int]], "Vectors"]


def best(scores: Vectors, ids: Ids, k: int) -> list[tuple[int, float]]:
    """The k ids of the highest scores; equal scores by id."""
    order = np.lexsort((ids, -scores))[:k]
    return [(int(ids[i]), float(scores[i])) for i in order]


class VectorIndex:
    """Inner products with the vectors of some passage ids."""

    def __init__(self, index: Any, ids: Iterable[int]) -> None:
        self._index = index
        self.ids = frozenset(ids)

    @classmethod
    def build(cls, ids: Sequence[int], fetch: Fetch, dimension: int) -> VectorIndex:
        """An index of the type that suits the number of vectors. `fetch(ids)` gives their vectors."""
        import faiss

        if len(ids) <= EXACT:
            index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
        else:
            index = _clustered(ids, fetch, dimension)
        for start in range(0, len(ids), 20_000):
            part = ids[start : start + 20_000]
            index.add_with_ids(fetch(part), np.asarray(part, np.int64))
        return cls(index, ids)

    @classmethod
    def load(cls, file: Path, dimension: int) -> VectorIndex | None:
        """The index that `save` wrote, or None where it is missing, damaged or of another dimension."""
        import faiss

        try:
            index = faiss.read_index(str(file))
        except RuntimeError:
            return None
        return cls(index, _ids(index)) if index.d == dimension else None

    def save(self, file: Path) -> None:
        """Write the index so that a reader sees all of it or nothing."""
        import faiss

        part = file.with_suffix(f".{os.getpid()}.part")
        faiss.write_index(self._index, str(part))
        part.replace(file)

    def follow(self, ids: frozenset[int], fetch: Fetch) -> bool:
        """Bring the index to exactly `ids`; False when so much changed that it should be built anew."""
        gone, new = self.ids - ids, sorted(ids - self.ids)
        if len(gone) + len(new) > max(1000, len(self.ids) // 4) or (len(ids) > EXACT) != self._is_clustered():
            return False
        if gone:
            self._index.remove_ids(np.asarray(sorted(gone), np.int64))
        if new:
            self._index.add_with_ids(fetch(new), np.asarray(new, np.int64))
        self.ids = ids
        return True

    def search(self, vector: Vectors, k: int, ids: Ids | None = None) -> list[tuple[int, float]]:
        """The k nearest as (id, inner product), only among `ids` where given; all clusters are then looked at."""
        scores, found = self._index.search(vector.reshape(1, -1), k, params=self._parameters(ids))
        hits = found[0] >= 0
        return best(scores[0][hits], found[0][hits], k)

    def _parameters(self, ids: Ids | None) -> Any:
        import faiss

        chosen: dict[str, Any] = {} if ids is None else {"sel": faiss.IDSelectorBatch(ids)}
        if not self._is_clustered():
            return faiss.SearchParameters(**chosen) if chosen else None
        lists = self._index.nlist
        chosen["nprobe"] = min(lists, 64) if ids is None else lists
        return faiss.SearchParametersIVF(**chosen)

    def _is_clustered(self) -> bool:
        return hasattr(self._index, "nlist")


def _clustered(ids: Sequence[int], fetch: Fetch, dimension: int) -> Any:
    import faiss

    lists = int(2 * len(ids) ** 0.5)
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension), dimension, lists, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )
    step = max(1, len(ids) // (lists * 40))
    index.train(fetch(ids[::step]))
    return index


def _ids(index: Any) -> Iterable[int]:
    import faiss

    if not hasattr(index, "nlist"):
        held: list[int] = faiss.vector_to_array(index.id_map).tolist()
        return held
    lists = index.invlists
    sizes = [lists.list_size(number) for number in range(index.nlist)]
    return [
        id
        for number, size in enumerate(sizes)
        if size
        for id in faiss.rev_swig_ptr(lists.get_ids(number), size).tolist()
    ]
