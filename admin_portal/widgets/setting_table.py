"""The operator's settings of the language model; they are read when the programs start."""

from __future__ import annotations

import streamlit as st

from shared_backend.settings import PREFIX

_SETTINGS = (
    ("LLM_PROVIDER", "openai, anthropic, ollama, or none", "openai"),
    ("LLM_BASE_URL", "address of the server; empty for the provider's own", "http://localhost:8080/v1"),
    ("LLM_MODEL", "name of the model", "the name the server lists"),
    ("LLM_API_KEY", "key, where the provider wants one", "kept secret, never shown"),
    ("LLM_TIMEOUT_SECONDS", "how long an answer may take; 20 if not set", "20"),
)


def setting_table() -> None:
    """Each setting with its meaning."""
    import pandas as pd

    st.markdown(
        "It is optional: it joins the other engines as a sixth voice, weighed by what it adds, and is left out when it "
        "does not answer. Whoever runs this program sets these variables and starts it again. *openai* fits every "
        "server that speaks that format, also one on this machine."
    )
    rows = [
        {"Variable": f"{PREFIX}{name}", "What it is": what, "Example": example} for name, what, example in _SETTINGS
    ]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        key="language-model-settings",
        alt="Variables of the language model: " + ", ".join(row["Variable"] for row in rows),
    )
