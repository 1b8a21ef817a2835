"""Whose requests are asked for, as a trained classifier hears it: 老百姓自己提的, 做生意的, think tanks; and sorts of people that no
column of the table has.

Logistic regression like that of `classifier.py`, over whom a question names: a column, nobody, all organisations, or
somebody else (学生, 外国人). Weights: applicants.npz, fitted by `python -m eval.fitting_metrics`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from assistant.cells import TOTAL
from assistant.classifier import Classifier, Guess, kept, plain
from assistant.desk import Desk
from assistant.facets import narrow_parts, parts_of
from assistant.likely import fitted
from assistant.metrics import label_of_applicant, label_with
from assistant.question import Metric, Operation, Question

NOBODY = "none"
COLUMNS = {
    "natural": "applicant.natural_person",
    "business": "applicant.org.business",
    "research": "applicant.org.research",
    "ngo": "applicant.org.public_interest",
    "legal": "applicant.org.legal_service",
    "other": "applicant.org.other",
}
_SUED = re.compile(
    r"(?:企业|公司|商户|厂[家商子]|律所|律师事务所|科研机构|研究所|公益组织|社会组织|自然人|公民个人|个人|外国人|学生|村民|记者|媒体)[^，,。：:◆●]{0,4}(?:对|把|将|因|提起|起诉|告|申请|发起|打)"
    r"|\b(?:compan(?:y|ies)|business(?:es)?|firms?|enterprises?|ngos?|charit(?:y|ies)|institut\w+|individuals?|natural persons?|students?|foreigners?|journalists?) (?:that |who |which |had |have )*(?:sued?|took|brought|filed|went|challenged|appealed|lodged)"
    r"|\b(?:sued?|brought|filed|lodged|taken to court|challenged) by (?:a |an |the )?(?:compan(?:y|ies)|business(?:es)?|firms?|enterprises?|ngos?|charit(?:y|ies)|institut\w+|individuals?|natural persons?|students?|foreigners?|journalists?)",
    re.IGNORECASE,
)
"""That somebody of a sort brought a case: the tables of reviews and suits do not tell who did."""
_OTHERS = frozenset(("narrower", "legal_person"))
TAKEN = 0.6
"""Least probability at which somebody is heard whom the rules do not see."""
CHANGED = 0.7
"""The same where the rules see another."""
_SURELY = 0.8
"""The same where no row was heard."""
_NO_DOUBT = 0.9
"""From here on the words alone tell, and the embedding need not be worked out."""
_ASKED: frozenset[Operation] = frozenset(("lookup", "yes_no", "compare", "trend", "rank", "list", "total"))


def heard(question: Question, desk: Desk) -> Question:
    """The question with the applicant of each row of the requests table as the classifier is sure to hear it."""
    if question.operation not in _ASKED:
        return question
    metrics = tuple(_heard(metric, question, desk) for metric in question.metrics)
    return question if metrics == question.metrics else replace(question, metrics=metrics)


def narrower(question: Question, desk: Desk) -> str | None:
    """The words of a question that asks for requests of somebody no column has, or for cases that somebody brought, of
    which no table tells who; None where it does not."""
    if len(question.metrics) != 1:
        return None
    metric = question.metrics[0]
    if (metric.key or "").startswith(("review.", "litigation.")) and metric.said in question.said:
        return metric.words if _SUED.search(metric.said) else None
    if not _of_requests(metric, question) or metric.applicant not in (None, TOTAL):
        return None
    guess = _guess(metric, question, desk)
    return metric.words if guess is not None and guess.key in _OTHERS and guess.chance >= TAKEN else None


def of_all_received(said: str, desk: Desk) -> str | None:
    """Whose requests are asked for by plain words that name an applicant for sure and say no more of the requests than that
    they came in: 律师事务所这类机构递过几件申请."""
    parts = parts_of(said).names
    if "request" not in parts or narrow_parts(said):
        return None
    vector = desk.vector(said) if len(said) > 1 else None
    who = None if vector is None else _classifier().guess(said, vector)
    return COLUMNS.get(who.key) if who is not None and who.chance >= _SURELY else None


def _heard(metric: Metric, question: Question, desk: Desk) -> Metric:
    if metric.key is None or not _of_requests(metric, question):
        return metric
    own = None if metric.applicant == TOTAL else metric.applicant
    guess = _guess(metric, question, desk)
    if guess is None or guess.key in _OTHERS or guess.chance < (TAKEN if own is None else CHANGED):
        return metric
    if own is not None and ((guess.key == NOBODY and guess.chance < _NO_DOUBT) or _by_name(own, metric.said)):
        return metric
    applicant = COLUMNS.get(guess.key)
    if applicant == own:
        return metric
    return replace(metric, applicant=applicant, label=label_with(metric.key, applicant, question.language))


def _by_name(applicant: str, said: str) -> bool:
    """Whether words name an applicant as the table does."""
    return label_of_applicant(applicant) in said or label_of_applicant(applicant, "en") in said.lower()


def _of_requests(metric: Metric, question: Question) -> bool:
    """Whether a row of the requests table is asked for, in words of this turn."""
    return (metric.key or "").startswith("requests.") and bool(metric.said) and metric.said in question.said


def _guess(metric: Metric, question: Question, desk: Desk) -> Guess | None:
    said = plain(metric.said)
    by_words = _classifier().guess(said, fitted()[2].common(said.isascii()))
    column = COLUMNS.get(by_words.key)
    if by_words.chance >= _NO_DOUBT and by_words.key not in _OTHERS and column == metric.applicant:
        return by_words
    vector = desk.vector(said) if len(said) > 1 else None
    return None if vector is None else _classifier().guess(said, vector)


@cache
def _classifier() -> Classifier:
    return kept("applicants.npz")
