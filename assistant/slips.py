"""Typing slips in names: one character wrong, missing, too many or swapped, and no other name as near."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.links import BEFORE
from ingest.folding import Folded
from ingest.organs import full_names, kinship, known_organs, organ_alphabet, short_names, spoken_stems, stem_of
from ingest.regions import by_pinyin, codes_of, name_of, short_name

_SHORTEST = 3
_LONG = 5
_LONGEST_PLACE = 8
_LONGEST_READING = 6
_CUT_OFF = re.compile(
    r"$|[^\u4e00-\u9fff]|在(?=[12]\d{3}|哪)|去年|前年|今年|近[一二三四五两]年|历年|二[〇○零]|那[边里儿头]|这[边里儿头]|到底|究竟|自己|提[出交]|针对|罚|怎么|如何|为什么|哪一?[年几]|把|将|因|主动公开|公开了|说|收了?[几多到]|收的|接到|受理|发了|开了|办了|有没有"
    r"|的(?:年报|报告|网站|官网|门户|公众号|微信|微博|电话|地址|传真|邮箱|申请|新收|答复|依申请|主动公开|[12]\d{3})"
    r"|相比|同[年期]|比(?!例|重|赛)|各(?!类|种|项)|谁|哪|按|[多高低](?![于项样])|合计|加起来|之间|两[家个]|三[家个]"
)
"""What may follow an organ's name without its last word, where the rest may be a matter as well (财政, 统计)."""
_OWN_MATTER = re.compile(
    "工作|经费|执法|领域|方面|类|条线|信息|资金|队|人员|行业|事业|项目|政策|活动|收入|支出|贷款|提取|缴存|余额|归集|案件|问题|业务|服务|员|站|所|的?(?:信息|文件|政策)"
)
"""What follows it where it is a matter after all (城管信息)."""
_OF_AN_ORGAN = re.compile(r"(?:的)?(?:官方|政务|门户)?(?:网站|官网|微信|微博|公众号|抖音|系统|部门|机关)")


def one_slip(one: str, other: str) -> bool:
    """Whether two different words are one slip apart."""
    return one != other and OSA.distance(one, other, score_cutoff=1) == 1


def sounds_like(one: str, other: str) -> bool:
    """Whether two words read alike, tones left out: 财证局, 财政局."""
    return reading(one) == reading(other)


@lru_cache(maxsize=65536)
def reading(name: str) -> str:
    """Pinyin without tones and spaces; ü is v, as keyboards have it."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(name)).lower()


def forms_of(organ: str) -> tuple[str, ...]:
    """An organ's name with its short and full forms."""
    return tuple(dict.fromkeys((organ, *short_names(organ), *full_names().get(organ, ()))))


def slipped_organs(asked: str, organs: Iterable[str]) -> list[str]:
    """Those of `organs` that `asked` is a slip of: 科枝局 of 科学技术局; none where it may as well be another organ's."""
    if asked in known_organs() or len(asked) < _SHORTEST:
        return []
    near = {organ: [form for form in forms_of(organ) if _near(asked, form)] for organ in organs}
    hit = [organ for organ, forms in near.items() if forms]
    alike = [organ for organ in hit if any(sounds_like(asked, form) or _swapped(asked, form) for form in near[organ])]
    if alike or not hit:
        return alike
    if any(_strange_letter(asked, form) for organ in hit for form in near[organ]):
        return hit
    others = [name for name in known_organs() if _near(asked, name) and not any(kinship(name, organ) for organ in hit)]
    return [] if others else hit


def _near(asked: str, form: str) -> bool:
    return len(form) >= _SHORTEST and one_slip(asked, form)


def _swapped(asked: str, form: str) -> bool:
    """计审局 for 审计局."""
    return sorted(asked) == sorted(form)


def _strange_letter(asked: str, form: str) -> bool:
    """Whether the one wrong character is one that no organ is written with."""
    if len(asked) != len(form):
        return False
    return any(a not in organ_alphabet() for a, b in zip(asked, form, strict=True) if a != b)


def slipped_after(text: str, start: int, organs: Iterable[str]) -> tuple[str, int] | None:
    """Like _slipped_after(), with the word behind it that makes an organ of a field: 气象部门, 公安机关."""
    found = _slipped_after(text, start, organs)
    return (found[0], found[1] + 2) if found and text.startswith(("机关", "部门"), found[1]) else found


def _slipped_after(text: str, start: int, organs: Iterable[str]) -> tuple[str, int] | None:
    """The organ of a place whose name begins at `start` with its last character wrong or left out (科技居, 科技 before a
    year, 城管), and where it ends. A word that only begins alike (教育类) is none."""
    held = list(organs)
    own = {form for organ in held for form in (organ, *short_names(organ))}
    every = {form for organ in held for form in forms_of(organ)}
    for form in sorted(every, key=lambda form: (form not in own, -len(form))):
        for stem in dict.fromkeys((form[:-1], stem_of(form))):
            if len(stem) < _SHORTEST - 1 or not text.startswith(stem, start):
                continue
            end = start + len(stem)
            last = text[end : end + 1]
            if last != form[-1] and last and stem == form[:-1] and sounds_like(last, form[-1]):
                return form, end + 1
            if _left_off(text, stem, end):
                return form, end
    return _long_slip(text, start, held) or _other_organ(text, start)


