"""What a reader found in a document, for tests to look at."""

from __future__ import annotations

from ingest.report import Block, Document, Table

LONG = (
    "本局全年通过门户网站主动公开政府信息1136条，其中工作动态870条、通知公告266条，"
    "微信公众号推送91篇，均按规定期限更新，没有发生因信息公开被追究责任的情况。"
)


def tables(document: Document) -> list[Table]:
    return [block.table for block in document.blocks if block.table]


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def prose(document: Document) -> list[str]:
    return [block.text for block in document.blocks if not block.table]


def find(document: Document, words: str) -> tuple[Block, int]:
    block = next(block for block in document.blocks if words in block.text)
    return block, block.text.index(words)
