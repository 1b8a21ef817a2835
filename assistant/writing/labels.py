"""Whether a sentence names another row, column or applicant of the standard tables than the cell that it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from assistant.answer import Citation, Claim
from assistant.metrics import label_of, recognise
from ingest.folding import folded
from ingest.taxonomy import metrics
from ingest.tokens import pairs_of

_APPLICANTS = (
    ("自然人", re.compile(r"自然人|公民个人|\bnatural persons?\b|\bindividuals?\b", re.I)),
    ("商业企业", re.compile(r"企业|\b(?:compan(?:y|ies)|enterprises?|business(?:es)?)\b", re.I)),
    ("科研机构", re.compile(r"科研(?:机构|院所)|\bresearch (?:institut\w+|organi[sz]ations?)\b", re.I)),
    ("社会公益组织", re.compile(r"公益组织|社会组织|\b(?:welfare|social|public.interest) organi[sz]ations?\b", re.I)),
    ("法律服务机构", re.compile(r"法律服务机构|律师事务所|\blegal service\w*\b|\blaw firms?\b", re.I)),
)
_OTHER = re.compile(r"其他(?!法律|行政|处理|方面|情形)")
_NUMBER = re.compile(r"\d+年?")
_SAME = {"requests.results.other": "requests.results.other.sum"}
_IN_THE_TABLE = {"request": "requests.received_new"}
_SURE, _SURER, _NEARER = 0.6, 0.75, 0.05
"""A label is meant where it has so much in common with the words (more, where the number is of no table); another must
not have so much more."""


def cell_agrees(
    words: str, rest: str, unit: str | None, claim: Claim, cited: Sequence[Citation], english: bool
) -> bool:
    """Whether `words` around a number (`rest`: the whole sentence) can mean the cell of a claim."""
    key = claim.metric or ""
    if not english and not _nearest(words, key):
        return False
    if "." not in key or not any(each.row or each.column for each in cited):
        said = _applicants("".join(each.quote for each in cited))
        return key not in _IN_THE_TABLE or _applicants(f"{words}{rest}") <= said
    own = _applicants("".join(each.column or "" for each in cited))
    named = _applicants(f"{words}{rest}") if key.startswith("requests.") else frozenset()
    if claim.formula is None and named != own and (named or not english):
        return False
    return (english or _others_agree(words, rest, claim, cited)) and _keys_agree(words, unit, claim)


def _others_agree(words: str, rest: str, claim: Claim, cited: Sequence[Citation]) -> bool:
    """Whether 其他 is said of an applicant or a row that is 其他, and of nothing else."""
    columns = [folded(each.column or "") for each in cited]
    if claim.formula is None and "其他" in columns and "其他" not in words + rest:
        return False
    source = "".join((*columns, *(each.row or "" for each in cited), label_of(claim.metric or "")))
    return _OTHER.search(words) is None or "其他" in source


def _keys_agree(words: str, unit: str | None, claim: Claim) -> bool:
    keys = [metric.key for metric in recognise(folded(re.sub(r"\d+|\|", "", words)), unit)]
    same = {claim.metric, _sheet(claim.metric)}
    return not keys or bool(same & {*keys, *map(_sheet, keys)}) or _SAME.get(str(keys[0])) == claim.metric


def _nearest(words: str, key: str) -> bool:
    """Whether no other label of the tables is much nearer to the words than that of the number's own metric."""
    best, scores = _scores(words)
    meant = _sheet(_IN_THE_TABLE.get(key, key))
    own = max((scores[one] for one in _alike().get(meant, ()) if one in scores), default=None)
    return best < (_SURE if own is not None else _SURER) or (own or 0.0) >= best - _NEARER


@lru_cache(maxsize=2048)
def _scores(words: str) -> tuple[float, dict[str, float]]:
    """How much each label has in common with the words (Dice of their character pairs), and the most."""
    mine = frozenset(pairs_of(_NUMBER.sub(" ", words)))
    if not mine:
        return 0.0, {}
    scores = {key: 2 * len(mine & pairs) / (len(mine) + len(pairs)) for key, pairs in _labels().items()}
    return max(scores.values()), scores


@cache
def _labels() -> dict[str, frozenset[str]]:
    return {key: pairs for key in metrics() if "." in key and (pairs := frozenset(pairs_of(label_of(key))))}


@cache
def _alike() -> dict[str, list[str]]:
    """The keys of labels by what the sheet and the tables have in common of them."""
    found: dict[str, list[str]] = {}
    for key in _labels():
        found.setdefault(_sheet(key), []).append(key)
    return found


def _applicants(words: str) -> frozenset[str]:
    """The kinds of applicants that words name, the total not among them."""
    text = folded(words)
    return frozenset(label for label, rule in _APPLICANTS if rule.search(text))


def _sheet(key: str | None) -> str:
    """What the statistics sheet before 2019 and the tables after it have in common of a key."""
    return (key or "").removeprefix("stats.").replace("requests.received_new", "requests.received.total")
