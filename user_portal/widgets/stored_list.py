"""What is stored about the person: how many of each kind, how large, and that it is sealed."""

from __future__ import annotations

import streamlit as st

from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.words import plain


def stored_list() -> None:
    """A table of what there is; what there is none of in one sentence."""
    kept = services().my_data.kept(me())
    st.subheader("What is stored", anchor=False)
    lines = ["| What | Number | Size |", "| :-- | --: | --: |"]
    for one in kept:
        if one.records:
            size = _size(one.sealed_bytes) if one.sealed else "no words"
            lines.append(f"| **{plain(one.title)}** · {plain(one.meaning)} | {one.records:,} | {size} |")
    st.markdown("\n".join(lines))
    none = [one.title for one in kept if not one.records]
    if none:
        quiet(f"None of these: {plain(', '.join(none))}.")
    quiet(
        "Everything with a size is sealed with a key of your own. “No words” are times and short codes only. Staff "
        "pages have no way to open what is sealed; the server itself can, while it runs."
    )


def _size(size: int) -> str:
    r"""Bytes in the unit people use.

    >>> _size(300), _size(4_300), _size(2_500_000)
    ('0.3\xa0kB', '4.3\xa0kB', '2.5\xa0MB')
    """
    return f"{size / 1e6:,.1f}\xa0MB" if size >= 1e6 else f"{size / 1e3:,.1f}\xa0kB"
