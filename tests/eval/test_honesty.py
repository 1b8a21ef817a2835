"""Nothing of what measures stands in what is measured: no question, sentence, name or wording of a test set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eval.corpus.book import phrasebook
from eval.corpus.names import _FIRST, _SECOND, agencies
from eval.corpus.phrasing import wordings
from eval.corpus.truth import read_jsonl
from eval.labels import _known

_ROOT = Path(__file__).resolve().parents[2]
_SETS = _ROOT / "eval" / "sets"
_LONG = 8
"""Characters, spaces left out: shorter pieces (予以公开件数) are the domain's own words."""
_LONG_ENGLISH = 22
_DOMAIN = frozenset(("主动公开政府信息", "申请公开政府信息", "行政复议、行政诉讼", "人力资源社会保障局"))
"""Terms of the law and of the organs that no wording can do without, as it cannot without the labels of the tables."""


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text).lower()


@pytest.fixture(scope="module")
def measured() -> str:
    paths = [path for package in ("ingest", "assistant") for path in (_ROOT / package).rglob("*")
             if path.is_file() and path.suffix in (".py", ".toml", ".json", ".txt", ".csv", ".md")]  # fmt: skip
    assert len(paths) > 50
    return _bare("\n".join(path.read_text(encoding="utf-8") for path in paths))


def _leaves(words: Any) -> Iterator[str]:
    if isinstance(words, str):
        yield words
    elif isinstance(words, dict):
        for part in words.values():
            yield from _leaves(part)
    else:
        for part in words:
            yield from _leaves(part)


def _tests(book: Any) -> Iterator[str]:
    """Everything under a `test` of the phrasebook."""
    if isinstance(book, dict):
        for name, part in book.items():
            yield from _leaves(part) if name == "test" else _tests(part)
    elif isinstance(book, list):
        for part in book:
            yield from _tests(part)


def _long(pieces: Iterator[str] | list[str]) -> set[str]:
    """The pieces between slots and choices that are long enough to be nobody's by chance."""
    parts = {
        _bare(part).strip("，。？?、,.；;：:") for piece in pieces for part in re.split(r"\{[^}]*\}|\[[^\]]*\]", piece)
    }
    return {
        part
        for part in parts - _DOMAIN - set(_known())
        if len(part) >= (_LONG if re.search("[一-鿿]", part) else _LONG_ENGLISH)
    }


def test_no_wording_of_the_test_split(measured: str) -> None:
    pieces = _long(_tests(phrasebook()))
    assert len(pieces) > 200
    assert sorted(piece for piece in pieces if piece in measured) == []


def test_no_question_and_no_sentence_of_a_shipped_set(measured: str) -> None:
    asked = [_bare(one["question"]) for one in read_jsonl(_SETS / "heldout" / "questions.jsonl")]
    asked += [_bare(one["question"]) for one in read_jsonl(_SETS / "samples.jsonl")]
    sentences = [_bare(part) for one in read_jsonl(_SETS / "prose.jsonl") for part in re.split("[。；]", one["text"])]
    assert len(asked) > 350
    assert len(sentences) > 281
    assert sorted(text for text in {*asked, *sentences} if len(text) >= _LONG + 2 and text in measured) == []


def test_no_agency_of_a_test_set(measured: str) -> None:
    import random

    names = {one["agency"] for one in read_jsonl(_SETS / "heldout" / "identity.jsonl") if one["agency"]}
    names |= {agency.name for agency in agencies(200, random.Random(1))}
    assert len(names) > 200
    assert sorted(name for name in names if _bare(name) in measured) == []


def test_no_place_of_the_corpus(measured: str) -> None:
    places = {first + second + kind for first in _FIRST for second in _SECOND for kind in "市区镇"}
    assert len(places) > 500
    assert sorted(place for place in places if place in measured) == []


def test_no_clause_of_the_generator(measured: str) -> None:
    """The parser's patterns come from real reports, not from what the generator writes."""
    words = wordings()
    clauses = [clause for metric in words["metric"] for clause in (*metric["clauses"], *metric.get("people", ()))]
    clauses += list(
        _leaves({name: words[name] for name in ("combined", "request", "disputes", "fee", "other", "filler")})
    )
    pieces = _long(clauses)
    assert len(pieces) > 20
    assert sorted(piece for piece in pieces if piece in measured) == []
