"""The scores of a CV by criterion: bands with the same in words, the published weights, and where they come from."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.resume_findings import Looked
from shared_backend.web.chart_ink import chart_ink
from shared_backend.web.quiet import quiet
from user_portal.widgets.words import plain


def criteria_bars(looked: Looked, *, numbers: bool) -> None:
    """One band a criterion, 0 to 10, and a line in words."""
    if numbers:
        _chart(looked)
    for criterion in looked.criteria:
        found = looked.score(criterion.id)
        if found is None:
            st.markdown(f"**{criterion.name}**  \nNot scored: name the job you aim at.")
            continue
        said = f" · {found.value:.1f} of 10 ({found.low:.1f}–{found.high:.1f})" if numbers else ""
        st.markdown(f"**{criterion.name}**{said}  \n{criterion.question}")


def published(looked: Looked, *, numbers: bool) -> None:
    """The weights and rules, folded; without numbers the rules alone."""
    with st.expander("How it is scored"):
        st.markdown(plain(looked.about))
        for criterion in looked.criteria:
            weight = looked.weights.get(criterion.id)
            share = f", counts {weight:.0%}" if numbers and weight is not None else ""
            counts = share if weight is not None else ", counts when a job is named"
            st.markdown(f"**{criterion.name}**{counts}")
            st.markdown(
                "\n".join(f"- {plain(rule.why)}{_points(rule.points) if numbers else ''}" for rule in criterion.rules)
            )


def where_from(looked: Looked, *, numbers: bool) -> None:
    """The line of provenance and what is behind it."""
    version = f"rubric {looked.scores.version}"
    if looked.model:
        share = f" {looked.share:.0%}" if numbers else ""
        quiet(f"{version} · local model {plain(looked.model)}{share} · learned from {looked.rated} rated CVs")
    else:
        quiet(f"{version} · no trained model in this score")
    with st.popover("Where this comes from", icon=":material/help:"):
        st.markdown(looked.trust)
        st.markdown(
            "What mending a finding is worth is measured by scoring the CV again with the published rubric. The same "
            "CV always gets the same score; names, schools and places do not count."
        )
        quiet("The rated CVs that come with the product were written for it and rated by a language model, not people.")


def _points(points: float) -> str:
    """What a rule gives or takes.

    >>> _points(2.5), _points(-1.0)
    (' (+2.5)', ' (−1)')
    """
    return f" ({points:+g})".replace("-", "−")


def _chart(looked: Looked) -> None:
    import altair as alt
    import pandas as pd

    ink = chart_ink()
    rows = [
        {"criterion": c.name, "low": found.low, "high": found.high, "says": f"{found.value:.1f}"}
        for c in looked.criteria
        if (found := looked.score(c.id)) is not None
    ]
    frame = pd.DataFrame(rows)
    scale = alt.Scale(domain=[0, 10])
    y = alt.Y(
        "criterion:N",
        sort=[c.name for c in looked.criteria],
        title=None,
        axis=alt.Axis(labelLimit=140, ticks=False, domain=False, labelColor=ink),
    )
    axis = alt.Axis(values=[0, 5, 10], format="d", title="of 10", labelColor=ink, titleColor=ink)
    base = alt.Chart(frame).encode(y=y)
    track = base.mark_bar(height=6, opacity=0.15, cornerRadius=3).encode(x=alt.datum(0, scale=scale), x2=alt.datum(10))
    band = base.mark_bar(height=12, cornerRadius=4).encode(
        x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", tooltip=["criterion", "says"]
    )
    words = "; ".join(f"{row['criterion']} {row['says']} ({row['low']}–{row['high']})" for row in rows)
    st.altair_chart(
        (track + band).properties(height=34 * len(rows) + 40),
        key=f"bars-{looked.resume_id}",
        alt=f"Scores by criterion, of 10: {words}.",
    )
