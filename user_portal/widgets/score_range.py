"""Criteria as bands: the chart shows where each score may lie, the same in words for those who do not look."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from shared_backend.domain.practice import CriterionLine
from user_portal.widgets.words import level


def criteria_bands(lines: Sequence[CriterionLine], *, key: str) -> None:
    """One band a criterion, 0–4."""
    import altair as alt
    import pandas as pd

    order = [line.name for line in lines]
    frame = pd.DataFrame(
        [
            {"criterion": line.name, "low": line.score.low, "high": line.score.high, "says": level(line.score)}
            for line in lines
        ]
    )
    rows = alt.Y("criterion:N", sort=order, title=None, axis=alt.Axis(labelLimit=220, ticks=False, domain=False))
    scale = alt.Scale(domain=[0, 4])
    axis = alt.Axis(values=[0, 1, 2, 3, 4], title="0 absent – 4 excellent", grid=True)
    base = alt.Chart(frame).encode(y=rows)
    track = base.mark_bar(height=6, opacity=0.15, cornerRadius=3).encode(x=alt.datum(0, scale=scale), x2=alt.datum(4))
    band = base.mark_bar(height=12, cornerRadius=4).encode(
        x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", tooltip=["criterion", "says"]
    )
    words = "; ".join(f"{line.name} {level(line.score)}" for line in lines)
    st.altair_chart(
        (track + band).properties(height=34 * len(order) + 40), key=key, alt=f"Scores by criterion: {words}."
    )
