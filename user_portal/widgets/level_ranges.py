"""Levels by subject as points with their ranges, and the same as a table for those who do not look."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from shared_backend.coaching.model_view import Row
from shared_backend.web.chart_ink import chart_ink
from user_portal.widgets.level_words import level, of_ten

AXIS = "Expected score of 10, question of middle difficulty"


def level_ranges(rows: Sequence[Row], *, key: str) -> None:
    """One point with its 80 % range for each subject, in the order given."""
    import altair as alt
    import pandas as pd

    order, ink = [row.name for row in rows], chart_ink()
    frame = pd.DataFrame(
        [
            {
                "name": row.name,
                "value": row.expected.value,
                "low": row.expected.low,
                "high": row.expected.high,
                "says": f"{of_ten(row.expected)}, {row.answers} answered",
            }
            for row in rows
        ]
    )
    scale = alt.Scale(domain=[0, 10])
    rows_axis = alt.Axis(labelLimit=170, ticks=False, domain=False, labelColor=ink)
    axis = alt.Axis(values=[0, 2, 4, 6, 8, 10], format="d", title="of 10", labelColor=ink, titleColor=ink)
    tooltip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("says:N", title="Expected")]
    base = alt.Chart(frame).encode(y=alt.Y("name:N", sort=order, title=None, axis=rows_axis), tooltip=tooltip)
    track = base.mark_bar(height=2, opacity=0.15).encode(x=alt.datum(0, scale=scale), x2=alt.datum(10))
    band = base.mark_bar(height=8, opacity=0.4, cornerRadius=4).encode(
        x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"
    )
    point = base.mark_point(size=90, filled=True, opacity=1).encode(x=alt.X("value:Q", scale=scale))
    said = "; ".join(f"{row.name} {of_ten(row.expected)}" for row in rows)
    st.altair_chart(
        (track + band + point).properties(height=alt.Step(30)), key=key, alt=f"{AXIS}, with 80 % ranges: {said}."
    )


def level_table(rows: Sequence[Row], *, numbers: bool) -> None:
    """The same in words."""
    st.table(
        {
            "Subject": [row.name for row in rows],
            "Level": [level(row.word) for row in rows],
            **({"Expected, of 10": [of_ten(row.expected).replace(" of 10", "") for row in rows]} if numbers else {}),
            "Answers": [str(row.answers) for row in rows],
        },
        hide_index=True,
    )
