"""Where somebody would like to go, and how many hours a week they can give to learning."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.career import CareerProfile
from shared_backend.services.careers.gaps import LEAST_HOURS, MOST_HOURS
from user_portal.services import services
from user_portal.widgets.career_save import save_field, stored


def wishes_card(profile: CareerProfile) -> None:
    """Both are saved when they change; both may be left as they are."""
    fields = services().career.profile.fields()
    st.subheader("What you want", anchor=False)
    with st.container(border=True):
        key = stored("career-towards", list(profile.towards))
        st.multiselect(
            "Fields you would like to move to",
            list(fields),
            format_func=lambda group: fields[group],
            key=key,
            placeholder="Any field",
            help="Half of the suggestions are then from these fields. Leave it empty if you are open.",
            on_change=save_field,
            args=("towards", key, profile.towards),
        )
        key = stored("career-hours", float(profile.hours_per_week))
        st.number_input(
            "Hours a week you can give to learning",
            LEAST_HOURS,
            MOST_HOURS,
            step=0.5,
            format="%g",
            key=key,
            on_change=save_field,
            args=("hours_per_week", key, profile.hours_per_week),
        )
