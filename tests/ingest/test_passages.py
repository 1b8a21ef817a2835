from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.outline import outline
from ingest.passages import MOST, TARGET, passages
from ingest.report import Block, Cell, Section, Span, Table

TITLE = "甲局2021年年度报告"


def paragraphs(*texts):
    return tuple(Block(index, text) for index, text in enumerate(texts))


def grid(*rows, page=None):
    cells = tuple(
        Cell(r, c, text, page=page, box=None if page is None else (c * 10.0, r * 10.0, c * 10 + 9.0, r * 10 + 9.0))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(cells)


def one_section(blocks, *path):
    return (Section("overview", path, len(path), 0, len(blocks)),)


def letters(text):
    return "".join(text.replace("|", "").split())


words = st.text(alphabet="政府信息公开，。；：、 \n\t1|2９a（）", max_size=900)
tables = st.lists(st.lists(words.map(lambda text: text[:80]), min_size=1, max_size=4), min_size=1, max_size=12).map(
    lambda rows: (grid(*rows), "\n".join("\t".join(row) for row in rows))
)
paths = st.lists(st.sampled_from(["一、总体", "（一）主动", "1.微信"]), max_size=3).map(tuple)


@given(st.lists(st.tuples(st.one_of(words, tables), paths), max_size=8))
def test_no_character_is_lost(drawn):
    blocks = tuple(
        Block(i, body) if isinstance(body, str) else Block(i, body[1], table=body[0])
        for i, (body, _) in enumerate(drawn)
    )
    sections = tuple(Section("overview", path, len(path), i, i + 1) for i, (_, path) in enumerate(drawn))
    made = passages(blocks, sections, "r", TITLE)
    remaining = iter(letters("".join(passage.text for passage in made)))
    assert all(letter in remaining for letter in letters("".join(block.text for block in blocks)))
    assert all(passage.embedded.endswith(passage.text) for passage in made)


@given(words)
def test_text_is_verbatim_and_places_point_to_it(text):
    blocks = paragraphs(text)
    for passage in passages(blocks, one_section(blocks, "一、总体情况"), "r", TITLE):
        (place,) = passage.places
        assert passage.text == blocks[0].text[place.start : place.end].strip("\n")
        assert len(passage.text.strip()) <= MOST or " " in passage.text


def test_cuts_stand_at_sentence_ends():
    sentences = [f"第{n}句说了一些关于公开工作的话，足够长。" for n in range(60)]
    blocks = paragraphs("".join(sentences))
    made = passages(blocks, one_section(blocks, "一、总体情况"), "r", TITLE)
    assert len(made) > 2
    assert all(passage.text.endswith("。") and len(passage.text) <= MOST for passage in made)
    assert "".join(passage.text for passage in made) == blocks[0].text


def test_a_sentence_without_end_is_cut_all_the_same():
    blocks = paragraphs("公" * 3000)
    made = passages(blocks, one_section(blocks), "r", TITLE)
    assert max(len(passage.text) for passage in made) <= MOST
    assert sum(len(passage.text) for passage in made) == 3000


def test_sections_are_not_mixed_and_stand_in_front_of_what_is_embedded():
    blocks = paragraphs("一、总体情况", "甲" * 120 + "。", "二、主动公开", "乙" * 120 + "。")
    sections = (Section("overview", ("一、总体情况",), 1, 0, 2), Section("proactive", ("二、主动公开",), 1, 2, 4))
    first, second = passages(blocks, sections, "r", TITLE)
    assert (first.section, first.kind) == (("一、总体情况",), "overview")
    assert second.text == f"二、主动公开\n{'乙' * 120}。"
    assert second.embedded == f"{TITLE} › 二、主动公开\n{second.text}"


def test_a_heading_alone_goes_with_what_stands_under_it():
    blocks = paragraphs("一、总体情况", "（一）主动公开", "甲" * 200 + "。")
    sections = (
        Section("overview", ("一、总体情况",), 1, 0, 1),
        Section("overview", ("一、总体情况", "（一）主动公开"), 2, 1, 3),
    )
    (passage,) = passages(blocks, sections, "r", TITLE)
    assert passage.section == ("一、总体情况", "（一）主动公开")
    assert passage.text.startswith("一、总体情况\n（一）主动公开\n甲")


def test_small_items_of_one_section_share_a_passage():
    items = ("一是加强领导。", "二是完善制度。", "三是开展培训。")
    blocks = paragraphs(*items)
    sections = tuple(
        Section("overview", ("一、总体情况", "（一）机制", item), 3, i, i + 1) for i, item in enumerate(items)
    )
    (passage,) = passages(blocks, sections, "r", TITLE)
    assert passage.section == ("一、总体情况", "（一）机制")
    assert passage.text == "\n".join(items)


def test_blocks_before_the_first_section_are_kept():
    blocks = paragraphs("甲局年报", "一、总体情况")
    made = passages(blocks, (Section("overview", ("一、总体情况",), 1, 1, 2),), "r", TITLE)
    assert [(passage.kind, passage.text) for passage in made] == [
        ("preamble", "甲局年报"),
        ("overview", "一、总体情况"),
    ]


def test_a_long_table_repeats_its_headers():
    rows = [["申请情况", "自然人", "总计"], *([f"第{n}种不予公开的理由", str(n), str(n)] for n in range(60))]
    blocks = (Block(0, "\n".join("\t".join(row) for row in rows), table=grid(*rows, page=3)),)
    made = passages(blocks, one_section(blocks, "三、申请"), "r", TITLE)
    assert len(made) > 1
    assert all(passage.text.startswith("申请情况 | 自然人 | 总计\n") for passage in made)
    assert all(len(passage.text) <= MOST + TARGET // 2 for passage in made)
    assert sum(passage.text.count("第7种不予公开的理由 | 7 | 7") for passage in made) == 1
    place = made[0].places[0]
    assert (place.page, place.block, place.boxes[0]) == (3, 0, (0.0, 0.0, 29.0, 9.0))


def test_a_passage_over_two_pages_has_a_place_on_each():
    spans = (Span(0, 4, 1, (0.0, 700.0, 40.0, 712.0)), Span(4, 8, 2, (0.0, 50.0, 40.0, 62.0)))
    blocks = (Block(0, "前页文字后页文字", spans),)
    (passage,) = passages(blocks, one_section(blocks), "r", TITLE)
    assert [(place.page, place.box) for place in passage.places] == [(1, spans[0].box), (2, spans[1].box)]


def test_real_texts_are_kept_whole(real_reports):
    files = [*real_reports.glob("*.txt"), *real_reports.parent.glob("openings/reports/*.txt")]
    assert files
    for file in files:
        lines = [line for line in file.read_text("utf-8").splitlines() if line.strip()]
        blocks, sections = outline(paragraphs(*lines))
        made = passages(blocks, sections, "r", TITLE)
        assert letters("".join(passage.text for passage in made)) == letters("".join(lines)), file.name
        assert max(len(passage.text) for passage in made) <= MOST
