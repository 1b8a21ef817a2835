"""Before anything is compared: how to begin, and comparisons that this library can make."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from markupsafe import Markup

from ingest.strings import Language, say
from ui.page.holdings import Holdings
from ui.page.markup import html, join
from ui.page.selection import Selection, organ_of


def welcome(held: Holdings, chosen: Selection, language: Language) -> Markup:
    """A few comparisons to begin with."""
    words = partial(say, language=language)
    offers = join(
        html('<button class="example" data-compare="{}">{}</button>', json.dumps(offer, ensure_ascii=False), label)
        for label, offer in suggestions(held, language)
    )
    begun = chosen.agencies or chosen.years or chosen.metrics
    return html(
        '<div class="welcome"><h1>{}</h1><p>{}</p><div class="examples">{}</div></div>',
        words("ui.compare_title"),
        words("ui.compare_rest" if begun else "ui.compare_more"),
        offers,
    )


_REQUESTS = "requests.received_new"


def suggestions(held: Holdings, language: Language) -> list[tuple[str, dict[str, Any]]]:
    """What this library can compare: all agencies in its newest year, one over its years, those of a kind."""
    if not held.entries:
        return []
    newest = held.years[-1] if held.years else 0
    longest = max(held.agencies, key=lambda agency: len(held.years_of(agency)), default="")
    kinds = [organ_of(agency) for agency in held.agencies]
    kind = max(dict.fromkeys(filter(None, kinds)), key=kinds.count, default="")
    made: list[tuple[str, dict[str, Any]]] = [
        (
            say("ui.compare_all", language, year=newest),
            {"agencies": ["all"], "years": [newest], "metrics": [_REQUESTS]},
        )
    ]
    if len(years := held.years_of(longest)) > 1:
        made.append(
            (
                say("ui.compare_one", language, agency=longest, first=years[0], last=years[-1]),
                {"agencies": [longest], "years": list(years), "metrics": [_REQUESTS, "requests.results.granted"]},
            )
        )
    if kinds.count(kind) > 1:
        of_kind = {year for agency in held.agencies if organ_of(agency) == kind for year in held.years_of(agency)}
        made.append(
            (
                say("ui.compare_kind", language, kind=kind, count=kinds.count(kind)),
                {"agencies": [f"organ:{kind}"], "years": sorted(of_kind)[-3:], "metrics": ["wechat"]},
            )
        )
    return made
