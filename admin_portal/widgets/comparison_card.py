"""The comparison that runs: its plan, both arms in numbers of people, and what may be said so far."""

from __future__ import annotations

import streamlit as st

from admin_portal.services import services
from admin_portal.widgets.comparison_words import ARM_NAMES, difference_words, helpful_words, loss_words
from admin_portal.widgets.tables import frame
from shared_backend.domain.experiment import Plan
from shared_backend.operations.experiments import Running
from shared_backend.services.experiments.result import Result
from shared_backend.web.quiet import quiet
from shared_backend.web.words import count, plain, when

NONE_YET = "–"


def running_card(running: Running) -> None:
    """What runs and what it says."""
    experiment, plan = running.experiment, running.experiment.plan
    st.subheader("Running", anchor=False)
    st.markdown(f"{plain(experiment.reason)}")
    started = when(experiment.started_at, services().clock.now())
    least = count(plan.least_people, "person", "people")
    quiet(
        f"Started {started} · {count(plan.window, 'answer')} of each person count · at least {least} an arm before "
        f"anything is called better · at most {plan.alpha:.0%} chance of ever being wrong. None of this can be changed."
    )
    findings(running.result, plan)


def findings(result: Result, plan: Plan) -> None:
    """Both arms, and the two verdicts with their evidence."""
    st.dataframe(
        frame(
            [
                {
                    "Served by": ARM_NAMES[arm.arm],
                    "People who began": arm.began,
                    "Complete": arm.complete,
                    "Mean log loss": NONE_YET if arm.loss is None else f"{arm.loss:.3f}",
                    "Said whether advice helped": arm.rated,
                    "Advice that helped": NONE_YET if arm.helpful is None else f"{arm.helpful:.0%}",
                }
                for arm in result.arms
            ]
        ),
        hide_index=True,
    )
    st.markdown(f"**Forecasts.** {loss_words(result, plan)}")
    quiet(difference_words(result.loss, plan, "nats an answer, lower is better", 3))
    st.markdown(f"**Advice.** {helpful_words(result, plan)}")
    quiet(difference_words(result.helpful, plan, "in the share of advice that helped", 2))
