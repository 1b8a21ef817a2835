"""One value, or yes and no: the number first, the words that state it, and where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Claim
from assistant.apiece import each_of, of_all
from assistant.beside import neighbour
from assistant.cells import NEW, formula_of
from assistant.citing import Citer, mark
from assistant.claiming import line_of
from assistant.concepts import sense
from assistant.desk import Desk
from assistant.finding import Found, belied, find, first_of, of_the_table
from assistant.metrics import label_with, unknown_words
from assistant.operations import bodies, coupled, polarity, replies, summed
from assistant.phrases import listed, value_of
from assistant.pieces import Piece
from assistant.question import Language, Metric, Question
from assistant.rereading import again, joined
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.strings import say
from ingest.tokens import pairs_of

_NOT_TAKEN = re.compile("(?:不|未|没有?|拒绝)(?:予|被|给)?受理")


def answer(question: Question, desk: Desk) -> Answer:
    """The value of each metric asked, in one agency's report of one year."""
    if not question.metrics:
        return replies.no_metric(question, desk)
    heads = desk.heads(question.agencies[0], question.years[0])
    pairs = _in_its_words(question, desk, _read(question, desk, heads))
    alone = pairs[0][1] if len(pairs) == 1 and question.operation == "lookup" else None
    kinds = summed.kinds_of_one(question, alone, desk.facts(alone.head.id)) if alone is not None else []
    return told(question, desk, heads, kinds or pairs, bool(kinds))


def _in_its_words(question: Question, desk: Desk, pairs: list[tuple[Metric, Found]]) -> list[tuple[Metric, Found]]:
    """What is not found otherwise, and stands beside a number in the same words: 局长信箱来信, of 处理局长信箱164条."""
    out = []
    for metric, one in pairs:
        piece = Piece(metric.label, metric.unit)
        if _NOT_TAKEN.search(metric.said) and one.fact is not None and one.fact.metric in (NEW, "request"):
            metric, piece = Metric(None, "不予受理", "不予受理", metric.unit), Piece("不予受理", metric.unit)
            one = Found(one.head, (), (), "absent")  # what came in is not what was turned away
        open_ = one.state == "absent" and metric.key is None and metric.year is None and metric.applicant is None
        open_ = open_ and not of_the_table(metric)
        fact = neighbour(one.head, desk.facts(one.head.id), None, piece, desk) if open_ else None
        out.append((metric, Found(one.head, (fact,), (), "number") if fact is not None else one))
    return out if question.operation == "lookup" else pairs


def told(
    question: Question,
    desk: Desk,
    heads: list[ReportHead],
    pairs: Sequence[tuple[Metric, Found]],
    kinds: bool = False,
) -> Answer:
    """The answer of metrics with what is stated of each, and their sum where it is asked for or they are the `kinds` of what
    is asked about."""
    citer = Citer()
    claims: list[Claim] = []
    leads: list[Claim] = []
    lines: list[str] = []
    warnings: list[str] = []
    missing: list[str] = []
    read: list[Metric] = []
    quoted = Counter(found.fact.quote for _, found in pairs if found.fact)
    for metric, found in pairs:
        read.append(_named(metric, found, question.language))
        if found.state != "number":
            missing.append(metric.label)
            continue
        made = _claims(found, citer, question.language)
        leads.append(made[0])
        claims += made
        lines.append(_line(found, citer, question))
        if found.fact and quoted[found.fact.quote] > 1:  # which of the sentence's numbers it is
            lines[-1] = say("assistant.of_label", question.language, label=_named_only(metric.label), line=lines[-1])
        if each := each_of(question, found.fact):
            lines[-1] = say("assistant.of_label", question.language, label=each, line=lines[-1])
        warnings += _warnings(found, citer, question.language)
    if not claims:
        return replies.not_stated(question, desk, first_of(desk, heads, question.metrics[0]))
    question, stated = replace(question, metrics=tuple(read)), [one for one in read if one.label not in missing]
    if order := summed.in_order(question, claims) if len(claims) == len(lines) else []:
        claims, lines = [claims[at] for at in order], [lines[at] for at in order]
        lines.insert(0, summed.listed([stated[at] for at in order], claims, question))
    alone = pairs[0][1] if len(pairs) == 1 else None
    of_all_of_them = of_all(question, alone, desk.facts(alone.head.id), citer) if alone is not None else None
    if (whole := summed.together(question, leads, missing, kinds) or of_all_of_them) is not None:
        claims.insert(0, whole)
        lines.insert(0, summed.line(whole, question.language))
    if missing and question.operation == "lookup":
        names = listed(map(_named_only, missing), question.language)
        lines.append(say("assistant.not_stated_beside", question.language, metrics=names))
    return replies.answered(question, lines, claims, citer, warnings=warnings)


def _named_only(label: str) -> str:
    """A label without the numbers that stand in names (12345热线), which no citation carries."""
    return re.sub(r"\s+", " ", re.sub(r"\d{3,}", "", label)).strip() or label