def is_matter(text: str, end: int) -> bool:
    """Whether what follows a field's name at `end` makes a matter of it (城管工作经费) rather than the organ's name."""
    return _OWN_MATTER.match(text, end) is not None


def _left_off(text: str, stem: str, end: int) -> bool:
    """Whether a name's stem that ends at `end` is all that is said of the name."""
    if stem in spoken_stems():
        return not is_matter(text, end)
    return _CUT_OFF.match(text, end) is not None


def _other_organ(text: str, start: int) -> tuple[str, int] | None:
    """宁夏气象去年…, 吴忠市公安网站: an organ that the place does not have, its last character left out."""
    for size in range(_LONG + 3, 1, -1):
        end = start + size
        organ = _by_stem().get(text[start:end])
        if organ and (_left_off(text, text[start:end], end) or _OF_AN_ORGAN.match(text, end)):
            return organ, end
    return None


@cache
def _by_stem() -> dict[str, str]:
    """教育 -> 教育局: the organs that are named by a field and a level."""
    named = sorted(known_organs())
    told = {stem_of(name): name for name in named if stem_of(name) in spoken_stems()}
    return told | {name[:-1]: name for name in named if name[-1] in "局厅" and len(name) > _SHORTEST - 1}


def _long_slip(text: str, start: int, organs: Iterable[str]) -> tuple[str, int] | None:
    """A long name with a slip inside, so that its end is not heard (卫生健康员会): the held ones' before all others."""
    held = dict.fromkeys(form for organ in organs for form in forms_of(organ))
    for form in (*held, *sorted(known_organs())):
        for size in (len(form), len(form) - 1, len(form) + 1) if len(form) >= _LONG else ():
            words = text[start : start + size]
            if words[:1] == form[0] and words[-1:] == form[-1] and one_slip(words, form):
                return form, start + size
    return None


def slipped_place(asked: str) -> tuple[str, ...]:
    """Codes of the divisions that read like `asked`, which is none: 吴钟市 -> that of 吴忠市."""
    key = reading(short_name(asked))
    codes = by_pinyin().get(key, ())
    return tuple(code for code in codes if reading(name_of(code) or "") in (reading(asked), key))


def misspelt(places: Iterable[str]) -> dict[str, str]:
    """Each place of three characters or more, by every way to swap two neighbours or leave one out."""
    known = set(places)
    found: dict[str, str] = {}
    for place in sorted(known):
        if _SHORTEST <= len(place) <= _LONGEST_PLACE:
            swaps = (place[:at] + place[at + 1] + place[at] + place[at + 2 :] for at in range(len(place) - 1))
            cuts = (place[:at] + place[at + 1 :] for at in range(len(place) - 1))
            found |= {word: place for word in (*cuts, *swaps) if word not in known and not codes_of((word,))}
    return found


def righted(text: Folded, wrong: Mapping[str, str]) -> Iterator[tuple[Folded, bool]]:
    """The text without doubled characters (吴忠忠市), with a place put right whose characters are swapped (忠吴市), or
    that lacks one (吴市; it may be another place, so it is not sure); `wrong`: see misspelt()."""
    said, origin = text.text, text.origin
    kept = [at for at, char in enumerate(said) if not (at and char == said[at - 1] and char > "\u3400")]
    if len(kept) < len(said):
        yield Folded("".join(said[at] for at in kept), tuple(origin[at] for at in kept)), True
    for size in range(_LONGEST_PLACE, _SHORTEST - 2, -1):
        for start in range(len(said) - size + 1):
            right = wrong.get(said[start : start + size])
            if right and (len(right) == size or BEFORE.search(said[max(0, start - 4) : start])):
                end = start + size
                inside = (origin[min(start + at, end - 1)] for at in range(len(right)))
                places = (*origin[:start], *inside, *origin[end:])
                yield Folded(said[:start] + right + said[end:], places), len(right) == size


def nearby_places(asked: str, places: Sequence[str]) -> list[str]:
    """Those of `places` that are one slip from `asked`."""
    return [name for name, distance, _ in process.extract(asked, places, scorer=OSA.distance, score_cutoff=1, limit=12)]


@cache
def _readings() -> tuple[str, ...]:
    return tuple(by_pinyin())


def slipped_reading(letters: str) -> str | None:
    """The one division's reading that `letters`, which is none, is a slip of: wuzong -> wuzhong."""
    if len(letters) < _LONGEST_READING - 1 or letters in by_pinyin():
        return None
    near = process.extract(letters, _readings(), scorer=OSA.distance, score_cutoff=1, limit=12)
    alike = [name for name, _, _ in near if _spoken_alike(name) == _spoken_alike(letters)]
    if len(alike) == 1:
        return str(alike[0])
    return str(near[0][0]) if len(near) == 1 else None


def _spoken_alike(letters: str) -> str:
    """What is often taken for one another, as one: zh and z, ch and c, sh and s, ng and n."""
    return re.sub("([zcs])h", r"\1", letters).replace("ng", "n")
