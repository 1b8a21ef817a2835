"""The model by which the words of a question become a vector, where a number or a metric is looked for.

It is the default embedding model with biases and norms fitted to how people ask for what these reports state (BitFit,
Ben Zaken et al. 2022): some 60,000 numbers, in encoder.npz; `python -m eval.fitting_encoder` fits them. What reports say
is embedded by the default model itself, so that libraries need not be made again.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ingest.embedding import Retuned


@cache
def encoder() -> Retuned | None:
    """The model, not yet loaded; None where the default one is not at hand."""
    from ingest.bundled import wheel_weights
    from ingest.embedding import Retuned

    if wheel_weights() is None:
        return None
    with (files("assistant") / "encoder.npz").open("rb") as file, np.load(file, allow_pickle=False) as kept:
        return Retuned({name: kept[name].astype(np.float32) for name in kept.files})
