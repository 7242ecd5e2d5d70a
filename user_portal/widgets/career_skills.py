"""What somebody can do: each skill with its level, range and evidence; confirm it, rate it, deny it, take that back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from shared_backend.coaching.career_profile import Skill
from shared_backend.domain.career import CareerProfile
from shared_backend.web.quiet import quiet
from user_portal.services import me, services
from user_portal.widgets.career_skill_add import add_skill
from user_portal.widgets.career_skill_ranges import skill_ranges, skill_table
from user_portal.widgets.career_skill_row import skill_row
from user_portal.widgets.numbers import wants_numbers
from user_portal.widgets.words import count

FIRST, IN_CHART = 5, 12


def skills_card(profile: CareerProfile) -> None:
    """First what rests on the person's own words, then what is only usual in their occupation."""
    st.subheader("What you can do", anchor=False)
    skills, numbers = services().career.profile.skills(me()), wants_numbers()
    if not skills:
        _teach(profile)
    else:
        own = [one for one in skills if one.denied or any(s.source != "occupation" for s in one.own.evidence)]
        usual = [one for one in skills if one not in own]
        st.markdown(_summary(own, usual))
        there = [one for one in skills if not one.denied]
        if numbers and there:
            skill_ranges(there[:IN_CHART], key="career-skill-ranges")
            quiet("The bar is the range the level lies in by what is known, the point the best guess.")
        with st.expander("All of it as a table", key="career-skill-table"):
            skill_table(skills, numbers=numbers)
        _rows("From you", own, numbers=numbers)
        _rows("Usual in your occupation: is it true of you?", usual, numbers=numbers)
        _look_up(skills, numbers=numbers)
    add_skill()


def _teach(profile: CareerProfile) -> None:
    if profile.never_worked:
        st.markdown(
            "What school teaches is counted already. Add what you learned elsewhere: in a weekend job, a club, at home "
            "or by yourself. A confirmed CV or an interview answer adds what your own words show."
        )
    else:
        st.markdown(
            "Nothing is known yet. Choose your occupation above, and what is usual in it stands here for you to "
            "confirm. A confirmed CV or an interview answer adds what your own words show."
        )


def _summary(own: Sequence[Skill], usual: Sequence[Skill]) -> str:
    parts = []
    if own:
        parts.append(f"{count(len(own), 'skill')} from what you said or did")
    if usual:
        parts.append(f"{count(len(usual), 'skill')} that {'is' if len(usual) == 1 else 'are'} usual in your occupation")
    return f"{' and '.join(parts)}. What you confirm or rate yourself counts before everything else."


def _rows(title: str, skills: Sequence[Skill], *, numbers: bool) -> None:
    if not skills:
        return
    st.markdown(f"**{title}**")
    key = f"career-more-{title[:5]}"
    shown = FIRST * (1 + int(st.session_state.get(key, 0)))
    for one in skills[:shown]:
        skill_row(one, numbers=numbers)
    if len(skills) > shown:
        st.button(
            f"Show {min(FIRST, len(skills) - shown)} more of {len(skills)}",
            key=f"{key}-button",
            icon=":material/expand_more:",
            type="tertiary",
            on_click=_more,
            args=(key,),
        )


def _more(key: str) -> None:
    st.session_state[key] = int(st.session_state.get(key, 0)) + 1


def _look_up(skills: Sequence[Skill], *, numbers: bool) -> None:
    by_id = {one.id: one for one in sorted(skills, key=lambda one: one.name)}
    chosen = st.selectbox(
        "Look into one skill",
        list(by_id),
        index=None,
        format_func=lambda key: f"{by_id[key].name} ({by_id[key].kind})",
        key="career-look-into",
        placeholder="Choose a skill",
    )
    if chosen is not None:
        skill_row(by_id[chosen], numbers=numbers, form="looked")
