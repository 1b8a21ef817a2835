"""Questions about all agencies of a region or of a kind: 平州市各局, 哪些教育局, all bureaus in Wuzhong."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from assistant.holdings import GOVERNMENT, Held, Holdings, closest, shortened
from assistant.levels import EN_LEVELS, OF_LEVEL, level_before, units_meant
from assistant.links import COMPOUND
from assistant.question import Group
from assistant.tiers import of_body, tier_in
from ingest.agencies import place_at
from ingest.folding import Folded
from ingest.organs import english_organs, english_short, known_organ_at, spoken_stems
from ingest.regions import codes_of, contains, name_of
from ingest.zones import zone_form

_HAN = "\u4e00-\u9fff"
_HAN_ANY = re.compile(f"[{_HAN}]")
_LEVELS = "县市区|区县|县区|市县|旗县区|旗县|乡镇街道|乡镇|镇街|街镇|街道|地市|市州|州市|市|县|区|镇|乡|旗|州"
_CUE = r"(?P<cue>各[个家]?|所有(?:的)?|全部(?:的)?|每一?[个家]|[这那](?:些|几[个家])|哪些|哪几个|哪几家|哪个|哪家|多少[个家]?|几[个家]|下属(?:的)?各?|所属(?:的)?各?|下辖(?:的)?各?|辖区内?(?:的)?各?|直属(?:的)?各?|有哪些|都有哪些)"
_GENERIC = rf"委办局|局办|单位|部门|机关|机构|行政机关|厅局|局(?![长面限势部址])|政府(?!{COMPOUND})"
_EACH_LEVEL = rf"(?:{_LEVELS})(?:[、和或及与](?:{_LEVELS}))*"
_COLLECTIVE = re.compile(rf"{_CUE}(?P<level>(?:{_EACH_LEVEL})?)级?(?:的(?=[{_HAN}]{{1,9}}(?:局|委|办|厅|会)))?")
_GAP = re.compile(r"(?:的|(?:19|20)\d{2}年?度?的?|全[省市县区州]|范围内的?|境内的?)$")
_NO_LEVEL = re.compile("区[别域分间块划]|[市县]场|市[容政民]|县[域城]|镇[街痛]|[镇乡]村|旗[下号]|州[际]|乡[音情贤土]")
_ZONE = re.compile(
    "(?:国家级)?(?:高新技术(?:产业)?(?:开发区|园区)|高新区|经济技术开发区|经开区|开发区|工业园区?|保税区|度假区)"
)
_EN_ZONES = (
    ("高新区", r"(?:national )?(?:high[- ]?tech(?:nology)?|hi[- ]?tech)(?: industrial)?(?: development)? zones?"),
    ("经开区", r"(?:national )?economic(?:(?: and| &)? technolog\w+)?(?: development)? zones?"),
    ("开发区", r"development zones?"),
)
_AMONG = re.compile("们|[这那][几些两三][个家]?|(?:里头?|里面|当中|之中|中间?|之间)(?!层|心|央|的)")
"""城管局里: what makes many of one organ."""
_WHO = re.compile(
    "哪[一几]?家|谁家?|哪几个(?=$|[^\u4e00-\u9fff]|局|单位)|有几[家个]|都?有哪些|都有谁|名单|排(?:个|一下|一)?(?:名|序|行)"
)
"""处罚最多的城管局是哪一家: who of several is asked for."""
_BODIES = r"(?:(?:all|the|any|and|or|,)\s*)*(?:bureau(?:s|x)|commissions|departments|offices)(?:(?:\s*(?:,|and|or|&))+\s*(?:the )?(?:bureau(?:s|x)|commissions|departments|offices))*"
_BUT = re.compile(
    r"(?:不算|不看|不含|不包括|不管|除[了去开]?|撇开|抛开|去掉|剔除)(?:各?(?:委办局|部门|委员会|局|委|办|和|与|、|跟|以外|之外|外))+"
    rf"|\b(?:(?:leaving|setting|putting|taking) {_BODIES} (?:aside|out)|(?:excluding|not counting|except for|other than|apart from|leaving out) {_BODIES})\b",
    re.IGNORECASE,
)
"""不算局和委员会: what is left are governments."""
_ONLY = re.compile(rf"(?:只看|光看|单看|仅看|只比|只算|只说)(?P<body>各?级?政府)(?!{COMPOUND})")
_OWN = re.compile(
    r"(?:的|内的?|境内的?|范围内的?|辖区内?的?|这边的?)?(?:市|县|区|州|省)?(?:直|级|本级|属)?的?(?:[这那]?(?:[两二三四五六七八九十]|\d{1,2})[个家](?P<few>局|街道|镇|乡|单位|部门|机关)|(?P<body>单位|部门|委办局|机关单位|行政机关))(?![\u4e00-\u9fff]{0,2}(?:职责|之间|负责人))"
)
_BELOW = re.compile(
    r"的?(?:[底以]?下面?|下边|下属|下辖|所属|所辖|辖区?内?|里面?|境内|名下|这边|那边)的?(?:都|一共|总共)?(?:有|是)?(?:哪些|哪几[个家]|多少[个家]?|几[个家])"
    r"(?:单位|部门|机关|机构|委办局|局)?(?=的?(?:[年报]|有|$|[?？,，]|[可能]以?查))"
)
"""竹川县下面有哪几家的年报: all in the place."""
_UNLISTED = re.compile(rf"[{_HAN}]{{2,4}}?(?:自治州|自治县|省|市|县|区|州|盟|旗)$")
_BEFORE_KIND = re.compile(rf"(?:[^{_HAN}]|[的年在看查给把将对按]|几家|列出|比较|对比|关于)$")
_SHORTEST = 2
_OWN_LEVEL = re.compile("局|部门|委办|厅")
_PLURAL = r"(?P<body>agencies|bureaus?|bureaux|departments?|commissions?|offices?|organs|units|governments?|districts?|counties|county|cities|city|towns?|townships?|subdistricts?|institutions)(?!-)"
_ITS_ORGAN = re.compile(
    r"(?:'s)?\s+(?:[\w&,-]+\s+){0,6}?(?:bureau|commission|department|office|administration|government)\b", re.I
)
"""The offices of the Wuzhong health commission are no offices of Wuzhong."""
_BODIES_EN = r"(?:(?P<{0}>bureaus?|bureaux|departments?)|agenc(?:y|ies)|units?|authorit(?:y|ies)|bodies|organs|institutions?)\b(?! of\b)"
_PLACE_EN = r"[A-Z][a-z]+(?: (?:City|County|District|Province|Town|Township))?"
_OF_PLACE = re.compile(
    rf"\b(?:[Ww]hich|[Ww]hat|[Aa]ny|[Ee]very|[Ee]ach|[Aa]ll|[Aa]mong|[Oo]f|[Aa]cross)(?: of| the)* (?P<whole>(?P<place>{_PLACE_EN})(?:['’]s?)? (?:local |municipal |own )?{_BODIES_EN.format('body')})"
    rf"|\b(?:[Tt]he |[Bb]oth )?(?P<plural>(?P<beside>{_PLACE_EN})(?:['’]s?)? (?:local |municipal |own )?(?:bureaus|bureaux|departments|agencies))\b(?! of\b)"
    rf"|\b[Ww]hich (?P<own>(?:local |municipal )?{_BODIES_EN.format('bureau')} (?:in|of|within|under) (?P<behind>{_PLACE_EN}))(?= (?:[a-z]+|20\d\d)\b|[,?])"
)
_SINGULAR = frozenset(
    "bureau department commission office government district county city town township subdistrict".split()
)
_ANY = re.compile(r"\b(?:which|each|every|any|no)\s+$", re.IGNORECASE)
_LETTERS = re.compile(r"(?:(?<=\b[Ww]hich )|(?<=\beach )|(?<=\bevery ))[A-Z]{2,5}\b|\b[A-Z]{2,5}(?=s\b)s")
_PLAIN_GOVERNMENT = frozenset(("", "政府", "人民政府"))


@dataclass(frozen=True, slots=True)
class Named:
    """A group, or the words for one of which the library holds nothing; `words`: the question with these words put
    generally, as every agency is asked about (平州市各局 as 各单位)."""

    words: str
    group: Group | None = None
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Words for a place with its divisions; `start`, `end` in the folded text."""

    start: int
    end: int
    text: str
    codes: tuple[str, ...] = ()


