"""Where somebody would like to go, what they aim for, and how many hours a week they can give to learning."""

from __future__ import annotations

import streamlit as st

from shared_backend.coaching.preferences import CHOICES
from shared_backend.domain.career import CareerProfile
from shared_backend.domain.errors import CoachError
from shared_backend.services.careers.gaps import LEAST_HOURS, MOST_HOURS
from shared_backend.web.errors import show
from user_portal.services import me, services
from user_portal.widgets.career_save import save_field, stored
from user_portal.widgets.choice import choice


def wishes_card(profile: CareerProfile) -> None:
    """Each is saved when it changes; each may be left as it is."""
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
        aim = stored("career-aim", services().interview.preferences.get(me()).career_focus)
        choice(
            "What you aim for",
            CHOICES["career_focus"],
            None,
            key=aim,
            help="It shifts how many steps up and sideways are suggested, and which interview questions come often.",
            on_change=_aim,
            args=(aim,),
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


def _aim(key: str) -> None:
    try:
        services().interview.preferences.save(me(), career_focus=st.session_state[key])
    except CoachError as error:
        show(error)
