"""The deploy gate as a list: each check with its outcome in a word and its reason."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from shared_backend.operations.gate import GateCheck
from shared_backend.web.quiet import quiet
from shared_backend.web.words import plain

_SHOWN = {
    "passed": ("green", ":material/check_circle:", "Passed"),
    "warning": ("orange", ":material/warning:", "Look"),
    "failed": ("red", ":material/cancel:", "Failed"),
}


def gate_list(checks: Sequence[GateCheck]) -> None:
    """One line a check."""
    for check in checks:
        color, icon, word = _SHOWN[check.outcome]
        st.markdown(f":{color}[{icon} **{word}**] **{plain(check.name)}.** {plain(check.reason)}")
    if any(check.outcome == "failed" for check in checks):
        quiet("A failed check cannot be overridden: train another candidate.")
    elif any(check.outcome == "warning" for check in checks):
        quiet("A check that says Look needs a reason of at least five characters.")
