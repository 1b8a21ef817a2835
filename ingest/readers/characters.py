"""Characters that look like others: fonts in PDFs often map 一 to the radical ⼀, which no search would find."""

from __future__ import annotations

import re
import unicodedata

_ODD = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
# Radicals without a mapping in Unicode, or mapped to a traditional form; those in use in simplified text.
_RADICALS = str.maketrans(
    dict(
        zip(
            "⺁⺇⺌⺍⺎⺕⺗⺙⺛⺝⺟⺠⺡⺣⺤⺩⺪⺬⺭⺮⺯⺰⺱⺶⺷⺸⺹⺻⺼⺾⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⼾",
            "厂几小小兀彐忄攵无月母民氵灬爫王疋示礻竹糹纟罒羊羊羊耂聿月艹艹虎衤覀西见角讠贝车辶辶辶阝金长长门阝雨青韦页风飞食饣饣马骨鬼鱼鸟卤麦黄齐齿龙龟户",
            strict=True,
        )
    )
)


def usual(text: str) -> str:
    """`text` with radicals, compatibility ideographs and ligatures as the characters they stand for."""
    if not _ODD.search(text):
        return text
    return _ODD.sub(lambda hit: unicodedata.normalize("NFKC", hit[0]), text.translate(_RADICALS))
