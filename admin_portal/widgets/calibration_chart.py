"""Whether what the model says is what happens: mean prediction against mean outcome, bin by bin."""

from __future__ import annotations

import streamlit as st

from shared_backend.registry.model_registry import ModelVersion
from shared_backend.web.chart_ink import chart_ink
from shared_backend.web.quiet import quiet


def calibration_chart(version: ModelVersion) -> None:
    """The bins as points; on the dashed line they would be right."""
    bins = version.card["report"]["calibration"]
    st.markdown("**Does it mean what it says**", help="On the dashed line, what the model says is what is true.")
    if not bins:
        st.markdown("Nothing was measured here: there were too few rows.")
        return
    import altair as alt
    import pandas as pd

    frame = pd.DataFrame(bins)
    gap = float(((frame["predicted"] - frame["observed"]).abs() * frame["n"]).sum() / frame["n"].sum())
    chance = float(max(frame["predicted"].max(), frame["observed"].max())) <= 1.0
    what = ("How sure it is", "How often it is right") if chance else ("Score it gives", "Rating it was given")
    st.markdown(f"On average it is **{gap:.1%} off**." if chance else f"On average it is **{gap:.2f} points off**.")
    quiet(f"Each point is one of {len(frame)} equal parts of the rows, from the lowest to the highest.")
    low = float(min(frame["predicted"].min(), frame["observed"].min()))
    high = float(max(frame["predicted"].max(), frame["observed"].max()))
    room = (high - low) * 0.08 or 0.1
    scale = alt.Scale(domain=[low - room, high + room], nice=False)
    ink, ticks = chart_ink(), ".0%" if chance else "~g"
    axes = [alt.Axis(title=title, tickCount=5, format=ticks, labelColor=ink, titleColor=ink) for title in what]
    line = (
        alt.Chart(pd.DataFrame({"at": [low - room, high + room]}))
        .mark_line(strokeDash=[4, 4], opacity=0.5)
        .encode(x=alt.X("at:Q", scale=scale), y=alt.Y("at:Q", scale=scale))
    )
    points = (
        alt.Chart(frame)
        .mark_point(size=80, filled=True, opacity=1)
        .encode(
            x=alt.X("predicted:Q", scale=scale, axis=axes[0]),
            y=alt.Y("observed:Q", scale=scale, axis=axes[1]),
            tooltip=[
                alt.Tooltip("predicted:Q", title=what[0], format=".2f"),
                alt.Tooltip("observed:Q", title=what[1], format=".2f"),
                alt.Tooltip("n:Q", title="Rows"),
            ],
        )
    )
    said = "; ".join(f"{b['predicted']:.2f} against {b['observed']:.2f}" for b in bins)
    st.altair_chart(
        (line + points).properties(height=260),
        key=f"calibration-{version.id}",
        alt=f"{what[0]} against {what[1]}: {said}.",
    )
