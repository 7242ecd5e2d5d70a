"""What serves each task: which version, since when, how good."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.words import figure, metric_help, metric_title
from shared_backend.operations.health import Serving
from shared_backend.web.quiet import quiet
from shared_backend.web.words import count, when


def champion_cards() -> None:
    """One card a task, two beside each other."""
    serving = services().health.serving(me())
    for first in range(0, len(serving), 2):
        for place, one in zip(st.columns(2), serving[first : first + 2], strict=False):
            with place, st.container(border=True, height="stretch"):
                _card(one)


def _card(one: Serving) -> None:
    st.markdown(f"**{one.name}**")
    quiet(one.description)
    if one.champion is None:
        if one.versions:
            st.markdown(f"Nothing serves yet, but {count(one.versions, 'version')} can be looked at and deployed.")
            page, label, icon = "versions", "Choose a version", ":material/inventory_2:"
        else:
            st.markdown("Nothing serves yet. A training makes a candidate; deploying it lets it serve.")
            page, label, icon = "ai_training", "Train a model", ":material/model_training:"
        st.page_link(f"app_pages/{page}.py", label=label, icon=icon, query_params={"task": one.task_type})
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(f"{one.champion.label} serves", icon=":material/verified:", color="green")
        if one.since is not None:
            quiet(f"Deployed {when(one.since, services().clock.now())}")
    if one.headline is not None:
        name = str(one.headline["name"])
        st.markdown(f"{metric_title(name)} **{figure(one.headline)}**", help=metric_help(name))
    st.page_link(
        "app_pages/versions.py",
        label="Card and versions",
        icon=":material/inventory_2:",
        query_params={"task": one.task_type, "version": one.champion.id},
    )
