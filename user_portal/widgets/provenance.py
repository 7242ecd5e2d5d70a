"""Where the numbers of an answer come from: one line, and behind it the sentences that explain it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from shared_backend.domain.practice import Attempt, Provenance
from shared_backend.web.quiet import quiet
from user_portal.widgets.words import count, plain

ENGINES: Mapping[str, str] = {
    "neural": "a neural network",
    "expert": "written rules",
    "bayesian": "statistics of words and measures",
    "nlp": "likeness to rated answers",
    "fuzzy": "graded rules",
    "llm": "a language model",
}


def provenance(attempt: Attempt, *, numbers: bool) -> None:
    """The line and its explanation."""
    p = attempt.provenance
    half = (attempt.feedback.overall.high - attempt.feedback.overall.low) / 2
    source = f"{'LLM-assisted' if p.engines.get('llm') == 'answered' else 'Local model'} {p.version}"
    quiet(f"{source} · personal {p.weight:.0%} · ±{half:.1f}" if numbers else source)
    with st.popover("Where this comes from", icon=":material/help:"):
        for sentence in sentences(attempt, numbers=numbers):
            st.markdown(sentence)
        quiet(
            "The rated answers that come with the product were written for it and rated by language models, not by "
            "people."
        )


def sentences(attempt: Attempt, *, numbers: bool = True) -> list[str]:
    """What is behind the line, each sentence true of the stored numbers."""
    p = attempt.provenance
    holds = " The range is made to hold the rating of such an answer 8 times in 10." if numbers else ""
    said = [
        f"The score comes from the coach's model **{plain(p.version)}** and is the same for everybody.{holds}",
        _expected(p, numbers=numbers),
        "The personal share decides what the coach expects of you and which question comes next. It never changes a "
        "score.",
    ]
    if p.n and p.evidence:
        better = "better" if p.evidence > 0 else "worse"
        said.append(f"So far your own model has predicted you {better} than the one for everybody.")
    if p.arm is not None:
        given = "the general model alone" if p.arm == "global" else "the general model together with your own"
        said.append(
            f"Models are being compared here. By lot, {given} was used for this answer. You may take no part, "
            "on the page “Coaching preferences”."
        )
    if p.inherited:
        said.append(f"Your own model started from {plain(p.inherited)}.")
    used = [ENGINES.get(name, name) for name, state in p.engines.items() if state == "answered"]
    silent = [f"{ENGINES.get(name, name)} ({_why(state)})" for name, state in p.engines.items() if state != "answered"]
    if used:
        said.append(f"What took part: {', '.join(used)}." + (f" What did not: {'; '.join(silent)}." if silent else ""))
    return said


def _why(state: str) -> str:
    return plain(state.removeprefix("abstains: "))


def _expected(p: Provenance, *, numbers: bool) -> str:
    if p.weight == 0.0:
        points = f" {p.expected * 10:.1f} of 10," if numbers else ""
        why = ": it knew none of your answers yet" if p.n == 0 else ", without your own model"
        return f"Before reading, the coach expected{points} the same as of anybody{why}."
    after = f"after {count(p.n, 'answer')}"
    if not numbers:
        return f"What the coach expected before reading came from your own answers in part, {after}."
    shares = f"{p.weight:.0%} you, {1 - p.weight:.0%} everyone"
    return f"Before reading, the coach expected {p.expected * 10:.1f} of 10 of you: {shares}, {after}."