class Grouping:
    """Finds the agencies that a question means by region, level or kind of organ."""

    def __init__(self, holdings: Holdings) -> None:
        self._all = holdings

    def named(self, folded: Folded, place_in: Callable[[str], tuple[str, tuple[str, ...]] | None]) -> Named | None:
        """The group that folded words name; None where they name none. `place_in` reads a place in Latin letters."""
        text = folded.text
        if but := _BUT.search(text):
            return self._governments(text, but.start(), but.end())
        if re.search(rf"[{_HAN}]", text) and (found := self._chinese(text)):
            return found
        return self._of_tier(text, place_in) or self._english(text, place_in)

    def _of_tier(self, text: str, place_in: Callable[[str], tuple[str, tuple[str, ...]] | None]) -> Named | None:
        """县级部门, county bureaus: all of a level, wherever they lie; Hepu District units: those in the place."""
        tier = tier_in(text, self._all.held)
        if tier is None:
            return None
        hit = re.search(r"([A-Z]\w+)(?:['’]s?)?\s+$", text[: tier.start])
        if hit and tier.body and (found := place_in(hit[1])):
            place = _Place(hit.start(), hit.end(1), *found)
            inside = [held for held in self._all.held if self._inside(held, place)]
            names = of_body([held.name for held in inside], tier.body, inside)
            label = text[hit.start() : tier.end]
            words = f"{text[: hit.start()]}agencies{text[tier.end :]}"
            return Named(words, Group(label, names)) if names else Named(words, unknown=label)
        words = f"{text[: tier.start]}{'各单位' if _HAN_ANY.search(tier.label) else 'agencies'}{text[tier.end :]}"
        return Named(words, Group(tier.label, tier.agencies)) if tier.agencies else Named(words, unknown=tier.label)

    def _governments(self, text: str, start: int, end: int) -> Named | None:
        """The governments, with the words at [start, end) out of the question."""
        names = self._agencies(None, "", "", "政府")
        han = re.search(rf"[{_HAN}]", text[start:end]) is not None
        words = f"{text[:start]} {text[end:]}"
        words = re.sub("(?:各级?)?政府", "单位", words) if han else re.sub(r"(?i)\bgovernments?\b", "agencies", words)
        return Named(words, Group("各级政府" if han else "governments", names)) if names else None

    # --- Chinese ----------------------------------------------------------------------------------------------

    def _chinese(self, text: str) -> Named | None:
        for hit in _COLLECTIVE.finditer(text):
            if (kind := _kind_at(text, hit)) is None:
                continue
            level, body, end = kind
            place = self._place_before(text, hit.start())
            if place and text.startswith("各级", hit.start()) and self._governed(place):
                continue  # 吴忠各级机关: what its government reports for all of them
            pointing = hit["cue"][0] in "这那" and (level or re.fullmatch(_GENERIC, body))
            if pointing or (place is None and not level and body != "政府" and re.fullmatch(_GENERIC, body)):
                continue  # 各单位: all there are
            grouped = self._grouped(text, place, (hit.start(), end), hit["cue"], level, body)
            if grouped.group is None and place and hit["cue"].startswith("各") and self._governed(place):
                continue  # 栖禾县各部门, of which only the government's report is held: it counts for all of them
            return grouped
        for hit in _BELOW.finditer(text):
            if place := self._place_before(text, hit.start()):
                return self._grouped(text, place, hit.span(), "哪些", "", "")
        if only := _ONLY.search(text):
            return self._governments(text, *only.span())
        return self._of_place(text) or self._of_kind(text)

    def _governed(self, place: _Place) -> bool:
        """Whether the government of the place, or its office, reports."""
        offices = ("政府办公室", "政府办公厅")
        own = (held.parts.organ for held in self._all.held if self._exactly(held, place) and not held.parts.zone)
        return any(organ in GOVERNMENT or organ.endswith(offices) for organ in own)

    def _of_kind(self, text: str) -> Named | None:
        """城管局里, 处罚最多的城管局是哪一家: an organ without its place, of which several are asked about."""
        for start in range(len(text)):
            zone = _ZONE.match(text, start)
            end = zone.end() if zone else known_organ_at(text, start)
            among = _AMONG.match(text, end)
            if end - start < _SHORTEST or not (among or _WHO.search(text)) or self._place_before(text, start):
                continue
            if start and not _BEFORE_KIND.search(text[:start]):
                continue
            names = self._agencies(None, "", text[start:end], text[start:end])
            if len(names) > 1:
                label, stop = text[start:end], among.end() if among else end
                general = "单位" if text[start - 1 : start] == "的" else "各单位"
                return Named(f"{text[:start]}{general}{text[stop:]}", Group(label, names))
        return None

    def _of_place(self, text: str) -> Named | None:
        """平州市的单位, 平州县直单位."""
        for hit in _OWN.finditer(text):
            unit = text[hit.start()] in "市县区州省"  # 广州市|属的单位
            place = self._place_before(text, hit.start()) or (
                self._place_before(text, hit.start() + 1) if unit else None
            )
            field = place and place.text in spoken_stems()  # 柳川市公安部门 is no 部门 of 公安县
            body = hit["body"] or hit["few"]
            if place and not field and not known_organ_at(text, hit.end() - len(body)) > hit.end():
                level = body if body in ("街道", "镇", "乡") else ""
                return self._grouped(text, place, hit.span(), "", level, "" if level else body)
        return None

    def _place_before(self, text: str, end: int) -> _Place | None:
        """The place that ends right before `end`, listed or of the library, or one that has the shape of a place."""
        while gap := _GAP.search(text[:end]):
            end = gap.start()
        best: _Place | None = None
        for start in range(max(0, end - 14), end - 1):
            chain, zone, stop = place_at(text, start)
            if stop == end and chain and not zone and not (chain[0].short and len(chain) == 1 and end - start < 2):
                best = _Place(start, end, text[start:end], chain[-1].codes)
            elif text[start:end] in self._all.by_place or text[start:end] in self._units:
                best = _Place(start, end, text[start:end])
            if best:
                return best
        hit = _UNLISTED.search(text[:end])
        shaped = hit and not re.search("全|各|本|所有|哪|每|在|该|我|年|的|和|与", hit.group())
        return _Place(hit.start(), end, hit.group()) if hit and shaped else None

    @cached_property
    def _units(self) -> frozenset[str]:
        """The divisions of no list that agencies of the library lie in, also without their unit."""
        every = {unit for held in self._all.held for unit in held.units}
        return frozenset(every | set(map(shortened, every)))

    def _grouped(
        self, text: str, place: _Place | None, span: tuple[int, int], cue: str, level: str, body: str
    ) -> Named:
        start, end = (place.start if place else span[0]), span[1]
        general = "哪些单位" if re.search("哪|多少|几", cue) else "各单位"
        year = re.search(r"(?:19|20)\d{2}年?度?", text[place.end : span[0]]) if place else None
        words = f"{text[:start]}{year.group() if year else ''}{general}{text[end:]}"
        body = "部门" if place and re.search("直|本级", text[place.end : end]) else body
        label = (place.text if place and year else text[start : span[0]]) + text[span[0] : end]
        label = label.replace("有哪些", "").replace("哪些", "各").replace("哪几个", "各").replace("哪个", "各")
        organ = body if body and not re.fullmatch(_GENERIC, body) and body not in ("机关单位",) else ""
        found = self._agencies(place, level, organ, body)
        if not found:
            return Named(words, unknown=place.text + organ if place else label)
        return Named(words, Group(label, found))

    def _agencies(self, place: _Place | None, level: str, organ: str, body: str) -> tuple[str, ...]:
        pool = [held for held in self._all.held if place is None or self._inside(held, place)]
        if _ZONE.fullmatch(organ):
            return tuple(dict.fromkeys(held.name for held in pool if _is_zone(held, organ)))
        if level:
            pool = [held for held in pool if _last_unit(held).endswith(units_meant(level))] if level else pool
        if organ:
            best, _ = closest(organ, list(dict.fromkeys(held.parts.organ for held in pool)))
            pool = [held for held in pool if held.parts.organ in best]
        elif level and _OWN_LEVEL.search(body):
            pool = [held for held in pool if held.parts.organ not in GOVERNMENT]
        elif level or body == "政府":
            governments = GOVERNMENT if level or place else _PLAIN_GOVERNMENT
            pool = [held for held in pool if held.parts.organ in governments] or pool
        elif place and _OWN_LEVEL.search(body):
            own = [held for held in pool if self._exactly(held, place) and held.parts.organ not in GOVERNMENT]
            pool = own or [held for held in pool if held.parts.organ not in GOVERNMENT]
        return tuple(dict.fromkeys(held.name for held in pool))

    @staticmethod
    def _inside(held: Held, place: _Place) -> bool:
        own = held.codes or frozenset(codes_of(held.entry.region))
        if place.codes and own:
            return all(any(contains(code, one) for code in place.codes) for one in own)
        if not (own or held.units):  # 银川职业技术学院: the place is a part of the name
            return len(place.text) > 1 and held.name.startswith(shortened(place.text))
        return any(place.text in (unit, shortened(unit)) or place.text.endswith(unit) for unit in held.units)

    @staticmethod
    def _exactly(held: Held, place: _Place) -> bool:
        if place.codes and held.codes:
            return held.codes <= set(place.codes)
        return bool(held.units) and (
            place.text in (held.units[-1], shortened(held.units[-1])) or place.text.endswith(held.units[-1])
        )

    # --- English ----------------------------------------------------------------------------------------------

    def _english_own(self, text: str, place_in: Callable[[str], tuple[str, tuple[str, ...]] | None]) -> Named | None:
        """Which Qichuan bureau, among Qichuan's departments, which bureau in Qichuan: those of one place."""
        for hit in _OF_PLACE.finditer(text):
            said = hit["place"] or hit["beside"] or hit["behind"]
            if (found := place_in(said)) is None:
                continue
            start, end = hit.span(next(name for name in ("whole", "plural", "own") if hit[name]))
            place = _Place(hit.start(), hit.end(), *found)
            own = hit["body"] or hit["bureau"] or not (hit["plural"] or "agencies").endswith("agencies")
            names = self._agencies(place, "", "", "局" if own else "")
            if len(names) > 1:
                return Named(f"{text[:start]}agencies{text[end:]}", Group(text[start:end], names))
        return None

    def _english(self, text: str, place_in: Callable[[str], tuple[str, tuple[str, ...]] | None]) -> Named | None:
        if (own := self._english_own(text, place_in)) is not None:
            return own
        for hit in re.finditer(rf"\b{_PLURAL}\b", text, re.IGNORECASE):
            body = hit["body"].lower()
            if body in EN_LEVELS and (OF_LEVEL.match(text, hit.end()) or self._begins_organ(text, hit.start())):
                continue
            organ, start = self._organ_before(text[: hit.start()])
            level, start = level_before(text, start) if organ else (EN_LEVELS.get(body, ""), start)
            if body in _SINGULAR and not (_ANY.search(text[:start]) and (organ or body in EN_LEVELS)):
                continue
            after = re.match(
                r"\s+(?:in|of|within|under|across|from)\s+(?:the\s+)?(?P<place>[^,?.;:]+)", text[hit.end() :]
            )
            place, span_end = self._english_place(after, hit.end(), place_in)
            if place and _ITS_ORGAN.match(text, span_end):
                continue
            if place and self._another(text[span_end:], place_in):
                continue
            before = text[:start].split()[-1:]
            governments = body == "governments" and place is None and not organ
            if (place is None and not organ and body not in EN_LEVELS and not governments) or any(
                map(place_in, before)
            ):
                continue
            words = f"{text[:start]}agencies{text[span_end:]}"
            kind = "政府" if governments else ""
            names = self._agencies(place, level, organ[0] if organ else "", kind)
            label = text[start:span_end].strip()
            return Named(words, Group(label, names)) if names else Named(words, unknown=label)
        return self._english_zones(text) or self._by_letters(text)

    def _english_zones(self, text: str) -> Named | None:
        """Which high-tech zones; one zone by its name is no group."""
        for kind, words in _EN_ZONES:
            for hit in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE):
                before, plural = text[: hit.start()], hit.group().endswith("s")
                if _ANY.search(before) or (plural and not re.search(r"[A-Z]\w+ $", before)):
                    names = self._agencies(None, "", kind, kind)
                    glossed = re.search(rf"{_ZONE.pattern}[(（]$", before)  # 高新区 (high-tech zones)
                    start, end = (glossed.start(), hit.end() + 1) if glossed else hit.span()
                    words = f"{text[:start]}agencies{text[end:]}"
                    return Named(words, Group(hit.group(), names)) if names else Named(words, unknown=hit.group())
        return None

    def _by_letters(self, text: str) -> Named | None:
        """DRCs, which DRC."""
        for hit in _LETTERS.finditer(text):
            organs = english_short().get(hit.group().removesuffix("s"), ())
            names = self._agencies(None, "", organs[0], "") if organs else ()
            if len(names) > 1:
                return Named(f"{text[: hit.start()]}agencies{text[hit.end() :]}", Group(hit.group(), names))
        return None

    @staticmethod
    def _another(rest: str, place_in: Callable[[str], tuple[str, tuple[str, ...]] | None]) -> bool:
        """Whether a second place follows: the bureaus of two places are two agencies, and no group."""
        hit = re.match(r"\s*(?:,|and|&|,\s*and)\s+(\w+)", rest)
        return hit is not None and hit[1][:1].isupper() and place_in(hit[1]) is not None

    @staticmethod
    def _begins_organ(text: str, at: int) -> bool:
        """city management bureau: no cities."""
        rest = text[at:].lower().replace("&", "and")
        begins = (english for english in english_organs() if rest.startswith(english))
        return any(not re.match(r"\w", rest[len(english) :]) for english in begins)

    @staticmethod
    def _organ_before(text: str) -> tuple[tuple[str, ...], int]:
        """The kind of organ that the words before a plural name: education of (which) education bureaus."""
        lower = text.lower().rstrip().replace("&", "and")
        for english, stems in sorted(english_organs().items(), key=lambda item: -len(item[0])):
            if lower.endswith(english) and not lower[: -len(english)].endswith(tuple("abcdefghijklmnopqrstuvwxyz")):
                stem = stems if isinstance(stems, str) else stems[0]
                return (f"{stem}局",), len(lower) - len(english)
        return (), len(text)

    @staticmethod
    def _english_place(
        after: re.Match[str] | None, end: int, place_in: Callable[[str], tuple[str, tuple[str, ...]] | None]
    ) -> tuple[_Place | None, int]:
        if after is None:
            return None, end
        words = after["place"].split()
        for count in range(min(4, len(words)), 0, -1):
            said = " ".join(words[:count])
            if found := place_in(said):
                at = end + after.start("place")
                return _Place(at, at + len(said), *found), at + len(said)
        return None, end


