"""A second reading: each metric as the trained classifier takes its words, where it is sure.

`reread` is for what the rules found nothing for, or found by words alone; `corrected` for a metric they found and the
classifier is very sure is not the one asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.cells import NEW, SHEET
from assistant.classifier import NONE, metric_asked, plain
from assistant.concepts import sense
from assistant.cues import hear
from assistant.desk import Desk
from assistant.facets import applicant_in, parts_of, says_more
from assistant.finding import chance_of
from assistant.joining import JOINT
from assistant.likely import fitted
from assistant.metrics import countable_in, label_of, label_with
from assistant.naming import audience_in, reacts
from assistant.operations import meant, remedies
from assistant.question import Metric, Operation, Question
from assistant.whose import of_all_received
from assistant.wording import unit_in
from ingest.taxonomy import metrics

SURE = 0.55
"""Least probability at which a metric is taken."""
SURER = 0.75
"""The same where the question did not seem to ask for a number."""
CERTAIN = 0.7
"""The same where another metric was found by rules."""
_READ: frozenset[Operation] = frozenset(
    ("lookup", "yes_no", "compare", "rank", "list", "total", "trend", "share", "explain")
)
_CORRECTED = _READ - {"share", "explain"}
_FOR_WORDS = frozenset("problems measures why common summary".split())
_FOR_NUMBERS = frozenset("ask measure share rate grand mean most least order sum".split())
_IN_UNITS = frozenset("training training_attendance gazette".split())
"""What is told from its neighbours by its unit: 培训3次，108人次."""
_CARRIED = frozenset(("requests.carried_in", "requests.carried_out"))
"""没弄完、拖到明年的: one thing in two words, though each may be said of either."""
_ONE_OF_THEM = re.compile(r"哪一?[项件个条次家期]|\b(?:which|who|why|where|when)\b", re.IGNORECASE)
"""Which of several is asked for, and no number."""
_TRIED = 4
"""Into how many parts a question is taken apart: each costs an embedding."""


def reread(question: Question, desk: Desk) -> Question | None:
    """The question with the metrics its words most likely ask for; None where they are not likely enough."""
    counted = bool(question.cues & _FOR_NUMBERS)
    if question.operation == "explain" and (meant.asked_kind(question) or remedies.asked(question)):
        return None  # a day, a place or what was done is asked for
    unread = "bound" in question.cues and not question.bounds  # a condition that was not understood
    if question.operation not in _READ or unread or (question.cues & _FOR_WORDS and not counted):
        return None
    asked = question.metrics or (Metric(None, "", question.topic, None, said=question.said),)
    least = SURER if question.operation == "explain" and not counted else SURE
    read = tuple(one for metric in asked for one in again(metric, question, desk, least))
    of_words = question.operation == "explain" and not counted and _ONE_OF_THEM.search(question.said)
    if of_words and any("." in (one.key or "") for one in read):
        return None  # 哪一项没干完 is no cell
    if not read or read == question.metrics:
        return _for_a_number(question, asked[0], desk)
    if question.operation == "share":
        return replace(question, metrics=read, topic=read[0].words) if _of_whole(read) else None
    operation: Operation = "lookup" if question.operation == "explain" else question.operation
    return replace(question, metrics=read, operation=operation)


def _for_a_number(question: Question, metric: Metric, desk: Desk) -> Question | None:
    """A question that names a thing and does not say what of it, where a number of the report most likely answers:
    公示栏贴出去的, letters to the director handled."""
    if question.operation != "explain" or len(question.agencies) != 1 or metric.key or not metric.words:
        return None
    years = question.years or desk.years(question.agencies[0])[-1:]
    heads = desk.heads(question.agencies[0], years[-1]) if len(question.years) < 2 and years else []
    sure = any(chance_of(desk, head, metric) >= SURER for head in heads[:1])
    return replace(question, operation="lookup", metrics=(metric,)) if sure else None


def _of_whole(read: Sequence[Metric]) -> bool:
    """Whether a share is asked of a cell that is part of a sum."""
    return len(read) == 1 and (read[0].key or "").startswith("requests.results.")


def corrected(question: Question, answer: Answer, desk: Desk) -> Question | None:
    """The question with another metric of the taxonomy, where the classifier is very sure that it asks for that one and
    not for the one that was found."""
    found = {claim.metric for claim in answer.values} | {metric.key for metric in question.metrics}
    if question.operation not in _CORRECTED or len(question.metrics) != 1:
        return None
    metric = question.metrics[0]
    if _goes_on_in_prose(question, answer):
        return None
    said = plain(hear(metric.said).without({"yoy"}))  # against the year before: no year that a request is left from
    if metric_asked(said, fitted()[2].common(said.isascii())).key in found:
        return None
    guess = desk.guess(said)
    if guess is None or guess.chance < CERTAIN or guess.key in found | {NONE, SHEET.get(guess.key)}:
        return None
    if metric.key and says_more(guess.key, parts_of(said).names) and not says_more(metric.key, parts_of(said).names):
        return None  # 未办结 is no part of those that were dealt with
    if "." not in guess.key and not any("." in (key or "") for key in found):
        return None  # one quantity of prose for another: what the report's own words say is nearer
    meant = _meant(said, replace(metric, key=None), question, desk, CERTAIN)
    return replace(question, metrics=(meant,)) if meant else None


def _goes_on_in_prose(question: Question, answer: Answer) -> bool:
    """Whether a turn was answered from the report's prose, as the one before it: 办完了多少, after 收集了多少条意见, is asked
    of these and not of the requests."""
    in_prose = answer.citations and all(cited.row is None and cited.column is None for cited in answer.citations)
    return bool(question.after and in_prose) and not any("." in (metric.key or "") for metric in question.after)


def again(metric: Metric, question: Question, desk: Desk, least: float = SURE) -> tuple[Metric, ...]:
    """The metric, or the two, that the words of one that is not understood most likely mean; itself where it is."""
    if metric.key is not None or metric.applicant is not None or metric.year is not None:
        return (metric,)
    said = plain(metric.said or metric.words)
    parts = [(part, replace(metric, unit=unit_in(part))) for part in _in_parts(said)]
    several = [_meant(part, one, question, desk, least) for part, one in parts]
    if len(several) > 2 and several[0] is None and "items" in question.cues:
        del several[0]  # which two numbers stand there: one for these, one for those
    told_twice = {one.key for one in several if one} == _CARRIED and not question.cues & {"each", "both", "items"}
    if several and all(several) and len({one.label for one in several if one}) == len(several) and not told_twice:
        return tuple(one for one in several if one)
    if any(several) and question.cues & {"each", "both", "items"}:  # what is not understood is named, and not dropped
        return tuple(
            one or replace(raw, label=part, words=part)
            for (part, raw), one in zip(parts[-len(several) :], several, strict=True)
        )
    one = _meant(said, metric, question, desk, least)
    return (one,) if one else ()


def joined(metric: Metric, question: Question, desk: Desk) -> tuple[Metric, ...]:
    """The things that the words of one metric join, where each of them is understood; () where they are not several."""
    if not _in_parts(plain(metric.said or metric.words)):
        return ()
    several = again(metric, question, desk)
    return several if len(several) > 1 else ()


def _in_parts(said: str) -> tuple[str, ...]:
    """Words taken apart at all that joins things in them, so that none is dropped; () where nothing does."""
    parts = tuple(part.strip() for part in JOINT.split(said))
    return parts if 2 <= len(parts) <= _TRIED and all(len(part) > 1 for part in parts) else ()


def _meant(said: str, metric: Metric, question: Question, desk: Desk, least: float) -> Metric | None:
    guess = desk.guess(said)
    if guess is None:
        return None
    whose = of_all_received(said, desk) if guess.key == NONE or guess.chance < least else None
    if whose is not None:
        return replace(metric, key=NEW, label=label_with(NEW, whose, question.language), words=said, applicant=whose)
    if guess.key == NONE or guess.chance < least or not countable_in(guess.key, metric.unit):
        return None
    key, info = guess.key, metrics()[guess.key]
    if metric.unit == "封" and key.startswith("requests.") and "申请" not in said:
        return None  # letters to the head are no requests
    if key.endswith(".total") and says_more(key, parts_of(said).names):
        return None  # 官司输了几场 is not how many there were
    label = label_of(key, question.language)
    if "." not in key:
        if _of_others(said, key):
            return None
        unit = info.unit if key in _IN_UNITS and metric.unit is None else metric.unit
        return replace(metric, label=label, words=info.label_zh, unit=unit)
    applicant = _applicant(said) if key.startswith("requests.") else None
    label = label_with(key, applicant, question.language)
    return replace(metric, key=key, label=label, words=info.label_zh, applicant=applicant)


def _of_others(said: str, key: str) -> bool:
    """Whether words ask what others did with a channel (微信阅读量, 推文点赞数), of which `key` says nothing."""
    heard = sense(said)
    asked = audience_in(heard)
    channel = "channel" in heard.concepts.values()
    return (asked is not None and (asked != key or channel)) or (channel and reacts(said))


def _applicant(said: str) -> str | None:
    found = applicant_in(said)
    return found[0] if found else None
