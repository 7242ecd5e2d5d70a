"""What a model said about one input: values with ranges or a ranking, what moved it, and which engines spoke."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from admin_portal.widgets.interval_chart import Interval, interval_chart
from admin_portal.widgets.tables import frame
from admin_portal.widgets.words import ENGINES, field_name, signed
from shared_backend.ai_engines.ensemble.base import Estimate, Judgement
from shared_backend.web.quiet import quiet
from shared_backend.web.words import plain

_WHOLE = "overall"


def judgement_view(found: Judgement) -> None:
    """Everything, the answer first."""
    if found.scores:
        _scores(found.scores)
    if found.ranking:
        _ranking(found)
    _evidence(found)
    if found.details:
        with st.expander("Everything it found"):
            st.json(dict(found.details), expanded=1)
    silent = [f"{ENGINES.get(n, n)}: {said}" for n, said in found.engines.items() if said != "answered"]
    if silent:
        with st.expander("Engines that said nothing"):
            st.markdown("\n".join(f"- {plain(line)}" for line in silent))


def _scores(scores: Mapping[str, Estimate]) -> None:
    main = scores.get(_WHOLE)
    if main is not None:
        st.markdown(f"**{field_name(_WHOLE)} {main.value:.1f}** ({main.low:.1f}–{main.high:.1f})")
    quiet("The ranges hold the truth about 8 times in 10.")
    rest = [Interval(field_name(n), e.value, e.low, e.high) for n, e in scores.items() if n != _WHOLE]
    if main is None:
        # Without a whole, such as for skills, the highest come first.
        rest.sort(key=lambda one: -one.value)
    if rest:
        interval_chart(rest, title="Points", key="tried-scores", digits=1)


def _ranking(found: Judgement) -> None:
    names = found.details.get("names", {})
    label, chance = found.ranking[0]
    st.markdown(f"**{plain(str(names.get(label, label)))}** ({chance:.0%} sure)")
    rows = [{"Name": names.get(label, ""), "Sure": chance, "Label": label} for label, chance in found.ranking]
    st.dataframe(
        frame(rows if names else [{k: v for k, v in row.items() if k != "Name"} for row in rows]),
        hide_index=True,
        alt="Labels by how sure the model is: " + "; ".join(f"{n} {p:.0%}" for n, p in found.ranking[:5]),
        column_config={
            "Name": st.column_config.TextColumn(width="medium"),
            "Sure": st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1, width="small"),
        },
    )


def _evidence(found: Judgement) -> None:
    if not found.evidence:
        return
    st.markdown("**What moved it**")
    for one in found.evidence[:8]:
        quote = f"“{plain(one.quote)}” " if one.quote else ""
        st.markdown(f"- {quote}{plain(one.reason)} ({field_name(one.output)} {signed(one.weight)})")
