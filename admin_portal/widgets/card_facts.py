"""What a version was made from and with: enough to make it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.words import ENGINES, duration, sources
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.web.quiet import quiet
from shared_backend.web.words import count, plain, when


def card_facts(version: ModelVersion) -> None:
    """The facts as a list, digests in full where they can be copied."""
    card, backend = version.card, services()
    settings = card["settings"]
    scenario = backend.training.scenario(me(), version.scenario_id)
    engines = ", ".join(ENGINES.get(name, name) for name in settings["engines"])
    libraries = ", ".join(f"{name} {number}" for name, number in card["libraries"].items())
    made = when(version.created_at, backend.clock.now())
    st.markdown("**What it was made from**")
    st.markdown(
        f"- Scenario: {plain(scenario.name)}\n"
        f"- Trained {made}, in {duration(card['seconds'])}\n"
        f"- {count(card['rows'], 'row')}: {plain(sources(card['sources']))}\n"
        f"- Seed {settings['seed']}, {settings['folds']} parts\n"
        f"- Engines allowed: {engines}\n"
        f"- Libraries: {plain(libraries)}"
        + (f"\n- Personal models: {personal_models(card)}" if _coaches(version) else "")
    )
    with st.expander("Digests and ids", key=f"digests-{version.id}"):
        quiet("The same rows give the same data digest; the same file gives the same model digest.")
        st.code(
            f"data    {version.data_digest}\nmodel   {version.artifact_digest}\n"
            f"version {version.id}\nrun     {version.run_id}",
            language=None,
            wrap_lines=True,
        )


def personal_models(card: Mapping[str, Any]) -> str:
    """How one person is predicted under this version, and what that rests on.

    >>> personal_models({})
    'usual settings; nobody shares practice yet'
    """
    fit = card.get("personal", {})
    people, losses = fit.get("people", 0), fit.get("losses", {})
    if not people:
        return "usual settings; nobody shares practice yet"
    sharing = f"{count(people, 'person shares', 'people share')} {count(fit['answers'], 'answer')}"
    if not losses:
        return f"usual settings; {sharing}, too few to learn from"
    error = f"log loss {losses[fit['kind']]:.3f} on people left out, {losses['global']:.3f} without a personal model"
    kinds = {
        "l2": "offsets for each person, corrected by what practice has shown of people",
        "h2": "offsets for each person",
        "global": "none, because none predicted better",
    }
    return f"{kinds[fit['kind']]}; {sharing}; {error}"


def _coaches(version: ModelVersion) -> bool:
    return version.name.endswith("_coach")
