"""What each of the six engines did on its own, what share it has, and what the ensemble loses without it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from admin_portal.widgets.tables import frame
from admin_portal.widgets.words import ENGINES, figure, metric_title
from shared_backend.operations.gate import headline
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.web.quiet import quiet
from shared_backend.web.words import plain


def _gain(sign: int, whole: Mapping[str, Any] | None, without: Mapping[str, Any] | None) -> float | None:
    # Adding zero turns a rounded −0 into 0.
    return round(sign * (whole["value"] - without["value"]), 4) + 0.0 if whole and without else None


def engine_table(version: ModelVersion) -> None:
    """One row an engine; engines that took no part say why."""
    report = version.card["report"]
    st.markdown("**The engines**")
    if not report["engines"]:
        st.markdown("This model is a single formula; no engine was weighed.")
        return
    name, whole = metric_title(report["headline"]), headline(report)
    sign = 1 if report["higher_is_better"] else -1
    rows = []
    for engine in report["engines"]:
        own = next((m for m in engine["metrics"] if m["name"] == report["headline"]), None)
        without = engine["without"]
        rows.append(
            {
                "Engine": ENGINES.get(engine["engine"], engine["engine"]),
                "Weight": 100 * engine["weight"] if engine["applies"] else None,
                "Alone": figure(own) if own else "–",
                "Without it": figure(without) if without else "–",
                "It adds": _gain(sign, whole, without),
            }
        )
    st.dataframe(
        frame(rows),
        hide_index=True,
        key=f"engines-{version.id}",
        placeholder="–",
        alt=f"Engines of {version.label}: weight, own result, result of the ensemble without it.",
        column_config={
            "Engine": st.column_config.TextColumn(pinned=True),
            "Weight": st.column_config.ProgressColumn(
                format="%.0f %%",
                min_value=0,
                max_value=100,
                help="Share in the ensemble, from out-of-fold predictions.",
            ),
            "Alone": st.column_config.TextColumn(help=f"{name} of this engine alone, with its 95 % interval."),
            "Without it": st.column_config.TextColumn(help=f"{name} of the ensemble when this engine is left out."),
            "It adds": st.column_config.NumberColumn(
                format="%+.4f", help="What the ensemble gains by this engine; below zero it would be better without."
            ),
        },
    )
    silent: dict[str, list[str]] = {}
    for engine in report["engines"]:
        if not engine["applies"]:
            note = str(engine["note"]).removeprefix("abstains: ")
            silent.setdefault(note, []).append(ENGINES.get(engine["engine"], engine["engine"]))
    for note, names in silent.items():
        quiet(f"{', '.join(names)} took no part: {plain(note)}.")
