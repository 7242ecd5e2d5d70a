"""Does my match predict replies? Shares with ranges once there is enough, and only what they allow to be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from shared_backend.coaching.application_tracker import FLOOR, Band, InBand, Replies
from shared_backend.web.chart_ink import chart_ink
from shared_backend.web.quiet import quiet
from user_portal.widgets.numbers import wants_numbers
from user_portal.widgets.words import count

NAMES: Mapping[Band, str] = {
    "high": "CV showed most of the ad",
    "medium": "CV showed about half",
    "low": "CV showed little",
}


def replies_by_match(found: Replies) -> None:
    """The section of the list."""
    st.subheader("Does my match predict replies?", anchor=False)
    st.markdown(verdict(found))
    enough = [band for band in found.bands if band.share is not None]
    if enough and wants_numbers():
        _chart(enough)
    numbers = wants_numbers()
    quiet("  \n".join(f"{NAMES[band.band]}: {_band(band, numbers=numbers)}" for band in found.bands))
    with st.expander("How this is counted"):
        _explained(found)


def verdict(found: Replies) -> str:
    """What may be said, and never why it is so."""
    if found.verdict == "too early":
        ready = [band for band in found.bands if band.share is not None]
        if not ready:
            most = max(found.bands, key=lambda band: band.n)
            return (
                f"Too early to say. {count(most.more, 'more outcome')} with a CV and an ad in one group "
                f"({NAMES[most.band]}) {'shows' if most.more == 1 else 'show'} a first share."
            )
        nearest = max((band for band in found.bands if band.share is None), key=lambda band: band.n)
        return (
            f"Too early to compare. {count(nearest.more, 'more outcome')} in a second group "
            f"({NAMES[nearest.band]}) {'is' if nearest.more == 1 else 'are'} needed."
        )
    higher, lower = (NAMES[band] for band in found.compared)
    if found.verdict == "no clear difference":
        return f"So far there is no clear difference between “{higher}” and “{lower}”: the ranges are too wide to tell."
    word = "more" if found.verdict == "more" else "less"
    return (
        f"So far replies came {word} often where “{higher}” than where “{lower}”. That is what happened, not why: "
        "jobs you fit well may differ in other ways too."
    )


def _band(band: InBand, *, numbers: bool) -> str:
    share = band.share
    if share is None:
        return f"too early to say, {count(band.n, 'outcome')} so far, {band.more} more needed."
    said = f"{share.count} of {count(share.n, 'outcome')} brought a reply"
    return f"{said}, 95 % range {share.low:.0%} to {share.high:.0%}." if numbers else f"{said}."


def _explained(found: Replies) -> None:
    st.markdown(
        "A reply is an invitation or an offer: any of your stages that means “they want to go on”. A refusal, and "
        "silence you marked, count as none. What is still open or withdrawn does not count."
    )
    st.markdown(
        "The match is that of the kept CV version and the ad on the day you sent it: “most” is from 75 %, “little” "
        f"below 40 %. A share is shown from {FLOOR} outcomes, with a Wilson range. Two groups are compared by a wider "
        "range (Newcombe's, 99.5 %), made so that looking after every outcome misleads at most 5 people in 100."
    )
    if found.without_match:
        quiet(f"{count(found.without_match, 'outcome')} without a CV version or an ad to compare with not counted.")
    if found.rules:
        quiet(f"Rules of the match: {', '.join(found.rules)}.")


def _chart(bands: Sequence[InBand]) -> None:
    import altair as alt
    import pandas as pd

    ink = chart_ink()
    shares = [(NAMES[band.band], band.share) for band in bands if band.share is not None]
    frame = pd.DataFrame(
        [
            {"name": name, "value": s.value, "low": s.low, "high": s.high, "says": f"{s.count} of {s.n}"}
            for name, s in shares
        ]
    )
    scale = alt.Scale(domain=[0, 1])
    rows = alt.Axis(labelLimit=190, ticks=False, domain=False, labelColor=ink)
    axis = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format=".0%", title="With a reply", labelColor=ink, titleColor=ink)
    tips = [alt.Tooltip("name:N", title=" "), alt.Tooltip("says:N", title="With a reply")]
    base = alt.Chart(frame).encode(
        y=alt.Y("name:N", sort=[name for name, _ in shares], title=None, axis=rows), tooltip=tips
    )
    band = base.mark_bar(height=8, opacity=0.4, cornerRadius=4).encode(
        x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"
    )
    point = base.mark_point(size=90, filled=True, opacity=1).encode(x=alt.X("value:Q", scale=scale))
    said = "; ".join(f"{name} {s.count} of {s.n}, {s.low:.0%} to {s.high:.0%}" for name, s in shares)
    st.altair_chart(
        (band + point).properties(height=alt.Step(32)),
        key="replies-by-match",
        alt=f"Share of applications with a reply, with 95 % ranges: {said}.",
    )
