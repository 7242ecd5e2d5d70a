"""One of a few, side by side. Radio buttons: the marked one of Streamlit's segments is too pale to read in the dark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import streamlit as st

T = TypeVar("T")


def choice(
    label: str,
    words: Mapping[T, str],
    chosen: T | None,
    *,
    key: str,
    help: str | None = None,
    hide_label: bool = False,
    on_change: Callable[..., None] | None = None,
    args: tuple[Any, ...] | None = None,
) -> T | None:
    """The option chosen, or None while nothing is; `words` says how each option is written."""
    options = list(words)
    # Streamlit's types know an index and no index, but not a name for either.
    picked: T | None = st.radio(  # type: ignore[call-overload, misc]
        label,
        options,
        format_func=words.__getitem__,
        index=options.index(chosen) if chosen is not None and chosen in words else None,
        horizontal=True,
        key=key,
        help=help,
        label_visibility="collapsed" if hide_label else "visible",
        on_change=on_change,
        args=args,
    )
    return picked
