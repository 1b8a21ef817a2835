"""What a question names together and a report states together: 安全生产和救灾两块各多少条, of 其中安全生产领域167条、救灾领域73条.

The report's own words decide: each part of the question is held against the numbers of one sentence or paragraph, and the
parts are answered where they are told there, each by its own number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.desk import Desk
from assistant.kindred import ALIKE, NEAR, STRONG, Told, core, frames, level, of_kind
from assistant.likely import ranked_for
from assistant.listings import channels_in, told_on, unframed
from assistant.matching import ask_for
from assistant.pieces import Piece, names_nothing
from ingest.cues import MARK
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.windows import own_words, words_of

_SAME, _KIN = 0.9, 0.8
"""How near in meaning words are of one language and of two, at least."""
_CLEAR, _CLOSE, _APART = 0.03, 0.025, 0.01
_MAY_BE = 0.25
"""Least probability of what is known by its meaning."""
_HAN = re.compile("[\u4e00-\u9fff]")
Meanings = dict[tuple[str, str], float]
Pairs = list[tuple[Piece, Fact | None]]


def stated(head: ReportHead, facts: Sequence[Fact], named: Sequence[Piece], desk: Desk | None = None) -> Pairs:
    """The things named with their numbers, all told in one sentence or else in one paragraph; None for one that is not
    told there. [] where fewer than two are, or where what is left cannot be what the sentence is about. With a `desk` things
    are known by their meaning as well."""
    told = _told(head, facts)
    if len(named) < 2 or len(told) < 2:
        return []
    found = _best(told, facts, named, {})
    if desk is None or (found and all(fact for _, fact in found)):
        return found
    near = _meanings(desk, head, told, named)
    found = _best(told, facts, named, near) or found
    return found or ([] if any(_HAN.search(one.words) for one in named) else _apart(told, named, near))


def _told(head: ReportHead, facts: Sequence[Fact]) -> list[Told]:
    own = own_words(head.agency)
    return [
        Told(fact, words, core(_own_part(fact, facts, words)))
        for fact in facts
        if _counts(fact) and (words := words_of(fact, own)[0].strip())
    ]


def _apart(told: Sequence[Told], named: Sequence[Piece], near: Meanings) -> Pairs:
    """English things told in different places, where each is clearly the one that a number counts; [] where one is not."""
    pairs: Pairs = []
    for piece in named:
        levels = [level(piece, one, "") or near.get((piece.words, one.words), 0.0) for one in told]
        best = [one.fact for one, level in zip(told, levels, strict=True) if level == max(levels) >= ALIKE]
        if len({fact.value for fact in best}) != 1:
            return []
        pairs.append((piece, best[0]))
    return pairs


def neighbour(
    head: ReportHead, facts: Sequence[Fact], lead: Fact | None, named: Piece, desk: Desk, sure: float = NEAR
) -> Fact | None:
    """What stands in the same paragraph as a number spoken of before, and is what a fragment names (拍成视频的, of 政策解读38件，
    其中图解22件、视频解读5件); without such a number, what the report says in the same words. None where none does, or several."""
    every = _told(head, facts)
    told = [one for one in every if lead is None or one.fact.place.block == lead.place.block]
    levels = [level(named, one, lead.quote if lead else "") for one in told]
    levels = [one if one >= sure else 0.0 for one in levels]
    if lead is None:
        least = (STRONG - 0.5 if len(named.words) > 3 else STRONG) if _HAN.search(named.words) else ALIKE
        levels = [level if level >= least else 0 for level in levels]
    elif told and not max(levels):
        near = _meanings(desk, head, every, [named])
        top = max(near.values(), default=0.0)
        levels = [top if near.get((named.words, one.words)) == top > NEAR else 0.0 for one in told]
    best = [one.fact for level, one in zip(levels, told, strict=True) if level and level == max(levels)]
    clear = len({fact.value for fact in best}) == 1
    return best[0] if clear and (lead is None or best[0].value != lead.value) else None


def _best(told: Sequence[Told], facts: Sequence[Fact], named: Sequence[Piece], near: Meanings) -> Pairs:
    """What the sentence or paragraph says that fits best; [] where several say different things. Of things that are to be
    added, a sentence that tells all of them comes before a paragraph."""
    aligned = [found for group in _groups(told) if (found := _aligned(group, named, facts, near))]
    if any(one.summand for one in named):
        whole = [one for one in aligned if all(fact for _, fact in one[1])]
        close = [one for one in whole if len({fact.quote for _, fact in one[1] if fact}) == 1]
        aligned = close or whole or aligned
    top = max((score for score, _ in aligned), default=0.0)
    answers = [pairs for score, pairs in aligned if score == top]
    values = {tuple(fact.value if fact else None for _, fact in pairs) for pairs in answers}
    return answers[0] if len(values) == 1 else []


def _counts(fact: Fact) -> bool:
    return fact.origin == "prose" and fact.value is not None and fact.unit is not None and fact.qualifier != "none"


def parts(facts: Sequence[Fact], whole: Fact) -> list[tuple[Piece, Fact]]:
    """What a report says that a number is made up of: 政策解读12篇，其中负责人解读4篇、其他解读4篇."""
    at = next((n for n, fact in enumerate(facts) if fact is whole), None)
    found = [fact for fact in facts if at is not None and fact.total == at and _counts(fact) and fact.unit != "%"]
    return [(Piece(part_words(fact, facts), fact.unit), fact) for fact in found]


def part_words(fact: Fact, facts: Sequence[Fact]) -> str:
    """What a number counts, in few words, and without those of the whole that it is part of."""
    return core(_own_part(fact, facts, (fact.noun or "").replace(MARK, " ")))


def _own_part(fact: Fact, facts: Sequence[Fact], words: str) -> str:
    """A part's words without those of its whole: 公开 of 受理依申请公开56件：公开22件."""
    whole = facts[fact.total] if fact.total is not None and fact.total < len(facts) else None
    said = (whole.noun or "").replace(MARK, "") if whole else ""
    return words.removeprefix(said) or words if said else words


