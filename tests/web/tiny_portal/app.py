"""A page that holds a secret of the person who opened it first."""

from __future__ import annotations

import streamlit as st

from tests.web.tiny_portal.services import CARELESS, me

name = "nobody" if CARELESS and "secret" in st.session_state else me().display_name
st.session_state.setdefault("secret", f"canary of {name}")
st.title(f"Hello, {name}")
st.write(st.session_state["secret"])
st.button("Again")
if st.button("Fail"):
    raise RuntimeError("the diary of somebody")


def fail_in_callback() -> None:
    raise RuntimeError("the diary of somebody")


st.button("Fail in callback", on_click=fail_in_callback)
