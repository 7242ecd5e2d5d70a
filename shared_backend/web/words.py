"""How counts, moments and a person's own words are written on a page of either portal."""

from __future__ import annotations

import re
from datetime import datetime

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")


def plain(text: str) -> str:
    r"""A person's own words for a place that reads Markdown: every sign shows as itself.

    >>> plain("*5* < 7 :smile:")
    '\\*5\\* \\< 7 \\:smile\\:'
    """
    return _MARKDOWN.sub(r"\\\1", text).replace("\n", "  \n")


def count(n: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "answer"), count(3, "answer")
    ('1 answer', '3 answers')
    """
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def when(moment: datetime, now: datetime) -> str:
    """A past moment as people say it: just now, 5 minutes ago, yesterday, Tuesday, 3 March 2026."""
    seconds = (now - moment).total_seconds()
    days = (now.date() - moment.date()).days
    if seconds < 60:
        return "just now"
    if seconds < 3600:
        return f"{count(int(seconds // 60), 'minute')} ago"
    if days == 0:
        return f"{count(int(seconds // 3600), 'hour')} ago"
    if days == 1:
        return "yesterday"
    if days < 7:
        return f"{moment:%A}"
    return f"{moment.day} {moment:%B %Y}"
