"""The operator's settings of the language model; they are read when the programs start."""

from __future__ import annotations

import streamlit as st

from shared_backend.settings import PREFIX

_EXAMPLE = {
    "LLM_PROVIDER": "openai",
    "LLM_BASE_URL": "http://localhost:8080/v1",
    "LLM_MODEL": "name-of-the-model",
    "LLM_API_KEY": "only-where-one-is-wanted",
    "LLM_TIMEOUT_SECONDS": "20",
}


def setting_list() -> None:
    """What each setting is, and lines to copy."""
    st.markdown(
        "It is optional: it joins the other engines as a sixth voice, weighed by what it adds, and is left out when it "
        "does not answer. Whoever runs this program sets these variables and starts it again.\n\n"
        "- The provider is *openai*, *anthropic*, *ollama* or *none*. *openai* fits every server that speaks that "
        "format, also one on this machine.\n"
        "- Without a base URL the provider's own address is used; for *ollama* that is this machine."
    )
    lines = "\n".join(f"{PREFIX}{name}={value}" for name, value in _EXAMPLE.items())
    st.code(lines, language=None, wrap_lines=True)
