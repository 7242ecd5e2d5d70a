"""Levels of skill as points with their ranges, and the same as a table for those who do not look."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from shared_backend.coaching.career_profile import Skill
from shared_backend.web.chart_ink import chart_ink
from user_portal.widgets.career_skill_words import KINDS, level_words, source_words
from user_portal.widgets.words import plain


def skill_ranges(skills: Sequence[Skill], *, key: str) -> None:
    """One point with its range for each skill, in the order given."""
    import altair as alt
    import pandas as pd

    ink = chart_ink()
    # A skill and a field of knowledge can have the same name.
    twice = {one.name for one in skills if sum(other.name == one.name for other in skills) > 1}
    names = [f"{one.name} ({one.kind})" if one.name in twice else one.name for one in skills]
    frame = pd.DataFrame(
        [
            {
                "name": name,
                "value": one.own.level,
                "low": one.own.low,
                "high": one.own.high,
                "says": level_words(one.own, numbers=True),
            }
            for name, one in zip(names, skills, strict=True)
        ]
    )
    scale = alt.Scale(domain=[0, 7])
    rows_axis = alt.Axis(labelLimit=170, ticks=False, domain=False, labelColor=ink)
    axis = alt.Axis(values=list(range(8)), format="d", title="of 7", labelColor=ink, titleColor=ink)
    tooltip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("says:N", title="Level")]
    base = alt.Chart(frame).encode(y=alt.Y("name:N", sort=names, title=None, axis=rows_axis), tooltip=tooltip)
    track = base.mark_bar(height=2, opacity=0.15).encode(x=alt.datum(0, scale=scale), x2=alt.datum(7))
    band = base.mark_bar(height=8, opacity=0.4, cornerRadius=4).encode(
        x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"
    )
    point = base.mark_point(size=90, filled=True, opacity=1).encode(x=alt.X("value:Q", scale=scale))
    said = "; ".join(f"{row.name} {row.says}" for row in frame.itertuples())
    st.altair_chart(
        (track + band + point).properties(height=alt.Step(28)), key=key, alt=f"Your level in each skill: {said}."
    )


def skill_table(skills: Sequence[Skill], *, numbers: bool) -> None:
    """Every skill in words."""
    denied = "You do not have it"
    st.table(
        {
            "Skill": [plain(one.name) for one in skills],
            "Kind": [KINDS[one.kind] for one in skills],
            "Level": [denied if one.denied else level_words(one.own, numbers=numbers) for one in skills],
            "From": [source_words(one.own.evidence[0]) if one.own.evidence else "" for one in skills],
        },
        hide_index=True,
    )
