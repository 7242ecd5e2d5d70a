"""How much of each path is there: one bar a path, with what is there, there in part and missing."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from shared_backend.services.careers.paths import Card
from shared_backend.web.chart_ink import chart_ink

NAMES = {"have": "There", "partial": "In part", "missing": "Missing"}
SHADES = {"have": 1.0, "partial": 0.45, "missing": 0.12}


def paths_chart(cards: Sequence[Card], *, key: str) -> None:
    """Paths in the order of the page."""
    import altair as alt
    import pandas as pd

    ink = chart_ink()
    counts = {card.title: {s: sum(line.status == s for line in card.lines) for s in NAMES} for card in cards}
    frame = pd.DataFrame(
        [
            {"path": title, "state": NAMES[state], "skills": number, "shade": SHADES[state], "order": order}
            for title, row in counts.items()
            for order, (state, number) in enumerate(row.items())
        ]
    )
    axis = alt.Axis(format="d", tickMinStep=1, title="Key skills", labelColor=ink, titleColor=ink)
    rows = alt.Axis(labelLimit=190, ticks=False, domain=False, labelColor=ink)
    chart = (
        alt.Chart(frame)
        .mark_bar(height=16)
        .encode(
            y=alt.Y("path:N", sort=list(counts), title=None, axis=rows),
            x=alt.X("skills:Q", stack="zero", axis=axis),
            opacity=alt.Opacity("shade:Q", scale=None, legend=None),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("path:N", title=" "),
                alt.Tooltip("state:N", title="State"),
                alt.Tooltip("skills:Q", title="Key skills"),
            ],
        )
        .properties(height=alt.Step(28))
    )
    said = "; ".join(
        f"{title} {row['have']} there, {row['partial']} in part, {row['missing']} missing"
        for title, row in counts.items()
    )
    st.altair_chart(chart, key=key, alt=f"Key skills of each path: {said}.")
    st.markdown(":small[:gray[Full colour: key skills you have. Half: there in part. Faint: missing.]]")