def _read(question: Question, desk: Desk, heads: list[ReportHead]) -> list[tuple[Metric, Found]]:
    """Each metric with what is stated of it; one that is missing beside others is read again."""
    found = _found(question, desk, heads)
    if not any(one.state == "number" for _, one in found):
        return found
    alone = len(found) == 1 and question.operation == "lookup" and not found[0][1].others
    if alone and (several := joined(question.metrics[0], question, desk)):
        parts = [(one, first_of(desk, heads, one)) for one in several]
        found = found if any(one.others for _, one in parts) else parts  # no part is dropped
    return _once([pair for metric, one in found for pair in _again(question, desk, heads, metric, one)])


def _again(
    question: Question, desk: Desk, heads: list[ReportHead], metric: Metric, found: Found
) -> list[tuple[Metric, Found]]:
    if found.state != "absent":
        return [(metric, found)]
    told = [(one, first_of(desk, heads, one)) for one in again(metric, question, desk) if one is not metric]
    fits = all(one.state == "number" and not belied(desk, one.head, metric, one.fact) for _, one in told)
    return told if told and fits else [(metric, found)]


def _found(question: Question, desk: Desk, heads: list[ReportHead]) -> list[tuple[Metric, Found]]:
    """Each metric with what is stated of it; of one that names two things, what is stated of both."""
    if question.operation == "yes_no":
        return polarity.found(question, desk, heads)
    if len(question.metrics) == 1 and question.operation == "lookup":
        for head in heads:
            if (whole := bodies.of_organisations(question, desk, head)) is not None:
                return [whole]
            both = summed.of_both(question.metrics[0], desk.facts(head.id))
            each = [(one, find(desk, head, one)) for one in both]
            if both != question.metrics and all(one.state == "number" for _, one in each):
                return each
            if pair := coupled.both(desk, head, question.metrics[0]):
                return pair
    return _once([(metric, first_of(desk, heads, metric)) for metric in question.metrics])


def _once(found: list[tuple[Metric, Found]]) -> list[tuple[Metric, Found]]:
    """Two things are not told by one number: it is of that whose words stand beside it (市长信箱 and 局长信箱)."""
    out: list[tuple[Metric, Found]] = []
    for metric, one in found:
        rivals = [(n, other) for n, (other, each) in enumerate(out) if one.fact is not None and each.fact is one.fact]
        if one.fact is None or one.fact.origin != "prose" or not rivals or rivals[0][1].words == metric.words:
            out.append((metric, one))
            continue
        n, other = rivals[0]
        mine, its = (_strange(words, one.fact.noun or one.fact.quote) for words in (metric.words, other.words))
        if mine == its:
            out.append((metric, one))
            continue
        if mine < its:
            out[n] = (other, Found(out[n][1].head, (), (), "absent"))
        out.append((metric, one if mine < its else Found(one.head, (), (), "absent")))
    return out


def _strange(words: str, own: str) -> int:
    """How much of what words say a number's own words do not."""
    missing = sense(words).concepts.keys() - sense(own).concepts.keys()
    return len({*pairs_of(words)} - {*pairs_of(own)}) + len(missing) + len(unknown_words(words.lower()))


def _named(metric: Metric, found: Found, language: Language) -> Metric:
    """The metric under the taxonomy's name, where what was found has one and the question did not name it."""
    if metric.key is not None or found.fact is None or found.fact.metric is None:
        return metric
    return replace(metric, label=label_with(found.fact.metric, metric.applicant, language))


def _claims(found: Found, citer: Citer, language: Language) -> list[Claim]:
    lead = _claim(found, found.facts, citer, language)
    return [lead, *(_claim(found, (fact,), citer, language) for fact in found.others)]


def _claim(found: Found, facts: tuple[Fact, ...], citer: Citer, language: Language) -> Claim:
    fact = facts[0]
    return Claim(
        number=fact.value,
        unit=fact.unit,
        qualifier=fact.qualifier,
        agency=found.head.agency,
        year=found.head.year,
        metric=fact.metric,
        citations=tuple(n for each in facts for n in citer.found(found, each)),
        shown=value_of(fact, language),
        formula=formula_of(fact),
    )


def _line(found: Found, citer: Citer, question: Question) -> str:
    yes_no = polarity.line(question, bool(found.facts[0].value)) if question.operation == "yes_no" else None
    return line_of(found, citer, question.language, yes_no)


def _warnings(found: Found, citer: Citer, language: Language) -> list[str]:
    """Another place that states another number for what was asked."""
    out = []
    for other in found.others:
        key = "assistant.two_numbers" if other.origin != found.facts[0].origin else "assistant.also_stated"
        out.append(
            say(
                key,
                language,
                value=value_of(other, language),
                quote=other.quote,
                marks=mark(citer.fact(found.head, other)),
            )
        )
    return out
