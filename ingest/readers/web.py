"""HTML as government sites serve it -> document: the report with its tables, menus and scripts left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.errors import DamagedFile, WrongFormat
from ingest.readers import joining, plain, webtables
from ingest.readers.building import Paragraph, assemble
from ingest.readers.decoding import decode, stated_charset
from ingest.readers.limits import CELLS, CHARACTERS, NODES, TEXT_BYTES, refuse
from ingest.report import Document, Table
from ingest.strings import say

_NOT_TEXT = {
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "svg",
    "select",
    "datalist",
    "button",
    "input",
    "textarea",
    "object",
    "embed",
    "head",
    "canvas",
    "video",
    "audio",
    "map",
    "math",
}
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "center",
    "form",
    "fieldset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "address",
    "figure",
    "figcaption",
    "header",
    "footer",
    "aside",
    "body",
    "nav",
    "html",
    "td",
    "th",
    "tr",
    "tbody",
    "thead",
    "tfoot",
    "table",
    "caption",
    "hr",
    "legend",
    "details",
    "summary",
}
_FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:nav|navi|navbar|menu|topbar|sidebar|foot|footer|share|bdshare\w*|friendlinks?|copyright|toolbar)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_REPORT = re.compile("第二十条|总体情况|總體情況|概述|统计期限|自然人|复议|申请情况|存在的")
_SPACE = re.compile(r"[ \t\r\n\f\u00a0\u2002\u2003\u2009\u3000]+")
_WRAP = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]+\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_NOTHING = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TITLES = ("articletitle", "og:title", "dc.title", "title")
_SHORT = 1500
_Node = Any


def read(data: bytes, path: Path) -> Document:
    """The document of a page. Raises WrongFormat where no encoding fits, DamagedFile beyond bounds."""
    if len(data) > TEXT_BYTES:
        raise refuse(path, "bytes", len(data) >> 20, TEXT_BYTES >> 20)
    text = decode(data, stated_charset(data[:8192]))
    if text is None:
        raise WrongFormat(say("ingest.unknown_format", file=path.name))
    if len(text) > CHARACTERS:
        raise refuse(path, "characters", len(text), CHARACTERS)
    root = _parsed(text, path)
    if root is None:
        return plain.from_text(text)
    if sum(1 for _ in root.iter()) > NODES:
        raise refuse(path, "nodes", "", NODES)
    items = _joined(_Walk(root).items)
    if sum(len(item.cells) for item in items if isinstance(item, Table)) > CELLS:
        raise refuse(path, "cells", "", CELLS)
    return Document(assemble(items), "html", title=_title(root))


def _parsed(text: str, path: Path) -> _Node | None:
    """The tree of a page, None where there is nothing to parse. Only text comes in, so no encoding is guessed again."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(_NOTHING.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # libxml2 stops at 2048 levels and drops what is deeper: better nothing than a report with a hole.
        raise DamagedFile(say("ingest.nested", file=path.name))
    return root


def _title(root: _Node) -> str | None:
    stated = {
        (meta.get("name") or meta.get("property") or "").lower(): meta.get("content", "") for meta in root.iter("meta")
    }
    for name in _TITLES[:-1]:
        if stated.get(name, "").strip():
            return _clean(stated[name])
    for node in root.iter("title"):
        return _clean("".join(node.itertext())) or None
    return None


class _Walk:
    """Goes through a tree once, without recursion, and collects its paragraphs and tables."""

    def __init__(self, root: _Node) -> None:
        self.items: list[Paragraph | Table | str] = []
        self._text: list[str] = []
        self._level: int | None = None
        for kind, node in _events(root):
            if kind == "start":
                self._start(node)
            elif kind == "end":
                self._end(node)
            elif kind == "table":
                self._flush()
                self.items.append(node)
            else:
                self._text.append(node)
        self._flush()

    def _start(self, node: _Node) -> None:
        if node.tag in _BLOCKS or node.tag == "br":
            self._flush()
        if node.tag == "br":
            self.items.append("br")
        if re.fullmatch("h[1-6]", node.tag):
            self._level = int(node.tag[1])

    def _end(self, node: _Node) -> None:
        if node.tag in _BLOCKS:
            self._flush()
            self._level = None

    def _flush(self) -> None:
        text = "".join(self._text)
        self._text = []
        if (text.count("\n") >= 2 and "\t" in text.strip()) or ("|" in text and text.count("\n") >= 1):
            self.items += _plain(text)
        elif clean := _clean(text):
            self.items.append(Paragraph(clean, self._level))


def _plain(text: str) -> list[Paragraph | Table]:
    """Preformatted text, read as a text file is."""
    return [block.table or Paragraph(block.text, block.level) for block in plain.from_text(text).blocks]


def _events(root: _Node) -> Iterator[tuple[str, Any]]:
    """start and end of elements, text, and tables already read; what is no text of the page is passed over."""
    stack: list[tuple[_Node, Iterator[_Node]]] = []
    yield from _enter(root, stack)
    while stack:
        node, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "end", node
            tail = node
        elif _is_left_out(child):
            tail = child
        elif child.tag == "table" and (parts := webtables.read(child)) is not None:
            yield from _table_events(parts)
            tail = child
        else:
            yield from _enter(child, stack)
            continue
        if tail is not root and tail.tail:
            yield "text", tail.tail


def _enter(node: _Node, stack: list[tuple[_Node, Iterator[_Node]]]) -> Iterator[tuple[str, Any]]:
    yield "start", node
    if node.text:
        yield "text", node.text
    stack.append((node, iter(node)))


def _table_events(parts: list[Table | list[_Node]]) -> Iterator[tuple[str, Any]]:
    for part in parts:
        if isinstance(part, Table):
            yield "table", part
            continue
        for cell in part:
            yield from _events(cell)


def _is_left_out(node: _Node) -> bool:
    if not isinstance(node.tag, str) or node.tag in _NOT_TEXT:
        return True
    hidden = "display:none" in re.sub(r"\s", "", node.get("style", "").lower()) or node.get("hidden") is not None
    named = f"{node.get('class', '')} {node.get('id', '')} {node.get('role', '')}"
    furniture = node.tag in ("nav", "footer") or "navigation" in named or bool(_FURNITURE.search(named))
    if (not hidden and not furniture) or node.tag in ("body", "html", "main", "article"):
        return False
    words = "".join(node.itertext())
    return len(words) < _SHORT and not _REPORT.search(words)


def _clean(text: str) -> str:
    return _SPACE.sub(" ", _WRAP.sub("", text)).strip()


def _joined(items: list[Paragraph | Table | str]) -> list[Paragraph | Table]:
    """Paragraphs whose lines were broken by <br>, or by a converter that made every printed line a paragraph."""
    usual = joining.usual_width([item.text for item in items if isinstance(item, Paragraph)])
    out: list[Paragraph | Table] = []
    broken = False
    for item in items:
        if isinstance(item, str):
            broken = True
            continue
        before = out[-1] if out else None
        if (
            isinstance(item, Paragraph)
            and isinstance(before, Paragraph)
            and before.level is None
            and item.level is None
            and (broken or usual)
            and joining.goes_on(before.text, item.text, usual)
        ):
            out[-1] = Paragraph(before.text + joining.glue(before.text, item.text) + item.text)
        else:
            out.append(item)
        broken = False
    return out