def _kind_at(text: str, hit: re.Match[str]) -> tuple[str, str, int] | None:
    """What stands behind 各 or 哪些: a level (县), the kind of organ or a general word, and where they end; None where it
    is something else (哪些区别, 各栏目)."""
    at, level = hit.end(), hit["level"]
    if level and known_organ_at(text, hit.start("level")) > at:  # 哪些市场监管局
        at, level = hit.start("level"), ""
    if zone := _ZONE.match(text, at):
        return "", zone.group(), zone.end()
    if generic := re.compile(_GENERIC).match(text, at):
        return level, generic.group(), generic.end()
    end = known_organ_at(text, at)
    if end > at and text[at:end] not in _PLAIN_GOVERNMENT:
        return level, text[at:end], end
    return (level, "", at) if level and not _NO_LEVEL.match(text, at - 1) else None


def _is_zone(held: Held, kind: str) -> bool:
    """Whether an entry is what governs a zone of a kind: a 开发区 may be one for high technology."""
    governs = held.parts.organ in GOVERNMENT or held.parts.organ.endswith("办公室")
    zone = zone_form(held.parts.place or held.parts.zone) if held.parts.zone and governs else ""
    return zone.endswith(zone_form(kind.removeprefix("国家级"))) or (
        kind == "开发区" and zone.endswith(("高新区", "经开区"))
    )


def _last_unit(held: Held) -> str:
    if held.units:
        return held.units[-1]
    names = {name_of(code) or "" for code in held.codes}
    return names.pop() if len(names) == 1 else held.parts.place
