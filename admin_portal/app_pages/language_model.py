"""The optional language model: what is configured, whether it answers, what it is for."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.setting_list import setting_list
from shared_backend.domain.errors import CoachError
from shared_backend.operations.language_model import ConfiguredModel
from shared_backend.web.errors import show
from shared_backend.web.quiet import quiet
from shared_backend.web.words import plain


def chip(configured: ConfiguredModel | None) -> None:
    """Where texts go, in two words."""
    if configured is None:
        st.badge("Local only", icon=":material/lock:", color="green")
        st.markdown("No language model is configured. Every score comes from the five engines of this machine.")
        return
    label = plain(f"{configured.provider} · {configured.model}")
    if configured.on_this_machine:
        st.badge(label, icon=":material/computer:", color="green")
        st.markdown("It runs on this machine, so no text leaves it.")
    else:
        st.badge(label, icon=":material/cloud_upload:", color="orange")
        where = f" at {plain(configured.host)}" if configured.host else ""
        st.markdown(
            f"Texts to be judged are sent to the provider{where}. Names, addresses and numbers in them are replaced "
            "before they leave."
        )
    quiet("A key is set; it is never shown." if configured.has_key else "No key is set.")


def test_button(configured: ConfiguredModel) -> None:
    """Ask one tiny question and say what came of it."""
    desk = services().language_model
    if not st.button("Test it", type="primary", icon=":material/network_check:", key="test-language-model"):
        quiet(
            "It sends one tiny question that holds nothing of anybody, and waits "
            f"{desk.test_seconds:.0f} seconds at most."
        )
        return
    try:
        with st.status(f"Asking {configured.model}") as status:
            result = desk.test(me())
            status.update(label="Asked", state="complete" if result.ok else "error")
    except CoachError as error:
        show(error)
        return
    if result.ok:
        st.success(plain(result.message), icon=":material/check_circle:")
    else:
        st.error(f"{plain(result.message)} Coaching goes on without it.", icon=":material/error:")
    if result.models:
        with st.expander("Models the provider offers"):
            st.markdown("\n".join(f"- {plain(name)}" for name in result.models))


configured = services().language_model.configured(me())
st.title("Language model", anchor=False)
chip(configured)
if configured is not None:
    test_button(configured)
with st.expander(
    "How to configure one" if configured is None else "How to change it",
    expanded=configured is None,
):
    setting_list()
