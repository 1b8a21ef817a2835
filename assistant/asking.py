"""What a question asks for: its words without those that ask, as one metric or as several."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.concepts import leading, sense
from assistant.cues import NAME, YEAR, Cue, Heard, bare
from assistant.metrics import label_of, label_with, recognise, unknown_words
from assistant.question import Language, Metric, Operation
from assistant.spelling import respelled
from assistant.wording import unit_in
from ingest.taxonomy import metrics

_ALWAYS = frozenset("courtesy meta report verify ask measure grand yes_no lean correct self both each parts".split())
_MANY = frozenset("sum who everyone most least order by mean none exist more bound where".split())
_SIDES = frozenset("who order sum which_year versus more change yoy grew where gap".split())
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
_JOINT = re.compile(
    r"\s*(?:[,，]?(?:另外|外加|加上|还有|再加上|以及|同时)(?:还)?(?:要|有|看|查|想知道)?|、|,|，|/|和|与|及|跟|"
    r",?\s*\b(?:and(?: also)?|as well as|plus|along with|together with)\b)\s*"
)
_TIED = re.compile(_JOINT.pattern.replace("|,|，|/", "|/"))
"""Words that join two things; a comma alone may stand behind what the rest speaks of."""
_SEGMENT = re.compile(r"(?:[^，,。:：;；!！?？.]|\.(?!\s|$))+")
_ASIDE_ROLES = frozenset("courtesy meta lean report self correct verify".split())
_FREE_TEXT = frozenset("why problems measures summary check".split())
_PLAIN = frozenset(("act", "filler", "generic"))
_EDGES = re.compile(r"^(?:[\s的了在是，,、:：.·()（）\-—]|有(?!效))+|[\s的了在是有，,、:：.·()（）\-—]+$")
_ALONE = re.compile(r"(?<!\S)[和与及跟同比、，,](?!\S)")
_MARKS = re.compile(r"[？?！!。]|\.(?=\s|$)|[（(]本级(?:机关)?[）)]|[（(]\s*[）)]|['’]s?(?=\s)")


def topic_of(heard: Heard, operation: Operation, but: Collection[str] = ()) -> str:
    """What the question is about: its words without names, years and the cues that the operation accounts for (`but`
    those of these roles)."""
    taken = (_ALWAYS | _TAKEN.get(operation, frozenset())) - frozenset(but)
    if operation not in ("explain", "summarise", "contact"):
        taken |= {"what"}
    return tidied(bare(heard.without(taken)))


def pertinent(heard: Heard) -> Heard:
    """A question without the words of those segments that tell of its setting (老师好，…; 报告公布了，…): no metric and
    no word that asks stands in them, and a metric stands in another."""
    pieces = [(hit.start(), hit.end()) for hit in _SEGMENT.finditer(heard.text)]
    if len(pieces) < 2 or heard.roles & _FREE_TEXT:
        return heard
    left = heard.without(heard.roles)
    idle = [one for one in pieces if _idle(left[slice(*one)], heard, *one)]
    if not idle or not any(_asked_in(left[slice(*one)], heard, *one) for one in pieces if one not in idle):
        return heard
    kept = list(heard.text)
    for start, end in idle:
        kept[start:end] = [
            char if char in (NAME, YEAR) or any(c.start <= at < c.end for c in heard.cues) else " "
            for at, char in enumerate(heard.text[start:end], start)
        ]
    return Heard("".join(kept), heard.cues)


def _idle(words: str, heard: Heard, start: int, end: int) -> bool:
    asks = any(start <= cue.start < end and cue.role not in _ASIDE_ROLES for cue in heard.cues)
    return not asks and not _names_a_thing(words) and set(sense(tidied(bare(words))).concepts.values()) <= _PLAIN


def _asked_in(words: str, heard: Heard, start: int, end: int) -> bool:
    """Whether a segment says what is asked for: a metric, or how many there are of what it names."""
    counts = any(start <= cue.start < end and cue.role in ("ask", "measure", "catalogue") for cue in heard.cues)
    return _names_a_thing(words) or (counts and says_something(tidied(bare(words)))) or "catalogue" in heard.roles


def _names_a_thing(words: str) -> bool:
    """Whether words name a cell of the tables, a channel or a thing."""
    topic = tidied(bare(words))
    return bool(topic) and (
        any(kind in ("channel", "thing") for kind in sense(topic).concepts.values()) or bool(recognise(topic))
    )


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
    pieces = [piece for piece in _pieces(heard) if piece.of("ask") or piece.of("what")]
    if len(pieces) < 2:
        topic, asked = topic_of(heard, operation, but), topic_of(heard, operation, (*but, "ask"))
        unit = unit_in(heard.text)
        if unit == "%" and heard.of("grew") and "grew" not in but:
            unit = None  # of the change, not of what changes
        if heard.of("parts") and (kinds := _kinds_of(topic_of(heard, operation, but), unit, language)):
            return kinds
        each = bool(heard.of("each") or heard.of("both")) or _measured_twice(heard)
        several = _joined(topic, unit, language, each)
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
    if len(asks) < 2 and re.search(r"\band what\b", heard.text, re.IGNORECASE):
        asks = tuple(cue for cue in heard.cues if cue.role in ("ask", "what"))
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
    apart = [part for part in _TIED.split(topic) if part]
    if len(apart) > 1 and (alone := _each_alone(apart, unit, language, each)):
        return alone
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


def _each_alone(parts: Sequence[str], unit: str | None, language: Language, each: bool) -> tuple[Metric, ...]:
    """One metric for each part that is named in full; a quantity of prose only where each is said to be asked for."""
    known = [recognise(part, unit, language) or recognise(part, None, language) for part in parts]
    keys = [one[0].key for one in known if len(one) == 1 and one[0].key is not None]
    if any(metric.applicant for one in known for metric in one):
        return ()
    if len(keys) != len(set(keys)):
        return ()
    whole = [bool(found) or (each and _counts_alone(part)) for part, found in zip(parts, known, strict=True)]
    if not all(whole) or (not each and len(keys) < len(parts)):
        return ()
    return tuple(
        metric for part, found in zip(parts, known, strict=True) for metric in (found or _metric(part, None, language))
    )


def _counts_alone(words: str) -> bool:
    """微信公众号发布, 按时办结: a thing, and what was done to it."""
    return len(sense(words).concepts) > 1 or _stands_alone(words)


def _measured_twice(heard: Heard) -> bool:
    """在线访谈场次与重复申请件数: two things, each with its own measure."""
    measured = sorted((*heard.of("measure"), *heard.of("sum"), *heard.of("grand")), key=lambda cue: cue.start)
    return any(_JOINT.match(_MARKS.sub("", heard.text[one.end :])) for one in measured[:-1])


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
