"""The words that people say for each metric, as they are gathered from the wordings."""

from __future__ import annotations

from assistant.familiar import familiar_to
from eval.fitting_words import gathered


def test_what_is_kept_is_what_the_wordings_say() -> None:
    found = gathered()
    assert {"website", "requests.received_new", "review.total"} <= found.keys()
    assert "-" not in found
    changed = [key for key, words in found.items() if len(familiar_to(key) ^ {*words}) > len(words) // 2]
    assert not changed, "run python -m eval.fitting_words"
