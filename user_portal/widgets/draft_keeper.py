"""Keeps what is typed into a text area while the caret is still in it, and says how many words and whether it is kept.

Streamlit sends a text area when the caret leaves it. A small script of our own, served from our own address, sends it
after a pause in typing; the text area stays Streamlit's. Without the script everything works as before.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

PACKAGE = Path(__file__).resolve().parents[1]
NAME = "intellicoach.draft_keeper"
LINE = '<p class="line"></p>'
LOOK = ".line { margin: 0; min-height: 1.3em; font-size: 0.875rem; color: var(--st-gray-text-color); }"


def draft_keeper(field: str, saved: str) -> None:
    """Watch the text area whose widget key is `field`; `saved` is what the server holds of it."""
    _component()(data={"field": field, "saved": saved}, key=f"keeper-{field}")


def _component() -> ComponentRenderer:
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(NAME) is None:
        # Streamlit reads this from installed packages only, and the product also runs from its folder.
        project, component = NAME.split(".")
        files = ComponentConfig(name=component, asset_dir="assets")
        manager.register_from_manifest(ComponentManifest(project, "1", [files]), PACKAGE)
    return st.components.v2.component(NAME, html=LINE, css=LOOK, js="draft_keeper.js")
