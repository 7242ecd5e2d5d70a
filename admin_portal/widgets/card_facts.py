"""What a version was made from and with: enough to make it again."""

from __future__ import annotations

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
    )
    with st.expander("Digests and ids", icon=":material/fingerprint:", key=f"digests-{version.id}"):
        quiet("The same rows give the same data digest; the same file gives the same model digest.")
        st.code(
            f"data    {version.data_digest}\nmodel   {version.artifact_digest}\n"
            f"version {version.id}\nrun     {version.run_id}",
            language=None,
            wrap_lines=True,
        )
