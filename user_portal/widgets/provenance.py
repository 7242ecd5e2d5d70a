"""Where the numbers of an answer come from: one line, and behind it the sentences that explain it."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.practice import Attempt, Provenance
from shared_backend.web.quiet import quiet
from user_portal.widgets.words import count, plain


def provenance(attempt: Attempt, *, numbers: bool) -> None:
    """The line and its explanation."""
    p = attempt.provenance
    half = (attempt.feedback.overall.high - attempt.feedback.overall.low) / 2
    source = f"{'LLM-assisted' if p.engines.get('llm') == 'answered' else 'Local model'} {p.version}"
    quiet(f"{source} · personal {p.weight:.0%} · ±{half:.1f}" if numbers else source)
    with st.popover("Where this comes from", icon=":material/help:"):
        for sentence in sentences(attempt):
            st.markdown(sentence)
        quiet(
            "The rated answers that come with the product were written for it and rated by language models, not by "
            "people."
        )


def sentences(attempt: Attempt) -> list[str]:
    """What is behind the line, each sentence true of the stored numbers."""
    p = attempt.provenance
    said = [
        f"The score comes from the coach's model **{plain(p.version)}** and is the same for everybody. The range is "
        "made to hold the rating of such an answer 8 times in 10.",
        _expected(p),
        "The personal share decides what the coach expects of you and which question comes next. It never changes a "
        "score.",
    ]
    if p.n and p.evidence:
        better = "better" if p.evidence > 0 else "worse"
        said.append(f"So far your own model has predicted you {better} than the one for everybody.")
    if p.inherited:
        said.append(f"Your own model started from {plain(p.inherited)}.")
    used = [name for name, state in p.engines.items() if state == "answered"]
    silent = [f"{name}: {plain(state)}" for name, state in p.engines.items() if state != "answered"]
    if used:
        said.append(
            f"Engines that took part: {', '.join(used)}." + (f" Not used: {'; '.join(silent)}." if silent else "")
        )
    return said


def _expected(p: Provenance) -> str:
    before = f"Before reading, the coach expected {p.expected * 10:.1f} of 10"
    if p.n == 0:
        return f"{before}, the same as of anybody: it knew none of your answers yet."
    return f"{before} of you: {p.weight:.0%} you, {1 - p.weight:.0%} everyone, after {count(p.n, 'answer')}."