def _groups(told: Sequence[Told]) -> list[list[Told]]:
    """The numbers of each sentence, and those of each paragraph."""
    found: dict[object, list[Told]] = {}
    for one in told:
        found.setdefault((one.fact.place.block, one.fact.quote), []).append(one)
        found.setdefault(one.fact.place.block, []).append(one)
    return [group for group in found.values() if len(group) > 1]


def _about(group: Sequence[Told], facts: Sequence[Fact]) -> str:
    """What a sentence says, with the heading it stands under and the whole that its numbers are parts of."""
    wholes = {
        facts[one.fact.total].quote for one in group if one.fact.total is not None and one.fact.total < len(facts)
    }
    return " ".join((*group[0].fact.section, *{one.fact.quote for one in group}, *wholes))


def _meanings(desk: Desk, head: ReportHead, told: Sequence[Told], named: Sequence[Piece]) -> Meanings:
    """How sure it is by meaning alone that a thing named is what a number counts: of the report's numbers none is nearer."""
    texts = list(dict.fromkeys(one.words for one in told))
    rows, columns = desk.vectors([one.words for one in named], head.id), desk.vectors(texts, head.id)
    if rows is None or columns is None:
        return {}
    found: Meanings = {}
    for piece, row in zip(named, rows @ columns.T, strict=True):
        nearest = sorted(row, reverse=True)
        clear = len(nearest) < 2 or nearest[0] - nearest[1] >= _CLEAR
        least = _SAME if _HAN.search(piece.words) else _KIN
        likely = _likely(desk, head, told, piece)
        for text, value in zip(texts, row, strict=True):
            strange = least == _SAME and not {*core(piece.words)} & {*text}  # 防汛 is near 救灾, and another thing
            if value >= least and nearest[0] - value <= _CLOSE and text in likely and not strange:
                sure = clear or of_kind(piece.words, text)
                found[piece.words, text] = float(ALIKE if clear else ALIKE - 1 + value if sure else NEAR)
    return found


def _likely(desk: Desk, head: ReportHead, told: Sequence[Told], piece: Piece) -> set[str]:
    """The words of those numbers that may be what is named by all that speaks for them."""
    ask = ask_for(piece.words, piece.unit, head.year, own_words(head.agency), head.year)
    facts = [one.fact for one in told]
    sure = {id(one.fact) for one in ranked_for(desk, ask, facts) if one.probability >= _MAY_BE}
    return {one.words for one in told if id(one.fact) in sure}


def _aligned(
    group: Sequence[Told], named: Sequence[Piece], facts: Sequence[Fact], near: Meanings
) -> tuple[float, Pairs] | None:
    about = _about(group, facts)
    levels = [_levels(piece, group, about, near) for piece in named]
    levels = _in_channel(named, group, facts, levels)
    chosen = _assigned(levels, [one.fact for one in group])
    pairs: Pairs = []
    found: list[float] = []
    for piece, at, row in zip(named, chosen, levels, strict=True):
        sure = 0.0 if at is None else row[at]
        idle = not piece.summand and (names_nothing(piece) or (not piece.tied and frames(piece, about, not pairs)))
        idle = idle or _leads_sum(piece, named)
        if idle and (sure < STRONG or (at is not None and not piece.tied and _has_parts(group[at], group, facts))):
            continue
        if at is None and not pairs:
            return None  # what comes first is not what the sentence is about
        pairs.append((piece, None if at is None else group[at].fact))
        found += [sure] if sure else []
    return (sum(found) - NEAR * (len(pairs) - len(found)), pairs) if _enough(found, len(pairs)) else None


