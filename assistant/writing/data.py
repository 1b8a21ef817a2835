"""Reports are data: their words as a language model is given them.

What looks like an instruction is left out, what could pass for our own marks is made unlike them. What is shown to
users from a report is never changed: this is only about what a model reads.
"""

from __future__ import annotations

import re

from ingest.orders import fetches, instructs, visible

_MARK = re.compile(r"[\[【〔［]\s*(?:\d{1,4}|引用|出处|citation)[^\]】〕］]{0,12}[\]】〕］]", re.IGNORECASE)


def harmless(text: str) -> str | None:
    """Words of a report for a model to read, or None where they look like an instruction."""
    if instructs(text) or fetches(text):
        return None
    return _MARK.sub(lambda hit: "（" + hit.group()[1:-1] + "）", visible(text))
