"""Keeps what is typed into a text area while the caret is still in it, and says how many words and whether it is kept.

Streamlit sends a text area when the caret leaves it. A small script of our own, served from our own address, sends it
after a pause in typing; the text area stays Streamlit's. Without the script everything works as before.
"""

from __future__ import annotations

from user_portal.widgets.own_component import own_component

LINE = '<p class="line"></p>'
LOOK = ".line { margin: 0; min-height: 1.3em; font-size: 0.875rem; color: var(--st-gray-text-color); }"


def draft_keeper(field: str, saved: str) -> None:
    """Watch the text area whose widget key is `field`; `saved` is what the server holds of it."""
    keeper = own_component("draft_keeper", html=LINE, css=LOOK)
    keeper(data={"field": field, "saved": saved}, key=f"keeper-{field}")
