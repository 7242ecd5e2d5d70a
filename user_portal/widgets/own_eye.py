"""The person's own rating before they saw the score, against the score: in a sentence, a chart and a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from shared_backend.coaching.progress import ProgressView
from shared_backend.services.progress.self_rating import FLOOR, Calibration, Rated
from shared_backend.web.chart_ink import chart_ink
from shared_backend.web.quiet import quiet
from user_portal.widgets.feedback_card import SELF_WORDS
from user_portal.widgets.words import count, plain

CLOSE = 0.5  # points of 10 within which an eye is called close
SCALE = "Your five steps are laid evenly on the scale of the score, from 0 to 10."


def own_eye(view: ProgressView, *, numbers: bool) -> None:
    """The whole section."""
    st.markdown(in_words(view.calibration, numbers=numbers))
    if numbers and view.calibration.mean is not None:
        _chart(view.rated)
        with st.expander("The same as a table", key="own-eye-table"):
            _table(view.calibration)
        quiet(f"{SCALE} Scores by {', '.join(map(plain, view.scored_by))}. On the dashed line you and the coach agree.")


def in_words(found: Calibration, *, numbers: bool) -> str:
    """How the own eye compares, never before there is enough to say it."""
    if found.mean is None or found.low is None or found.high is None:
        had = f"so far there {'is' if found.n == 1 else 'are'} {found.n}"
        return f"Too early to say how your own rating compares with the score: that takes {FLOOR} rated answers, {had}."
    over = f"over {count(found.n, 'answer')}"
    range_ = f" (80 % range {_signed(found.low)} to {_signed(found.high)})" if numbers else ""
    if found.low <= 0.0 <= found.high or abs(found.mean) < CLOSE:
        by = f": on average {_signed(found.mean)} points of 10{range_}" if numbers else ""
        return f"Your own rating and the score lie close together {over}{by}."
    way = "lower" if found.mean < 0 else "higher"
    far = f"about {abs(found.mean):.1f} points of 10 " if numbers else ""
    return f"You rate yourself {far}{way} than the coach scores you, {over}{range_}."


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")


def _chart(rated: Sequence[Rated]) -> None:
    import altair as alt
    import pandas as pd

    ink = chart_ink()
    # Points that would hide each other are moved a little to the side, the same way each time.
    aside = [0.12 * (place % 7 - 3) for place in range(len(rated))]
    frame = pd.DataFrame(
        [
            {"own": one.points + to, "score": one.score, "said": SELF_WORDS[one.rating]}
            for one, to in zip(rated, aside, strict=True)
        ]
    )
    ticks = [0, 2.5, 5, 7.5, 10]
    x = alt.Axis(values=ticks, title="Your own rating, of 10", labelColor=ink, titleColor=ink, format="~f", grid=False)
    y = alt.Axis(values=[0, 5, 10], format="d", title="Score, of 10", labelColor=ink, titleColor=ink)
    across, up = alt.Scale(domain=[-0.5, 10.5], nice=False), alt.Scale(domain=[0, 10])
    agree = (
        alt.Chart(pd.DataFrame({"at": [0, 10]}))
        .mark_line(strokeDash=[4, 4], opacity=0.6, color=ink)
        .encode(x=alt.X("at:Q", scale=across), y=alt.Y("at:Q", scale=up))
    )
    points = (
        alt.Chart(frame)
        .mark_point(size=60, filled=True, opacity=0.5)
        .encode(
            x=alt.X("own:Q", scale=across, axis=x),
            y=alt.Y("score:Q", scale=up, axis=y),
            tooltip=[
                alt.Tooltip("said:N", title="You thought it went"),
                alt.Tooltip("score:Q", title="Score", format=".1f"),
            ],
        )
    )
    said = f"Your own rating against the score, {count(len(rated), 'answer')}; the table below says the same."
    st.altair_chart((agree + points).properties(height=260), key="own-eye", alt=said)


def _table(found: Calibration) -> None:
    st.table(
        {
            "You thought it went": [SELF_WORDS[one.rating].capitalize() for one in found.by_rating],
            "Answers": [str(one.n) for one in found.by_rating],
            "Mean score, of 10": [f"{one.score:.1f}" for one in found.by_rating],
        },
        hide_index=True,
    )
