"""HTML as government sites serve it -> blocks: paragraphs, headings, tables with spans resolved, menus left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree, html

from ingest.report import Block, Cell, Document, Table

DEEPEST = 400
"""Nested elements; deeper ones are read as their text."""
WIDEST = 200
"""A colspan or rowspan beyond that is a mistake of the page and counts as one."""

_DROPPED = {"script", "style", "noscript", "template", "iframe", "svg", "select", "option", "button", "input", "textarea",
            "nav", "object", "head", "canvas", "video", "audio", "map"}
_FURNITURE = re.compile(r"(?:^|[-_ ])(?:nav|navbar|menu|breadcrumb|sidebar|footer|foot|header|toolbar|share|search|copyright|friendlink)(?:$|[-_ ])", re.I)
_BLOCK = {"p", "div", "section", "article", "main", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "center", "form", "fieldset",
          "h1", "h2", "h3", "h4", "h5", "h6", "pre", "address", "figure", "figcaption", "header", "footer", "aside", "body", "html",
          "td", "th", "tr", "tbody", "thead", "tfoot", "table", "caption", "hr", "ucapcontent", "ucaptitle"}
_SPACE = re.compile(r"[ \t\r\n\f\u200b\ufeff]+")


def read_html(source: str) -> Document:
    """The blocks of a page in reading order. An unparsable page gives a document without blocks."""
    try:
        parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Document((), "html")
    title = root.findtext(".//title")
    builder = _Builder()
    body = root.find("body")
    builder.walk(body if body is not None else root, 0)
    builder.flush()
    return Document(tuple(builder.blocks), "html", title=_SPACE.sub(" ", title).strip() if title else None)


class _Builder:
    """Collects inline text until a block ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._level: int | None = None

    def flush(self) -> None:
        text = _clean("".join(self._text))
        if text:
            self.blocks.append(Block(len(self.blocks), text, level=self._level))
        self._text, self._level = [], None

    def walk(self, node: html.HtmlElement, depth: int) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _DROPPED or _is_furniture(node) or _is_hidden(node):
            self._text.append(node.tail or "") if depth else None
            return
        if tag == "table" and _is_data(node):
            self.flush()
            self._table(node)
        elif tag == "br":
            self.flush()
        elif depth > DEEPEST:
            self._text.append("".join(node.itertext()))
        else:
            self._inside(node, tag, depth)
        if depth:
            self._text.append(node.tail or "")

    def _inside(self, node: html.HtmlElement, tag: str, depth: int) -> None:
        block = tag in _BLOCK
        if block:
            self.flush()
        if re.fullmatch("h[1-6]", tag):
            self._level = int(tag[1])
        self._text.append(node.text or "")
        for child in node:
            self.walk(child, depth + 1)
        if block:
            self.flush()

    def _table(self, node: html.HtmlElement) -> None:
        cells = tuple(_cells(node))
        table = Table(cells)
        text = "\n".join("\t".join(cell.text for cell in row) for row in table.rows)
        if text.strip():
            self.blocks.append(Block(len(self.blocks), text, table=table))


def _clean(text: str) -> str:
    return _SPACE.sub(" ", text.replace("\xa0", " ")).strip(" \u3000")


def _is_hidden(node: html.HtmlElement) -> bool:
    return "display:none" in re.sub(r"\s", "", node.get("style", "").lower())


def _is_furniture(node: html.HtmlElement) -> bool:
    """A menu, a footer, a share bar: by its name, unless it holds the report's own words."""
    named = f"{node.get('class', '')} {node.get('id', '')}"
    if node.tag in ("body", "html", "article", "main") or not (node.tag in ("nav", "footer", "aside") or _FURNITURE.search(named)):
        return False
    words = "".join(node.itertext())
    return len(words) < 1500 and not re.search("第二十条|总体情况|主动公开政府信息情况|统计期限", words)


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _is_data(table: html.HtmlElement) -> bool:
    """A table of data rather than of layout: no table inside, and cells that hold words, not paragraphs."""
    if table.find(".//table") is not None:
        return False
    rows = list(_rows(table))
    widest = max((sum(cell.tag in ("td", "th") for cell in row) for row in rows), default=0)
    texts = [_clean("".join(cell.itertext())) for row in rows for cell in row]
    return widest > 1 and max(map(len, texts), default=0) < 400


def _cells(table: html.HtmlElement) -> Iterable[Cell]:
    """The cells with the column each really stands in, spans of the rows above counted."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(_rows(table)):
        column = 0
        for cell in line:
            if cell.tag not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            taken |= {(row + i, column + j) for i in range(down) for j in range(across)}
            yield Cell(row, column, _clean(_cell_text(cell)), down, across)
            column += across


def _cell_text(cell: html.HtmlElement) -> str:
    pieces = [text for text in cell.itertext()]
    return "".join(piece if piece.strip() else " " for piece in pieces)


def _span(cell: html.HtmlElement, name: str) -> int:
    found = re.match(r"\s*(\d+)", cell.get(name, "1"))
    count = int(found[1]) if found else 1
    return count if 1 <= count <= WIDEST else 1
