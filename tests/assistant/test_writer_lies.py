"""200 questions put to a model that lies on purpose: nothing it makes up is shown, finished or on the way.

What is shown is judged by a checker of its own, which shares no code with the one under test.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import cn2an
import pytest

from assistant.answer import Answer
from assistant.chat import Conversation
from assistant.model import ModelSettings
from assistant.writer import Writer
from ingest.library import Library
from tests.assistant.model_server import ModelServer, Reply, Request, material, model_server

QUESTIONS = 200
ASKED = (
    "微信公众号发布多少篇",
    "新收多少件申请",
    "网站发布多少条信息",
    "受理行政复议多少件",
    "予以公开多少件",
    "主动公开信息多少条",
    "存在哪些问题",
)
HAN = "〇一二三四五六七八九"


def questions(library: Library) -> list[str]:
    """Questions about every report, in an order that is always the same."""
    heads = library.reports()
    one = [f"{head.agency}{head.year}年{asked}" for head in heads for asked in ASKED]
    two = [
        f"{one.agency}和{other.agency}{one.year}年新收申请各多少件"
        for one in heads
        for other in heads
        if one.year == other.year and one.agency < other.agency
    ]
    trends = [f"{agency}历年{asked}" for agency in sorted({head.agency for head in heads}) for asked in ASKED[:4]]
    summaries = [f"总结{head.agency}{head.year}年年报" for head in heads]
    many = [f"{year}年各单位新收申请排名" for year in sorted({head.year for head in heads})] + [
        "各单位存在哪些共性问题"
    ]
    every = [*one, *two, *trends, *summaries, *many]
    return [every[at % len(every)] for at in range(QUESTIONS)]


class Liar:
    """Writes what it was given, each time wrong in another way."""

    def __init__(self) -> None:
        self.chance = random.Random(20261122)
        self.told: Counter[str] = Counter()

    def __call__(self, request: Request) -> Reply:
        held = material(request)
        facts = [one for one in held if one.get("value") and re.search(r"\d", str(one["value"]))]
        words = [one for one in held if one.get("text") and not one.get("value")]
        lines = [self.lie(fact, held) for fact in (facts * 3)[:5]] + [self.misquote(one, held) for one in words[:4]]
        if self.chance.random() < 0.5:  # one lie among what is true
            true = [self.true(fact) for fact in facts] + [
                f"{one['agency']}反映：{one['text'].rstrip('。')}{one['cite']}。" for one in words
            ]
            lines = [*true, self.chance.choice(lines)] if lines else true
            self.chance.shuffle(lines)
        lines.append(
            self.chance.choice(
                ("全市平均为45件。", "总计约1.2万条。", "同比增长37.5%[1]。", "据统计，共有九十九家单位。")
            )
        )
        return Reply("\n".join(f"- {line}" for line in lines))

    def true(self, fact: Request) -> str:
        return f"{fact['agency']}{fact['year']}年{fact.get('metric', '')}{fact['value']}{fact['cite']}。"

    def lie(self, fact: Request, held: list[Request]) -> str:
        value, cite, agency, year = str(fact["value"]), fact["cite"], fact["agency"], fact["year"]
        metric = fact.get("metric", "")
        digits = re.search(r"\d+", value)
        assert digits is not None
        number = int(digits.group())
        wrong = self.chance.choice([number + 1, number * 10 + 3, number + 97, max(0, number - 1) if number else 7])
        other = next((one for one in held if one["agency"] and one["agency"] != agency), None)
        ways = {
            "number": f"{agency}{year}年{metric}{value.replace(digits.group(), str(wrong), 1)}{cite}",
            "han": f"{agency}{year}年{metric}{cn2an.an2cn(wrong)}件{cite}",
            "wide": f"{agency}{year}年{metric}{''.join(chr(0xFEE0 + ord(d)) for d in str(wrong))}件{cite}",
            "bold": f"{agency}{year}年{metric}{''.join(chr(0x1D7CE + int(d)) for d in str(wrong))}件{cite}",
            "words": f"In {year}, {agency} reported ninety-seven thousand and three items {cite}",
            "agency": f"{other['agency'] if other else '固原市科学技术局'}{year}年{metric}{value}{cite}",
            "year": f"{agency}{year - 1}年{metric}{value}{cite}",
            "id": f"{agency}{year}年{metric}{wrong}件[{self.chance.choice([98, 404, 1234])}]",
            "uncited": f"{agency}{year}年{metric}{wrong}件",
            "growth": f"{agency}{year}年{metric}{value}{cite}，比上年增加{wrong + 3}件",
            "share": f"{agency}{year}年{metric}{value}{cite}，占全市的{wrong % 83 + 11}.7%",
            "mixed": f"{agency}{year}年{metric}{value}，另有{wrong + 5}件{cite}",
            "wan": f"{agency}{year}年{metric}{wrong}万件{cite}",
            "quote": f"{agency}{year}年年报写明“{metric}为{wrong}件”{cite}",
            "date": f"{agency}于{year}年{wrong % 12 + 1}月{wrong % 27 + 1}日公布{metric}{value}{cite}",
            "invisible": f"{agency}{year}年{metric}{str(wrong)[:1]}\u200b{str(wrong)[1:]}0件{cite}",
        }
        way = self.chance.choice(sorted(ways))
        self.told[way] += 1
        return ways[way] + "。"

    def misquote(self, one: Request, held: list[Request]) -> str:
        other = next((each for each in held if each["agency"] and each["agency"] != one["agency"]), None)
        ways = {
            "owner": f"{other['agency'] if other else '固原市教育局'}反映：{one['text'].rstrip('。')}{one['cite']}。",
            "made up": f"{one['agency']}表示，将新增{self.chance.randint(60, 99)}名专职人员{one['cite']}。",
            "quotation": f"{one['agency']}写道：“群众满意率达到{self.chance.randint(91, 99)}%”{one['cite']}。",
            "id": f"{one['agency']}反映：{one['text'].rstrip('。')}[777]。",
        }
        way = self.chance.choice(sorted(ways))
        self.told[way] += 1
        return ways[way]


# -- the checker: nothing of assistant.writing ---------------------------------------------------------------------------

NUMERAL = re.compile(r"\d+(?:\.\d+)?")
HAN_NUMBER = re.compile(r"[零〇一二三四五六七八九十百千万亿两]{2,}|[一二两三四五六七八九十](?=[件条篇份项次家名])")
ENGLISH = re.compile(r"\b(?:ninety|hundred|thousand|seven)\b", re.IGNORECASE)


def digits_of(text: str) -> str:
    """Every digit in ASCII, Chinese numerals as digits, invisible characters gone."""
    shown = "".join(char for char in text if unicodedata.category(char) != "Cf")
    shown = "".join(
        str(unicodedata.digit(char)) if unicodedata.digit(char, None) is not None else char for char in shown
    )

    def read(hit: re.Match[str]) -> str:
        try:
            return str(cn2an.cn2an(hit.group().replace("〇", "零").replace("两", "二"), "smart"))
        except ValueError:
            return hit.group()

    return HAN_NUMBER.sub(read, shown)


def numbers_of(text: str) -> set[str]:
    return {found.replace(",", "") for found in NUMERAL.findall(re.sub(r"(?<=\d),(?=\d{3})", "", digits_of(text)))}


def pieces(line: str) -> list[str]:
    """A line cut behind full stops and their marks, but not within quotation marks."""
    out, start, open_quotes = [], 0, 0
    for at, char in enumerate(line):
        open_quotes += (char == "“") - (char == "”")
        if char in "。！？" and not open_quotes and not line[at + 1 :].startswith(("[", "”")):
            out.append(line[start : at + 1])
            start = at + 1
    return [*out, line[start:]]


def adds_up(formula: str) -> bool:
    left, _, right = formula.partition("=")
    return bool(re.fullmatch(r"[\d.+ ]+", left)) and sum(map(float, left.split("+"))) == float(right)


def unsupported(answer: Answer) -> Iterator[str]:
    """Numbers of the text that stand neither in a quotation cited in the same line, nor are its year; numbers beside an
    agency that none of the quotations holding them is of."""
    cited = {each.n: each for each in answer.citations}
    summed = {str(claim.number) for claim in answer.values if claim.formula and adds_up(claim.formula)}
    for line in answer.text.split("\n"):
        for sentence in pieces(line):
            marks = [int(n) for n in re.findall(r"\[(\d+)\]", sentence)]
            bare = re.sub(r"^\s*(?:\d+\.|-)\s*", "", re.sub(r"\[\d+\]", "", sentence))
            if missing := [n for n in marks if n not in cited]:
                yield f"no such citation {missing}: {sentence}"
                continue
            sources = [cited[n] for n in marks]
            held = {number for each in sources for number in numbers_of(each.quote)} | {
                str(each.year) for each in sources
            }
            held |= numbers_of("".join(f"{each.row}{each.column}" for each in sources)) | summed
            held |= {str(int(float(ten) * 10_000)) for each in sources for ten in re.findall(r"([\d.]+)万", each.quote)}
            for number in numbers_of(bare):
                if number not in held:
                    yield f"{number} in: {sentence}"
            if ENGLISH.search(bare):
                yield f"English number in: {sentence}"
            for agency in {each.agency for each in answer.citations}:
                if agency in bare and agency not in {each.agency for each in sources} and numbers_of(bare):
                    yield f"{agency} in: {sentence}"


def test_the_checker_finds_lies() -> None:
    assert numbers_of("９１篇，九十七件，𝟗𝟕件，1\u200b2件，一万二千条") == {"91", "97", "12", "12000"}


@pytest.fixture(scope="module")
def asked(library: Library) -> Iterator[tuple[ModelServer, Liar, list[tuple[str, list[Answer]]]]]:
    liar = Liar()
    with model_server(liar) as server:
        writer = Writer(ModelSettings("openai", "liar", server.url))
        told = [
            (question, list(Conversation(library, writer=writer, use="always").stream(question)))
            for question in questions(library)
        ]
        yield server, liar, told


def test_the_model_is_asked_and_lies_in_every_way(
    asked: tuple[ModelServer, Liar, list[tuple[str, list[Answer]]]],
) -> None:
    server, liar, told = asked
    assert len(told) == QUESTIONS
    assert len(server.requests) >= QUESTIONS * 0.6  # what is declined by name is not put to a model
    assert len(liar.told) == 19
    assert min(liar.told.values()) >= 15


def test_no_unsupported_number_is_shown(asked: tuple[ModelServer, Liar, list[tuple[str, list[Answer]]]]) -> None:
    _, _, told = asked
    wrong = [
        (question, fault)
        for question, answers in told
        for answer in answers
        if answer.written
        for fault in unsupported(answer)
    ]
    assert wrong == []


def test_what_is_true_is_kept(asked: tuple[ModelServer, Liar, list[tuple[str, list[Answer]]]]) -> None:
    """The check is no blanket refusal: true sentences and what sources say instead of lies do come through."""
    _, _, told = asked
    written = [answers[-1] for _, answers in told if answers[-1].written]
    assert written
    noted = [answers[-1] for _, answers in told if not answers[-1].written and answers[-1].usage is not None]
    assert noted
    assert all(answer.notes for answer in (*written, *noted))


def test_an_answer_that_is_not_the_models_is_the_offline_one(
    asked: tuple[ModelServer, Liar, list[tuple[str, list[Answer]]]], library: Library
) -> None:
    _, _, told = asked
    for question, answers in told[::10]:
        if not answers[-1].written:
            assert answers[-1].text == Conversation(library).ask(question).text
