"""What somebody likes doing: six interests in plain words, answered, changed or skipped one by one."""

from __future__ import annotations

import streamlit as st

from shared_backend.domain.career import CareerProfile
from shared_backend.services.careers.interests import INTERESTS, LIKING
from shared_backend.web.quiet import quiet
from user_portal.widgets.career_save import save_interest, save_profile, stored
from user_portal.widgets.choice import choice
from user_portal.widgets.words import count, sentence


def interests_card(profile: CareerProfile) -> None:
    """The six questions, open for somebody who has not worked: for them they say most."""
    answered = f"{count(len(profile.interests), 'answer')} of {len(INTERESTS)}" if profile.interests else "not answered"
    st.subheader("What you like doing", anchor=False)
    # Of its own key for each: a fold keeps how it was first shown.
    key = f"career-interests-{profile.never_worked}"
    with st.expander(f"Six short questions · {answered}", expanded=profile.never_worked, key=key):
        st.markdown("How much would you like to do things like these? Skip any. Your answers move the order of paths.")
        for name, interest in INTERESTS.items():
            known = profile.interests.get(name)
            key = stored(f"career-like-{name}", known)
            choice(
                f"{sentence(interest.words)}: {interest.examples}",
                LIKING,
                None,
                key=key,
                on_change=save_interest,
                args=(name, key, known),
            )
        if profile.interests:
            st.button("Clear my answers", key="career-likes-none", icon=":material/undo:", on_click=_clear)
        quiet("These are the six vocational interests of John Holland; the facts rate them for every occupation.")


def _clear() -> None:
    save_profile(interests={})