def _leads_sum(piece: Piece, named: Sequence[Piece]) -> bool:
    """Whether words only say of what the things are that are to be added: 各家采用的稿子（学习强国、市委办）加起来."""
    return not piece.summand and not piece.tied and any(one.summand for one in named)


def _in_channel(
    named: Sequence[Piece], group: Sequence[Told], facts: Sequence[Fact], levels: list[list[float]]
) -> list[list[float]]:
    """`levels` without the numbers of another channel than the one that all things added are asked of: 公众号发的（公告加动态）;
    what only says of what they are has none."""
    framed = " ".join(one.words for one in named if _leads_sum(one, named))
    channels = channels_in(framed)
    added = [one for one in named if one.summand]
    if not framed and added and not any(channels_in(one.words) for one in added[1:]):
        channels = channels_in(added[0].words)  # 公众号发的公告和动态: both of them
    if not framed and not channels:
        return levels
    out = [bool(channels) and not told_on(one.fact, channels, facts) for one in group]
    return [
        [0.0 if other or _leads_sum(piece, named) else one for one, other in zip(row, out, strict=True)]
        for piece, row in zip(named, levels, strict=True)
    ]


def _levels(piece: Piece, group: Sequence[Told], about: str, near: Meanings) -> list[float]:
    """How sure each number is the one of a thing; words that name nothing (推送) are only what they say alone."""
    found = [level(piece, one, about) or near.get((piece.words, one.words), 0.0) for one in group]
    if piece.summand:
        alone = [core(piece.words) in own for own in unframed(group)]
        sures = (float(STRONG) if same else sure for sure, same in zip(found, alone, strict=True))
        return [sure if sure >= ALIKE else 0.0 for sure in sures]  # none is taken for what is only near it
    return [sure if sure >= STRONG else 0.0 for sure in found] if names_nothing(piece) else found


def _has_parts(told: Told, group: Sequence[Told], facts: Sequence[Fact]) -> bool:
    """Whether other numbers of a group are parts of this one: 收到的申请，网上、信函各几件."""
    wholes = [facts[one.fact.total] for one in group if one.fact.total is not None and one.fact.total < len(facts)]
    return any(whole is told.fact for whole in wholes)


def _enough(found: Sequence[float], named: int) -> bool:
    """Whether so many things are found, and so surely; beside one that is missing the others are found for certain."""
    if len(found) < 2 or len(found) * 2 <= named or sum(found) < ALIKE * len(found) - 1:
        return False
    return min(found) >= (ALIKE if len(found) < named else NEAR) and sum(one > NEAR for one in found) * 2 >= named


def _assigned(levels: Sequence[Sequence[float]], facts: Sequence[Fact]) -> list[int | None]:
    """Each thing's number so that together they fit best, no number twice; None where another would fit as well."""
    best = _assignment(levels)
    whole = _sum(levels, best)
    out: list[int | None] = []
    for n, at in enumerate(best):
        if at is None:
            out.append(None)
            continue
        same = [other for other, fact in enumerate(facts) if fact.value == facts[at].value]
        barred = [
            [0.0 if m == n and other in same else level for other, level in enumerate(row)]
            for m, row in enumerate(levels)
        ]
        out.append(at if whole - _sum(barred, _assignment(barred)) >= _APART else None)
    return out


def _assignment(levels: Sequence[Sequence[float]]) -> list[int | None]:
    """Which column each row takes so that the sum is largest: over the columns, by which rows are done."""
    done: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {0: (0.0, ())}
    for at in range(len(levels[0])):
        for rows, (score, taken) in list(done.items()):
            for n, row in enumerate(levels):
                more = (score + row[at], (*taken, (n, at)))
                if row[at] and not rows >> n & 1 and more[0] > done.get(rows | 1 << n, (0.0,))[0]:
                    done[rows | 1 << n] = more
    chosen = dict(max(done.values())[1])
    return [chosen.get(n) for n in range(len(levels))]


def _sum(levels: Sequence[Sequence[float]], chosen: Sequence[int | None]) -> float:
    return sum(row[at] for row, at in zip(levels, chosen, strict=True) if at is not None)
