"""One subject over time: the best guess as a line in the band of its 80 % range, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import streamlit as st

from shared_backend.coaching.progress import Level, Line
from shared_backend.web.chart_ink import chart_ink
from user_portal.widgets.level_words import level, of_ten
from user_portal.widgets.words import count

ROWS = 12  # of the table; evenly taken from all


def level_line(line: Line, *, numbers: bool) -> None:
    """The chart, or its table alone for those who want no numbers."""
    if numbers and len(line.levels) > 1:
        _chart(line)
    with st.expander("The same as a table", key=f"table-{line.competency}"):
        _table(line, numbers=numbers)


def _chart(line: Line) -> None:
    import altair as alt
    import pandas as pd

    ink = chart_ink()
    frame = pd.DataFrame(
        [
            {
                "at": one.at,
                "answers": one.answers,
                "value": one.expected.value,
                "low": one.expected.low,
                "high": one.expected.high,
                "says": f"{of_ten(one.expected)} after {count(one.answers, 'answer')}",
            }
            for one in line.levels
        ]
    )
    y = alt.Axis(values=[0, 5, 10], format="d", title="Expected, of 10", labelColor=ink, titleColor=ink)
    scale = alt.Scale(domain=[0, 10])
    tooltip = [alt.Tooltip("at:T", title="When"), alt.Tooltip("says:N", title="Expected")]
    base = alt.Chart(frame).encode(x=_across(line, ink))
    band = base.mark_area(opacity=0.25).encode(y=alt.Y("low:Q", scale=scale, axis=y), y2="high:Q")
    guess = base.mark_line(strokeWidth=2.5).encode(y=alt.Y("value:Q", scale=scale))
    points = base.mark_point(size=45, filled=True, opacity=1).encode(y=alt.Y("value:Q", scale=scale), tooltip=tooltip)
    first, now = line.levels[0], line.now
    said = (
        f"{line.name} over time: {of_ten(first.expected)} on {_day(first)}, "
        f"{of_ten(now.expected)} on {_day(now)}, after {count(now.answers, 'answer')}. The band is the 80 % range."
    )
    st.altair_chart((band + guess + points).properties(height=240), key=f"line-{line.competency}", alt=said)


def _across(line: Line, ink: str) -> Any:
    """Days, or answers while all were given within one day."""
    import altair as alt

    if (line.now.at - line.levels[0].at) >= timedelta(days=1):
        axis = alt.Axis(title=None, format="%-d %b", labelColor=ink, tickCount=5, grid=False, labelOverlap=True)
        return alt.X("at:T", axis=axis)
    counts = sorted({one.answers for one in line.levels})
    axis = alt.Axis(title="Answers", format="d", values=counts, labelColor=ink, titleColor=ink, grid=False)
    return alt.X("answers:Q", axis=axis, scale=alt.Scale(nice=False, zero=False))


def _table(line: Line, *, numbers: bool) -> None:
    shown = _evenly(line.levels)
    st.table(
        {
            "When": [_day(one) for one in shown],
            "Level": [level(one.word) for one in shown],
            **({"Expected, of 10": [of_ten(one.expected).replace(" of 10", "") for one in shown]} if numbers else {}),
            "Answers": [str(one.answers) for one in shown],
        },
        hide_index=True,
    )


def _evenly(levels: Sequence[Level]) -> list[Level]:
    """At most `ROWS`, the first and the newest among them."""
    last = len(levels) - 1
    if last < ROWS:
        return list(levels)
    return [levels[round(place * last / (ROWS - 1))] for place in range(ROWS)]


def _day(one: Level) -> str:
    return f"{one.at.day} {one.at:%B %Y}"
