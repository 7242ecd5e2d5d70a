"""Small scripts of our own on a page, served from our own address: the content policy lets no other script run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

PACKAGE = Path(__file__).resolve().parents[1]
PROJECT = "intellicoach"


def own_component(name: str, *, html: str, css: str) -> ComponentRenderer:
    """The component whose script is `assets/<name>.js`."""
    manager, full = get_bidi_component_manager(), f"{PROJECT}.{name}"
    if manager.get_component_asset_root(full) is None:
        # Streamlit reads this from installed packages only, and the product also runs from its folder.
        files = ComponentConfig(name=name, asset_dir="assets")
        manager.register_from_manifest(ComponentManifest(PROJECT, "1", [files]), PACKAGE)
    return st.components.v2.component(full, html=html, css=css, js=f"{name}.js")
