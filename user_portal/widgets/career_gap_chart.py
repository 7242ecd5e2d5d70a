"""What an occupation calls for beside what somebody has, most important at the top."""

from __future__ import annotations

import streamlit as st

from shared_backend.services.careers.gaps import GapTable
from shared_backend.web.chart_ink import chart_ink
from shared_backend.web.quiet import quiet

WORDS = {"have": "there", "partial": "in part", "missing": "missing"}


def gap_chart(table: GapTable) -> None:
    """A row a key skill: the level it takes as a line, one's own as a point with its range."""
    import altair as alt
    import pandas as pd

    lines = sorted(table.lines, key=lambda line: (-line.importance, line.name))
    ink, order = chart_ink(), [line.name for line in lines]
    frame = pd.DataFrame(
        [
            {
                "name": line.name,
                "own": line.own.level,
                "low": line.own.low,
                "high": line.own.high,
                "needed": line.needed,
                "importance": f"{line.importance:.1f} of 5",
                "says": f"{line.own.level:.1f} ({line.own.low:.1f}–{line.own.high:.1f}), {WORDS[line.status]}",
            }
            for line in lines
        ]
    )
    scale = alt.Scale(domain=[0, 7])
    names = alt.Axis(labelLimit=150, ticks=False, domain=False, labelColor=ink)
    axis = alt.Axis(values=list(range(8)), format="d", title="Level, 0 to 7", labelColor=ink, titleColor=ink)
    tooltip = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("importance:N", title="Importance"),
        alt.Tooltip("says:N", title="You"),
        alt.Tooltip("needed:Q", title="It takes", format=".1f"),
    ]
    base = alt.Chart(frame).encode(y=alt.Y("name:N", sort=order, title=None, axis=names), tooltip=tooltip)
    track = base.mark_bar(height=2, opacity=0.15).encode(x=alt.datum(0, scale=scale), x2=alt.datum(7))
    band = base.mark_bar(height=8, opacity=0.4, cornerRadius=4).encode(
        x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"
    )
    point = base.mark_point(size=80, filled=True, opacity=1).encode(x=alt.X("own:Q", scale=scale))
    takes = base.mark_tick(thickness=3, size=20, color=ink, opacity=1).encode(x=alt.X("needed:Q", scale=scale))
    said = "; ".join(
        f"{line.name}, importance {line.importance:.1f} of 5: you {line.own.level:.1f}, it takes {line.needed:.1f}, "
        f"{WORDS[line.status]}"
        for line in lines
    )
    st.altair_chart(
        (track + band + takes + point).properties(height=alt.Step(26)),
        key=f"gap-chart-{table.code}",
        alt=f"Key skills of {table.title}, most important first. {said}.",
    )
    quiet(
        "The most important skill is at the top. The dot is where you are, with its range; the line is what it takes."
    )
