"""What tests of the page share: a reader of HTML, and a visitor who asks."""

from __future__ import annotations

from html.parser import HTMLParser

from ui.page.clerk import Clerk
from ui.page.session import Session

ALLOWED = set(
    "a article b button circle col desc details div em form h1 h2 h3 h4 header i img input li line mark nav ol p path pre rect "
    "section small span strong summary svg table tbody td text textarea th thead title tr ul".split()
)


class Tags(HTMLParser):
    """Collects a page's tags and attributes, and complains of one that is left open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("img", "input"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str, style: str = "") -> list[dict[str, str | None]]:
        return [
            named for seen, named in self.seen if seen == tag and style in f"{named.get('class') or ''} ".split(" ")
        ]


def asked(clerk: Clerk, *questions: str) -> Session:
    session = Session()
    for question in questions:
        for _ in clerk.ask(session, question):
            pass
    return session


EVERYTHING = (
    "吴忠科技局2021年微信公众号发了多少篇",
    "和云川市科技局近两年比呢",
    "云川2023年行政处罚",
    "河阳2023年行政处罚",
    "别的",
    "故障",
)
