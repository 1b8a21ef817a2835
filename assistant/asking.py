"""What a question asks for: its words without those that ask, as one metric or as several."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.concepts import leading, sense
from assistant.cues import Cue, Heard, bare
from assistant.metrics import label_of, label_with, recognise, unknown_words
from assistant.question import Language, Metric, Operation
from assistant.spelling import respelled
from assistant.wording import unit_in
from ingest.taxonomy import metrics

_ALWAYS = frozenset("courtesy meta report verify ask measure grand yes_no lean correct self both each parts".split())
_MANY = frozenset("sum who everyone most least order by mean none exist more bound where".split())
_SIDES = frozenset("sum which_year versus more change yoy grew where gap".split())
_TAKEN: dict[Operation, frozenset[str]] = {
    "rank": _MANY | {"change"},
    "list": _MANY,
    "total": _MANY,
    "compare": _SIDES,
    "trend": _SIDES | {"most", "least", "what", "everyone", "by", "order"},
    "share": _SIDES | {"share", "everyone", "who"},
    "yes_no": frozenset(("none", "exist")),
    "explain": frozenset(("why", "exist")),
    "check": frozenset(("check", "problems", "what")),
    "summarise": frozenset(("summary",)),
}
"""The roles whose words an operation accounts for; words of other roles are part of what is asked about."""
_OVER_MANY: frozenset[Operation] = frozenset(("rank", "list", "total"))
_SEPARATORS = re.compile(r"[，,；;、]|以及|(?<=[ \u4e00-\u9fff])(?:和|及|与)(?=[ \u4e00-\u9fff])|\band\b")
_JOINT = re.compile(r"\s*(?:、|,|，|/|以及|和|与|及|跟|\band\b|\bas well as\b)\s*")
_EDGES = re.compile(r"^[\s的了在是有，,、:：.·()（）\-—]+|[\s的了在是有，,、:：.·()（）\-—]+$")
_ALONE = re.compile(r"(?<!\S)[和与及跟同比、，,](?!\S)")
_MARKS = re.compile(r"[？?！!。]|\.(?=\s|$)|[（(]本级(?:机关)?[）)]|[（(]\s*[）)]|['’]s?(?=\s)")


def topic_of(heard: Heard, operation: Operation, but: Collection[str] = ()) -> str:
    """What the question is about: its words without names, years and the cues that the operation accounts for (`but`
    those of these roles)."""
    taken = (_ALWAYS | _TAKEN.get(operation, frozenset())) - frozenset(but)
    if operation not in ("explain", "summarise", "contact"):
        taken |= {"what"}
    return tidied(bare(heard.without(taken)))


def tidied(words: str) -> str:
    """Words without marks, and without what only ties them to their neighbours."""
    words = re.sub(r"\s+", " ", _ALONE.sub(" ", _MARKS.sub(" ", words)))
    before = None
    while words != before:
        before, words = words, _EDGES.sub("", words)
    return words


def metrics_of(heard: Heard, operation: Operation, language: Language, but: Collection[str] = ()) -> tuple[Metric, ...]:
    """The metrics asked for, in the order asked: one, one for each 多少, or one for each thing that 分别 joins."""
    found = tuple(_metrics_of(heard, operation, language, but))
    if operation in _OVER_MANY:  # a cell is a cell, whatever unit the question counts in
        return tuple(replace(metric, unit=None) if metric.key else metric for metric in found)
    return found


def _metrics_of(heard: Heard, operation: Operation, language: Language, but: Collection[str]) -> Sequence[Metric]:
    pieces = [piece for piece in _pieces(heard) if piece.of("ask")]
    if len(pieces) < 2:
        topic, asked = topic_of(heard, operation, but), topic_of(heard, operation, (*but, "ask"))
        unit = unit_in(heard.text)
        if heard.of("parts") and (kinds := _kinds_of(topic_of(heard, operation, but), unit, language)):
            return kinds
        several = _joined(topic, unit, language, bool(heard.of("each") or heard.of("both")))
        return several or _metric(topic, unit, language, asked)
    found: list[Metric] = []
    first = ""
    for piece in pieces:
        topic = topic_of(piece, operation, but)
        first = first or topic
        asked = topic_of(piece, operation, (*but, "ask"))
        if not _stands_alone(topic):
            topic, asked = f"{first} {topic}", f"{first} {asked}"
        found += _metric(topic, unit_in(piece.text), language, asked)
    return tuple(found)


def _kinds_of(topic: str, unit: str | None, language: Language) -> tuple[Metric, ...]:
    """不予公开的理由: the rows that a sum of the table is made of; () for anything else."""
    known = recognise(topic, unit, language)
    if len(known) != 1 or known[0].key not in metrics() or not metrics()[known[0].key or ""].of:
        return ()
    applicant = known[0].applicant
    return tuple(
        Metric(key, label_with(key, applicant, language), topic, unit, applicant)
        for key in metrics()[known[0].key or ""].of
    )


def _pieces(heard: Heard) -> Iterator[Heard]:
    """The question cut at the marks between two things that are counted."""
    asks = heard.of("ask")
    cuts = [0]
    for one, two in pairwise(asks):
        between = list(_SEPARATORS.finditer(heard.text, one.end, two.start))
        if between:
            cuts.append(between[-1].end() if one.end == between[0].start() else between[0].end())
    cuts.append(len(heard.text))
    for start, end in pairwise(cuts):
        inside = tuple(
            Cue(c.start - start, c.end - start, c.role, c.text) for c in heard.cues if start <= c.start < end
        )
        yield Heard(heard.text[start:end], inside)


def _joined(topic: str, unit: str | None, language: Language, each: bool) -> tuple[Metric, ...]:
    """微信和微博分别发布: one metric for each, with the words behind the last; () where nothing is joined."""
    parts = [part for part in _JOINT.split(topic) if part]
    if len(parts) < 2 or any(part in topic for part in ("建议提案", "举报投诉")):
        return ()
    tail = leading(parts[-1])
    if tail is None:
        return ()
    words = [*(f"{part}{tail}" if not part.isascii() else f"{part} {tail}" for part in parts[:-1]), parts[-1]]
    known = [recognise(each_words, unit, language) for each_words in words]
    channels = all("channel" in sense(part).concepts.values() for part in parts)
    if not each and not all(known) and not (channels and topic.isascii()):
        return ()
    if not all(map(_one_thing, parts[:-1])):
        return ()
    return tuple(metric for each_words in words for metric in _metric(each_words, unit, language))


def _one_thing(words: str) -> bool:
    """Whether words name one thing and nothing beside it."""
    said = sense(words)
    return leading(words) is not None and not said.pairs


def _metric(topic: str, unit: str | None, language: Language, asked: str | None = None) -> tuple[Metric, ...]:
    """The metrics that a topic names: cells of the tables, else one quantity to be matched by its words. `asked`: the
    topic with the words that ask how many, as it is said."""
    words = asked or topic
    known = recognise(topic, unit, language)
    if known:
        return tuple(Metric(metric.key, metric.label, words, unit, metric.applicant) for metric in known)
    if not says_something(topic):
        return ()
    right = respelled(topic, unknown_words(topic.lower()))
    if right is not None and (known := recognise(right, unit, language)):
        return tuple(Metric(metric.key, metric.label, right, unit, metric.applicant) for metric in known)
    return (Metric(None, right or topic, right or words, unit),)


def contacts(keys: tuple[str, ...], topic: str, language: Language) -> tuple[Metric, ...]:
    """The contacts asked for."""
    return tuple(Metric(key, label_of(key, language), words=topic) for key in keys)


def says_something(topic: str) -> bool:
    """Whether words name anything."""
    said = sense(topic)
    return bool(said.pairs or said.concepts or unknown_words(topic.lower()))


def _stands_alone(topic: str) -> bool:
    """Whether a piece of a question needs no other: 多少人参加 speaks of what the piece before it named."""
    said = sense(topic)
    return bool(said.pairs) or any(
        kind in ("channel", "thing") for name, kind in said.concepts.items() if name != "参加人员"
    )
