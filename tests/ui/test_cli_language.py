"""What the command line says of files and findings, in the language asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ui import cli

HAN = re.compile(r"[\u4e00-\u9fff]")
CONTRADICTION = """河阳市教育局2023年政府信息公开工作年度报告

一、总体情况
2023年，我局收到政府信息公开申请 12 件。

三、收到和处理政府信息公开申请情况

| 项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
|---|---|---|---|---|---|---|---|
| 一、本年新收政府信息公开申请数量 | 3 | 1 | 0 | 0 | 0 | 0 | 5 |
| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
"""

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.md").write_text(CONTRADICTION, "utf-8")
    (folder / "b.zip").write_bytes(b"PK\x03\x04 no archive")
    (folder / "c.txt").write_text("recipe: two eggs, one spoon of sugar, an hour in the oven\n" * 9, "utf-8")

    def call(*words: str) -> tuple[int, str]:
        given = ["nianbao", *words, "--library", str(tmp_path / "library")]
        monkeypatch.setattr("sys.argv", given)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        shown = capsys.readouterr()
        return int(ended.value.code or 0), shown.out + shown.err

    return call


def test_reasons_and_findings_come_in_the_language_asked_for(run: Run, tmp_path: Path) -> None:
    files = str(tmp_path / "files")
    code, english = run("ingest", files, "--no-embed", "--lang", "en")
    assert code == 0
    assert "b.zip is damaged: download or save it again" in english
    assert "c.txt does not look like an annual report on information disclosure" in english
    assert not HAN.search(english)
    _, chinese = run("ingest", files, "--no-embed")
    assert "c.txt 不像政府信息公开工作年度报告" in chinese
    _, found = run("check", "--lang", "en")
    lines = [line for line in found.splitlines() if line.startswith("河阳市教育局")]
    assert lines
    assert all(not HAN.search(re.sub(r"^河阳市教育局", "", line)) for line in lines if "[A" in line)
    assert "natural persons and organisations must add up to the total" in found
    assert "expected 4, found 5" in found
    _, found = run("check")
    assert "自然人与各类组织之和应等于总计" in found


def test_json_carries_the_words_of_the_language_asked_for(run: Run, tmp_path: Path) -> None:
    _, said = run("ingest", str(tmp_path / "files"), "--no-embed", "--json", "--lang", "en")
    outcomes = {Path(one["file"]).name: one for one in map(json.loads, said.splitlines())}
    assert outcomes["b.zip"]["reason"].startswith("b.zip is damaged")
    _, said = run("check", "--json", "--lang", "en")
    details = [json.loads(line)["detail"] for line in said.splitlines()]
    assert any("must add up to the total" in detail for detail in details)
    _, said = run("check", "--json")
    assert any("之和应等于总计" in json.loads(line)["detail"] for line in said.splitlines())


def test_a_fault_is_told_in_the_language_asked_for(run: Run) -> None:
    assert "no library in" in run("reports", "--lang", "en")[1]
    assert "还没有资料库" in run("reports", "--lang", "zh")[1]
