"""Personal against global on the person's own answers, in words first, then in a table of both errors."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.model_view import ModelView
from shared_backend.services.progress.forecasts import FLOOR, Comparison, Difference
from shared_backend.web.quiet import quiet
from user_portal.widgets.level_words import share
from user_portal.widgets.words import count, plain

KINDS = {
    "global": "In this installation the general model serves alone.",
    "h2": "Your own model is two kinds of offset on the general one, overall and for each subject (called H2). Both "
    "are learned from your answers alone.",
    "l2": "Your own model is two kinds of offset on the general one, overall and for each subject, corrected by what "
    "the answers of people who agreed to share show in general about such a history (called L2). The offsets "
    "are learned from your answers alone.",
}

SHORT = {"global": "the general one", "h2": "H2", "l2": "L2"}


def who_predicts_better(view: ModelView, *, numbers: bool) -> None:
    """What the own model counts for, whether it has earned that, and how this is worked out."""
    st.markdown(share(view.blending, numbers=numbers))
    st.markdown(verdict(view.comparison, numbers=numbers))
    if view.comparison is not None and view.comparison.own_against_everyone is not None and numbers:
        _table(view.comparison)
    with st.expander("How this is worked out"):
        _explained(view, numbers=numbers)


def verdict(found: Comparison | None, *, numbers: bool) -> str:
    """Whether the own model predicts better: never said before there is enough to say it."""
    n = 0 if found is None else found.n
    if found is None or found.own_against_everyone is None:
        had = f"so far there {'is' if n == 1 else 'are'} {n}"
        return f"Whether it predicts you better is too early to tell: that takes {FLOOR} answers, {had}."
    over = f"over your {'last ' if n > FLOOR else ''}{count(n, 'answer')}"
    word = found.own_against_everyone.verdict
    if word == "no clear difference":
        return f"Your own model and the general one have predicted you about equally well {over}: no clear difference."
    start = f"Your own model has predicted you {word} than the general one {over}"
    if not numbers:
        return f"{start}."
    return f"{start}: off by {found.own.points:.1f} points of 10 on average against {found.everyone.points:.1f}."


def _table(found: Comparison) -> None:
    lines = (
        ("General model", found.everyone, None),
        ("Your own model", found.own, found.own_against_everyone),
        ("The blend you get", found.blend, found.blend_against_everyone),
    )
    st.table(
        {
            "Predicted by": [name for name, _, _ in lines],
            "Off by, points of 10": [f"{errors.points:.2f}" for _, errors, _ in lines],
            "Log loss": [f"{errors.log_loss:.3f}" for _, errors, _ in lines],
            "Less log loss (95 % range)": [_gain(difference) for _, _, difference in lines],
        },
        hide_index=True,
    )


def _gain(difference: Difference | None) -> str:
    if difference is None:
        return "–"
    found = difference.interval
    return f"{found.mean:+.3f} ({found.low:+.3f} to {found.high:+.3f})"


def _explained(view: ModelView, *, numbers: bool) -> None:
    b = view.blending
    st.markdown(KINDS[b.kind])
    st.markdown(
        "Before each answer is read, the general model, your own and the blend of both each say how well it will go. "
        "Afterwards they are compared with the score. So every answer is a fair test, and no model has seen it before."
    )
    if numbers:
        st.markdown(
            "The range of the difference is made to hold however often you look, with a 5 % chance of ever being "
            "wrong. Log loss is lower when a forecast is closer, and punishes being sure and wrong."
        )
        st.markdown(
            f"The share follows a schedule, {b.scheduled:.0%} after {count(b.n, 'answer')}, which evidence moves: "
            f"{b.evidence:+.2f} now, on a scale from −8 (your own model was worse) to +2 (it was better)."
        )
    said = []
    if b.serving is not None:
        said.append(f"General model in use: {plain(b.serving.label)}, file `{b.serving.digest[:12]}`.")
    if b.inherited is not None:
        said.append(f"Your own model started from {plain(b.inherited.label)}, file `{b.inherited.digest[:12]}`.")
    if view.compared_with:
        kinds = ", then ".join(SHORT[kind] for kind in view.compared_kinds)
        scored = f"Compared on answers that {', '.join(map(plain, view.compared_with))} scored"
        said.append(f"{scored}; your own model was {kinds} at the time.")
    said.append(f"Your own model is {count(view.size, 'byte')} with the digest `{view.digest[:12]}`.")
    quiet("  \n".join(said))
