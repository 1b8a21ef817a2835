"""Accounts that agencies publish under: “健康云川”微信公众号, 公众号（印象云川）, 微博“平安云川”."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPEN, _CLOSE = "“\"‘'「『《〈（(", "”\"’'」』》〉）)"
_KIND = "(?:政务微博|官方微博|微信公众号|微信订阅号|微信|公众号|订阅号|服务号|微博|抖音|快手|视频号|头条|客户端|官微|APP|澎湃|小红书|B站)"
_NAME = rf"[{_OPEN}]([\w·—-]{{2,16}})[{_CLOSE}]"
_ACCOUNT = re.compile(
    rf"{_NAME}(?:的|政务|官方|新浪|腾讯|今日)*({_KIND})|({_KIND})(?:公众|平台|账?号|名为|名称|为|是|:)*{_NAME}",
    re.IGNORECASE,
)
_MORE = re.compile(rf"(?:公众|平台|账?号)*[、和及与]{_KIND}", re.IGNORECASE)
_POSTS = re.compile(r"(?:[\d年去今本全的共总一了]|\s)*(?:发|推|更新|粉丝|关注|订阅|阅读|浏览|点击|转)")
_LEAST = 4
_MEDIA = re.compile("日报|晚报|晨报|早报|新华|央视|电视|广播|人民网|学习强国|融媒")
"""What others publish: that an agency is quoted there does not make it the agency's."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account's name and where it is kept: 微信公众号, 微博; 新媒体 where the same name is kept in several places."""

    name: str
    kind: str

    def told(self, words: str) -> str:
        """`words` with the account's kind in the place of its name, where they do not say the kind themselves; without
        the name where they ask of something else, whose keeper it only tells."""
        named = re.compile(rf"[{_OPEN}]?{re.escape(self.name)}[{_CLOSE}]?(?P<kind>的?{_KIND})?", re.IGNORECASE)
        return named.sub(lambda hit: hit["kind"] or (self.kind if _POSTS.match(words, hit.end()) else ""), words)


def accounts_in(text: str) -> tuple[Account, ...]:
    """The accounts of folded `text` in their order."""
    found = []
    for hit in _ACCOUNT.finditer(text):
        name, kind = hit[1] or hit[4], hit[2] or hit[3]
        if not _MEDIA.search(name):
            several = _MORE.match(text, hit.end()) is not None
            found.append(Account(name, "新媒体" if several else kind))
    return tuple(found)


def account_named(words: str, text: str) -> Account | None:
    """The longest account of folded `text` that folded `words` name, quoted or not. Short names are words as well."""
    held = [one for one in accounts_in(text) if len(one.name) >= _LEAST and one.name in words]
    return max(held, key=lambda one: len(one.name), default=None)
