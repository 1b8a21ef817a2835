from __future__ import annotations

from dataclasses import replace

from ingest.feedback import Feedback
from ingest.library import Library

GIVEN = Feedback(
    id="a1",
    at="2026-11-22T04:00:00+00:00",
    verdict="useful",
    question="那2022年呢？",
    answer={"status": "answered", "values": [{"number": 91}], "text": "91 篇[1]"},
    history=("吴忠市科技局2021年微信发了多少篇",),
    configuration={"language": "zh", "model": None},
    version="0.1.0",
    user="王芳",
)


def test_verdicts_are_kept_changed_and_taken_back(tmp_path) -> None:
    with Library.open(tmp_path) as library:
        state = library.state
        library.judge(GIVEN)
        library.judge(replace(GIVEN, id="b2", at="2026-11-22T03:00:00+00:00"))
        library.judge(replace(GIVEN, verdict="wrong", remark="应为 92"))
        assert [one.id for one in library.feedback()] == ["b2", "a1"]
        assert library.feedback()[1] == replace(GIVEN, verdict="wrong", remark="应为 92")
        assert library.state == state, "what users say changes no answer"
        assert library.unjudge("a1") is True
        assert library.unjudge("a1") is False
    with Library.open(tmp_path, readonly=True) as library:
        assert [one.id for one in library.feedback()] == ["b2"]


def test_a_report_that_is_removed_leaves_what_was_said_of_answers(tmp_path) -> None:
    from tests.ingest.library_samples import make_report

    with Library.open(tmp_path) as library:
        library.add(make_report())
        library.judge(GIVEN)
        library.remove(make_report().id)
        assert library.feedback() == [GIVEN]
