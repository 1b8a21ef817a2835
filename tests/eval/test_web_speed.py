from __future__ import annotations

import os
import re

import pytest

from eval import web_speed
from ingest import pipeline
from ingest.library import Library


def test_percentiles() -> None:
    values = [float(number) for number in range(1, 101)]
    assert [web_speed.percentile(values, part) for part in (0.5, 0.95, 1.0)] == [50.0, 95.0, 100.0]
    assert web_speed.percentile([3.0], 0.95) == 3.0


def test_a_process_has_memory() -> None:
    assert web_speed.resident(os.getpid()) > 10


@pytest.mark.slow
def test_every_figure_is_printed_and_nothing_fails(tmp_path, samples, capsys) -> None:
    with Library.open(tmp_path) as library:
        list(pipeline.ingest([samples / "yunchuan-zf-2023.pdf", samples / "yunchuan-kjj-2022.html"], library, None))
    web_speed.measure(tmp_path, people=3, count=20, visitors=1)
    told = capsys.readouterr().out
    assert len(re.findall(r" 0 failed", told)) == 5
    assert "nothing came" not in told
    assert "memory over 20 questions" in told
