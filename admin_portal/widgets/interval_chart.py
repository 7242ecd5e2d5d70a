"""Figures with their ranges, one below the other, each with its name and value written beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from admin_portal.widgets.words import with_range
from shared_backend.web.chart_ink import chart_ink


@dataclass(frozen=True, slots=True)
class Interval:
    """One named figure with its 95 % interval."""

    name: str
    value: float
    low: float
    high: float

    def words(self, digits: int) -> str:
        """The same in words."""
        return with_range(self.value, self.low, self.high, digits)


def interval_chart(rows: Sequence[Interval], *, title: str, key: str, digits: int = 3) -> None:
    """A point with a bar for each row, in the order given."""
    import altair as alt
    import pandas as pd

    order = [row.name for row in rows]
    frame = pd.DataFrame(
        [{"name": r.name, "value": r.value, "low": r.low, "high": r.high, "words": r.words(digits)} for r in rows]
    )
    scale, ink = alt.Scale(domain=_domain(rows), nice=False), chart_ink()
    # Long names are cut, not the chart: at 400 px the bars need the room.
    rows_axis = alt.Axis(labelLimit=180, ticks=False, domain=False, labelColor=ink)
    axis = alt.Axis(title=title, tickCount=4, format="~g", labelColor=ink, titleColor=ink)
    base = alt.Chart(frame).encode(y=alt.Y("name:N", sort=order, title=None, axis=rows_axis))
    tooltip = [alt.Tooltip("name:N", title=" "), alt.Tooltip("words:N", title=title)]
    bar = base.mark_bar(height=5, opacity=0.4, cornerRadius=2).encode(
        x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q", tooltip=tooltip
    )
    point = base.mark_point(size=70, filled=True, opacity=1).encode(x=alt.X("value:Q", scale=scale), tooltip=tooltip)
    said = "; ".join(f"{row.name} {row.words(digits)}" for row in rows)
    st.altair_chart((bar + point).properties(height=26 * len(rows) + 75), key=key, alt=f"{title}: {said}.")


def _domain(rows: Sequence[Interval]) -> list[float]:
    low, high = min(row.low for row in rows), max(row.high for row in rows)
    room = (high - low) * 0.05 or 0.05
    return [low - room, high + room]
