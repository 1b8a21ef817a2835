"""HTML as government sites serve it: the report somewhere inside a page, merged cells, &nbsp;, two encodings."""

from __future__ import annotations

import random
from collections.abc import Sequence
from html import escape

from eval.corpus.layout import Grid, Para, Part, Slot

_NAVIGATION = ("首页", "新闻中心", "政务公开", "办事服务", "互动交流", "专题专栏", "数据发布")


def html(parts: Sequence[Part], quirks: frozenset[str], chance: random.Random) -> bytes:
    """A whole page; GB18030 or UTF-8, as its meta element says."""
    encoding = chance.choice(("utf-8", "gb18030", "utf-8"))
    title = next(part.text for part in parts if isinstance(part, Para))
    place = chance.choice(('div class="article-content"', 'div id="zoom"', 'td class="bt_content"'))
    body = "\n".join(_part(part, chance) for part in parts)
    if place.startswith("td"):
        body = f'<table width="100%"><tr><{place}>{body}</td></tr></table>'
    else:
        body = f"<{place}>{body}</div>"
    page = (
        f'<!DOCTYPE html><html><head><meta charset="{"gb2312" if encoding == "gb18030" else encoding}">'
        f"<title>{escape(title)}_政府信息公开年报_政府门户网站</title>"
        "<style>.a{color:red}</style><script>var visits = 20451;</script></head><body>"
        f"{_navigation(chance)}{body}{_footer(chance)}</body></html>"
    )
    return page.encode(encoding)


def _navigation(chance: random.Random) -> str:
    links = "".join(f'<li><a href="/{i}">{name}</a></li>' for i, name in enumerate(_NAVIGATION))
    crumbs = '当前位置：<a href="/">首页</a> &gt; 政务公开 &gt; 政府信息公开年报'
    bar = f'<div class="bar">发布时间：202{chance.randint(0, 5)}-01-{chance.randint(10, 30)}　来源：本站　浏览次数：{chance.randint(20, 900)}　字体：[大 中 小]</div>'
    return f'<ul class="nav">{links}</ul><div class="crumbs">{crumbs}</div>{bar}'


def _footer(chance: random.Random) -> str:
    return (
        f'<div class="footer"><p>主办单位：政府办公室　备案号：沧ICP备{chance.randint(10000000, 29999999)}号</p>'
        '<p>网站标识码：9900000001　<a href="#">打印本页</a> <a href="#">关闭窗口</a></p></div>'
    )


def _part(part: Part, chance: random.Random) -> str:
    if isinstance(part, Grid):
        return _table(part)
    words = escape(part.text)
    if part.kind == "title":
        return f'<p style="text-align:center"><strong>{words}</strong></p>'
    if part.kind == "heading":
        return f"<p><strong>{words}</strong></p>" if chance.random() < 0.7 else f"<h3>{words}</h3>"
    return f"<p>　　{words}</p>" if chance.random() < 0.7 else f"<p><span>&nbsp;&nbsp;{words}</span></p>"


def _table(grid: Grid) -> str:
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in grid.rows)
    return f'<table border="1" cellspacing="0"><tbody>{rows}</tbody></table>'


def _cell(slot: Slot) -> str:
    text, rowspan, colspan = slot.text, slot.rowspan, slot.colspan
    spans = (f' rowspan="{rowspan}"' if rowspan > 1 else "") + (f' colspan="{colspan}"' if colspan > 1 else "")
    inner = "<br>".join(escape(line) for line in text.split("\n")) if text else "&nbsp;"
    return f"<td{spans}><p>{inner}</p></td>"
