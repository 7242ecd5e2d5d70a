"""Ratings and education of an occupation as charts, each with the same in a table for those who do not look."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.career_lookup import Looked
from shared_backend.web.chart_ink import chart_ink
from shared_backend.web.quiet import quiet
from user_portal.widgets.words import count, plain

NOT_KNOWN = "What education is required has not been asked for this occupation."


def rating_chart(looked: Looked, kind: str) -> None:
    """The level each skill or field of knowledge takes, most important first, with its range."""
    import altair as alt
    import pandas as pd

    lines = looked.summary.skills if kind == "skills" else looked.summary.knowledge
    ink, order = chart_ink(), [line.name for line in lines]
    rows = []
    for line in lines:
        low, high = looked.details.level.get((kind, line.name), (line.rating.level, line.rating.level))
        rows.append(
            {
                "name": line.name,
                "level": line.rating.level,
                "low": max(low, 0.0),
                "high": min(high, 7.0),
                "importance": f"{line.rating.importance:.1f} of 5",
                "says": f"{line.rating.level:.1f}" + (f" ({low:.1f}–{high:.1f})" if low < high else ""),
            }
        )
    scale = alt.Scale(domain=[0, 7])
    names = alt.Axis(labelLimit=170, ticks=False, domain=False, labelColor=ink)
    axis = alt.Axis(values=list(range(8)), format="d", title="Level, 0 to 7", labelColor=ink, titleColor=ink)
    tooltip = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("says:N", title="Level"),
        alt.Tooltip("importance:N", title="Importance"),
    ]
    base = alt.Chart(pd.DataFrame(rows)).encode(y=alt.Y("name:N", sort=order, title=None, axis=names), tooltip=tooltip)
    track = base.mark_bar(height=2, opacity=0.15).encode(x=alt.datum(0, scale=scale), x2=alt.datum(7))
    band = base.mark_bar(height=8, opacity=0.4, cornerRadius=4).encode(
        x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"
    )
    point = base.mark_point(size=80, filled=True, opacity=1).encode(x=alt.X("level:Q", scale=scale))
    said = "; ".join(f"{row['name']} level {row['says']} of 7, importance {row['importance']}" for row in rows)
    st.altair_chart(
        (track + band + point).properties(height=alt.Step(26)),
        key=f"lookup-{kind}-{looked.summary.code}",
        alt=f"Levels of {kind} for {looked.summary.title}, most important first: {said}.",
    )
    with st.expander(f"{kind.capitalize()} as a table"):
        st.table(
            {
                "Name": [str(row["name"]) for row in rows],
                "Importance": [str(row["importance"]) for row in rows],
                "Level, of 7": [str(row["says"]) for row in rows],
            },
            hide_index=True,
        )


def education_chart(looked: Looked) -> None:
    """What share of those asked says which education is required."""
    import altair as alt
    import pandas as pd

    education = looked.details.education
    st.markdown("**Education that is required**")
    if education is None:
        st.markdown(NOT_KNOWN)
        return
    asked = "An unknown number of people" if education.asked is None else count(education.asked, "person", "people")
    ink, order = chart_ink(), [level for level, _ in education.shares]
    frame = pd.DataFrame(
        [{"level": level, "share": share, "says": f"{share:.0f} %"} for level, share in education.shares]
    )
    names = alt.Axis(labelLimit=170, ticks=False, domain=False, labelColor=ink)
    base = alt.Chart(frame).encode(
        y=alt.Y("level:N", sort=order, title=None, axis=names),
        tooltip=[alt.Tooltip("level:N", title=" "), alt.Tooltip("says:N", title="Say it is required")],
    )
    scale = alt.Scale(domain=[0, 112])
    bars = base.mark_bar(height=14, cornerRadius=3).encode(x=alt.X("share:Q", scale=scale, axis=None))
    words = base.mark_text(align="left", dx=5, color=ink).encode(x=alt.X("share:Q", scale=scale), text="says:N")
    said = "; ".join(f"{level} {share:.0f} %" for level, share in education.shares)
    st.altair_chart(
        (bars + words).properties(height=alt.Step(26)),
        key=f"lookup-education-{looked.summary.code}",
        alt=f"Education required for {looked.summary.title}, from the least on: {said}.",
    )
    doubt = " Some of the shares are too uncertain to rely on." if education.imprecise else ""
    quiet(f"{asked} in the occupation, or experts on it, were asked.{doubt} {plain(looked.sources['onet'].name)}.")
    with st.expander("Education as a table"):
        st.table(
            {
                "Education": [level for level, _ in education.shares],
                "Share": [f"{share:.0f} %" for _, share in education.shares],
            },
            hide_index=True,
        )
